"""What the verbs of ``enjoined registry`` share: which records they speak of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from enjoined.data import data_directory
from enjoined.errors import InputError

__all__ = ["records_argument", "roots_of", "table_lines"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def records_argument(command: _Command) -> _Command:
    """``[RECORDS]``: a records directory; without it those that come with the program."""
    return click.argument("records", required=False, type=click.Path(path_type=Path))(command)


def roots_of(records: Path | None, overlays: Sequence[Path] = ()) -> list[Path]:
    """The base records and the overlays; a missing directory is an input error."""
    roots = [records or data_directory("records"), *overlays]
    for directory in roots:
        if not directory.is_dir():
            raise InputError("no such directory", where=str(directory), remedy="give a records directory")
    return roots


def table_lines(rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> list[str]:
    """Rows as columns of equal width, two spaces apart; the columns named in ``right`` are set to the right.

    >>> table_lines([["a", "1"], ["bcd", "20"]], right=[1])
    ['a     1', 'bcd  20']
    """
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))] if rows else []
    lines = []
    for row in rows:
        cells = [
            c.rjust(w) if i in right else c.ljust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines
