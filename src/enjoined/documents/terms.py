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


class _Begun:
    """The phrases that a word can begin: it alone, by their second word, and those with a gap after it."""

    __slots__ = ("alone", "gapped", "nexts", "second", "stems")

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self.alone: list[str] = []
        self.gapped: list[_Entry] = []
        self.second: dict[str, list[_Entry]] = {}
        self.stems: list[_Entry] = []
        self.nexts: dict[str, tuple[_Entry, ...]] = {}
        """What was found of a second word: kept, for a text repeats itself."""
        for term, names in entries:
            if len(term) == 1:
                self.alone += names
            elif term[1] == "...":
                self.gapped.append((term, names))
            elif term[1][-1] == "*":
                self.stems.append((term, names))
            else:
                self.second.setdefault(term[1], []).append((term, names))

    def before(self, word: str) -> tuple[_Entry, ...]:
        """The phrases of two words or more, the second of which ``word`` can be."""
        found = [*self.second.get(word, ())]
        if word[-1] == "s":
            found += self.second.get(word[:-1], ())
        found += [entry for entry in self.stems if word.startswith(entry[0][1][:-1])]
        if len(self.nexts) > MOST_KEPT:
            self.nexts.clear()
        self.nexts[word] = kept = tuple(found)
        return kept


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
        self._begun: dict[str, _Begun | None] = {}
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
        known = self._begun
        if len(known) > MOST_KEPT:
            known.clear()
        for word in present.difference(known):
            self._start(word)
        last_word = len(words) - 1
        for at, word in enumerate(words):
            begun = known[word]
            if begun is None:
                continue
            for name in begun.alone:
                hits.setdefault(name, []).append((at, at + 1))
            if at < last_word:
                after = words[at + 1]
                entries = begun.nexts.get(after)
                for term, names in begun.before(after) if entries is None else entries:
                    end = at + 2 if len(term) == 2 else _match(words, at + 2, term, 2)
                    if end:
                        for name in names:
                            hits.setdefault(name, []).append((at, end))
            for term, names in begun.gapped:
                last = term[-1]
                if last in present or last + "s" in present or last[-1] == "*":
                    end = _match(words, at + 1, term, 1)
                    if end:
                        for name in names:
                            hits.setdefault(name, []).append((at, end))
        return hits

    def _start(self, word: str) -> None:
        """Note the phrases whose first word ``word`` can be; kept, for a text repeats its words."""
        found = [*self._exact.get(word, ())]
        if word[-1] == "s":
            found += self._exact.get(word[:-1], ())
        found += [entry for entry in self._stems.get(word[:3], ()) if word.startswith(entry[0][0][:-1])]
        self._begun[word] = _Begun(found) if found else None


def _same(word: str, pattern: str) -> bool:
    if pattern.endswith("*"):
        return word.startswith(pattern[:-1])
    return word == pattern or word == pattern + "s"


def _match(words: list[str], position: int, term: tuple[str, ...], start: int) -> int:
    """One past the last word of ``term`` whose words from ``start`` on are matched from ``position`` on, or 0."""
    gap = 0
    for pattern in term[start:]:
        if pattern == "...":
            gap = GAP
            continue
        for place in range(position, min(position + gap + 1, len(words))):
            if _same(words[place], pattern):
                position = place + 1
                break
        else:
            return 0
        gap = 0
    return position
