"""Suppositions: "il.violent_crime=+10%", "ri.population=1100000"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.money.jag.formula import StateInput, changed

__all__ = ["suppose"]

_WRITTEN: Final = re.compile(
    r"\s*([A-Za-z+]+)\.(violent_crime|population)\s*=\s*([+-]?)(\d{1,12}(?:\.\d{1,6})?)\s*(%?)\s*"
)
_REMEDY: Final = "write il.violent_crime=+10%, il.violent_crime=51000 or il.population=-5000"


def suppose(inputs: Sequence[StateInput], written: Iterable[str]) -> list[StateInput]:
    """The inputs with each supposition made in turn; a number without a sign replaces the figure.

    Violent crime means the yearly average. Raises :class:`InputError` for a supposition that cannot be read, names
    no State of the inputs, or makes a figure negative.
    """
    found = list(inputs)
    for text in written:
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise InputError(f"cannot read {text!r}", where="--what-if", remedy=_REMEDY)
        state, what, sign, number, percent = match.groups()
        own = next((i for i in found if i.state == state.upper()), None)
        if own is None:
            raise InputError(f"{state!r} has no line in the inputs", where="--what-if", remedy=_REMEDY)
        before = own.average if what == "violent_crime" else Fraction(own.population)
        change = Fraction(number)
        if percent:
            after = (
                before * (100 + (change if sign != "-" else -change)) / 100 if sign else before * change / 100
            )
        else:
            after = {"": change, "+": before + change, "-": before - change}[sign]
        if after < 0:
            raise InputError(f"{text} makes the figure negative", where="--what-if", remedy=_REMEDY)
        if what == "violent_crime":
            own = msgspec.structs.replace(own, average=after, crimes=())
        else:
            own = msgspec.structs.replace(own, population=round(after))
        found = changed(found, own)
    return found
