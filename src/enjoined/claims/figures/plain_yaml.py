"""Small YAML files as plain mappings of text, read by the strict reader of the records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from enjoined.registry.reading.yaml_reader import Node, read_yaml

__all__ = ["plain"]


def plain(path: Path) -> dict[str, Any]:
    """The mapping in a file: texts, lists and mappings of texts. Raises every mistake of form at once."""
    tree, mistakes = read_yaml(path.read_bytes(), path.name)
    if mistakes or tree is None or not isinstance(tree.value, dict):
        raise ExceptionGroup(f"{path.name} cannot be read", mistakes)
    return {key: _value(node) for key, node in tree.value.items()}


def _value(node: Node) -> Any:
    if isinstance(node.value, list):
        return [_value(inner) for inner in node.value]
    if isinstance(node.value, dict):
        return {key: _value(inner) for key, inner in node.value.items()}
    return node.value
