"""Limbs: an imposition or a restraint under one condition, with all effects below it; and the orders they make.

What bears on a condition is worked out limb by limb. A limb is the same for all conditions and slices of awards under
which its effects bear on people in the same way, so that many orders are made of few limbs.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cached_property
from itertools import chain

from enjoined.law.cell import Cell
from enjoined.law.compiled.frames import Frames
from enjoined.law.compiled.nodes import Links, Node
from enjoined.law.status import Bearing, by_start
from enjoined.model import ConditionId, Day, Effect, EffectId

__all__ = ["Limb", "Order"]


class Limb:
    """The nodes of an imposition or a restraint and of what modifies or guards it, and those in turn; its own is last.

    ``links`` are those of each node, to nodes before it, ``conditions`` those for which each is looked at. ``cell`` is
    a cell of one condition and slice of awards to which the limb belongs. ``variables`` are numbers of the variables
    that its nodes look at, in order.
    """

    def __init__(
        self, nodes: Sequence[Node], links: Sequence[Links], conditions: Sequence[ConditionId], cell: Cell
    ) -> None:
        self.nodes = tuple(nodes)
        self.links = tuple(links)
        self.conditions = tuple(conditions)
        self.cell = cell
        self.effect: Effect = nodes[-1].effect
        self.variables = tuple(sorted({n for node in nodes for n in node.variables}))
        self._tied = any(node.tied for node in nodes)

    @cached_property
    def start(self) -> tuple[int, str]:
        """What sorts limbs by the start of their effects."""
        return by_start(self.effect)

    @cached_property
    def days(self) -> frozenset[Day]:
        """The days on which anything about some node may change."""
        return frozenset(chain.from_iterable(node.days for node in self.nodes))

    @cached_property
    def printed(self) -> frozenset[Day]:
        """The days of facts that on the very day may be facts of another limb."""
        return frozenset(chain.from_iterable(node.printed for node in self.nodes))

    @cached_property
    def frames(self) -> Frames:
        """The days of its nodes."""
        return Frames(self.days)

    @cached_property
    def by_effect(self) -> dict[tuple[EffectId, ConditionId], Node]:
        """The node of an effect under a condition."""
        places = zip(self.nodes, self.conditions, strict=True)
        return {(node.effect.id, condition): node for node, condition in places}

    @cached_property
    def asks_of_today(self) -> bool:
        """Whether membership on the day asked about counts somewhere."""
        return any(node.asks_of_today for node in self.nodes)

    @cached_property
    def asks(self) -> bool:
        """Whether some fact may be asked that is not about a person."""
        return any(node.open for node in self.nodes) or any(
            fact is not None for links in self.links for _, _, fact in links.aimed
        )

    def live(self, said: Mapping[int, int], idle: Sequence[bool]) -> tuple[int, ...]:
        """Its nodes that may reach people of whom the variables say ``said``, or ask about them; none if it does not.

        ``idle`` says of each value whether it is a plain no. Nodes that are looked at by others alone are left out.
        """
        reached = 1 << len(self.nodes) - 1
        found = []
        for n in range(len(self.nodes) - 1, -1, -1):
            node = self.nodes[n]
            if reached >> n & 1 and (
                node.asks or any(who is None or not idle[said[who]] for who in node.whos)
            ):
                found.append(n)
                for below in self.links[n].numbers():
                    if below >= 0:
                        reached |= 1 << below
        found.reverse()
        return tuple(found)

    def part(self, live: tuple[int, ...]) -> Limb:
        """Some of its nodes alone."""
        place = {n: i for i, n in enumerate(live)}
        links = [self.links[n].moved(place) for n in live]
        return Limb([self.nodes[n] for n in live], links, [self.conditions[n] for n in live], self.cell)

    def key(self, live: tuple[int, ...]) -> Hashable:
        """What tells some of its nodes, taken alone, from those of other limbs.

        Which effects look at which follows from the effects alone where all are looked at for one condition, as they
        are unless a guard names another, which ties its node. Nodes whose meaning hangs on the very condition or slice
        of awards are never taken for those of another.
        """
        numbers = tuple([self.nodes[n].number for n in live])
        if not self._tied:
            return numbers
        conditions = tuple([self.conditions[n] for n in live])
        if any(self.nodes[n].tied for n in live):
            return numbers, conditions, self.cell.award
        return numbers if len(set(conditions)) == 1 else (numbers, conditions)


class Order:
    """Conditions and slices of awards under which the same limbs bear on people: ``restraints`` strongest first.

    ``cell`` is a cell of one such condition and slice. ``variables`` are numbers of the variables its limbs look at.
    """

    def __init__(
        self, number: int, impositions: tuple[Limb, ...], restraints: tuple[Limb, ...], cell: Cell
    ) -> None:
        self.number = number
        self.impositions = impositions
        self.restraints = restraints
        self.cell = cell
        self.variables = tuple(sorted({n for limb in self.limbs for n in limb.variables}))

    @property
    def limbs(self) -> tuple[Limb, ...]:
        """Its impositions and restraints."""
        return (*self.impositions, *self.restraints)

    @cached_property
    def days(self) -> frozenset[Day]:
        """The days on which anything about some limb may change."""
        return frozenset(chain.from_iterable(limb.days for limb in self.limbs))

    @cached_property
    def bearing(self) -> Bearing:
        """The effects of its limbs as the reference takes them: those that certainly reach nobody are left out."""
        imposed, restrained = (
            tuple([limb.effect for limb in sorted(limbs, key=lambda limb: limb.start)])
            for limbs in (self.impositions, self.restraints)
        )
        return Bearing(impositions=imposed, restraints=restrained)
