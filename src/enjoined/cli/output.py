"""``-o``: an answer into a file, whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any, TypeVar

import click

from enjoined.errors import InputError
from enjoined.registry.files import write_whole

__all__ = ["output_option", "save", "written"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


def output_option(command: _Command) -> _Command:
    """``-o``: where the answer goes."""
    return click.option(
        "--output",
        "-o",
        "out",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="Write the answer to this file instead of the terminal.",
    )(command)


@contextmanager
def written(out: Path | None) -> Iterator[None]:
    """Send what is printed within to ``out``, in one piece at the end; to the terminal if there is none."""
    if out is None:
        yield
        return
    _folder_of(out)
    text = io.StringIO()
    with redirect_stdout(text):
        yield
    save(out, text.getvalue().encode("utf-8"))


def save(out: Path, data: bytes) -> None:
    """Write a whole file and say so on standard error."""
    _folder_of(out)
    write_whole(out, data)
    print(f"written: {out}", file=sys.stderr)


def _folder_of(out: Path) -> None:
    if not out.absolute().parent.is_dir():
        raise InputError(
            f"no such directory: {out.parent}", where="--output", remedy="make the directory first"
        )
