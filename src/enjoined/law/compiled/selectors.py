"""Who-parts of scopes as variables: what each says of a person, shared by all effects that say the same.

A value is a step function of the day in pieces (recorded edges are dated); nearly all values are plain yes or no.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from itertools import count
from typing import Final

import msgspec

from enjoined.law.cell import Cell
from enjoined.law.compiled.people import Person, mentioned
from enjoined.law.compiled.pieces import ALWAYS, NEVER, QUERY_DAY, Listing, Piece, Probe, decided
from enjoined.law.compiled.sights import Sight, sight_of
from enjoined.law.coverage.who import covers_who, is_bound
from enjoined.law.facts import Fact, FactKind
from enjoined.model import NO, Day, Effect, RecipientId, Truth, Who
from enjoined.registry.table import LawTable

__all__ = ["NO_VALUE", "YES_VALUE", "Plain", "Value", "Values", "Variable", "is_plain"]

Value = tuple[tuple[Day | None, Piece], ...]
"""Pieces, each from its day on (the first from ever)."""

NO_VALUE: Final = 0
YES_VALUE: Final = 1
Evaluate = Callable[[Probe], Truth]


class Values:
    """All values met, each once, by number.

    ``never`` says which are certainly no on every day, ``idle`` which of these without any fact being asked; ``asks``
    which meet facts, ``listings`` which of these ask but who stands on lists.
    """

    def __init__(self) -> None:
        self.all: list[Value] = []
        self.never: list[bool] = []
        self.idle: list[bool] = []
        self.asks: list[bool] = []
        self.listings: list[bool] = []
        self._numbers: dict[Hashable, int] = {}
        self.number(((None, NEVER),))
        self.number(((None, ALWAYS),))

    def number(self, value: Value) -> int:
        """The number of a value: the same for values that no completion and no day tells apart."""
        merged: list[tuple[Day | None, Piece]] = []
        for start, piece in value:
            if not merged or merged[-1][1].key != piece.key:
                merged.append((start, piece))
        key = tuple((start, piece.key) for start, piece in merged)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.all)
            self.all.append(tuple(merged))
            self.never.append(all(piece.truth is NO for _, piece in merged))
            self.idle.append(all(piece.is_never for _, piece in merged))
            self.asks.append(any(piece.asked for _, piece in merged))
            self.listings.append(len(merged) == 1 and isinstance(merged[0][1], Listing))
        return found


class Variable:
    """One question about a person: whether a who-part means it, or whether a condition binds it.

    ``names`` are those at which it looks one by one.
    """

    def __init__(
        self,
        law: LawTable,
        values: Values,
        effect: Effect,
        who: Who | None,
        cell: Cell,
        names: frozenset[RecipientId],
    ) -> None:
        self.names = names
        self._law = law
        self._values = values
        self._effect = effect
        self._who = who
        self._cell = cell
        self._known: dict[Hashable, int] = {}

    @cached_property
    def sight(self) -> Sight:
        """What counts of somebody whom it does not name."""
        if self._who is None:
            return Sight([self._cell.binds], frozenset(), None, by_size=False)
        return sight_of(self._law, self._who, self.names)

    def value(self, person: Person) -> int:
        """The number of the value for a person."""
        key: Hashable = person.recipient.id
        if key not in self.names and (person.joined or not person.alone):
            key = self.sight.alike(person.profile), person.recipient.edges
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._work_out(person)
        return found

    def of_all(self, people: Iterable[Person]) -> list[int]:
        """The numbers of the values for people, in order."""
        return [self.value(person) for person in people]

    def special(
        self, people: Mapping[RecipientId, Person], plain: frozenset[RecipientId]
    ) -> dict[int, list[RecipientId]]:
        """By value, those of ``people`` whom the variable looks at by name, without those who are alone.

        ``plain`` are the plain ones of the people.
        """
        return self._one_by_one(people, self.names)

    def _one_by_one(
        self, people: Mapping[RecipientId, Person], names: Iterable[RecipientId]
    ) -> dict[int, list[RecipientId]]:
        found: dict[int, list[RecipientId]] = {}
        for name in names:
            person = people.get(name)
            if person is not None and not person.alone:
                found.setdefault(self.value(person), []).append(name)
        return found

    def _work_out(self, person: Person) -> int:
        return self._values.number(self._asked(person))

    def _asked(self, person: Person) -> Value:
        """The value as the reference functions give it, on every stretch of days that edges may tell apart."""
        cell = msgspec.structs.replace(self._cell, recipient=person.recipient)
        first, matters = self._piece(cell, person, QUERY_DAY)
        if not matters or not person.days:
            return ((None, first),)
        steps: list[tuple[Day | None, Piece]] = []
        starts: list[Day | None] = [None, *person.days]
        for start, end in zip(starts, [*person.days, None], strict=True):
            steps += self._stretch(cell, person, start, end)
        return tuple(steps)

    def _stretch(
        self, cell: Cell, person: Person, start: Day | None, end: Day | None
    ) -> list[tuple[Day | None, Piece]]:
        """The piece of the days from ``start`` to before ``end``, which no edge tells apart, found on one of them.

        A day that is printed somewhere will not do: there, a fact of the printed day and the fact of the day asked
        about would be one. If all are printed, each day has a piece of its own.
        """
        days = count(end - 2, -1) if start is None and end is not None else count(start or 0)
        for day in map(Day, days):
            if start is not None and end is not None and day + 1 >= end:
                break
            next_ = Probe(self._law, cell, Day(day + 1))
            self._evaluate(next_, person)
            if all(fact.day != day for fact in next_.asked):
                return [(start, self._piece(cell, person, day, others=True)[0])]
        alone = map(Day, range(start or 0, end or 0))
        return [(day, self._piece(cell, person, day)[0]) for day in alone]

    def _piece(self, cell: Cell, person: Person, day: Day, *, others: bool = False) -> tuple[Piece, bool]:
        """The piece on a day; if it is that of ``others``, too, the facts of that day follow the question."""
        probe = Probe(self._law, cell, day)
        truth = self._evaluate(probe, person)
        asked = tuple(probe.asked)
        follows: dict[Fact, Fact] = {}
        if others:
            follows = {msgspec.structs.replace(f, day=QUERY_DAY): f for f in asked if f.day == day}
        back = {fact: stand_in for stand_in, fact in follows.items()}

        def decide(assumed: Mapping[Fact, bool]) -> Truth:
            here = {follows.get(fact, fact): value for fact, value in assumed.items()}
            return self._evaluate(Probe(self._law, cell, day, here), person)

        named = tuple(back.get(fact, fact) for fact in asked)
        return decided(truth, named, decide, (id(self), person.key, day)), probe.day_matters

    def _evaluate(self, probe: Probe, person: Person) -> Truth:
        if self._who is None:
            return is_bound(probe, self._effect)
        return covers_who(probe, self._effect, self._who, person.recipient)


class Plain(Variable):
    """A complete list of names, or everyone, without the names of other complete lists: nobody needs to be asked."""

    def __init__(self, law: LawTable, values: Values, effect: Effect, who: Who, cell: Cell) -> None:
        super().__init__(law, values, effect, who, cell, frozenset(mentioned(law, who)))
        self._lists = None if who.everyone else _lists(law, who)
        self._excepted = [_lists(law, exception) for exception in who.excluding]
        self._in = frozenset(name for names in self._lists or () for name in names.ids)
        self._out = frozenset(name for lists in self._excepted for names in lists for name in names.ids)
        self._states: dict[tuple[str, bool], int] = {}

    def value(self, person: Person) -> int:
        """The number of the value for a person."""
        recipient = person.recipient
        me = recipient.id
        if person.plain:
            return YES_VALUE if (self._lists is None or me in self._in) and me not in self._out else NO_VALUE
        if person.alone:
            return super().value(person)
        surely = False
        if me in self.names:
            if self._excepted and me in self._excepted[0][0].ids:
                return NO_VALUE
            surely = self._lists is not None and me in self._lists[0].ids
            if me in self._out or not surely:
                return super().value(person)
        found = self._states.get((recipient.state, surely))
        if found is None:
            piece = self._in_state(recipient.state, None if surely else self._lists)
            found = self._states[recipient.state, surely] = self._values.number(((None, piece),))
        return found

    def of_all(self, people: Iterable[Person]) -> list[int]:
        """The numbers of the values for people, in order."""
        usual, names = YES_VALUE if self._lists is None else NO_VALUE, self.names
        return [usual if p.plain and p.recipient.id not in names else self.value(p) for p in people]

    def special(
        self, people: Mapping[RecipientId, Person], plain: frozenset[RecipientId]
    ) -> dict[int, list[RecipientId]]:
        """By value, those of ``people`` whom the variable looks at by name, without those who are alone."""
        named = self.names & plain
        found = self._one_by_one(people, self.names - named)
        within = (named if self._lists is None else named & self._in) - self._out
        for value, names in ((YES_VALUE, within), (NO_VALUE, named - within)):
            if names:
                found.setdefault(value, []).extend(names)
        return found

    def _in_state(self, state: str, lists: list[_Names] | None) -> Piece:
        """What the lists say of an office in a State, which may be a part of anybody named in that State."""
        excepted = tuple(_parts(lists, state) for lists in self._excepted)
        within = None if lists is None else _parts(lists, state)
        if within is None and not any(excepted):
            return ALWAYS
        if within == ():
            asked = tuple(dict.fromkeys(f for facts in excepted for f in facts))
            return Piece(NEVER.truth, asked) if asked else NEVER
        return Listing(excepted, within)


def _lists(law: LawTable, who: Who) -> list[_Names]:
    """The lists in the order in which ``law.who`` looks at them; the list of recipients is always the first."""
    return [_Names(who.recipients.ids), *(_Names(law.waves[wave].names) for wave in who.plaintiffs)]


class _Names:
    """A list of names, by State too: the facts asked of an office about those in its State, in order."""

    __slots__ = ("_by_state", "ids")

    def __init__(self, ids: frozenset[RecipientId]) -> None:
        self.ids = ids
        self._by_state: dict[str, list[Fact]] | None = None

    def parts(self, state: str) -> list[Fact]:
        if self._by_state is None:
            self._by_state = {}
            for name in sorted(self.ids):
                fact = Fact(FactKind.PART_OF, name.removeprefix("org/"))
                self._by_state.setdefault(name.partition("/")[0], []).append(fact)
        return self._by_state.get(state, [])


def _parts(lists: Iterable[_Names], state: str) -> tuple[Fact, ...]:
    return tuple(dict.fromkeys(fact for names in lists for fact in names.parts(state)))


def is_plain(law: LawTable, who: Who) -> bool:
    """Whether only complete lists of names are joined and excepted."""
    return (
        _is_list(law, who)
        and all(
            _is_list(law, inner) and not inner.everyone and not inner.excluding for inner in who.excluding
        )
        and not (who.everyone and (who.recipients.ids or who.plaintiffs))
    )


def _is_list(law: LawTable, who: Who) -> bool:
    return (
        who.recipients.complete
        and not who.within_claims
        and all(law.waves[wave].complete for wave in who.plaintiffs)
        and who.subdivisions_of is None
        and who.subrecipients_of is None
        and not who.members_of
    )
