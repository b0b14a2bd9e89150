"""``enjoined registry schema``: the format of the records as JSON Schema, for completion in an editor."""

from __future__ import annotations

import json
from pathlib import Path

import click

from enjoined.cli.options import emit_json, format_options, overlay_option
from enjoined.cli.registry.common import roots_of
from enjoined.errors import InputError
from enjoined.registry.files import write_whole
from enjoined.registry.reading.names import names_of
from enjoined.registry.reading.shelf import read_shelf
from enjoined.registry.upkeep.json_schema import file_forms, schema_of

__all__ = ["command"]


@click.command("schema")
@click.argument("name", required=False)
@click.option(
    "--records", type=click.Path(path_type=Path), help="Whose ids to offer (default: the program's)."
)
@overlay_option
@click.option("-o", "out", type=click.Path(path_type=Path), help="Directory to write NAME.schema.json into.")
@format_options("text", "json")
def command(
    name: str | None,
    records: Path | None,
    overlays: tuple[Path, ...],
    out: Path | None,
    form: str,
    as_json: bool,
) -> None:
    """Print the JSON Schema of one kind of record, or write those of all kinds into a directory.

    \b
    enjoined registry schema case
    enjoined registry schema -o .schemas
    """
    kinds = list(file_forms())
    as_json = as_json or form == "json"
    if name is not None and name not in kinds:
        raise InputError(
            f"{name!r} is no kind of record", where="schema", remedy=f"one of {', '.join(kinds)}"
        )
    if name is None and out is None:
        if as_json:
            emit_json({"schema": "enjoined.registry-schema/1", "kinds": kinds, "files": []})
        else:
            click.echo("\n".join(kinds))
        return
    names = names_of(read_shelf(roots_of(records, overlays)))
    wanted = [name] if name is not None else kinds
    texts = {kind: json.dumps(schema_of(kind, names), indent=2, ensure_ascii=False) + "\n" for kind in wanted}
    if out is None:
        click.echo(texts[wanted[0]], nl=False)
        return
    files = {kind: out / f"{kind}.schema.json" for kind in texts}
    for kind, text in texts.items():
        write_whole(files[kind], text.encode())
    if as_json:
        names_ = [str(file) for file in files.values()]
        emit_json({"schema": "enjoined.registry-schema/1", "kinds": wanted, "files": names_})
        return
    click.echo(f"{len(texts)} schema{'s' if len(texts) > 1 else ''} in {out}")
