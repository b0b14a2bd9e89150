"""``enjoined registry format``: write the records in the one way that everybody reads."""

from __future__ import annotations

from pathlib import Path

import click

from enjoined.cli.registry.common import records_argument, roots_of
from enjoined.errors import InputError
from enjoined.registry.canonical import canonical
from enjoined.registry.check import record_files
from enjoined.registry.files import write_whole
from enjoined.registry.json_schema import file_forms
from enjoined.registry.shape import At

__all__ = ["command"]


@click.command("format")
@records_argument
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 2 if something would change.")
def command(records: Path | None, only_check: bool) -> int:
    """Put the keys of every record in order and space them evenly; comments and meaning stay as they are.

    A file that is no sound YAML is left alone: registry check says what is wrong with it.
    """
    (root,) = roots_of(records)
    forms = file_forms()
    changed = 0
    for name, file in record_files([root]):
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise InputError("this is not UTF-8 text", where=str(file), remedy="save it as UTF-8") from None
        written = canonical(text, forms[name][1])
        if written == text:
            continue
        changed += 1
        click.echo(f"{At.shown(file)}: {'would be' if only_check else ''} rewritten".replace(":  ", ": "))
        if not only_check:
            write_whole(file, written.encode())
    click.echo("nothing to change" if not changed else f"{changed} file{'s' if changed > 1 else ''}")
    return 2 if changed and only_check else 0
