"""Why an answer of a portfolio is unclear: the facts that would settle it."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Final

import msgspec

from enjoined.law.answering.words import fact_in_words
from enjoined.law.cell import Award, Cell
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.findings import OpenFacts as Found
from enjoined.law.compiled.people import Person
from enjoined.law.compiled.table import Seat
from enjoined.law.facts import Fact
from enjoined.law.status import Status, solve
from enjoined.model import ConditionId, Day, Recipient, RecipientId
from enjoined.money.questions import Asked, award_of
from enjoined.money.report import Unclear

__all__ = ["OpenFacts", "either"]

_TOO_MANY: Final = "more facts are open than can be told apart"


class OpenFacts:
    """The open facts behind unclear answers, worked out once for each class of people under an order.

    ``primes`` are those who pass money on, by id. ``found`` are the sets of reasons met so far: what answers have in
    common is looked at once for all of them.
    """

    def __init__(
        self,
        compiled: CompiledLaw,
        day: Day,
        people: Mapping[str, Recipient],
        primes: Mapping[RecipientId, Recipient],
    ) -> None:
        self.compiled = compiled
        self.day = day
        self.people = people
        self.primes = primes
        self.found: list[tuple[Unclear, ...]] = []
        self._known: dict[Hashable, int] = {}
        self._persons: dict[str, Person] = {}
        self._classes: dict[tuple[int, str], int] = {}
        self._places: dict[int, tuple[ConditionId, Award, Seat | None]] = {}
        self._reasons: dict[int, str] = {}
        self._words: dict[Fact, str] = {}

    def orders(self, asked: Iterable[tuple[Any, ...]]) -> list[tuple[int, int, int]]:
        """Which places share an order: rows of a place, the first with the same order, and 1 if it turns on who asks.

        ``asked`` are places, numbered: the condition, what is missing, and the award, without whom it belongs to.
        """
        firsts: dict[Hashable, int] = {}
        rows: list[tuple[int, int, int]] = []
        for place, condition, why, *what in asked:
            if why or condition is None:
                first = firsts.setdefault(why, place)
                self._reasons[first] = str(why)
                rows.append((place, first, 0))
                continue
            told = msgspec.convert(("", *what), Asked)
            award = award_of(told, self.primes.get(RecipientId(told.through or "")))
            seat = self.compiled.seat(condition, award)
            first = place if seat is None else firsts.setdefault(seat.order.number, place)
            self._places.setdefault(first, (condition, award, seat))
            rows.append((place, first, 1))
        return rows

    def number(self, place: int, person: str | None) -> int:
        """Which of ``found`` says why a person's answer is unclear at the first place of an order."""
        if person is None or place not in self._places:
            why = self._reasons[place]
            return self._keep(why, lambda: (_reason(why, why),))
        condition, award, seat = self._places[place]
        if seat is None:
            return self._keep((place, person), lambda: self._told(self._alone(condition, award, person)))
        class_ = self._class(seat, person)
        return self._keep((seat.order.number, class_), lambda: self._told(seat.open_facts(class_, self.day)))

    def _class(self, seat: Seat, person: str) -> int:
        grouping = seat.grouping
        found = self._classes.get((grouping.number, person))
        if found is None:
            who = self._persons.get(person)
            if who is None:
                who = self._persons[person] = self.compiled.roster.person(self.people[person])
            found = self._classes[grouping.number, person] = grouping.class_of(who)
        return found

    def _keep(self, key: Hashable, make: Callable[[], tuple[Unclear, ...]]) -> int:
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = len(self.found)
            self.found.append(make())
        return number

    def _alone(self, condition: ConditionId, award: Award, person: str) -> Found:
        """By the reference evaluator, where the award is of no kind that is compiled."""
        law = self.compiled.law
        cell = Cell.of(law, self.people[person], condition, award=award, known_on=self.compiled.known_on)
        solution = solve(law, cell, self.compiled.builder.bearing(condition, award), self.day)
        return Found(solution.open_facts, solution.unsplit)

    def _told(self, found: Found) -> tuple[Unclear, ...]:
        told = [
            Unclear(
                fact=str(o.fact),
                in_words=self._in_words(o.fact),
                awards=0,
                obligated="0.00",
                remaining="0.00",
                yes=o.yes.value,
                no=o.no.value,
                event=self.compiled.law.effects[o.effect].event,
            )
            for o in found.deciding
        ]
        told += [_reason(str(f), self._in_words(f)) for f in found.unsplit]
        return tuple(told) or (_reason("open facts", _TOO_MANY),)

    def _in_words(self, fact: Fact) -> str:
        found = self._words.get(fact)
        if found is None:
            found = self._words[fact] = _of_many(fact_in_words(self.compiled.law, fact))
        return found


def either(one: Unclear, other: Unclear) -> Unclear:
    """What a fact settles for two answers: ``unclear`` where it does not settle both alike, whichever comes first.

    It settles nothing known (``None``) if that is so of either.
    """
    if one == other:
        return one
    events = [event for event in (one.event, other.event) if event is not None]
    return msgspec.structs.replace(
        one,
        in_words=min(one.in_words, other.in_words),
        yes=_alike(one.yes, other.yes),
        no=_alike(one.no, other.no),
        event=min(events, default=None),
    )


def _alike(one: str | None, other: str | None) -> str | None:
    if one is None or other is None:
        return None
    return one if one == other else Status.UNCLEAR.value


def _reason(fact: str, words: str) -> Unclear:
    return Unclear(fact=fact, in_words=words, awards=0, obligated="0.00", remaining="0.00")


def _of_many(words: str) -> str:
    """A fact that is told to one recipient, said of many."""
    for you, other in (
        ("you are", "the recipient is"),
        ("you were", "the recipient was"),
        ("your", "its"),
        ("you", "the recipient"),
    ):
        words = re.sub(rf"\b{you}\b", other, words)
    return words
