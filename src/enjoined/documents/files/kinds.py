"""What a file is, told by how it begins; its name only decides between kinds that begin alike."""

from __future__ import annotations

import re
from typing import Final, Literal

from enjoined.errors import UnreadableDocument

__all__ = ["SNIFF", "FileKind", "kind_of"]

FileKind = Literal["pdf", "image", "docx", "odt", "rtf", "html", "mail", "archive", "text"]
"""What can be read. ``mail`` and ``archive`` hold further files."""

SNIFF: Final = 4_096
"""So many bytes from the start of a file are enough for :func:`kind_of`."""

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_IMAGE: Final = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_UNREADABLE: Final = (
    (b"x\x9f>\x22", "a parcel that only Outlook opens (winmail.dat)", "ask for its files as attachments"),
    (b"GIF8", "a GIF image", "save it as PNG or PDF"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "pack it as ZIP"),
    (b"Rar!", "a RAR archive", "pack it as ZIP"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_OPEN: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
"""So an OpenDocument text begins, behind the 30 bytes of a header: its first member says what it is."""
_OLD: Final = {
    "doc": (
        "a Word document of the old kind (DOC)",
        "open it in a word processor and save it as DOCX or PDF",
    ),
    "dot": (
        "a Word template of the old kind (DOT)",
        "open it in a word processor and save it as DOCX or PDF",
    ),
    "msg": ("an Outlook message (MSG)", "save it from Outlook as PDF, or save what is attached to it"),
}
_HEADER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t\r\n]")
_MAIL_HEADERS: Final = frozenset(
    (b"from", b"to", b"subject", b"date", b"received", b"return-path", b"message-id", b"mime-version",
     b"delivered-to", b"content-type", b"cc", b"reply-to", b"sender", b"x-mozilla-status")
)  # fmt: skip
_MARKUP: Final = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<meta\s|<title>", re.IGNORECASE
)
_WORD_PART: Final = re.compile(rb"word/|\[Content_Types\]\.xml|_rels/\.rels")


def kind_of(start: bytes, name: str) -> FileKind:
    """The kind of a file that begins with ``start`` (:data:`SNIFF` bytes) and is called ``name``.

    Raises :class:`UnreadableDocument` for what is known and not read, with the remedy.

    >>> kind_of(b"%PDF-1.7", "award"), kind_of(b"<html><p>1. Title", "a.txt"), kind_of(b"1. Title", "a")
    ('pdf', 'html', 'text')
    """
    ending = name.rpartition(".")[2].lower()
    if start.startswith(_ZIP):
        if start.startswith(_OPEN, 30) or ending in ("odt", "ott"):
            return "odt"
        if ending in ("xlsx", "pptx", "ods", "odp", "epub", "xlsm", "xlsb"):
            raise UnreadableDocument(
                f"this is not a text document ({ending.upper()})", where=name, remedy="save it as DOCX or PDF"
            )
        word = ending in ("docx", "docm", "dotx", "dotm") or _WORD_PART.search(start)
        return "docx" if word and ending != "zip" else "archive"
    if start.startswith(_IMAGE):
        return "image"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    if start.startswith(_OLD_OFFICE):
        what, remedy = _OLD.get(
            ending, ("an old Office document or an Outlook message", "save it as DOCX, EML or PDF")
        )
        raise UnreadableDocument(f"this is {what}", where=name, remedy=remedy)
    for magic, what, remedy in _UNREADABLE:
        if start.startswith(magic):
            raise UnreadableDocument(f"this is {what}", where=name, remedy=remedy)
    if b"%PDF-" in start[:1024]:
        return "pdf"
    plain = _as_ascii(start).lstrip()
    if _is_mail(plain, ending):
        return "mail"
    comment = plain.startswith((b"<!--", b"<?xml")) and _MARKUP.search(plain)
    if _MARKUP.match(plain) or comment or (ending in ("html", "htm", "xhtml") and b"<" in plain):
        return "html"
    return "text"


def _as_ascii(start: bytes) -> bytes:
    """The beginning without its mark of order, and with UTF-16 made narrow."""
    if start.startswith(b"\xff\xfe"):
        return start[2::2]
    if start.startswith(b"\xfe\xff"):
        return start[3::2]
    return start.removeprefix(b"\xef\xbb\xbf")


def _is_mail(start: bytes, ending: str) -> bool:
    """Whether the text begins with the header of a message: at least two of its fields, and nothing else."""
    if start.startswith(b"From ") and b"\n" in start:
        start = start[start.index(b"\n") + 1 :]
    fields: set[bytes] = set()
    for line in start.splitlines():
        if not line.strip():
            break
        if line[:1] in (b" ", b"\t") and fields:
            continue
        if not _HEADER.match(line + b"\n"):
            return False
        fields.add(line.partition(b":")[0].lower())
    known = len(fields & _MAIL_HEADERS)
    # A printed memorandum also begins "To: ... From: ... Date: ... Subject: ...".
    technical = fields & {b"mime-version", b"message-id", b"received", b"content-type", b"return-path"}
    return known >= 2 and (bool(technical) or ending == "eml")
