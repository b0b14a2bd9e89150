"""Pictures of pages, for reports that show where on the paper a clause stands."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PIL import Image

from enjoined.documents.reading import kind_of_file
from enjoined.documents.sandbox.jobs import Drawn, PictureJob
from enjoined.documents.sandbox.limited import ask
from enjoined.errors import UnreadableDocument

__all__ = ["page_images"]

_DOTS: Final = 110
"""Dots per inch: small print stays legible."""
_MOST_PIXELS: Final = 2_000
"""The longer side of a picture, however large the paper."""
_QUALITY: Final = 60


def page_images(path: Path, pages: Mapping[int, int]) -> dict[int, bytes]:
    """A grey WebP picture of each of these pages (counted from 1), each after so many quarter turns against the clock.

    ``path`` is a PDF or an image file; a page that cannot be drawn is left out.
    """
    found: dict[int, bytes] = {}
    kind = kind_of_file(path, path.name)
    for number, turns in sorted(pages.items()):
        job = PictureJob(path=str(path.absolute()), kind=kind, name=path.name, page=number - 1, dpi=_DOTS)
        try:
            found[number] = _webp(ask(job, Drawn), turns)
        except UnreadableDocument:
            continue
    return found


def _webp(drawn: Drawn, turns: int) -> bytes:
    image = Image.frombytes("L", (drawn.wide, drawn.high), drawn.dots)
    image = image.rotate(90 * turns, expand=True) if turns else image
    image.thumbnail((_MOST_PIXELS, _MOST_PIXELS))
    file = io.BytesIO()
    image.save(file, "WEBP", quality=_QUALITY)
    return file.getvalue()
