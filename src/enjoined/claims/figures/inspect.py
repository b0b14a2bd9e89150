"""What looks wrong in the figures held.

Years in reverse order, sudden jumps, foreign populations, parts of years, and totals of violent crimes that are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from enjoined.claims.figures.statistics import CENSUS, Figure, Statistics, is_blank, other_area

__all__ = ["Suspicion", "suspicions"]

_SHARED_YEARS = 4
"""A reversal is looked for where another series has this many years of the same city."""
_FEW = 20
_JUMP = 2.5
_PART = 0.6


class Suspicion(NamedTuple):
    """What is odd about figures of a city in one series: the years it concerns, and why in words."""

    city: str
    series: str
    years: tuple[int, ...]
    why: str

    def __str__(self) -> str:
        return f"{self.city}: {self.why}"


def suspicions(data: Statistics, cities: Iterable[str] | None = None) -> Iterator[Suspicion]:
    """Each figure or run of figures to look at, by city; of all cities if none are named."""
    for city in sorted(data.cities if cities is None else cities):
        figures = [f for year in data.years(city) for f in data.of(city, year)]
        by_series: dict[str, dict[int, Figure]] = {}
        for figure in figures:
            if figure.murders is not None:
                by_series.setdefault(figure.series, {})[figure.year] = figure
        yield from _reversed(city, by_series)
        for series, years in by_series.items():
            yield from _jumps(city, series, years)
        yield from _populations(data, city, figures)
        yield from _blanks(city, figures)


def _reversed(city: str, by_series: dict[str, dict[int, Figure]]) -> Iterator[Suspicion]:
    """A series that fits another better when its years are read backwards."""
    for name, years in by_series.items():
        for other, theirs in by_series.items():
            shared = sorted(years.keys() & theirs.keys())
            if name >= other or len(shared) < _SHARED_YEARS:
                continue
            ours = [years[y].murders or 0 for y in shared]
            reference = [theirs[y].murders or 0 for y in shared]
            straight = sum(abs(a - b) for a, b in zip(ours, reference, strict=True))
            backwards = sum(abs(a - b) for a, b in zip(reversed(ours), reference, strict=True))
            if backwards * 3 < straight:
                why = f"{name} fits {other} better with {shared[0]} to {shared[-1]} in reverse order"
                yield Suspicion(city, name, tuple(shared), why)


def _jumps(city: str, series: str, years: dict[int, Figure]) -> Iterator[Suspicion]:
    """Years that stand far above the one before, or so far below both neighbours that they may be parts of years."""
    counts = {year: figure.murders or 0 for year, figure in years.items()}
    parts = [year for year in sorted(counts) if _looks_partial(counts, year)]
    for year in parts:
        yield Suspicion(
            city, series, (year,), f"{series} may hold a part of {year} only ({counts[year]} murders)"
        )
    for before, after in pairwise(sorted(counts)):
        low, high = sorted((counts[before], counts[after]))
        told = before in parts or after in parts
        if not told and after == before + 1 and high >= _FEW and high > _JUMP * max(low, 1):
            why = f"{series} has {counts[before]} murders in {before} and {counts[after]} in {after}"
            yield Suspicion(city, series, (before, after), why)


def _looks_partial(counts: dict[int, int], year: int) -> bool:
    """Whether a year stands far below both its neighbours, where these are not small."""
    around = [counts[n] for n in (year - 1, year + 1) if n in counts]
    return len(around) == 2 and min(around) >= _FEW and counts[year] < _PART * min(around)


def _populations(data: Statistics, city: str, figures: list[Figure]) -> Iterator[Suspicion]:
    """A series whose population is not that of the city: an agency may serve a larger or smaller area."""
    apart: dict[str, list[int]] = {}
    for figure in figures:
        census = next(
            (people for people, series in data.populations(city, figure.year) if series == CENSUS), None
        )
        if other_area(figure.population, census):
            apart.setdefault(figure.series, []).append(figure.year)
    for series, years in apart.items():
        why = f"the population in {series} is not the city's ({years[0]} to {years[-1]})"
        yield Suspicion(city, series, tuple(years), why)


def _blanks(city: str, figures: list[Figure]) -> Iterator[Suspicion]:
    """Totals of violent crimes that are none, since the agency reported its murders only."""
    for f in figures:
        if is_blank(f.murders, f.violent_crimes, f.population):
            why = f"{f.series} has {f.violent_crimes} violent crimes beside {f.murders or 0} murders in {f.year}"
            yield Suspicion(city, f.series, (f.year,), why)
