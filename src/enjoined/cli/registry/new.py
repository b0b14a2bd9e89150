"""``enjoined registry new``: a record to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from enjoined.cli.options import DAY, emit_json, format_options
from enjoined.cli.registry.common import roots_of
from enjoined.model import Day
from enjoined.registry.reading.shape import At
from enjoined.registry.upkeep.check import check
from enjoined.registry.upkeep.scaffold import WHOLE, add_part, new_record

__all__ = ["command"]

_KINDS = ("case", "event", "condition", "instrument", "notice", "policy", "list")


@click.command("new")
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("name", metavar="ID")
@click.option(
    "--records", type=click.Path(path_type=Path), help="Records directory (default: the program's)."
)
@click.option("--date", "day", type=DAY, default="today", help="When it happened or began (default: today).")
@click.option("--court", help="Of a case: the court's id, e.g. ilnd.")
@click.option("--agency", help="Of a notice, instrument or list: the agency's id, e.g. doj-ojp.")
@click.option("--kind", "sort", help="Of an event: a noun of the field, e.g. preliminary-injunction.")
@click.option(
    "--family", help="Of a condition or an instrument's first one: its family, e.g. notice-release."
)
@click.option("--program", help="Of an instrument: an Assistance Listing, e.g. 16.738.")
@click.option("--fiscal-year", type=click.IntRange(1960, 2200), help="Of an instrument: fiscal year.")
@click.option("--jurisdiction", help="Of a policy: whose law it is, e.g. il/chicago.")
@format_options("text", "json")
def command(
    kind: str,
    name: str,
    records: Path | None,
    day: Day,
    court: str | None,
    agency: str | None,
    sort: str | None,
    family: str | None,
    program: str | None,
    fiscal_year: int | None,
    jurisdiction: str | None,
    form: str,
    as_json: bool,
) -> int:
    """Start a record that only has to be filled in; nothing is ever overwritten.

    ID is that of the record; of an event or condition with the record's in front. What is still to be written begins
    with "? ", and registry check lists it.

    \b
    enjoined registry new case oak-v-dep --court ilnd --date 2026-11-20
    enjoined registry new event oak-v-dep/pi --kind preliminary-injunction --date 2026-11-24
    enjoined registry new condition jag-fy2017/57 --family notice-release
    """
    (root,) = roots_of(records)
    said = {
        "date": date.fromordinal(day).isoformat(),
        "court": court or "",
        "agency": agency or "",
        "kind": sort or "",
        "family": family or "",
        "program": program or "",
        "fiscal-year": str(fiscal_year or ""),
        "jurisdiction": jurisdiction or "",
    }
    path = new_record(root, kind, name, said) if kind in WHOLE else add_part(root, kind, name, said)
    report = check(root)
    own = f"{At.shown(path)}:"
    open_ = [line.removeprefix(own) for line in report.unfinished if line.startswith(own)]
    if as_json or form == "json":
        errors = list(map(str, report.errors))
        said_of = {"file": At.shown(path), "unfinished": open_, "errors": errors}
        emit_json({"schema": "enjoined.registry-new/1", **said_of})
    else:
        click.echo(f"{own} written")
        for line in open_:
            click.echo(f"  {line}")
    for error in report.errors:
        click.echo(f"enjoined: {error}", err=True)
    return 2 if report.errors else 0
