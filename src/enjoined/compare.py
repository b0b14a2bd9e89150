"""Two versions of a document in, what changed between them out: clause by clause, contested changes first.

Works across formats: the clauses are compared in their words, whatever file they came in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec

from enjoined.check import recognition_rules
from enjoined.documents import Clause, Document, Recognition, read, recognise
from enjoined.documents.clauses.alignment import Aligned, Change, align, body_of
from enjoined.documents.clauses.headings import DUTY_FIRST
from enjoined.documents.clauses.wording import Piece, differences
from enjoined.documents.page import Box
from enjoined.documents.recognition.rules import Rules
from enjoined.registry.open import Registry

__all__ = [
    "Change",
    "ClauseChange",
    "CompareReport",
    "ComparedDocument",
    "Side",
    "compare",
    "compare_documents",
]

_QUOTE = 4_000
"""Characters of a clause given in full."""
_UNRELATED = 0.1
"""With a smaller share of clauses in common, two files are hardly versions of one document."""
_FEW_WORDS = 8
"""A heading has no more words."""
_NO_HEADING = re.compile(
    rf"\d{{2}}|[.;:?$]\s*$|{DUTY_FIRST.pattern}|\b(?:is|are|no|not|never|agrees?|certif(?:y|ies))\b", re.I
)
"""What a heading does not hold: a sum, the end of a sentence, a duty or what is so."""


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A clause in one of the versions.

    ``page`` counts from 1 in the file; ``start`` and ``end`` are offsets in that page's text; ``boxes`` are PDF
    points from the top left; ``families`` and ``role`` are those recognised in this version.
    """

    page: int
    page_label: str | None
    number: str | None
    title: str | None
    quote: str
    start: int
    end: int
    boxes: tuple[Box, ...]
    families: tuple[str, ...]
    role: str | None


class ClauseChange(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one clause.

    ``families`` are the contested families of either version; ``pieces`` the word-level difference of a reworded
    clause; ``within`` the number of the clause in the other version that holds the words of an added or dropped one;
    ``misread`` says that a scanner may have made the difference. ``likeness`` is a share, 0 to 1.
    """

    change: Change
    moved: bool
    renumbered: bool
    likeness: float
    misread: bool
    within: str | None
    families: tuple[str, ...]
    old: Side | None
    new: Side | None
    pieces: tuple[Piece, ...]

    @property
    def contested(self) -> bool:
        """Whether its words changed and it imposes, or imposed, a contested duty."""
        imposes = any(side.role == "imposes" for side in (self.old, self.new) if side is not None)
        return imposes and self.change in _SAYS_ELSE


_SAYS_ELSE = frozenset({Change.REWORDED, Change.ADDED, Change.DROPPED})


class ComparedDocument(msgspec.Struct, frozen=True, kw_only=True):
    """What a version is, by its own face. Money is a decimal string of dollars; dates are ISO."""

    name: str
    kind: str
    pages: int
    clauses: int
    text_from: str
    award_number: str | None
    recipient: str | None
    program: str | None
    fiscal_year: int | None
    amount: str | None
    award_date: str | None
    deadline: str | None
    unread: tuple[int, ...]


class CompareReport(msgspec.Struct, frozen=True, kw_only=True):
    """``compare --format json``. ``counts`` gives clauses by change; ``clauses`` stand in the new version's order."""

    schema: str
    old: ComparedDocument
    new: ComparedDocument
    counts: dict[str, int]
    clauses: tuple[ClauseChange, ...]
    warnings: tuple[str, ...]


def compare(registry: Registry, old: str | Path, new: str | Path) -> CompareReport:
    """What changed from one file to another.

    Raises ``UnreadableDocument`` if a file cannot be read at all; pages without text are named in ``warnings``.
    """
    rules = recognition_rules(registry)
    return compare_documents(read(old, rules=rules), read(new, rules=rules), rules)


def compare_documents(old: Document, new: Document, rules: Rules) -> CompareReport:
    """What changed from one document to another."""
    before, after = _sides(old, rules), _sides(new, rules)
    aligned = align(old.clauses, new.clauses, rules.vocabulary.words)
    new_heads = {at for at, side in enumerate(after) if _is_a_heading(new.clauses[at], side)}
    old_heads = {at for at, side in enumerate(before) if _is_a_heading(old.clauses[at], side)}
    changes = tuple(
        _change(one, old, new, before, after, rules)
        for one in aligned
        # What only heads others is no change of terms where it was added or dropped.
        if not ((one.old is None and one.new in new_heads) or (one.new is None and one.old in old_heads))
    )
    return CompareReport(
        schema="enjoined.compare/1",
        old=_face(old),
        new=_face(new),
        counts={change.value: sum(c.change is change for c in changes) for change in Change},
        clauses=changes,
        warnings=tuple(_warnings(old, new, aligned)),
    )


def _is_a_heading(clause: Clause, side: Side) -> bool:
    """Whether a clause only heads others, as the heads of a table's columns do, and demands nothing itself."""
    few = clause.number is None and len(clause.text.split()) <= _FEW_WORDS
    return few and not side.families and _NO_HEADING.search(clause.text) is None


def _sides(document: Document, rules: Rules) -> list[Side]:
    found: dict[int, list[Recognition]] = {}
    places = {id(clause): at for at, clause in enumerate(document.clauses)}
    for recognition in recognise(document.clauses, rules, document.reader):
        found.setdefault(places[id(recognition.clause)], []).append(recognition)
    return [_side(document, clause, found.get(at, [])) for at, clause in enumerate(document.clauses)]


def _side(document: Document, clause: Clause, found: list[Recognition]) -> Side:
    first = clause.spans[0]
    page = document.pages[first.page - 1]
    return Side(
        page=first.page,
        page_label=page.label,
        number=clause.number,
        title=clause.title,
        quote=document.quote(clause.spans, limit=_QUOTE),
        start=first.start,
        end=first.end,
        boxes=page.boxes(first.start, first.end),
        families=tuple(dict.fromkeys(f for r in found for f in r.families)),
        role=found[0].role if found else None,
    )


def _change(
    one: Aligned, old: Document, new: Document, before: list[Side], after: list[Side], rules: Rules
) -> ClauseChange:
    was = before[one.old] if one.old is not None else None
    now = after[one.new] if one.new is not None else None
    pieces: tuple[Piece, ...] = ()
    if one.change is Change.REWORDED:
        assert one.old is not None and one.new is not None, "a reworded clause stands in both versions"
        pieces = differences(
            body_of(old.clauses[one.old]), body_of(new.clauses[one.new]), rules.vocabulary.words
        )
    holder = None
    if one.within is not None:
        other = (before if one.old is None else after)[one.within]
        holder = other.number or f"p. {other.page}"
    return ClauseChange(
        change=one.change,
        moved=one.moved,
        renumbered=one.renumbered,
        likeness=one.likeness,
        misread=one.misread,
        within=holder,
        families=tuple(dict.fromkeys(f for side in (now, was) if side for f in side.families)),
        old=was,
        new=now,
        pieces=pieces,
    )


def _face(document: Document) -> ComparedDocument:
    facts = document.facts
    return ComparedDocument(
        name=document.name,
        kind=facts.kind,
        pages=len(document.pages),
        clauses=len(document.clauses),
        text_from=document.text_from,
        award_number=facts.award_number.value if facts.award_number else None,
        recipient=facts.recipient.value if facts.recipient else None,
        program=facts.program.value if facts.program else None,
        fiscal_year=facts.fiscal_year.value if facts.fiscal_year else None,
        amount=facts.amount.value if facts.amount else None,
        award_date=facts.award_date.value if facts.award_date else None,
        deadline=facts.deadline.value if facts.deadline else None,
        unread=tuple(page.page for page in document.unread),
    )


def _warnings(old: Document, new: Document, aligned: Iterable[Aligned]) -> list[str]:
    found = [
        f"{document.name}: pages not read, so what stands there is not compared: {_listed(document)}"
        for document in (old, new)
        if document.unread
    ]
    found += [f"{d.name}: {remark}" for d in (old, new) for page in d.pages for remark in page.remarks]
    kinds = Counter(one.old is not None and one.new is not None for one in aligned)
    shorter = min(len(old.clauses), len(new.clauses))
    if kinds[True] <= _UNRELATED * shorter:
        found.append("the two have hardly a clause in common: are they versions of one document?")
    return found


def _listed(document: Document) -> str:
    pages = [str(page.page) for page in document.unread]
    return ", ".join(pages[:12]) + (", …" if len(pages) > 12 else "")
