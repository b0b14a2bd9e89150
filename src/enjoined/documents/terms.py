"""The small language of recognition phrases, matched word by word in linear time.

``correctional facilit*``: words in this order; ``*`` stands for any ending; a plural "s" is understood.
``notice ... release``: up to eight words may stand between. Letter case, punctuation and line ends do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from enjoined.documents.tokens import Token

__all__ = ["Hit", "Terms", "parse_term"]

GAP = 8
"""``...`` stands for at most this many words."""
MOST_KEPT = 100_000
WORD = re.compile(r"\.\.\.|[^\W_]+(?:'[^\W_]+)*\*?")

Hit = tuple[int, int]
"""First word and one past the last word of a phrase found."""


def parse_term(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, with ``...`` for a gap; a possessive is its noun, as it is in what is read.

    >>> parse_term("Notice ... of the agency's release")
    ('notice', '...', 'of', 'the', 'agency', 'release')
    """
    return tuple(word.removesuffix("'s") for word in WORD.findall(phrase.lower().replace("\u2019", "'")))


_Entry = tuple[tuple[str, ...], list[str]]
"""A phrase and the groups that hold it."""
_Begun = tuple[list[str], dict[str, list[_Entry]], list[_Entry]]
"""Groups that hold a word alone; phrases it begins by their second word; and those whose second word is open."""


class Terms:
    """Many named groups of phrases, found together in one pass over the tokens."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        names: dict[tuple[str, ...], list[str]] = {}
        self.vocabulary: set[str] = set()
        for name, phrases in groups.items():
            for phrase in phrases:
                term = parse_term(phrase)
                if not term or term[0] == "..." or term[-1] == "...":
                    raise ValueError(f"{phrase!r} is not a phrase")
                names.setdefault(term, []).append(name)
                self.vocabulary.update(word.rstrip("*") for word in term if word != "...")
        # A phrase that several groups hold is looked for once.
        self._exact: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        self._begun: dict[str, _Begun] = {}
        for term, own in names.items():
            if term[0].endswith("*"):
                self._stems.setdefault(term[0][:3], []).append((term, own))
            else:
                self._exact.setdefault(term[0], []).append((term, own))

    def find(self, tokens: Sequence[Token]) -> dict[str, list[Hit]]:
        """For each group that occurs, where its phrases stand."""
        words = [token.word for token in tokens]
        present = set(words)
        hits: dict[str, list[Hit]] = {}
        for at, word in enumerate(words):
            begun = self._begun.get(word)
            alone, by_next, others = self._starting(word) if begun is None else begun
            for name in alone:
                hits.setdefault(name, []).append((at, at + 1))
            if by_next and at + 1 < len(words):
                after = words[at + 1]
                for term, names in by_next.get(after, ()):
                    end = at + 2 if len(term) == 2 else _match(words, at, term)
                    if end:
                        for name in names:
                            hits.setdefault(name, []).append((at, end))
                if after[-1] == "s":
                    for term, names in by_next.get(after[:-1], ()):
                        end = at + 2 if len(term) == 2 else _match(words, at, term)
                        if end:
                            for name in names:
                                hits.setdefault(name, []).append((at, end))
            for term, names in others:
                last = term[-1]
                if last[-1] == "*" or last in present or last + "s" in present:
                    end = _match(words, at, term)
                    if end:
                        for name in names:
                            hits.setdefault(name, []).append((at, end))
        return hits

    def _starting(self, word: str) -> _Begun:
        """The phrases whose first word ``word`` can be, by their second; kept, for a text repeats its words."""
        if len(self._begun) > MOST_KEPT:
            self._begun.clear()
        found = [*self._exact.get(word, ())]
        if word[-1] == "s":
            found += self._exact.get(word[:-1], ())
        found += [entry for entry in self._stems.get(word[:3], ()) if word.startswith(entry[0][0][:-1])]
        alone: list[str] = []
        by_next: dict[str, list[_Entry]] = {}
        others: list[_Entry] = []
        for term, names in found:
            if len(term) == 1:
                alone += names
            elif term[1] == "..." or term[1][-1] == "*":
                others.append((term, names))
            else:
                by_next.setdefault(term[1], []).append((term, names))
        self._begun[word] = alone, by_next, others
        return self._begun[word]


def _same(word: str, pattern: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    return word == pattern or word == pattern + "s"


def _match(words: list[str], at: int, term: tuple[str, ...]) -> int:
    """One past the last word of ``term`` matched from ``at`` on, or 0."""
    position, gap = at, 0
    for pattern in term:
        if pattern == "...":
            gap = GAP
            continue
        for skip in range(gap + 1):
            if position + skip < len(words) and _same(words[position + skip], pattern):
                position += skip + 1
                break
        else:
            return 0
        gap = 0
    return position
