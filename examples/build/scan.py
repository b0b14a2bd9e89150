"""Turn one page of a PDF into what an office scanner makes of it."""

from __future__ import annotations

import io
import random

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw, ImageFilter

SEED = 1373
TILT_DEGREES = 0.7
PAPER = 247


def scanned_page(pdf: bytes, *, index: int, dpi: int) -> bytes:
    """JPEG of page ``index`` (from 0) at ``dpi``: gray, tilted, softened, speckled, shaded at one edge.

    The same input gives the same picture: noise comes from a seeded generator.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        page = document[index].render(scale=dpi / 72).to_pil().convert("L")
    finally:
        document.close()
    noise = random.Random(SEED)
    page = page.point([38 + value * (PAPER - 38) // 255 for value in range(256)])
    page = page.rotate(TILT_DEGREES, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)
    page = page.filter(ImageFilter.GaussianBlur(0.55))
    page = ImageChops.subtract(page, _grain(page.size, noise))
    _speckle(page, noise, count=160)
    _edge_shadow(page)
    stream = io.BytesIO()
    page.save(stream, format="JPEG", quality=52, optimize=True, dpi=(dpi, dpi))
    return stream.getvalue()


def _grain(size: tuple[int, int], noise: random.Random) -> Image.Image:
    """Coarse gray grain, dark by at most a few steps: fine grain would swell the file and show no more."""
    width, height = size[0] // 3, size[1] // 3
    grain = Image.frombytes("L", (width, height), noise.randbytes(width * height))
    return grain.resize(size, Image.Resampling.BILINEAR).point([value // 28 for value in range(256)])


def _speckle(page: Image.Image, noise: random.Random, *, count: int) -> None:
    """Dust: small dark dots anywhere on the sheet."""
    draw = ImageDraw.Draw(page)
    for _ in range(count):
        x, y = noise.randrange(page.width), noise.randrange(page.height)
        size = noise.choice((0, 0, 1, 1, 2))
        draw.ellipse((x, y, x + size, y + size), fill=noise.randrange(60, 170))


def _edge_shadow(page: Image.Image) -> None:
    """The dark band where the lid of the scanner did not close, along the left edge."""
    draw = ImageDraw.Draw(page)
    band = page.width // 60
    for x in range(band):
        draw.line((x, 0, x, page.height), fill=120 + 120 * x // band)
