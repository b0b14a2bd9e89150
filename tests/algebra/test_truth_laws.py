"""Truth is the strong Kleene logic: a De Morgan lattice in which unknown is not decided by guessing."""

from __future__ import annotations

from itertools import product

import pytest

from enjoined.model import NO, UNKNOWN, YES, Truth

ALL = tuple(Truth)


@pytest.mark.parametrize(("a", "b", "c"), list(product(ALL, repeat=3)))
def test_lattice(a: Truth, b: Truth, c: Truth) -> None:
    assert a & b is b & a
    assert a | b is b | a
    assert a & (b & c) is (a & b) & c
    assert a & (b | c) is (a & b) | (a & c)
    assert a & (a | b) is a
    assert ~(a & b) is (~a | ~b)
    assert ~~a is a


def test_unknown_stays_unknown_unless_the_other_side_decides() -> None:
    assert UNKNOWN | ~UNKNOWN is UNKNOWN
    assert UNKNOWN & NO is NO
    assert UNKNOWN | YES is YES


@pytest.mark.parametrize(("a", "b"), list(product(ALL, repeat=2)))
def test_a_certain_result_does_not_depend_on_how_an_unknown_turns_out(a: Truth, b: Truth) -> None:
    completions = [
        (x, y)
        for x in ((a,) if a is not UNKNOWN else (NO, YES))
        for y in ((b,) if b is not UNKNOWN else (NO, YES))
    ]
    for name in ("__and__", "__or__"):
        value = getattr(a, name)(b)
        results = {getattr(x, name)(y) for x, y in completions}
        assert value is UNKNOWN or results == {value}


def test_of_and_word() -> None:
    assert [Truth.of(v) for v in (True, False, None)] == [YES, NO, UNKNOWN]
    assert [t.word for t in Truth] == ["no", "unknown", "yes"]
