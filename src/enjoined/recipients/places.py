"""The table of governments, ``places.csv``, as values."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from enjoined.errors import RegistryError
from enjoined.model.ids import RecipientId
from enjoined.recipients.states import COMMONWEALTHS, STATES

__all__ = ["AREA", "COLUMNS", "Named", "Place", "read_places", "read_rows"]

COLUMNS: Final = (
    "id",
    "kind",
    "name",
    "state",
    "geoids",
    "counties",
    "population",
    "population_year",
    "aliases",
)
"""Header of ``places.csv`` and ``county_areas.csv``; lists inside a cell are separated by semicolons."""

AREA: Final = "county-area"
"""Kind of a county that is land only: it has no government and can be no recipient."""

_REMEDY: Final = "build it again with scripts/build_places.py"
_NUMBERED: Final = re.compile(r" \d+")
_CALLED_BY_KIND: Final = frozenset({"town", "township", "village", "borough", "plantation"})


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A government: recipient id, kind, short name, State (two letters, ``""`` for none), Census codes.

    ``population`` is the largest count of residents known (persons), ``None`` if not known.
    """

    id: RecipientId
    kind: str
    name: str
    state: str = ""
    geoids: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    population: int | None = None

    @property
    def title(self) -> str:
        """The name as a person would write it.

        >>> Place(id=RecipientId("il/chicago"), kind="city", name="Chicago", state="il").title
        'Chicago, Illinois'
        >>> Place(id=RecipientId("wi/madison-town"), kind="town", name="Madison", state="wi").title
        'Town of Madison, Wisconsin'
        >>> Place(id=RecipientId("ne/township-1"), kind="township", name="Township 1", state="ne").title
        'Township 1, Nebraska'
        >>> Place(id=RecipientId("il"), kind="state", name="Illinois", state="il").title
        'State of Illinois'
        """
        if self.kind == "state" or (self.kind == "territory" and self.state in COMMONWEALTHS):
            style = "Commonwealth" if self.state in COMMONWEALTHS else "State"
            article = "the " if self.state == "mp" else ""
            return f"{style} of {article}{self.name}"
        if self.state not in STATES or self.kind in ("district", "territory"):
            return self.name
        short = self.name
        if self.kind in _CALLED_BY_KIND:
            word = self.kind.capitalize()
            if not (short.startswith(word) and _NUMBERED.fullmatch(short, len(word))):
                short = f"{word} of {short}"
        return f"{short}, {STATES[self.state].name}"


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """A place with the other names it is found under."""

    place: Place
    aliases: tuple[str, ...] = ()


def _cells(text: str) -> tuple[str, ...]:
    return tuple(text.split(";")) if text else ()


def read_places(path: Path) -> Iterator[Named]:
    """Rows of ``places.csv`` or ``county_areas.csv`` in file order.

    Raises :class:`RegistryError` for a file that cannot be read or a line that does not fit the columns.
    """
    return (_named(row, where) for row, where in read_rows(path, COLUMNS, _REMEDY))


def read_rows(path: Path, columns: Sequence[str], remedy: str) -> Iterator[tuple[list[str], str]]:
    """The rows of a generated table, each with where it stands (``file:line``), below a line that names its columns.

    Raises :class:`RegistryError` with the remedy for a file that cannot be read, has other columns, or has a line of
    more or fewer cells.
    """
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = csv.reader(handle)
            if next(rows, []) != list(columns):
                what = "the first line does not name the columns"
                raise RegistryError(what, where=f"{path.name}:1", remedy=remedy)
            for row in rows:
                where = f"{path.name}:{rows.line_num}"
                if len(row) != len(columns):
                    raise RegistryError("this line does not fit the columns", where=where, remedy=remedy)
                yield row, where
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"cannot be read: {error}", where=path.name, remedy=remedy) from error


def _named(row: list[str], where: str) -> Named:
    identifier, kind, name, state, geoids, counties, population, _, aliases = row
    if population and not population.isdecimal():
        raise RegistryError("the population is no number", where=where, remedy=_REMEDY)
    place = Place(
        id=RecipientId(identifier),
        kind=kind,
        name=name,
        state=state,
        geoids=_cells(geoids),
        counties=_cells(counties),
        population=int(population) if population else None,
    )
    return Named(place=place, aliases=_cells(aliases))
