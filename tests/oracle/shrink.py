"""Making a world that shows a disagreement as small as it can be, so that a person can read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from typing import Any

import msgspec
import yaml

from tests.conformance import world as w

__all__ = ["shown", "shrink"]

Tree = dict[str, Any]
Path = tuple[str | int, ...]


def shrink(world: w.World, fails: Callable[[w.World], bool]) -> w.World:
    """A smallest world that still fails: no part of it can be left out or made simpler.

    ``fails`` may raise for a world that makes no sense; such a world is passed over.
    """
    tree: Tree = _thaw(msgspec.to_builtins(world))
    changed = True
    while changed:
        place, changed = 0, False
        # After a step that worked the next is tried at the same place: what stood there is gone.
        while (edit := next(islice(_edits(tree), place, None), None)) is not None:
            smaller = edit()
            if _still_fails(smaller, fails):
                tree, changed = smaller, True
            else:
                place += 1
    return msgspec.convert(tree, w.World)


def _still_fails(tree: Tree, fails: Callable[[w.World], bool]) -> bool:
    try:
        return fails(msgspec.convert(tree, w.World))
    except (LookupError, ValueError, RuntimeError):
        return False


def shown(world: w.World) -> str:
    """The world as YAML, without what goes without saying."""
    tree = _thaw(msgspec.to_builtins(world))
    text: str = yaml.safe_dump(tree, sort_keys=False, default_flow_style=None, width=110)
    return text


def _edits(tree: Tree) -> Iterator[Callable[[], Tree]]:
    """Ways to a world one step simpler: without a whole effect, without a smaller part, with a plain day."""
    for effect in tree.get("effects", ()):
        yield partial(_without, tree, effect["id"])
    for path, value in _walk(tree):
        if path:
            yield partial(_dropped, tree, path)
        if isinstance(value, dict) and ("between" in value or "after" in value):
            day = value["between"][0] if "between" in value else value["after"]
            yield partial(_replaced, tree, path, day)


def _without(tree: Tree, gone: str) -> Tree:
    """The world without an effect and without all that cannot be without it."""
    smaller: Tree = _thaw(tree)
    kept = []
    for effect in smaller["effects"]:
        if effect["id"] == gone:
            continue
        if effect.get("targets"):
            effect["targets"] = [t for t in effect["targets"] if t != gone]
            if not effect["targets"]:
                continue
        for key in ("while", "unless"):
            if effect.get(key, {}).get("active") == gone:
                del effect[key]
        if effect.get("child_of") == gone:
            del effect["child_of"]
        kept.append(effect)
    smaller["effects"] = kept
    return smaller


def _walk(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every part with its path, whole parts before what is in them."""
    yield path, node
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield from _walk(value, (*path, key))


def _parent(tree: Tree, path: Path) -> Any:
    node: Any = tree
    for key in path[:-1]:
        node = node[key]
    return node


def _dropped(tree: Tree, path: Path) -> Tree:
    smaller: Tree = _thaw(tree)
    del _parent(smaller, path)[path[-1]]
    return smaller


def _replaced(tree: Tree, path: Path, value: str) -> Tree:
    smaller: Tree = _thaw(tree)
    _parent(smaller, path)[path[-1]] = value
    return smaller


def _thaw(node: Any) -> Any:
    """A copy in which every sequence is a list."""
    if isinstance(node, dict):
        return {k: _thaw(v) for k, v in node.items()}
    return [_thaw(v) for v in node] if isinstance(node, (list, tuple)) else node
