"""Tables as Arrow, which Parquet, DuckDB and Spark all read."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Final

import pyarrow  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]

from enjoined.law.compiled.rows import Column, Table, Type

__all__ = ["as_arrow", "made", "read_file", "schema", "write_file"]

_TYPES: Final = {"string": pyarrow.string(), "int32": pyarrow.int32(), "int64": pyarrow.int64()}
_TYPES |= {"uint64": pyarrow.uint64(), "date": pyarrow.date32()}
_CODES: Final = {"int32": "i", "int64": "q", "uint64": "Q", "date": "i"}
_EPOCH: Final = date(1970, 1, 1).toordinal()


def made(types: Mapping[str, str], columns: Sequence[Sequence[object]]) -> pyarrow.Table:
    """A table of some columns: ``types`` by name (``string``, ``int32``, ``int64``, ``uint64``, ``date``), in order.

    From bytes, because ``pyarrow.array`` first imports pandas where it is installed, which takes longer than the table.
    """
    columns = columns or [()] * len(types)
    arrays = [_array(column, kind) for column, kind in zip(columns, types.values(), strict=True)]
    return pyarrow.Table.from_arrays(arrays, names=list(types))


def _array(values: Sequence[object], kind: str) -> pyarrow.Array:
    present = "".join(["0" if value is None else "1" for value in reversed(values)])
    absent = present.count("0")
    valid = pyarrow.py_buffer(int(present, 2).to_bytes((len(values) + 7) // 8, "little")) if absent else None
    if kind == "string":
        texts = [b"" if value is None else str(value).encode() for value in values]
        ends = array("i", accumulate(map(len, texts), initial=0))
        buffers = [valid, pyarrow.py_buffer(ends), pyarrow.py_buffer(b"".join(texts))]
    else:
        numbers = [_number(value) for value in values]
        buffers = [valid, pyarrow.py_buffer(array(_CODES[kind], numbers))]
    return pyarrow.Array.from_buffers(_TYPES[kind], len(values), buffers, absent)


def _number(value: object) -> int:
    if isinstance(value, date):
        return value.toordinal() - _EPOCH
    return value if isinstance(value, int) else 0


def schema(columns: tuple[Column, ...]) -> pyarrow.Schema:
    """The Arrow schema of some columns."""
    types = {Type.TEXT: pyarrow.string(), Type.NUMBER: pyarrow.int64(), Type.DATE: pyarrow.date32()}
    return pyarrow.schema([(column.name, types[column.type]) for column in columns])


def as_arrow(table: Table) -> pyarrow.Table:
    """The table as Arrow, columns and rows in order."""
    types = {Type.TEXT: "string", Type.NUMBER: "int64", Type.DATE: "date"}
    return made(
        {column.name: types[column.type] for column in table.columns}, list(zip(*table.rows, strict=True))
    )


def write_file(table: Table, path: Path) -> None:
    """Write the table to one Parquet file."""
    pyarrow.parquet.write_table(as_arrow(table), path)


def read_file(name: str, columns: tuple[Column, ...], path: Path) -> Table:
    """The table in a Parquet file. Raises ``OSError`` or ``ValueError`` if it is none, or lacks a column."""
    found = pyarrow.parquet.read_table(path, columns=[column.name for column in columns])
    rows = zip(
        *(column.to_pylist() for column in found.select([c.name for c in columns]).columns), strict=True
    )
    return Table(name, columns, tuple(rows))
