"""One function for each reader: it takes any bytes, and either reads them or refuses them as unreadable."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from enjoined.documents.files.formats import pages_of
from enjoined.documents.files.kinds import SNIFF, FileKind, kind_of
from enjoined.documents.files.ocr_words import page_of_words
from enjoined.documents.files.unpack import unpack
from enjoined.documents.page import Page
from enjoined.documents.sandbox.jobs import UnpackJob
from enjoined.errors import UnreadableDocument
from tests.documents.odts import p, write_odt
from tests.documents.pdfs import write_pdf
from tests.documents.words import level, numbering, paragraph, write_docx

__all__ = ["SEEDS", "TARGETS"]


def _reader(kind: FileKind) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder, suppress(UnreadableDocument):
            path = Path(folder, "file")
            path.write_bytes(data)
            for page in pages_of(path, kind, "file"):
                _check(page)

    return target


def _check(page: Page) -> None:
    assert page.index >= 1
    for word in page.words:
        assert page.text[word.start : word.end] == word.text


def _unpacker(kind: FileKind) -> Callable[[bytes], None]:
    def target(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder, suppress(UnreadableDocument):
            path, inside = Path(folder, "file"), Path(folder, "inside")
            path.write_bytes(data)
            inside.mkdir()
            job = UnpackJob(
                path=str(path), kind=kind, name="file", folder=str(inside), room=1 << 22, members=50
            )
            for member in unpack(job):
                assert member.name and ".." not in member.name.split("/") and not member.name.startswith("/")
                assert member.file is None or Path(member.file).parent == inside

    return target


def _kind(data: bytes) -> None:
    with suppress(UnreadableDocument):
        kind_of(data[:SNIFF], "file")


def _table(data: bytes) -> None:
    text, words = page_of_words(data.decode("utf-8", "replace"), 2.0)
    assert all(text[word.start : word.end] == word.text for word in words)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "pdf": _reader("pdf"),
    "docx": _reader("docx"),
    "odt": _reader("odt"),
    "rtf": _reader("rtf"),
    "html": _reader("html"),
    "text": _reader("text"),
    "mail": _unpacker("mail"),
    "archive": _unpacker("archive"),
    "kind": _kind,
    "ocr": _table,
}
"""The readers by name."""


def _written(name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        if name.endswith(".pdf"):
            write_pdf(path, [[(72, 100, "1. Notice of release"), (72, 113, "The recipient must comply.")]])
        elif name.endswith(".odt"):
            write_odt(
                path, f"<text:list><text:list-item>{p('Scope')}</text:list-item></text:list>{p('Terms')}"
            )
        else:
            definition = numbering(level(0, "Article %1", "upperRoman"), level(1, "%1.%2"))
            write_docx(
                path,
                paragraph("Scope", number=1) + paragraph("Terms", number=1, level=1),
                numbering=definition,
            )
        return path.read_bytes()


_HTML = b"<html><nav>Menu</nav><ol start=4 type=a><li>Notice<ol><li>x</ol></ol><table><tr><td>1<td>b</table><pre>a\nb</pre>"
_RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset204 A;}}{\header H\par}{\listtext 1.\tab}Notice {\deleted no}\u8217?"
    rb"{\*\footnote See.\par}\par\trowd\intbl a\cell b\cell\row\pard{\shp{\*\shpinst{\shptxt Box\par}}}\'a7\bin2 }}\page{\v x}}"
)
_MAIL = (
    b"From: a@example.org\nTo: b@example.org\nSubject: =?utf-8?q?Award?=\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset=utf-8\n\nSee.\n'
    b'--x\nContent-Type: application/pdf; name="../a.pdf"\nContent-Transfer-Encoding: base64\n\nJVBERg==\n'
    b"--x\nContent-Type: message/rfc822\n\nSubject: inner\n\nText\n--x--\n"
)
_TSV = b"level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n5\t1\t1\t1\t1\t1\t10\t20\t50\t20\t96\tNotice\n"

SEEDS: dict[str, bytes] = {
    "pdf": _written("a.pdf"),
    "docx": _written("a.docx"),
    "odt": _written("a.odt"),
    "rtf": _RTF,
    "html": _HTML,
    "text": b"PAGE 1 OF 2 <br />\n1. Notice <br />\n\x0cPAGE 2 OF 2\n2. Access",
    "mail": _MAIL,
    "archive": _written("a.docx"),
    "kind": _MAIL,
    "ocr": _TSV,
}
"""A good file for each reader, from which bad ones are made."""
