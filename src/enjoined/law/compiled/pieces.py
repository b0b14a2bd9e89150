"""Ingredients of coverage: a truth value with the open facts it asks and how those facts decide it.

Every piece is obtained by asking the reference functions (``law.covers``, ``law.who``, ``law.activity``) once, with
every open fact unknown. Where the answer is unknown, the piece can be worked out again for many completions of the
facts at a time: sets of completions are integers with one bit for each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

import msgspec

from enjoined.law.cell import Cell
from enjoined.law.facts import Fact
from enjoined.law.status import BOUND_TOGETHER, completions
from enjoined.model import NO, UNKNOWN, YES, Day, Effect, Product, ProgramId, Truth
from enjoined.registry.table import LawTable

if TYPE_CHECKING:
    from enjoined.law.compiled.nodes import Node

__all__ = [
    "ALWAYS",
    "ANYWHERE",
    "NEVER",
    "QUERY_DAY",
    "Bits",
    "Decided",
    "Listing",
    "Piece",
    "Place",
    "Probe",
    "Reached",
    "Space",
    "decided",
    "worlds",
]

Bits = tuple[int, int]
"""Where something certainly holds, and where it may hold: one bit per completion of facts, or per stretch of days."""

QUERY_DAY: Final = Day(0)
"""Stands in a fact for the day asked about, which is not known when the law is compiled."""

Decide = Callable[[Mapping[Fact, bool]], Truth]


class Probe:
    """A context that answers no fact but those assumed, and notes which were asked and whether the day mattered."""

    __slots__ = ("asked", "assumed", "cell", "day", "day_matters", "law")

    def __init__(
        self, law: LawTable, cell: Cell, day: Day = QUERY_DAY, assumed: Mapping[Fact, bool] | None = None
    ) -> None:
        self.law = law
        self.cell = cell
        self.day = day
        self.assumed: Mapping[Fact, bool] = {} if assumed is None else assumed
        self.asked: dict[Fact, None] = {}
        self.day_matters = False

    def ask(self, fact: Fact, effect: Effect) -> Truth:
        """The value assumed for the fact, else unknown."""
        if fact in self.assumed:
            return Truth.of(self.assumed[fact])
        self.asked[fact] = None
        return UNKNOWN

    def depends_on_day(self) -> None:
        """Note that the value may differ on another day."""
        self.day_matters = True


class Space:
    """Completions of some facts: for each fact the set of completions in which it holds; all others stay open."""

    __slots__ = ("day", "full", "holds")

    def __init__(self, holds: Mapping[Fact, int], full: int, day: Day) -> None:
        self.holds = holds
        self.full = full
        self.day = day

    def at(self, fact: Fact) -> Fact:
        """The fact with the day asked about in the place of its stand-in."""
        return msgspec.structs.replace(fact, day=self.day) if fact.day == QUERY_DAY else fact

    def of(self, fact: Fact) -> Bits:
        """Where the fact holds."""
        mask = self.holds.get(self.at(fact))
        return (0, self.full) if mask is None else (mask, mask)


def worlds(law: LawTable, facts: tuple[Fact, ...], cell: Cell) -> tuple[dict[Fact, int], int]:
    """For each fact the completions in which it holds, of those that can hold together; and all of them."""
    stems = [(fact.kind, fact.about) for fact in facts]
    if len(set(stems)) == len(stems) and BOUND_TOGETHER.isdisjoint(fact.kind for fact in facts):
        masks, full = _free(len(facts))
        return dict(zip(facts, masks, strict=True)), full
    rows = list(completions(law, facts, cell))
    holds = {fact: sum(1 << n for n, row in enumerate(rows) if row[i]) for i, fact in enumerate(facts)}
    return holds, (1 << len(rows)) - 1


@cache
def _free(count: int) -> tuple[tuple[int, ...], int]:
    """The same for facts of which none bears on another."""
    rows = 1 << count
    masks = (sum(1 << n for n in range(rows) if n >> i & 1) for i in range(count))
    return tuple(masks), (1 << rows) - 1


class Piece:
    """A value that no open fact changes; ``asked`` are facts that were met on the way to it all the same."""

    __slots__ = ("asked", "key", "truth")

    def __init__(self, truth: Truth, asked: tuple[Fact, ...] = (), key: Hashable = None) -> None:
        self.truth = truth
        self.asked = asked
        self.key: Hashable = (truth, asked) if key is None else key

    @property
    def is_never(self) -> bool:
        """Whether it is no and nothing was asked."""
        return self.truth is NO and not self.asked

    @property
    def is_always(self) -> bool:
        """Whether it is yes and nothing was asked."""
        return self.truth is YES and not self.asked

    def bits(self, space: Space) -> Bits:
        """Where it holds."""
        if self.truth is UNKNOWN:
            return self._open(space)
        return (space.full, space.full) if self.truth is YES else (0, 0)

    def _open(self, space: Space) -> Bits:
        return 0, space.full


ALWAYS: Final = Piece(YES)
NEVER: Final = Piece(NO)


class Decided(Piece):
    """An unknown value that a function works out for assumed facts."""

    __slots__ = ("_decide", "_known")

    def __init__(self, asked: tuple[Fact, ...], decide: Decide, owner: Hashable) -> None:
        self._decide = decide
        self._known: dict[tuple[bool | None, ...], Truth] = {}
        super().__init__(UNKNOWN, asked, ("open", asked, self._fingerprint(asked, owner)))

    def _fingerprint(self, asked: tuple[Fact, ...], owner: Hashable) -> Hashable:
        """What tells one function of the same facts from another: its whole table, where that is small."""
        if len(asked) > _MOST_TABULATED:
            return owner
        choices: list[tuple[bool | None, ...]] = [()]
        for _ in asked:
            choices = [(*row, value) for row in choices for value in (None, True, False)]
        return tuple(self._value(asked, row) for row in choices)

    def _value(self, asked: tuple[Fact, ...], row: tuple[bool | None, ...]) -> Truth:
        found = self._known.get(row)
        if found is None:
            found = self._known[row] = self._decide(
                {f: v for f, v in zip(asked, row, strict=True) if v is not None}
            )
        return found

    def _open(self, space: Space) -> Bits:
        must = may = 0
        rows: list[tuple[tuple[bool | None, ...], int]] = [((), space.full)]
        for fact in self.asked:
            holds = space.holds.get(space.at(fact))
            if holds is None:
                rows = [((*row, None), mask) for row, mask in rows]
                continue
            split = [((*row, True), mask & holds) for row, mask in rows]
            split += [((*row, False), mask & ~holds) for row, mask in rows]
            rows = [(row, mask) for row, mask in split if mask]
        for row, mask in rows:
            found = self._value(self.asked, row)
            if found is not NO:
                may |= mask
                if found is YES:
                    must |= mask
        return must, may


_MOST_TABULATED: Final = 2


class Listing(Piece):
    """In one of some lists and in none of others, where it is open which of the names stand for the subject.

    ``within`` is ``None`` where everyone is meant who is not excepted.
    """

    __slots__ = ("excepted", "within")

    def __init__(self, excepted: tuple[tuple[Fact, ...], ...], within: tuple[Fact, ...] | None) -> None:
        self.excepted = tuple(facts for facts in excepted if facts)
        self.within = within
        asked = dict.fromkeys(f for facts in (*self.excepted, within or ()) for f in facts)
        super().__init__(UNKNOWN, tuple(asked), ("listing", self.excepted, within))

    def _open(self, space: Space) -> Bits:
        must, may = (space.full, space.full) if self.within is None else _any(self.within, space)
        for facts in self.excepted:
            out_must, out_may = _any(facts, space)
            must &= ~out_may
            may &= ~out_must
        return must, may


def _any(facts: tuple[Fact, ...], space: Space) -> Bits:
    must = may = 0
    for fact in facts:
        one_must, one_may = space.of(fact)
        must |= one_must
        may |= one_may
    return must, may


def decided(truth: Truth, asked: tuple[Fact, ...], decide: Decide, owner: Hashable) -> Piece:
    """The piece for a value just worked out; ``owner`` tells it from others where its table would be large."""
    if truth is UNKNOWN:
        return Decided(asked, decide, owner)
    if not asked:
        return ALWAYS if truth is YES else NEVER
    return Piece(truth, asked)


Place = tuple[ProgramId, int]
"""A program and a fiscal year (0: any)."""

ANYWHERE: Final[Place] = (ProgramId(""), 0)
"""Stands for all programs and years."""


class Reached:
    """What of an effect can reach a condition: for each text, the products whose conditions are not out.

    ``places`` are the programs and years that it names; it ``is_limited`` if it tells some from others. ``nodes`` are
    those made of it so far, by what tells slices of awards apart (``None``: it reaches nobody there).
    """

    __slots__ = ("_limits", "is_limited", "nodes", "places", "texts")

    def __init__(self, texts: list[tuple[Piece, list[tuple[int, Product, Piece]]]]) -> None:
        self.texts = texts
        products = [p for _, found in texts for _, p, _ in found]
        self.nodes: dict[Hashable, Node | None] = {}
        limits = [(p.awards.programs, p.awards.fiscal_years) for p in products]
        self._limits = [limit for limit in limits if any(limit)]
        self.is_limited = bool(self._limits)
        limited = all(p.awards.programs for p in products)
        # What is asked of the condition is asked for awards of other years too.
        asks = any(piece.asked for _, found in texts for _, _, piece in found)
        self.places: frozenset[Place] = frozenset(
            [
                (program, year)
                for awards in (p.awards for p in products)
                for program in awards.programs
                for year in (() if asks else awards.fiscal_years) or (0,)
            ]
            if limited
            else [ANYWHERE]
        )

    def place(self, program: ProgramId | None, year: int | None) -> Hashable:
        """What tells a program and year from others here: which limits they are within."""
        if program is None or year is None:
            return program, year
        return tuple(
            [
                (not programs or program in programs) and (not years or year in years)
                for programs, years in self._limits
            ]
        )
