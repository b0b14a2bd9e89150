"""A document read: pages, clauses, facts, citations, and what could not be read."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

import msgspec

from enjoined.documents.clauses.outline import Clause, clauses_of
from enjoined.documents.clauses.sections import DUTY, Section, document_kind, sections_of
from enjoined.documents.facts.document_facts import DocumentFacts, find_facts
from enjoined.documents.files.read_text import PAGE_MARK
from enjoined.documents.layout.footnotes import NOTE
from enjoined.documents.layout.furniture import infer_labels, missing_pages, strip_furniture
from enjoined.documents.layout.lines import Line, join
from enjoined.documents.page import Page, Source, Span
from enjoined.documents.recognition.authorities import Authority, find_authorities
from enjoined.documents.recognition.rules import Rules, default_rules
from enjoined.documents.recognition.tokens import TOKEN, Reader

__all__ = ["Document", "Unread", "from_pages"]

OFTEN = 3
QUOTE = 600
UNDECIDED = frozenset({"other", "certification"})
AWARD_BY_FACTS = 0.6
CONDITIONS = "award conditions"
MARK = re.compile(rf"\[\d{{1,4}}\](?=\s)|{NOTE.pattern}")
"""The mark of a note as printed, or as it stands where the file tells which note is meant."""
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


def from_pages(pages: Sequence[Page], *, name: str, rules: Rules | None = None) -> Document:
    """Find clauses, facts and citations in ``pages``."""
    rules = rules or default_rules()
    counts = Counter(word.lower() for page in pages for word in TOKEN.findall(page.text))
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
        for clause in (
            *clauses_of(
                msgspec.structs.replace(section, lines=tuple(_lines_of(section, labelled))),
                holes=holes,
                midway=_midway(labelled[section.pages[0] - 1]),
            ),
            *_notes(section, labelled),
        )
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
    warnings = list(dict.fromkeys(remark for page in labelled for remark in page.remarks))
    for number in dict.fromkeys(section.exhibit for section in sections if section.exhibit):
        first = min(page for section in sections if section.exhibit == number for page in section.pages)
        warnings.append(
            f"from page {first} on, an exhibit filed in court (Document {number}) is read by itself"
        )
    if facts.awards:
        warnings.append(
            f"the file holds {len(facts.awards)} awards ({', '.join(facts.awards)}): of the file as a whole only what "
            "they share is told"
        )
    if missing:
        warnings.append(f"printed pages missing from the file: {_listed(missing)}")
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


def _listed(pages: Sequence[int]) -> str:
    """Ascending page numbers, those in a row as a range, and at most a dozen of either.

    >>> _listed((1, 2, 3, 7, 22, 23))
    '1-3, 7, 22-23'
    """
    rows = [[n for _, n in row] for _, row in groupby(enumerate(pages), lambda at: at[1] - at[0])]
    told = [f"{row[0]}-{row[-1]}" if len(row) > 1 else str(row[0]) for row in rows]
    return ", ".join(told[:12]) + (", \u2026" if len(told) > 12 else "")


def _note_of(line: Line, pages: Sequence[Page]) -> int:
    """The place, among the notes of its page, of the note that a line belongs to; -1 for none."""
    notes = pages[line.page - 1].notes
    at = bisect_right(notes, line.start, key=itemgetter(0)) - 1
    return at if at >= 0 and line.start < notes[at][1] else -1


def _lines_of(section: Section, pages: Sequence[Page]) -> Iterator[Line]:
    """The lines of a section that are not of footnotes."""
    return (line for line in section.lines if _note_of(line, pages) < 0)


def _notes(section: Section, pages: Sequence[Page]) -> Iterator[Clause]:
    """The footnotes of a section, each a clause of its own by the number of its mark.

    One without a mark has no number: it is the end of a note on the page before.
    """
    found: defaultdict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in section.lines:
        if (at := _note_of(line, pages)) >= 0:
            found[line.page, at].append(line)
    for (number, at), lines in found.items():
        page, (start, end) = pages[number - 1], pages[number - 1].notes[at]
        mark = MARK.match(page.text, start, end)
        joined = join(lines)
        stands = mark is not None and joined.text.startswith(mark[0])
        yield Clause(
            number=f"note {mark[0].strip('[]')}" if mark else None,
            title=None,
            text=joined.text,
            spans=joined.back(0, len(joined.text)),
            sort=section.sort.kind,
            page_sort=section.sort.name,
            heading=len(mark[0]) if mark and stands else 0,
            source=joined,
        )


def _is_award(facts: DocumentFacts, clauses: Sequence[Clause]) -> bool:
    """Whether a document that no page of it names is an award: it has a number, a recipient and numbered duties.

    Terms that also state a sum are those of one award.
    """
    if facts.award_number is None or facts.recipient is None:
        return False
    if facts.kind == "terms" and facts.amount is not None:
        return True  # terms with a face: those of one award
    if facts.kind not in UNDECIDED:
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
