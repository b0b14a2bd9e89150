"""``enjoined brief``: what a news story is about, what has happened since, and whether what it says holds."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

import click

from enjoined.brief import Brief, brief
from enjoined.brief.assertions import Holds
from enjoined.brief.figures import figure_lines
from enjoined.brief.matching.match import Fit
from enjoined.brief.notes import Also, NextStep, Posture
from enjoined.brief.posture import Standing
from enjoined.brief.words import (
    affected,
    by_status,
    case_line,
    group_rows,
    last_checked,
    listed,
    mixture,
    story_line,
    titles,
)
from enjoined.cli.answers import NOT_ADVICE
from enjoined.cli.bands import picture_lines
from enjoined.cli.forms import FILE
from enjoined.cli.options import DAY, emit_json, format_options, ids_of, open_named, registry_option
from enjoined.cli.output import chosen_form, output_option, save, written
from enjoined.cli.style import bold, day, dim, mark, paragraph, width
from enjoined.law import Status
from enjoined.model import Day, FamilyId
from enjoined.registry.table import LawTable

__all__ = ["brief_lines", "command"]

_NAMED: Final = 3
"""A list of sources without addresses names so many."""


class Room(NamedTuple):
    """How much of each part is told, in entries, and in lines of an entry (0: all of it)."""

    terms: int = 3
    summary: int = 1
    groups: int = 3
    course: int = 2
    assertions: int = 4
    figures: int = 2
    addresses: int = 1
    bands: int = 4
    lines: int = 1
    rows: int = 3
    accounts: int = 3
    reasons: int = 2
    digest: int = 2


PAGE: Final = Room()
"""What fits on one page of a terminal, if the case is a simple one."""
_ROOMY: Final = Room(
    terms=4, summary=3, groups=4, course=3, assertions=6, lines=2, rows=4, reasons=0, digest=3
)
WHOLE: Final = Room(99, 0, 99, 99, 99, 99, 99, 99, 0, 99, 99, 0, 0)
_TIGHT: Final = Room(
    terms=1, groups=1, course=1, assertions=3, bands=2, rows=1, accounts=1, reasons=1, digest=1
)
_TIGHTER: Final = (
    _ROOMY,
    Room(summary=2),
    Room(summary=2, groups=2, bands=3, accounts=2),
    Room(terms=2, summary=2, groups=2, bands=2, rows=2, accounts=2, reasons=1),
    Room(terms=2, summary=2, groups=2, course=1, assertions=3, bands=2, rows=2, accounts=2, reasons=1),
    Room(terms=2, groups=1, course=1, bands=2, rows=2, accounts=1, reasons=1, digest=1),
    _TIGHT,
    _TIGHT._replace(assertions=2, figures=1, bands=1),
    _TIGHT._replace(assertions=2, figures=1, bands=1, addresses=0),
    _TIGHT._replace(figures=1, bands=0),
)
"""What is told less of, step by step, until a brief fits on one page."""
_PAGE_LINES: Final = 45
_SIGNS: Final = {Holds.HOLDS: "=", Holds.FALLS: "×", Holds.DEPENDS: "~", Holds.UNKNOWN: "?"}


@click.command("brief")
@click.argument("file", type=FILE, metavar="FILE")
@click.option("--recipient", "-r", help='"And you?": a name or id, e.g. "Harris County, TX".')
@click.option("--on", type=DAY, default="today", help="Day to set the story against (default: today).")
@click.option("--dated", type=DAY, help="Day of the story, where it does not say or says it wrongly.")
@click.option(
    "--case",
    metavar="ID",
    shell_complete=ids_of("cases"),
    help="The case it is about, where the story leaves it open.",
)
@output_option
@click.option("--full", is_flag=True, help="As text: every term, group, assertion and source, at length.")
@registry_option
@format_options("text", "json", "html", "docx")
def command(
    file: Path,
    recipient: str | None,
    on: Day,
    dated: Day | None,
    case: str | None,
    out: Path | None,
    full: bool,
    overlays: tuple[Path, ...],
    form: str,
    as_json: bool,
) -> None:
    """Say which case a news story is about, where it stood and stands, who is bound, and what of the story holds.

    FILE is text, a saved web page, a PDF, a Word, OpenDocument or rich text or an e-mail; - is standard input. What
    cannot be tied to a case is said to be so.

    \b
    enjoined brief story.txt
    enjoined brief story.html --recipient "Harris County, TX" --format html -o brief.html
    """
    form = chosen_form(form, as_json, out)
    registry = open_named(overlays)
    who, note = registry.understood(recipient, where="--recipient") if recipient else (None, "")
    found = brief(registry, file, on=on, recipient=who, dated=dated, case=case)
    if form == "json":
        with written(out):
            emit_json(found)
        return
    data = _rendered(registry.law, found, form, note, WHOLE if full else PAGE)
    if out is None:
        click.echo(data.decode("utf-8"), nl=False)
    else:
        save(out, data)


def _rendered(law: LawTable, found: Brief, form: str, note: str, room: Room) -> bytes:
    """The brief as the bytes of a file."""
    if form == "html":
        from enjoined.reports.brief_page import brief_page

        return brief_page(law, found).encode("utf-8")
    if form == "docx":
        from enjoined.reports.brief_word import brief_word

        return brief_word(law, found)
    text = ""
    for tight in _TIGHTER if room == PAGE else (room,):
        text = "".join(f"{line.rstrip()}\n" for line in brief_lines(law, found, note, tight))
        if text.count("\n") <= _PAGE_LINES:
            break
    return text.encode("utf-8")


def brief_lines(law: LawTable, found: Brief, note: str = "", room: Room = PAGE) -> Iterator[str]:
    """A brief as a person reads it in a terminal: one page of it, or with ``WHOLE`` all there is."""
    yield bold(paragraph(found.story.title or found.story.name))
    yield dim(paragraph(f"{story_line(found)} · set against the record on {day(found.on)}"))
    for remark in (*found.notes, *filter(None, (note,))):
        yield paragraph(remark, 2, hang="! ")
    yield ""
    yield from _about(found, room)
    if found.now is not None:
        yield from _conditions(found, room)
        yield from _course(law, found, room)
    for other in found.also:
        yield from _also(law, other, room)
    yield from _assertions(found, room)
    yield from _figures(found, room)
    if found.picture is not None and room.bands:
        yield from picture_lines(found.picture, room.bands)
    yield from _sources(found, room)
    yield dim(NOT_ADVICE)


def _also(law: LawTable, other: Also, room: Room) -> Iterator[str]:
    """A further case of the story: then and now, in one line where nothing has changed."""
    yield bold(paragraph(f"Also: {other.title}"))
    same = other.then == other.now
    both = (("then and now", other.now),) if same else (("then", other.then), ("now", other.now))
    for word, rows in (*both, ("now", other.mine)):
        if room.rows == 1 and word == "then" and other.now:
            continue  # Where there is least room, how it stands now.
        for row in rows[: room.rows]:
            yield from _standing(law, row, room, lead=f"{word}, {row.name}: ", alone=len(rows) == 1)
    if other.next is not None:
        yield paragraph(f"next: {_step(other.next)}", 1, lines=room.lines)
    if other.note:
        yield paragraph(other.note, 1)


def _about(found: Brief, room: Room) -> Iterator[str]:
    about = [c for c in found.cases if c.fit is Fit.ABOUT]
    if not about:
        yield paragraph(found.summary)
    for case in about:
        least = 1 if room.reasons == 1 and case is not about[0] else 0
        yield paragraph(f"About {case_line(case)}", lines=least)
        if case is about[0] or not room.lines:
            yield dim(paragraph(f"because {'; '.join(case.reasons[:3])}", 2, lines=room.reasons))
    for case in (c for c in found.cases if c.fit is Fit.POSSIBLE):
        lead = "possibly, too: " if about else ""
        yield paragraph(f"{lead}{case_line(case)}", 2, hang="? ")
        yield dim(paragraph(f"because {'; '.join(case.reasons[:3])}", 4, lines=2))
    mentioned = [c.title for c in found.cases if c.fit is Fit.MENTIONED]
    if mentioned:
        yield dim(paragraph(f"it also mentions {listed(mentioned, 3)}", 2))
    if found.not_in_registry is not None:
        unknown = found.not_in_registry
        for name, values in (
            ("who sues", unknown.plaintiffs),
            ("who is sued", unknown.defendants),
            ("court", unknown.courts),
            ("what it says", unknown.claims),
            ("topics known here", unknown.about),
        ):
            if values:
                yield paragraph(f"{name}: {'; '.join(values)}", 2, hang="· ")
    yield ""


def _conditions(found: Brief, room: Room) -> Iterator[str]:
    if found.conditions:
        yield bold("What the conditions ask")
    for term in found.conditions[: room.terms]:
        yield paragraph(f"{term.title}: {term.summary}", 1, hang="· ", lines=room.summary)
    if len(found.conditions) > room.terms:
        more = [t.title[:1].lower() + t.title[1:] for t in found.conditions[room.terms :]]
        yield dim(paragraph(f"also: {listed(more, 6)}", 3, lines=room.lines))


def _course(law: LawTable, found: Brief, room: Room) -> Iterator[str]:
    """Then, next, now."""
    if found.then is not None:
        yield bold(f"Where it stood on {day(found.then.on)}, as known then")
        yield from _posture(law, found.then, room)
    if found.last:
        yield bold("What came next")
        yield paragraph(found.last, 1, lines=2 * room.lines)
    if found.next is not None:
        yield bold("What came next")
        step = found.next
        yield paragraph(_step(step), 1, lines=2 * room.lines)
        # What ended the matter stands last.
        for entry in step.came_of[-room.course :]:
            yield paragraph(f"{entry.in_words}, {entry.court}: {entry.title}", 1, lines=room.lines)
    if found.now is not None:
        seen = f", the record as last checked on {checked}" if (checked := last_checked(found)) else ""
        yield bold(f"Where it stands on {day(found.now.on)}{seen}")
        yield from _posture(law, found.now, room, then=found.then)
    if found.recipient is not None:
        me = found.recipient
        party = ", a plaintiff of the case" if me.is_party else ""
        yield bold(f"And {me.name}{party}?")
        for title, rows in (("then", me.then), ("now", me.now)):
            for row in rows:
                yield from _standing(law, row, room, lead=f"{title:<5}", alone=len(rows) == 1)
        if not me.now:
            yield "  no recorded condition of this case is put on such a recipient"


def _step(step: NextStep) -> str:
    return f"{step.date}, {step.court}: {step.title}"


def _posture(law: LawTable, posture: Posture, room: Room, *, then: Posture | None = None) -> Iterator[str]:
    if posture.note:
        yield paragraph(posture.note, 1)
    shown = posture.plaintiff[: room.rows]
    for row in shown:
        yield from _standing(law, row, room, lead=f"{row.name}: ", alone=len(posture.plaintiff) == 1)
    if len(posture.plaintiff) > len(shown):
        rest: dict[Status, list[FamilyId]] = {}
        for row in posture.plaintiff[len(shown) :]:
            rest.setdefault(row.status, []).extend(row.families)
        told = "; ".join(f"{status.words.upper()} {titles(law, fs, 6)}" for status, fs in rest.items())
        yield paragraph(f"and {told}", 3, lines=2 * room.lines)
    rows = group_rows(law, posture)
    if then is not None and rows and then.others == posture.others:
        yield dim(
            paragraph(f"everybody else as then. {affected(posture)}", 3, hang="· ", lines=2 * room.lines)
        )
        return
    if len(rows) > room.groups:
        for status, whole, classes in by_status(posture):
            told = f"{status.words.upper()}{'' if whole else ' (in part)'}: {'; '.join(classes)}"
            yield dim(paragraph(told, 3, hang="· ", lines=room.digest))
        return
    for who, statuses in rows:
        told = "; ".join(f"{status.words.upper()} ({what})" for status, what in statuses)
        told = told.replace(" (all of it)", "") if len(statuses) == 1 else told
        # Of a long list of governments the end is left out, not how they stand.
        most = max(60, 2 * (width() - 8) - len(told)) if room.lines else len(who)
        named = textwrap.shorten(who, most, placeholder=" …")
        yield dim(paragraph(f"{named}: {told}", 3, hang="· ", lines=2 * room.lines))


def _standing(law: LawTable, row: Standing, room: Room, *, lead: str, alone: bool = False) -> Iterator[str]:
    counts = f" ({mixture(row)})" if mixture(row) else ""
    what = (
        ""
        if alone and counts
        else "all of them"
        if alone and len(row.families) > 1
        else titles(law, row.families)
    )
    text = f"{lead}{row.status.words.upper()}{counts} {what}".rstrip()
    if row.because:
        text += f": {row.because}"
    yield f" {mark(row.status)} {paragraph(text, 3, lines=2 * room.lines)[3:]}"


_GRAVITY: Final = (Holds.FALLS, Holds.DEPENDS, Holds.HOLDS, Holds.UNKNOWN)


def _assertions(found: Brief, room: Room) -> Iterator[str]:
    if not found.assertions:
        return
    yield bold("What it says of the law")
    items = found.assertions
    if len(items) > room.assertions:
        # What does not hold is never left out for what does.
        items = tuple(sorted(items, key=lambda a: _GRAVITY.index(a.verdict)))[: room.assertions]
        items = tuple(sorted(items, key=lambda a: a.start))
    for item in items:
        text = f"{item.verdict.value.upper()}: {item.asserts} – {item.why}"
        lines = room.lines if item.verdict is Holds.HOLDS else 2 * room.lines
        yield paragraph(text, 1, hang=f"{_SIGNS[item.verdict]} ", lines=lines)
    if len(found.assertions) > len(items):
        yield dim(f"   and {len(found.assertions) - len(items)} more (--full)")


def _figures(found: Brief, room: Room) -> Iterator[str]:
    if not found.claims:
        return
    yield bold("Figures in the story")
    for claim in found.claims[: room.figures]:
        verdict = claim.report.verdict
        said = _shortened(claim.text, width() - 24 if room.lines else 999)
        text = f"{verdict.replace('-', ' ').upper()}: “{said}”"
        yield paragraph(text, 1, hang=f"{_VERDICTS[verdict]} ", lines=room.lines)
        told = list(figure_lines(claim))
        # How it was read, what decides, and the figures: the last lines say most.
        # What decides where readings differ is never left out.
        last = max(room.accounts - 1, 1 + (verdict == "depends"))
        kept = [*told[: room.accounts > 1], *told[1:][-last:]] if len(told) > 1 else told
        for line in told if not room.lines else dict.fromkeys(kept):
            yield dim(paragraph(line, 3, lines=room.lines))
    if len(found.claims) > room.figures:
        yield dim(f"   and {len(found.claims) - room.figures} more (--full)")


def _shortened(text: str, most: int) -> str:
    """The end of a long sentence, or where that leaves out its figures, the beginning."""
    words = " ".join(text.split())
    if len(words) <= most:
        return words
    if any(c.isdigit() for c in words[:most]) and not any(c.isdigit() for c in words[-most:]):
        return words[:most].rsplit(" ", 1)[0] + " …"
    return "… " + words[-most:].split(" ", 1)[-1]


_VERDICTS: Final = {"true": "=", "false": "≠", "depends": "~", "not-checkable": "?"}


def _sources(found: Brief, room: Room) -> Iterator[str]:
    if not found.sources:
        return
    yield bold("Sources")
    # First what decides how it stands today.
    deciding = {row.because for row in found.now.plaintiff} if found.now is not None else set()
    ordered = sorted(found.sources, key=lambda s: s.what not in deciding) if room.lines else found.sources
    for source in ordered[: room.addresses]:
        yield paragraph(f"{source.what}: {source.url or source.title}", 1, hang=f"[{source.number}] ")
    rest = ordered[room.addresses :]
    if rest:
        named = " · ".join(f"[{s.number}] {s.what.partition(' (')[0]}" for s in rest[:_NAMED])
        more = f" · {len(rest) - _NAMED} more" if len(rest) > _NAMED else ""
        yield dim(paragraph(f"{named}{more} (addresses: --full)", 1, lines=room.lines))
