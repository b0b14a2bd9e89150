"""How the pages of a PDF are called, and the numbers printed on them."""

from __future__ import annotations

from pathlib import Path

from enjoined.documents import read
from enjoined.documents.files.read_pdf import read_pdf

from .pdfs import write_pdf


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


def test_a_label_that_reads_like_a_printed_mark_tells_of_no_missing_pages(tmp_path: Path) -> None:
    text = [[(72.0, 100.0, f"This is sheet {number} of the book.")] for number in range(2)]
    path = write_pdf(tmp_path / "a.pdf", text, labels="0 << /P (PAGE 5 OF 9) >>")
    assert [page.label for page in read_pdf(path)] == [None] * 2
