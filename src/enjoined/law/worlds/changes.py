"""Who became bound or free, when, and by which event: for one recipient, or for a nation by classes.

A nation is never a list of names. Recipients that no record names are told as classes ("31,007 local governments
other than Chicago, IL"); whom an order, a notice or a list of parties names stands alone, but only where it fares
differently from its unnamed peers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum

import msgspec

from enjoined.law.answering.question import Question, select, timelines
from enjoined.law.cell import Award, Cell, with_wholes
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.facts import OF_RECIPIENTS, SuppliedFact
from enjoined.law.options import apply
from enjoined.law.status import Status
from enjoined.law.timeline import Timeline
from enjoined.law.worlds.classes import Alike, Crowd, People, of_one_line, people
from enjoined.law.worlds.courses import Becoming, becomings, turns_of
from enjoined.law.worlds.peers import Peers, told
from enjoined.model import Condition, ConditionId, Day, EventId, Recipient, RecipientId
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


def national_changes(
    law: LawTable, question: Question, everybody: Iterable[Recipient], since: Day, until: Day
) -> tuple[Change, ...]:
    """The changes for everybody, for awards they hold themselves; the question's recipient does not count."""
    law = apply(law, question.options)
    who = _as_stated(people(law, everybody), question.supplied)
    compiled = compile_law(law, known_on=question.known_on)
    found: list[Change] = []
    for condition in select(law, question):
        rows: dict[_Move, tuple[list[Crowd], list[Recipient]]] = {}
        for alike, moves in _courses(compiled, question, condition, who, since, until):
            for move in moves:
                crowds, named = rows.setdefault(move, ([], []))
                crowds += alike.crowds
                named += alike.named
        for move, (crowds, named) in rows.items():
            found += [_change(move, condition.id, alike) for alike in told(law, who, crowds, named)]
    return tuple(sorted(found, key=_in_time))


def _in_time(change: Change) -> tuple[date, EventId | str]:
    return change.day, change.because or ""


def _as_stated(who: People, stated: tuple[SuppliedFact, ...]) -> People:
    """The people, each with what they are stated to be a part of."""
    return msgspec.structs.replace(
        who,
        crowds=tuple(msgspec.structs.replace(c, one=with_wholes(c.one, stated)) for c in who.crowds),
        named=tuple(with_wholes(recipient, stated) for recipient in who.named),
    )


def _courses(
    compiled: CompiledLaw, question: Question, condition: Condition, who: People, since: Day, until: Day
) -> Iterator[tuple[Alike, Iterator[_Move]]]:
    """Who fares alike under the condition, with what changes for them.

    The compiled law answers unless the user states something that a class turns on. Of a class it says the same,
    open facts by name and all, so that these fare alike too whatever is stated.
    """
    law, stated, known_on = compiled.law, question.supplied, question.known_on
    award = Award(program=question.program, fiscal_year=question.fiscal_year)
    for alike in of_one_line([compiled], condition, who, award):
        answered = _is_beside(compiled, stated, alike.one, condition, award)
        turns = becomings(compiled, alike.one, condition.id, since, until, award) if answered else None
        if turns is None or turns:
            cell = Cell.of(law, alike.one, condition.id, award=award, supplied=stated, known_on=known_on)
            line = Timeline(law, cell)
            yield alike, _moves(line, turns_of(line, since, until) if turns is None else turns)


def _is_beside(
    compiled: CompiledLaw, stated: Sequence[SuppliedFact], one: Recipient, condition: Condition, award: Award
) -> bool:
    """Whether nothing that is open about the recipient under the condition is what the user states."""
    seat = compiled.seat(condition.id, award)
    if seat is None or not OF_RECIPIENTS.issuperset(fact.kind for fact in stated):
        return not stated
    numbers = seat.grouping.numbers(seat.grouping.class_of(compiled.roster.person(one)))
    values = [compiled.builder.values.all[number] for number in numbers.values()] if stated else []
    asked = {fact for value in values for _, piece in value for fact in piece.asked}
    return not any(fact.is_about(open_) for fact in stated for open_ in asked)


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
