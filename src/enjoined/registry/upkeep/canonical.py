"""One way to write a record: keys in the order of the format, even spacing; comments and meaning stay.

Nothing is printed anew. Lines are moved with the comments above them, collections on one line are spaced evenly, and
scalars keep their own text, quotes and folds. The result is read again and compared with what it came from: if
anything but order and spacing differed, the text would be left alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import yaml

from enjoined.registry.reading.form import Choice, Form, Keys, Many, Named, Table
from enjoined.registry.reading.yaml_reader import Node, read_yaml

__all__ = ["canonical", "is_canonical"]

_LOADER: Final = getattr(yaml, "CLoader", yaml.Loader)
_BLANK_OR_COMMENT: Final = re.compile(r"\s*(#.*)?")


class _Verbatim(Exception):
    """A construct that is left as it is written."""


def canonical(text: str, form: Form | None) -> str:
    """The text of a record as it should be written; the text itself if it is no sound YAML or cannot be mended.

    ``form`` is that of the whole file; without one the keys keep their order. The same text comes out again when it
    is given once more.

    >>> from enjoined.registry.reading.form import Keys, Kind, Scalar, Slot
    >>> words = Slot(Scalar(Kind.TEXT))
    >>> print(canonical("b:  {x: 1,  y: 2}\\n# on a\\na: 1\\n", Keys({"a": words, "b": words})), end="")
    # on a
    a: 1
    b: {x: 1, y: 2}
    >>> print(canonical("a:   [ 1,2 ]   # why", None))
    a: [1, 2]  # why
    <BLANKLINE>
    """
    if _tree(text) is None or "\t" in text:
        return text
    mended = text
    for _ in range(_ROUNDS):  # a blank line that moved may make room for another
        before, mended = mended, _once(mended, form)
        if mended == before:
            return mended
    return text


_ROUNDS: Final = 4


def is_canonical(text: str, form: Form | None) -> bool:
    """Whether nothing in a text that is sound YAML would be written otherwise."""
    return _written(text, form)[1] == text or canonical(text, form) == text


def _once(text: str, form: Form | None) -> str:
    plain, mended = _written(text, form)
    if _tree(mended) != _tree(text) or _comments(mended) != _comments(plain):
        return text
    return mended


def _written(text: str, form: Form | None) -> tuple[str, str]:
    """The text with even line ends, and as it would be written."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").strip("\n").rstrip() + "\n"
    lines = plain.rstrip("\n").split("\n")
    try:
        root = yaml.compose(plain, Loader=_LOADER)
        written = _Writer(lines).file(root, form) if root is not None else lines
    except (yaml.YAMLError, _Verbatim):
        written = lines
    return plain, "\n".join(written).strip("\n").rstrip() + "\n"


def _tree(text: str) -> object:
    """What a text says, whatever the order of its keys; ``None`` if it has mistakes."""
    node, mistakes = read_yaml(text.encode(), "")
    return None if mistakes or node is None else _said(node)


def _said(node: Node) -> object:
    if isinstance(node.value, dict):
        return {key: _said(value) for key, value in node.value.items()}
    if isinstance(node.value, list):
        return [_said(item) for item in node.value]
    return node.value


def _comments(text: str) -> Counter[str]:
    """Every comment of a text, wherever it stands."""
    masked = list(text)
    for token in yaml.scan(text, Loader=_LOADER):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark.index, token.end_mark.index
            masked[start:end] = ["\n" if c == "\n" else " " for c in masked[start:end]]
    return Counter(found.group().strip() for found in re.finditer(r"#.*", "".join(masked)))


class _Chunk(NamedTuple):
    """An entry of a mapping or list: the comments above it, and its lines, the first one from its column on."""

    lead: list[str]
    lines: list[str]


class _Writer:
    """Writes a composed document, taking every scalar and comment from the lines it stands on."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines

    def file(self, root: yaml.Node, form: Form | None) -> list[str]:
        first, column = root.start_mark.line, root.start_mark.column
        if column or not isinstance(root, yaml.CollectionNode) or root.flow_style:
            raise _Verbatim
        head = _closed_up([line.rstrip() for line in self.lines[:first]])
        if any(_BLANK_OR_COMMENT.fullmatch(line) is None for line in head):
            raise _Verbatim  # --- or a directive
        chunk = self.block(root, form, len(self.lines))
        return [*head, *chunk.lead, *chunk.lines]

    def block(self, node: yaml.CollectionNode, form: Form | None, end: int) -> _Chunk:
        """A block mapping or list up to line ``end``; its first line begins at the node's own column."""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, _plain(form, node), end)
        assert isinstance(node, yaml.SequenceNode)
        return self._list(node, _plain(form, node), end)

    def _mapping(self, node: yaml.MappingNode, form: Form | None, end: int) -> _Chunk:
        column = node.start_mark.column
        starts = [key.start_mark.line for key, _ in node.value]
        if sorted(set(starts)) != starts or any(key.start_mark.column != column for key, _ in node.value):
            raise _Verbatim
        leads = [start if not i else self._lead(start, column) for i, start in enumerate(starts)]
        entries: list[tuple[int, _Chunk]] = []
        for (key, value), start, lead, stop in zip(node.value, starts, leads, [*leads[1:], end], strict=True):
            rank, inner = _slot(form, str(key.value))
            above = _closed_up([line.rstrip() for line in self.lines[lead:start]])
            entries.append((rank, _Chunk(above, self._entry(key, value, inner, stop))))
        entries.sort(key=lambda entry: entry[0])
        first, *others = [chunk for _, chunk in entries]
        pad = " " * column
        lines = list(first.lines)
        for chunk in others:
            lines += [*chunk.lead, pad + chunk.lines[0], *chunk.lines[1:]]
        return _Chunk(first.lead, lines)

    def _entry(self, key: yaml.Node, value: yaml.Node, form: Form | None, end: int) -> list[str]:
        name = self._source(key)
        if not isinstance(value, yaml.CollectionNode) or value.flow_style or not value.value:
            first, *rest = self._value(value, form, end)
            return [f"{name}: {first}" if first else f"{name}:", *rest]
        here, start = key.start_mark.line, value.start_mark.line
        if start <= here:
            raise _Verbatim
        remark = self.lines[here][key.end_mark.column :].strip().removeprefix(":").strip()
        if remark and not remark.startswith("#"):
            raise _Verbatim
        between = _closed_up([line.rstrip() for line in self.lines[here + 1 : start]])
        chunk = self.block(value, form, end)
        column = value.start_mark.column
        lines = [*between, *chunk.lead, " " * column + chunk.lines[0], *chunk.lines[1:]]
        return [f"{name}:" + (f"  {remark}" if remark else ""), *lines]

    def _list(self, node: yaml.SequenceNode, form: Form | None, end: int) -> _Chunk:
        column = node.start_mark.column
        pad = " " * column
        starts = [item.start_mark.line for item in node.value]
        dashes = [
            self.lines[start][: item.start_mark.column]
            for start, item in zip(starts, node.value, strict=True)
        ]
        if sorted(set(starts)) != starts or any(dash.rstrip() != f"{pad}-" for dash in dashes):
            raise _Verbatim
        inner = form.item if isinstance(form, Many) else None
        leads = [start if not i else self._lead(start, column) for i, start in enumerate(starts)]
        top: list[str] = []
        lines: list[str] = []
        for item, start, lead, stop in zip(node.value, starts, leads, [*leads[1:], end], strict=True):
            above = _closed_up([line.rstrip() for line in self.lines[lead:start]])
            if isinstance(item, yaml.MappingNode) and not item.flow_style:
                if item.start_mark.column != column + 2:
                    raise _Verbatim
                chunk = self.block(item, inner, stop)
            elif isinstance(item, yaml.SequenceNode) and not item.flow_style:
                raise _Verbatim
            else:
                chunk = _Chunk([], self._value(item, inner, stop))
            before = [*above, *(pad + line.strip() if line.strip() else "" for line in chunk.lead)]
            if not lines:
                top = before
                lines = [f"- {chunk.lines[0]}", *chunk.lines[1:]]
            else:
                lines += [*before, f"{pad}- {chunk.lines[0]}", *chunk.lines[1:]]
        return _Chunk(top, lines)

    def _value(self, node: yaml.Node, form: Form | None, end: int) -> list[str]:
        """A scalar or a flow collection with what stands behind it, up to line ``end``."""
        start, last = node.start_mark, node.end_mark
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return [self.lines[start.line][start.column :].rstrip(), *self.lines[start.line + 1 : end]]
        if not self._source(node):
            return [self._behind(last.line, last.column), *self._rest(start.line, end)]
        if start.line == last.line:
            remark = self._behind(last.line, last.column)
            text = self._flow(node, form) + (f"  {remark}" if remark else "")
            return [text, *self._rest(start.line, end)]
        return [self.lines[start.line][start.column :].rstrip(), *self._rest(start.line, end)]

    def _behind(self, line: int, column: int) -> str:
        """The comment behind a value."""
        found = self.lines[line][column:].strip().removeprefix(":").strip()
        if found and not found.startswith("#"):
            raise _Verbatim
        return found

    def _rest(self, line: int, end: int) -> Iterator[str]:
        yield from _closed_up([text.rstrip() for text in self.lines[line + 1 : end]])

    def _flow(self, node: yaml.Node, form: Form | None) -> str:
        """A collection on one line, spaced evenly; anything else as it stands."""
        source = self._source(node)
        if not isinstance(node, yaml.CollectionNode) or not node.flow_style:
            return source
        form = _plain(form, node)
        if isinstance(node, yaml.SequenceNode):
            inner = form.item if isinstance(form, Many) else None
            items = [self._flow(item, inner) for item in node.value]
            return source if not source.startswith("[") or not all(items) else f"[{', '.join(items)}]"
        pairs = []
        for key, value in node.value:
            rank, inner = _slot(form, str(key.value))
            name, said = self._source(key), self._flow(value, inner)
            if not name or not said or not source.startswith("{"):
                return source
            pairs.append((rank, f"{name}: {said}"))
        pairs.sort(key=lambda pair: pair[0])
        return f"{{{', '.join(text for _, text in pairs)}}}"

    def _source(self, node: yaml.Node) -> str:
        """The text of a node on its first line."""
        start, last = node.start_mark, node.end_mark
        stop = last.column if last.line == start.line else None
        return self.lines[start.line][start.column : stop].rstrip() if start.line < len(self.lines) else ""

    def _lead(self, line: int, column: int) -> int:
        """The first of the blank and comment lines above a line that belong to what begins there."""
        while True:
            above = self.lines[line - 1]
            deeper = len(above) - len(above.lstrip()) > column
            if _BLANK_OR_COMMENT.fullmatch(above) is None or (above.strip() and deeper):
                return line
            line -= 1


def _closed_up(lines: list[str]) -> list[str]:
    """The lines with no more than one blank line in a row."""
    return [line for i, line in enumerate(lines) if line or not i or lines[i - 1]]


def _plain(form: Form | None, node: yaml.Node) -> Form | None:
    """The form without its name, and of several the one that fits the node best."""
    while isinstance(form, Named):
        form = form.form()
    if not isinstance(form, Choice):
        return form
    options = [_plain(option, node) for option in form.among]
    if isinstance(node, yaml.SequenceNode):
        return next((o for o in options if isinstance(o, Many)), None)
    keys = {str(key.value) for key, _ in node.value} if isinstance(node, yaml.MappingNode) else set()
    fitting = [o for o in options if isinstance(o, Keys | Table)]
    return max(fitting, key=lambda o: len(keys & o.slots.keys()) if isinstance(o, Keys) else 0, default=None)


def _slot(form: Form | None, key: str) -> tuple[int, Form | None]:
    """Where a key stands among the others, and the form of its value; unknown keys come last."""
    if isinstance(form, Table):
        return 0, form.value
    if not isinstance(form, Keys):
        return 0, None
    order = list(form.slots)
    return (order.index(key), form.slots[key].form) if key in form.slots else (len(order), None)
