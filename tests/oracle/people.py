"""Who is in a random world: governments and others, their edges, the groups, the parties."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from enjoined.model import EdgeKind, Kind
from tests.conformance import world as w

__all__ = ["CITIES", "GROUPS", "SPAN", "Dice", "People", "written"]

CITIES = ("il/a", "il/b", "il/c", "md/d")
GROUPS = ("org/g", "org/h")
SPAN = 60
"""The days on which things happen, counted from the first."""

_FIRST = date(2017, 3, 1)
_FLAVOURS = ("mixed", "mixed", "lists", "awards", "waves", "dates", "groups", "duties")


def written(offset: int) -> str:
    """A day of the world as it is written."""
    return (_FIRST + timedelta(days=offset)).isoformat()


class Dice:
    """The chances of one world. Its flavour is what it has more of, so that rare things also meet one another."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)
        self.flavour = self.dice.choice(_FLAVOURS)
        self.days: set[int] = set()

    def chance(self, percent: int) -> bool:
        """Yes in so many of a hundred cases."""
        return self.dice.randrange(100) < percent

    def odds(self, flavour: str, normal: int, strong: int) -> bool:
        """A chance that is higher in worlds of one flavour."""
        return self.chance(strong if self.flavour == flavour else normal)

    def day(self, low: int = 0) -> int:
        """A day on which something happens; questions are asked about it."""
        offset = self.dice.randint(low, SPAN)
        self.days.add(offset)
        return offset


class People(Dice):
    """The recipients, groups and waves of one world."""

    def people(self) -> tuple[w.Person, ...]:
        cities = tuple(
            w.Person(
                id=c,
                state=c[:2],
                population=self.dice.choice((None, 900, 50_000)),
                edges=self.memberships(),
            )
            for c in CITIES
        )
        return (
            *cities,
            w.Person(id="il/county", kind=Kind.COUNTY, edges=self.memberships()),
            w.Person(id="il", kind=Kind.STATE),
            w.Person(id="il/police", kind=Kind.AGENCY, edges=self.wholes()),
            w.Person(
                id="il/lab",
                kind=Kind.UNIVERSITY,
                population=900,
                edges=self.spells(EdgeKind.PART_OF, "il/police"),
            ),
            w.Person(id="il/board", kind=Kind.SPECIAL_DISTRICT, edges=self.subdivision()),
            w.Person(id="org/shelter", kind=Kind.NONPROFIT, state=self.dice.choice(("il", "md"))),
        )

    def memberships(self) -> tuple[w.Edge, ...]:
        return tuple(e for g in GROUPS if self.chance(55) for e in self.spells(EdgeKind.MEMBER_OF, g))

    def wholes(self) -> tuple[w.Edge, ...]:
        """Of whom the police department is a part: nobody knows, one government, perhaps for a time, or not of some."""
        shape = self.dice.randrange(100)
        if shape < 30:
            return ()
        places = ("il/a", "il/b", "il/c", "il/county", "il")
        if shape < 55:
            return tuple(w.Edge(kind=EdgeKind.PART_OF, to=p, holds=False) for p in places if self.chance(60))
        return tuple(self.spells(EdgeKind.PART_OF, self.dice.choice(places)))

    def subdivision(self) -> tuple[w.Edge, ...]:
        return tuple(self.spells(EdgeKind.SUBDIVISION_OF, "il")) if self.chance(60) else ()

    def spells(self, kind: EdgeKind, to: str) -> tuple[w.Edge, ...]:
        """One edge for all days or from or until a day, or two that follow one another."""
        holds = self.chance(65)
        if self.chance(45):
            return (w.Edge(kind=kind, to=to, holds=holds),)
        cut = written(self.day())
        first = w.Edge(kind=kind, to=to, until=cut, holds=not holds)
        second = w.Edge(kind=kind, to=to, start=cut, holds=holds)
        return self.dice.choice(((first,), (second,), (first, second)))

    def groups(self) -> tuple[w.Group, ...]:
        listed = tuple(w.Member(id=c, start=written(self.day())) for c in CITIES[:1] if self.chance(20))
        cities = w.Eligible(kinds=(Kind.CITY,), min_population=self.dice.choice((None, 1000)))
        return (
            w.Group(id="org/g", eligible=cities),
            w.Group(id="org/h", eligible=w.Eligible(states=("il",)) if self.chance(50) else w.Eligible()),
            w.Group(id="org/listed", members=listed),
        )

    def waves(self) -> tuple[w.Wave, ...]:
        first, second = self.dice.sample(CITIES, 2)
        agencies: tuple[tuple[str, ...], ...] = (("doj",), ("bja", "hud"), ("hud",))
        sued = {first: self.dice.choice(agencies)} if self.chance(75) else {}
        return (
            w.Wave(id="case/w1", names=(first,), claims=sued),
            w.Wave(
                id="case/w2",
                names=(second,),
                complete=self.chance(60),
                within=self.dice.choice(
                    (w.Within(), w.Within(states=("il",)), w.Within(kinds=(Kind.COUNTY,)))
                ),
            ),
        )
