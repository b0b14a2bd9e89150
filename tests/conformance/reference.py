"""A world as the reference evaluator sees it: a linked law table and cells."""

from __future__ import annotations

from collections import defaultdict

from enjoined import model as m
from enjoined.law import Award, Cell
from enjoined.registry.table import LawTable
from tests.conformance import world as w

__all__ = ["cell_of", "law_of"]


def moment(dates: dict[str, w.When], when: w.When, owner: str) -> m.Moment:
    """The moment of a date; ``mandate`` takes the other event's date and name, so that both are one fact."""
    if isinstance(when, str):
        return m.Moment.on(m.parse_day(when), owner)
    if when.mandate is not None:
        return moment(dates, dates[when.mandate], when.mandate)
    if when.between is not None:
        first, last = (m.parse_day(d) for d in when.between)
        return m.Moment(earliest=first, latest=last, owner=owner)
    assert when.after is not None, "a date says between, after or mandate"
    return m.Moment(earliest=m.Day(m.parse_day(when.after) + 1), latest=None, owner=owner)


def _who(who: w.Who) -> m.Who:
    return m.Who(
        everyone=who.everyone,
        recipients=m.Listed(
            ids=frozenset(map(m.RecipientId, who.recipients.ids)),
            complete=who.recipients.complete,
            within=_bound(who.recipients.within),
        ),
        plaintiffs=tuple(map(m.WaveId, who.plaintiffs)),
        within_claims=who.within_claims,
        subdivisions_of=None if who.subdivisions_of is None else _who(who.subdivisions_of),
        members_of=tuple(
            m.Membership(group=m.RecipientId(x.group), as_of=_as_of(x.as_of)) for x in who.members_of
        ),
        subrecipients_of=None if who.subrecipients_of is None else _who(who.subrecipients_of),
        excluding=tuple(map(_who, who.excluding)),
    )


def _as_of(word: str) -> m.AsOf | m.Day:
    return m.AsOf(word) if word in set(m.AsOf) else m.parse_day(word)


def _bound(within: w.Within) -> m.Bound:
    return m.Bound(kinds=frozenset(within.kinds), states=frozenset(within.states))


def _conditions(selector: w.Conditions) -> m.Conditions:
    return m.Conditions(
        ids=frozenset(map(m.ConditionId, selector.ids)),
        instruments=frozenset(map(m.InstrumentId, selector.instruments)),
        families=frozenset(map(m.FamilyId, selector.families)),
        agencies=frozenset(map(m.AgencyId, selector.agencies)),
        implements=frozenset(selector.implements),
        similar_to=frozenset(map(m.ConditionId, selector.similar_to)),
        future=selector.future,
        excluding=None if selector.excluding is None else _conditions(selector.excluding),
    )


def _maybe_day(text: str | None) -> m.Day | None:
    return None if text is None else m.parse_day(text)


def _awards(awards: w.Awards) -> m.Awards:
    return m.Awards(
        programs=frozenset(map(m.ProgramId, awards.programs)),
        agencies=frozenset(map(m.AgencyId, awards.agencies)),
        instruments=frozenset(map(m.InstrumentId, awards.instruments)),
        fiscal_years=frozenset(awards.fiscal_years),
        accepted_before=_maybe_day(awards.accepted_before),
        accepted_from=_maybe_day(awards.accepted_from),
        pending_on=_maybe_day(awards.pending_on),
        named=frozenset(awards.named),
    )


def _scope(products: tuple[w.Product, ...]) -> m.Scope:
    return m.Scope.of(
        *(
            m.Product(
                who=m.Who(everyone=True) if p.who is None else _who(p.who),
                conditions=_conditions(p.conditions),
                awards=_awards(p.awards),
                capacity=None if p.capacity is None else m.Capacity(p.capacity),
                through=None if p.through is None else _who(p.through),
            )
            for p in products
        )
    )


def _guard(guard: w.Guard | None) -> m.Guard | None:
    if guard is None:
        return None
    condition = None if guard.condition is None else m.ConditionId(guard.condition)
    return m.Guard(active=m.EffectId(guard.active), condition=condition)


def person(person: w.Person) -> m.Recipient:
    """The recipient as the evaluator takes it."""
    return m.Recipient(
        id=m.RecipientId(person.id),
        kind=person.kind,
        name=person.id,
        state=person.state,
        population=person.population,
        edges=tuple(
            m.Edge(
                kind=e.kind,
                to=m.RecipientId(e.to),
                start=_maybe_day(e.start),
                until=_maybe_day(e.until),
                holds=e.holds,
            )
            for e in person.edges
        ),
    )


def _effect(effect: w.Effect, dates: dict[str, w.When], public: dict[str, m.Moment]) -> m.Effect:
    start = effect.start
    known = [public[effect.event]]
    if isinstance(start, w.Date) and start.mandate is not None:
        known.append(public[start.mandate])
    begins = (
        moment(dates, dates[effect.event], effect.event)
        if start is None
        else moment(dates, start, f"{effect.id}#from")
    )
    return m.Effect(
        id=m.EffectId(effect.id),
        event=m.EventId(effect.event),
        case=m.CaseId(effect.id.partition("/")[0]),
        verb=effect.verb,
        grade=effect.grade,
        scope=_scope(effect.scope),
        start=begins,
        known=tuple(known),
        until=None if effect.until is None else moment(dates, effect.until, f"{effect.id}#until"),
        targets=tuple(map(m.EffectId, effect.targets)),
        final=effect.final,
        children=effect.children,
        child_of=None if effect.child_of is None else m.EffectId(effect.child_of),
        only_while=_guard(effect.only_while),
        unless=_guard(effect.unless),
        rests_on=tuple(map(m.EffectId, effect.rests_on)),
        possible=effect.possible,
        readings=tuple(
            m.Reading(known=moment(dates, r.known, f"{effect.id}#reading-{n}"), scope=_scope(r.scope))
            for n, r in enumerate(effect.readings, start=1)
        ),
    )


def law_of(world: w.World) -> LawTable:
    """The linked law table of the world."""
    dates = {e.id: e.date for e in world.events}
    public = {
        e.id: moment(dates, e.date, e.id) if e.known is None else moment(dates, e.known, f"{e.id}#known")
        for e in world.events
    }
    effects = [_effect(e, dates, public) for e in world.effects]
    modifiers: defaultdict[m.EffectId, list[m.EffectId]] = defaultdict(list)
    for effect in effects:
        for target in effect.targets:
            modifiers[target].append(effect.id)
    instruments = {i.id for i in world.instruments}
    ids = [*dates, *(e.id for e in world.effects), *(v.id for v in world.waves)]
    names = dict.fromkeys(i.partition("/")[0] for i in ids)
    return LawTable(
        version="test",
        hash="test",
        agencies={
            m.AgencyId(a): m.Agency(
                id=m.AgencyId(a), name=a, short=a, parent=None if parent is None else m.AgencyId(parent)
            )
            for a, parent in world.agencies.items()
        },
        families={
            m.FamilyId(c.family): m.Family(id=m.FamilyId(c.family), title=c.family, about=c.family)
            for c in world.conditions
        },
        groups={m.RecipientId(g.id): _group(g) for g in world.groups},
        recipients={m.RecipientId(p.id): person(p) for p in world.recipients},
        instruments={m.InstrumentId(i.id): _instrument(world, i) for i in world.instruments},
        conditions={m.ConditionId(c.id): _condition(c) for c in world.conditions},
        waves={m.WaveId(v.id): _wave(v) for v in world.waves},
        cases={
            m.CaseId(name): m.Case(
                id=m.CaseId(name),
                kind=m.CaseKind.INSTRUMENT if name in instruments else m.CaseKind.LITIGATION,
                title=name,
                short=name,
                waves=tuple(m.WaveId(v.id) for v in world.waves if v.id.startswith(f"{name}/")),
                events=tuple(m.EventId(e.id) for e in world.events if e.id.startswith(f"{name}/")),
            )
            for name in names
        },
        events={
            m.EventId(e.id): m.Event(
                id=m.EventId(e.id),
                case=m.CaseId(e.id.partition("/")[0]),
                date=moment(dates, e.date, e.id),
                known=public[e.id],
                kind="order",
                title=e.id,
                effects=tuple(m.EffectId(x.id) for x in world.effects if x.event == e.id),
            )
            for e in world.events
        },
        effects={e.id: e for e in effects},
        modifiers={k: tuple(v) for k, v in modifiers.items()},
    )


def _group(group: w.Group) -> m.Group:
    eligible = group.eligible
    return m.Group(
        id=m.RecipientId(group.id),
        name=group.id,
        eligible=m.Eligibility(
            kinds=frozenset(eligible.kinds),
            states=frozenset(eligible.states),
            min_population=eligible.min_population,
        ),
        members=tuple(
            (
                m.RecipientId(x.id),
                None if x.start is None else m.Moment.on(m.parse_day(x.start)),
                None if x.until is None else m.Moment.on(m.parse_day(x.until)),
            )
            for x in group.members
        ),
    )


def _instrument(world: w.World, instrument: w.Instrument) -> m.Instrument:
    return m.Instrument(
        id=m.InstrumentId(instrument.id),
        title=instrument.id,
        short=instrument.id,
        agency=m.AgencyId(instrument.agency),
        programs=tuple(map(m.ProgramId, instrument.programs)),
        fiscal_years=instrument.fiscal_years,
        conditions=tuple(
            m.ConditionId(c.id) for c in world.conditions if c.id.partition("/")[0] == instrument.id
        ),
        events=tuple(m.EventId(e.id) for e in world.events if e.id.partition("/")[0] == instrument.id),
    )


def _condition(condition: w.Condition) -> m.Condition:
    instrument, _, number = condition.id.partition("/")
    return m.Condition(
        id=m.ConditionId(condition.id),
        instrument=m.InstrumentId(instrument),
        number=number,
        part="",
        title=condition.id,
        summary=condition.id,
        family=m.FamilyId(condition.family),
        kind=m.ConditionKind.TERM,
        binds=frozenset(condition.binds),
        binds_sub=frozenset(condition.binds_sub),
        issued=m.parse_day(condition.issued),
        implements=condition.implements,
        similar_to=tuple(
            m.Similarity(to=m.ConditionId(s.to), holds=s.holds, by="", on=m.FIRST_DAY, why="")
            for s in condition.similar_to
        ),
    )


def _wave(wave: w.Wave) -> m.Wave:
    return m.Wave(
        id=m.WaveId(wave.id),
        start=m.Moment.on(m.FIRST_DAY, wave.id),
        names=frozenset(map(m.RecipientId, wave.names)),
        complete=wave.complete,
        within=_bound(wave.within),
        claims={m.RecipientId(k): tuple(map(m.AgencyId, v)) for k, v in wave.claims.items()},
    )


def cell_of(law: LawTable, asked: w.Asked) -> Cell:
    """The cell of a question."""
    grant = asked.award
    return Cell.of(
        law,
        law.recipients[m.RecipientId(asked.recipient)],
        m.ConditionId(asked.condition),
        award=Award(
            program=None if grant.program is None else m.ProgramId(grant.program),
            fiscal_year=grant.fiscal_year,
            number=grant.number,
            acceptance=grant.acceptance,
            accepted=_maybe_day(grant.accepted),
            through=None if grant.through is None else law.recipients[m.RecipientId(grant.through)],
        ),
        known_on=_maybe_day(asked.known_on),
    )
