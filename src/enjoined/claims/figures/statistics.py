"""Crime figures by city, year and series, as the records hold them; a series is never silently mixed with another."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple

import msgspec

from enjoined.claims.figures.imported import imported_folder
from enjoined.claims.figures.plain_yaml import plain
from enjoined.data import data_directory
from enjoined.errors import InputError

__all__ = ["DOUBTFUL", "City", "Figure", "Measure", "Series", "Statistics", "is_blank", "load", "other_area"]

Measure = Literal["murders", "violent_crimes", "population"]
CENSUS: Final = "census_places"
_NONE: Final[frozenset[str]] = frozenset()
DOUBTFUL: Final = frozenset({"disputed"})
"""Flags of figures that no certain verdict rests on while others are there."""


_APART: Final = 0.15


def other_area(population: int | None, census: int | None) -> bool:
    """Whether an agency's population is not that of the city whose name it bears: it serves a larger or smaller area.

    >>> other_area(1_580_000, 632_000), other_area(2_706_000, 2_704_000), other_area(None, 632_000)
    (True, False, False)
    """
    return bool(population and census and abs(population - census) > _APART * census)


_TOWN: Final = 20_000
"""A year without any violent crime is believed of places of fewer people than that."""


def is_blank(murders: int | None, violent_crimes: int | None, population: int | None) -> bool:
    """Whether a total of violent crimes is none: an agency that reports murders only has zero, or its murders, there.

    >>> is_blank(139, 0, 195_000), is_blank(334, 334, 3_800_000), is_blank(139, 2_500, 195_000)
    (True, True, False)
    >>> is_blank(0, 0, 60_000), is_blank(0, 0, 2_000), is_blank(None, 2_500, None), is_blank(3, None, None)
    (True, False, False, False)
    """
    if violent_crimes is None:
        return False
    if murders:
        return violent_crimes <= murders
    return violent_crimes == 0 and (population is None or population >= _TOWN)


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Who counted, how, and since when a speaker could have known: ``published`` as in ``series.yaml``.

    A ``secondary`` series is a count beside the main ones, such as a police department's first; a ``provisional`` one
    is near the official count, but not that.
    """

    id: str
    title: str
    publisher: str
    definition: str
    published: str
    source: str
    note: str = ""
    label: str = ""
    secondary: bool = False
    provisional: bool = False

    @property
    def short(self) -> str:
        """Its label, or its id where it has none."""
        return self.label or self.id

    def known_on(self, year: int, day: date) -> bool:
        """Whether the figure of a year was out on a day.

        >>> s = Series(id="x", title="", publisher="", definition="", published="next 09-30", source="")
        >>> s.known_on(2015, date(2017, 8, 7)), s.known_on(2016, date(2017, 8, 7))
        (True, False)
        """
        word, _, rest = self.published.partition(" ")
        out = date.fromisoformat(f"{year + 1}-{rest}") if word == "next" else date.fromisoformat(word)
        return out <= day


class Figure(NamedTuple):
    """One city's year in one series; ``None`` where the series does not say."""

    city: str
    year: int
    series: str
    murders: int | None
    violent_crimes: int | None
    population: int | None
    flags: frozenset[str]

    def value(self, measure: Measure) -> int | None:
        """The count of a measure."""
        return {
            "murders": self.murders,
            "violent_crimes": self.violent_crimes,
            "population": self.population,
        }[measure]


class City(NamedTuple):
    """A city by its id in the registry, with the name that the series use."""

    id: str
    name: str
    state: str


class Statistics:
    """All figures, found by city and year; the rows of a city are parsed when it is first asked for."""

    def __init__(
        self,
        series: Iterable[Series],
        cities: Iterable[City],
        rows: Mapping[str, Sequence[str]],
        aliases: Iterable[tuple[str, str]],
    ) -> None:
        self.series = {s.id: s for s in series}
        self.cities = {c.id: c for c in cities}
        self.aliases = tuple(aliases)
        self._rows = rows
        self._parsed: dict[str, dict[int, list[Figure]]] = {}
        self._people: dict[str, tuple[dict[int, int], dict[int, int]]] = {}

    def _of(self, city: str) -> dict[int, list[Figure]]:
        found = self._parsed.get(city)
        if found is None:
            found = self._parsed[city] = {}
            for row in self._rows.get(city, ()):
                figure = _figure(row)
                found.setdefault(figure.year, []).append(figure)
        return found

    def figures(self, city: str, year: int, measure: Measure) -> list[Figure]:
        """The figures of a measure, one a series; doubtful ones, and people by others than the Census, only where there
        are no others."""
        found = [
            f
            for f in self._of(city).get(year, ())
            if f.value(measure) is not None and not self.series[f.series].secondary
        ]
        if measure == "population":
            return [f for f in found if f.series == CENSUS] or found
        sound = [f for f in found if not f.flags & DOUBTFUL]
        return sound or found

    def secondary(self, city: str, year: int, measure: Measure) -> list[Figure]:
        """The figures of a measure that secondary series give."""
        return [
            f
            for f in self._of(city).get(year, ())
            if f.value(measure) is not None and self.series[f.series].secondary
        ]

    def of(self, city: str, year: int) -> tuple[Figure, ...]:
        """Every figure of a city's year, as held."""
        return tuple(self._of(city).get(year, ()))

    def populations(self, city: str, year: int) -> list[tuple[int, str]]:
        """The populations that can be divided by, with the series that gives each; none twice."""
        found: dict[int, str] = {}
        for figure in sorted(self._of(city).get(year, ()), key=lambda f: f.series == CENSUS):
            if figure.population:
                found.setdefault(figure.population, figure.series)
        return list(found.items())

    def years(self, city: str) -> list[int]:
        """The years of which some crime figure of the city is held."""
        return sorted(
            year
            for year, figures in self._of(city).items()
            if any(f.murders is not None or f.violent_crimes is not None for f in figures)
        )

    def size(self, city: str, year: int) -> int | None:
        """The city's population in or near a year: the Census's if there is one, else an agency's."""
        census, agency = self._people_of(city)
        near = [year + n for n in (0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5)]
        found = next((census[y] for y in near if y in census), None)
        return found if found is not None else next((agency[y] for y in near if y in agency), None)

    def _people_of(self, city: str) -> tuple[dict[int, int], dict[int, int]]:
        """The city's people by year, as the Census has them and as an agency does."""
        found = self._people.get(city)
        if found is None:
            found = self._people[city] = ({}, {})
            for year in self._of(city):
                for people, series in self.populations(city, year):
                    found[series != CENSUS].setdefault(year, people)
        return found

    def years_of(self, city: str) -> Iterable[int]:
        """The years of which anything is held of a city, in no order."""
        return self._of(city)

    def everywhere(self, year: int, measure: Measure) -> Iterator[str]:
        """The cities with a figure of the measure in a year."""
        for city in self.cities:
            if self.figures(city, year, measure):
                yield city


@cache
def load() -> Statistics:
    """The figures that come with the program and those that the user imported."""
    folder = data_directory("records") / "statistics" / "crime"
    described = plain(folder / "series.yaml")
    series = [
        msgspec.convert({"id": name, **entry}, Series, strict=False) for name, entry in described.items()
    ]
    cities = [City(*row) for row in _rows(folder / "cities.csv")]
    rows: defaultdict[str, list[str]] = defaultdict(list)
    for file in (folder / "figures.csv", folder / "secondary.csv", *sorted(imported_folder().glob("*.csv"))):
        for row in _lines(file):
            rows[row[: row.index(",")]].append(row)
    for row in _lines(folder / "population.csv"):
        city, year, people = row.split(",")
        rows[city].append(f"{city},{year},{CENSUS},,,{people},")
    aliases = [(city, alias) for city, alias in _rows(folder / "aliases.csv")]
    series += [_imported(more) for more in sorted(imported_folder().glob("*.csv"))]
    return Statistics(series, cities, rows, aliases)


def _imported(path: Path) -> Series:
    return Series(
        id=path.stem,
        title=f"imported: {path.stem}",
        publisher="imported by you",
        definition="fbi" if path.stem.startswith("fbi") else path.stem,
        published="next 09-30",
        source=path.name,
    )


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows, None)
        yield from rows


def _lines(path: Path) -> list[str]:
    """The rows of a table of figures, which quotes nothing, without its header."""
    return path.read_text(encoding="utf-8").splitlines()[1:]


def _figure(row: str) -> Figure:
    try:
        city, year, series, murders, violent, people, flags = row.split(",")
        return Figure(
            city,
            int(year),
            series,
            int(murders) if murders else None,
            int(violent) if violent else None,
            int(people) if people else None,
            frozenset(flags.split()) if flags else _NONE,
        )
    except ValueError:
        raise InputError("not a row of figures", where=row[:60], remedy="import the table again") from None
