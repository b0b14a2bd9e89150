"""Whether a scope covers a cell: who × conditions × awards × capacity, in three-valued logic.

Every function returns a :class:`Truth`. What the records leave open is asked of the view as a named fact, and an
alternative is not looked at once the value is certain, so that only facts that can matter are met.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from enjoined.law.cell import Acceptance, Award
from enjoined.law.coverage.context import Context
from enjoined.law.coverage.who import covers_who
from enjoined.law.facts import Fact, FactKind
from enjoined.model import (
    NO,
    YES,
    Awards,
    Capacity,
    Condition,
    ConditionId,
    Conditions,
    Day,
    Effect,
    Product,
    Scope,
    Truth,
    Verb,
)

__all__ = ["covers", "covers_awards", "covers_capacity", "covers_conditions"]

_T = TypeVar("_T", str, int)


def covers(view: Context, effect: Effect, scope: Scope) -> Truth:
    """Whether the scope covers the cell: the union of its products."""
    found = NO
    for product in scope.products:
        found |= covers_product(view, effect, product)
        if found is YES:
            break
    return found


def covers_product(view: Context, effect: Effect, product: Product) -> Truth:
    """Whether every part of the product holds; the cheapest parts are tried first."""
    found = covers_conditions(view, effect, product.conditions, view.cell.condition)
    if found is not NO:
        found &= covers_awards(view, effect, product.awards)
    if found is not NO:
        found &= covers_who(view, effect, product.who, view.cell.recipient)
    if found is not NO:
        found &= covers_capacity(view, effect, product)
    return found


# --- conditions ------------------------------------------------------------------------------------------------


def covers_conditions(view: Context, effect: Effect, selector: Conditions, condition: Condition) -> Truth:
    """Whether the selector reaches the condition."""
    if (
        (selector.ids and condition.id not in selector.ids)
        or (selector.instruments and condition.instrument not in selector.instruments)
        or (selector.families and condition.family not in selector.families)
        or (selector.agencies and selector.agencies.isdisjoint(view.cell.agencies))
        or (selector.implements and not condition.carries_out(selector.implements))
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


def _is_old_enough(view: Context, effect: Effect, selector: Conditions, condition: Condition) -> Truth:
    """Up to the order's day yes, later as the order says; open where it says nothing, or may be older or younger."""
    ordered = view.law.events[effect.event].date
    if condition.issued <= ordered.earliest or selector.future:
        return YES
    if selector.future is False and ordered.by(condition.issued - 1) is YES:
        return NO
    return view.ask(Fact(FactKind.LATER_CONDITION, f"{effect.id}~{condition.id}"), effect)


def _is_similar(view: Context, effect: Effect, models: Iterable[ConditionId], condition: Condition) -> Truth:
    found = NO
    for model_id in sorted(models):
        if found is YES:
            break
        found |= _are_similar(view, effect, condition, view.law.conditions[model_id])
    return found


def _are_similar(view: Context, effect: Effect, a: Condition, b: Condition) -> Truth:
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


def covers_awards(view: Context, effect: Effect, selector: Awards) -> Truth:
    """Whether the selector reaches the award; a missing award fact is read from the condition's instrument."""
    cell, award = view.cell, view.cell.award
    if selector.agencies and selector.agencies.isdisjoint(cell.agencies):
        return NO
    if selector.instruments and cell.condition.instrument not in selector.instruments:
        return NO
    found = YES
    if selector.programs:
        programs = frozenset({award.program}) if award.program else cell.programs
        found &= _some(view, effect, FactKind.PROGRAM, programs, selector.programs)
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


def _some(view: Context, effect: Effect, kind: FactKind, mine: Iterable[_T], theirs: frozenset[_T]) -> Truth:
    """Whether the award's value is among those reached; with several possible values, which one it is stays open."""
    values = sorted(mine)
    if theirs.issuperset(values):
        return YES
    found = NO
    for value in values:
        if value not in theirs:
            continue
        if found is not YES:
            found |= view.ask(Fact(kind, str(value)), effect)
    return found


def _accepted_before(view: Context, effect: Effect, award: Award, day: Day) -> Truth:
    """Acceptance on the day itself is unknown: nobody printed the hour."""
    if award.acceptance in (Acceptance.NONE, Acceptance.DECLINED):
        return NO
    if award.accepted is None or award.accepted == day:
        return view.ask(Fact(FactKind.ACCEPTED_BEFORE, "award", day), effect)
    return Truth.of(award.accepted < day)


def _accepted_from(view: Context, effect: Effect, award: Award, day: Day) -> Truth:
    """An award not yet accepted will be accepted later, if at all."""
    if award.acceptance is Acceptance.DECLINED:
        return NO
    return YES if award.acceptance is Acceptance.NONE else ~_accepted_before(view, effect, award, day)


def _pending_on(view: Context, effect: Effect, award: Award, day: Day) -> Truth:
    """Offered and not answered. When an award was offered nobody says: it may have been after the day."""
    accepted = award.day_accepted
    if accepted == day:
        return ~_accepted_before(view, effect, award, day)
    if accepted is not None and accepted < day:
        return NO
    return view.ask(Fact(FactKind.PENDING_ON, "award", day), effect)


def covers_capacity(view: Context, effect: Effect, product: Product) -> Truth:
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
