"""Whom an order names: plain lists, plaintiffs by wave, subdivisions, members, sub-recipients, exceptions.

Nothing is inherited downward unless the order says so. Follow the party, not the map.
"""

from __future__ import annotations

from collections.abc import Iterator

from enjoined.law.context import Context
from enjoined.law.facts import Fact, FactKind
from enjoined.model import (
    LOCAL_KINDS,
    NO,
    UNKNOWN,
    YES,
    AsOf,
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
)
from enjoined.registry.table import LawTable

__all__ = ["covers_who", "is_bound", "known_recipient"]

_PARTS_OF_OTHERS = frozenset({Kind.AGENCY, Kind.UNIVERSITY})
"""Kinds that may be an office of another legal person; every other kind is a person of its own."""


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
    found = _named(view, effect, who, subject)
    for person in _wholes(view, subject):
        if found is YES:
            break
        found |= _named(view, effect, who, person)
    return allowed & found


def _wholes(view: Context, subject: Recipient) -> Iterator[Recipient]:
    """The legal persons of which the subject is recorded to be a part on the day."""
    for edge in subject.edges:
        if edge.kind is EdgeKind.PART_OF and edge.holds:
            if edge.start is not None or edge.until is not None:
                view.depends_on_day()
            if edge.speaks_of(view.day):
                yield known_recipient(view.law, edge.to)


def known_recipient(law: LawTable, recipient: RecipientId) -> Recipient:
    """The recipient as recorded, or a stand-in for a government known by its id: a State, or a place in one."""
    state, slash, _ = recipient.partition("/")
    kind = Kind.CITY if slash else Kind.STATE
    return law.recipients.get(recipient) or Recipient(id=recipient, kind=kind, name=recipient, state=state)


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
    if listed.complete or found is YES or listed.within.leaves_out(subject.kind, subject.state):
        return found
    fact = Fact(FactKind.LISTED, _list_name(effect, listed), whose=_whose(view, subject.id))
    return found | view.ask(fact, effect)


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
    elif subject.kind in _PARTS_OF_OTHERS and subject.id.partition("/")[0] != "org":
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
    if wave.complete or wave.within.leaves_out(subject.kind, subject.state):
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
    """A general-purpose local government is a subdivision of its State; other bodies by a recorded edge only."""
    if not subject.state or subject.id == subject.state:
        return NO
    state = RecipientId(subject.state)
    found = covers_who(view, effect, parents, known_recipient(view.law, state))
    if found is NO or subject.kind in LOCAL_KINDS:
        return found
    if subject.kind in (Kind.NONPROFIT, Kind.ASSOCIATION, Kind.TRIBE):
        return NO
    return found & _edge(view, effect, EdgeKind.SUBDIVISION_OF, state, subject, view.day)


def _is_member(view: Context, effect: Effect, membership: Membership, subject: Recipient) -> Truth:
    """A recorded spell that certainly includes the day says yes; outside all spells nobody knows."""
    group = view.law.groups[membership.group]
    if group.eligible.rules_out(subject):
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
            return view.law.events[effect.event].date.earliest
        case AsOf.QUERY:
            view.depends_on_day()
            return view.day
        case AsOf.OFFER:
            return None
        case AsOf.ACCEPTANCE:
            return view.cell.award.accepted
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
    cell = view.cell
    subject = cell.recipient
    kinds = cell.condition.binds if cell.award.through is None else cell.condition.binds_sub
    if subject.kind in kinds or any(whole.kind in kinds for whole in _wholes(view, subject)):
        return YES
    if subject.kind in _PARTS_OF_OTHERS and Kind.STATE in kinds and subject.state:
        return _edge(view, effect, EdgeKind.PART_OF, RecipientId(subject.state), subject, view.day)
    return NO
