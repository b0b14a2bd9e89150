"""A question as people ask it (a recipient, a program, a year, a family) and its answers, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.law.answering.answer import Answer, Settles, Unclear, answer_for
from enjoined.law.answering.meant import require, require_condition, require_listing
from enjoined.law.answering.qualifiers import QualifierKind
from enjoined.law.cell import ANY_AWARD, Award, Cell
from enjoined.law.facts import SuppliedFact
from enjoined.law.options import Options, alternatives, apply, unsettled
from enjoined.law.status import Status
from enjoined.law.timeline import Timeline
from enjoined.model import (
    Condition,
    Coverage,
    Day,
    FamilyId,
    InstrumentId,
    ProgramId,
    Recipient,
    RecipientId,
)
from enjoined.registry.table import LawTable

__all__ = ["Question", "answers", "cells", "idle_facts", "select", "timelines", "unrecorded"]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: the filters choose conditions, award and facts make the cells, the options the law."""

    recipient: Recipient
    on: Day
    known_on: Day | None = None
    family: FamilyId | None = None
    condition: str | None = None
    program: ProgramId | None = None
    fiscal_year: int | None = None
    instrument: InstrumentId | None = None
    award: Award = ANY_AWARD
    supplied: tuple[SuppliedFact, ...] = ()
    options: Options = Options()
    notes: tuple[str, ...] = ()


def select(law: LawTable, question: Question) -> tuple[Condition, ...]:
    """The recorded conditions the question is about, in the order of instruments and numbers.

    Raises ``InputError`` for a condition, family or instrument the registry does not know; a program or year it
    does not hold is no error but an unclear answer.
    """
    require(law, question.family, "--family")
    require(law, question.instrument, "--instrument")
    require_listing(law, question.program)
    found = [c for c in law.conditions.values() if _matches(law, question, c)]
    if question.condition is not None and not found:
        named = [c for c in law.conditions.values() if _is_named(c, question.condition)]
        if not named:
            require_condition(law, question.condition)
        raise InputError(
            f"{question.condition} is {_described(law, named[0])}",
            where="--condition",
            remedy="drop the other filters",
        )
    return tuple(sorted(found, key=_in_order))


def _described(law: LawTable, condition: Condition) -> str:
    """What a condition belongs to, to set against filters that contradict it."""
    instrument = law.instruments[condition.instrument]
    years = _years(instrument.fiscal_years) or "no one fiscal year"
    return (
        f"of {instrument.id} (program {', '.join(instrument.programs)}; {years}), family {condition.family}"
    )


def _is_named(condition: Condition, name: str) -> bool:
    """By its id, or by the printed number that stands for all its lettered parts."""
    return name == condition.id or (
        condition.number != "" and name == f"{condition.instrument}/{condition.number}"
    )


def _matches(law: LawTable, question: Question, condition: Condition) -> bool:
    instrument = law.instruments[condition.instrument]
    return (
        (question.condition is None or _is_named(condition, question.condition))
        and (question.family is None or condition.family == question.family)
        and (question.program is None or question.program in instrument.programs)
        and (question.fiscal_year is None or question.fiscal_year in instrument.fiscal_years)
        and (question.instrument is None or instrument.id == question.instrument)
    )


def _in_order(condition: Condition) -> tuple[str, int, str]:
    digits = re.match(r"\d+", condition.number)
    return condition.instrument, int(digits.group()) if digits else 10_000, condition.id


def cells(law: LawTable, question: Question) -> tuple[Cell, ...]:
    """The cells of the question; with a prime recipient, the sub-recipient's own and then the prime's."""
    award = msgspec.structs.replace(
        question.award, program=question.program, fiscal_year=question.fiscal_year
    )
    parties: list[tuple[Recipient, Award, RecipientId | None]] = [(question.recipient, award, None)]
    if award.through is not None:
        passed_on = msgspec.structs.replace(award, through=None)
        parties.append((award.through, passed_on, question.recipient.id))
    return tuple(
        Cell.of(
            law,
            recipient,
            c.id,
            award=held,
            supplied=question.supplied,
            known_on=question.known_on,
            asked=asked,
        )
        for recipient, held, asked in parties
        for c in select(law, question)
    )


def timelines(law: LawTable, question: Question) -> tuple[Timeline, ...]:
    """The time line of every cell of the question, under its options."""
    world = apply(law, question.options)
    return tuple(Timeline(world, cell) for cell in cells(law, question))


def answers(law: LawTable, question: Question) -> tuple[Answer, ...]:
    """The answers for all cells of the question, and one for what the registry does not hold, if anything.

    ``law`` is the table as recorded; an answer that another choice on an unsettled point would change says so.
    """
    world, others = apply(law, question.options), alternatives(law, question.options)
    found = []
    for cell in cells(law, question):
        answer = answer_for(world, cell, question.on)
        if remarks := unsettled(law, others, cell, question.on, answer.status):
            ordered = sorted((*answer.qualifiers, *remarks), key=lambda q: _KINDS.index(q.kind))
            answer = msgspec.structs.replace(answer, qualifiers=tuple(ordered))
        found.append(answer)
    return (*found, *_gaps(law, question, bool(found)))


_KINDS: Final = tuple(QualifierKind)


def idle_facts(law: LawTable, question: Question, found: tuple[Answer, ...]) -> tuple[SuppliedFact, ...]:
    """The facts stated for the question that change none of its answers: misspelt, beside the point or impossible."""
    told = [(a.status, a.unclear_because) for a in found]

    def without(fact: SuppliedFact) -> Question:
        rest = tuple(f for f in question.supplied if f is not fact)
        return msgspec.structs.replace(question, supplied=rest)

    return tuple(
        fact
        for fact in question.supplied
        if [(a.status, a.unclear_because) for a in answers(law, without(fact))] == told
    )


def _gaps(law: LawTable, question: Question, answered: bool) -> tuple[Answer, ...]:
    """What coverage says of the program and year asked about: outside it nobody may say "not imposed"."""
    if answered and (question.condition is not None or question.instrument is not None):
        return ()
    if question.program is None and question.fiscal_year is None and answered:
        return ()
    held = [c for c in law.coverage if _speaks_of(c, question)]
    if not held:
        award = _award_in_words(law, question)
        return () if answered else (_gap(question, f"no instrument recorded for {award}", Status.UNCLEAR),)
    missing = [c for c in held if not c.complete]
    if missing and (question.family is None or not answered):
        gap = _gap(question, _incomplete(law, question, missing), Status.UNCLEAR)
        return (msgspec.structs.replace(gap, title="any other condition") if answered else gap,)
    return () if answered else (_gap(question, "", Status.NOT_IMPOSED),)


_MOST_GAPS: Final = 3


def _incomplete(law: LawTable, question: Question, missing: Sequence[Coverage]) -> str:
    """What is missing, and of which awards where the question does not name them."""
    in_general = "the conditions held are not complete"
    if len(missing) > _MOST_GAPS:
        if question.program is not None:
            return f"{_years(sorted({year for c in missing for year in c.fiscal_years}))}: {in_general}"
        return f"of {len({program for c in missing for program in c.programs})} programs {in_general}"
    told = []
    for coverage in missing:
        held = [law.programs[p].short if p in law.programs else p for p in coverage.programs]
        where = [
            ", ".join(held) if question.program is None else "",
            _years(coverage.fiscal_years) if question.fiscal_year is None else "",
        ]
        told.append(": ".join(filter(None, (", ".join(filter(None, where)), coverage.why or in_general))))
    return "; ".join(told)


def _years(years: Sequence[int]) -> str:
    return ", ".join(f"FY{year}" for year in years)


def _speaks_of(coverage: Coverage, question: Question) -> bool:
    return (
        (question.program is None or question.program in coverage.programs)
        and (question.fiscal_year is None or question.fiscal_year in coverage.fiscal_years)
        and (question.family is None or not coverage.families or question.family in coverage.families)
    )


def _award_in_words(law: LawTable, question: Question) -> str:
    parts = []
    if question.program is not None:
        known = law.programs.get(question.program)
        parts.append(f"program {question.program}" + (f" ({known.short})" if known else ""))
    if question.fiscal_year is not None:
        parts.append(f"FY{question.fiscal_year}")
    return ", ".join(parts) or "this award"


def unrecorded(question: Question, why: str) -> Answer:
    """The answer where the registry holds no condition to answer for: unclear, with the reason."""
    return _gap(question, why, Status.UNCLEAR)


def _gap(question: Question, why: str, status: Status) -> Answer:
    because = (Unclear(fact=why, settles=Settles(), event=None, in_words=why),) if why else ()
    return Answer(
        recipient=question.recipient.id,
        capacity="direct" if question.award.through is None else "sub",
        condition=None,
        families=() if question.family is None else (question.family,),
        instrument=question.instrument,
        number=None,
        title="",
        summary="",
        program=() if question.program is None else (question.program,),
        fiscal_year=() if question.fiscal_year is None else (question.fiscal_year,),
        status=status,
        unclear_because=because,
        possible=(),
    )
