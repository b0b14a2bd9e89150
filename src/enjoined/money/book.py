"""The awards of a portfolio in tables: read, matched to recipients, and gathered into holdings.

A *purse* is the money of awards that share all that an answer or a view can turn on; the awards of one *cell* share
every answer. Sub-awards are held twice: by the sub-recipient, and (``role`` ``prime``) by whoever passes the money on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from enjoined.law.compiled import CompiledLaw
from enjoined.model import Recipient, RecipientId
from enjoined.money.collapse import collapse
from enjoined.money.matching import Matched, Party, match, recipients
from enjoined.money.questions import Holding
from enjoined.money.reading import Reader
from enjoined.registry.open import Registry

__all__ = ["Book"]


class Book(Reader):
    """A reader whose rows become purses and cells."""

    def __init__(self, registry: Registry, *, memory: str = "", threads: int = 0) -> None:
        super().__init__(memory=memory, threads=threads)
        self.registry = registry
        self.counts: dict[str, int] = {}
        self.matches: dict[int, Matched] = {}
        self._recipients: dict[RecipientId, Recipient] = {}

    def gather(self, overrides: Path | None = None) -> None:
        """Collapse the rows read into awards, and match their parties."""
        self.counts = collapse(self.line)
        columns = Party.__struct_fields__
        rows = self.line.execute(f"SELECT {', '.join(columns)} FROM parties ORDER BY ALL").fetchall()
        parties = (Party(**dict(zip(columns, row, strict=True))) for row in rows)
        self.matches = match(self.registry, parties, overrides)
        self._look_up(m.recipient for m in self.matches.values() if m.recipient is not None)
        found: list[tuple[int, str | None, str | None]] = []
        for who, matched in self.matches.items():
            recipient = self._recipients.get(matched.recipient) if matched.recipient else None
            state = recipient.state.upper() if recipient is not None else ""
            found.append((who, None if recipient is None else recipient.id, state or None))
        self.table("matched", {"who": "UBIGINT", "recipient_id": "VARCHAR", "state": "VARCHAR"}, found)
        self.line.execute(_HELD)

    def people(self, laws: Sequence[CompiledLaw]) -> dict[str, Recipient]:
        """One recipient for each kind of person that the laws tell apart, by key; makes the table ``persons``."""
        ids = [RecipientId(id_) for (id_,) in self.line.execute(_WHO).fetchall()]
        self._look_up(ids)
        people: dict[str, Recipient] = {}
        rows: list[tuple[str, str]] = []
        for id_ in ids:
            recipient = self._recipients.get(id_)
            if recipient is None:
                continue
            key = " ".join(str(law.roster.person(recipient).key) for law in laws)
            people.setdefault(key, recipient)
            rows.append((id_, key))
        self.table("persons", {"recipient_id": "VARCHAR", "person": "VARCHAR"}, rows)
        return people

    def _look_up(self, ids: Iterable[RecipientId]) -> None:
        self._recipients |= recipients(self.registry, set(ids) - self._recipients.keys())

    def primes(self) -> dict[str, Recipient]:
        """Everybody looked up, by id."""
        return {str(id_): recipient for id_, recipient in self._recipients.items()}

    def cells(self, numbers: Iterable[str], *, by_recipient: bool) -> list[Holding]:
        """Make ``purses``; ``numbers`` are award numbers that some order names. The holdings to be asked about."""
        self.table("named_numbers", {"number": "VARCHAR"}, [(n,) for n in sorted(numbers)])
        recipient = "h.recipient_id" if by_recipient else "CAST(NULL AS VARCHAR)"
        self.line.execute(_PURSES.replace("$recipient", recipient))
        rows = self.line.execute(_CELLS).fetchall()
        return [
            Holding(
                cell=cell,
                person=person,
                program=program,
                fiscal_year=year,
                capacity=capacity,
                acceptance=acceptance,
                accepted=accepted,
                through=through,
                number=number,
            )
            for cell, person, program, year, capacity, acceptance, accepted, through, number in rows
        ]


_REMAINING: Final = "greatest(a.obligated - coalesce(a.outlayed, 0), 0) AS remaining"
_HELD: Final = f"""
CREATE VIEW held AS
SELECT
    a.capacity AS role, a.number, a.program, a.fiscal_year, a.capacity, a.acceptance, a.accepted,
    m.recipient_id, a.who, coalesce(m.state, a.state) AS state,
    p.recipient_id AS through, a.obligated, a.outlayed, {_REMAINING}
FROM awards a
JOIN matched m ON a.who = m.who
LEFT JOIN matched p ON a.prime = p.who
UNION ALL
SELECT
    'prime' AS role, a.number, a.program, a.fiscal_year, 'direct' AS capacity, 'not-said' AS acceptance,
    CAST(NULL AS DATE) AS accepted, p.recipient_id, a.prime AS who, p.state,
    CAST(NULL AS VARCHAR) AS through, a.obligated, a.outlayed, {_REMAINING}
FROM awards a
JOIN matched p ON a.prime = p.who
WHERE a.capacity = 'sub'
"""

_WHO: Final = "SELECT DISTINCT recipient_id FROM matched WHERE recipient_id IS NOT NULL ORDER BY 1"

_PURSES: Final = """
CREATE OR REPLACE TABLE purses AS
WITH grouped AS (
    SELECT
        h.role, n.number, h.program, h.fiscal_year, h.capacity, h.acceptance, h.accepted, s.person,
        CASE WHEN h.role = 'sub' THEN h.through END AS through, h.state, $recipient AS recipient,
        count(*) AS awards, CAST(sum(h.obligated) AS BIGINT) AS obligated,
        CAST(coalesce(sum(h.outlayed), 0) AS BIGINT) AS outlayed, CAST(sum(h.remaining) AS BIGINT) AS remaining,
        count(*) FILTER (h.outlayed IS NULL) AS unreported
    FROM held h
    LEFT JOIN persons s ON h.recipient_id = s.recipient_id
    LEFT JOIN named_numbers n ON h.number = n.number
    GROUP BY ALL
)
SELECT
    dense_rank() OVER (
        ORDER BY number, program, fiscal_year, capacity, acceptance, accepted, person, through
    ) AS cell, *
FROM grouped
"""

_CELLS: Final = """
SELECT DISTINCT cell, person, program, fiscal_year, capacity, acceptance, accepted, through, number
FROM purses ORDER BY cell
"""
