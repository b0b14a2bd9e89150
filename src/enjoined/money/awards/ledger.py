"""Awards as they are kept: one Parquet file, read and matched once, ready to be asked about any day.

Amounts are whole cents; ``outlayed`` is empty where no outlay is reported, ``recipient_id`` where nobody could be
matched, ``through`` (who passes the money on) for prime awards. Several Assistance Listings stand with a space between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["LEDGER", "is_ledger", "ledger_rows", "select_ledger"]

LEDGER: Final = (
    "award_id",
    "recipient_id",
    "recipient",
    "state",
    "program",
    "fiscal_year",
    "capacity",
    "through",
    "acceptance",
    "accepted",
    "obligated",
    "outlayed",
)
"""The columns of a kept portfolio."""


def is_ledger(columns: Iterable[str]) -> bool:
    """Whether a Parquet file with these columns is a kept portfolio."""
    return set(LEDGER) <= set(columns)


def select_ledger(files: Sequence[str]) -> str:
    """The kept form of the awards of a book, with those of portfolios kept before (SQL literals of their paths)."""
    kept = f"UNION ALL SELECT {', '.join(LEDGER)} FROM read_parquet([{', '.join(files)}])" if files else ""
    return f"""
        SELECT a.number AS award_id, m.recipient_id, a.name AS recipient, coalesce(m.state, a.state) AS state,
               a.program, a.fiscal_year, a.capacity, p.recipient_id AS through, a.acceptance, a.accepted,
               a.obligated, a.outlayed
        FROM awards a JOIN matched m ON a.who = m.who LEFT JOIN matched p ON a.prime = p.who
        {kept}
        ORDER BY fiscal_year, program, recipient_id, award_id
    """


def ledger_rows(files: Sequence[str]) -> str:
    """The rows of kept portfolios (SQL literals of their paths) as a book holds awards."""
    return f"""
        SELECT a.award_id AS number, a.program, a.fiscal_year, a.capacity, a.acceptance, a.accepted, a.recipient_id,
               CAST(NULL AS UBIGINT) AS who, a.recipient AS name, a.state, a.through,
               CAST(NULL AS VARCHAR) AS prime_state, a.obligated, a.outlayed
        FROM read_parquet([{", ".join(files)}]) a WHERE a.obligated IS NOT NULL
    """
