"""Classes of people: those of whom all that an order looks at says the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

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
        self._others: dict[int, list[tuple[RecipientId, int]]] = {}
        self._path: list[tuple[int, dict[RecipientId, int]]] = []
        self.changes: list[tuple[tuple[int, int], ...]] = [()]
        self._marks: dict[tuple[int, int, int], int] = {}

    def usual(self, number: int, variable: Variable) -> list[int]:
        """What a variable says of somebody of each profile whom nobody names."""
        found = self._usual.get(number)
        if found is None:
            found = self._usual[number] = [variable.value(person) for person in self.nobodies]
        return found

    def marks(self, variables: Sequence[int], known: Sequence[Variable]) -> dict[RecipientId, int]:
        """By how each person differs from its profile, as a place in ``changes``; not those who do not.

        What the last call had in common with this one, from the first variable on, is not worked out again.
        """
        kept = 0
        while kept < min(len(self._path), len(variables)) and self._path[kept][0] == variables[kept]:
            kept += 1
        del self._path[kept:]
        found = self._path[-1][1] if self._path else {}
        for number in variables[kept:]:
            found = self._marked(found, number, known[number])
            self._path.append((number, found))
        return found

    def _marked(
        self, before: dict[RecipientId, int], number: int, variable: Variable
    ) -> dict[RecipientId, int]:
        found = before.copy()
        for name, value in self._differing(number, variable):
            parent = found.get(name, 0)
            mark = self._marks.get((parent, number, value))
            if mark is None:
                mark = self._marks[parent, number, value] = len(self.changes)
                self.changes.append((*self.changes[parent], (number, value)))
            found[name] = mark
        return found

    def _differing(self, number: int, variable: Variable) -> list[tuple[RecipientId, int]]:
        """The people of whom a variable says what it does not of others of their profile, with what it says."""
        found = self._others.get(number)
        if found is None:
            usual, places = self.usual(number, variable), self.places
            values = variable.special(self.people)
            values |= {person.recipient.id: variable.value(person) for person in self.alone}
            found = [(name, value) for name, value in values.items() if value != usual[places[name]]]
            self._others[number] = found
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

    def roll(
        self, crowd: Crowd, path: Sequence[int] | None = None
    ) -> tuple[list[int], dict[RecipientId, int]]:
        """The class of every profile of a crowd, and of those of its people whose class is not that of theirs.

        ``path`` are the variables in the order in which the crowd is told apart: what groupings that follow one another
        have in common at its start is worked out once.
        """
        variables, known = self.variables, self._builder.variables
        usual = [crowd.usual(n, known[n]) for n in variables]
        vectors = list(zip(*usual, strict=True)) if usual else [()] * len(crowd.profiles)
        classes = [self.class_of_vector(v, p) for v, p in zip(vectors, crowd.nobodies, strict=True)]
        position = {number: n for n, number in enumerate(variables)}
        places = crowd.places
        found: dict[tuple[int, int], int] = {}
        named: dict[RecipientId, int] = {}
        for name, mark in crowd.marks(variables if path is None else path, known).items():
            place = places[name]
            key = (classes[place], mark)
            class_ = found.get(key)
            if class_ is None:
                vector = list(vectors[place])
                for number, value in crowd.changes[mark]:
                    vector[position[number]] = value
                class_ = found[key] = self.class_of_vector(tuple(vector), crowd.people[name])
            named[name] = class_
        return classes, named

    def class_of_vector(self, vector: tuple[int, ...], person: Person) -> int:
        """The class of those of whom the variables say ``vector``, as they do of ``person``."""
        found = self._classes.get(vector)
        if found is None:
            found = self._classes[vector] = len(self.vectors)
            self.vectors.append(vector)
            self.samples.append(person)
        return found
