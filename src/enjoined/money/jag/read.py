"""The inputs of the formula as CSV files: columns found by name, every mistake with its line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import Final

import msgspec

from enjoined.errors import InputError, unread_because
from enjoined.money.jag.formula import StateInput
from enjoined.money.jag.local import UnitInput
from enjoined.recipients.states import STATES, state_code

__all__ = [
    "ALL_UNITS",
    "ISLANDS",
    "OF_THE_FORMULA",
    "Published",
    "Total",
    "read_published",
    "read_states",
    "read_totals",
    "read_units",
]

ISLANDS: Final = "AS+MP"
OF_THE_FORMULA: Final = frozenset({code.upper() for code in STATES} - set(ISLANDS.split("+")) | {ISLANDS})
"""The 55 that 34 U.S.C. 10251(a)(2) calls States."""
"""American Samoa and the Northern Mariana Islands, which are one State here (34 U.S.C. 10251(a)(2))."""

ALL_UNITS: Final = "reporting-units"
"""Kind of the line that gives the violent crimes of all reporting units of a State."""

_MOST_BYTES: Final = 20_000_000
_STATES: Final = ("fiscal_year", "state", "population")
_UNITS: Final = ("fiscal_year", "state", "unit", "kind")
_MOST: Final = Decimal("1e13")


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """The sum that the formula divides in a year, in dollars, and how well it is known."""

    fiscal_year: int
    total: Decimal
    quality: str
    note: str
    source: str


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A figure somebody printed: ``what`` is total, state-award, local-pool or unit; ``rounding`` in dollars.

    ``consistent`` is false where it does not follow from the formula, ``note`` then says so.
    """

    state: str
    unit: str
    what: str
    amount: Decimal
    rounding: Decimal
    consistent: bool
    note: str
    source: str


class _Row:
    """A line of a file; each cell is read with its column named in what goes wrong."""

    def __init__(self, cells: Mapping[str, str], where: str) -> None:
        self.cells = cells
        self.where = where

    def text(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def number(self, column: str) -> Decimal | None:
        text = self.text(column).replace(",", "").removeprefix("$")
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not 0 <= number < _MOST:
            raise self.wrong(f"{column}: {self.text(column)!r} is no number", "write it like 53556")
        return number

    def whole(self, column: str) -> int | None:
        number = self.number(column)
        if number is None:
            return None
        if number != int(number):
            raise self.wrong(f"{column}: {number} is no whole number", "write it without a fraction")
        return int(number)

    def wrong(self, what: str, remedy: str) -> InputError:
        return InputError(what, where=self.where, remedy=remedy)

    def crimes(self) -> tuple[tuple[int, ...], Fraction | None]:
        """Three yearly numbers, or their average alone."""
        years = [self.whole(f"crimes_{n}") for n in (1, 2, 3)]
        known = tuple(y for y in years if y is not None)
        average = self.number("average")
        if len(known) == len(years):
            return known, Fraction(sum(known), len(known))
        if known and average is None:
            raise self.wrong(
                "crimes are given for some of the three years only", "give all three, or the average"
            )
        return (), None if average is None else Fraction(average)


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[_Row]:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            raise InputError("is no file of figures", where=str(path), remedy="give a CSV file under 20 MB")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read: {unread_because(error)}", where=str(path), remedy="give a CSV file in UTF-8"
        ) from None
    rows = csv.DictReader(io.StringIO(text, newline=""), restval="")
    try:
        head = ["_".join(column.lower().split()) for column in rows.fieldnames or ()]
        missing = [column for column in needed if column not in head]
        if missing:
            raise InputError(
                f"has no column {', '.join(missing)}", where=f"{path}:1", remedy="see docs/jag.md"
            )
        rows.fieldnames = head
        for cells in rows:
            if None in cells:
                raise InputError(
                    "has more cells than columns", where=f"{path}:{rows.line_num}", remedy="quote commas"
                )
            if any(cell.strip() for cell in cells.values()):
                yield _Row(cells, f"{path}:{rows.line_num}")
    except csv.Error as error:
        raise InputError(f"is no CSV: {error}", where=f"{path}:{rows.line_num}") from None


def read_states(path: Path, fiscal_year: int) -> list[StateInput]:
    """The lines of a year. Raises an ``ExceptionGroup`` of every :class:`InputError`, with file and line."""
    found: dict[str, tuple[StateInput, str]] = {}
    errors: list[InputError] = []
    years: set[str] = set()
    for row in _rows(path, _STATES):
        years.add(row.text("fiscal_year"))
        if row.text("fiscal_year") != str(fiscal_year):
            continue
        try:
            item = _state(row)
            if item.state in found:
                raise row.wrong(f"{item.state} stands on {found[item.state][1]}, too", "keep one of the two")
            found[item.state] = (item, row.where)
        except InputError as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("inputs of the formula", errors)
    if not found:
        held = ", ".join(sorted(years)) or "none"
        raise InputError(
            f"has no line of fiscal year {fiscal_year}",
            where=str(path),
            remedy=f"it holds {held}; give --inputs FILE for another year",
        )
    return [item for item, _ in found.values()]


def _state_code(row: _Row) -> str:
    code = state_code(row.text("state"))
    if code not in OF_THE_FORMULA:
        one = (
            " (American Samoa and the Northern Marianas are one line, AS+MP)" if code in ("AS", "MP") else ""
        )
        raise row.wrong(f"{row.text('state')!r} is no State of the formula{one}", "write a two-letter code")
    return code


def _state(row: _Row) -> StateInput:
    population = row.whole("population")
    crimes, average = row.crimes()
    if population is None or average is None:
        raise row.wrong("population or violent crimes are missing", "fill crimes_1 to crimes_3, or average")
    spending = row.number("spending_share")
    if spending is not None and spending > 1:
        raise row.wrong(f"spending_share: {spending} is more than all spending", "write it like 0.42")
    return StateInput(
        state=_state_code(row),
        spending_share=None if spending is None else Fraction(spending),
        population=population,
        crimes=crimes,
        average=average,
        population_year=row.text("population_year"),
        crime_years=row.text("crime_years"),
        quality=row.text("quality"),
        source=row.text("source"),
    )


def read_units(path: Path, fiscal_year: int) -> tuple[list[UnitInput], dict[str, Fraction]]:
    """The units of local government of a year, and by State the crimes of all reporting units where given.

    Raises an ``ExceptionGroup`` of every :class:`InputError`, with file and line.
    """
    units: dict[tuple[str, str], UnitInput] = {}
    totals: dict[str, Fraction] = {}
    errors: list[InputError] = []
    for row in _rows(path, _UNITS):
        if row.text("fiscal_year") != str(fiscal_year):
            continue
        try:
            state, unit = _state_code(row), row.text("unit")
            crimes, average = row.crimes()
            if row.text("kind") == ALL_UNITS:
                if average is None or state in totals:
                    raise row.wrong("gives no number of its own for all reporting units", "give it once")
                totals[state] = average
                continue
            if not unit or (state, unit) in units:
                raise row.wrong("names no unit, or one that stands above", "give each unit one line")
            units[state, unit] = UnitInput(
                state=state,
                unit=unit,
                kind=row.text("kind"),
                crimes=crimes,
                average=average,
                years_reported=row.whole("years_reported"),
                spending=row.number("spending"),
                annexed_to=row.text("annexed_to"),
                certified_to=row.text("certified_to"),
                quality=row.text("quality"),
                source=row.text("source"),
            )
        except InputError as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("units of local government", errors)
    return list(units.values()), totals


def read_totals(path: Path) -> dict[int, Total]:
    """The totals by fiscal year."""
    return {
        total.fiscal_year: total
        for row in _rows(path, ("fiscal_year", "total"))
        for total in (
            Total(
                fiscal_year=row.whole("fiscal_year") or 0,
                total=row.number("total") or Decimal(0),
                quality=row.text("quality"),
                note=row.text("note"),
                source=row.text("source"),
            ),
        )
    }


def read_published(path: Path, fiscal_year: int) -> list[Published]:
    """The printed figures of a year."""
    return [
        Published(
            state=row.text("state"),
            unit=row.text("unit"),
            what=row.text("what"),
            amount=row.number("amount") or Decimal(0),
            rounding=row.number("rounding") or Decimal(1),
            consistent=row.text("consistent") != "no",
            note=row.text("note"),
            source=row.text("source"),
        )
        for row in _rows(path, ("fiscal_year", "state", "what", "amount"))
        if row.text("fiscal_year") == str(fiscal_year)
    ]
