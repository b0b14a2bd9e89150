"""Random worlds with everything that coverage and activity look at, for holding the compiled law to the reference."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from enjoined.law import Acceptance, Award
from enjoined.model import (
    Agency,
    AgencyId,
    AsOf,
    Awards,
    Bound,
    Capacity,
    Case,
    CaseId,
    CaseKind,
    Condition,
    ConditionId,
    ConditionKind,
    Conditions,
    Day,
    Edge,
    EdgeKind,
    Effect,
    EffectId,
    Eligibility,
    Event,
    EventId,
    Family,
    FamilyId,
    Grade,
    Group,
    Guard,
    Instrument,
    InstrumentId,
    Kind,
    Listed,
    Membership,
    Moment,
    Product,
    ProgramId,
    Reading,
    Recipient,
    RecipientId,
    Scope,
    Similarity,
    Verb,
    Wave,
    WaveId,
    Who,
)
from enjoined.registry.table import LawTable

FIRST, LAST = 1000, 1030
GROUP, LARGE = RecipientId("org/league"), RecipientId("org/large")
NAMES = tuple(RecipientId(n) for n in ("il", "il/alpha", "il/beta", "il/state-police", "ca", "ca/gamma"))
PROGRAMS = (ProgramId("16.710"), ProgramId("16.738"))
YEARS = (2017, 2018)
NUMBERS = ("A-1", "A-2")
CONDITIONS = tuple(ConditionId(c) for c in ("terms/1", "terms/2", "late/1"))
WAVES = (WaveId("case/w1"), WaveId("case/w2"))
days = st.integers(FIRST, LAST).map(Day)
maybe_days = st.none() | days


def _some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=1, max_size=3)


@st.composite
def moments(draw: st.DrawFn, owner: str = "") -> Moment:
    start = draw(days)
    shape = draw(st.sampled_from(["exact", "exact", "exact", "between", "after"]))
    if shape == "exact":
        return Moment.on(start, owner)
    latest = None if shape == "after" else Day(start + draw(st.integers(1, 8)))
    return Moment(earliest=start, latest=latest, owner=owner)


@st.composite
def recipients(draw: st.DrawFn) -> Recipient:
    """One of the named, or somebody else; perhaps with recorded edges."""
    name = draw(st.sampled_from([*NAMES, "il/other", "il/office", "tx/school", "org/helpers", "ca/valley"]))
    state = "" if name.startswith("org/") else name.partition("/")[0]
    kinds = {
        "il": Kind.STATE,
        "ca": Kind.STATE,
        "il/state-police": Kind.AGENCY,
        "org/helpers": Kind.NONPROFIT,
    }
    kind = kinds.get(name) or draw(
        st.sampled_from(
            [Kind.CITY, Kind.COUNTY, Kind.AGENCY, Kind.UNIVERSITY, Kind.SPECIAL_DISTRICT, Kind.TRIBE]
        )
    )
    edges = []
    for _ in range(draw(st.integers(0, 3)) if draw(st.integers(0, 3)) == 0 else 0):
        edge_kind = draw(st.sampled_from(list(EdgeKind)))
        to = draw(st.sampled_from((GROUP, LARGE) if edge_kind is EdgeKind.MEMBER_OF else NAMES[:3]))
        start = draw(maybe_days)
        until = draw(st.none() | st.integers(1, 10).map(lambda n, s=start: Day((s or FIRST) + n)))
        edges.append(Edge(kind=edge_kind, to=to, start=start, until=until, holds=draw(st.booleans())))
    return Recipient(
        id=RecipientId(name),
        kind=kind,
        name=name,
        state=state,
        population=draw(st.sampled_from([None, 10, 100_000])),
        edges=tuple(edges),
    )


@st.composite
def whos(draw: st.DrawFn, depth: int = 1) -> Who:
    names = _some(NAMES)
    bounds = st.builds(
        Bound,
        kinds=st.sampled_from([frozenset(), frozenset({Kind.CITY})]),
        states=st.sampled_from([frozenset(), frozenset({"il"})]),
    )
    as_of = st.sampled_from([AsOf.ORDER, AsOf.ORDER, AsOf.QUERY, AsOf.OFFER, AsOf.ACCEPTANCE, Day(1010)])
    plain = [
        st.just(Who(everyone=True)),
        names.map(lambda ids: Who(recipients=Listed(ids=ids))),
        names.map(lambda ids: Who(recipients=Listed(ids=ids))),
        st.builds(
            lambda ids, within: Who(recipients=Listed(ids=ids, complete=False, within=within)), names, bounds
        ),
        st.builds(
            lambda waves, claims: Who(plaintiffs=tuple(waves), within_claims=claims),
            st.lists(st.sampled_from(WAVES), min_size=1, unique=True),
            st.booleans(),
        ),
        st.builds(
            lambda group, day: Who(members_of=(Membership(group=group, as_of=day),)),
            st.sampled_from((GROUP, LARGE)),
            as_of,
        ),
    ]
    if depth:
        inner = whos(depth=0)
        plain.append(inner.map(lambda who: Who(subdivisions_of=who)))
        plain.append(
            st.builds(lambda who, ids: Who(recipients=Listed(ids=ids), subdivisions_of=who), inner, names)
        )
        plain.append(inner.map(lambda who: Who(subrecipients_of=who)))
    who = draw(st.one_of(plain))
    if depth and draw(st.booleans()):
        exceptions = tuple(draw(st.lists(whos(depth=0), min_size=1, max_size=2)))
        who = msgspec.structs.replace(who, excluding=exceptions)
    return who


@st.composite
def selectors(draw: st.DrawFn, *, restrains: bool) -> Conditions:
    shape = draw(st.sampled_from(["any", "ids", "instrument", "family", "similar"]))
    future = draw(st.sampled_from([None, True, False]))
    match shape:
        case "ids":
            return Conditions(ids=draw(_some(CONDITIONS)))  # type: ignore[arg-type]
        case "instrument":
            return Conditions(instruments=frozenset({InstrumentId("terms")}))
        case "family":
            return Conditions(families=frozenset({FamilyId("notice")}), future=future)
        case "similar":
            return Conditions(similar_to=frozenset({CONDITIONS[0]}), future=future)
        case _:
            excluding = draw(st.none() | st.just(Conditions(ids=frozenset({CONDITIONS[1]}))))
            return Conditions(future=future, excluding=excluding) if restrains else Conditions()


@st.composite
def awards_selectors(draw: st.DrawFn) -> Awards:
    if draw(st.integers(0, 2)):
        return Awards()
    return Awards(
        programs=draw(st.sampled_from([frozenset(), frozenset(PROGRAMS[:1])])),
        fiscal_years=draw(st.sampled_from([frozenset(), frozenset({2017})])),
        accepted_before=draw(st.sampled_from([None, None, Day(1010)])),
        accepted_from=draw(st.sampled_from([None, None, Day(1012)])),
        pending_on=draw(st.sampled_from([None, None, Day(1010), Day(1020)])),
        named=draw(st.sampled_from([frozenset(), frozenset(), frozenset(NUMBERS[:1])])),
    )


@st.composite
def scopes(draw: st.DrawFn, *, restrains: bool = True) -> Scope:
    products = draw(
        st.lists(
            st.builds(
                Product,
                who=whos(),
                conditions=selectors(restrains=restrains),
                awards=awards_selectors(),
                capacity=st.sampled_from([None, None, None, *Capacity]),
                through=st.sampled_from(
                    [None, None, None, None, Who(recipients=Listed(ids=frozenset({NAMES[0]})))]
                ),
            ),
            min_size=1,
            max_size=2,
        )
    )
    return Scope.of(*products)


@st.composite
def awards(draw: st.DrawFn) -> Award:
    acceptance = draw(st.sampled_from(list(Acceptance)))
    accepted = draw(st.sampled_from([None, 1005, 1009, 1010, 1011, 1012, 1013, 1020, 1025]))
    through = None
    if draw(st.integers(0, 2)) == 0:
        through = Recipient(id=NAMES[0], kind=Kind.STATE, name="Illinois", state="il")
    return Award(
        program=draw(st.none() | st.sampled_from(PROGRAMS)),
        fiscal_year=draw(st.none() | st.sampled_from(YEARS)),
        number=draw(st.sampled_from([None, "A-1", "A-9"])),
        acceptance=acceptance,
        accepted=None if accepted is None else Day(accepted),
        through=through,
    )


@st.composite
def worlds(draw: st.DrawFn) -> LawTable:
    """Two instruments with three conditions, up to seven effects of one case in two waves."""
    effects: list[Effect] = []
    events: list[Event] = []
    for name in ("terms", "late"):
        effects.append(_imposition(draw, name))
        events.append(_event(name, "issued", effects[-1].start))
    for n in range(draw(st.integers(1, 7))):
        owner = f"case/e{n}"
        start = draw(moments(owner))
        events.append(_event("case", f"e{n}", start))
        effects.append(_effect(draw, n, start, effects))
    return _table(draw, _without_cycles(effects), events)


def _without_cycles(effects: list[Effect]) -> list[Effect]:
    """The effects without those guards that would make an effect depend on itself, which the registry refuses."""
    found: list[Effect] = []
    looks_at: dict[str, set[str]] = {e.id: {m.id for m in effects if e.id in m.targets} for e in effects}
    for effect in effects:
        if effect.child_of is not None:
            looks_at[effect.id] |= looks_at[effect.child_of]

    def reaches(start: str, goal: str) -> bool:
        return start == goal or any(reaches(n, goal) for n in looks_at[start])

    for effect in effects:
        for name in ("only_while", "unless"):
            guard = getattr(effect, name)
            if guard is None:
                continue
            if reaches(guard.active, effect.id):
                effect = msgspec.structs.replace(effect, **{name: None})
            else:
                looks_at[effect.id].add(guard.active)
        found.append(effect)
    return found


def _imposition(draw: st.DrawFn, name: str) -> Effect:
    start = draw(st.one_of(st.just(Moment.on(Day(FIRST), f"{name}/issued")), moments(f"{name}/issued")))
    kinds = Conditions(instruments=frozenset({InstrumentId(name)}))
    who = draw(
        st.sampled_from(
            [Who(everyone=True), Who(everyone=True), Who(recipients=Listed(ids=frozenset(NAMES[:2])))]
        )
    )
    return Effect(
        id=EffectId(f"{name}/duty"),
        event=EventId(f"{name}/issued"),
        case=CaseId(name),
        verb=Verb.IMPOSE,
        scope=Scope.of(Product(who=who, conditions=kinds, awards=draw(awards_selectors()))),
        start=start,
        known=(start,),
    )


def _effect(draw: st.DrawFn, n: int, start: Moment, before: list[Effect]) -> Effect:
    others = [e.id for e in before]
    verb = draw(st.sampled_from([Verb.RESTRAIN, Verb.RESTRAIN, Verb.SUSPEND, Verb.END, Verb.EXTEND]))
    targets = [e.id for e in before if verb is not Verb.EXTEND or e.verb is Verb.RESTRAIN]
    if not targets:
        verb = Verb.RESTRAIN
    restrains = verb is Verb.RESTRAIN
    parents = [e.id for e in before if e.verb is Verb.RESTRAIN]
    guard = st.none() | st.builds(
        Guard, active=st.sampled_from(others), condition=st.sampled_from([None, *CONDITIONS])
    )
    scope = draw(scopes(restrains=restrains))
    known = draw(st.one_of(st.just(start), moments(draw(st.sampled_from(["", f"case/e{n}"])))))
    readings: tuple[Reading, ...] = ()
    if draw(st.integers(0, 5)) == 0:
        readings = (Reading(known=draw(moments("case/e0")), scope=draw(scopes(restrains=restrains))),)
    owner = draw(st.sampled_from(["", "case/e0", f"case/x{n}#until"]))
    return Effect(
        id=EffectId(f"case/x{n}"),
        event=EventId(f"case/e{n}"),
        case=CaseId("case"),
        verb=verb,
        grade=draw(st.sampled_from(list(Grade))) if restrains else None,
        scope=scope,
        start=start,
        known=(known,),
        until=draw(st.none() | st.none() | moments(owner)),
        targets=()
        if restrains
        else tuple(draw(st.lists(st.sampled_from(targets), min_size=1, max_size=2, unique=True))),
        final=verb is Verb.END and draw(st.booleans()),
        children=draw(st.sampled_from([None, True, False])),
        child_of=draw(st.sampled_from([None, *parents])) if restrains else None,
        only_while=draw(guard) if draw(st.integers(0, 4)) == 0 else None,
        unless=draw(guard) if draw(st.integers(0, 4)) == 0 else None,
        possible=draw(st.integers(0, 4)) == 0,
        readings=readings,
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


def _table(draw: st.DrawFn, effects: list[Effect], events: list[Event]) -> LawTable:
    modifiers: dict[EffectId, tuple[EffectId, ...]] = {}
    for effect in effects:
        for target in effect.targets:
            modifiers[target] = (*modifiers.get(target, ()), effect.id)
    agencies = {
        AgencyId("doj"): Agency(id=AgencyId("doj"), name="Department", short="DOJ"),
        AgencyId("ojp"): Agency(id=AgencyId("ojp"), name="Office", short="OJP", parent=AgencyId("doj")),
    }
    claims = {NAMES[1]: (draw(st.sampled_from(list(agencies))),)} if draw(st.booleans()) else {}
    waves = {
        wave: Wave(
            id=wave,
            start=Moment.on(Day(FIRST)),
            names=draw(_some(NAMES)),  # type: ignore[arg-type]
            complete=draw(st.booleans()),
            within=draw(st.sampled_from([Bound(), Bound(kinds=frozenset({Kind.CITY, Kind.AGENCY}))])),
            claims=claims,
        )
        for wave in WAVES
    }
    spells = st.lists(
        st.tuples(st.sampled_from(NAMES), st.none() | moments(), st.none() | moments()), max_size=2
    )
    groups = {
        GROUP: Group(id=GROUP, name="League", members=tuple(draw(spells))),
        LARGE: Group(
            id=LARGE,
            name="Large",
            eligible=Eligibility(kinds=frozenset({Kind.CITY, Kind.AGENCY}), min_population=1000),
        ),
    }
    conditions = {c: _condition(draw, c) for c in CONDITIONS}
    instruments = {
        InstrumentId(name): Instrument(
            id=InstrumentId(name),
            title=name,
            short=name,
            agency=AgencyId("ojp"),
            programs=PROGRAMS,
            fiscal_years=YEARS,
            conditions=tuple(c for c in CONDITIONS if c.startswith(name)),
            events=(EventId(f"{name}/issued"),),
        )
        for name in ("terms", "late")
    }
    cases = {
        CaseId(name): Case(
            id=CaseId(name),
            kind=CaseKind.LITIGATION if name == "case" else CaseKind.INSTRUMENT,
            title=name,
            short=name,
            agency=AgencyId("doj"),
            waves=WAVES if name == "case" else (),
            events=tuple(e.id for e in events if e.case == name),
        )
        for name in ("case", "terms", "late")
    }
    return LawTable(
        version="test",
        hash="test",
        agencies=agencies,
        families={f: Family(id=f, title=f, about=f) for f in (FamilyId("notice"), FamilyId("access"))},
        groups=groups,
        instruments=instruments,
        conditions=conditions,
        cases=cases,
        waves=waves,
        events={e.id: e for e in events},
        effects={e.id: e for e in effects},
        modifiers=modifiers,
    )


def _condition(draw: st.DrawFn, condition: ConditionId) -> Condition:
    similar: tuple[Similarity, ...] = ()
    if condition != CONDITIONS[0] and draw(st.booleans()):
        similar = (
            Similarity(to=CONDITIONS[0], holds=draw(st.booleans()), by="a reader", on=Day(FIRST), why="read"),
        )
    kinds = st.sampled_from([frozenset(Kind), frozenset({Kind.STATE, Kind.CITY})])
    return Condition(
        id=condition,
        instrument=InstrumentId(condition.partition("/")[0]),
        number=condition.partition("/")[2],
        part="",
        title="A duty",
        summary="A duty.",
        family=FamilyId(draw(st.sampled_from(["notice", "notice", "access"]))),
        kind=ConditionKind.TERM,
        binds=draw(kinds),
        binds_sub=draw(kinds),
        issued=Day(1015 if condition.startswith("late") else FIRST),
        similar_to=similar,
    )
