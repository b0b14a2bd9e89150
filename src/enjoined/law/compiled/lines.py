"""Lines of the table: the rows of a class of people under an order, each with since, until and a proof id."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from enjoined.errors import InputError
from enjoined.law.compiled.courses import Course, Courses, State
from enjoined.law.compiled.findings import Finding, Findings, OpenFacts, Pending, decide
from enjoined.law.compiled.limbs import Order
from enjoined.law.compiled.people import Person
from enjoined.law.compiled.selectors import Values
from enjoined.law.compiled.shapes import shape
from enjoined.law.facts import Fact
from enjoined.law.status import Status
from enjoined.model import Day
from enjoined.registry.table import LawTable

__all__ = ["Address", "CompiledStatus", "Line", "Lines"]


class CompiledStatus(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The status of a cell on a day, and since and until when it holds (as ``law.Timeline.span`` says).

    ``proof_id`` names the row of the table; it is ``None`` where the reference evaluator had to be asked.
    """

    status: Status
    since: Day | None
    since_latest: Day | None
    until: Day | None
    until_latest: Day | None
    proof_id: int | None


class Line:
    """The rows of one class of people under one order: ``days`` are the first days of all rows but the first.

    The rows have proof ids in order, from ``first_proof`` on.
    """

    __slots__ = ("__dict__", "_days", "_findings", "days", "first_proof", "number", "rows")

    def __init__(self, number: int, days: list[Day], findings: list[Finding], first_proof: int) -> None:
        self.number = number
        self.first_proof = first_proof
        self._days = days
        self._findings = findings
        self.days, self.rows = _joined(days, findings)

    @cached_property
    def answers(self) -> list[CompiledStatus]:
        """For each row the status, with its dates and its proof id."""
        rows = list(zip((None, *self._days), self._findings, strict=True))
        place = {start: n for n, (start, _) in enumerate(rows)}
        runs = {n: run for run in _runs(self._findings) for n in range(*run)}
        found = []
        for n, (start, row) in enumerate(zip((None, *self.days), self.rows, strict=True)):
            since, since_latest, until, until_latest = _span(rows, *runs[place[start]])
            found.append(
                CompiledStatus(
                    status=row.status,
                    since=since,
                    since_latest=since_latest,
                    until=until,
                    until_latest=until_latest,
                    proof_id=self.first_proof + n,
                )
            )
        return found


def _joined(days: list[Day], findings: list[Finding]) -> tuple[list[Day], list[Finding]]:
    """Neighbours alike in status, restraints and possible statuses as one."""
    last = findings[0]
    starts: list[Day] = []
    found = [last]
    for day, row in zip(days, findings[1:], strict=True):
        if row.status is not last.status or row.active != last.active or row.possible != last.possible:
            starts.append(day)
            found.append(row)
            last = row
    return starts, found


Span = tuple[Day | None, Day | None, Day | None, Day | None]


def _runs(rows: Sequence[Finding]) -> Iterator[tuple[int, int]]:
    """Rows of one status that follow one another: the first, and the one after the last."""
    first = 0
    for n, row in enumerate(rows):
        if row.status is not rows[first].status:
            yield first, n
            first = n
    yield first, len(rows)


def _span(rows: Sequence[tuple[Day | None, Finding]], first: int, end: int) -> Span:
    """What ``law.Timeline.span`` says of every day in a run of rows, each with its first day."""
    status = rows[first][1].status
    early, late = first, end
    if status is not Status.UNCLEAR:
        while early > 0 and status in rows[early - 1][1].loose:
            early -= 1
        while late < len(rows) and status in rows[late][1].loose:
            late += 1
    since, since_latest = rows[early][0], rows[first][0]
    until = rows[end][0] if end < len(rows) else None
    until_latest = rows[late][0] if late < len(rows) else None
    return (
        since,
        since_latest if since_latest != since else None,
        until,
        until_latest if until_latest != until else None,
    )


class Address(NamedTuple):
    """Where a row of the table stands: the order, somebody whose status it is, its first day (``None``: ever)."""

    order: Order
    person: Person
    start: Day | None
    row: Finding


_Course = tuple[Course, ...]
"""Of an order, those of all limbs that may reach some people, impositions first, then restraints by strength."""


class Lines:
    """The lines of all orders and classes of people: one where the limbs of orders run the same courses."""

    def __init__(self, law: LawTable, values: Values) -> None:
        self.all: list[Line] = []
        self.proofs = 0
        self.courses = Courses(law, values)
        self._law = law
        self._values = values
        self._findings = Findings(law)
        self._lines: dict[_Course, Line] = {}
        self._shapes: dict[Hashable, tuple[_Course, tuple[Fact, ...]]] = {}
        self._through: dict[_Course, tuple[list[Day], list[Finding | Pending]]] = {}
        self._by_content: dict[Hashable, Line] = {}
        self._first_proofs: list[int] = []
        self._owners: list[tuple[Order, Person]] = []

    def line(self, courses: _Course, order: Order, person: Person) -> Line:
        """The line of the people for whom the limbs of an order run some courses; ``person`` is one of them."""
        found = self._lines.get(courses)
        if found is None:
            if any(course.listed for course in courses):
                found = self._listed(courses, order, person)
            else:
                days, findings = self._findings.through(courses, order.cell)
                found = self._new(days, decide(findings, {}), order, person)
            self._lines[courses] = found
        return found

    def _listed(self, courses: _Course, order: Order, person: Person) -> Line:
        """The same where it is open on which lists they stand: one line for all of whom as much is open."""
        weights, alike = self._shape(courses)
        known = self._through.get(alike)
        if known is None:
            known = self._through[alike] = self._findings.through(alike, order.cell)
        days, findings = known
        content = decide(findings, weights)
        if not weights:
            return self._new(days, content, order, person)
        key = tuple([course.limb for course in courses]), tuple(days), tuple(content)
        found = self._by_content.get(key)
        if found is None:
            found = self._by_content[key] = self._new(days, content, order, person)
        return found

    def _shape(self, courses: _Course) -> tuple[Mapping[Fact, int], _Course]:
        """Courses that stand for all of which as much is open, and how many facts each of theirs stands for here."""
        all_ = self._values.all
        numbers = {
            variable: n
            for course in courses
            for variable, n in zip(course.limb.variables, course.numbers, strict=True)
        }
        form = shape(self._law, {variable: all_[n] for variable, n in numbers.items()}, numbers)
        key = tuple([course.limb for course in courses]), form.key
        known = self._shapes.get(key)
        if known is None:
            said = {variable: self._values.number(value) for variable, value in form.values.items()}
            alike = tuple(
                [
                    self.courses.course(course.limb, tuple([said[n] for n in course.limb.variables]))
                    for course in courses
                ]
            )
            known = self._shapes[key] = alike, form.facts
        alike, facts = known
        return dict(zip(facts, form.weights, strict=True)), alike

    def _new(self, days: list[Day], findings: list[Finding], order: Order, person: Person) -> Line:
        """A line with the next free number; its rows get proof ids."""
        line = Line(len(self.all), days, findings, self.proofs)
        self.all.append(line)
        self._first_proofs.append(self.proofs)
        self._owners.append((order, person))
        self.proofs += len(line.rows)
        return line

    def on(self, courses: _Course, order: Order, day: Day) -> Finding:
        """What is found of those people on one day, without the rest of their line."""
        weights: Mapping[Fact, int] = {}
        if any(course.listed for course in courses):
            weights, courses = self._shape(courses)
        return decide([self._findings.on(_states(courses, day), day, order.cell)], weights)[0]

    def open_facts(self, courses: _Course, order: Order, day: Day) -> OpenFacts:
        """The open facts behind the unclear status of those people on a day, under their own names."""
        return self._findings.open_facts(_states(courses, day), day, order.cell)

    def address(self, proof_id: int) -> Address:
        """Where the row with a proof id stands. Raises ``InputError`` for a number not given out."""
        if not 0 <= proof_id < self.proofs:
            raise InputError(f"there is no proof {proof_id}", remedy="take the number from a status")
        number = bisect_right(self._first_proofs, proof_id) - 1
        line = self.all[number]
        n = proof_id - line.first_proof
        return Address(*self._owners[number], line.days[n - 1] if n else None, line.rows[n])


def _states(courses: _Course, day: Day) -> tuple[State, ...]:
    return tuple([state for course in courses if (state := course.on(day)) is not None])
