"""The effects that bear on one condition and one slice of awards, as a graph ready to be worked out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

import msgspec

from enjoined.law.activity import View
from enjoined.law.cell import Cell
from enjoined.law.compiled.people import asks_of_today, whos
from enjoined.law.compiled.pieces import Bits, Piece, Space, decided
from enjoined.law.facts import Fact, FactKind
from enjoined.law.status import Bearing, by_start
from enjoined.model import NO, YES, ConditionId, Day, Effect, EffectId, Truth
from enjoined.registry.table import LawTable

__all__ = [
    "NO_LINKS",
    "Excerpt",
    "Links",
    "Node",
    "Order",
    "Part",
    "Spans",
    "Text",
    "Texts",
    "Window",
    "bits_of_texts",
    "spans",
]


Spans = tuple[tuple[Day | None, Day | None, Truth], ...]
"""A step function as the windows in which it is not no: from a day (``None``: ever) up to a day, and its value."""


def spans(starts: Sequence[Day | None], values: Sequence[Truth]) -> Spans:
    """The windows of a step function with these values, each from its day on; the first from ever."""
    ends = (*starts[1:], None)
    windows = zip((None, *starts[1:]), ends, values, strict=True)
    return tuple((start, end, value) for start, end, value in windows if value is not NO)


class Part:
    """One product of a scope: what it says of condition, award and capacity, and the variable that says who.

    ``before`` is asked before the person is looked at, ``after`` afterwards; ``who`` is ``None`` for everyone. A part
    is ``tied`` to its condition and slice of awards if these leave something open. ``limits`` are the pieces that
    are not simply yes.
    """

    __slots__ = ("after", "before", "key", "limits", "tied", "who")

    def __init__(self, before: tuple[Piece, ...], who: int | None, after: Piece, key: Hashable) -> None:
        self.before = before
        self.who = who
        self.after = after
        self.key = key
        self.tied = not all(piece.is_always for piece in before)
        self.limits = tuple([piece for piece in (*before, after) if not piece.is_always])


class Text:
    """One reading of a scope; ``public`` says whether it was public (always, for the first)."""

    __slots__ = ("always", "parts", "public")

    def __init__(self, parts: tuple[Part, ...], public: Piece) -> None:
        self.parts = parts
        self.public = public
        self.always = public.is_always


class Window:
    """When an effect is in its own window and known, whatever it covers: asked of the reference day by day.

    ``steps`` is that step function; ``begun`` the same without the end of the effect's own, which an extension puts
    off. ``looked_at`` are the days on which the reference looks at the effect at all.
    """

    def __init__(self, law: LawTable, effect: Effect, cell: Cell) -> None:
        self._law = msgspec.structs.replace(law, modifiers={})
        self._effect = effect
        self._endless = msgspec.structs.replace(effect, until=None)
        self._cell = cell
        self._pieces: dict[tuple[Day, bool], Piece] = {}
        days = {d for m in (effect.start, effect.until) if m is not None for d in (m.earliest, m.latest)}
        if cell.known_on is not None:
            days |= {cell.known_on, Day(cell.known_on + 1)}
        self.days = tuple(sorted(d for d in days if d is not None))
        before = Day(self.days[0] - 1)
        ever = (before, *self.days)
        self.steps = spans(ever, [self.piece(day).truth for day in ever])
        self.begun = spans(ever, [self.piece(day, ends=False).truth for day in ever])
        self._asks = any(piece.asked for piece in self._pieces.values())
        out = (View(law, cell, day).is_out_of_time(effect) for day in ever)
        self.looked_at = spans(ever, [NO if is_out else YES for is_out in out])

    def is_open(self, day: Day) -> bool:
        """Whether it asks facts of a day."""
        return self._asks and any(self.piece(day, ends=ends).asked for ends in (True, False))

    def piece(self, day: Day, *, ends: bool = True) -> Piece:
        """Whether the day is in the window; without ``ends``, in what the window would be if it had no end."""
        found = self._pieces.get((day, ends))
        if found is None:
            effect = self._effect if ends else self._endless
            found = self._pieces[day, ends] = self._piece(
                lambda view: view.in_window(effect), day, (day, ends)
            )
        return found

    def _piece(self, ask: Callable[[View], Truth], day: Day, owner: Hashable) -> Piece:
        view = View(self._law, self._cell, day)
        truth = ask(view)
        return decided(
            truth,
            tuple(view.met),
            lambda assumed: ask(View(self._law, self._cell, day, assumed=assumed)),
            (self._effect.id, owner),
        )


class Links(NamedTuple):
    """The nodes of an order that a node looks at, by number.

    ``aimed`` are the effects that suspend or end it: their node, whether an end, and the fact whether it reaches
    this wave (``None``: it does). A guard that can never hold is ``-1``.
    """

    extends: tuple[int, ...] = ()
    guards: tuple[tuple[int, bool], ...] = ()
    aimed: tuple[tuple[int, bool, Fact | None], ...] = ()

    def moved(self, place: Mapping[int, int]) -> Links:
        """The links where only the nodes in ``place`` are kept, under their new numbers."""
        if self is NO_LINKS:
            return self
        return Links(
            tuple(place[n] for n in self.extends if n in place),
            tuple((place.get(n, -1), positive) for n, positive in self.guards),
            tuple((place[n], is_end, fact) for n, is_end, fact in self.aimed if n in place),
        )

    def numbers(self) -> tuple[int, ...]:
        """All nodes looked at."""
        if self is NO_LINKS:
            return ()
        return (*self.extends, *(n for n, _ in self.guards), *(n for n, _, _ in self.aimed))


NO_LINKS: Final = Links()


class Texts:
    """What is left of an effect's texts for a slice; ``number`` is the same for those that mean the same people."""

    __slots__ = ("number", "texts", "tied")

    def __init__(self, texts: tuple[Text, ...], number: int) -> None:
        self.texts = texts
        self.number = number
        parts = [part for text in texts for part in text.parts]
        self.tied = any(part.tied for part in parts)

    @property
    def reach_nobody(self) -> bool:
        """Whether no part is left."""
        return not any(text.parts for text in self.texts)


class Node:
    """An effect under one condition, whatever looks at it.

    ``whos`` are the variables that say whom it reaches, ``None`` for everybody; ``variables`` all that it looks at. A
    node ``asks`` if it meets facts that are nobody's, and is ``tied`` if it may not be taken for that of another
    condition or slice of awards. ``days`` are those on which anything about it may change.
    """

    __slots__ = (
        "asks",
        "asks_of_today",
        "binds",
        "condition",
        "days",
        "effect",
        "exists",
        "number",
        "texts",
        "tied",
        "variables",
        "whos",
        "window",
    )

    def __init__(
        self,
        number: int,
        effect: Effect,
        condition: ConditionId,
        window: Window,
        texts: Texts,
        binds: int | None,
        membership: frozenset[Day],
    ) -> None:
        self.effect = effect
        self.condition = condition
        self.window = window
        self.texts = texts.texts
        parts = [part for text in self.texts for part in text.parts]
        self.whos = tuple(part.who for part in parts)
        self.asks = any(piece.asked for part in parts for piece in part.before)
        self.asks_of_today = any(asks_of_today(who) for who in whos(effect))
        self.binds = binds
        self.variables = tuple(dict.fromkeys([n for n in (*self.whos, binds) if n is not None]))
        self.exists = Fact(FactKind.EXISTS, effect.id) if effect.possible else None
        self.tied = texts.tied or any(
            g is not None and g.condition is not None for g in (effect.only_while, effect.unless)
        )
        self.number = number
        self.days = membership.union(window.days)


def bits_of_texts(node: Node, people: Mapping[int, Bits], space: Space) -> Bits:
    """Where a node covers: its texts as ``law.activity`` combines them, and whether the condition binds."""
    must = may = 0
    for text in node.texts:
        later_must = later_may = 0
        for part in text.parts:
            one_must, one_may = (space.full, space.full) if part.who is None else people[part.who]
            for piece in part.limits:
                piece_must, piece_may = piece.bits(space)
                one_must &= piece_must
                one_may &= piece_may
            later_must |= one_must
            later_may |= one_may
        if text.always:
            must, may = later_must, later_may
            continue
        public_must, public_may = text.public.bits(space)
        open_ = public_may & ~public_must
        must, may = (
            (public_must & later_must) | (~public_may & must) | (open_ & must & later_must),
            (public_must & later_may) | (~public_may & may) | (open_ & (may | later_may)),
        )
    if node.binds is not None:
        bound_must, bound_may = people[node.binds]
        must &= bound_must
        may &= bound_may
    return must & space.full, may & space.full


def _bits(numbers: Iterable[int]) -> int:
    """Numbers as bits, without negative ones."""
    found = 0
    for n in numbers:
        if n >= 0:
            found |= 1 << n
    return found


class Order:
    """Conditions and slices of awards under which the same effects bear on people in the same way.

    ``links`` are those of each node, to nodes before it. ``cell`` is a cell of one such condition and slice,
    ``impositions`` and ``restraints`` (by strength) the nodes that bear on it. ``variables`` are numbers of the
    variables its nodes look at.
    """

    def __init__(
        self,
        number: int,
        nodes: tuple[Node, ...],
        links: tuple[Links, ...],
        impositions: tuple[int, ...],
        restraints: tuple[int, ...],
        cell: Cell,
    ) -> None:
        self.number = number
        self.nodes = nodes
        self.links = links
        self.impositions = impositions
        self.restraints = restraints
        self.cell = cell
        self.variables = tuple(sorted({n for node in nodes for n in node.variables}))
        self._guarded = any(of.guards for of in links)
        self._tied = frozenset([n for n, node in enumerate(nodes) if node.tied])

    @cached_property
    def days(self) -> frozenset[Day]:
        """The days on which anything about some node may change."""
        return frozenset([day for node in self.nodes for day in node.days])

    @cached_property
    def bearing(self) -> Bearing:
        """Its impositions and restraints, without those that certainly reach nobody."""
        return self.bearing_of(self.impositions, self.restraints)

    def bearing_of(self, impositions: Iterable[int], restraints: Iterable[int]) -> Bearing:
        """The effects of some of its nodes as the reference takes them."""
        nodes = self.nodes
        imposed, restrained = (
            tuple(sorted([nodes[n].effect for n in ns], key=by_start)) for ns in (impositions, restraints)
        )
        return Bearing(impositions=imposed, restraints=restrained)

    @cached_property
    def variables_below(self) -> list[tuple[int, ...]]:
        """For each node the variables at which it and all nodes below it look."""
        found: list[tuple[int, ...]] = []
        for node, links in zip(self.nodes, self.links, strict=True):
            below = (found[n] for n in links.numbers() if n >= 0)
            found.append(tuple(dict.fromkeys(chain(node.variables, *below))))
        return found

    @cached_property
    def looks_at(self) -> tuple[int, list[int]]:
        """As bits, the nodes that bear on the cell, and those at which each node looks."""
        return _bits((*self.impositions, *self.restraints)), [_bits(links.numbers()) for links in self.links]

    @cached_property
    def wakes(self) -> tuple[int, dict[int, int]]:
        """The nodes that are live for everybody, and for each variable those that it makes so, as sets of bits."""
        always = 0
        woken: dict[int, int] = {}
        for n, node in enumerate(self.nodes):
            if node.asks or None in node.whos:
                always |= 1 << n
                continue
            for who in node.whos:
                if who is not None:
                    woken[who] = woken.get(who, 0) | 1 << n
        return always, woken

    def reachable(self, live: int) -> tuple[int, ...]:
        """The nodes among some (as bits) that bear on the cell, or at whose effects such a node looks."""
        needed, looks_at = self.looks_at
        found = []
        while left := live & needed:
            n = left.bit_length() - 1
            found.append(n)
            live ^= 1 << n
            needed |= looks_at[n]
        found.reverse()
        return tuple(found)

    def key(self, live: tuple[int, ...]) -> Hashable:
        """What tells some of its nodes, taken alone, from those of other orders.

        Which effects look at which, and which bear on the cell, follows from the effects alone, unless one is a guard:
        that may be tested for another condition. Nodes whose meaning hangs on the very condition or slice of awards
        are never taken for those of another.
        """
        nodes = self.nodes
        numbers = tuple([nodes[n].number for n in live])
        guarded = self._guarded and any(self.links[n].guards for n in live)
        if not guarded and self._tied.isdisjoint(live):
            return numbers
        place = {n: i for i, n in enumerate(live)}
        links = tuple([self.links[n].moved(place) for n in live])
        roots = tuple([place[n] for n in (*self.impositions, *self.restraints) if n in place])
        where: Hashable = None
        if not self._tied.isdisjoint(live):
            where = self.number, tuple([nodes[n].condition for n in live])
        return numbers, links, roots, where


class Excerpt:
    """Some nodes of an order, ``live``, in order; no other may be looked at by these."""

    def __init__(self, order: Order, live: tuple[int, ...]) -> None:
        self.order = order
        self.live = live
        self.nodes = [order.nodes[n] for n in live]
        self.links = [order.links[n] for n in live]
        kept = frozenset(live)
        self.impositions = [n for n in order.impositions if n in kept]
        self.restraints = [n for n in order.restraints if n in kept]
        self.variables = tuple(dict.fromkeys([n for node in self.nodes for n in node.variables]))

    @cached_property
    def bearing(self) -> Bearing:
        """Its impositions and restraints."""
        return self.order.bearing_of(self.impositions, self.restraints)

    @cached_property
    def by_effect(self) -> dict[tuple[EffectId, ConditionId], Node]:
        """The node of an effect under a condition."""
        return {(node.effect.id, node.condition): node for node in self.nodes}

    @cached_property
    def asks_of_today(self) -> bool:
        """Whether membership on the day asked about counts somewhere."""
        return any(node.asks_of_today for node in self.nodes)
