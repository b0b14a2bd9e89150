"""``enjoined registry due``: what to look up next."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from pathlib import Path

import click
import msgspec

from enjoined.cli.options import DAY, emit_json, format_options, open_named, registry_option
from enjoined.cli.style import bold, dim, paragraph
from enjoined.law.worlds.openlists import OpenList, open_lists
from enjoined.model import Day, spoken
from enjoined.registry.upkeep.due import Due, Reason, due

__all__ = ["command"]

_HEADS = {
    Reason.EXPECTED: "Expected by a day that has passed",
    Reason.MANDATE: "Mandates that should have issued",
    Reason.APPEAL: "Orders whose time to appeal is over",
    Reason.ORDER_END: "Temporary orders past their end",
    Reason.DATE: "Events nobody has seen happen",
    Reason.UNREAD: "Docket entries nobody has read",
    Reason.CHECK: "Records not checked for long",
}
_SHOWN = 10


class DueReport(msgspec.Struct, frozen=True, kw_only=True):
    """``registry due --format json``."""

    schema: str
    on: date
    days: int
    due: tuple[Due, ...]
    open_lists: tuple[OpenList, ...]


@click.command("due")
@click.option(
    "--days", type=click.IntRange(0, 10_000), default=30, help="Days without a check (default: 30)."
)
@click.option("--on", type=DAY, default="today", help="Day to judge it on (default: today).")
@click.option("--all", "everything", is_flag=True, help="Show every entry, not the first ten of each sort.")
@click.option("--exit-code", is_flag=True, help="Exit 1 if something is due.")
@registry_option
@format_options("text", "json")
def command(
    days: int,
    on: Day,
    everything: bool,
    exit_code: bool,
    overlays: tuple[Path, ...],
    form: str,
    as_json: bool,
) -> int:
    """Show what to look up next: records not checked for long, events that should have happened, unread entries.

    Last come the lists of names that are not held in full, with how many recipients each leaves unclear on the day:
    read those dockets first.
    """
    registry = open_named(overlays)
    found = due(registry.law, on, days)
    lists = open_lists(registry.law, registry.everybody(), on)
    if as_json or form == "json":
        day = date.fromordinal(on)
        emit_json(DueReport(schema="enjoined.registry-due/1", on=day, days=days, due=found, open_lists=lists))
        return int(exit_code and bool(found))
    for reason, group in groupby(found, key=lambda d: d.reason):
        entries = list(group)
        click.echo(f"{bold(_HEADS[reason])} ({len(entries)})")
        for entry in entries if everything else entries[:_SHOWN]:
            age = "" if entry.days is None else f" ({entry.days:,} days)"
            click.echo(f"  {entry.id}{age}")
            click.echo(dim(paragraph(entry.what, 4)))
            for address in entry.look_up:
                click.echo(dim(f"    {address}"))
        if len(entries) > _SHOWN and not everything:
            click.echo(dim(f"  and {len(entries) - _SHOWN} more (--all)"))
        click.echo()
    if lists:
        click.echo(bold(f"Lists of names not held in full, by recipients left unclear on {spoken(on)}"))
        for one in lists:
            missing = "" if one.missing is None else f", {one.missing} names missing"
            click.echo(
                f"  {one.recipients:>7,}  {one.id}  {dim(f'{len(one.conditions)} conditions{missing}')}"
            )
    if not found and not lists:
        click.echo(f"Nothing is due on {spoken(on)}.")
    return int(exit_code and bool(found))
