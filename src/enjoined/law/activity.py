"""Whether an effect is active for a cell on a day: the heart of the algebra.

    active(e) = known(e) ∧ started(e) ∧ ¬ended(e) ∧ covers(e) ∧ guards(e) ∧ ¬∃ modifier m of e: active(m)

all in Kleene logic. Effects, their targets and guards form an acyclic graph (the registry refuses a cycle), so the
recursion ends. A stay and a lift need no order among themselves: the stay is inactive once its lift is active.
"""

from __future__ import annotations

from collections.abc import Mapping

from enjoined.law.cell import Cell
from enjoined.law.coverage.covers import covers
from enjoined.law.coverage.who import is_bound
from enjoined.law.facts import Fact, FactKind
from enjoined.model import (
    NO,
    UNKNOWN,
    YES,
    ConditionId,
    Day,
    Effect,
    EffectId,
    EventId,
    Guard,
    Moment,
    Scope,
    Truth,
    Verb,
)
from enjoined.registry.table import LawTable

__all__ = ["Settled", "View"]

Settled = dict[EffectId, Truth]
"""Coverage that no open fact and no day can change, kept between the days of one cell."""

_NOTHING_ASSUMED: Mapping[Fact, bool] = {}


class View:
    """One cell on one day, under assumptions on open facts; remembers what it worked out and which facts it met.

    ``met`` maps each open fact to the effect that first turned on it. ``dropped`` are effects taken out of the world.
    """

    __slots__ = (
        "_active",
        "_siblings",
        "_touched",
        "assumed",
        "cell",
        "day",
        "dropped",
        "law",
        "met",
        "settled",
    )

    def __init__(
        self,
        law: LawTable,
        cell: Cell,
        day: Day,
        *,
        settled: Settled | None = None,
        assumed: Mapping[Fact, bool] = _NOTHING_ASSUMED,
        dropped: frozenset[EffectId] = frozenset(),
        met: dict[Fact, EffectId] | None = None,
    ) -> None:
        self.law = law
        self.cell = cell
        self.day = day
        self.assumed = assumed
        self.dropped = dropped
        self.settled: Settled = {} if settled is None else settled
        self.met: dict[Fact, EffectId] = {} if met is None else met
        self._active: dict[EffectId, Truth] = {}
        self._siblings: dict[ConditionId, View] = {}
        self._touched = 0

    def ask(self, fact: Fact, effect: Effect) -> Truth:
        """The value of a fact the records leave open: as the user states it, as assumed, else unknown."""
        for statement in self.cell.supplied:
            stated = statement.decides(fact, self.day)
            if stated is not UNKNOWN:
                self._touched += statement.is_dated
                return stated
        self._touched += 1
        if fact in self.assumed:
            return Truth.of(self.assumed[fact])
        self.met.setdefault(fact, effect.id)
        return UNKNOWN

    def depends_on_day(self) -> None:
        """Note that a coverage now being worked out may differ on another day."""
        self._touched += 1

    def active(self, effect_id: EffectId) -> Truth:
        """Whether the effect is active for this cell at the end of this day."""
        known = self._active.get(effect_id)
        if known is None:
            known = self._active[effect_id] = self._work_out(self.law.effects[effect_id], ends_count=True)
        return known

    def active_but_for_ends(self, effect_id: EffectId) -> Truth:
        """Whether the effect would be active if nothing had ended it."""
        return self._work_out(self.law.effects[effect_id], ends_count=False)

    def _work_out(self, effect: Effect, *, ends_count: bool) -> Truth:
        """All conjuncts; those that can say no without an open fact come first, so that few facts are met."""
        if effect.id in self.dropped or self.is_out_of_time(effect):
            return NO
        found = self.covered(effect)
        if found is NO:
            return NO
        for modifier, reach in self.modifiers(effect):
            if ends_count or modifier.verb is not Verb.END:
                found &= ~(self.active(modifier.id) & reach)
            if found is NO:
                return NO
        found &= self.in_window(effect)
        if found is not NO and effect.possible:
            found &= self.ask(Fact(FactKind.EXISTS, effect.id), effect)
        if found is not NO:
            found &= self.guarded(effect)
        return found

    def is_out_of_time(self, effect: Effect) -> bool:
        """Whether the effect has certainly not begun, or has run out and nothing can have extended it."""
        if effect.start.by(self.day) is NO:
            return True
        if effect.until is None or effect.until.by(self.day) is not YES or self.cell.known_on is not None:
            return False
        return not self.extensions(effect)

    # --- the conjuncts ----------------------------------------------------------------------------------------

    def in_window(self, effect: Effect) -> Truth:
        """Known, started, and not ended by its own terms, or extended beyond them."""
        found = self.known(effect) & self.started(effect)
        if found is NO or effect.until is None:
            return found
        lasts = ~self._ended(effect.until, effect)
        for extension in self.extensions(effect):
            if lasts is not YES:
                lasts |= self.active(extension.id)
        return found & lasts

    def _ended(self, until: Moment, effect: Effect) -> Truth:
        """Whether an end that stands in the record has come; the end by another event counts once that is public."""
        ended = self._happened(until, self.day, effect)
        event = self.law.events.get(EventId(until.owner))
        if event is not None and self.cell.known_on is not None and ended is not NO:
            ended &= self._happened(event.known, self.cell.known_on, effect)
        return ended

    def known(self, effect: Effect) -> Truth:
        """Whether the effect was public on the day as of which knowledge is taken."""
        horizon = self.cell.known_on
        found = YES
        if horizon is not None:
            for moment in effect.known:
                # An undated page is public from the day it exists: one fact, asked once for the earlier day.
                same = moment.owner == effect.start.owner
                found &= self._happened(moment, horizon, effect, min(horizon, self.day) if same else None)
        return found

    def started(self, effect: Effect) -> Truth:
        """Whether the effect's own start has come."""
        return self._happened(effect.start, self.day, effect)

    def _happened(self, moment: Moment, day: Day, effect: Effect, asked: Day | None = None) -> Truth:
        found = moment.by(day)
        if found is UNKNOWN:
            fact = Fact(FactKind.OCCURRED, moment.owner or effect.id, day if asked is None else asked)
            found = self.ask(fact, effect)
        return found

    def covered(self, effect: Effect) -> Truth:
        """Whether the effect's scope, as read on the day of knowledge, covers the cell."""
        known = self.settled.get(effect.id)
        if known is None:
            touched = self._touched
            known = self._as_read(effect)
            if known is not NO and effect.verb is Verb.IMPOSE:
                known &= is_bound(self, effect)
            if touched == self._touched:
                self.settled[effect.id] = known
        return known

    def _as_read(self, effect: Effect) -> Truth:
        """Coverage by the text as it was public; where both texts say the same, it is not asked which was."""
        found = covers(self, effect, effect.scope)
        horizon = self.cell.known_on
        for reading in effect.readings:
            if horizon is not None and reading.known.by(horizon) is NO:
                continue
            later = covers(self, effect, reading.scope)
            if later is UNKNOWN or later is not found:
                public = YES if horizon is None else self._happened(reading.known, horizon, effect)
                found = later if public is YES else found if public is NO else UNKNOWN
        return found

    def scope(self, effect: Effect) -> Scope:
        """The scope as its text stood: the last reading that was certainly public."""
        horizon = self.cell.known_on
        scope = effect.scope
        for reading in effect.readings:
            if horizon is None or reading.known.by(horizon) is YES:
                scope = reading.scope
        return scope

    def guarded(self, effect: Effect) -> Truth:
        """Whether the effect's ``while`` holds and its ``unless`` does not."""
        found = YES
        if effect.only_while is not None:
            found &= self._guard(effect.only_while)
        if effect.unless is not None and found is not NO:
            found &= ~self._guard(effect.unless)
        return found

    def _guard(self, guard: Guard) -> Truth:
        return self.where_tested(guard).active(guard.active)

    def where_tested(self, guard: Guard) -> View:
        """The view in which a guard is tested: of the same recipient and award, perhaps of another condition."""
        if guard.condition is None or guard.condition == self.cell.condition.id:
            return self
        sibling = self._siblings.get(guard.condition)
        if sibling is None:
            sibling = self._siblings[guard.condition] = self.under(guard.condition)
        return sibling

    def under(self, condition: ConditionId) -> View:
        """The view of the same recipient and award under another condition: what is met there is met here."""
        return View(
            self.law,
            self.cell.under(self.law, condition),
            self.day,
            assumed=self.assumed,
            dropped=self.dropped,
            met=self.met,
        )

    def modifiers(self, effect: Effect) -> list[tuple[Effect, Truth]]:
        """Effects that suspend or end this one, each with whether it reaches it.

        A modifier of a parent wave reaches the later waves if it says so, does not if it says so, and else nobody
        knows; a final end (merger, expiry) never does.
        """
        found = [(m, YES) for m in self._aimed_at(effect.id)]
        parent = effect.child_of
        while parent is not None:
            for modifier in self._aimed_at(parent):
                if modifier.final or modifier.children is False:
                    continue
                if modifier.children:
                    found.append((modifier, YES))
                elif self.active(modifier.id) is not NO:
                    fact = Fact(FactKind.LATER_WAVE, f"{modifier.id}~{effect.id}")
                    found.append((modifier, self.ask(fact, modifier)))
            parent = self.law.effects[parent].child_of
        return found

    def extensions(self, effect: Effect) -> list[Effect]:
        """Effects that add a window to this one's own."""
        return [m for m in self._pointing_at(effect.id) if m.verb is Verb.EXTEND]

    def _aimed_at(self, target: EffectId) -> list[Effect]:
        return [m for m in self._pointing_at(target) if m.verb is not Verb.EXTEND]

    def _pointing_at(self, target: EffectId) -> list[Effect]:
        return [self.law.effects[m] for m in self.law.modifiers.get(target, ())]
