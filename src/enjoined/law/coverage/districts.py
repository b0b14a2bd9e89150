"""Where in the federal courts a recipient lies: its judicial district (28 U.S.C. 81-131) and circuit (28 U.S.C. 41)."""

from __future__ import annotations

from enjoined.model import CourtId, District, Recipient
from enjoined.registry.table import LawTable

__all__ = ["circuit_of", "districts_of"]


def circuit_of(law: LawTable, state: str) -> CourtId | None:
    """The court of appeals that sits over a State (two letters); ``None`` where none is recorded."""
    return next((c.id for c in law.courts.values() if c.circuit == c.id and state in c.states), None)


def districts_of(law: LawTable, recipient: Recipient) -> tuple[District, ...]:
    """The districts a recipient lies in, in order of their ids.

    One for most; all of them for a State that has several, those of its counties for a place that lies in several.
    Empty where they are not known: an association, an agency, a territory of which the statute does not speak.
    """
    codes = recipient.counties or tuple(code for code in recipient.geoids if len(code) in (2, 5))
    there = [d for d in law.districts.values() if recipient.state and d.id.startswith(recipient.state)]
    return tuple(d for d in there if any(_lies_in(code, d) for code in codes))


def _lies_in(code: str, district: District) -> bool:
    """Whether a county, or any part of a State, lies in the district."""
    return code in district.counties or code[:2] in district.counties or code == district.counties[0][:2]
