"""The pages of a file, read in limited processes: a long PDF in parts, by as many processes as there are cores."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

from enjoined.documents.files.kinds import FileKind
from enjoined.documents.files.read_text import TOTAL_CHARACTERS, read_text
from enjoined.documents.page import Page
from enjoined.documents.sandbox.jobs import PagesJob, PagesRead
from enjoined.documents.sandbox.limited import ask, cores
from enjoined.errors import UnreadableDocument

__all__ = ["read_pages"]

PART: Final = 24
"""So many pages are read at a time."""
SECONDS: Final = 60
"""Processor time for one part of a PDF, or for a whole file of another kind."""
SECONDS_A_PAGE: Final = 5
"""Processor time for a page that is read by itself, because a part that holds it failed."""
FAILURES: Final = 6
"""After so many failed parts the rest of the file is not tried."""


def read_pages(path: Path, kind: FileKind, where: str) -> tuple[Page, ...]:
    """The pages of the file; where reading some of them had to be stopped, these are unread and say why.

    Raises :class:`UnreadableDocument` when nothing of it can be read.
    """
    path = path.absolute()
    if kind == "text":
        # Decoding text and looking for the ends of its pages needs no parser that could be led astray.
        return read_text(path, where)
    if kind != "pdf":
        return ask(PagesJob(path=str(path), kind=kind, name=where, seconds=SECONDS), PagesRead).pages
    parts = _Parts(path, where)
    try:
        begun = ask(parts.job(0, PART, SECONDS), PagesRead)
    except UnreadableDocument:
        # If it is one of the first pages that breaks the reader, the others can still be read.
        begun = ask(parts.job(0, 0, SECONDS), PagesRead)
        begun = PagesRead(pages=parts.read(0, min(PART, begun.total)), total=begun.total)
    rest = [(at, min(at + PART, begun.total)) for at in range(PART, begun.total, PART)]
    pages = list(begun.pages)
    characters = sum(len(page.text) for page in pages)
    with ThreadPoolExecutor(max_workers=cores()) as pool:
        for some in pool.map(lambda ends: parts.read(*ends), rest):
            characters += sum(len(page.text) for page in some)
            if characters > TOTAL_CHARACTERS:
                parts.stop = True
                pool.shutdown(wait=False, cancel_futures=True)
                raise UnreadableDocument(
                    f"the PDF has more than {TOTAL_CHARACTERS:,} characters", where=where, remedy="split it"
                )
            pages += some
    if all(page.why_unread in parts.reasons for page in pages):
        raise UnreadableDocument(
            pages[0].why_unread or "not read", where=where, remedy="print it to a new PDF and give that"
        )
    return tuple(pages)


class _Parts:
    """Reads parts of one PDF; a part that fails is read again in halves, until it is known which page is to blame."""

    def __init__(self, path: Path, where: str) -> None:
        self.path, self.where = path, where
        self.failures = 0
        self.reasons: set[str] = set()
        self.stop = False

    def job(self, first: int, last: int, seconds: int) -> PagesJob:
        """The job of reading pages ``first`` to ``last``."""
        return PagesJob(
            path=str(self.path), kind="pdf", name=self.where, first=first, last=last, seconds=seconds
        )

    def read(self, first: int, last: int) -> tuple[Page, ...]:
        """Pages ``first`` to ``last``."""
        if self.stop or self.failures >= FAILURES:
            return self._unread(first, last, "not tried: other pages of the file broke the reader")
        seconds = SECONDS if last - first > 1 else SECONDS_A_PAGE
        try:
            return ask(self.job(first, last, seconds), PagesRead).pages
        except UnreadableDocument as error:
            self.failures += 1
            if last - first <= 1:
                return self._unread(first, last, error.what)
        middle = (first + last) // 2
        return self.read(first, middle) + self.read(middle, last)

    def _unread(self, first: int, last: int, why: str) -> tuple[Page, ...]:
        self.reasons.add(why)
        return tuple(
            Page(index=number + 1, text="", source="pdf", read=False, why_unread=why)
            for number in range(first, last)
        )
