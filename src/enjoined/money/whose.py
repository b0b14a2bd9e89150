"""Whose the awards are: by what rule they were matched, and who could not be."""

from __future__ import annotations

from typing import Final

import msgspec

from enjoined.model import RecipientId
from enjoined.money.amounts import dollars
from enjoined.money.book import Book
from enjoined.money.matching import explained
from enjoined.money.report import Candidate, MatchedBy, Unmatched

__all__ = ["Whose", "whose"]

_MOST_UNMATCHED: Final = 1000
KEPT: Final = "kept"
"""The method of awards that were matched when they were kept."""


class Whose(msgspec.Struct, frozen=True, kw_only=True):
    """``unmatched`` are those with the most money, of ``parties`` in all; ``primes`` those who pass money on."""

    matched: tuple[MatchedBy, ...]
    unmatched: tuple[Unmatched, ...]
    parties: int
    primes: tuple[Unmatched, ...]


def whose(book: Book, role: str) -> Whose:
    """Who holds the awards of a role, ``direct`` or ``sub``."""
    book.unknown()
    rows = book.line.execute(_UNMATCHED, [role]).fetchall()
    parties, awards, obligated = rows[0][-3:] if rows else (0, 0, 0)
    return Whose(
        matched=_matched(book, role, awards, obligated),
        unmatched=tuple(_told(book, row[:-3]) for row in rows),
        parties=parties,
        primes=tuple(_told(book, row) for row in book.line.execute(_PRIMES).fetchall()),
    )


def _told(book: Book, row: tuple[object, ...]) -> Unmatched:
    who, uei, name, state, id_, awards, obligated = row
    matched = book.matches.get(int(str(who))) if who is not None else None
    candidates: tuple[RecipientId, ...] = ()
    why = "nobody was matched when the awards were kept"
    if matched is not None:
        matched = explained(book.registry, matched)
        candidates, why = matched.candidates, matched.why
    elif id_ is not None:
        why = f"the registry knows no recipient {id_}"
    return Unmatched(
        name=_text(name),
        state=_text(state),
        uei=_text(uei),
        awards=int(str(awards)),
        obligated=dollars(int(str(obligated))),
        why=why,
        candidates=tuple(Candidate(id=c, name=_title(book, c)) for c in candidates),
    )


def _title(book: Book, id_: RecipientId) -> str:
    place = book.registry.names.by_id(id_)
    return place.title if place is not None else id_


def _matched(book: Book, role: str, awards: int, obligated: int) -> tuple[MatchedBy, ...]:
    """The rest of the awards, without those of nobody known: by method, the most money first."""
    ((all_awards, all_obligated),) = book.line.execute(_ALL, [role]).fetchall()
    found = book.line.execute(_METHODS, [role]).fetchall()
    kept = all_awards - awards - sum(row[2] for row in found)
    if kept:
        found.append((KEPT, None, kept, all_obligated - obligated - sum(row[3] for row in found)))
    found.sort(key=lambda row: (-row[3], row[0]))
    return tuple(
        MatchedBy(method=method, parties=parties, awards=count, obligated=dollars(money))
        for method, parties, count, money in found
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


_UNMATCHED: Final = f"""
SELECT u.who, p.uei, u.name, u.state, u.recipient_id, u.awards, u.obligated, count(*) OVER () AS parties,
       CAST(sum(u.awards) OVER () AS BIGINT) AS all_awards, CAST(sum(u.obligated) OVER () AS BIGINT) AS all_obligated
FROM unknown u LEFT JOIN parties p ON u.who = p.who WHERE u.capacity = ?
ORDER BY u.obligated DESC, u.name, u.state, u.who LIMIT {_MOST_UNMATCHED}
"""
_PRIMES: Final = f"""
SELECT p.who, p.uei, p.name, p.state, NULL AS recipient_id, count(*), CAST(sum(a.obligated) AS BIGINT)
FROM awards a JOIN matched m ON a.prime = m.who JOIN parties p ON a.prime = p.who
WHERE a.capacity = 'sub' AND m.recipient_id IS NULL
GROUP BY ALL ORDER BY 7 DESC, p.name, p.state, p.who LIMIT {_MOST_UNMATCHED}
"""
_ALL: Final = """
SELECT CAST(coalesce(sum(awards), 0) AS BIGINT), CAST(coalesce(sum(obligated), 0) AS BIGINT)
FROM purses WHERE role = ?
"""
_METHODS: Final = """
SELECT m.method, count(DISTINCT a.who), count(*), CAST(sum(a.obligated) AS BIGINT)
FROM awards a JOIN matched m ON a.who = m.who WHERE a.capacity = ? AND m.recipient_id IS NOT NULL GROUP BY m.method
"""
