"""``enjoined demo``: the whole product on one award."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from enjoined.check import CheckReport, check
from enjoined.cli.answers import title_of
from enjoined.cli.check import report_lines
from enjoined.cli.options import emit_json, format_options
from enjoined.cli.style import bold, dim, mark, paragraph, status_word
from enjoined.data import data_directory
from enjoined.law import Award, Cell, Status, Timeline
from enjoined.law.status import worst
from enjoined.model import ConditionId, Day, ProgramId, Recipient, parse_day, spoken
from enjoined.registry.open import Registry, open_registry

__all__ = ["command"]

_AWARD = "chicago-jag-fy2017.pdf"
_WHO = ("Chicago, IL", "Harris County, TX")
_DAYS = (parse_day("2017-11-15"), parse_day("2018-07-01"))


@click.command("demo")
@format_options("text", "json")
def command(form: str, as_json: bool) -> None:
    """Check an example award for a city and a county on two days, and show what differs."""
    registry = open_registry()
    path = data_directory("examples") / _AWARD
    people = [registry.recipient(name) for name in _WHO]
    report = check(registry, path, recipient=people[0], on=_DAYS[1], ocr=False)
    if as_json or form == "json":
        emit_json(report)
        return
    for line in _introduction(report):
        click.echo(line)
    for line in _matrix(registry, report, people):
        click.echo(line)
    click.echo()
    click.echo(dim(f'$ enjoined check {_AWARD} --recipient "{_WHO[0]}" --on 2018-07-01'))
    click.echo()
    for line in report_lines(registry.law, report, people[0], _DAYS[1]):
        click.echo(line)
    click.echo()
    for line in _next(_as_typed(path)):
        click.echo(line)


def _introduction(report: CheckReport) -> Iterator[str]:
    contested = [f for f in report.findings if f.role == "imposes"]
    document = report.document
    yield paragraph(
        f"An example award of a federal police grant ({document.pages} pages) carries {len(contested)} contested "
        "conditions on immigration. Which of them bind whom, and when?"
    )
    yield ""


def _matrix(registry: Registry, report: CheckReport, people: list[Recipient]) -> Iterator[str]:
    """Four lines that make the product clear: two recipients on two days, notice and access beside 1373."""
    found = [ConditionId(p.condition) for f in report.findings for p in f.parts if p.condition is not None]
    document = report.document
    award = Award(program=ProgramId(document.program or ""), fiscal_year=document.fiscal_year)
    groups: dict[str, list[ConditionId]] = {}
    for condition in found:
        recorded = registry.law.conditions[condition]
        if not recorded.binds.isdisjoint({p.kind for p in people}):
            on_1373 = "1373" in recorded.family
            groups.setdefault("8 U.S.C. 1373" if on_1373 else "notice, access", []).append(condition)
    names = sorted(groups, reverse=True)
    yield (" " * 33 + "".join(bold(name.ljust(22)) for name in names)).rstrip()
    for day in _DAYS:
        for who in people:
            cells = ""
            for name in names:
                status = _common(registry, who, groups[name], award, day)
                cells += f"{mark(status)} {status_word(status, 20)}"
            yield f"{spoken(day):<12} {title_of(who):<20}{cells}".rstrip()


def _common(
    registry: Registry, who: Recipient, conditions: list[ConditionId], award: Award, day: Day
) -> Status:
    """The status of the conditions on the day: that of the one that protects least."""
    cells = [Cell.of(registry.law, who, c, award=award) for c in conditions]
    return worst(Timeline(registry.law, cell).on(day).status for cell in cells)


def _as_typed(path: Path) -> str:
    """The path as one would type it here."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _next(path: str) -> Iterator[str]:
    yield bold("Go on with")
    for line in (
        'enjoined explain --recipient "Harris County, TX" --condition jag-fy2017/56b --on 2018-07-01',
        'enjoined history --recipient "Chicago, IL" --condition jag-fy2017/53',
        'enjoined status  --recipient "Evanston, IL" --program 16.738 --fiscal-year 2017 --on 2018-08-29',
        f'enjoined check   {path} --recipient "Chicago, IL" --on 2017-11-15',
    ):
        yield f"  {line}"
