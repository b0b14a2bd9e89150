"""The small language of recognition phrases, matched word by word in linear time.

``correctional facilit*``: words in this order; ``*`` stands for any ending; a plural "s" is understood.
``notice ... release``: up to eight words may stand between. ``is|are deleted|struck``: any one of the words between
strokes, in each place where there are some. Letter case, punctuation and line ends do not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise, product
from operator import itemgetter

from enjoined.documents.recognition.kept import Kept

__all__ = ["Hit", "Standing", "Terms", "parse_term", "ways_to_say"]

GAP = 8
"""``...`` stands for at most this many words."""
MOST_KEPT = 200_000
WORD = re.compile(r"\.\.\.|[^\W_]+(?:'[^\W_]+)*\*?")

Hit = tuple[int, int]
"""First word and one past the last word of a phrase found."""
Standing = tuple[int, int, list[str]]
"""First word and one past the last word of a phrase found, and the groups that hold it."""


def parse_term(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, with ``...`` for a gap; a possessive is its noun, as it is in what is read.

    >>> parse_term("Notice ... of the agency's release")
    ('notice', '...', 'of', 'the', 'agency', 'release')
    """
    return tuple(word.removesuffix("'s") for word in WORD.findall(phrase.lower().replace("\u2019", "'")))


def ways_to_say(phrase: str) -> list[tuple[str, ...]]:
    """The words of every phrase that ``phrase`` stands for.

    >>> ways_to_say("is|are deleted")
    [('is', 'deleted'), ('are', 'deleted')]
    """
    places = [place.split("|") for place in phrase.split()]
    return [parse_term(" ".join(words)) for words in product(*places)]


_Rest = tuple[int, tuple[tuple[str, int], ...], list[str]]
"""What a phrase says after the first word behind its first gap: its place among the phrases, each word with how many
others may stand before it, and its groups."""


class _Node:
    """The phrases that begin with some words: which groups they complete, what has a gap there, what goes on."""

    __slots__ = ("complete", "depth", "far", "gapped", "nexts")

    def __init__(self, depth: int) -> None:
        self.depth = depth
        self.complete: list[str] = []
        self.gapped: dict[str, list[_Rest]] = {}
        self.far = Kept(self._far_of)
        self.nexts: dict[str, _Node] = {}

    def _far_of(self, means: str) -> tuple[str, ...]:
        """Of what a word can be, what stands behind a gap here."""
        return tuple(word for word in means.split() if word in self.gapped)


class _State(dict[str, "_State"]):
    """How far each phrase has come that the last words may belong to; its items are where the next word leads.

    A step is worked out when it is first taken, for a text repeats itself. ``complete`` tells of phrases that end here
    how many words they have, and their groups; ``gapped`` are the nodes at which a phrase has a gap; ``tells``: any.
    """

    __slots__ = ("_step", "complete", "gapped", "nodes", "tells")

    def __init__(self, nodes: tuple[_Node, ...], step: Callable[[_State, str], _State]) -> None:
        super().__init__()
        self.nodes = nodes
        self.complete = tuple((node.depth, node.complete) for node in nodes if node.complete)
        self.gapped = tuple(node for node in nodes if node.gapped)
        self.tells = bool(self.complete or self.gapped)
        self._step = step

    def __missing__(self, means: str) -> _State:
        following = self[means] = self._step(self, means)
        return following


class Terms:
    """Many named groups of phrases, found together in one pass over the words."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        entries: dict[tuple[str, ...], list[str]] = {}
        for name, phrases in groups.items():
            for phrase in phrases:
                for term in ways_to_say(phrase):
                    if not term or term[0] == "..." or term[-1] == "...":
                        raise ValueError(f"{phrase!r} is not a phrase")
                    named = entries.setdefault(term, [])
                    if name not in named:
                        named.append(name)
        # A phrase that several groups hold is looked for once.
        self._root = _Node(0)
        for number, (term, names) in enumerate(entries.items()):
            self._grow(number, term, names)
        words = {word for term in entries for word in term if word != "..."}
        self.vocabulary = {word.rstrip("*") for word in words}
        self._words = words
        self._stems = tuple(sorted({len(word) - 1 for word in words if word[-1] == "*"}))
        self._means = Kept(self._meaning)
        self._begin()

    def _begin(self) -> None:
        """Forget every step taken."""
        self._taken = 0
        self._states: dict[tuple[_Node, ...], _State] = {}
        self._first = self._state((self._root,))

    def _grow(self, number: int, term: tuple[str, ...], names: list[str]) -> None:
        """Put a phrase into the tree, up to its first gap."""
        node = self._root
        for at, word in enumerate(term):
            if word == "...":
                (far, _), *rest = (
                    (following, GAP if before == "..." else 0)
                    for before, following in pairwise(term[at:])
                    if following != "..."
                )
                node.gapped.setdefault(far, []).append((number, tuple(rest), names))
                return
            if word not in node.nexts:
                node.nexts[word] = _Node(node.depth + 1)
            node = node.nexts[word]
        node.complete += names

    def _meaning(self, word: str) -> str:
        """Every word of phrases that ``word`` can be, with blanks between; "" for a word of no phrase."""
        words = self._words
        means = [word] if word in words else []
        if word[-1] == "s" and word[:-1] in words:
            means.append(word[:-1])
        means += [
            stem for length in self._stems if length <= len(word) and (stem := f"{word[:length]}*") in words
        ]
        return " ".join(means)

    def _step(self, state: _State, means: str) -> _State:
        self._taken += 1
        reached = [node.nexts[word] for word in means.split() for node in state.nodes if word in node.nexts]
        return self._state((*reached, self._root))

    def _state(self, nodes: tuple[_Node, ...]) -> _State:
        if nodes not in self._states:
            self._states[nodes] = _State(nodes, self._step)
        return self._states[nodes]

    def find(self, words: Sequence[str]) -> dict[str, list[Hit]]:
        """For each group that occurs, where its phrases stand."""
        hits: dict[str, list[Hit]] = {}
        for first, last, names in self.standing(words):
            for name in names:
                hits.setdefault(name, []).append((first, last))
        return hits

    def standing(self, words: Sequence[str]) -> list[Standing]:
        """The phrases that stand in a text, by their first words."""
        if self._taken > MOST_KEPT:
            self._begin()
        found: list[Standing] = []
        gapped: list[tuple[int, _Node]] = []
        means = list(map(self._means.__getitem__, words))
        state = self._first
        for end, meant in enumerate(means, 1):
            state = state[meant]
            if state.tells:
                for depth, names in state.complete:
                    found.append((end - depth, end, names))
                for node in state.gapped:
                    if any(map(node.far.__getitem__, means[end : end + GAP + 1])):
                        gapped.append((end, node))
        for end, node in sorted(gapped, key=itemgetter(0), reverse=True):
            found += [(end - node.depth, close, names) for _, close, names in _behind(node, means, end)]
        found.sort(key=itemgetter(0))
        return found


def _behind(node: _Node, means: Sequence[str], end: int) -> list[tuple[int, int, list[str]]]:
    """The phrases with a gap at ``node`` that end behind it, in their order: place, one past the last word, groups."""
    found: list[tuple[int, int, list[str]]] = []
    met: set[str] = set()
    for place, meant in enumerate(means[end : end + GAP + 1], end + 1):
        for word in node.far[meant]:
            if word not in met:
                met.add(word)  # only where it stands nearest
                for number, rest, names in node.gapped[word]:
                    close = _close(rest, means, place)
                    if close:
                        found.append((number, close, names))
    return sorted(found)


def _close(rest: tuple[tuple[str, int], ...], means: Sequence[str], end: int) -> int:
    """One past the last word of ``rest`` if it stands from word ``end`` on, each word where it is nearest; else 0."""
    for word, gap in rest:
        for place in range(end, min(end + gap + 1, len(means))):
            if word in means[place].split():
                end = place + 1
                break
        else:
            return 0
    return end
