"""Whether a file holds the faces of several awards, as a council's packet does: then no fact of one is told of all."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from enjoined.documents.facts.amounts import find_amount
from enjoined.documents.facts.award_number import find_award_number
from enjoined.documents.page import Page

__all__ = ["faces_of_awards"]

_SURE = 0.8
"""The confidence of a number that stands behind its label."""
_OTHER = 2
"""Numbers that differ in more characters are not two readings of one."""


def faces_of_awards(pages: Sequence[Page]) -> tuple[tuple[int, str], ...]:
    """``(place, award number)`` of the first face of each award, by place among ``pages``; empty for fewer than two.

    A face prints a number behind its label and a sum. Two numbers with one sum are those of one award: a subaward
    also prints the number of what it is part of.
    """
    found: list[tuple[int, str, str]] = []
    for place, page in enumerate(pages):
        if "$" not in page.text:
            continue
        number, amount = find_award_number([page]), find_amount([page])
        if number is None or amount is None or number.confidence < _SURE:
            continue
        if not any(
            amount.value == other_amount or _are_one(number.value, other) for _, other, other_amount in found
        ):
            found.append((place, number.value, amount.value))
    return tuple((place, number) for place, number, _ in found) if len(found) > 1 else ()


def _are_one(number: str, other: str) -> bool:
    """Whether two numbers are one, which an action or a scan has changed.

    >>> _are_one("90ZV0288", "90ZV0288-02-00"), _are_one("2017-DJ-BX-0613", "2017-DJ-BX-0618")
    (True, True)
    >>> _are_one("15PBJA-25-GG-04411-JAGX", "EMW-2025-SS-00117")
    False
    """
    return number in other or other in number or Levenshtein.distance(number, other) <= _OTHER
