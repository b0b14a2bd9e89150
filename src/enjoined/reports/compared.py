"""What changed between two versions of a document, as a web page."""

from __future__ import annotations

from enjoined.compare import Change, ComparedDocument, CompareReport
from enjoined.model import FamilyId
from enjoined.registry.table import LawTable
from enjoined.reports.face import deadline, face, pages_of
from enjoined.reports.html import render

__all__ = ["page"]


def _face(document: ComparedDocument) -> str:
    facts = [face(document), deadline(document), pages_of(document)]
    return " \u00b7 ".join(fact for fact in facts if fact)


def page(law: LawTable, report: CompareReport) -> str:
    """One self-contained HTML page: contested changes first, words marked."""
    said = [c for c in report.clauses if c.change in (Change.REWORDED, Change.ADDED, Change.DROPPED)]
    names = {family for change in report.clauses for family in change.families}
    return render(
        "compared.html",
        report=report,
        sides=[(which, side.name, _face(side)) for which, side in (("Old", report.old), ("New", report.new))],
        contested=[c for c in said if c.contested],
        others=[c for c in said if not c.contested],
        went=[c for c in report.clauses if c.change in (Change.MOVED, Change.RENUMBERED)],
        titles={f: law.families[FamilyId(f)].title if f in law.families else f for f in names},
    )
