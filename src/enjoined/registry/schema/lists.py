"""Lists of jurisdictions, version by version."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from enjoined.model import JurisdictionList, ListId, ListVersion, Moment
from enjoined.registry.reading.shape import (
    HERE,
    At,
    Decoder,
    amount,
    day,
    listing,
    may,
    need,
    record,
    text,
    yes_no,
)
from enjoined.registry.schema.basics import agency, bound, moment, owned, recipients, sources
from enjoined.registry.schema.scopes import check_listed

__all__ = ["list_record"]


def _version(
    at: At, *, id: str, start: Moment, until: Moment | None = None, count: int | None = None, **values: Any
) -> ListVersion:
    check_listed(at, count)
    owner = f"{at.record}/{id}"
    if until is not None and until.earliest <= start.earliest:
        at.key("until").bad("it ends before it has stood for a day", "until is the first day without it")
    ends = None if until is None else owned(until, f"{owner}#until")
    return ListVersion(id=id, start=owned(start, owner), until=ends, **values)


_versions: Final[Decoder[tuple[ListVersion, ...]]] = listing(
    record(
        _version,
        at=HERE,
        id=need(text),
        start=need(moment, "from"),
        until=may(moment),
        title=need(text),
        names=need(recipients),
        count=may(amount),
        complete=may(yes_no),
        missing=may(amount),
        within=may(bound),
        note=may(text),
        sources=need(sources, "source"),
    ),
    empty=False,
)


def _list(
    at: At, *, id: str, title: str, versions: tuple[ListVersion, ...], short: str = "", **values: Any
) -> JurisdictionList:
    ordered = tuple(sorted(versions, key=lambda v: v.start.earliest))
    places = {place.key("id").word: place for place in at.items("versions")}
    if len(places) < len(versions):
        at.key("versions").bad("two versions have the same id", "give each its own")
    for one, other in pairwise(ordered):
        here = replace(places[other.id], names=at.names)
        if other.start.earliest == one.start.earliest:
            here.bad(f"it begins on the same day as {one.id!r}", "keep one of them")
        if one.until is not None and other.start.earliest < one.until.earliest:
            here.bad(f"it begins while {one.id!r} still stands", "leave until out: the next version ends it")
    return JurisdictionList(id=ListId(id), title=title, short=short or title, versions=ordered, **values)


list_record = record(
    _list,
    at=HERE,
    id=need(text, "list"),
    title=need(text),
    short=may(text),
    agency=need(agency),
    checked=may(day),
    note=may(text),
    sources=may(sources, "source"),
    versions=need(_versions),
)
"""A list of jurisdictions that an agency publishes, with its versions; none may stand while the next one does."""
