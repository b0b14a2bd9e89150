"""``enjoined portfolio``: dollars and awards by status, for one city or for a nation's awards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enjoined.cli.options import DAY, choice_option, emit_json, format_options, open_named, registry_option
from enjoined.cli.style import bold, mark, status_word
from enjoined.errors import InputError
from enjoined.law.options import apply, parse_options
from enjoined.model import Day, spoken

if TYPE_CHECKING:
    from enjoined.money.report import Report

__all__ = ["command"]


@click.command("portfolio")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--on", type=DAY, default="today", help="Day asked about (default: today).")
@click.option("--known-on", type=DAY, help="Only what was public on that day.")
@click.option(
    "--by",
    default="status,family,program",
    show_default=True,
    help="Break down by any of status, family, recipient, program, condition, state, fiscal_year.",
)
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="FIELD=COLUMN",
    help='Which column of a spreadsheet is what, e.g. obligated="Award Amount" (may repeat).',
)
@click.option("--recipient-column", metavar="COLUMN", help="Short for --map recipient=COLUMN.")
@click.option("--sheet", help="The sheet of a workbook that has several.")
@click.option(
    "--overrides",
    type=click.Path(path_type=Path),
    help="Decisions on names that could not be matched (CSV).",
)
@click.option("--rejects", type=click.Path(path_type=Path), help="Write the rejected rows to this CSV file.")
@click.option("--against", type=DAY, help="Also what differs from this day.")
@registry_option
@choice_option
@format_options("text", "json")
def command(
    files: tuple[Path, ...],
    on: Day,
    known_on: Day | None,
    by: str,
    mapped: tuple[str, ...],
    recipient_column: str | None,
    sheet: str | None,
    overrides: Path | None,
    rejects: Path | None,
    against: Day | None,
    overlays: tuple[Path, ...],
    choices: tuple[str, ...],
    form: str,
    as_json: bool,
) -> None:
    """Show how many dollars and awards stand under a binding, a frozen or an unclear condition.

    FILE is a USAspending download (transactions, award summaries or sub-awards; CSV, ZIP, Parquet or a folder of
    such), a single-audit schedule, or a spreadsheet of your own (CSV, XLSX).

    \b
    enjoined portfolio awards.csv --on 2025-09-01
    enjoined portfolio grants.xlsx --map obligated="Award Amount" --by status,recipient
    """
    from enjoined.money.portfolio import Asked, portfolio

    registry = open_named(overlays)
    report = portfolio(
        registry,
        Asked(
            files=files,
            on=on,
            known_on=known_on,
            by=tuple(filter(None, (key.strip().replace("-", "_") for key in by.split(",")))),
            mapped=_mapped(mapped, recipient_column),
            sheet=sheet,
            overrides=overrides,
            against=against,
            rejects=rejects,
        ),
        law=apply(registry.law, parse_options(choices)),
    )
    if as_json or form == "json":
        emit_json(report)
        return
    for line in _text(report, on):
        click.echo(line)


def _mapped(written: tuple[str, ...], recipient: str | None) -> dict[str, str]:
    found: dict[str, str] = {} if recipient is None else {"recipient": recipient}
    for text in written:
        field, equals, column = text.partition("=")
        if not equals or not column.strip():
            raise InputError(
                f"{text!r} maps nothing", where="--map", remedy='write FIELD=COLUMN, e.g. obligated="Amount"'
            )
        found[field.strip().replace("-", "_")] = column.strip()
    return found


def _text(report: Report, on: Day) -> Iterator[str]:
    noun = "sub-awards" if report.of == "subawards" else "awards"
    yield bold(f"{report.awards:,} {noun}, {_spoken(report.obligated)} obligated, on {spoken(on)}")
    yield ""
    yield f"  {'worst status':<16}{'awards':>12}{'obligated':>20}{'remaining':>20}"
    for total in report.total:
        yield (
            f"{mark(total.status)} {status_word(total.status, 16)}{total.awards:>12,}"
            f"{_spoken(total.obligated):>20}{_spoken(total.remaining):>20}"
        )


def _spoken(amount: str) -> str:
    from enjoined.money.amounts import spoken_dollars

    whole, _, cents = amount.lstrip("-").partition(".")
    value = int(whole) * 100 + int(cents)
    return spoken_dollars(-value if amount.startswith("-") else value)
