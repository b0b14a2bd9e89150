"""A document in, the contested conditions out: each quoted, tied to the registry, with its status.

This composes three rooms: ``documents`` finds clauses and families, the registry says which condition a clause is,
``law`` says what that condition is to the recipient on the day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import UNSET, UnsetType
from msgspec.structs import replace

from enjoined.documents import Document, Level, Matched, Recognition, from_pages, match_all, read, recognise
from enjoined.documents.rules import Rules, load_rules
from enjoined.errors import EnjoinedError, UnknownRecipient
from enjoined.law import Answer, Award, Cell, Question, SuppliedFact, answer_for
from enjoined.law.question import unrecorded
from enjoined.law.status import worst
from enjoined.law.words import name_of
from enjoined.model import (
    LOCAL_KINDS,
    STATE_KINDS,
    Condition,
    ConditionId,
    Day,
    FamilyId,
    ProgramId,
    Recipient,
    parse_day,
    spoken,
)
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["CheckReport", "DocumentSummary", "Finding", "Part", "check", "check_document", "unopened"]


_WHY_UNTIED = "no instrument recorded that carries this clause"
_WHY_UNPLACED = "no instrument recorded: the document names neither a program nor a fiscal year"


class CitedAuthority(msgspec.Struct, frozen=True, kw_only=True):
    """A citation as printed and in normal form, with the page it first stands on."""

    text: str
    normalized: str
    page: int


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
    missing_pages: tuple[int, ...]
    instrument: str | None
    conditions: int
    numbers_not_seen: tuple[int, ...]
    authorities: tuple[CitedAuthority, ...]
    warnings: tuple[str, ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One family within a clause: the sentences that show it, the recorded condition it is, and its status."""

    family: str
    condition: ConditionId | None
    quote: str
    confidence: float
    why: tuple[str, ...]
    answer: Answer | UnsetType | None = UNSET


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One clause of a contested family.

    ``page`` counts from 1 in the file; ``start`` and ``end`` are offsets in that page's text; ``boxes`` are
    ``(x0, y0, x1, y1)`` in PDF points from the top left; ``continues`` gives the further pages of the clause as
    ``(page, start, end)``. ``answer`` is that of the part which protects least; without a recipient there is none.
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
    answer: Answer | UnsetType | None = UNSET


class UnreadPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page whose text is not known, and why."""

    page: int
    why: str


class CheckReport(msgspec.Struct, frozen=True, kw_only=True):
    """``check --format json``."""

    schema: str
    document: DocumentSummary
    findings: tuple[Finding, ...]
    unread: tuple[UnreadPage, ...]


class _Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A condition of the registry as the matcher looks at it."""

    id: ConditionId
    number: str
    title: str
    title_words: tuple[str, ...]
    family: str
    fiscal_years: tuple[int, ...]
    programs: tuple[str, ...]
    level: Level
    citations: tuple[str, ...]


def check(
    registry: Registry,
    path: str | Path,
    *,
    recipient: Recipient | None = None,
    on: Day,
    known_on: Day | None = None,
    supplied: tuple[SuppliedFact, ...] = (),
    ocr: bool = True,
) -> CheckReport:
    """The contested conditions of a file, with their status if a recipient is given.

    Pages that are pictures are read by tesseract unless ``ocr`` is false. Raises ``UnreadableDocument`` if the file
    cannot be read at all; pages without text are reported, not skipped.
    """
    document = read(path, rules=recognition_rules(registry), ocr=ocr)
    return check_document(
        registry, document, recipient=recipient, on=on, known_on=known_on, supplied=supplied
    )


def check_document(
    registry: Registry,
    document: Document,
    *,
    recipient: Recipient | None = None,
    on: Day,
    known_on: Day | None = None,
    supplied: tuple[SuppliedFact, ...] = (),
) -> CheckReport:
    """The contested conditions of a document that has been read."""
    rules = recognition_rules(registry)
    facts = document.facts
    year = facts.fiscal_year.value if facts.fiscal_year else None
    program = facts.program.value if facts.program else None
    # Without a program or a year nothing says which instrument a clause belongs to: numbers and words recur.
    candidates = _candidates(registry.law) if year is not None or program is not None else ()
    recognised = recognise(document.clauses, rules, document.reader)
    matched = match_all(recognised, candidates, fiscal_year=year, program=program)
    found = list(zip(recognised, matched, strict=True))
    award = Award(
        program=ProgramId(program) if program else None,
        fiscal_year=year,
        number=facts.award_number.value if facts.award_number else None,
    )

    question = None
    if recipient is not None:
        question = Question(
            recipient=recipient,
            on=on,
            known_on=known_on,
            award=award,
            supplied=supplied,
            program=award.program,
        )

    def answer(family: str, condition: str | None) -> Answer | None:
        if question is None:
            return None
        if condition is None:
            asked = replace(question, family=FamilyId(family), fiscal_year=year)
            return unrecorded(asked, _WHY_UNTIED if candidates else _WHY_UNPLACED)
        cell = Cell.of(
            registry.law,
            question.recipient,
            ConditionId(condition),
            award=award,
            supplied=supplied,
            known_on=known_on,
        )
        return answer_for(registry.law, cell, on)

    findings = [_finding(document, recognition, ties, answer) for recognition, ties in found]
    return CheckReport(
        schema="enjoined.check/1",
        document=_summary(registry, document, found, recipient, on),
        findings=tuple(sorted(findings, key=lambda f: (f.page, f.start))),
        unread=tuple(UnreadPage(page=u.page, why=u.why) for u in document.unread),
    )


def unopened(registry: Registry, name: str, problem: EnjoinedError, *, on: Day) -> CheckReport:
    """The report of a document inside another file that cannot be opened: it has no pages, and says why."""
    why = problem.what + (f"; {problem.remedy}" if problem.remedy else "")
    empty = check_document(registry, from_pages((), name=name, rules=recognition_rules(registry)), on=on)
    return replace(
        empty,
        document=replace(empty.document, warnings=(f"not read: {why}",)),
        unread=(UnreadPage(page=1, why=why),),
    )


def recognition_rules(registry: Registry) -> Rules:
    """The recognition rules that stand beside the records."""
    return load_rules(registry.records / "recognition")


def _candidates(law: LawTable) -> tuple[_Candidate, ...]:
    return tuple(_candidate(law, c) for c in law.conditions.values())


def _candidate(law: LawTable, condition: Condition) -> _Candidate:
    instrument = law.instruments[condition.instrument]
    level: Level = "any"
    if condition.binds <= STATE_KINDS:
        level = "state"
    elif condition.binds <= LOCAL_KINDS:
        level = "local"
    return _Candidate(
        id=condition.id,
        number=condition.number,
        title=condition.title,
        title_words=(condition.summary,),
        family=condition.family,
        fiscal_years=instrument.fiscal_years,
        programs=tuple(instrument.programs),
        level=level,
        citations=tuple(c.replace("U.S.C.", "USC").replace("C.F.R.", "CFR") for c in condition.cites),
    )


def _finding(
    document: Document,
    recognition: Recognition,
    matched: Matched,
    answer: Callable[[str, str | None], Answer | None],
) -> Finding:
    clause = recognition.clause
    first, *rest = clause.spans
    page = document.pages[first.page - 1]
    families = tuple(dict.fromkeys(p.family for p in recognition.parts))
    parts = tuple(_part(document, recognition, family, matched, answer) for family in families)
    answers = [p.answer for p in parts if isinstance(p.answer, Answer)]
    least = worst(a.status for a in answers) if answers else None
    return Finding(
        page=first.page,
        page_label=page.label,
        number=clause.number,
        title=clause.title,
        quote=document.quote(clause.spans),
        start=first.start,
        end=first.end,
        boxes=tuple((b[0], b[1], b[2], b[3]) for b in page.boxes(first.start, first.end)),
        continues=tuple((s.page, s.start, s.end) for s in rest),
        families=families,
        condition=_printed([p.condition for p in parts if p.condition is not None]),
        role=recognition.role,
        novel=matched.novel,
        confidence=round(max([recognition.confidence, *(m.confidence for m in matched.matches)]), 2),
        why=tuple(dict.fromkeys([*recognition.why, *(w for m in matched.matches for w in m.why)])),
        parts=parts,
        answer=next((a for a in answers if a.status is least), UNSET),
    )


def _part(
    document: Document,
    recognition: Recognition,
    family: str,
    matched: Matched,
    answer: Callable[[str, str | None], Answer | None],
) -> Part:
    own = next(p for p in recognition.parts if p.family == family)
    tied = next((m.condition for m in matched.matches if m.family == family), None)
    found = answer(family, tied) if recognition.role == "imposes" or tied is not None else None
    return Part(
        family=family,
        condition=ConditionId(tied) if tied else None,
        quote=document.quote(own.spans),
        confidence=own.confidence,
        why=own.why,
        answer=UNSET if found is None else found,
    )


def _printed(conditions: Sequence[ConditionId]) -> str | None:
    """The one condition, or the printed number that stands for all lettered parts."""
    if len(set(conditions)) <= 1:
        return conditions[0] if conditions else None
    stems = {c.rstrip("abcdefghijklmnopqrstuvwxyz") for c in conditions}
    return stems.pop() if len(stems) == 1 else conditions[0]


def _summary(
    registry: Registry,
    document: Document,
    found: Sequence[tuple[Recognition, Matched]],
    recipient: Recipient | None,
    on: Day,
) -> DocumentSummary:
    facts = document.facts
    instruments = Counter(
        registry.law.conditions[ConditionId(m.condition)].instrument
        for _, matched in found
        for m in matched.matches
    )
    printed = [c.number or "" for c in document.clauses if c.sort in ("award", "terms")]
    numbers = [int(number) for number in printed if number.isdecimal()]
    first_seen = {a.normalized: a for a in reversed(document.authorities)}
    return DocumentSummary(
        name=document.name,
        kind=facts.kind,
        pages=len(document.pages),
        text_from=document.text_from,
        award_number=facts.award_number.value if facts.award_number else None,
        recipient=facts.recipient.value if facts.recipient else None,
        program=facts.program.value if facts.program else None,
        fiscal_year=facts.fiscal_year.value if facts.fiscal_year else None,
        amount=facts.amount.value if facts.amount else None,
        award_date=facts.award_date.value if facts.award_date else None,
        missing_pages=facts.missing_pages,
        instrument=instruments.most_common(1)[0][0] if instruments else None,
        conditions=len(numbers),
        numbers_not_seen=tuple(
            sorted(set(range(min(numbers, default=0), max(numbers, default=0))) - set(numbers))
        ),
        authorities=tuple(
            CitedAuthority(text=a.text, normalized=a.normalized, page=a.page or 1)
            for a in reversed(first_seen.values())
        ),
        warnings=(*document.warnings, *_warnings(registry, document, recipient, on)),
    )


def _warnings(registry: Registry, document: Document, recipient: Recipient | None, on: Day) -> list[str]:
    """Where the question and the document's own face disagree."""
    facts, found = document.facts, []
    if recipient is not None and facts.recipient is not None:
        try:
            named = registry.recipient(facts.recipient.value)
        except UnknownRecipient:
            named = None
        if named is not None and named.id != recipient.id:
            mine = name_of(registry.law, recipient.id)
            found.append(f"--recipient {mine}, but the document names {facts.recipient.value}")
    if facts.award_date is not None and parse_day(facts.award_date.value) > on:
        found.append(
            f"the award is dated {spoken(parse_day(facts.award_date.value))}, after the day asked about"
        )
    return found
