"""An OpenDocument text: a ZIP whose ``content.xml`` holds the paragraphs (OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from enjoined.errors import UnreadableDocument

__all__ = ["is_odt", "read_odt"]

_MEDIA: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_LEFT_OUT: Final = frozenset(
    (f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_TEXT}sequence-decls")
)


def is_odt(start: bytes) -> bool:
    """Whether a file that begins so is an OpenDocument text: the first member of the ZIP says what it is."""
    return start.startswith(b"PK\x03\x04") and start[30:].startswith(_MEDIA)


def read_odt(path: Path, where: str) -> str:
    """The headings and paragraphs, parted by empty lines; deleted text, notes and comments are left out.

    Raises :class:`~enjoined.errors.UnreadableDocument` for a file that is damaged, protected or too large.
    """
    # The parser is slow to load, and only such files need it.
    from enjoined.documents.files.package import Package

    package = Package(path, where, "OpenDocument text")
    try:
        root = package.part("content.xml")
    finally:
        package.close()
    if root is None:
        raise UnreadableDocument(
            "the OpenDocument text is damaged",
            where=where,
            remedy="open it in a word processor and save it again",
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
        if at.tag in _LEFT_OUT:
            continue
        inner: list[Any] = [at.text or ""]
        for child in at:
            # A paragraph in a frame is a paragraph of its own.
            inner += [] if child.tag in (f"{_TEXT}p", f"{_TEXT}h") else [child]
            inner.append(child.tail or "")
        stack.extend(reversed(inner))
