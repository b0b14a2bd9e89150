"""Read one file, whatever its format: what it is is told by its content, not by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from enjoined.documents.document import Document, from_pages
from enjoined.documents.files.kinds import SNIFF, FileKind, kind_of
from enjoined.documents.files.ocr import Progress, read_pictures
from enjoined.documents.recognition.rules import Rules
from enjoined.documents.sandbox.parallel import read_pages
from enjoined.errors import UnreadableDocument

__all__ = ["HOLDERS", "kind_of_file", "read"]

HOLDERS: Final = {"mail": "a message", "archive": "an archive"}
"""Kinds of files that hold further files."""


def read(
    path: str | Path,
    *,
    name: str | None = None,
    rules: Rules | None = None,
    ocr: bool = True,
    progress: Progress | None = None,
) -> Document:
    """Read a PDF, an image, a Word, OpenDocument or rich text, a web page or a text.

    ``name`` is what it is called instead of its file.
    Pages that are pictures are read by tesseract unless ``ocr`` is false; ``progress`` is told how many of
    them are done. Raises :class:`~enjoined.errors.UnreadableDocument` when it is none of these, or cannot be read.
    """
    path = Path(path)
    where = name or path.name
    kind = kind_of_file(path, where)
    if kind in HOLDERS:
        raise UnreadableDocument(
            f"this is {HOLDERS[kind]}, which holds further documents",
            where=where,
            remedy="unpack it and name one of them",
        )
    pages = read_pages(path, kind, where)
    if ocr:
        pages = read_pictures(path, kind, pages, where, progress=progress)
    return from_pages(pages, name=where, rules=rules)


def kind_of_file(path: Path, where: str) -> FileKind:
    """What an ordinary file holds; raises :class:`UnreadableDocument` for anything else and for what is not read."""
    if path.exists() and not path.is_dir() and not path.is_file():
        # A device or a pipe has no end that could be known beforehand.
        raise UnreadableDocument(
            "this is not an ordinary file", where=where, remedy="save it as a file first"
        )
    try:
        with path.open("rb") as file:
            start = file.read(SNIFF)
    except IsADirectoryError as error:
        raise UnreadableDocument("this is a directory", where=where, remedy="name a file in it") from error
    except OSError as error:
        raise UnreadableDocument("the file cannot be opened", where=where, remedy="check its name") from error
    if not start:
        raise UnreadableDocument("the file is empty", where=where, remedy="download or scan it again")
    return kind_of(start, where)
