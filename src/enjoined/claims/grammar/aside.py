"""Something that a sentence says by the way, with what every form of it can claim."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from enjoined.claims.claim import As, Claim, Cutoff, Relation, Unread
from enjoined.claims.figures.statistics import Measure

__all__ = ["Aside"]


class Aside(NamedTuple):
    """What a sentence says by the way of the city and the year of its main statement."""

    name: str
    value: float
    relation: Relation
    decimals: int
    year: int | None
    up: bool
    rank: int
    city: str
    cutoff: Cutoff | None
    together: bool
    base: float | None
    points: bool
    window: int | None
    streak: int
    near: tuple[int, ...]
    later: bool = False
    ahead: str = ""

    def span(self, last: int, before: int | None) -> tuple[int, int]:
        """From which year to which a change is that names none: over so many years, or between the figures before it.

        Raises :class:`Unread` where more than two years stand before it.
        """
        end = self.near[-1] if self.near else last
        if self.window is not None:
            return end - self.window, end
        if len(self.near) > 2:
            raise Unread("it is not clear between which years a change is")
        if len(self.near) == 2:
            return min(self.near), max(self.near)
        return (before if before is not None and before < end else end - 1), end

    def change(self, main: Claim, first: int | None = None) -> Claim:
        """A change up to the year of the main claim, from the year said by the way if no ``first`` is given."""
        last = 0 if main.now or not main.years else main.years[-1]
        said = self.year if first is None else first
        years = (said if said is not None else last - 1, last)
        if self.later and 0 < last < years[0]:
            # "49 in 2022 and half that number a year later."
            years = (last, years[0])
        as_: As = "rate" if main.as_ == "rate" else "change"
        moved = Claim(kind="change", measure=main.measure, as_=as_, subjects=main.subjects, years=years)
        return replace(moved, now=not last, up=self.up)

    def figure(self, main: Claim, measure: Measure, years: tuple[int, ...]) -> Claim:
        """The figure that the aside gives, of the city of the main claim in the years given."""
        people = measure == "population"
        years = tuple(filter(None, years))
        return Claim(
            kind="value",
            measure=measure,
            as_="count" if people or main.as_ != "rate" else "rate",
            subjects=main.subjects[:1],
            years=years,
            now=not years,
            relation="about" if people and self.relation == "is" else self.relation,
            value=self.value,
            decimals=self.decimals,
        )
