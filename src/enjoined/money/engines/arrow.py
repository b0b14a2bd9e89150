"""Tables as Arrow, which Parquet, DuckDB and Spark all read."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

import pyarrow  # type: ignore[import-untyped]
import pyarrow.parquet  # type: ignore[import-untyped]

from enjoined.law.compiled.rows import Column, Table, Type

__all__ = ["as_arrow", "made", "read_file", "write_file"]

_EPOCH: Final = date(1970, 1, 1).toordinal()
_TYPES: Final = {
    "string": pyarrow.string(),
    "int32": pyarrow.int32(),
    "int64": pyarrow.int64(),
    "uint64": pyarrow.uint64(),
    "date": pyarrow.date32(),
}
_CODES: Final = {"int32": "i", "int64": "q", "uint64": "Q", "date": "i"}


def made(types: Mapping[str, str], columns: Sequence[Sequence[object]]) -> pyarrow.Table:
    """A table of some columns: ``types`` by name (``string``, ``int32``, ``int64``, ``uint64``, ``date``), in order."""
    columns = columns or [()] * len(types)
    arrays = [_array(kind, values) for values, kind in zip(columns, types.values(), strict=True)]
    return pyarrow.Table.from_arrays(arrays, names=list(types))


def _array(kind: str, values: Sequence[Any]) -> pyarrow.Array:
    """One column, laid out here: ``pyarrow.array`` would first import pandas, if it is installed."""
    present = None
    if None in values:
        present = _present(values)
        blank: Any = "" if kind == "string" else date.min if kind == "date" else 0
        values = [blank if value is None else value for value in values]
    if kind == "string":
        text = "".join(values)
        data = text.encode()
        lengths = map(len, values) if len(data) == len(text) else (len(value.encode()) for value in values)
        buffers = [array("i", accumulate(lengths, initial=0)), data]
    else:
        numbers = [day.toordinal() - _EPOCH for day in values] if kind == "date" else values
        buffers = [array(_CODES[kind], numbers)]
    given = [None if present is None else pyarrow.py_buffer(present), *map(pyarrow.py_buffer, buffers)]
    return pyarrow.Array.from_buffers(_TYPES[kind], len(values), given)


def _present(values: Sequence[Any]) -> bytearray:
    """A bit for each value, the lowest of a byte first: whether there is one."""
    bits = bytearray(b"\xff") * (len(values) // 8 + 1)
    for n, value in enumerate(values):
        if value is None:
            bits[n >> 3] &= ~(1 << (n & 7))
    return bits


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
