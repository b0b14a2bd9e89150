"""The process that reads files others wrote: it may use little memory and time, and writes only where it is told.

It is started by :mod:`enjoined.documents.sandbox.limited`, which says why. The readers it needs are
imported when first needed.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import msgspec

from enjoined.documents.sandbox.jobs import (
    Answer,
    Drawn,
    Job,
    PagesRead,
    PictureJob,
    Refused,
    Unpacked,
    UnpackJob,
    receive,
    send,
)
from enjoined.errors import UnreadableDocument

if TYPE_CHECKING:
    from enjoined.documents.files.read_pdf import PdfFile

__all__ = ["MEMORY", "main"]

MEMORY: Final = 2 << 30
"""Bytes of address space that the process may use."""

_kept: dict[str, PdfFile] = {}


def main() -> None:
    """Answer jobs from standard input on standard output until it ends."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the answers.
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    _limit_memory()
    while (data := receive(incoming)) is not None:
        job = msgspec.msgpack.decode(data, type=Job)
        _limit(job)
        _answer(job, outgoing)


def _answer(job: Job, outgoing: BinaryIO) -> None:
    try:
        answer = _done(job)
    except UnreadableDocument as error:
        answer = Refused(what=error.what, where=error.where, remedy=error.remedy)
    except (MemoryError, RecursionError):
        answer = Refused(
            what="reading it needs more memory than a document should",
            where=job.name,
            remedy="give the pages of the award alone, saved as PDF",
        )
    except OSError as error:
        answer = Refused(
            what=f"the file cannot be read ({error.strerror or error})",
            where=job.name,
            remedy="check the file",
        )
    send(outgoing, answer)


def _done(job: Job) -> Answer:
    path = Path(job.path)
    if isinstance(job, PictureJob):
        wide, high, scale, dots = _picture(path, job)
        return Drawn(wide=wide, high=high, scale=scale, dots=dots)
    if isinstance(job, UnpackJob):
        from enjoined.documents.files.unpack import unpack

        return Unpacked(members=unpack(job))
    if job.kind == "pdf":
        pdf = _pdf(path, job.name)
        return PagesRead(pages=pdf.pages(job.first, job.last), total=pdf.count)
    from enjoined.documents.files.formats import pages_of

    pages = pages_of(path, job.kind, job.name)
    return PagesRead(pages=pages, total=len(pages))


def _picture(path: Path, job: PictureJob) -> tuple[int, int, float, bytes]:
    if job.kind == "image":
        from enjoined.documents.files.read_image import picture_of

        return picture_of(path, job.page, job.name, dpi=job.dpi)
    return _pdf(path, job.name).picture(job.page, dpi=job.dpi)


def _pdf(path: Path, name: str) -> PdfFile:
    """The open PDF; one is kept open between jobs."""
    from enjoined.documents.files.read_pdf import PdfFile

    seen = path.stat()
    key = f"{path}\0{seen.st_mtime_ns}\0{seen.st_size}\0{seen.st_ino}"
    if key not in _kept:
        for other in _kept.values():
            other.close()
        _kept.clear()
        _kept[key] = PdfFile(path, name)
    return _kept[key]


def _limit_memory() -> None:
    """Bound the address space; a system without such limits is left with the bounds of the readers and the clock."""
    if sys.platform == "win32":
        return
    import resource

    for which, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(which, (most, most))
        except (OSError, ValueError):
            continue


def _limit(job: Job) -> None:
    """Bound the processor time of one job, and the size of a file that it may write."""
    if sys.platform == "win32":
        return
    import resource

    writes = job.room if isinstance(job, UnpackJob) else 0
    used = int(time.process_time()) + 1
    for which, most in ((resource.RLIMIT_CPU, used + job.seconds), (resource.RLIMIT_FSIZE, writes)):
        try:
            resource.setrlimit(which, (most, resource.getrlimit(which)[1]))
        except (OSError, ValueError):
            continue
