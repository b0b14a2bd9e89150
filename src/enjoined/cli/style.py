"""How text looks in a terminal: status words, colours, wrapping. Colour is never the only signal."""

from __future__ import annotations

import os
import shutil
import textwrap
from datetime import date
from typing import TYPE_CHECKING

import click

from enjoined.model import spoken

if TYPE_CHECKING:
    from enjoined.law import Status

__all__ = ["bold", "cut", "day", "dim", "mark", "paragraph", "status_word", "styled", "width"]

_COLOURS = {
    "binding": "red",
    "enjoined": "green",
    "vacated": "green",
    "not-enforced": "cyan",
    "withdrawn": "blue",
    "not-imposed": "bright_black",
    "unclear": "yellow",
}
"""By the value of a status, so that a command on figures need not load the law."""


def width() -> int:
    """Columns to write in: the terminal's, at least 60 and at most 100; 80 where there is none."""
    return min(100, max(60, shutil.get_terminal_size((80, 24)).columns))


def styled(text: str, *, fg: str | None = None, bold: bool | None = None, dim: bool | None = None) -> str:
    """Text in a colour or weight; plain where ``NO_COLOR`` is set."""
    return text if os.environ.get("NO_COLOR") else click.style(text, fg=fg, bold=bold, dim=dim)


def bold(text: str) -> str:
    """Emphasised text."""
    return styled(text, bold=True)


def dim(text: str) -> str:
    """Text that steps back."""
    return styled(text, dim=True)


def mark(status: Status) -> str:
    """The sign of a status: filled where the duty binds, open where it is held back."""
    return styled(status.sign, fg=_COLOURS[status])


def status_word(status: Status, pad: int = 0) -> str:
    """The status word, always the same, padded to ``pad`` columns."""
    return styled(status.words.upper().ljust(pad), fg=_COLOURS[status], bold=True)


def day(value: date) -> str:
    """A date as a person reads it."""
    return spoken(value.toordinal())


def paragraph(text: str, indent: int = 0, *, hang: str = "", lines: int = 0) -> str:
    """Text wrapped to the terminal, indented; ``hang`` starts the first line; cut after so many ``lines``, if any."""
    blank, plain = " " * indent, click.unstyle(hang)
    filled = textwrap.fill(
        text,
        width=width(),
        initial_indent=blank + plain,
        subsequent_indent=blank + " " * len(plain),
        break_long_words=False,
        break_on_hyphens=False,
        max_lines=lines or None,
        placeholder=" …",
    )
    return filled if hang == plain else blank + hang + filled[len(blank + plain) :]


def cut(text: str, room: int) -> str:
    """Text on one line of at most ``room`` characters, cut between words.

    >>> cut("the  recipient must report", 16)
    'the recipient…'
    """
    text = " ".join(text.split())
    return text if len(text) <= room else text[: room - 1].rsplit(" ", 1)[0] + "…"
