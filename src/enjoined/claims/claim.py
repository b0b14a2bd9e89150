"""The checkable form of a claim."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from enjoined.claims.figures.statistics import Measure

__all__ = ["ANY_CITY", "EARLY", "As", "Claim", "Cutoff", "Kind", "Relation", "Unheld", "Unread"]

Kind = Literal[
    "value",
    "comparison",
    "change",
    "rank",
    "record",
    "share",
    "to-date",
    "total",
    "always",
    "growth",
    "tally",
    "part",
]
EARLY: Final = 3
"""Up to this month the year that has begun says nothing of the present."""
ANY_CITY = "any/city"
"""Stands for each city of a set of which a tally counts those that are so."""
As = Literal["count", "rate", "either", "share", "change"]
Relation = Literal[
    "is",
    "about",
    "nearly",
    "more",
    "less",
    "equal",
    "at-least",
    "at-most",
    "between",
    "paced",
    "paced-nearly",
]


class Cutoff(msgspec.Struct, frozen=True, kw_only=True):
    """Among which cities a rank is meant: those of a least population, the so many largest, or as the words say.

    ``state`` limits them to one State (its two letters, lower case).
    """

    population: int | None = None
    largest: int | None = None
    words: str = ""
    state: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One statement that figures can bear out.

    ``subjects`` and ``against`` are ids of cities; ``summed`` and ``summed_against`` say that a side is meant
    together. ``years`` are the years meant (the first and the last for a change, for a total over years, and for what
    was so in every year); ``now`` that the newest is meant. ``value`` is a count, a rate per 100,000, a percentage or,
    in a comparison, the ratio claimed, with ``points`` the difference; ``apart`` leaves open whose figure is larger;
    ``upto`` is the upper end of a range. ``over`` asks of the years of a span (0 for an open end) whether the claim
    holds in none of them, or ``once`` in some; ``without`` leaves years out of a rule for every year. A record is one
    among the years after ``since``, up to ``until`` where a span is named, and ``rank`` its place there; ``held`` asks
    only among the years held, as one that names the record before it may, and one that is ``recorded`` among those on
    record. One ``turned`` may be that of the years around it, so that none of all years is needed. ``moved`` sets the
    change into a year, not its figure, against those of other years or cities. A tally counts the cities of which
    ``of`` holds, those ``against`` left out, or, with ``over``, its years. A part is the percentage that murders are
    of violent crimes. A growth sets the change of one side against that of the other: by share where ``as_`` is
    "change", by number with ``points``, else by both. ``mean`` says that a total is given as its yearly average;
    ``loose`` are other spans that the words for its years can mean, and ``each`` that a total can be meant of every
    year, or a comparison of averages: where these come out otherwise, nothing is said for certain. ``within`` says
    that any place up to ``rank`` will do, ``among`` which cities are some of those ranked; a place with a ``relation``
    is one that no other city shares.
    ``counter`` says by whose count it is, as far as the words tell:
    "police", "homicides", or "running" for one of a year that has yet to end. ``as_`` is "either" where the words name
    neither counts nor rates ("the deadliest city").
    """

    kind: Kind
    measure: Measure
    as_: As
    subjects: tuple[str, ...]
    against: tuple[str, ...] = ()
    summed: bool = False
    summed_against: bool = False
    years: tuple[int, ...] = ()
    years_against: tuple[int, ...] = ()
    now: bool = False
    relation: Relation = "is"
    value: float | None = None
    upto: float | None = None
    decimals: int = 0
    points: bool = False
    up: bool = True
    rank: int = 1
    within: bool = False
    highest: bool = True
    cutoff: Cutoff | None = None
    among: tuple[str, ...] = ()
    loose: tuple[tuple[int, int], ...] = ()
    each: bool = False
    mean: bool = False
    since: int | None = None
    until: int | None = None
    negated: bool = False
    over: tuple[int, int] | None = None
    once: bool = False
    without: tuple[int, ...] = ()
    apart: bool = False
    held: bool = False
    recorded: bool = False
    turned: bool = False
    moved: bool = False
    counter: str = ""
    of: Claim | None = None


class Unread(Exception):
    """The claim was not understood well enough to be checked; the message says what stood in the way.

    ``beside`` are claims of other parts of the sentence, which can be false for all that.
    """

    def __init__(self, why: str, beside: tuple[Claim, ...] = ()) -> None:
        super().__init__(why)
        self.beside = beside


class Unheld(Unread):
    """All figures held bear the claim out, but it speaks of years before them too."""
