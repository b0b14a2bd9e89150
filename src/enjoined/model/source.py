"""Where a fact comes from."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from enjoined.model.day import Day

__all__ = ["Basis", "Source", "SourceKind"]


class SourceKind(StrEnum):
    """What a source is; earlier members outrank later ones where sources conflict."""

    ORDER = "order"
    OPINION = "opinion"
    STATUTE = "statute"
    ORDINANCE = "ordinance"
    AGENCY = "agency"
    AWARD = "award"
    DOCKET = "docket"
    FILING = "filing"
    PARTY = "party"
    PRESS = "press"
    TRACKER = "tracker"

    @property
    def rank(self) -> int:
        """0 for the best kind."""
        return tuple(SourceKind).index(self)


class Basis(StrEnum):
    """How far a record rests on the source itself."""

    READ = "read"  # the operative words were read
    SECONDARY = "secondary"  # told by somebody else who read them
    INFERRED = "inferred"  # follows from what was read; the note says how


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A document that supports a record; one that is on no web page, such as a private letter, has a title only."""

    kind: SourceKind
    url: str = ""
    basis: Basis = Basis.READ
    title: str = ""
    note: str = ""
    accessed: Day | None = None

    @property
    def is_second_hand(self) -> bool:
        """Whether the record does not rest on words that were read."""
        return self.basis is not Basis.READ
