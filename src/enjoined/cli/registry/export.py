"""``enjoined registry export``: the records as tables for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from enjoined.cli.forms import emit_json, json_option
from enjoined.cli.options import open_named, registry_option

__all__ = ["command"]


@click.command("export")
@click.option(
    "-o", "out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Folder to write."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["sqlite", "parquet", "jsonl", "datapackage", "all"]),
    default="sqlite",
    help="What to write (default: sqlite).",
)
@click.option(
    "--compiled",
    is_flag=True,
    help="Also who has which status when, as SQLite and Parquet, with status.sql to join awards.",
)
@json_option("Name the files and tables as JSON.")
@registry_option
def command(out: Path, form: str, compiled: bool, as_json: bool, overlays: tuple[Path, ...]) -> None:
    """Write all records as tables, with a data dictionary that describes every table and column.

    "datasette FOLDER" serves the SQLite form as it is; the data package is CSV with datapackage.json. With --compiled
    the README.md in the folder "compiled" says how SQLite, DuckDB and Spark take it. Everything is written, or nothing;
    a folder of an earlier export is replaced.
    """
    from enjoined.export.dataset import dataset
    from enjoined.export.takeaway import law_of_everybody
    from enjoined.export.write import FORMATS, write_dataset

    registry = open_named(overlays)
    tables = dataset(registry)
    about = {"version": registry.law.version, "hash": registry.law.hash}
    law = law_of_everybody(registry) if compiled else None
    written = write_dataset(tables, out, FORMATS if form == "all" else [form], about, law)
    if as_json:
        held = {name: len(table.rows) for name, table in tables.items()}
        emit_json({"schema": "enjoined.registry-export/1", **about, "files": written, "rows": held})
        return
    rows = sum(len(table.rows) for table in tables.values())
    click.echo(f"{len(tables)} tables, {rows:,} rows; {len(written)} files in {out}")
