"""``enjoined jag``: the Byrne JAG formula step by step, beside the printed figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from enjoined.cli.options import emit_json, format_options
from enjoined.cli.output import save
from enjoined.cli.style import bold, dim, paragraph, width
from enjoined.errors import InputError
from enjoined.money.jag.plot import nearest_to_cliff, picture
from enjoined.money.jag.values import Comparison, JagReport, LocalReport, StateReport
from enjoined.money.jag.whatif import bearing
from enjoined.money.jag.year import JagYear, read_year
from enjoined.recipients.states import STATES, state_code

__all__ = ["command"]

_FILE = click.Path(path_type=Path)


@click.command("jag")
@click.option(
    "--fiscal-year", type=click.IntRange(2006, 2200), required=True, help="Fiscal year of the money."
)
@click.option("--state", metavar="ST", help="One State, with its working: IL, Illinois, AS+MP.")
@click.option("--total", metavar="DOLLARS", help="The sum that is divided, if it is not on record.")
@click.option("--inputs", type=_FILE, help="Population and crimes by State, CSV (docs/jag.md).")
@click.option("--locals", "units", type=_FILE, help="Units of local government, CSV (docs/jag.md).")
@click.option("--local", "chosen", multiple=True, metavar="NAME", help="Show this unit only (may repeat).")
@click.option(
    "--reporting-total",
    "reporting",
    multiple=True,
    metavar="ST=CRIMES",
    help="Yearly violent crimes of all reporting units of a State (may repeat).",
)
@click.option("--sorna", multiple=True, metavar="ST", help="Take off the 10 percent of SORNA (may repeat).")
@click.option("--prea", multiple=True, metavar="ST", help="Take off the 5 percent of PREA (may repeat).")
@click.option(
    "--what-if",
    "suppositions",
    multiple=True,
    metavar="CHANGE",
    help="Suppose il.violent_crime=+10%, ri.population=1100000 or Chicago.violent_crime=-500 (may repeat).",
)
@click.option("--plot", type=_FILE, help="Write a picture of allocation against violent crime, SVG.")
@format_options("text", "json")
def command(form: str, as_json: bool, **options: Any) -> None:
    """Compute the Byrne JAG allocations of a year by the formula of 34 U.S.C. 10156.

    \b
    enjoined jag --fiscal-year 2016 --state IL
    enjoined jag --fiscal-year 2016 --state RI --what-if "ri.violent_crime=-20%"
    enjoined jag --fiscal-year 2016 --state SD --plot cliff.svg
    """
    year = read_year(
        options["fiscal_year"],
        total=_dollars(options["total"]),
        inputs=options["inputs"],
        units=options["units"],
        reporting=dict(map(_reporting, options["reporting"])),
    )
    states, units = _asked(year, options)
    suppositions: Sequence[str] = options["suppositions"]
    report, formula = year.report(
        states=states,
        sorna=frozenset(_code(s, "--sorna") for s in options["sorna"]),
        prea=frozenset(_code(s, "--prea") for s in options["prea"]),
        suppositions=suppositions,
    )
    if options["plot"] is not None:
        if options["plot"].suffix.lower() != ".svg":
            raise InputError("the picture is an SVG", where="--plot", remedy="end the name in .svg")
        state = states[0] if states else nearest_to_cliff(formula)
        save(options["plot"], picture(formula, year.fiscal_year, state, suppositions).encode())
    if as_json or form == "json":
        emit_json(report)
        return
    for line in _text(report, units, one=bool(states)):
        click.echo(line)


def _asked(year: JagYear, options: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The State asked for, or those of the units asked for, and these units.

    Raises ``InputError`` for a unit that is not known.
    """
    states = [_code(options["state"], "--state")] if options["state"] else []
    units: list[str] = []
    for name in options["chosen"]:
        found = [u for u in bearing(year.units, name) if not options["state"] or u.state in states]
        if len(found) != 1:
            what = (
                "is not among the units" if not found else f"is a unit of {', '.join(u.state for u in found)}"
            )
            raise InputError(
                f"{name} {what} of FY{year.fiscal_year}" if not found else f"{name} {what}",
                where="--local",
                remedy="give its violent crimes with --locals FILE" if not found else "say --state",
            )
        units.append(found[0].unit)
        states += [u.state for u in found if u.state not in states]
    return tuple(states), tuple(units)


def _code(text: str, where: str) -> str:
    named = state_code(text)
    if named in ("AS", "MP"):
        raise InputError(
            f"{text} is one State with the other islands here", where=where, remedy="write AS+MP"
        )
    if named.lower() not in STATES and named != "AS+MP":
        raise InputError(f"{text!r} is no State", where=where, remedy="write a two-letter code, e.g. IL")
    return named


def _number(text: str, where: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "").removeprefix("$"))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 < number < Decimal("1e13"):
        raise InputError(f"{text!r} is no number above zero", where=where, remedy="write it like 274906565")
    return number


def _dollars(text: str | None) -> Decimal | None:
    return None if text is None else _number(text, "--total")


def _reporting(text: str) -> tuple[str, Fraction]:
    state, equals, number = text.partition("=")
    if not equals:
        raise InputError(f"cannot read {text!r}", where="--reporting-total", remedy="write CA=161997")
    return _code(state, "--reporting-total"), Fraction(_number(number, "--reporting-total"))


# --- text -------------------------------------------------------------------------------------------------------


def _text(report: JagReport, chosen: Sequence[str], *, one: bool) -> Iterator[str]:
    quality = f" ({report.total_quality})" if report.total_quality else ""
    yield f"{bold(f'Byrne JAG FY{report.fiscal_year}')} · total ${_money(report.total)}{quality}"
    if report.total_note:
        yield dim(paragraph(report.total_note, 2, hang="! "))
    if report.lacking:
        some = ", ".join(report.lacking[:12]) + (" ..." if len(report.lacking) > 12 else "")
        words = (
            f"the statute divides among 55 States; {len(report.lacking)} have no line in the inputs: {some}"
        )
        yield paragraph(f"{words}. All amounts are wrong until they have one.", 2, hang="! ")
    for supposed in report.what_if:
        yield paragraph(f"supposing {supposed}", 2, hang="? ")
    if one:
        for state in report.states:
            yield from _state(state, chosen)
    else:
        yield from _table(report)
    yield ""
    yield dim("Computed by the statute from the inputs named. Information, not legal advice.")


def _table(report: JagReport) -> Iterator[str]:
    beside = "before" if report.what_if else "printed"
    yield ""
    yield bold(f"    {'State':<6}{'allocation':>15}{'State 60%':>15}{'local 40%':>15}{beside:>15}{'%':>8}")
    for s in sorted(report.states, key=lambda s: -Decimal(s.allocation)):
        sign = "m" if s.minimum else " "
        doubt = "~" if s.quality not in ("estimate", "reported", "") else " "
        odd = "!" if any(not c.consistent for c in s.comparisons) else " "
        other = s.allocation_before or s.published
        share = f"{float((Decimal(s.allocation) / Decimal(other) - 1) * 100):+.2f}" if other else ""
        yield (
            f" {sign}{doubt}{odd}{s.state:<6}{_whole(s.allocation):>15}{_whole(s.state_share):>15}"
            f"{_whole(s.local_pool):>15}{_whole(other) if other else '':>15}{share:>8}"
        ).rstrip()
    whole = sum((Decimal(s.allocation) for s in report.states), Decimal(0))
    yield f"    {'sum':<6}{_whole(str(whole)):>15}"
    yield ""
    yield dim(
        paragraph(f"minimum: 0.25 percent of the total alone, ${_money(report.minimum)}", 1, hang="m  ")
    )
    yield dim(
        paragraph(
            "people and crimes are no figures of the year (placeholder, carried forward)", 1, hang="~  "
        )
    )
    if not report.what_if:
        yield dim(
            paragraph("the printed figure does not follow from the formula; --state says why", 1, hang="!  ")
        )


def _state(state: StateReport, chosen: Sequence[str]) -> Iterator[str]:
    yield ""
    yield bold(state.name)
    for number, step in enumerate(state.steps, 1):
        amount = _money(step.amount) if step.amount is not None else ""
        lines = paragraph(step.text, 2, hang=f"{number:>2}  ").splitlines()
        yield from lines
        room = width() - 6 - len(step.citation)
        yield dim(f"      {step.citation}") + (amount.rjust(room) if amount else "")
    if state.quality:
        yield ""
        yield dim(paragraph(f"Inputs: {state.quality}; {state.source}", 2))
    if state.allocation_before is not None:
        difference = Decimal(state.allocation) - Decimal(state.allocation_before)
        yield paragraph(
            f"Without the supposition ${_money(state.allocation_before)}; difference {_signed(difference)}.",
            2,
        )
    yield from _cliff(state)
    if state.local is not None:
        yield from _local(state.local, chosen)
    if state.comparisons:
        yield ""
        yield bold("  Printed figures")
        for comparison in state.comparisons:
            if not chosen or not comparison.unit or comparison.unit in chosen:
                yield from _comparison(comparison)


def _cliff(state: StateReport) -> Iterator[str]:
    cliff = state.cliff
    if cliff is None or not cliff.near:
        return
    yield paragraph(
        f"Near the cliff: with {cliff.crimes:,} violent crimes in three years or more (now "
        f"{_whole(cliff.crimes_now)}) it gets ${_money(cliff.above)}; with one fewer than that, "
        f"${_money(cliff.below)}.",
        2,
        hang="! ",
    )


def _local(local: LocalReport, chosen: Sequence[str]) -> Iterator[str]:
    yield ""
    yield bold("  Local pool")
    if local.approximation:
        yield paragraph(
            "Approximation: the State's estimate of violent crimes stands for those of all reporting units, which the "
            "statute asks for. Give --reporting-total to compute it.",
            2,
            hang="! ",
        )
    room = width() - 52
    yield dim(f"    {'unit':<{room}}{'crimes a year':>14}{'%':>8}{'allocation':>13}{'direct':>13}")
    for u in local.units:
        if chosen and u.unit not in chosen:
            continue
        crimes = _whole(u.violent_crime) if u.violent_crime is not None else "not reported"
        money = f"{_whole(u.allocation):>13}{_whole(u.direct):>13}"
        yield f"    {u.unit[: room - 1]:<{room}}{crimes:>14}{u.percent:>8}{money}"
        yield from (dim(paragraph(why, 6, hang="· ")) for why in u.why)
        if u.allocation_before is not None:
            difference = _signed(Decimal(u.allocation) - Decimal(u.allocation_before))
            without = f"without the supposition ${_money(u.allocation_before)}; difference {difference}"
            yield dim(paragraph(without, 6))
    for label, amount in (
        ("units not listed", local.units_not_listed),
        ("to the State, under $10,000", local.to_state),
        ("beyond every unit's spending", local.unallocated),
    ):
        if Decimal(amount):
            yield f"    {label:<{room + 22}}{_whole(amount):>13}"
    yield dim(
        paragraph(
            f"parts of {_whole(local.reporting_units_violent_crime)} violent crimes of "
            f"{'the State, estimated' if local.approximation else 'all reporting units'}; 34 U.S.C. 10156(d)(2)",
            4,
        )
    )
    for joint in local.joint_applications:
        yield paragraph(
            f"Disparate: {joint.limit}, so {', '.join(joint.constituents)} and {joint.certified} apply together for "
            f"${_money(joint.joint)} ({joint.citation}).",
            2,
            hang="! ",
        )


_WHAT = {"total": "State total", "state-award": "grant to the State", "local-pool": "local pool"}


def _comparison(c: Comparison) -> Iterator[str]:
    what = c.unit or _WHAT[c.what]
    sign = "" if c.consistent else "! "
    yield f"    {what}: printed ${_money(c.published)}, computed ${_money(c.computed)} ({c.percent}%)"
    yield dim(paragraph(f"{sign}{_signed(Decimal(c.difference))}: {c.why}", 6))
    yield from (dim(paragraph(source, 6)) for source in c.source.split(" ; "))


def _money(amount: str) -> str:
    return f"{Decimal(amount):,.2f}"


def _whole(amount: str) -> str:
    return f"{Decimal(amount):,.0f}"


def _signed(amount: Decimal) -> str:
    return f"{'-' if amount < 0 else '+'}${abs(amount):,.2f}"
