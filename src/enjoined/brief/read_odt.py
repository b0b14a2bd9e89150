"""An OpenDocument text: a ZIP whose ``content.xml`` holds the paragraphs (OpenDocument 1.3, part 3)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from enjoined.errors import UnreadableDocument

__all__ = ["is_odt", "read_odt"]

PART_BYTES: Final = 64 * 1024 * 1024
"""A part that unpacks to more than this is refused."""

_MEDIA: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LEFT_OUT: Final = frozenset(
    (f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls")
)
_AGAIN: Final = "open it in a word processor and save it again"


def is_odt(start: bytes) -> bool:
    """Whether a file that begins so is an OpenDocument text: the first member of the ZIP says what it is."""
    return start.startswith(b"PK\x03\x04") and start[30:].startswith(_MEDIA)


def read_odt(path: Path, where: str) -> str:
    """The headings and paragraphs, parted by empty lines; deleted text, notes and comments are left out.

    Raises :class:`~enjoined.errors.UnreadableDocument` for a file that is damaged, protected or too large.
    """
    try:
        with zipfile.ZipFile(path) as package:
            info = package.getinfo("content.xml")
            if info.flag_bits & 1:
                raise UnreadableDocument(
                    "the document is protected by a password", where=where, remedy="save a copy without one"
                )
            with package.open(info) as file:
                data = file.read(PART_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, KeyError, RuntimeError, ValueError) as error:
        raise UnreadableDocument("the document is damaged", where=where, remedy=_AGAIN) from error
    if len(data) > PART_BYTES:
        raise UnreadableDocument(
            f"the document unpacks to more than {PART_BYTES // 2**20} MB",
            where=where,
            remedy="save it as PDF",
        )
    # The parser is slow to load, and only such files need it.
    from lxml import etree  # type: ignore[import-untyped]

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        # A protected file is a good ZIP whose content is no XML.
        raise UnreadableDocument(
            "the document is damaged or protected", where=where, remedy=_AGAIN
        ) from error
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocument(
            "the document declares entities, which no word processor does", where=where, remedy=_AGAIN
        )
    return "\n\n".join(filter(None, (" ".join(line.split()) for line in _lines(root))))


def _lines(root: Any) -> Iterator[str]:
    """The text of each paragraph, without one that stands in what is left out."""
    for node in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
        if not any(above.tag in _LEFT_OUT for above in node.iterancestors()):
            yield "".join(_pieces(node))


def _pieces(node: Any) -> Iterator[str]:
    stack: list[Any] = [node]
    while stack:
        at = stack.pop()
        if isinstance(at, str):
            yield at
            continue
        if at.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        if not isinstance(at.tag, str) or at.tag in _LEFT_OUT:
            continue
        inner: list[Any] = [at.text or ""]
        for child in at:
            # A paragraph in a frame is a paragraph of its own.
            inner += [] if child.tag in (f"{_TEXT}p", f"{_TEXT}h") else [child]
            inner.append(child.tail or "")
        stack.extend(reversed(inner))
