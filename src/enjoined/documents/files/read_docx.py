"""Read a Word document as its reader sees it: changes accepted, hidden text left out, automatic numbers written out.

Headers and footers are kept apart: their lines are on the first page, marked as furniture. Footnotes stand at the
end of their page. Pages are those of the breaks in the file and of the word processor's last layout.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from enjoined.documents.files.docx_numbering import Numbering, Styles, attribute, child, value
from enjoined.documents.files.flow import MARGIN_LINES, STRUCK, TRACKED, Flow
from enjoined.documents.files.package import Node, Package, tag
from enjoined.documents.page import Page
from enjoined.errors import UnreadableDocument

__all__ = ["BYTE_LIMIT", "read_docx"]

BYTE_LIMIT: Final = 256 * 1024 * 1024
"""A larger file is refused."""

_LEFT_OUT: Final = frozenset(
    ("w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:instrText", "w:delText", "w:fldData", "w:sdtPr", "w:tblPr",
     "w:trPr", "w:tcPr", "w:sectPr", "w:rt")
)  # fmt: skip
_CHANGES: Final = frozenset(("w:del", "w:ins", "w:moveFrom", "w:moveTo"))
_OFF: Final = ("0", "false", "off")


def read_docx(path: Path, where: str) -> tuple[Page, ...]:
    """The pages of the Word document at ``path``.

    ``where`` is what errors call it. Raises :class:`UnreadableDocument` for
    a file that is too large, damaged, protected, or shows no text.
    """
    if path.stat().st_size > BYTE_LIMIT:
        raise UnreadableDocument(
            f"the file is larger than {BYTE_LIMIT // 2**20} MB", where=where, remedy="save it as PDF"
        )
    package = Package(path, where)
    try:
        name, root = package.main()
        parts = package.related(name)
        styles = Styles(_first(package, name, "styles"))
        flow = Flow(where, "docx")
        writer = _Writer(
            flow, styles=styles, numbering=Numbering(_first(package, name, "numbering"), styles), where=where,
            notes=_notes(package, name),
        )  # fmt: skip
        body = child(root, "w:body")
        writer.all(body if body is not None else root)
        margins = _margins(package, root, parts, writer)
    finally:
        package.close()
    return flow.pages(margins, what="Word document")


def _notes(package: Package, name: str) -> dict[tuple[str, str], Node]:
    """The notes that the text may refer to, by kind and id."""
    return {
        (kind, attribute(node, "id") or ""): node
        for kind in ("footnotes", "endnotes")
        for node in _children(_first(package, name, kind))
        if attribute(node, "type") in (None, "normal")
    }


def _children(node: Node | None) -> Iterable[Node]:
    return node if node is not None else ()


def _first(package: Package, name: str, kind: str) -> Node | None:
    return next((package.part(target) for target in package.related(name, kind).values()), None)


def _margins(package: Package, root: Node, parts: dict[str, str], writer: _Writer) -> list[str]:
    """The lines of headers and footers that sections of the document use, each once."""
    lines: dict[str, None] = {}
    for node in root.iter():
        if tag(node) in ("w:headerReference", "w:footerReference"):
            target = parts.get(attribute(node, "id") or "")
            part = package.part(target) if target else None
            if part is not None:
                lines.update(dict.fromkeys(writer.apart(part)))
        if len(lines) > MARGIN_LINES:
            break
    return list(lines)


class _Writer:
    """Writes paragraphs and tables into a flow."""

    def __init__(
        self,
        flow: Flow,
        *,
        styles: Styles,
        numbering: Numbering,
        where: str,
        notes: dict[tuple[str, str], Node],
    ) -> None:
        self.flow, self.styles, self.numbering, self.where, self.notes = flow, styles, numbering, where, notes
        self.boxes: list[Node] = []
        self.held = ""
        self.struck = False

    def into(self, flow: Flow) -> _Writer:
        """A writer of the same document into another flow."""
        return _Writer(flow, styles=self.styles, numbering=self.numbering, where=self.where, notes=self.notes)

    def apart(self, root: Node) -> list[str]:
        """The lines of a part that is not of the text (a header, a note)."""
        inner = self.into(Flow(self.where, "docx"))
        inner.all(root)
        return inner.flow.lines()

    def all(self, parent: Node) -> None:
        """Everything below ``parent``, to its end."""
        self.blocks(parent)
        self.flow.put(self.held)
        self.held = ""

    def blocks(self, parent: Node) -> None:
        """The paragraphs and tables below ``parent``."""
        for node in parent:
            name = tag(node)
            if name == "w:p":
                self._paragraph(node)
            elif name == "w:tbl":
                for row in _rows(node):
                    self._row(row)
            elif name == "mc:AlternateContent":
                chosen = child(node, "mc:Choice")
                chosen = chosen if chosen is not None else child(node, "mc:Fallback")
                if chosen is not None:
                    self.blocks(chosen)
            elif name not in _LEFT_OUT:
                self.blocks(node)

    def _paragraph(self, node: Node) -> None:
        properties = child(node, "w:pPr")
        self.struck = False
        pieces = self._pieces(node)
        if self._begins_page(properties):
            self._page()
        mark_deleted = child(child(properties, "w:rPr"), "w:del") is not None
        # A paragraph whose every word was deleted is not there, and is not counted in its list.
        empty = not "".join(pieces).strip()
        mark = "" if (mark_deleted and empty) or self.held else self.numbering.mark(properties)
        line = self.held + ("" if self.struck and empty else mark)
        self.held = ""
        begun = bool(line) and line != mark
        for piece in pieces:
            if piece != "\f":
                line += piece
                begun = begun or bool(piece.strip())
                continue
            if begun:
                self.flow.put(line)
                line = ""
            self.flow.page()
        if mark_deleted:
            self.held = line
        else:
            self.flow.put(line)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)
        section = child(properties, "w:sectPr")
        if section is not None and value(section, "w:type") not in ("continuous", "nextColumn"):
            self._page()

    def _page(self) -> None:
        self.flow.put(self.held)
        self.held = ""
        self.flow.page()

    def _begins_page(self, properties: Node | None) -> bool:
        for place in (properties, *self.styles.chain(value(properties, "w:pStyle"))):
            found = value(place, "w:pageBreakBefore")
            if found is not None:
                return found not in _OFF
        return False

    def _pieces(self, node: Node) -> list[str]:
        """The text of a paragraph in pieces; a piece "\\f" is a new page."""
        pieces: list[str] = []
        stack = [iter(node)]
        while stack:
            inner = next(stack[-1], None)
            if inner is None:
                stack.pop()
                continue
            name = tag(inner)
            if name in ("w:t", "m:t"):
                pieces.append(inner.text or "")
            elif name in ("w:br", "w:lastRenderedPageBreak"):
                new_page = name != "w:br" or attribute(inner, "type") == "page"
                pieces.append("\f" if new_page else "\n")
            elif name in _CHARACTERS:
                pieces.append(_CHARACTERS[name])
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                pieces.append(self._cite(inner, f"{name[2:-9]}s"))
            elif name == "w:txbxContent":
                self.boxes.append(inner)
            elif name == "mc:AlternateContent":
                chosen = child(inner, "mc:Choice")
                chosen = chosen if chosen is not None else child(inner, "mc:Fallback")
                stack.append(iter(chosen if chosen is not None else ()))
            elif name == "w:r" and self._is_gone(child(inner, "w:rPr")):
                continue
            else:
                if name in _CHANGES:
                    self.flow.remark(TRACKED)
                if name not in _LEFT_OUT:
                    stack.append(iter(inner))
        return pieces

    def _is_gone(self, properties: Node | None) -> bool:
        """Whether a run is hidden or struck out."""
        if any(_is_on(properties, name) for name in ("w:strike", "w:dstrike")):
            self.struck = True
            self.flow.remark(STRUCK)
            return True
        return _is_on(properties, "w:vanish")

    def _cite(self, reference: Node, kind: str) -> str:
        note = self.notes.pop((kind, attribute(reference, "id") or ""), None)
        return "" if note is None else self.flow.cite(" ".join(self.apart(note)))

    def _row(self, row: Node) -> None:
        self.flow.row(map(self._cell, _cells(row)))

    def _cell(self, cell: Node) -> str:
        inner = self.into(self.flow.cell())
        inner.all(cell)
        return inner.flow.text()


_CHARACTERS: Final = {
    "w:tab": " ",
    "w:ptab": " ",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}


def _is_on(properties: Node | None, name: str) -> bool:
    found = value(properties, name)
    return found is not None and found not in _OFF


def _rows(table: Node) -> list[Node]:
    """The rows of a table that are not deleted, also those inside content controls."""
    found: list[Node] = []
    stack = [iter(table)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif tag(node) == "w:tr":
            if child(child(node, "w:trPr"), "w:del") is None:
                found.append(node)
        elif tag(node) not in _LEFT_OUT:
            stack.append(iter(node))
    return found


def _cells(row: Node) -> list[Node]:
    """The cells of a row; one that goes on from the row above is left out."""
    found: list[Node] = []
    stack = [iter(row)]
    while stack:
        node = next(stack[-1], None)
        if node is None:
            stack.pop()
        elif tag(node) == "w:tc":
            merged = value(child(node, "w:tcPr"), "w:vMerge")
            if merged is None or merged == "restart":
                found.append(node)
        elif tag(node) not in _LEFT_OUT:
            stack.append(iter(node))
    return found
