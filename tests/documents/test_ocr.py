"""Pages that are pictures: read where tesseract is installed, else said to be unread."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import typst

from enjoined.documents import read
from enjoined.documents.files import ocr


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


@pytest.mark.needs("tesseract")
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_scanned_on_its_side_or_head_is_read_with_its_boxes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turned: int
) -> None:
    monkeypatch.setenv("ENJOINED_CACHE", str(tmp_path / "cache"))
    lines = "\n\n".join(f"{n}. The recipient must keep its records for three years." for n in range(50, 56))
    source = tmp_path / "page.typ"
    source.write_text(f'#set page(paper: "us-letter")\n#set text(size: 14pt)\n{lines}')
    picture = (
        pypdfium2.PdfDocument(typst.compile(str(source)))[0].render(scale=150 / 72).to_pil().convert("L")
    )
    upright, lying = tmp_path / "upright.pdf", tmp_path / "lying.pdf"
    picture.save(upright, "PDF", resolution=150)
    picture.rotate(turned, expand=True).save(lying, "PDF", resolution=150)
    expected, page = read(upright).pages[0], read(lying).pages[0]
    assert page.text.count("The recipient must keep its records for three years") == 6
    assert page.text.split()[:10] == expected.text.split()[:10]
    (box, *_), (before, *_) = page.boxes(0, 3), expected.boxes(0, 3)
    assert page.turns == {90: 3, 180: 2, 270: 1}[turned]
    assert all(abs(a - b) < 4 for a, b in zip(page.upright(box, page.turns), before, strict=True))
    wide, high = 612, 792
    x, y = (before[0] + before[2]) / 2, (before[1] + before[3]) / 2
    there = {90: (y, wide - x), 180: (wide - x, high - y), 270: (high - y, x)}[turned]
    assert abs((box[0] + box[2]) / 2 - there[0]) < 4
    assert abs((box[1] + box[3]) / 2 - there[1]) < 4


def test_without_tesseract_the_page_is_unread_with_the_remedy(
    scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "_version", lambda: None)
    (unread,) = read(scan).unread
    assert "an image (scan)" in unread.why
    assert "install the program tesseract" in unread.why
