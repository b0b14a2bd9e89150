"""``enjoined registry check``: every mistake in the records at once, and what is sound but weak."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from enjoined.cli.options import emit_json, format_options, overlay_option
from enjoined.cli.registry.common import records_argument, roots_of, table_lines
from enjoined.cli.style import bold, dim
from enjoined.registry.table import LawTable
from enjoined.registry.upkeep.check import Report, check
from enjoined.registry.upkeep.weak import OpenNames

__all__ = ["command"]

_SHOWN = 8


class CheckedRegistry(msgspec.Struct, frozen=True, kw_only=True):
    """``registry check --format json``; ``primary`` is the share (0 to 1) of events on orders or agency pages."""

    schema: str
    errors: tuple[str, ...]
    notes: tuple[str, ...]
    counts: dict[str, int]
    primary: float | None
    open_names: tuple[OpenNames, ...]
    unfinished: tuple[str, ...]


@click.command("check")
@records_argument
@click.option("--notes", "with_notes", is_flag=True, help="Also list what is sound but weak.")
@overlay_option
@format_options("text", "json")
def command(
    records: Path | None, with_notes: bool, overlays: tuple[Path, ...], form: str, as_json: bool
) -> int:
    """Read all records and report every mistake at once, with file and line; exit 2 if there is one.

    RECORDS is a records directory; without it the records that come with the program are checked. The lists of names
    that are not held in full come with the number of governments that may be on them: read those dockets first.
    """
    base, *over = roots_of(records, overlays)
    report = check(base, over)
    report = msgspec.structs.replace(report, notes=(*report.notes, *_examples(base, report.law)))
    if as_json or form == "json":
        emit_json(_plain(report))
    else:
        _print(report, with_notes)
    for error in report.errors:
        click.echo(f"enjoined: {error}", err=True)
    return 2 if report.errors else 0


def _examples(records: Path, law: LawTable) -> list[str]:
    """Families without a rule to recognise them, and examples that are not recognised as what they say."""
    from enjoined.documents import from_pages, load_rules, recognise
    from enjoined.documents.files.read_text import split_pages

    folder = records / "recognition"
    if not folder.is_dir():
        return []
    try:
        rules = load_rules(folder)
    except ExceptionGroup as group:
        return [str(error) for error in group.exceptions]
    ruled = {rule.family for rule in rules.families}
    found = [
        f"recognition/: no rule recognises the family {name}" for name in law.families if name not in ruled
    ]
    for rule in rules.families:
        if rule.family not in law.families:
            found.append(f"recognition/{rule.family}.yaml: there is no family {rule.family!r}")
        for example in rule.examples:
            document = from_pages(split_pages(example.text), name="example")
            parts = [p for r in recognise(document.clauses, rules, document.reader) for p in r.parts]
            role = next((p.role for p in parts if p.family == rule.family), "none")
            if role != example.role:
                what = f"an example comes out as {role}, not {example.role}: {example.text[:50]}…"
                found.append(f"recognition/{rule.family}.yaml: {what}")
    return found


def _plain(report: Report) -> CheckedRegistry:
    return CheckedRegistry(
        schema="enjoined.registry-check/1",
        errors=tuple(map(str, report.errors)),
        notes=report.notes,
        counts=report.counts,
        primary=report.primary,
        open_names=report.open_names,
        unfinished=report.unfinished,
    )


def _print(report: Report, with_notes: bool) -> None:
    if report.errors:
        return
    for name, count in report.counts.items():
        click.echo(f"{count:>8,}  {name.removesuffix('s') if count == 1 else name}")
    if report.primary is not None:
        click.echo(f"{report.primary:>8.0%}  of events rest on an order, an opinion or an agency's own page")
    _print_open(report.open_names, everything=with_notes)
    if report.unfinished:
        click.echo("\nStill to be written:")
        for line in report.unfinished:
            click.echo(f"  {line}")
    click.echo()
    if with_notes:
        for note in report.notes:
            click.echo(dim(note))
        click.echo()
    weak = (
        f", {len(report.notes)} notes" + ("" if with_notes else " (--notes lists them)")
        if report.notes
        else ""
    )
    click.echo(bold("no mistakes") + weak)


def _print_open(found: tuple[OpenNames, ...], *, everything: bool) -> None:
    if not found:
        return
    click.echo("\nLists of names that are not held in full, and how many governments may be on them:")
    shown = found if everything else found[:_SHOWN]
    rows = [
        [f"{o.could_be:,}", o.id, f"{o.held} held", "" if o.missing is None else f"{o.missing} missing"]
        for o in shown
    ]
    for line in table_lines(rows, right=[0]):
        click.echo(f"  {line}")
    if len(found) > len(shown):
        click.echo(dim(f"  and {len(found) - len(shown)} more (--notes)"))
