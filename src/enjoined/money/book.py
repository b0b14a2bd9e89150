"""The awards of a portfolio in tables: read, matched to recipients, and gathered into purses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

import duckdb

from enjoined.law.compiled import CompiledLaw
from enjoined.model import Recipient
from enjoined.money.awards.collapse import collapse
from enjoined.money.awards.ledger import (
    described_in,
    describes,
    known_to,
    ledger_rows,
    select_ledger,
    written,
)
from enjoined.money.awards.reading import Reader
from enjoined.money.awards.scanning import literal
from enjoined.money.engines.arrow import made
from enjoined.money.matching import Matched, Party, match
from enjoined.money.people import People
from enjoined.money.purses import Purses
from enjoined.money.questions import fill
from enjoined.recipients.described import is_description
from enjoined.registry.files import drafted
from enjoined.registry.garbage import uncollected
from enjoined.registry.open import Registry

__all__ = ["Book"]

T = TypeVar("T")


class Book(Reader):
    """A reader whose rows become purses and cells; while it is open nothing is searched for cyclic garbage."""

    def __init__(self, registry: Registry, *, memory: str = "", threads: int = 0) -> None:
        super().__init__(memory=memory, threads=threads)
        self.registry = registry
        self.counts: dict[str, int] = {}
        self.matches: dict[int, Matched] = {}
        self.everybody = People(registry)
        self._beside = ThreadPoolExecutor(max_workers=1)
        self._uncollected = ExitStack()
        self._cursor = self.line.cursor()

    def __enter__(self) -> Self:
        """The book itself."""
        self._uncollected.enter_context(uncollected())
        return super().__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop what is done aside, close the database and remove its folder."""
        self._uncollected.close()
        self._cursor.interrupt()
        self._beside.shutdown(cancel_futures=True)
        super().__exit__(kind, error, trace)

    def collapse(self) -> None:
        """Collapse the rows read into awards."""
        self.counts = collapse(self.line)

    def match(self, overrides: Path | None = None) -> None:
        """Match the parties of the awards; makes the view ``held``."""
        columns = Party.__struct_fields__
        rows = self.line.execute(f"SELECT {', '.join(columns)} FROM parties ORDER BY who").fetchall()
        if rows or overrides is not None:
            self.matches = match(self.registry, (Party(*row) for row in rows), overrides)
        matched = [
            (who, m.method, m.recipient, m.recipient and self.everybody.state(m.recipient))
            for who, m in self.matches.items()
        ]
        types = {"who": "uint64", "method": "string", "recipient_id": "string", "state": "string"}
        fill(self.line, "matched", made(types, list(zip(*matched, strict=True))))
        parts = [_HOLDINGS] if rows or not self.ledgers else []
        if self.ledgers:
            parts.append(ledger_rows(self._ledgers))
        self.line.execute(
            "CREATE VIEW held AS SELECT *, greatest(obligated - coalesce(outlayed, 0), 0) AS remaining "
            f"FROM ({' UNION ALL '.join(parts)})"
        )

    @property
    def _ledgers(self) -> list[str]:
        return [literal(path) for path in self.ledgers]

    def keep(self, path: Path) -> None:
        """Write the awards, read and matched, to a Parquet file that can be asked again."""
        with drafted(path) as draft:
            mark = "" if self._unsure() else self.everybody.fingerprint
            query = select_ledger(self._ledgers)
            self.line.execute(written(query, literal(draft), mark, describes=bool(self.described)))

    @cached_property
    def described(self) -> frozenset[str]:
        """The descriptions of bodies that are on no record."""
        found = {m.recipient for m in self.matches.values() if m.recipient and is_description(m.recipient)}
        kept = [file for file in self._ledgers if self.line.execute(describes(file)).fetchall()]
        rows = self.line.execute(described_in(kept)).fetchall() if kept else []
        return frozenset(map(str, found)) | {text for (text,) in rows}

    def _unsure(self) -> list[str]:
        """The kept portfolios that may name a recipient whom the registry does not have: kept with another registry."""
        mark = self.everybody.fingerprint
        return [file for file in self._ledgers if not self.line.execute(known_to(file, mark)).fetchall()]

    def gather(
        self, laws: Sequence[CompiledLaw], *, by_recipient: bool, by_state: bool, by_prime: bool
    ) -> None:
        """Add up the awards, as fine as the laws and a breakdown by recipient, State or prime need.

        What only the figures of all awards need is worked out aside, until :meth:`cells` or :meth:`unknown` ask.
        """
        self._purses = Purses(
            self.line, laws, by_recipient=by_recipient, by_state=by_state, by_prime=by_prime
        )
        self._unsure_ledgers = self._unsure()
        self._whole = self.aside(self._purses.whole)
        self.everybody.number(self.line, laws, self.described)
        if self.described:
            self.counts["described"] = len(self.described)
        self._unknown = self.aside(self._of_nobody_known)
        self._purses.gather()

    def aside(self, work: Callable[[duckdb.DuckDBPyConnection], T]) -> Future[T]:
        """Have something done on a connection of its own, while this one goes on; one thing after the other."""
        return self._beside.submit(work, self._cursor)

    def _of_nobody_known(self, line: duckdb.DuckDBPyConnection) -> None:
        parts = ["SELECT * FROM held WHERE recipient_id IS NULL"]
        if self._unsure_ledgers:  # searched for who is in them; most of the time no stranger is
            line.execute(_STRANGERS.format(rows=ledger_rows(self._unsure_ledgers)))
            if line.execute("SELECT 1 FROM strangers LIMIT 1").fetchall():
                parts.append("SELECT * FROM held SEMI JOIN strangers USING (recipient_id)")
        line.execute(_UNKNOWN.format(rows=" UNION ALL ".join(parts)))

    def unknown(self) -> None:
        """Wait for the table ``unknown``: by party, the awards of those who are nobody in the registry."""
        self._unknown.result()

    def cells(self) -> dict[str, Recipient]:
        """Make ``purses`` and ``cells``; one recipient of each person who holds some, or passes money on, by key."""
        people = self.everybody.met(self.line)
        self._whole.result()
        self._purses.finish()
        return people


_STRANGERS: Final = """
CREATE OR REPLACE TABLE strangers AS
SELECT recipient_id FROM (SELECT DISTINCT recipient_id FROM ({rows}) WHERE recipient_id IS NOT NULL)
ANTI JOIN persons USING (recipient_id)
"""
_UNKNOWN: Final = """
CREATE OR REPLACE TABLE unknown AS
SELECT who, name, state, recipient_id, capacity, count(*) AS awards, CAST(sum(obligated) AS BIGINT) AS obligated
FROM ({rows}) GROUP BY ALL
"""
_HOLDINGS: Final = """
SELECT
    a.number, a.program, a.fiscal_year, a.capacity, a.acceptance, a.accepted,
    m.recipient_id, a.who, a.name, coalesce(m.state, a.state) AS state,
    p.recipient_id AS through, p.state AS prime_state, a.obligated, a.outlayed
FROM awards a
JOIN matched m ON a.who = m.who
LEFT JOIN matched p ON a.prime = p.who
"""
