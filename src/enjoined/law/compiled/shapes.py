"""People of whom the same is open, under other names: their lines are worked out once.

An office may be a part of anybody named in its State, so every list of names leaves as many facts open as it has
names there. Facts that occur in one list alone say together what one of them would say; only how many they are
matters besides, because an answer is not split on too many facts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple

from enjoined.law.compiled.pieces import Listing
from enjoined.law.compiled.selectors import Value
from enjoined.law.facts import Fact, FactKind
from enjoined.law.status import is_such_a_part
from enjoined.registry.table import LawTable

__all__ = ["Shape", "shape"]


Sort = tuple[bool, ...]
"""Whether a fact settles each of some others."""


class Shape(NamedTuple):
    """``key`` is the same for people who differ only in names; ``values`` are reduced, ``facts`` in order of use.

    ``weights`` says how many facts each of ``facts`` stands for.
    """

    key: Hashable
    values: Mapping[int, Value]
    facts: tuple[Fact, ...]
    weights: tuple[int, ...]


def shape(law: LawTable, values: Mapping[int, Value], numbers: Mapping[int, int]) -> Shape:
    """The shape of what some variables say of a person; ``numbers`` are the numbers of the values."""
    listings = {
        n: piece
        for n, value in values.items()
        if len(value) == 1 and isinstance(piece := value[0][1], Listing)
    }
    if not listings:
        return Shape(tuple(numbers.values()), values, (), ())
    tied: set[Fact] = set()
    uses: Counter[Fact] = Counter()
    for n, value in values.items():
        if n not in listings:
            # A fact that some other question asks too is never taken together with others.
            tied.update(fact for _, piece in value for fact in piece.asked)
    uses.update(dict.fromkeys(tied, 2))
    for listing in listings.values():
        for facts in (*listing.excepted, listing.within or ()):
            uses.update(facts)
    # A part of somebody named may be a part of a government besides: facts that settle it are kept from the others.
    governments = [fact.about for fact in tied if fact.kind is FactKind.PART_OF_GOVERNMENT]

    def sort(fact: Fact) -> Sort:
        return tuple([is_such_a_part(law, fact, about) for about in governments])

    known: dict[Fact, int] = {}
    weights: dict[Fact, int] = {}
    key: list[Hashable] = []
    reduced = dict(values)
    for n, number in numbers.items():
        held = listings.get(n)
        if held is None:
            key.append(number)
            continue
        excepted = tuple(_together(facts, uses, weights, sort) for facts in held.excepted)
        within = None if held.within is None else _together(held.within, uses, weights, sort)
        listing = Listing(excepted, within)
        reduced[n] = ((None, listing),)
        named = [
            None
            if facts is None
            else tuple(f if f in tied else (known.setdefault(f, len(known)), sort(f)) for f in facts)
            for facts in (*excepted, within)
        ]
        key.append(tuple(named))
    return Shape(tuple(key), reduced, tuple(known), tuple(weights.get(fact, 1) for fact in known))


def _together(
    facts: tuple[Fact, ...], uses: Counter[Fact], weights: dict[Fact, int], sort: Callable[[Fact], Sort]
) -> tuple[Fact, ...]:
    """The facts with one in the place of all of a sort that occur nowhere else."""
    alone: dict[Sort, list[Fact]] = {}
    for fact in facts:
        if uses[fact] == 1:
            alone.setdefault(sort(fact), []).append(fact)
    weights.update((of_one_sort[0], len(of_one_sort)) for of_one_sort in alone.values())
    return (*(fact for fact in facts if uses[fact] > 1), *(of_one_sort[0] for of_one_sort in alone.values()))
