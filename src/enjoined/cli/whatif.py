"""``enjoined whatif``: what would change for a recipient without an order, or with another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from enjoined.cli.answers import NOT_ADVICE, NOT_HELD, heading, reason, selection
from enjoined.cli.changes import decided, numbered, of_anybody
from enjoined.cli.options import (
    anybody_options,
    ask,
    emit_json,
    format_options,
    ids_of,
    open_named,
    refuse_of_one,
)
from enjoined.cli.status import Asked, Receipt, asked, receipt
from enjoined.cli.style import bold, day, dim, mark, paragraph, status_word
from enjoined.errors import InputError
from enjoined.law import Answer, Question, Status, answers
from enjoined.law.answering.question import select
from enjoined.law.answering.words import label, name_of
from enjoined.law.options import Deciding, leaning
from enjoined.law.worlds.compare import Difference as Compared
from enjoined.law.worlds.compare import Why
from enjoined.law.worlds.nation import Nation
from enjoined.law.worlds.unsettled import deciding_differences, deciding_national_differences
from enjoined.law.worlds.whatif import (
    Difference,
    Dropped,
    added,
    differences,
    dropped,
    national_differences,
    without,
)
from enjoined.model import CaseKind, ConditionId, EffectId, EventId, RecipientId, spoken
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["Supposed", "WhatIfReport", "command"]


class Supposed(msgspec.Struct, frozen=True, kw_only=True):
    """The files that were laid over the records (``file`` is the first of them), and the events they bring."""

    file: str
    files: tuple[str, ...]
    events: tuple[EventId, ...]


class WhatIfReport(msgspec.Struct, frozen=True, kw_only=True, rename={"with_": "with"}):
    """``whatif --format json``: ``answers`` are those of the other world.

    ``leaning`` are effects that remain there though they were given because of what is left out. ``qualifiers`` are the
    unsettled points of law that decide the changes, with the conditions.
    """

    schema: str
    question: Asked
    registry: Receipt
    without: tuple[str, ...]
    with_: Supposed | None
    changes: tuple[Difference, ...]
    answers: tuple[Answer, ...]
    leaning: tuple[EffectId, ...]
    qualifiers: tuple[Deciding, ...]


class Everybody(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked of everybody, echoed."""

    on: date
    program: str | None
    fiscal_year: int | None
    instrument: str | None
    family: str | None
    condition: str | None


class NationReport(msgspec.Struct, frozen=True, kw_only=True, rename={"with_": "with"}):
    """``whatif --format json`` without a recipient: ``changes`` are those of everybody, by classes."""

    schema: str
    question: Everybody
    registry: Receipt
    without: tuple[str, ...]
    with_: Supposed | None
    changes: tuple[Difference, ...]
    qualifiers: tuple[Deciding, ...]


@click.command("whatif")
@anybody_options
@click.option(
    "--without",
    "names",
    multiple=True,
    metavar="ID",
    shell_complete=ids_of("cases", "events", "effects"),
    help="An event, effect or case that did not happen (may repeat).",
)
@click.option(
    "--with",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE.yaml",
    help="A case or notice to add, written like the records (may repeat).",
)
@format_options("text", "json")
def command(
    names: tuple[str, ...], files: tuple[Path, ...], form: str, as_json: bool, **options: Any
) -> None:
    """Show what would change for a recipient, or for everybody, without an order or with another one.

    \b
    enjoined whatif -r "Chicago, IL" --on 2018-08-01 --without chicago-v-sessions-2017/judgment
    enjoined whatif -r "Harris County, TX" --with my-order.yaml
    enjoined whatif --on 2018-01-15 --without chicago-v-sessions-2017/pi
    """
    if not names and not files:
        raise InputError(
            "nothing is supposed", where="whatif", remedy="give --without EVENT or --with FILE.yaml"
        )
    registry = open_named(options["overlays"])
    if options["recipient"] is None:
        refuse_of_one(options)
    gone = dropped(registry.law, names)
    there, events = _other_world(registry, files, gone)
    about = events.union(*(_touched(registry.law, part) for part in gone))
    if options["recipient"] is None:
        is_json = as_json or form == "json"
        _of_everybody(registry, there, options, names, files, gone, events, about, as_json=is_json)
        return
    question = ask(registry, options)
    found = differences(registry.law, there, question, about)
    points = deciding_differences(registry.law, there, question)
    others = answers(there, question)
    leans = leaning(registry.law, frozenset(e for part in gone for e in part.effects))
    if as_json or form == "json":
        emit_json(
            WhatIfReport(
                schema="enjoined.whatif/1",
                question=asked(registry.law, question, list(options["facts"])),
                registry=receipt(registry, question.options, question.on),
                without=names,
                with_=_supposed(files, events),
                changes=found,
                answers=others,
                leaning=tuple(sorted(leans)),
                qualifiers=points,
            )
        )
        return
    click.echo(heading(registry.law, question))
    for line in _text(registry.law, there, question, gone, events, found, others, leans):
        click.echo(line)
    for line in decided(there, points):
        click.echo(line)
    click.echo()
    click.echo(dim(NOT_ADVICE))


def _of_everybody(
    registry: Registry,
    there: LawTable,
    options: dict[str, Any],
    names: tuple[str, ...],
    files: tuple[Path, ...],
    gone: Sequence[Dropped],
    events: frozenset[EventId],
    about: frozenset[EventId],
    *,
    as_json: bool,
) -> None:
    """Answer for everybody, by classes."""
    from enjoined.cli.registry.diff import difference_lines  # with all that compares registries

    question = of_anybody(registry, options, options["on"])
    nation = Nation.of(question, registry.everybody(), registry.law, there)
    found, points = national_differences(nation, about), deciding_national_differences(nation)
    if as_json:
        emit_json(
            NationReport(
                schema="enjoined.whatif/1",
                question=Everybody(
                    on=date.fromordinal(question.on),
                    program=question.program,
                    fiscal_year=question.fiscal_year,
                    instrument=question.instrument,
                    family=question.family,
                    condition=question.condition,
                ),
                registry=receipt(registry, question.options, question.on),
                without=names,
                with_=_supposed(files, events),
                changes=found,
                qualifiers=points,
            )
        )
        return
    parts = [bold(question.recipient.name), *selection(registry.law, question)]
    click.echo(" · ".join([*parts, f"on {spoken(question.on)} and later"]))
    for line in _in_the_other_world(registry.law, there, gone, events):
        click.echo(line)
    for line in difference_lines(registry.law, there, map(_compared, found)):
        click.echo(line)
    if not found:
        held = select(registry.law, question)
        click.echo("\n  Nothing would change for anybody, as far as is known." if held else f"\n{NOT_HELD}")
    for line in decided(there, points):
        click.echo(line)
    click.echo()
    click.echo(dim(NOT_ADVICE))


def _supposed(files: Sequence[Path], events: frozenset[EventId]) -> Supposed | None:
    names = tuple(map(str, files))
    return Supposed(file=names[0], files=names, events=tuple(sorted(events))) if names else None


def _compared(d: Difference) -> Compared:
    """The difference as that of two registries, which are told alike."""
    return Compared(
        kind=Why.SUPPOSED,
        recipient=d.recipient,
        peers=d.peers,
        condition=d.condition,
        since=d.since,
        until=d.until,
        before=d.here,
        after=d.there,
        because=() if d.because is None else (d.because,),
    )


def _other_world(
    registry: Registry, files: Sequence[Path], gone: Sequence[Dropped]
) -> tuple[LawTable, frozenset[EventId]]:
    """The law of the other world, and the events that it has over this one."""
    if not files:
        return without(registry.law, gone), frozenset()
    for file in files:
        if not file.is_file():
            raise InputError(
                f"there is no file {file}", where="--with", remedy="name a YAML file of one case or notice"
            )
    there = registry.supposing(*files)
    events = added(registry.law, there)
    if not events:
        raise InputError(
            f"{' and '.join(map(str, files))} holds no event that is not on record",
            where="--with",
            remedy="give it an event that differs",
        )
    return without(there, gone), events


def _touched(law: LawTable, part: Dropped) -> frozenset[EventId]:
    return frozenset((*part.events, *(law.effects[e].event for e in part.effects)))


# --- text -------------------------------------------------------------------------------------------------------


def _text(
    law: LawTable,
    there: LawTable,
    question: Question,
    gone: Sequence[Dropped],
    events: frozenset[EventId],
    found: Sequence[Difference],
    others: Sequence[Answer],
    leans: frozenset[EffectId],
) -> Iterator[str]:
    yield from _in_the_other_world(law, there, gone, events)
    yield ""
    if not any(answer.condition for answer in others):
        yield NOT_HELD
        return
    if not found:
        yield f"  Nothing would change for you, on {spoken(question.on)} or later as far as is known."
    several = question.award.through is not None
    for _, same in groupby(sorted(found, key=_stretch), key=_stretch):
        yield from _difference(law, question, list(same), several=several)
    still = "What still protects you" if gone else "What would protect you"
    yield ""
    yield bold(f"{still} on {spoken(question.on)}")
    yield from _remaining(there, found, others, leans, several=several)


def _in_the_other_world(
    law: LawTable, there: LawTable, gone: Sequence[Dropped], events: frozenset[EventId]
) -> Iterator[str]:
    """What the other world lacks and has."""
    yield ""
    for part in gone:
        yield paragraph(f"{_named(law, part)}:", hang="Without ")
    in_order = sorted(events, key=lambda e: there.events[e].date.earliest)
    for event in in_order[:_EVENTS_SHOWN]:
        yield paragraph(f"the {label(there, there.events[event])}, as the file supposes:", hang="With ")
    if len(in_order) > _EVENTS_SHOWN:
        yield f"and with {len(in_order) - _EVENTS_SHOWN:,} more"
    for case in sorted({there.events[event].case for event in events} & law.cases.keys()):
        title = law.cases[case].title
        yield dim(
            paragraph(f"the file takes the place of the whole record of {title} ({case})", 2, hang="! ")
        )


def _named(law: LawTable, part: Dropped) -> str:
    if part.events and len(part.events) == 1:
        return f"the {label(law, law.events[part.events[0]])}"
    if part.events:
        case = law.cases[law.events[part.events[0]].case]
        return case.title if case.kind is CaseKind.LITIGATION else f"all of {case.title}"
    effect = law.effects[part.effects[0]]
    return f"this part of the {label(law, law.events[effect.event])} ({part.name.rpartition('/')[2]})"


def _stretch(difference: Difference) -> tuple[object, ...]:
    d = difference
    return (str(d.since), str(d.until), d.recipient, d.here.value, d.there.value, str(d.because))


def _difference(
    law: LawTable, question: Question, same: Sequence[Difference], *, several: bool
) -> Iterator[str]:
    first = same[0]
    whose = f"{name_of(law, first.recipient)}: " if several and first.recipient else ""
    yield paragraph(f"{whose}{numbered(law, [d.condition for d in same])}", 2)
    span = "" if first.since is None else f"from {day(first.since)}"
    if first.until is not None:
        span += f" through {spoken(first.until.toordinal() - 1)}"
    later = first.since is not None and first.since.toordinal() > question.on
    words = f"{status_word(first.here)} → {status_word(first.there)} {span}"
    yield f"    {mark(first.there)} {words}{' (later)' if later else ''}"


def _remaining(
    there: LawTable,
    found: Sequence[Difference],
    others: Sequence[Answer],
    leans: frozenset[EffectId],
    *,
    several: bool,
) -> Iterator[str]:
    """What protects on the day in the other world, and what of the conditions that differ nothing does.

    Protection that only leans on what is left out is said to: it stands by supposition alone.
    """
    differing = {(d.recipient, d.condition) for d in found}
    protecting: dict[tuple[RecipientId, str, Status], list[ConditionId]] = {}
    for answer in others:
        if answer.condition and answer.status.is_restrained:
            leant = (
                ", given only because of it" if leans.issuperset(r.effect for r in answer.restraints) else ""
            )
            key = (answer.recipient, reason(there, answer) + leant, answer.status)
            protecting.setdefault(key, []).append(answer.condition)
    for answer in others:
        differs = (answer.recipient, answer.condition) in differing
        if answer.condition and differs and answer.status in _BARE:
            key = (answer.recipient, _BARE[answer.status], answer.status)
            protecting.setdefault(key, []).append(answer.condition)
    for (recipient, why, status), conditions in protecting.items():
        whose = f"{name_of(there, recipient)}: " if several else ""
        yield paragraph(f"{whose}{numbered(there, conditions)}: {why}", 2, hang=f"{mark(status)} ")
    if not protecting:
        yield "  no order or notice in force for you"


_BARE: Final = {Status.BINDING: "nothing", Status.UNCLEAR: "nothing certain"}
"""What protects from a condition that is not certainly restrained."""
_EVENTS_SHOWN: Final = 12
