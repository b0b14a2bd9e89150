"""Amounts of a spreadsheet in thousands or millions of dollars: a heading, or a line above the header, says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from enjoined.money.awards.layouts import Reading

__all__ = ["scaled"]

_SAID: Final = (
    (
        1_000,
        "thousands",
        r"\bin (?:u\.?s\.? |\$ ?)?(?:thousands|000'?s?)\b|\bthousands of (?:u\.?s\.? )?dollars\b"
        r"|\(?\$ ?'?000'?s?\b|\((?:\$ ?)?(?:thousands|'?000'?s)\)|\b000'?s omitted\b",
    ),
    (
        1_000_000,
        "millions",
        r"\bin (?:u\.?s\.? |\$ ?)?millions\b|\bmillions of (?:u\.?s\.? )?dollars\b|\(\$? ?(?:millions|mm?)\)",
    ),
)
"""How many dollars a unit is, what it is called, and how a heading says it."""
_AMOUNTS: Final = ("obligated", "outlayed")


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
        for words in (reading.columns.get(field, ""), *lines) if field in reading.columns else ():
            if found := _unit(words):
                units[field] = found[0]
                notes[f"amounts are taken as {found[1]} of dollars, as {words!r} says"] = None
                break
    return msgspec.structs.replace(reading, units=units, notes=(*reading.notes, *notes))


def _unit(words: str) -> tuple[int, str] | None:
    """The unit that some words say.

    >>> _unit("Award Amount ($000)"), _unit("(in thousands of dollars)"), _unit("(Dollars in Millions)")
    ((1000, 'thousands'), (1000, 'thousands'), (1000000, 'millions'))
    >>> _unit("Awards of $500,000 or more") is _unit("Award Amount ($)") is None
    True
    """
    return next(((times, name) for times, name, said in _SAID if re.search(said, words, re.IGNORECASE)), None)
