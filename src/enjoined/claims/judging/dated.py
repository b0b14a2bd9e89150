"""Which year "now" is where the figure that a sentence gives beside a movement tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from enjoined.claims.claim import As, Claim
from enjoined.claims.figures.statistics import Statistics
from enjoined.claims.judging.measured import value
from enjoined.claims.judging.worlds import readings

__all__ = ["dated_by_figures"]

_TELLING = frozenset({"is", "about", "nearly"})
_DATED = frozenset({"change", "rank", "comparison", "record"})
_BACK = 3
"""So many years before the day of the claim the newest one published can be."""
_NOW = re.compile(r"\b(?:now|today|currently|at present|at the moment|presently|these days)\b", re.I)
"""Words by which the day itself is meant, whatever figure stands beside them."""


def dated_by_figures(data: Statistics, claims: Sequence[Claim], text: str, on: date) -> list[Claim]:
    """The claims, where "fell 60 percent since 2021, to 224" is dated by the newest year with 224.

    So is "the highest rate of the big cities, with nearly 56 per 100,000". A figure alone dates nothing: whether it is
    that of now is what is asked. Nor does one of a year before the newest published, or one said to be of today.
    """
    found = list(claims)
    if _NOW.search(text):
        return found
    for claim in claims:
        if claim.kind != "value" or not claim.now or claim.relation not in _TELLING:
            continue
        if claim.value is None or claim.measure == "population":
            continue
        beside = [c for c in claims if c.kind in _DATED and c.now and claim.subjects[0] in c.subjects]
        years = [y for y in range(_newest(data, claim, on), on.year + 1) if _had(data, claim, y)]
        if beside and years:
            found = [_in_year(c, years[-1]) if c is claim or c in beside else c for c in found]
    return found


def _newest(data: Statistics, claim: Claim, on: date) -> int:
    """The newest year of which a figure of the city had been published on the day."""
    city = claim.subjects[0]
    for year in range(on.year, on.year - _BACK - 1, -1):
        if any(data.series[f.series].known_on(year, on) for f in data.figures(city, year, claim.measure)):
            return year
    return on.year - 1


def _had(data: Statistics, claim: Claim, year: int) -> bool:
    as_: As = "rate" if claim.as_ == "rate" else "count"
    found = readings(data, [(claim.subjects[0], year)], claim.measure, as_)
    return any(value(claim, reading).holds for reading in found)


def _in_year(claim: Claim, year: int) -> Claim:
    if claim.kind != "change":
        return replace(claim, years=(year,), now=False)
    first, last = claim.years or (-1, 0)
    return replace(claim, years=(year + first if first <= 0 else first, year + last), now=False)
