"""``enjoined history``: how a status came about, step by step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import click
import msgspec

from enjoined.cli.answers import NOT_ADVICE, heading
from enjoined.cli.options import ask, emit_json, format_options, open_named, question_options
from enjoined.cli.status import Receipt, receipt
from enjoined.cli.style import day, dim, mark, paragraph, status_word
from enjoined.law import Status, Step, Timeline, timelines
from enjoined.law.answering.words import label
from enjoined.model import YES, ConditionId, Day, EffectId, EventId, as_date
from enjoined.registry.table import LawTable

__all__ = ["History", "HistoryStep", "command"]


class HistoryStep(msgspec.Struct, frozen=True, kw_only=True, rename={"start": "from"}):
    """One stretch of days; ``because`` is the event that began it, ``events`` all that changed on its first day."""

    start: date | None
    until: date | None
    status: Status
    because: EventId | None
    events: tuple[EventId, ...]
    restraints: tuple[EffectId, ...]
    possible: tuple[Status, ...]


class History(msgspec.Struct, frozen=True, kw_only=True):
    """``history --format json`` for one condition."""

    schema: str
    registry: Receipt
    recipient: str
    condition: ConditionId
    steps: tuple[HistoryStep, ...]


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
    if as_json or form == "json":
        made_from = receipt(registry, question.options, question.on)
        found = [_history(line, made_from) for line in lines]
        emit_json(found[0] if len(found) == 1 else found)
        return
    click.echo(heading(registry.law, question))
    for line in lines:
        for text in _text(registry.law, line):
            click.echo(text)
    if not lines:
        click.echo("  no such condition is recorded; see: enjoined status (same arguments)")
    click.echo()
    click.echo(dim(NOT_ADVICE))


def _history(line: Timeline, made_from: Receipt) -> History:
    return History(
        schema="enjoined.history/1",
        registry=made_from,
        recipient=line.cell.recipient.id,
        condition=line.cell.condition.id,
        steps=tuple(_step(s) for s in line.steps()),
    )


def _step(step: Step) -> HistoryStep:
    return HistoryStep(
        start=as_date(step.start),
        until=as_date(step.until),
        status=step.solution.status,
        because=step.because[0] if step.because else None,
        events=step.because,
        restraints=step.solution.active,
        possible=step.solution.outcomes,
    )


def _text(law: LawTable, line: Timeline) -> Iterator[str]:
    condition = line.cell.condition
    yield ""
    title = law.families[condition.family].title
    yield paragraph(f"{condition.id}  {title}", 2).replace(title, dim(title))
    for step in line.steps():
        if step.start is None:
            continue
        start = as_date(step.start)
        assert start is not None
        status, outcomes = step.solution.status, step.solution.outcomes
        open_ = f" ({' or '.join(outcomes)})" if len(outcomes) > 1 else ""
        yield f"    {day(start):>11}  {mark(status)} {status_word(status)}{open_}"
        for event in step.because:
            yield dim(paragraph(label(law, law.events[event]) + _end(line, event, step.start), 20))
            yield dim(f"{'':20}[{event}]")


def _end(line: Timeline, event: EventId, start: Day) -> str:
    """What a step owes to an event if an effect of it ends on the day, and none begins."""
    effects = [e for e in line.effects if e.event == event]
    if any(start in (e.start.earliest, e.start.latest) for e in effects):
        return ""
    ends = [e.until for e in effects if e.until is not None and start in (e.until.earliest, e.until.latest)]
    if not ends:
        return ""
    return ": ran out" if all(end.by(start) is YES for end in ends) else ": may have run out"
