"""The awards of a portfolio in tables: read, matched to recipients, and gathered into holdings.

A *purse* is the money of awards that share all that an answer or a view can turn on; the awards of one *cell* share
every answer. Sub-awards are held twice: by the sub-recipient, and (``role`` ``prime``) by whoever passes the money on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyarrow  # type: ignore[import-untyped]

from enjoined.law.cell import Award
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.builder import PRIME
from enjoined.law.compiled.people import PersonKey
from enjoined.model import Recipient, RecipientId
from enjoined.money.collapse import collapse
from enjoined.money.ledger import ledger_rows, select_ledger
from enjoined.money.matching import Matched, Party, match, recipients
from enjoined.money.questions import NO_NUMBER, fill, places_of
from enjoined.money.reading import Reader, literal
from enjoined.registry.files import drafted
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
        self.strangers: tuple[str, ...] = ()
        """The recipients named by id that the registry does not know."""

    def gather(self, overrides: Path | None = None) -> None:
        """Collapse the rows read into awards, and match their parties; makes the view ``held``."""
        self.counts = collapse(self.line)
        columns = Party.__struct_fields__
        rows = self.line.execute(f"SELECT {', '.join(columns)} FROM parties ORDER BY who").fetchall()
        if rows or overrides is not None:
            self.matches = match(self.registry, (Party(*row) for row in rows), overrides)
        self._look_up(m.recipient for m in self.matches.values() if m.recipient is not None)
        chosen = [self._recipients.get(m.recipient) if m.recipient else None for m in self.matches.values()]
        matched = {
            "who": pyarrow.array(self.matches, type=pyarrow.uint64()),
            "recipient_id": pyarrow.array([r and r.id for r in chosen], type=pyarrow.string()),
            "state": pyarrow.array([r and (r.state.upper() or None) for r in chosen], type=pyarrow.string()),
        }
        fill(self.line, "matched", pyarrow.table(matched))
        parts = [_HELD] if rows else []
        if self.ledgers:
            parts.append(ledger_rows(self._ledgers, subawards=self._ledgers_hold_subawards()))
        self.line.execute(f"CREATE VIEW held AS {' UNION ALL '.join(parts or [_HELD])}")

    @property
    def _ledgers(self) -> list[str]:
        return [literal(path) for path in self.ledgers]

    def _ledgers_hold_subawards(self) -> bool:
        scan = f"read_parquet([{', '.join(self._ledgers)}])"
        return bool(self.line.execute(f"SELECT 1 FROM {scan} WHERE capacity = 'sub' LIMIT 1").fetchall())

    def keep(self, path: Path) -> None:
        """Write the awards, read and matched, to a Parquet file that can be asked again."""
        with drafted(path) as draft:
            self.line.execute(f"COPY ({select_ledger(self._ledgers)}) TO {literal(draft)} (FORMAT parquet)")

    def people(self, laws: Sequence[CompiledLaw]) -> dict[str, Recipient]:
        """One recipient for each kind of person that the laws tell apart, by key; makes ``persons`` and ``humans``."""
        ids = [RecipientId(id_) for (id_,) in self.line.execute(self._who()).fetchall()]
        self._look_up(ids)
        people: dict[str, Recipient] = {}
        numbers: dict[tuple[PersonKey, ...], int] = {}
        known = [recipient for id_ in ids if (recipient := self._recipients.get(id_)) is not None]
        humans: list[int] = []
        for recipient in known:
            keys = tuple([law.roster.key(recipient) for law in laws])
            if keys not in numbers:
                numbers[keys] = len(numbers)
                people[" ".join(map(str, keys))] = recipient
            humans.append(numbers[keys])
        fill(
            self.line,
            "persons",
            pyarrow.table(
                {
                    "recipient_id": pyarrow.array([r.id for r in known], type=pyarrow.string()),
                    "human": pyarrow.array(humans, type=pyarrow.int32()),
                }
            ),
        )
        fill(
            self.line,
            "humans",
            pyarrow.table(
                {
                    "human": pyarrow.array(range(len(people)), type=pyarrow.int32()),
                    "person": pyarrow.array(people, type=pyarrow.string()),
                }
            ),
        )
        self.strangers = tuple(str(id_) for id_ in ids if id_ not in self._recipients)
        self.table("strangers", {"recipient_id": "VARCHAR"}, [(id_,) for id_ in self.strangers])
        return people

    def _who(self) -> str:
        """A query for the ids of all recipients, those who pass money on included."""
        parts = ["SELECT recipient_id FROM matched"]
        if self.ledgers:
            scan = f"read_parquet([{', '.join(self._ledgers)}])"
            parts += [
                f"SELECT DISTINCT {column} FROM {scan} WHERE {column} IS NOT NULL"
                for column in ("recipient_id", "through")
            ]
        every = " UNION ".join(parts)
        return f"SELECT DISTINCT recipient_id FROM ({every}) WHERE recipient_id IS NOT NULL ORDER BY 1"

    def _look_up(self, ids: Iterable[RecipientId]) -> None:
        self._recipients |= recipients(self.registry, set(ids) - self._recipients.keys())

    def primes(self) -> Mapping[RecipientId, Recipient]:
        """Everybody looked up, by id."""
        return self._recipients

    def cells(self, laws: Sequence[CompiledLaw], *, by_recipient: bool, by_state: bool) -> None:
        """Make ``purses`` and ``cells``, as fine as the laws and the breakdown need and no finer."""
        fill(self.line, "places", places_of(laws))
        numbers = sorted(frozenset().union(*(law.slices.numbers for law in laws)))
        self.table("named_numbers", {"number": "VARCHAR"}, [(n,) for n in numbers])
        self.table("prime_places", {"program": "VARCHAR", "fiscal_year": "BIGINT"}, self._prime_places(laws))
        none = "CAST(NULL AS VARCHAR)"
        # Numbers are looked at one by one only where an order names some.
        choices = {
            "$recipient": "h.recipient_id" if by_recipient else none,
            "$state": "h.state" if by_state else none,
            "$number": f"CASE WHEN h.number = '' THEN '{NO_NUMBER}' ELSE n.number END" if numbers else none,
            "$named": "LEFT JOIN named_numbers n ON h.number = n.number" if numbers else "",
            "$through": none,
        }
        if self._hold_subawards():
            choices["$through"] = _THROUGH
            choices["$named"] += _PRIMES
        for statement in (_WHOLE, _WANTED, _PURSES):
            for mark, choice in choices.items():
                statement = statement.replace(mark, choice)
            self.line.execute(statement)
        self.line.execute(_CELLS)

    def _hold_subawards(self) -> bool:
        return bool(self.line.execute("SELECT 1 FROM held WHERE role = 'sub' LIMIT 1").fetchall())

    def _prime_places(self, laws: Sequence[CompiledLaw]) -> list[tuple[str, int]]:
        """Programs and years of sub-awards where it matters who passes the money on."""
        if not self._hold_subawards():
            return []
        found: set[tuple[str, int]] = set()
        for law in laws:
            for program, year, condition in self.line.execute(
                "SELECT program, fiscal_year, condition FROM places"
            ).fetchall():
                award = Award(program=program, fiscal_year=year, through=PRIME)
                known = condition in law.law.conditions
                if (program, year) not in found and known and law.seat(condition, award) is None:
                    found.add((program, year))
        return sorted(found)


_REMAINING: Final = "greatest(a.obligated - coalesce(a.outlayed, 0), 0) AS remaining"
_HELD: Final = f"""
SELECT
    a.capacity AS role, a.number, a.program, a.fiscal_year, a.capacity, a.acceptance, a.accepted,
    m.recipient_id, a.who, a.name, coalesce(m.state, a.state) AS state,
    p.recipient_id AS through, a.obligated, a.outlayed, {_REMAINING}
FROM awards a
JOIN matched m ON a.who = m.who
LEFT JOIN matched p ON a.prime = p.who
UNION ALL
SELECT
    'prime' AS role, a.number, a.program, a.fiscal_year, 'direct' AS capacity, 'not-said' AS acceptance,
    CAST(NULL AS DATE) AS accepted, p.recipient_id, a.prime AS who, CAST(NULL AS VARCHAR) AS name, p.state,
    CAST(NULL AS VARCHAR) AS through, a.obligated, a.outlayed, {_REMAINING}
FROM awards a
LEFT JOIN matched p ON a.prime = p.who
WHERE a.capacity = 'sub'
"""

_THROUGH: Final = (
    "CASE WHEN h.role = 'sub' AND (q.program IS NOT NULL OR contains(h.program, ' ')) THEN h.through END"
)
_PRIMES: Final = " LEFT JOIN prime_places q ON h.program = q.program AND h.fiscal_year = q.fiscal_year"

# Where no condition is on record nothing turns on who holds an award: only the other awards are told apart by person,
# by its number, because text is dear to group by.
_SUMS: Final = """
count(*) AS awards, CAST(sum(h.obligated) AS BIGINT) AS obligated,
CAST(coalesce(sum(h.outlayed), 0) AS BIGINT) AS outlayed, CAST(sum(h.remaining) AS BIGINT) AS remaining,
count(*) - count(h.outlayed) AS unreported
"""
_WHOLE: Final = f"""
CREATE OR REPLACE TABLE whole AS
SELECT h.role, h.program, h.fiscal_year, h.capacity, h.acceptance, h.accepted, $state AS state,
       $recipient AS recipient, {_SUMS}, count(*) - count(h.recipient_id) AS unmatched
FROM held h GROUP BY ALL
"""
_WANTED: Final = """
CREATE OR REPLACE TABLE wanted AS
SELECT DISTINCT w.program, w.fiscal_year
FROM whole w LEFT JOIN places p ON w.program = p.program AND w.fiscal_year = p.fiscal_year
WHERE w.program IS NOT NULL AND w.fiscal_year IS NOT NULL AND (p.program IS NOT NULL OR contains(w.program, ' '))
"""
_PURSES: Final = f"""
CREATE OR REPLACE TABLE purses AS
WITH grouped AS (
    SELECT
        w.role, CAST(NULL AS VARCHAR) AS number, w.program, w.fiscal_year, w.capacity, w.acceptance, w.accepted,
        CAST(NULL AS INTEGER) AS human, CAST(NULL AS VARCHAR) AS through, w.state, w.recipient,
        w.awards, w.obligated, w.outlayed, w.remaining, w.unreported, w.unmatched
    FROM whole w ANTI JOIN wanted r ON w.program = r.program AND w.fiscal_year = r.fiscal_year
    UNION ALL
    SELECT
        h.role, $number AS number, h.program, h.fiscal_year, h.capacity, h.acceptance, h.accepted, s.human,
        $through AS through, $state AS state, $recipient AS recipient, {_SUMS}, count(*) - count(s.human) AS unmatched
    FROM held h
    JOIN wanted r ON h.program = r.program AND h.fiscal_year = r.fiscal_year
    LEFT JOIN persons s ON h.recipient_id = s.recipient_id
    $named
    GROUP BY ALL
)
SELECT
    dense_rank() OVER (
        ORDER BY g.number, g.program, g.fiscal_year, g.capacity, g.acceptance, g.accepted, g.human, g.through
    ) AS cell, g.* EXCLUDE (human), k.person
FROM grouped g LEFT JOIN humans k ON g.human = k.human
"""

_CELLS: Final = """
CREATE OR REPLACE TABLE cells AS
SELECT DISTINCT cell, person, program, fiscal_year, capacity, acceptance, accepted, through, number FROM purses
"""
