"""Which reader reads which kind of file; each is imported when first needed."""

from __future__ import annotations

from pathlib import Path

from enjoined.documents.files.kinds import FileKind
from enjoined.documents.page import Page

__all__ = ["pages_of"]


def pages_of(path: Path, kind: FileKind, where: str) -> tuple[Page, ...]:
    """The pages of a file of that kind, read in this process, which should be a limited one."""
    if kind == "pdf":
        from enjoined.documents.files.read_pdf import read_pdf

        return read_pdf(path)
    if kind == "image":
        from enjoined.documents.files.read_image import read_image

        return read_image(path, where)
    if kind == "docx":
        from enjoined.documents.files.read_docx import read_docx

        return read_docx(path, where)
    if kind == "odt":
        from enjoined.documents.files.read_odt import read_odt

        return read_odt(path, where)
    if kind == "rtf":
        from enjoined.documents.files.read_rtf import read_rtf

        return read_rtf(path, where)
    if kind == "html":
        from enjoined.documents.files.read_html import read_html

        return read_html(path, where)
    from enjoined.documents.files.read_text import read_text

    return read_text(path, where)
