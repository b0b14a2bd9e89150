"""What counts of people whom a who-part does not name: the rest of their profiles tells nobody from anybody."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from functools import cached_property
from typing import Final

from enjoined.law.compiled.people import PARTS_OF_OTHERS, Profile
from enjoined.law.coverage.who import NO_SUBDIVISIONS
from enjoined.model import LOCAL_KINDS, Kind, RecipientId, Who
from enjoined.registry.table import LawTable

__all__ = ["NO_SIGHT", "Sight", "sight_of"]

_ELSEWHERE: Final = "~"
"""Any State that a who-part does not mention."""


class Sight:
    """What of a profile counts: for each set of ``kinds`` whether it is in it, which ``states`` are told from others.

    Of offices, which may be parts of others, the States ``of_offices`` are told apart; ``None``: all are. The size
    counts if it is ``by_size``.
    """

    def __init__(
        self,
        kinds: Iterable[frozenset[Kind]],
        states: frozenset[str] | None,
        of_offices: frozenset[str] | None,
        *,
        by_size: bool,
    ) -> None:
        self.kinds = frozenset([PARTS_OF_OTHERS, *kinds])
        self.states = states
        self.of_offices = of_offices
        self.by_size = by_size

    def alike(self, profile: Profile) -> Hashable:
        """The part of a profile that counts."""
        kind, state, band, place = profile
        sort, states = self._sorts[kind]
        if states is not None and state not in states:
            state = state and _ELSEWHERE
        return sort, state, band if self.by_size else 0, place

    @cached_property
    def _sorts(self) -> dict[Kind, tuple[int, frozenset[str] | None]]:
        """For each kind a number, the same for kinds that count alike, and the States that are told apart."""
        numbers: dict[tuple[bool, ...], int] = {}
        within = {kind: tuple([kind in kinds for kinds in self.kinds]) for kind in Kind}
        return {
            kind: (
                numbers.setdefault(sort, len(numbers)),
                self.of_offices if kind in PARTS_OF_OTHERS else self.states,
            )
            for kind, sort in within.items()
        }

    def joined(self, other: Sight) -> Sight:
        """What counts for one of two."""
        return Sight(
            self.kinds | other.kinds,
            _both(self.states, other.states),
            _both(self.of_offices, other.of_offices),
            by_size=self.by_size or other.by_size,
        )


def _both(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    return None if one is None or other is None else one | other


NO_SIGHT: Final = Sight((), frozenset(), frozenset(), by_size=False)


def sight_of(law: LawTable, who: Who, names: frozenset[RecipientId]) -> Sight:
    """What counts of somebody of whom it is asked whether ``who`` means them; ``names`` are those it looks at."""
    states = _states(law, who, names)
    of_others = states if _by_state(law, who) else frozenset()
    return Sight(_kinds(law, who), of_others, states, by_size=_by_size(who))


def _by_state(law: LawTable, who: Who) -> bool:
    """Whether more than the kind may count of somebody who is not named: the State, the size, what it is a part of."""
    bounds = [who.recipients.within, *(law.waves[wave].within for wave in who.plaintiffs)]
    return (
        who.subdivisions_of is not None
        or bool(who.members_of)
        or any(bound.states for bound in bounds)
        or any(_by_state(law, exception) for exception in who.excluding)
    )


def _kinds(law: LawTable, who: Who) -> Iterator[frozenset[Kind]]:
    """The sets of kinds of which it may count whether somebody who is not named is of one of them."""
    limits = [who.recipients.within, *(law.waves[wave].within for wave in who.plaintiffs)]
    yield from [limit.kinds for limit in limits]
    yield from [law.groups[membership.group].eligible.kinds for membership in who.members_of]
    if who.subdivisions_of is not None:
        yield from (LOCAL_KINDS, NO_SUBDIVISIONS)
    for exception in who.excluding:
        yield from _kinds(law, exception)


def _by_size(who: Who) -> bool:
    """Whether the size of somebody who is not named may count: that of a member of a group does."""
    inner = (who.subdivisions_of, *who.excluding)
    return bool(who.members_of) or any(_by_size(w) for w in inner if w is not None)


def _states(law: LawTable, who: Who, names: frozenset[RecipientId]) -> frozenset[str] | None:
    """The States that must be told from others; ``None``: all of them."""
    bounds = _states_of_bounds(law, who, inner=False)
    if bounds is None:
        return None
    # What is recorded of a State may make it a part of somebody who is named.
    recorded = (r.id for r in law.recipients.values() if r.id == r.state and r.edges)
    return frozenset(bounds).union((name.partition("/")[0] for name in names), recorded)


def _states_of_bounds(law: LawTable, who: Who, *, inner: bool) -> set[str] | None:
    """The States of all bounds; ``None`` where a fact may be asked that names the State, whichever it is.

    Such are facts about a State as the parent of a subdivision (``inner``): whether it is a member, or on a list.
    """
    if inner and (who.members_of or who.everyone):
        return None
    found = {state for m in who.members_of for state in law.groups[m.group].eligible.states}
    waves = [law.waves[wave] for wave in who.plaintiffs]
    lists = [(who.recipients.complete, who.recipients.within), *((w.complete, w.within) for w in waves)]
    for complete, within in lists:
        if inner and not complete and not within.states:
            return None
        found |= within.states
    parents = () if who.subdivisions_of is None else (who.subdivisions_of,)
    for other, deeper in (*((p, True) for p in parents), *((e, inner) for e in who.excluding)):
        states = _states_of_bounds(law, other, inner=deeper)
        if states is None:
            return None
        found |= states
    return found
