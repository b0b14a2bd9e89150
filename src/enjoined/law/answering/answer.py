"""The full answer for a cell: status, since and until, restraints, qualifiers, open facts, proof."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from enjoined.law.activity import View
from enjoined.law.answering.conflicts import Conflict, conflicts
from enjoined.law.answering.proof import Proof, prove
from enjoined.law.answering.qualifiers import Qualifier, qualifiers
from enjoined.law.answering.words import best_source, ending, fact_in_words, label
from enjoined.law.cell import Cell
from enjoined.law.coverage.districts import circuit_of
from enjoined.law.facts import Fact
from enjoined.law.status import NO_DUTY, Solution, Status
from enjoined.law.timeline import Step, Timeline
from enjoined.model import (
    YES,
    CaseId,
    ConditionId,
    CourtId,
    Day,
    Effect,
    EffectId,
    Event,
    EventId,
    FamilyId,
    Holding,
    InstrumentId,
    ProgramId,
    RecipientId,
    Verb,
    as_date,
)
from enjoined.registry.table import LawTable

__all__ = [
    "Answer",
    "CircuitLaw",
    "NextChange",
    "Restraint",
    "Settles",
    "Stake",
    "Unclear",
    "answer_for",
]


class Restraint(msgspec.Struct, frozen=True, kw_only=True):
    """An order or notice in force for the cell; ``if_removed`` is the status if it alone did not exist."""

    effect: EffectId
    event: EventId
    case: CaseId
    kind: str
    since: date | None
    until: date | None
    citation: str | None
    source: str | None
    if_removed: Status


class Settles(msgspec.Struct, frozen=True):
    """The status if a fact is so, and if it is not; by itself it settles nothing where that is unclear."""

    yes: Status = Status.UNCLEAR
    no: Status = Status.UNCLEAR


class Unclear(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that would settle an unclear status, how to state it, and the event that turns on it."""

    fact: str
    settles: Settles
    event: EventId | None
    in_words: str
    option: str | None = None


class CircuitLaw(msgspec.Struct, frozen=True, kw_only=True):
    """What the recipient's court of appeals holds of the family; it changes no status."""

    circuit: CourtId
    holds: str
    event: EventId | None


class NextChange(msgspec.Struct, frozen=True, kw_only=True):
    """The next day on which the status or its ground changes, and by what."""

    date: date
    what: str
    to: Status


class Stake(msgspec.Struct, frozen=True, kw_only=True):
    """The money on the award, decimal strings of dollars: what is obligated, and what of it is not paid out.

    It is ``of`` the document, and then both are the amount that it awards, since it tells of no payment; of the very
    award in a portfolio; or of all awards there under the program and fiscal year.
    """

    obligated: str
    remaining: str
    of: Literal["document", "award", "program"] = "document"


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a condition is to a recipient on a day, and why: in force from ``since``, no longer on ``until``.

    ``then`` is what it is from ``until`` on.
    """

    recipient: RecipientId
    capacity: str
    condition: ConditionId | None
    families: tuple[FamilyId, ...]
    instrument: InstrumentId | None
    number: str | None
    title: str
    summary: str
    program: tuple[ProgramId, ...]
    fiscal_year: tuple[int, ...]
    status: Status
    since: date | None = None
    since_latest: date | None = None
    until: date | None = None
    until_latest: date | None = None
    then: Status | None = None
    depth: int = 0
    checked: date | None = None
    restraints: tuple[Restraint, ...] = ()
    qualifiers: tuple[Qualifier, ...] = ()
    unclear_because: tuple[Unclear, ...] = ()
    possible: tuple[Status, ...] = ()
    law_of_circuit: CircuitLaw | None = None
    conflicts: tuple[Conflict, ...] = ()
    stake: Stake | None = None
    next_change: NextChange | None = None
    proof: Proof | None = None


def answer_for(law: LawTable, cell: Cell, day: Day) -> Answer:
    """The answer for a cell at the end of a day."""
    timeline = Timeline(law, cell)
    solution = timeline.on(day)
    view = View(law, cell, day)
    since, since_latest, until, until_latest = timeline.span(day)
    condition = cell.condition
    active = [law.effects[e] for e in solution.active]
    return Answer(
        recipient=cell.recipient.id,
        capacity="direct" if cell.award.through is None else "sub",
        condition=condition.id,
        families=(condition.family,),
        instrument=condition.instrument,
        number=condition.number or None,
        title=condition.title,
        summary=condition.summary,
        program=law.instruments[condition.instrument].programs,
        fiscal_year=law.instruments[condition.instrument].fiscal_years,
        status=solution.status,
        since=as_date(since),
        since_latest=as_date(since_latest),
        until=as_date(until),
        until_latest=as_date(until_latest),
        then=None if until is None else timeline.status(until),
        depth=_depth(solution, active),
        checked=as_date(_checked(law, active)),
        restraints=tuple(_restraint(timeline, effect, day) for effect in active),
        qualifiers=qualifiers(view, timeline.bearing, solution),
        unclear_because=_unclear(law, solution),
        possible=solution.outcomes,
        law_of_circuit=_law_of_circuit(view),
        conflicts=() if solution.status in NO_DUTY else conflicts(law, cell, day),
        next_change=_next_change(law, timeline.next_change(day)),
        proof=prove(view, timeline.bearing),
    )


def _restraint(timeline: Timeline, effect: Effect, day: Day) -> Restraint:
    event = timeline.law.events[effect.event]
    source = best_source(event)
    since, until = timeline.restrained(effect.id, day)
    return Restraint(
        effect=effect.id,
        event=event.id,
        case=effect.case,
        kind=event.kind,
        since=as_date(since),
        until=as_date(until),
        citation=event.cite or None,
        source=(source.url or source.title) if source else None,
        if_removed=timeline.without(day, [effect.id]),
    )


def _depth(solution: Solution, active: list[Effect]) -> int:
    """Cases and notices that restrain on their own: a restraint that rests on another one adds nothing."""
    standing = {e.id for e in active}
    independent = {
        e.case
        for e in active
        if standing.isdisjoint(e.rests_on) and (e.only_while is None or e.only_while.active not in standing)
    }
    return max(len(independent), int(solution.status.is_restrained))


def _checked(law: LawTable, active: list[Effect]) -> Day | None:
    """The oldest check among the cases that decide."""
    days = [law.cases[e.case].checked for e in active]
    return min((d for d in days if d is not None), default=None)


def _unclear(law: LawTable, solution: Solution) -> tuple[Unclear, ...]:
    if solution.status is not Status.UNCLEAR:
        return ()
    found = [
        _fact(law, o.fact, Settles(o.yes, o.no), law.effects[o.effect].event) for o in solution.open_facts
    ]
    found += [_fact(law, fact, Settles(), None) for fact in solution.unsplit]
    return tuple(found)


def _fact(law: LawTable, fact: Fact, settles: Settles, event: EventId | None) -> Unclear:
    return Unclear(
        fact=str(fact), settles=settles, event=event, in_words=fact_in_words(law, fact), option=fact.option
    )


def _law_of_circuit(view: View) -> CircuitLaw | None:
    """The last holding of the recipient's circuit on the condition's family that is still good law."""
    law, cell = view.law, view.cell
    circuit = circuit_of(law, cell.recipient.state)
    if circuit is None:
        return None
    held = [
        e
        for e in law.effects.values()
        if e.verb is Verb.HOLD and e.circuit == circuit and view.active(e.id) is YES
    ]
    last = max(held, key=lambda e: e.start.earliest, default=None)
    holds = last.holding.value if last is not None and isinstance(last.holding, Holding) else "open"
    return CircuitLaw(circuit=circuit, holds=holds, event=None if last is None else last.event)


def _next_change(law: LawTable, step: Step | None) -> NextChange | None:
    if step is None or step.start is None:
        return None
    what = "; ".join(_what(law, law.events[e], step.start) for e in step.because)
    return NextChange(date=date.fromordinal(step.start), what=what, to=step.solution.status)


def _what(law: LawTable, event: Event, day: Day) -> str:
    """What the event does on the day: what happened, or that its effect comes to an end."""
    ended = ending(law, event, day)
    return f"{label(law, event)}: {ended}" if ended else event.title
