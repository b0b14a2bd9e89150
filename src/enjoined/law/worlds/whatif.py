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
from enjoined.law.answering.meant import case_likely
from enjoined.law.answering.question import Question, cells, select
from enjoined.law.options import apply, drop
from enjoined.law.status import Status
from enjoined.law.timeline import Timeline
from enjoined.law.worlds.classes import Crowd
from enjoined.law.worlds.courses import Course, compiled_course, course
from enjoined.law.worlds.nation import Nation
from enjoined.law.worlds.peers import Peers, told
from enjoined.model import CaseId, ConditionId, Day, EffectId, EventId, Recipient, RecipientId, as_date
from enjoined.registry.table import LawTable

__all__ = [
    "Difference",
    "Dropped",
    "Stretch",
    "added",
    "differences",
    "dropped",
    "national_differences",
    "stretches",
    "without",
]


class Difference(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    rename={"peers": "class", "here": "from", "there": "to"},
):
    """A stretch of days on which a condition has one status in this world and another in the other.

    It is that of a recipient or of a class of them. ``until`` is the first day on which the difference ends, ``None``
    if none is known. ``because`` is the event of either world that begins it.
    """

    kind: str = "supposed"
    condition: ConditionId
    recipient: RecipientId | None
    peers: Peers | None = None
    capacity: str
    here: Status
    there: Status
    since: date | None
    until: date | None
    because: EventId | None


Stretch = tuple[Day | None, Day | None, Status, Status]
"""The first day (``None``: ever), the first day after (``None``: none is known), the status here and there."""


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
    known: list[str] = [*law.events, *law.effects] if "/" in name else [*law.cases, *law.events]
    near = case_likely(law, name) or get_close_matches(name, known, n=1, cutoff=0.5)
    remedy = f"did you mean {' or '.join(near)}?" if near else "see enjoined history or explain for the ids"
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
    for cell in cells(here, question):
        lines = Timeline(here, cell), Timeline(there, cell)
        found += _between(lines, (course(lines[0]), course(lines[1])), question.on, about)
    return tuple(found)


def national_differences(nation: Nation, about: frozenset[EventId] = frozenset()) -> tuple[Difference, ...]:
    """The same for everybody in a nation of two laws, this world and the other one."""
    here, there = (compiled.law for compiled in nation.worlds)
    found: list[Difference] = []
    for condition in select(here, nation.question):
        rows: dict[Difference, tuple[list[Crowd], list[Recipient]]] = {}
        for alike in nation.alike(nation.worlds, condition):
            before, after = (
                compiled_course(world, alike.one, condition.id, nation.award) for world in nation.worlds
            )
            if before == after:
                continue
            lines = nation.line(here, alike.one, condition), nation.line(there, alike.one, condition)
            for d in _between(lines, (before, after), nation.question.on, about):
                crowds, named = rows.setdefault(msgspec.structs.replace(d, recipient=None), ([], []))
                crowds += alike.crowds
                named += alike.named
        for d in sorted(rows, key=_in_time):
            found += [_of(d, whose) for whose in told(here, nation.who, *rows[d])]
    return tuple(found)


def _in_time(d: Difference) -> tuple[str, ...]:
    return str(d.since or ""), str(d.until or ""), d.here, d.there, d.because or ""


def _of(difference: Difference, whose: Peers | RecipientId) -> Difference:
    if isinstance(whose, Peers):
        return msgspec.structs.replace(difference, peers=whose)
    return msgspec.structs.replace(difference, recipient=whose)


def _between(
    lines: tuple[Timeline, Timeline], courses: tuple[Course, Course], on: Day, about: frozenset[EventId]
) -> Iterator[Difference]:
    """The stretches in which two worlds differ about a cell, those that end after the day."""
    cell = lines[0].cell
    for since, until, here, there in stretches(courses, on):
        yield Difference(
            condition=cell.condition.id,
            recipient=cell.recipient.id,
            capacity="direct" if cell.award.through is None else "sub",
            here=here,
            there=there,
            since=as_date(since),
            until=as_date(until),
            because=None if since is None else _cause(lines, courses, since, about),
        )


def stretches(courses: tuple[Course, Course], on: Day) -> Iterator[Stretch]:
    """The stretches in which two courses differ, those that end after the day."""
    days = sorted(day for day in {*courses[0], *courses[1]} if day is not None)
    since: Day | None = None
    here, there = courses[0][None], courses[1][None]
    for until in (*days, None):
        if here is not there and (until is None or until > on):
            yield since, until, here, there
        if until is not None:
            since, here, there = until, courses[0].get(until, here), courses[1].get(until, there)


def _cause(
    lines: tuple[Timeline, Timeline], courses: tuple[Course, Course], day: Day, about: frozenset[EventId]
) -> EventId | None:
    """The event by which a status changed on the day in one of the worlds: first those the comparison is about."""
    moved = [line for line, turns in zip(lines, courses, strict=True) if day in turns]
    events = dict.fromkeys(event for line in moved for event in line.causes(day))
    return next((e for e in events if e in about), next(iter(events), None))
