"""An answer in sentences: what it is about, why, since when, and what else a reader must know."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final, Literal

import msgspec

from enjoined.law.answering.answer import Answer, Restraint
from enjoined.law.answering.openfacts import how_to_state, in_words, sides, together
from enjoined.law.answering.proof import Proof
from enjoined.law.answering.qualifiers import QualifierKind
from enjoined.law.answering.words import label, order_in_words
from enjoined.law.options import leaning
from enjoined.law.status import Status
from enjoined.model import Condition, ConditionKind, Recipient, spoken
from enjoined.registry.table import LawTable

__all__ = [
    "NOT_ADVICE",
    "Remark",
    "period",
    "reason",
    "remarks",
    "subject",
    "subject_of",
    "title_of",
    "window",
]

NOT_ADVICE: Final = "Computed from cited public records. Information, not legal advice."
_IN_USE: Final = {
    ConditionKind.PREFERENCE: "in use: a preference among applicants, which obliges nobody",
    ConditionKind.ELIGIBILITY: "in use: a criterion of who gets money, no term of an award",
}
"""What stands of a condition that nobody is bound by, where it is not restrained."""


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence beside an answer: an open fact and what it would settle, a qualifier, a conflict with local law."""

    kind: Literal["lead", "fact", "settles", "qualifier", "conflict"]
    text: str


def title_of(recipient: Recipient) -> str:
    """The recipient's name with its State."""
    if "/" in recipient.id and recipient.state:
        return f"{recipient.name}, {recipient.state.upper()}"
    return recipient.name


def subject(law: LawTable, answer: Answer) -> str:
    """What an answer is about."""
    if answer.condition is not None:
        return subject_of(law, law.conditions[answer.condition])
    return law.families[answer.families[0]].title if answer.families else answer.title or "all conditions"


def subject_of(law: LawTable, condition: Condition) -> str:
    """What a condition is about: its title, or that of its family where a clause has parts."""
    return law.families[condition.family].title if condition.part else condition.title


def reason(law: LawTable, answer: Answer) -> str:
    """The one-line reason of a status."""
    if answer.condition is None:
        return "; ".join(u.in_words for u in answer.unclear_because) or "no such condition is imposed"
    match answer.status:
        case Status.UNCLEAR:
            return " or ".join(s.words for s in answer.possible) or answer.status.meaning
        case Status.WITHDRAWN:
            ends = [node for node in _walk(answer.proof) if node.node == "ends" and node.verdict == "yes"]
            return f"taken back: {ends[0].why.removeprefix('ended by ')}" if ends else answer.status.meaning
        case Status.BINDING:
            stayed = any(q.kind is QualifierKind.STAYED for q in answer.qualifiers)
            restrained = "no relief in force for you" if stayed else "nothing on record restrains it for you"
            used = _IN_USE.get(law.conditions[answer.condition].kind)
            return f"{used}; {restrained}" if used else restrained
        case Status.NOT_IMPOSED:
            return answer.proof.why if answer.proof is not None else answer.status.meaning
        case _:
            first, *more = dict.fromkeys(r.event for r in answer.restraints)
            text = label(law, law.events[first])
            others = "other order or notice" if len(more) == 1 else "other orders or notices"
            return f"{text}, and {len(more)} {others}" if more else text


def period(answer: Answer) -> str:
    """Since when, for the end of a line."""
    if answer.since is None:
        return ""
    if answer.since_latest is None:
        return f"since {_day(answer.since)}"
    return f"since {_day(answer.since_latest)} or earlier"


def window(answer: Answer, *, since: bool = False) -> str:
    """The last day on which a status is known to hold, and the first if asked, for the end of a sentence."""
    parts = [period(answer)] if since and answer.since is not None else []
    if answer.until is not None and answer.status is not Status.UNCLEAR:
        unclear = ", then unclear" if answer.then is Status.UNCLEAR else ""
        later = unclear if answer.until_latest is None else " or later"
        parts.append(f"through {spoken(answer.until.toordinal() - 1)}{later}")
    return f" ({', '.join(parts)})" if parts else ""


def remarks(law: LawTable, answer: Answer, *, full: bool = False) -> Iterator[Remark]:
    """What follows the reason: open facts, qualifiers, conflicts with local law; ``full`` leaves nothing out."""
    if answer.status is Status.UNCLEAR and answer.condition is not None:
        yield from _open_facts(answer)
    denials = [q for q in answer.qualifiers if q.kind is QualifierKind.DENIED]
    for qualifier in answer.qualifiers:
        if full or not (qualifier.quiet or qualifier in denials[:-1]):
            yield Remark(kind="qualifier", text=qualifier.text)
    for text in dict.fromkeys(_beside(law, answer)) if full else ():
        yield Remark(kind="qualifier", text=text)
    for conflict in answer.conflicts:
        reading = "" if conflict.reading == "courts" else " (on the agency's reading)"
        policy = law.policies[conflict.policy]
        act = law.acts[conflict.act].title
        text = f"collides with {policy.title}, {conflict.provision}{reading}: {act[0].lower()}{act[1:]}"
        yield Remark(kind="conflict", text=text)


def _open_facts(answer: Answer) -> Iterator[Remark]:
    """Each fact that would settle the answer, what it would settle, and how to state it."""
    if answer.unclear_because:
        yield Remark(kind="lead", text="it turns on whether")
    groups = together(answer.unclear_because)
    for same in groups:
        yield Remark(kind="fact", text=in_words(same))
        settled, how = sides(same[0]), how_to_state(same)
        alone = "" if settled or len(groups) == 1 else "with the others: "
        if settled or how is not None:
            yield Remark(kind="settles", text="; ".join([*settled, *([f"{alone}{how}"] if how else [])]))
    if answer.possible and Status.BINDING not in answer.possible:
        yield Remark(kind="lead", text="Whichever way it falls, it does not bind you.")


def _beside(law: LawTable, answer: Answer) -> Iterator[str]:
    """What stands beside a status and does not change it: what it carries out, what else protects, what comes next."""
    if answer.condition is not None:
        for order in law.conditions[answer.condition].implements:
            yield f"carries out {order_in_words(law, order)}, which binds agencies, not you"
    for restraint in answer.restraints if len(answer.restraints) > 1 else ():
        others = {r.effect for r in answer.restraints if r.effect != restraint.effect}
        leant = (
            ", only by what was given because of it"
            if leaning(law, frozenset({restraint.effect})) >= others
            else ""
        )
        yield f"without {_told_apart(law, answer, restraint)}: {restraint.if_removed.words}{leant}"
    held = answer.law_of_circuit
    if held is not None and held.event is not None:
        court = law.courts[held.circuit].short
        yield f"law of the {court}: such conditions are {held.holds} ({label(law, law.events[held.event])})"
    change = answer.next_change
    if change is not None:
        again = "still " if change.to is answer.status else ""
        yield f"next known change: {again}{change.to.words} from {_day(change.date)}: {change.what}"


def _told_apart(law: LawTable, answer: Answer, restraint: Restraint) -> str:
    """An order by its label: one part of it where several restrain, with its case where two orders are called alike."""
    name = label(law, law.events[restraint.event])
    others = [r for r in answer.restraints if r is not restraint]
    if any(r.event != restraint.event and label(law, law.events[r.event]) == name for r in others):
        name += f" in {law.cases[restraint.case].title}"
    return f"one part of {name}" if any(r.event == restraint.event for r in others) else name


def _walk(proof: Proof | None) -> Iterator[Proof]:
    if proof is not None:
        yield proof
        for child in proof.children:
            yield from _walk(child)


def _day(value: date) -> str:
    return spoken(value.toordinal())
