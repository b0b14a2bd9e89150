"""Random days, sets of days, and small worlds of orders, for the laws of the algebra."""

from __future__ import annotations

from hypothesis import strategies as st

from enjoined.law import Cell
from enjoined.model import (
    Agency,
    AgencyId,
    AsOf,
    Case,
    CaseId,
    CaseKind,
    Condition,
    ConditionId,
    ConditionKind,
    Conditions,
    Day,
    DaySet,
    Effect,
    EffectId,
    Event,
    EventId,
    Family,
    FamilyId,
    Grade,
    Group,
    Instrument,
    InstrumentId,
    Kind,
    Listed,
    Membership,
    Moment,
    Product,
    ProgramId,
    Recipient,
    RecipientId,
    Scope,
    Verb,
    Who,
)
from enjoined.registry.table import LawTable

FIRST, LAST = 1000, 1040
PEOPLE = tuple(
    Recipient(id=RecipientId(f"il/city-{letter}"), kind=Kind.CITY, name=f"City {letter}", state="il")
    for letter in "abcd"
)
GROUP = Group(id=RecipientId("org/league"), name="League")
CONDITION = ConditionId("terms/1")

days = st.integers(FIRST, LAST).map(Day)
spans = st.lists(st.tuples(st.integers(FIRST, LAST), st.integers(FIRST, LAST)), max_size=6)
day_sets = spans.map(DaySet.of)


@st.composite
def moments(draw: st.DrawFn, owner: str = "") -> Moment:
    """Mostly exact days, some intervals, some without an end."""
    start = draw(days)
    shape = draw(st.sampled_from(["exact", "exact", "exact", "between", "after"]))
    if shape == "exact":
        return Moment.on(start, owner)
    latest = None if shape == "after" else Day(start + draw(st.integers(1, 10)))
    return Moment(earliest=start, latest=latest, owner=owner)


@st.composite
def whos(draw: st.DrawFn) -> Who:
    """Everyone, some people, an open list or a group, perhaps with an exception."""
    some = st.frozensets(st.sampled_from([p.id for p in PEOPLE]), min_size=1)
    base = draw(
        st.one_of(
            st.just(Who(everyone=True)),
            some.map(lambda ids: Who(recipients=Listed(ids=ids))),
            some.map(lambda ids: Who(recipients=Listed(ids=ids, complete=False))),
            st.just(Who(members_of=(Membership(group=GROUP.id, as_of=AsOf.ORDER),))),
        )
    )
    if draw(st.booleans()):
        return base
    return Who(
        everyone=base.everyone,
        recipients=base.recipients,
        members_of=base.members_of,
        excluding=(Who(recipients=Listed(ids=draw(some))),),
    )


@st.composite
def worlds(draw: st.DrawFn, *, uncertain: bool = True) -> LawTable:
    """One instrument, one condition, up to four restraints, and modifiers of anything before them."""
    effects = [_imposition()]
    events = [_event("terms", "issued", Moment.on(Day(FIRST)))]
    for n in range(draw(st.integers(1, 6))):
        owner = f"case/e{n}"
        start = draw(moments(owner)) if uncertain else Moment.on(draw(days), owner)
        who = draw(whos()) if uncertain else Who(everyone=True, excluding=draw(_sharp_exceptions()))
        events.append(_event("case", f"e{n}", start))
        until = draw(st.none() | st.integers(1, 20).map(lambda k, s=start: Moment.on(Day(s.earliest + k))))
        targets = [e.id for e in effects[1:]]
        restrains = not targets or draw(st.booleans())
        effects.append(
            Effect(
                id=EffectId(f"case/x{n}"),
                event=EventId(owner),
                case=CaseId("case"),
                verb=Verb.RESTRAIN if restrains else draw(st.sampled_from([Verb.SUSPEND, Verb.END])),
                grade=draw(st.sampled_from(list(Grade))) if restrains else None,
                scope=Scope.of(
                    Product(
                        who=who,
                        conditions=Conditions(ids=frozenset({CONDITION}) if restrains else frozenset()),
                    )
                ),
                start=start,
                known=(start,),
                until=until,
                targets=() if restrains else (draw(st.sampled_from(targets)),),
                possible=uncertain and draw(st.integers(0, 4)) == 0,
            )
        )
    return table(effects, events)


def _sharp_exceptions() -> st.SearchStrategy[tuple[Who, ...]]:
    some = st.frozensets(st.sampled_from([p.id for p in PEOPLE]))
    return some.map(lambda ids: (Who(recipients=Listed(ids=ids)),) if ids else ())


def _imposition() -> Effect:
    start = Moment.on(Day(FIRST), "terms/issued")
    return Effect(
        id=EffectId("terms/duty"),
        event=EventId("terms/issued"),
        case=CaseId("terms"),
        verb=Verb.IMPOSE,
        scope=Scope.of(Product(conditions=Conditions(ids=frozenset({CONDITION})))),
        start=start,
        known=(start,),
    )


def _event(case: str, name: str, date: Moment) -> Event:
    return Event(
        id=EventId(f"{case}/{name}"),
        case=CaseId(case),
        date=date,
        known=date,
        kind="order",
        title="An order.",
    )


def table(effects: list[Effect], events: list[Event]) -> LawTable:
    """A law table of one condition with these effects."""
    modifiers: dict[EffectId, tuple[EffectId, ...]] = {}
    for effect in effects:
        for target in effect.targets:
            modifiers[target] = (*modifiers.get(target, ()), effect.id)
    agency = Agency(id=AgencyId("doj"), name="Department", short="DOJ")
    condition = Condition(
        id=CONDITION,
        instrument=InstrumentId("terms"),
        number="1",
        part="",
        title="A duty",
        summary="A duty.",
        family=FamilyId("other"),
        kind=ConditionKind.TERM,
        binds=frozenset(Kind),
        binds_sub=frozenset(Kind),
        issued=Day(FIRST),
    )
    instrument = Instrument(
        id=InstrumentId("terms"),
        title="Terms",
        short="Terms",
        agency=agency.id,
        programs=(ProgramId("16.738"),),
        fiscal_years=(2017,),
        conditions=(CONDITION,),
        events=(EventId("terms/issued"),),
    )
    cases = {
        CaseId(name): Case(
            id=CaseId(name),
            kind=kind,
            title=name,
            short=name,
            agency=agency.id,
            events=tuple(e.id for e in events if e.case == name),
        )
        for name, kind in (("terms", CaseKind.INSTRUMENT), ("case", CaseKind.LITIGATION))
    }
    return LawTable(
        version="test",
        hash="test",
        agencies={agency.id: agency},
        families={FamilyId("other"): Family(id=FamilyId("other"), title="Other", about="Other.")},
        groups={GROUP.id: GROUP},
        instruments={instrument.id: instrument},
        conditions={CONDITION: condition},
        cases=cases,
        events={e.id: e for e in events},
        effects={e.id: e for e in effects},
        modifiers=modifiers,
    )


def cell(law: LawTable, person: int = 0, known_on: Day | None = None) -> Cell:
    """The cell of one of the people."""
    return Cell.of(law, PEOPLE[person], CONDITION, known_on=known_on)
