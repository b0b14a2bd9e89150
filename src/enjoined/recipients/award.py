"""A recipient as a spending file writes it, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final

import msgspec

from enjoined.model.ids import RecipientId
from enjoined.recipients.states import STATES

__all__ = ["AwardRecipient", "Match", "MatchMethod", "business_codes", "county_code"]


class AwardRecipient(msgspec.Struct, frozen=True, gc=False):
    """Who received an award, in the words and codes of the file; a cell that is absent is ``""``.

    ``state`` is a two-letter code in any case. ``county_fips`` (five digits) and ``place_code`` (five digits, or seven
    with the State) are those of the recipient's *address*. ``business_types`` are codes of USAspending ("C", "AHX", or
    the older "02") or their descriptions.
    """

    name: str
    state: str
    uei: str = ""
    duns: str = ""
    place_code: str = ""
    county_fips: str = ""
    city: str = ""
    county_name: str = ""
    zip: str = ""
    business_types: tuple[str, ...] = ()
    parent_name: str = ""


class MatchMethod(StrEnum):
    """What decided a match."""

    OVERRIDE = "override"
    UEI = "uei"
    GEOID = "geoid"
    NAME = "name"
    NAME_FUZZY = "name-fuzzy"
    NONE = "none"


class Match(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The recipient, or none; ``confidence`` is the least chance, from 0 to 1, that the answer is right.

    ``candidates`` are the ids a person has to choose between where nothing was decided; ``why`` says it in a line.
    """

    recipient: RecipientId | None
    method: MatchMethod
    confidence: float
    candidates: tuple[RecipientId, ...] = ()
    why: str = ""

    @property
    def ambiguous(self) -> bool:
        """Whether a person should decide: nobody was chosen, and somebody may be meant."""
        return self.recipient is None and bool(self.candidates)


_OLD_CODES: Final = {
    "00": "A",
    "01": "B",
    "02": "C",
    "04": "D",
    "05": "G",
    "06": "H",
    "11": "I",
    "12": "M",
    "20": "O",
    "21": "P",
    "22": "Q",
    "23": "R",
    "25": "X",
}
"""The types of recipient of files before 2017, as today's codes."""

_DESCRIBED: Final = (
    ("STATE GOVERNMENT", "A"),
    ("COUNTY GOVERNMENT", "B"),
    ("CITY OR TOWNSHIP", "C"),
    ("SPECIAL DISTRICT", "D"),
    ("REGIONAL ORGANIZATION", "E"),
    ("TERRITORY", "F"),
    ("SCHOOL DISTRICT", "G"),
    ("PUBLIC/STATE CONTROLLED INSTITUTION", "H"),
    ("STATE CONTROLLED INSTITUTION", "H"),
    ("OTHER THAN FEDERALLY", "J"),
    ("TRIBAL GOVERNMENT", "I"),
    ("INDIAN TRIBE", "I"),
    ("TRIBALLY DESIGNATED", "K"),
    ("HOUSING AUTHORITY", "L"),
    ("WITHOUT 501C3", "N"),
    ("WITH 501C3", "M"),
    ("NONPROFIT", "M"),
    ("PRIVATE INSTITUTION", "O"),
    ("PRIVATE HIGHER", "O"),
    ("INDIVIDUAL", "P"),
    ("SMALL BUSINESS", "R"),
    ("PROFIT ORG", "Q"),
)
"""Words of a description and the code they mean, the first that fits."""


def business_codes(types: Iterable[str]) -> frozenset[str]:
    """One-letter codes of USAspending's business types, from codes, older codes or descriptions.

    >>> sorted(business_codes(("AHX",))), sorted(business_codes(("02",)))
    (['A', 'H', 'X'], ['C'])
    >>> sorted(business_codes(("CITY OR TOWNSHIP GOVERNMENT;SPECIAL DISTRICT GOVERNMENT",)))
    ['C', 'D']
    """
    found: set[str] = set()
    for text in types:
        for part in text.upper().replace("|", ";").split(";"):
            written = part.strip()
            if written in _OLD_CODES:
                found.add(_OLD_CODES[written])
            elif len(written) <= 4 and written.isalpha():
                found.update(written)
            else:
                found.update(
                    next(((code,) for words, code in _DESCRIBED if words in written), ()),
                )
    return frozenset(found)


def county_code(code: str, state: str) -> str:
    """Five digits, from five, from three with the State, or from a number that lost its zero; else ``""``."""
    digits = code.strip().removesuffix(".0")
    if not digits.isdecimal():
        return ""
    if len(digits) <= 3:
        return STATES[state].fips + digits.zfill(3) if state in STATES else ""
    return digits.zfill(5) if len(digits) <= 5 else ""
