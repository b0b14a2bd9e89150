"""The name index: one small SQLite file from which a name or an id is looked up in about a millisecond.

The file holds nothing of its own. It is built from ``places.csv``, ``county_areas.csv`` and the hand-written
recipient records, beside its final place, and moved there when it is whole; it can be deleted at any time.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import msgspec

from enjoined.errors import RegistryError
from enjoined.model.ids import RecipientId
from enjoined.recipients.normalise import Reading, name_key, readings
from enjoined.recipients.places import AREA, Named, Place, read_places
from enjoined.recipients.states import STATES

__all__ = ["Bearers", "Candidate", "NameIndex", "fitting"]

_VERSION: Final = 1
_REMEDY: Final = "delete it; it is built again from the records"
_AT_ONCE: Final = 500
"""Ids asked for in one query: fewer than any SQLite takes."""
_SCHEMA: Final = """
CREATE TABLE places (id TEXT PRIMARY KEY, kind TEXT, name TEXT, state TEXT, geoids TEXT, counties TEXT,
                     population TEXT) WITHOUT ROWID;
CREATE TABLE names (key TEXT, state TEXT, kind TEXT, id TEXT, alias TEXT,
                    PRIMARY KEY (key, state, kind, id)) WITHOUT ROWID;
"""

_BORNE_AS: Final = {
    "city-county": ("city", "county"),
    "district": ("state",),
    "territory": ("state",),
    AREA: ("county",),
    "parish": ("county",),
    "municipio": ("county",),
}
"""The classes under which a kind's own name is found; every other kind is its own class."""

_COUNTIES_CALLED: Final = {
    "borough": frozenset({"ak"}),
    "municipality": frozenset({"ak", "mp", "pr"}),
    "parish": frozenset({"la"}),
    "municipio": frozenset({"pr"}),
}
"""Other words for a county, and where they mean one."""

_SAME_WORD: Final = {
    "city-county": frozenset({"city", "county"}),
    "town": frozenset({"township"}),
    "township": frozenset({"town"}),
}
"""Classes a kind word may also mean where nothing bears the name as exactly that kind."""

_COUNTY_WORD: Final = re.compile(r" (?:County|Parish|Borough|Census Area|Municipio|Municipality|Island)$")


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A place that bears the name, the class it bears it as, and the alias that matched, if one did."""

    place: Place
    borne_as: str
    alias: str = ""


class Bearers(msgspec.Struct, frozen=True, kw_only=True):
    """What a text may mean: the reading that found something, and everything that bears the name.

    ``fits`` is false where nothing of the kind that the text names bears the name ("Village of Chicago").
    """

    reading: Reading
    candidates: tuple[Candidate, ...] = ()
    fits: bool = True


class NameIndex:
    """A read-only index of recipients; use it as a context manager or close it."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._held: dict[str, list[tuple[str, Candidate]]] | None = None
        self._keys: dict[str | None, tuple[list[str], list[str]]] = {}

    @classmethod
    def build(
        cls,
        path: Path,
        places: Path | Iterable[Named],
        extra: Iterable[Named] = (),
        areas: Path | Iterable[Named] = (),
    ) -> None:
        """Write the index at ``path`` (replacing it) from the tables and the hand-written records.

        A record in ``extra`` whose id the table also has adds its aliases and replaces kind and name; codes
        and population stay where the record gives none. Raises :class:`RegistryError` for a table that cannot
        be read.
        """
        rows: dict[str, Named] = {}
        for source in (areas, places, extra):
            for named in read_places(source) if isinstance(source, Path) else source:
                known = rows.get(named.place.id)
                rows[named.place.id] = _joined(known, named) if known else named
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        temporary.unlink(missing_ok=True)
        try:
            _write(temporary, rows.values())
            os.replace(temporary, path)
        finally:
            temporary.unlink(missing_ok=True)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an index; raises :class:`RegistryError` if it is missing, damaged or of another version."""
        if not path.is_file():
            raise RegistryError("there is no name index here", where=str(path), remedy="build it first")
        try:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            raise RegistryError(
                f"the name index cannot be read: {error}", where=str(path), remedy=_REMEDY
            ) from error
        if version != _VERSION:
            connection.close()
            raise RegistryError("the name index is of another version", where=str(path), remedy=_REMEDY)
        return cls(connection, path)

    def close(self) -> None:
        """Close the file; closing twice is no error."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def by_id(self, recipient: str) -> Place | None:
        """The recipient with this id, or ``None``; a county area without a government is no recipient."""
        place = next(
            (_place(row) for row in self._rows("SELECT * FROM places WHERE id = ?", recipient)), None
        )
        return place if place and place.kind != AREA else None

    def places(self) -> Iterator[Place]:
        """Every recipient in order of its id; a county area without a government is none."""
        return (_place(row) for row in self._rows("SELECT * FROM places WHERE kind <> ? ORDER BY id", AREA))

    def with_ids(self, ids: Iterable[str]) -> Iterator[Place]:
        """The recipients with these ids, those that there are, in no order."""
        wanted = list(ids)
        for n in range(0, len(wanted), _AT_ONCE):
            some = wanted[n : n + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            rows = self._rows(f"SELECT * FROM places WHERE id IN ({marks}) AND kind <> ?", *some, AREA)
            yield from map(_place, rows)

    def sketches(self) -> Iterator[tuple[str, str, str, int | None]]:
        """The id, kind, State and population (``None``: not known) of every recipient, in no order."""
        rows = self._rows("SELECT id, kind, state, population FROM places WHERE kind <> ?", AREA)
        return ((id_, kind, state, int(size) if size else None) for id_, kind, state, size in rows)

    def find(self, text: str) -> Bearers:
        """Everything that bears the name a person wrote, of the kind and in the State that the text names.

        The readings of the text are tried in order; the first with a candidate of its kind counts. Only where
        a State is named and no reading fits does a candidate of another kind count.
        """
        another: Bearers | None = None
        found = readings(text)
        for reading in found:
            candidates = self._bearing(reading)
            if meant := fitting(candidates, reading.kind):
                return Bearers(reading=reading, candidates=_once(meant))
            if reading.state and another is None and reading.kind not in ("county", "parish", "state"):
                below = tuple(c for c in candidates if c.borne_as not in ("county", "state"))
                another = Bearers(reading=reading, candidates=_once(below), fits=False) if below else None
        return another or Bearers(reading=found[0] if found else Reading(kind=None, key=""))

    def keys(self, state: str | None = None) -> tuple[list[str], list[str]]:
        """Every name key, and the ids that bear them, in one State (a two-letter code) or everywhere; kept."""
        found = self._keys.get(state)
        if found is None:
            where, values = ("", ()) if state is None else (" WHERE state = ?", (state,))
            rows = self._rows(f"SELECT key, id FROM names{where}", *values)
            found = self._keys[state] = [key for key, _ in rows], [id_ for _, id_ in rows]
        return found

    def hold(self) -> None:
        """Keep all names in memory, so that :meth:`find` reads no file: worth it from some hundred names on."""
        if self._held is None:
            held: dict[str, list[tuple[str, Candidate]]] = {}
            for key, state, candidate in self._every():
                held.setdefault(key, []).append((state, candidate))
            self._held = held

    def bearers(self) -> Iterator[tuple[str, str, Candidate]]:
        """Every name: its key, its State (``""`` for none) and who bears it."""
        for key, state, candidate in self._every():
            yield key, state or candidate.place.state, candidate

    def _every(self) -> Iterator[tuple[str, str, Candidate]]:
        """Every name with its State as it is written there."""
        if self._held is not None:
            yield from ((key, *row) for key, rows in self._held.items() for row in rows)
            return
        places = {row[0]: _place(row) for row in self._rows("SELECT * FROM places")}
        query = "SELECT key, state, kind, id, alias FROM names ORDER BY key, state, kind, id"
        for key, state, kind, id_, alias in self._rows(query):
            yield key, state, Candidate(place=places[id_], borne_as=kind, alias=alias)

    def _bearing(self, reading: Reading) -> tuple[Candidate, ...]:
        found = self._called(reading)
        if not reading.within:
            return found
        county = Reading(kind="county", key=reading.within, state=reading.state)
        codes = {code for c in self._called(county) if c.borne_as == "county" for code in c.place.counties}
        return tuple(c for c in found if codes.intersection(c.place.counties))

    def _called(self, reading: Reading) -> tuple[Candidate, ...]:
        """Who bears the bare name of a reading in its State, if it has one."""
        if self._held is not None:
            held = self._held.get(reading.key, [])
            return tuple([c for state, c in held if not reading.state or state == reading.state])
        query = "SELECT p.*, n.kind, n.alias FROM names n JOIN places p ON p.id = n.id WHERE n.key = ?"
        if reading.state:
            rows = self._rows(f"{query} AND n.state = ?", reading.key, reading.state)
        else:
            rows = self._rows(query, reading.key)
        return tuple(Candidate(place=_place(row[:7]), borne_as=row[7], alias=row[8]) for row in rows)

    def _rows(self, query: str, *values: str) -> list[tuple[str, ...]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise RegistryError(
                f"the name index cannot be read: {error}", where=str(self._path), remedy=_REMEDY
            ) from error


def fitting(candidates: tuple[Candidate, ...], kind: str | None) -> tuple[Candidate, ...]:
    """Those of the kind that was written; of a kind with the same word only where there is no other."""
    if kind is None:
        return candidates
    abroad = _COUNTIES_CALLED.get(kind, frozenset())
    exact = tuple(
        c for c in candidates if c.borne_as == kind or (c.borne_as == "county" and c.place.state in abroad)
    )
    return exact or tuple(c for c in candidates if c.borne_as in _SAME_WORD.get(kind, ()))


def _once(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """One candidate for each place: its own name before an alias, then as a city before as a county."""
    best: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda c: (bool(c.alias), c.borne_as)):
        best.setdefault(candidate.place.id, candidate)
    return tuple(best.values())


def _place(row: tuple[str, ...]) -> Place:
    identifier, kind, name, state, geoids, counties, population = row
    return Place(
        id=RecipientId(identifier),
        kind=kind,
        name=name,
        state=state,
        geoids=tuple(geoids.split()),
        counties=tuple(counties.split()),
        population=int(population) if population else None,
    )


def _joined(table: Named, record: Named) -> Named:
    """A hand-written record over the row of the table."""
    place = msgspec.structs.replace(
        record.place,
        state=record.place.state or table.place.state,
        geoids=record.place.geoids or table.place.geoids,
        counties=record.place.counties or table.place.counties,
        population=record.place.population if record.place.population is not None else table.place.population,
    )
    own = (table.place.name,) if table.place.name != place.name else ()
    return Named(place=place, aliases=tuple(dict.fromkeys((*table.aliases, *own, *record.aliases))))


def _name_rows(named: Named) -> Iterator[tuple[str, str, str, str, str]]:
    """(key, state, class, id, alias) for every name under which the place is found, its own name first."""
    place = named.place
    classes = _BORNE_AS.get(place.kind, (place.kind,))
    own = {name_key(place.name)}
    if "county" in classes:
        own.add(name_key(_COUNTY_WORD.sub("", place.name)))
    state = STATES.get(place.state)
    if classes == ("state",) and state is not None:
        own |= {name_key(form) for form in (state.code, *state.abbreviations)}
    for key in sorted(own):
        for borne_as in classes:
            yield key, place.state, borne_as, place.id, ""
    for alias in named.aliases:
        reading = next(iter(readings(alias)), None)
        if reading is None:
            continue
        borne = _BORNE_AS.get(reading.kind, (reading.kind,)) if reading.kind else classes
        for borne_as in borne:
            yield reading.key, reading.state or place.state, borne_as, place.id, alias


def _write(path: Path, rows: Iterable[Named]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
        connection.execute("BEGIN")
        for named in rows:
            place = named.place
            population = "" if place.population is None else str(place.population)
            cells = (place.id, place.kind, place.name, place.state)
            codes = (" ".join(place.geoids), " ".join(place.counties), population)
            connection.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?)", cells + codes)
            connection.executemany("INSERT OR IGNORE INTO names VALUES (?, ?, ?, ?, ?)", _name_rows(named))
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    finally:
        connection.close()
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())
