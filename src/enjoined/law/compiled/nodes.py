"""Effects under one condition and one slice of awards, as the nodes of a graph ready to be worked out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from enjoined.law.activity import View
from enjoined.law.cell import Cell
from enjoined.law.compiled.people import asks_of_today, whos
from enjoined.law.compiled.pieces import Bits, Piece, Space, decided
from enjoined.law.facts import Fact, FactKind
from enjoined.model import NO, YES, Day, Effect, Truth
from enjoined.registry.table import LawTable

__all__ = [
    "NO_LINKS",
    "Links",
    "Node",
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
    off. ``looked_at`` are the days on which the reference looks at the effect at all. It ``asks`` if facts of dates do.
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
        self.asks = any(piece.asked for piece in self._pieces.values())
        out = (View(law, cell, day).is_out_of_time(effect) for day in ever)
        self.looked_at = spans(ever, [NO if is_out else YES for is_out in out])

    def is_open(self, day: Day) -> bool:
        """Whether it asks facts of a day."""
        return self.asks and any(self.piece(day, ends=ends).asked for ends in (True, False))

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
    """An effect under some conditions, whatever looks at it.

    ``whos`` are the variables that say whom it reaches, ``None`` for everybody; ``variables`` all that it looks at. A
    node ``asks`` if it meets facts that are nobody's before it says whom it reaches, is ``open`` if it meets such at
    all, and is ``tied`` if it may not be taken for that of another condition or slice of awards. ``days`` are those on
    which anything about it may change; on ``printed`` days a fact that it asks may be one of the day asked about.
    """

    __slots__ = (
        "asks",
        "asks_of_today",
        "binds",
        "days",
        "effect",
        "exists",
        "number",
        "open",
        "printed",
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
        window: Window,
        texts: Texts,
        binds: int | None,
        membership: frozenset[Day],
    ) -> None:
        self.effect = effect
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
        self.open = (
            effect.possible
            or window.asks
            or not all(text.always for text in self.texts)
            or any(piece.asked for part in parts for piece in part.limits)
        )
        self.number = number
        self.printed = membership
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
