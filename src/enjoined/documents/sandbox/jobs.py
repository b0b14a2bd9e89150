"""What the process that reads files is asked, and what it answers."""

from __future__ import annotations

from typing import IO, Final

import msgspec

from enjoined.documents.files.kinds import FileKind
from enjoined.documents.page import Page

__all__ = [
    "Answer",
    "Drawn",
    "Job",
    "Member",
    "PagesJob",
    "PagesRead",
    "PictureJob",
    "Refused",
    "UnpackJob",
    "Unpacked",
    "receive",
    "send",
]

MOST_BYTES: Final = 1 << 30
"""A longer message is refused by whoever receives it."""


class PagesJob(msgspec.Struct, frozen=True, kw_only=True, tag="pages"):
    """Read the pages ``first`` to ``last`` (from 0, exclusive; None: to the end). Only a PDF is read in parts."""

    path: str
    kind: FileKind
    name: str
    first: int = 0
    last: int | None = None
    seconds: int = 60


class UnpackJob(msgspec.Struct, frozen=True, kw_only=True, tag="unpack"):
    """Write the files inside a message or an archive into ``folder``, at most ``room`` bytes and ``members`` files."""

    path: str
    kind: FileKind
    name: str
    folder: str
    room: int
    members: int
    seconds: int = 60


class PictureJob(msgspec.Struct, frozen=True, kw_only=True, tag="picture"):
    """Draw page ``page`` (from 0) of a PDF or an image file in grey, ``dpi`` dots an inch."""

    path: str
    kind: FileKind
    name: str
    page: int
    dpi: int
    seconds: int = 60


class PagesRead(msgspec.Struct, frozen=True, kw_only=True, tag="pages"):
    """Pages, and how many there are in the whole file."""

    pages: tuple[Page, ...]
    total: int


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """A file inside another: what it is called there, and the file that now holds it, or why there is none."""

    name: str
    file: str | None = None
    what: str = ""
    remedy: str = ""


class Unpacked(msgspec.Struct, frozen=True, kw_only=True, tag="unpacked"):
    """The files found inside another."""

    members: tuple[Member, ...]


class Drawn(msgspec.Struct, frozen=True, kw_only=True, tag="drawn"):
    """A page drawn: one byte of grey a dot, rows from the top; ``scale`` is dots a point."""

    wide: int
    high: int
    scale: float
    dots: bytes


class Refused(msgspec.Struct, frozen=True, kw_only=True, tag="refused"):
    """Why the file cannot be read."""

    what: str
    where: str
    remedy: str


Job = PagesJob | UnpackJob | PictureJob
Answer = PagesRead | Unpacked | Drawn | Refused


def send(stream: IO[bytes], message: Job | Answer) -> None:
    """Write one message."""
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(8, "big"))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The bytes of the next message; None where the stream ends."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    size = int.from_bytes(head, "big")
    if size > MOST_BYTES:
        return None
    data = stream.read(size)
    return data if len(data) == size else None
