"""Read a Word document as its reader sees it: changes accepted, hidden text left out, automatic numbers written out.

Headers and footers are kept apart: their lines are on the first page, marked as furniture. Footnotes stand at the
end of their page. Pages are those of the breaks in the file and of the word processor's last layout.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from enjoined.documents.files.docx_numbering import Numbering, Styles, attribute, child, value
from enjoined.documents.files.package import Node, Package, tag
from enjoined.documents.files.read_text import TOTAL_CHARACTERS, split_pages
from enjoined.documents.page import Page
from enjoined.errors import UnreadableDocument

__all__ = ["BYTE_LIMIT", "read_docx"]

BYTE_LIMIT: Final = 256 * 1024 * 1024
"""A larger file is refused."""
CELL: Final = "   "
"""Stands between the cells of a row, as between the cells of a form in a PDF."""
SHORT_CELL: Final = 80
"""A row whose cells so far are shorter than this goes on in the same line."""

_LEFT_OUT: Final = frozenset(
    ("w:del", "w:moveFrom", "w:rPr", "w:pPr", "w:instrText", "w:delText", "w:fldData", "w:sdtPr", "w:tblPr",
     "w:trPr", "w:tcPr", "w:sectPr", "w:rt")
)  # fmt: skip
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
        writer = _Writer(
            styles=styles, numbering=Numbering(_first(package, name, "numbering"), styles), where=where
        )
        for kind in ("footnotes", "endnotes"):
            writer.add_notes(_first(package, name, kind), kind)
        body = child(root, "w:body")
        writer.blocks(body if body is not None else root)
        text = writer.text()
        margins = _margins(package, root, parts, writer)
    finally:
        package.close()
    if not text.strip() and not margins:
        raise UnreadableDocument(
            "the Word document shows no text", where=where, remedy="if it holds scanned pages, save it as PDF"
        )
    pages = split_pages(text, where=where, source="docx")
    if not margins:
        return pages
    first = pages[0]
    head = "\n".join(margins)
    whole = msgspec.structs.replace(
        first, text=f"{head}\n\n{first.text}", furniture=((0, len(head)),), read=True, why_unread=None
    )
    return (whole, *pages[1:])


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
        if len(lines) > 200:
            break
    return list(lines)


class _Writer:
    """Writes paragraphs and tables into lines, pages parted by form feeds."""

    def __init__(self, *, styles: Styles, numbering: Numbering, where: str) -> None:
        self.styles, self.numbering, self.where = styles, numbering, where
        self.out: list[str] = []
        self.size = 0
        self.notes: dict[tuple[str, str], Node] = {}
        self.cited: list[str] = []
        self.boxes: list[Node] = []
        self.held = ""
        self.count = 0

    def add_notes(self, root: Node | None, kind: str) -> None:
        """Learn the notes that the text may refer to."""
        for node in root if root is not None else ():
            if attribute(node, "type") in (None, "normal"):
                self.notes[kind, attribute(node, "id") or ""] = node

    def apart(self, root: Node) -> list[str]:
        """The lines of a part that is not of the text (a header, a note)."""
        inner = _Writer(styles=self.styles, numbering=self.numbering, where=self.where)
        inner.blocks(root)
        return [line.strip() for line in inner.text().replace("\f", "\n").split("\n") if line.strip()]

    def text(self) -> str:
        """Everything written."""
        self._end_page()
        return "".join(self.out).strip("\f\n")

    def put(self, line: str, *, gap: str = "\n\n") -> None:
        """A line, with ``gap`` before it."""
        if not line.strip():
            return
        self.size += len(line)
        if self.size > TOTAL_CHARACTERS:
            raise UnreadableDocument(
                f"the text has more than {TOTAL_CHARACTERS:,} characters", where=self.where, remedy="split it"
            )
        if self.out and self.out[-1] != "\f":
            self.out.append(gap)
        self.out.append(line)

    def page(self) -> None:
        """A new page, unless this one is still empty."""
        self._end_page()
        if self.out and self.out[-1] != "\f":
            self.out.append("\f")

    def _end_page(self) -> None:
        if self.held:
            held, self.held = self.held, ""
            self.put(held)
        notes, self.cited = self.cited, []
        for note in notes:
            self.put(note)

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
        pieces = self._pieces(node)
        if self._begins_page(properties):
            self.page()
        mark_deleted = child(child(properties, "w:rPr"), "w:del") is not None
        # A paragraph whose every word was deleted is not there, and is not counted in its list.
        deleted = mark_deleted and not "".join(pieces).strip()
        mark = "" if deleted or self.held else self.numbering.mark(properties)
        line = self.held + mark
        self.held = ""
        for piece in pieces:
            if piece == "\f":
                self.put(_tidy(line))
                self.page()
                line = ""
            else:
                line += piece
        if mark_deleted:
            self.held = line
        else:
            self.put(_tidy(line))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box)
        section = child(properties, "w:sectPr")
        if section is not None and value(section, "w:type") not in ("continuous", "nextColumn"):
            self.page()

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
            elif name not in _LEFT_OUT and not (name == "w:r" and _hidden(inner)):
                stack.append(iter(inner))
        return pieces

    def _cite(self, reference: Node, kind: str) -> str:
        note = self.notes.pop((kind, attribute(reference, "id") or ""), None)
        if note is None:
            return ""
        self.count += 1
        number = f"[{self.count}]"
        self.cited.append(f"{number} {' '.join(self.apart(note))}")
        return f" {number}"

    def _row(self, row: Node) -> None:
        """A row of a table: short cells in one line, then the further paragraphs of each cell below."""
        line = ""
        for cell in _cells(row):
            inner = _Writer(styles=self.styles, numbering=self.numbering, where=self.where)
            inner.notes = self.notes
            inner.blocks(cell)
            self.size += inner.size
            first, *others = inner.text().replace("\f", "\n\n").split("\n\n")
            if line and len(line) > SHORT_CELL:
                self.put(line, gap="\n")
                line = ""
            line = f"{line}{CELL}{first}" if line and first else line or first
            if others:
                self.put(line, gap="\n")
                line = ""
                for other in others:
                    self.put(other)
        self.put(line, gap="\n")


_CHARACTERS: Final = {
    "w:tab": " ",
    "w:ptab": " ",
    "w:cr": "\n",
    "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}


def _hidden(run: Node) -> bool:
    found = value(child(run, "w:rPr"), "w:vanish")
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


def _tidy(line: str) -> str:
    """The line with white space as it is seen, and without characters that show nothing."""
    parts = (" ".join(part.replace("\u200b", "").replace("\ufeff", "").split()) for part in line.split("\n"))
    return "\n".join(part for part in parts if part)
