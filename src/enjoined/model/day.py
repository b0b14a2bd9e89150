"""Days, uncertain days and sets of days.

A day is a proleptic Gregorian ordinal (1 January of year 1 is day 1), in the court's or agency's own calendar.
Every window is half-open: the start is in, the end is out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, NewType

import msgspec

from enjoined.model.truth import NO, UNKNOWN, YES, Truth

__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "Day",
    "DaySet",
    "Moment",
    "as_date",
    "iso",
    "parse_day",
    "spoken",
]

Day = NewType("Day", int)

FIRST_DAY: Final = Day(1)
LAST_DAY: Final = Day(date.max.toordinal())
_MONTHS: Final = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)


def parse_day(text: str) -> Day:
    """The day written as ``YYYY-MM-DD``; ``ValueError`` for anything else, also for days that do not exist.

    >>> iso(parse_day("2017-09-15"))
    '2017-09-15'
    """
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        raise ValueError(f"not a day: {text!r}")
    return Day(date.fromisoformat(text).toordinal())


def iso(day: int) -> str:
    """The day as ``YYYY-MM-DD``."""
    return date.fromordinal(day).isoformat()


def as_date(day: int | None) -> date | None:
    """The day as a calendar date, for output; ``None`` stays ``None``."""
    return None if day is None else date.fromordinal(day)


def spoken(day: int) -> str:
    """The day as a person reads it.

    >>> spoken(parse_day("2017-09-05"))
    '5 Sep 2017'
    """
    d = date.fromordinal(day)
    return f"{d.day} {_MONTHS[d.month - 1]} {d.year}"


class Moment(msgspec.Struct, frozen=True, kw_only=True):
    """When something happened, as far as it is known.

    Not before ``earliest``; certainly by ``latest`` (``None``: nobody has said that it ever happened). On the
    days between, whether it has happened is an open fact, named after ``owner``, the event whose date this is.
    """

    earliest: Day
    latest: Day | None
    owner: str = ""

    @staticmethod
    def on(day: Day, owner: str = "") -> Moment:
        """A moment known to the day."""
        return Moment(earliest=day, latest=day, owner=owner)

    @property
    def is_certain(self) -> bool:
        """Whether the day is known exactly."""
        return self.latest == self.earliest

    def by(self, day: int) -> Truth:
        """Whether it had happened by the end of the day.

        >>> m = Moment(earliest=Day(10), latest=Day(20))
        >>> [m.by(d).word for d in (9, 10, 19, 20)]
        ['no', 'unknown', 'unknown', 'yes']
        """
        if day < self.earliest:
            return NO
        if self.latest is not None and day >= self.latest:
            return YES
        return UNKNOWN


class DaySet(msgspec.Struct, frozen=True):
    """A set of days: sorted, disjoint, non-adjacent half-open spans ``(from, until)``.

    Supports ``|``, ``&``, ``-``, ``^``, ``~``, ``in``, ``<=`` (subset) and iteration over its spans.

    >>> summer = DaySet.span(10, 20)
    >>> (summer - DaySet.span(12, 15)).spans
    ((10, 12), (15, 20))
    """

    spans: tuple[tuple[int, int], ...] = ()

    @staticmethod
    def span(start: int, until: int) -> DaySet:
        """The days from ``start`` up to, not including, ``until``; empty if ``until`` is not later."""
        return DaySet(((start, until),)) if start < until else DaySet()

    @staticmethod
    def of(spans: Iterable[tuple[int, int]]) -> DaySet:
        """The union of spans in any order, overlapping or not; spans that end before they start are empty."""
        merged: list[tuple[int, int]] = []
        for start, until in sorted(s for s in spans if s[0] < s[1]):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(merged[-1][1], until))
            else:
                merged.append((start, until))
        return DaySet(tuple(merged))

    @staticmethod
    def all() -> DaySet:
        """Every day the calendar has."""
        return DaySet.span(FIRST_DAY, LAST_DAY + 1)

    def __contains__(self, day: int) -> bool:
        """Whether the day is in the set."""
        return any(start <= day < until for start, until in self.spans)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The spans in order."""
        return iter(self.spans)

    def __len__(self) -> int:
        """How many days."""
        return sum(until - start for start, until in self.spans)

    def __or__(self, other: DaySet) -> DaySet:
        """Days in either set."""
        return DaySet.of((*self.spans, *other.spans))

    def __and__(self, other: DaySet) -> DaySet:
        """Days in both sets."""
        found: list[tuple[int, int]] = []
        mine, theirs = iter(self.spans), iter(other.spans)
        a, b = next(mine, None), next(theirs, None)
        while a and b:
            start, until = max(a[0], b[0]), min(a[1], b[1])
            if start < until:
                found.append((start, until))
            if a[1] <= b[1]:
                a = next(mine, None)
            else:
                b = next(theirs, None)
        return DaySet(tuple(found))

    def __invert__(self) -> DaySet:
        """Days of the calendar not in the set."""
        edges = [
            FIRST_DAY,
            *(edge for span in self.spans for edge in span),
            LAST_DAY + 1,
        ]
        return DaySet.of(zip(edges[::2], edges[1::2], strict=True))

    def __sub__(self, other: DaySet) -> DaySet:
        """Days in this set but not in the other."""
        return self & ~other

    def __xor__(self, other: DaySet) -> DaySet:
        """Days in exactly one of the sets."""
        return (self | other) - (self & other)

    def __le__(self, other: DaySet) -> bool:
        """Whether every day of this set is in the other."""
        return self & other == self

    def isdisjoint(self, other: DaySet) -> bool:
        """Whether no day is in both."""
        return not (self & other).spans
