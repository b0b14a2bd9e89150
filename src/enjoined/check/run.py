"""Composes three rooms: ``documents`` finds clauses and families, the registry says which condition a clause is,
``law`` says what that condition is to the recipient on the day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from enjoined.check.awards import held_awards
from enjoined.check.drafts import draft_events
from enjoined.check.packet import CameWith, award_of
from enjoined.check.placing import agencies_named, is_subaward, may_carry
from enjoined.check.report import (
    CheckReport,
    DocumentSummary,
    Finding,
    Part,
    UnreadPage,
)
from enjoined.check.summary import summary
from enjoined.check.verify import what_to_verify
from enjoined.documents import Document, Level, Matched, Recognition, from_pages, match_all, read, recognise
from enjoined.documents.recognition.novel import ContestedLooking, Paraphrases, contested_looking
from enjoined.documents.recognition.recognise import FamilyPart
from enjoined.documents.recognition.rules import Rules, load_rules
from enjoined.errors import EnjoinedError
from enjoined.law import Answer, Cell, Question, Status, SuppliedFact, answer_for
from enjoined.law.answering.answer import Stake
from enjoined.law.answering.question import unrecorded
from enjoined.law.status import worst
from enjoined.model import (
    LOCAL_KINDS,
    STATE_KINDS,
    Condition,
    ConditionId,
    Day,
    FamilyId,
    ProgramId,
    Recipient,
)
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["check", "check_document", "recognition_rules", "unopened", "with_warning"]


_NOVEL = 0.5
"""Confidence of a finding that only looks contested."""
_WHY_UNTIED = "no instrument recorded that carries this clause"
_WHY_UNPLACED = (
    "no instrument recorded: the document names neither a program nor a fiscal year with its agency"
)
_AS_ONES_OWN = (
    "it is a subaward, told here as an award of your own: add --through and who passes the money on"
)
_BY_WHOM = (
    "not imposed on an award of your own; of a subaward that turns on who passes the money on (--through)"
)


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
    through: Recipient | None = None,
    ocr: bool = True,
) -> CheckReport:
    """The contested conditions of a file, with their status if a recipient is given.

    ``through`` is who passes the money on, where the recipient is a sub-recipient. Pages that are pictures are read by
    tesseract unless ``ocr`` is false. Raises ``UnreadableDocument`` if the file cannot be read at all; pages without
    text are reported, not skipped.
    """
    document = read(path, rules=recognition_rules(registry), ocr=ocr)
    return check_document(
        registry, document, recipient=recipient, on=on, known_on=known_on, supplied=supplied, through=through
    )


def check_document(
    registry: Registry,
    document: Document,
    *,
    recipient: Recipient | None = None,
    on: Day,
    known_on: Day | None = None,
    supplied: tuple[SuppliedFact, ...] = (),
    through: Recipient | None = None,
    came_with: CameWith | None = None,
) -> CheckReport:
    """The contested conditions of a document that has been read; ``came_with`` says more of its award, if anything.

    A subaward of which ``through`` does not say who passes it on is answered for as an award of the recipient's own,
    with a warning; that nothing would be imposed so is then no answer.
    """
    rules = recognition_rules(registry)
    recognised = recognise(document.clauses, rules, document.reader)
    paraphrases = _paraphrases(registry.law)
    held = held_awards(document)
    alone = came_with.award if came_with and len(held) == 1 else None
    found: list[tuple[Recognition, Matched]] = []
    findings: list[Finding] = []
    for one in held:
        award = replace(alone or award_of(registry.law, one.papers), through=through)
        question = None
        if recipient is not None:
            question = Question(
                recipient=recipient, on=on, known_on=known_on, award=award, supplied=supplied,
                program=award.program, fiscal_year=award.fiscal_year,
            )  # fmt: skip
        year, program = award.fiscal_year, award.program
        # Without a program or a year nothing says which instrument a clause belongs to: numbers and words recur.
        placed = year is not None or program is not None
        candidates = _candidates(registry.law, one.papers, program) if placed else ()
        own = [r for r in recognised if r.clause.spans[0].page in one.pages]
        matched = match_all(own, candidates, fiscal_year=year, program=program)
        ties = list(zip(own, matched, strict=True))
        answer = _answers(
            registry.law, one.papers, question, _WHY_UNTIED if candidates or program else _WHY_UNPLACED
        )
        findings += [_finding(document, r, tied, answer, paraphrases, year) for r, tied in ties]
        found += ties
    findings += [
        _unknown(document, looking, paraphrases) for looking in _unclaimed(document, recognised, rules)
    ]
    told = summary(registry, document, found, recipient, on, [one.papers for one in held])
    if len(held) > 1:
        listed = "; ".join(one.said for one in held)
        told = _warned(told, f"each clause is told as of its own award: {listed}")
    if recipient is not None and through is None and any(is_subaward(one.papers) for one in held):
        told = _warned(told, _AS_ONES_OWN)
    if came_with and alone is not None:
        told = replace(told, award_number=alone.number, program=alone.program, fiscal_year=alone.fiscal_year)
        told = _warned(told, came_with.said)
    return CheckReport(
        schema="enjoined.check/1",
        document=told,
        findings=tuple(sorted(findings, key=lambda f: (f.page, f.start))),
        unread=tuple(UnreadPage(page=u.page, why=u.why) for u in document.unread),
        draft_events=draft_events(registry, document, recognised),
    )


def _answers(
    law: LawTable, papers: Document, question: Question | None, why: str
) -> Callable[[str, str | None], Answer | None]:
    """What answers for a family and the condition it is tied to; ``why`` says why it may be tied to none."""
    amount = papers.facts.amount
    stake = None if amount is None else Stake(obligated=amount.value, remaining=amount.value)

    def answer(family: str, condition: str | None) -> Answer | None:
        if question is None:
            return None
        asked = replace(question, family=FamilyId(family))
        if condition is None:
            return unrecorded(asked, why)
        cell = Cell.of(
            law, question.recipient, ConditionId(condition), award=question.award, supplied=question.supplied,
            known_on=question.known_on,
        )  # fmt: skip
        told = answer_for(law, cell, question.on)
        if told.status is Status.NOT_IMPOSED and question.award.through is None and is_subaward(papers):
            return unrecorded(asked, _BY_WHOM)
        return replace(told, stake=stake)

    return answer


def _warned(told: DocumentSummary, warning: str) -> DocumentSummary:
    return replace(told, warnings=(*told.warnings, warning))


def with_warning(report: CheckReport, warning: str) -> CheckReport:
    """The report with one more warning; as it is where that is empty."""
    if not warning:
        return report
    return replace(report, document=_warned(report.document, warning))


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


def _candidates(law: LawTable, document: Document, program: ProgramId | None) -> tuple[_Candidate, ...]:
    agencies = agencies_named(law, document)
    carrying = {i.id for i in law.instruments.values() if may_carry(law, i, program, agencies)}
    return tuple(_candidate(law, c) for c in law.conditions.values() if c.instrument in carrying)


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
    paraphrases: Paraphrases,
    year: int | None,
) -> Finding:
    clause = recognition.clause
    first, *rest = clause.spans
    page = document.pages[first.page - 1]
    families = tuple(dict.fromkeys(p.family for p in sorted(recognition.parts, key=_place)))
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
        why=tuple(
            dict.fromkeys(
                [
                    *recognition.why,
                    *(w for m in matched.matches for w in m.why),
                    *_alike(clause.text, families, paraphrases),
                ]
            )
        ),
        parts=parts,
        verify=what_to_verify(document, recognition, matched, year),
        answer=next((a for a in answers if a.status is least), UNSET),
    )


def _place(part: FamilyPart) -> tuple[int, int]:
    """Where the sentence that shows a family stands."""
    return min((span.page, span.start) for span in part.key)


def _paraphrases(law: LawTable) -> Paraphrases:
    """The registry's words for its conditions, one for each wording."""
    seen = {(c.family, c.title, c.summary): None for c in law.conditions.values()}
    return Paraphrases([(str(family), title, summary) for family, title, summary in seen])


def _alike(text: str, families: Sequence[str], paraphrases: Paraphrases) -> list[str]:
    """What the registry says in like words, if it is of one of the families seen."""
    likeness = paraphrases.like(text)
    if likeness is None or likeness.family not in families:
        return []
    return [f"reads like \u201c{likeness.title}\u201d ({likeness.score:.2f})"]


def _unclaimed(
    document: Document, recognised: Sequence[Recognition], rules: Rules
) -> tuple[ContestedLooking, ...]:
    taken = {id(recognition.clause) for recognition in recognised}
    claimed = frozenset(number for number, clause in enumerate(document.clauses) if id(clause) in taken)
    return contested_looking(document.clauses, rules, document.reader, claimed=claimed)


def _unknown(document: Document, looking: ContestedLooking, paraphrases: Paraphrases) -> Finding:
    """A clause that looks contested and fits no family: shown as new, without a status."""
    clause = looking.clause
    first, *rest = clause.spans
    page = document.pages[first.page - 1]
    likeness = paraphrases.like(clause.text)
    alike = [f"reads a little like \u201c{likeness.title}\u201d ({likeness.score:.2f})"] if likeness else []
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
        families=("other",),
        condition=None,
        role="imposes",
        novel=True,
        confidence=_NOVEL,
        why=(*looking.why, *alike),
        parts=(
            Part(
                family="other",
                condition=None,
                quote=document.quote(looking.key),
                confidence=_NOVEL,
                why=looking.why,
                places=tuple((span.page, span.start, span.end) for span in looking.key),
                answer=UNSET,
            ),
        ),
        verify=("it fits no family that is known: read it, and ask what it demands",),
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
        quote=document.quote(own.key),
        confidence=own.confidence,
        why=own.why,
        places=tuple((span.page, span.start, span.end) for span in own.spans),
        answer=UNSET if found is None else found,
    )


def _printed(conditions: Sequence[ConditionId]) -> str | None:
    """The one condition, or the printed number that stands for all lettered parts."""
    if len(set(conditions)) <= 1:
        return conditions[0] if conditions else None
    stems = {c.rstrip("abcdefghijklmnopqrstuvwxyz") for c in conditions}
    return stems.pop() if len(stems) == 1 else conditions[0]
