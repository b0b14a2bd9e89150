"""Strict YAML: every scalar is a string, every node knows its line, and nothing is silently overwritten.

YAML 1.1 reads ``no`` as false, ``1:17`` as 77 and keeps the last of two equal keys. A record of law must not
depend on that, so this reader builds its own tree from the parser's events: aliases, anchors and tags are refused,
equal keys are mistakes, and size and depth are bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import yaml

from enjoined.errors import RegistryError

__all__ = ["Node", "read_yaml"]

_MAX_BYTES: Final = 4_000_000
_MAX_DEPTH: Final = 48
_PARSER: Final = getattr(yaml, "CLoader", yaml.Loader)


class Node(NamedTuple):
    """A scalar, list or mapping with the line it begins on; ``keys`` are the lines of a mapping's keys."""

    line: int
    value: str | list[Node] | dict[str, Node]
    keys: dict[str, int]


def read_yaml(data: bytes, file: str) -> tuple[Node | None, list[RegistryError]]:
    """The tree of one YAML document, and every mistake of form found in it.

    ``file`` is named in the mistakes. The tree is ``None`` when the text could not be read to its end or is empty.

    >>> tree, mistakes = read_yaml(b"docket: 1:17-cv-05720\\nsealed: no", "case.yaml")
    >>> {key: node.value for key, node in tree.value.items()}, mistakes
    ({'docket': '1:17-cv-05720', 'sealed': 'no'}, [])
    """
    if len(data) > _MAX_BYTES:
        limit = f"split it: a file holds at most {_MAX_BYTES // 1_000_000} MB"
        return None, [RegistryError("the file is too large", where=file, remedy=limit)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [
            RegistryError("this is not UTF-8 text", where=f"{file}:{line}", remedy="save it as UTF-8")
        ]
    builder = _Builder(file)
    try:
        builder.build(yaml.parse(text, Loader=_PARSER))
    except yaml.YAMLError as error:
        builder.root = None
        builder.errors.append(_syntax(error, text, file))
    except _TooDeep:
        builder.root = None
    return builder.root, builder.errors


class _TooDeep(Exception):
    """Raised to stop reading; the mistake is already recorded."""


class _Builder:
    """Turns parser events into nodes without recursion."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.errors: list[RegistryError] = []
        self.root: Node | None = None
        self._open: list[Node] = []
        self._keys: list[str | None] = []  # for each open mapping the key whose value comes next
        self._documents = 0

    def build(self, events: Iterator[yaml.Event]) -> None:
        for event in events:
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent):
                self._mistake(line, "aliases are not read", "write the value out")
                self._close(Node(line, "", {}))
            elif isinstance(event, yaml.NodeEvent):
                self._plain(event, line)
                if isinstance(event, yaml.ScalarEvent):
                    self._close(Node(line, event.value, {}))
                elif isinstance(event, yaml.SequenceStartEvent):
                    self._start(Node(line, [], {}))
                else:
                    self._start(Node(line, {}, {}))
            elif isinstance(event, yaml.CollectionEndEvent):
                self._keys.pop()
                self._close(self._open.pop())
            elif isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents == 2:
                    self._mistake(line, "a second document begins here", "one document to a file")

    def _mistake(self, line: int, what: str, remedy: str) -> None:
        self.errors.append(RegistryError(what, where=f"{self.file}:{line}", remedy=remedy))

    def _plain(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            self._mistake(
                line, f"the anchor &{event.anchor} is not read", "write the value out where it is wanted"
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._mistake(line, f"the tag {tag} is not read", "leave it out")

    def _start(self, node: Node) -> None:
        if len(self._open) >= _MAX_DEPTH:
            self._mistake(node.line, "nested too deeply", f"at most {_MAX_DEPTH} levels")
            raise _TooDeep
        self._open.append(node)
        self._keys.append(None)

    def _close(self, node: Node) -> None:
        """Put a finished node into the collection that is open around it."""
        if not self._open:
            if self._documents == 1:
                self.root = node
            return
        holder = self._open[-1].value
        if isinstance(holder, list):
            holder.append(node)
        elif isinstance(holder, dict):
            key, self._keys[-1] = self._keys[-1], None
            if key is None:
                self._keys[-1] = self._key(node)
            elif key:
                holder.setdefault(key, node)

    def _key(self, node: Node) -> str:
        """The key; empty, so that its value is left out, if it is no word."""
        lines = self._open[-1].keys
        if not isinstance(node.value, str) or not node.value:
            self._mistake(node.line, "a key must be a word", "put quotes around it if it begins with [ or {")
            return ""
        if node.value in lines:
            first = f"first on line {lines[node.value]}"
            self._mistake(node.line, f"the key {node.value!r} is here twice ({first})", "keep one of them")
        lines.setdefault(node.value, node.line)
        return node.value


def _syntax(error: yaml.YAMLError, text: str, file: str) -> RegistryError:
    """A parser's complaint as a mistake with its line."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line = error.problem_mark.line + 1
        lines = text.splitlines()
        if line <= len(lines) and lines[line - 1][: error.problem_mark.column + 1].endswith("\t"):
            return RegistryError("a tab stands here", where=f"{file}:{line}", remedy="indent with spaces")
        said = " ".join(filter(None, (error.problem, error.context)))
        remedy = "look at the indents, brackets and quotation marks of this line and the one before"
        return RegistryError(f"not YAML: {said}", where=f"{file}:{line}", remedy=remedy)
    position = getattr(error, "position", 0)
    line = text.count("\n", 0, position) + 1
    remedy = "remove it"
    return RegistryError("a character that YAML does not allow", where=f"{file}:{line}", remedy=remedy)
