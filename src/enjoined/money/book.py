"""The awards of a portfolio in tables: read, matched to recipients, and gathered into purses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

import duckdb

from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.people import PersonKey
from enjoined.model import Recipient, RecipientId
from enjoined.money.arrow import made
from enjoined.money.collapse import collapse
from enjoined.money.ledger import ledger_rows, select_ledger
from enjoined.money.matching import Matched, Party, match
from enjoined.money.purses import Purses
from enjoined.money.questions import fill
from enjoined.money.reading import Reader, literal
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
        self._recipients: dict[RecipientId, Recipient] = {}
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
        self._look_up(m.recipient for m in self.matches.values() if m.recipient is not None)
        matched = []
        for who, m in self.matches.items():
            r = self._recipients.get(m.recipient) if m.recipient else None
            matched.append((who, m.method, r and r.id, r and (r.state.upper() or None)))
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
            self.line.execute(f"COPY ({select_ledger(self._ledgers)}) TO {literal(draft)} (FORMAT parquet)")

    def gather(self, laws: Sequence[CompiledLaw], *, by_recipient: bool, by_state: bool) -> None:
        """Add up the awards, as fine as the laws and a breakdown by recipient or State need.

        What only the figures of all awards need is worked out aside, until :meth:`cells` or :meth:`strangers` ask.
        """
        self._purses = Purses(self.line, laws, by_recipient=by_recipient, by_state=by_state)
        self._whole = self.aside(self._purses.whole)
        self._met = self.aside(self._ids_met) if self.ledgers else None
        self._purses.gather()

    def aside(self, work: Callable[[duckdb.DuckDBPyConnection], T]) -> Future[T]:
        """Have something done on a connection of its own, while this one goes on; one thing after the other."""
        return self._beside.submit(work, self._cursor)

    def _ids_met(self, line: duckdb.DuckDBPyConnection) -> list[str]:
        query = (
            f"SELECT DISTINCT recipient_id FROM ({ledger_rows(self._ledgers)}) WHERE recipient_id IS NOT NULL"
        )
        return [id_ for (id_,) in line.execute(query).fetchall()]

    def strangers(self) -> Sequence[str]:
        """The recipients named by id that the registry does not know."""
        if self._met is None:
            return ()
        known = {*self.registry.names.ids(), *self.registry.law.recipients}
        return sorted(set(self._met.result()) - known)

    def people(self, laws: Sequence[CompiledLaw]) -> dict[str, Recipient]:
        """One recipient for each kind of person that the laws tell apart, by key; makes ``persons`` and ``humans``.

        Of those who hold awards under conditions on record, or pass them on.
        """
        ids = [RecipientId(id_) for (id_,) in self.line.execute(_MET).fetchall()]
        self._look_up(ids)
        people: dict[str, Recipient] = {}
        numbers: dict[tuple[PersonKey, ...], int] = {}
        rows: list[tuple[str, int]] = []
        for id_ in ids:
            recipient = self._recipients.get(id_)
            if recipient is None:
                continue
            keys = tuple([law.roster.key(recipient) for law in laws])
            if keys not in numbers:
                numbers[keys] = len(numbers)
                people[" ".join(map(str, keys))] = recipient
            rows.append((id_, numbers[keys]))
        persons = made({"recipient_id": "string", "human": "int32"}, list(zip(*rows, strict=True)))
        fill(self.line, "persons", persons)
        fill(
            self.line,
            "humans",
            made({"human": "int32", "person": "string"}, [range(len(people)), list(people)]),
        )
        return people

    def _look_up(self, ids: Iterable[RecipientId]) -> None:
        self._recipients |= self.registry.by_ids(set(ids) - self._recipients.keys())

    def primes(self) -> Mapping[RecipientId, Recipient]:
        """Everybody looked up, by id."""
        return self._recipients

    def cells(self) -> None:
        """Make ``purses`` and ``cells``, from what was gathered and the people."""
        self._whole.result()
        self._purses.finish()


_MET: Final = """
SELECT recipient_id FROM gathered WHERE recipient_id IS NOT NULL
UNION SELECT through FROM gathered WHERE through IS NOT NULL ORDER BY 1
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
