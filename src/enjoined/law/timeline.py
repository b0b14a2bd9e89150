"""A cell through time: the status as a step function of the day, worked out only as far as asked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

import msgspec

from enjoined.law.activity import Settled, View
from enjoined.law.cell import Cell
from enjoined.law.coverage.who import whose_edges_matter
from enjoined.law.status import Solution, Status, bearing_on, solve, with_dates
from enjoined.model import (
    FIRST_DAY,
    NO,
    AsOf,
    Day,
    Effect,
    EffectId,
    EventId,
    Membership,
    Recipient,
)
from enjoined.registry.table import LawTable

__all__ = ["Step", "Timeline"]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of days with one status and one set of restraints.

    ``start`` is ``None`` for "always before", ``until`` for "as far as is known"; ``because`` are the events whose
    effects start, end or become uncertain on the first day.
    """

    start: Day | None
    until: Day | None
    solution: Solution
    because: tuple[EventId, ...] = ()


class Timeline:
    """The step function of one cell. Days between two boundaries are alike, so each stretch is solved once."""

    def __init__(self, law: LawTable, cell: Cell) -> None:
        self.law = law
        self.cell = cell
        self.bearing = bearing_on(law, cell)
        self._settled: Settled = {}
        self._elsewhere: set[EffectId] = set()
        self.effects = self._effects()
        self._live = self.bearing.only(e.id for e in self.effects)
        self.boundaries = self._boundaries()
        self._solved: dict[int, Solution] = {}

    def _effects(self) -> tuple[Effect, ...]:
        """Effects that can touch this cell on some day, with all that modifies, guards or precedes them.

        What certainly never covers the cell is left out with its modifiers, but not a guard, which is tested for
        another condition, nor an earlier wave, whose modifiers may reach a later one.
        """
        found: dict[EffectId, Effect] = {}
        queue = [(e, True) for e in (*self.bearing.impositions, *self.bearing.restraints)]
        view = View(self.law, self.cell, FIRST_DAY, settled=self._settled)
        while queue:
            effect, here = queue.pop()
            if not here:
                self._elsewhere.add(effect.id)
            if effect.id in found:
                continue
            if here and view.covered(effect) is NO and effect.id in self._settled:
                continue
            found[effect.id] = effect
            queue += [(self.law.effects[m], here) for m in self.law.modifiers.get(effect.id, ())]
            elsewhere = [guard.active for guard in effect.guards]
            elsewhere += [effect.child_of] if effect.child_of is not None else []
            queue += [(self.law.effects[e], False) for e in elsewhere]
        return tuple(found.values())

    def _boundaries(self) -> tuple[Day, ...]:
        days: set[int] = set()
        for effect in self.effects:
            days.update(effect.days)
        people = self._people()
        windows = [(edge.start, edge.until) for person in people for edge in person.edges]
        windows += [(s.start, s.until) for s in self.cell.supplied]
        days.update(day for window in windows for day in window if day is not None)
        named = {person.id for person in people}
        for group in self.law.groups.values():
            for member, *spell in group.members:
                for moment in spell if member in named else ():
                    if moment is not None:
                        days.update(d for d in (moment.earliest, moment.latest) if d is not None)
        # A fact of the day asked and one of a fixed day are the same fact on that one day only.
        fixed = [self.cell.known_on]
        if any(m.as_of is AsOf.QUERY for m in self._memberships()):
            fixed += [m.as_of for m in self._memberships() if not isinstance(m.as_of, AsOf)]
            fixed += [self.cell.award.accepted]
            fixed += [self.law.events[e.event].date.earliest for e in self.effects]
        days.update(d + more for d in fixed if d is not None for more in (0, 1))
        return tuple(Day(d) for d in sorted(days))

    def _people(self) -> list[Recipient]:
        """Everybody whose edges can matter: the recipient, the prime, and those whose edges matter to these."""
        prime = self.cell.award.through
        people = [self.cell.recipient, *([prime] if prime is not None else [])]
        return [one for person in people for one in whose_edges_matter(self.law, person)]

    def _memberships(self) -> Iterator[Membership]:
        """Every group that the effects of this cell name."""
        for effect in self.effects:
            for product in (p for scope in effect.scopes for p in scope.products):
                for who in filter(None, (product.who, product.through)):
                    yield from (membership for part in who.parts() for membership in part.members_of)

    def on(self, day: Day) -> Solution:
        """The solution on a day. An unclear one is worked out for the very day, which its open facts name."""
        found = self._solution(bisect_right(self.boundaries, day))
        if found.status is Status.UNCLEAR:
            found = solve(self.law, self.cell, self._live, day, settled=self._settled)
        return found

    def status(self, day: Day) -> Status:
        """The status on a day, without the facts that would settle it: all days of a stretch are alike."""
        return self._solution(bisect_right(self.boundaries, day)).status

    def _solution(self, stretch: int) -> Solution:
        """Stretch 0 lies before the first boundary, stretch *i* starts on boundary *i - 1*."""
        known = self._solved.get(stretch)
        if known is None:
            known = solve(self.law, self.cell, self._live, self._day(stretch), settled=self._settled)
            self._solved[stretch] = known
        return known

    def _day(self, stretch: int) -> Day:
        """A day of the stretch."""
        return self.boundaries[stretch - 1] if stretch else Day((self.boundaries or (FIRST_DAY,))[0] - 1)

    def without(self, day: Day, dropped: Iterable[EffectId]) -> Status:
        """The status on a day if some effects did not exist."""
        gone = frozenset(dropped)
        return solve(self.law, self.cell, self._live, day, settled=self._settled, dropped=gone).status

    def span(self, day: Day) -> tuple[Day | None, Day | None, Day | None, Day | None]:
        """Since when and until when the status of the day holds without a break: earliest and latest bounds.

        ``(since, since_latest, until, until_latest)``: the status certainly holds from ``since_latest`` (``since``
        if that is ``None``) up to ``until``; where a date is not known to the day, it may hold from ``since`` on and
        as long as up to ``until_latest``. Open facts other than dates break the stretch.
        """
        here = bisect_right(self.boundaries, day)
        status = self._solution(here).status
        first, last = here, here
        while first > 0 and self._solution(first - 1).status is status:
            first -= 1
        while last < len(self.boundaries) and self._solution(last + 1).status is status:
            last += 1
        early, late = first, last
        if status is not Status.UNCLEAR:
            while early > 0 and self._may_be(early - 1, status):
                early -= 1
            while late < len(self.boundaries) and self._may_be(late + 1, status):
                late += 1
        since, since_latest = self._start(early), self._start(first)
        until, until_latest = self._end(last), self._end(late)
        return (
            since,
            since_latest if since_latest != since else None,
            until,
            until_latest if until_latest != until else None,
        )

    def restrained(self, effect: EffectId, day: Day) -> tuple[Day | None, Day | None]:
        """Since when and until when one restraint is certainly in force without a break around the day."""
        first = last = bisect_right(self.boundaries, day)
        while first > 0 and effect in self._solution(first - 1).active:
            first -= 1
        while last < len(self.boundaries) and effect in self._solution(last + 1).active:
            last += 1
        return self._start(first), self._end(last)

    def _may_be(self, stretch: int, status: Status) -> bool:
        """Whether nothing but an unsure date keeps the stretch from having the status."""
        solution = self._solution(stretch)
        if solution.status is not Status.UNCLEAR or status not in solution.possible:
            return False
        day = self._day(stretch)
        return any(
            with_dates(self.law, self.cell, self._live, day, past=past) is status for past in (True, False)
        )

    def _start(self, stretch: int) -> Day | None:
        return self.boundaries[stretch - 1] if stretch else None

    def _end(self, stretch: int) -> Day | None:
        return self.boundaries[stretch] if stretch < len(self.boundaries) else None

    def steps(self) -> Iterator[Step]:
        """The whole step function, stretches alike in status and restraints joined."""
        first = 0
        for stretch in range(len(self.boundaries) + 1):
            end = self._end(stretch)
            here = self._solution(stretch)
            if end is not None and _alike(here, self._solution(stretch + 1)):
                continue
            start = self._start(first)
            yield Step(start=start, until=end, solution=here, because=self.causes(start))
            first = stretch + 1

    def next_change(self, day: Day) -> Step | None:
        """The first later step, if the registry knows of one."""
        here = bisect_right(self.boundaries, day)
        for stretch in range(here, len(self.boundaries)):
            if not _alike(self._solution(stretch), self._solution(stretch + 1)):
                start = self._start(stretch + 1)
                return Step(
                    start=start,
                    until=self._end(stretch + 1),
                    solution=self._solution(stretch + 1),
                    because=self.causes(start),
                )
        return None

    def causes(self, day: Day | None) -> tuple[EventId, ...]:
        """The events, not unknown by the day of knowledge, whose effects on this cell have a boundary on the day.

        Those whose own day is on record come before those of which it is only the first or last that it can be.
        """
        if day is None:
            return ()
        view = View(self.law, self.cell, day, settled=self._settled)
        found = dict.fromkeys(
            effect.event
            for effect in self.effects
            if day in effect.days and view.known(effect) is not NO and self._may_reach(view, effect)
        )
        return tuple(sorted(found, key=lambda event: not self.law.events[event].date.is_certain))

    def _may_reach(self, view: View, effect: Effect) -> bool:
        """Whether the effect may matter to the cell; a guard or an earlier wave matters without covering it."""
        return effect.id in self._elsewhere or view.covered(effect) is not NO


def _alike(a: Solution, b: Solution) -> bool:
    return a.status is b.status and a.active == b.active and a.possible == b.possible
