"""How a status goes through time: each day on which it becomes another, by the compiled law or by a time line."""

from __future__ import annotations

from collections.abc import Iterator

from enjoined.law.cell import ANY_AWARD, Award
from enjoined.law.compiled import CompiledLaw
from enjoined.law.status import Status
from enjoined.law.timeline import Timeline
from enjoined.model import FIRST_DAY, LAST_DAY, ConditionId, Day, Recipient

__all__ = ["Becoming", "Course", "becomings", "compiled_course", "course", "turns_of"]

Becoming = tuple[Day, Status, Status]
"""A day with the status before it and from it on."""

Course = dict[Day | None, Status]
"""From which day on a cell has which status, another than before; ``None`` stands for always before."""


def becomings(
    compiled: CompiledLaw,
    recipient: Recipient,
    condition: ConditionId,
    since: Day,
    until: Day,
    award: Award = ANY_AWARD,
) -> tuple[Becoming, ...]:
    """Each day from ``since`` to ``until``, both included, on which the status of the cell becomes another."""
    found: list[Becoming] = []
    before = compiled.status(recipient, condition, day=Day(since - 1), award=award)
    while before.until is not None and before.until <= until:
        day = before.until
        after = compiled.status(recipient, condition, day=day, award=award)
        found.append((day, before.status, after.status))
        before = after
    return tuple(found)


def compiled_course(
    compiled: CompiledLaw, recipient: Recipient, condition: ConditionId, award: Award = ANY_AWARD
) -> Course:
    """The whole course of a cell, by the compiled law."""
    always = compiled.status(recipient, condition, day=FIRST_DAY, award=award).status
    later = becomings(compiled, recipient, condition, Day(FIRST_DAY + 1), LAST_DAY, award)
    return {None: always, **{day: after for day, _, after in later}}


def course(line: Timeline) -> Course:
    """The whole course of a cell, by its time line."""
    last = line.status(Day(min(line.boundaries, default=FIRST_DAY) - 1))
    found: Course = {None: last}
    for day in line.boundaries:
        status = line.status(day)
        if status is not last:
            found[day] = last = status
    return found


def turns_of(line: Timeline, since: Day, until: Day) -> Iterator[Becoming]:
    """Each day from ``since`` to ``until``, both included, on which the status of a time line becomes another."""
    before = line.status(Day(since - 1))
    for day in line.boundaries:
        if since <= day <= until:
            after = line.status(day)
            if after is not before:
                yield day, before, after
            before = after
