"""``check --format html`` and ``docx``: files that a person passes on."""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
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


def test_a_conflict_with_local_law_says_what_the_provision_says(page: str) -> None:
    assert re.search(r"collides with Welcoming City Ordinance[^<]*The provision: Civil immigration", page)


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


PORTFOLIO = ("--portfolio", str(Path(PDF).parent / "portfolio.csv"))


def test_the_money_at_stake_is_in_every_report(run: Run, tmp_path: Path) -> None:
    """Of all awards under the program and year, and it says so, where the file does not tell of this award."""
    word = tmp_path / "report.docx"
    assert run("check", OCR, *ASKED, *PORTFOLIO, "--format", "docx", "-o", str(word)).code == 0
    told = (
        "\n".join(paragraph.text for paragraph in docx.Document(str(word)).paragraphs),
        run("check", OCR, *ASKED, *PORTFOLIO, "--format", "html").out,
        " ".join(run("check", OCR, *ASKED, *PORTFOLIO).out.split()),
    )
    for text in told:
        assert (
            "FY2017 JAG conditions: $2,100,000.00 obligated, $650,000.00 of it not paid out, on all" in text
        )
        assert "(award 2017-DJ-BX-9990 is not among them)" in text


def test_a_portfolio_without_such_awards_is_said_to_have_none(run: Run) -> None:
    ran = run("check", OCR, "-r", "Houston, TX", "--on", "2018-07-01", *PORTFOLIO)
    assert "at stake  the portfolio tells of no award under these conditions" in ran.out


def test_a_word_file_needs_a_name(run: Run) -> None:
    ran = run("check", PDF, "--format", "docx")
    assert ran.code == 2 and "-o" in ran.err


@pytest.fixture
def packet(tmp_path: Path) -> str:
    """A council packet: an award, a letter without conditions, and a picture that cannot be read."""
    with zipfile.ZipFile(tmp_path / "packet.zip", "w") as archive:
        archive.write(OCR, "award.txt")
        archive.writestr("letter.txt", "Dear Mayor, the award is attached.")
        archive.writestr("odd.xyz", b"\0\1\2\3" * 40)
        archive.writestr(
            "again.txt", "SPECIAL CONDITIONS\n1. Compliance\nThe recipient must comply with 8 U.S.C. 1373."
        )
    return str(tmp_path / "packet.zip")


def test_a_packet_is_listed_first_and_each_document_has_its_part(
    run: Run, packet: str, tmp_path: Path
) -> None:
    out = run("check", packet, *ASKED).out
    assert out.startswith("4 documents\n")
    head = " ".join(out.split("\n\n")[0].split())
    assert "packet.zip/award.txt: 5 contested clauses: 3 binding, 1 enjoined, 1 not imposed" in head
    assert "packet.zip/letter.txt: no contested clause" in head
    assert "packet.zip/odd.xyz: not read" in head
    page = tmp_path / "packet.html"
    assert run("check", packet, *ASKED, "-o", str(page)).code == 0
    text = page.read_text(encoding="utf-8")
    anchors = re.findall(r'id="(finding-\d+|document-\d+)"', text)
    assert len(anchors) == len(set(anchors)) and {f"document-{n}" for n in range(1, 5)} < set(anchors)
    assert all(f'id="{target}"' in text for target in re.findall(r'href="#([^"]+)"', text))
    levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    word = tmp_path / "packet.docx"
    assert run("check", packet, *ASKED, "-o", str(word)).code == 0
    headings = [
        p.text for p in docx.Document(str(word)).paragraphs if p.style and p.style.name == "Heading 1"
    ]
    assert headings == [f"packet.zip/{name}" for name in ("award.txt", "letter.txt", "odd.xyz", "again.txt")]


def test_what_is_to_be_verified_of_every_clause_is_said_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "award.txt").write_text(
        "AWARD OF A GRANT\nAssistance Listing 16.738. The year is FY 2017.\nSPECIAL CONDITIONS\n"
        "1. The recipient must comply with 8 U.S.C. 1373.\n"
        "2. The jail must give notice of release to federal immigration officials.\n",
        encoding="utf-8",
    )
    out = run("check", str(tmp_path / "award.txt"), *ASKED).out
    assert "  1  " in out and "  2  " in out
    assert out.count("the fiscal year: 2017 was read with little certainty") == 1
    assert "verify, for all of them:" in out
    page = run("check", str(tmp_path / "award.txt"), *ASKED, "--format", "html").out
    assert page.count("the fiscal year: 2017 was read with little certainty") == 1


def test_every_form_says_by_when_to_accept_and_whom_the_award_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "award.txt").write_text(
        "GRANT AWARD\nRecipient: City of Springfield\nAward Number: 2017-DJ-BX-9990\nAward Date: 09/29/2017\n"
        "The award must be accepted by October 30, 2017.\nSPECIAL CONDITIONS\n"
        "1. The recipient must comply with 8 U.S.C. 1373.\n2. It must keep records.\n",
        encoding="utf-8",
    )
    for form in ("text", "html"):
        out = " ".join(run("check", str(tmp_path / "award.txt"), *ASKED, "--format", form).out.split())
        assert "Accept by 30 Oct 2017 (past)" in out
        assert "2 numbered conditions read" in out
        assert "but the document names City of Springfield" in out


@pytest.mark.parametrize(
    ("asked", "named", "warned"),
    [
        ("Chicago, IL", "City of Chicago", False),
        ("Chicago, IL", "CHICAGO, CITY OF", False),
        ("Chicago, IL", "Chicago Police Department", False),
        ("Chicago, IL", "City of Chicago, Illinois", False),
        ("City of Chicago", "Chicago", False),
        ("Chicago, IL", "City of Philadelphia", True),
        ("Chicago, IL", "Cook County", True),
        ("Chicago, IL", "Larimore County Office of Emergency Services", True),
        ("Chicago, IL", "Ctty of Chicaqo", False),
        ("Chicago, IL", "State of Illinois", True),
        ("Illinois", "City of Chicago", True),
    ],
)
def test_the_recipient_the_document_names_is_set_against_the_one_asked_for(
    run: Run, tmp_path: Path, asked: str, named: str, warned: bool
) -> None:
    (tmp_path / "award.txt").write_text(
        f"GRANT AWARD\nRecipient Name: {named}\nAward Number: 2017-DJ-BX-9990\nAward Date: 09/29/2017\n"
        "SPECIAL CONDITIONS\n1. The recipient must comply with 8 U.S.C. 1373.\n2. It must keep records.\n",
        encoding="utf-8",
    )
    done = run("check", str(tmp_path / "award.txt"), "--recipient", asked, "--on", "2018-07-01")
    assert done.code == 0
    assert ("but the document names" in " ".join(done.out.split())) is warned


def test_a_file_that_could_not_be_read_is_not_cleared(run: Run, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Minutes of the garden club.", encoding="utf-8")
    (tmp_path / "picture.xyz").write_bytes(b"\0\1\2\3" * 40)
    said = run("check", str(tmp_path)).out
    assert said.count("No clause of a contested family found") == 1
    assert said.count("Nothing of this file could be read") == 1


def test_what_takes_a_duty_away_is_quoted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "award.txt").write_text(
        "GRANT AWARD\nRecipient: City of Chicago\nAward Number: 2017-DJ-BX-9990\nSPECIAL CONDITIONS\n"
        "1. Records are kept for three years.\n"
        "2. Nothing in this award requires anybody to be held on an immigration detainer beyond the time of release.\n"
        "3. Reports are due each quarter.\n",
        encoding="utf-8",
    )
    for form in ("text", "html"):
        out = " ".join(run("check", str(tmp_path / "award.txt"), "--format", form).out.split())
        assert "clause 2, p. 1: says" in out
        assert "requires anybody to be held on an immigration detainer" in out


def test_no_line_is_wider_than_eighty_columns(run: Run, tmp_path: Path) -> None:
    (tmp_path / "award.txt").write_text(
        "Department of Justice\nOffice of Justice Programs\nPROJECT NUMBER 2019-DJ-BX-9990 AWARD DATE 09/17/2019\n"
        "SPECIAL CONDITIONS\n44. Requirement to collect certain information from subrecipients\n"
        "The recipient may not make a subaward before it has answers to questions on whether the subrecipient has laws, "
        "policies or practices on communication with DHS or ICE.\n45. Records. Records are kept for three years.\n",
        encoding="utf-8",
    )
    out = run("check", str(tmp_path / "award.txt"), "-r", "Minneapolis, MN", "--on", "2026-03-01").out
    assert "Questions on contacts with immigration authorities" in out
    assert "28 Apr 2021" in out
    assert max(map(len, out.splitlines())) <= 80
