"""A computed year as it is told: the working step by step with citations, beside what was printed.

Everything here is a plain value of ``enjoined.jag/1``; money is a decimal string of dollars.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from enjoined.money.jag.cliff import Cliff, cliff_of
from enjoined.money.jag.formula import Formula, StateInput, rounded
from enjoined.money.jag.local import LocalAllocation
from enjoined.money.jag.penalties import Penalty, penalties
from enjoined.money.jag.read import ISLANDS, Published
from enjoined.money.jag.values import (
    CliffReport,
    Comparison,
    JointApplication,
    LocalReport,
    LocalUnit,
    StateReport,
    Step,
)
from enjoined.recipients.states import STATES

__all__ = ["dollars", "state_name", "state_report"]

FORMULA: Final = "34 U.S.C. 10156"
DEFINITION: Final = "34 U.S.C. 10251(a)(2)"

_NOTES: Final = {
    "DC": (
        "The District takes part as a State; its local pool goes to its own agencies",
        "34 U.S.C. 10251(a)(3)",
    ),
    "PR": (
        "Puerto Rico takes part as a State; in practice all its local money is of units under $10,000 and joins the "
        "Commonwealth's grant (inferred from an award)",
        f"{FORMULA}(e)(2)",
    ),
}
"""What the definitions, and practice, say of two of the States."""

_ALL_UNDER: Final = frozenset({"PR"})
"""Where the whole local pool counts as money of units under $10,000."""


def dollars(amount: Decimal | Fraction) -> str:
    """A decimal string with two places.

    >>> dollars(Decimal("10400000")), dollars(Fraction(1, 3))
    ('10400000.00', '0.33')
    """
    return str(rounded(Fraction(amount)))


def state_name(code: str) -> str:
    """The State's name."""
    if code == ISLANDS:
        return "American Samoa and the Northern Mariana Islands"
    return STATES[code.lower()].name


def state_report(
    formula: Formula,
    state: str,
    *,
    local: LocalAllocation | None,
    published: Sequence[Published],
    sorna: bool = False,
    prea: bool = False,
    before: Formula | None = None,
    local_before: LocalAllocation | None = None,
) -> StateReport:
    """The working of one State; ``before`` and ``local_before`` are what there is without the suppositions."""
    own, a = formula.inputs[state], formula.allocations[state]
    under = local.to_state if local else a.local_pool if state in _ALL_UNDER else Decimal(0)
    lost = penalties(a.state_share + under, sorna=sorna, prea=prea)
    award = a.state_share + under - sum((p.amount for p in lost), Decimal(0))
    found = [] if before else [p for p in published if p.state == state]
    compared = tuple(c for p in found if (c := _compared(p, formula, state, award, local)) is not None)
    total = next((p for p in found if p.what == "total" and not p.unit), None)
    cliff = cliff_of(formula, state)
    return StateReport(
        state=state,
        name=state_name(state),
        allocation=dollars(a.amount),
        state_share=dollars(a.state_share),
        local_pool=dollars(a.local_pool),
        published=dollars(total.amount) if total else None,
        minimum=a.minimum,
        first_pass=dollars(a.initial),
        population=own.population,
        violent_crime=dollars(own.average),
        quality=own.quality,
        source=own.source,
        steps=tuple(_steps(formula, state, under, lost, award)),
        comparisons=compared,
        cliff=_cliff(cliff) if cliff else None,
        local=_local(local, local_before) if local else None,
        penalties=lost,
        state_award=dollars(award),
        allocation_before=dollars(before.allocations[state].amount) if before else None,
    )


def _steps(
    formula: Formula, state: str, under: Decimal, lost: Sequence[Penalty], award: Decimal
) -> list[Step]:
    own, a = formula.inputs[state], formula.allocations[state]
    count = len(formula.inputs)
    steps = [
        Step(
            text=f"First pass over all {count} States: half of ${_n(formula.total)} by people, {_n(own.population)} of "
            f"{_n(formula.population)} ({_percent(own.population, formula.population)}); half by violent crimes, "
            f"{_crimes(own)} of {_n(formula.crime)} ({_percent(own.average, formula.crime)})",
            citation=f"{FORMULA}(a)(1)",
            amount=dollars(a.initial),
        )
    ]
    names = ", ".join(formula.minimum_states)
    if names:
        steps += [
            Step(
                text=f"0.25 percent of the total is ${_n(formula.threshold)}; less than that have {names}. So the "
                "first pass does not count, and every State is given 0.25 percent",
                citation=f"{FORMULA}(a)(2)(A)",
                amount=dollars(a.base),
            ),
            Step(
                text=f"What remains after {count} times that is divided again, without those States, their people and "
                "their crimes",
                citation=f"{FORMULA}(a)(2)(B)",
                amount=dollars(formula.remainder),
            ),
        ]
    if a.minimum:
        steps.append(
            Step(
                text="This is a minimum-allocation State: it has the 0.25 percent alone",
                citation=f"{FORMULA}(a)(2)",
            )
        )
    elif names:
        steps += [
            Step(
                text=f"Half of it by people: {_n(own.population)} of {_n(formula.sharing_population)} "
                f"({_percent(own.population, formula.sharing_population)})",
                citation=f"{FORMULA}(a)(1)(A)",
                amount=dollars(a.by_population),
            ),
            Step(
                text=f"Half of it by violent crimes: {_n(own.average)} of {_n(formula.sharing_crime)} "
                f"({_percent(own.average, formula.sharing_crime)})",
                citation=f"{FORMULA}(a)(1)(B)",
                amount=dollars(a.by_crime),
            ),
        ]
    steps += [
        Step(text="Allocation", citation=f"{FORMULA}(a)", amount=dollars(a.amount)),
        Step(text="60 percent for the State", citation=f"{FORMULA}(b)(1)", amount=dollars(a.state_share)),
        Step(
            text="40 percent for its local governments",
            citation=f"{FORMULA}(b)(2)",
            amount=dollars(a.local_pool),
        ),
    ]
    if own.spending_share is not None:
        kept = rounded(Fraction(a.state_share) * own.spending_share)
        steps += [
            Step(
                text=f"Of its 60 percent the State may keep its part of the spending on criminal justice, "
                f"{_percent(own.spending_share, 1)}",
                citation=f"{FORMULA}(c)(1)",
                amount=dollars(kept),
            ),
            Step(
                text="The rest it passes through to local governments",
                citation=f"{FORMULA}(c)(2)",
                amount=dollars(a.state_share - kept),
            ),
        ]
    if state == ISLANDS:
        samoa = rounded(Fraction(a.amount) * Fraction(67, 100))
        steps += [
            Step(text="67 percent of it for American Samoa", citation=DEFINITION, amount=dollars(samoa)),
            Step(
                text="33 percent of it for the Northern Marianas",
                citation=DEFINITION,
                amount=dollars(a.amount - samoa),
            ),
        ]
    if state in _NOTES:
        text, citation = _NOTES[state]
        steps.append(Step(text=text, citation=citation))
    if under:
        steps.append(
            Step(
                text="Money of units under $10,000 is added to the State's grant",
                citation=f"{FORMULA}(e)(2)",
                amount=dollars(under),
            )
        )
    steps += [
        Step(
            text=f"{p.law}: {p.percent} percent of ${_n(p.base)} (the 60 percent and the money of units under $10,000) "
            f"is taken off and {p.what_becomes_of_it}",
            citation=p.citation,
            amount=f"-{dollars(p.amount)}",
        )
        for p in lost
    ]
    if under or lost:
        steps.append(Step(text="Grant to the State", citation=f"{FORMULA}(c)", amount=dollars(award)))
    return steps


def _compared(
    printed: Published, formula: Formula, state: str, award: Decimal, local: LocalAllocation | None
) -> Comparison | None:
    a = formula.allocations[state]
    rough = ""
    if printed.what == "unit":
        unit = next((u for u in local.units if u.unit == printed.unit), None) if local else None
        if unit is None or local is None:
            return None
        computed = unit.allocation
        if local.approximation:
            rough = (
                "an approximation: the State's estimate stands for the violent crimes of its reporting units, which "
                "are fewer, so the computed figure tends to be low"
            )
    else:
        computed = {"total": a.amount, "local-pool": a.local_pool, "state-award": award}[printed.what]
        if printed.what == "state-award" and computed == a.state_share:
            rough = (
                "computed is the 60 percent alone; the money of units under $10,000 is not in these inputs"
            )
    difference = computed - printed.amount
    if not printed.consistent:
        why = f"source inconsistent: {printed.note}"
    elif abs(difference) * 2 <= printed.rounding:
        why = "equal within the rounding of the printed figure"
    elif rough:
        why = rough
    else:
        why = "more than rounding explains; the printed figure may rest on figures that were revised later"
    if printed.consistent and printed.note:
        why += f" ({printed.note})"
    percent = Fraction(difference) / Fraction(printed.amount) * 100
    return Comparison(
        what=printed.what,
        unit=printed.unit,
        published=dollars(printed.amount),
        computed=dollars(computed),
        difference=str(difference.quantize(Decimal("0.01"))),
        percent=f"{float(percent):+.2f}",
        consistent=printed.consistent,
        why=why,
        source=printed.source,
    )


def _cliff(cliff: Cliff) -> CliffReport:
    return CliffReport(
        crimes=cliff.crimes,
        crimes_now=dollars(cliff.now),
        below=dollars(cliff.below),
        above=dollars(cliff.above),
        near=cliff.near,
    )


def _local(local: LocalAllocation, before: LocalAllocation | None) -> LocalReport:
    without = {u.unit: dollars(u.allocation) for u in before.units} if before else {}
    return LocalReport(
        reporting_units_violent_crime=dollars(local.reporting_total),
        approximation=local.approximation,
        units=tuple(
            LocalUnit(
                unit=u.unit,
                violent_crime=None if u.average is None else dollars(u.average),
                percent=f"{float(u.share * 100):.2f}",
                allocation=dollars(u.allocation),
                direct=dollars(u.direct),
                why=u.why,
                allocation_before=without.get(u.unit),
            )
            for u in local.units
        ),
        units_not_listed=dollars(local.others),
        to_state=dollars(local.to_state),
        unallocated=dollars(local.unallocated),
        joint_applications=tuple(
            JointApplication(
                certified=d.certified, constituents=d.constituents, limit=d.limit, joint=dollars(d.joint)
            )
            for d in local.disparities
        ),
    )


def _n(number: Decimal | Fraction | int) -> str:
    """With thousands separated, and two places where it is no whole number."""
    exact = Fraction(number)
    return f"{exact.numerator:,}" if exact.denominator == 1 else f"{rounded(exact):,}"


def _percent(part: Fraction | int, whole: Fraction | int) -> str:
    return f"{float(Fraction(part) / Fraction(whole) * 100):.5f}%"


def _crimes(own: StateInput) -> str:
    if not own.crimes:
        return f"on the average {_n(own.average)}"
    return f"({' + '.join(_n(c) for c in own.crimes)}) / {len(own.crimes)} = {_n(own.average)}"
