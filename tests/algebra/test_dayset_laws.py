"""DaySet is a Boolean algebra over the days of the calendar."""

from __future__ import annotations

from hypothesis import given

from enjoined.model import DaySet
from tests.algebra.strategies import FIRST, LAST, day_sets, days, spans


@given(day_sets, day_sets, day_sets)
def test_union_and_intersection_are_commutative_associative_and_distributive(
    a: DaySet, b: DaySet, c: DaySet
) -> None:
    assert a | b == b | a
    assert a & b == b & a
    assert (a | b) | c == a | (b | c)
    assert (a & b) & c == a & (b & c)
    assert a & (b | c) == (a & b) | (a & c)
    assert a | (b & c) == (a | b) & (a | c)


@given(day_sets, day_sets)
def test_complement_is_an_involution_and_de_morgan_holds(a: DaySet, b: DaySet) -> None:
    assert ~~a == a
    assert ~(a | b) == ~a & ~b
    assert a & ~a == DaySet()
    assert a | ~a == DaySet.all()


@given(day_sets, day_sets)
def test_difference_and_symmetric_difference(a: DaySet, b: DaySet) -> None:
    assert a - b == a & ~b
    assert a ^ b == (a - b) | (b - a)
    assert (a - b).isdisjoint(b)
    assert (a & b) <= a <= (a | b)


@given(spans)
def test_membership_is_that_of_the_spans(raw: list[tuple[int, int]]) -> None:
    made = DaySet.of(raw)
    members = {day for start, until in raw for day in range(start, until)}
    assert {day for day in range(FIRST, LAST) if day in made} == members
    assert len(made) == len(members)


@given(day_sets)
def test_spans_are_sorted_disjoint_and_not_adjacent(a: DaySet) -> None:
    flat = [edge for span in a for edge in span]
    assert flat == sorted(set(flat))


@given(day_sets, day_sets, days)
def test_operators_agree_with_membership(a: DaySet, b: DaySet, day: int) -> None:
    assert (day in a | b) == (day in a or day in b)
    assert (day in a & b) == (day in a and day in b)
    assert (day in a ^ b) == ((day in a) != (day in b))
    assert (day in ~a) == (day not in a)
