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

from enjoined.law.answering.question import Question, select, timelines
from enjoined.law.status import Status
from enjoined.law.timeline import Timeline
from enjoined.law.worlds.classes import Crowd
from enjoined.law.worlds.courses import Becoming, turns_of
from enjoined.law.worlds.nation import Nation
from enjoined.law.worlds.peers import Peers, told
from enjoined.model import ConditionId, Day, EventId, Recipient, RecipientId
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
        for move in _moves(line, turns_of(line, since, until))
    ]
    return tuple(sorted(found, key=_in_time))


def national_changes(nation: Nation, since: Day, until: Day) -> tuple[Change, ...]:
    """The changes for everybody in a nation of one law, from one day to another, oldest first."""
    (compiled,) = nation.worlds
    found: list[Change] = []
    for condition in select(compiled.law, nation.question):
        rows: dict[_Move, tuple[list[Crowd], list[Recipient]]] = {}
        for alike in nation.alike(nation.worlds, condition):
            if turns := nation.turns(compiled, alike.one, condition, since, until):
                for move in _moves(nation.line(compiled.law, alike.one, condition), turns):
                    crowds, named = rows.setdefault(move, ([], []))
                    crowds += alike.crowds
                    named += alike.named
        for move, (crowds, named) in rows.items():
            whose = told(compiled.law, nation.who, crowds, named)
            found += [_change(move, condition.id, alike) for alike in whose]
    return tuple(sorted(found, key=_in_time))


def _in_time(change: Change) -> tuple[date, EventId | str]:
    return change.day, change.because or ""


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


def _moves(line: Timeline, turns: Iterable[Becoming]) -> Iterator[_Move]:
    """The turns of a line with the events that made them."""
    for day, before, after in turns:
        yield _Move(day, before, after, _causes(line, day, after))


def _causes(line: Timeline, day: Day, after: Status) -> tuple[EventId, ...]:
    """Of the events that mark the day, those without which the status would not be what it became; else all."""
    events = line.causes(day)
    if len(events) < 2:
        return events
    deciding = tuple(e for e in events if line.without(day, line.law.events[e].effects) is not after)
    return deciding or events
