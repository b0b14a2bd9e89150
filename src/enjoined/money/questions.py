"""Awards as questions: those that no scope tells apart are asked about once, with their money together.

The statuses come from ``status.sql`` over the compiled law. What is not compiled (a question that turns on who passes
the money on, on membership on the day of acceptance, or on one award's number) is answered by the reference evaluator.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Final, Protocol

import duckdb
import msgspec
import pyarrow  # type: ignore[import-untyped]

from enjoined.law.answering.question import Question, answers
from enjoined.law.cell import Acceptance, Award, Cell
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.builder import PRIME
from enjoined.law.compiled.rows import Tables, tables
from enjoined.law.compiled.table import Seat
from enjoined.law.status import Bearing, Status, solve
from enjoined.model import ConditionId, Day, ProgramId, Recipient, RecipientId
from enjoined.money.engines.arrow import made

__all__ = ["NO_NUMBER", "Asked", "Engine", "answer", "award_of", "fill", "gap_of", "places_of"]

UNMATCHED: Final = "the recipient could not be matched"
NO_PRIME: Final = "it turns on who passes the money on, which could not be matched"
NO_PROGRAM: Final = "no Assistance Listing is given"
NO_YEAR: Final = "no fiscal year is given"
NO_NUMBER: Final = "?"
_OTHER_NUMBER: Final = "-"
"""Stands for the number of an award that no order names."""


class Engine(Protocol):
    """Runs ``status.sql``: DuckDB here, Spark on a cluster."""

    def statuses(self, law: Tables, awards: pyarrow.Table, days: Iterable[date]) -> pyarrow.Table:
        """``award_id``, ``condition``, ``day``, ``status`` and ``proof_id`` of every award, condition and day.

        ``awards`` has the columns of :data:`~enjoined.money.engines.statements.AWARDS`.
        """


class Asked(msgspec.Struct, frozen=True, array_like=True):
    """What is asked about an award of a person, under one of its programs: all awards alike in this share the answer.

    ``person`` is the key of a recipient as the compiled laws see it, ``number`` that of an award which an order names
    (``NO_NUMBER``: the award's number is not given, and some order names awards).
    """

    person: str
    program: str
    fiscal_year: int
    capacity: str
    acceptance: str
    accepted: date | None
    through: str | None
    number: str | None


def award_of(asked: Asked, through: Recipient | None = None) -> Award:
    """The award as the law looks at it; of a sub-award ``through`` passes the money on, or somebody."""
    return Award(
        program=ProgramId(asked.program),
        fiscal_year=asked.fiscal_year,
        number=None if asked.number == NO_NUMBER else asked.number or _OTHER_NUMBER,
        acceptance=Acceptance(asked.acceptance),
        accepted=None if asked.accepted is None else Day(asked.accepted.toordinal()),
        through=(through or PRIME) if asked.capacity == "sub" else None,
    )


def fill(line: duckdb.DuckDBPyConnection, name: str, rows: pyarrow.Table) -> None:
    """Make a table from Arrow, in the place of any that is there."""
    line.register("incoming", rows)
    line.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM incoming")
    line.unregister("incoming")


def places_of(laws: Iterable[CompiledLaw]) -> pyarrow.Table:
    """For every program and fiscal year with conditions on record each of them: program, fiscal_year, condition."""
    found = {
        (str(program), year, str(condition))
        for compiled in laws
        for instrument in compiled.law.instruments.values()
        for program in instrument.programs
        for year in instrument.fiscal_years
        for condition in instrument.conditions
    }
    types = {"program": "string", "fiscal_year": "int32", "condition": "string"}
    return made(types, list(zip(*sorted(found), strict=True)))


def answer(
    line: duckdb.DuckDBPyConnection,
    compiled: CompiledLaw,
    people: Mapping[str, Recipient],
    primes: Mapping[RecipientId, Recipient],
    day: Day,
    engine: Engine,
    name: str,
) -> None:
    """Make the table ``name`` of answers for all cells on a day: cell, program, condition, status, why.

    ``people`` holds one recipient of each person, ``primes`` everybody who passes money on, by id. Where no condition
    is on record there is one row without a condition, which says what is missing.
    """
    _Answering(line, compiled, people, primes, day).write(engine, name)


class _Answering:
    def __init__(
        self,
        line: duckdb.DuckDBPyConnection,
        compiled: CompiledLaw,
        people: Mapping[str, Recipient],
        primes: Mapping[RecipientId, Recipient],
        day: Day,
    ) -> None:
        self.line = line
        self.compiled = compiled
        self.people = people
        self.primes = primes
        self.day = day
        self._bearings: dict[tuple[ConditionId, str], Bearing] = {}
        self._classes: dict[tuple[int, str], int] = {}
        self._known: dict[tuple[int, int], tuple[str, str]] = {}

    def write(self, engine: Engine, name: str) -> None:
        fill(self.line, "recorded", places_of([self.compiled]))
        fill(self.line, "samples", self._samples())
        self.line.execute(_ASKED)
        self.line.execute(
            f"CREATE OR REPLACE TABLE {name} "
            "(cell BIGINT, program VARCHAR, condition VARCHAR, status VARCHAR, why VARCHAR)"
        )
        self._together(engine, name)
        self.line.execute(_UNMATCHED.format(name=name), [Status.UNCLEAR.value, UNMATCHED])
        rows = [*self._singly(_NUMBERED), *self._singly(_NOT_COMPILED), *self._gaps()]
        types = {"cell": "int64"} | dict.fromkeys(("program", "condition", "status", "why"), "string")
        fill(self.line, "singles", made(types, list(zip(*rows, strict=True))))
        self.line.execute(f"INSERT INTO {name} SELECT * FROM singles")

    def _samples(self) -> pyarrow.Table:
        roster = self.compiled.roster
        rows = [(person, r.id, str(roster.profile(r))) for person, r in self.people.items()]
        return made({"person": "string", "id": "string", "profile": "string"}, list(zip(*rows, strict=True)))

    def _together(self, engine: Engine, name: str) -> None:
        """By the compiled law, all at once; what it leaves open stays in ``statuses``."""
        awards = self.line.sql(_AWARDS).to_arrow_table()
        places = {tuple(row) for row in self.line.execute(_PLACES).fetchall()}
        law = tables(self.compiled, self.people.values(), only=places, day=self.day)
        fill(self.line, "statuses", engine.statuses(law, awards, [date.fromordinal(self.day)]))
        self.line.execute(
            f"INSERT INTO {name} SELECT a.cell, a.listing, s.condition, s.status, '' FROM statuses s "
            "JOIN asked a ON CAST(s.award_id AS BIGINT) = a.n WHERE s.status <> 'not-compiled'"
        )

    def _singly(self, query: str) -> Iterator[tuple[int, str, str, str, str]]:
        """About the very award: as one of its kind where that is compiled, else by the reference evaluator."""
        known: dict[Hashable, tuple[str, str]] = {}
        seats: dict[tuple[object, ...], tuple[Award, Seat | None]] = {}
        for cell, condition, person, *what in self.line.execute(query).fetchall():
            where = (condition, *what)
            if where not in seats:
                asked = Asked(person, *what)
                award = award_of(asked, self.primes.get(RecipientId(asked.through or "")))
                seats[where] = award, self.compiled.seat(condition, award)
            award, seat = seats[where]
            if seat is not None:
                yield cell, what[0], condition, *self._of_class(seat, person)
                continue
            program, year, *rest = what
            alike = (condition, self.compiled.builder.bearings.place(condition, program, year), person, *rest)
            if alike not in known:
                known[alike] = self._asked_alone(condition, Asked(person, *what), award)
            yield cell, program, condition, *known[alike]

    def _of_class(self, seat: Seat, person: str) -> tuple[str, str]:
        """The status of all people of a person's class."""
        place = (seat.grouping.number, person)
        if place not in self._classes:
            who = self.compiled.roster.person(self.people[person])
            self._classes[place] = seat.grouping.class_of(who)
        key = (seat.order.number, self._classes[place])
        if key not in self._known:
            self._known[key] = seat.on(key[1], self.day).status.value, ""
        return self._known[key]

    def _asked_alone(self, condition: ConditionId, asked: Asked, award: Award) -> tuple[str, str]:
        """The status, and why it is unclear, if that is known."""
        if award.through == PRIME:
            return Status.UNCLEAR.value, NO_PRIME
        law = self.compiled.law
        cell = Cell.of(
            law, self.people[asked.person], condition, award=award, known_on=self.compiled.known_on
        )
        bearing = self._bearings.get((condition, asked.program))
        if bearing is None:
            bearing = self._bearings[condition, asked.program] = self.compiled.builder.bearing(
                condition, award
            )
        return solve(law, cell, bearing, self.day).status.value, ""

    def _gaps(self) -> Iterator[tuple[int, str | None, None, str, str]]:
        """What may be said where no condition is on record."""
        recorded = {str(p) for i in self.compiled.law.instruments.values() for p in i.programs}
        known: dict[tuple[str | None, int | None], tuple[Status, str]] = {}
        for cell, program, year in self.line.execute(_BARE).fetchall():
            key = (program, year)
            if key not in known:
                known[key] = self._gap(program, year, recorded)
            status, why = known[key]
            yield cell, program, None, status.value, why

    def _gap(self, program: str | None, year: int | None, recorded: set[str]) -> tuple[Status, str]:
        if program is None:
            return Status.UNCLEAR, NO_PROGRAM
        listings = program.split()
        if year is None and recorded.intersection(listings):
            return Status.UNCLEAR, NO_YEAR
        found = [gap_of(self.compiled, listing, year, self.day) for listing in listings]
        return next((gap for gap in found if gap[0] is Status.UNCLEAR), found[0])


_COLUMNS: Final = (
    "a.person, a.listing, a.fiscal_year, a.capacity, a.acceptance, a.accepted, a.through, a.number"
)
_ASKED: Final = """
CREATE OR REPLACE TABLE asked AS
SELECT row_number() OVER () AS n, l.*
FROM (SELECT c.*, unnest(string_split(c.program, ' ')) AS listing FROM cells c) l
SEMI JOIN recorded r ON l.listing = r.program AND l.fiscal_year = r.fiscal_year
"""
_AWARDS: Final = """
SELECT CAST(a.n AS VARCHAR) AS award_id, s.id AS recipient_id, s.profile, a.listing AS program,
       CAST(a.fiscal_year AS BIGINT) AS fiscal_year, a.capacity, a.acceptance, a.accepted,
       CAST(0 AS BIGINT) AS obligated, CAST(0 AS BIGINT) AS outlayed
FROM asked a JOIN samples s ON a.person = s.person WHERE a.number IS NULL
"""
_PLACES: Final = "SELECT DISTINCT listing, fiscal_year, capacity FROM asked WHERE person IS NOT NULL"
_UNMATCHED: Final = """
INSERT INTO {name} SELECT a.cell, a.listing, r.condition, ?, ? FROM asked a
JOIN recorded r ON a.listing = r.program AND a.fiscal_year = r.fiscal_year WHERE a.person IS NULL
"""
_NUMBERED: Final = f"""
SELECT a.cell, r.condition, {_COLUMNS} FROM asked a
JOIN recorded r ON a.listing = r.program AND a.fiscal_year = r.fiscal_year
WHERE a.number IS NOT NULL AND a.person IS NOT NULL
"""
_NOT_COMPILED: Final = f"""
SELECT a.cell, s.condition, {_COLUMNS} FROM statuses s JOIN asked a ON CAST(s.award_id AS BIGINT) = a.n
WHERE s.status = 'not-compiled'
"""
_BARE: Final = """
SELECT c.cell, c.program, c.fiscal_year FROM cells c ANTI JOIN asked a ON c.cell = a.cell
"""


def gap_of(compiled: CompiledLaw, program: str, year: int | None, day: Day) -> tuple[Status, str]:
    """The status of an award of a program and year for which no condition is on record, and why it is unclear."""
    if any(program in c.programs and (year is None or year in c.fiscal_years) for c in compiled.law.coverage):
        nobody = Recipient(id=RecipientId("us/anybody"), kind=PRIME.kind, name="Anybody")
        question = Question(recipient=nobody, on=day, program=ProgramId(program), fiscal_year=year)
        for found in answers(compiled.law, question):
            if found.condition is None:
                return found.status, "; ".join(unclear.fact for unclear in found.unclear_because)
    words = f"no instrument recorded for program {program}" + (f", FY{year}" if year else "")
    return Status.UNCLEAR, words
