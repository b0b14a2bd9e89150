"""Word documents written by hand, part by part, so that tests know every list, change and note in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def write_docx(path: Path, body: str, **parts: str) -> Path:
    """A Word document with that body; ``numbering``, ``styles``, ``footnotes``, ``header`` are the inside of those parts.

    ``header`` has the id "header" in the body's references.
    """
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header": "hdr"}
    links = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr(
            "_rels/.rels",
            _relations(f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'),
        )
        file.writestr("word/_rels/document.xml.rels", _relations(links))
        file.writestr("word/document.xml", f"<w:document {SPACE}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            file.writestr(f"word/{name}.xml", f"<w:{roots[name]} {SPACE}>{inside}</w:{roots[name]}>")
    return path


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def paragraph(
    text: str, *, number: int | None = None, level: int = 0, style: str = "", extra: str = ""
) -> str:
    """A paragraph, of list ``number`` at ``level``, in ``style``."""
    listed = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        if number is not None
        else ""
    )
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{styled}{listed}{extra}</w:pPr>{run(text)}</w:p>"


def run(text: str, *, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def level(at: int, text: str, form: str = "decimal", *, start: int = 1, extra: str = "") -> str:
    """One level of a list's definition."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, lists: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """The definition of one list, and the lists that use it."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{lists}'
