"""The cliff of the minimum: just below 0.25 percent a State gets the base alone, just above it a share as well."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from enjoined.money.jag.formula import BASE, Formula, StateInput, allocate, changed

__all__ = ["NEAR", "Cliff", "cliff_of", "curve", "with_average"]

NEAR: Final = Fraction(10, 100)
"""How far from the threshold, as a part of it, a State is warned."""

_YEARS: Final = 3


class Cliff(msgspec.Struct, frozen=True, kw_only=True):
    """Where a State's cliff lies: violent crimes in the three years together at and from which it is no minimum State.

    ``below`` and ``above`` are its allocations one crime under and at that number; ``near`` whether its first-pass
    amount is within a tenth of the threshold.
    """

    state: str
    crimes: int
    now: Fraction
    below: Decimal
    above: Decimal
    near: bool


def cliff_of(formula: Formula, state: str) -> Cliff | None:
    """The cliff of a State; ``None`` where no number of crimes would bring it to the other side."""
    own = formula.inputs[state]
    others = formula.crime - own.average
    crime_share = 2 * BASE - Fraction(own.population, formula.population)
    if not 0 < crime_share < 1 or not others:
        return None
    at = crime_share * others / (1 - crime_share) * _YEARS
    crimes = -((-at).__floor__())  # the least whole number not under it
    inputs = list(formula.inputs.values())
    amounts = []
    for number in (crimes - 1, crimes):
        moved = changed(inputs, with_average(own, Fraction(number, _YEARS)))
        amounts.append(allocate(formula.total, moved).allocations[state].amount)
    distance = abs(formula.allocations[state].initial / formula.threshold - 1)
    return Cliff(
        state=state,
        crimes=crimes,
        now=own.average * _YEARS,
        below=amounts[0],
        above=amounts[1],
        near=distance <= NEAR,
    )


def with_average(own: StateInput, average: Fraction) -> StateInput:
    """The same State with another average of violent crimes."""
    return msgspec.structs.replace(own, average=average, crimes=())


def curve(formula: Formula, state: str, averages: Sequence[Fraction]) -> list[tuple[Fraction, Decimal]]:
    """A State's allocation for each of several averages of its violent crimes, all else unchanged."""
    inputs = list(formula.inputs.values())
    own = formula.inputs[state]
    return [
        (a, allocate(formula.total, changed(inputs, with_average(own, a))).allocations[state].amount)
        for a in averages
    ]
