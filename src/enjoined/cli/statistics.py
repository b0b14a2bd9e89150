"""``enjoined statistics``: the crime figures held, and tables of the user's own."""

from __future__ import annotations

from pathlib import Path

import click
import msgspec

from enjoined.claims.check import city_named
from enjoined.claims.figures.importing import import_table
from enjoined.claims.figures.inspect import suspicions
from enjoined.claims.figures.statistics import load
from enjoined.cli.forms import emit_json, format_options
from enjoined.cli.style import bold, dim, paragraph
from enjoined.errors import InputError
from enjoined.registry.open import open_registry

__all__ = ["command"]


@click.group("statistics")
def command() -> None:
    """Show the crime figures that claims are checked against, or add a table of your own."""


@command.command("list", short_help="the series held")
@format_options("text", "json")
def list_(form: str, as_json: bool) -> None:
    """Name the series held: who counts, since when, how many cities and years."""
    data = load()
    rows = []
    for series in data.series.values():
        figures = [
            f for c in data.cities for y in range(1975, 2100) for f in data.of(c, y) if f.series == series.id
        ]
        years = [f.year for f in figures]
        rows.append(
            {
                "series": series.id,
                "title": series.title,
                "publisher": series.publisher,
                "definition": series.definition,
                "published": series.published,
                "cities": len({f.city for f in figures}),
                "from": min(years, default=None),
                "to": max(years, default=None),
                "source": series.source,
                "note": series.note,
            }
        )
    if as_json or form == "json":
        emit_json(rows)
        return
    for row in rows:
        click.echo(f"{bold(str(row['series']))}  {row['from']}-{row['to']}, {row['cities']} cities")
        click.echo(paragraph(str(row["title"]), 2))
        if row["note"]:
            click.echo(dim(paragraph(str(row["note"]), 2)))


@command.command("show", short_help="every figure of one city")
@click.argument("city")
@click.option("--year", type=click.IntRange(1900, 2200), help="Only this year.")
@format_options("text", "json")
def show(city: str, year: int | None, form: str, as_json: bool) -> None:
    """Show every figure of one city, series beside series.

    \b
    enjoined statistics show "Chicago, IL" --year 2016
    """
    data = load()
    known = city_named(city) or open_registry().recipient(city, where="CITY").id
    if known not in data.cities:
        raise InputError(
            f"no figures are held of {city}", where="CITY", remedy="enjoined statistics import FILE"
        )
    years = [year] if year is not None else range(1975, 2100)
    figures = [f for y in years for f in data.of(known, y)]
    if as_json or form == "json":
        emit_json([{**f._asdict(), "flags": sorted(f.flags)} for f in figures])
        return
    click.echo(bold(f"{data.cities[known].name}, {data.cities[known].state}"))
    click.echo(dim(f"  {'year':>4} {'murders':>8} {'violent':>9} {'residents':>11}  series"))
    for f in figures:
        cells = [f"{v:,}" if v is not None else "–" for v in (f.murders, f.violent_crimes, f.population)]
        flags = f"  ({', '.join(sorted(f.flags))})" if f.flags else ""
        click.echo(f"  {f.year:>4} {cells[0]:>8} {cells[1]:>9} {cells[2]:>11}  {f.series}{flags}")


@command.command("import", short_help="add a table of your own")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="Name of the series (default: the file's name).")
@click.option("--replace", is_flag=True, help="Replace a series of that name.")
@format_options("text", "json")
def import_(file: Path, name: str | None, replace: bool, form: str, as_json: bool) -> None:
    """Add a table: from the FBI's Crime Data Explorer, or one row a city and year.

    The columns of the latter are city, state, year, murders, violent_crimes and population.

    Rows that cannot be used are named with their reason; nothing of a table is kept unless all the rest was read.
    """
    result = import_table(open_registry(), file, name=name, replace=replace)
    if as_json or form == "json":
        rejected = [{"where": where, "why": why} for where, why in result.rejected]
        whole = {**msgspec.structs.asdict(result), "rejected": rejected}
        emit_json({"schema": "enjoined.statistics-import/1", **whole})
        return
    for where, why in result.rejected[:20]:
        click.echo(paragraph(f"{where}: {why}", 2, hang="! "), err=True)
    click.echo(f"{result.read} rows read = {result.kept} kept + {len(result.rejected)} rejected")
    for warning in result.warnings[:20]:
        click.echo(paragraph(warning, 2, hang="? "))
    click.echo(f"series {bold(result.series)} is in use from now on")


@command.command("check", short_help="figures that look wrong")
@format_options("text", "json")
def check(form: str, as_json: bool) -> None:
    """Name figures that look wrong: years in reverse, sudden jumps, populations of other areas, parts of years."""
    found = [str(suspicion) for suspicion in suspicions(load())]
    if as_json or form == "json":
        emit_json(found)
        return
    for line in found:
        click.echo(paragraph(line, hang="? "))
    click.echo(f"{len(found)} to look at" if found else "nothing looks wrong")
