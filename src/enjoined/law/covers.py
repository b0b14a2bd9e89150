"""Whether a scope covers a cell: who × conditions × awards × capacity, in three-valued logic.

Every function returns a :class:`Truth`. What the records leave open is asked of the view as a named fact, and an
alternative is not looked at once the value is certain, so that only facts that can matter are met.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from enjoined.law.cell import Acceptance, Award, Cell
from enjoined.law.facts import Fact, FactKind
from enjoined.model import (
    LOCAL_KINDS,
    NO,
    UNKNOWN,
    YES,
    AsOf,
    Awards,
    Bound,
    Capacity,
    CaseId,
    Condition,
    ConditionId,
    Conditions,
    Day,
    Edge,
    EdgeKind,
    Effect,
    Kind,
    Listed,
    Membership,
    Product,
    Recipient,
    RecipientId,
    Scope,
    Truth,
    Verb,
    WaveId,
    Who,
)
from enjoined.registry.table import LawTable

__all__ = [
    "View",
    "covers",
    "covers_awards",
    "covers_capacity",
    "covers_conditions",
    "covers_who",
    "is_bound",
]

_PARTS_OF_OTHERS = frozenset({Kind.AGENCY, Kind.UNIVERSITY})
"""Kinds that may be an office of another legal person; every other kind is a person of its own."""


_T = TypeVar("_T", str, int)


class View(Protocol):
    """What coverage needs to know: the law, the cell, the day, and a way to ask for open facts."""

    law: LawTable
    cell: Cell
    day: Day

    def ask(self, fact: Fact, effect: Effect) -> Truth:
        """The value of a fact the records leave open."""

    def depends_on_day(self) -> None:
        """Note that the value asked for may differ on another day."""


def covers(view: View, effect: Effect, scope: Scope) -> Truth:
    """Whether the scope covers the cell: the union of its products."""
    found = NO
    for product in scope.products:
        found |= covers_product(view, effect, product)
        if found is YES:
            break
    return found


def covers_product(view: View, effect: Effect, product: Product) -> Truth:
    """Whether every part of the product holds; the cheapest parts are tried first."""
    found = covers_conditions(view, effect, product.conditions, view.cell.condition)
    if found is not NO:
        found &= covers_awards(view, effect, product.awards)
    if found is not NO:
        found &= covers_who(view, effect, product.who, view.cell.recipient)
    if found is not NO:
        found &= covers_capacity(view, effect, product)
    return found


# --- who -------------------------------------------------------------------------------------------------------


def covers_who(view: View, effect: Effect, who: Who, subject: Recipient) -> Truth:
    """Whether the subject is named in one of the ways of ``who`` and in none of its exceptions."""
    found = _named(view, effect, who, subject)
    for exception in who.excluding:
        if found is NO:
            break
        found &= ~covers_who(view, effect, exception, subject)
    return found


def _named(view: View, effect: Effect, who: Who, subject: Recipient) -> Truth:
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


def _is_listed(view: View, effect: Effect, listed: Listed, subject: Recipient) -> Truth:
    found = _is_named(view, effect, listed.ids, subject)
    if listed.complete or found is YES or _outside(listed.within, subject):
        return found
    return found | view.ask(Fact(FactKind.LISTED, effect.id), effect)


def _is_named(view: View, effect: Effect, names: frozenset[RecipientId], subject: Recipient) -> Truth:
    """The subject itself, or the legal person of which it is only a part."""
    if subject.id in names:
        return YES
    found = NO
    if subject.kind in _PARTS_OF_OTHERS and subject.id.partition("/")[0] != "org":
        for name in sorted(names):
            if name.partition("/")[0] == subject.state and found is not YES:
                found |= _edge(view, effect, EdgeKind.PART_OF, name, subject, view.day)
    return found


def _outside(bound: Bound, subject: Recipient) -> bool:
    return bool(
        (bound.kinds and subject.kind not in bound.kinds)
        or (bound.states and subject.state not in bound.states)
    )


def _is_plaintiff(view: View, effect: Effect, wave_id: WaveId, subject: Recipient, claims: bool) -> Truth:
    wave = view.law.waves[wave_id]
    found = _is_named(view, effect, wave.names, subject)
    if found is not YES and not wave.complete and not _outside(wave.within, subject):
        case = view.law.cases[CaseId(wave_id.partition("/")[0])]
        if not any(subject.id in view.law.waves[other].names for other in case.waves):
            found |= view.ask(Fact(FactKind.PLAINTIFF, wave_id), effect)
    if found is NO or not claims:
        return found
    agencies = wave.claims.get(subject.id)
    if agencies is not None:
        return found & Truth.of(not view.cell.agencies.isdisjoint(agencies))
    agency = view.law.instruments[view.cell.condition.instrument].agency
    return found & view.ask(Fact(FactKind.CLAIMS, f"{wave_id.partition('/')[0]}:{agency}"), effect)


def _is_subdivision(view: View, effect: Effect, parents: Who, subject: Recipient) -> Truth:
    """A general-purpose local government is a subdivision of its State; other bodies by a recorded edge only."""
    if not subject.state or subject.id == subject.state:
        return NO
    state = RecipientId(subject.state)
    parent = Recipient(id=state, kind=Kind.STATE, name=subject.state, state=subject.state)
    found = covers_who(view, effect, parents, parent)
    if found is NO or subject.kind in LOCAL_KINDS:
        return found
    if subject.kind in (Kind.NONPROFIT, Kind.ASSOCIATION, Kind.TRIBE):
        return NO
    return found & _edge(view, effect, EdgeKind.SUBDIVISION_OF, state, subject, view.day)


def _is_member(view: View, effect: Effect, membership: Membership, subject: Recipient) -> Truth:
    group = view.law.groups[membership.group]
    if group.eligible.rules_out(subject):
        return NO
    day = _day_of_membership(view, effect, membership)
    for member, start, until in group.members:
        if member == subject.id and day is not None:
            within = (start.by(day) if start else YES) & ~(until.by(day) if until else NO)
            if within is not UNKNOWN:
                return within
    return _edge(view, effect, EdgeKind.MEMBER_OF, group.id, subject, day)


def _day_of_membership(view: View, effect: Effect, membership: Membership) -> Day | None:
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
    view: View, effect: Effect, kind: EdgeKind, to: RecipientId, subject: Recipient, day: Day | None
) -> Truth:
    """Whether a recorded edge holds on the day; if none says, the fact is open."""
    for edge in subject.edges:
        if edge.kind is kind and edge.to == to and _in_window(edge, day):
            return Truth.of(edge.holds)
    if kind is not EdgeKind.MEMBER_OF:
        view.depends_on_day()
        day = None
    return view.ask(Fact(FactKind(kind.value), to.removeprefix("org/"), day), effect)


def _in_window(edge: Edge, day: Day | None) -> bool:
    if day is None:
        return edge.start is None and edge.until is None
    return (edge.start is None or day >= edge.start) and (edge.until is None or day < edge.until)


# --- conditions ------------------------------------------------------------------------------------------------


def covers_conditions(view: View, effect: Effect, selector: Conditions, condition: Condition) -> Truth:
    """Whether the selector reaches the condition."""
    if (
        (selector.ids and condition.id not in selector.ids)
        or (selector.instruments and condition.instrument not in selector.instruments)
        or (selector.families and condition.family not in selector.families)
        or (selector.agencies and selector.agencies.isdisjoint(view.cell.agencies))
        or (selector.implements and selector.implements.isdisjoint(condition.implements))
    ):
        return NO
    found = YES
    if selector.similar_to:
        found = _is_similar(view, effect, selector.similar_to, condition)
    if found is not NO and effect.verb is Verb.RESTRAIN and not (selector.ids or selector.instruments):
        found &= _is_old_enough(view, effect, selector, condition)
    if found is not NO and selector.excluding is not None:
        found &= ~covers_conditions(view, effect, selector.excluding, condition)
    return found


def _is_old_enough(view: View, effect: Effect, selector: Conditions, condition: Condition) -> Truth:
    if condition.issued <= view.law.events[effect.event].date.earliest:
        return YES
    if selector.future is not None:
        return Truth.of(selector.future)
    return view.ask(Fact(FactKind.LATER_CONDITION, f"{effect.id}~{condition.id}"), effect)


def _is_similar(view: View, effect: Effect, models: Iterable[ConditionId], condition: Condition) -> Truth:
    found = NO
    for model_id in sorted(models):
        if found is YES:
            break
        found |= _are_similar(view, effect, condition, view.law.conditions[model_id])
    return found


def _are_similar(view: View, effect: Effect, a: Condition, b: Condition) -> Truth:
    if a.id == b.id:
        return YES
    for one, other in ((a, b), (b, a)):
        for judgment in one.similar_to:
            if judgment.to == other.id:
                return Truth.of(judgment.holds)
    if a.family != b.family:
        return NO
    first, second = sorted((a.id, b.id))
    return view.ask(Fact(FactKind.SIMILAR, f"{first}~{second}"), effect)


# --- awards and capacity ---------------------------------------------------------------------------------------


def covers_awards(view: View, effect: Effect, selector: Awards) -> Truth:
    """Whether the selector reaches the award; a missing award fact is read from the condition's instrument."""
    cell, award = view.cell, view.cell.award
    if selector.agencies and selector.agencies.isdisjoint(cell.agencies):
        return NO
    if selector.instruments and cell.condition.instrument not in selector.instruments:
        return NO
    found = YES
    if selector.programs:
        found &= _some(
            view,
            effect,
            FactKind.PROGRAM,
            frozenset({award.program}) if award.program else cell.programs,
            selector.programs,
        )
    if selector.fiscal_years and found is not NO:
        years = frozenset({award.fiscal_year}) if award.fiscal_year else cell.fiscal_years
        found &= _some(view, effect, FactKind.FISCAL_YEAR, years, selector.fiscal_years)
    if selector.accepted_before is not None and found is not NO:
        found &= _accepted_before(view, effect, award, selector.accepted_before)
    if selector.accepted_from is not None and found is not NO:
        found &= _accepted_from(view, effect, award, selector.accepted_from)
    if selector.pending_on is not None and found is not NO:
        found &= _pending_on(view, effect, award, selector.pending_on)
    if selector.named and found is not NO:
        found &= (
            view.ask(Fact(FactKind.AWARD, effect.id), effect)
            if award.number is None
            else Truth.of(award.number in selector.named)
        )
    return found


def _some(view: View, effect: Effect, kind: FactKind, mine: Iterable[_T], theirs: frozenset[_T]) -> Truth:
    inside = {value in theirs for value in mine}
    if inside == {True}:
        return YES
    return view.ask(Fact(kind, effect.id), effect) if True in inside else NO


def _accepted_before(view: View, effect: Effect, award: Award, day: Day) -> Truth:
    """Acceptance on the day itself is unknown: nobody printed the hour."""
    if award.acceptance in (Acceptance.NONE, Acceptance.DECLINED):
        return NO
    if award.accepted is None or award.accepted == day:
        return view.ask(Fact(FactKind.ACCEPTED_BEFORE, "award", day), effect)
    return Truth.of(award.accepted < day)


def _accepted_from(view: View, effect: Effect, award: Award, day: Day) -> Truth:
    """An award not yet accepted will be accepted later, if at all."""
    if award.acceptance is Acceptance.DECLINED:
        return NO
    return YES if award.acceptance is Acceptance.NONE else ~_accepted_before(view, effect, award, day)


def _pending_on(view: View, effect: Effect, award: Award, day: Day) -> Truth:
    if award.acceptance is Acceptance.NONE:
        return YES
    if award.accepted is None or award.accepted == day:
        return view.ask(Fact(FactKind.PENDING_ON, "award", day), effect)
    return Truth.of(award.accepted > day)


def covers_capacity(view: View, effect: Effect, product: Product) -> Truth:
    """Whether the effect reaches the capacity in which the recipient holds the money.

    A restraint that does not say reaches direct recipients; whether it protects its beneficiary as somebody else's
    sub-recipient is open, unless it is for everyone or for sub-recipients. A modifier that does not say sets no limit.
    """
    prime = view.cell.award.through
    if product.through is not None:
        return NO if prime is None else covers_who(view, effect, product.through, prime)
    match product.capacity:
        case Capacity.DIRECT:
            return Truth.of(prime is None)
        case Capacity.SUB:
            return Truth.of(prime is not None)
        case Capacity.ANY:
            return YES
        case None:
            who = product.who
            if prime is None or effect.verb is not Verb.RESTRAIN or who.everyone or who.subrecipients_of:
                return YES
            return view.ask(Fact(FactKind.SUBRECIPIENTS, effect.id), effect)


def is_bound(cell: Cell) -> Truth:
    """Whether the condition binds recipients of this kind in this capacity."""
    condition = cell.condition
    kinds = condition.binds if cell.award.through is None else condition.binds_sub
    if cell.recipient.kind in kinds:
        return YES
    # An office that is the same legal person as a State or a local government is bound as that person is.
    for edge in cell.recipient.edges:
        if edge.kind is EdgeKind.PART_OF and edge.holds:
            parents = LOCAL_KINDS if "/" in edge.to else frozenset({Kind.STATE})
            return Truth.of(not kinds.isdisjoint(parents))
    return NO
