"""Read a PDF with PDFium: pages, words, and their boxes.

PDFium is not thread-safe: read one document at a time in a process, and use a process pool for many.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from enjoined.documents.glyphs import Glyphs
from enjoined.documents.layout import arrange
from enjoined.documents.page import Page, Word
from enjoined.documents.pdf_words import words_of
from enjoined.errors import UnreadableDocument

__all__ = ["BYTE_LIMIT", "PAGE_CHARACTERS", "PAGE_LIMIT", "TOTAL_CHARACTERS", "read_pdf"]

PAGE_LIMIT = 5_000
"""More pages than this are refused."""
PAGE_CHARACTERS = 200_000
"""A page with more characters than this is not read."""
TOTAL_CHARACTERS = 20_000_000
"""More characters than this in one document are refused."""
BYTE_LIMIT = 512 * 1024 * 1024
"""A larger file is refused."""

FEW_LETTERS = 60
SCATTERED_WORDS = 80
SCATTERED = 0.5
"""Where more than this share of the words are single letters, the order of the letters was not understood."""
# FPDF_GetLastError (fpdfview.h)
PASSWORD_ERROR = 4


def read_pdf(path: Path) -> tuple[Page, ...]:
    """The pages of the PDF at ``path``, in order; pages that are only an image have ``read`` false.

    Raises :class:`UnreadableDocument` for a missing, empty, encrypted or damaged file, and for one beyond the
    limits of this module.
    """
    where = path.name
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
    try:
        document = pypdfium2.PdfDocument(path)
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
    try:
        return _pages(document, where)
    finally:
        document.close()


def _pages(document: pypdfium2.PdfDocument, where: str) -> tuple[Page, ...]:
    count = len(document)
    if count == 0:
        raise UnreadableDocument("the PDF has no pages", where=where, remedy="download it again")
    if count > PAGE_LIMIT:
        raise UnreadableDocument(
            f"the PDF has {count:,} pages; at most {PAGE_LIMIT:,} are read",
            where=where,
            remedy="give the pages of the award alone",
        )
    pages: list[Page] = []
    total = 0
    for number in range(count):
        page = _page(document, number)
        total += len(page.text)
        if total > TOTAL_CHARACTERS:
            raise UnreadableDocument(
                f"the PDF has more than {TOTAL_CHARACTERS:,} characters", where=where, remedy="split it"
            )
        pages.append(page)
    return tuple(pages)


def _page(document: pypdfium2.PdfDocument, number: int) -> Page:
    index = number + 1
    try:
        page = document[number]
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
        finally:
            text_page.close()
        text, placed = _arranged(groups)
        why_unread = _why_no_words(placed) if text.strip() else _why_empty(page)
        return Page(
            index=index,
            text=text,
            words=placed,
            width=width,
            height=height,
            source="pdf",
            read=why_unread is None,
            why_unread=why_unread,
        )
    finally:
        page.close()


def _why_empty(page: pypdfium2.PdfPage) -> str:
    for item in page.get_objects(max_depth=2):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            return "no text on this page: an image (scan)"
    return "no text on this page"


def _arranged(groups: list[list[Glyphs]]) -> tuple[str, tuple[Word, ...]]:
    """The text of all directions, one after the other, with an empty line between."""
    text, placed = "", []
    for group in groups:
        piece, words = arrange(group)
        at = len(text) + (2 if text else 0)
        text = f"{text}\n\n{piece}" if text else piece
        placed += [msgspec.structs.replace(w, start=w.start + at, end=w.end + at) for w in words]
    return text, tuple(placed)


def _why_no_words(words: tuple[Word, ...]) -> str | None:
    """Why the letters of a page make no words, if they do not."""
    letters = "".join(word.text for word in words)
    if len(letters) < FEW_LETTERS:
        return None
    nameless = sum(0xE000 <= ord(letter) <= 0xF8FF or letter == "\ufffd" for letter in letters)
    if nameless > len(letters) / 2:
        return "the fonts of this page do not say which letters they show"
    single = [word for word in words if word.text.isalpha()]
    if len(single) < SCATTERED_WORDS:
        return None
    stray = sum(len(word.text) == 1 for word in single)
    # In English one word in thirty has one letter.
    if stray > SCATTERED * len(single):
        return "the letters of this page could not be put together into words"
    return None
