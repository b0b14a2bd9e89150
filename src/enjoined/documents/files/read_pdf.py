"""Read a PDF with PDFium: pages, words, and their boxes.

PDFium is not thread-safe: read one document at a time in a process, and use a process pool for many.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path

import msgspec
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from enjoined.documents.files.flow import STRUCK
from enjoined.documents.files.pdf_struck import strokes_of, without_struck
from enjoined.documents.files.pdf_words import words_of
from enjoined.documents.files.unread import BLANK, POOR, SCAN, is_poor, why_no_words
from enjoined.documents.layout.footnotes import without_notes
from enjoined.documents.layout.glyphs import Glyphs
from enjoined.documents.layout.reading_order import arrange
from enjoined.documents.page import Box, Page, Word
from enjoined.errors import UnreadableDocument

__all__ = ["BYTE_LIMIT", "PAGE_CHARACTERS", "PAGE_LIMIT", "TOTAL_CHARACTERS", "PdfFile", "read_pdf"]

PAGE_LIMIT = 5_000
"""More pages than this are refused."""
PAGE_CHARACTERS = 200_000
"""A page with more characters than this is not read."""
TOTAL_CHARACTERS = 20_000_000
"""More characters than this in one document are refused."""
LONGEST_LABEL = 40
"""A longer page label is none."""
BYTE_LIMIT = 512 * 1024 * 1024
"""A larger file is refused."""

MOST_DOTS = 40_000_000
"""A page is drawn with at most this many dots."""
MOSTLY_PICTURE = 0.5
"""A page is a scan where one picture covers more than this share of it."""
MOST_OBJECTS = 5_000
XFA = (pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND)
WAIT = "Please wait"
"""So begins the page that a form shows where it cannot be shown."""
# FPDF_GetLastError (fpdfview.h)
PASSWORD_ERROR = 4


def read_pdf(path: Path) -> tuple[Page, ...]:
    """The pages of the PDF at ``path``, in order; pages that are only an image have ``read`` false.

    Raises :class:`UnreadableDocument` for a missing, empty, encrypted or damaged file, and for one beyond the
    limits of this module.
    """
    document = PdfFile(path, path.name)
    try:
        return document.pages()
    finally:
        document.close()


class PdfFile:
    """An open PDF, called ``where`` in errors; ``count`` is its number of pages.

    Raises :class:`UnreadableDocument` like :func:`read_pdf`; with ``only_files`` not for its pages, which are not
    asked for then.
    """

    def __init__(self, path: Path, where: str, *, only_files: bool = False) -> None:
        self.where, self._path = where, path
        _refuse_size(path, where)
        try:
            self._document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            if pdfium.FPDF_GetLastError() == PASSWORD_ERROR or "assword" in str(error):
                raise UnreadableDocument(
                    "the PDF is protected by a password",
                    where=where,
                    remedy="save a copy without a password and give that",
                ) from error
            raise UnreadableDocument(
                "the PDF is damaged or cut short",
                where=where,
                remedy="download it again or print it to a new PDF",
            ) from error
        self.count = len(self._document)
        if only_files:
            return
        # Fields without a look of their own get one.
        self._document.init_forms()
        if not 0 < self.count <= PAGE_LIMIT:
            self.close()
            many = f"the PDF has {self.count:,} pages; at most {PAGE_LIMIT:,} are read"
            raise UnreadableDocument(
                many if self.count else "the PDF has no pages",
                where=where,
                remedy="give the pages of the award alone" if self.count else "download it again",
            )
        if self._document.get_formtype() in XFA and WAIT in _page(self._document, 0).text[:400]:
            self.close()
            raise UnreadableDocument(
                "the PDF is a form that only Adobe's programs show (XFA)",
                where=where,
                remedy="print it to a new PDF and give that",
            )

    def close(self) -> None:
        """Close the file."""
        self._document.close()

    def pages(self, first: int = 0, last: int | None = None) -> tuple[Page, ...]:
        """The pages ``first`` to ``last`` (from 0, exclusive), to the end where ``last`` is None."""
        pages: list[Page] = []
        total = 0
        for number in range(first, self.count if last is None else min(last, self.count)):
            pages.append(_page(self._document, number))
            total += len(pages[-1].text)
            if total > TOTAL_CHARACTERS:
                raise UnreadableDocument(
                    f"the PDF has more than {TOTAL_CHARACTERS:,} characters",
                    where=self.where,
                    remedy="split it",
                )
        return tuple(pages)

    def attached(self) -> Iterator[tuple[str, bytes]]:
        """The files attached to the PDF or to a place on its pages, each with its name; a damaged one is empty."""
        for number in range(self._document.count_attachments()):
            yield _file(self._document.get_attachment(number))
        for number in range(min(self.count, PAGE_LIMIT) if _may_pin(self._path) else 0):
            yield from _pinned(self._document, number)

    def picture(self, number: int, *, dpi: int) -> tuple[int, int, float, bytes]:
        """Page ``number`` (from 0) drawn in grey: its size in dots, dots a point, and the dots, row by row.

        A page too large for ``MOST_DOTS`` is drawn coarser.
        """
        page = self._document[number]
        try:
            wide, high = page.get_size()
            scale = min(dpi / 72, math.sqrt(MOST_DOTS / max(wide * high, 1.0)))
            bitmap = page.render(scale=scale, grayscale=True)
            try:
                stride = bitmap.stride
                data = bytes(bitmap.buffer)
                rows = (data[at * stride : at * stride + bitmap.width] for at in range(bitmap.height))
                return bitmap.width, bitmap.height, scale, b"".join(rows)
            finally:
                bitmap.close()
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(
                "the page cannot be drawn", where=self.where, remedy="print it to a new PDF"
            ) from error
        finally:
            page.close()


def _refuse_size(path: Path, where: str) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableDocument("the file cannot be opened", where=where, remedy="check its name") from error
    if size == 0:
        raise UnreadableDocument("the file is empty", where=where, remedy="download or scan it again")
    if size > BYTE_LIMIT:
        raise UnreadableDocument(
            f"the file is larger than {BYTE_LIMIT // 2**20} MB", where=where, remedy="split it"
        )


def _file(attachment: pypdfium2.PdfAttachment) -> tuple[str, bytes]:
    name, data = "", b""
    with suppress(pypdfium2.PdfiumError):
        name = attachment.get_name()
    with suppress(pypdfium2.PdfiumError):
        data = bytes(attachment.get_data())
    return name, data


def _may_pin(path: Path) -> bool:
    """Whether files may be attached to places on pages: the file says so, or packs what it says."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        return data.find(b"FileAttachment") >= 0 or data.find(b"ObjStm") >= 0


def _pinned(document: pypdfium2.PdfDocument, number: int) -> Iterator[tuple[str, bytes]]:
    """The files attached to a place on a page."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return
    try:
        for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, at)
            try:
                if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_FILEATTACHMENT:
                    found = pdfium.FPDFAnnot_GetFileAttachment(note)
                    yield _file(pypdfium2.PdfAttachment(found, document)) if found else ("", b"")
            finally:
                pdfium.FPDFPage_CloseAnnot(note)
    finally:
        page.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    index = number + 1
    try:
        page, strokes = _flattened(document, number)
    except pypdfium2.PdfiumError:
        return Page(index=index, text="", source="pdf", read=False, why_unread="the page is damaged")
    try:
        width, height = page.get_size()
        try:
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            return Page(
                index=index,
                text="",
                width=width,
                height=height,
                source="pdf",
                read=False,
                why_unread="the text of the page is damaged",
            )
        try:
            characters = text_page.count_chars()
            if characters > PAGE_CHARACTERS:
                why = f"more than {PAGE_CHARACTERS:,} characters on one page"
                return Page(
                    index=index, text="", width=width, height=height, source="pdf", read=False, why_unread=why
                )
            groups = words_of(page, text_page, characters)
            left, _, _, top = page.get_bbox()
            level = without_struck(groups[0], strokes, (left, top)) if groups and strokes else None
        finally:
            text_page.close()
        struck = level is not None and len(level) < len(groups[0])
        groups[:1] = [level] if level is not None else groups[:1]
        above, notes, below = without_notes(groups[0] if groups else ())
        text, placed, ends = _arranged([above, *notes, below, *groups[1:]])
        why_unread = _why_unread(page, placed)
        return Page(
            index=index,
            label=_label(document, number),
            text=text,
            words=placed,
            width=width,
            height=height,
            source="pdf",
            notes=ends[1 : 1 + len(notes)],
            read=why_unread is None,
            why_unread=why_unread,
            remarks=(STRUCK,) if struck else (),
        )
    finally:
        page.close()


def _label(document: pypdfium2.PdfDocument, number: int) -> str | None:
    """What the file calls a page for its readers ("page iv"), if that is not its number in the file.

    A label that reads like a printed mark ("Page 3 of 9") is none: from such marks it is told which pages are missing.
    """
    try:
        label = " ".join(document.get_page_label(number).split())
    except UnicodeDecodeError:
        return None
    if not label or label == str(number + 1) or len(label) > LONGEST_LABEL or "page" in label.lower():
        return None
    return f"page {label}"


def _flattened(document: pypdfium2.PdfDocument, number: int) -> tuple[pypdfium2.PdfPage, list[Box]]:
    """The page, with what is typed into its fields and written over it as part of its text, as it is displayed.

    Beside it the lines on it that may strike words out.
    """
    page = document[number]
    strokes = strokes_of(page)
    if pdfium.FPDFPage_GetAnnotCount(page) > 0:
        done = pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
        if done == pdfium.FLATTEN_SUCCESS:
            page.close()
            page = document[number]
    return page, strokes


def _why_unread(page: pypdfium2.PdfPage, words: tuple[Word, ...]) -> str | None:
    """Why the page has no words that can be used, if it has none."""
    if not words:
        return SCAN if _picture_share(page) > 0 else BLANK
    why = why_no_words(words)
    if why is None and is_poor(words) and _picture_share(page) > MOSTLY_PICTURE:
        return POOR
    return why


def _picture_share(page: pypdfium2.PdfPage) -> float:
    """The part of the page that its largest picture covers (0 to 1)."""
    wide, high = page.get_size()
    largest = 0.0
    for at, item in enumerate(page.get_objects(max_depth=2)):
        if at > MOST_OBJECTS:
            break
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = item.get_bounds()
            largest = max(largest, (right - left) * (top - bottom), 1.0)
    return float(largest / max(wide * high, 1.0))


def _arranged(
    groups: Sequence[Sequence[Glyphs]],
) -> tuple[str, tuple[Word, ...], tuple[tuple[int, int], ...]]:
    """The text of all groups, one after the other with an empty line between, and where each begins and ends."""
    text, placed, ends = "", list[Word](), list[tuple[int, int]]()
    for group in groups:
        piece, words = arrange(group)
        at = len(text) + (2 if text and piece else 0)
        text = f"{text}\n\n{piece}" if text and piece else text or piece
        placed += [msgspec.structs.replace(w, start=w.start + at, end=w.end + at) for w in words]
        ends.append((at, len(text)))
    return text, tuple(placed), tuple(ends)
