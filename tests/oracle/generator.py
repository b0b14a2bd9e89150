"""Seeded random worlds: small universes rich in stays of stays, waves, guards, open lists and unsure dates.

Plain ``random``, so that a world costs less than a millisecond and a number names it for good.
"""

from __future__ import annotations

from typing import Literal

from enjoined.law import Acceptance
from enjoined.model import LOCAL_KINDS, STATE_KINDS, Grade, Kind, Verb
from tests.conformance import world as w
from tests.oracle.people import CITIES, GROUPS, SPAN, People, written

__all__ = ["random_world"]

_TERMS = ("terms/1", "terms/2", "more/1")
_CAPACITIES: tuple[Literal["direct", "sub", "any"], ...] = ("direct", "sub", "any")
_LOCAL = tuple(sorted(LOCAL_KINDS))
_WITHIN = (w.Within(), w.Within(states=("il",)), w.Within(states=("md",)), w.Within(kinds=(Kind.CITY,)))
_STATES = tuple(sorted(STATE_KINDS))
_BOUND: tuple[tuple[Kind, ...], ...] = (
    _LOCAL,
    (*_LOCAL, *_STATES),
    (*_LOCAL, Kind.AGENCY),
    (Kind.CITY, Kind.UNIVERSITY),
    _STATES,
    tuple(Kind),
)
"""Kinds that a condition may bind: of an office, of which nobody recorded whose it is, most leave it open."""


class _Maker(People):
    """One world in the making: effects are added one after another, each may act on those before it."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.events: list[w.Happening] = []
        self.effects: list[w.Effect] = []

    def date(self, low: int = 0) -> w.When:
        """Mostly a day, sometimes an interval or an open end."""
        first = self.day(low)
        if not self.odds("dates", 30, 65):
            return written(first)
        if self.chance(65):
            last = first + self.dice.randint(1, 12)
            self.days.add(last)
            return w.Date(between=(written(first), written(last)))
        return w.Date(after=written(first - 1))

    # --- scopes ---------------------------------------------------------------------------------------------------

    def some(self) -> tuple[str, ...]:
        return tuple(self.dice.sample(CITIES, self.dice.randint(1, 2)))

    def who(self, depth: int = 0) -> w.Who:
        found = self.named(depth)
        if depth or not self.odds("lists", 35, 60):
            return found
        values = {f: getattr(found, f) for f in found.__struct_fields__}
        return w.Who(**{**values, "excluding": (self.who(1),)})

    def named(self, depth: int) -> w.Who:
        if self.odds("lists", 8, 50):
            return self.open_list(depth)
        if self.odds("groups", 10, 55):
            return w.Who(members_of=(self.members(),))
        if depth == 0 and self.chance(38):
            return w.Who(everyone=True)
        shape = self.dice.randrange(100)
        if shape < 40:
            return w.Who(recipients=w.Names(ids=self.some()))
        if shape < 75:
            waves = self.dice.choice((("case/w1",), ("case/w2",), ("case/w1", "case/w2")))
            return w.Who(plaintiffs=waves, within_claims=depth == 0 and self.chance(20))
        if shape < 90 or depth:
            inner = w.Who(recipients=w.Names(ids=(self.dice.choice(("il", "md")),)))
            return w.Who(subdivisions_of=inner)
        if self.chance(25):
            return w.Who(subrecipients_of=w.Who(plaintiffs=("case/w1",), within_claims=True))
        return w.Who(subrecipients_of=w.Who(recipients=w.Names(ids=("il", *self.some()))))

    def open_list(self, depth: int) -> w.Who:
        within = self.dice.choice(_WITHIN)
        # Two open lists that read alike are one list, so an exception's has a name more.
        names = self.dice.sample(CITIES, 2 if depth else 1)
        return w.Who(recipients=w.Names(ids=tuple(names), complete=False, within=within))

    def members(self) -> w.Members:
        days = ("order", "order", "query", "query", "offer", "acceptance", written(self.day()))
        as_of = self.dice.choice(days)
        return w.Members(group=self.dice.choice((*GROUPS, "org/listed")), as_of=as_of)

    def conditions(self, verb: Verb) -> w.Conditions:
        shape = self.dice.randrange(100)
        if verb is not Verb.RESTRAIN:
            if shape < 75:
                return w.Conditions()
            return w.Conditions(ids=tuple(self.dice.sample(_TERMS, 2)))
        if shape < 40:
            return w.Conditions(ids=tuple(self.dice.sample(_TERMS, self.dice.randint(1, 2))))
        if shape < 55:
            return w.Conditions(instruments=(self.dice.choice(("terms", "more")),))
        future = self.dice.choice((None, None, True, False))
        if shape < 80:
            return w.Conditions(families=("notice",), future=future)
        if shape < 90:
            return w.Conditions(similar_to=("terms/1",), future=future)
        if shape < 93:
            return w.Conditions(
                implements=(self.dice.choice(("order", "order/1", "order/2")),), future=future
            )
        if shape < 96:
            return w.Conditions(agencies=(self.dice.choice(("doj", "hud")),), future=future)
        return w.Conditions(future=future, excluding=w.Conditions(ids=("terms/1",)))

    def awards(self) -> w.Awards:
        if not self.odds("awards", 30, 75):
            return w.Awards()
        shape = self.dice.randrange(70, 100)
        if shape < 77:
            return w.Awards(fiscal_years=(self.dice.choice((2017, 2018)),))
        if shape < 79:
            return w.Awards(named=("A-1",))
        if shape < 82:
            return w.Awards(programs=(self.dice.choice(("16.710", "16.738")),))
        if shape < 90:
            return w.Awards(accepted_before=written(self.answerwritten()))
        if shape < 94:
            return w.Awards(accepted_from=written(self.answerwritten()))
        return w.Awards(pending_on=written(self.answerwritten()))

    def answerwritten(self) -> int:
        return self.dice.choice((10, 20, 30))

    def scope(self, verb: Verb) -> tuple[w.Product, ...]:
        count = 1 if self.chance(80) else 2
        return tuple(self.product(verb) for _ in range(count))

    def product(self, verb: Verb) -> w.Product:
        through = w.Who(recipients=w.Names(ids=("il",))) if self.chance(4) else None
        capacity: Literal["direct", "sub", "any"] | None = None
        if through is None and self.chance(15):
            capacity = self.dice.choice(_CAPACITIES)
        return w.Product(
            who=self.who(),
            conditions=self.conditions(verb),
            awards=self.awards(),
            capacity=capacity,
            through=through,
        )

    # --- effects --------------------------------------------------------------------------------------------------

    def event(self, case: str) -> w.Happening:
        known = self.date() if self.chance(20) else None
        event = w.Happening(id=f"{case}/e{len(self.events)}", date=self.date(), known=known)
        self.events.append(event)
        return event

    def until(self) -> w.When | None:
        if not self.chance(25):
            return None
        if self.events and self.chance(25):
            return w.Date(mandate=self.dice.choice(self.events).id)
        return self.date(10)

    def start(self) -> w.When | None:
        if self.events and self.chance(12):
            return w.Date(mandate=self.dice.choice(self.events).id)
        return self.date() if self.chance(8) else None

    def guards(self, percent: int) -> tuple[w.Guard | None, w.Guard | None]:
        """What the next effect lasts ``while``, and ``unless`` what."""
        if not self.effects or not self.chance(percent):
            return None, None
        condition = self.dice.choice((None, None, *_TERMS))
        guard = w.Guard(active=self.dice.choice(self.effects).id, condition=condition)
        return self.dice.choice(((guard, None), (None, guard)))

    def imposition(self, instrument: str, conditions: tuple[str, ...]) -> None:
        event = self.event(instrument)
        only_while, unless = self.guards(10)
        certain = not self.odds("duties", 20, 60)
        product = w.Product(conditions=w.Conditions(ids=conditions))
        if not certain:
            product = w.Product(
                who=self.who(),
                conditions=product.conditions,
                capacity=self.dice.choice((None, "direct")),
            )
        self.effects.append(
            w.Effect(
                id=f"{instrument}/x{len(self.effects)}",
                event=event.id,
                verb=Verb.IMPOSE,
                scope=(product,),
                start=written(0) if certain else self.start(),
                until=None if certain else self.until(),
                possible=not certain and self.odds("duties", 25, 50),
                only_while=only_while,
                unless=unless,
            )
        )

    def restraint(self) -> None:
        parents = [e.id for e in self.effects if e.verb is Verb.RESTRAIN]
        event = self.event("case")
        only_while, unless = self.guards(25)
        readings: tuple[w.Reading, ...] = ()
        if self.odds("dates", 12, 35):
            first, second = self.day(), self.day(SPAN // 2)
            oral: w.When = (
                written(first) if self.chance(60) else w.Date(between=(written(first), written(first + 9)))
            )
            readings = (
                w.Reading(known=oral, scope=self.scope(Verb.RESTRAIN)),
                w.Reading(known=written(max(second, first + 10)), scope=self.scope(Verb.RESTRAIN)),
            )
        self.effects.append(
            w.Effect(
                id=f"case/x{len(self.effects)}",
                event=event.id,
                verb=Verb.RESTRAIN,
                grade=self.dice.choice(tuple(Grade)),
                scope=self.scope(Verb.RESTRAIN),
                start=self.start(),
                until=self.until(),
                possible=self.chance(10),
                child_of=self.dice.choice(parents) if parents and self.odds("waves", 30, 75) else None,
                readings=readings,
                only_while=only_while,
                unless=unless,
            )
        )

    def modifier(self) -> None:
        verb = self.dice.choice((Verb.SUSPEND, Verb.SUSPEND, Verb.END, Verb.END, Verb.EXTEND))
        extended = (Verb.IMPOSE, Verb.RESTRAIN, Verb.SUSPEND)
        targets = [
            e.id for e in self.effects if not e.final and (verb is not Verb.EXTEND or e.verb in extended)
        ]
        recent = targets[:3] if self.odds("duties", 10, 60) else targets[-3:] if self.chance(50) else targets
        chosen = tuple(self.dice.sample(recent, min(len(recent), 2 if self.chance(20) else 1)))
        final = verb is Verb.END and self.odds("waves", 30, 50)
        event = self.event("case")
        self.effects.append(
            w.Effect(
                id=f"case/x{len(self.effects)}",
                event=event.id,
                verb=verb,
                targets=chosen,
                scope=(w.Product(),) if self.odds("waves", 45, 75) else self.scope(verb),
                start=self.start(),
                until=self.until() if verb is not Verb.END or self.chance(20) else None,
                final=final,
                children=None if final else self.dice.choice((None, True, False)),
                possible=self.chance(10),
            )
        )

    # --- questions ------------------------------------------------------------------------------------------------

    def grants(self) -> list[w.Grant]:
        answered = w.Grant(
            acceptance=Acceptance.ACCEPTED,
            accepted=written(self.answerwritten() + self.dice.choice((-3, 0, 3))),
        )
        return [
            w.Grant(),
            answered,
            w.Grant(acceptance=self.dice.choice((Acceptance.NONE, Acceptance.DECLINED))),
            w.Grant(through=self.dice.choice(("il", "il/a", "md/d"))),
            w.Grant(fiscal_year=self.dice.choice((2017, 2018)), program=self.dice.choice((None, "16.738"))),
            w.Grant(number=self.dice.choice(("A-1", "A-2"))),
        ]

    def questions(self, people: tuple[w.Person, ...], count: int) -> tuple[w.Asked, ...]:
        """Several days of each of a few cells, on and around the days on which something happens."""
        days = sorted({max(d + shift, 0) for d in self.days for shift in (-1, 0)} | {SPAN + 30})
        horizons = (written(self.dice.choice(days)), written(self.dice.choice(days)), written(SPAN + 40))
        known = (None, *horizons) if self.flavour == "dates" else (None, None, None, *horizons[1:])
        grants = self.grants()
        found: list[w.Asked] = []
        each = min(len(days), 8)
        while len(found) < count:
            person = self.dice.choice(people[:4] if self.chance(35) else people).id
            term = self.dice.choice((*_TERMS, "terms/1", "more/1"))
            grant = self.dice.choice((grants[0], *grants))
            if grant.through == person:
                continue
            horizon = self.dice.choice(known)
            found += [
                w.Asked(recipient=person, condition=term, on=written(d), known_on=horizon, award=grant)
                for d in sorted(self.dice.sample(days, each))
            ]
        return tuple(found[:count])

    def world(self, count: int) -> w.World:
        people, groups, waves = self.people(), self.groups(), self.waves()
        self.imposition("terms", _TERMS[:2])
        self.imposition("more", _TERMS[2:])
        for _ in range(2):
            if self.odds("duties", 18, 70):
                self.imposition("terms", _TERMS[:1])
        self.restraint()
        for _ in range(self.dice.randint(3, 9)):
            if self.chance(30):
                self.restraint()
            else:
                self.modifier()
        years = self.dice.choice(((2017,), (2018,), (2017, 2018)))
        programs = self.dice.choice((("16.738",), ("16.710", "16.738")))
        alike = () if self.chance(60) else (w.Similar(to="terms/1", holds=self.chance(50)),)
        return w.World(
            recipients=people,
            groups=groups,
            waves=waves,
            agencies={"doj": None, "bja": "doj", "hud": None},
            instruments=(
                w.Instrument(id="terms", agency="bja", fiscal_years=years, programs=programs),
                w.Instrument(id="more", agency=self.dice.choice(("bja", "hud"))),
            ),
            conditions=(
                w.Condition(id="terms/1", implements=("order/1",)),
                w.Condition(
                    id="terms/2",
                    family="access",
                    binds=self.dice.choice(_BOUND),
                    binds_sub=self.dice.choice(_BOUND),
                ),
                w.Condition(id="more/1", issued=written(self.dice.choice((0, 20))), similar_to=alike),
            ),
            events=tuple(self.events),
            effects=tuple(self.effects),
            questions=self.questions(people, count),
        )


def random_world(seed: int, questions: int) -> w.World:
    """The world of that number, with so many questions; the same on every machine."""
    return _Maker(seed).world(questions)
