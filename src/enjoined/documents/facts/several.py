"""Whether a file holds the faces of several awards, as a council's packet does: then no fact of one is told of all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from enjoined.documents.facts.amounts import find_amount
from enjoined.documents.facts.award_number import find_award_number
from enjoined.documents.facts.dates import find_award_date
from enjoined.documents.facts.recipient_name import find_recipient
from enjoined.documents.page import Page

__all__ = ["faces_of_awards"]

_SURE = 0.8
"""The confidence of a number that stands behind its label."""
_BEFORE = 80
_ANOTHERS = re.compile(
    r"\b(?:prior|previous(?:ly)?(?!\s+award\s+amount)|prime|parent|earlier|former|past|closed|expired|renew\w+|history)\b",
    re.I,
)
"""Before a number, or at the head of a page: what the page says of an award that is not this one."""
_OTHER = 2
"""Numbers that differ in more characters are not two readings of one."""


def faces_of_awards(pages: Sequence[Page]) -> tuple[tuple[int, str], ...]:
    """``(place, award number)`` of the first face of each award, by place among ``pages``; empty for fewer than two.

    A face prints a number behind its label, a sum, and the recipient or a date; an award of which a face says that it
    was before this one, or that this one is part of it, has no face of its own. Two numbers with one sum are those of
    one award: a subaward also prints the number of what it is part of.
    """
    found: list[tuple[int, str, str]] = []
    for place, page in enumerate(pages):
        if "$" not in page.text or any(number in page.text for _, number, _ in found):
            continue
        number = find_award_number([page])
        if number is None or number.confidence < _SURE or (found and _of_another(page.text, number.start)):
            continue
        amount = find_amount([page])
        if amount is None or any(
            amount.value == other_amount or _are_one(number.value, other) for _, other, other_amount in found
        ):
            continue
        if any(find_recipient(page)) or find_award_date([page]) is not None:
            found.append((place, number.value, amount.value))
    return tuple((place, number) for place, number, _ in found) if len(found) > 1 else ()


def _of_another(text: str, at: int) -> bool:
    """Whether the number at ``at`` is said to be that of an award before this one, or of which this one is part.

    >>> _of_another("Your prior award number was 2019-DJ-BX-0613", 28), _of_another("Award number 90ZV0288", 13)
    (True, False)
    """
    heading = text.lstrip()[:_BEFORE].partition("\n")[0]
    return any(_ANOTHERS.search(told) for told in (heading, text[max(0, at - _BEFORE) : at]))


def _are_one(number: str, other: str) -> bool:
    """Whether two numbers are one, which an action or a scan has changed.

    >>> _are_one("90ZV0288", "90ZV0288-02-00"), _are_one("2017-DJ-BX-0613", "2017-DJ-BX-0618")
    (True, True)
    >>> _are_one("15PBJA-25-GG-04411-JAGX", "EMW-2025-SS-00117")
    False
    """
    return number in other or other in number or Levenshtein.distance(number, other) <= _OTHER
