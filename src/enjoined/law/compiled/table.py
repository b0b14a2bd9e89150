"""The compiled law: a question is two look-ups and a bisection; its proof is rebuilt only when it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable
from operator import itemgetter
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.law.activity import View
from enjoined.law.answering.proof import Proof, prove
from enjoined.law.cell import ANY_AWARD, Award, Cell
from enjoined.law.compiled.branches import Branches, Kept, Surroundings
from enjoined.law.compiled.builder import ANYBODY, PRIME, Builder, NotCompiled
from enjoined.law.compiled.courses import Course
from enjoined.law.compiled.findings import Finding, OpenFacts
from enjoined.law.compiled.groupings import Crowd, Grouping, Roll
from enjoined.law.compiled.limbs import Order
from enjoined.law.compiled.lines import CompiledStatus, Line, Lines
from enjoined.law.compiled.people import Person, PersonKey, Profile, Roster
from enjoined.law.compiled.primes import Primes
from enjoined.law.compiled.slices import Slices
from enjoined.law.facts import SuppliedFact
from enjoined.law.status import OpenFact, Status
from enjoined.law.timeline import Timeline
from enjoined.model import ConditionId, Day, EffectId, Recipient, RecipientId
from enjoined.registry.garbage import uncollected
from enjoined.registry.table import LawTable

__all__ = ["CompiledAnswer", "CompiledLaw", "Seat", "compile_law"]


class CompiledAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """The status with its ground: restraints in force, open facts and the proof tree of the recipient itself."""

    recipient: RecipientId
    condition: ConditionId
    status: CompiledStatus
    active: tuple[EffectId, ...]
    possible: frozenset[Status]
    open_facts: tuple[OpenFact, ...]
    proof: Proof


class Seat:
    """An order with its classes of people and their lines, worked out as they are asked for."""

    def __init__(self, order: Order, grouping: Grouping, lines: Lines) -> None:
        self.order = order
        self.grouping = grouping
        self._lines = lines
        self._by_class: dict[int, Line] = {}
        self._open: dict[tuple[int, Day], OpenFacts] = {}
        self.by_person: dict[PersonKey, Line] = {}
        place = {variable: n for n, variable in enumerate(order.variables)}
        self._limbs = [
            (_picker([place[n] for n in limb.variables]), lines.courses.of_limb(limb)) for limb in order.limbs
        ]

    def prepare(self, crowd: Crowd, roll: Roll) -> None:
        """Work out the line of everybody in a crowd, whose classes are those of the roll."""
        found = self.by_person
        for place, profile in enumerate(crowd.profiles):
            found[profile] = self.line(roll.profiles.get(place, roll.usual))
        found.update({p.key: found[p.profile] for p in crowd.people.values() if p.key not in found})
        for number, class_ in roll.listed:
            found.update(dict.fromkeys(crowd.lists[number].names, self.line(class_)))
        for name, class_ in roll.named:
            found[name] = self.line(class_)

    def line_of(self, person: Person) -> Line:
        """The line of a person, by class."""
        found = self.line(self.grouping.class_of(person))
        self.by_person[person.key] = found
        return found

    def line(self, number: int) -> Line:
        """The line of a class."""
        found = self._by_class.get(number)
        if found is None:
            person = self.grouping.samples[number]
            found = self._by_class[number] = self._lines.line(self._courses(number), self.order, person)
        return found

    def on(self, number: int, day: Day) -> Finding:
        """The status of a class on one day, without the rest of its line."""
        return self._lines.on(self._courses(number), self.order, day)

    def open_facts(self, number: int, day: Day) -> OpenFacts:
        """The open facts behind the unclear status of a class on a day."""
        found = self._open.get((number, day))
        if found is None:
            found = self._lines.open_facts(self._courses(number), self.order, day)
            self._open[number, day] = found
        return found

    def _courses(self, class_: int) -> tuple[Course, ...]:
        """The courses of the limbs that may reach a class, or ask about it."""
        vector = self.grouping.vectors[class_]
        return tuple(
            [course for pick, courses in self._limbs if (course := courses[pick(vector)]) is not None]
        )


def _picker(places: list[int]) -> Callable[[tuple[int, ...]], Hashable]:
    """What takes the numbers at some places: a tuple, but of one place the number."""
    return itemgetter(*places) if places else lambda _: ()


class CompiledLaw:
    """The law of one known-on date as classes of recipients and step functions.

    Not compiled, and answered by the reference evaluator with the same result: facts the user states, a prime
    recipient of whom it matters what is open, membership on the day of acceptance where that day is given, and a
    recipient that is named in the law but comes with another record than before.
    """

    def __init__(self, law: LawTable, *, known_on: Day | None = None) -> None:
        self.law = law
        self.known_on = known_on
        self.builder = Builder(law, known_on)
        self.roster = Roster(law)
        self.slices = Slices(law)
        self.primes = Primes(self.builder, self.roster)
        self.groupings: list[Grouping] = []
        self.lines = Lines(law, self.builder.values)
        self.kept = Kept()
        self._groupings: dict[tuple[int, ...], Grouping] = {}
        self._seats: dict[int, Seat] = {}
        self._people: dict[RecipientId, Person] = {}
        self._named: dict[RecipientId, Recipient] = {}
        self._any: dict[ConditionId, Seat | None] = {}
        self._slices: dict[tuple[ConditionId, Award], Seat | None] = {}
        self._branches: dict[tuple[ConditionId, Award], Branches] = {}
        self._around: dict[EffectId, Surroundings] = {}
        self._proofs: dict[int, Proof] = {}

    def prepare(self, recipients: Iterable[Recipient]) -> None:
        """Work out ahead what every condition is to some recipients whatever the award, and with what dates.

        A first question about one of them is then a look-up; all others are answered as well, only later.
        """
        with uncollected():
            crowd = Crowd(self.roster, [r for r in recipients if self._person(r) is not None])
            if not crowd.people:
                return
            rolls: dict[int, Roll] = {}
            for seat in filter(None, map(self.seat, self.law.conditions)):
                number = seat.grouping.number
                if number not in rolls:
                    rolls[number] = seat.grouping.roll(crowd)
                seat.prepare(crowd, rolls[number])
            for line in self.lines.all:
                line.answers  # noqa: B018

    # --- questions ------------------------------------------------------------------------------------------------

    def status(
        self,
        recipient: Recipient,
        condition: ConditionId,
        *,
        day: Day,
        award: Award = ANY_AWARD,
        supplied: tuple[SuppliedFact, ...] = (),
    ) -> CompiledStatus:
        """The status of a cell at the end of a day. Raises ``InputError`` for a condition not in the law."""
        person = self._people.get(recipient.id)
        if person is None or person.recipient is not recipient:
            person = self._person(recipient)
        seat = self._any.get(condition) if award is ANY_AWARD else self.seat(condition, award)
        if seat is None:
            seat = self.seat(condition, award)
        if seat is None or person is None or supplied:
            return self._asked(recipient, condition, award, supplied, day)
        line = seat.by_person.get(person.key)
        if line is None:
            line = seat.line_of(person)
        return line.answers[bisect_right(line.days, day)]

    def answer(
        self, recipient: Recipient, condition: ConditionId, *, day: Day, award: Award = ANY_AWARD
    ) -> CompiledAnswer:
        """The status with restraints, open facts and the proof tree, all as the reference evaluator gives them."""
        person = self.person(recipient)
        seat = self.seat(condition, award)
        if seat is None or person is None:
            return self._asked_for_all(recipient, condition, award, day)
        class_ = seat.grouping.class_of(person)
        line = seat.line(class_)
        place = bisect_right(line.days, day)
        row = line.rows[place]
        # Every completion settles the status, so one that may even stay unclear turns on too many facts to be split.
        is_split = row.status is Status.UNCLEAR and Status.UNCLEAR not in row.possible
        said = seat.grouping.numbers(class_)
        return CompiledAnswer(
            recipient=recipient.id,
            condition=condition,
            status=line.answers[place],
            active=row.active,
            possible=row.possible,
            open_facts=seat.open_facts(class_, day).deciding if is_split else (),
            proof=self._branches_of(condition, award, seat).proof(person, class_, said, day),
        )

    def proof(self, proof_id: int) -> Proof:
        """The chain behind a row of the table, on its first day, for one of the people and conditions it is for.

        Restraints that certainly reach nobody there are left out. Raises ``InputError`` for a number not given out.
        """
        found = self._proofs.get(proof_id)
        if found is None:
            order, person, start, _ = self.lines.address(proof_id)
            if start is None:
                start = Day(min(order.days, default=Day(2)) - 1)
            cell = msgspec.structs.replace(order.cell, recipient=person.recipient)
            found = self._proofs[proof_id] = prove(View(self.law, cell, start), order.bearing)
        return found

    # --- what questions need ------------------------------------------------------------------------------------

    def person(self, recipient: Recipient) -> Person | None:
        """The person, or ``None`` for a record that differs from the one compiled under the same name."""
        found = self._people.get(recipient.id)
        return found if found is not None and found.recipient is recipient else self._person(recipient)

    def _person(self, recipient: Recipient) -> Person | None:
        """The same of somebody who was not asked for before."""
        person = self.roster.person(recipient)
        if person.named or person.alone:
            before = self._named.setdefault(recipient.id, recipient)
            if before is not recipient and before != recipient:
                return None
        if len(self._people) >= _MOST_KEPT:
            self._people.clear()
        self._people[recipient.id] = person
        return person

    def seat(self, condition: ConditionId, award: Award = ANY_AWARD) -> Seat | None:
        """The order for a condition and an award; ``None`` if the slice is not compiled."""
        place = (condition, award)
        if place in self._slices:
            return self._slices[place]
        if condition not in self.law.conditions:
            raise InputError(f"{condition!r} is not in the registry", remedy="write a condition's id")
        if len(self._slices) >= _MOST_KEPT:
            self._slices.clear()
        spelled = self.slices.spelled(award)
        found = self._spelled_seat(condition, spelled)
        if found is None and award.through not in (None, PRIME) and self._person(award.through) is not None:
            through = self.primes.alike(award.through)
            found = self._spelled_seat(condition, msgspec.structs.replace(spelled, through=through))
        self._slices[place] = found
        if award is ANY_AWARD:
            self._any[condition] = found
        return found

    def _spelled_seat(self, condition: ConditionId, spelled: Award) -> Seat | None:
        place = (condition, spelled)
        if place not in self._slices:
            self._slices[place] = self._new_seat(condition, spelled)
        return self._slices[place]

    def _new_seat(self, condition: ConditionId, spelled: Award) -> Seat | None:
        try:
            order = self.builder.order(condition, spelled)
        except NotCompiled:
            return None
        seat = self._seats.get(order.number)
        if seat is None:
            grouping = self._groupings.get(order.variables)
            if grouping is None:
                grouping = Grouping(len(self.groupings), order.variables, self.builder)
                self._groupings[order.variables] = grouping
                self.groupings.append(grouping)
            seat = self._seats[order.number] = Seat(order, grouping, self.lines)
        return seat

    def said_of(self, recipient: Recipient) -> Hashable:
        """What tells a recipient from others: all that the orders asked for so far say of it, if nobody names it.

        Of a recipient that some scope names, or that may be a part of another, its own key.
        """
        person = self.roster.person(recipient)
        if not person.plain or person.profile.place == "state" or not isinstance(person.key, Profile):
            return person.key
        return tuple([variable.value(person) for variable in self.builder.variables])

    def _asked(
        self,
        recipient: Recipient,
        condition: ConditionId,
        award: Award,
        supplied: tuple[SuppliedFact, ...],
        day: Day,
    ) -> CompiledStatus:
        cell = Cell.of(self.law, recipient, condition, award=award, supplied=supplied, known_on=self.known_on)
        line = Timeline(self.law, cell)
        since, since_latest, until, until_latest = line.span(day)
        return CompiledStatus(
            status=line.on(day).status,
            since=since,
            since_latest=since_latest,
            until=until,
            until_latest=until_latest,
            proof_id=None,
        )

    def _asked_for_all(
        self, recipient: Recipient, condition: ConditionId, award: Award, day: Day
    ) -> CompiledAnswer:
        cell = Cell.of(self.law, recipient, condition, award=award, known_on=self.known_on)
        solution = Timeline(self.law, cell).on(day)
        return CompiledAnswer(
            recipient=recipient.id,
            condition=condition,
            status=self._asked(recipient, condition, award, (), day),
            active=solution.active,
            possible=solution.possible,
            open_facts=solution.open_facts,
            proof=prove(View(self.law, cell, day), self.builder.bearings.on_condition(condition)),
        )

    def _branches_of(self, condition: ConditionId, award: Award, seat: Seat) -> Branches:
        """The branches of all proofs of the condition for the award."""
        if self.kept.proofs >= MOST_PROOFS:
            self._branches.clear()
            self.kept.proofs = 0
        found = self._branches.get((condition, award))
        if found is None:
            cell = Cell.of(self.law, ANYBODY, condition, award=award, known_on=self.known_on)
            bearing = self.builder.bearings.on_condition(condition)
            found = Branches(
                self.law, cell, seat.order, bearing, self.builder.values, self._around, self.kept
            )
            self._branches[condition, award] = found
        return found


_MOST_KEPT: Final = 200_000
"""How many recipients and slices are kept before the memory starts afresh."""

MOST_PROOFS: Final = 100_000
"""The same for proofs, with those of which they are put together."""


def compile_law(law: LawTable, *, known_on: Day | None = None) -> CompiledLaw:
    """The compiled law for a known-on date (``None``: all the registry holds).

    Orders and lines are built on first use; :func:`enjoined.law.compiled.rows.tables` builds all that a portfolio
    needs at once.
    """
    return CompiledLaw(law, known_on=known_on)
