"""``check --format html`` and ``docx``: files that a person passes on."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest

from tests.cli.conftest import Run
from tests.cli.test_check import OCR, PDF

ASKED = ("-r", "Chicago, IL", "--on", "2018-07-01")


@pytest.fixture
def page(run: Run, tmp_path: Path) -> str:
    out = tmp_path / "report.html"
    ran = run("check", PDF, *ASKED, "--format", "html", "-o", str(out))
    assert (ran.code, ran.out) == (0, "")
    return out.read_text(encoding="utf-8")


def test_the_page_pictures_each_page_with_a_condition(page: str) -> None:
    assert re.findall(r'alt="Page (\d+) of the document"', page) == ["18", "19", "20", "21", "22"]
    assert page.count("data:image/webp;base64,") == 5


def test_each_box_lies_on_its_page_and_leads_to_its_clause(page: str) -> None:
    boxes = re.findall(
        r'href="#(finding-\d+)" style="left:([\d.]+)%;top:([\d.]+)%;width:([\d.]+)%;height:([\d.]+)%"', page
    )
    assert len(boxes) > 50
    for anchor, *numbers in boxes:
        left, top, width, height = map(float, numbers)
        assert 0 <= left < left + width <= 100 and 0 <= top < top + height <= 100
        assert f'id="{anchor}"' in page


def test_the_page_loads_nothing_and_runs_nothing(page: str) -> None:
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert not re.search(r'(?:src|srcset)="(?!data:)', page)


def test_the_status_is_told_in_words(page: str) -> None:
    assert page.count("● BINDING") >= 3
    assert page.count("○ ENJOINED") >= 2
    assert "Asked for <strong>Chicago, IL</strong> on <strong>1 Jul 2018</strong>" in page


def test_a_text_is_marked_where_its_clauses_stand(run: Run, tmp_path: Path) -> None:
    hostile = tmp_path / "award.txt"
    hostile.write_text(
        "SPECIAL CONDITIONS\n1. Compliance with 8 U.S.C. 1373\n"
        "The recipient must comply with 8 U.S.C. 1373. <script>alert(1)</script>\n2. Audit\nThe recipient must audit.\n"
    )
    page = run("check", str(hostile), "--format", "html").out
    (marked,) = re.findall(r"<mark>(.*?)</mark>", page, re.DOTALL)
    assert "must comply with 8 U.S.C. 1373" in marked and "2. Audit" not in marked
    assert "<script" not in page and "&lt;script&gt;" in page


def test_the_word_file_opens_and_says_the_same(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "report.docx"
    assert run("check", OCR, *ASKED, "--format", "docx", "-o", str(out), "--exit-code").code == 1
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    assert "● BINDING" in text and "○ ENJOINED" in text
    assert "Advance notice of release" in text


def test_a_word_file_needs_a_name_and_a_page_one_document(run: Run) -> None:
    for arguments, where in ((("--format", "docx"), "-o"), ((OCR, "--format", "html"), "one FILE")):
        ran = run("check", PDF, *arguments)
        assert ran.code == 2 and where in ran.err


def test_a_file_that_could_not_be_read_is_not_cleared(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Minutes of the garden club.", encoding="utf-8")
    (tmp_path / "picture.xyz").write_bytes(b"\0\1\2\3" * 40)
    said = run("check", str(tmp_path)).out
    assert said.count("No clause of a contested family found") == 1
    assert said.count("Nothing of this file could be read") == 1
