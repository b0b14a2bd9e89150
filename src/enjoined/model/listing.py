"""Lists of jurisdictions that an agency publishes: no condition, but who was on one on a day can be asked."""

from __future__ import annotations

import msgspec

from enjoined.model.day import Day, Moment
from enjoined.model.ids import AgencyId, ListId, RecipientId
from enjoined.model.scope import Bound
from enjoined.model.source import Source

__all__ = ["JurisdictionList", "ListVersion"]


class ListVersion(msgspec.Struct, frozen=True, kw_only=True):
    """Who was on a list from ``start`` until the next version began, or until it was taken down (``until``).

    ``complete`` says whether all names are held; if not, ``missing`` counts those that are not and ``within`` says
    among whom they are.
    """

    id: str
    start: Moment
    until: Moment | None = None
    title: str
    names: frozenset[RecipientId]
    complete: bool = True
    missing: int | None = None
    within: Bound = Bound()
    note: str = ""
    sources: tuple[Source, ...] = ()


class JurisdictionList(msgspec.Struct, frozen=True, kw_only=True):
    """A list of one agency with its versions, oldest first."""

    id: ListId
    title: str
    short: str
    agency: AgencyId
    versions: tuple[ListVersion, ...]
    checked: Day | None = None
    note: str = ""
    sources: tuple[Source, ...] = ()
