"""Two registries compared: whose status differs, for which days, and because of which record.

A difference is *law* if the newer registry, without the events that became public since the older one was made, agrees
with the older one: a court or an agency has acted. Otherwise it is a *correction*: what was public was recorded
wrongly, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from enjoined.law.answering.question import Question
from enjoined.law.cell import Cell
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.facts import SuppliedFact
from enjoined.law.options import apply
from enjoined.law.status import Status
from enjoined.law.timeline import Timeline
from enjoined.law.worlds.classes import Crowd, People, bears_on, chain, people
from enjoined.law.worlds.courses import compiled_course, course
from enjoined.law.worlds.peers import Peers, told
from enjoined.law.worlds.whatif import dropped, without
from enjoined.model import (
    ConditionId,
    Day,
    Effect,
    EventId,
    Recipient,
    RecipientId,
    as_date,
)
from enjoined.registry.table import LawTable
from enjoined.registry.upkeep.changed import Changed, changed

__all__ = ["Difference", "Why", "compare"]


class Why(StrEnum):
    """Why two registries differ about a day; ``SUPPOSED`` where one of them is only imagined."""

    LAW = "law"
    CORRECTION = "correction"
    SUPPOSED = "supposed"


class Difference(
    msgspec.Struct, frozen=True, kw_only=True, rename={"peers": "class", "before": "from", "after": "to"}
):
    """A stretch of days on which a status differs, for one recipient or a class of them.

    ``since`` is ``None`` for "always before", ``until`` (the first day after) for "as far as is known"; a status is
    ``None`` where a registry does not hold the condition. ``because`` are the events or records that differ and bear
    on it.
    """

    kind: Why
    recipient: RecipientId | None
    peers: Peers | None
    condition: ConditionId
    since: date | None
    until: date | None
    before: Status | None
    after: Status | None
    because: tuple[str, ...]


class _Stretch(msgspec.Struct, frozen=True):
    kind: Why
    since: Day | None
    until: Day | None
    before: Status | None
    after: Status | None


def compare(
    old: LawTable,
    new: LawTable,
    everybody: Iterable[Recipient],
    as_of: Day,
    *,
    only: Iterable[ConditionId] | None = None,
    one: Recipient | None = None,
    asked: Question | None = None,
) -> tuple[Difference, ...]:
    """Every difference between two laws, for awards that recipients hold themselves.

    ``as_of`` is the day on which the older one was made; what happened on that very day it need not have known.

    ``only`` limits it to some conditions, ``one`` to a recipient; both laws are taken under the options of the
    question ``asked``, with the facts that it states.
    """
    found = changed(old, new)
    if not found:
        return ()
    if asked is not None:
        old, new = apply(old, asked.options), apply(new, asked.options)
    stated = () if asked is None else asked.supplied
    who = people(new, [one] if one is not None else everybody, old)
    then = _as_it_was(old, new, as_of)
    laws = (compile_law(old), compile_law(then), compile_law(new))
    wanted = set(only) if only is not None else set(old.conditions) | set(new.conditions)
    differences: list[Difference] = []
    for condition in sorted(wanted):
        if bears_on(found, old, condition) or bears_on(found, new, condition):
            differences += _on(old, new, laws, who, condition, found, stated)
    return tuple(differences)


def _as_it_was(old: LawTable, new: LawTable, as_of: Day) -> LawTable:
    """The newer law without the events that only it holds and that became public on the day of the older one or later.

    A condition first announced since then is left out too.
    """
    later = [e.id for e in new.events.values() if e.id not in old.events and e.known.earliest >= as_of]
    since = {c.id for c in new.conditions.values() if c.id not in old.conditions and c.issued >= as_of}
    law = without(new, dropped(new, later))
    held = {id_: condition for id_, condition in law.conditions.items() if id_ not in since}
    return msgspec.structs.replace(law, conditions=held)


def _on(
    old: LawTable,
    new: LawTable,
    laws: tuple[CompiledLaw, CompiledLaw, CompiledLaw],
    who: People,
    condition: ConditionId,
    found: Changed,
    stated: tuple[SuppliedFact, ...],
) -> Iterator[Difference]:
    rows: dict[_Stretch, tuple[list[Crowd], list[Recipient]]] = {}
    for crowd in who.crowds:
        for stretch in _stretches(old, new, laws, crowd.one, condition, stated):
            rows.setdefault(stretch, ([], []))[0].append(crowd)
    for recipient in who.named:
        for stretch in _stretches(old, new, laws, recipient, condition, stated):
            rows.setdefault(stretch, ([], []))[1].append(recipient)
    for stretch in sorted(
        rows, key=lambda s: (s.kind, s.since or 0, s.until or 0, s.before or "", s.after or "")
    ):
        crowds, named = rows[stretch]
        because = _because(old, new, condition, stretch, found)
        for whose in told(new, who, crowds, named):
            yield Difference(
                kind=stretch.kind,
                recipient=None if isinstance(whose, Peers) else whose,
                peers=whose if isinstance(whose, Peers) else None,
                condition=condition,
                since=as_date(stretch.since),
                until=as_date(stretch.until),
                before=stretch.before,
                after=stretch.after,
                because=because,
            )


def _stretches(
    old: LawTable,
    new: LawTable,
    laws: tuple[CompiledLaw, CompiledLaw, CompiledLaw],
    recipient: Recipient,
    condition: ConditionId,
    stated: tuple[SuppliedFact, ...],
) -> Iterator[_Stretch]:
    """The stretches in which the two differ for one recipient."""
    mine = [law.recipients.get(recipient.id, recipient) for law in (old, new, new)]
    before, after = (_steps(laws[i], mine[i], condition, stated) for i in (0, 2))
    if before == after:
        return
    then = _steps(laws[1], mine[1], condition, stated)
    days: list[Day | None] = [
        None,
        *sorted({d for steps in (before, then, after) for d in steps if d is not None}),
    ]
    open_: dict[Why, tuple[Day | None, Status | None, Status | None]] = {}
    for day in days:
        was, would, is_ = (_at(steps, day) for steps in (before, then, after))
        for kind, one, other in ((Why.CORRECTION, was, would), (Why.LAW, would, is_)):
            running = open_.get(kind)
            if running is not None and running[1:] != (one, other):
                yield _Stretch(kind, running[0], day, *running[1:])
                del open_[kind]
            if one is not other and kind not in open_:
                open_[kind] = (day, one, other)
    for kind, (since, one, other) in open_.items():
        yield _Stretch(kind, since, None, one, other)


_Steps = Mapping[Day | None, Status | None]
"""From which day on which status; ``None`` stands for always before."""


def _steps(
    compiled: CompiledLaw, recipient: Recipient, condition: ConditionId, stated: tuple[SuppliedFact, ...]
) -> _Steps:
    law = compiled.law
    if condition not in law.conditions:
        return {None: None}
    if stated:
        return course(Timeline(law, Cell.of(law, recipient, condition, supplied=stated)))
    return compiled_course(compiled, recipient, condition)


def _at(steps: _Steps, day: Day | None) -> Status | None:
    if day is None:
        return steps[None]
    last = max((d for d in steps if d is not None and d <= day), default=None)
    return steps[last]


def _because(
    old: LawTable, new: LawTable, condition: ConditionId, stretch: _Stretch, found: Changed
) -> tuple[str, ...]:
    """The differing events that bear on the condition, those first named that mark the stretch; else the records."""
    effects: list[Effect] = [
        effect
        for law in (old, new)
        if condition in law.conditions
        for effect in chain(law, law.conditions[condition])
        if effect.id in found
    ]
    marking = [e for e in effects if not e.days.isdisjoint((stretch.since, stretch.until))]
    events = dict.fromkeys(EventId(e.event) for e in marking or effects)
    if events:
        return tuple(events)
    instrument = next(
        law.conditions[condition].instrument for law in (new, old) if condition in law.conditions
    )
    records = [condition] if condition in found else [instrument] if instrument in found else []
    return tuple(dict.fromkeys([*map(str, records), *sorted(found.parties), *sorted(found.people)]))
