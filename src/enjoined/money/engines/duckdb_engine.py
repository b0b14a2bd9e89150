"""A portfolio on a laptop: ``status.sql`` in DuckDB, over tables in memory or Parquet files."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import msgspec
import pyarrow  # type: ignore[import-untyped]

from enjoined.law.compiled.rows import TABLES, Table, Tables
from enjoined.money.engines.arrow import as_arrow
from enjoined.money.engines.statements import statements

__all__ = ["AwardStatus", "Count", "DuckDB", "Portfolio", "Total"]


class AwardStatus(msgspec.Struct, frozen=True, array_like=True):
    """The status of one condition of one award on a day: in force from ``start`` up to ``until``."""

    award_id: str
    condition: str
    day: date
    status: str
    start: date | None
    until: date | None
    proof_id: int | None


class Total(msgspec.Struct, frozen=True, array_like=True):
    """How many awards of a program and year have a status under a condition on a day; amounts in cents."""

    day: date
    condition: str
    program: str
    fiscal_year: int
    status: str
    awards: int
    obligated: int
    outlayed: int


class Count(msgspec.Struct, frozen=True, array_like=True):
    """How many pairs of an award and a condition of it have a status on a day."""

    day: date
    status: str
    pairs: int


class Portfolio:
    """Awards beside the compiled law, in one connection; use it in a ``with`` statement.

    ``awards`` is a table in memory (:data:`~.statements.AWARDS`) or a Parquet file of such columns,
    ``law`` the tables or the folder of their Parquet files.

    Limits: every recipient of the awards must be among those the tables were made for (one that is not is answered
    as anybody of its kind and State would be); orders that name single awards are not looked at; awards outside an
    instrument's programs and years have no row.

    The tables of the law are held in memory (some 230 MB where 3,000 orders name 250 people each), and from the first
    question for sums on also how the awards are spread over the lines of the law, so that such questions of other days
    are answered without looking at the awards again. Up to ``few`` awards are spread one by one, more by moving what
    differs from the usual: the sums are the same.
    """

    def __init__(
        self, law: Tables | Path, awards: Table | pyarrow.Table | Path, *, few: int = 100_000
    ) -> None:
        self._few = few
        self._line = duckdb.connect(":memory:")
        self._line.execute("SET enable_progress_bar = false")
        self._kept: list[object] = []
        if isinstance(law, Path):
            for name in TABLES:
                self._from_file(name, law / f"{name}.parquet", "TABLE")
        else:
            for table in law.values():
                self._from_arrow(table.name, as_arrow(table))
        if isinstance(awards, Path):
            self._from_file("awards", awards, "VIEW")
        else:
            self._from_arrow("awards", as_arrow(awards) if isinstance(awards, Table) else awards)
        self._summed = False
        self._ask([])
        for statement in statements():
            if _name(statement) not in _OF_SUMS:
                self._line.execute(_kept(statement))

    def __enter__(self) -> Portfolio:
        """The portfolio itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the connection."""
        self._line.close()

    def limit(self, *, threads: int, memory: str) -> None:
        """Use at most so many threads and so much memory, such as ``"2GB"``."""
        self._line.execute(f"SET threads = {int(threads)}")
        self._line.execute("SET memory_limit = ?", [memory])

    def statuses(self, days: Iterable[date]) -> list[AwardStatus]:
        """Every award, condition and day, in that order."""
        rows = self._rows(days, f"SELECT {_STATUS} FROM award_statuses ORDER BY 1, 2, 3")
        return msgspec.convert(rows, list[AwardStatus])

    def status_table(self, days: Iterable[date]) -> pyarrow.Table:
        """The same as Arrow, in no order."""
        self._prepare(days)
        return self._line.sql(f"SELECT {_STATUS} FROM award_statuses").to_arrow_table()

    def totals(self, days: Iterable[date]) -> list[Total]:
        """Awards and money by day, condition, program, year and status, in that order."""
        self._sum()
        rows = self._rows(days, f"SELECT {_TOTAL} FROM totals ORDER BY 1, 2, 3, 4, 5")
        return msgspec.convert(rows, list[Total])

    def counts(self, days: Iterable[date]) -> list[Count]:
        """Pairs of an award and a condition by day and status, in that order."""
        self._sum()
        return msgspec.convert(
            self._rows(days, "SELECT day, status, pairs FROM counts ORDER BY 1, 2"), list[Count]
        )

    def _sum(self) -> None:
        """Spread the awards over the lines of the law, unless that was done."""
        if self._summed:
            return
        ((count,),) = self._line.execute("SELECT count(*) FROM awards").fetchall()
        for statement in statements():
            name = _name(statement)
            if name == "line_money" and count <= self._few:
                self._line.execute(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM line_money_singly")
            elif name in _OF_SUMS:
                self._line.execute(_kept(statement))
        self._summed = True

    def _rows(self, days: Iterable[date], query: str) -> list[tuple[object, ...]]:
        self._prepare(days)
        return self._line.execute(query).fetchall()

    def _prepare(self, days: Iterable[date]) -> None:
        self._ask(days)
        for statement in statements():
            if _name(statement) in _OF_DAYS:
                self._line.execute(_kept(statement))

    def _ask(self, days: Iterable[date]) -> None:
        self._line.execute("CREATE OR REPLACE TEMPORARY TABLE days (day DATE)")
        self._line.execute("INSERT INTO days SELECT unnest(CAST(? AS DATE[]))", [sorted(set(days))])

    def _from_arrow(self, name: str, rows: pyarrow.Table) -> None:
        self._kept.append(rows)
        self._line.register(f"{name}_arrow", rows)
        self._line.execute(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {name}_arrow")

    def _from_file(self, name: str, path: Path, kind: str) -> None:
        quoted = str(path).replace("'", "''")
        self._line.execute(f"CREATE TEMPORARY {kind} {name} AS SELECT * FROM read_parquet('{quoted}')")


class DuckDB:
    """The engine of a portfolio on one machine."""

    def statuses(self, law: Tables, awards: pyarrow.Table, days: Iterable[date]) -> pyarrow.Table:
        """``status.sql`` over tables in memory."""
        with Portfolio(law, awards) as book:
            return book.status_table(days)


_STATUS: Final = "award_id, condition, day, status, from_day, until_day, proof_id"
_TOTAL: Final = "day, condition, program, fiscal_year, status, awards, obligated, outlayed"
_OF_DAYS: Final = frozenset({"line_statuses"})
_OF_SUMS: Final = frozenset({"line_money", "totals", "counts"})
_SMALL: Final = frozenset(
    {"award_buckets", "places", "enrolled", "line_statuses", "odd_places", "named_places", "line_money"}
)
"""Kept as tables: they are used often, and DuckDB 2.0.0 was seen to break off with an internal error on some small
data where the small side of a join was itself a join."""


def _name(statement: str) -> str:
    """The name of the view that a statement makes."""
    return statement.partition(" VIEW ")[2].partition(" AS")[0]


def _kept(statement: str) -> str:
    """The statement, making a table in the place of a small view."""
    return statement.replace(" VIEW ", " TABLE ", 1) if _name(statement) in _SMALL else statement
