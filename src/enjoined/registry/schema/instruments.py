"""Instruments: dated documents that put numbered conditions on awards."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from enjoined.model import (
    FIRST_DAY,
    AgencyId,
    Awards,
    CaseKind,
    Condition,
    ConditionId,
    ConditionKind,
    Conditions,
    Instrument,
    InstrumentId,
    Kind,
    Product,
    Similarity,
    Source,
)
from enjoined.registry.reading.form import Choice, Form, Keys, Many, Named, Slot, form_of, shaped
from enjoined.registry.reading.names import condition_id, parts_of
from enjoined.registry.reading.shape import (
    HERE,
    At,
    Bad,
    day,
    listing,
    may,
    need,
    record,
    text,
    word,
    yes_no,
)
from enjoined.registry.schema.basics import (
    act,
    agency,
    condition,
    family,
    fiscal_years,
    kinds,
    order,
    programs,
    sources,
)
from enjoined.registry.schema.history import Happening, Life, events, life

__all__ = ["Issued", "instrument_record"]


class Binding(NamedTuple):
    """Whom a condition binds as recipients of the award and as sub-recipients."""

    recipient: frozenset[Kind] = frozenset()
    subrecipient: frozenset[Kind] = frozenset()


def _condition(
    at: At,
    *,
    id: str = "",
    number: str = "",
    part: str = "",
    binds: Binding,
    kind: ConditionKind = ConditionKind.TERM,
    **values: Any,
) -> Condition:
    full = condition_id(at, at.record)
    if not full:
        at.bad("a condition needs its number as printed", "where no number is known, give it an id")
    return Condition(
        id=ConditionId(full),
        instrument=InstrumentId(at.record),
        number=number,
        part=part,
        kind=kind,
        binds=binds.recipient,
        binds_sub=binds.subrecipient,
        issued=FIRST_DAY,  # set when every imposition is known
        **values,
    )


_one_condition = record(
    _condition,
    at=HERE,
    id=may(text),
    number=may(text),
    part=may(text),
    title=need(text),
    summary=need(text),
    family=need(family),
    kind=may(word(ConditionKind)),
    demands=may(listing(act)),
    binds=need(record(Binding, recipient=may(kinds), subrecipient=may(kinds))),
    flows_down=may(yes_no),
    authorities=may(listing(text)),
    cites=may(listing(text)),
    implements=may(listing(order)),
    similar_to=may(
        listing(
            record(
                Similarity,
                to=need(condition),
                holds=need(yes_no),
                by=need(text),
                on=need(day),
                why=need(text),
            )
        )
    ),
    sources=need(sources, "source"),
)


def _clause_form() -> Form:
    """A clause, or one with lettered parts, which inherit what they do not say: then no key is required of either."""
    whole = form_of(_one_condition)
    assert isinstance(whole, Keys)
    loose = {key: Slot(slot.form) for key, slot in whole.slots.items()}
    first = ("id", "number", "part", "title", "family")  # what a part is about stands first
    ordered = {key: loose[key] for key in (*first, *(key for key in loose if key not in first))}
    parts = Many(Named("part", lambda: Keys(ordered)), empty=False)
    return Choice((whole, Keys({**loose, "parts": Slot(parts, required=True)})))


@shaped(Named("condition", _clause_form))
def _clause(at: At) -> tuple[Condition, ...]:
    parts = list(parts_of(at))
    if not parts:
        at.key("parts").bad("a clause with parts lists them", "write [{part: a, …}, {part: b, …}]")
    found: list[Condition] = []
    for part in parts:
        try:
            found.append(_one_condition(part))
        except Bad:
            continue
    if len(found) < len(parts):
        raise Bad
    return tuple(found)


_several_clauses = listing(_clause, empty=False)


@shaped(form_of(_several_clauses))
def _clauses(at: At) -> tuple[Condition, ...]:
    return tuple(condition for clause in _several_clauses(at) for condition in clause)


Issued = tuple[Instrument, tuple[Condition, ...], Life]
"""An instrument, its conditions, and its events as a life of their own."""


def _instrument(
    at: At,
    *,
    id: str,
    title: str,
    agency: AgencyId,
    conditions: tuple[Condition, ...],
    happened: tuple[Happening, ...],
    short: str = "",
    note: str = "",
    sources: tuple[Source, ...] = (),
    **values: Any,
) -> Issued:
    story = life(
        at,
        CaseKind.INSTRUMENT,
        title=title,
        short=short,
        agency=agency,
        happened=happened,
        note=note,
        sources=sources,
    )
    if not any("impose" in e.mapping for event in at.items("events") for e in event.items("effects")):
        at.key("events").bad("no event imposes anything", "give the event of issue an effect with impose")
    instrument = Instrument(
        id=InstrumentId(id),
        title=title,
        short=story.case.short,
        agency=agency,
        conditions=tuple(c.id for c in conditions),
        events=story.case.events,
        note=note,
        sources=sources,
        **values,
    )
    return instrument, conditions, story


_instrument_keys = record(
    _instrument,
    at=HERE,
    id=need(text, "instrument"),
    title=need(text),
    short=may(text),
    agency=need(agency),
    programs=need(programs),
    fiscal_years=need(fiscal_years),
    version=may(text),
    note=may(text),
    sources=may(sources, "source"),
    conditions=need(_clauses),
    happened=need(events, "events"),
)


@shaped(form_of(_instrument_keys))
def instrument_record(at: At) -> Issued:
    """A dated document that puts conditions on awards of its programs and fiscal years."""
    awards = Awards()
    looked = at.muted()
    with suppress(Bad):  # reported when the keys are read below
        awards = Awards(
            programs=frozenset(programs(looked.key("programs"))),
            fiscal_years=frozenset(fiscal_years(looked.key("fiscal_years"))),
        )
    conditions = Conditions(instruments=frozenset({InstrumentId(at.record)}))
    return _instrument_keys(replace(at, own=Product(conditions=conditions, awards=awards)))
