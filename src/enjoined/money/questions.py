"""Awards as questions: those that no scope tells apart are asked about once, with their money together.

The statuses come from ``status.sql`` over the compiled law. What is not compiled (a question that turns on who passes
the money on, on membership on the day of acceptance, or on one award's number) is answered by the reference evaluator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Protocol

import msgspec
import pyarrow  # type: ignore[import-untyped]

from enjoined.law.cell import Acceptance, Award
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.builder import PRIME
from enjoined.law.compiled.rows import Table, Tables, tables
from enjoined.law.question import Question, answers
from enjoined.law.status import Status
from enjoined.model import ConditionId, Coverage, Day, ProgramId, Recipient, RecipientId
from enjoined.money.statements import AWARDS

__all__ = ["Answered", "Engine", "Holding", "ask", "gap_of"]


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked about an award of a person: all awards alike in this share the answer.

    ``program`` may name several Assistance Listings, with a space between. ``person`` is the key of a recipient as
    the compiled law sees it, ``None`` for a party that nobody could match.
    """

    cell: int
    person: str | None
    program: str | None
    fiscal_year: int | None
    capacity: str
    acceptance: str
    accepted: date | None
    through: str | None
    number: str | None


class Answered(msgspec.Struct, frozen=True, array_like=True):
    """The status of one condition (``None``: no condition is on record) for a holding, and why if it is unclear."""

    cell: int
    program: str | None
    condition: str | None
    status: str
    why: str
    proof_id: int | None


class Engine(Protocol):
    """Runs ``status.sql``: DuckDB here, Spark on a cluster."""

    def statuses(self, law: Tables, awards: Table, days: Iterable[date]) -> pyarrow.Table:
        """``award_id``, ``condition``, ``day``, ``status`` and ``proof_id`` of every award, condition and day."""


UNMATCHED: Final = "the recipient could not be matched"
NO_PRIME: Final = "it turns on who passes the money on, which could not be matched"
NO_PROGRAM: Final = "no Assistance Listing is given"
NO_YEAR: Final = "no fiscal year is given"


def ask(
    compiled: CompiledLaw,
    holdings: list[Holding],
    people: dict[str, Recipient],
    primes: dict[str, Recipient],
    day: Day,
    engine: Engine,
) -> list[Answered]:
    """The answers for all holdings on a day; ``people`` holds one recipient of each person, ``primes`` all by id."""
    return list(_Asking(compiled, people, primes, day, engine).answers(holdings))


class _Asking:
    def __init__(
        self,
        compiled: CompiledLaw,
        people: dict[str, Recipient],
        primes: dict[str, Recipient],
        day: Day,
        engine: Engine,
    ) -> None:
        self.compiled = compiled
        self.people = people
        self.primes = primes
        self.day = day
        self.engine = engine
        self.rows = tables(compiled, people.values())
        self.held: dict[tuple[str, int, str], list[ConditionId]] = {}
        self.programs: set[str] = set()
        for program, year, condition, capacity, _ in self.rows["facets"].rows:
            self.held.setdefault((str(program), int(str(year)), str(capacity)), []).append(
                ConditionId(str(condition))
            )
            self.programs.add(str(program))
        self.gaps: dict[tuple[str | None, int | None], tuple[Status, str]] = {}

    def answers(self, holdings: list[Holding]) -> Iterator[Answered]:
        """Each holding's answers: for every condition on record for its programs and year, or what is missing."""
        asked: list[tuple[Holding, str]] = []
        for holding in holdings:
            places = [
                (program, self._conditions(holding, program)) for program in (holding.program or "").split()
            ]
            if not any(conditions for _, conditions in places):
                program = places[0][0] if places else None
                status, why = self._gap(program, holding.fiscal_year)
                yield Answered(holding.cell, holding.program, None, status.value, why, None)
            for program, conditions in places:
                if not conditions:
                    continue
                if holding.person is None:
                    for condition in conditions:
                        yield Answered(
                            holding.cell, program, condition, Status.UNCLEAR.value, UNMATCHED, None
                        )
                elif holding.number is not None:
                    yield from self._singly(holding, program, conditions)
                else:
                    asked.append((holding, program))
        yield from self._together(asked)

    def _conditions(self, holding: Holding, program: str) -> list[ConditionId]:
        if holding.fiscal_year is None:
            return []
        return self.held.get((program, holding.fiscal_year, holding.capacity), [])

    def _together(self, asked: list[tuple[Holding, str]]) -> Iterator[Answered]:
        """By the compiled law, all at once; what it leaves open one by one."""
        if not asked:
            return
        profiles = {
            key: str(self.compiled.roster.profile(recipient)) for key, recipient in self.people.items()
        }
        rows = [
            (
                str(n),
                self.people[str(h.person)].id,
                profiles[str(h.person)],
                program,
                h.fiscal_year,
                h.capacity,
                h.acceptance,
                h.accepted,
                0,
                0,
            )
            for n, (h, program) in enumerate(asked)
        ]
        found = self.engine.statuses(
            self.rows, Table("awards", AWARDS, tuple(rows)), [date.fromordinal(self.day)]
        )
        columns = [found.column(name).to_pylist() for name in ("award_id", "condition", "status", "proof_id")]
        for award_id, condition, status, proof_id in zip(*columns, strict=True):
            holding, program = asked[int(award_id)]
            if status == "not-compiled":
                yield from self._singly(holding, program, [ConditionId(condition)])
            else:
                yield Answered(holding.cell, program, condition, status, "", proof_id)

    def _singly(self, holding: Holding, program: str, conditions: list[ConditionId]) -> Iterator[Answered]:
        """By the reference evaluator, about the very award."""
        through: Recipient | None = None
        if holding.capacity == "sub":
            through = self.primes.get(holding.through or "")
        for condition in conditions:
            award = Award(
                program=ProgramId(program),
                fiscal_year=holding.fiscal_year,
                number=holding.number,
                acceptance=Acceptance(holding.acceptance),
                accepted=None if holding.accepted is None else Day(holding.accepted.toordinal()),
                through=through or (PRIME if holding.capacity == "sub" else None),
            )
            seat = self.compiled.seat(condition, award)
            if seat is None and holding.capacity == "sub" and through is None:
                yield Answered(holding.cell, program, condition, Status.UNCLEAR.value, NO_PRIME, None)
                continue
            recipient = self.people[str(holding.person)]
            found = self.compiled.status(recipient, condition, day=self.day, award=award)
            yield Answered(holding.cell, program, condition, found.status.value, "", found.proof_id)

    def _gap(self, program: str | None, year: int | None) -> tuple[Status, str]:
        """What may be said where no condition is on record."""
        if program is None:
            return Status.UNCLEAR, NO_PROGRAM
        if year is None and program in self.programs:
            return Status.UNCLEAR, NO_YEAR
        key = (program, year)
        if key not in self.gaps:
            self.gaps[key] = gap_of(self.compiled, program, year, self.day)
        return self.gaps[key]


def gap_of(compiled: CompiledLaw, program: str, year: int | None, day: Day) -> tuple[Status, str]:
    """The status of an award of a program and year for which no condition is on record, and why it is unclear."""
    if any(_speaks_of(c, program, year) for c in compiled.law.coverage):
        nobody = Recipient(id=RecipientId("us/anybody"), kind=PRIME.kind, name="Anybody")
        question = Question(recipient=nobody, on=day, program=ProgramId(program), fiscal_year=year)
        for answer in answers(compiled.law, question):
            if answer.condition is None:
                reasons = "; ".join(unclear.fact for unclear in answer.unclear_because)
                return answer.status, reasons
    words = f"no instrument recorded for program {program}" + (f", FY{year}" if year else "")
    return Status.UNCLEAR, words


def _speaks_of(coverage: Coverage, program: str, year: int | None) -> bool:
    return program in coverage.programs and (year is None or year in coverage.fiscal_years)
