"""What looks wrong in the figures held: years in reverse order, sudden jumps, foreign populations, parts of years."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from enjoined.claims.statistics import CENSUS, Figure, Statistics

__all__ = ["suspicions"]

_SHARED_YEARS = 4
"""A reversal is looked for where another series has this many years of the same city."""
_FEW = 20
_JUMP = 2.5
_PART = 0.6
_APART = 0.15


def suspicions(data: Statistics) -> Iterator[str]:
    """One sentence for each figure or run of figures to look at, by city."""
    for city in sorted(data.cities):
        figures = [f for year in data.years(city) for f in data.of(city, year)]
        by_series: dict[str, dict[int, Figure]] = {}
        for figure in figures:
            if figure.murders is not None:
                by_series.setdefault(figure.series, {})[figure.year] = figure
        yield from _reversed(city, by_series)
        for series, years in by_series.items():
            yield from _jumps(city, series, years)
        yield from _populations(data, city, figures)


def _reversed(city: str, by_series: dict[str, dict[int, Figure]]) -> Iterator[str]:
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
                yield f"{city}: {name} fits {other} better with {shared[0]} to {shared[-1]} in reverse order"


def _jumps(city: str, series: str, years: dict[int, Figure]) -> Iterator[str]:
    """Years that stand far above the one before, or so far below both neighbours that they may be parts of years."""
    counts = {year: figure.murders or 0 for year, figure in years.items()}
    for before, after in pairwise(sorted(counts)):
        low, high = sorted((counts[before], counts[after]))
        if after == before + 1 and high >= _FEW and high > _JUMP * max(low, 1):
            yield f"{city}: {series} has {counts[before]} murders in {before} and {counts[after]} in {after}"
    for year in sorted(counts):
        around = [counts[n] for n in (year - 1, year + 1) if n in counts]
        if len(around) == 2 and min(around) >= _FEW and counts[year] < _PART * min(around):
            yield f"{city}: {series} may hold a part of {year} only ({counts[year]} murders)"


def _populations(data: Statistics, city: str, figures: list[Figure]) -> Iterator[str]:
    """A series whose population is not that of the city: an agency may serve a larger or smaller area."""
    apart: dict[str, list[int]] = {}
    for figure in figures:
        census = next(
            (people for people, series in data.populations(city, figure.year) if series == CENSUS), None
        )
        if census and figure.population and abs(figure.population - census) > _APART * census:
            apart.setdefault(figure.series, []).append(figure.year)
    for series, years in apart.items():
        yield f"{city}: the population in {series} is not the city's ({years[0]} to {years[-1]})"
