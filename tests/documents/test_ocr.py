"""Pages that are pictures: read where tesseract is installed, else said to be unread."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import typst

from enjoined.documents import read
from enjoined.documents.files import ocr
from enjoined.documents.files.tesseract import tables


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
    monkeypatch.setattr(ocr, "tables", lambda pictures, dpi: pytest.fail("read twice"))
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
    monkeypatch.setattr(ocr, "version", lambda: None)
    (unread,) = read(scan).unread
    assert "an image (scan)" in unread.why
    assert "install the program tesseract" in unread.why


@pytest.mark.needs("tesseract")
def test_a_picture_that_cannot_be_read_takes_no_other_with_it(scan: Path, tmp_path: Path) -> None:
    good, broken = tmp_path / "good.pgm", tmp_path / "broken.pgm"
    pypdfium2.PdfDocument(scan)[0].render(scale=300 / 72).to_pil().convert("L").save(good)
    broken.write_bytes(b"P5 900 900 255\n")
    first, none, last = tables([good, broken, good], dpi=300)
    assert none is None
    assert first == last and first is not None and "facilities" in first


@pytest.mark.needs("tesseract")
def test_pages_of_several_processes_come_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENJOINED_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(ocr, "TOGETHER", 2)
    body = "\n#pagebreak()\n".join(f"Condition {n} of the award" if n != 3 else "~" for n in range(1, 6))
    source, path = tmp_path / "page.typ", tmp_path / "scan.pdf"
    source.write_text(f'#set page(paper: "us-letter")\n#set text(size: 30pt)\n{body}')
    document = pypdfium2.PdfDocument(typst.compile(str(source)))
    first, *others = [page.render(scale=100 / 72).to_pil().convert("L") for page in document]
    first.save(path, "PDF", resolution=100, save_all=True, append_images=others)
    told: list[tuple[int, int]] = []
    pages = read(path, progress=lambda done, of: told.append((done, of))).pages
    words = ["Condition", "of", "the", "award"]
    assert [set(page.text.split()) >= set(words) for page in pages] == [True, True, False, True, True]
    assert [str(page.index) in page.text for page in pages if page.read] == [True] * 4
    assert pages[2].why_unread is not None and "no words were found" in pages[2].why_unread
    assert told[0] == (0, 5) and told[-1] == (5, 5)
