"""Which years a claim about now is of, and what a year that is running can have come to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from enjoined.claims.claim import EARLY, Claim
from enjoined.claims.figures.statistics import Statistics
from enjoined.claims.grammar.phrases import YEARS_END
from enjoined.claims.judging.verdict import Outcome

__all__ = ["ending", "may_be_running", "published", "years_now"]


def may_be_running(claim: Claim, outcomes: Sequence[Outcome], on: date) -> bool:
    """Whether a figure of no year said is so low in the midst of one that the months before can have come to it."""
    within = on.month > EARLY and (on.month, on.day) < YEARS_END
    figured = claim.kind == "value" and claim.measure != "population" and claim.relation in ("is", "about")
    figures = [u for o in outcomes for u in o.used]
    running = [u.number for u in figures if u.year == on.year] or [u.number for u in figures]
    return within and figured and (claim.value or 0) < min(running)


def ending(on: date) -> int | None:
    """The year that ends about a day: then police departments say how it came out against the year before."""
    return on.year if on.month == 12 else on.year - 1 if on.month <= 2 else None


def years_now(claim: Claim, year: int) -> tuple[int, ...]:
    """The years of a claim of now where now is a year: both ends of a change, else the year itself."""
    if claim.kind == "change":
        first, last = claim.years or (-1, 0)
        return (year + first if first <= 0 else first, year if last == 0 else last)
    return (year,)


def published(data: Statistics, claim: Claim, city: str, year: int, on: date) -> bool:
    """Whether a figure of a city and a year was out on a day."""
    return any(data.series[f.series].known_on(year, on) for f in data.figures(city, year, claim.measure))
