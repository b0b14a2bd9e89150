"""Read a PDF with PDFium: pages, words, and their boxes.

PDFium is not thread-safe: read one document at a time in a process, and use a process pool for many.
"""

from __future__ import annotations

import ctypes
import math
from pathlib import Path

import msgspec
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from enjoined.documents.glyphs import Glyphs
from enjoined.documents.layout import arrange
from enjoined.documents.page import Box, Page, Word
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

# PDFium writes these in place of a hyphen at the end of a line.
LINE_END_HYPHENS = frozenset({0xFFFE, 0x02, 0xAD})
LIGATURES = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
BLANKS = frozenset({0xA0, 0x3000, 0xFEFF})
ASLANT = 15
"""Text turned further than this from a quarter turn, in degrees, is laid out by itself."""
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
            groups = _words(page, text_page, characters)
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


class _Placer:
    """Turns PDF coordinates (from the bottom left, unrotated) into points from the top left as displayed."""

    def __init__(self, *, left: float, bottom: float, right: float, top: float, rotation: int) -> None:
        self.left, self.bottom, self.right, self.top, self.rotation = left, bottom, right, top, rotation

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        ends = (self._point(x0, y0), self._point(x1, y1))
        (ax, ay), (bx, by) = ends
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        right, down = x - self.left, self.top - y
        wide, high = self.right - self.left, self.top - self.bottom
        if self.rotation == 90:
            return high - down, right
        if self.rotation == 180:
            return wide - right, high - down
        if self.rotation == 270:
            return down, wide - right
        return right, down


def _words(page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, characters: int) -> list[list[Glyphs]]:
    """Words in the order drawn, apart for each direction of writing; the commonest direction first.

    A word ends at white space, where the direction changes, and where the next letter stands elsewhere.
    """
    left, bottom, right, top = page.get_bbox()

    def placer(rotation: int) -> _Placer:
        return _Placer(left=left, bottom=bottom, right=right, top=top, rotation=rotation)

    shown = placer(page.get_rotation())
    upright = {turn: placer(-turn % 360) for turn in (0, 90, 180, 270)}
    words: dict[tuple[int, bool], list[Glyphs]] = {}
    letters: list[str] = []
    box: Box | None = None
    seen: Box = (0.0, 0.0, 0.0, 0.0)
    direction = (0, False)
    rectangle = pdfium.FS_RECTF()
    loose = ctypes.byref(rectangle)

    def finish() -> None:
        nonlocal box
        if letters and box is not None:
            words.setdefault(direction, []).append(Glyphs("".join(letters), *box, seen))
        letters.clear()
        box = None

    for position in range(characters):
        code = pdfium.FPDFText_GetUnicode(text_page, position)
        hyphen = code in LINE_END_HYPHENS
        if not hyphen and (code <= 0x20 or code in BLANKS or 0x2000 <= code <= 0x200B):
            finish()
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text_page, position, loose):
            continue
        # A hyphen that PDFium made up has no direction of its own.
        towards = direction if hyphen else _direction(pdfium.FPDFText_GetCharAngle(text_page, position))
        if towards != direction:
            finish()
            direction = towards
        corners = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        here, there = upright[direction[0]].box(*corners), shown.box(*corners)
        if box is not None:
            height = max(box[3] - box[1], 1.0)
            off_line = abs((here[1] + here[3]) - (box[1] + box[3])) > height
            if off_line or here[0] - box[2] > height or here[0] < box[2] - height:
                finish()
        letter = "-" if hyphen else LIGATURES.get(code) or _letter(code)
        if not letter:
            continue
        letters.append(letter)
        box, seen = (here, there) if box is None else (_around(box, here), _around(seen, there))
    finish()
    return sorted(words.values(), key=len, reverse=True)


def _direction(angle: float) -> tuple[int, bool]:
    """Quarter turns clockwise in degrees, and whether the text is aslant (a watermark).

    >>> _direction(math.pi / 2), _direction(-1.0), _direction(math.pi / 4 + 0.1)
    ((90, False), (0, False), (90, True))
    """
    if angle < 0:
        return 0, False
    degrees = math.degrees(angle)
    quarter = round(degrees / 90) * 90
    return quarter % 360, abs(degrees - quarter) > ASLANT


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


def _around(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])


def _letter(code: int) -> str:
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF or 0x7F <= code < 0xA0:
        return ""
    return chr(code)
