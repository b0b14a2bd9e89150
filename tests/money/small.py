"""A world of one order that protects one city, and two awards."""

from __future__ import annotations

from enjoined.law import Award
from enjoined.model import (
    CaseId,
    Conditions,
    Day,
    Effect,
    EffectId,
    Event,
    EventId,
    Grade,
    Kind,
    Listed,
    Moment,
    Product,
    ProgramId,
    Recipient,
    RecipientId,
    Scope,
    Verb,
    Who,
)
from tests.algebra.strategies import CONDITION, table

_IMPOSED = Moment.on(Day(1000), "terms/issued")
_ORDERED = Moment.on(Day(1010), "case/order")


def _effect(name: str, event: str, start: Moment, verb: Verb, who: Who, grade: Grade | None) -> Effect:
    case = name.partition("/")[0]
    return Effect(
        id=EffectId(name),
        event=EventId(event),
        case=CaseId(case),
        verb=verb,
        grade=grade,
        scope=Scope.of(Product(who=who, conditions=Conditions(ids=frozenset({CONDITION})))),
        start=start,
        known=(start,),
    )


def _event(name: str, date: Moment) -> Event:
    case = CaseId(name.partition("/")[0])
    return Event(id=EventId(name), case=case, date=date, known=date, kind="order", title="An order.")


ALPHA = Recipient(id=RecipientId("il/alpha"), kind=Kind.CITY, name="Alpha", state="il")
OTHER = Recipient(id=RecipientId("il/other"), kind=Kind.CITY, name="Other", state="il")
LAW = table(
    [
        _effect("terms/duty", "terms/issued", _IMPOSED, Verb.IMPOSE, Who(everyone=True), None),
        _effect(
            "case/relief",
            "case/order",
            _ORDERED,
            Verb.RESTRAIN,
            Who(recipients=Listed(ids=frozenset({ALPHA.id}))),
            Grade.ENJOINED,
        ),
    ],
    [_event("terms/issued", _IMPOSED), _event("case/order", _ORDERED)],
)
AWARD = Award(program=ProgramId("16.738"), fiscal_year=2017)
HOLDINGS = [(ALPHA, AWARD), (OTHER, AWARD)]
