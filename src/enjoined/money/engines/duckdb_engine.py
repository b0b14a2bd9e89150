"""A portfolio on a laptop: ``status.sql`` in DuckDB, over tables in memory or Parquet files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

import duckdb
import msgspec
import pyarrow  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]

from enjoined.law.compiled.rows import TABLES, Table, Tables
from enjoined.money.engines.arrow import as_arrow
from enjoined.money.engines.statements import selections

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
    are answered without looking at the awards again. Up to ``few`` awards are held in memory too, with no more of the
    law than is about them, and found their places in it while they are opened, by one thread: they are too few to be
    shared out. Of more, the file is read as often as the question needs it, by as many threads as there are.
    """

    def __init__(
        self, law: Tables | Path, awards: Table | pyarrow.Table | Path, *, few: int = 100_000
    ) -> None:
        if isinstance(awards, Table):
            awards = as_arrow(awards)
        self._has_few = _rows_in(awards) <= few
        self._line = duckdb.connect(":memory:")
        self._line.execute("SET enable_progress_bar = false")
        self._selections = selections()
        self._made = set[str]()
        self._arrow: list[object] = []
        if self._has_few:
            self._line.execute("SET threads = 1")
        self._keep("awards", awards, "TABLE" if self._has_few or not isinstance(awards, Path) else "VIEW")
        for name in _READ:
            rows = law / f"{name}.parquet" if isinstance(law, Path) else as_arrow(law[name])
            self._keep(name, rows, part=_OF_AWARDS.get(name, "") if self._has_few else "")
        for name in (*_OF_LAW, *(_OF_FEW if self._has_few else ())):
            self._make(name)

    def __enter__(self) -> Portfolio:
        """The portfolio itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the connection."""
        self._line.close()

    def limit(self, *, threads: int, memory: str) -> None:
        """Use at most so many threads (of few awards one is used anyway) and so much memory, such as ``"2GB"``."""
        self._line.execute(f"SET threads = {1 if self._has_few else int(threads)}")
        self._line.execute("SET memory_limit = ?", [memory])

    def statuses(self, days: Iterable[date]) -> list[AwardStatus]:
        """Every award, condition and day, in that order."""
        return msgspec.convert(self._rows(days, f"{_STATUS} ORDER BY 1, 2, 3"), list[AwardStatus])

    def status_table(self, days: Iterable[date]) -> pyarrow.Table:
        """The same as Arrow, in no order."""
        return self._line.sql(self._whole(_STATUS), params=[sorted(set(days))]).to_arrow_table()

    def totals(self, days: Iterable[date]) -> list[Total]:
        """Awards and money by day, condition, program, year and status, in that order."""
        self._make("line_money")
        return msgspec.convert(self._rows(days, f"{_TOTAL} ORDER BY 1, 2, 3, 4, 5"), list[Total])

    def counts(self, days: Iterable[date]) -> list[Count]:
        """Pairs of an award and a condition by day and status, in that order."""
        self._make("line_money")
        return msgspec.convert(self._rows(days, f"{_COUNT} ORDER BY 1, 2"), list[Count])

    def _rows(self, days: Iterable[date], query: str) -> list[tuple[object, ...]]:
        return self._asked(days, query).fetchall()

    def _asked(self, days: Iterable[date], query: str) -> duckdb.DuckDBPyConnection:
        return self._line.execute(self._whole(query), [sorted(set(days))])

    def _make(self, name: str) -> None:
        """Keep as a table what a statement of ``status.sql`` selects, unless that was done."""
        if name not in self._made:
            self._line.execute(f"CREATE TEMPORARY TABLE {name} AS {self._whole(self._selections[name])}")
            self._made.add(name)

    def _whole(self, query: str) -> str:
        """The query with all that it selects from and that is not kept as a table."""
        needed = set(_SOURCES.findall(query))
        for name, selected in reversed(self._selections.items()):
            if name in needed - self._made:
                needed.update(_SOURCES.findall(selected))
        parts = [
            f"{name} AS {'' if name in _ONCE else 'NOT '}MATERIALIZED ({selected})"
            for name, selected in [("days", _DAYS), *self._selections.items()]
            if name in needed - self._made
        ]
        return f"WITH {', '.join(parts)} {query}" if parts else query

    def _keep(self, name: str, rows: pyarrow.Table | Path, kind: str = "TABLE", part: str = "") -> None:
        """Make a table or view of the rows in memory or in a file that are in ``part``, a condition (none: of all)."""
        source = f"{name}_arrow"
        if isinstance(rows, Path):
            quoted = str(rows).replace("'", "''")
            source = f"read_parquet('{quoted}')"
        else:
            self._arrow.append(rows)
            self._line.register(source, rows)
        self._line.execute(f"CREATE TEMPORARY {kind} {name} AS SELECT * FROM {source} {part}")


class DuckDB:
    """The engine of a portfolio on one machine."""

    def statuses(self, law: Tables, awards: pyarrow.Table, days: Iterable[date]) -> pyarrow.Table:
        """``status.sql`` over tables in memory."""
        with Portfolio(law, awards) as book:
            return book.status_table(days)


def _rows_in(awards: pyarrow.Table | Path) -> int:
    """How many rows a table or a Parquet file has."""
    held = pyarrow.parquet.read_metadata(awards) if isinstance(awards, Path) else awards
    return int(held.num_rows)


_STATUS: Final = "SELECT award_id, condition, day, status, from_day, until_day, proof_id FROM award_statuses"
_TOTAL: Final = "SELECT day, condition, program, fiscal_year, status, awards, obligated, outlayed FROM totals"
_COUNT: Final = "SELECT day, status, pairs FROM counts"
_SOURCES: Final = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")
_DAYS: Final = "SELECT unnest(CAST(? AS DATE[])) AS day"
_ONCE: Final = ("days", "moves")
"""Worked out once for a question, though it is looked at twice."""
_READ: Final = tuple(name for name in TABLES if name not in ("proofs", "meta"))
_OF_AWARDS: Final = {
    "facets": "WHERE (program, fiscal_year, capacity) IN (SELECT program, fiscal_year, capacity FROM awards)",
    "named": "WHERE recipient_id IN (SELECT recipient_id FROM awards)",
    "lists": "WHERE recipient_id IN (SELECT recipient_id FROM awards)",
}
"""Which rows of a table are about the awards."""
_OF_LAW: Final = ("award_buckets", "spots", "places", "enrolled", "odd_spots")
"""Kept as tables from the start: they are used often, and DuckDB 2.0.0 was seen to break off with an internal error on
some small data where the small side of a join was itself a join."""
_OF_FEW: Final = ("award_spots", "spread")
"""Kept as tables from the start where there are few awards: where each is in the law does not depend on the days."""
