"""``-o``: an answer into a file, whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from enjoined.errors import InputError
from enjoined.registry.files import write_whole

__all__ = ["check_unread", "chosen_form", "output_option", "save", "written"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def output_option(command: _Command) -> _Command:
    """``-o``: where the answer goes."""
    return click.option(
        "--output",
        "-o",
        "out",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write the answer to this file instead of the terminal; its ending sets the form.",
    )(command)


_ENDINGS: Final = {".html": "html", ".htm": "html", ".docx": "docx", ".json": "json"}


def chosen_form(form: str, as_json: bool, out: Path | None) -> str:
    """The form asked for by ``--json`` or ``--format``, else that of the file's ending, else the usual one.

    Raises ``InputError`` for an ending that the command has no form for, and for a Word file without a name.
    """
    context = click.get_current_context()
    if as_json:
        form = "json"
    elif out is not None and context.get_parameter_source("form") is click.core.ParameterSource.DEFAULT:
        form = _ENDINGS.get(out.suffix.lower(), form)
        choice = next(p.type for p in context.command.params if p.name == "form")
        if isinstance(choice, click.Choice) and form not in choice.choices:
            offered = ", ".join(e for e, named in _ENDINGS.items() if named in choice.choices)
            raise InputError(
                f"no report of the form {out.suffix}", where="--output", remedy=f"one of {offered}"
            )
    if form == "docx" and out is None:
        raise InputError("a Word file is not for the terminal", where="--format docx", remedy="add -o FILE")
    return form


@contextmanager
def written(out: Path | None) -> Generator[None]:
    """Send what is printed within to ``out``, in one piece at the end; to the terminal if there is none."""
    if out is None:
        yield
        return
    check_unread(out)
    _folder_of(out)
    text = io.StringIO()
    with redirect_stdout(text):
        yield
    save(out, text.getvalue().encode("utf-8"))


def save(out: Path, data: bytes) -> None:
    """Write a whole file and say so on standard error."""
    check_unread(out)
    _folder_of(out)
    write_whole(out, data)
    print(f"written: {out}", file=sys.stderr)


def check_unread(out: Path) -> None:
    """Raise ``InputError`` for a file that the command reads, or to which it writes something else as well."""
    context = click.get_current_context(silent=True)
    given = [
        value if isinstance(value, tuple) else (value,)
        for value in (context.params if context else {}).values()
    ]
    paths = [path for values in given for path in values if isinstance(path, Path)]
    if sum(path.resolve() == out.resolve() for path in paths) > 1:
        raise InputError("this run reads or writes it already", where=str(out), remedy="name another file")


def _folder_of(out: Path) -> None:
    if not out.absolute().parent.is_dir():
        raise InputError(f"no such directory: {out.parent}", where=str(out), remedy="make it first")
