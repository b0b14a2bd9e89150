"""What would change without an order, or with another: two worlds compared, day by day.

Dropping an event drops all its effects; dropping a case drops all its events. Nothing else is imagined: the courts
of the other world decide as they did in this one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

import msgspec

from enjoined.errors import InputError
from enjoined.law.answering.question import Question, cells
from enjoined.law.cell import Cell
from enjoined.law.options import apply, drop
from enjoined.law.status import Status
from enjoined.law.timeline import Timeline
from enjoined.model import CaseId, ConditionId, Day, EffectId, EventId, RecipientId, as_date
from enjoined.registry.table import LawTable

__all__ = ["Difference", "Dropped", "added", "differences", "dropped", "without"]


class Difference(msgspec.Struct, frozen=True, kw_only=True, rename={"here": "from", "there": "to"}):
    """A stretch of days on which a condition has one status in this world and another in the other.

    ``until`` is the first day on which the difference ends, ``None`` if none is known. ``because`` is the event of
    either world that begins it.
    """

    condition: ConditionId
    recipient: RecipientId
    capacity: str
    here: Status
    there: Status
    since: date | None
    until: date | None
    because: EventId | None


class Dropped(msgspec.Struct, frozen=True, kw_only=True):
    """What a name takes out of the world: whole events (``events``) and all effects that go."""

    name: str
    events: tuple[EventId, ...]
    effects: tuple[EffectId, ...]


def dropped(law: LawTable, names: Iterable[str]) -> tuple[Dropped, ...]:
    """What the names stand for: an event, else an effect, else a whole case or notice.

    Raises ``InputError`` for a name that is none of them, with the one most like it.
    """
    return tuple(_dropped(law, name) for name in names)


def _dropped(law: LawTable, name: str) -> Dropped:
    if name in law.events:
        event = law.events[EventId(name)]
        return Dropped(name=name, events=(event.id,), effects=event.effects)
    if name in law.effects:
        return Dropped(name=name, events=(), effects=(EffectId(name),))
    if name in law.cases:
        events = law.cases[CaseId(name)].events
        effects = tuple(effect for e in events for effect in law.events[e].effects)
        return Dropped(name=name, events=events, effects=effects)
    known = [str(k) for k in (*law.events, *law.effects, *law.cases)]
    near = get_close_matches(name, known, n=1, cutoff=0.5)
    remedy = f"did you mean {near[0]}?" if near else "see enjoined history or explain for the ids"
    raise InputError(f"there is no event, effect or case {name!r}", where="--without", remedy=remedy)


def without(law: LawTable, parts: Iterable[Dropped]) -> LawTable:
    """The law in which these parts never happened."""
    parts = tuple(parts)
    events = frozenset(e for part in parts for e in part.events)
    law = drop(law, frozenset(e for part in parts for e in part.effects))
    if not events:
        return law
    cases = {
        id_: msgspec.structs.replace(case, events=tuple(e for e in case.events if e not in events))
        for id_, case in law.cases.items()
    }
    return msgspec.structs.replace(law, cases=cases)


def added(here: LawTable, there: LawTable) -> frozenset[EventId]:
    """Events that only the other world has, or that have other effects in it."""
    return frozenset(
        id_
        for id_, event in there.events.items()
        if here.events.get(id_) != event
        or any(here.effects.get(e) != there.effects[e] for e in event.effects)
    )


def differences(
    here: LawTable, there: LawTable, question: Question, about: frozenset[EventId] = frozenset()
) -> tuple[Difference, ...]:
    """Where the worlds differ for the question's cells on its day or later, in order of conditions and days.

    ``about`` are the events that the comparison is about: where several begin a difference, one of them is named.
    """
    here, there = apply(here, question.options), apply(there, question.options)
    found: list[Difference] = []
    for mine, other in zip(cells(here, question), cells(there, question), strict=True):
        found += _between(Timeline(here, mine), Timeline(there, other), mine, question.on, about)
    return tuple(found)


def _between(
    here: Timeline, there: Timeline, cell: Cell, on: Day, about: frozenset[EventId]
) -> Iterator[Difference]:
    days = sorted({*here.boundaries, *there.boundaries})
    starts: list[Day | None] = [None, *days]
    pairs: list[tuple[Status, Status]] = []
    for start in starts:
        day = start if start is not None else Day((days or [on])[0] - 1)
        pairs.append((here.status(day), there.status(day)))
    first = 0
    for last, pair in enumerate(pairs):
        until = days[last] if last < len(days) else None
        if until is not None and pairs[last + 1] == pair:
            continue
        if pair[0] is not pair[1] and (until is None or until > on):
            since = starts[first]
            yield Difference(
                condition=cell.condition.id,
                recipient=cell.recipient.id,
                capacity="direct" if cell.award.through is None else "sub",
                here=pair[0],
                there=pair[1],
                since=as_date(since),
                until=as_date(until),
                because=None if since is None else _cause(here, there, since, about),
            )
        first = last + 1


def _cause(here: Timeline, there: Timeline, day: Day, about: frozenset[EventId]) -> EventId | None:
    """The event by which a status changed on the day in one of the worlds: first those the comparison is about."""
    moved = [w for w in (here, there) if w.status(day) is not w.status(Day(day - 1))]
    events = dict.fromkeys(event for world in moved for event in world.causes(day))
    return next((e for e in events if e in about), next(iter(events), None))
