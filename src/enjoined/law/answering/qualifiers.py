"""What a careful lawyer adds to a status: stays as to you, pending mandates, denials, weak sources."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

from enjoined.law.activity import View
from enjoined.law.answering.freshness import FRESH_FOR
from enjoined.law.answering.words import best_source, label, when
from enjoined.law.cell import Acceptance
from enjoined.law.coverage.covers import covers, covers_conditions
from enjoined.law.status import NO_DUTY, Bearing, Solution, Status
from enjoined.model import (
    NO,
    YES,
    Attaches,
    Case,
    CaseKind,
    Effect,
    EffectId,
    Event,
    EventId,
    Grade,
    Reach,
    Scope,
    Verb,
    spoken,
)
from enjoined.registry.table import LawTable

__all__ = ["Qualifier", "QualifierKind", "has_unread_end", "qualifiers"]


class QualifierKind(StrEnum):
    """The sorts of qualifiers, in the order in which they are shown."""

    STAYED = "stayed-as-to-you"
    MANDATE = "reversed-mandate-not-issued"
    CONSEQUENCE = "consequence-only"
    CARVE_OUT = "carve-out"
    UNREAD_END = "unread-end"
    LITERAL_REACH = "literal-reach"
    FALLEN = "rests-on-fallen-order"
    WOULD_SPRING = "would-spring"
    DENIED = "denied-to-you"
    SUIT_PENDING = "suit-pending"
    CERTIFIED = "certificate-signed"
    NOT_ACCEPTED = "not-yet-accepted"
    DECLINED = "award-declined"
    PROTEST = "under-protest"
    EARLIER = "accepted-before-terms"
    SET_ASIDE = "later-set-aside"
    UNSETTLED = "unsettled-law"
    UNREAD = "unread-entry"
    SECOND_HAND = "second-hand-source"
    LAST_CHECKED = "last-checked"
    NO_CHANGE_AFTER = "assumes-no-change-after"


class Qualifier(msgspec.Struct, frozen=True, kw_only=True):
    """One remark beside a status, with the event it rests on if there is one.

    ``quiet`` ones are told with the chain only; a short answer leaves them out.
    """

    kind: QualifierKind
    event: EventId | None
    text: str
    quiet: bool = False


def qualifiers(view: View, bearing: Bearing, solution: Solution) -> tuple[Qualifier, ...]:
    """All remarks that belong to the answer for the view's cell and day, in the order of their kinds."""
    law = view.law
    active = [law.effects[e] for e in solution.active]
    found = [
        *(_stays(view, bearing) if solution.status in _STAY_MATTERS else ()),
        *(q for effect in active for q in _on_restraint(view, effect)),
        *(_by_letter(view) if solution.status not in NO_DUTY else ()),
        *_springing(view, bearing),
        *(_suits(view, bearing, {e.case for e in active}) if solution.status not in NO_DUTY else ()),
        *(_set_aside(view, bearing) if solution.status in _MAY_FALL else ()),
        *_on_award(view, solution.status),
        *(_earlier(view, bearing) if solution.status not in NO_DUTY else ()),
        *(_at_second_hand(view, bearing, active) if solution.status not in NO_DUTY else ()),
        *_on_freshness(view, active),
        *_unread(view, bearing),
    ]
    order = list(QualifierKind)
    return tuple(sorted(dict.fromkeys(found), key=lambda q: order.index(q.kind)))


_MAY_FALL = frozenset(Status) - NO_DUTY - {Status.VACATED}
_STAY_MATTERS = frozenset({Status.BINDING, Status.UNCLEAR, Status.NOT_ENFORCED})


def _event(view: View, effect: Effect) -> Event:
    return view.law.events[effect.event]


def _stays(view: View, bearing: Bearing) -> Iterator[Qualifier]:
    """Relief that names you, would be in force, and is held back by a stay."""
    for effect in bearing.restraints:
        stands = view.in_window(effect) & view.covered(effect) & view.guarded(effect)
        if stands is not YES or view.active(effect.id) is YES:
            continue
        modifiers = [(m, view.active(m.id) & reach) for m, reach in view.modifiers(effect)]
        if any(m.verb is Verb.END and value is not NO for m, value in modifiers):
            continue
        for stay, value in modifiers:
            if stay.verb is Verb.SUSPEND and value is YES:
                relief, order = (label(view.law, _event(view, e)) for e in (effect, stay))
                text = f"{relief} is stayed as to you: {order if stay.event != effect.event else 'by the same order'}"
                yield Qualifier(kind=QualifierKind.STAYED, event=stay.event, text=text)


def _on_restraint(view: View, effect: Effect) -> Iterator[Qualifier]:
    law = view.law
    for modifier, reach in view.modifiers(effect):
        if modifier.verb is Verb.END and view.covered(modifier) & reach is not NO:
            yield from _awaiting_mandate(view, modifier, effect)
    yield from _to_the_rules_end(view, effect)
    if effect.reach is Reach.CONSEQUENCE:
        text = f"{label(law, _event(view, effect))} bars a consequence of not complying; it does not void the duty"
        yield Qualifier(kind=QualifierKind.CONSEQUENCE, event=effect.event, text=text)
    if effect.carve_out:
        yield Qualifier(kind=QualifierKind.CARVE_OUT, event=effect.event, text=effect.carve_out)
    if effect.literal is not None and covers(view, effect, effect.literal) is not YES:
        yield _on_letter(view, effect, "may not reach you")
    for ground_id in effect.rests_on:
        ground = law.effects[ground_id]
        stood = view.started(ground) is YES and view.covered(ground) is not NO
        if stood and view.active(ground_id) is NO:
            text = f"it was given because of {label(law, _event(view, ground))}, which is no longer in force for you"
            yield Qualifier(kind=QualifierKind.FALLEN, event=ground.event, text=text)


def _to_the_rules_end(view: View, effect: Effect) -> Iterator[Qualifier]:
    """A restraining order in force whose end, or that of its extension, nobody has read, unless it fell before.

    One that was extended in time lasts as long as the extension.
    """
    law = view.law
    ends = [m for m, reach in view.modifiers(effect) if m.verb is Verb.END and view.covered(m) & reach is YES]
    extensions = [e for e in view.extensions(effect) if view.covered(e) is YES]
    for order in (effect, *(e for e in extensions if view.active(e.id) is YES)):
        if order.until is None or not has_unread_end(law, order):
            continue
        after = (
            m for m in (*ends, *(extensions if order is effect else ())) if _public(view, _event(view, m))
        )
        if not any(m.start.by(order.until.earliest) is YES for m in after):
            last = spoken(order.until.earliest - 1)
            text = (
                f"the end of {label(law, _event(view, order))} was not read: it is counted for 14 days, through {last} "
                "(Fed. R. Civ. P. 65(b)(2)); whether it lasted longer is not known"
            )
            yield Qualifier(kind=QualifierKind.UNREAD_END, event=order.event, text=text)


def has_unread_end(law: LawTable, effect: Effect) -> bool:
    """``through: unread``: an end of the effect's own, the day after the rules' 14 days or later, never certain."""
    end = effect.until
    return (
        end is not None
        and end.latest is None
        and end.owner == f"{effect.id}#until"
        and law.cases[effect.case].kind is CaseKind.LITIGATION
        and 0 <= end.earliest - effect.start.earliest - _TRO_WINDOW <= _MOST_ROLLED
    )


_TRO_WINDOW: Final = 15
"""Days from the entry of an order to the first day after the 14 of Fed. R. Civ. P. 65(b)(2)."""
_MOST_ROLLED: Final = 4
"""A last day is put off by a weekend with a holiday beside it at most, Fed. R. Civ. P. 6(a)(1)(C)."""


def _by_letter(view: View) -> Iterator[Qualifier]:
    """Relief that would reach you by its letter, stands, and is read more narrowly."""
    for effect in view.law.effects.values():
        if effect.verb is not Verb.RESTRAIN or effect.literal is None or view.covered(effect) is not NO:
            continue
        stands = view.in_window(effect) & view.guarded(effect)
        undone = any(view.active(m.id) & reach is not NO for m, reach in view.modifiers(effect))
        if stands is YES and not undone and covers(view, effect, effect.literal) is YES:
            yield _on_letter(view, effect, "reaches you too")


def _on_letter(view: View, effect: Effect, does: str) -> Qualifier:
    construed = effect.construed
    so = f" by {construed.by} ({construed.why})" if construed else ""
    text = f"by its letter {label(view.law, _event(view, effect))} {does}; it is applied as construed{so}"
    return Qualifier(kind=QualifierKind.LITERAL_REACH, event=effect.event, text=text)


def _awaiting_mandate(view: View, end: Effect, relief: Effect) -> Iterator[Qualifier]:
    """A decision on appeal (by another court, or dated by its mandate) that is out but not yet in effect."""
    decision, mandate = _event(view, end), view.law.events.get(EventId(end.start.owner))
    on_appeal = mandate not in (None, decision) or decision.court != _event(view, relief).court
    out = decision.date.by(view.day) is YES and view.known(end) is YES
    if on_appeal and out and view.started(end) is NO:
        text = (
            f"{label(view.law, decision)} reverses it, but takes effect with the mandate, "
            f"which had not issued as of {spoken(end.start.earliest - 1)}"
        )
        yield Qualifier(kind=QualifierKind.MANDATE, event=decision.id, text=text)


def _set_aside(view: View, bearing: Bearing) -> Iterator[Qualifier]:
    """The first decision known that sets the condition aside as to you on a later day; it changes no day before."""
    for effect in bearing.restraints:
        first = effect.start.latest
        if effect.grade is not Grade.VACATED or first is None or first <= view.day:
            continue
        if View(view.law, view.cell, first).active(effect.id) is YES:
            text = f"later set aside: {label(view.law, _event(view, effect))}"
            yield Qualifier(kind=QualifierKind.SET_ASIDE, event=effect.event, text=text)
            return


def _springing(view: View, bearing: Bearing) -> Iterator[Qualifier]:
    """Duties that an order holds down and that would attach if it fell."""
    for effect in bearing.impositions:
        held_down = effect.unless is not None and view.guarded(effect) is NO
        if held_down and view.in_window(effect) & view.covered(effect) is YES:
            text = "this duty would attach if the order against it fell"
            yield Qualifier(kind=QualifierKind.WOULD_SPRING, event=effect.event, text=text)


def _suits(view: View, bearing: Bearing, protecting: set[str]) -> Iterator[Qualifier]:
    """Relief refused to you, and suits of yours that have not brought relief."""
    law, cell = view.law, view.cell
    for case in law.cases.values():
        if case.kind is not CaseKind.LITIGATION or case.id in protecting:
            continue
        for event_id in case.events:
            event = law.events[event_id]
            effect = _stand_in(event, Verb.RESTRAIN)
            past = event.date.by(view.day) is YES and _public(view, event)
            if past and event.denies is not None and covers(view, effect, event.denies) is YES:
                text = f"relief against it was denied to you: {label(law, event)}"
                yield Qualifier(kind=QualifierKind.DENIED, event=event.id, text=text)
        if _is_pending(view, bearing, case):
            first = law.events[case.events[0]]
            selector = case.challenges
            if (
                selector
                and covers_conditions(view, _stand_in(first, Verb.END), selector, cell.condition) is YES
            ):
                text = f"you are a plaintiff in {case.title}, without relief so far on this condition"
                yield Qualifier(kind=QualifierKind.SUIT_PENDING, event=None, text=text)


def _is_pending(view: View, bearing: Bearing, case: Case) -> bool:
    """Whether the recipient is a plaintiff on the day, and no relief known of the case can have covered the cell."""
    law, me = view.law, view.cell.recipient.id
    last = view.day if view.cell.known_on is None else min(view.day, view.cell.known_on)
    joined = any(me in law.waves[w].names and law.waves[w].start.by(last) is YES for w in case.waves)
    if not joined or not case.events:
        return False
    events = (law.events[e] for e in case.events)
    closed = any(e.kind in _CLOSING and e.date.by(view.day) is YES and _public(view, e) for e in events)
    relief = any(
        e.case == case.id and NO not in (view.known(e), view.started(e), view.covered(e))
        for e in bearing.restraints
    )
    return not closed and not relief


_CLOSING = frozenset({"dismissal", "voluntary-dismissal", "case-closed", "final-judgment"})


def _stand_in(event: Event, verb: Verb) -> Effect:
    """A carrier for coverage questions about an event that has no effect of its own.

    A refused restraint would have reached what a restraint does: no condition issued after it. A suit is amended.
    """
    return Effect(
        id=EffectId(event.id),
        event=event.id,
        case=event.case,
        verb=verb,
        scope=event.denies or Scope(),
        start=event.date,
        known=(event.known,),
    )


def _public(view: View, event: Event) -> bool:
    return view.cell.known_on is None or event.known.by(view.cell.known_on) is YES


def _on_award(view: View, status: Status) -> Iterator[Qualifier]:
    """What was done with the award, where there is a duty; a certificate also outlives a duty that was taken back."""
    award = view.cell.award
    if status is Status.NOT_IMPOSED:
        return
    if award.certified is not None and award.certified <= view.day:
        text = f"a certificate was signed on {spoken(award.certified)}; what was certified stays certified"
        yield Qualifier(kind=QualifierKind.CERTIFIED, event=None, text=text)
    if status in NO_DUTY:
        return
    if award.acceptance is Acceptance.NONE or (award.accepted is not None and award.accepted > view.day):
        text = "the award is not accepted: nothing binds under it before"
        yield Qualifier(kind=QualifierKind.NOT_ACCEPTED, event=None, text=text)
    if award.acceptance is Acceptance.DECLINED:
        text = "the award was declined: nothing binds under it unless it is accepted after all"
        yield Qualifier(kind=QualifierKind.DECLINED, event=None, text=text)
    if award.under_protest:
        text = "the award was accepted under protest; what that preserves is for counsel"
        yield Qualifier(kind=QualifierKind.PROTEST, event=None, text=text)


def _earlier(view: View, bearing: Bearing) -> Iterator[Qualifier]:
    """An award accepted before the terms came: unless they float, only an amendment can have put them into it."""
    accepted = view.cell.award.accepted
    standing = [e for e in bearing.impositions if view.active(e.id) is not NO]
    if accepted is None or not standing or any(e.start.by(accepted) is not NO for e in standing):
        return
    why = {
        Attaches.AT_AWARD: "they bind it only if it carries them, as by an amendment",
        Attaches.UNKNOWN: "whether they reach earlier awards is not known",
    }
    if any((e.attaches or Attaches.UNKNOWN) not in why for e in standing):
        return
    first = min(standing, key=lambda e: e.start.earliest)
    came = f"the award was accepted before these terms ({label(view.law, _event(view, first))})"
    text = f"{came}: {why[first.attaches or Attaches.UNKNOWN]}"
    yield Qualifier(kind=QualifierKind.EARLIER, event=first.event, text=text)


def _at_second_hand(view: View, bearing: Bearing, active: list[Effect]) -> Iterator[Qualifier]:
    """Restraints in force known at second hand only; the duty too, if no imposition of it is known better."""
    standing = [e for e in bearing.impositions if view.active(e.id) is YES]
    duty = standing[:1] if all(_is_second_hand(view, e) for e in standing) else []
    for effect in (*active, *duty):
        if _is_second_hand(view, effect):
            event = _event(view, effect)
            text = f"{label(view.law, event)} rests on a second-hand source"
            yield Qualifier(kind=QualifierKind.SECOND_HAND, event=event.id, text=text, quiet=True)


def _is_second_hand(view: View, effect: Effect) -> bool:
    source = best_source(_event(view, effect))
    return source is not None and source.is_second_hand


def _on_freshness(view: View, active: list[Effect]) -> Iterator[Qualifier]:
    """How fresh the record is."""
    law = view.law
    for case in dict.fromkeys(law.cases[effect.case] for effect in active):
        if case.checked is not None and case.checked < view.day:
            text = f"in force as of the last check of {case.title}, {spoken(case.checked)}"
            days = view.day - case.checked
            long = f": {days} days before this day" if days > FRESH_FOR else ""
            yield Qualifier(kind=QualifierKind.LAST_CHECKED, event=None, text=text + long, quiet=not long)
    known_on = law.as_of if view.cell.known_on is None else view.cell.known_on
    if known_on is not None and known_on < view.day:
        text = f"assumes that nothing changed after {spoken(known_on)}"
        yield Qualifier(
            kind=QualifierKind.NO_CHANGE_AFTER, event=None, text=text, quiet=view.cell.known_on is None
        )


def _unread(view: View, bearing: Bearing) -> Iterator[Qualifier]:
    """Unread entries of the cases whose relief reaches you, in force or not: an entry may have changed either."""
    law = view.law
    relief = [e for e in bearing.restraints if view.started(e) & view.known(e) & view.covered(e) is YES]
    for case in dict.fromkeys(law.cases[e.case] for e in relief):
        for event in (law.events[event_id] for event_id in case.events):
            if event.unread and event.date.by(view.day) is not NO and _public(view, event):
                text = f"an entry dated {when(event.date)} in {case.title} has not been read"
                yield Qualifier(kind=QualifierKind.UNREAD, event=event.id, text=text, quiet=True)
