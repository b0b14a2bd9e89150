"""Answers as text: one line per condition, its reason, what qualifies it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from enjoined.cli.style import bold, day, dim, mark, paragraph, status_word, width
from enjoined.law import Answer, Question, Status
from enjoined.law.freshness import stale
from enjoined.law.proof import Proof
from enjoined.law.qualifiers import QualifierKind
from enjoined.law.words import label, name_of
from enjoined.model import Recipient, spoken
from enjoined.registry.table import LawTable

__all__ = [
    "NOT_ADVICE",
    "answer_lines",
    "detail_lines",
    "heading",
    "period",
    "reason",
    "subject",
    "title_of",
    "window",
]

NOT_ADVICE = "Computed from cited public records. Information, not legal advice."
_QUIET = {QualifierKind.SECOND_HAND, QualifierKind.LAST_CHECKED, QualifierKind.UNREAD}
"""Remarks that are summed up in one line unless the chain is asked for."""


def title_of(recipient: Recipient) -> str:
    """The recipient's name with its State."""
    if "/" in recipient.id and recipient.state:
        return f"{recipient.name}, {recipient.state.upper()}"
    return recipient.name


def heading(law: LawTable, question: Question, notes: tuple[str, ...] | None = None) -> str:
    """Who and when, as the first line of an answer, and below it what the question could also have meant."""
    parts = [bold(title_of(question.recipient))]
    if question.award.through is not None:
        parts.append(f"as sub-recipient of {title_of(question.award.through)}")
    if question.program is not None:
        known = law.programs.get(question.program)
        parts.append(f"{known.short} ({question.program})" if known else question.program)
    if question.fiscal_year is not None:
        parts.append(f"FY{question.fiscal_year}")
    parts.append(f"on {spoken(question.on)}")
    if question.known_on is not None:
        parts.append(f"as known on {spoken(question.known_on)}")
    remarks = [*filter(None, [stale(law, question.on)]), *(question.notes if notes is None else notes)]
    return "\n".join([" · ".join(parts), *(dim(paragraph(note, 2, hang="! ")) for note in remarks)])


def answer_lines(law: LawTable, answers: tuple[Answer, ...], *, full: bool = False) -> Iterator[str]:
    """The lines of a set of answers, grouped by recipient and instrument."""
    for (recipient, instrument), group in groupby(answers, key=lambda a: (a.recipient, a.instrument)):
        if instrument is not None:
            several = len({a.recipient for a in answers}) > 1
            prefix = f"{name_of(law, recipient)}: " if several else ""
            yield ""
            yield dim(f"{prefix}{law.instruments[instrument].title}")
        for answer in group:
            yield from _one(law, answer, full=full)


def _one(law: LawTable, answer: Answer, *, full: bool) -> Iterator[str]:
    """Sign, number, status word, what it is, and since when at the right edge, where there is room for it."""
    number = (answer.condition or "").partition("/")[2] or "–"
    text, since = subject(law, answer), period(answer)
    room = width() - len(f" ● {number:<5} {'':13} {text}")
    fits = bool(since) and len(since) + 2 <= room
    right = dim(since.rjust(room)) if fits else ""
    yield f" {mark(answer.status)} {number:<5} {status_word(answer.status, 13)} {text}{right}"
    yield paragraph(reason(law, answer) + window(answer, since=not fits), 9)
    yield from detail_lines(law, answer, 9, full=full)


def subject(law: LawTable, answer: Answer) -> str:
    """What a condition is about: its title, or that of its family where a clause has parts."""
    if answer.families and (answer.condition is None or law.conditions[answer.condition].part):
        return law.families[answer.families[0]].title
    return answer.title or "all conditions"


def detail_lines(law: LawTable, answer: Answer, indent: int, *, full: bool = False) -> Iterator[str]:
    """What follows the reason: open facts, remarks, conflicts with local law."""
    if answer.status is Status.UNCLEAR and answer.condition is not None:
        yield from _open_facts(answer, indent)
    denials = [q for q in answer.qualifiers if q.kind is QualifierKind.DENIED]
    for qualifier in answer.qualifiers:
        if full or (qualifier.kind not in _QUIET and qualifier not in denials[:-1]):
            yield dim(paragraph(qualifier.text, indent, hang="· "))
    for text in _beside(law, answer) if full else ():
        yield dim(paragraph(text, indent, hang="· "))
    for conflict in answer.conflicts:
        reading = "" if conflict.reading == "courts" else " (on the agency's reading)"
        policy = law.policies[conflict.policy]
        act = law.acts[conflict.act].title
        text = f"collides with {policy.title}, {conflict.provision}{reading}: {act[0].lower()}{act[1:]}"
        yield dim(paragraph(text, indent, hang="! "))


def _beside(law: LawTable, answer: Answer) -> Iterator[str]:
    """What stands beside a status and does not change it: what else protects, the circuit's law, the next change."""
    for restraint in answer.restraints if len(answer.restraints) > 1 else ():
        yield f"without {label(law, law.events[restraint.event])}: {restraint.if_removed.value.replace('-', ' ')}"
    held = answer.law_of_circuit
    if held is not None and held.event is not None:
        court = law.courts[held.circuit].short
        yield f"law of the {court}: such conditions are {held.holds} ({label(law, law.events[held.event])})"
    change = answer.next_change
    if change is not None:
        yield f"next known change: {change.to.value.replace('-', ' ')} from {day(change.date)}: {change.what}"


def _open_facts(answer: Answer, indent: int) -> Iterator[str]:
    """Each fact that would settle the answer, what it would settle, and how to state it."""
    if answer.unclear_because:
        yield paragraph("it turns on whether", indent)
    for unclear in answer.unclear_because:
        yield paragraph(unclear.in_words, indent, hang="? ")
        settles = unclear.settles
        if settles is not None:
            sides = [f"if so {settles.yes.value}"] if settles.yes is not Status.UNCLEAR else []
            sides += [f"if not {settles.no.value}"] if settles.no is not Status.UNCLEAR else []
            alone = "" if sides or len(answer.unclear_because) == 1 else "with the others: "
            how = [f"{alone}--fact '{unclear.option}'"] if unclear.option is not None else []
            yield dim(paragraph("; ".join([*sides, *how]), indent + 2))
    if answer.possible and Status.BINDING not in answer.possible:
        yield paragraph("Whichever way it falls, it does not bind you.", indent)


def period(answer: Answer) -> str:
    """Since when, for the end of a line."""
    if answer.since is None:
        return ""
    if answer.since_latest is None:
        return f"since {day(answer.since)}"
    return f"since {day(answer.since_latest)} or earlier"


def window(answer: Answer, *, since: bool = False) -> str:
    """The last day on which a status is known to hold, and the first if asked, for the end of a sentence."""
    parts = [period(answer)] if since and answer.since is not None else []
    if answer.until is not None and answer.status is not Status.UNCLEAR:
        parts.append(f"through {day(date.fromordinal(answer.until.toordinal() - 1))}")
    return f" ({', '.join(parts)})" if parts else ""


def reason(law: LawTable, answer: Answer) -> str:
    """The one-line reason of a status."""
    if answer.condition is None:
        return "; ".join(u.in_words for u in answer.unclear_because) or "no such condition is imposed"
    match answer.status:
        case Status.UNCLEAR:
            return " or ".join(s.value.replace("-", " ") for s in answer.possible) or answer.status.meaning
        case Status.WITHDRAWN:
            ends = [node for node in _walk(answer.proof) if node.node == "ends" and node.verdict == "yes"]
            return f"taken back: {ends[0].why.removeprefix('ended by ')}" if ends else answer.status.meaning
        case Status.BINDING:
            stayed = any(q.kind is QualifierKind.STAYED for q in answer.qualifiers)
            return "no relief in force for you" if stayed else "nothing on record restrains it for you"
        case Status.NOT_IMPOSED:
            return answer.proof.why if answer.proof is not None else answer.status.meaning
        case _:
            first, *more = answer.restraints
            text = label(law, law.events[first.event])
            others = "other order or notice" if len(more) == 1 else "other orders or notices"
            return f"{text}, and {len(more)} {others}" if more else text


def _walk(proof: Proof | None) -> Iterator[Proof]:
    if proof is not None:
        yield proof
        for child in proof.children:
            yield from _walk(child)
