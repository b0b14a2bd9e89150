"""Everybody, sorted once for all the worlds that an answer compares, and the laws of these compiled once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from enjoined.law.answering.question import Question
from enjoined.law.cell import Award, Cell, with_wholes
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.facts import OF_RECIPIENTS, SuppliedFact
from enjoined.law.options import Alternative, alternatives, apply
from enjoined.law.timeline import Timeline
from enjoined.law.worlds.classes import Alike, Columns, People, of_one_line, people
from enjoined.law.worlds.courses import Becoming, becomings, turns_of
from enjoined.model import Condition, Day, Recipient
from enjoined.registry.table import LawTable

__all__ = ["Nation"]


class Nation(msgspec.Struct, frozen=True, kw_only=True):
    """Everybody of whom something is asked, for awards they hold themselves, in one world or in several.

    The laws as ``recorded`` are compiled under the options of the question as ``worlds``; ``others`` are the other
    choices on unsettled points for each of them. ``classes`` keeps who is of which class in a compiled law. The
    question's recipient does not count.
    """

    question: Question
    recorded: tuple[LawTable, ...]
    worlds: tuple[CompiledLaw, ...]
    others: tuple[tuple[Alternative, ...], ...]
    who: People
    classes: Columns = {}

    @classmethod
    def of(cls, question: Question, everybody: Iterable[Recipient], *recorded: LawTable) -> Nation:
        """Everybody under some laws as recorded."""
        laws = [apply(law, question.options) for law in recorded]
        others = tuple([alternatives(law, question.options) for law in recorded])
        otherwise = [other.law for choices in others for other in choices]
        who = people(laws[0], everybody, *laws[1:], *otherwise)
        return cls(
            question=question,
            recorded=recorded,
            worlds=tuple([compile_law(law, known_on=question.known_on) for law in laws]),
            others=others,
            who=_as_stated(who, question.supplied) if question.supplied else who,
        )

    @property
    def award(self) -> Award:
        """The award asked about, which all hold themselves."""
        return Award(program=self.question.program, fiscal_year=self.question.fiscal_year)

    def alike(self, worlds: Sequence[CompiledLaw], condition: Condition) -> tuple[Alike, ...]:
        """Who fares alike under a condition in each of some worlds."""
        return of_one_line(worlds, condition, self.who, self.award, self.classes)

    def line(self, law: LawTable, one: Recipient, condition: Condition) -> Timeline:
        """The time line of somebody under a condition of a law."""
        asked = self.question
        cell = Cell.of(
            law, one, condition.id, award=self.award, supplied=asked.supplied, known_on=asked.known_on
        )
        return Timeline(law, cell)

    def turns(
        self, compiled: CompiledLaw, one: Recipient, condition: Condition, since: Day, until: Day
    ) -> tuple[Becoming, ...]:
        """Each day from ``since`` to ``until``, both included, on which the status of somebody becomes another.

        The compiled law answers unless the user states something that a class turns on. Of a class it says the same,
        open facts by name and all, so that these fare alike too whatever is stated.
        """
        if _is_beside(compiled, self.question.supplied, one, condition, self.award):
            return becomings(compiled, one, condition.id, since, until, self.award)
        return tuple(turns_of(self.line(compiled.law, one, condition), since, until))


def _as_stated(who: People, stated: tuple[SuppliedFact, ...]) -> People:
    """The people, each with what they are stated to be a part of."""
    return msgspec.structs.replace(
        who,
        crowds=tuple(msgspec.structs.replace(c, one=with_wholes(c.one, stated)) for c in who.crowds),
        named=tuple(with_wholes(recipient, stated) for recipient in who.named),
    )


def _is_beside(
    compiled: CompiledLaw, stated: Sequence[SuppliedFact], one: Recipient, condition: Condition, award: Award
) -> bool:
    """Whether nothing that is open about the recipient under the condition is what the user states."""
    seat = compiled.seat(condition.id, award)
    if seat is None or not OF_RECIPIENTS.issuperset(fact.kind for fact in stated):
        return not stated
    numbers = seat.grouping.numbers(seat.grouping.class_of(compiled.roster.person(one)))
    values = [compiled.builder.values.all[number] for number in numbers.values()] if stated else []
    asked = {fact for value in values for _, piece in value for fact in piece.asked}
    return not any(fact.is_about(open_) for fact in stated for open_ in asked)
