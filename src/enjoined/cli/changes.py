"""``enjoined changes``: who became bound or free, when, and by which event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click
import msgspec

from enjoined.cli.answers import NOT_ADVICE, NOT_HELD, selection, title_of
from enjoined.cli.options import (
    DAY,
    choice_option,
    emit_json,
    format_options,
    open_named,
    parse_facts,
    registry_option,
    selection_options,
)
from enjoined.cli.status import Receipt, receipt
from enjoined.cli.style import bold, day, dim, mark, paragraph
from enjoined.errors import InputError
from enjoined.law import Question, Status
from enjoined.law.answering.freshness import stale
from enjoined.law.answering.question import select
from enjoined.law.answering.words import ending, label, name_of
from enjoined.law.options import Deciding, parse_options
from enjoined.law.worlds.changes import Change, changes, national_changes, turn_of
from enjoined.law.worlds.compare import Difference, Why, compare
from enjoined.law.worlds.nation import Nation
from enjoined.law.worlds.unsettled import deciding_changes, deciding_national_changes
from enjoined.model import (
    ConditionId,
    Day,
    FamilyId,
    InstrumentId,
    Kind,
    ProgramId,
    Recipient,
    RecipientId,
    spoken,
)
from enjoined.recipients.states import STATES
from enjoined.registry.open import Registry, open_registry
from enjoined.registry.table import LawTable

__all__ = ["ChangesReport", "command", "decided", "numbered", "of_anybody"]

_NAMES_SHOWN = 4
_CONDITIONS_SHOWN = 8
_ANYBODY = Recipient(id=RecipientId("us"), kind=Kind.CITY, name="Every recipient")
"""Stands in the question where the answer is for everybody."""


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked, echoed; ``recipient`` is ``None`` for everybody."""

    recipient: str | None
    since: date
    until: date
    program: str | None
    fiscal_year: int | None
    instrument: str | None
    family: str | None
    condition: str | None
    facts: tuple[str, ...]


class ChangesReport(msgspec.Struct, frozen=True, kw_only=True):
    """``changes --format json``: ``changes`` are what courts and agencies did, ``corrections`` what the registry had
    wrong before (``None`` unless asked for).

    ``qualifiers`` are the unsettled points of law that decide the changes, with the conditions.
    """

    schema: str
    question: Window
    registry: Receipt
    changes: tuple[Change, ...]
    qualifiers: tuple[Deciding, ...] = ()
    compared_with: Receipt | None = None
    corrections: tuple[Difference, ...] | None = None


@click.command("changes")
@click.option("--since", type=DAY, required=True, help="First day of the window.")
@click.option("--until", type=DAY, default="today", help="Last day of the window (default: today).")
@click.option("--recipient", "-r", help="One recipient; without it everybody, told by classes.")
@selection_options
@click.option("--fact", "facts", multiple=True, metavar="EDGE", help="A missing fact (may repeat).")
@click.option(
    "--corrections",
    is_flag=True,
    help="Also what the registry itself corrected, apart from what a court or agency did.",
)
@click.option(
    "--compared-with",
    "older",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Older release to compare with (default: the one installed before the current one).",
)
@choice_option
@registry_option
@format_options("text", "json")
def command(
    overlays: tuple[Path, ...],
    corrections: bool,
    older: Path | None,
    form: str,
    as_json: bool,
    **options: Any,
) -> None:
    """Show who became bound or free between two days, and by which order or notice.

    \b
    enjoined changes --since 2018-06-01 --until 2018-12-31 --program 16.738
    enjoined changes --since 2018-06-01 -r "Chicago, IL"
    enjoined changes --since 2026-10-01 --corrections --compared-with registry-2026.10.zip
    """
    since, until = options["since"], options["until"]
    if until < since:
        raise InputError(
            f"the window ends on {spoken(until)}, before it begins on {spoken(since)}",
            where="--until",
            remedy="give a day not before --since",
        )
    before = _older(older) if corrections or older is not None else None
    registry = open_named(overlays)
    named = options["recipient"]
    question = of_anybody(registry, options, until)
    if named:
        found = changes(registry.law, question, since, until)
        points = deciding_changes(registry.law, question, since, until)
    else:
        nation = Nation.of(question, registry.everybody(), registry.law)
        found = national_changes(nation, since, until)
        points = deciding_national_changes(nation, since, until)
    corrected = (
        _corrections(before, registry, question, since, alone=bool(named)) if before is not None else ()
    )
    if as_json or form == "json":
        emit_json(_report(registry, question, options, found, points, before, corrected))
        return
    who = title_of(question.recipient) if named else question.recipient.name
    click.echo(
        " · ".join([bold(who), *selection(registry.law, question), f"{spoken(since)} to {spoken(until)}"])
    )
    if remark := stale(registry.law, until):
        click.echo(dim(paragraph(remark, 2, hang="! ")))
    if before is not None:
        click.echo("\n" + bold("A court or an agency acted"))
    for line in _text(registry.law, found, alone=bool(named)):
        click.echo(line)
    if not found:
        held = select(registry.law, question)
        click.echo("  Nothing on record changed in these days." if held else NOT_HELD)
    for line in decided(registry.law, points):
        click.echo(line)
    if before is not None:
        from enjoined.cli.registry.diff import difference_lines  # which reads numbers of conditions from here

        click.echo("\n" + bold(f"The registry was corrected since version {before.law.version}"))
        for line in difference_lines(before.law, registry.law, corrected, marked=False):
            click.echo(line)
        if not corrected:
            click.echo("  No answer for these days was corrected.")
    click.echo()
    click.echo(dim(NOT_ADVICE))


def _older(file: Path | None) -> Registry:
    """The release to compare with. Raises ``InputError`` if none is named and none was installed before."""
    if file is None:
        from enjoined.registry.releases.release import previous

        file = previous()
        if file is None:
            raise InputError(
                "there is no older release to compare with",
                where="--corrections",
                remedy="name one with --compared-with FILE",
            )
    return open_registry(base=file)


def _corrections(
    before: Registry, registry: Registry, question: Question, since: Day, *, alone: bool
) -> tuple[Difference, ...]:
    """Where the older release was wrong about days of the window, given what was public when it was made."""
    as_of = before.law.as_of or question.on
    found = compare(
        before.law,
        registry.law,
        registry.everybody(),
        as_of,
        only=[c.id for c in select(registry.law, question)],
        one=question.recipient if alone else None,
        asked=question,
    )
    return tuple(
        d
        for d in found
        if d.kind is Why.CORRECTION
        and (d.since is None or d.since.toordinal() <= question.on)
        and (d.until is None or d.until.toordinal() > since)
    )


def of_anybody(registry: Registry, options: dict[str, Any], on: Day) -> Question:
    """The question that the options make, about everybody if they name nobody."""
    named = options["recipient"]
    return Question(
        recipient=registry.recipient(named, where="--recipient") if named else _ANYBODY,
        on=on,
        family=FamilyId(options["family"]) if options["family"] else None,
        condition=options["condition"],
        program=ProgramId(options["program"]) if options["program"] else None,
        fiscal_year=options["fiscal_year"],
        instrument=InstrumentId(options["instrument"]) if options["instrument"] else None,
        supplied=parse_facts(registry.law, options["facts"]),
        options=parse_options(options["choices"]),
    )


def _report(
    registry: Registry,
    question: Question,
    options: dict[str, Any],
    found: tuple[Change, ...],
    points: tuple[Deciding, ...],
    before: Registry | None,
    corrected: tuple[Difference, ...],
) -> ChangesReport:
    since: Day = options["since"]
    return ChangesReport(
        schema="enjoined.changes/1",
        question=Window(
            recipient=question.recipient.id if options["recipient"] else None,
            since=date.fromordinal(since),
            until=date.fromordinal(question.on),
            program=question.program,
            fiscal_year=question.fiscal_year,
            instrument=question.instrument,
            family=question.family,
            condition=question.condition,
            facts=options["facts"],
        ),
        registry=receipt(registry, question.options, question.on),
        changes=found,
        qualifiers=points,
        compared_with=receipt(before, question.options, question.on) if before is not None else None,
        corrections=corrected if before is not None else None,
    )


# --- text -------------------------------------------------------------------------------------------------------

_Line = tuple[str, Status, Status, tuple[ConditionId, ...]]
"""Who, from, to, which conditions."""


def _text(law: LawTable, found: Sequence[Change], *, alone: bool) -> Iterator[str]:
    """The changes by day and event: first what happened, then for whom it made which difference."""
    for (when, because), same in groupby(found, key=lambda c: (c.day, c.because)):
        yield ""
        if because is None:
            yield f"{bold(day(when))}  a dated fact of the recipient"
        else:
            event = law.events[because]
            ended = ending(law, event, Day(when.toordinal()))
            yield paragraph(label(law, event) + (f": {ended}" if ended else ""), hang=f"{bold(day(when))}  ")
            yield dim(paragraph(event.title, 4))
            edges = {event.date.earliest: "first", event.date.latest: "last"}
            edge = edges.get(Day(when.toordinal()))
            if not event.date.is_certain and edge:
                yield dim(paragraph(f"Its day is not on record: this is the {edge} that it can be.", 4))
        for who, before, after, conditions in _lines(law, list(same)):
            turn = f"{mark(after)} {turn_of(before, after).value:<15}"
            subject = "" if alone else f"{who}: "
            words = f"{subject}{numbered(law, conditions)}, {before.words} → {after.words}"
            first, *rest = paragraph(words, 22).splitlines()
            yield f"    {turn} {first.strip()}"
            yield from rest


def _lines(law: LawTable, found: list[Change]) -> Iterator[_Line]:
    """Changes of one event: conditions that the same recipients share in one line, and names that fare alike."""
    shared: dict[tuple[object, Status, Status], list[ConditionId]] = {}
    for change in found:
        shared.setdefault((change.peers or change.recipient, change.before, change.after), []).append(
            change.condition
        )
    names: dict[tuple[Status, Status, tuple[ConditionId, ...]], list[RecipientId]] = {}
    for (who, before, after), conditions in shared.items():
        if isinstance(who, str):
            names.setdefault((before, after, tuple(conditions)), []).append(RecipientId(who))
    classes = {(c.peers, c.before, c.after): c.peers for c in found if c.peers is not None}
    for key, peers in classes.items():
        _, before, after = key
        yield f"{peers.count:,} {peers.who}", before, after, tuple(shared[key])
    for (before, after, together), members in names.items():
        yield _names(law, members), before, after, together


def _names(law: LawTable, members: Sequence[RecipientId]) -> str:
    shown = "; ".join(STATES[m].name if m in STATES else name_of(law, m) for m in members[:_NAMES_SHOWN])
    more = len(members) - _NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def decided(law: LawTable, points: Sequence[Deciding]) -> Iterator[str]:
    """A line for each unsettled point that decides part of the answer: about which conditions, and what to ask."""
    if points:
        yield ""
    for point in points:
        many = len(point.conditions) > _CONDITIONS_SHOWN
        which = f"{len(point.conditions)} conditions" if many else numbered(law, point.conditions)
        yield dim(paragraph(f"{which}: {point.text}", 2, hang="· "))


def numbered(law: LawTable, conditions: Iterable[ConditionId]) -> str:
    """Conditions by their numbers, those of one instrument together: ``53, 54 (FY2017 JAG conditions)``."""
    by_instrument: dict[InstrumentId, list[str]] = {}
    for id_ in conditions:
        instrument = law.conditions[id_].instrument
        by_instrument.setdefault(instrument, []).append(id_.removeprefix(f"{instrument}/"))
    return "; ".join(f"{', '.join(n)} ({law.instruments[i].short})" for i, n in by_instrument.items())
