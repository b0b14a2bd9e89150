"""``enjoined registry format``: write the records in the one way that everybody reads."""

from __future__ import annotations

from pathlib import Path

import click

from enjoined.cli.options import emit_json, format_options
from enjoined.cli.registry.common import records_argument, roots_of
from enjoined.errors import InputError
from enjoined.registry.files import write_whole
from enjoined.registry.reading.shape import At
from enjoined.registry.upkeep.canonical import canonical
from enjoined.registry.upkeep.check import record_files
from enjoined.registry.upkeep.json_schema import file_forms

__all__ = ["command"]


@click.command("format")
@records_argument
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 2 if something would change.")
@format_options("text", "json")
def command(records: Path | None, only_check: bool, form: str, as_json: bool) -> int:
    """Put the keys of every record in order and space them evenly; comments and meaning stay as they are.

    A file that is no sound YAML is left alone: registry check says what is wrong with it.
    """
    (root,) = roots_of(records)
    forms = file_forms()
    changed = []
    for name, file in record_files([root]):
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise InputError("this is not UTF-8 text", where=str(file), remedy="save it as UTF-8") from None
        written = canonical(text, forms[name][1])
        if written == text:
            continue
        changed.append(At.shown(file))
        if not only_check:
            write_whole(file, written.encode())
    if as_json or form == "json":
        emit_json({"schema": "enjoined.registry-format/1", "changed": changed, "written": not only_check})
    else:
        _print(changed, "would be rewritten" if only_check else "rewritten")
    return 2 if changed and only_check else 0


def _print(changed: list[str], what: str) -> None:
    for name in changed:
        click.echo(f"{name}: {what}")
    number = len(changed)
    click.echo(f"{number} file{'s' if number > 1 else ''}" if changed else "nothing to change")
