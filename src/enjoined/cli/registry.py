"""``enjoined registry``: check the records that the answers rest on."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from enjoined.cli.options import emit_json, format_options, registry_option
from enjoined.cli.style import bold, dim
from enjoined.data import data_directory
from enjoined.errors import InputError
from enjoined.registry.check import Report, check

__all__ = ["command"]


class CheckedRegistry(msgspec.Struct, frozen=True, kw_only=True):
    """``registry check --format json``; ``primary`` is the share (0 to 1) of events on orders or agency pages."""

    schema: str
    errors: tuple[str, ...]
    notes: tuple[str, ...]
    counts: dict[str, int]
    primary: float | None


@click.group("registry")
def command() -> None:
    """Look after the records: the law as data."""


@command.command("check")
@click.argument("records", required=False, type=click.Path(path_type=Path))
@click.option("--notes", "with_notes", is_flag=True, help="Also list what is sound but weak.")
@registry_option
@format_options("text", "json")
def check_command(
    records: Path | None, with_notes: bool, overlays: tuple[Path, ...], form: str, as_json: bool
) -> int:
    """Read all records and report every mistake at once, with file and line; exit 2 if there is one.

    RECORDS is a records directory; without it the records that come with the program are checked.
    """
    for directory in (*overlays, *([records] if records else [])):
        if not directory.is_dir():
            raise InputError("no such directory", where=str(directory), remedy="give a records directory")
    report = check(records or data_directory("records"), overlays)
    if as_json or form == "json":
        emit_json(_plain(report))
    else:
        _print(report, with_notes)
    for error in report.errors:
        click.echo(f"enjoined: {error}", err=True)
    return 2 if report.errors else 0


def _plain(report: Report) -> CheckedRegistry:
    return CheckedRegistry(
        schema="enjoined.registry-check/1",
        errors=tuple(map(str, report.errors)),
        notes=report.notes,
        counts=report.counts,
        primary=report.primary,
    )


def _print(report: Report, with_notes: bool) -> None:
    if report.errors:
        return
    for name, count in report.counts.items():
        click.echo(f"{count:>8,}  {name.removesuffix('s') if count == 1 else name}")
    if report.primary is not None:
        click.echo(f"{report.primary:>8.0%}  of events rest on an order, an opinion or an agency's own page")
    click.echo()
    if with_notes:
        for note in report.notes:
            click.echo(dim(note))
        click.echo()
    verdict = f"{len(report.errors)} mistakes" if report.errors else "no mistakes"
    weak = (
        f", {len(report.notes)} notes" + ("" if with_notes else " (--notes lists them)")
        if report.notes
        else ""
    )
    click.echo(bold(verdict) + weak)
