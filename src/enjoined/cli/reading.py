"""Reading documents for a command: a bar shows how far the recognition of scanned pages has come."""

from __future__ import annotations

import sys

import click

from enjoined.documents import Content, Document, Rules, read
from enjoined.errors import UnreadableDocument

__all__ = ["read_content"]

_WIDTH = 24


def read_content(content: Content, rules: Rules, *, ocr: bool) -> Document:
    """The document; raises :class:`UnreadableDocument` if it cannot be opened or read."""
    if content.problem is not None or content.path is None:
        raise content.problem or UnreadableDocument("it cannot be opened", where=content.name)
    return read(
        content.path, name=content.name, rules=rules, ocr=ocr, progress=_bar if sys.stderr.isatty() else None
    )


def _bar(done: int, of: int) -> None:
    """Draw the bar anew; at the end it is wiped away."""
    filled = "#" * (_WIDTH * done // of)
    click.echo(f"\rReading scanned pages [{filled:{_WIDTH}}] {done} of {of}", err=True, nl=False)
    if done == of:
        click.echo("\r\x1b[K", err=True, nl=False)
