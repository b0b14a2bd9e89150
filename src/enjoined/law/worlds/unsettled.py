"""Which unsettled points of law decide what changed, or what would change in another world.

A point decides the answer about a condition where another choice on it would make another list of changes, be it that
a change goes, comes or falls on another day.
"""

from __future__ import annotations

from collections.abc import Iterator

from enjoined.law.answering.question import Question, cells
from enjoined.law.options import Alternative, Deciding, alternatives, apply, elsewhere, gathered
from enjoined.law.status import Status
from enjoined.law.timeline import Timeline
from enjoined.law.worlds.courses import Course, course, turns_of
from enjoined.law.worlds.whatif import Stretch, stretches
from enjoined.model import ConditionId, Day, EventId
from enjoined.registry.table import LawTable

__all__ = ["deciding_changes", "deciding_differences"]

_Found = Iterator[tuple[Alternative, EventId, ConditionId]]


def deciding_changes(law: LawTable, question: Question, since: Day, until: Day) -> tuple[Deciding, ...]:
    """The points that decide what :func:`~enjoined.law.worlds.changes.changes` finds; ``law`` is as recorded."""
    world, others = apply(law, question.options), alternatives(law, question.options)

    def found() -> _Found:
        for cell in cells(law, question) if others else ():
            recorded = Timeline(law, cell)
            here = [*turns_of(_under(world, recorded), since, until)]
            for other, line, event in elsewhere(recorded, others):
                if [*turns_of(line, since, until)] != here:
                    yield other, event, cell.condition.id

    return gathered(found())


def deciding_differences(here: LawTable, there: LawTable, question: Question) -> tuple[Deciding, ...]:
    """The points that decide where two worlds differ, or a status in the other one on the day of the question.

    Both laws are as recorded; see :func:`~enjoined.law.worlds.whatif.differences`.
    """
    laws = here, there
    worlds = [apply(law, question.options) for law in laws]
    others = [alternatives(law, question.options) for law in laws]

    def found() -> _Found:
        for cell in cells(here, question) if any(others) else ():
            recorded = [Timeline(law, cell) for law in laws]
            chosen = [
                {other.written: (other, line, event) for other, line, event in elsewhere(line, these)}
                for line, these in zip(recorded, others, strict=True)
            ]
            choices = {**chosen[1], **chosen[0]}
            usual = [course(_under(*pair)) for pair in zip(worlds, recorded, strict=True)] if choices else []
            for written, (other, _, event) in choices.items():
                supposed = [
                    course(lines[written][1]) if written in lines else known
                    for lines, known in zip(chosen, usual, strict=True)
                ]
                if _told(supposed, question.on) != _told(usual, question.on):
                    yield other, event, cell.condition.id

    return gathered(found())


def _under(world: LawTable, recorded: Timeline) -> Timeline:
    """The time line of a cell under the options chosen, where these are the default the one as recorded."""
    return recorded if recorded.law is world else Timeline(world, recorded.cell)


def _told(courses: list[Course], on: Day) -> tuple[list[Stretch], Status]:
    """What is told of two courses: where they differ, and what the other one is on the day."""
    here, there = courses
    begun = [day for day in there if day is None or day <= on]
    return list(stretches((here, there), on)), there[begun[-1]]
