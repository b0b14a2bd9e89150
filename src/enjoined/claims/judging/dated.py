"""Which year "now" is where the figure that a sentence gives beside a movement tells it."""

from __future__ import annotations

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
"""So many years before the day of the claim can be meant by "now"."""


def dated_by_figures(data: Statistics, claims: Sequence[Claim], on: date) -> list[Claim]:
    """The claims, where "fell 60 percent since 2021, to 224" is dated by the newest year with 224.

    So is "the highest rate of the big cities, with nearly 56 per 100,000". A figure alone dates nothing: whether it is
    that of now is what is asked.
    """
    found = list(claims)
    for claim in claims:
        if claim.kind != "value" or not claim.now or claim.relation not in _TELLING:
            continue
        if claim.value is None or claim.measure == "population":
            continue
        beside = [c for c in claims if c.kind in _DATED and c.now and claim.subjects[0] in c.subjects]
        years = [y for y in range(on.year - _BACK, on.year + 1) if _had(data, claim, y)]
        if beside and years:
            found = [_in_year(c, years[-1]) if c is claim or c in beside else c for c in found]
    return found


def _had(data: Statistics, claim: Claim, year: int) -> bool:
    as_: As = "rate" if claim.as_ == "rate" else "count"
    found = readings(data, [(claim.subjects[0], year)], claim.measure, as_)
    return any(value(claim, reading).holds for reading in found)


def _in_year(claim: Claim, year: int) -> Claim:
    if claim.kind != "change":
        return replace(claim, years=(year,), now=False)
    first, last = claim.years or (-1, 0)
    return replace(claim, years=(year + first if first <= 0 else first, year + last), now=False)
