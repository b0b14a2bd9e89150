"""Read pages that are pictures with the program tesseract, if it is there: words with their boxes on the page.

A few pages at a time are drawn and read on one core, as many times over as there are cores. What was read is kept in
the cache folder under the hash of the file, so that a scan is read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
from PIL import Image, ImageChops, ImageFilter, ImageStat

from enjoined.documents.files.kinds import FileKind
from enjoined.documents.files.ocr_words import page_of_words, sureness
from enjoined.documents.files.tesseract import LANGUAGE, PROGRAM, SECONDS, tables, version
from enjoined.documents.files.unread import PICTURED
from enjoined.documents.page import Page, Word
from enjoined.documents.sandbox.jobs import Drawn, PictureJob
from enjoined.documents.sandbox.limited import ask, cores
from enjoined.errors import UnreadableDocument
from enjoined.registry.files import write_whole
from enjoined.registry.releases.cache import cache_folder

__all__ = ["PROGRAM", "Progress", "read_pictures"]

DRAWN: Final = ("pdf", "image")
"""Kinds of files whose pages can be drawn."""
DPI: Final = 300
TOGETHER: Final = 6
"""So many pages are shown to one process of tesseract at most."""
DOUBTFUL: Final = 60.0
"""Where tesseract is less sure of its words than this (0 to 100), the page may lie on its side or on its head."""
NONSENSE: Final = 25.0
"""Less sure of all words together, it saw none."""
SMOOTH: Final = 2.5
"""Dots of black and white are shades again where the picture is blurred so far (in dots at 300 an inch)."""
DOTTED: Final = 18.0
"""Blurring changes a page made of dots by 20 to 80 shades of 256 on average, and any other by 2 to 12."""
KEPT_AS: Final = 4
"""Raised when what is kept changes its form or the way words are put together."""
REMEDY: Final = "install the program tesseract with its English data, and check again"

Progress = Callable[[int, int], None]
"""Told how many pages have been read, of how many."""


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    text: str
    words: tuple[Word, ...]


class _Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A page drawn into a file: its size in dots, and dots a point; no file where it is white."""

    page: Page
    file: Path | None
    wide: int
    high: int
    scale: float

    @property
    def dpi(self) -> int:
        return round(self.scale * 72)


def read_pictures(
    path: Path, kind: FileKind, pages: Sequence[Page], where: str, *, progress: Progress | None = None
) -> tuple[Page, ...]:
    """``pages`` of the file at ``path``, with those that are pictures read; an unread page says what would help."""
    wanted = [page for page in pages if not page.read and page.why_unread in PICTURED and kind in DRAWN]
    if not wanted:
        return tuple(pages)
    known = version()
    if known is None:
        return tuple(_unread(page, REMEDY) if page in wanted else page for page in pages)
    scan = _Scan(path, kind, where, known)
    read = {page.index: found for page in wanted if (found := scan.kept(page)) is not None}
    rest = [page for page in wanted if page.index not in read]
    few = min(TOGETHER, -(-len(rest) // cores())) or 1
    with ThreadPoolExecutor(max_workers=cores()) as pool:
        if progress:
            progress(len(read), len(wanted))
        for some in pool.map(scan.read, (rest[at : at + few] for at in range(0, len(rest), few))):
            read |= {page.index: page for page in some}
            if progress:
                progress(len(read), len(wanted))
    return tuple(read.get(page.index, page) for page in pages)


def _unread(page: Page, why: str) -> Page:
    return msgspec.structs.replace(page, why_unread=f"{page.why_unread}; {why}")


def _read(page: Page, kept: _Kept) -> Page:
    if not kept.words:
        return _unread(page, "no words were found on the picture")
    return msgspec.structs.replace(
        page, text=kept.text, words=kept.words, source="ocr", read=True, why_unread=None
    )


class _Scan:
    """A file whose pages are pictures, and what is kept of it."""

    def __init__(self, path: Path, kind: FileKind, where: str, known: str) -> None:
        self.path, self.kind, self.where = path, kind, where
        whole = blake2b(digest_size=20)
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                whole.update(chunk)
        self.key = f"{whole.hexdigest()}-{known}"

    def kept(self, page: Page) -> Page | None:
        """The page as it was read before, if it was."""
        try:
            return _read(page, msgspec.msgpack.decode(self._file(page).read_bytes(), type=_Kept))
        except (OSError, msgspec.MsgspecError):
            return None

    def read(self, pages: Sequence[Page]) -> list[Page]:
        """The pages, drawn by a limited process and read by tesseract."""
        read: list[Page] = []
        with TemporaryDirectory(prefix="enjoined-", ignore_cleanup_errors=True) as folder:
            pictures: list[_Picture] = []
            for page in pages:
                try:
                    pictures.append(self._draw(page, Path(folder)))
                except UnreadableDocument as error:
                    read.append(_unread(page, error.what))
                except OSError as error:
                    read.append(_unread(page, f"its picture cannot be written ({error.strerror})"))
            for picture, table in _tables(pictures):
                read.append(self._keep(picture, table))
        return read

    def _file(self, page: Page) -> Path:
        """Where the page is kept."""
        key = f"{self.key}-{page.index}-{DPI}-{LANGUAGE}-{KEPT_AS}"
        name = blake2b(key.encode(), digest_size=20).hexdigest()
        return cache_folder() / "ocr" / name[:2] / f"{name}.msgpack"

    def _draw(self, page: Page, folder: Path) -> _Picture:
        job = PictureJob(
            path=str(self.path.absolute()), kind=self.kind, name=self.where, page=page.index - 1, dpi=DPI
        )
        drawn = ask(job, Drawn)
        file = None
        if drawn.dots.count(drawn.dots[:1]) < len(drawn.dots):
            file = folder / f"{page.index}.pgm"
            _shades(Image.frombytes("L", (drawn.wide, drawn.high), drawn.dots)).save(file)
        return _Picture(page=page, file=file, wide=drawn.wide, high=drawn.high, scale=drawn.scale)

    def _keep(self, picture: _Picture, table: str | None) -> Page:
        table, turns = _upright(picture, table)
        if table is None:
            return _unread(picture.page, f"tesseract did not finish in {SECONDS} seconds, or stopped")
        if sureness(table) < NONSENSE:
            table = ""
        text, words = page_of_words(table, picture.scale, turns=turns, wide=picture.wide, high=picture.high)
        found = _Kept(text=text, words=words)
        with suppress(OSError):  # without a cache the page is read again next time
            write_whole(self._file(picture.page), msgspec.msgpack.encode(found))
        return _read(picture.page, found)


def _tables(pictures: Sequence[_Picture]) -> Iterator[tuple[_Picture, str | None]]:
    """Tesseract's table of each picture as it lies; a white page has no words and is not shown to it."""
    for dpi in dict.fromkeys(picture.dpi for picture in pictures):
        same = [picture for picture in pictures if picture.dpi == dpi]
        files = [picture.file for picture in same if picture.file]
        found = dict(zip(files, tables(files, dpi=dpi), strict=True))
        yield from ((picture, found[picture.file] if picture.file else "") for picture in same)


def _shades(image: Image.Image) -> Image.Image:
    """The picture; one whose shades are made of dots, blurred, for these keep tesseract busy for minutes."""
    across = (0, image.height * 9 // 20, image.width, image.height * 11 // 20 + 1)
    band = image.crop(across)
    change = ImageChops.difference(band, band.filter(ImageFilter.BoxBlur(2)))
    return (
        image.filter(ImageFilter.GaussianBlur(SMOOTH)) if ImageStat.Stat(change).mean[0] > DOTTED else image
    )


def _upright(picture: _Picture, table: str | None) -> tuple[str | None, int]:
    """Tesseract's table of words, and the quarter turns against the clock after which it could be read.

    A page that was scanned lying on its side or on its head makes no sense as it lies.
    """
    best, turns = table, 0
    if not best or not picture.file or sureness(best) >= DOUBTFUL:
        return best, 0
    turned = picture.file.with_suffix(".turned.pgm")
    with suppress(OSError), Image.open(picture.file) as lying:
        for number in (2, 1, 3):
            lying.rotate(90 * number, expand=True).save(turned)
            (table,) = tables([turned], dpi=picture.dpi)
            if table and sureness(table) > sureness(best):
                best, turns = table, number
            if sureness(best) >= DOUBTFUL:
                break
    return best, turns
