from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.documents import read
from enjoined.documents.files import read_text
from enjoined.documents.files.read_text import split_pages
from enjoined.errors import UnreadableDocument


def test_form_feeds_part_pages() -> None:
    assert [page.text for page in split_pages("one\ftwo\fthree\f")] == ["one", "two", "three"]


def test_an_empty_page_between_form_feeds_is_unread() -> None:
    pages = split_pages("one\f \fthree")
    assert [page.read for page in pages] == [True, False, True]
    assert pages[1].why_unread == "no text on this page"


def test_page_marks_part_pages_where_form_feeds_were_lost() -> None:
    text = "\n".join(
        [
            "U.S. Department of Justice", "AWARD CONTINUATION", "SHEET PAGE 2 OF 3", "1. First", "Text of one.",
            "U.S. Department of Justice", "AWARD CONTINUATION", "SHEET PAGE 3 OF 3", "2. Second", "Text of two.",
        ]
    )  # fmt: skip
    pages = split_pages(text)
    assert [page.label for page in pages] == ["PAGE 2 OF 3", "PAGE 3 OF 3"]
    assert pages[1].text.startswith("U.S. Department of Justice")


def test_what_the_viewer_added_is_removed() -> None:
    text = "My WebLink\n|\nHelp\nFields\nContract #\nView images\nView plain text\n1. First <br />\nmust pay <br/>\n"
    (page,) = split_pages(text)
    assert page.text.split("\n")[:2] == ["1. First", "must pay"]


def test_a_line_break_of_the_viewer_inside_a_line_ends_it() -> None:
    (page,) = split_pages("Laserfiche WebLink\nDepartment of Justice <br />Grant <br />1. First")
    assert page.text.split("\n") == ["Department of Justice", "Grant", "1. First"]


def test_empty_lines_between_all_lines_are_the_viewers() -> None:
    (page,) = split_pages(
        "Laserfiche WebLink\n <br />\n8. A trust fund <br />\n <br />\nmust be opened <br />\n <br />\n"
    )
    assert page.text == "8. A trust fund\nmust be opened"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("8 U.S.C. § 1373 \u201cmust\u201d be followed".encode(encoding))
    assert read(path).pages[0].text == "8 U.S.C. § 1373 \u201cmust\u201d be followed"


def test_a_text_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_text, "BYTE_LIMIT", 10)
    path = tmp_path / "a.txt"
    path.write_text("more than ten bytes")
    with pytest.raises(UnreadableDocument, match="larger"):
        read(path)


def test_too_many_characters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_text, "TOTAL_CHARACTERS", 10)
    with pytest.raises(UnreadableDocument, match="more than 10 characters"):
        split_pages("eleven letters", where="a.txt")


def test_blank_text_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(" \n \n")
    with pytest.raises(UnreadableDocument, match="empty"):
        read(path)


def test_a_very_long_page_is_cut_at_line_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_text, "PAGE_CHARACTERS", 100)
    pages = split_pages("a line of the text\n" * 30)
    assert len(pages) > 3
    assert all(len(page.text) <= 100 for page in pages)
    assert "".join(page.text for page in pages) == "a line of the text\n" * 30


def test_words_without_spaces_are_told(tmp_path: Path) -> None:
    duty = "Each subrecipient keeps its own ledger of what it spends, and shows the ledger to auditors on request.\n"
    page = "Exhibit 4, kept as read from the scan\n" + duty.replace(" ", "") * 3
    for name, text in (("as.txt", page), ("as.html", f"<body><p>{page}</p></body>")):
        (tmp_path / name).write_text(text)
        (warning,) = read(tmp_path / name).warnings
        assert "written without spaces" in warning
    (tmp_path / "spaced.txt").write_text(duty * 3)
    assert not read(tmp_path / "spaced.txt").warnings


def test_many_blank_lines_are_read_at_once() -> None:
    assert len(split_pages("\n" * 190_000 + "end")) == 1
    assert len(split_pages("\n" + " " * 100_000 + "end")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "See https://www.example.gov/archives/pressreleasesattorneygeneralannouncesconditions and www.example.gov/mandatorytermsandconditionsofawards too. ",
        "awardModificationNumberAndDate federalAwardIdentificationNumber ", "oooooooooooooooooooooooooooooooooooo of the award ",
    ],
)  # fmt: skip
def test_what_is_long_and_no_words_is_not_told(text: str) -> None:
    assert not split_pages(text * 4)[0].remarks


@pytest.mark.parametrize(
    "text",
    [
        "1. Reports\n\nthe recipient must report\n\n2. Records\n\nthe recipient must keep its records\n\n3. Access\n\nthe recipient gives access",
        "Terms\n\na. reports each quarter\n\nb. records of all costs\n\nc. access of auditors\n\nd. a ledger of costs\n\ne. a plan for the year",
        "It must\n\nreport\n\nkeep all of its records for years\n\npay\n\ngive access\n\nlist staff\n\nclose out the award in time",
    ],
)  # fmt: skip
def test_items_of_a_list_stay_paragraphs(text: str) -> None:
    assert split_pages(text)[0].text == text


def test_one_number_written_in_two_ways_is_one_award() -> None:
    face = "NOTICE OF AWARD\nAward number: {}\n1. The recipient must keep files.\n"
    assert (
        len(split_pages("".join(map(face.format, ("15PBJA25GG01177JAGX", "15PBJA-25-GG-01177-JAGX-01")))))
        == 1
    )


def test_titles_without_spaces_are_told_by_their_small_words() -> None:
    titles = "OfficeofEmergencyManagement of the\nDepartmentofHomelandSecurity in the county\n"
    assert split_pages(titles)[0].remarks
