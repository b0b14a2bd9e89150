"""The small language of recognition phrases, matched word by word in linear time.

``correctional facilit*``: words in this order; ``*`` stands for any ending; a plural "s" is understood.
``notice ... release``: up to eight words may stand between. Letter case, punctuation and line ends do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from enjoined.documents.recognition.tokens import Token

__all__ = ["Hit", "Terms", "parse_term"]

GAP = 8
"""``...`` stands for at most this many words."""
MOST_KEPT = 200_000
STEM = 3
"""Stems are looked up by so many of their letters."""
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


class _Node:
    """The phrases that some first words begin: what is complete with them, what goes on, and what has a gap there.

    ``nexts`` remembers where each following word leads (None: to no phrase), for a text repeats itself.
    """

    __slots__ = ("complete", "depth", "gapped", "nexts", "stems", "words")

    def __init__(self, entries: Iterable[_Entry], depth: int) -> None:
        self.depth = depth
        self.complete: list[str] = []
        self.gapped: list[_Entry] = []
        self.words: dict[str, list[_Entry]] = {}
        self.stems: dict[str, list[_Entry]] = {}
        self.nexts: dict[str, _Node | None] = {}
        for entry in entries:
            term, names = entry
            if len(term) == depth:
                self.complete += names
            elif term[depth] == "...":
                self.gapped.append(entry)
            elif term[depth][-1] == "*":
                self.stems.setdefault(term[depth][:-1][:STEM], []).append(entry)
            else:
                self.words.setdefault(term[depth], []).append(entry)

    def follow(self, word: str) -> _Node | None:
        """Where ``word`` leads."""
        found = [*self.words.get(word, ())]
        if word[-1] == "s":
            found += self.words.get(word[:-1], ())
        for length in range(1, STEM + 1) if self.stems else ():
            found += [
                entry
                for entry in self.stems.get(word[:length], ())
                if word.startswith(entry[0][self.depth][:-1])
            ]
        node = self.nexts[word] = _Node(found, self.depth + 1) if found else None
        return node


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
        self._entries = tuple(names.items())
        self._root = _Node(self._entries, 0)
        self._kept = 0

    def find(self, tokens: Sequence[Token]) -> dict[str, list[Hit]]:
        """For each group that occurs, where its phrases stand."""
        hits: dict[str, list[Hit]] = {}
        for first, last, names in self.standing(tokens):
            for name in names:
                hits.setdefault(name, []).append((first, last))
        return hits

    def standing(self, tokens: Sequence[Token]) -> list[tuple[int, int, list[str]]]:
        """The phrases that stand in a text, by their first words: first word, one past the last, groups."""
        words = [token.word for token in tokens]
        present = set(words)
        if self._kept > MOST_KEPT:
            self._root, self._kept = _Node(self._entries, 0), 0
        found: list[tuple[int, int, list[str]]] = []
        gapped: list[tuple[_Node, int]] = []
        first, last = self._root, len(words)
        for at, word in enumerate(words):
            node, end = first, at
            while True:
                if word in node.nexts:
                    follower = node.nexts[word]
                else:
                    follower = node.follow(word)
                    self._kept += 1
                if follower is None:
                    break
                node, end = follower, end + 1
                if node.complete:
                    found.append((at, end, node.complete))
                if node.gapped:
                    gapped.append((node, end))
                if end == last:
                    break
                word = words[end]
            while gapped:
                node, end = gapped.pop()
                for term, names in node.gapped:
                    ending = term[-1]
                    if ending in present or ending + "s" in present or ending[-1] == "*":
                        close = _match(words, end, term, node.depth)
                        if close:
                            found.append((at, close, names))
        return found


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
