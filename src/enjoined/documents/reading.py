"""Read one file, whatever its format: what it is is told by its content, not by its name."""

from __future__ import annotations

from pathlib import Path

from enjoined.documents.document import Document, from_pages
from enjoined.documents.kinds import SNIFF, FileKind, kind_of
from enjoined.documents.page import Page
from enjoined.documents.rules import Rules
from enjoined.errors import UnreadableDocument

__all__ = ["kind_of_file", "pages_of", "read"]


def read(path: str | Path, *, name: str | None = None, rules: Rules | None = None) -> Document:
    """Read a PDF, a Word document, a web page or a text; ``name`` is what it is called instead of its file.

    Raises :class:`~enjoined.errors.UnreadableDocument` when it is none of these, or cannot be read.
    """
    path = Path(path)
    where = name or path.name
    kind = kind_of_file(path, where)
    return from_pages(pages_of(path, kind, where), name=where, rules=rules)


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


def pages_of(path: Path, kind: FileKind, where: str) -> tuple[Page, ...]:
    """The pages of a file of that kind."""
    if kind == "pdf":
        from enjoined.documents.read_pdf import read_pdf

        return read_pdf(path)
    if kind == "docx":
        from enjoined.documents.read_docx import read_docx

        return read_docx(path)
    if kind == "html":
        from enjoined.documents.read_html import read_html

        return read_html(path)
    if kind in ("mail", "archive"):
        what = "a message" if kind == "mail" else "an archive"
        raise UnreadableDocument(
            f"this is {what}, which holds further documents", where=where, remedy="name one of them"
        )
    from enjoined.documents.read_text import read_text

    return read_text(path)
