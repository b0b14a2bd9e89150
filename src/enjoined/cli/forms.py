"""What every verb may need and costs nothing: days, forms of output, files that are ordinary."""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

import click
import msgspec

from enjoined.errors import InputError
from enjoined.model import Day, parse_day

__all__ = ["DAY", "FILE", "called", "emit_json", "format_options", "in_json", "json_option", "ordinary_file"]

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _DayType(click.ParamType[Day]):
    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Day:
        """The day, or a usage error that shows how to write one."""
        text = str(value)
        if text == "today":
            return Day(date.today().toordinal())
        try:
            return parse_day(text)
        except ValueError:
            self.fail(f"{text!r} is not a day of the calendar: write it as 2018-07-01", param, ctx)


DAY = _DayType()


class _FileType(click.Path):
    """A file to read; ``-`` is standard input, kept in a file of its own until the command ends."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path of the file."""
        if str(value) != "-" or ctx is None:
            return super().convert(value, param, ctx)
        if ctx.meta.setdefault(_PIPED, param) is not param or ctx.resilient_parsing:
            self.fail("standard input can be read once only", param, ctx)
        path = Path(ctx.find_root().with_resource(tempfile.TemporaryDirectory(prefix="enjoined-"))) / "stdin"
        with path.open("wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        ctx.meta[_KEPT_AT] = path
        return path


_PIPED: Final = "enjoined.piped"
_KEPT_AT: Final = "enjoined.piped.path"
FILE = _FileType(path_type=Path)


def called() -> dict[Path, str]:
    """What to call the file in which standard input is kept: where it lies tells nobody anything."""
    path = click.get_current_context().meta.get(_KEPT_AT)
    return {} if path is None else {path: path.name}


def format_options(*formats: str) -> Callable[[_Command], _Command]:
    """``--format`` with ``--json`` for short."""

    def decorate(command: _Command) -> _Command:
        return click.option(
            "--format", "form", type=click.Choice(formats), default=formats[0], help="Form of the output."
        )(json_option("Short for --format json.")(command))

    return decorate


def json_option(about: str) -> Callable[[_Command], _Command]:
    """``--json`` alone, for a verb whose ``--format`` is that of the files it writes."""
    return click.option("--json", "as_json", is_flag=True, help=about)


def ordinary_file(file: Path, where: str) -> None:
    """Raise ``InputError`` unless the path is that of an ordinary file: a device or a pipe has no known end."""
    if not file.is_file():
        what = "is not an ordinary file" if file.exists() else "does not exist"
        raise InputError(f"{file} {what}", where=where, remedy="give the path of a file")


def emit_json(value: object) -> None:
    """Print a value as indented JSON."""
    click.echo(in_json(value, indent=2))


def in_json(value: object, indent: int | None = None) -> str:
    """A value as JSON, a text that says nothing as null; in ASCII where standard output cannot write every character.

    >>> in_json({"citation": "", "title": "he said: \\"\\"", "names": [""]})
    '{"citation": null, "title": "he said: \\\\"\\\\"", "names": [""]}'
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    escaped = not encoding.lower().replace("-", "").startswith("utf")
    text = json.dumps(msgspec.to_builtins(value, str_keys=True), indent=indent, ensure_ascii=escaped)
    # Within a text a quote is escaped, so that what is replaced is the whole of a value.
    return text.replace(': ""', ": null")
