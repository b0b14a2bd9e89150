"""Tables and columns, told apart by where words stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enjoined.documents import read
from enjoined.documents.layout.glyphs import Glyphs
from enjoined.documents.layout.reading_order import arrange

from .pdfs import Placed, column, write_pdf

LEADING = 12.0


def _cell(words: str, *, x: float, top: float, per_line: int) -> list[Placed]:
    return column(words.split(), x=x, top=top, per_line=per_line)


FIRST = (
    "Ongoing compliance is required. No local government may restrict its officials from sending information."
)
SECOND = "Authority to obligate award funds is contingent. The recipient may not obligate award funds under a restriction."


@pytest.mark.parametrize("where", ["top", "middle"])
def test_a_number_in_its_own_cell_stays_with_its_row(tmp_path: Path, where: str) -> None:
    page: list[Placed] = [(60, 80, "No."), (130, 80, "Condition")]
    for number, top, text in ((53, 110, FIRST), (54, 180, SECOND), (55, 250, FIRST)):
        cell = _cell(text, x=130, top=top, per_line=5)
        middle = (cell[0][1] + cell[-1][1]) / 2
        page += [*cell, (60, top if where == "top" else middle, str(number))]
    page.append((60, 340, "The end of the table and of the page."))
    document = read(write_pdf(tmp_path / "a.pdf", [page]))
    numbered = {c.number: " ".join(c.text.split()) for c in document.clauses if c.number}
    assert list(numbered) == ["53", "54", "55"]
    assert numbered["53"] == f"53 {FIRST}"
    assert numbered["54"] == f"54 {SECOND}"
    assert numbered["55"].startswith(f"55 {FIRST}")


def test_number_title_and_text_side_by_side(tmp_path: Path) -> None:
    page: list[Placed] = []
    for number, top in ((53, 110), (54, 240), (55, 370)):
        page += [
            (60, top, str(number)),
            *_cell("A title of eight words in a cell", x=110, top=top, per_line=3),
        ]
        page += _cell(f"Text{number} " + FIRST, x=260, top=top, per_line=3)
    document = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert [" ".join(c.text.split()) for c in document.clauses if c.number] == [
        f"{n} A title of eight words in a cell Text{n} {FIRST}" for n in (53, 54, 55)
    ]
    assert {c.title for c in document.clauses if c.number} == {"A title of eight words in a cell"}


def test_two_columns_with_hanging_numbers_are_no_table(tmp_path: Path) -> None:
    page: list[Placed] = []
    for side, first in ((60, 1), (330, 4)):
        for number in range(first, first + 3):
            top = 100 + 90 * (number - first)
            page += [
                (side, top, f"{number}."),
                *_cell(f"Text{number} " + FIRST, x=side + 35, top=top, per_line=5),
            ]
    document = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert [" ".join(c.text.split()) for c in document.clauses if c.number] == [
        f"{n}. Text{n} {FIRST}" for n in range(1, 7)
    ]


def test_a_numbered_title_beside_its_text_is_read_as_a_row(tmp_path: Path) -> None:
    page: list[Placed] = []
    for number, top in ((1, 100), (2, 190), (3, 280)):
        page += _cell(f"{number}. A title of eight words in a cell", x=60, top=top, per_line=3)
        page += _cell(f"Text{number} " + FIRST, x=260, top=top, per_line=3)
    document = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert [" ".join(c.text.split()) for c in document.clauses if c.number] == [
        f"{n}. A title of eight words in a cell Text{n} {FIRST}" for n in (1, 2, 3)
    ]


def test_a_heading_over_all_columns_parts_the_rows(tmp_path: Path) -> None:
    page: list[Placed] = []
    for number, top in ((1, 100), (2, 190), (3, 310), (4, 400)):
        page += [
            (60, top, str(number)),
            *_cell("A title of eight words in a cell", x=90, top=top, per_line=3),
        ]
        page += _cell(f"Text{number} " + FIRST, x=260, top=top, per_line=3)
    page.append((180, 285, "CONDITIONS FOR LAW ENFORCEMENT"))
    document = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert [" ".join(c.text.split()) for c in document.clauses if c.number] == [
        f"{n} A title of eight words in a cell Text{n} {FIRST}" for n in (1, 2, 3, 4)
    ]


def _words(names: list[str], *, x: float, top: float, width: float) -> tuple[list[Glyphs], float]:
    """Words of 5 points a letter set in a column, and where the line below them would begin."""
    found: list[Glyphs] = []
    left, y = x, top
    for name in names:
        wide = 5.0 * len(name)
        if left > x and left + wide > x + width:
            left, y = x, y + LEADING
        box = (left, y, left + wide, y + 10)
        found.append(Glyphs(name, *box, box))
        left += wide + 3
    return found, y + LEADING


paragraph = st.lists(st.integers(2, 9), min_size=12, max_size=40)


@settings(max_examples=80, deadline=None)
@given(st.data(), st.integers(2, 3), st.sampled_from([0.0, 5.0, 8.0]))
def test_columns_of_a_page_are_read_one_after_the_other(data: st.DataObject, many: int, apart: float) -> None:
    width = 500 / many - 14
    words: list[Glyphs] = []
    names: list[str] = []
    for side in range(many):
        y = 100.0 + data.draw(st.sampled_from([0.0, 3.0, 6.0]))
        while y < 600 - (100 if side == many - 1 else 0):
            lengths = data.draw(paragraph)
            names_here = [
                f"{chr(97 + side)}{len(names) + at}".ljust(length, "x") for at, length in enumerate(lengths)
            ]
            placed, y = _words(names_here, x=50 + side * 500 / many, top=y, width=width)
            y += apart
            words += placed
            names += names_here
    assert arrange(words)[0].split() == names


@settings(max_examples=80, deadline=None)
@given(st.data(), st.integers(3, 6), st.sampled_from([6.0, 9.0, 14.0]))
def test_rows_of_a_table_are_read_cell_by_cell(data: st.DataObject, many: int, padding: float) -> None:
    y = 100.0
    words: list[Glyphs] = []
    names: list[str] = []
    for row in range(1, many + 1):
        cells = [(50.0, 20.0, [str(row)])]
        for at, (x, width, most) in enumerate(((80.0, 110.0, 12), (205.0, 330.0, 60))):
            lengths = data.draw(st.lists(st.integers(2, 9), min_size=4, max_size=most))
            cells.append(
                (x, width, [f"{'tb'[at]}{row}w{n}".ljust(length, "x") for n, length in enumerate(lengths)])
            )
        placed = [_words(name, x=x, top=y, width=width) for x, width, name in cells]
        y = max(low for _, low in placed) + padding
        words += [word for some, _ in placed for word in some]
        names += [name for _, _, cell in cells for name in cell]
    assert arrange(words)[0].split() == names
