"""Text that flows into pages: what the readers of word processors' files write their lines, rows and notes into.

A note stands at the end of the page that refers to it. Headers and footers are kept apart: their lines are on the
first page, marked as furniture.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec

from enjoined.documents.files.read_text import TOTAL_CHARACTERS, split_pages
from enjoined.documents.page import Page, Source
from enjoined.errors import UnreadableDocument

__all__ = ["MARGIN_LINES", "STRUCK", "TRACKED", "Flow"]

TRACKED: Final = "it has tracked changes, which are read as if all were accepted"
STRUCK: Final = "words that are struck out in it are left out"
MARGIN_LINES: Final = 200
"""So many lines of headers and footers are kept."""

_CELL: Final = "   "
"""Stands between the cells of a row, as between the cells of a form in a PDF."""
_SHORT_CELL: Final = 80
"""A row whose cells so far are shorter than this goes on in the same line."""
_UNSEEN: Final = str.maketrans("", "", "\u200b\ufeff\u00ad\f")


class Flow:
    """The lines of one document; ``where`` is what errors call it.

    ``outer`` is the flow of the document when this one is that of a cell: notes and remarks go there.
    """

    def __init__(self, where: str, source: Source, *, outer: Flow | None = None) -> None:
        self._where, self._source = where, source
        self._out: list[str] = []
        self._size = 0
        self._outer: Flow | None = outer
        self._notes: list[str] = []
        self._told = 0
        self._remarks: dict[str, None] = {}

    def put(self, line: str) -> None:
        """A paragraph, its white space as it is seen. Raises :class:`UnreadableDocument` where the text has no end."""
        self._put(_tidy(line), "\n\n")

    def _put(self, line: str, gap: str) -> None:
        if not line:
            return
        self._size += len(line)
        if self._size > TOTAL_CHARACTERS:
            raise UnreadableDocument(
                f"the text has more than {TOTAL_CHARACTERS:,} characters",
                where=self._where,
                remedy="split it",
            )
        if self._out and self._out[-1] != "\f":
            self._out.append(gap)
        self._out.append(line)

    def page(self) -> None:
        """A new page, unless this one is still empty."""
        self._tell_notes()
        if self._out and self._out[-1] != "\f":
            self._out.append("\f")

    def cell(self) -> Flow:
        """A flow for the text of a cell of a row."""
        return Flow(self._where, self._source, outer=self)

    def row(self, cells: Iterable[str]) -> None:
        """A row of a table: short cells in one line, then the further lines of each cell below."""
        line = ""
        for cell in cells:
            first, *others = cell.replace("\f", "\n\n").split("\n\n")
            if line and len(line) > _SHORT_CELL:
                self._put(line, "\n")
                line = ""
            line = f"{line}{_CELL}{first}" if line and first else line or first
            if others or "\n" in first:  # what comes next is not beside the last line of this cell
                self._put(line, "\n")
                line = ""
                for other in others:
                    self._put(other, "\n\n")
        self._put(line, "\n")

    def cite(self, note: str) -> str:
        """The mark of a note in the text; the note itself is told at the end of the page."""
        if self._outer is not None:
            return self._outer.cite(note)
        self._notes.append(f"[{len(self._notes) + 1}] {' '.join(note.split())}")
        return f" [{len(self._notes)}]"

    def remark(self, what: str) -> None:
        """Something that the reader of the document should know of how it was read."""
        if self._outer is not None:
            self._outer.remark(what)
        self._remarks[what] = None

    def text(self) -> str:
        """Everything written, pages parted by form feeds."""
        self._tell_notes()
        return "".join(self._out).strip("\f\n")

    def lines(self) -> list[str]:
        """The lines of a part that is not of the text (a header, a note)."""
        return [line.strip() for line in self.text().replace("\f", "\n").split("\n") if line.strip()]

    def pages(self, margins: Iterable[str], *, what: str) -> tuple[Page, ...]:
        """The pages, with the lines of headers and footers (``margins``) on the first.

        Raises :class:`UnreadableDocument` where there is no text; ``what`` is what the file then is called.
        """
        head = "\n".join(list(dict.fromkeys(margins))[:MARGIN_LINES])
        text = self.text()
        pages = split_pages(text, where=self._where, source=self._source)
        if not any(page.read for page in pages) and not head:
            raise UnreadableDocument(
                f"the {what} shows no text",
                where=self._where,
                remedy="if it holds scanned pages, save it as PDF",
            )
        first, *others = pages or (Page(index=1, text="", source=self._source),)
        first = msgspec.structs.replace(first, remarks=(*self._remarks, *first.remarks))
        if head:
            first = msgspec.structs.replace(
                first, text=f"{head}\n\n{first.text}", furniture=((0, len(head)),), read=True, why_unread=None
            )
        notes = self._notes[::-1]
        return tuple(_with_notes(page, notes) for page in (first, *others))

    def _tell_notes(self) -> None:
        notes = self._notes[self._told :]
        self._told = len(self._notes)
        for note in notes:
            self.put(note)


def _with_notes(page: Page, notes: list[str]) -> Page:
    """The page with the places of its notes, which are taken off the end of ``notes``."""
    places: list[tuple[int, int]] = []
    while notes and (at := page.text.find(notes[-1])) >= 0:
        places.append((at, at + len(notes.pop())))
    return msgspec.structs.replace(page, notes=tuple(places)) if places else page


def _tidy(line: str) -> str:
    """The line with white space as it is seen, and without characters that show nothing."""
    parts = (" ".join(part.split()) for part in line.translate(_UNSEEN).split("\n"))
    return "\n".join(part for part in parts if part)
