"""Pages that are pictures: read where tesseract is installed, else said to be unread."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import typst

from enjoined.documents import ocr, read


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page of large print, pictured."""
    monkeypatch.setenv("ENJOINED_CACHE", str(tmp_path / "cache"))
    source = tmp_path / "page.typ"
    source.write_text(
        '#set page(paper: "us-letter")\n#set text(size: 20pt)\n55. Access to facilities\n\nThe recipient must give notice.'
    )
    document = pypdfium2.PdfDocument(typst.compile(str(source)))
    picture = document[0].render(scale=150 / 72).to_pil().convert("L")
    path = tmp_path / "scan.pdf"
    picture.save(path, "PDF", resolution=150)
    return path


@pytest.mark.needs("tesseract")
def test_a_scan_is_read_with_boxes_and_only_once(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int]] = []
    page = read(scan, progress=lambda done, of: told.append((done, of))).pages[0]
    assert (page.source, page.read, told) == ("ocr", True, [(0, 1), (1, 1)])
    assert page.text.split() == [
        "55.",
        "Access",
        "to",
        "facilities",
        "The",
        "recipient",
        "must",
        "give",
        "notice.",
    ]
    (box, *_) = page.boxes(0, 5)
    assert 60 < box[0] < 90 and 60 < box[1] < 110 and box[3] - box[1] < 30
    monkeypatch.setattr(ocr, "_tesseract", lambda drawn: pytest.fail("read twice"))
    assert read(scan).pages[0].text == page.text


def test_without_tesseract_the_page_is_unread_with_the_remedy(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "_version", lambda: None)
    (unread,) = read(scan).unread
    assert "an image (scan)" in unread.why
    assert "install the program tesseract" in unread.why
