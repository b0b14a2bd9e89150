"""OpenDocument texts written by hand, so that tests know every list, change and note in them."""

from __future__ import annotations

import zipfile
from pathlib import Path

SPACES = " ".join(
    [
        *(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
            for name in ("office", "text", "table", "style")
        ),
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"',
        'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
    ]
)


def write_odt(path: Path, body: str, *, styles: str = "", margins: str = "") -> Path:
    """An OpenDocument text with that body, these automatic styles, and ``margins`` inside its kind of page."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        file.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}><office:master-styles><style:master-page>{margins}"
            "</style:master-page></office:master-styles></office:document-styles>",
        )
    return path


def p(text: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'
