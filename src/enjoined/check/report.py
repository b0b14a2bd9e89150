"""What ``check`` reports of a document."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from enjoined.check.drafts import DraftEvent
from enjoined.law import Answer, Status
from enjoined.model import ConditionId

__all__ = [
    "CheckReport",
    "CitedAuthority",
    "DocumentSummary",
    "FactFound",
    "Finding",
    "Part",
    "UnreadPage",
]


class CitedAuthority(msgspec.Struct, frozen=True, kw_only=True):
    """A citation as printed and in normal form, with the page it first stands on."""

    text: str
    normalized: str
    page: int


class FactFound(msgspec.Struct, frozen=True, kw_only=True):
    """A fact of the document: its value, the characters of the page it was read from, and a confidence from 0 to 1."""

    name: str
    value: str | int
    page: int
    start: int
    end: int
    confidence: float


class DocumentSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What the document is. Money is a decimal string of dollars; dates are ISO."""

    name: str
    kind: str
    pages: int
    text_from: str
    award_number: str | None
    recipient: str | None
    program: str | None
    fiscal_year: int | None
    amount: str | None
    award_date: str | None
    deadline: str | None
    uei: str | None
    version: str | None
    missing_pages: tuple[int, ...]
    instrument: str | None
    conditions: int
    numbers_not_seen: tuple[int, ...]
    authorities: tuple[CitedAuthority, ...]
    warnings: tuple[str, ...]
    facts: tuple[FactFound, ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One family within a clause: the sentences that show it, the recorded condition it is, and its status.

    ``places`` are those sentences as ``(page, start, end)``.
    """

    family: str
    condition: ConditionId | None
    quote: str
    confidence: float
    why: tuple[str, ...]
    places: tuple[tuple[int, int, int], ...]
    answer: Answer | UnsetType | None = UNSET


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One clause of a contested family.

    ``page`` counts from 1 in the file; ``start`` and ``end`` are offsets in that page's text; ``boxes`` are
    ``(x0, y0, x1, y1)`` in PDF points from the top left; ``continues`` gives the further pages of the clause as
    ``(page, start, end)``. ``verify`` says what a person should look at before relying on it. ``answer`` is that of
    the part which protects least; without a recipient there is none.
    """

    page: int
    page_label: str | None
    number: str | None
    title: str | None
    quote: str
    start: int
    end: int
    boxes: tuple[tuple[float, float, float, float], ...]
    continues: tuple[tuple[int, int, int], ...]
    families: tuple[str, ...]
    condition: str | None
    role: str
    novel: bool
    confidence: float
    why: tuple[str, ...]
    parts: tuple[Part, ...]
    verify: tuple[str, ...]
    answer: Answer | UnsetType | None = UNSET

    @property
    def takes_away(self) -> bool:
        """Whether it says that there is no such duty, or what became of it."""
        return self.role in ("negates", "describes-status")


class UnreadPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page whose text is not known, and why."""

    page: int
    why: str


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """``check --format json``; ``registry`` is the receipt: from which engine and records it was made."""

    schema: str
    document: DocumentSummary
    findings: tuple[Finding, ...]
    unread: tuple[UnreadPage, ...]
    draft_events: tuple[DraftEvent, ...] = ()
    registry: dict[str, Any] | None = None

    @property
    def nothing_found(self) -> str:
        """What to say where no finding binds: a file that could not be read is not cleared."""
        if self.document.pages <= len(self.unread):
            return "Nothing of this file could be read, so nothing can be said of it."
        return "No clause of a contested family found in the pages that could be read."

    @property
    def imposed(self) -> tuple[Finding, ...]:
        """The clauses that impose something, less those that only speak of it."""
        return tuple(f for f in self.findings if f.role == "imposes")

    @property
    def verify_all(self) -> tuple[str, ...]:
        """What is to be verified of every clause that imposes something, where there are several: said once."""
        first, *others = self.imposed or (None,)
        if first is None or not others:
            return ()
        return tuple(
            point for point in first.verify if all(point in other.verify for other in others if other)
        )

    @property
    def in_short(self) -> str:
        """How many contested clauses there are and what they are to the recipient, for a list of documents."""
        if not self.imposed:
            return "not read" if self.document.pages <= len(self.unread) else "no contested clause"
        answers = Counter(f.answer.status for f in self.imposed if isinstance(f.answer, Answer))
        told = [f"{answers[s]} {s.value.replace('-', ' ')}" for s in Status if answers[s]]
        clauses = f"{len(self.imposed)} contested clause{'s' if len(self.imposed) > 1 else ''}"
        return f"{clauses}: {', '.join(told)}" if told else clauses
