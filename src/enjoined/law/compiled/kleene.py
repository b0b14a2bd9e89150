"""The algebra of :mod:`enjoined.law.activity` and the status rule, for many worlds at a time.

A world is a stretch of days with all facts open, or one day with a completion of its open facts. What certainly
holds, and what may hold, are integers with one bit for each world, so that *and*, *or* and *not* are single
operations. Property tests hold this page against the reference evaluator.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from enjoined.law.compiled.limbs import Limb
from enjoined.law.compiled.nodes import Links
from enjoined.law.compiled.pieces import Bits, Space
from enjoined.law.status import Status
from enjoined.model import Grade

__all__ = ["Activity", "Verdicts", "activity", "verdicts"]


class Activity(NamedTuple):
    """In which worlds an effect is active, and in which it would be if nothing had ended it."""

    active: Bits
    but_for_ends: Bits


class Verdicts(NamedTuple):
    """In which worlds each status holds, by precedence, and each restraint is certainly in force."""

    statuses: tuple[tuple[Status, int], ...]
    restraints: tuple[int, ...]


def activity(
    limb: Limb, windows: Sequence[Bits], begun: Sequence[Bits], covers: Sequence[Bits], space: Space
) -> Activity:
    """Of the effect of a limb; the arguments say for each node in turn where it is open, begun, covering."""
    found: list[Bits] = []
    but_for_ends = _NOWHERE
    last = len(limb.nodes) - 1
    for i, (node, links) in enumerate(zip(limb.nodes, limb.links, strict=True)):
        cover_must, cover_may = covers[i]
        must, may = windows[i]
        for extension in links.extends:
            ext_must, ext_may = found[extension]
            begun_must, begun_may = begun[i]
            must |= ext_must & begun_must
            may |= ext_may & begun_may
        must &= cover_must
        may &= cover_may
        if node.exists is not None:
            exists_must, exists_may = space.of(node.exists)
            must &= exists_must
            may &= exists_may
        for guard, positive in links.guards:
            guard_must, guard_may = found[guard] if guard >= 0 else _NOWHERE
            if positive:
                must &= guard_must
                may &= guard_may
            else:
                must &= ~guard_may
                may &= ~guard_must
        bits = must, may
        if i == last:
            but_for_ends = _modified(links, bits, found, space, ends=False)
        found.append(_modified(links, bits, found, space, ends=True))
    return Activity(found[last], but_for_ends)


_NOWHERE: Final = (0, 0)


def _modified(links: Links, bits: Bits, found: Sequence[Bits], space: Space, *, ends: bool) -> Bits:
    """Without what suspends it and, with ``ends``, what ends it."""
    must, may = bits
    for modifier, is_end, reach in links.aimed:
        if is_end and not ends:
            continue
        active_must, active_may = found[modifier]
        if reach is not None:
            reach_must, reach_may = space.of(reach)
            active_must &= reach_must
            active_may &= reach_may
        must &= ~active_may
        may &= ~active_must
    return must, may


def verdicts(
    impositions: Sequence[Activity], restraints: Sequence[tuple[Grade | None, Bits]], full: int
) -> Verdicts:
    """The statuses, where it is known in which worlds impositions and restraints (strongest first) are active."""
    imposed_must = imposed_may = taken_back_must = taken_back_may = 0
    for (must, may), (but_must, but_may) in impositions:
        imposed_must |= must
        imposed_may |= may
        taken_back_must |= but_must
        taken_back_may |= but_may
    duty, free = imposed_may, full & ~imposed_may
    in_force = []
    open_ = imposed_may & ~imposed_must
    vacated = enjoined = not_enforced = 0
    for grade, (must, may) in restraints:
        in_force.append(must & duty)
        open_ |= may & ~must
        if grade is Grade.ENJOINED:
            enjoined |= must & duty
        elif grade is Grade.VACATED:
            vacated |= must & duty
        else:
            not_enforced |= must & duty
    left = duty & ~(vacated | enjoined | not_enforced)
    statuses = (
        (Status.VACATED, vacated),
        (Status.ENJOINED, enjoined & ~vacated),
        (Status.NOT_ENFORCED, not_enforced & ~(vacated | enjoined)),
        (Status.BINDING, left & ~open_),
        (Status.WITHDRAWN, free & taken_back_must),
        (Status.NOT_IMPOSED, free & ~taken_back_may),
        (Status.UNCLEAR, left & open_ | free & taken_back_may & ~taken_back_must),
    )
    return Verdicts(statuses, tuple(in_force))
