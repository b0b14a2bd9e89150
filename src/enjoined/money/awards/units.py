"""Amounts of a spreadsheet in thousands or millions of dollars: a heading, or a line above the header, says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from enjoined.money.awards.layouts import Reading

__all__ = ["WITH_CENTS", "in_dollars", "said_below", "scaled"]

_US: Final = r"(?:u\.?s\.? ?)?"
_SAID: Final = (
    (
        1_000_000,
        "millions",
        rf"\bin {_US}(?:\$ ?)?(?:millions\b|million {_US}dollars\b|000,?000'?s?\b|1,?000,?000'?s\b)"
        rf"|\bmillions of {_US}dollars\b|\$ ?(?:'?000,?000'?s?\b|1,?000,?000'?s\b|millions\b)"
        r"|\(\$? ?(?:millions|mm?|'?000,?000'?s?)\)|\b000,?000'?s? omitted\b",
    ),
    (
        1_000,
        "thousands",
        rf"\bin {_US}(?:\$ ?)?(?:thousands\b|thousand {_US}dollars\b|'?000'?s?\b(?![,\d])|1,?000'?s\b)"
        rf"|\bthousands of {_US}dollars\b|\$ ?(?:'?000'?s?\b(?![,\d])|1,?000'?s\b|thousands\b)"
        r"|\((?:\$ ?)?(?:thousands|'?000'?s?)\)|\((?:in )?\$ ?(?:k|1,?000)\)|\b000'?s? omitted\b",
    ),
)
"""How many dollars a unit is, what it is called, and how a heading says it; millions first: they hold a thousand."""
_NO_UNIT: Final = re.compile(r"\bnot in\b|\b(?:whole|actual) dollars\b|\bpopulation\b", re.IGNORECASE)
"""Words of a line or heading that says of no amount that it is in thousands, though it may name them."""
_DOLLARS: Final = re.compile(rf"\(\s*{_US}\$\s*\)|\bdollars\b|\(usd\)", re.IGNORECASE)
_AMOUNTS: Final = ("obligated", "outlayed")
WITH_CENTS: Final = r"[^0-9]*[0-9]{7,}[.][0-9]{2}[^0-9]*"
"""An amount, without its commas, that is in dollars whatever is said of thousands: in them it would be billions."""


def scaled(reading: Reading, above: Iterable[Sequence[str]]) -> Reading:
    """The reading with the unit of amounts that are not in dollars, and a note on it.

    Only of a plain spreadsheet: other layouts are in dollars. What a column's own heading says goes before what a line
    above the header says.
    """
    if reading.layout != "plain":
        return reading
    lines = [" ".join(cell.split()) for row in above for cell in row if cell.strip()]
    units: dict[str, int] = {}
    notes: dict[str, None] = {}
    for field in _AMOUNTS:
        heading = reading.columns.get(field, "")
        for words in (heading, *lines) if heading else ():
            found = _unit(words)
            if found is None:
                continue
            dollars = words != heading and (_DOLLARS.search(heading) or _NO_UNIT.search(heading))
            if dollars or _NO_UNIT.search(words):
                notes[
                    f"amounts of {heading} are read in dollars; {words!r} is not taken to say otherwise"
                ] = None
                if words == heading:
                    break
                continue
            units[field] = found[0]
            notes[f"amounts are taken as {found[1]} of dollars, as {words!r} says"] = None
            break
    return msgspec.structs.replace(reading, units=units, notes=(*reading.notes, *notes))


def in_dollars(reading: Reading) -> Reading:
    """The reading without units, where amounts show that they are in dollars, and a note on it."""
    notes = [note for note in reading.notes if not note.startswith("amounts are taken as")]
    notes.append(
        "amounts are read in dollars although a heading or line says thousands or millions: some have cents and seven "
        "digits or more before them"
    )
    return msgspec.structs.replace(reading, units={}, notes=tuple(notes))


def said_below(reading: Reading, remarks: Iterable[str]) -> list[str]:
    """Notes on remarks among or below the rows that name a unit, which is taken only from above them."""
    return [
        f"amounts are read in dollars although a row says {words[:80]!r}: look whether they are"
        for words in dict.fromkeys(" ".join(remark.split()) for remark in remarks)
        if reading.layout == "plain" and not reading.units and _unit(words) and not _NO_UNIT.search(words)
    ]


def _unit(words: str) -> tuple[int, str] | None:
    """The unit that some words say.

    >>> _unit("Award Amount ($000)"), _unit("(in thousands of dollars)"), _unit("(Dollars in Millions)")
    ((1000, 'thousands'), (1000, 'thousands'), (1000000, 'millions'))
    >>> _unit("Award Amount ($000,000)"), _unit("(in $1,000s)"), _unit("(in thousand dollars)")
    ((1000000, 'millions'), (1000, 'thousands'), (1000, 'thousands'))
    >>> _unit("Awards of $500,000 or more") is _unit("Award Amount ($)") is None
    True
    """
    return next(((times, name) for times, name, said in _SAID if re.search(said, words, re.IGNORECASE)), None)
