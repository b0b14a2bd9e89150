"""A checked document as a web page: every page that matters, with the clauses marked, and what each clause is."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from enjoined.check import CheckReport, Finding, Part
from enjoined.documents import Document, Page
from enjoined.law import Answer
from enjoined.law.answering.sentences import Remark, period, reason, remarks, title_of, window
from enjoined.model import Day, FamilyId, Recipient, spoken
from enjoined.registry.table import LawTable
from enjoined.reports.face import counted, deadline, face
from enjoined.reports.html import render

__all__ = ["Checked", "FindingView", "PartView", "findings_shown", "page", "picture_pages"]

_MOST_PAGES: Final = 60
"""So many pages are pictured; further findings are told without a picture."""
_ROLES: Final = {
    "mentions": "only mentions it",
    "negates": "says that it is not required",
    "describes-status": "describes its status",
}


class PartView(msgspec.Struct, frozen=True, kw_only=True):
    """One family of a clause, ready to be printed."""

    title: str
    condition: str | None
    answer: Answer | None
    period: str
    reason: str
    remarks: tuple[Remark, ...]
    sources: tuple[tuple[str, str], ...]
    why: tuple[str, ...]


class FindingView(msgspec.Struct, frozen=True, kw_only=True):
    """One clause, ready to be printed; ``anchor`` is its name within the page."""

    anchor: str
    finding: Finding
    title: str
    role: str | None
    worst: str
    parts: tuple[PartView, ...]
    verify: tuple[str, ...]


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A box over a picture, in shares of the page (0 to 100)."""

    anchor: str
    label: str
    worst: str
    left: float
    top: float
    width: float
    height: float
    first: bool


class _Spread(msgspec.Struct, frozen=True, kw_only=True):
    number: int
    label: str | None
    picture: str | None
    marks: tuple[Mark, ...]
    text: tuple[tuple[str, str | None], ...]
    findings: tuple[FindingView, ...]


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """A report with the document it is of (``None``: it could not be read), WebP pictures of its pages, and what is at
    stake in the sentences of ``money.stake``."""

    report: CheckReport
    document: Document | None = None
    pictures: dict[int, bytes] = {}
    stakes: tuple[str, ...] = ()


def page(law: LawTable, checked: Sequence[Checked], *, recipient: Recipient | None, on: Day) -> str:
    """One self-contained HTML page of all documents, with a list of them first where there are several."""
    told, count = [], 0
    for one in checked:
        views = findings_shown(law, one.report, after=count)
        count += len(views)
        imposed = [v for v in views if v.role is None]
        told.append(
            {
                "report": one.report,
                "face": face(one.report.document),
                "deadline": deadline(one.report.document, on),
                "counted": counted(one.report.document),
                "stakes": one.stakes,
                "findings": imposed,
                "others": [v for v in views if v.role is not None],
                "spreads": list(_spreads(one.document, imposed, one.pictures)) if one.document else [],
            }
        )
    return render(
        "checked.html",
        checked=told,
        recipient=title_of(recipient) if recipient is not None else None,
        on=spoken(on),
    )


def pages_to_picture(report: CheckReport) -> list[int]:
    """The pages on which a clause imposes something, the first ones if there are many."""
    pages = {
        number
        for finding in report.imposed
        for number in (finding.page, *(p for p, _, _ in finding.continues))
    }
    return sorted(pages)[:_MOST_PAGES]


def findings_shown(law: LawTable, report: CheckReport, after: int = 0) -> list[FindingView]:
    """The findings in the order of the document, counted on ``after`` those of the documents before it."""
    said = report.verify_all
    return [_view(law, finding, number, said) for number, finding in enumerate(report.findings, after + 1)]


def _view(law: LawTable, finding: Finding, number: int, said: Sequence[str]) -> FindingView:
    parts = tuple(_part(law, part) for part in finding.parts)
    answer = finding.answer if isinstance(finding.answer, Answer) else None
    title = finding.title or ", ".join(part.title for part in parts)
    return FindingView(
        anchor=f"finding-{number}",
        finding=finding,
        title=" ".join(title.split()),
        role=None if finding.role == "imposes" else _ROLES.get(finding.role, finding.role),
        worst=answer.status.value if answer is not None else "",
        parts=parts,
        verify=tuple(point for point in finding.verify if point not in said),
    )


def _part(law: LawTable, part: Part) -> PartView:
    family = law.families.get(FamilyId(part.family))
    answer = part.answer if isinstance(part.answer, Answer) else None
    sources: tuple[tuple[str, str], ...] = ()
    if answer is not None:
        sources = tuple((r.citation or r.event, r.source) for r in answer.restraints if r.source)
    return PartView(
        title=family.title if family is not None else part.family,
        condition=part.condition,
        answer=answer,
        period=period(answer) if answer is not None else "",
        reason=reason(law, answer) + window(answer) if answer is not None else "",
        remarks=tuple(_sentences(_with_provisions(law, answer))) if answer is not None else (),
        sources=sources,
        why=part.why,
    )


def _with_provisions(law: LawTable, answer: Answer) -> Iterator[Remark]:
    """The remarks; a conflict with local law says what the provision says, beside the words of the document."""
    conflicts = iter(answer.conflicts)
    for remark in remarks(law, answer):
        if remark.kind == "conflict":
            summary = next(conflicts).summary
            remark = Remark(kind="conflict", text=f"{remark.text}. The provision: {summary}")
        yield remark


def _sentences(told: Iterable[Remark]) -> Iterator[Remark]:
    """The remarks with each open fact and what it would settle in one sentence."""
    facts: list[Remark] = []
    for remark in told:
        if remark.kind == "fact":
            facts.append(Remark(kind="fact", text=f"it turns on whether {remark.text}"))
        elif remark.kind == "settles" and remark.text:
            facts[-1] = Remark(kind="fact", text=f"{facts[-1].text} ({remark.text})")
        elif remark.kind != "lead" or facts:
            yield from facts
            facts.clear()
            yield remark
    yield from facts


def _spreads(
    document: Document, views: Sequence[FindingView], pictures: dict[int, bytes]
) -> Iterator[_Spread]:
    """The pages with a finding, each with those that begin on it."""
    places = {view.anchor: _places(view.finding) for view in views}
    numbers = sorted({number for spans in places.values() for number, _, _ in spans})
    for number in numbers:
        sheet = document.pages[number - 1]
        picture = pictures.get(number)
        here = [v for v in views if any(n == number for n, _, _ in places[v.anchor])]
        yield _Spread(
            number=number,
            label=sheet.label,
            picture=b64encode(picture).decode("ascii") if picture is not None else None,
            marks=tuple(_marks(sheet, here, places)) if picture is not None else (),
            text=() if picture is not None else tuple(_text(sheet, here, places)),
            findings=tuple(v for v in here if v.finding.page == number),
        )


def _places(finding: Finding) -> list[tuple[int, int, int]]:
    return [(finding.page, finding.start, finding.end), *finding.continues]


def _marks(
    sheet: Page, views: Sequence[FindingView], places: dict[str, list[tuple[int, int, int]]]
) -> Iterator[Mark]:
    turns = sheet.turns
    wide, high = (sheet.height, sheet.width) if turns % 2 else (sheet.width, sheet.height)
    for view in views:
        first = True
        for number, start, end in places[view.anchor]:
            if number != sheet.index or not wide or not high:
                continue
            for x0, y0, x1, y1 in (sheet.upright(box, turns) for box in sheet.boxes(start, end)):
                yield Mark(
                    anchor=view.anchor,
                    label=view.finding.number or "",
                    worst=view.worst,
                    left=round(100 * x0 / wide, 2),
                    top=round(100 * y0 / high, 2),
                    width=round(100 * (x1 - x0) / wide, 2),
                    height=round(100 * (y1 - y0) / high, 2),
                    first=first,
                )
                first = False


def _text(
    sheet: Page, views: Sequence[FindingView], places: dict[str, list[tuple[int, int, int]]]
) -> Iterator[tuple[str, str | None]]:
    """The page's text in runs, each with the finding that it belongs to."""
    spans = sorted(
        (start, end, view.anchor)
        for view in views
        for number, start, end in places[view.anchor]
        if number == sheet.index
    )
    at = 0
    for start, end, anchor in spans:
        if start < at:
            continue
        yield sheet.text[at:start], None
        yield sheet.text[start:end], anchor
        at = end
    yield sheet.text[at:], None


def picture_pages(path: Path, report: CheckReport, document: Document) -> dict[int, bytes]:
    """Pictures of the pages that matter, upright, if the file is a PDF."""
    from enjoined.documents.files.images import page_images

    if report.document.text_from not in ("pdf", "ocr"):
        return {}
    return page_images(path, {n: document.pages[n - 1].turns for n in pages_to_picture(report)})
