"""Read pages that are pictures with the program tesseract, if it is there: words with their boxes on the page.

Every page is a job of its own on one core (tesseract's own threads gain little and cost much), as many at once as
there are cores. What was read is kept in the cache folder under the hash of the file, so that a scan is read once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec
from PIL import Image

from enjoined.documents.files.kinds import FileKind
from enjoined.documents.files.ocr_words import page_of_words, sureness
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
PROGRAM: Final = "tesseract"
LANGUAGE: Final = "eng"
DPI: Final = 300
SECONDS: Final = 180
"""A page that takes tesseract longer is left unread."""
MEMORY: Final = 2 << 30
"""Bytes of address space that tesseract may use, where the system can say so."""
DOUBTFUL: Final = 60.0
"""Where tesseract is less sure of its words than this (0 to 100), the page may lie on its side or on its head."""
NONSENSE: Final = 25.0
"""Less sure of all words together, it saw none."""
KEPT_AS: Final = 3
"""Raised when what is kept changes its form or the way words are put together."""
REMEDY: Final = "install the program tesseract with its English data, and check again"

Progress = Callable[[int, int], None]
"""Told how many pages have been read, of how many."""


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    text: str
    words: tuple[Word, ...]


def read_pictures(
    path: Path, kind: FileKind, pages: Sequence[Page], where: str, *, progress: Progress | None = None
) -> tuple[Page, ...]:
    """``pages`` of the file at ``path``, with those that are pictures read; an unread page says what would help."""
    wanted = [page for page in pages if not page.read and page.why_unread in PICTURED and kind in DRAWN]
    if not wanted:
        return tuple(pages)
    version = _version()
    if version is None:
        return tuple(_unread(page, REMEDY) if page in wanted else page for page in pages)
    key = _hash(path)
    done = 0

    def job(page: Page) -> PictureJob:
        return PictureJob(path=str(path.absolute()), kind=kind, name=where, page=page.index - 1, dpi=DPI)

    read: dict[int, Page] = {}
    with ThreadPoolExecutor(max_workers=cores()) as pool:
        if progress:
            progress(0, len(wanted))
        for page in pool.map(lambda page: _read(job(page), page, f"{key}-{version}"), wanted):
            read[page.index] = page
            done += 1
            if progress:
                progress(done, len(wanted))
    return tuple(read.get(page.index, page) for page in pages)


@cache
def _version() -> str | None:
    """The version of tesseract that can read English; None without one."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    try:
        languages = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False
        )
        version = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=30, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if LANGUAGE not in languages.stdout.split():
        return None
    first, *_ = (version.stdout or version.stderr).splitlines() or [""]
    return first.strip()


def _hash(path: Path) -> str:
    known = blake2b(digest_size=20)
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            known.update(chunk)
    return known.hexdigest()


def _unread(page: Page, why: str) -> Page:
    return msgspec.structs.replace(page, why_unread=f"{page.why_unread}; {why}")


def _read(job: PictureJob, page: Page, key: str) -> Page:
    """One page: from the cache, else drawn by a limited process and read by tesseract."""
    name = blake2b(f"{key}-{page.index}-{DPI}-{LANGUAGE}-{KEPT_AS}".encode(), digest_size=20).hexdigest()
    kept = cache_folder() / "ocr" / name[:2] / f"{name}.msgpack"
    try:
        found = msgspec.msgpack.decode(kept.read_bytes(), type=_Kept)
    except (OSError, msgspec.MsgspecError):
        try:
            drawn = ask(job, Drawn)
        except UnreadableDocument as error:
            return _unread(page, error.what)
        table, turns = _upright(drawn)
        if table is None:
            return _unread(page, f"tesseract did not finish in {SECONDS} seconds, or stopped")
        if sureness(table) < NONSENSE:
            table = ""
        text, words = page_of_words(table, drawn.scale, turns=turns, wide=drawn.wide, high=drawn.high)
        found = _Kept(text=text, words=words)
        with suppress(OSError):  # without a cache the page is read again next time
            write_whole(kept, msgspec.msgpack.encode(found))
    if not found.words:
        return _unread(page, "no words were found on the picture")
    return msgspec.structs.replace(
        page, text=found.text, words=found.words, source="ocr", read=True, why_unread=None
    )


def _upright(drawn: Drawn) -> tuple[str | None, int]:
    """Tesseract's table of words, and the quarter turns against the clock after which it could be read.

    A page that was scanned lying on its side or on its head makes no sense as it lies.
    """
    best, turns = _tesseract(drawn), 0
    if not best or sureness(best) >= DOUBTFUL:
        return best, 0
    for turned in (2, 1, 3):
        table = _tesseract(_turned(drawn, turned))
        if table and sureness(table) > sureness(best):
            best, turns = table, turned
        if sureness(best) >= DOUBTFUL:
            break
    return best, turns


def _turned(drawn: Drawn, turns: int) -> Drawn:
    picture = Image.frombytes("L", (drawn.wide, drawn.high), drawn.dots).rotate(90 * turns, expand=True)
    return msgspec.structs.replace(drawn, dots=picture.tobytes(), wide=picture.width, high=picture.height)


def _tesseract(drawn: Drawn) -> str | None:
    """Tesseract's table of words; None if it failed. A white page has no words and is not shown to it."""
    if len(set(drawn.dots[::997])) < 2 and len(set(drawn.dots)) < 2:
        return ""
    picture = b"P5 %d %d 255\n" % (drawn.wide, drawn.high) + drawn.dots
    command = [PROGRAM, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(round(drawn.scale * 72)), "tsv"]
    try:
        with subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        ) as process:
            _limit(process.pid)
            try:
                table, _ = process.communicate(picture, timeout=SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                return None
            finally:
                if process.poll() is None:
                    process.kill()
    except OSError:
        return None
    return table.decode("utf-8", "replace") if process.returncode == 0 else None


def _limit(process: int) -> None:
    try:
        import resource

        resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, AttributeError, OSError, ValueError):
        return
