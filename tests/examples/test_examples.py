"""The committed example files are what their sources build, and hold what their README promises."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PDF = EXAMPLES / "chicago-jag-fy2017.pdf"
OCR = EXAMPLES / "chicago-jag-fy2017-ocr.txt"
AWARD_NUMBER = "2017-DJ-BX-9990"
PAGES = 24
SCANNED = 11
SHEETS = 17
DISCLAIMER = "Example document, not an award"


def page_texts(path: Path) -> list[str]:
    document = pdfium.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def source_text() -> str:
    files = sorted(EXAMPLES.glob("build/conditions-*.md"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def source_headings() -> list[tuple[int, str]]:
    found = re.findall(r"^## (\d+)\. (.+)$", source_text(), re.MULTILINE)
    return [(int(number), title) for number, title in found]


def condition_text(number: int) -> str:
    found = re.search(rf"^## {number}\. .*?(?=^## |\Z)", source_text(), re.MULTILINE | re.DOTALL)
    assert found is not None
    return found.group()


@pytest.fixture(scope="module")
def pages() -> list[str]:
    return page_texts(PDF)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("examples")
    command = [sys.executable, str(EXAMPLES / "build" / "build.py"), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


@pytest.mark.slow
def test_rebuilding_gives_the_committed_pdf_text(rebuilt: Path, pages: list[str]) -> None:
    assert page_texts(rebuilt / PDF.name) == pages


@pytest.mark.slow
def test_rebuilding_gives_the_committed_ocr_text(rebuilt: Path) -> None:
    assert (rebuilt / OCR.name).read_bytes() == OCR.read_bytes()


def test_packet_is_small_and_has_its_pages(pages: list[str]) -> None:
    assert len(pages) == PAGES
    assert PDF.stat().st_size < 600_000


def test_one_page_is_a_picture_without_text(pages: list[str]) -> None:
    assert [number for number, text in enumerate(pages, start=1) if not text.strip()] == [SCANNED]
    document = pdfium.PdfDocument(PDF)
    try:
        kind = pdfium.raw.FPDF_PAGEOBJ_IMAGE
        images = [sum(item.type == kind for item in page.get_objects(max_depth=4)) for page in document]
    finally:
        document.close()
    assert images == [1 if number == SCANNED else 0 for number in range(1, PAGES + 1)]


def test_source_holds_56_conditions_in_order() -> None:
    assert [number for number, _ in source_headings()] == list(range(1, 57))


def test_every_condition_outside_the_picture_is_printed_in_order(pages: list[str]) -> None:
    printed = re.sub(r"\s+", " ", " ".join(pages))
    position = 0
    missing = []
    for number, title in source_headings():
        found = printed.find(f"{number}. {title}", position)
        if found < 0:
            missing.append(number)
        else:
            position = found
    assert missing == [23, 24, 25, 26]


def test_continuation_sheets_are_numbered_without_gap_but_for_the_picture(pages: list[str]) -> None:
    seen = [int(n) for text in pages for n in re.findall(r"^PAGE (\d+) OF 18\s*$", text, re.MULTILINE)]
    assert seen == [n for n in range(1, 19) if n != 7]


def test_face_page_carries_the_award_facts(pages: list[str]) -> None:
    face = pages[4]
    for fact in (AWARD_NUMBER, "09/29/2017", "10/01/2016", "09/30/2020", "$ 2,100,000"):
        assert fact in face
    assert "FY17(BJA - JAG State and JAG Local)" in face
    assert "16.738 - Edward Byrne Memorial Justice Assistance Grant Program" in face
    for box in ("1. RECIPIENT", "2a.", "2b.", *(f"{n}. " for n in range(3, 20)), "19A.", "20. ", "21. "):
        assert box in face


def test_cover_letter_names_the_amount_in_its_first_paragraph(pages: list[str]) -> None:
    first = pages[1].split("Dear Mayor:")[1].split("The award document")[0]
    assert "in the amount of $2,100,000" in " ".join(first.split())


def test_disclaimer_stands_on_the_resolution_and_in_the_metadata_only(pages: list[str]) -> None:
    assert [number for number, text in enumerate(pages, start=1) if DISCLAIMER in text] == [1]
    document = pdfium.PdfDocument(PDF)
    try:
        metadata = document.get_metadata_dict()
    finally:
        document.close()
    assert DISCLAIMER in metadata["Title"]
    assert DISCLAIMER in metadata["Keywords"]


def test_immigration_conditions_cite_without_section_sign() -> None:
    for number in (52, 53, 54, 55, 56):
        assert "8 U.S.C. 1373" in condition_text(number)
        assert "§" not in condition_text(number)


@pytest.mark.parametrize("number", [55, 56])
def test_detention_is_said_not_to_be_required(number: int) -> None:
    text = condition_text(number)
    assert "Form I-247A" in text
    assert "NO requirement as to the latter, the detention request" in text


def test_only_the_block_52_to_56_cites_1373() -> None:
    citing = [number for number, _ in source_headings() if "1373" in condition_text(number)]
    assert citing == [52, 53, 54, 55, 56]
    assert "8 U.S.C. 1324a" in condition_text(9)


def test_ocr_text_looks_like_a_portal_capture() -> None:
    sheets = OCR.read_text(encoding="utf-8").split("\f")
    assert len(sheets) == SHEETS
    assert sheets[0].startswith("My WebLink\n")
    assert "View plain text" in sheets[0]
    for sheet in sheets[1:]:
        first, *rest = sheet.strip("\n").splitlines()
        assert first == "Laserfiche WebLink"
        assert all(line.endswith(" <br />") for line in rest)


def test_ocr_text_shows_the_promised_damage() -> None:
    text = OCR.read_text(encoding="utf-8")
    for sign in ("I373", "ofsubrecipient", "ANVARD DATE", "COND[TIONS", " die "):
        assert sign in text
    assert text.count("8 U.S.C. 1373") > text.count("I373")


def test_ocr_sheets_outvote_the_misread_award_numbers() -> None:
    sheets = OCR.read_text(encoding="utf-8").split("\f")
    whole = sum(AWARD_NUMBER in sheet for sheet in sheets)
    assert 3 <= whole < SHEETS
    shape = r"\b(\S{4}[-.~ ]\S{2}[-.~ ]\S{2}[-.~ ]\S{4})(?:AWARD|ANVARD| |$)"
    read = Counter(re.findall(shape, "\n".join(sheets), re.MULTILINE))
    assert read.most_common(1)[0][0] == AWARD_NUMBER


def test_ocr_sheets_number_themselves_in_order() -> None:
    sheets = OCR.read_text(encoding="utf-8").split("\f")
    assert [re.findall(r"PAGE (\d+) OF 18", sheet) for sheet in sheets] == [[str(n)] for n in range(2, 19)]
