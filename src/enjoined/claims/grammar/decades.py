"""Decades, and the parts of one, as years."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["first_of", "last_of", "spans_of"]

_DECADE: Final = re.compile(
    r"(?:(early|mid|late|(?:first|second|latter) half)(?:[- ]| of ))?(?:the )?'?(\d{4}|\d\d)'?s"
)
_PARTS: Final = {
    "early": (0, 3),
    "mid": (4, 6),
    "late": (7, 9),
    "first half": (0, 4),
    "second half": (5, 9),
    "latter half": (5, 9),
}
"""The first year of a part of a decade and the last."""
_WHOLE: Final = 9
"""From the first year of a decade to its last."""
_TENS: Final = {"sixties": "60s", "seventies": "70s", "eighties": "80s", "nineties": "90s"}


def last_of(decade: str) -> int:
    """The last year of a decade, or of a part of it.

    >>> last_of("the 1990s"), last_of("the early 1990s"), last_of("mid-1990s"), last_of("the nineties")
    (1999, 1993, 1996, 1999)
    """
    return _years_of(decade)[1]


def first_of(decade: str) -> int:
    """The first year of a decade, or of a part of it.

    >>> first_of("the 1990s"), first_of("the late nineties"), first_of("second half of the 1980s")
    (1990, 1997, 1985)
    """
    return _years_of(decade)[0]


def _years_of(decade: str) -> tuple[int, int]:
    for word, figures in _TENS.items():
        decade = decade.replace(word, figures)
    found = _DECADE.search(decade)
    assert found is not None, "only asked of what names a decade"
    start = int(found[2]) + (1900 if len(found[2]) == 2 else 0)
    first, last = _PARTS.get(found[1], (0, _WHOLE))
    return start + first, start + last


def spans_of(decade: str) -> tuple[tuple[int, int], ...]:
    """The spans that a part of a decade can mean besides that from its first year to its last; none of a whole decade.

    >>> spans_of("the early 1990s"), spans_of("the late nineties"), spans_of("the 1990s")
    (((1990, 1992), (1990, 1994)), ((1996, 1999), (1995, 1999)), ())
    """
    first, last = _years_of(decade)
    if "half" in decade or last - first == _WHOLE:
        return ()
    start = first // 10 * 10
    if first == start:
        return (first, last - 1), (first, last + 1)
    if last == start + _WHOLE:
        return (first - 1, last), (first - 2, last)
    return ((first - 1, last + 1),)
