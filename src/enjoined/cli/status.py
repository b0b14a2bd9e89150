"""``enjoined status``: which conditions bind a recipient on a day, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

import click
import msgspec

from enjoined.cli.answers import NOT_ADVICE, answer_lines, heading, summary_line
from enjoined.cli.options import ask, emit_json, format_options, open_named, question_options
from enjoined.cli.style import dim, paragraph
from enjoined.law import Acceptance, Answer, Question, answers
from enjoined.law.answering.freshness import stale
from enjoined.law.answering.question import idle_facts
from enjoined.law.coverage.districts import circuit_of, districts_of
from enjoined.law.options import Options
from enjoined.model import Day, as_date
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["Asked", "Receipt", "StatusReport", "asked", "command", "receipt", "report"]


class Seat(msgspec.Struct, frozen=True, kw_only=True):
    """A federal judicial district the recipient lies in: its court, name, circuit and section of title 28."""

    id: str
    name: str
    circuit: str | None
    section: str


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """The question as it was understood, echoed."""

    recipient: str
    name: str
    districts: tuple[Seat, ...]
    on: date
    known_on: date | None
    program: str | None
    fiscal_year: int | None
    instrument: str | None
    family: str | None
    condition: str | None
    accepted: date | str | None
    certified: date | None
    under_protest: bool
    through: str | None
    facts: list[str]


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What the answer was computed from: the same question with the same receipt gives the same answer.

    ``built`` is the day of a release, ``checked`` that of the newest check of any record; ``stale`` says how long
    before the day asked about that was, where it was too long.
    """

    version: str
    hash: str
    engine: str
    options: dict[str, str] = {}
    built: date | None = None
    checked: date | None = None
    stale: str | None = None


class StatusReport(msgspec.Struct, frozen=True, kw_only=True):
    """``status --format json``."""

    schema: str
    question: Asked
    registry: Receipt
    answers: tuple[Answer, ...]
    notes: tuple[str, ...] = ()


def report(registry: Registry, question: Question, written: list[str], schema: str) -> StatusReport:
    """The question, the receipt and the answers."""
    found = answers(registry.law, question)
    idle = [f"the fact {fact} makes no difference here" for fact in idle_facts(registry.law, question, found)]
    question = msgspec.structs.replace(question, notes=(*question.notes, *idle))
    return StatusReport(
        schema=schema,
        question=asked(registry.law, question, written),
        registry=receipt(registry, question.options, question.on),
        answers=found,
        notes=question.notes,
    )


def asked(law: LawTable, question: Question, written: list[str]) -> Asked:
    """The question as it is echoed, with where the recipient lies; facts of a file follow those ``written``."""
    award = question.award
    accepted: date | str | None = as_date(award.accepted)
    if accepted is None and award.acceptance is not Acceptance.NOT_SAID:
        accepted = award.acceptance.value
    return Asked(
        recipient=question.recipient.id,
        name=question.recipient.name,
        districts=tuple(
            Seat(id=d.id, name=d.name, circuit=circuit_of(law, question.recipient.state), section=d.section)
            for d in districts_of(law, question.recipient)
        ),
        on=date.fromordinal(question.on),
        known_on=as_date(question.known_on),
        program=question.program,
        fiscal_year=question.fiscal_year,
        instrument=question.instrument,
        family=question.family,
        condition=question.condition,
        accepted=accepted,
        certified=as_date(award.certified),
        under_protest=award.under_protest,
        through=award.through.id if award.through else None,
        facts=[*written, *map(str, question.supplied[len(written) :])],
    )


def receipt(registry: Registry, options: Options, on: Day | None = None) -> Receipt:
    """Which engine and which records gave an answer, and what was chosen on unsettled points.

    ``on`` is the day asked about, today if it is not given.
    """
    from enjoined import __version__

    law = registry.law
    chosen: dict[str, str] = msgspec.to_builtins(options)
    return Receipt(
        version=law.version,
        hash=law.hash,
        engine=__version__,
        options=chosen,
        built=as_date(law.built),
        checked=as_date(law.newest_check),
        stale=stale(law, on if on is not None else Day(date.today().toordinal())) or None,
    )


_MANY: Final = 12
"""More answers than these are counted before they are told."""


@click.command("status")
@question_options
@click.option(
    "--portfolio",
    "portfolio",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Awards (as for enjoined portfolio): show the money at stake beside each answer.",
)
@format_options("text", "json")
@click.option("--exit-code", is_flag=True, help="Exit 1 if something contested binds.")
def command(portfolio: Path | None, form: str, as_json: bool, exit_code: bool, **options: Any) -> int:
    """Show what each contested condition is to a recipient on a day, with the deciding order.

    \b
    enjoined status -r "Chicago, IL" --program 16.738 --fiscal-year 2017 --on 2018-07-01
    enjoined status -r il/evanston --family comply-1373 --accepted none --on 2018-08-20
    """
    registry = open_named(options["overlays"])
    question = ask(registry, options)
    found = report(registry, question, list(options["facts"]), "enjoined.status/1")
    if portfolio is not None:
        found = _with_stakes(registry, found, portfolio)
    if as_json or form == "json":
        emit_json(found)
    else:
        click.echo(heading(registry.law, question, found.notes))
        if len(found.answers) > _MANY:
            click.echo(paragraph(summary_line(found.answers)))
        for line in answer_lines(registry.law, found.answers):
            click.echo(line)
        for line in stake_lines(registry.law, found.answers) if portfolio is not None else ():
            click.echo(line)
        click.echo()
        click.echo(dim(paragraph(f"{NOT_ADVICE} The chain of orders: enjoined explain (same arguments).")))
    return int(exit_code and any(a.status == "binding" for a in found.answers))


def _with_stakes(registry: Registry, found: StatusReport, file: Path) -> StatusReport:
    """The report with the money of the recipients' awards in a file of awards."""
    from enjoined.money.stake import stakes

    money = stakes(registry, [file], sorted({a.recipient for a in found.answers}))
    told = tuple(msgspec.structs.replace(a, stake=money.of(a)) for a in found.answers)
    return msgspec.structs.replace(found, answers=told)


def stake_lines(law: LawTable, answers: Iterable[Answer], number: str | None = None) -> Iterator[str]:
    """The money that a portfolio tells of, as text."""
    from enjoined.money.stake import at_stake

    yield ""
    for words in at_stake(law, answers, number):
        yield paragraph(words, hang="at stake  ")
