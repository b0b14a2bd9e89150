"""Classes of people: those of whom all that an order looks at says the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cached_property, reduce
from itertools import combinations
from typing import Final, NamedTuple

from enjoined.law.compiled.builder import Builder
from enjoined.law.compiled.people import Person, Profile, Roster
from enjoined.law.compiled.selectors import NO_VALUE, Variable
from enjoined.law.compiled.sights import NO_SIGHT, Sight
from enjoined.model import Recipient, RecipientId

__all__ = ["Crowd", "Grouping", "Roll", "Special"]

_Changes = tuple[tuple[int, int], ...]
"""Places of variables in a grouping, each with what the variable says of a person but not of its profile."""


_MANY_LISTS: Final = 8
"""From how many lists on it is quicker to look for a name on all at once, and worth the memory."""


class Special:
    """A list of people of whom a variable says ``value``, which is not what it says of their profiles."""

    def __init__(self, number: int, value: int, names: Sequence[RecipientId]) -> None:
        self.number = number
        self.value = value
        self.names = names

    @cached_property
    def ids(self) -> frozenset[RecipientId]:
        """Their names as a set."""
        return frozenset(self.names)


class Roll(NamedTuple):
    """Who is in which class: everybody, but those of some ``profiles`` (by place), on some lists, and some by name.

    The class of a list is that of those on it whom the roll does not name: these are on no other list of the roll.
    """

    usual: int
    profiles: Mapping[int, int]
    listed: list[tuple[int, int]]
    named: list[tuple[RecipientId, int]]


class Usual(NamedTuple):
    """What a variable says of somebody whom nobody names: ``most``, but of some profiles (by place) something else."""

    most: int
    odd: Mapping[int, int]


class Crowd:
    """The people of a portfolio, by profile; what variables say of them is kept for all groupings."""

    def __init__(self, roster: Roster, recipients: Iterable[Recipient]) -> None:
        self.people = roster.people(recipients)
        self.plain = frozenset(name for name, person in self.people.items() if person.plain)
        self.alone = [person for person in self.people.values() if person.alone]
        known: dict[Profile, int] = {}
        self.nobodies: list[Person] = []
        self.places: dict[RecipientId, int] = {}
        self._at: list[list[RecipientId]] = []
        for name, person in self.people.items():
            if person.profile not in known:
                known[person.profile] = len(known)
                self.nobodies.append(roster.nobody(person))
                self._at.append([])
            place = self.places[name] = known[person.profile]
            self._at[place].append(name)
        self.profiles = tuple(known)
        self._usual: dict[int, Usual] = {}
        self._special: dict[int, list[Special]] = {}
        self._of: dict[frozenset[int], frozenset[RecipientId]] = {}
        self._parts: dict[tuple[int, frozenset[RecipientId]], Special] = {}
        self.lists: list[Special] = []
        self._shared: dict[tuple[int, int], frozenset[RecipientId]] = {}

    def usual(self, number: int, variable: Variable) -> Usual:
        """What a variable says of somebody of each profile whom nobody names."""
        found = self._usual.get(number)
        if found is None:
            values = variable.of_all(self.nobodies)
            most = max(set(values), key=values.count, default=NO_VALUE)
            odd = {place: value for place, value in enumerate(values) if value != most}
            found = self._usual[number] = Usual(most, odd)
        return found

    def special(self, number: int, variable: Variable) -> list[Special]:
        """By value, those it looks at by name or one by one of whom it does not say what it says of their profile."""
        found = self._special.get(number)
        if found is None:
            most, odd = self.usual(number, variable)
            by_value = variable.special(self.people, self.plain)
            for person in self.alone:
                by_value.setdefault(variable.value(person), []).append(person.recipient.id)
            if odd:
                for value, names in by_value.items():
                    by_value[value] = [name for name in names if value != odd.get(self.places[name], most)]
            else:
                by_value.pop(most, None)
            found = self._special[number] = [self._list(v, names) for v, names in by_value.items() if names]
        return found

    def _list(self, value: int, names: Sequence[RecipientId]) -> Special:
        self.lists.append(Special(len(self.lists), value, names))
        return self.lists[-1]

    def of(self, places: frozenset[int]) -> frozenset[RecipientId]:
        """Those who have one of some profiles, by place."""
        found = self._of.get(places)
        if found is None:
            found = self._of[places] = frozenset().union(*[self._at[place] for place in places])
        return found

    def part(self, special: Special, without: frozenset[RecipientId]) -> Special:
        """Those on a list but for some, as a list of their own."""
        key = (special.number, without)
        found = self._parts.get(key)
        if found is None:
            names = [name for name in special.names if name not in without]
            found = self._parts[key] = self._list(special.value, names)
        return found

    def shared(self, one: Special, other: Special) -> frozenset[RecipientId]:
        """Those who are on both of two lists."""
        key = (one.number, other.number)
        found = self._shared.get(key)
        if found is None:
            found = self._shared[key] = one.ids & other.ids
        return found


class Grouping:
    """Classes of people: those of whom all variables of an order say the same."""

    def __init__(self, number: int, variables: tuple[int, ...], builder: Builder) -> None:
        self.number = number
        self.variables = variables
        self._builder = builder
        self.vectors: list[tuple[int, ...]] = []
        self.samples: list[Person] = []
        self._classes: dict[tuple[int, ...], int] = {}
        self._unnamed: dict[Hashable, int] = {}
        self._numbers: dict[int, dict[int, int]] = {}

    def class_of(self, person: Person) -> int:
        """The class of a person."""
        if (person.alone and not person.joined) or (person.named and self._names_one(person.recipient.id)):
            return self._looked_up(person)
        alike = self._sight.alike(person.profile)
        if person.alone:
            alike = alike, person.recipient.edges
        found = self._unnamed.get(alike)
        if found is None:
            found = self._unnamed[alike] = self._looked_up(person)
        return found

    def _looked_up(self, person: Person) -> int:
        known = self._builder.variables
        return self.class_of_vector(tuple([known[n].value(person) for n in self.variables]), person)

    def _names_one(self, name: RecipientId) -> bool:
        """Whether some variable looks at somebody by name."""
        for names in self._lists:  # noqa: SIM110
            if name in names:
                return True
        return False

    @cached_property
    def _lists(self) -> list[frozenset[RecipientId]]:
        """The names at which the variables look one by one, those of many as one list."""
        lists = [names for n in self.variables if (names := self._builder.variables[n].names)]
        return lists if len(lists) < _MANY_LISTS else [frozenset().union(*lists)]

    @cached_property
    def _sight(self) -> Sight:
        """What counts of somebody whom none of the variables names."""
        sights = (self._builder.variables[n].sight for n in self.variables)
        return reduce(Sight.joined, sights, NO_SIGHT)

    def numbers(self, class_: int) -> Mapping[int, int]:
        """What each variable says of a class."""
        found = self._numbers.get(class_)
        if found is None:
            found = self._numbers[class_] = dict(zip(self.variables, self.vectors[class_], strict=True))
        return found

    def roll(self, crowd: Crowd) -> Roll:
        """The class of everybody in a crowd."""
        usual, odd = self._by_profile(crowd)
        specials = [
            ((n, special.value), special)
            for n, number in enumerate(self.variables)
            for special in crowd.special(number, self._builder.variables[number])
        ]
        several = self._in_several(crowd, specials)
        strangers = crowd.of(frozenset(odd))
        found = Roll(usual, odd, [], [])
        for change, special in specials:
            # Most are of usual profiles and on no other list: their class is worked out once for all of them.
            listed = special
            if strangers and (strange := special.ids & strangers):
                for name in [name for name in special.names if name in strange]:
                    several.setdefault(name, (change,))
                if len(strange) == len(special.names):
                    continue
                listed = crowd.part(special, strange)
            alone = next((name for name in listed.names if name not in several), None)
            if alone is not None:
                class_ = self._changed(usual, (change,), crowd.people[alone])
                found.listed.append((listed.number, class_))
        known: dict[tuple[int, _Changes], int] = {}
        for name, changes in several.items():
            key = (odd.get(crowd.places[name], usual), changes)
            if key not in known:
                known[key] = self._changed(*key, crowd.people[name])
            found.named.append((name, known[key]))
        return found

    def _in_several(
        self, crowd: Crowd, specials: list[tuple[tuple[int, int], Special]]
    ) -> dict[RecipientId, _Changes]:
        """Those who are on more than one of the lists, with what changes for them in all."""
        found: dict[RecipientId, dict[tuple[int, int], None]] = {}
        for (first, one), (second, other) in combinations(specials, 2):
            for name in crowd.shared(one, other):
                found.setdefault(name, {}).update({first: None, second: None})
        return {name: tuple(changes) for name, changes in found.items()}

    def _by_profile(self, crowd: Crowd) -> tuple[int, dict[int, int]]:
        """The class of most profiles of a crowd, and that of every other, by place."""
        usual = [crowd.usual(number, self._builder.variables[number]) for number in self.variables]
        changes: dict[int, _Changes] = {}
        for n, (_, odd) in enumerate(usual):
            for place, value in odd.items():
                changes[place] = (*changes.get(place, ()), (n, value))
        alike: dict[_Changes, list[int]] = {}
        for place, changed in changes.items():
            alike.setdefault(changed, []).append(place)
        if len(changes) < len(crowd.profiles):
            alike[()] = [next(place for place in range(len(crowd.profiles)) if place not in changes)]
        base = [most for most, _ in usual]
        classes = {c: self._class(base, c, crowd.nobodies[places[0]]) for c, places in alike.items()}
        usually = classes.get((), next(iter(classes.values())))
        odd_classes = {p: classes[c] for c, places in alike.items() if classes[c] != usually for p in places}
        return usually, odd_classes

    def _changed(self, class_: int, changes: _Changes, person: Person) -> int:
        return self._class(self.vectors[class_], changes, person)

    def _class(self, vector: Iterable[int], changes: _Changes, person: Person) -> int:
        new = list(vector)
        for n, value in changes:
            new[n] = value
        return self.class_of_vector(tuple(new), person)

    def class_of_vector(self, vector: tuple[int, ...], person: Person) -> int:
        """The class of those of whom the variables say ``vector``, as they do of ``person``."""
        found = self._classes.get(vector)
        if found is None:
            found = self._classes[vector] = len(self.vectors)
            self.vectors.append(vector)
            self.samples.append(person)
        return found
