"""The headers of USAspending's assistance downloads through time: which columns each version had.

``usaspending_headers.csv`` holds a line for each column of a layout, with the first version that has it and the first
later one without it, and names its source. Columns are found by name, never by position.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

import msgspec

__all__ = ["Version", "nearest", "versions"]

_FILE: Final = "usaspending_headers.csv"


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """How a header compares with the version most like it.

    ``missing`` are that version's columns which the header lacks, ``unknown`` those of no version at all. A header
    is ``known`` if it is exactly that of the version.
    """

    layout: str
    since: date
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    known: bool


@cache
def versions(layout: str) -> dict[date, frozenset[str]]:
    """The columns of every version of a layout, by the day on which the version began."""
    text = files("enjoined.money.awards").joinpath(_FILE).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    rows = [row for row in csv.DictReader(lines) if row["layout"] == layout]
    days = sorted({day for row in rows for day in (row["since"], row["until"]) if day})
    return {
        date.fromisoformat(day): frozenset(
            row["column"] for row in rows if row["since"] <= day and (not row["until"] or day < row["until"])
        )
        for day in days
    }


def nearest(layout: str, header: Iterable[str]) -> Version:
    """The version of the layout that shares most with a header; of equals the latest."""
    given = frozenset(header)
    known = versions(layout)
    since = max(known, key=lambda day: (-len(known[day] ^ given), day))
    ever = frozenset().union(*known.values())
    return Version(
        layout=layout,
        since=since,
        missing=tuple(sorted(known[since] - given)),
        unknown=tuple(sorted(given - ever)),
        known=known[since] == given,
    )
