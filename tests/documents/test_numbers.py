from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enjoined.documents.clauses.numbers import Candidate, outer_sequence


def _candidates(values: list[int]) -> list[Candidate]:
    return [Candidate(line=at, values=(value,), quality=1.0, page=1) for at, value in enumerate(values)]


@given(st.lists(st.integers(0, 5), min_size=2, max_size=40), st.integers(1, 60))
def test_lists_inside_conditions_never_become_conditions(inner: list[int], first: int) -> None:
    values: list[int] = []
    outer: list[tuple[int, int]] = []
    start = first if first > 7 else 1
    for offset, length in enumerate(inner):
        outer.append((len(values), start + offset))
        values.append(start + offset)
        # A list of one item, or one that ends where the next condition goes on, cannot be told apart by number.
        values.extend(range(1, length + 1) if length >= 2 and start + offset > 6 else [])
    assert list(outer_sequence(_candidates(values), midway=start > 1)) == outer


def test_a_number_scanned_two_ways_is_the_one_that_continues() -> None:
    values = [(10,), (2, 11), (12,)]
    candidates = [Candidate(line=at, values=v, quality=1.0, page=1) for at, v in enumerate(values)]
    assert [number for _, number in outer_sequence(candidates)] == [10, 11, 12]


def test_the_sequence_jumps_over_an_unread_page() -> None:
    candidates = [
        Candidate(line=at, values=(value,), quality=1.0, page=page)
        for at, (value, page) in enumerate([(21, 1), (22, 1), (1, 3), (2, 3), (30, 3), (31, 3), (32, 3)])
    ]
    found = outer_sequence(candidates, holes=frozenset({3}))
    assert [number for _, number in found] == [21, 22, 30, 31, 32]


def test_a_page_from_the_middle_starts_with_its_own_number() -> None:
    assert [number for _, number in outer_sequence(_candidates([42, 1, 2, 3]), midway=True)] == [42]
    assert [number for _, number in outer_sequence(_candidates([42, 1]))] == [42]


@pytest.mark.parametrize(
    ("values", "outer"),
    [
        ([1, 2, 5, 30, 31], [1, 2, 5, 30, 31]),
        ([1, 2, 30, 3, 4], [1, 2, 3, 4]),
        ([1, 2, 3, 30], [1, 2, 3]),
        ([1, 2, 300, 301, 302], [1, 2]),
        ([1, 2, 10, 20, 30, 3], [1, 2, 3]),
    ],
)
def test_an_excerpt_jumps_where_two_numbers_go_on_behind_the_gap(values: list[int], outer: list[int]) -> None:
    assert [number for _, number in outer_sequence(_candidates(values))] == outer


def test_no_numbers_no_sequence() -> None:
    assert outer_sequence([]) == ()
