"""Awards as they are kept: one Parquet file, read and matched once, ready to be asked about any day.

Amounts are whole cents; ``outlayed`` is empty where no outlay is reported, ``recipient_id`` where nobody could be
matched, ``through`` (who passes the money on) for prime awards. Several Assistance Listings stand with a space between.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

__all__ = [
    "LEDGER",
    "ORDER",
    "described_in",
    "describes",
    "is_ledger",
    "known_to",
    "ledger_rows",
    "select_ledger",
    "written",
]

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

ORDER: Final = "recipient_id IS NULL, fiscal_year, program, recipient_id, award_id"
"""How its rows are sorted: a question about some programs and years, or about those whom nobody could be matched to,
reads little more than their rows."""

_MOST_DISTINCT: Final = 100_000
"""Different texts of a column, among the 122,880 rows of a group, up to which each is written once."""

_KNOWN_TO: Final = "enjoined.recipients"
"""Metadata of the file: the fingerprint of a registry that has every ``recipient_id`` in it."""

_DESCRIBES: Final = "enjoined.described"
"""Metadata of the file: that some of its recipients are bodies described, which no registry has an id of."""


def is_ledger(columns: Iterable[str]) -> bool:
    """Whether a Parquet file with these columns is a kept portfolio."""
    return set(LEDGER) <= set(columns)


def select_ledger(files: Sequence[str]) -> str:
    """The kept form of the awards of a book, with those of portfolios kept before (SQL literals of their paths)."""
    kept = f"UNION ALL SELECT {', '.join(LEDGER)} FROM read_parquet([{', '.join(files)}])" if files else ""
    return f"""
        SELECT * FROM (
            SELECT a.number AS award_id, m.recipient_id, a.name AS recipient, coalesce(m.state, a.state) AS state,
                   a.program, a.fiscal_year, a.capacity, p.recipient_id AS through, a.acceptance, a.accepted,
                   a.obligated, a.outlayed
            FROM awards a JOIN matched m ON a.who = m.who LEFT JOIN matched p ON a.prime = p.who
            {kept}
        ) ORDER BY {ORDER}
    """


def ledger_rows(files: Sequence[str]) -> str:
    """The rows of kept portfolios (SQL literals of their paths) as a book holds awards."""
    return f"""
        SELECT a.award_id AS number, a.program, a.fiscal_year, a.capacity, a.acceptance, a.accepted, a.recipient_id,
               CAST(NULL AS UBIGINT) AS who, a.recipient AS name, a.state, a.through,
               CAST(NULL AS VARCHAR) AS prime_state, a.obligated, a.outlayed
        FROM read_parquet([{", ".join(files)}]) a WHERE a.obligated IS NOT NULL
    """


def written(query: str, file: str, fingerprint: str, *, describes: bool) -> str:
    """The statement that writes a kept portfolio to a file (an SQL literal).

    ``fingerprint`` is that of a registry that has all its recipients, or empty; ``describes`` says that it has some
    besides who are described.
    """
    marks = {_KNOWN_TO: fingerprint} if fingerprint else {}
    marks |= {_DESCRIBES: "yes"} if describes else {}
    pairs = ", ".join(f"'{key}': '{value}'" for key, value in marks.items())
    mark = f", KV_METADATA {{{pairs}}}" if marks else ""
    return f"COPY ({query}) TO {file} (FORMAT parquet, DICTIONARY_SIZE_LIMIT {_MOST_DISTINCT}{mark})"


def known_to(file: str, fingerprint: str) -> str:
    """The query that has a row if a kept portfolio (an SQL literal) says that a registry has all its recipients."""
    return (
        f"SELECT 1 FROM parquet_kv_metadata({file}) "
        f"WHERE decode(key) = '{_KNOWN_TO}' AND decode(value) = '{fingerprint}'"
    )


def describes(file: str) -> str:
    """The query that has a row if a kept portfolio (an SQL literal) says that it has recipients who are described."""
    return f"SELECT 1 FROM parquet_kv_metadata({file}) WHERE decode(key) = '{_DESCRIBES}'"


def described_in(files: Sequence[str]) -> str:
    """The query for the recipients of kept portfolios (SQL literals of their paths) who are described."""
    rows = f"read_parquet([{', '.join(files)}])"
    return " UNION ".join(
        f"SELECT DISTINCT {who} FROM {rows} WHERE contains({who}, ':')" for who in ("recipient_id", "through")
    )
