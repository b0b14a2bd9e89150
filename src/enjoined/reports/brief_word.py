"""A brief as a Word document, for those who pass it on with remarks."""

from __future__ import annotations

from datetime import date
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell

from enjoined.brief.figures import figure_lines
from enjoined.brief.matching.match import Fit
from enjoined.brief.notes import Brief, Posture
from enjoined.brief.picture import Picture, columns_of
from enjoined.brief.posture import Standing
from enjoined.brief.words import (
    affected,
    case_line,
    group_rows,
    last_checked,
    listed,
    mixture,
    sentence,
    story_line,
    titles,
)
from enjoined.law import Status
from enjoined.model import spoken
from enjoined.registry.table import LawTable
from enjoined.reports.colours import COLOUR, FILL, INK
from enjoined.reports.word import plain, saved

__all__ = ["brief_word"]

_COLUMNS: Final = 24
_SOFT: Final = RGBColor(0x56, 0x5C, 0x65)


def brief_word(law: LawTable, found: Brief) -> bytes:
    """The document as the bytes of a ``.docx`` file."""
    document = Document()
    _set_up(document, found)
    document.add_heading(plain(found.story.title or found.story.name), level=1)
    _line(document, f"{story_line(found)} · set against the record on {_day(found.on)}", soft=True)
    for note in found.notes:
        _line(document, f"Note: {note}")
    _about(document, found)
    if found.now is not None:
        _conditions(document, found)
        _course(document, law, found)
    for other in found.also:
        document.add_heading(plain(f"Also: {other.title}"), level=2)
        for title, rows in (("Then", other.then), ("Now", (*other.now, *other.mine))):
            for row in rows:
                _standing(document, law, row, f"{title}, {row.name}: ")
        if (step := other.next) is not None:
            _line(document, f"Next: {step.date}, {step.court}: {step.title}", style="List Bullet")
        if other.note:
            _line(document, sentence(other.note), style="List Bullet")
    if found.assertions:
        document.add_heading("What it says of the law", level=2)
        for item in found.assertions:
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(plain(f"{item.verdict.value.upper()}: {item.asserts}. ")).bold = True
            paragraph.add_run(plain(sentence(item.why)))
    if found.claims:
        document.add_heading("Figures in the story", level=2)
        for claim in found.claims:
            paragraph = document.add_paragraph(style="List Bullet")
            paragraph.add_run(plain(f"{claim.report.verdict.replace('-', ' ').upper()}: ")).bold = True
            paragraph.add_run(plain(f"“{' '.join(claim.text.split())}”"))
            for line in figure_lines(claim):
                _line(document, line, soft=True)
    if found.timeline:
        document.add_heading("Time line", level=2)
        if found.picture is not None:
            _picture(document, found.picture)
        table = document.add_table(rows=0, cols=2)
        table.autofit = False
        for entry in found.timeline:
            cells = table.add_row().cells
            cells[0].text = plain(entry.in_words)
            cells[1].text = plain(f"{entry.court}: {entry.title}" if entry.court else entry.title)
            for cell in cells:
                cell.paragraphs[0].runs[0].font.size = Pt(9)
            cells[0].width, cells[1].width = Cm(4.2), Cm(12.4)
        table.columns[0].width, table.columns[1].width = Cm(4.2), Cm(12.4)
    if found.sources:
        document.add_heading("Sources", level=2)
        for source in found.sources:
            _line(document, f"[{source.number}] {source.what}: {source.url or source.title}", soft=True)
    _line(document, "Computed from cited public records. Information, not legal advice.", soft=True)
    return saved(document)


def _set_up(document: WordDocument, found: Brief) -> None:
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin = section.bottom_margin = Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Arial", Pt(10)
    style.paragraph_format.space_after = Pt(2)
    for level, size in ((1, 16), (2, 12)):
        heading = document.styles[f"Heading {level}"]
        heading.font.name, heading.font.size = "Arial", Pt(size)
        heading.font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
        heading.paragraph_format.space_before = Pt(10 if level == 2 else 0)
    core = document.core_properties
    core.title, core.author = plain(found.story.title or found.story.name)[:250], "Enjoined"


def _day(value: date) -> str:
    return spoken(value.toordinal())


def _line(
    document: WordDocument,
    text: str,
    *,
    style: str | None = None,
    soft: bool = False,
    with_next: bool = False,
) -> None:
    paragraph = document.add_paragraph(style=style)
    paragraph.paragraph_format.keep_with_next = with_next or None
    run = paragraph.add_run(plain(text))
    if soft:
        run.font.color.rgb, run.font.size = _SOFT, Pt(8)


def _about(document: WordDocument, found: Brief) -> None:
    if not any(case.fit is Fit.ABOUT for case in found.cases):
        document.add_paragraph().add_run(plain(found.summary)).bold = True
    for case in found.cases:
        if case.fit is Fit.MENTIONED:
            continue
        possibly = "About " if case.fit is Fit.ABOUT else "Possibly: "
        _line(document, f"{possibly}{case_line(case)}")
        _line(document, f"Matched because {'; '.join(case.reasons)}.", soft=True)
        if case.fit is Fit.ABOUT and len(case.plaintiffs) > 1:
            _line(document, f"Plaintiffs on record: {listed(case.plaintiffs, 8)}.")
    unknown = found.not_in_registry
    if unknown is not None:
        for name, values in (
            ("Who sues", unknown.plaintiffs),
            ("Who is sued", unknown.defendants),
            ("Court", unknown.courts),
            ("What it says", unknown.claims),
            ("Topics known here", unknown.about),
        ):
            if values:
                _line(document, f"{name}: {'; '.join(values)}", style="List Bullet")


def _conditions(document: WordDocument, found: Brief) -> None:
    if not found.conditions:
        return
    document.add_heading("What the conditions ask", level=2)
    for term in found.conditions:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{term.title}. ").bold = True
        paragraph.add_run(plain(term.summary))


def _course(document: WordDocument, law: LawTable, found: Brief) -> None:
    if found.then is not None:
        document.add_heading(f"Where it stood on {_day(found.then.on)}, as known then", level=2)
        _posture(document, law, found.then)
    if found.last:
        document.add_heading("What came next", level=2)
        _line(document, sentence(found.last))
    if found.next is not None:
        document.add_heading("What came next", level=2)
        step = found.next
        _line(document, f"{step.date}, {step.court}: {step.title}", style="List Bullet")
        for entry in step.came_of:
            _line(document, f"{entry.in_words}, {entry.court}: {entry.title}", style="List Bullet")
    if found.now is not None:
        document.add_heading(f"Where it stands on {_day(found.now.on)}", level=2)
        if checked := last_checked(found):
            _line(document, f"The record was last checked on {checked}.", soft=True)
        _posture(document, law, found.now)
        if said := affected(found.now):
            _line(document, said)
    if found.recipient is not None:
        me = found.recipient
        document.add_heading(f"And {me.name}{', a plaintiff of the case' if me.is_party else ''}?", level=2)
        for title, rows in (("Then", me.then), ("Now", me.now)):
            for row in rows:
                _standing(document, law, row, f"{title}: ")
        if not me.now:
            _line(document, "No recorded condition of this case is put on such a recipient.")


def _posture(document: WordDocument, law: LawTable, posture: Posture) -> None:
    if posture.note:
        _line(document, posture.note)
    for row in posture.plaintiff:
        _standing(document, law, row, f"{row.name}: ")
    for who, statuses in group_rows(law, posture):
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(plain(f"{who[:1].upper()}{who[1:]}: "))
        for number, (status, what) in enumerate(statuses):
            run = paragraph.add_run(f"{'; ' if number else ''}{status.words.upper()}")
            run.bold, run.font.color.rgb = True, RGBColor.from_string(INK[status])
            paragraph.add_run("" if what == "all of it" else f" {what}")


def _standing(document: WordDocument, law: LawTable, row: Standing, lead: str) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.add_run(plain(lead))
    run = paragraph.add_run(row.status.words.upper())
    run.bold, run.font.color.rgb = True, RGBColor.from_string(INK[row.status])
    counts = f" ({mixture(row)})" if mixture(row) else ""
    because = f": {row.because}" if row.because else ""
    paragraph.add_run(plain(f"{counts} {titles(law, row.families)}{because}"))


# --- the time line --------------------------------------------------------------------------------------------------


def _picture(document: WordDocument, picture: Picture) -> None:
    """Bands as rows of shaded cells with the status word where it begins: nothing that Word cannot print."""
    for band in picture.bands:
        label = f"{band.who}: {listed([t.lower() for t in band.titles], 3)}"
        _line(document, label, soft=True, with_next=True)
        table = document.add_table(rows=1, cols=_COLUMNS)
        table.autofit = False
        statuses = [status or Status.NOT_IMPOSED for status in columns_of(band, picture, _COLUMNS)]
        start = 0
        for i in range(1, _COLUMNS + 1):
            if i == _COLUMNS or statuses[i] is not statuses[start]:
                cell = table.rows[0].cells[start]
                if i - start > 1:
                    cell = cell.merge(table.rows[0].cells[i - 1])
                _shade(cell, statuses[start], wide=i - start)
                start = i
    years = f"{_day(picture.start)} to {_day(picture.today)}"
    story = f"; the story is of {_day(picture.story)}" if picture.story else ""
    used = dict.fromkeys(s.status for b in picture.bands for s in b.stretches)
    named = [f"{COLOUR[s]}: {s.words}" for s in used if s is not Status.NOT_IMPOSED]
    _line(document, f"From left to right: {years}{story}. {sentence('; '.join(named))}", soft=True)


def _shade(cell: _Cell, status: Status, *, wide: int) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), FILL[status])
    cell._tc.get_or_add_tcPr().append(shade)
    paragraph = cell.paragraphs[0]
    fits = wide * 3.2 >= len(status.words) and status is not Status.NOT_IMPOSED
    run = paragraph.add_run(status.words if fits else "")
    run.font.size = Pt(8)
    run.font.color.rgb = (
        RGBColor(0xFF, 0xFF, 0xFF) if status is Status.BINDING else RGBColor(0x1B, 0x1B, 0x1B)
    )
