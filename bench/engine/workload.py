"""A made-up docket and portfolio, the same on every run: what the measurements of the engine are taken on.

60 conditions in 12 instruments on 200 programs, fiscal years 2015 to 2026; 50,000 recipients in 50 States, few of them
with most of the awards. Orders: four in five restrain 1 to 6 conditions on 1 to 5 programs and 1 to 3 years, a fifth
of these for everyone and the others for 1 to 500 named recipients, some as later waves of an earlier order; one in
five stays an earlier order or a stay, for everyone, for everyone but some, or for some. A few have open dates, open
lists or may not exist. None of it is law.
"""

from __future__ import annotations

import random
from typing import Final

from enjoined.law.compiled import CompiledLaw
from enjoined.model import (
    Agency,
    AgencyId,
    Awards,
    Bound,
    Case,
    CaseId,
    CaseKind,
    Condition,
    ConditionId,
    ConditionKind,
    Conditions,
    Day,
    Effect,
    EffectId,
    Event,
    EventId,
    Family,
    FamilyId,
    Grade,
    Instrument,
    InstrumentId,
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
    parse_day,
)
from enjoined.registry.table import LawTable

SEED: Final = 20260901
YEARS: Final = tuple(range(2015, 2027))
PROGRAMS: Final = tuple(ProgramId(f"{10 + n // 20}.{100 + n % 20}") for n in range(200))
FIRST: Final = parse_day("2017-01-01")
LAST: Final = parse_day("2026-09-01")
ASKED: Final = tuple(Day(FIRST + (LAST - FIRST) * n // 9) for n in range(10))
"""The ten days asked about, evenly spread."""

_KINDS: Final = (
    (Kind.CITY, 45),
    (Kind.TOWNSHIP, 14),
    (Kind.COUNTY, 8),
    (Kind.VILLAGE, 6),
    (Kind.NONPROFIT, 11),
    (Kind.SPECIAL_DISTRICT, 5),
    (Kind.AGENCY, 6),
    (Kind.UNIVERSITY, 4),
    (Kind.TRIBE, 1),
)
_STATES: Final = tuple(f"{a}{b}" for a in "abcde" for b in "qrstuvwxyz")


def recipients(count: int = 50_000) -> list[Recipient]:
    """The recipients, the 50 States first."""
    rng = random.Random(SEED)
    found = [Recipient(id=RecipientId(s), kind=Kind.STATE, name=s, state=s) for s in _STATES]
    kinds, weights = zip(*_KINDS, strict=True)
    for n, kind in enumerate(rng.choices(kinds, weights, k=count - len(found))):
        state = rng.choice(_STATES)
        found.append(Recipient(id=RecipientId(f"{state}/r{n}"), kind=kind, name=f"R {n}", state=state))
    return found


class Docket:
    """Orders over the conditions; ``hot`` programs get all of them, if given.

    In a ``dense`` docket an order for everyone restrains all that each instrument holds, so that every cell is
    litigated.
    """

    def __init__(
        self, orders: int, people: list[Recipient], *, hot: int = 0, dense: bool = False, seed: int = SEED
    ) -> None:
        self.rng = random.Random(seed)
        self.people = [p.id for p in people]
        self.effects: dict[EffectId, Effect] = {}
        self.events: dict[EventId, Event] = {}
        self.modifiers: dict[EffectId, tuple[EffectId, ...]] = {}
        self.instruments = self._instruments()
        self.hot = frozenset(PROGRAMS[:hot])
        self.restraints: list[Effect] = []
        self.stays: list[Effect] = []
        for n in range(orders):
            if self.restraints and self.rng.random() < 0.21:
                self._stay(n)
            else:
                self._restraint(n)
        for n, instrument in enumerate(self.instruments.values() if dense else ()):
            self._everything(orders + n, instrument)

    def law(self) -> LawTable:
        """The law table."""
        agency = AgencyId("agency")
        conditions = {
            c: Condition(
                id=c,
                instrument=i.id,
                number=c.partition("/")[2],
                part="",
                title="A duty",
                summary="A duty.",
                family=FamilyId("duty"),
                kind=ConditionKind.TERM,
                binds=frozenset(Kind),
                binds_sub=frozenset(Kind),
                issued=Day(FIRST - 100),
            )
            for i in self.instruments.values()
            for c in i.conditions
        }
        cases = {
            CaseId(name): Case(id=CaseId(name), kind=kind, title=name, short=name, agency=agency)
            for name, kind in (
                ("docket", CaseKind.LITIGATION),
                *((i, CaseKind.INSTRUMENT) for i in self.instruments),
            )
        }
        return LawTable(
            version="bench",
            hash=f"bench-{len(self.effects)}",
            agencies={agency: Agency(id=agency, name="Agency", short="Agency")},
            families={FamilyId("duty"): Family(id=FamilyId("duty"), title="Duty", about="Duty.")},
            instruments=self.instruments,
            conditions=conditions,
            cases=cases,
            events=self.events,
            effects=self.effects,
            modifiers=self.modifiers,
        )

    def _instruments(self) -> dict[InstrumentId, Instrument]:
        found = {}
        for n in range(12):
            id_ = InstrumentId(f"terms-{n}")
            first = self.rng.randrange(len(YEARS) - 3)
            found[id_] = Instrument(
                id=id_,
                title=id_,
                short=id_,
                agency=AgencyId("agency"),
                programs=tuple(sorted(self.rng.sample(PROGRAMS, 65))),
                fiscal_years=YEARS[first : first + 4],
                conditions=tuple(ConditionId(f"{id_}/{c}") for c in range(5)),
                events=(),
            )
            self._add(
                Effect(
                    id=EffectId(f"{id_}/duty"),
                    event=EventId(f"{id_}/issued"),
                    case=CaseId(id_),
                    verb=Verb.IMPOSE,
                    scope=Scope.of(Product(conditions=Conditions(instruments=frozenset({id_})))),
                    start=(start := Moment.on(Day(FIRST - 100), f"{id_}/issued")),
                    known=(start,),
                )
            )
        return found

    def _add(self, effect: Effect) -> None:
        self.effects[effect.id] = effect
        self.events[effect.event] = Event(
            id=effect.event,
            case=effect.case,
            date=effect.start,
            known=effect.start,
            kind="order",
            title="An order.",
        )
        for target in effect.targets:
            self.modifiers[target] = (*self.modifiers.get(target, ()), effect.id)

    def _start(self, n: int, after: int = FIRST) -> Moment:
        owner = f"docket/e{n}"
        day = Day(self.rng.randint(after, max(after, LAST - 30)))
        if self.rng.random() < 0.02:
            return Moment(earliest=day, latest=Day(day + 20), owner=owner)
        return Moment.on(day, owner)

    def _names(self, most: int) -> frozenset[RecipientId]:
        return frozenset(self.rng.sample(self.people, self.rng.randint(1, most)))

    def _who(self) -> Who:
        if self.rng.random() < 0.2:
            return Who(everyone=True)
        names = self._names(500)
        if self.rng.random() < 0.02:
            return Who(
                recipients=Listed(ids=names, complete=False, within=Bound(kinds=frozenset({Kind.COUNTY})))
            )
        return Who(recipients=Listed(ids=names))

    def _restraint(self, n: int) -> None:
        rng = self.rng
        parent = rng.choice(self.restraints) if self.restraints and rng.random() < 0.15 else None
        instrument = rng.choice(list(self.instruments.values()))
        programs = [p for p in instrument.programs if not self.hot or p in self.hot] or list(
            instrument.programs
        )
        conditions = Conditions(ids=frozenset(rng.sample(instrument.conditions, rng.randint(1, 5))))
        awards = Awards(
            programs=frozenset(rng.sample(programs, min(len(programs), rng.randint(1, 5)))),
            fiscal_years=frozenset(rng.sample(instrument.fiscal_years, rng.randint(1, 3))),
        )
        if parent is not None:
            conditions, awards = parent.scope.products[0].conditions, parent.scope.products[0].awards
        start = self._start(n, FIRST if parent is None else parent.start.earliest)
        until = None
        if rng.random() < 0.4:
            until = Moment.on(Day(start.earliest + rng.randint(14, 700)), f"docket/x{n}#until")
        effect = Effect(
            id=EffectId(f"docket/x{n}"),
            event=EventId(f"docket/e{n}"),
            case=CaseId("docket"),
            verb=Verb.RESTRAIN,
            grade=rng.choices(list(Grade), (1, 7, 2))[0],
            scope=Scope.of(Product(who=self._who(), conditions=conditions, awards=awards)),
            start=start,
            known=(start,),
            until=until,
            child_of=None if parent is None else parent.id,
            possible=rng.random() < 0.01,
        )
        self._add(effect)
        self.restraints.append(effect)

    def _everything(self, n: int, instrument: Instrument) -> None:
        start = self._start(n)
        awards = Awards(
            programs=frozenset(instrument.programs), fiscal_years=frozenset(instrument.fiscal_years)
        )
        conditions = Conditions(ids=frozenset(instrument.conditions))
        self._add(
            Effect(
                id=EffectId(f"docket/x{n}"),
                event=EventId(f"docket/e{n}"),
                case=CaseId("docket"),
                verb=Verb.RESTRAIN,
                grade=Grade.ENJOINED,
                scope=Scope.of(Product(who=Who(everyone=True), conditions=conditions, awards=awards)),
                start=start,
                known=(start,),
            )
        )

    def _stay(self, n: int) -> None:
        rng = self.rng
        target = rng.choice(self.stays) if self.stays and rng.random() < 0.1 else rng.choice(self.restraints)
        start = self._start(n, target.start.earliest + 1)
        shape = rng.random()
        who = Who(everyone=True)
        if shape < 0.3:
            who = Who(everyone=True, excluding=(Who(recipients=Listed(ids=self._names(100))),))
        elif shape < 0.6:
            who = Who(recipients=Listed(ids=self._names(300)))
        until = Moment.on(Day(start.earliest + rng.randint(30, 500)), f"docket/x{n}#until")
        effect = Effect(
            id=EffectId(f"docket/x{n}"),
            event=EventId(f"docket/e{n}"),
            case=CaseId("docket"),
            verb=Verb.END if rng.random() < 0.2 else Verb.SUSPEND,
            scope=Scope.of(Product(who=who)),
            start=start,
            known=(start,),
            until=until if rng.random() < 0.5 else None,
            targets=(target.id,),
            children=rng.choice([True, False, False, None]),
        )
        self._add(effect)
        self.stays.append(effect)


def profiles(compiled: CompiledLaw, people: list[Recipient]) -> list[str]:
    """The profile of every recipient, as the awards carry it."""
    return [str(compiled.roster.profile(person)) for person in people]
