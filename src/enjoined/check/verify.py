"""What a person should look at before relying on a finding."""

from __future__ import annotations

from enjoined.documents import Document, Matched, Recognition

__all__ = ["what_to_verify"]

SURE = 0.75
TIED = 0.6


def what_to_verify(
    document: Document, recognition: Recognition, matched: Matched, year: int | None
) -> tuple[str, ...]:
    """Short instructions, most important first; empty where nothing is in doubt. ``year`` is that of the award."""
    if recognition.role != "imposes":
        return ()
    found: list[str] = []
    facts = document.facts
    clause = recognition.clause
    if recognition.confidence < SURE:
        found.append(
            f"the clause was recognised with a confidence of {recognition.confidence:.2f}: read it whole"
        )
    for tie in matched.matches:
        if tie.confidence < TIED:
            found.append(f"whether it is {tie.condition}: compare the words of its title")
    if facts.kind == "award" and year is None:
        found.append("the fiscal year of the award: the pages that could be read do not say it")
    elif facts.fiscal_year is not None and facts.fiscal_year.confidence < SURE:
        found.append(f"the fiscal year: {facts.fiscal_year.value} was read with little certainty")
    if document.pages[clause.spans[0].page - 1].source == "ocr":
        found.append("the quote against the paper: the page was scanned")
    if any(span.page + 1 in {u.page for u in document.unread} for span in clause.spans):
        found.append("the page that follows, which could not be read")
    return tuple(found)
