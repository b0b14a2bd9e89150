"""Dates as news stories write them: "Aug. 7, 2017", "7 August 2017", "Monday", "last Thursday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from enjoined.model import Day

__all__ = ["Written", "dates_in", "weekday_name"]

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE: Final = re.compile(
    rf"\b(?P<m1>{_MONTH})\b\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<y1>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH})\b\.?(?:,?\s+(?P<y2>(?:19|20)\d\d)\b)?"
    r"|\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\d)"
    r"|\b(?P<m4>\d{1,2})/(?P<d4>\d{1,2})/(?P<y4>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    rf"\b(?P<lead>next|last|this past|this coming)?\s*(?P<day>{'|'.join(_WEEKDAYS)}|today|yesterday)\b",
    re.IGNORECASE,
)


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A date in a text: where it stands, the day it means (``None``: not known), whether its year is printed."""

    start: int
    end: int
    text: str
    day: Day | None
    whole: bool


def weekday_name(day: Day) -> str:
    """The day of the week.

    >>> weekday_name(Day(date(2017, 8, 7).toordinal()))
    'Monday'
    """
    return _WEEKDAYS[date.fromordinal(day).weekday()].capitalize()


def dates_in(text: str, told: Day | None = None) -> Iterator[Written]:
    """The dates of a text in order; what lacks a year or is a day of the week is read from the day it was told.

    A bare weekday is the last one up to that day, "next" the first one after it, "last" one before it; a month and
    day without a year mean the nearest such day.
    """
    found = [*_absolute(text, told), *(_weekdays(text, told))]
    yield from sorted(found, key=lambda w: w.start)


def _absolute(text: str, told: Day | None) -> Iterator[Written]:
    for match in _DATE.finditer(text):
        for n in "1234":
            if match[f"d{n}"] is None:
                continue
            month = match[f"m{n}"]
            number = int(month) if month.isdigit() else _MONTHS[month.lower()]
            year = match[f"y{n}"]
            day = _day(int(year), number, int(match[f"d{n}"])) if year else None
            if not year and told is not None:
                day = _nearest(told, number, int(match[f"d{n}"]))
            if year and day is None:
                continue
            yield Written(start=match.start(), end=match.end(), text=match[0], day=day, whole=bool(year))


def _day(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(date(year, month, day).toordinal())
    except ValueError:
        return None


def _nearest(told: Day, month: int, day: int) -> Day | None:
    year = date.fromordinal(told).year
    near = [d for y in (year - 1, year, year + 1) if (d := _day(y, month, day)) is not None]
    return min(near, key=lambda d: abs(d - told), default=None)


def _weekdays(text: str, told: Day | None) -> Iterator[Written]:
    for match in _RELATIVE.finditer(text):
        lead, word = (match["lead"] or "").lower(), match["day"].lower()
        day = None
        if told is not None and word in ("today", "yesterday"):
            day = Day(told - (word == "yesterday"))
        elif told is not None:
            back = (date.fromordinal(told).weekday() - _WEEKDAYS.index(word)) % 7
            ahead = lead in ("next", "this coming")
            day = Day(told + (7 - back if ahead else -(back or 7) if lead == "last" else -back))
        yield Written(
            start=match.start("day"), end=match.end("day"), text=match[0].strip(), day=day, whole=False
        )
