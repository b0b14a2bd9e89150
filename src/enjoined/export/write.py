"""The exported tables as SQLite, Parquet, JSON Lines and a frictionless data package, whole or not at all."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

from enjoined.errors import InputError
from enjoined.export.described import Described
from enjoined.export.dictionary import DICTIONARY
from enjoined.export.takeaway import write_law
from enjoined.law.compiled.rows import Scalar, Table, Tables, Type

__all__ = ["FORMATS", "dictionary_page", "write_dataset"]

_MARK: Final = "data-dictionary.md"
_TITLE: Final = "Enjoined: conditions on federal grants, and the orders and notices that bear on them"
_ABOUT: Final = "Cited public records, as tables. Information, not legal advice."
_SQL: Final = {Type.TEXT: "TEXT", Type.NUMBER: "INTEGER", Type.DATE: "TEXT"}
_FRICTIONLESS: Final = {Type.TEXT: "string", Type.NUMBER: "integer", Type.DATE: "date"}


def write_dataset(
    tables: Tables,
    out: Path,
    formats: Iterable[str],
    about: Mapping[str, str],
    compiled: Tables | None = None,
) -> list[str]:
    """Write the tables into the folder ``out`` in each format; the files written, relative to it.

    ``about`` is version and hash of the registry, ``compiled`` the law for a folder of that name, if wanted. A folder
    of an earlier export is replaced as a whole; any other that is not empty is refused with ``InputError``, and nothing
    is changed.
    """
    if out.exists() and not (out.is_dir() and (not any(out.iterdir()) or (out / _MARK).is_file())):
        raise InputError(
            "there is something else here", where=str(out), remedy="name a new or an empty folder"
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name in formats:
            FORMATS[name](tables, draft, about)
        if compiled is not None:
            write_law(compiled, draft / "compiled")
        (draft / _MARK).write_text(dictionary_page(tables, about), encoding="utf-8")
        written = sorted(path.relative_to(draft).as_posix() for path in draft.rglob("*") if path.is_file())
        for name in written:
            with (draft / name).open("rb+") as file:
                os.fsync(file.fileno())
        draft.chmod(0o755)
        _put(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return written


def _put(draft: Path, out: Path) -> None:
    """Put the draft in the place of what is there."""
    if not out.exists():
        os.replace(draft, out)
        return
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent)) / out.name
    os.replace(out, aside)
    try:
        os.replace(draft, out)
    except OSError:
        os.replace(aside, out)
        raise
    finally:
        shutil.rmtree(aside.parent, ignore_errors=True)


# --- SQLite ---------------------------------------------------------------------------------------------------------


def _sqlite(tables: Tables, folder: Path, about: Mapping[str, str]) -> None:
    path = folder / "registry.sqlite"
    with closing(sqlite3.connect(path)) as line, line:
        for name, table in tables.items():
            line.execute(_declared(name))
            marks = ", ".join("?" * len(table.columns))
            line.executemany(
                f"INSERT INTO {name} VALUES ({marks})", (tuple(map(_text, r)) for r in table.rows)
            )
            for column in DICTIONARY[name].columns:
                if column.refers and (column.name,) != DICTIONARY[name].key:
                    line.execute(f"CREATE INDEX {name}_{column.name} ON {name} ({column.name})")
        line.execute(
            'CREATE TABLE data_dictionary ("table" TEXT, "column" TEXT, type TEXT, refers_to TEXT, about TEXT)'
        )
        rows: list[tuple[str | None, ...]] = [
            (name, None, None, None, t.about) for name, t in DICTIONARY.items()
        ]
        rows += [
            (name, c.name, _FRICTIONLESS[c.type], c.refers or None, c.about)
            for name, table in DICTIONARY.items()
            for c in table.columns
        ]
        line.executemany("INSERT INTO data_dictionary VALUES (?, ?, ?, ?, ?)", rows)
        broken = line.execute("PRAGMA foreign_key_check").fetchall()
        assert not broken, f"rows that refer to nothing: {broken[:3]}"
    _json(folder / "metadata.json", _datasette(about))


def _datasette(about: Mapping[str, str]) -> dict[str, Any]:
    """What Datasette shows beside the tables, where it serves the folder: titles, licence, what each column says."""
    tables = {
        name: {"description": table.about, "columns": {c.name: c.about for c in table.columns if c.about}}
        for name, table in DICTIONARY.items()
    }
    return {
        "title": _TITLE,
        "description": f"{_ABOUT} Version {about['version']}.",
        "license": "CC0-1.0",
        "license_url": "https://creativecommons.org/publicdomain/zero/1.0/",
        "databases": {"registry": {"description": _ABOUT, "tables": tables}},
    }


def _declared(name: str) -> str:
    table = DICTIONARY[name]
    columns = [f"{c.name} {_SQL[c.type]}" for c in table.columns]
    columns.append(f"PRIMARY KEY ({', '.join(table.key)})")
    for c in table.columns:
        if c.refers:
            there, _, column = c.refers.partition(".")
            columns.append(f"FOREIGN KEY ({c.name}) REFERENCES {there} ({column})")
    return f"CREATE TABLE {name} ({', '.join(columns)})"


def _text(value: Scalar) -> str | int | None:
    return value.isoformat() if isinstance(value, date) else value


# --- Parquet, JSON Lines, data package ------------------------------------------------------------------------------


def _parquet(tables: Tables, folder: Path, about: Mapping[str, str]) -> None:
    try:
        from enjoined.money.engines.arrow import write_file
    except ImportError:
        remedy = "install enjoined[money], or choose another format"
        raise InputError("Parquet needs pyarrow", where="--format parquet", remedy=remedy) from None
    (folder / "parquet").mkdir()
    for name, table in tables.items():
        write_file(table, folder / "parquet" / f"{name}.parquet")


def _jsonl(tables: Tables, folder: Path, about: Mapping[str, str]) -> None:
    (folder / "jsonl").mkdir()
    for name, table in tables.items():
        names = [c.name for c in table.columns]
        with (folder / "jsonl" / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            for row in table.rows:
                plain = dict(zip(names, map(_text, row), strict=True))
                file.write(json.dumps(plain, ensure_ascii=False) + "\n")


def _datapackage(tables: Tables, folder: Path, about: Mapping[str, str]) -> None:
    home = folder / "datapackage"
    home.mkdir()
    for name, table in tables.items():
        _csv(table, home / f"{name}.csv")
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "enjoined-registry",
        "title": _TITLE,
        "description": _ABOUT,
        "version": about["version"],
        "licenses": [{"name": "CC0-1.0", "title": "Creative Commons Zero 1.0"}],
        "resources": [_resource(name) for name in tables],
    }
    _json(home / "datapackage.json", package)


def _json(path: Path, value: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _csv(table: Table, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(c.name for c in table.columns)
        writer.writerows([_text(value) for value in row] for row in table.rows)


def _resource(name: str) -> dict[str, Any]:
    table = DICTIONARY[name]
    schema: dict[str, Any] = {
        "fields": [_field(c, c.name in table.key) for c in table.columns],
        "primaryKey": list(table.key),
    }
    keys = [c for c in table.columns if c.refers]
    if keys:
        schema["foreignKeys"] = [_foreign(name, c) for c in keys]
    return {
        "name": name,
        "type": "table",
        "path": f"{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.about,
        "schema": schema,
    }


def _field(column: Described, required: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "type": _FRICTIONLESS[column.type],
        "description": column.about,
    }
    return found | ({"constraints": {"required": True}} if required else {})


def _foreign(name: str, column: Described) -> dict[str, Any]:
    there, _, field = column.refers.partition(".")
    return {
        "fields": [column.name],
        "reference": {"resource": "" if there == name else there, "fields": [field]},
    }


# --- the dictionary -------------------------------------------------------------------------------------------------


def dictionary_page(tables: Tables, about: Mapping[str, str]) -> str:
    """The data dictionary as a page of Markdown, with the number of rows of each table."""
    lines = [
        "# Data dictionary",
        "",
        f"Registry version {about['version']}, hash {about['hash']}.",
        "Days are ISO; an empty cell says that nothing is known.",
        "",
    ]
    for name, table in DICTIONARY.items():
        lines += [
            f"## {name}",
            "",
            f"{table.about} {len(tables[name].rows):,} rows; key: {', '.join(table.key)}.",
            "",
        ]
        lines += ["| Column | Type | Refers to | What it says |", "|---|---|---|---|"]
        lines += [f"| {c.name} | {_FRICTIONLESS[c.type]} | {c.refers} | {c.about} |" for c in table.columns]
        lines.append("")
    return "\n".join(lines)


FORMATS: Final[dict[str, Callable[[Tables, Path, Mapping[str, str]], None]]] = {
    "sqlite": _sqlite,
    "parquet": _parquet,
    "jsonl": _jsonl,
    "datapackage": _datapackage,
}
"""By name what writes the tables in a format."""
