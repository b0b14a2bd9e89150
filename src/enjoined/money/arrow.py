"""Tables as Arrow, which Parquet, DuckDB and Spark all read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pyarrow  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]

from enjoined.law.compiled.rows import Column, Table, Type

__all__ = ["as_arrow", "made", "read_file", "write_file"]

_TYPES: Final = {
    "string": pyarrow.string(),
    "int32": pyarrow.int32(),
    "int64": pyarrow.int64(),
    "uint64": pyarrow.uint64(),
    "date": pyarrow.date32(),
}


def made(types: Mapping[str, str], columns: Sequence[Sequence[object]]) -> pyarrow.Table:
    """A table of some columns: ``types`` by name (``string``, ``int32``, ``int64``, ``uint64``, ``date``), in order."""
    columns = columns or [()] * len(types)
    arrays = [
        pyarrow.array(values, type=_TYPES[kind]) for values, kind in zip(columns, types.values(), strict=True)
    ]
    return pyarrow.Table.from_arrays(arrays, names=list(types))


def as_arrow(table: Table) -> pyarrow.Table:
    """The table as Arrow, columns and rows in order."""
    types = {Type.TEXT: "string", Type.NUMBER: "int64", Type.DATE: "date"}
    return made({column.name: types[column.type] for column in table.columns}, table.values)


def write_file(table: Table, path: Path) -> None:
    """Write the table to one Parquet file."""
    pyarrow.parquet.write_table(as_arrow(table), path)


def read_file(name: str, columns: tuple[Column, ...], path: Path) -> Table:
    """The table in a Parquet file. Raises ``OSError`` or ``ValueError`` if it is none, or lacks a column."""
    found = pyarrow.parquet.read_table(path, columns=[column.name for column in columns])
    return Table(name, columns, tuple(tuple(found[column.name].to_pylist()) for column in columns))
