"""From the law to orders: for a condition and a slice of awards, the effects that can matter, each order once."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Final

from enjoined.law.cell import Award, Cell
from enjoined.law.compiled.bearings import Bearings
from enjoined.law.compiled.graph import Graph
from enjoined.law.compiled.limbs import Limb, Order
from enjoined.law.compiled.nodes import Node, Part, Text, Texts, Window
from enjoined.law.compiled.people import (
    asks_of_acceptance,
    asks_of_prime,
    days_of_membership,
    mentioned,
    parts_of,
    whos_of_primes,
)
from enjoined.law.compiled.pieces import ALWAYS, ANYWHERE, Piece, Place, Probe, Reached, decided
from enjoined.law.compiled.selectors import Plain, Values, Variable, is_plain
from enjoined.law.coverage.covers import covers_awards, covers_capacity, covers_conditions
from enjoined.law.coverage.who import covers_who
from enjoined.law.facts import Fact, FactKind
from enjoined.law.status import Bearing, by_start, by_strength
from enjoined.model import (
    NO,
    UNKNOWN,
    AsOf,
    Awards,
    Capacity,
    ConditionId,
    Conditions,
    Day,
    Effect,
    EffectId,
    Kind,
    Moment,
    Product,
    Recipient,
    RecipientId,
    Scope,
    Truth,
    Verb,
    Who,
)
from enjoined.registry.table import LawTable

__all__ = ["ANYBODY", "PRIME", "Builder", "NotCompiled"]

ANYBODY: Final = Recipient(id=RecipientId("us/anybody"), kind=Kind.CITY, name="Anybody")
PRIME: Final = Recipient(id=RecipientId("org/some-prime-recipient"), kind=Kind.NONPROFIT, name="The prime")
"""Stands for whoever passes the money on, where it does not matter who that is."""


class NotCompiled(Exception):
    """The slice turns on something that is not compiled: who the prime recipient is, or membership on acceptance."""


class Builder:
    """Builds orders on demand and keeps them, with the variables and windows they share."""

    def __init__(self, law: LawTable, known_on: Day | None) -> None:
        self.law = law
        self.known_on = known_on
        self.bearings = Bearings(law)
        self.values = Values()
        self.variables: list[Variable] = []
        self.orders: list[Order] = []
        self._orders: dict[tuple[tuple[Limb, ...], tuple[Limb, ...]], Order] = {}
        self._strongest: dict[ConditionId, list[Effect]] = {}
        self._variables: dict[Hashable, int] = {}
        self._windows: dict[EffectId, Window] = {}
        self._reached: dict[tuple[EffectId, ConditionId], Reached] = {}
        self._near: dict[ConditionId, dict[Place, list[int]]] = {}
        self._limbs: dict[
            tuple[EffectId, ConditionId], tuple[list[Reached], dict[Hashable, Limb | None]]
        ] = {}
        self._limbs_by_key: dict[Hashable, Limb] = {}
        self._cells: dict[tuple[ConditionId, Award], Cell] = {}
        self._text_numbers: dict[Hashable, int] = {}
        self._nodes: dict[int, Node] = {}
        self._node_numbers: dict[tuple[int, int | None], int] = {}
        self._reaches: dict[Hashable, Reached] = {}

    def order(self, condition: ConditionId, award: Award) -> Order:
        """The order for a slice, whose award is spelled as :mod:`enjoined.law.compiled.slices` does.

        Raises ``NotCompiled`` if the slice turns on what is not compiled.
        """
        bearing = self.bearings.on_condition(condition)
        roots = (bearing.impositions, self._candidates(condition, award))
        rest = (award.acceptance, award.accepted, award.number, _prime(award))
        impositions, restraints = (
            tuple([limb for e in effects if (limb := self._limb(e, condition, award, rest)) is not None])
            for effects in roots
        )
        found = self._orders.get((impositions, restraints))
        if found is None:
            found = Order(len(self.orders), impositions, restraints, self.cell(condition, award))
            self._orders[impositions, restraints] = found
            self.orders.append(found)
        return found

    def _limb(self, effect: Effect, condition: ConditionId, award: Award, rest: Hashable) -> Limb | None:
        """The limb of an effect, the same one for all slices where it bears on people in the same way.

        ``rest`` is what tells the award from others beside the limits of programs and years that it is within.
        """
        known = self._limbs.get((effect.id, condition))
        if known is None:
            around = [
                self.reached(self.law.effects[e], where) for e, where in self._around(effect, condition)
            ]
            known = [reached for reached in around if reached.is_limited], {}
            self._limbs[effect.id, condition] = known
        limited, limbs = known
        program, year = award.program, award.fiscal_year
        mark = (rest, *[reached.place(program, year) for reached in limited])
        if mark in limbs:
            return limbs[mark]
        graph = Graph(self, award)
        found = None
        if graph.visit(effect.id, condition) is not None:
            made = Limb(graph.nodes, graph.links, graph.conditions, self.cell(condition, award))
            found = self._limbs_by_key.setdefault(made.key(tuple(range(len(made.nodes)))), made)
        limbs[mark] = found
        return found

    def _around(self, effect: Effect, condition: ConditionId) -> Iterator[tuple[EffectId, ConditionId]]:
        """An effect and all that its limb may look at, each with the condition for which it is looked at."""
        found: set[tuple[EffectId, ConditionId]] = set()
        queue = [(effect.id, condition)]
        while queue:
            place = queue.pop()
            if place not in found:
                found.add(place)
                yield place
                one, here = self.law.effects[place[0]], place[1]
                queue += [(guard.active, guard.condition or here) for guard in one.guards]
                wave: Effect | None = one
                while wave is not None:
                    queue += [(modifier, here) for modifier in self.law.modifiers.get(wave.id, ())]
                    wave = None if wave.child_of is None else self.law.effects[wave.child_of]

    def node(self, effect: Effect, condition: ConditionId, award: Award) -> Node | None:
        """The node of an effect, the same one for all slices that share its texts; ``None`` if these reach nobody."""
        reached = self.reached(effect, condition)
        where = reached.place(award.program, award.fiscal_year)
        binds = self.binds(effect, condition, award) if effect.verb is Verb.IMPOSE else None
        mark = (where, award.acceptance, award.accepted, award.number, _prime(award), binds)
        if mark in reached.nodes:
            return reached.nodes[mark]
        texts = self._left(effect, reached, condition, award)
        found = None
        if not texts.reach_nobody:
            # Nodes of one number are the same, but for what ties them to a condition or a slice of awards.
            number = self._node_numbers.setdefault((texts.number, binds), len(self._node_numbers))
            found = None if texts.tied else self._nodes.get(number)
            if found is None:
                membership = days_of_membership(self.law, effect)
                found = Node(number, effect, self.window(effect), texts, binds, membership)
                if not texts.tied:
                    self._nodes[number] = found
        reached.nodes[mark] = found
        return found

    def is_alone(self, effect: Effect) -> bool:
        """Whether no other effect can bear on it."""
        modified = effect.id in self.law.modifiers or effect.child_of is not None
        return not modified and effect.only_while is None and effect.unless is None

    def cell(self, condition: ConditionId, award: Award) -> Cell:
        """A cell of the slice."""
        found = self._cells.get((condition, award))
        if found is None:
            found = Cell.of(self.law, ANYBODY, condition, award=award, known_on=self.known_on)
            self._cells[condition, award] = found
        return found

    def window(self, effect: Effect) -> Window:
        """The effect's own window."""
        found = self._windows.get(effect.id)
        if found is None:
            some = next(iter(self.law.conditions))
            found = self._windows[effect.id] = Window(self.law, effect, self.cell(some, Award()))
        return found

    # --- what can reach a condition ---------------------------------------------------------------------------

    def bearing(self, condition: ConditionId, award: Award) -> Bearing:
        """What bears on the condition for such an award, without the restraints that name other programs only."""
        impositions = self.bearings.on_condition(condition).impositions
        restraints = sorted(self._candidates(condition, award), key=by_start)
        return Bearing(impositions=impositions, restraints=tuple(restraints))

    def _candidates(self, condition: ConditionId, award: Award) -> list[Effect]:
        """The restraints that speak of the condition, strongest first, without those of other programs or years."""
        restraints = self._strongest.get(condition)
        if restraints is None:
            restraints = sorted(self.bearings.on_condition(condition).restraints, key=by_strength)
            self._strongest[condition] = restraints
        program, year = award.program, award.fiscal_year
        if program is None or year is None:
            return restraints
        near = self._near.get(condition)
        if near is None:
            near = self._near[condition] = {}
            for n, effect in enumerate(restraints):
                for place in self.reached(effect, condition).places:
                    near.setdefault(place, []).append(n)
        found = [n for place in ((program, year), (program, 0), ANYWHERE) for n in near.get(place, ())]
        return [restraints[n] for n in sorted(found)]

    def reached(self, effect: Effect, condition: ConditionId) -> Reached:
        """The products of an effect that do not leave the condition out.

        The same for all conditions of an instrument that it does not tell apart: what else is said of a condition, its
        agencies, programs and years, is said of the instrument.
        """
        found = self._reached.get((effect.id, condition))
        if found is None:
            cell = self.cell(condition, Award())
            texts = [(ALWAYS, self._products(effect, effect.scope, cell))]
            for reading in effect.readings:
                public = self._public(reading.known, effect, cell)
                if not public.is_never:
                    texts.append((public, self._products(effect, reading.scope, cell)))
            said = tuple([(public.key, *[(n, piece.key) for n, _, piece in left]) for public, left in texts])
            key = (effect.id, cell.condition.instrument, said)
            found = self._reached[effect.id, condition] = self._reaches.setdefault(key, Reached(texts))
        return found

    def _products(self, effect: Effect, scope: Scope, cell: Cell) -> list[tuple[int, Product, Piece]]:
        found = []
        for n, product in enumerate(scope.products):
            piece = self._conditions(effect, product.conditions, cell)
            if not piece.is_never:
                found.append((n, product, piece))
        return found

    def _conditions(self, effect: Effect, selector: Conditions, cell: Cell) -> Piece:
        condition = cell.condition
        return self._piece(
            lambda probe: covers_conditions(probe, effect, selector, condition),
            cell,
            (effect.id, "conditions", selector, condition.id),
        )

    def _public(self, known: Moment, effect: Effect, cell: Cell) -> Piece:
        """Whether a reading was public on the day of knowledge."""
        horizon = self.known_on
        if horizon is None:
            return ALWAYS
        fact = Fact(FactKind.OCCURRED, known.owner or effect.id, horizon)
        truth = known.by(horizon)
        asked = (fact,) if truth is UNKNOWN else ()
        return decided(truth, asked, lambda assumed: Truth.of(assumed.get(fact)), ("public", fact))

    def _piece(self, ask: Callable[[Probe], Truth], cell: Cell, owner: Hashable) -> Piece:
        probe = Probe(self.law, cell)
        truth = ask(probe)
        return decided(
            truth,
            tuple(probe.asked),
            lambda assumed: ask(Probe(self.law, cell, assumed=assumed)),
            owner,
        )

    # --- parts ------------------------------------------------------------------------------------------------

    def _left(self, effect: Effect, reached: Reached, condition: ConditionId, award: Award) -> Texts:
        texts = [
            Text(tuple(self._parts(effect, t, products, condition, award)), public)
            for t, (public, products) in enumerate(reached.texts)
        ]
        # A later text that is certainly public replaces the earlier ones, unless they ask facts on the way.
        while len(texts) > 1 and texts[1].public.is_always and not texts[0].parts:
            texts = texts[1:]
        key = (effect.id, tuple((t.public.key, tuple(p.key for p in t.parts)) for t in texts))
        return Texts(tuple(texts), self._text_numbers.setdefault(key, len(self._text_numbers)))

    def _parts(
        self,
        effect: Effect,
        text: int,
        products: Iterable[tuple[int, Product, Piece]],
        condition: ConditionId,
        award: Award,
    ) -> Iterator[Part]:
        for n, product, conditions in products:
            place = (effect.id, text, n)
            before = [conditions]
            if conditions.truth is not NO:
                before.append(self._awards(effect, product.awards, condition, award, place))
                if before[-1].is_never and not conditions.asked:
                    continue
            if any(piece.truth is NO for piece in before):
                yield Part(tuple(before), None, ALWAYS, (place, "stops"))
                continue
            if award.accepted is not None and asks_of_acceptance(product.who):
                raise NotCompiled
            if award.through is not None:
                self._look_at_prime(effect, product, condition, award)
            who = self._who(effect, product.who, condition, award)
            after = self._capacity(effect, product, condition, award, place)
            if after.is_never and who is None and not any(piece.asked for piece in before):
                continue
            yield Part(tuple(before), who, after, (place, who, award.through is None, after.key))

    def _look_at_prime(self, effect: Effect, product: Product, condition: ConditionId, award: Award) -> None:
        """Refuse the slice if the product turns on the prime and the prime is not told, or facts about it are open."""
        for who in whos_of_primes(product):
            if award.through is None or award.through == PRIME:
                raise NotCompiled
            probe = Probe(self.law, self.cell(condition, award))
            covers_who(probe, effect, who, award.through)
            if probe.asked or probe.day_matters:
                raise NotCompiled

    def _awards(
        self, effect: Effect, selector: Awards, condition: ConditionId, award: Award, place: Hashable
    ) -> Piece:
        if selector == _ANY_AWARDS:
            return ALWAYS
        return self._piece(
            lambda probe: covers_awards(probe, effect, selector),
            self.cell(condition, award),
            (place, "awards", condition, award),
        )

    def _capacity(
        self, effect: Effect, product: Product, condition: ConditionId, award: Award, place: Hashable
    ) -> Piece:
        anyhow = product.capacity is Capacity.ANY or (product.capacity is None and award.through is None)
        if anyhow and product.through is None:
            return ALWAYS
        return self._piece(
            lambda probe: covers_capacity(probe, effect, product),
            self.cell(condition, award),
            (place, "capacity", _prime(award) if product.through is not None else award.through is None),
        )

    def _who(self, effect: Effect, who: Who, condition: ConditionId, award: Award) -> int | None:
        if who == _EVERYONE:
            return None
        cell = self.cell(condition, award)
        if is_plain(self.law, who):
            return self._variable(("plain", who), lambda: Plain(self.law, self.values, effect, who, cell))
        key = (who, *self._beyond(effect, who, cell))
        names = frozenset(mentioned(self.law, who))
        return self._variable(key, lambda: Variable(self.law, self.values, effect, who, cell, names))

    def _beyond(self, effect: Effect, who: Who, cell: Cell) -> Iterator[Hashable]:
        """What else a who-part looks at: whose list it is, the day of the order, the agency, the prime recipient."""
        parts = tuple(parts_of(who))
        if any(not part.recipients.complete for part in parts):
            yield effect.id
        if any(membership.as_of is AsOf.ORDER for part in parts for membership in part.members_of):
            yield self.law.events[effect.event].date.earliest
        if any(part.within_claims for part in parts):
            yield cell.agencies, self.law.instruments[cell.condition.instrument].agency
        if asks_of_prime(who):
            yield "through", _prime(cell.award)

    def binds(self, effect: Effect, condition: ConditionId, award: Award) -> int:
        """The variable whether the condition binds a person in the capacity of the slice."""
        cell = self.cell(condition, award)
        return self._variable(
            ("binds", cell.binds),
            lambda: Variable(self.law, self.values, effect, None, cell, frozenset()),
        )

    def _variable(self, key: Hashable, make: Callable[[], Variable]) -> int:
        number = self._variables.get(key)
        if number is None:
            number = self._variables[key] = len(self.variables)
            self.variables.append(make())
        return number


_ANY_AWARDS: Final = Awards()
_EVERYONE: Final = Who(everyone=True)


def _prime(award: Award) -> RecipientId | None:
    """Who passes the money on."""
    return None if award.through is None else award.through.id
