"""Recipients as scopes see them: those named somewhere one by one, all others by profile."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import msgspec

from enjoined.law.coverage.who import whose_edges_matter
from enjoined.model import AsOf, CaseId, Day, EdgeKind, Effect, Kind, Product, Recipient, RecipientId, Who
from enjoined.registry.table import LawTable

__all__ = [
    "PARTS_OF_OTHERS",
    "Person",
    "PersonKey",
    "Profile",
    "Roster",
    "asks_of_acceptance",
    "asks_of_prime",
    "asks_of_today",
    "days_of_membership",
    "mentioned",
    "parts_of",
    "products_of",
    "whos",
    "whos_of_primes",
]

PARTS_OF_OTHERS: Final = frozenset({Kind.AGENCY, Kind.UNIVERSITY})
"""Kinds that may be an office of another legal person, as in ``law.who``."""


class Profile(NamedTuple):
    """What scopes can look at in a recipient that nobody names.

    ``band`` counts the sizes at which some group admits members that the recipient reaches; an unknown size counts
    as reaching all, because it rules nobody out. ``place`` is ``"org"`` for ids of that form, ``"state"`` for a
    State itself, else ``""``.
    """

    kind: Kind
    state: str
    band: int
    place: str

    def __str__(self) -> str:
        """The profile as a key of tables.

        >>> str(Profile(Kind.CITY, "il", 1, ""))
        'city|il|1|'
        """
        return f"{self.kind.value}|{self.state}|{self.band}|{self.place}"


PersonKey = RecipientId | Profile


class Person(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A recipient with its profile. ``key`` is its id if some scope may look at itself, else its profile.

    One who is ``alone`` is looked at one by one by every scope, one who is ``named`` by those that name it. A ``plain``
    person is on a complete list of names or is not: it has no edges and is no part of another. Of one who is ``joined``
    nothing is recorded but of whom it is a part: whoever does not name it looks at these and its profile. ``days`` are
    those of what is recorded of it.
    """

    recipient: Recipient
    profile: Profile
    key: PersonKey
    alone: bool
    named: bool
    plain: bool
    joined: bool
    days: tuple[Day, ...]


class Roster:
    """Turns recipients into persons; ``ids`` are those that some scope, list of parties or group names.

    A person is ``alone`` (looked at one by one by every scope) if edges are recorded of it.
    """

    def __init__(self, law: LawTable) -> None:
        self._law = law
        sizes = {g.eligible.min_population for g in law.groups.values()}
        self.sizes: tuple[int, ...] = tuple(sorted(size for size in sizes if size))
        self._unrecorded: dict[tuple[Kind, str, int, str], tuple[Profile, bool, tuple[Day, ...]]] = {}
        self._by_state: dict[str, tuple[Day, ...]] = {}
        self._spells: dict[RecipientId, set[int]] = {}
        for group in law.groups.values():
            for member, start, until in group.members:
                days = self._spells.setdefault(member, set())
                for moment in (start, until):
                    if moment is not None:
                        days.update(d for d in (moment.earliest, moment.latest) if d is not None)
        named: set[RecipientId] = set(self._spells)
        for effect in law.effects.values():
            for who in whos(effect):
                named |= mentioned(law, who)
        self.ids = frozenset(named)

    def profile(self, recipient: Recipient) -> Profile:
        """The profile of a recipient."""
        return self._like(recipient)[0]

    def _like(self, recipient: Recipient) -> tuple[Profile, bool, tuple[Day, ...]]:
        """Its profile, and if nothing were recorded of it, whether it would be plain, and the days of its State."""
        name, people, band = recipient.id, recipient.population, len(self.sizes)
        if people is not None:
            band = bisect_right(self.sizes, people)
        place = "org" if name[:4] == "org/" else "state" if name == recipient.state else ""
        seen = (recipient.kind, recipient.state, band, place)
        found = self._unrecorded.get(seen)
        if found is None:
            state = recipient.state
            if state not in self._by_state:
                somebody = msgspec.structs.replace(recipient, id=RecipientId("~"), edges=())
                self._by_state[state] = self._days(somebody)
            plain = recipient.kind not in PARTS_OF_OTHERS or place == "org"
            found = self._unrecorded[seen] = Profile(*seen), plain, self._by_state[state]
        return found

    def key(self, recipient: Recipient) -> PersonKey:
        """The key of the person a recipient is: its id if some scope may look at itself, else its profile."""
        alone = bool(recipient.edges) or recipient.id in self.ids
        return recipient.id if alone else self.profile(recipient)

    def person(self, recipient: Recipient) -> Person:
        """The person a recipient is."""
        name = recipient.id
        named = name in self.ids
        profile, plain, days = self._like(recipient)
        if not recipient.edges and not (named and name in self._spells):
            return Person(recipient, profile, name if named else profile, False, named, plain, False, days)
        joined = bool(recipient.edges) and self._is_joined(recipient)
        return Person(recipient, profile, name, True, named, False, joined, self._days(recipient))

    def _is_joined(self, recipient: Recipient) -> bool:
        """Whether all its edges are to those of which it is a part, and none of these is a part of it."""
        wholes = whose_edges_matter(self._law, recipient)
        return all(edge.kind is EdgeKind.PART_OF for edge in recipient.edges) and all(
            edge.to != recipient.id for person in wholes for edge in person.edges
        )

    def nobody(self, person: Person) -> Person:
        """Somebody of the same profile whom nobody names (a State is always itself)."""
        recipient, place = person.recipient, person.profile.place
        name = {"org": "org/~", "state": recipient.state}.get(place, f"{recipient.state}/~")
        return self.person(msgspec.structs.replace(recipient, id=RecipientId(name), edges=()))

    def _days(self, recipient: Recipient) -> tuple[Day, ...]:
        """The days of what is recorded of a recipient, and of all persons that it may be taken for."""
        days: set[int] = set()
        for person in whose_edges_matter(self._law, recipient):
            days.update(self._spells.get(person.id, ()))
            days.update(day for edge in person.edges for day in (edge.start, edge.until) if day is not None)
        return tuple(map(Day, sorted(days)))

    def people(self, recipients: Iterable[Recipient]) -> dict[RecipientId, Person]:
        """The persons by id."""
        return {recipient.id: self.person(recipient) for recipient in recipients}


def products_of(effect: Effect) -> Iterator[Product]:
    """The products of an effect's scope, in every reading."""
    for scope in (effect.scope, *(reading.scope for reading in effect.readings)):
        yield from scope.products


def whos(effect: Effect) -> Iterator[Who]:
    """Every way in which an effect names people."""
    for product in products_of(effect):
        yield product.who
        if product.through is not None:
            yield product.through


def mentioned(law: LawTable, who: Who) -> set[RecipientId]:
    """The ids whose own name can decide whether ``who`` means them."""
    found = set(who.recipients.ids)
    for wave_id in who.plaintiffs:
        # Being named in one wave of a case settles that nobody missing from another is meant.
        for other in law.cases[CaseId(wave_id.partition("/")[0])].waves:
            found |= law.waves[other].names
        found |= law.waves[wave_id].names
        found.update(law.waves[wave_id].claims)
    for membership in who.members_of:
        found.update(member for member, _, _ in law.groups[membership.group].members)
    for inner in (who.subdivisions_of, who.subrecipients_of, *who.excluding):
        if inner is not None:
            found |= mentioned(law, inner)
    return found


def asks_of_acceptance(who: Who) -> bool:
    """Whether membership on the day of acceptance counts somewhere in ``who``."""
    return _counts(who, AsOf.ACCEPTANCE)


def asks_of_today(who: Who) -> bool:
    """Whether membership on the day asked about counts somewhere in ``who``."""
    return _counts(who, AsOf.QUERY)


def _counts(who: Who, day: AsOf) -> bool:
    return any(m.as_of is day for part in parts_of(who) for m in part.members_of)


def asks_of_prime(who: Who) -> bool:
    """Whether it matters somewhere in ``who`` through whom the money comes."""
    return any(part.subrecipients_of is not None for part in parts_of(who))


def whos_of_primes(product: Product) -> Iterator[Who]:
    """Every way in which a product names those who pass the money on."""
    if product.through is not None:
        yield product.through
    for part in parts_of(product.who):
        if part.subrecipients_of is not None:
            yield part.subrecipients_of


def parts_of(who: Who) -> Iterator[Who]:
    """``who`` itself and every way of naming people within it."""
    yield who
    for inner in (who.subdivisions_of, who.subrecipients_of, *who.excluding):
        if inner is not None:
            yield from parts_of(inner)


def days_of_membership(law: LawTable, effect: Effect) -> frozenset[Day]:
    """Days on which a fact of a fixed day and one of the day asked about are the same fact."""
    found: set[Day] = set()
    parts = (part for product in products_of(effect) for part in parts_of(product.who))
    for membership in (m for part in parts for m in part.members_of):
        as_of = membership.as_of
        day = law.events[effect.event].date.earliest if as_of is AsOf.ORDER else as_of
        if not isinstance(day, AsOf):
            found |= {day, Day(day + 1)}
    return frozenset(found)
