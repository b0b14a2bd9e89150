"""Which effects a limb needs, and how they look at one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from enjoined.law.cell import Award
from enjoined.law.compiled.nodes import NO_LINKS, Links, Node
from enjoined.law.facts import Fact, FactKind
from enjoined.model import ConditionId, Effect, EffectId, Guard, Verb

if TYPE_CHECKING:
    from enjoined.law.compiled.builder import Builder

__all__ = ["Graph"]


class Graph:
    """The nodes that a limb needs for a slice of awards, each after those it looks at."""

    def __init__(self, builder: Builder, award: Award) -> None:
        self._builder = builder
        self._law = builder.law
        self._award = award
        self._found: dict[tuple[EffectId, ConditionId], int | None] = {}
        self.nodes: list[Node] = []
        self.links: list[Links] = []
        self.conditions: list[ConditionId] = []

    def visit(self, effect_id: EffectId, condition: ConditionId) -> int | None:
        """The number of the node for an effect; ``None`` if it certainly covers nobody and asks nothing."""
        place = (effect_id, condition)
        if place in self._found:
            return self._found[place]
        effect = self._law.effects[effect_id]
        node = self._builder.node(effect, condition, self._award)
        if node is None:
            self._found[place] = None
            return None
        links = self._links(effect, condition)
        found = self._found[place] = len(self.nodes)
        self.nodes.append(node)
        self.links.append(links)
        self.conditions.append(condition)
        return found

    def _links(self, effect: Effect, here: ConditionId) -> Links:
        if self._builder.is_alone(effect):
            return NO_LINKS
        targeting = [self._law.effects[m] for m in self._law.modifiers.get(effect.id, ())]
        extensions = [self.visit(m.id, here) for m in targeting if m.verb is Verb.EXTEND]
        guards = tuple(
            (self._guard(guard, here), positive)
            for guard, positive in ((effect.only_while, True), (effect.unless, False))
            if guard is not None
        )
        aimed: list[tuple[int | None, bool, Fact | None]] = [
            (self.visit(m.id, here), m.verb is Verb.END, None) for m in targeting if m.verb is not Verb.EXTEND
        ]
        aimed += self._inherited(effect, here)
        return Links(
            tuple(n for n in extensions if n is not None),
            guards,
            tuple((n, is_end, fact) for n, is_end, fact in aimed if n is not None),
        )

    def _guard(self, guard: Guard, here: ConditionId) -> int:
        found = self.visit(guard.active, guard.condition or here)
        return -1 if found is None else found

    def _inherited(self, effect: Effect, here: ConditionId) -> list[tuple[int | None, bool, Fact | None]]:
        """Modifiers of earlier waves, which reach a later one if they say so; if they say nothing, nobody knows."""
        found: list[tuple[int | None, bool, Fact | None]] = []
        parent = effect.child_of
        while parent is not None:
            for modifier_id in self._law.modifiers.get(parent, ()):
                m = self._law.effects[modifier_id]
                if m.verb is Verb.EXTEND or m.final or m.children is False:
                    continue
                fact = None if m.children else Fact(FactKind.LATER_WAVE, f"{m.id}~{effect.id}")
                found.append((self.visit(m.id, here), m.verb is Verb.END, fact))
            parent = self._law.effects[parent].child_of
        return found
