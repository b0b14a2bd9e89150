"""What a document is by its own face, in the words that every form of answer uses."""

from __future__ import annotations

from decimal import Decimal

from enjoined.check import DocumentSummary
from enjoined.compare import ComparedDocument
from enjoined.law.answering.words import spans
from enjoined.model import Day, parse_day, spoken

__all__ = ["counted", "deadline", "face", "pages_of"]


def face(document: DocumentSummary | ComparedDocument) -> str:
    """Kind, number, recipient, program, year, amount and day of the award in one line, as far as they are stated."""
    facts = [
        document.kind,
        document.award_number,
        document.recipient,
        document.program,
        f"FY{document.fiscal_year}" if document.fiscal_year else None,
        f"${Decimal(document.amount):,.2f}" if document.amount else None,
        spoken(parse_day(document.award_date)) if document.award_date else None,
    ]
    return " \u00b7 ".join(fact for fact in facts if fact)


def pages_of(document: DocumentSummary | ComparedDocument) -> str:
    """How many pages it has: "3 pages"."""
    return "1 page" if document.pages == 1 else f"{document.pages} pages"


def counted(document: DocumentSummary) -> str:
    """Its pages, the numbered conditions read on them, and the numbers between these that were not seen."""
    if not document.conditions:
        return pages_of(document)
    missing = spans(document.numbers_not_seen)
    lost = f" (not seen: {missing})" if missing else ""
    return f"{pages_of(document)}, {document.conditions} numbered conditions read{lost}"


def deadline(document: DocumentSummary | ComparedDocument, on: Day | None = None) -> str | None:
    """The day by which to accept or apply, and how far it is from the day ``on``; None where none is stated."""
    if document.deadline is None:
        return None
    day = parse_day(document.deadline)
    verb = "Apply" if document.kind == "solicitation" else "Accept"
    if on is None:
        return f"{verb} by {spoken(day)}"
    days = day - on
    far = f"in {days} days" if days > 1 else "tomorrow" if days == 1 else "today" if not days else "past"
    return f"{verb} by {spoken(day)} ({far})"
