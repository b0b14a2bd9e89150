"""Build the example award packet and its damaged-text twin.

Run it with ``python examples/build/build.py``; it writes ``chicago-jag-fy2017.pdf`` and
``chicago-jag-fy2017-ocr.txt`` one folder up (or into ``--out DIR``). Everything is fixed: the dates, the
seeds, and the fonts, which are those inside the ``typst`` package. No network is used.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import shutil
import tempfile
from pathlib import Path

import msgspec
import pypdfium2 as pdfium
import typst
import yaml
from conditions import Condition, read_conditions, sheet_items
from laserfiche import damaged_text
from scan import scanned_page

HERE = Path(__file__).resolve().parent
PDF_NAME = "chicago-jag-fy2017.pdf"
OCR_NAME = "chicago-jag-fy2017-ocr.txt"
TEMPLATES = ("packet.typ", "award.typ", "letters.typ", "memos.typ")
STAMP = dt.datetime(2017, 9, 29, 12, 0, tzinfo=dt.UTC)
SCAN_DPI = 170


class Packet(msgspec.Struct, frozen=True, kw_only=True):
    """The two files as bytes, and the page (from 1) of the PDF that carries only an image."""

    pdf: bytes
    ocr: str
    scanned_page: int


def conditions() -> tuple[Condition, ...]:
    """The 56 special conditions, in order."""
    return read_conditions([HERE / "conditions-01-51.md", HERE / "conditions-52-56.md"])


def page_texts(pdf: bytes) -> list[str]:
    """Text of each page in stream order, one string a page, with plain line ends."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def _compile(root: Path, *, scan: str) -> bytes:
    compiler = typst.Compiler(
        root=root,
        font_paths=[],
        ignore_system_fonts=True,
        sys_inputs={"data": "data.json", "scan": scan},
    )
    pdf = compiler.compile(input=root / "packet.typ", format="pdf", timestamp=STAMP, pdf_tags=False)
    if not isinstance(pdf, bytes):
        raise SystemExit("packet.typ: expected one PDF")
    return pdf


def build() -> Packet:
    """Set the packet twice: once all as text, then with one sheet replaced by its scanned picture.

    The first setting gives both the picture of that sheet and the clean text that the noise model damages.
    """
    facts = yaml.safe_load((HERE / "facts.yaml").read_text(encoding="utf-8"))
    items = sheet_items(conditions())
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for template in TEMPLATES:
            shutil.copy(HERE / template, root / template)
        (root / "data.json").write_text(
            json.dumps({"facts": facts, **msgspec.to_builtins(items)}), encoding="utf-8"
        )
        clean = _compile(root, scan="")
        texts = page_texts(clean)
        opening = items["scanned"][0].text[:40]
        index = next(i for i, text in enumerate(texts) if opening in " ".join(text.split()))
        (root / "scan.jpg").write_bytes(scanned_page(clean, index=index, dpi=SCAN_DPI))
        final = _compile(root, scan="scan.jpg")
    if len(page_texts(final)) != len(texts):
        raise SystemExit("conditions-01-51.md: the marked sheet no longer fits one page; move its marks")
    sheets = [text for text in texts if "AWARD CONTINUATION" in text]
    return Packet(pdf=final, ocr=damaged_text(sheets, facts=facts), scanned_page=index + 1)


def _write(path: Path, data: bytes) -> None:
    """Write to a neighbor file first, so that a stopped run leaves the old file whole."""
    part = path.with_suffix(path.suffix + ".part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    part.replace(path)


def main() -> None:
    """Build both files and say what was written."""
    parser = argparse.ArgumentParser(description="Build the example award packet.")
    parser.add_argument("--out", type=Path, default=HERE.parent, help="folder for the two files")
    out: Path = parser.parse_args().out
    packet = build()
    _write(out / PDF_NAME, packet.pdf)
    _write(out / OCR_NAME, packet.ocr.encode("utf-8"))
    print(f"{PDF_NAME}: {len(packet.pdf):,} bytes, page {packet.scanned_page} is an image")
    print(f"{OCR_NAME}: {len(packet.ocr):,} characters")


if __name__ == "__main__":
    main()
