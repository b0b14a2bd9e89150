"""A document read: pages, clauses, facts, citations, and what could not be read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import msgspec

from enjoined.documents.authorities import Authority, find_authorities
from enjoined.documents.facts import DocumentFacts, find_facts
from enjoined.documents.furniture import infer_labels, missing_pages, strip_furniture
from enjoined.documents.outline import Clause, clauses_of
from enjoined.documents.page import Page, Source, Span
from enjoined.documents.read_pdf import read_pdf
from enjoined.documents.read_text import PAGE_MARK, read_text
from enjoined.documents.rules import Rules, default_rules
from enjoined.documents.sections import DUTY, document_kind, sections_of
from enjoined.documents.tokens import TOKEN, Reader
from enjoined.errors import UnreadableDocument

__all__ = ["Document", "Unread", "from_pages", "read"]

OFTEN = 3
QUOTE = 600
SNIFF = 1_024
UNDECIDED = frozenset({"other", "certification"})
AWARD_BY_FACTS = 0.6
CONDITIONS = "award conditions"
FIRST_PERSON = re.compile(r"\bI\s+(?:am|hereby|certify|have|make)\b|penalty\s+of\s+perjury", re.IGNORECASE)


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """A page whose text is not known: its index in the file, or its printed number when it is not in the file."""

    page: int
    why: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document and what was found in it."""

    name: str
    pages: tuple[Page, ...]
    text_from: Source
    clauses: tuple[Clause, ...]
    facts: DocumentFacts
    authorities: tuple[Authority, ...]
    warnings: tuple[str, ...]
    unread: tuple[Unread, ...]
    reader: Reader

    def quote(self, spans: Sequence[Span], *, limit: int = QUOTE) -> str:
        """The text of ``spans`` exactly as on their pages, cut after a word near ``limit`` characters."""
        text = "\n".join(self.pages[span.page - 1].text[span.start : span.end] for span in spans)
        if len(text) <= limit:
            return text
        cut = text.rfind(" ", limit // 2, limit)
        return text[: cut if cut > 0 else limit] + " \u2026"


def read(path: str | Path, *, rules: Rules | None = None) -> Document:
    """Read a PDF or a text file, told apart by content and not by name.

    Raises :class:`~enjoined.errors.UnreadableDocument` when it is neither, or cannot be read.
    """
    path = Path(path)
    where = path.name
    if path.exists() and not path.is_dir() and not path.is_file():
        # A device or a pipe has no end that could be known beforehand.
        raise UnreadableDocument(
            "this is not an ordinary file", where=where, remedy="save it as a file first"
        )
    try:
        with path.open("rb") as file:
            start = file.read(SNIFF)
    except IsADirectoryError as error:
        raise UnreadableDocument("this is a directory", where=where, remedy="name a file in it") from error
    except OSError as error:
        raise UnreadableDocument("the file cannot be opened", where=where, remedy="check its name") from error
    if not start:
        raise UnreadableDocument("the file is empty", where=where, remedy="download or scan it again")
    if b"%PDF-" in start:
        return from_pages(read_pdf(path), name=where, rules=rules)
    _refuse_unsupported(start, where)
    return from_pages(read_text(path), name=where, rules=rules)


def _refuse_unsupported(start: bytes, where: str) -> None:
    kinds: tuple[tuple[bytes, str], ...] = (
        (b"PK\x03\x04", "a Word document or an archive"),
        (b"\xd0\xcf\x11\xe0", "an old Word document"),
        (b"\x89PNG", "an image"),
        (b"\xff\xd8\xff", "an image"),
        (b"II*\x00", "an image"),
        (b"MM\x00*", "an image"),
        (b"GIF8", "an image"),
        (b"{\\rtf", "a rich text file"),
    )
    head = start.lstrip()[:200].lower()
    if head.startswith((b"<!doctype html", b"<html")):
        kinds = ((start[:1], "a web page"), *kinds)
    for magic, what in kinds:
        if start.startswith(magic):
            raise UnreadableDocument(
                f"this is {what}; PDF and plain text can be read",
                where=where,
                remedy="save it as PDF or text",
            )


def from_pages(pages: Sequence[Page], *, name: str, rules: Rules | None = None) -> Document:
    """Find clauses, facts and citations in ``pages``."""
    rules = rules or default_rules()
    counts = Counter(found[0].lower() for page in pages for found in TOKEN.finditer(page.text))
    often = frozenset(word for word, count in counts.items() if count >= OFTEN)
    reader = Reader(rules.vocabulary, frequent=often)
    bare = strip_furniture(pages, rules.furniture)
    labelled = infer_labels([page.page for page in bare])
    sections = sections_of(bare, rules, reader)
    kind, kind_confidence = document_kind(sections, rules)
    missing = () if kind == "court" else missing_pages([page.label for page in labelled])
    holes = _holes(labelled)
    clauses = tuple(
        clause
        for section in sections
        for clause in clauses_of(section, holes=holes, midway=_midway(labelled[section.pages[0] - 1]))
    )
    facts = find_facts(
        labelled,
        kind=kind,
        kind_confidence=kind_confidence,
        missing=missing,
        vocabulary=rules.vocabulary,
    )
    if _is_award(facts, clauses):
        facts = msgspec.structs.replace(facts, kind="award", kind_confidence=AWARD_BY_FACTS)
        clauses = tuple(
            msgspec.structs.replace(clause, sort="award", page_sort=CONDITIONS)
            if clause.number and clause.sort in UNDECIDED
            else clause
            for clause in clauses
        )
    unread = [
        Unread(page=page.index, why=page.why_unread or "not read") for page in labelled if not page.read
    ]
    warnings: list[str] = []
    if missing:
        listed = ", ".join(str(number) for number in missing[:12]) + (", \u2026" if len(missing) > 12 else "")
        warnings.append(f"printed pages missing from the file: {listed}")
    if unread:
        warnings.append(f"{len(unread)} of {len(labelled)} pages could not be read")
    return Document(
        name=name,
        pages=labelled,
        text_from=labelled[0].source if labelled else "text",
        clauses=clauses,
        facts=facts,
        authorities=tuple(
            found for page in labelled for found in find_authorities(page.text, page=page.index)
        ),
        warnings=tuple(warnings),
        unread=tuple(unread),
        reader=reader,
    )


def _is_award(facts: DocumentFacts, clauses: Sequence[Clause]) -> bool:
    """Whether a document that no page of it names is an award: it has a number, a recipient and numbered duties."""
    if facts.kind not in UNDECIDED or facts.award_number is None or facts.recipient is None:
        return False
    numbered = [clause for clause in clauses if clause.number and clause.sort in UNDECIDED]
    if any(FIRST_PERSON.search(clause.text) for clause in clauses):
        return False
    duties = sum(DUTY.search(clause.text) is not None for clause in numbered)
    return len(numbered) >= 2 and duties * 2 >= len(numbered)


def _midway(page: Page) -> bool:
    """Whether the page says that it is neither the first nor the second of its document."""
    mark = PAGE_MARK.search(page.label) if page.label else None
    return mark is not None and int(mark[1]) > 2


def _holes(pages: Sequence[Page]) -> frozenset[int]:
    """Pages before which a page is unread, or missing by the printed numbers."""
    holes: set[int] = set()
    printed = 0
    for before, page in zip([None, *pages], pages, strict=False):
        if before is not None and not before.read:
            holes.add(page.index)
        mark = PAGE_MARK.search(page.label) if page.label else None
        if mark:
            if printed and int(mark[1]) > printed + 1:
                holes.add(page.index)
            printed = int(mark[1])
    return frozenset(holes)
