"""Lines of the table: the rows of a class of people under an order, each with since, until and a proof id."""

from __future__ import annotations

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
    """The rows of one class of people under one order: ``days`` are the first days of all rows but the first."""

    __slots__ = ("answers", "days", "number", "rows")

    def __init__(self, number: int, rows: list[Stretch], first_proof: int) -> None:
        self.number = number
        self.rows = _joined(rows)
        self.days = [row.start for row in self.rows[1:] if row.start is not None]
        self.answers = [
            CompiledStatus(
                status=row.status,
                since=span[0],
                since_latest=span[1],
                until=span[2],
                until_latest=span[3],
                proof_id=first_proof + n,
            )
            for n, (row, span) in enumerate(zip(self.rows, _spans(rows, self.rows), strict=True))
        ]


def _joined(rows: list[Stretch]) -> list[Stretch]:
    """Neighbours alike in status, restraints and possible statuses as one row."""
    found: list[Stretch] = []
    for row in rows:
        last = found[-1] if found else None
        if last is None or (last.status, last.active, last.possible) != (
            row.status,
            row.active,
            row.possible,
        ):
            found.append(row)
    return found


Span = tuple[Day | None, Day | None, Day | None, Day | None]


def _spans(rows: list[Stretch], joined: list[Stretch]) -> list[Span]:
    """For every joined row what ``law.Timeline.span`` says of a day in it."""
    place = {row.start: n for n, row in enumerate(rows)}
    found = []
    for row in joined:
        first = last = place[row.start]
        while first > 0 and rows[first - 1].status is row.status:
            first -= 1
        while last + 1 < len(rows) and rows[last + 1].status is row.status:
            last += 1
        early, late = first, last
        if row.status is not Status.UNCLEAR:
            while early > 0 and row.status in rows[early - 1].loose:
                early -= 1
            while late + 1 < len(rows) and row.status in rows[late + 1].loose:
                late += 1
        since, since_latest = rows[early].start, rows[first].start
        until = rows[last + 1].start if last + 1 < len(rows) else None
        until_latest = rows[late + 1].start if late + 1 < len(rows) else None
        found.append(
            (
                since,
                since_latest if since_latest != since else None,
                until,
                until_latest if until_latest != until else None,
            )
        )
    return found
