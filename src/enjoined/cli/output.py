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

__all__ = ["output_option", "written"]

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
    if not out.absolute().parent.is_dir():
        raise InputError(
            f"no such directory: {out.parent}", where="--output", remedy="make the directory first"
        )
    text = io.StringIO()
    with redirect_stdout(text):
        yield
    write_whole(out, text.getvalue().encode("utf-8"))
    print(f"written: {out}", file=sys.stderr)
