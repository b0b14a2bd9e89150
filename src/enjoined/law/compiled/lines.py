"""Lines of the table: the rows of a class of people under an order, each with since, until and a proof id."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from enjoined.law.compiled.timelines import Stretch
from enjoined.law.status import Status
from enjoined.model import Day

__all__ = ["CompiledStatus", "Line"]


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

    def __init__(self, number: int, stretches: list[Stretch], first_proof: int) -> None:
        self.number = number
        self.first_proof = first_proof
        self.rows = _joined(stretches)
        self.days = [row.start for row in self.rows[1:] if row.start is not None]
        self._stretches = stretches

    @cached_property
    def answers(self) -> list[CompiledStatus]:
        """For each row the status, with its dates and its proof id."""
        place = {row.start: n for n, row in enumerate(self._stretches)}
        runs = {n: run for run in _runs(self._stretches) for n in range(*run)}
        found = []
        for n, row in enumerate(self.rows):
            since, since_latest, until, until_latest = _span(self._stretches, *runs[place[row.start]])
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


def _joined(rows: list[Stretch]) -> list[Stretch]:
    """Neighbours alike in status, restraints and possible statuses as one row."""
    last = rows[0]
    found = [last]
    for row in rows[1:]:
        if row.status is not last.status or row.active != last.active or row.possible != last.possible:
            found.append(row)
            last = row
    return found


Span = tuple[Day | None, Day | None, Day | None, Day | None]


def _runs(rows: list[Stretch]) -> Iterator[tuple[int, int]]:
    """Rows of one status that follow one another: the first, and the one after the last."""
    first = 0
    for n, row in enumerate(rows):
        if row.status is not rows[first].status:
            yield first, n
            first = n
    yield first, len(rows)


def _span(rows: list[Stretch], first: int, end: int) -> Span:
    """What ``law.Timeline.span`` says of every day in a run of rows."""
    status = rows[first].status
    early, late = first, end
    if status is not Status.UNCLEAR:
        while early > 0 and status in rows[early - 1].loose:
            early -= 1
        while late < len(rows) and status in rows[late].loose:
            late += 1
    since, since_latest = rows[early].start, rows[first].start
    until = rows[end].start if end < len(rows) else None
    until_latest = rows[late].start if late < len(rows) else None
    return (
        since,
        since_latest if since_latest != since else None,
        until,
        until_latest if until_latest != until else None,
    )
