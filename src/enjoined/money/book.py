"""The awards of a portfolio in tables: read, matched to recipients, and gathered into purses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyarrow  # type: ignore[import-untyped]

from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.people import PersonKey
from enjoined.model import Recipient, RecipientId
from enjoined.money.collapse import collapse
from enjoined.money.ledger import ledger_rows, select_ledger
from enjoined.money.matching import Matched, Party, match, recipients
from enjoined.money.purses import make_purses
from enjoined.money.questions import fill
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
        chosen = [self._recipients.get(m.recipient) if m.recipient else None for m in self.matches.values()]
        matched = {
            "who": pyarrow.array(self.matches, type=pyarrow.uint64()),
            "method": pyarrow.array([m.method for m in self.matches.values()], type=pyarrow.string()),
            "recipient_id": pyarrow.array([r and r.id for r in chosen], type=pyarrow.string()),
            "state": pyarrow.array([r and (r.state.upper() or None) for r in chosen], type=pyarrow.string()),
        }
        fill(self.line, "matched", pyarrow.table(matched))
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
        make_purses(self.line, laws, by_recipient=by_recipient, by_state=by_state)


_HOLDINGS: Final = """
SELECT
    a.number, a.program, a.fiscal_year, a.capacity, a.acceptance, a.accepted,
    m.recipient_id, a.who, a.name, coalesce(m.state, a.state) AS state,
    p.recipient_id AS through, p.state AS prime_state, a.obligated, a.outlayed
FROM awards a
JOIN matched m ON a.who = m.who
LEFT JOIN matched p ON a.prime = p.who
"""
