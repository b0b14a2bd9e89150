"""``enjoined brief``: what a news story is about, what has happened since, and whether what it says holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import click

from enjoined.brief import Brief, brief
from enjoined.brief.assertions import Holds
from enjoined.brief.figures import figure_lines
from enjoined.brief.match import Fit, Verdict
from enjoined.brief.notes import Posture
from enjoined.brief.picture import Band, Picture
from enjoined.brief.posture import Standing
from enjoined.brief.words import (
    GROUPS_SHOWN,
    affected,
    case_line,
    group_rows,
    last_checked,
    listed,
    mixture,
    reason_of,
    story_line,
    titles,
)
from enjoined.cli.answers import NOT_ADVICE
from enjoined.cli.options import DAY, emit_json, format_options, open_named, registry_option
from enjoined.cli.style import bold, day, dim, mark, paragraph, width
from enjoined.errors import InputError
from enjoined.law import Status
from enjoined.model import Day
from enjoined.registry.files import write_whole
from enjoined.registry.table import LawTable

__all__ = ["brief_lines", "command"]

_TERMS: Final = 3
_SOURCES: Final = 3
_ASSERTIONS: Final = 5
_LABEL: Final = 30
_SIGNS: Final = {Holds.HOLDS: "=", Holds.FALLS: "×", Holds.DEPENDS: "~", Holds.UNKNOWN: "?"}


@click.command("brief")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--recipient", "-r", help='"And you?": a name or id, e.g. "Harris County, TX".')
@click.option("--on", type=DAY, default="today", help="Day to set the story against (default: today).")
@click.option("--dated", type=DAY, help="Day of the story, where it does not say or says it wrongly.")
@click.option("--case", metavar="ID", help="The case it is about, where the story leaves it open.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file. Needed for docx; its ending sets the form if --format does not.",
)
@registry_option
@format_options("text", "json", "html", "docx")
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    recipient: str | None,
    on: Day,
    dated: Day | None,
    case: str | None,
    output: Path | None,
    overlays: tuple[Path, ...],
    form: str,
    as_json: bool,
) -> None:
    """Say which case a news story is about, where it stood and stands, who is bound, and what of the story holds.

    FILE is text, a saved web page, a PDF or a Word document. What cannot be tied to a case is said to be so.

    \b
    enjoined brief story.txt
    enjoined brief story.html --recipient "Harris County, TX" --format html -o brief.html
    """
    form = _form(context, form, as_json, output)
    if form == "docx" and output is None:
        raise InputError(
            "a Word document cannot be printed", where="--format docx", remedy="add -o brief.docx"
        )
    registry = open_named(overlays)
    who, note = registry.understood(recipient, where="--recipient") if recipient else (None, "")
    found = brief(registry, file, on=on, recipient=who, dated=dated, case=case)
    if form == "json" and output is None:
        emit_json(found)
        return
    data = _rendered(registry.law, found, form, note)
    if output is None:
        click.echo(data.decode("utf-8"), nl=False)
        return
    write_whole(output, data)
    click.echo(dim(f"written to {output}"), err=True)


def _form(context: click.Context, form: str, as_json: bool, output: Path | None) -> str:
    """The form asked for, or that of the file's ending where none was."""
    if as_json:
        return "json"
    said = context.get_parameter_source("form") is not click.core.ParameterSource.DEFAULT
    endings = {".html": "html", ".htm": "html", ".docx": "docx", ".json": "json"}
    return endings.get(output.suffix.lower(), form) if output is not None and not said else form


def _rendered(law: LawTable, found: Brief, form: str, note: str) -> bytes:
    """The brief as the bytes of a file."""
    if form == "html":
        from enjoined.reports.brief_page import brief_page

        return brief_page(law, found).encode("utf-8")
    if form == "docx":
        from enjoined.reports.brief_word import brief_word

        return brief_word(law, found)
    if form == "json":
        import json

        import msgspec

        return (
            json.dumps(msgspec.to_builtins(found, str_keys=True), indent=2, ensure_ascii=False) + "\n"
        ).encode()
    return "".join(f"{line.rstrip()}\n" for line in brief_lines(law, found, note)).encode("utf-8")


def brief_lines(law: LawTable, found: Brief, note: str = "") -> Iterator[str]:
    """A brief as a person reads it in a terminal."""
    yield bold(paragraph(found.story.title or found.story.name))
    yield dim(paragraph(f"{story_line(found)} · set against the record on {day(found.on)}"))
    for remark in (*found.notes, *filter(None, (note,))):
        yield paragraph(remark, 2, hang="! ")
    yield ""
    yield from _about(found)
    if found.verdict is not Verdict.CASE:
        yield from _figures(found)
        yield dim(NOT_ADVICE)
        return
    if found.now is not None:
        yield from _conditions(found)
        yield from _course(law, found)
    yield from _assertions(found)
    yield from _figures(found)
    if found.picture is not None:
        yield from picture_lines(found.picture)
    yield from _sources(found)
    yield dim(NOT_ADVICE)


def _heading(text: str) -> str:
    return bold(text)


def _about(found: Brief) -> Iterator[str]:
    about = [c for c in found.cases if c.fit is Fit.ABOUT]
    if not about:
        yield paragraph(found.summary)
    for case in about:
        yield paragraph(f"About {case_line(case)}")
        yield dim(paragraph(f"because {'; '.join(case.reasons[:4])}", 2))
    for case in (c for c in found.cases if c.fit is Fit.POSSIBLE):
        lead = "possibly, too: " if about else ""
        yield paragraph(f"{lead}{case_line(case)}", 2, hang="? ")
        yield dim(paragraph(f"because {'; '.join(case.reasons[:3])}", 4))
    mentioned = [c.title for c in found.cases if c.fit is Fit.MENTIONED]
    if mentioned:
        yield dim(paragraph(f"it also mentions {listed(mentioned, 3)}", 2))
    if found.not_in_registry is not None:
        unknown = found.not_in_registry
        for name, values in (
            ("who sues", unknown.plaintiffs),
            ("who is sued", unknown.defendants),
            ("court", unknown.courts),
            ("what is claimed", unknown.claims),
            ("topics known here", unknown.about),
        ):
            if values:
                yield paragraph(f"{name}: {'; '.join(values)}", 2, hang="· ")
    yield ""


def _conditions(found: Brief) -> Iterator[str]:
    if found.conditions:
        yield _heading("What the conditions ask")
    for term in found.conditions[:_TERMS]:
        yield paragraph(f"{term.title}: {term.summary}", 1, hang="· ")
    if len(found.conditions) > _TERMS:
        more = [t.title[:1].lower() + t.title[1:] for t in found.conditions[_TERMS:]]
        yield dim(paragraph(f"also: {listed(more, 6)}", 3))
    if found.conditions:
        yield ""


def _course(law: LawTable, found: Brief) -> Iterator[str]:
    """Then, next, now."""
    if found.then is not None:
        yield _heading(f"Where it stood on {day(found.then.on)}, as known then")
        yield from _posture(law, found.then)
    if found.next is not None:
        yield _heading("What came next")
        step = found.next
        yield paragraph(f"{step.date}, {step.court}: {step.title}", 1)
        for entry in step.came_of:
            yield paragraph(f"then {entry.in_words}, {entry.court}: {entry.title}", 1)
    if found.now is not None:
        seen = f", the record as last checked on {checked}" if (checked := last_checked(found)) else ""
        yield _heading(f"Where it stands on {day(found.now.on)}{seen}")
        yield from _posture(law, found.now, today=True, then=found.then)
    if found.recipient is not None:
        me = found.recipient
        party = ", a plaintiff of the case" if me.is_party else ""
        yield _heading(f"And {me.name}{party}?")
        for title, rows in (("then", me.then), ("now", me.now)):
            for row in rows:
                yield from _standing(law, row, lead=f"{title:<5}", alone=len(rows) == 1)
        if not me.now:
            yield "  no recorded condition of this case is put on such a recipient"
    yield ""


def _posture(
    law: LawTable, posture: Posture, *, today: bool = False, then: Posture | None = None
) -> Iterator[str]:
    if posture.note:
        yield paragraph(posture.note, 1)
    for row in posture.plaintiff:
        yield from _standing(law, row, lead=f"{row.name}: ", alone=len(posture.plaintiff) == 1)
    rows = group_rows(law, posture)
    if then is not None and rows and then.others == posture.others:
        yield dim(paragraph("everybody else as then", 3, hang="· "))
        yield paragraph(affected(posture), 1)
        return
    for who, statuses in rows[:GROUPS_SHOWN]:
        told = "; ".join(f"{status.value.replace('-', ' ').upper()} ({what})" for status, what in statuses)
        told = told.replace(" (all of it)", "") if len(statuses) == 1 else told
        yield dim(paragraph(f"{who}: {told}", 3, hang="· "))
    if len(rows) > GROUPS_SHOWN:
        yield dim(paragraph(f"and {len(rows) - GROUPS_SHOWN} more groups that stand differently (--json)", 5))
    if today and (said := affected(posture)) and len(rows) > 1:
        yield paragraph(said, 1)


def _standing(law: LawTable, row: Standing, *, lead: str, alone: bool = False) -> Iterator[str]:
    counts = f" ({mixture(row)})" if mixture(row) else ""
    what = "all of them" if alone and len(row.families) > 1 else titles(law, row.families)
    text = f"{lead}{row.status.value.replace('-', ' ').upper()}{counts} {what}"
    if row.because:
        text += f": {reason_of(row)}"
    yield f" {mark(row.status)} {paragraph(text, 3)[3:]}"


def _assertions(found: Brief) -> Iterator[str]:
    if not found.assertions:
        return
    yield _heading("What it says of the law")
    for item in found.assertions[:_ASSERTIONS]:
        text = f"{item.verdict.value.upper()}: {item.asserts} – {item.why}"
        yield paragraph(text, 1, hang=f"{_SIGNS[item.verdict]} ")
    if len(found.assertions) > _ASSERTIONS:
        yield dim(f"   and {len(found.assertions) - _ASSERTIONS} more (--json, or --format html)")
    yield ""


def _figures(found: Brief) -> Iterator[str]:
    if not found.claims:
        return
    yield _heading("Figures in the story")
    for claim in found.claims[:_CLAIMS]:
        verdict = claim.report.verdict
        text = f"{verdict.replace('-', ' ').upper()}: “{_shortened(claim.text)}”"
        yield paragraph(text, 1, hang=f"{_VERDICTS[verdict]} ")
        for line in figure_lines(claim):
            yield dim(paragraph(line, 3))
    if len(found.claims) > _CLAIMS:
        yield dim(f"   and {len(found.claims) - _CLAIMS} more (--json, or --format html)")
    yield ""


def _shortened(text: str) -> str:
    """The end of a long sentence, where a figure is usually told."""
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else "… " + words[-_QUOTED:].split(" ", 1)[-1]


_CLAIMS: Final = 5
_QUOTED: Final = 120
_VERDICTS: Final = {"true": "=", "false": "≠", "depends": "~", "not-checkable": "?"}


# --- the picture --------------------------------------------------------------------------------------------------

_FILL: Final = {
    Status.BINDING: "█",
    Status.ENJOINED: "░",
    Status.VACATED: "░",
    Status.NOT_ENFORCED: "▒",
    Status.WITHDRAWN: "-",
    Status.NOT_IMPOSED: " ",
    Status.UNCLEAR: "?",
}


def picture_lines(picture: Picture) -> Iterator[str]:
    """The time line as bands of one character a stretch of days, with the story and today marked."""
    room = width() - _LABEL - 2
    first, span = picture.start.toordinal(), picture.end.toordinal() - picture.start.toordinal()

    def column(value: date) -> int:
        return min(room - 1, max(0, (value.toordinal() - first) * room // max(1, span)))

    yield _heading("Time line")
    for band in picture.bands:
        yield f" {_band_label(band)} {_band(band, first, span, room)}"
    marks = [" "] * room
    marks[column(picture.today)] = "▲"
    if picture.story is not None:
        marks[column(picture.story)] = "▲"
    yield " " * (_LABEL + 2) + "".join(marks)
    yield " " * (_LABEL + 2) + _years(picture, room)
    used = dict.fromkeys(s.status for b in picture.bands for s in b.stretches)
    legend = [f"{_FILL[s]} {s.value.replace('-', ' ')}" for s in used if s is not Status.NOT_IMPOSED]
    story = "▲ the story, and today" if picture.story is not None else "▲ today"
    yield dim(paragraph(f"{'  '.join(legend)}  {story}", 1))
    yield ""


def _band_label(band: Band) -> str:
    """Whose band and of what, in one column of fixed width."""
    more = f" +{len(band.titles) - 1}" if len(band.titles) > 1 else ""
    who = band.who.partition(",")[0]
    room = _LABEL - len(more) - len(who) - 2
    title = band.titles[0][:1].lower() + band.titles[0][1:]
    short = title if len(title) <= room else f"{title[: room - 1].rstrip()}…"
    return f"{who}: {short}{more}".ljust(_LABEL)


def _band(band: Band, first: int, span: int, room: int) -> str:
    """Every column shows the status at its middle."""
    text = ""
    for column in range(room):
        at = first + (column * 2 + 1) * span // (2 * room)
        status = next(
            (s.status for s in band.stretches if s.start.toordinal() <= at < s.until.toordinal()), None
        )
        text += _FILL[status] if status is not None else " "
    return text


def _years(picture: Picture, room: int) -> str:
    """Years under the bands where they begin, as far as there is room; the first day where no year begins."""
    line = [" "] * room
    first, span = picture.start.toordinal(), picture.end.toordinal() - picture.start.toordinal()
    years = range(picture.start.year, picture.end.year + 1)
    for year in years:
        at = max(first, date(year, 1, 1).toordinal())
        column = (at - first) * room // max(1, span)
        text = str(year)
        if column + 4 <= room and all(c == " " for c in line[max(0, column - 1) : column + 5]):
            line[column : column + 4] = text
    return "".join(line).rstrip()


def _sources(found: Brief) -> Iterator[str]:
    if not found.sources:
        return
    yield _heading("Sources")
    for source in found.sources[:_SOURCES]:
        yield paragraph(f"{source.what}: {source.url or source.title}", 1, hang=f"[{source.number}] ")
    if len(found.sources) > _SOURCES:
        yield dim(f" and {len(found.sources) - _SOURCES} more (--json, or --format html)")
