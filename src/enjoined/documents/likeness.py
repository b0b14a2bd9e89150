"""How much a sentence reads like the sentences known of a family: a second look where no act of a rule fits.

A linear model over the words of a sentence, the groups of words and the statutes in it. Its weights are worked out by
``scripts/train_likeness.py`` from sentences of our own (``records/recognition/shared/sentences.yaml``), so that a
clause in words that no rule foresaw is still seen, and the words that speak for it can be named.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

import msgspec

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


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What speaks for and against each family: ``features`` hold one weight a family, in the order of ``families``.

    ``inputs`` is the hash of what they were worked out from.
    """

    inputs: str
    families: tuple[str, ...]
    bias: tuple[float, ...]
    features: dict[str, dict[int, float]]


class Like(msgspec.Struct, frozen=True):
    """How probable it is that a sentence is of a family (0 to 1), and the words that speak for it most."""

    probability: float
    words: tuple[str, ...]


class Likes(msgspec.Struct, frozen=True):
    """The families a sentence reads like, and those that it is nothing like."""

    alike: dict[str, Like]
    unlike: frozenset[str]


NOTHING_TOLD: Final = Likes({}, frozenset())
"""Of a sentence that holds too little to tell."""


class Likeness:
    """The weights, ready to be asked."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights

    def of(self, words: Iterable[str], groups: Iterable[str], citations: Iterable[str]) -> Likes:
        """The families that a sentence reads like, or is nothing like, by its words, groups of words and citations."""
        held = self.weights.features
        seen = {name: word for name, word in features(words, groups, citations).items() if name in held}
        known = sum(name.startswith("w:") for name in seen)
        if known < _FEWEST:
            return NOTHING_TOLD
        sums = [0.0] * len(self.weights.bias)
        for feature in seen:
            for family, weight in held[feature].items():
                sums[family] += weight
        found: dict[str, Like] = {}
        unlike: list[str] = []
        scale = damped(len(seen))
        for family, (bias, speaks) in enumerate(zip(self.weights.bias, sums, strict=True)):
            total = bias + scale * speaks
            if total < 0:  # less than LIKELY
                if total < _AGAINST and known >= _ENOUGH:
                    unlike.append(self.weights.families[family])
                continue
            named = sorted(
                ((held[feature].get(family, 0.0), word) for feature, word in seen.items() if word),
                reverse=True,
            )
            words_ = tuple(word for weight, word in named[:_NAMED] if weight >= _SPEAKS)
            found[self.weights.families[family]] = Like(1 / (1 + math.exp(-total)), words_)
        return Likes(found, frozenset(unlike))


def features(words: Iterable[str], groups: Iterable[str], citations: Iterable[str]) -> dict[str, str]:
    """What the model sees of a sentence: each feature with the word it is printed as, or "".

    >>> sorted(features(["jails"], ["jail", "unless/lobbying"], ["8 U.S.C. 1373(a)"]))
    ['c:8 U.S.C. 1373', 'g:jail', 'w:jail']
    """
    found = {f"w:{stem(word)}": word for word in words if len(word) > 1 and not word[0].isdigit()}
    found.update((f"g:{name}", "") for name in groups if not name.startswith("unless/"))
    found.update((f"c:{citation.partition('(')[0]}", citation) for citation in citations)
    return found


def damped(count: int) -> float:
    """What a feature counts in a sentence of so many: less in a long one, which has some of everything.

    >>> damped(10), damped(100)
    (1.0, 0.5)
    """
    return min(1.0, math.sqrt(_LONG / max(count, 1)))


@lru_cache(maxsize=50_000)
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
