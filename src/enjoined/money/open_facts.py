"""Why an answer of a portfolio is unclear: the facts that would settle it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Final

import msgspec

from enjoined.law.cell import Award, Cell
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.people import Person
from enjoined.law.compiled.table import Seat
from enjoined.law.status import Status, solve
from enjoined.law.words import fact_in_words
from enjoined.model import ConditionId, Day, Recipient
from enjoined.money.questions import Asked, award_of
from enjoined.money.report import Unclear

__all__ = ["OpenFacts", "either"]

_PRIME: Final = "who passes the money on"


class OpenFacts:
    """The open facts behind unclear answers, worked out once for each class of people under an order.

    ``found`` are the sets of reasons met so far: what answers have in common is looked at once for all of them.
    """

    def __init__(self, compiled: CompiledLaw, day: Day, people: Mapping[str, Recipient]) -> None:
        self.compiled = compiled
        self.day = day
        self.people = people
        self.found: list[tuple[Unclear, ...]] = []
        self._known: dict[Hashable, int] = {}
        self._persons: dict[str, Person] = {}
        self._seats: dict[int, tuple[ConditionId, Award, Seat]] = {}
        self._reasons: dict[int, str] = {}

    def orders(self, asked: Iterable[tuple[Any, ...]]) -> list[tuple[int, int, int]]:
        """Which places share an order: rows of a place, the first with the same order, and 1 if it turns on who asks.

        ``asked`` are places, numbered: the condition, what is missing, and the award, without whom it belongs to.
        """
        firsts: dict[Hashable, int] = {}
        rows: list[tuple[int, int, int]] = []
        for place, condition, why, *what in asked:
            seat: Seat | None = None
            if not why and condition is not None:
                award = award_of(msgspec.convert(("", *what), Asked))
                seat = self.compiled.seat(ConditionId(condition), award)
                why = _PRIME
            if seat is None:
                first = firsts.setdefault(why, place)
                self._reasons[first] = str(why)
            else:
                first = firsts.setdefault(seat.order.number, place)
                self._seats.setdefault(first, (ConditionId(condition), award, seat))
            rows.append((place, first, int(seat is not None)))
        return rows

    def number(self, place: int, person: str | None) -> int:
        """Which of ``found`` says why a person's answer is unclear at the first place of an order."""
        seat = self._seats.get(place)
        if seat is None or person is None:
            why = self._reasons[place]
            return self._keep(why, lambda: (_reason(why, why),))
        condition, award, where = seat
        who = self._persons.get(person)
        if who is None:
            who = self._persons[person] = self.compiled.roster.person(self.people[person])
        key = (where.order.number, where.grouping.class_of(who))
        return self._keep(key, lambda: self._worked_out(condition, award, where, who.recipient))

    def _keep(self, key: Hashable, make: Callable[[], tuple[Unclear, ...]]) -> int:
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = len(self.found)
            self.found.append(make())
        return number

    def _worked_out(
        self, condition: ConditionId, award: Award, seat: Seat, recipient: Recipient
    ) -> tuple[Unclear, ...]:
        law = self.compiled.law
        cell = Cell.of(law, recipient, condition, award=award, known_on=self.compiled.known_on)
        solution = solve(law, cell, seat.order.bearing, self.day)
        found = [
            Unclear(
                fact=str(o.fact),
                in_words=fact_in_words(law, o.fact),
                awards=0,
                obligated="0.00",
                remaining="0.00",
                yes=o.yes.value,
                no=o.no.value,
                event=law.effects[o.effect].event,
            )
            for o in solution.open_facts
        ]
        found += [_reason(str(f), fact_in_words(law, f)) for f in solution.unsplit]
        return tuple(found) or (_reason("open facts", "more facts are open than can be told apart"),)


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
