"""``enjoined claim``: what a sentence says about crime figures, and whether the figures bear it out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import msgspec

from enjoined.claims import ClaimReport, check_claim
from enjoined.claims.chart import bars, svg
from enjoined.claims.figures.statistics import load
from enjoined.claims.judging.worlds import Used
from enjoined.cli.forms import DAY, FILE, emit_json, format_options, in_json, ordinary_file
from enjoined.cli.output import chosen_form, output_option, save, written
from enjoined.cli.style import bold, dim, paragraph, styled, width
from enjoined.errors import InputError
from enjoined.model import Day, parse_day, spoken

__all__ = ["command", "report_lines"]

_MOST_BYTES: Final = 20_000_000
_SIGNS: Final = {
    "true": ("●", "green"),
    "false": ("○", "red"),
    "depends": ("◐", "yellow"),
    "not-checkable": ("?", "cyan"),
}
_FIGURES_SHOWN: Final = 14


class _Line(msgspec.Struct, frozen=True):
    claim: str
    on: str | None = None


@click.command("claim")
@click.argument("text", required=False, metavar="[TEXT]")
@click.option(
    "--file",
    "many",
    type=FILE,
    help='JSON lines, each with "claim" and, if known, "on"; - is standard input.',
)
@click.option("--on", type=DAY, help="The day on which it was said (default: today).")
@click.option(
    "--svg", "picture", type=click.Path(path_type=Path), help="Also write the figures as a picture."
)
@output_option
@format_options("text", "json")
def command(
    text: str | None,
    many: Path | None,
    on: Day | None,
    picture: Path | None,
    out: Path | None,
    form: str,
    as_json: bool,
) -> None:
    """Check a claim about murders, violent crime or population of cities against every series held.

    \b
    enjoined claim "Chicago had more murders in 2016 than New York and Los Angeles combined"
    enjoined claim "Atlanta's murder rate is now higher than Chicago's" --on 2017-08-07
    """
    if (text is None) == (many is None) or (text is not None and not text.strip()):
        raise click.UsageError("give a claim, or --file with claims")
    if many is not None and picture is not None:
        raise click.UsageError("--svg draws the figures of one claim, not of --file")
    plain = chosen_form(form, as_json, out) == "json"
    if many is not None:
        reports = [check_claim(line.claim, on=_day(line, on)) for line in _lines(many)]
        with written(out):
            for report in reports:
                if plain:
                    click.echo(in_json(report))
                else:
                    click.echo("\n".join(report_lines(report)) + "\n")
        return
    assert text is not None, "one of the two is given"
    report = check_claim(text, on=on)
    if picture is not None:
        save(picture, svg(report.figures, _city_names(), report.claim).encode("utf-8"))
    with written(out):
        if plain:
            emit_json(report)
        else:
            click.echo("\n".join(report_lines(report)))


def _day(line: _Line, on: Day | None) -> Day | None:
    return parse_day(line.on) if line.on else on


def _lines(path: Path) -> list[_Line]:
    """The claims of a file. Raises every mistake at once, with its line."""
    ordinary_file(path, "--file")
    if path.stat().st_size > _MOST_BYTES:
        raise InputError("the file is larger than 20 MB", where="--file", remedy="split it")
    found: list[_Line] = []
    mistakes: list[Exception] = []
    for number, raw in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if not raw.strip():
            continue
        try:
            line = msgspec.json.decode(raw, type=_Line)
            if line.on:
                parse_day(line.on)
            found.append(line)
        except (msgspec.DecodeError, ValueError) as error:
            mistakes.append(
                InputError(
                    f"not a claim: {error}",
                    where=f"{path.name}:{number}",
                    remedy='write {"claim": "…", "on": "2017-08-07"}',
                )
            )
    if mistakes:
        raise ExceptionGroup("the claims cannot be read", mistakes)
    if not found:
        raise InputError(
            "no claim is in it", where=path.name, remedy='write {"claim": "…"} on a line of its own'
        )
    return found


def _city_names() -> dict[str, str]:
    return {city.id: city.name for city in load().cities.values()}


def report_lines(report: ClaimReport) -> Iterator[str]:
    """A report as a person reads it."""
    names = _city_names()
    yield bold(paragraph(f"“{report.claim}”"))
    for parsed in (*report.also, *([report.parsed] if report.parsed else [])):
        yield paragraph(
            parsed.reading, 2, hang=f"{_SIGNS[parsed.verdict][0]} " if report.also else "read as: "
        )
    sign, colour = _SIGNS[report.verdict]
    yield ""
    yield f"{styled(sign, fg=colour)} {styled(report.verdict.replace('-', ' ').upper(), fg=colour, bold=True)}"
    yield paragraph(report.reason, 2)
    if report.flips_on:
        yield paragraph(f"what decides: {', '.join(report.flips_on)}", 2)
    for year in report.now:
        when = (
            f"published by {spoken(Day(report.on.toordinal()))}" if year.known else "not yet published then"
        )
        yield paragraph(f"{year.year} ({when}): {year.verdict}", 2, hang="· ")
    for caution in report.cautions:
        yield paragraph(f"look at the figures: {caution}", 2, hang="? ")
    if report.true_in:
        # Of the law only this is needed, and not by most claims.
        from enjoined.law.answering.words import spans

        yield paragraph(f"holds in every reading of {spans(report.true_in)}", 2, hang="· ")
    if report.figures:
        yield ""
        yield from _table(report.figures, names)
        yield ""
        yield from ("  " + line for line in bars(report.figures, names, width() - 2))
        yield ""
        yield from _sources(report.figures)


def _table(figures: tuple[Used, ...], names: dict[str, str]) -> Iterator[str]:
    rated = any(f.rate is not None for f in figures)
    known = load().series
    yield dim(
        f"  {'':24} {'year':>4} {'count':>10}"
        + (f" {'residents':>11} {'per 100,000':>11}" if rated else "")
        + "  series"
    )
    for figure in figures[:_FIGURES_SHOWN]:
        per = "–" if figure.rate is None else f"{figure.rate:.2f}"
        people = "–" if figure.population is None else f"{figure.population:,}"
        rate = f" {people:>11} {per:>11}" if rated else ""
        yield f"  {names[figure.city][:24]:24} {figure.year:>4} {figure.value:>10,}{rate}  {known[figure.series].short}"
    if len(figures) > _FIGURES_SHOWN:
        yield dim(f"  and {len(figures) - _FIGURES_SHOWN} more (--json shows all)")


def _sources(figures: tuple[Used, ...]) -> Iterator[str]:
    data = load()
    for series in dict.fromkeys(f.series for f in figures):
        known = data.series[series]
        yield dim(paragraph(f"{known.short}: {known.title}. {known.source}", 2))
