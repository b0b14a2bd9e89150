"""Read an OpenDocument text as its reader sees it: deleted and hidden text left out, automatic numbers written out.

Text, lists and changes: OpenDocument 1.3, part 3, sections 5 and 19. Pages are those of the breaks in the file and of
the word processor's last layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from enjoined.documents.files.docx_numbering import attribute, child
from enjoined.documents.files.flow import STRUCK, TRACKED, Flow
from enjoined.documents.files.numerals import numeral
from enjoined.documents.files.package import Node, Package, tag
from enjoined.documents.page import Page
from enjoined.errors import UnreadableDocument

__all__ = ["BYTE_LIMIT", "read_odt"]

BYTE_LIMIT: Final = 256 * 1024 * 1024
"""A larger file is refused."""
_WHAT: Final = "OpenDocument text"
_LEVELS: Final = 10
_FORMS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LEFT_OUT: Final = frozenset(
    ("text:tracked-changes", "office:annotation", "text:sequence-decls", "text:variable-decls", "office:forms",
     "text:user-field-decls", "text:ruby-text", "svg:title", "svg:desc", "text:note-citation", "text:script")
)  # fmt: skip
_CHANGES: Final = frozenset(("text:change", "text:change-start"))
_PARAGRAPHS: Final = frozenset(("text:p", "text:h"))


def read_odt(path: Path, where: str) -> tuple[Page, ...]:
    """The pages of the OpenDocument text at ``path``.

    ``where`` is what errors call it. Raises :class:`UnreadableDocument` for
    a file that is too large, damaged, protected, or shows no text.
    """
    if path.stat().st_size > BYTE_LIMIT:
        raise UnreadableDocument(
            f"the file is larger than {BYTE_LIMIT // 2**20} MB", where=where, remedy="save it as PDF"
        )
    package = Package(path, where, _WHAT)
    try:
        content, styled = package.part("content.xml"), package.part("styles.xml")
    finally:
        package.close()
    body = child(child(content, "office:body"), "office:text")
    if body is None:
        raise UnreadableDocument(
            f"the {_WHAT} is damaged", where=where, remedy="open it in a word processor and save it again"
        )
    styles = _Styles(root for root in (styled, content) if root is not None)
    flow = Flow(where, "odt")
    _Writer(flow, styles, where).blocks(body)
    return flow.pages(_margins(styled, styles, where), what=_WHAT)


def _margins(styled: Node | None, styles: _Styles, where: str) -> Iterator[str]:
    """The lines of the headers and footers of all kinds of pages."""
    for page in _children(child(styled, "office:master-styles")):
        for part in page:
            if tag(part).startswith(("style:header", "style:footer")):
                beside = _Writer(Flow(where, "odt"), styles, where)
                beside.blocks(part)
                yield from beside.flow.lines()


def _children(node: Node | None) -> Iterable[Node]:
    return node if node is not None else ()


class _Level(msgspec.Struct, frozen=True, kw_only=True):
    """How one level of a list is numbered; ``form`` is "" for no number."""

    bullet: bool
    form: str
    before: str
    after: str
    shown: int
    start: int
    whole: str | None


class _Styles:
    """What the styles of a document say of breaks, of text that is not shown, and of lists."""

    def __init__(self, roots: Iterable[Node]) -> None:
        self._nodes: dict[str, Node] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self.outline: dict[int, _Level] = {}
        for root in roots:
            for group in ("office:styles", "office:automatic-styles"):
                for node in _children(child(root, group)):
                    name = attribute(node, "name") or ""
                    if tag(node) == "style:style":
                        self._nodes[name] = node
                    elif tag(node) == "text:list-style":
                        self._lists[name] = _levels(node)
                    elif tag(node) == "text:outline-style":
                        self.outline = _levels(node)

    def levels(self, name: str | None) -> dict[int, _Level]:
        """The levels of a list of that style."""
        return self._lists.get(name or "", {})

    def said(self, style: str | None, properties: str, name: str) -> str | None:
        """What the style, or the nearest one that it inherits from, says in those properties."""
        seen: set[str] = set()
        while style and style in self._nodes and style not in seen:
            seen.add(style)
            found = child(self._nodes[style], properties)
            told = attribute(found, name) if found is not None else None
            if told is not None:
                return told
            style = attribute(self._nodes[style], "parent-style-name")
        return None

    def new_page(self, style: str | None) -> bool:
        """Whether a paragraph of the style begins a page."""
        own = self._nodes.get(style or "")
        master = attribute(own, "master-page-name") if own is not None else None
        return bool(master) or self.said(style, "style:paragraph-properties", "break-before") == "page"


def _levels(node: Node) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in node:
        at = _whole(attribute(level, "level"), 0)
        if 1 <= at <= _LEVELS:
            found[at] = _Level(
                bullet=tag(level) in ("text:list-level-style-bullet", "text:list-level-style-image"),
                form=_FORMS.get(attribute(level, "num-format") or "", ""),
                before=(attribute(level, "num-prefix") or "")[:50],
                after=(attribute(level, "num-suffix") or "")[:50],
                shown=min(at, _whole(attribute(level, "display-levels"), 1)),
                start=_whole(attribute(level, "start-value"), 1),
                whole=attribute(level, "num-list-format"),
            )
    return found


class _List:
    """The counters of one list, by level from 1."""

    def __init__(self, levels: dict[int, _Level]) -> None:
        self.levels = levels
        self._counts: dict[int, int] = {}

    def mark(self, level: int, start: str | None = None) -> str:
        """Count one more at ``level``, and what stands before the item."""
        own = self.levels.get(level)
        if own is None:
            return ""
        if own.bullet:
            return "\u2022 "
        for deeper in [at for at in self._counts if at > level]:
            del self._counts[deeper]
        first = _whole(start, own.start) if start else own.start
        self._counts[level] = first if start or level not in self._counts else self._counts[level] + 1
        if not own.form:
            return ""
        if own.whole is not None:
            text = re.sub(r"%(\d{1,2})%", lambda found: self._shown(int(found[1])), own.whole[:200])
        else:
            shown = [self._shown(at) for at in range(level - own.shown + 1, level + 1)]
            text = f"{own.before}{'.'.join(filter(None, shown))}{own.after}"
        return f"{text} " if text.strip() else ""

    def _shown(self, level: int) -> str:
        there = self.levels.get(level)
        if there is None or not there.form:
            return ""
        return numeral(self._counts.setdefault(level, there.start), there.form)


class _Writer:
    """Writes paragraphs, lists and tables into a flow."""

    def __init__(self, flow: Flow, styles: _Styles, where: str) -> None:
        self.flow, self.styles, self.where = flow, styles, where
        self.lists: dict[str, _List] = {}
        self.headings = _List(styles.outline)
        self.struck = False

    def blocks(self, parent: Node) -> None:
        """The paragraphs, lists and tables below ``parent``."""
        for node in parent:
            name = tag(node)
            if name in _PARAGRAPHS:
                self._paragraph(node)
            elif name == "text:list":
                self._list(node, 1, None)
            elif name == "table:table":
                for row in _below(node, "table:table-row"):
                    self.flow.row(map(self._cell, _below(row, "table:table-cell")))
            elif name == "text:soft-page-break":
                self.flow.page()
            elif name in _CHANGES:
                self.flow.remark(TRACKED)
            elif name not in _LEFT_OUT and attribute(node, "display") != "none":
                self.blocks(node)

    def _cell(self, cell: Node) -> str:
        outer, self.flow = self.flow, self.flow.cell()
        try:
            self.blocks(cell)
            return self.flow.text()
        finally:
            self.flow = outer

    def _list(self, node: Node, level: int, outer: _List | None) -> None:
        counted = self._counted(node, outer)
        for item in node:
            numbered = tag(item) == "text:list-item"
            for at, part in enumerate(item):
                if tag(part) == "text:list":
                    self._list(part, level + 1, counted)
                elif tag(part) in _PARAGRAPHS:
                    first = numbered and at == 0
                    mark = counted.mark(level, attribute(item, "start-value")) if first else ""
                    self._paragraph(part, mark)
                elif tag(part) == "text:soft-page-break":
                    self.flow.page()

    def _counted(self, node: Node, outer: _List | None) -> _List:
        """The counters of a list: those of the list it stands in or goes on with, or new ones."""
        style = attribute(node, "style-name")
        if outer is not None and (not style or self.styles.levels(style) is outer.levels):
            return outer
        last = f"style {style}"
        before = attribute(node, "continue-list")
        if before is None and attribute(node, "continue-numbering") == "true":
            before = last
        counted = self.lists.get(before or "") or _List(self.styles.levels(style))
        self.lists[last] = self.lists[attribute(node, "id") or last] = counted
        return counted

    def _paragraph(self, node: Node, mark: str = "") -> None:
        style = attribute(node, "style-name")
        if tag(node) == "text:h" and not mark and attribute(node, "is-list-header") != "true":
            mark = self.headings.mark(min(_LEVELS, _whole(attribute(node, "outline-level"), 1)))
        if self.styles.new_page(style):
            self.flow.page()
        boxes: list[Node] = []
        line, shown = "", False
        self.struck = False
        for piece in self._pieces(node, boxes):
            if piece == "\f":
                if line.strip():
                    self.flow.put(mark + line)
                    mark = line = ""
                self.flow.page()
            else:
                line += piece
                shown = shown or bool(piece.strip())
        if shown or not self.struck:
            self.flow.put(mark + line)
        for box in boxes:
            self.blocks(box)

    def _pieces(self, paragraph: Node, boxes: list[Node]) -> Iterator[str]:
        """The text of a paragraph in pieces, one "\\f" for a new page; its frames are put into ``boxes``."""
        stack: list[Node | str] = [paragraph]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                yield node
                continue
            name = tag(node)
            if name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name == "text:s":
                yield " "
            elif name == "text:note":
                yield self._cite(node)
            elif name.startswith("draw:"):
                boxes.append(node)
            elif name in _CHANGES:
                self.flow.remark(TRACKED)
            elif name not in _LEFT_OUT and not self._is_gone(node):
                stack.extend(reversed([node.text or "", *(part for c in node for part in (c, c.tail or ""))]))

    def _cite(self, note: Node) -> str:
        body = child(note, "text:note-body")
        if body is None:
            return ""
        apart = _Writer(Flow(self.where, "odt"), self.styles, self.where)
        apart.blocks(body)
        return self.flow.cite(" ".join(apart.flow.lines()))

    def _is_gone(self, node: Node) -> bool:
        """Whether a paragraph or a span is hidden or struck out."""
        if tag(node) in ("text:hidden-text", "text:hidden-paragraph"):
            return attribute(node, "is-hidden") != "false"
        style = attribute(node, "style-name")
        if self.styles.said(style, _TEXT, "text-line-through-style") not in (None, "none"):
            self.struck = True
            self.flow.remark(STRUCK)
            return True
        return self.styles.said(style, _TEXT, "display") == "none"


_TEXT: Final = "style:text-properties"
_CHARACTERS: Final = {"text:tab": " ", "text:line-break": "\n", "text:soft-page-break": "\f"}


def _below(node: Node, name: str) -> Iterator[Node]:
    """The elements called ``name`` below a node, in order, none of them within another."""
    stack = list(reversed(node))
    while stack:
        at = stack.pop()
        if tag(at) == name:
            yield at
        elif tag(at) != "table:table":
            stack.extend(reversed(at))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else otherwise
