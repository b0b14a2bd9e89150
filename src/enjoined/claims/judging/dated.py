"""Which year "now" is where the figure that a sentence gives beside a movement tells it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from enjoined.claims.claim import Claim
from enjoined.claims.figures.statistics import Statistics

__all__ = ["dated_by_figures"]

_BACK = 3
"""So many years before the day of the claim can be meant by "now"."""


def dated_by_figures(data: Statistics, claims: Sequence[Claim], on: date) -> list[Claim]:
    """The claims, where "fell 60 percent since 2021, to 224" is dated by the one recent year with 224.

    A figure alone dates nothing: whether it is that of now is what is asked.
    """
    found = list(claims)
    for claim in claims:
        if claim.kind != "value" or not claim.now or claim.relation != "is" or claim.as_ != "count":
            continue
        moved = [c for c in claims if c.kind == "change" and c.now and c.subjects == claim.subjects]
        years = [y for y in range(on.year - _BACK, on.year + 1) if _had(data, claim, y)]
        if moved and len(years) == 1:
            found = [_in_year(c, years[0]) if c is claim or c in moved else c for c in found]
    return found


def _had(data: Statistics, claim: Claim, year: int) -> bool:
    return any(
        f.value(claim.measure) == claim.value for f in data.figures(claim.subjects[0], year, claim.measure)
    )


def _in_year(claim: Claim, year: int) -> Claim:
    if claim.kind == "value":
        return replace(claim, years=(year,), now=False)
    first = claim.years[0]
    return replace(claim, years=(year + first if first <= 0 else first, year), now=False)
