"""``enjoined portfolio``: dollars and awards by status, for one city or for a nation's awards."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from enjoined.cli.forms import FILE, called
from enjoined.cli.options import (
    DAY,
    choice_option,
    emit_json,
    format_options,
    open_named,
    ordinary_file,
    registry_option,
)
from enjoined.cli.output import check_unread
from enjoined.errors import InputError
from enjoined.law.options import apply, parse_options
from enjoined.law.worlds.whatif import dropped, without
from enjoined.model import Day
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

if TYPE_CHECKING:
    from enjoined.money.questions import Engine

__all__ = ["command"]

_SIZE = re.compile(r"\d+(\.\d+)?\s*[KMGT]i?B", re.IGNORECASE)
_EVERY = ("program", "recipient", "state")
"""What the sheets of a workbook divide the totals by."""


@click.command("portfolio")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--on", type=DAY, default="today", help="Day asked about (default: today).")
@click.option("--known-on", type=DAY, help="Only what was public on that day.")
@click.option(
    "--by",
    default="status,family,program",
    show_default=True,
    help="Break down by any of status, family, recipient, program, condition, state, fiscal_year, "
    "prime (who passes sub-awards on).",
)
@click.option(
    "--map",
    "mapped",
    multiple=True,
    metavar="FIELD=COLUMN",
    help='Which column of a spreadsheet is what, e.g. obligated="Award Amount" (may repeat).',
)
@click.option("--recipient-column", metavar="COLUMN", help="Short for --map recipient=COLUMN.")
@click.option(
    "--recipient",
    "-r",
    metavar="NAME",
    help="Who holds the awards of a file that does not say so, such as a register of your own.",
)
@click.option(
    "--fiscal-year",
    "year",
    type=int,
    metavar="YEAR",
    help="The fiscal year of the awards of a spreadsheet or schedule that does not say it.",
)
@click.option("--sheet", help="The sheet of a workbook that has several.")
@click.option(
    "--overrides",
    type=click.Path(path_type=Path),
    help="Decisions on names that could not be matched (CSV).",
)
@click.option(
    "--undecided",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Write the names that could not be matched, to be filled in for --overrides.",
)
@click.option("--rejects", type=click.Path(path_type=Path), help="Write the rejected rows to this CSV file.")
@click.option("--against", type=DAY, help="Also what differs from this day.")
@click.option(
    "--without",
    "names",
    multiple=True,
    metavar="ID",
    help="Also what would differ without this event, effect or case (may repeat).",
)
@click.option(
    "--with",
    "supposed",
    type=click.Path(path_type=Path),
    metavar="FILE.yaml",
    help="Also what would differ with this case or notice.",
)
@click.option(
    "--engine",
    type=click.Choice(("duckdb", "spark")),
    default="duckdb",
    show_default=True,
    help="What runs the join: DuckDB here, or Spark (the extra spark, and Java 17).",
)
@click.option(
    "--master", metavar="URL", help="The Spark cluster, e.g. spark://HOST:7077 (default: this machine)."
)
@click.option(
    "--output",
    "-o",
    "output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report to a .xlsx or .json file, or its breakdown to .csv or .parquet.",
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path),
    metavar="FILE.parquet",
    help="Keep the awards, read and matched, to ask again in seconds.",
)
@click.option(
    "--memory", metavar="SIZE", help="Most memory for the awards, e.g. 2GB (default: most of what there is)."
)
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
    recipient: str | None,
    year: int | None,
    sheet: str | None,
    overrides: Path | None,
    undecided: Path | None,
    rejects: Path | None,
    against: Day | None,
    names: tuple[str, ...],
    supposed: Path | None,
    engine: str,
    master: str | None,
    output: Path | None,
    keep: Path | None,
    memory: str | None,
    overlays: tuple[Path, ...],
    choices: tuple[str, ...],
    form: str,
    as_json: bool,
) -> None:
    """Show how many dollars and awards stand under a binding, a frozen or an unclear condition.

    FILE is a USAspending download (transactions, award summaries or sub-awards; CSV, ZIP, Parquet or a folder of
    such), a single-audit schedule, or a spreadsheet of your own (CSV, XLSX); - is standard input.

    \b
    enjoined portfolio awards.csv --on 2025-09-01
    enjoined portfolio grants.xlsx --map obligated="Award Amount" --by status,recipient
    enjoined portfolio awards.csv --on 2018-09-01 --against 2018-06-01 -o report.xlsx
    """
    from enjoined.money.output import check_outputs, form_of, write, write_undecided
    from enjoined.money.portfolio import Asked, portfolio

    outputs = (output, keep, rejects, undecided)
    check_outputs(*outputs)
    for file in filter(None, outputs):
        check_unread(file)
    if memory is not None and not _SIZE.fullmatch(memory.strip()):
        raise InputError(f"{memory!r} is no size", where="--memory", remedy="write it as 500MB or 2GB")
    if overrides is not None:
        ordinary_file(overrides, "--overrides")
    if output is not None:
        form_of(output)
    registry = open_named(overlays)
    options = parse_options(choices)
    if master is not None and engine != "spark":
        raise InputError("only Spark has a master", where="--master", remedy="add --engine spark")
    instead = _instead(registry, names, supposed)
    asked = Asked(
        files=files,
        called=called(),
        on=on,
        known_on=known_on,
        by=tuple(filter(None, (key.strip().replace("-", "_") for key in by.split(",")))),
        divided=_EVERY if output is not None and output.suffix.lower() == ".xlsx" else (),
        mapped=_mapped(mapped, recipient_column),
        sheet=sheet,
        holder="" if recipient is None else registry.told(registry.recipient(recipient, where="--recipient")),
        year=year,
        overrides=overrides,
        against=against,
        rejects=rejects,
        keep=keep,
        instead=None if instead is None else apply(instead, options),
        supposed=(*(f"without {name}" for name in names), *([f"with {supposed.name}"] if supposed else [])),
        memory=memory or "",
    )
    with _engine(engine, master or "") as chosen:
        report = portfolio(registry, asked, law=apply(registry.law, options), engine=chosen)
    if output is not None:
        write(report, output)
    if undecided is not None:
        write_undecided(report, undecided)
    for file in filter(None, (output, undecided)):
        click.echo(f"written: {file}", err=True)
    if as_json or form == "json":
        emit_json(report)
        return
    from enjoined.cli.portfolio_text import report_lines

    for line in report_lines(report):
        click.echo(line)


def _instead(registry: Registry, names: tuple[str, ...], file: Path | None) -> LawTable | None:
    """The law of the other world, if one is supposed."""
    if not names and file is None:
        return None
    there = registry.law
    if file is not None:
        ordinary_file(file, "--with")
        there = registry.supposing(file)
    return without(there, dropped(there, names))


def _engine(name: str, master: str) -> AbstractContextManager[Engine | None]:
    """The engine of that name; ``None`` is the usual one."""
    if name == "duckdb":
        return nullcontext()
    from enjoined.money.engines.spark_engine import Spark

    return Spark(master)


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
