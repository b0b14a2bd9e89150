"""What must hold between effects: no cycles, targets a modifier can act on, and nothing modified before it exists."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Final, TypeVar

from enjoined.model import AgencyId, EdgeKind, Effect, EffectId, RecipientId, Verb
from enjoined.registry.reading.names import Names
from enjoined.registry.reading.shape import At
from enjoined.registry.reading.shelf import Sort
from enjoined.registry.table import LawTable

__all__ = ["check_graph"]

I = TypeVar("I", bound=str)  # noqa: E741 - the id type

_EVERY: Final = frozenset(Verb)
_TARGETS: Final = {
    Verb.SUSPEND: _EVERY,
    Verb.END: _EVERY,
    Verb.EXTEND: frozenset({Verb.IMPOSE, Verb.RESTRAIN, Verb.SUSPEND}),
}
"""What each modifier can act on: law of the circuit, an end and an extension have no window to add to."""


def check_graph(law: LawTable, names: Names) -> None:
    """Note every mistake between effects at the place of the effect that makes it; what could not be read is passed."""
    for effect in law.effects.values():
        at = names.declared[Sort.EFFECT][effect.id]
        for target in filter(None, map(law.effects.get, effect.targets)):
            _check_target(law, effect, target, at)
        parent = law.effects.get(effect.child_of) if effect.child_of else None
        if parent is not None and parent.verb is not Verb.RESTRAIN:
            at.key("child_of").note(
                f"{parent.id!r} is no restraint", "name the order for the earlier parties"
            )
    _check_circles(law.effects, lambda id_: _needs(law, id_), names.declared[Sort.EFFECT])
    _check_circles(law.agencies, lambda id_: _above(law, id_), names.declared[Sort.AGENCY])
    _check_circles(law.recipients, lambda id_: _wholes(law, id_), names.declared[Sort.RECIPIENT])


def _check_target(law: LawTable, effect: Effect, target: Effect, at: At) -> None:
    at = at.key(effect.verb)
    if target.verb not in _TARGETS[effect.verb]:
        allowed = ", ".join(sorted(_TARGETS[effect.verb]))
        at.note(f"{effect.verb} cannot act on {target.id!r}, which is {target.verb}", f"only on {allowed}")
    if target.final:
        remedy = "leave final out of the end if a later order can undo it"
        at.note(f"{target.id!r} is a final end, which nothing undoes", remedy)
    exists = min(target.start.earliest, law.events[target.event].date.earliest)
    if effect.start.latest is not None and effect.start.latest < exists:
        at.note(f"this begins before {target.id!r}, on which it acts, exists", "check the dates of both")


def _needs(law: LawTable, id_: EffectId) -> Iterator[EffectId]:
    """The effects whose activity bears on this one's: its modifiers, guards and parent."""
    effect = law.effects[id_]
    guards = (guard.active for guard in effect.guards)
    parent = (effect.child_of,) if effect.child_of is not None else ()
    return iter((*law.modifiers.get(id_, ()), *guards, *parent))


def _above(law: LawTable, id_: AgencyId) -> Iterator[AgencyId]:
    parent = law.agencies[id_].parent
    return iter(() if parent is None else (parent,))


def _wholes(law: LawTable, id_: RecipientId) -> Iterator[RecipientId]:
    """The legal persons that a recipient is a part or subdivision of."""
    return (edge.to for edge in law.recipients[id_].edges if edge.kind is not EdgeKind.MEMBER_OF)


def _check_circles(ids: Collection[I], needs: Callable[[I], Iterator[I]], places: Mapping[str, At]) -> None:
    for circle in _circles(ids, needs):
        path = " → ".join((*circle, circle[0]))
        places[circle[0]].note(f"a circle: {path}", "nothing can depend on itself or be a part of itself")


def _circles(ids: Collection[I], needs: Callable[[I], Iterator[I]]) -> Iterator[tuple[I, ...]]:
    """A circle for each way back that is found by walking depth first, without recursion."""
    done: set[I] = set()
    for first in ids:
        trail: dict[I, Iterator[I]] = {}
        after: I | None = first if first not in done else None
        while after is not None or trail:
            if after is not None:
                trail[after] = needs(after)
            here = next(reversed(trail))
            after = None
            for id_ in trail[here]:
                if id_ in trail:
                    walked = list(trail)
                    yield tuple(walked[walked.index(id_) :])
                elif id_ in ids and id_ not in done:
                    after = id_
                    break
            else:
                done.add(here)
                del trail[here]
