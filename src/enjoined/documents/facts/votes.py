"""Votes for the value of a fact: pages repeat it, scanning damages it, and the value with most weight wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

import msgspec

__all__ = ["NEXT_LABEL", "Found", "Vote", "before", "labelled", "winner"]

T = TypeVar("T")

NEXT_LABEL = 220
"""A value is looked for within this many characters after its label."""


class Found(msgspec.Struct, Generic[T], frozen=True, kw_only=True):
    """A value, the characters of the page it was read from, and a confidence from 0 to 1."""

    value: T
    page: int
    start: int
    end: int
    confidence: float


class Vote(msgspec.Struct, frozen=True, gc=False):
    """One reading of a value on a page, and what it counts."""

    value: str
    weight: float
    page: int
    start: int
    end: int


def winner(votes: Iterable[Vote], convert: Callable[[str], T]) -> Found[T] | None:
    """The value with most votes; its place is that of its weightiest vote."""
    sums: dict[str, float] = {}
    best: dict[str, Vote] = {}
    for vote in votes:
        sums[vote.value] = sums.get(vote.value, 0.0) + vote.weight
        if vote.value not in best or best[vote.value].weight < vote.weight:
            best[vote.value] = vote
    if not sums:
        return None
    value = max(sums, key=lambda name: (sums[name], best[name].weight))
    share = sums[value] / sum(sums.values())
    vote = best[value]
    confidence = round(min(0.99, (0.45 + 0.5 * share) * min(1.0, 0.6 + sums[value] / 10)), 2)
    return Found(value=convert(value), page=vote.page, start=vote.start, end=vote.end, confidence=confidence)


def labelled(text: str, at: int, label: re.Pattern[str], *, reach: int = 60) -> bool:
    """Whether the label stands within ``reach`` characters before ``at``."""
    return label.search(text, max(0, at - reach), at) is not None


def before(value: re.Pattern[str], text: str, reach: int) -> list[tuple[int, int]]:
    """The parts of ``text`` that end where something like a value begins, as far back as a label is looked for.

    >>> before(re.compile("[0-9]+"), "Paid: 12, 14", 4)
    [(2, 10)]
    """
    parts: list[tuple[int, int]] = []
    for found in value.finditer(text):
        start = max(0, found.start() - reach)
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], found.start())
        else:
            parts.append((start, found.start()))
    return parts
