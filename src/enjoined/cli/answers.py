"""Answers as text: one line per condition, its reason, what qualifies it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from enjoined.cli.style import bold, dim, mark, paragraph, status_word, width
from enjoined.law import Answer, Question
from enjoined.law.freshness import stale
from enjoined.law.sentences import NOT_ADVICE, period, reason, remarks, subject, title_of, window
from enjoined.law.words import name_of
from enjoined.model import spoken
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

_SIGNS: Final = {"lead": "", "fact": "? ", "settles": "  ", "qualifier": "· ", "conflict": "! "}
_LOUD: Final = {"lead", "fact"}


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
    shown = [*filter(None, [stale(law, question.on)]), *(question.notes if notes is None else notes)]
    return "\n".join([" · ".join(parts), *(dim(paragraph(note, 2, hang="! ")) for note in shown)])


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


def detail_lines(law: LawTable, answer: Answer, indent: int, *, full: bool = False) -> Iterator[str]:
    """What follows the reason: open facts, remarks, conflicts with local law."""
    for remark in remarks(law, answer, full=full):
        line = paragraph(remark.text, indent, hang=_SIGNS[remark.kind])
        yield line if remark.kind in _LOUD else dim(line)
