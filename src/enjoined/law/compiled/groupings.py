"""Classes of people: those of whom all that an order looks at says the same."""

from __future__ import annotations

from collections.abc import Iterable

from enjoined.law.compiled.builder import Builder
from enjoined.law.compiled.people import Person, Profile, Roster
from enjoined.law.compiled.selectors import Variable
from enjoined.model import Recipient, RecipientId

__all__ = ["Crowd", "Grouping"]


class Crowd:
    """The people of a portfolio, by profile; what variables say of them is kept for all groupings."""

    def __init__(self, roster: Roster, recipients: Iterable[Recipient]) -> None:
        self.people = roster.people(recipients)
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
        self._special: dict[int, dict[RecipientId, int]] = {}

    def usual(self, number: int, variable: Variable) -> list[int]:
        """What a variable says of somebody of each profile whom nobody names."""
        found = self._usual.get(number)
        if found is None:
            found = self._usual[number] = [variable.value(person) for person in self.nobodies]
        return found

    def special(self, number: int, variable: Variable) -> dict[RecipientId, int]:
        """What it says of those it looks at by name."""
        found = self._special.get(number)
        if found is None:
            found = self._special[number] = variable.special(self.people)
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

    def class_of(self, person: Person) -> int:
        """The class of a person."""
        known = self._builder.variables
        return self.class_of_vector(tuple(known[n].value(person) for n in self.variables), person)

    def roll(self, crowd: Crowd) -> tuple[list[int], dict[RecipientId, int]]:
        """The class of every profile of a crowd, and of those of its people whose class is not that of theirs."""
        variables = self.variables
        usual = [crowd.usual(n, self._builder.variables[n]) for n in variables]
        vectors = list(zip(*usual, strict=True)) if usual else [()] * len(crowd.profiles)
        classes = [self.class_of_vector(v, p) for v, p in zip(vectors, crowd.nobodies, strict=True)]
        other: dict[RecipientId, list[tuple[int, int]]] = {}
        for n, number in enumerate(variables):
            for name, value in crowd.special(number, self._builder.variables[number]).items():
                other.setdefault(name, []).append((n, value))
        for person in crowd.alone:
            mine = [(n, self._builder.variables[number].value(person)) for n, number in enumerate(variables)]
            other[person.recipient.id] = mine
        known: dict[tuple[int, tuple[tuple[int, int], ...]], int] = {}
        named: dict[RecipientId, int] = {}
        for name, changes in other.items():
            place = crowd.places[name]
            key = (classes[place], tuple(changes))
            found = known.get(key)
            if found is None:
                vector = list(vectors[place])
                for n, value in changes:
                    vector[n] = value
                found = known[key] = self.class_of_vector(tuple(vector), crowd.people[name])
            if found != classes[place]:
                named[name] = found
        return classes, named

    def class_of_vector(self, vector: tuple[int, ...], person: Person) -> int:
        """The class of those of whom the variables say ``vector``, as they do of ``person``."""
        found = self._classes.get(vector)
        if found is None:
            found = self._classes[vector] = len(self.vectors)
            self.vectors.append(vector)
            self.samples.append(person)
        return found
