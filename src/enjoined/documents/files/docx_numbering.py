"""The automatic numbers of a Word document: "Article IV", "4.2", "(a)", as they are shown.

They are not in the text but follow from lists, levels, restarts and styles (ECMA-376 part 1, 17.9).
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from enjoined.documents.files.numerals import numeral
from enjoined.documents.files.package import Node, tag

__all__ = ["Numbering", "Styles", "value"]

LEVELS: Final = 9
_MOST: Final = 1_000_000


def value(node: Node | None, name: str) -> str | None:
    """The ``w:val`` of the child of ``node`` called ``name`` ("w:start"); "" where the child has none."""
    if node is None:
        return None
    for child in node:
        if tag(child) == name:
            return attribute(child, "val") or ""
    return None


def attribute(node: Node, name: str) -> str | None:
    """The attribute of that name, whichever namespace of WordprocessingML it is in."""
    for key, text in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(text)
    return None


def child(node: Node | None, name: str) -> Node | None:
    """The first child called ``name``."""
    return next((c for c in node if tag(c) == name), None) if node is not None else None


def _integer(text: str | None, otherwise: int) -> int:
    return min(int(text), _MOST) if text is not None and re.fullmatch(r"\d{1,9}", text) else otherwise


class Styles:
    """The paragraph styles of a document, as far as they say how paragraphs are numbered and where pages begin."""

    def __init__(self, root: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self.default: str | None = None
        for node in root if root is not None else ():
            name = attribute(node, "styleId") if tag(node) == "w:style" else None
            if name is None:
                continue
            self._nodes[name] = node
            if attribute(node, "type") == "paragraph" and attribute(node, "default") in ("1", "true", "on"):
                self.default = name

    def chain(self, style: str | None) -> list[Node]:
        """``w:pPr`` of the style and of those it is based on, nearest first."""
        found: list[Node] = []
        seen: set[str] = set()
        name = style or self.default
        while name is not None and name in self._nodes and name not in seen:
            seen.add(name)
            properties = child(self._nodes[name], "w:pPr")
            if properties is not None:
                found.append(properties)
            name = value(self._nodes[name], "w:basedOn")
        return found

    def names(self, style: str | None) -> list[str]:
        """The style and those it is based on, nearest first."""
        found: list[str] = []
        name = style or self.default
        while name is not None and name in self._nodes and name not in found:
            found.append(name)
            name = value(self._nodes[name], "w:basedOn")
        return found


class _Level(msgspec.Struct, frozen=True, kw_only=True):
    start: int
    form: str
    text: str
    legal: bool
    restart: int | None
    style: str | None
    between: str


class Numbering:
    """Counts the paragraphs of every list, in the order in which they are asked for."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, Node] = {}
        self._by_style: dict[str, str] = {}
        self._of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Node]] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for node in root if root is not None else ():
            if tag(node) == "w:abstractNum":
                name = attribute(node, "abstractNumId") or ""
                self._abstract[name] = node
                linked = value(node, "w:styleLink")
                if linked:
                    self._by_style[linked] = name
            elif tag(node) == "w:num":
                number = attribute(node, "numId") or ""
                self._of[number] = value(node, "w:abstractNumId") or ""
                self._overrides[number] = {
                    _integer(attribute(c, "ilvl"), 0): c for c in node if tag(c) == "w:lvlOverride"
                }

    def mark(self, properties: Node | None) -> str:
        """The number or bullet before a paragraph with these ``w:pPr``, with the blank after it; "" for none."""
        number, level = self._place(properties)
        if number is None or number not in self._of:
            return ""
        levels = self._levels_of(number)
        own = levels.get(level)
        if own is None:
            return ""
        if own.form == "bullet":
            return "\u2022 " if own.text.strip() or own.text else ""
        counters = self._count(number, level, levels)

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            there = levels.get(at)
            if there is None:
                return ""
            count = counters[at] if counters[at] is not None else there.start
            form = there.form
            if own.legal and form not in ("none", "bullet"):
                form = "decimalZero" if form == "decimalZero" else "decimal"
            return numeral(count or 0, form)

        text = re.sub(r"%([1-9])", shown, own.text)
        return text + own.between if text.strip() else ""

    def _place(self, properties: Node | None) -> tuple[str | None, int]:
        """The list and the level of a paragraph: its own, or those of its style."""
        style = value(properties, "w:pStyle")
        own = child(properties, "w:numPr")
        level = value(own, "w:ilvl")
        number = value(own, "w:numId")
        for inherited in self._styles.chain(style) if number is None or level is None else ():
            there = child(inherited, "w:numPr")
            if there is None:
                continue
            if number is None:
                number = value(there, "w:numId")
                if level is None and number is not None:
                    linked = self._level_of_style(number, style)
                    level = str(linked) if linked is not None else value(there, "w:ilvl")
            break
        if number in (None, "", "0"):
            return None, 0
        return number, min(_integer(level, 0), LEVELS - 1)

    def _level_of_style(self, number: str, style: str | None) -> int | None:
        levels = self._levels_of(number)
        for name in self._styles.names(style):
            for at, level in levels.items():
                if level.style == name:
                    return at
        return None

    def _levels_of(self, number: str) -> dict[int, _Level]:
        if number not in self._levels:
            found: dict[int, _Level] = {}
            for node in self._definition(number):
                if tag(node) == "w:lvl":
                    found[_integer(attribute(node, "ilvl"), 0)] = _level(node)
            for at, override in self._overrides.get(number, {}).items():
                node = child(override, "w:lvl")
                if node is not None:
                    found[at] = _level(node)
                start = value(override, "w:startOverride")
                if start is not None and at in found:
                    found[at] = msgspec.structs.replace(found[at], start=_integer(start, found[at].start))
            self._levels[number] = found
        return self._levels[number]

    def _definition(self, number: str) -> Node | tuple[()]:
        """The ``w:abstractNum`` of a list; one that stands for a style of lists is followed once."""
        node = self._abstract.get(self._of.get(number, ""))
        linked = value(node, "w:numStyleLink")
        if linked and linked in self._by_style:
            node = self._abstract.get(self._by_style[linked])
        return node if node is not None else ()

    def _count(self, number: str, level: int, levels: dict[int, _Level]) -> list[int | None]:
        """Count one more at ``level``. Lists of one definition share their counters, unless one starts anew."""
        counters = self._counters.setdefault(self._of[number], [None] * LEVELS)
        override = self._overrides.get(number, {}).get(level)
        anew = override is not None and value(override, "w:startOverride") is not None
        if anew and (number, level) not in self._begun:
            counters[level] = None
        self._begun.add((number, level))
        before = counters[level]
        counters[level] = levels[level].start if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            # 0: never; k: only after a paragraph of level k or higher; unsaid: after any higher level.
            if restart is None or (restart > 0 and level < restart):
                counters[deeper] = None
        for higher in range(level):
            if counters[higher] is None and higher in levels:
                counters[higher] = levels[higher].start
        return counters


def _level(node: Node) -> _Level:
    restart = value(node, "w:lvlRestart")
    legal = value(node, "w:isLgl")
    form = value(node, "w:numFmt")
    suffix = value(node, "w:suff")
    return _Level(
        start=_integer(value(node, "w:start"), 0),
        form=form or "decimal",
        text=(value(node, "w:lvlText") or "")[:200],
        legal=legal is not None and legal not in ("0", "false", "off"),
        restart=None if restart is None else _integer(restart, 0),
        style=value(node, "w:pStyle"),
        between="" if suffix == "nothing" else " ",
    )
