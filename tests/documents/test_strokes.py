"""Lines drawn on the pages of a PDF: through words, under them, and around the cells of tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.documents import read
from enjoined.documents.files.flow import STRUCK
from enjoined.documents.files.read_pdf import read_pdf

from .pdfs import column, write_pdf

PAGE = [
    (72, 100, "1. The recipient must keep its books."),
    (72, 120, "2. The recipient must cooperate with immigration officers."),
    (72, 140, "3. The recipient must report each year."),
]
WIDE = 257
"""How wide the second line is, in points."""


def _line(x: float, y: float, wide: float, *, pen: bool = False) -> str:
    """A level line as a thin box or drawn with a pen, ``y`` from the top."""
    return f"{x} {792 - y} m {x + wide} {792 - y} l S" if pen else f"{x} {792 - y} {wide} 0.7 re f"


@pytest.mark.parametrize("pen", [False, True])
@pytest.mark.parametrize("rotate", [0, 90, 180])
def test_words_with_a_line_through_them_are_left_out(tmp_path: Path, pen: bool, rotate: int) -> None:
    drawn = f"q 2 0 0 2 0 0 cm {_line(36, 396 + 116.5 / 2, WIDE / 2, pen=pen)} Q"
    [page] = read_pdf(write_pdf(tmp_path / "a.pdf", [PAGE], drawn=drawn, rotate=rotate))
    assert [line for line in page.text.splitlines() if line] == [PAGE[0][2], PAGE[2][2]]
    assert page.remarks == (STRUCK,)


@pytest.mark.parametrize(
    "drawn",
    [
        _line(72, 121.5, WIDE),  # under the words
        _line(72, 119.2, WIDE),  # near the foot of the letters
        _line(72, 110, WIDE),  # between two lines
        _line(20, 116.5, 572),  # of ruled paper
        "72 660 257 30 re f",  # a box behind the words
        "1 0 0 RG 72 670 m 329 690 l S",  # aslant
    ],
)
def test_other_lines_strike_nothing_out(tmp_path: Path, drawn: str) -> None:
    [page] = read_pdf(write_pdf(tmp_path / "a.pdf", [PAGE], drawn=drawn))
    assert [line for line in page.text.splitlines() if line] == [text for _, _, text in PAGE]
    assert not page.remarks


def test_cells_are_told_by_the_lines_around_them_where_no_white_parts_them(tmp_path: Path) -> None:
    duties = {
        "C-1": "Keep no policy that stops staff from telling officers about the status of a person.",
        "C-2": "Let officers meet with inmates in the county jail when they ask for it in writing.",
    }
    form = "a signed form that the county keeps"
    words = [(62.0, 100.0, "No."), (92.0, 100.0, "Duty"), (202.0, 100.0, "Shown by")]
    for top, (number, duty) in zip((118.0, 168.0), duties.items(), strict=True):
        words += [(62, top, number), *column(duty.split(), x=92, top=top, per_line=4)]
        words += column(form.split(), x=202, top=top, per_line=3)
    level = [_line(60, y, 250) for y in (88, 106, 156, 206)]
    upright = [f"{x} {792 - 206} 0.7 118 re f" for x in (60, 90, 200, 310)]
    plain, ruled = (
        read_pdf(write_pdf(tmp_path / f"{name}.pdf", [words], drawn=drawn))[0].text
        for name, drawn in (("a", ""), ("b", "\n".join([*level, *upright])))
    )
    cells = [" ".join(cell.split()) for cell in ruled.split("\n\n")]
    assert cells == [
        "No. Duty Shown by",
        *(part for n, duty in duties.items() for part in (f"{n} {duty}", form)),
    ]
    assert form not in " ".join(plain.split())


def test_a_page_bears_the_label_that_the_file_gives_it(tmp_path: Path) -> None:
    text = [[(72.0, 100.0, f"This is sheet {number} of the book.")] for number in range(5)]
    labels = "0 << /S /r >> 2 << /S /D >> 4 << /P (A-) /S /D /St 7 >>"
    pages = read_pdf(write_pdf(tmp_path / "a.pdf", text, labels=labels))
    assert [page.label for page in pages] == ["page i", "page ii", "page 1", "page 2", "page A-7"]
    assert [page.label for page in read_pdf(write_pdf(tmp_path / "b.pdf", text))] == [None] * 5


def test_the_number_of_a_page_in_roman_numerals_or_behind_a_letter_is_no_part_of_its_text(
    tmp_path: Path,
) -> None:
    body = [(72.0, 100.0 + 20 * n, f"Line {n} of a page that says what the book is for.") for n in range(9)]
    pages = [[*body, (300.0, 750.0, number)] for number in ("iv", "A-41", "12")]
    document = read(write_pdf(tmp_path / "a.pdf", pages))
    text = "\n".join(clause.text for clause in document.clauses)
    assert not {"iv", "A-41", "12"} & set(text.splitlines())
    assert all(clause.number is None for clause in document.clauses)


def test_a_page_of_which_all_words_are_struck_out_is_read(tmp_path: Path) -> None:
    [page] = read_pdf(write_pdf(tmp_path / "a.pdf", [PAGE[1:2]], drawn=_line(72, 116.5, WIDE)))
    assert (page.text, page.read, page.remarks) == ("", True, (STRUCK,))


def test_a_number_beside_a_cell_of_several_rows_stays_with_its_own(tmp_path: Path) -> None:
    duty = "Let officers meet with inmates in the county jail when they ask for it in writing."
    words = column(["Category", "of", "immigration", "duties"], x=62, top=118, per_line=2)
    for number, top in ((1, 118.0), (2, 168.0)):
        words += [(152, top, str(number)), *column(duty.split(), x=182, top=top, per_line=4)]
    level = [_line(60, 106, 250), _line(150, 156, 160), _line(60, 206, 250)]
    upright = [f"{x} {792 - 206} 0.7 100 re f" for x in (60, 150, 180, 310)]
    [page] = read_pdf(write_pdf(tmp_path / "a.pdf", [words], drawn="\n".join([*level, *upright])))
    cells = [" ".join(cell.split()) for cell in page.text.split("\n\n")]
    assert cells == ["Category of immigration duties", f"1 {duty}", f"2 {duty}"]
