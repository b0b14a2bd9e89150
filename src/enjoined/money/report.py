"""What a portfolio's report holds: ``enjoined.portfolio/1``. Amounts are decimal strings of dollars."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from enjoined.law.status import Status
from enjoined.money.awards.reading import FileRead, Reject

__all__ = [
    "NAMED",
    "Candidate",
    "Change",
    "Compared",
    "Exposure",
    "Incomplete",
    "MatchedBy",
    "Money",
    "Report",
    "Subawards",
    "Total",
    "Unclear",
    "Unmatched",
    "settled",
]


NAMED: Final = ("recipient", "prime")
"""The keys of a breakdown whose values are ids of recipients."""


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """How many awards, and what is obligated, paid out and remains; an outlay not reported counts as none."""

    awards: int
    obligated: str
    outlayed: str
    remaining: str


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """The awards whose worst status is this one."""

    status: Status
    awards: int
    obligated: str
    outlayed: str
    remaining: str


class Exposure(msgspec.Struct, frozen=True, kw_only=True):
    """Obligated and not paid out, under conditions that bind: of prime awards, and of sub-awards on either side.

    ``sub`` are the sub-awards that bind those who hold them, ``prime`` the sub-awards for which those who pass the
    money on are bound; the two overlap and are never added.
    """

    direct: Money
    sub: Money
    prime: Money


class Unclear(msgspec.Struct, frozen=True, kw_only=True):
    """A fact or record that is missing, the money that waits for it, and what each value of the fact would settle."""

    fact: str
    in_words: str
    awards: int
    obligated: str
    remaining: str
    conditions: tuple[str, ...] = ()
    yes: str | None = None
    no: str | None = None
    event: str | None = None


def settled(status: str | None) -> str | None:
    """What a value of a fact settles by itself: ``None`` where answers that turn on it stay unclear or differ."""
    return None if status == Status.UNCLEAR else status


class MatchedBy(msgspec.Struct, frozen=True, kw_only=True):
    """How many parties, with what awards, a rule matched.

    ``method`` is ``id`` (the file gives it), ``override``, ``uei``, ``name``, ``name-fuzzy`` or ``geoid``; ``kept``
    are awards that were matched when they were kept, whose parties are not counted.
    """

    method: str
    parties: int | None
    awards: int
    obligated: str


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """Who a party could be."""

    id: str
    name: str


class Unmatched(msgspec.Struct, frozen=True, kw_only=True):
    """A party as the files write it, whom no rule could match."""

    name: str | None
    state: str | None
    uei: str | None
    awards: int
    obligated: str
    why: str
    candidates: tuple[Candidate, ...]


class Incomplete(msgspec.Struct, frozen=True, kw_only=True):
    """A program and year whose recorded conditions are known not to be all, and the money under it."""

    program: str
    fiscal_year: int
    why: str
    awards: int
    obligated: str


class Change(msgspec.Struct, frozen=True, kw_only=True, rename={"before": "from", "after": "to"}):
    """Awards whose status under a condition differs between two days, or between two worlds."""

    condition: str
    family: str
    program: str
    before: Status
    after: Status
    awards: int
    obligated: str
    remaining: str


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """Each award once under its worst status, before and after: on two days, or without and with what is supposed."""

    before: tuple[Total, ...]
    after: tuple[Total, ...]


class Subawards(msgspec.Struct, frozen=True, kw_only=True):
    """The same for sub-awards, where prime awards were read too; their money is part of the primes'."""

    awards: int
    obligated: str
    total: tuple[Total, ...]
    by: tuple[dict[str, object], ...]
    unclear: tuple[Unclear, ...]
    unclear_facts: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """``portfolio --format json``. ``awards`` are prime awards, or sub-awards where only such were read.

    ``total`` counts each award once, ``any`` in the row of every status that one of its conditions has. ``worst``
    divides the totals by program, recipient or State, where that was asked for. ``names`` are those of the ids in
    ``by`` and ``worst``. ``unclear`` and ``unmatched`` are those with the most money, of ``unclear_facts`` and
    ``unmatched_parties`` in all; ``rejects`` the first of the ``rejected`` rows, of which ``no_awards`` are empty,
    headings, totals or remarks. ``unmatched_primes`` are those who pass money on and could not be matched. ``by_of``
    says what ``by`` breaks down: a breakdown by prime is one of sub-awards. ``supposed`` tells the other world that
    ``compared`` and ``changes`` lead to.
    """

    schema: str
    on: date
    known_on: date | None
    registry: dict[str, object]
    awards: int
    read: int
    loaded: int
    rejected: int
    no_awards: int
    obligated: str
    outlayed: str
    remaining: str
    of: str
    total: tuple[Total, ...]
    any: tuple[Total, ...]
    by_of: str
    by_keys: tuple[str, ...]
    by: tuple[dict[str, object], ...]
    names: dict[str, str]
    exposure: Exposure
    unclear: tuple[Unclear, ...]
    unclear_facts: int
    matched: tuple[MatchedBy, ...]
    unmatched: tuple[Unmatched, ...]
    unmatched_parties: int
    unmatched_primes: tuple[Unmatched, ...]
    incomplete: tuple[Incomplete, ...]
    files: tuple[FileRead, ...]
    notes: tuple[str, ...]
    rejects: tuple[Reject, ...] = ()
    subawards: Subawards | None = None
    worst: dict[str, tuple[dict[str, object], ...]] = {}
    against: date | None = None
    supposed: tuple[str, ...] = ()
    compared: Compared | None = None
    changes: tuple[Change, ...] | None = None

    def breakdown(self) -> tuple[tuple[str, ...], list[list[object]]]:
        """The columns and rows of ``by`` as a table: who is told by an id is named beside it."""
        columns: list[str] = []
        for key in self.by_keys:
            columns += [key, f"{key}_name"] if key in NAMED else [key]
        columns += ["awards", "obligated", "outlayed", "remaining"]
        named = {f"{key}_name": key for key in NAMED}
        rows = [
            [self.names.get(str(row[named[c]])) if c in named else row[c] for c in columns] for row in self.by
        ]
        return tuple(columns), rows
