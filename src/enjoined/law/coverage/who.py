"""Whom an order names: plain lists, plaintiffs by wave, subdivisions, members, sub-recipients, exceptions.

Nothing is inherited downward unless the order says so. Follow the party, not the map.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from enjoined.law.coverage.context import Context
from enjoined.law.facts import Fact, FactKind, part_of_government
from enjoined.model import (
    LOCAL_KINDS,
    NO,
    STATE_KINDS,
    UNKNOWN,
    YES,
    AsOf,
    Bound,
    Day,
    EdgeKind,
    Effect,
    Kind,
    Listed,
    Membership,
    Moment,
    Recipient,
    RecipientId,
    Truth,
    Wave,
    WaveId,
    Who,
    kind_of_state,
)
from enjoined.registry.table import LawTable

__all__ = [
    "NO_SUBDIVISIONS",
    "covers_who",
    "is_bound",
    "known_recipient",
    "persons",
    "possible_kinds",
    "whose_edges_matter",
]

_KINDS_SAID: Final = {
    **dict.fromkeys(("-county", "-parish", "-census-area"), Kind.COUNTY),
    "-township": Kind.TOWNSHIP,
    "-town": Kind.TOWN,
    "-village": Kind.VILLAGE,
}
"""How the id of a government ends that says its kind."""

_KINDS_UNSAID: Final = LOCAL_KINDS - {Kind.COUNTY, Kind.TOWNSHIP}
"""What a government may be whose id does not say its kind."""

_PARTS_OF_OTHERS = frozenset({Kind.AGENCY, Kind.UNIVERSITY})
"""Kinds that may be an office of another legal person; every other kind is a person of its own."""
_GOVERNMENTS = STATE_KINDS | LOCAL_KINDS
NO_SUBDIVISIONS: Final = frozenset({Kind.NONPROFIT, Kind.ASSOCIATION, Kind.TRIBE})
"""Kinds that are no subdivision of a State, whatever is recorded."""


def covers_who(view: Context, effect: Effect, who: Who, subject: Recipient) -> Truth:
    """Whether the subject is named in one of the ways of ``who`` and in none of its exceptions.

    Exceptions come first: they are mostly plain names, and whom they take out needs no open list to be asked. An
    office that is the same legal person as another is named, and excepted, wherever that person is.
    """
    allowed = YES
    for exception in who.excluding:
        allowed &= ~covers_who(view, effect, exception, subject)
        if allowed is NO:
            return NO
    found = NO
    for person in persons(view, subject):
        found |= _named(view, effect, who, person)
        if found is YES:
            break
    return allowed & found


def persons(view: Context, subject: Recipient) -> Iterator[Recipient]:
    """The subject, and each legal person of which it is recorded to be a part on the day, if only through another."""
    yield subject
    found, queue = {subject.id}, _wholes(view, subject)
    while queue:
        person = queue.pop(0)
        if person.id not in found:
            found.add(person.id)
            yield person
            queue += _wholes(view, person)


def _wholes(view: Context, subject: Recipient) -> list[Recipient]:
    if not subject.edges:
        return []
    wholes = [edge for edge in subject.edges if edge.kind is EdgeKind.PART_OF and edge.holds]
    if any(edge.start is not None or edge.until is not None for edge in wholes):
        view.depends_on_day()
    return [known_recipient(view.law, edge.to) for edge in wholes if edge.speaks_of(view.day)]


def _is_somebodys_office(view: Context, subject: Recipient) -> bool:
    """Whether it is open of which government, if any, the subject is a part: nobody recorded one."""
    return (
        subject.kind in _PARTS_OF_OTHERS
        and bool(subject.state)
        and subject.id.partition("/")[0] != "org"
        and not _wholes(view, subject)
    )


def _may_be(view: Context, subject: Recipient) -> tuple[Recipient, ...]:
    """The subject, and for an office of which nobody recorded whose it is, a government of each kind in its State."""
    if not _is_somebodys_office(view, subject):
        return (subject,)
    others = (msgspec.structs.replace(subject, kind=kind, population=None) for kind in _GOVERNMENTS)
    return (subject, *others)


def known_recipient(law: LawTable, recipient: RecipientId) -> Recipient:
    """The recipient as recorded, or a stand-in for a government known by its id: a State, a county or place in one.

    A place whose id names no kind is taken for a city, though it may be a town or a village.
    """
    if recorded := law.recipients.get(recipient):
        return recorded
    state, slash, name = recipient.partition("/")
    kind = (_kind_said(name) or Kind.CITY) if slash else kind_of_state(state)
    return Recipient(id=recipient, kind=kind, name=recipient, state=state)


def possible_kinds(law: LawTable, recipient: RecipientId) -> frozenset[Kind]:
    """The kind of a recipient as recorded or as its id says; of a place whose id says none, all that it may be."""
    _, slash, name = recipient.partition("/")
    if slash and recipient not in law.recipients and _kind_said(name) is None:
        return _KINDS_UNSAID
    return frozenset({known_recipient(law, recipient).kind})


def _kind_said(name: str) -> Kind | None:
    return next((kind for word, kind in _KINDS_SAID.items() if name.endswith(word)), None)


def whose_edges_matter(law: LawTable, recipient: Recipient) -> Iterator[Recipient]:
    """The recipient, its State, and the legal persons of which it, or one of these, was ever recorded to be a part."""
    found: set[RecipientId] = set()
    queue = [recipient]
    while queue:
        person = queue.pop(0)
        if person.id not in found:
            found.add(person.id)
            yield person
            others = [RecipientId(person.state)] if person.state else []
            others += [edge.to for edge in person.edges if edge.kind is EdgeKind.PART_OF]
            queue += [known_recipient(law, other) for other in others]


def _named(view: Context, effect: Effect, who: Who, subject: Recipient) -> Truth:
    if who.everyone:
        return YES
    found = _is_listed(view, effect, who.recipients, subject)
    for wave in who.plaintiffs:
        if found is YES:
            return found
        found |= _is_plaintiff(view, effect, wave, subject, who.within_claims)
    if who.subdivisions_of is not None and found is not YES:
        found |= _is_subdivision(view, effect, who.subdivisions_of, subject)
    for membership in who.members_of:
        if found is YES:
            return found
        found |= _is_member(view, effect, membership, subject)
    if who.subrecipients_of is not None and found is not YES:
        prime = view.cell.award.through
        found |= NO if prime is None else covers_who(view, effect, who.subrecipients_of, prime)
    return found


def _is_listed(view: Context, effect: Effect, listed: Listed, subject: Recipient) -> Truth:
    found = _is_named(view, effect, listed.ids, subject)
    if listed.complete or found is YES or _is_outside(view, listed.within, subject):
        return found
    fact = Fact(FactKind.LISTED, _list_name(effect, listed), whose=_whose(view, subject.id))
    return found | view.ask(fact, effect)


def _is_outside(view: Context, bound: Bound, subject: Recipient) -> bool:
    """Whether neither the subject nor any government of which it may be a part can be within the bound."""
    return all(bound.leaves_out(person.kind, person.state) for person in _may_be(view, subject))


def _whose(view: Context, subject: RecipientId) -> str:
    """Whose fact it is, if not that of the recipient asked about."""
    cell = view.cell
    return "" if subject == (cell.asked or cell.recipient.id) else subject


def _list_name(effect: Effect, listed: Listed) -> str:
    """The name of an open list: its effect's, with a number for every further open list of that effect."""
    scopes = effect.scopes if effect.literal is None else (*effect.scopes, effect.literal)
    every = (who.recipients for scope in scopes for p in scope.products for who in p.who.parts())
    lists = list(dict.fromkeys(each for each in every if not each.complete))
    place = lists.index(listed) if listed in lists else len(lists)
    return f"{effect.id}#{place + 1}" if place else effect.id


def _is_named(view: Context, effect: Effect, names: frozenset[RecipientId], subject: Recipient) -> Truth:
    """Whether the subject is one of the names, under its own or as a part of the legal person so named."""
    found = NO
    for _, named in _under_names(view, effect, names, subject):
        found |= named
        if found is YES:
            break
    return found


def _under_names(
    view: Context, effect: Effect, names: frozenset[RecipientId], subject: Recipient
) -> Iterator[tuple[RecipientId, Truth]]:
    """The names that can stand for the subject, each with whether it does.

    Its own; and for an office, of which nobody recorded whose it is, those of its State: that is open.
    """
    if subject.id in names:
        yield subject.id, YES
    elif _is_somebodys_office(view, subject):
        for name in sorted(names):
            if name.partition("/")[0] == subject.state:
                yield name, _edge(view, effect, EdgeKind.PART_OF, name, subject, view.day)


def _is_plaintiff(view: Context, effect: Effect, wave_id: WaveId, subject: Recipient, claims: bool) -> Truth:
    """Whether the subject came in with the wave and, if asked, sues the agency of the cell's condition."""
    wave = view.law.waves[wave_id]
    found = NO
    for name, named in _under_names(view, effect, wave.names, subject):
        if named is not NO and claims:
            named &= _sues(view, effect, wave, name)
        found |= named
        if found is YES:
            return YES
    if wave.complete or _is_outside(view, wave.within, subject):
        return found
    if any(subject.id in view.law.waves[other].names for other in view.law.cases[wave.case].waves):
        return found
    named = view.ask(Fact(FactKind.PLAINTIFF, wave_id, whose=_whose(view, subject.id)), effect)
    if named is not NO and claims:
        named &= _sues(view, effect, wave, subject.id)
    return found | named


def _sues(view: Context, effect: Effect, wave: Wave, party: RecipientId) -> Truth:
    """Whether the party's own claims are against the agency of the cell's condition, or one it belongs to."""
    agencies = wave.claims.get(party)
    if agencies is not None:
        return Truth.of(not view.cell.agencies.isdisjoint(agencies))
    agency = view.law.instruments[view.cell.condition.instrument].agency
    about = f"{wave.case}:{agency}"
    return view.ask(Fact(FactKind.CLAIMS, about, whose=_whose(view, party)), effect)


def _is_subdivision(view: Context, effect: Effect, parents: Who, subject: Recipient) -> Truth:
    """A general-purpose local government is a subdivision of its State; other bodies by a recorded edge only.

    An office may besides be a part of one of those governments.
    """
    if not subject.state or subject.id == subject.state:
        return NO
    state = RecipientId(subject.state)
    found = covers_who(view, effect, parents, known_recipient(view.law, state))
    if found is NO or subject.kind in LOCAL_KINDS:
        return found
    if subject.kind in NO_SUBDIVISIONS:
        return NO
    is_one = _edge(view, effect, EdgeKind.SUBDIVISION_OF, state, subject, view.day)
    if is_one is not YES:
        is_one |= _is_part_of_one(view, effect, subject, LOCAL_KINDS)
    return found & is_one


def _is_member(view: Context, effect: Effect, membership: Membership, subject: Recipient) -> Truth:
    """A recorded spell that certainly includes the day says yes; outside all spells nobody knows."""
    group = view.law.groups[membership.group]
    if all(group.eligible.rules_out(person) for person in _may_be(view, subject)):
        return NO
    day = _day_of_membership(view, effect, membership)
    for member, start, until in group.members:
        if member == subject.id and _spell(start, until, day) is YES:
            return YES
    return _edge(view, effect, EdgeKind.MEMBER_OF, group.id, subject, day)


def _spell(start: Moment | None, until: Moment | None, day: Day | None) -> Truth:
    if day is None:
        return YES if start is None and until is None else UNKNOWN
    return (start.by(day) if start else YES) & ~(until.by(day) if until else NO)


def _day_of_membership(view: Context, effect: Effect, membership: Membership) -> Day | None:
    match membership.as_of:
        case AsOf.ORDER:
            ordered = view.law.events[effect.event].date
            return ordered.earliest if ordered.is_certain else None
        case AsOf.QUERY:
            view.depends_on_day()
            return view.day
        case AsOf.OFFER:
            return None
        case AsOf.ACCEPTANCE:
            return view.cell.award.day_accepted
        case printed:
            return printed


def _edge(
    view: Context, effect: Effect, kind: EdgeKind, to: RecipientId, subject: Recipient, day: Day | None
) -> Truth:
    """Whether a recorded edge holds on the day; if none says, the fact is open."""
    recorded = [edge for edge in subject.edges if edge.kind is kind and edge.to == to]
    if kind is not EdgeKind.MEMBER_OF and any(e.start is not None or e.until is not None for e in recorded):
        view.depends_on_day()
    for edge in recorded:
        if edge.speaks_of(day):
            return Truth.of(edge.holds)
    named = day if kind is EdgeKind.MEMBER_OF else None
    about = to.removeprefix("org/")
    return view.ask(Fact(FactKind(kind.value), about, named, whose=_whose(view, subject.id)), effect)


def is_bound(view: Context, effect: Effect) -> Truth:
    """Whether the condition binds recipients of this kind in this capacity.

    An office is bound as the legal person is of which it is a part; whether it is one may not be on record.
    """
    cell, found = view.cell, NO
    for person in persons(view, cell.recipient):
        if person.kind in cell.binds:
            return YES
        found |= _is_part_of_one(view, effect, person, cell.binds)
    return found


def _is_part_of_one(view: Context, effect: Effect, subject: Recipient, kinds: frozenset[Kind]) -> Truth:
    """Whether an office is a part of a government of one of the kinds in its State."""
    governments = kinds & _GOVERNMENTS
    if not governments or not _is_somebodys_office(view, subject):
        return NO
    if governments <= STATE_KINDS:
        return _edge(view, effect, EdgeKind.PART_OF, RecipientId(subject.state), subject, view.day)
    fact = part_of_government(subject.state, governments, whose=_whose(view, subject.id))
    return view.ask(fact, effect)
