"""Answers as text: one line per condition, its reason, what qualifies it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from enjoined.cli.provisions import told_once
from enjoined.cli.style import bold, dim, mark, paragraph, status_word, width
from enjoined.law import Answer, Question, Status
from enjoined.law.answering.freshness import stale
from enjoined.law.answering.sentences import (
    NOT_ADVICE,
    Remark,
    period,
    reason,
    remarks,
    subject,
    title_of,
    window,
)
from enjoined.law.answering.words import name_of
from enjoined.model import RecipientId, spoken
from enjoined.registry.table import LawTable

__all__ = [
    "NOT_ADVICE",
    "NOT_HELD",
    "answer_lines",
    "detail_lines",
    "heading",
    "period",
    "reason",
    "selection",
    "subject",
    "summary_line",
    "title_of",
    "window",
]

NOT_HELD: Final = "  No condition on such awards is on record: whether any binds is unclear."
"""Said where a question selects no condition; nothing follows from it."""
_SIGNS: Final = {"lead": "", "fact": "? ", "settles": "  ", "qualifier": "· ", "conflict": "! "}
_LOUD: Final = {"lead", "fact"}
_OPEN: Final = {"lead", "fact", "settles"}


def heading(
    law: LawTable, question: Question, notes: tuple[str, ...] | None = None, *, of_a_day: bool = True
) -> str:
    """Who and when, as the first line of an answer, and below it what the question could also have meant."""
    parts = [bold(title_of(question.recipient))]
    if question.award.through is not None:
        parts.append(f"as sub-recipient of {title_of(question.award.through)}")
    parts += selection(law, question)
    if of_a_day:
        parts.append(f"on {spoken(question.on)}")
    if question.known_on is not None:
        parts.append(f"as known on {spoken(question.known_on)}")
    shown = [*filter(None, [stale(law, question.on)]), *(question.notes if notes is None else notes)]
    return "\n".join([" · ".join(parts), *(dim(paragraph(note, 2, hang="! ")) for note in shown)])


def selection(law: LawTable, question: Question) -> list[str]:
    """Of which program and year awards are asked about, and what is chosen on unsettled points of law."""
    parts = []
    if question.program is not None:
        known = law.programs.get(question.program)
        parts.append(f"{known.short} ({question.program})" if known else question.program)
    if question.fiscal_year is not None:
        parts.append(f"FY{question.fiscal_year}")
    return [*parts, *question.options.chosen]


def _nothing(answer: Answer) -> tuple[str, ...]:
    return ()


def answer_lines(
    law: LawTable,
    answers: tuple[Answer, ...],
    *,
    full: bool = False,
    below: Callable[[Answer], tuple[str, ...]] = _nothing,
) -> Iterator[str]:
    """The lines of a set of answers, grouped by recipient and instrument; last of each what is to stand ``below`` it.

    Conditions of an instrument that stand alike are told together, and open facts that were told before of the same
    recipient by whose they were: one asks about a hundred conditions and reads each reason once.
    """
    several = len({a.recipient for a in answers}) > 1
    facts: defaultdict[RecipientId, dict[tuple[Remark, ...], str]] = defaultdict(dict)
    told: set[tuple[str, str]] = set()
    for (recipient, instrument), group in groupby(answers, key=lambda a: (a.recipient, a.instrument)):
        alike: dict[tuple[object, ...], list[Answer]] = {}
        for answer in group:
            alike.setdefault((*_body(law, answer, full=full), below(answer)), []).append(answer)
        if instrument is not None:
            prefix = f"{name_of(law, recipient)}: " if several else ""
            yield ""
            yield dim(paragraph(f"{prefix}{law.instruments[instrument].title}"))
        column = max(5, *(len(_number(a)) for same in alike.values() for a in same))
        for same in alike.values():
            yield from _together(law, same, column, facts[recipient], told, full=full)
            yield from below(same[0])


def summary_line(answers: tuple[Answer, ...]) -> str:
    """How many conditions have which status."""
    counted = Counter(a.status for a in answers if a.condition is not None)
    words = [f"{counted[s]} {s.value.replace('-', ' ')}" for s in Status if counted[s]]
    return f"{counted.total()} conditions: {', '.join(words)}"


def _number(answer: Answer) -> str:
    return (answer.condition or "").partition("/")[2] or "–"


def _body(law: LawTable, answer: Answer, *, full: bool) -> tuple[object, ...]:
    """What is told below a condition, less its conflicts with local law."""
    said = tuple(r for r in remarks(law, answer, full=full) if r.kind != "conflict")
    return answer.status, period(answer), reason(law, answer), window(answer), said


def _together(
    law: LawTable,
    same: Sequence[Answer],
    column: int,
    facts: dict[tuple[Remark, ...], str],
    provisions: set[tuple[str, str]],
    *,
    full: bool,
) -> Iterator[str]:
    """Sign, number, status word and what it is, of each; then once why, since when, and what else is to be known."""
    first = same[0]
    since = period(first)
    indent = column + 18
    lines = [paragraph(subject(law, a), indent).lstrip() for a in same]
    rooms = [width() - indent - len(text) if "\n" not in text else 0 for text in lines]
    fits = [bool(since) and len(since) + 2 <= room for room in rooms]
    for answer, text, room, fit in zip(same, lines, rooms, fits, strict=True):
        right = dim(since.rjust(room)) if fit else ""
        head = f" {mark(answer.status)} {_number(answer):<{column}} {status_word(answer.status, 13)}"
        yield f"{head} {text}{right}"
    yield paragraph(reason(law, first) + window(first, since=not all(fits)), 9)
    told = list(remarks(law, first, full=full))
    name = f"{_number(first)} of {law.instruments[first.instrument].short}" if first.instrument else ""
    yield from _open_lines([r for r in told if r.kind in _OPEN], name, facts)
    yield from _remark_lines((r for r in told if r.kind not in (*_OPEN, "conflict")), 9)
    for answer in same:
        whose = f"{_number(answer)} " if len(same) > 1 else ""
        yield from _conflict_lines(law, answer, 9, provisions, whose)


def _open_lines(told: Sequence[Remark], name: str, before: dict[tuple[Remark, ...], str]) -> Iterator[str]:
    """What an answer turns on; facts that were told ``before`` in the same report by whose they were."""
    if not told:
        return
    owner = before.setdefault(tuple(told), name)
    if owner != name:
        yield paragraph(f"it turns on the same as {owner}", 9)
        return
    known: Counter[str] = Counter()
    new: list[Remark] = []
    last: list[Remark] = []
    for n, remark in enumerate(told):
        if remark.kind == "fact":
            fact = tuple(
                told[n : n + 2] if told[n + 1 : n + 2] and told[n + 1].kind == "settles" else [remark]
            )
            owner = before.setdefault(fact, name)
            if owner == name:
                new += fact
            else:
                known[owner] += 1
        elif remark.kind == "lead":
            (new if n == 0 else last).append(remark)
    of = " and ".join(
        f"{count} {'fact' if count == 1 else 'facts'} told of {owner}" for owner, count in known.items()
    )
    if of and len(new) == 1:
        yield paragraph(f"it turns on {of}", 9)
    else:
        yield from _remark_lines(new, 9)
        yield from [paragraph(f"and on {of}", 9)] if of else []
    yield from _remark_lines(last, 9)


def detail_lines(
    law: LawTable, answer: Answer, indent: int, provisions: set[tuple[str, str]]
) -> Iterator[str]:
    """What follows the reason: open facts, remarks, conflicts with local law.

    ``provisions`` are those of local law that were told before in the same report, and grows by those told here.
    """
    yield from _remark_lines((r for r in remarks(law, answer) if r.kind != "conflict"), indent)
    yield from _conflict_lines(law, answer, indent, provisions)


def _conflict_lines(
    law: LawTable, answer: Answer, indent: int, provisions: set[tuple[str, str]], whose: str = ""
) -> Iterator[str]:
    """Each conflict as a sentence, and the first time a provision is named it stands beside the condition."""
    told = (r for r in remarks(law, answer) if r.kind == "conflict")
    for conflict, remark in zip(answer.conflicts, told, strict=True):
        yield dim(paragraph(f"{whose}{remark.text}", indent, hang=_SIGNS[remark.kind]))
        yield from told_once(law, answer.summary, conflict, indent + 2, provisions)


def _remark_lines(told: Iterable[Remark], indent: int) -> Iterator[str]:
    for remark in told:
        line = paragraph(remark.text, indent, hang=_SIGNS[remark.kind])
        yield line if remark.kind in _LOUD else dim(line)
