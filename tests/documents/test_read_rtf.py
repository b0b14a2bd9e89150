"""Rich text files: what their reader sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.documents import read
from enjoined.errors import UnreadableDocument


def written(path: Path, body: str) -> Path:
    path.write_text("{\\rtf1\\ansi\\ansicpg1252 " + body + "}", encoding="ascii")
    return path


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (r"\pard must \par{\b not} stay\line here\par", "must\n\nnot stay\nhere"),
        (r"8 U.S.C. \'a7 1373 \u8212?and\uc2 \u8217''s", "8 U.S.C. § 1373 —and’s"),
        (r"{\fonttbl{\f0 Arial;}}{\*\generator X;}{\info{\title T}}{\pict 0102}text", "text"),
        (r"{\listtext\pard\plain (a)\tab}first\par{\pntext\f1\'b7\tab}second\par", "(a) first\n\n• second"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}} {\v unseen}{\v0 seen}", "shown seen"),
        (
            r"\trowd\intbl 53\cell Access\par to files\cell\row\pard after\par",
            "53   Access\n\nto files\n\nafter",
        ),
        (r"one\par\page two", "one\ftwo"),
        (r"{\fonttbl{\f1\fcharset204 X;}}\f1\'cf", "\u041f"),
        (r"a\bin4 }}}}b", "ab"),
    ],
)
def test_words_of_control(tmp_path: Path, body: str, shown: str) -> None:
    pages = read(written(tmp_path / "a.rtf", body)).pages
    assert "\f".join(page.text for page in pages) == shown


def test_changes_are_read_as_accepted_and_what_is_struck_out_is_left_out(tmp_path: Path) -> None:
    body = r"must {\deleted never }{\revised always }comply\par{\listtext 2.\tab}{\strike gone}\par{\strike0 kept}\par"
    document = read(written(tmp_path / "a.rtf", body))
    assert document.pages[0].text == "must always comply\n\nkept"
    assert len(document.warnings) == 2


def test_notes_boxes_and_headers_stand_apart(tmp_path: Path) -> None:
    body = (
        r"{\header Award 7\par}Seen{\*\footnote\pard See 8 U.S.C. 1373.\par}"
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt In the box\par}}{\shprslt twice}}\par After\par"
    )
    page = read(written(tmp_path / "a.rtf", body)).pages[0]
    assert page.text.split("\n\n") == [
        "Award 7",
        "Seen [1]",
        "In the box",
        "After",
        "[1] See 8 U.S.C. 1373.",
    ]
    assert [page.text[a:b] for a, b in (*page.furniture, *page.notes)] == [
        "Award 7",
        "[1] See 8 U.S.C. 1373.",
    ]


def test_groups_without_end_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="groups in one another"):
        read(written(tmp_path / "a.rtf", "{" * 2_000 + "a"))


@pytest.mark.parametrize(("name", "said"), [("a.doc", "DOC"), ("a.msg", "MSG"), ("a", "old Office document")])
def test_files_of_old_programs_are_refused_with_the_remedy(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(UnreadableDocument, match=said) as caught:
        read(tmp_path / name)
    assert "save" in caught.value.remedy
