"""How much a sentence reads like the sentences known of a family: a second look where no act of a rule fits.

A linear model over the words of a sentence, the groups of words and the statutes in it. Its weights are worked out by
``scripts/train_likeness.py`` from sentences of our own (``records/recognition/shared/sentences.yaml``), so that a
clause in words that no rule foresaw is still seen, and the words that speak for it can be named.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from pathlib import Path
from struct import Struct
from typing import Final

import msgspec

from enjoined.documents.recognition.kept import Kept
from enjoined.errors import RegistryError

__all__ = [
    "NOTHING_TOLD",
    "Like",
    "Likeness",
    "Likes",
    "Weights",
    "damped",
    "decode_weights",
    "features",
    "read_likeness",
    "stem",
]

LIKELY: Final = 0.5
"""A sentence reads like a family from this probability on."""
_NAMED: Final = 4
_LONG: Final = 25
_FEWEST: Final = 3
"""A heading of fewer known words reads like nothing."""
_SPEAKS: Final = 0.8
_ENOUGH: Final = 7
"""Fewer known words do not tell that a sentence is of no family."""
_FAINT: Final = -1.1
"""From this sum on (a probability of 0.25) a sentence is a little like a family."""
_AGAINST: Final = -1.5
"""Below this sum (a probability of 0.18) a sentence is unlike a family."""
_ENDINGS: Final = (
    *(
        "ations",
        "ation",
        "ings",
        "ing",
        "ities",
        "ity",
        "ers",
        "ies",
        "ed",
        "es",
        "er",
        "ly",
        "al",
        "s",
        "e",
        "y",
    ),
)
_STEM: Final = 4
_KEPT: Final = 50_000
_HALF: Final = 1 << 31


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What speaks for and against each family: ``features`` hold one weight a family, in the order of ``families``.

    ``inputs`` is the hash of what they were worked out from.
    """

    inputs: str
    families: tuple[str, ...]
    bias: tuple[float, ...]
    features: dict[str, dict[int, float]]


class Like(msgspec.Struct, frozen=True, gc=False):
    """How probable it is that a sentence is of a family (0 to 1).

    ``known`` is how many of its words have weights, 0 where the whole sentence does not tell; ``apart`` is how
    probable a part of the sentence makes it by itself; ``named`` tells which words speak for the family.
    """

    probability: float
    named: Callable[[], tuple[str, ...]] = tuple
    known: int = 0
    apart: float = 0.0

    @property
    def words(self) -> tuple[str, ...]:
        """The words that speak for it most."""
        return self.named()


class Likes(msgspec.Struct, frozen=True, gc=False):
    """The families a sentence reads like, those it reads at least a little like, and those it is nothing like."""

    alike: dict[str, Like]
    faint: frozenset[str]
    unlike: frozenset[str]

    def with_part(self, family: str, like: Like) -> Likes:
        """These, and the family that a part of the sentence reads like most."""
        whole = self.alike.get(family)
        best = like if whole is None or whole.probability < like.probability else whole
        known = 0 if whole is None else whole.known
        return Likes(
            {**self.alike, family: msgspec.structs.replace(best, known=known, apart=like.probability)},
            self.faint | {family},
            self.unlike - {family},
        )


NOTHING_TOLD: Final = Likes({}, frozenset(), frozenset())
"""Of a sentence that holds too little to tell."""


class Likeness:
    """The weights, ready to be asked."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._sums = _Lanes(weights.families, weights.bias)
        self._held = {name: self._sums.packed(own) for name, own in weights.features.items()}
        self._groups = {name[2:]: row for name, row in self._held.items() if name.startswith("g:")}
        self._feature_of = Kept(self._feature)

    def of(self, words: Sequence[str], groups: Iterable[str], citations: Sequence[str]) -> Likes:
        """The families that a sentence reads like, or is nothing like, by its words, groups of words and citations."""
        seen = self._seen(words)
        known = len(seen)
        if known < _FEWEST:
            return NOTHING_TOLD
        cited = features((), (), citations) if citations else {}
        seen |= cited.keys() & self._held.keys()
        sums, (total, count) = self._sums, self._total(seen, groups)
        faint = sums.reaching(_FAINT, total, count)
        likely = sums.logits(sums.reaching(0, total, count), total, count) if faint else {}  # LIKELY or more
        return Likes(
            {family: self._like(family, speaks, words, cited, known) for family, speaks in likely.items()},
            faint,
            sums.short_of(_AGAINST, total, count) if known >= _ENOUGH else frozenset(),
        )

    def likeliest(self, words: Sequence[str], groups: Iterable[str]) -> tuple[str, Like] | None:
        """The family that a part of a sentence reads like most; None where it reads like none."""
        seen = self._seen(words)
        if len(seen) < _FEWEST:
            return None
        total, count = self._total(seen, groups)
        likely = self._sums.logits(self._sums.reaching(0, total, count), total, count)
        if not likely:
            return None
        family = max(likely, key=likely.__getitem__)
        return family, self._like(family, likely[family], words, {}, len(seen))

    def _seen(self, words: Iterable[str]) -> set[str]:
        """The features of the words that have weights."""
        seen = set(map(self._feature_of.__getitem__, words))
        seen.discard("")
        return seen

    def _total(self, seen: set[str], groups: Iterable[str]) -> tuple[int, int]:
        """The sum of the weights of words and groups of words, and how many they are."""
        rows = list(map(self._held.__getitem__, seen))
        rows += map(self._groups.__getitem__, self._groups.keys() & groups)
        return sum(rows), len(rows)

    def _like(
        self, family: str, total: float, words: Sequence[str], cited: dict[str, str], known: int
    ) -> Like:
        return Like(1 / (1 + math.exp(-total)), partial(self._speaking, family, words, cited), known)

    def _feature(self, word: str) -> str:
        """The feature of a word; "" if it has no weights."""
        name = _of_word(word)
        return name if name in self._held else ""

    def _speaking(self, family: str, words: Sequence[str], cited: dict[str, str]) -> tuple[str, ...]:
        """The words and citations that speak most for a family."""
        place = self.weights.families.index(family)
        weights = self.weights.features
        seen = {self._feature_of[word]: word for word in words} | cited
        named = [
            (weight, word)
            for feature, word in seen.items()
            if (weight := weights.get(feature, {}).get(place, 0.0)) >= _SPEAKS
        ]
        return tuple(word for _, word in sorted(named, reverse=True)[:_NAMED])


class _Lanes:
    """Sums of many rows of weights at once: each row is one whole number, a weight in each 32 bits of it.

    Weights are counted in hundredths, as they are written. A sum of rows stays exact while each weight's sum is
    below two thousand million. What speaks for a family is its bias and the sum, damped by how many rows there are.
    """

    def __init__(self, families: Sequence[str], bias: Sequence[float]) -> None:
        self._families = tuple(families)
        self._bias = tuple(bias)
        self._read = Struct(f"<{len(bias)}I").unpack
        self._middle = sum(_HALF << (32 * lane) for lane in range(len(bias)))
        self._needed = Kept(self._needs)
        self._named = Kept(self._names)

    def packed(self, row: dict[int, float]) -> int:
        """The weights by place as one number."""
        return sum(round(weight * 100) << (32 * lane) for lane, weight in row.items())

    def logits(self, families: frozenset[str], total: int, count: int) -> dict[str, float]:
        """What speaks for each of ``families`` by the sum of ``count`` rows."""
        if not families:
            return {}
        lanes = self._read((total + self._middle).to_bytes(4 * len(self._bias), "little"))
        scale = damped(count)
        return {
            family: bias + scale * ((lane - _HALF) / 100)
            for family, bias, lane in zip(self._families, self._bias, lanes, strict=True)
            if family in families
        }

    def reaching(self, logit: float, total: int, count: int) -> frozenset[str]:
        """The families for which at least ``logit`` speaks by the sum of ``count`` rows."""
        return self._named[self._mask(logit, total, count)]

    def short_of(self, logit: float, total: int, count: int) -> frozenset[str]:
        """The families for which less than ``logit`` speaks."""
        return self._named[self._mask(logit, total, count) ^ self._middle]

    def _mask(self, logit: float, total: int, count: int) -> int:
        """The highest bit of each lane whose sum reaches what ``logit`` needs."""
        return (total + self._needed[logit, count]) & self._middle

    def _needs(self, wanted: tuple[float, int]) -> int:
        """What sets the highest bit of each lane, added to a sum of so many rows, from the least on that will do."""
        logit, count = wanted
        scale = damped(count)
        added = 0
        for lane, bias in enumerate(self._bias):
            least = math.floor((logit - bias) / scale * 100) - 2
            while bias + scale * (least / 100) < logit:
                least += 1
            added += (_HALF - least) << (32 * lane)
        return added

    def _names(self, lanes: int) -> frozenset[str]:
        """The families whose lanes have their highest bit set."""
        return frozenset(family for lane, family in enumerate(self._families) if lanes >> (32 * lane) & _HALF)


def features(words: Iterable[str], groups: Iterable[str], citations: Iterable[str]) -> dict[str, str]:
    """What the model sees of a sentence: each feature with the word it is printed as, or "".

    >>> sorted(features(["jails"], ["jail", "unless/lobbying"], ["8 U.S.C. 1373(a)"]))
    ['c:8 U.S.C. 1373', 'g:jail', 'w:jail']
    """
    found = {name: word for word in words if (name := _of_word(word))}
    found.update((f"g:{name}", "") for name in groups if not name.startswith("unless/"))
    found.update((f"c:{citation.partition('(')[0]}", citation) for citation in citations)
    return found


def _of_word(word: str) -> str:
    """The feature of a word; "" for a figure and for a single letter."""
    return f"w:{stem(word)}" if len(word) > 1 and not word[0].isdigit() else ""


def damped(count: int) -> float:
    """What a feature counts in a sentence of so many: less in a long one, which has some of everything.

    >>> damped(10), damped(100)
    (1.0, 0.5)
    """
    return min(1.0, math.sqrt(_LONG / max(count, 1)))


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """A word without its ending, as far as four letters stay."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            return word[: -len(ending)]
    return word


def decode_weights(path: Path) -> Weights:
    """The weights of a file. Raises :class:`RegistryError` if it is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Weights)
    except (OSError, msgspec.DecodeError) as error:
        raise RegistryError(
            f"the weights cannot be read: {error}", where=path.name, remedy="run scripts/train_likeness.py"
        ) from error


def read_likeness(path: Path) -> Likeness:
    """The weights of a file, ready to be asked. Raises :class:`RegistryError` if it is none."""
    return Likeness(decode_weights(path))
