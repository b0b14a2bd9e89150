"""What the compiled law says of somebody through time: each day on which a status becomes another."""

from __future__ import annotations

from enjoined.law.cell import ANY_AWARD, Award
from enjoined.law.compiled import CompiledLaw
from enjoined.law.status import Status
from enjoined.model import ConditionId, Day, Recipient

__all__ = ["Becoming", "becomings"]

Becoming = tuple[Day, Status, Status]
"""A day with the status before it and from it on."""


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
