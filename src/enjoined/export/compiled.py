"""The compiled law as files: one SQLite file, or a folder of Parquet files; written whole or not at all.

Any tool that reads these formats can join them to its awards with ``money/engines/status.sql``.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from enjoined.errors import InputError
from enjoined.law.compiled.rows import TABLES, Column, Scalar, Table, Tables, Type
from enjoined.registry.files import drafted

__all__ = ["read_parquet", "read_sqlite", "write_parquet", "write_sqlite"]


def write_sqlite(tables: Tables, path: Path) -> None:
    """Write the tables to one SQLite file, in the place of any that is there. Dates are ISO text."""
    with drafted(path) as draft, closing(sqlite3.connect(draft)) as line, line:
        for table in tables.values():
            line.execute(f"CREATE TABLE {table.name} ({', '.join(map(_declared, table.columns))})")
            marks = ", ".join("?" * len(table.columns))
            rows = (tuple(map(_plain, row)) for row in table.rows)
            line.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)


def read_sqlite(path: Path) -> Tables:
    """The tables of a SQLite file. Raises ``InputError`` if it is no such file."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as line:
            return {name: _read(line, name, columns) for name, columns in TABLES.items()}
    except (sqlite3.Error, ValueError) as error:
        raise _unreadable(path, error) from None


def _read(line: sqlite3.Connection, name: str, columns: tuple[Column, ...]) -> Table:
    names = ", ".join(column.name for column in columns)
    found = line.execute(f"SELECT {names} FROM {name} ORDER BY rowid")
    rows = tuple(tuple(_typed(v, c) for v, c in zip(row, columns, strict=True)) for row in found)
    return Table.of(name, columns, rows)


def _declared(column: Column) -> str:
    return f"{column.name} {'INTEGER' if column.type is Type.NUMBER else 'TEXT'}"


def _plain(value: Scalar) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


def _typed(value: str | int | None, column: Column) -> Scalar:
    return date.fromisoformat(str(value)) if column.type is Type.DATE and value is not None else value


def write_parquet(tables: Tables, folder: Path) -> None:
    """Write each table to ``NAME.parquet`` in the folder, in the place of any that is there."""
    from enjoined.money.engines.arrow import write_file

    folder.mkdir(parents=True, exist_ok=True)
    for table in tables.values():
        path = folder / f"{table.name}.parquet"
        with drafted(path) as draft:
            write_file(table, draft)


def read_parquet(folder: Path) -> Tables:
    """The tables of a folder. Raises ``InputError`` if one is missing or damaged."""
    from enjoined.money.engines.arrow import read_file

    found: Tables = {}
    for name, columns in TABLES.items():
        path = folder / f"{name}.parquet"
        try:
            found[name] = read_file(name, columns, path)
        except (OSError, ValueError, KeyError) as error:
            raise _unreadable(path, error) from None
    return found


def _unreadable(path: Path, error: Exception) -> InputError:
    what = f"no compiled law can be read from it: {error}".partition("\n")[0]
    return InputError(what, where=str(path), remedy="export it again")
