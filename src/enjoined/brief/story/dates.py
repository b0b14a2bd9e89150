"""Dates as news stories write them: "Aug. 7, 2017", "7 August 2017", "Monday", "last Thursday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from enjoined.model import Day

__all__ = ["PERIOD", "Period", "Written", "dates_in", "period_of", "weekday_name"]

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

_ORDINALS: Final = {
    word: number
    for number, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
            *("eighteenth", "nineteenth", "twentieth", "twenty-first", "twenty-second", "twenty-third"),
            *("twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh", "twenty-eighth"),
            *("twenty-ninth", "thirtieth", "thirty-first"),
        ),
        start=1,
    )
}
_ORDINAL: Final = "|".join(sorted(_ORDINALS, key=len, reverse=True))

_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE: Final = re.compile(
    rf"\b(?P<m1>{_MONTH})\b\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<y1>(?:19|20)\d\d)\b)?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_MONTH})\b\.?(?:,?\s+(?P<y2>(?:19|20)\d\d)\b)?"
    r"|\b(?P<y3>(?:19|20)\d\d)-(?P<m3>\d\d)-(?P<d3>\d\d)(?!\d)"
    r"|\b(?P<m4>\d{1,2})/(?P<d4>\d{1,2})/(?P<y4>(?:19|20)\d\d)\b"
    rf"|\b(?P<m5>{_MONTH})\s+(?:the\s+)?(?P<d5>{_ORDINAL})\b(?:,?\s+(?P<y5>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(
    rf"\b(?P<lead>next|last|this past|this coming|until|through)?\s*(?P<day>{'|'.join(_WEEKDAYS)}|today|yesterday)\b",
    re.IGNORECASE,
)


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A date in a text: where it stands, the day it means (``None``: not known), whether its year is printed.

    ``yearly`` is its month and day of the month, where it has them.
    """

    start: int
    end: int
    text: str
    day: Day | None
    whole: bool
    yearly: tuple[int, int] | None = None


def weekday_name(day: Day) -> str:
    """The day of the week.

    >>> weekday_name(Day(date(2017, 8, 7).toordinal()))
    'Monday'
    """
    return _WEEKDAYS[date.fromordinal(day).weekday()].capitalize()


def dates_in(text: str, told: Day | None = None) -> Iterator[Written]:
    """The dates of a text in order; what lacks a year or is a day of the week is read from the day it was told.

    A bare weekday is the last one up to that day, "next" and "until" the first one after it, "last" one before it; a
    month and day without a year mean the nearest such day.
    """
    found = [*_absolute(text, told), *(_weekdays(text, told))]
    yield from sorted(found, key=lambda w: w.start)


def _absolute(text: str, told: Day | None) -> Iterator[Written]:
    for match in _DATE.finditer(text):
        for n in "12345":
            if match[f"d{n}"] is None:
                continue
            month = match[f"m{n}"]
            number = int(month) if month.isdigit() else _MONTHS[month.lower()]
            year, said = match[f"y{n}"], match[f"d{n}"].lower()
            in_month = int(said) if said.isdigit() else _ORDINALS[said]
            day = _day(int(year), number, in_month) if year else None
            if not year and told is not None:
                day = _nearest(told, number, in_month)
            if year and day is None:
                continue
            yield Written(
                start=match.start(),
                end=match.end(),
                text=match[0],
                day=day,
                whole=bool(year),
                yearly=(number, in_month),
            )


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
            ahead = lead in ("next", "this coming", "until", "through")
            day = Day(told + (7 - back if ahead else -(back or 7) if lead == "last" else -back))
        yield Written(
            start=match.start("day"), end=match.end("day"), text=match[0].strip(), day=day, whole=False
        )


PERIOD: Final = (
    rf"(?:(?:in|since|last|this past|back in|during|late in|early in)\s+(?:early |late |mid-)?"
    rf"(?:(?P<month>{_MONTH})\b\.?"
    r"(?!\s+\d{1,2}\b)(?:,?\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?|(?P<only>20\d\d))\b"
    r"|(?P<lead>last|earlier this|this)\s+(?P<unit>week|month|year|spring|summer|fall|autumn|winter)\b)"
)
"""A pattern of a month, a season or a year, by name or counted from the day of the story."""
_SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11), "winter": (12, 2)}


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of days that a text means, and how a sentence says it."""

    first: Day
    last: Day
    words: str


def period_of(text: str, told: Day) -> Period | None:
    """The days that a month, season or year of a story means; ``None`` for what is none, or lies ahead.

    A month without a year is the last one up to the day of the story; a season is taken with a month to spare.

    >>> told = Day(date(2017, 9, 18).toordinal())
    >>> [period_of(t, told).words for t in ("last month", "in March", "in 2016", "in Aug. 2016", "last winter")]
    ['in August 2017', 'in March 2017', 'in 2016', 'in August 2016', 'in winter 2016']
    """
    match = re.match(PERIOD, text, re.IGNORECASE)
    if match is None or (match["only"] and text[:4].lower() == "last"):
        return None
    now = date.fromordinal(told)
    unit, last = (match["unit"] or "").lower(), (match["lead"] or "").lower() == "last"
    if match["only"]:
        return _months(int(match["only"]), 1, 12, f"in {match['only']}")
    if match["month"]:
        month = _MONTHS[match["month"].lower()]
        year = int(match["year"]) if match["year"] else now.year - (month > now.month)
        return _months(year, month, month, f"in {date(year, month, 1):%B %Y}")
    if unit == "year":
        return _months(now.year - last, 1, 12, f"in {now.year - last}")
    if unit == "month":
        before = now.replace(day=1).toordinal() - last
        then = date.fromordinal(before)
        return _months(then.year, then.month, then.month, f"in {then:%B %Y}")
    if unit == "week":
        monday = told - now.weekday() - 7 * last
        return Period(first=Day(monday), last=Day(monday + 6), words=f"{match['lead'].lower()} week")
    first, end = _SEASONS[unit]
    year = now.year - (date(now.year, first, 1) > now or (last and first <= now.month <= end))
    begin = date(year, first, 1).toordinal() - 31
    return Period(first=Day(begin), last=Day(begin + 31 + 92 + 31), words=f"in {unit} {year}")


def _months(year: int, first: int, last: int, words: str) -> Period:
    end = date(year + (last == 12), last % 12 + 1, 1).toordinal() - 1
    return Period(first=Day(date(year, first, 1).toordinal()), last=Day(end), words=words)
