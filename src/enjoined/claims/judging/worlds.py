"""Figures for the cities of a claim in one year, every way in which they can fairly be set side by side.

A *reading* takes one figure for each city: from one series where one series counts them all; else from series of one
definition; murders and people, which all series count nearly alike, at last also across definitions. Rates are worked
out with the population that goes with the figure and again with the Census estimate, if they are known of all cities;
else with whichever is known of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import Final

import msgspec

from enjoined.claims.claim import As
from enjoined.claims.figures.statistics import CENSUS, DOUBTFUL, Figure, Measure, Statistics, other_area

__all__ = ["Reading", "Used", "alone", "doubt", "murders_and_crimes", "readings"]

_MOST = 64
_BOTH: Final[tuple[Measure, ...]] = ("murders", "violent_crimes")
_PROVISIONAL, _VINTAGE = 0.1, 0.02
"""How far provisional counts are from official ones, and two vintages of official ones from each other: shares that
nine of ten and three of four pairs held keep to."""
_POLICE = 1 / 6
"""How far a count of police is from the FBI's: more than nine of ten pairs of its count and another keep to a sixth.
Police count homicides, justified and negligent ones too; the FBI counts murders."""


class Used(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as used: ``value`` is the count, ``rate`` that per 100,000 of ``population`` where a rate is asked."""

    city: str
    year: int
    measure: Measure
    value: int
    population: int | None
    rate: float | None
    series: str
    source: str

    @property
    def number(self) -> float:
        """What is compared: the rate if there is one, else the count."""
        return self.value if self.rate is None else self.rate


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One figure for each city, in their order, and how they were chosen."""

    used: tuple[Used, ...]
    series: str
    denominator: str = ""
    mixed: bool = False
    secondary: bool = False


def readings(
    data: Statistics,
    wanted: Sequence[tuple[str, int]],
    measure: Measure,
    as_: As,
    *,
    secondary: bool = False,
    across: bool = False,
) -> list[Reading]:
    """All readings for pairs of city and year; none if a city has no figure that can stand beside the others.

    ``across`` sets crimes side by side that are not counted alike, where no others are. With ``secondary`` also those,
    marked so, that take a count beside the main series for some city.
    """
    rate = as_ == "rate"
    found: list[Reading] = []
    for chosen, label, mixed in islice(_choices(data, wanted, measure, across), _MOST):
        if not rate:
            used = tuple(_used(data, f, measure, None) for f in chosen)
            found.append(Reading(used=used, series=label, mixed=mixed))
            continue
        own, census = ([_people(data, f, of) for f in chosen] for of in ("own", "census"))
        either = [one or other for one, other in zip(own, census, strict=True)]
        people = {"own": own, "census": census} if all(own) or all(census) else {"own or census": either}
        for denominator, divisors in people.items():
            if all(divisors):
                used = tuple(_used(data, f, measure, p) for f, p in zip(chosen, divisors, strict=True))
                found.append(Reading(used=used, series=label, denominator=denominator, mixed=mixed))
    if secondary:
        found += _secondary(data, wanted, measure, tuple(found))
    kept: list[Reading] = []
    for reading in found:
        if all([u.number for u in reading.used] != [u.number for u in k.used] for k in kept):
            kept.append(reading)
    return kept


def murders_and_crimes(data: Statistics, city: str, year: int) -> list[Reading]:
    """The murders and, after them, the violent crimes of each series that counts both."""
    return [
        Reading(used=tuple(_used(data, f, m, None) for m in _BOTH), series=f.series)
        for f in data.figures(city, year, "violent_crimes")
        if f.value("murders") is not None
    ]


def alone(data: Statistics, city: str, year: int, measure: Measure, as_: As) -> dict[str, Used]:
    """For each definition the first reading of one city alone, as :func:`readings` would give it."""
    found: dict[str, Used] = {}
    for figure in sorted(data.figures(city, year, measure), key=lambda f: f.series):
        definition = data.series[figure.series].definition
        if definition in found:
            continue
        people = None
        if as_ == "rate":
            people = _people(data, figure, "own") or _people(data, figure, "census")
        if people or as_ != "rate":
            found[definition] = _used(data, figure, measure, people)
    return found


def _secondary(
    data: Statistics, wanted: Sequence[tuple[str, int]], measure: Measure, main: Sequence[Reading]
) -> Iterator[Reading]:
    """Each main reading with the counts of one secondary series in place of its figures, where such are held."""
    beside = [{f.series: f for f in data.secondary(city, year, measure)} for city, year in wanted]
    for series in sorted(set().union(*beside)):
        for reading in main:
            used = tuple(
                _instead(data, figures[series], u) if series in figures else u
                for u, figures in zip(reading.used, beside, strict=True)
            )
            yield msgspec.structs.replace(
                reading, used=used, series=", ".join(dict.fromkeys(u.series for u in used)), secondary=True
            )


def _instead(data: Statistics, figure: Figure, main: Used) -> Used:
    """A secondary count over the population of the main figure."""
    return _used(data, figure, main.measure, main.population if main.rate is not None else None)


def _choices(
    data: Statistics, wanted: Sequence[tuple[str, int]], measure: Measure, across: bool
) -> Iterator[tuple[tuple[Figure, ...], str, bool]]:
    options = [data.figures(city, year, measure) for city, year in wanted]
    if not options or not all(options):
        return
    shared = set.intersection(*({f.series for f in figures} for figures in options))
    if shared:
        for series in sorted(shared):
            yield tuple(next(f for f in figures if f.series == series) for figures in options), series, False
        yield from _newest(data, options)
        disputed = any(f.flags & DOUBTFUL for figures in options for f in figures)
        if measure != "murders" or not disputed or any(not data.series[s].provisional for s in shared):
            return
        # What provisional counts alone have of a disputed year decides nothing.
    definitions = [{data.series[f.series].definition for f in figures} for figures in options]
    alike = set.intersection(*definitions)
    for definition in sorted(alike):
        within = [
            [f for f in figures if data.series[f.series].definition == definition] for figures in options
        ]
        for chosen in product(*within):
            yield chosen, ", ".join(dict.fromkeys(f.series for f in chosen)), False
    if (shared or not alike) and (across or measure != "violent_crimes"):
        for chosen in product(*options):
            yield chosen, ", ".join(dict.fromkeys(f.series for f in chosen)), True


def _newest(
    data: Statistics, options: Sequence[Sequence[Figure]]
) -> Iterator[tuple[tuple[Figure, ...], str, bool]]:
    """The newest provisional count of each, where a later one has replaced the first of them."""
    of = [[f for f in figures if data.series[f.series].provisional] for figures in options]
    if len(options) > 1 and all(of):
        chosen = tuple(max(figures, key=lambda f: f.series) for figures in of)
        if (
            len({data.series[f.series].definition for f in chosen}) == 1
            and len({f.series for f in chosen}) > 1
        ):
            yield chosen, ", ".join(dict.fromkeys(f.series for f in chosen)), False


def _people(data: Statistics, figure: Figure, denominator: str) -> int | None:
    """Whom a figure is divided by; crimes of an agency that serves another area, never by the people of the city."""
    populations = data.populations(figure.city, figure.year)
    census = next((people for people, series in populations if series == CENSUS), None)
    own = figure.population or next((people for people, series in populations if series != CENSUS), None)
    if denominator == "census":
        return None if "agency-area" in figure.flags or other_area(own, census) else census
    return own


def _used(data: Statistics, figure: Figure, measure: Measure, people: int | None) -> Used:
    value = figure.value(measure)
    assert value is not None, "figures() gives those that say"
    return Used(
        city=figure.city,
        year=figure.year,
        measure=measure,
        value=value,
        population=people or figure.population,
        rate=round(value / people * 100_000, 4) if people else None,
        series=figure.series,
        source=data.series[figure.series].source,
    )


def doubt(data: Statistics, used: Used, counter: str = "") -> float:
    """How far apart, as a share, another count of the same can well be, by the ``counter`` that a claim names.

    None where others are held beside it, and no counter is named, or a count of police is among them.
    """
    if used.measure == "population":
        return 0.0
    if counter == "running" and used.measure == "murders":
        return _POLICE
    if counter == "police" and used.measure == "murders" and not _police_held(data, used):
        return _POLICE
    if data.series[used.series].provisional:
        return _PROVISIONAL
    return 0.0 if data.secondary(used.city, used.year, used.measure) else _VINTAGE


def _police_held(data: Statistics, used: Used) -> bool:
    """Whether a count of the city's police for that year is held itself."""
    beside = data.secondary(used.city, used.year, used.measure)
    return any(data.series[f.series].definition == "police" for f in beside)
