"""Word files: a checked document as a memo that can be edited and passed on."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import docx
from docx.document import Document as WordDocument
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from enjoined.law import Status
from enjoined.law.answering.sentences import NOT_ADVICE, title_of
from enjoined.model import Day, Recipient, spoken
from enjoined.registry.table import LawTable
from enjoined.reports.checked import Checked, FindingView, findings_shown
from enjoined.reports.colours import INK
from enjoined.reports.face import counted, deadline, face

__all__ = ["checked", "new_word_file", "plain", "saved"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def new_word_file(title: str) -> WordDocument:
    """An empty file with a title, in a face that every machine has."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name = "Calibri"
    normal.font.size = Pt(10.5)
    document.add_heading(plain(title), level=0)
    return document


def plain(text: str) -> str:
    """Text without the characters that a Word file cannot hold.

    >>> plain("a\\x00b")
    'ab'
    """
    return _NOT_XML.sub("", text)


def saved(document: WordDocument) -> bytes:
    """The file's bytes."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def checked(law: LawTable, told: Sequence[Checked], *, recipient: Recipient | None, on: Day) -> bytes:
    """The findings of a check as a Word file, each document on a page of its own."""
    reports = [one.report for one in told]
    alone = len(reports) == 1
    document = new_word_file(reports[0].document.name if alone else f"{len(reports)} documents")
    if recipient is not None:
        document.add_paragraph(plain(f"Asked for {title_of(recipient)} on {spoken(on)}"))
    for report in reports if not alone else ():
        text = f"{report.document.name}: {report.in_short}"
        document.add_paragraph(plain(text), style="List Bullet")
    for one in told:
        if not alone:
            heading = document.add_heading(plain(one.report.document.name), level=1)
            heading.paragraph_format.page_break_before = True
        _document(document, law, one, on, level=1 if alone else 2)
    document.add_paragraph(NOT_ADVICE).runs[0].italic = True
    return saved(document)


def _document(document: WordDocument, law: LawTable, one: Checked, on: Day, *, level: int) -> None:
    """What a document is, its contested clauses, the money at stake, and clauses that only speak of such conditions."""
    report, stakes = one.report, one.stakes
    document.add_paragraph(plain(face(report.document)))
    by = deadline(report.document, on)
    if by is not None:
        document.add_paragraph().add_run(plain(by)).bold = True
    document.add_paragraph(plain(counted(report.document)))
    for warning in report.document.warnings:
        document.add_paragraph(plain(warning), style="List Bullet")
    for point in report.verify_all:
        document.add_paragraph(plain(f"To verify, for all clauses: {point}"), style="List Bullet")
    for unread in report.unread:
        document.add_paragraph(plain(f"Page {unread.page} not read: {unread.why}"), style="List Bullet")
    views = findings_shown(law, report)
    document.add_heading("Contested conditions", level=level)
    imposed = [view for view in views if view.role is None]
    if not imposed:
        document.add_paragraph(report.nothing_found)
    for view in imposed:
        _finding(document, view, level + 1)
    if stakes:
        document.add_heading("At stake", level=level)
    for stake in stakes:
        document.add_paragraph(plain(stake))
    others = [view for view in views if view.role is not None]
    if others:
        document.add_heading("Not imposed by this document", level=level)
    for view in others:
        families = ", ".join(part.title for part in view.parts)
        clause = f"clause {view.finding.number}, " if view.finding.number else ""
        document.add_paragraph(
            plain(f"{clause}{_place(view)}: {view.role} ({families})"), style="List Bullet"
        )
        if view.finding.takes_away:
            document.add_paragraph(plain(" ".join(view.finding.parts[0].quote.split())), style="Quote")


def _finding(document: WordDocument, view: FindingView, level: int) -> None:
    number = view.finding.number or ""
    document.add_heading(plain(f"{number} {view.title}".strip()), level=level)
    document.add_paragraph(_place(view)).runs[0].italic = True
    if view.finding.novel:
        document.add_paragraph("No recorded condition matches: read it with care.")
    document.add_paragraph(plain(" ".join(view.finding.quote.split())), style="Quote")
    for part in view.parts:
        line = document.add_paragraph()
        if part.answer is None:
            line.add_run(plain(f"{part.title}: {part.condition or 'no recorded condition'}"))
            continue
        _status(line, part.answer.status)
        line.add_run(plain(f"  {part.title} {part.period}".rstrip()))
        document.add_paragraph(plain(part.reason))
        for remark in part.remarks:
            document.add_paragraph(plain(remark.text), style="List Bullet")
        for citation, url in part.sources:
            document.add_paragraph(plain(f"{citation}: {url}"), style="List Bullet")
    for point in view.verify:
        document.add_paragraph(plain(f"To verify: {point}"), style="List Bullet")


def _status(line: Paragraph, status: Status) -> None:
    run = line.add_run(f"{status.sign} {status.words.upper()}")
    run.bold = True
    run.font.color.rgb = RGBColor.from_string(INK[status])


def _place(view: FindingView) -> str:
    label = view.finding.page_label
    return plain(f"p. {view.finding.page}" + (f" ({label})" if label else ""))
