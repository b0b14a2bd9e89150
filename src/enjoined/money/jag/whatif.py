"""Suppositions: "il.violent_crime=+10%", "Rhode Island.population=1100000", "Chicago.violent_crime=-500"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.money.jag.formula import StateInput, changed
from enjoined.money.jag.local import UnitInput
from enjoined.recipients.normalise import slug
from enjoined.recipients.states import state_code

__all__ = ["Figures", "bearing", "suppose"]

_WRITTEN: Final = re.compile(
    r"\s*([^=]+?)\s*\.\s*(violent_crime|population)\s*=\s*([+-]?)(\d{1,12}(?:\.\d{1,6})?)\s*(%?)\s*"
)
_REMEDY: Final = "write il.violent_crime=+10%, il.population=-5000 or Chicago.violent_crime=24000"


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """People and crimes of a year: of the States, of units of local government, and of all reporting units by State."""

    states: tuple[StateInput, ...]
    units: tuple[UnitInput, ...] = ()
    reporting: Mapping[str, Fraction] = {}


def bearing(units: Iterable[UnitInput], written: str) -> list[UnitInput]:
    """The units that a name means: "Chicago", "City of Chicago", "Chicago, IL" or il/chicago; the case does not matter.

    "New York City" is New York, unless a unit is called so as it stands; no township or county is called a city.
    """
    units = list(units)
    cities = [u for u in units if u.kind in ("", "city")]
    return (
        _called(units, written)
        or _called(cities, written, _without_city_of)
        or _called(cities, written, _without_city)
    )


def _called(units: Iterable[UnitInput], written: str, form: Callable[[str], str] = str) -> list[UnitInput]:
    name, comma, where = written.rpartition(",")
    state, slash, id_ = written.partition("/")
    return [
        u
        for u in units
        if u.unit.casefold() == form(written.strip().casefold())
        or (comma and u.unit.casefold() == form(name.strip().casefold()) and u.state == state_code(where))
        or (slash and slug(u.unit) == id_.strip() and u.state == state_code(state))
    ]


def _without_city_of(name: str) -> str:
    return name.removeprefix("city of ")


def _without_city(name: str) -> str:
    return name.removesuffix(" city")


def suppose(figures: Figures, written: Iterable[str]) -> Figures:
    """The figures with each supposition made in turn; a number without a sign replaces the figure.

    Violent crime means the yearly average. More or fewer crimes of a unit are so many more or fewer of its State, and
    of all its reporting units where their total is known. Raises :class:`InputError` for a supposition that cannot be
    read, is on nobody or on several, or makes a figure negative.
    """
    for text in written:
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise InputError(f"cannot read {text!r}", where="--what-if", remedy=_REMEDY)
        who, what, *change = match.groups()
        state = next((i for i in figures.states if i.state == state_code(who)), None)
        if state is not None and what == "violent_crime" and (found := bearing(figures.units, who)):
            raise InputError(
                f"{who} is a State and a unit of {', '.join(u.state for u in found)}",
                where="--what-if",
                remedy=f"write {state.state.lower()}.{what}=… or {who}, {found[0].state}.{what}=…",
            )
        if state is None:
            figures = _of_unit(figures, text, _unit(figures.units, who, what), change)
        elif what == "population":
            people = round(_after(text, Fraction(state.population), change))
            figures = _with(figures, msgspec.structs.replace(state, population=people))
        else:
            figures = _with(figures, _of_average(state, _after(text, state.average, change)))
    return figures


def _with(figures: Figures, state: StateInput) -> Figures:
    return msgspec.structs.replace(figures, states=tuple(changed(figures.states, state)))


def _of_average(state: StateInput, average: Fraction) -> StateInput:
    return msgspec.structs.replace(state, average=average, crimes=())


def _unit(units: Sequence[UnitInput], who: str, what: str) -> UnitInput:
    found = bearing(units, who)
    if len(found) != 1:
        several = f"{who} is a unit of {', '.join(u.state for u in found)}"
        remedy = "write its State behind it, as in Springfield, IL.violent_crime=+10%" if found else _REMEDY
        raise InputError(
            several if found else f"{who!r} has no line in the inputs", where="--what-if", remedy=remedy
        )
    if what == "population":
        raise InputError(
            f"the formula does not ask for the people of {who}", where="--what-if", remedy=_REMEDY
        )
    return found[0]


def _of_unit(figures: Figures, text: str, unit: UnitInput, change: Sequence[str]) -> Figures:
    if unit.average is None:
        raise InputError(
            f"{unit.unit} reports no violent crimes", where="--what-if", remedy="give them with --locals FILE"
        )
    after = _after(text, unit.average, change)
    more = after - unit.average
    state = next((i for i in figures.states if i.state == unit.state), None)
    if state is not None:
        figures = _with(figures, _of_average(state, state.average + more))
    return Figures(
        states=figures.states,
        units=tuple(
            msgspec.structs.replace(u, average=after, crimes=()) if u is unit else u for u in figures.units
        ),
        reporting={s: n + more if s == unit.state else n for s, n in figures.reporting.items()},
    )


def _after(text: str, before: Fraction, change: Sequence[str]) -> Fraction:
    """A figure after the change that a text says."""
    sign, number, percent = change
    value = Fraction(number) * (before / 100 if percent else 1)
    after = before + value if sign == "+" else before - value if sign else value
    if after < 0:
        raise InputError(f"{text} makes the figure negative", where="--what-if", remedy=_REMEDY)
    return after
