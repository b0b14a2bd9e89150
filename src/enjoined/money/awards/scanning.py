"""How DuckDB is to read the table of a source: every column as text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import duckdb

from enjoined.money.awards.fields import quoted
from enjoined.money.awards.sources import Source
from enjoined.money.awards.values import exactly

__all__ = ["literal", "scan", "widest_buffer"]

_LONGEST_LINE: Final = 10_000_000
_LEAST_BUFFER: Final = 16 * _LONGEST_LINE
"""Bytes that DuckDB takes into memory at a time for lines so long; a thread works on a quarter of them."""
_MOST_BUFFER: Final = 400_000_000
"""Of as many a quarter is a whole group of 122,880 rows of a download; smaller pieces are put together, which copies
them, about a tenth of what it takes to read them."""
_PART_OF_MEMORY: Final = 20


def literal(value: object) -> str:
    """A text or path as an SQL literal."""
    return "'" + str(value).replace("'", "''") + "'"


def widest_buffer(line: duckdb.DuckDBPyConnection, source: Source) -> int:
    """Bytes to take into memory at a time: as many as help, where there is memory for them and each thread has work."""
    ((memory, threads),) = line.execute(
        "SELECT parse_formatted_bytes(current_setting('memory_limit')), current_setting('threads')"
    ).fetchall()
    size = source.path.stat().st_size // threads
    return int(max(_LEAST_BUFFER, min(_MOST_BUFFER, size, memory // _PART_OF_MEMORY)))


def scan(source: Source, names: Sequence[str], skipped: int, buffer: int = _LEAST_BUFFER) -> str:
    """SQL for the rows of a source below its header, which ``skipped`` lines stand above, under these names."""
    path = literal(source.path)
    if source.parquet:
        exact = ", ".join(f"{exactly(quoted(name))} AS {quoted(name)}" for name in source.fractions)
        return f"(SELECT * REPLACE ({exact}) FROM read_parquet({path}))" if exact else f"read_parquet({path})"
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    ends = ", new_line = '\\r\\n'" if source.returns else ""
    return (
        f"read_csv({path}, auto_detect = false, header = true, skip = {skipped}, columns = {{{columns}}}, "
        f"delim = {literal(source.delimiter)}, quote = '\"', escape = '\"', buffer_size = {buffer}, "
        f"max_line_size = {_LONGEST_LINE}, store_rejects = true, rejects_limit = 0{ends})"
    )
