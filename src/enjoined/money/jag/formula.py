"""The formula of 34 U.S.C. 10156(a) and (b): a total divided among States, in exact fractions.

Money is rounded to cents only at the end, so that the parts sum to the total. "State" is that of 34 U.S.C.
10251(a)(2): the 50 States, D.C., Puerto Rico, the Virgin Islands, Guam, and American Samoa with the Northern Mariana
Islands as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from enjoined.errors import InputError

__all__ = ["BASE", "Allocation", "Formula", "StateInput", "allocate", "changed", "in_cents", "rounded"]

BASE: Final = Fraction(25, 10_000)
"""0.25 percent, 34 U.S.C. 10156(a)(2)."""

STATE_SHARE: Final = Fraction(60, 100)
"""34 U.S.C. 10156(b)(1)."""


class StateInput(msgspec.Struct, frozen=True, kw_only=True):
    """What the formula asks of a State: people, and part 1 violent crimes in three years or on the average.

    ``quality`` says how good the figures are ("estimate", "placeholder", ...), ``source`` where they come from.
    ``spending_share`` is the State government's part of all spending on criminal justice in the State (0 to 1).
    """

    state: str
    population: int
    average: Fraction
    crimes: tuple[int, ...] = ()
    population_year: str = ""
    crime_years: str = ""
    quality: str = ""
    source: str = ""
    spending_share: Fraction | None = None


class Allocation(msgspec.Struct, frozen=True, kw_only=True):
    """What a State gets, in dollars: fractions are exact, decimals are rounded to cents.

    ``initial`` is the result of paragraph (1) alone; ``base``, ``by_population`` and ``by_crime`` are the parts of
    ``exact``. A ``minimum`` State has the base alone.
    """

    state: str
    initial: Fraction
    minimum: bool
    base: Fraction
    by_population: Fraction
    by_crime: Fraction
    amount: Decimal
    state_share: Decimal
    local_pool: Decimal

    @property
    def exact(self) -> Fraction:
        """The allocation before rounding."""
        return self.base + self.by_population + self.by_crime


class Formula(msgspec.Struct, frozen=True, kw_only=True):
    """The whole computation: what was divided in which pass, and the allocations by State in the order given."""

    total: Decimal
    inputs: dict[str, StateInput]
    allocations: dict[str, Allocation]
    population: int
    crime: Fraction
    threshold: Fraction
    remainder: Fraction
    sharing_population: int
    sharing_crime: Fraction

    @property
    def minimum_states(self) -> tuple[str, ...]:
        """The States that get the minimum alone."""
        return tuple(state for state, a in self.allocations.items() if a.minimum)


def allocate(total: Decimal, inputs: Sequence[StateInput]) -> Formula:
    """Divide ``total`` dollars among the States.

    One pass over the minimum is enough: whoever is not excluded by it holds the base amount already. Raises
    :class:`InputError` for a total, people or crimes with which nothing can be divided.
    """
    _check(total, inputs)
    whole = Fraction(total)
    threshold = BASE * whole
    people, crime = sum(i.population for i in inputs), sum((i.average for i in inputs), Fraction())
    initial = {i.state: whole / 2 * (Fraction(i.population, people) + i.average / crime) for i in inputs}
    minimum = {state for state, amount in initial.items() if amount < threshold}
    base = threshold if minimum else Fraction()
    remainder = whole - base * len(inputs)
    sharing = [i for i in inputs if i.state not in minimum]
    some_people = sum(i.population for i in sharing)
    some_crime = sum((i.average for i in sharing), Fraction())
    if not some_people or not some_crime:
        raise InputError(
            "no people or no violent crimes are left outside the minimum-allocation States",
            remedy="check the figures",
        )
    parts: dict[str, tuple[Fraction, Fraction]] = {
        i.state: (remainder / 2 * Fraction(i.population, some_people), remainder / 2 * i.average / some_crime)
        for i in sharing
    }
    none = (Fraction(), Fraction())
    exact = {i.state: base + sum(parts.get(i.state, none)) for i in inputs}
    cents = in_cents(exact, total)
    allocations = {}
    for i in inputs:
        by_population, by_crime = parts.get(i.state, none)
        amount = cents[i.state]
        share = rounded(Fraction(amount) * STATE_SHARE)
        allocations[i.state] = Allocation(
            state=i.state,
            initial=initial[i.state],
            minimum=i.state in minimum,
            base=base,
            by_population=by_population,
            by_crime=by_crime,
            amount=amount,
            state_share=share,
            local_pool=amount - share,
        )
    return Formula(
        total=total,
        inputs={i.state: i for i in inputs},
        allocations=allocations,
        population=people,
        crime=crime,
        threshold=threshold,
        remainder=remainder,
        sharing_population=some_people,
        sharing_crime=some_crime,
    )


def _check(total: Decimal, inputs: Sequence[StateInput]) -> None:
    if not total.is_finite() or total <= 0 or total != round(total, 2):
        raise InputError(f"{total} is no total in dollars and cents", remedy="write it like 274906565")
    if not inputs:
        raise InputError("no State is given", remedy="give a line for each State")
    if len(inputs) * BASE > 1:
        raise InputError(f"{len(inputs)} States cannot each have 0.25 percent", remedy="check the file")
    for i in inputs:
        if i.population < 0 or i.average < 0:
            raise InputError(f"{i.state} has a negative figure", remedy="check the figures")
    if not sum(i.population for i in inputs) or not any(i.average for i in inputs):
        raise InputError("there are no people or no violent crimes at all", remedy="check the figures")


def rounded(amount: Fraction) -> Decimal:
    """To the nearest cent, half a cent up.

    >>> rounded(Fraction(1, 3)), rounded(Fraction(1, 200))
    (Decimal('0.33'), Decimal('0.01'))
    """
    return Decimal((amount * 100 + Fraction(1, 2)).__floor__()).scaleb(-2)


def in_cents(amounts: Mapping[str, Fraction], total: Decimal) -> dict[str, Decimal]:
    """The amounts in cents, summing to ``total``: the cents left over go to the largest fractions, then by name.

    >>> {k: str(v) for k, v in in_cents({"a": Fraction(1, 3), "b": Fraction(2, 3)}, Decimal("1.00")).items()}
    {'a': '0.33', 'b': '0.67'}
    """
    floors = {name: (amount * 100).__floor__() for name, amount in amounts.items()}
    left = int(total * 100) - sum(floors.values())
    order = sorted(amounts, key=lambda name: (floors[name] - amounts[name] * 100, name))
    for name in order[:left]:
        floors[name] += 1
    return {name: Decimal(cents).scaleb(-2) for name, cents in floors.items()}


def changed(inputs: Iterable[StateInput], replacement: StateInput) -> list[StateInput]:
    """The inputs with those of one State replaced."""
    return [replacement if i.state == replacement.state else i for i in inputs]
