"""The fiscal year of a file whose columns do not say it: given by the user, or told by the lines above the header."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.money.awards.layouts import Reading

__all__ = ["dated", "year_above"]

_MONTH: Final = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY: Final = rf"{_MONTH}\.? +[0-9]{{1,2}},? +(20[0-9]{{2}})|[0-9]{{1,2}}/[0-9]{{1,2}}/(20[0-9]{{2}})"
_TOLD: Final = (
    rf"(?:year|period)s?,? +end(?:ed|ing|s):? +(?:{_DAY})",
    rf"(?:through|thru|to|-|\u2013) +(?:{_DAY})",
    r"\bf(?:ederal +)?f?(?:iscal +)?y(?:ear)?[ :'-]*(20[0-9]{2}|[0-9]{2})\b"
    r"(?: *(?:[-\u2013/,&]|and|to|through) *(20[0-9]{2}|[0-9]{2})\b(?![./]))?",
)
"""How a title says its year: the last day of it, the end of a period, "FY 2025" or "fiscal year 2025"."""
_FIRST: Final = 2000
_LAST: Final = 2099
_NO_YEAR: Final = (
    "no column says the fiscal year of the awards: without one most answers are unclear; --fiscal-year YEAR says it, "
    "or a column Fiscal Year"
)


def year_above(rows: Iterable[Sequence[str]]) -> tuple[int, str] | None:
    """The one year that lines above a header tell, and the line; ``None`` if they tell none or several.

    A year that is not a calendar year is called by its end, as the federal one is.

    >>> year_above([["City of Chicago"], ["Schedule of Expenditures", "For the Year Ended June 30, 2025"]])
    (2025, 'For the Year Ended June 30, 2025')
    >>> year_above([["Year ended Sept. 30, 2025"]])
    (2025, 'Year ended Sept. 30, 2025')
    >>> year_above([["Fiscal Year", "2025"]])
    (2025, 'Fiscal Year 2025')
    >>> year_above([["FY 2024 and FY 2025"]]) is year_above([["Grants, FY 2024-25"]]) is None
    True
    """
    # A title may stand in several cells; where one cell tells the year it is the one to name.
    cells = [" ".join(" ".join(cells).split()) for row in rows for cells in (row, *((cell,) for cell in row))]
    for pattern in _TOLD:
        found = {
            int(year) % 100 + _FIRST: cell
            for cell in cells
            for groups in re.findall(pattern, cell, re.IGNORECASE)
            for year in ([groups] if isinstance(groups, str) else groups)
            if year
        }
        if found:
            return next(iter(found.items())) if len(found) == 1 else None
    return None


def dated(reading: Reading, above: Iterable[Sequence[str]], given: int | None) -> Reading:
    """The reading with the year of awards that neither a column nor their number tells, and a note on it.

    Only a spreadsheet or schedule needs one: the downloads of USAspending tell when an award began.
    Raises ``InputError`` for a year that is given and can be none.
    """
    if given is not None and not _FIRST <= given <= _LAST:
        raise InputError(
            f"{given} is no fiscal year", where="--fiscal-year", remedy="write four digits, e.g. 2025"
        )
    if reading.layout not in ("plain", "sefa") or "fiscal_year" in reading.columns:
        return reading
    told = (given, "") if given is not None else year_above(above)
    if told is None:
        knows = reading.columns.keys() & ({"date", "number"} if reading.layout == "plain" else {"base_year"})
        return reading if knows else _noted(reading, _NO_YEAR)
    year, words = told
    if not words:
        return msgspec.structs.replace(reading, period=year)
    dated = "date" in reading.columns
    untold = (
        "neither the number nor the date of an award tells it"
        if dated
        else "an award's number does not tell it"
    )
    note = (
        f"the fiscal year is taken from {words!r} where {untold}: FY{year}. What is spent in a year "
        "may come of an older award: --fiscal-year YEAR, or a column Fiscal Year, says better"
    )
    return _noted(msgspec.structs.replace(reading, period=year), note)


def _noted(reading: Reading, note: str) -> Reading:
    return msgspec.structs.replace(reading, notes=(*reading.notes, note))
