"""Days and amounts as files of awards hold them: in SQL, and of the cells of workbooks."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final

__all__ = ["as_day", "as_text", "exactly"]

_ORDERS: Final = ("%m/%d/", "%d-%b-", "%b %d ", "%B %d ", "%d %b ", "%d %B ")
_WRITTEN: Final = [order + year for order in _ORDERS for year in ("%y", "%Y")]
"""How days are written in a spreadsheet. "%y" first: of four digits it leaves two, and the next is tried."""
_FIRST: Final = "DATE '1900-01-01'"
"""No award of a spreadsheet is older: a year before is a slip."""
_TIME: Final = "[ T]+[0-9]{1,2}:[0-9]{2}.*$"
_SERIAL: Final = "[3-6][0-9]{4}"
"""A day as a spreadsheet counts it, from 30 December 1899: the years 1982 to 2091."""
_CENTS_IN_32_BITS: Final = 65536
"""Below this, numbers of 32 bits are less than a cent apart."""


def as_day(text: str, *, download: bool) -> str:
    """The day that a column of texts holds, or NULL.

    A ``download`` of USAspending writes days in one way or two; in a spreadsheet they may be written out, with two
    digits for the year, with a time, or be a number.
    """
    iso = f"TRY_CAST(left({text}, 10) AS DATE)"
    if download:
        return f"coalesce({iso}, CAST(try_strptime({text}, '%m/%d/%Y') AS DATE))"
    written = f"replace(regexp_replace({text}, '{_TIME}', ''), ',', ' ')"
    found = (
        f"CASE WHEN {text} SIMILAR TO '[0-9]{{4}}[-/].*' THEN {iso} "
        f"WHEN regexp_full_match({text}, '{_SERIAL}') THEN DATE '1899-12-30' + TRY_CAST({text} AS INTEGER) "
        f"ELSE CAST(try_strptime({written}, {_WRITTEN}) AS DATE) END"
    )
    return f"CASE WHEN {found} >= {_FIRST} THEN {found} END"


def exactly(column: str) -> str:
    """A binary fraction as text: what is within a millionth of a whole cent is that cent, what is no number is none.

    One of 32 bits is as short as it can be where it tells cents apart, and else in full, so that its cents are none.
    """
    exact = f"CAST({column} AS DOUBLE)"
    return (
        f"CASE WHEN isnan({column}) THEN NULL "
        f"WHEN abs({exact}) < 1e13 AND {exact} = trunc({exact}) THEN CAST(TRY_CAST({exact} AS BIGINT) AS VARCHAR) "
        f"WHEN abs({exact}) < 1e13 AND abs({exact} - round({exact}, 2)) < 1e-6 "
        f"THEN CAST(TRY_CAST({exact} AS DECIMAL(18, 2)) AS VARCHAR) "
        f"WHEN abs({exact}) < {_CENTS_IN_32_BITS} THEN CAST({column} AS VARCHAR) ELSE CAST({exact} AS VARCHAR) END"
    )


def as_text(value: object) -> str:
    """A cell of a workbook as text; a binary fraction within a millionth of a whole cent is that cent."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        if value.is_integer():
            return str(int(value))
        exact = Decimal(repr(value))
        cents = round(exact, 2)
        return str(cents if abs(exact - cents) < Decimal("0.000001") else exact)
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)
