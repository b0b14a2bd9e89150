"""Classes of people: those of whom all that an order looks at says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from enjoined.law.compiled.builder import Builder
from enjoined.law.compiled.people import Person, Profile, Roster
from enjoined.law.compiled.selectors import NO_VALUE, Variable
from enjoined.model import Recipient, RecipientId

__all__ = ["Crowd", "Grouping", "Roll"]

_Changes = tuple[tuple[int, int], ...]
"""Places of variables in a grouping, each with what the variable says of a person but not of its profile."""


class _Special(NamedTuple):
    """People of whom a variable says ``value``, which is not what it says of their profiles (``places``).

    ``names`` says where among them each is.
    """

    value: int
    places: tuple[int, ...]
    names: Mapping[RecipientId, int]

    def without(self, others: Mapping[RecipientId, object]) -> tuple[Sequence[RecipientId], Sequence[int]]:
        """The people who are not among some, and the places of their profiles."""
        people, places = list(self.names), list(self.places)
        for n in sorted([self.names[name] for name in self.names.keys() & others.keys()], reverse=True):
            del people[n], places[n]
        return people, places


class Roll(NamedTuple):
    """Who is in which class: by profile, and by name those whose class is not that of their profile."""

    profiles: list[int]
    named: list[RecipientId]
    classes: list[int]


def _in_several(specials: list[tuple[tuple[int, int], _Special]]) -> dict[RecipientId, _Changes]:
    """Those who are among more than one of the specials, with what changes for them in all."""
    seen: set[RecipientId] = set()
    found: dict[RecipientId, _Changes] = {}
    for n, (change, special) in enumerate(specials):
        for name in special.names.keys() & seen:
            before = found.get(name) or (next(c for c, s in specials[:n] if name in s.names),)
            found[name] = (*before, change)
        seen.update(special.names)
    return found


class Crowd:
    """The people of a portfolio, by profile; what variables say of them is kept for all groupings."""

    def __init__(self, roster: Roster, recipients: Iterable[Recipient]) -> None:
        self.people = roster.people(recipients)
        self.plain = frozenset(name for name, person in self.people.items() if person.plain)
        self.alone = [person for person in self.people.values() if person.alone]
        known: dict[Profile, int] = {}
        self.nobodies: list[Person] = []
        self.places: dict[RecipientId, int] = {}
        for name, person in self.people.items():
            if person.profile not in known:
                known[person.profile] = len(known)
                self.nobodies.append(roster.nobody(person))
            self.places[name] = known[person.profile]
        self.profiles = tuple(known)
        self._usual: dict[int, list[int]] = {}
        self._telling: set[int] = set()
        self._special: dict[int, list[_Special]] = {}

    def usual(self, number: int, variable: Variable) -> list[int]:
        """What a variable says of somebody of each profile whom nobody names."""
        found = self._usual.get(number)
        if found is None:
            found = self._usual[number] = variable.of_all(self.nobodies)
            if len(set(found)) > 1:
                self._telling.add(number)
        return found

    def tells_apart(self, number: int) -> bool:
        """Whether a variable, asked already, says different things of some profiles."""
        return number in self._telling

    def special(self, number: int, variable: Variable) -> list[_Special]:
        """By value, those it looks at by name or one by one of whom it does not say what it says of their profile."""
        found = self._special.get(number)
        if found is None:
            usual = self.usual(number, variable)
            by_value = variable.special(self.people, self.plain)
            for person in self.alone:
                by_value.setdefault(variable.value(person), []).append(person.recipient.id)
            if self.tells_apart(number):
                for value, names in by_value.items():
                    by_value[value] = [name for name in names if value != usual[self.places[name]]]
            else:
                by_value.pop(usual[0] if usual else NO_VALUE, None)
            found = self._special[number] = [
                _Special(v, tuple(map(self.places.__getitem__, names)), {p: n for n, p in enumerate(names)})
                for v, names in by_value.items()
                if names
            ]
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
        self._numbers: dict[int, dict[int, int]] = {}

    def class_of(self, person: Person) -> int:
        """The class of a person."""
        known = self._builder.variables
        return self.class_of_vector(tuple(known[n].value(person) for n in self.variables), person)

    def numbers(self, class_: int) -> Mapping[int, int]:
        """What each variable says of a class."""
        found = self._numbers.get(class_)
        if found is None:
            found = self._numbers[class_] = dict(zip(self.variables, self.vectors[class_], strict=True))
        return found

    def roll(self, crowd: Crowd) -> Roll:
        """The class of every profile of a crowd, and of those of its people whose class is not that of theirs."""
        classes = self._by_profile(crowd)
        specials = [
            ((n, special.value), special)
            for n, number in enumerate(self.variables)
            for special in crowd.special(number, self._builder.variables[number])
        ]
        several = _in_several(specials)
        found = Roll(classes, [], [])
        alike = len(set(classes)) == 1
        for change, special in specials:
            # Most are named nowhere else: what becomes of each class of profiles is worked out once for all of them.
            people, places = special.without(several)
            found.named.extend(people)
            if alike and people:
                class_ = self._changed(classes[0], (change,), crowd.people[people[0]])
                found.classes.extend(repeat(class_, len(people)))
                continue
            usual = list(map(classes.__getitem__, places))
            samples = dict(zip(usual, people, strict=True))
            changed = {c: self._changed(c, (change,), crowd.people[name]) for c, name in samples.items()}
            found.classes.extend(map(changed.__getitem__, usual))
        known: dict[tuple[int, _Changes], int] = {}
        for name, changes in several.items():
            key = (classes[crowd.places[name]], changes)
            if key not in known:
                known[key] = self._changed(*key, crowd.people[name])
            found.named.append(name)
            found.classes.append(known[key])
        return found

    def _by_profile(self, crowd: Crowd) -> list[int]:
        """The class of every profile of a crowd."""
        usual = [crowd.usual(n, self._builder.variables[n]) for n in self.variables]
        # Few variables tell profiles apart; the others are looked at once.
        telling = [values for n, values in zip(self.variables, usual, strict=True) if crowd.tells_apart(n)]
        if not telling:
            return [self.class_of_vector(tuple(v[0] for v in usual), p) for p in crowd.nobodies[:1]] * len(
                crowd.nobodies
            )
        marks = list(zip(*telling, strict=True))
        places = dict(zip(reversed(marks), reversed(range(len(marks))), strict=True))
        known = {
            mark: self.class_of_vector(tuple([values[place] for values in usual]), crowd.nobodies[place])
            for mark, place in places.items()
        }
        return list(map(known.__getitem__, marks))

    def _changed(self, class_: int, changes: _Changes, person: Person) -> int:
        new = list(self.vectors[class_])
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
