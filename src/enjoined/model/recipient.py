"""Who can receive money: legal persons, the groups they belong to, and dated edges between them."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from enjoined.model.day import Day, Moment
from enjoined.model.ids import RecipientId
from enjoined.model.source import Source

__all__ = [
    "LOCAL_KINDS",
    "STATE_KINDS",
    "Edge",
    "EdgeKind",
    "Eligibility",
    "Group",
    "Kind",
    "Recipient",
    "kind_of_state",
]


class Kind(StrEnum):
    """What kind of legal person a recipient is."""

    STATE = "state"
    DISTRICT = "district"
    TERRITORY = "territory"
    COUNTY = "county"
    CITY = "city"
    TOWN = "town"
    TOWNSHIP = "township"
    VILLAGE = "village"
    BOROUGH = "borough"
    PLANTATION = "plantation"
    CITY_COUNTY = "city-county"
    TRIBE = "tribe"
    SPECIAL_DISTRICT = "special-district"
    AGENCY = "agency"
    UNIVERSITY = "university"
    NONPROFIT = "nonprofit"
    ASSOCIATION = "association"


STATE_KINDS: Final = frozenset({Kind.STATE, Kind.DISTRICT, Kind.TERRITORY})
"""A "State" of the Omnibus Crime Control Act, 34 U.S.C. 10251(a)(2), includes D.C. and the territories."""

_STATES_OTHERWISE: Final = {"dc": Kind.DISTRICT} | dict.fromkeys(
    ("as", "gu", "mp", "pr", "vi"), Kind.TERRITORY
)


def kind_of_state(code: str) -> Kind:
    """Whether a postal code, in small letters, is that of a State, of the District or of a territory (48 U.S.C.).

    >>> [kind_of_state(code).value for code in ("il", "dc", "pr")]
    ['state', 'district', 'territory']
    """
    return _STATES_OTHERWISE.get(code, Kind.STATE)


LOCAL_KINDS: Final = frozenset(
    {
        Kind.COUNTY,
        Kind.CITY,
        Kind.TOWN,
        Kind.TOWNSHIP,
        Kind.VILLAGE,
        Kind.BOROUGH,
        Kind.PLANTATION,
        Kind.CITY_COUNTY,
    }
)
"""General-purpose political subdivisions of a State, 34 U.S.C. 10251(a)(3)."""


class EdgeKind(StrEnum):
    """How one legal person relates to another."""

    SUBDIVISION_OF = "subdivision_of"
    MEMBER_OF = "member_of"
    PART_OF = "part_of"


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """A dated, sourced relation; ``holds=False`` records that it is known *not* to hold in the window."""

    kind: EdgeKind
    to: RecipientId
    start: Day | None = None
    until: Day | None = None
    holds: bool = True
    sources: tuple[Source, ...] = ()

    def speaks_of(self, day: Day | None) -> bool:
        """Whether the day (``None``: any day) lies in the window."""
        if day is None:
            return self.start is None and self.until is None
        return (self.start is None or day >= self.start) and (self.until is None or day < self.until)


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """A legal person that can receive federal money.

    ``state`` is the two-letter code of the State it lies in (``""`` if none), ``population`` the largest known
    count of residents (persons), used only to tell who is too small for a group; ``counties`` are the Census codes of
    the counties it lies in, as far as the table of governments names them.
    """

    id: RecipientId
    kind: Kind
    name: str
    state: str = ""
    aliases: tuple[str, ...] = ()
    geoids: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    uei: str = ""
    population: int | None = None
    edges: tuple[Edge, ...] = ()
    sources: tuple[Source, ...] = ()


class Eligibility(msgspec.Struct, frozen=True, kw_only=True):
    """Who can be a member of a group at all; empty parts set no limit."""

    kinds: frozenset[Kind] = frozenset()
    states: frozenset[str] = frozenset()
    min_population: int | None = None

    def rules_out(self, recipient: Recipient) -> bool:
        """Whether the recipient certainly cannot be a member; an unknown population rules nobody out."""
        return bool(
            (self.kinds and recipient.kind not in self.kinds)
            or (self.states and recipient.state not in self.states)
            or (
                self.min_population is not None
                and recipient.population is not None
                and recipient.population < self.min_population
            )
        )


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """An association or continuum; the edges that say who is in it stand with its members or here."""

    id: RecipientId
    name: str
    eligible: Eligibility = Eligibility()
    members: tuple[tuple[RecipientId, Moment | None, Moment | None], ...] = ()
    sources: tuple[Source, ...] = ()
