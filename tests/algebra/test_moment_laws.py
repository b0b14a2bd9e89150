"""An uncertain day turns once from no to yes, with at most one stretch of unknown between."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from enjoined.model import NO, UNKNOWN, Day, Moment
from tests.algebra.strategies import FIRST, LAST, days, moments

AROUND = range(FIRST - 1, LAST + 12)


@given(moments())
def test_what_has_happened_by_a_day_has_by_every_later_one(moment: Moment) -> None:
    values = [moment.by(day) for day in AROUND]
    assert values[0] is NO
    assert all(a <= b for a, b in pairwise(values))


@given(moments())
def test_a_moment_is_certain_if_no_day_is_unknown(moment: Moment) -> None:
    assert moment.is_certain is all(moment.by(day) is not UNKNOWN for day in AROUND)


@given(days)
def test_a_day_is_a_certain_moment(day: Day) -> None:
    moment = Moment.on(day)
    assert moment.is_certain
    assert [moment.by(day + away).word for away in (-1, 0)] == ["no", "yes"]
