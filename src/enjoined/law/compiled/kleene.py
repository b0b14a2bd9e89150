"""The algebra of :mod:`enjoined.law.activity` and the status rule, for many worlds at a time.

A world is a stretch of days with all facts open, or one day with a completion of its open facts. What certainly
holds, and what may hold, are integers with one bit for each world, so that *and*, *or* and *not* are single
operations. Property tests hold this page against the reference evaluator.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from enjoined.law.compiled.nodes import Excerpt, Links
from enjoined.law.compiled.pieces import Bits, Space
from enjoined.law.status import Status
from enjoined.model import Grade

__all__ = ["Verdicts", "verdicts"]


class Verdicts(NamedTuple):
    """In which worlds each status holds, and each restraint (strongest first) is certainly in force."""

    statuses: tuple[tuple[Status, int], ...]
    restraints: tuple[int, ...]


def verdicts(
    excerpt: Excerpt, windows: Sequence[Bits], begun: Sequence[Bits], covers: Sequence[Bits], space: Space
) -> Verdicts:
    """The statuses by precedence; the arguments say for each node in turn where it is open, begun, covering."""
    found = [_NOWHERE] * len(excerpt.order.nodes)
    taken_back_must = taken_back_may = 0
    impositions = excerpt.impositions
    for i, n in enumerate(excerpt.live):
        cover_must, cover_may = covers[i]
        if not cover_may:
            continue
        must, may = windows[i]
        links = excerpt.links[i]
        for extension in links.extends:
            ext_must, ext_may = found[extension]
            begun_must, begun_may = begun[i]
            must |= ext_must & begun_must
            may |= ext_may & begun_may
        must &= cover_must
        may &= cover_may
        exists = excerpt.nodes[i].exists
        if exists is not None:
            exists_must, exists_may = space.of(exists)
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
        if n in impositions:
            but_must, but_may = _modified(links, (must, may), found, space, ends=False)
            taken_back_must |= but_must
            taken_back_may |= but_may
        if may and links.aimed:
            must, may = _modified(links, (must, may), found, space, ends=True)
        found[n] = must, may
    imposed_must = imposed_may = 0
    for n in impositions:
        imposed_must |= found[n][0]
        imposed_may |= found[n][1]
    return _statuses(
        excerpt, found, (imposed_must, imposed_may), (taken_back_must, taken_back_may), space.full
    )


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


def _statuses(
    excerpt: Excerpt, found: Sequence[Bits], imposed: Bits, taken_back: Bits, full: int
) -> Verdicts:
    imposed_must, imposed_may = imposed
    duty = imposed_may
    free = full & ~imposed_may
    restraints = []
    open_ = imposed_may & ~imposed_must
    vacated = enjoined = not_enforced = 0
    nodes = excerpt.order.nodes
    for n in excerpt.restraints:
        must, may = found[n]
        in_force = must & duty
        restraints.append(in_force)
        open_ |= may & ~must
        grade = nodes[n].effect.grade
        if grade is Grade.ENJOINED:
            enjoined |= in_force
        elif grade is Grade.VACATED:
            vacated |= in_force
        else:
            not_enforced |= in_force
    statuses = [
        (Status.VACATED, vacated),
        (Status.ENJOINED, enjoined & ~vacated),
        (Status.NOT_ENFORCED, not_enforced & ~(vacated | enjoined)),
    ]
    left = duty & ~(vacated | enjoined | not_enforced)
    unclear = left & open_
    statuses.append((Status.BINDING, left & ~unclear))
    statuses.append((Status.WITHDRAWN, free & taken_back[0]))
    statuses.append((Status.NOT_IMPOSED, free & ~taken_back[1]))
    unclear |= free & taken_back[1] & ~taken_back[0]
    statuses.append((Status.UNCLEAR, unclear))
    return Verdicts(tuple(statuses), tuple(restraints))
