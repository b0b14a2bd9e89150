"""Outcomes of single readings, and the verdict they make together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

import msgspec

from enjoined.claims.claim import Relation
from enjoined.claims.judging.worlds import Used

__all__ = ["Outcome", "Verdict", "apart", "bounded", "holds_number", "merged"]

Verdict = Literal["true", "false", "depends", "not-checkable"]
_ABOUT = 0.05
_PACED = 0.1
"""How far a year's number may lie from one given by the day, the month or the hour, which is rounded."""
_NEARLY_PACED = 0.2
"""How far it may lie below, where the pace is nearly reached."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the claim holds in one reading, and how close it is (a share of the larger number).

    ``way`` is "count" or "rate" where the words leave open which is meant; ``secondary`` marks a reading that rests on
    a count beside the main series; ``near`` one that the figures only come near to, where another count could meet it;
    ``found`` is what the figures come to: a percentage, ratio, share, difference, sum, or a place among cities.
    """

    holds: bool
    close: float
    used: tuple[Used, ...]
    series: str
    denominator: str = ""
    cutoff: str = ""
    mixed: bool = False
    way: str = ""
    secondary: bool = False
    near: bool = False
    found: float | None = None


def merged(outcomes: Sequence[Outcome]) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict of all readings, and what makes the difference where they differ.

    A secondary count never refutes what the main series bear out; a claim that only it bears out depends on it.
    """
    main = [o for o in outcomes if not o.secondary and not o.near]
    if main and not any(o.holds for o in main) and any(o.holds for o in outcomes):
        return "depends", ("definition",)
    outcomes = main or outcomes
    if all(o.holds for o in outcomes):
        return "true", ()
    if not any(o.holds for o in outcomes):
        return "false", ()
    flips = [
        name
        for name, of in (
            ("definition", _way),
            ("rank cut-off", _cutoff),
            ("denominator", _denominator),
            ("vintage", _series),
        )
        if _decides(outcomes, of)
    ]
    years = {tuple(u.year for u in o.used) for o in outcomes}
    return "depends", tuple(flips) or (("period",) if len(years) > 1 else ("vintage",))


def _decides(outcomes: Sequence[Outcome], of: Callable[[Outcome], str]) -> bool:
    """Whether two readings that differ in this respect alone come out differently."""
    respects = (_way, _cutoff, _denominator, _series)
    for one in outcomes:
        for other in outcomes:
            if one.holds is other.holds or of(one) == of(other) or one.used[0].year != other.used[0].year:
                continue
            if all(r(one) == r(other) for r in respects if r is not of):
                return True
    return False


def _way(outcome: Outcome) -> str:
    return outcome.way


def _cutoff(outcome: Outcome) -> str:
    return outcome.cutoff


def _denominator(outcome: Outcome) -> str:
    return outcome.denominator


def _series(outcome: Outcome) -> str:
    return outcome.series


def apart(one: float, other: float) -> float:
    """How far apart two numbers are, as a share of the larger."""
    return abs(one - other) / max(abs(one), abs(other), 1e-9)


def bounded(actual: float, claimed: float, relation: Relation) -> bool | None:
    """Whether a number keeps to the bound claimed; ``None`` where it is no bound.

    >>> bounded(700, 700, "at-least"), bounded(700, 700, "more"), bounded(700, 700, "is")
    (True, False, None)
    """
    match relation:
        case "at-least":
            return actual >= claimed
        case "more":
            return actual > claimed
        case "at-most":
            return actual <= claimed
        case "less":
            return actual < claimed
        case _:
            return None


def holds_number(
    actual: float,
    claimed: float,
    relation: Relation,
    decimals: int,
    *,
    rounds: bool,
    upto: float | None = None,
) -> bool:
    """Whether a number is as claimed.

    A count must be met exactly, unless the claim rounds to hundreds or more (then within one percent); a rate or a
    population as far as it is printed.

    >>> holds_number(765, 765, "is", 0, rounds=False), holds_number(28.07, 28.1, "is", 1, rounds=True)
    (True, True)
    >>> holds_number(762, 765, "is", 0, rounds=False), holds_number(762, 765, "about", 0, rounds=False)
    (False, True)
    """
    if (within := bounded(actual, claimed, relation)) is not None:
        return within
    if relation == "between":
        return upto is not None and claimed <= actual <= upto
    if relation == "paced":
        return abs(actual - claimed) <= _PACED * claimed
    if relation == "paced-nearly":
        return (1 - _NEARLY_PACED) * claimed <= actual <= claimed
    relation = "about" if relation == "nearly" else relation
    if relation == "about" and rounds and claimed < 1_000 and abs(actual - claimed) <= 0.5 * 10.0**-decimals:
        return True
    if relation == "about":
        return abs(actual - claimed) <= _ABOUT * max(actual, claimed)
    if rounds and claimed >= 1_000:
        return abs(actual - claimed) <= 0.01 * claimed
    if rounds:
        return abs(actual - claimed) <= 0.5 * 10.0**-decimals + 1e-9
    if claimed >= 100 and claimed % 100 == 0:
        return abs(actual - claimed) <= 0.01 * claimed
    if claimed >= 500 and claimed % 50 == 0:
        return abs(actual - claimed) <= 0.002 * claimed
    return actual == claimed
