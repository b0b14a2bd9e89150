"""Who became bound or free, when, and by which event: for one recipient, or for a nation by classes.

A nation is never a list of names. Recipients that no record names are told as classes ("31,007 local governments
other than Chicago, IL"); whom an order, a notice or a list of parties names stands alone, but only where it fares
differently from its unnamed peers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

import msgspec

from enjoined.law.answering.question import Question, cells, select, timelines
from enjoined.law.cell import Cell
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.options import apply
from enjoined.law.status import Status, solve
from enjoined.law.timeline import Timeline
from enjoined.law.worlds.classes import Crowd, classes, people
from enjoined.law.worlds.peers import Peers, told
from enjoined.model import ConditionId, Day, EffectId, EventId, Recipient, RecipientId
from enjoined.registry.table import LawTable

__all__ = ["Change", "Turn", "changes", "national_changes", "turn_of"]


class Turn(StrEnum):
    """What a change means to a person."""

    BOUND = "became bound"
    FREE = "became free"
    UNCLEAR = "became unclear"
    STILL_FREE = "still free"


class Change(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    rename={"day": "date", "peers": "class", "before": "from", "after": "to"},
):
    """One status that changed on a day, for one recipient or one class of them.

    ``because`` is the event that made the change, ``None`` where the recipient's own dated facts did; ``events``
    are all that share in it. ``kind`` is ``"law"``: the law changed, not what the registry knows of it.
    """

    day: date
    recipient: RecipientId | None = None
    peers: Peers | None = None
    condition: ConditionId
    before: Status
    after: Status
    because: EventId | None
    events: tuple[EventId, ...]
    kind: str


class _Move(msgspec.Struct, frozen=True, order=True):
    day: Day
    before: Status
    after: Status
    events: tuple[EventId, ...]


def turn_of(before: Status, after: Status) -> Turn:
    """What a change of status means.

    >>> turn_of(Status.ENJOINED, Status.BINDING).value, turn_of(Status.ENJOINED, Status.WITHDRAWN).value
    ('became bound', 'still free')
    """
    if after is Status.BINDING:
        return Turn.BOUND
    if after is Status.UNCLEAR:
        return Turn.UNCLEAR
    return Turn.FREE if before in (Status.BINDING, Status.UNCLEAR) else Turn.STILL_FREE


def changes(law: LawTable, question: Question, since: Day, until: Day) -> tuple[Change, ...]:
    """The changes for the question's recipient from one day to another, both included, oldest first."""
    found = [
        _change(move, line.cell.condition.id, line.cell.recipient.id)
        for line in timelines(law, question)
        for move in _moves(line, since, until)
    ]
    return tuple(sorted(found, key=lambda c: (c.day, c.because or "")))


def national_changes(
    law: LawTable, question: Question, everybody: Iterable[Recipient], since: Day, until: Day
) -> tuple[Change, ...]:
    """The changes for everybody, for awards they hold themselves; the question's recipient does not count."""
    law = apply(law, question.options)
    who = people(law, everybody)
    compiled = compile_law(law, known_on=question.known_on)
    found: list[Change] = []
    for condition in select(law, question):
        rows: dict[_Move, tuple[list[Crowd], list[Recipient]]] = {}
        for alike in classes(law, condition, who):
            asked = msgspec.structs.replace(question, recipient=alike.one, condition=condition.id)
            for cell in cells(law, asked):
                if not cell.supplied and not _turns(compiled, cell, since, until):
                    continue
                for move in _moves(Timeline(law, cell), since, until):
                    crowds, named = rows.setdefault(move, ([], []))
                    crowds += alike.crowds
                    named += alike.named
        for move, (crowds, named) in rows.items():
            found += [_change(move, condition.id, alike) for alike in told(law, who, crowds, named)]
    return tuple(sorted(found, key=lambda c: (c.day, c.because or "")))


def _turns(compiled: CompiledLaw, cell: Cell, since: Day, until: Day) -> bool:
    """Whether the status changes in the window: most classes stay as they were, and need no time line of their own."""
    before = compiled.status(cell.recipient, cell.condition.id, day=Day(since - 1), award=cell.award)
    return before.until is not None and before.until <= until


def _change(move: _Move, condition: ConditionId, whose: Peers | RecipientId) -> Change:
    return Change(
        day=date.fromordinal(move.day),
        recipient=None if isinstance(whose, Peers) else whose,
        peers=whose if isinstance(whose, Peers) else None,
        condition=condition,
        before=move.before,
        after=move.after,
        because=move.events[0] if move.events else None,
        events=move.events,
        kind="law",
    )


def _moves(line: Timeline, since: Day, until: Day) -> Iterator[_Move]:
    """Each day of the window on which the status becomes another, with the events that did it."""
    before = line.status(Day(since - 1))
    for day in line.boundaries:
        if since <= day <= until:
            after = line.status(day)
            if after is not before:
                yield _Move(day, before, after, _causes(line, day, after))
            before = after


def _causes(line: Timeline, day: Day, after: Status) -> tuple[EventId, ...]:
    """Of the events that mark the day, those without which the status would not be what it became; else all."""
    events = line.causes(day)
    if len(events) < 2:
        return events
    deciding = tuple(e for e in events if _status_without(line, day, e) is not after)
    return deciding or events


def _status_without(line: Timeline, day: Day, event: EventId) -> Status:
    effects: frozenset[EffectId] = frozenset(line.law.events[event].effects)
    return solve(line.law, line.cell, line.bearing, day, dropped=effects).status
