"""``enjoined history``: how a status came about, step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import click
import msgspec

from enjoined.cli.answers import NOT_ADVICE, NOT_HELD, heading, title_of
from enjoined.cli.options import ask, emit_json, format_options, open_named, question_options
from enjoined.cli.status import Receipt, receipt
from enjoined.cli.style import day, dim, mark, paragraph, status_word
from enjoined.law import Status, Step, Timeline, timelines
from enjoined.law.activity import View
from enjoined.law.answering.proof import prove
from enjoined.law.answering.qualifiers import Qualifier
from enjoined.law.answering.sentences import subject_of
from enjoined.law.answering.words import ending, label
from enjoined.law.options import Alternative, alternatives, unsettled
from enjoined.model import ConditionId, Day, EffectId, EventId, as_date, spoken
from enjoined.registry.table import LawTable

__all__ = ["History", "HistoryStep", "command"]


class HistoryStep(msgspec.Struct, frozen=True, kw_only=True, rename={"start": "from"}):
    """One stretch of days; ``because`` is the event that began it, ``events`` all that changed on its first day.

    ``qualifiers`` are the unsettled points of law that decide the status on some of its days.
    """

    start: date | None
    until: date | None
    status: Status
    because: EventId | None
    events: tuple[EventId, ...]
    restraints: tuple[EffectId, ...]
    possible: tuple[Status, ...]
    qualifiers: tuple[Qualifier, ...]


class History(msgspec.Struct, frozen=True, kw_only=True):
    """``history --format json`` for one condition."""

    schema: str
    registry: Receipt
    recipient: str
    capacity: str
    condition: ConditionId
    steps: tuple[HistoryStep, ...]


_Others = tuple[Alternative, ...]


@click.command("history")
@question_options
@format_options("text", "json")
def command(form: str, as_json: bool, **options: Any) -> None:
    """Show the whole course of a condition's status for a recipient, each step with its cause.

    \b
    enjoined history -r "Chicago, IL" --condition jag-fy2017/56b
    """
    registry = open_named(options["overlays"])
    question = ask(registry, options)
    lines = timelines(registry.law, question)
    others = alternatives(registry.law, question.options)
    if as_json or form == "json":
        made_from = receipt(registry, question.options, question.on)
        found = [_history(registry.law, line, others, made_from) for line in lines]
        emit_json(found[0] if len(found) == 1 else found)
        return
    click.echo(heading(registry.law, question, of_a_day=False))
    for line in lines:
        several = question.award.through is not None
        for text in _text(registry.law, line, others, question.on, several=several):
            click.echo(text)
    if not lines:
        click.echo(NOT_HELD)
    click.echo()
    click.echo(dim(NOT_ADVICE))


def _history(law: LawTable, line: Timeline, others: _Others, made_from: Receipt) -> History:
    points = _Points(law, line, others)
    return History(
        schema="enjoined.history/1",
        registry=made_from,
        recipient=line.cell.recipient.id,
        capacity="direct" if line.cell.award.through is None else "sub",
        condition=line.cell.condition.id,
        steps=tuple(_step(s, points.deciding(s)) for s in line.steps()),
    )


class _Points:
    """The unsettled points of law that bear on a cell; ``law`` is the table as recorded."""

    def __init__(self, law: LawTable, line: Timeline, others: _Others) -> None:
        recorded = Timeline(law, line.cell)
        bearing = {effect.id for effect in recorded.effects}
        self._law = law
        self._cell = line.cell
        self._others = tuple(other for other in others if not other.touched.isdisjoint(bearing))
        self._days = sorted({*recorded.boundaries, *line.boundaries} if self._others else ())

    def deciding(self, step: Step) -> dict[Qualifier, Day]:
        """Those that decide the status in a step, each with the first day; of the time before all, none."""
        found: dict[Qualifier, Day] = {}
        for one in self._days:
            if step.start is not None and step.start <= one and (step.until is None or one < step.until):
                for remark in unsettled(self._law, self._others, self._cell, one, step.solution.status):
                    found.setdefault(remark, one)
        return found


def _step(step: Step, qualifiers: Iterable[Qualifier]) -> HistoryStep:
    return HistoryStep(
        start=as_date(step.start),
        until=as_date(step.until),
        status=step.solution.status,
        because=step.because[0] if step.because else None,
        events=step.because,
        restraints=step.solution.active,
        possible=step.solution.outcomes,
        qualifiers=tuple(qualifiers),
    )


def _text(law: LawTable, line: Timeline, others: _Others, on: Day, *, several: bool) -> Iterator[str]:
    points = _Points(law, line, others)
    condition = line.cell.condition
    whose = f"{title_of(line.cell.recipient)}: " if several else ""
    yield ""
    yield paragraph(f"{whose}{condition.id}  {dim(subject_of(law, condition))}", 2)
    before, *steps = line.steps()
    if not steps:
        status = before.solution.status
        said = f"on any day: {_why(line, on)}" if status is Status.NOT_IMPOSED else "on every day"
        yield paragraph(said, 17, hang=f"{mark(status)} {status_word(status)} ")
    for last, step in pairwise((before, *steps)):
        start = as_date(step.start)
        assert step.start is not None and start is not None
        status, outcomes = step.solution.status, step.solution.outcomes
        still = "still " if status is last.solution.status else ""
        head = f"    {day(start):>11}  {mark(status)} {still}{status_word(status)}"
        open_ = f"({' or '.join(o.words for o in outcomes)})" if len(outcomes) > 1 else ""
        yield paragraph(open_, hang=f"{head} ") if open_ else head
        for event in step.because:
            ended = ending(line.law, line.law.events[event], step.start)
            yield dim(paragraph(label(law, law.events[event]) + (f": {ended}" if ended else ""), 20))
            yield dim(f"{'':20}[{event}]")
        standing = dict.fromkeys(law.effects[e].event for e in step.solution.active)
        if still and standing and standing.keys() != set(step.because):
            labels = "; ".join(label(law, law.events[e]) for e in standing)
            yield dim(paragraph(f"now by {labels}", 20))
        for remark, day_ in points.deciding(step).items():
            later = f"from {spoken(day_)}: " if day_ > step.start else ""
            yield dim(paragraph(f"{later}{remark.text}", 20, hang="· "))


def _why(line: Timeline, on: Day) -> str:
    """Why a condition is not imposed on a day."""
    return prove(View(line.law, line.cell, on), line.bearing).why
