"""Tables and columns, told apart by where words stand."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("heads", ["Article {}", "{}."])
def test_two_columns_whose_headings_count_on_are_no_table(tmp_path: Path, heads: str) -> None:
    page: list[Placed] = []
    for side, first in ((60, 1), (330, 4)):
        for number in range(first, first + 3):
            top = 100 + 60 * (number - first)
            page.append((side, top, heads.format(number) + " Duties that follow"))
            page += _cell(
                f"Text{number} is required of all, and no recipient may do less.",
                x=side,
                top=top + 15,
                per_line=7,
            )
    document = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert [c.number for c in document.clauses if c.number] == [str(n) for n in range(1, 7)]


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


@pytest.mark.parametrize("seed", range(40))
def test_columns_of_a_page_are_read_one_after_the_other(seed: int) -> None:
    chance = random.Random(seed)
    many, apart, gutter = (
        chance.choice([2, 3]),
        chance.choice([0.0, 5.0, 8.0, 14.0]),
        chance.choice([10, 14, 20]),
    )
    words: list[Glyphs] = []
    names: list[str] = []
    for side in range(many):
        y = 100.0 + chance.choice([0.0, 3.0, 6.0])
        while y < 600 - (chance.choice([0, 60, 150]) if side == many - 1 else 0):
            some = [f"{'abc'[side]}{len(names) + n}".ljust(chance.randint(2, 9), "x") for n in range(20)]
            placed, y = _words(some, x=50 + side * 500 / many, top=y, width=500 / many - gutter)
            y += apart
            words += placed
            names += some
    assert arrange(words)[0].split() == names


@pytest.mark.parametrize("seed", range(40))
def test_rows_of_a_table_are_read_cell_by_cell(seed: int) -> None:
    chance = random.Random(seed)
    padding, numbered = chance.choice([6.0, 9.0, 14.0]), chance.random() < 0.6
    y = 100.0
    words: list[Glyphs] = []
    names: list[str] = []
    for row in range(1, chance.randint(4, 7)):
        cells = [(50.0, 20.0, [str(row)])] if numbered else []
        for name, x, width, most in (("t", 80.0, 110.0, 12), ("b", 205.0, 330.0, 60)):
            some = [
                f"{name}{row}w{n}".ljust(chance.randint(2, 9), "x") for n in range(chance.randint(4, most))
            ]
            cells.append((x, width, some))
        placed = [_words(name, x=x, top=y, width=width) for x, width, name in cells]
        y = max(low for _, low in placed) + padding
        words += [word for some, _ in placed for word in some]
        names += [name for _, _, cell in cells for name in cell]
    assert arrange(words)[0].split() == names
