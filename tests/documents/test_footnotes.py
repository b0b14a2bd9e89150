"""Footnotes of a PDF are clauses of their own; what only looks a little like them stays where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from enjoined.documents import Document, read

RECORDS = "1\\. The recipient must keep records"
NOTICE = "2\\. The recipient must give notice"
LONG = "of every drawdown and of every change of its officers, its address and its budget " * 12


def printed(
    folder: Path, body: str, *, size: int = 11, foot: str = "2017-DJ-BX-9990 #h(1fr) Page 3"
) -> Document:
    """A document set with this foot on each of its pages."""
    source = folder / "page.typ"
    source.write_text(
        f'#set page(paper: "us-letter", margin: 1in, footer: [{foot}])\n#set text(size: {size}pt)\n'
        f"SPECIAL CONDITIONS\n\n{body}"
    )
    (folder / "page.pdf").write_bytes(typst.compile(str(source)))
    return read(folder / "page.pdf", ocr=False)


def test_a_condition_runs_on_overleaf_past_the_footnotes(tmp_path: Path) -> None:
    document = printed(
        tmp_path,
        f"{RECORDS}#footnote[See 2 CFR 200.334.] {LONG}\n\n{NOTICE}#footnote[It must comply with 8 U.S.C. 1373, "
        f"whatever the law of its State says, as long as the award lasts and until its closeout.] {LONG * 4}",
    )
    clauses = {clause.number: clause for clause in document.clauses if clause.number}
    assert list(clauses) == ["1", "2", "note 1", "note 2"]
    assert [span.page for span in clauses["2"].spans] == [1, 2]
    assert "1373" not in clauses["2"].text and "Page 3" not in clauses["2"].text
    assert clauses["note 1"].text == "1 See 2 CFR 200.334."
    assert " ".join(clauses["note 2"].text.split()).endswith("until its closeout.")
    (span,) = clauses["note 2"].spans
    assert document.quote([span]).startswith("2 It must comply with 8 U.S.C. 1373")
    (box, *_) = document.pages[0].boxes(span.start, span.end)
    assert box[1] > 600


@pytest.mark.parametrize(
    "foot",
    [
        "#text(size: 8pt)[1 Personnel #h(1fr) 5,000 \\ 2 Travel #h(1fr) 700]",
        "#text(size: 8pt)[3. It must give notice. \\ 4. It must comply.]",
        "#text(size: 8pt)[OMB No. 1121-0329 \\ Page 3 of 10]",
    ],
)
def test_small_lines_without_a_raised_mark_are_no_notes(tmp_path: Path, foot: str) -> None:
    document = printed(tmp_path, f"{RECORDS} {LONG}\n\n{NOTICE} {LONG}", foot=foot)
    assert document.pages[0].notes == ()


def test_a_mark_in_type_as_large_as_the_text_begins_no_note(tmp_path: Path) -> None:
    document = printed(tmp_path, f"{RECORDS} {LONG}\n\n#super[1] The second condition {LONG}", foot="")
    assert document.pages[0].notes == ()


def test_a_star_begins_a_note_too(tmp_path: Path) -> None:
    star = '#footnote(numbering: "*")[Not for tribes.]'
    document = printed(tmp_path, f"{RECORDS}{star} {LONG}\n\n{NOTICE} {LONG}")
    (note,) = [clause for clause in document.clauses if (clause.number or "").startswith("note")]
    assert (note.number, note.text) == ("note *", "* Not for tribes.")


def test_no_line_of_a_note_is_lost_where_its_first_line_repeats(tmp_path: Path) -> None:
    seconds = (
        "8 U.S.C. 1373 must be obeyed.",
        "It must admit agents.",
        "It must report monthly.",
    )
    body = "\n#pagebreak()\n".join(
        f"{number}\\. The recipient must do what is asked {LONG}."
        f'#footnote(numbering: "*")[This is also subject to the order: \\ {second}]'
        for number, second in enumerate(seconds, 1)
    )
    document = printed(tmp_path, body)
    notes = [clause for clause in document.clauses if (clause.number or "").startswith("note")]
    assert [note.number for note in notes] == ["note *", "note \u2020", "note \u2021"]
    said = " ".join(" ".join(clause.text.split()) for clause in document.clauses)
    assert all(second in said for second in seconds)


@pytest.mark.parametrize(
    "foot",
    [
        "#text(size: 8pt)[1Records. It must keep records. \\ 2Immigration. It must comply.]",
        "#text(size: 8pt)[\\* Not for tribes. \\ 3. It must give notice. \\ 4. It must comply.]",
        "#text(size: 8pt)[#super[1] See below. \\ (a) It must give notice.]",
    ],
)
def test_small_conditions_are_no_notes(tmp_path: Path, foot: str) -> None:
    document = printed(tmp_path, f"{RECORDS} {LONG}\n\n{NOTICE}\\* {LONG}", foot=foot)
    assert document.pages[0].notes == ()


def test_a_page_of_columns_is_left_as_it_is(tmp_path: Path) -> None:
    body = f"{RECORDS}#footnote[Only here.] {LONG * 2} #colbreak() {NOTICE} {LONG * 5}"
    document = printed(tmp_path, f"#columns(2)[{body}]", size=10)
    assert document.pages[0].notes == ()


def test_a_note_carried_overleaf_is_a_clause_without_number(tmp_path: Path) -> None:
    carried = "#text(size: 8pt)[comply before it is paid. \\ #super[2]See 2 CFR 200.475.]"
    document = printed(tmp_path, f"{RECORDS} {LONG}\n\n{NOTICE}#super[2] {LONG}", foot=carried)
    clauses = {clause.text: clause.number for clause in document.clauses}
    assert clauses["comply before it is paid."] is None
    assert clauses["2 See 2 CFR 200.475."] == "note 2"
