"""The small files, groups, recipients and policies."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any, Final, TypeVar

from enjoined.model import (
    Act,
    ActId,
    Agency,
    Court,
    Coverage,
    Edge,
    EdgeKind,
    Eligibility,
    ExecutiveOrder,
    Family,
    FamilyId,
    Group,
    Kind,
    Moment,
    OrderId,
    OrderProvision,
    Policy,
    PolicyId,
    Program,
    Provision,
    Recipient,
    RecipientId,
    Source,
    iso,
)
from enjoined.registry.reading.form import form_of, shaped
from enjoined.registry.reading.shape import (
    HERE,
    At,
    Decoder,
    Field,
    amount,
    day,
    listing,
    may,
    need,
    record,
    text,
    word,
    yes_no,
)
from enjoined.registry.schema.basics import (
    act,
    agency,
    court,
    family,
    fiscal_years,
    kinds,
    moment,
    owned,
    place_words,
    programs,
    recipient,
    sources,
    state,
)

__all__ = [
    "act_record",
    "agency_record",
    "court_record",
    "coverage_record",
    "family_record",
    "group_record",
    "order_record",
    "policy_record",
    "program_record",
    "recipient_record",
]

S = TypeVar("S")

# --- the small files ------------------------------------------------------------------------------------------


def _entry(build: Callable[..., S], **fields: Field) -> Decoder[S]:
    """A record whose id is the key it stands under."""
    return record(lambda at, **values: build(id=at.record, **values), at=HERE, **fields)


act_record = _entry(Act, title=need(text), about=need(text))
family_record = _entry(
    Family, title=need(text), about=need(text), acts=may(listing(act)), said=may(listing(text))
)
agency_record = _entry(
    Agency,
    name=need(text),
    short=need(text),
    parent=may(agency),
    said=may(listing(text)),
    head=may(text),
    officers=may(listing(text)),
)
program_record = _entry(
    Program,
    title=need(text),
    short=need(text),
    agency=need(agency),
    said=may(listing(text)),
    sources=need(sources, "source"),
)


@shaped(form_of(place_words))
def _states(at: At) -> tuple[str, ...]:
    return tuple(sorted(place_words(at)))


court_record = _entry(Court, name=need(text), short=need(text), circuit=may(court), states=may(_states))

_families: Final[Decoder[tuple[FamilyId, ...]]] = listing(family, empty=False)


def _coverage(at: At, **values: Any) -> Coverage:
    coverage = Coverage(**values)
    if not coverage.complete and not coverage.why:
        at.bad("what is not complete needs a why", "say in why: what is missing")
    return coverage


coverage_record = record(
    _coverage,
    at=HERE,
    programs=need(programs),
    fiscal_years=need(fiscal_years),
    complete=need(yes_no),
    families=may(_families),
    why=may(text),
)


def _order(at: At, **values: Any) -> ExecutiveOrder:
    order = ExecutiveOrder(id=OrderId(at.record), **values)
    if order.until is not None and order.until <= order.signed:
        at.key("until").bad("it ends before it was signed", "until is the first day without effect")
    return order


order_record = record(
    _order,
    at=HERE,
    number=need(text),
    title=need(text),
    signed=need(day),
    cite=need(text),
    summary=need(text),
    until=may(day),
    provisions=may(
        listing(
            record(
                OrderProvision,
                id=need(text),
                cite=need(text),
                summary=need(text),
                demands=may(listing(act)),
                sources=may(sources, "source"),
            ),
            empty=False,
        )
    ),
    note=may(text),
    sources=need(sources, "source"),
)
"""An order of the President to agencies; a provision without a source rests on those of its order."""


# --- recipients and groups ------------------------------------------------------------------------------------


def _member(
    at: At, id: RecipientId, start: Moment | None = None, until: Moment | None = None
) -> tuple[RecipientId, Moment | None, Moment | None]:
    if start and until and until.earliest <= start.earliest:
        at.key("until").bad("it ends before it begins")
    owner = f"{at.record}#{id}"
    return (
        id,
        start and owned(start, f"{owner}#from"),
        until and owned(until, f"{owner}#until"),
    )


group_record = record(
    Group,
    id=need(recipient, "group"),
    name=need(text),
    eligible=may(record(Eligibility, kinds=may(kinds), states=may(place_words), min_population=may(amount))),
    members=may(
        listing(record(_member, at=HERE, id=need(recipient), start=may(moment, "from"), until=may(moment)))
    ),
    sources=may(sources, "source"),
)


def _edge(
    at: At,
    *,
    subdivision_of: RecipientId | None = None,
    member_of: RecipientId | None = None,
    part_of: RecipientId | None = None,
    **values: Any,
) -> Edge:
    relations = {
        EdgeKind.SUBDIVISION_OF: subdivision_of,
        EdgeKind.MEMBER_OF: member_of,
        EdgeKind.PART_OF: part_of,
    }
    said = [(kind, to) for kind, to in relations.items() if to is not None]
    if len(said) != 1:
        at.bad("an edge says one relation", f"one of {', '.join(EdgeKind)}")
    edge = Edge(kind=said[0][0], to=said[0][1], **values)
    if edge.start is not None and edge.until is not None and edge.until <= edge.start:
        at.key("until").bad("it ends before it begins")
    return edge


def _recipient(
    at: At, *, id: str, edges: tuple[Edge, ...] = (), sources: tuple[Source, ...] = (), **values: Any
) -> Recipient:
    place = at.names.places.get(id) if at.names and at.names.places else None
    known: dict[str, Any] = {"state": "" if id.startswith("org/") else id[:2]}
    if place is not None:
        known |= {key: getattr(place, key) for key in ("name", "state", "geoids", "counties", "population")}
        known["kind"] = Kind(place.kind)
    known |= values
    for key in ("kind", "name"):
        if key not in known:
            at.bad(f"the key {key!r} is missing", "only a government of the generated table may leave it out")
    for edge, place_of_edge in zip(edges, at.items("edges"), strict=True):
        if not edge.sources and not sources:
            place_of_edge.bad("the edge has no source", "give it or its recipient a source")
    return Recipient(id=RecipientId(id), edges=edges, sources=sources, **known)


recipient_record = record(
    _recipient,
    at=HERE,
    id=need(text),
    kind=may(word(Kind)),
    name=may(text),
    state=may(state),
    aliases=may(listing(text)),
    geoids=may(listing(text)),
    uei=may(text),
    population=may(amount),
    edges=may(
        listing(
            record(
                _edge,
                at=HERE,
                subdivision_of=may(recipient),
                member_of=may(recipient),
                part_of=may(recipient),
                start=may(day, "from"),
                until=may(day),
                holds=may(yes_no),
                sources=may(sources, "source"),
            )
        )
    ),
    sources=may(sources, "source"),
)


# --- policies -------------------------------------------------------------------------------------------------


def _provision(at: At, **values: Any) -> Provision:
    provision = Provision(**values)
    if provision.until is not None and provision.until <= provision.start:
        at.key("until").bad(
            "it ends before it has had effect on a day", "until is the first day without effect"
        )
    return provision


_NUMBERING: Final = re.compile(r"\s*\([^()]*(\bto\b|\bfrom\b|number)[^()]*\)$")
"""A remark behind a citation on its time: ``MCC 2-173-030 (to 2021)`` is a version of ``MCC 2-173-030``."""


def _policy(at: At, id: str, provisions: tuple[Provision, ...], **values: Any) -> Policy:
    places = dict(zip(provisions, at.items("provisions"), strict=True)) if provisions else {}
    versions: dict[tuple[str, ActId], list[Provision]] = {}
    for provision in sorted(provisions, key=lambda p: p.start):
        for done in dict.fromkeys((*provision.limits, *provision.agency_limits, *provision.saves)):
            versions.setdefault((_NUMBERING.sub("", provision.cite), done), []).append(provision)
    for (cite, _), chain in versions.items():
        for one, other in pairwise(chain):
            _check_next(places[other], cite, one, other)
    return Policy(id=PolicyId(id), provisions=provisions, **values)


def _check_next(at: At, cite: str, one: Provision, other: Provision) -> None:
    """Two versions of a provision on one act: the second begins as the first ends, or says how it is otherwise."""
    if one.until is None or other.start < one.until:
        if one.prevails == other.prevails:
            remedy = "give the earlier one until:, or the one that counts prevails: yes"
            at.note(f"{cite} is already in force on {iso(other.start)} in another version", remedy)
    elif one.until < other.start and not other.gap:
        what = f"no version of {cite} is in force from {iso(one.until)} up to {iso(other.start)}"
        at.note(what, "correct the days, or say in gap: why")


policy_record = record(
    _policy,
    at=HERE,
    id=need(text, "policy"),
    jurisdiction=need(recipient),
    title=need(text),
    binds_subdivisions=may(yes_no),
    sources=may(sources, "source"),
    provisions=need(
        listing(
            record(
                _provision,
                at=HERE,
                cite=need(text),
                summary=need(text),
                start=need(day, "from"),
                until=may(day),
                limits=may(listing(act)),
                agency_limits=may(listing(act)),
                saves=may(listing(act)),
                saving=may(text),
                prevails=may(yes_no),
                gap=may(text),
                sources=need(sources, "source"),
            ),
            empty=False,
        )
    ),
)
