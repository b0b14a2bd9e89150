"""The formula within a State, 34 U.S.C. 10156(d) and (e): its local pool divided among units of local government."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.money.jag.formula import in_cents

__all__ = ["LEAST", "Disparity", "LocalAllocation", "UnitAllocation", "UnitInput", "allocate_local"]

LEAST: Final = 10_000
"""Dollars below which a unit gets no direct grant, 34 U.S.C. 10156(e)(2)."""

YEARS: Final = 3
"""Years of data within the last ten that a unit must have reported, 34 U.S.C. 10156(e)(3)."""

ONE: Final = Fraction(150, 100)
SEVERAL: Final = Fraction(400, 100)
"""Of the certified unit's allocation, 34 U.S.C. 10156(d)(4)(A)(ii)."""

_OTHERS: Final = "\0others"


class UnitInput(msgspec.Struct, frozen=True, kw_only=True):
    """A unit of local government: violent crimes by year or on the average (``None``: none reported).

    ``years_reported`` of the last ten (``None``: not said), ``spending`` on criminal justice in dollars (``None``: not
    said), ``annexed_to`` the unit that has annexed it, ``certified_to`` the unit that is certified to bear most of the
    costs of its crimes.
    """

    state: str
    unit: str
    average: Fraction | None
    crimes: tuple[int, ...] = ()
    kind: str = ""
    years_reported: int | None = None
    spending: Decimal | None = None
    annexed_to: str = ""
    certified_to: str = ""
    quality: str = ""
    source: str = ""


class UnitAllocation(msgspec.Struct, frozen=True, kw_only=True):
    """What a unit is allocated, and what it is paid directly; ``why`` are the rules that changed it, with citations."""

    unit: str
    average: Fraction | None
    share: Fraction
    allocation: Decimal
    direct: Decimal
    why: tuple[str, ...] = ()


class Disparity(msgspec.Struct, frozen=True, kw_only=True):
    """Units that must apply jointly with the unit certified to bear their costs, and by which limit."""

    certified: str
    constituents: tuple[str, ...]
    ratio: Fraction | None
    limit: str
    joint: Decimal


class LocalAllocation(msgspec.Struct, frozen=True, kw_only=True):
    """A State's local pool: the units listed, what falls to units not listed, to the State, and to nobody.

    ``approximation`` where the crimes of all reporting units were not given and the State's estimate stands for them.
    The pool is the sum of the direct grants, ``to_state``, ``others`` and ``unallocated``.
    """

    state: str
    pool: Decimal
    reporting_total: Fraction
    approximation: bool
    units: tuple[UnitAllocation, ...]
    others: Decimal
    to_state: Decimal
    unallocated: Decimal
    disparities: tuple[Disparity, ...]


def allocate_local(
    state: str,
    pool: Decimal,
    units: Sequence[UnitInput],
    reporting_total: Fraction | None,
    estimate: Fraction,
) -> LocalAllocation:
    """Divide a State's pool by the violent crimes of its units.

    ``reporting_total`` is the average of all reporting units of the State; without it ``estimate``, that of the State,
    stands in. Raises :class:`InputError` where the units report more crimes than the total, or annex one another
    in a circle.
    """
    why: dict[str, list[str]] = {u.unit: [] for u in units}
    able = [u for u in units if _reports(u, why[u.unit])]
    listed = sum((u.average or Fraction() for u in able), Fraction())
    total = estimate if reporting_total is None else reporting_total
    if listed > total or total <= 0:
        raise InputError(
            f"the units of {state} report {float(listed):,.0f} violent crimes, all units together {float(total):,.0f}",
            remedy="give the total of all reporting units, --reporting-total or a line of kind reporting-units",
        )
    exact = {u.unit: Fraction(pool) * (u.average or 0) / total for u in able}
    exact[_OTHERS] = Fraction(pool) * (total - listed) / total
    _annexed(units, exact, why)
    caps = {u.unit: Fraction(u.spending) for u in units if u.spending is not None}
    unallocated = _capped(exact, caps, why)
    cents = in_cents({**exact, "\0none": unallocated}, pool)
    found, to_state = [], Decimal()
    for u in units:
        amount = cents.get(u.unit, Decimal(0))
        direct = amount
        if 0 < amount < LEAST:
            direct, to_state = Decimal(0), to_state + amount
            why[u.unit].append("under $10,000, so it goes to the State (34 U.S.C. 10156(e)(2))")
        average = u.average if u in able else None
        found.append(
            UnitAllocation(
                unit=u.unit,
                average=average,
                share=(average or Fraction()) / total,
                allocation=amount,
                direct=direct,
                why=tuple(why[u.unit]),
            )
        )
    return LocalAllocation(
        state=state,
        pool=pool,
        reporting_total=total,
        approximation=reporting_total is None,
        units=tuple(found),
        others=cents[_OTHERS],
        to_state=to_state,
        unallocated=cents["\0none"],
        disparities=_disparities(units, {a.unit: a.allocation for a in found}),
    )


def _reports(unit: UnitInput, why: list[str]) -> bool:
    years = unit.years_reported if unit.years_reported is not None else len(unit.crimes) or None
    if unit.average is None or (years is not None and years < YEARS):
        why.append("fewer than three years of data within the last ten (34 U.S.C. 10156(e)(3))")
        return False
    return True


def _annexed(units: Sequence[UnitInput], exact: dict[str, Fraction], why: dict[str, list[str]]) -> None:
    """(d)(3): the money of an annexed unit goes to the unit that annexed it, at the end of the chain."""
    into = {u.unit: u.annexed_to for u in units if u.annexed_to}
    for unit, first in into.items():
        seen, heir = {unit}, first
        while heir in into:
            if heir in seen:
                raise InputError(f"{unit} and {heir} annex one another", remedy="check annexed_to")
            seen.add(heir)
            heir = into[heir]
        if heir not in why:
            raise InputError(
                f"{unit} is annexed to {heir}, which has no line", remedy="add the annexing unit"
            )
        amount = exact.pop(unit, Fraction())
        exact[heir] = exact.get(heir, Fraction()) + amount
        why[unit].append(f"annexed: its money goes to {heir} (34 U.S.C. 10156(d)(3))")
        why[heir].append(f"with the money of {unit}, which it annexed (34 U.S.C. 10156(d)(3))")


def _capped(exact: dict[str, Fraction], caps: dict[str, Fraction], why: dict[str, list[str]]) -> Fraction:
    """(e)(1): what exceeds a unit's spending goes proportionally to the others; what none can take is returned."""
    full: set[str] = set()
    while True:
        over = [name for name, cap in caps.items() if exact.get(name, 0) > cap]
        if not over:
            return Fraction()
        excess = sum((exact[name] - caps[name] for name in over), Fraction())
        for name in over:
            exact[name] = caps[name]
            full.add(name)
            why[name].append("cut to its own spending on criminal justice (34 U.S.C. 10156(e)(1))")
        below = {name: amount for name, amount in exact.items() if name not in full and amount}
        whole = sum(below.values(), Fraction())
        if not whole:
            return excess
        for name, amount in below.items():
            exact[name] = amount + excess * amount / whole


def _disparities(units: Sequence[UnitInput], amounts: dict[str, Decimal]) -> tuple[Disparity, ...]:
    found = []
    for certified in dict.fromkeys(u.certified_to for u in units if u.certified_to):
        parts = [u.unit for u in units if u.certified_to == certified and amounts.get(u.unit)]
        own = Fraction(amounts.get(certified, Decimal(0)))
        shares = {unit: Fraction(amounts[unit]) for unit in parts}
        one = tuple(unit for unit in parts if shares[unit] > ONE * own)
        together = sum(shares.values(), Fraction())
        if one:
            joint, limit = one, "one unit has more than 150 percent of the certified unit's allocation"
        elif len(parts) > 1 and together > SEVERAL * own:
            joint, limit = tuple(parts), "several together have more than 400 percent of the certified unit's"
        else:
            continue
        if len(parts) > 1 and together > SEVERAL * own:
            joint = tuple(parts)
        largest = max(shares[unit] for unit in joint)
        found.append(
            Disparity(
                certified=certified,
                constituents=joint,
                ratio=largest / own if own else None,
                limit=limit,
                joint=sum((amounts[u] for u in joint), amounts.get(certified, Decimal(0))),
            )
        )
    return tuple(found)
