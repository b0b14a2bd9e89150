"""The chain behind an answer, as a tree of addressable nodes with a reason each.

The root is the imposition; below it stand the restraints that speak of the condition, and below each what suspends,
ends, extends or guards it. Effects that reach neither the recipient nor the day are kept as nodes that say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from enjoined.law.activity import View
from enjoined.law.answering.words import (
    fact_in_words,
    kind_in_words,
    kinds_in_words,
    label,
    when,
    who_in_words,
)
from enjoined.law.coverage.covers import covers_awards, covers_capacity, covers_conditions
from enjoined.law.coverage.who import covers_who
from enjoined.law.status import Bearing
from enjoined.model import NO, UNKNOWN, YES, Effect, EffectId, Guard, Kind, Truth, Verb, spoken

__all__ = ["Node", "Proof", "branch", "joined", "prove"]


class Node(StrEnum):
    """The part an effect plays in a proof."""

    IMPOSES = "imposes"
    RESTRAINS = "restrains"
    SUSPENDS = "suspends"
    ENDS = "ends"
    EXTENDS = "extends"
    GUARDS = "guards"


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """A node: ``id`` is the path of effects from the root, so that it can be cited; ``effect`` is the last of them."""

    id: str
    node: Node
    effect: EffectId | None
    verdict: str
    why: str
    children: tuple[Proof, ...] = ()


_ROLE = {Verb.SUSPEND: Node.SUSPENDS, Verb.END: Node.ENDS, Verb.EXTEND: Node.EXTENDS}


def prove(view: View, bearing: Bearing) -> Proof:
    """The proof for a view's cell and day. Effects that start later, or were not yet known, are left out."""
    return joined(
        [branch(view, effect) for effect in bearing.impositions],
        [branch(view, effect) for effect in bearing.restraints if _has_begun(view, effect)],
    )


def joined(impositions: Sequence[Proof], restraints: Sequence[Proof]) -> Proof:
    """The proof put together from its branches: the imposition that is most certain is the root of all others."""
    if not impositions:
        return Proof(
            id="",
            node=Node.IMPOSES,
            effect=None,
            verdict=NO.word,
            why="no instrument imposes it",
            children=(),
        )
    root = max(impositions, key=lambda n: _RANK[n.verdict])
    others = [n for n in impositions if n is not root]
    return msgspec.structs.replace(root, children=(*root.children, *others, *restraints))


def branch(view: View, effect: Effect) -> Proof:
    """The node of an imposition or a restraint on the view's cell and day, with all that bears on it below."""
    return _node(view, Node.IMPOSES if effect.verb is Verb.IMPOSE else Node.RESTRAINS, effect)


_RANK = {NO.word: 0, UNKNOWN.word: 1, YES.word: 2}


def _node(view: View, node: Node, effect: Effect, path: str = "", *, reach: Truth = YES) -> Proof:
    path = f"{path}>{effect.id}" if path else effect.id
    value = view.active(effect.id) & reach
    children = []
    if view.covered(effect) is not NO:
        for modifier, reaches in (*view.modifiers(effect), *((e, YES) for e in view.extensions(effect))):
            if reaches is not NO and _has_begun(view, modifier):
                children.append(_node(view, _ROLE[modifier.verb], modifier, path, reach=reaches))
        for guard in effect.guards:
            children.append(_guard(view, effect, guard, path))
    return Proof(
        id=path,
        node=node,
        effect=effect.id,
        verdict=value.word,
        why=reason(view, effect, value, reach=reach),
        children=tuple(children),
    )


def _guard(view: View, effect: Effect, guard: Guard, path: str) -> Proof:
    """The node of what a ``while`` or ``unless`` looks at, as it stands for the condition that is looked at."""
    tested = view.where_tested(guard)
    node = _node(tested, Node.GUARDS, view.law.effects[guard.active], path)
    word = "only while" if guard is effect.only_while else "unless"
    where = "" if tested is view else f" on {tested.cell.condition.id}"
    return msgspec.structs.replace(node, why=f"{word} this is in force{where}: {node.why}")


def _has_begun(view: View, effect: Effect) -> bool:
    """Whether an effect may have begun by the day, and may have been public."""
    return view.started(effect) is not NO and view.known(effect) is not NO


def reason(view: View, effect: Effect, value: Truth, *, reach: Truth = YES) -> str:
    """Why an effect is active, inactive or open for the view's cell and day, in legal words.

    ``reach`` is whether a modifier reaches what it is shown below, a later wave of what it names.
    """
    law = view.law
    event = law.events[effect.event]
    name = label(law, event)
    if value is YES:
        words = {
            Verb.IMPOSE: f"imposed by {name}",
            Verb.RESTRAIN: f"{_grade(effect)} by {name}",
            Verb.SUSPEND: f"stayed by {name}",
            Verb.END: f"ended by {name}",
            Verb.EXTEND: f"extended by {name}",
        }
        return words.get(effect.verb, name)
    if effect.verb is Verb.SUSPEND and "stay" not in event.kind:
        name = f"the stay in {name}"
    if value is UNKNOWN:
        return f"{name}: turns on whether {_open(view, effect, reach)}"
    return f"{name}: {_why_not(view, effect)}"


def _grade(effect: Effect) -> str:
    return effect.grade.value.replace("-", " ") if effect.grade is not None else "restrained"


def _open(view: View, effect: Effect, reach: Truth) -> str:
    """The facts an effect turns on, found by working it out afresh."""
    fresh = View(view.law, view.cell, view.day)
    fresh.active(effect.id)
    facts = [fact_in_words(view.law, fact) for fact in fresh.met]
    facts += ["it reaches the later plaintiffs too"] if reach is UNKNOWN else []
    return " and whether ".join(facts) or "an open fact holds"


def _why_not(view: View, effect: Effect) -> str:
    if view.known(effect) is NO:
        return f"not public by {spoken(view.cell.known_on or view.day)}"
    if view.started(effect) is NO:
        return f"not in effect before {spoken(effect.start.earliest)}"
    if view.covered(effect) is NO:
        return _why_not_covered(view, effect)
    if effect.until is not None and view.in_window(effect) is NO:
        return f"ran out: no effect from {when(effect.until)} on"
    if view.guarded(effect) is NO:
        return "its condition for taking effect is not met"
    for modifier, reach in view.modifiers(effect):
        if view.active(modifier.id) & reach is YES:
            verb = "stayed as to you" if modifier.verb is Verb.SUSPEND else "ended"
            return f"{verb} by {_by(view, modifier, effect)}"
    return "not in effect"


def _by(view: View, modifier: Effect, target: Effect) -> str:
    """The event that modifies, unless it is the very one that made the target."""
    same = modifier.event == target.event
    return "the same order" if same else label(view.law, view.law.events[modifier.event])


def _bound(kinds: frozenset[Kind], *, direct: bool) -> str:
    """Whom a condition binds in a capacity."""
    if kinds:
        return f"{'' if direct else 'as sub-recipients '}it binds {kinds_in_words(kinds)}"
    return "it binds nobody that takes an award itself" if direct else "it does not bind sub-recipients"


def _why_not_covered(view: View, effect: Effect) -> str:
    if effect.verb is Verb.IMPOSE:
        kinds = view.cell.binds
        if view.cell.recipient.kind not in kinds:
            kind = kind_in_words(view.cell.recipient.kind)
            whom = _bound(kinds, direct=view.cell.award.through is None)
            return whom if not kinds else f"{whom}; you are {'an' if kind[0] in 'aeiou' else 'a'} {kind}"
    reaches_condition = False
    for product in view.scope(effect).products:
        if covers_conditions(view, effect, product.conditions, view.cell.condition) is NO:
            continue
        reaches_condition = True
        if covers_awards(view, effect, product.awards) is NO:
            continue
        if covers_who(view, effect, product.who, view.cell.recipient) is NO:
            return f"does not reach you: it covers {who_in_words(view.law, product.who)}"
        if covers_capacity(view, effect, product) is NO:
            return "does not reach you in this capacity"
    return "does not reach this award" if reaches_condition else "does not speak of this condition"
