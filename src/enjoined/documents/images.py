"""Pictures of the pages of a PDF, for reports that show where on the paper a clause stands."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

__all__ = ["page_images"]

_DOTS: Final = 110
"""Dots per inch: small print stays legible."""
_MOST_PIXELS: Final = 2_000
"""The longer side of a picture, however large the paper."""
_QUALITY: Final = 60


def page_images(path: Path, pages: Iterable[int]) -> dict[int, bytes]:
    """A WebP picture of each of these pages (counted from 1), as displayed; a page that cannot be drawn is left out.

    PDFium is not thread-safe: one document at a time in a process.
    """
    found: dict[int, bytes] = {}
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return found
    try:
        for number in sorted(set(pages)):
            picture = _picture(document, number)
            if picture is not None:
                found[number] = picture
    finally:
        document.close()
    return found


def _picture(document: pypdfium2.PdfDocument, number: int) -> bytes | None:
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(_DOTS / 72, _MOST_PIXELS / max(width, height, 1.0))
        image: Image.Image = page.render(scale=scale).to_pil()
    except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError):
        return None
    file = io.BytesIO()
    image.convert("RGB").save(file, "WEBP", quality=_QUALITY)
    return file.getvalue()
