"""Proofs put together from branches, each worked out once for all people and days that nothing in it tells apart.

The branch below an imposition or a restraint shows all effects that modify or guard it. It is alike for all people of
whom the variables that these effects look at say the same, and between the days on which one of them may change.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

import msgspec

from enjoined.law.activity import View
from enjoined.law.answering.proof import Proof, branch, joined
from enjoined.law.cell import Cell
from enjoined.law.compiled.limbs import Order
from enjoined.law.compiled.nodes import Node
from enjoined.law.compiled.people import Person, asks_of_today, whos
from enjoined.law.compiled.selectors import Values
from enjoined.law.status import Bearing
from enjoined.model import FIRST_DAY, NO, UNKNOWN, Day, Effect, EffectId, Kind, Moment
from enjoined.registry.table import LawTable

__all__ = ["Branches", "Kept", "Surroundings"]

Said = Mapping[int, int]
"""The numbers of the values that variables have for people of a class, by the numbers of the variables."""


class Surroundings:
    """An effect with all that a branch below it looks at: modifiers, guards, earlier waves, and theirs in turn.

    ``days`` are those on which anything may change, ``open`` the moments whose day is not known. A branch may also
    look at membership on the very day (``of_today``) and at other conditions (``elsewhere``).
    """

    def __init__(self, law: LawTable, effect: Effect, known_on: Day | None) -> None:
        effects = list(_around(law, effect))
        moments = [m for e in effects for m in (e.start, e.until) if m is not None]
        if known_on is not None:
            # Whether an undated page was public is asked of the very day, also of days before it can have been.
            unsure = [m for e in effects for m in e.known if m.by(known_on) is UNKNOWN]
            moments += [msgspec.structs.replace(m, earliest=FIRST_DAY) for m in unsure]
        self.days = frozenset([day for e in effects for day in e.days])
        self.open = frozenset([moment for moment in moments if not moment.is_certain])
        self.of_today = any(asks_of_today(who) for e in effects for who in whos(e))
        self.elsewhere = any(guard.condition is not None for e in effects for guard in e.guards)


def _around(law: LawTable, effect: Effect) -> Iterator[Effect]:
    found: set[EffectId] = set()
    queue = [effect.id]
    while queue:
        one = queue.pop()
        if one not in found:
            found.add(one)
            yield (around := law.effects[one])
            queue += law.modifiers.get(one, ())
            queue += [guard.active for guard in around.guards]
            queue += [] if around.child_of is None else [around.child_of]


class Kept:
    """How many proofs are kept of all branches and trees of a law; every branch and tree holds one at least."""

    __slots__ = ("proofs",)

    def __init__(self) -> None:
        self.proofs = 0


class _ByDay:
    """A proof that is alike on all days between two boundaries; where a moment is open, each day is its own."""

    __slots__ = ("_kept", "_open", "days", "known", "moments", "of_today")

    def __init__(
        self,
        kept: Kept,
        days: Iterable[Day],
        moments: frozenset[Moment] = frozenset(),
        *,
        of_today: bool = False,
    ) -> None:
        self._kept = kept
        edges = [day for m in moments for day in (m.earliest, m.latest) if day is not None]
        self.days = sorted({*days, *edges})
        self.moments = moments
        self.of_today = of_today
        stretches = range(len(self.days) + 1)
        self._open = set(stretches if of_today else ())
        for moment in moments:
            end = stretches.stop if moment.latest is None else bisect_right(self.days, moment.latest)
            self._open.update(range(bisect_right(self.days, moment.earliest), end))
        self.known: dict[Hashable, Proof] = {}

    def place(self, day: Day) -> Hashable:
        """The key in ``known`` of the proof on a day."""
        place = bisect_right(self.days, day)
        return (place, day) if place in self._open else place

    def keep(self, place: Hashable, proof: Proof) -> Proof:
        """The proof, kept for other days in the same place."""
        self._kept.proofs += 1
        self.known[place] = proof
        return proof


_Limb = tuple[Effect, _ByDay]
"""An effect and the branch below it."""


class _Tree(_ByDay):
    """The proof that is made of the branches below all effects that bear on a condition, for people alike."""

    __slots__ = ("_impositions", "_restraints", "_starts")

    def __init__(self, kept: Kept, impositions: list[_Limb], restraints: list[_Limb]) -> None:
        branches = [of_effect for _, of_effect in (*impositions, *restraints)]
        super().__init__(
            kept,
            {day for of_effect in branches for day in of_effect.days},
            frozenset([moment for of_effect in branches for moment in of_effect.moments]),
            of_today=any(of_effect.of_today for of_effect in branches),
        )
        self._impositions = impositions
        self._restraints = restraints
        self._starts = [effect.start.earliest for effect, _ in restraints]

    def on(self, day: Day, view: Callable[[], View]) -> Proof:
        """The proof on a day; ``view`` gives the view of somebody on that day."""
        place = self.place(day)
        found = self.known.get(place)
        if found is None:
            begun = self._restraints[: bisect_right(self._starts, day)]
            found = self.keep(place, self._joined(day, begun, view))
        return found

    def _joined(self, day: Day, begun: list[_Limb], view: Callable[[], View]) -> Proof:
        seen: View | None = None
        branches = []
        for effect, of_effect in (*self._impositions, *begun):
            place = of_effect.place(day)
            found = of_effect.known.get(place)
            if found is None:
                seen = view() if seen is None else seen
                found = of_effect.keep(place, branch(seen, effect))
            branches.append(found)
        imposed = len(self._impositions)
        return joined(branches[:imposed], branches[imposed:])


class Branches:
    """The proofs of one condition under one award, for which ``order`` says what looks at whom.

    ``cell`` is anybody's; ``around`` keeps the surroundings of effects for all conditions, ``kept`` counts proofs.
    """

    def __init__(
        self,
        law: LawTable,
        cell: Cell,
        order: Order,
        bearing: Bearing,
        values: Values,
        around: dict[EffectId, Surroundings],
        kept: Kept,
    ) -> None:
        self._law = law
        self._cell = cell
        self._values = values
        self._around = around
        self._kept = kept
        self._impositions = bearing.impositions
        # What was not public by the day of knowledge is no part of any proof.
        public = View(law, cell, FIRST_DAY).known
        self._restraints = [effect for effect in bearing.restraints if public(effect) is not NO]
        self._kinds = cell.binds
        bearing_on = (*self._impositions, *self._restraints)
        self._elsewhere = any(self._surroundings(effect).elsewhere for effect in bearing_on)
        self._whole = {limb.effect.id: limb for limb in order.limbs}
        self._limbs: dict[Hashable, _ByDay] = {}
        self._trees: dict[Hashable, _Tree] = {}

    def proof(self, person: Person, class_: int, said: Said, day: Day) -> Proof:
        """The proof for a person of a class, of whom the variables say ``said``, on a day."""
        recipient = person.recipient
        kind = None if recipient.kind in self._kinds else recipient.kind
        alone = person if self._elsewhere else None
        mark = class_, kind, None if alone is None else alone.key
        tree = self._trees.get(mark)
        if tree is None:
            limbs = (
                [(effect, self._limb(effect, said, kind, alone)) for effect in effects]
                for effects in (self._impositions, self._restraints)
            )
            tree = self._trees[mark] = _Tree(self._kept, *limbs)
        return tree.on(
            day, lambda: View(self._law, msgspec.structs.replace(self._cell, recipient=recipient), day)
        )

    def _limb(self, effect: Effect, said: Said, kind: Kind | None, alone: Person | None) -> _ByDay:
        """The branch below an effect for people of whom the variables that matter to it say the same.

        ``kind`` is theirs if the condition does not bind it, ``alone`` the only one if other conditions matter too.
        """
        limb = self._whole.get(effect.id)
        silent = limb is None or self._reaches_nobody(limb.nodes[-1], said)
        variables: Iterable[int] = ()
        if limb is not None:
            variables = limb.nodes[-1].variables if silent else limb.variables
        values = tuple([said[variable] for variable in variables])
        mark = effect.id, silent, values, kind, None if alone is None else alone.key
        found = self._limbs.get(mark)
        if found is None:
            days = {day for value in values for day, _ in self._values.all[value] if day is not None}
            if silent:
                # Nothing below it is shown; from its start on only what is recorded of people makes a difference.
                found = _ByDay(self._kept, [*days, effect.start.earliest])
            else:
                around = self._surroundings(effect)
                days.update(around.days, () if alone is None else alone.days)
                found = _ByDay(self._kept, days, around.open, of_today=around.of_today)
            self._limbs[mark] = found
        return found

    def _surroundings(self, effect: Effect) -> Surroundings:
        found = self._around.get(effect.id)
        if found is None:
            found = self._around[effect.id] = Surroundings(self._law, effect, self._cell.known_on)
        return found

    def _reaches_nobody(self, node: Node, said: Said) -> bool:
        """Whether an effect certainly covers none of the people of whom the variables say ``said``."""
        never = self._values.never
        if node.binds is not None and never[said[node.binds]]:
            return True
        return all(
            (part.who is not None and never[said[part.who]])
            or any(piece.truth is NO for piece in (*part.before, part.after))
            for text in node.texts
            for part in text.parts
        )
