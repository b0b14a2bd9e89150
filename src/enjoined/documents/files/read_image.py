"""Image files: scans and photographs of pages as PNG, JPEG or TIFF (each image of a TIFF is a page).

An image has no text: its pages are unread until tesseract reads them, like the scanned pages of a PDF.
"""

from __future__ import annotations

import math
import struct
import zlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PIL import Image, ImageOps

from enjoined.documents.files.read_pdf import BYTE_LIMIT, MOST_DOTS, PAGE_LIMIT
from enjoined.documents.files.unread import SCAN
from enjoined.documents.page import Page
from enjoined.errors import UnreadableDocument

__all__ = ["DOTS", "picture_of", "read_image"]

DOTS: Final = 100_000_000
"""An image of more dots than this is not decoded: a sheet of tabloid size at 700 dots an inch has fewer."""
FORMATS: Final = ("PNG", "JPEG", "TIFF")
INCH: Final = 72.0
COARSEST, FINEST = 90, 1_300
"""Dots an inch that a scanner may say; cameras write 72 whatever they photograph."""
LETTER: Final = 8.5
"""Where an image does not say how large its paper is, its shorter side is that of a letter, in inches."""
_ORIENTATION, _FIRST_TURNED = 0x0112, 5
_DAMAGE: Final = (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, struct.error, zlib.error)
"""What Pillow's readers raise for files that no program writes."""


def read_image(path: Path, where: str) -> tuple[Page, ...]:
    """A page for each image in the file, unread, with its size in points.

    Raises :class:`UnreadableDocument` for a damaged file, and where all images are larger than :data:`DOTS`.
    """
    pages: list[Page] = []
    with _opened(path, where) as image:
        for number in range(PAGE_LIMIT + 1):
            if number and not _turn_to(image, number):
                break
            if number == PAGE_LIMIT:
                raise UnreadableDocument(
                    f"the file has more than {PAGE_LIMIT:,} images", where=where, remedy="split it"
                )
            why = _too_large(image)
            # Asking for how it is turned may decode it.
            wide, high = (0.0, 0.0) if why else _inches(image)
            pages.append(
                Page(
                    index=number + 1,
                    text="",
                    width=round(wide * INCH, 2),
                    height=round(high * INCH, 2),
                    source="ocr",
                    read=False,
                    why_unread=why or SCAN,
                )
            )
    if all(page.why_unread != SCAN for page in pages):
        raise UnreadableDocument(
            pages[0].why_unread or "not read", where=where, remedy="save it at 300 dots an inch"
        )
    return tuple(pages)


def picture_of(path: Path, number: int, where: str, *, dpi: int) -> tuple[int, int, float, bytes]:
    """Image ``number`` (from 0) in grey: its size in dots, dots a point, and the dots, row by row."""
    with _opened(path, where) as image:
        if number and not _turn_to(image, number):
            raise UnreadableDocument("there is no such page", where=where, remedy="check the file")
        why = _too_large(image)
        if why:
            raise UnreadableDocument(why, where=where, remedy="save it at 300 dots an inch")
        wide, high = _inches(image)
        scale = min(dpi / INCH, math.sqrt(MOST_DOTS / (wide * INCH * high * INCH)))
        size = (max(1, round(wide * INCH * scale)), max(1, round(high * INCH * scale)))
        image.load()  # which turns a TIFF, so that it is not turned twice
        grey = _grey(ImageOps.exif_transpose(image))
        if grey.size != size:
            grey = grey.resize(size, Image.Resampling.LANCZOS)
        return *size, scale, grey.tobytes()


@contextmanager
def _opened(path: Path, where: str) -> Generator[Image.Image]:
    """The image file; whatever is wrong in it is an :class:`UnreadableDocument`."""
    if path.stat().st_size > BYTE_LIMIT:
        raise UnreadableDocument(
            f"the file is larger than {BYTE_LIMIT // 2**20} MB", where=where, remedy="split it"
        )
    # The bound is our own, with our own words.
    Image.MAX_IMAGE_PIXELS = None
    try:
        # Given a path, Pillow maps an uncompressed image into memory, and turning that destroys it (Pillow 13).
        with path.open("rb") as file, Image.open(file, formats=FORMATS) as image:
            yield image
    except _DAMAGE as error:
        if isinstance(error, UnreadableDocument):
            raise
        raise UnreadableDocument(
            "the image is damaged or cut short", where=where, remedy="download or scan it again"
        ) from error


def _turn_to(image: Image.Image, number: int) -> bool:
    """Make image ``number`` the current one; false if there is none. Only a TIFF holds pages."""
    if image.format != "TIFF":
        return False
    try:
        image.seek(number)
    except EOFError:
        return False
    return True


def _too_large(image: Image.Image) -> str | None:
    wide, high = image.size
    if wide * high <= DOTS:
        return None
    return f"the image has {wide:,} by {high:,} dots; at most {DOTS:,} in all are read"


def _inches(image: Image.Image) -> tuple[float, float]:
    """The size of the paper as it is looked at: by the resolution in the file if a scanner wrote it."""
    said = image.info.get("dpi") or ()
    across, down = (float(dots) for dots in said) if len(said) == 2 else (0.0, 0.0)
    if not (COARSEST <= across <= FINEST and COARSEST <= down <= FINEST):
        across = down = min(image.size) / LETTER
    wide, high = image.size
    turned = image.getexif().get(_ORIENTATION, 1) >= _FIRST_TURNED
    if turned and image.format == "TIFF":
        # Pillow turns the size of a TIFF when it opens it, and not its resolution.
        wide, high = high, wide
    size = (wide / across, high / down)
    return size[::-1] if turned else size


def _grey(image: Image.Image) -> Image.Image:
    """The image in 256 shades, on white where it is transparent."""
    if image.mode.startswith(("I", "F")):
        return (
            image.point(lambda shade: shade / 256).convert("L") if image.mode != "F" else image.convert("L")
        )
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear)
    return image.convert("L")
