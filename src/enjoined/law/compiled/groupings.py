"""Classes of people: those of whom all that an order looks at says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from enjoined.law.compiled.builder import Builder
from enjoined.law.compiled.people import Person, Profile, Roster
from enjoined.law.compiled.selectors import Variable
from enjoined.model import Recipient, RecipientId

__all__ = ["Crowd", "Grouping"]

_Changes = tuple[tuple[int, int], ...]
"""Places of variables in a grouping, each with what the variable says of a person but not of its profile."""


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
        self._telling: set[int] = set()
        self._special: dict[int, list[tuple[int, frozenset[RecipientId]]]] = {}

    def usual(self, number: int, variable: Variable) -> list[int]:
        """What a variable says of somebody of each profile whom nobody names."""
        found = self._usual.get(number)
        if found is None:
            found = self._usual[number] = [variable.value(person) for person in self.nobodies]
            if len(set(found)) > 1:
                self._telling.add(number)
        return found

    def tells_apart(self, number: int) -> bool:
        """Whether a variable, asked already, says different things of some profiles."""
        return number in self._telling

    def special(self, number: int, variable: Variable) -> list[tuple[int, frozenset[RecipientId]]]:
        """By value, those it looks at by name or one by one of whom it does not say what it says of their profile."""
        found = self._special.get(number)
        if found is None:
            usual = self.usual(number, variable)
            values = variable.special(self.people)
            values.update((person.recipient.id, variable.value(person)) for person in self.alone)
            by_value: dict[int, list[RecipientId]] = {}
            for name, value in values.items():
                if value != usual[self.places[name]]:
                    by_value.setdefault(value, []).append(name)
            found = self._special[number] = [(v, frozenset(names)) for v, names in by_value.items()]
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

    def roll(self, crowd: Crowd) -> tuple[list[int], dict[RecipientId, int]]:
        """The class of every profile of a crowd, and of those of its people whose class is not that of theirs."""
        classes = self._by_profile(crowd)
        marks, changes = self._marks(crowd)
        places = crowd.places
        if len(set(classes)) <= 1:
            # Whose profile it is makes no difference: a class by mark, for all who have it.
            samples = dict(zip(marks.values(), marks, strict=True))
            by_mark = {
                mark: self._changed(classes[0], changes[mark], crowd.people[name])
                for mark, name in samples.items()
            }
            return classes, dict(zip(marks, map(by_mark.__getitem__, marks.values()), strict=True))
        usual = map(classes.__getitem__, map(places.__getitem__, marks))
        keys = list(zip(usual, marks.values(), strict=True))
        samples = dict(zip(reversed(keys), reversed(marks), strict=True))
        by_key = {key: self._changed(key[0], changes[key[1]], crowd.people[samples[key]]) for key in dict.fromkeys(keys)}
        return classes, dict(zip(marks, map(by_key.__getitem__, keys), strict=True))

    def _marks(self, crowd: Crowd) -> tuple[dict[RecipientId, int], list[_Changes]]:
        """Those of whom something else is said than of their profile, each with the number of what it is."""
        marks: dict[RecipientId, int] = {}
        changes: list[_Changes] = [()]
        steps: dict[tuple[int, int, int], int] = {}

        def mark(before: int, n: int, value: int) -> int:
            found = steps.get((before, n, value))
            if found is None:
                found = steps[before, n, value] = len(changes)
                changes.append((*changes[before], (n, value)))
            return found

        for n, number in enumerate(self.variables):
            for value, names in crowd.special(number, self._builder.variables[number]):
                # Most are named nowhere else: all get one mark at once, and then the others their own.
                others = {name: mark(marks[name], n, value) for name in marks.keys() & names}
                marks.update(dict.fromkeys(names, mark(0, n, value)))
                marks.update(others)
        return marks, changes

    def _by_profile(self, crowd: Crowd) -> list[int]:
        """The class of every profile of a crowd."""
        usual = [crowd.usual(n, self._builder.variables[n]) for n in self.variables]
        # Few variables tell profiles apart; the others are looked at once.
        telling = [values for n, values in zip(self.variables, usual, strict=True) if crowd.tells_apart(n)]
        if not telling:
            return [self.class_of_vector(tuple(v[0] for v in usual), p) for p in crowd.nobodies[:1]] * len(
                crowd.nobodies
            )
        known: dict[tuple[int, ...], int] = {}
        classes = []
        for place, mark in enumerate(zip(*telling, strict=True)):
            found = known.get(mark)
            if found is None:
                vector = tuple(values[place] for values in usual)
                found = known[mark] = self.class_of_vector(vector, crowd.nobodies[place])
            classes.append(found)
        return classes

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
