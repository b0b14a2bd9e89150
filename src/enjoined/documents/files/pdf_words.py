"""The words of a PDF page and their boxes, from the letters that PDFium finds.

Every letter's code is asked for, but the place only of the first and the last letter of a word: asking for each box
takes most of the time. A word whose ends do not agree, or that is wider than its letters, is looked at letter by
letter.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from enjoined.documents.layout.glyphs import Glyphs
from enjoined.documents.page import Box

__all__ = ["words_of"]

# PDFium writes these in place of a hyphen at the end of a line.
LINE_END_HYPHENS: Final = frozenset({0xFFFE, 0x02, 0xAD})
LIGATURES: Final = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
BLANKS: Final = frozenset({*range(0x21), 0xA0, 0x3000, 0xFEFF, *range(0x2000, 0x200C)} - LINE_END_HYPHENS)
RUN: Final = re.compile(f"[^{re.escape(''.join(map(chr, sorted(BLANKS))))}]+")
NOTHING: Final = (*range(0x7F, 0xA0), *range(0xD800, 0xE000))
SHOWN: Final = {
    **{chr(code): "" for code in NOTHING},
    **{chr(code): "-" for code in LINE_END_HYPHENS},
    **{chr(code): letters for code, letters in LIGATURES.items()},
}
"""What letters are read as."""
ASLANT: Final = 15
"""Text turned further than this from a quarter turn, in degrees, is laid out by itself."""
WIDE: Final = 0.55
"""Where the letters of a word are wider than this share of its height on average, there may be a gap in it."""

Direction = tuple[int, bool]
_Placing = Callable[[float, float, float, float], Box]
_LEVEL: Final[Direction] = (0, False)


def words_of(
    page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage, characters: int
) -> list[list[Glyphs]]:
    """Words in the order drawn, apart for each direction of writing; the commonest direction first.

    A word ends at white space, where the direction changes, and where the next letter stands elsewhere.
    """
    return _Finder(page, text_page).words(characters)


class _Finder:
    def __init__(self, page: pypdfium2.PdfPage, text_page: pypdfium2.PdfTextPage) -> None:
        left, bottom, right, top = page.get_bbox()
        self.raw = text_page.raw
        self.rectangle = pdfium.FS_RECTF()
        self.loose = ctypes.byref(self.rectangle)
        self.upright = {turn: _placing(left, bottom, right, top, -turn % 360) for turn in (0, 90, 180, 270)}
        rotation = page.get_rotation()
        self.plain = rotation == 0
        self.shown = _placing(left, bottom, right, top, rotation)
        self.found: dict[Direction, list[Glyphs]] = {}
        self.direction = _LEVEL

    def words(self, characters: int) -> list[list[Glyphs]]:
        """All words of the page."""
        text = self._text(characters)
        for run in RUN.finditer(text):
            found = run[0]
            letters = list(found) if found.isascii() else [SHOWN.get(letter, letter) for letter in found]
            self._word(letters, run.start())
        return sorted(self.found.values(), key=len, reverse=True)

    def _text(self, characters: int) -> str:
        """The letters of the page, each at its number; asked for together where that tells their numbers."""
        units = (ctypes.c_ushort * (characters + 1))()
        written = pdfium.FPDFText_GetText(self.raw, 0, characters, units) - 1
        if written == characters:
            text = bytes(units)[: 2 * characters].decode("utf-16-le", "surrogatepass")
            if len(text) == characters:
                return text
        codes = (pdfium.FPDFText_GetUnicode(self.raw, position) for position in range(characters))
        return "".join(chr(code) if code <= 0x10FFFF else "\x7f" for code in codes)

    def _word(self, letters: list[str], first: int) -> None:
        """A run of letters without white space: one word, if its first and last letter agree."""
        last = first + len(letters) - 1
        start = self._place(first)
        if start is None:
            self._by_letter(letters, first)
            return
        towards = self._towards(first, letters[0])
        end = start
        if last > first:
            found = self._place(last)
            if found is None or self._towards(last, letters[-1], towards) != towards:
                self._by_letter(letters, first)
                return
            end = found
        place = self.upright[towards[0]]
        here, there = place(*start), place(*end)
        height = max(here[3] - here[1], 1.0)
        if (
            abs((here[1] + here[3]) - (there[1] + there[3])) > height
            or there[0] < here[0]
            or (there[2] - here[0] > WIDE * height * len(letters) and last > first)
        ):
            self._by_letter(letters, first)
            return
        text = "".join(letters)
        if not text:
            return
        self.direction = towards
        box = (here[0], min(here[1], there[1]), there[2], max(here[3], there[3]))
        # Where text and page are upright, the box is the one displayed.
        seen = box if self.plain and towards == _LEVEL else _around(self.shown(*start), self.shown(*end))
        self._keep(text, box, seen)

    def _by_letter(self, letters: list[str], first: int) -> None:
        """The same run, its letters placed one by one."""
        word: list[str] = []
        box: Box | None = None
        seen: Box = (0.0, 0.0, 0.0, 0.0)
        for position, letter in enumerate(letters, start=first):
            corners = self._place(position)
            if corners is None or not letter:
                continue
            towards = self._towards(position, letter)
            if towards != self.direction:
                if box is not None:
                    self._keep("".join(word), box, seen)
                word, box, self.direction = [], None, towards
            here, there = self.upright[towards[0]](*corners), self.shown(*corners)
            if box is not None:
                height = max(box[3] - box[1], 1.0)
                off_line = abs((here[1] + here[3]) - (box[1] + box[3])) > height
                if off_line or here[0] - box[2] > height or here[0] < box[2] - height:
                    self._keep("".join(word), box, seen)
                    word, box = [], None
            word.append(letter)
            box, seen = (here, there) if box is None else (_around(box, here), _around(seen, there))
        if box is not None:
            self._keep("".join(word), box, seen)

    def _keep(self, text: str, box: Box, seen: Box) -> None:
        self.found.setdefault(self.direction, []).append(Glyphs(text, *box, seen))

    def _place(self, position: int) -> Box | None:
        """The corners of a letter in the page's own coordinates."""
        if not pdfium.FPDFText_GetLooseCharBox(self.raw, position, self.loose):
            return None
        corners = self.rectangle
        return corners.left, corners.bottom, corners.right, corners.top

    def _towards(self, position: int, letter: str, otherwise: Direction | None = None) -> Direction:
        # A hyphen that PDFium made up has no direction of its own.
        if letter == "-" and pdfium.FPDFText_GetUnicode(self.raw, position) in LINE_END_HYPHENS:
            return otherwise or self.direction
        angle = pdfium.FPDFText_GetCharAngle(self.raw, position)
        return _LEVEL if angle <= 0 else _direction(angle)


def _placing(left: float, bottom: float, right: float, top: float, rotation: int) -> _Placing:
    """Turns a box of a PDF (from the bottom left, unrotated) into points from the top left as displayed."""
    if rotation == 90:
        return lambda x0, y0, x1, y1: (y0 - bottom, x0 - left, y1 - bottom, x1 - left)
    if rotation == 180:
        return lambda x0, y0, x1, y1: (right - x1, y0 - bottom, right - x0, y1 - bottom)
    if rotation == 270:
        return lambda x0, y0, x1, y1: (top - y1, right - x1, top - y0, right - x0)
    return lambda x0, y0, x1, y1: (x0 - left, top - y1, x1 - left, top - y0)


def _direction(angle: float) -> Direction:
    """Quarter turns clockwise in degrees, and whether the text is aslant (a watermark).

    >>> _direction(math.pi / 2), _direction(-1.0), _direction(math.pi / 4 + 0.1)
    ((90, False), (0, False), (90, True))
    """
    if angle < 0:
        return _LEVEL
    degrees = math.degrees(angle)
    quarter = round(degrees / 90) * 90
    return quarter % 360, abs(degrees - quarter) > ASLANT


def _around(a: Box, b: Box) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])
