"""Which numbers at line starts number the conditions, and which only number the items inside one.

Awards restart "1. 2. 3." inside a condition, scans read "II." for 11 and "1S." for 15, and pages go missing. A
number counts as a condition's when it continues the outer sequence; the reading of all numbers together that
explains most of them wins (a beam search, linear in the number of lines).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

__all__ = ["Candidate", "outer_sequence"]

BEAM = 32
GAP = 6
GAP_AT_HOLE = 15
GAP_LONG = 40
LONG_JUMP = 2.0
"""What a jump over more than ``GAP`` numbers costs: two numbers in a row behind it win it back, one alone does not."""
MOST_CANDIDATES = 20_000
INDENT = 14.0


class Candidate(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line that begins with a number: what the number may be, and how much it looks like a heading (0 to 1).

    A number is ``named`` where a word stands before it ("Article 9"): it may jump at little cost, for excerpts leave
    articles out. ``apart`` says the same of one that heads a title behind the full stop of the line before.
    """

    line: int
    values: tuple[int, ...]
    quality: float
    page: int
    left: float | None = None
    named: bool = False
    apart: bool = False


class _Link(msgspec.Struct, frozen=True):
    """One accepted number and the chain before it."""

    before: _Link | None
    line: int
    value: int


class _State(msgspec.Struct, frozen=True):
    score: float
    outer: int
    inner: int
    page: int
    left: float | None
    path: _Link | None


def outer_sequence(
    candidates: Sequence[Candidate], *, holes: frozenset[int] = frozenset(), midway: bool = False
) -> tuple[tuple[int, int], ...]:
    """``(line, number)`` of every candidate that numbers a condition.

    ``holes`` are pages before which a page is missing or unread: there the sequence may jump. ``midway`` says
    that the text begins inside the document, so that its first number need not be 1.

    >>> stream = [1, 1, 2, 3, 2, 1, 2, 3, 4]
    >>> cs = [Candidate(line=i, values=(v,), quality=1.0, page=1) for i, v in enumerate(stream)]
    >>> outer_sequence(cs)
    ((0, 1), (4, 2), (7, 3), (8, 4))
    """
    beam = [_State(0.0, 0, 0, 0, None, None)]
    for candidate in candidates[:MOST_CANDIDATES]:
        best: dict[tuple[int, int], _State] = {}
        for state in beam:
            for following in _steps(state, candidate, holes, midway):
                key = (following.outer, following.inner)
                if key not in best or best[key].score < following.score:
                    best[key] = following
        beam = sorted(best.values(), key=lambda state: -state.score)[:BEAM]
    link = beam[0].path
    chosen: list[tuple[int, int]] = []
    while link is not None:
        chosen.append((link.line, link.value))
        link = link.before
    return tuple(reversed(chosen))


def _steps(state: _State, candidate: Candidate, holes: frozenset[int], midway: bool) -> list[_State]:
    quality = candidate.quality
    # The first number of a text is rarely a stray one.
    skip = 0.4 * quality if state.outer else 1.5 * quality
    steps = [_State(state.score - skip, state.outer, state.inner, state.page, state.left, state.path)]
    hole = any(state.page < page <= candidate.page for page in holes) if state.outer else True
    for value in candidate.values:
        gain = quality
        if (
            state.left is not None
            and candidate.left is not None
            and abs(candidate.left - state.left) > INDENT
        ):
            gain -= 0.7
        if state.outer == 0:
            gain -= (0.6 if value == 1 else 0.0) if midway else (0.0 if value == 1 else 0.3)
        elif value > state.outer + 1:
            skipped = value - state.outer - 1
            if skipped > GAP_LONG:
                gain = -9.0
            elif candidate.apart:
                gain -= 0.6 + 0.02 * skipped
            elif candidate.named or (hole and skipped <= GAP_AT_HOLE):
                gain -= 0.4 + 0.02 * skipped
            else:
                gain -= 1.1 + 0.1 * skipped if skipped <= GAP else LONG_JUMP
        elif value <= state.outer:
            gain = -9.0
        if gain > -5:
            steps.append(
                _State(
                    state.score + gain,
                    value,
                    0,
                    candidate.page,
                    candidate.left if candidate.left is not None else state.left,
                    _Link(state.path, candidate.line, value),
                )
            )
        if state.outer and (value == state.inner + 1 or value == 1):
            gain = 0.3 if value == state.inner + 1 and state.inner else 0.1
            steps.append(_State(state.score + gain, state.outer, value, state.page, state.left, state.path))
    return steps
