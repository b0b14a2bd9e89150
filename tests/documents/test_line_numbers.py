"""Pleading paper: the numbers down the margin are no part of the sentences beside them."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from enjoined.documents import Document, from_pages, read
from enjoined.documents.files.read_text import split_pages
from enjoined.documents.layout.line_numbers import without_numbered_lines
from tests.documents.pdfs import Placed, write_pdf

BODY = [
    "UNITED STATES DISTRICT COURT", "FOR THE DISTRICT OF COLUMBIA", "", "CITY OF EXAMPLE, Plaintiff,", "v.",
    "EXAMPLE AGENCY, Defendant.", "", "COMPLAINT", "", "1. The City asks the Court to set aside the conditions,",
    "because they rest on 8 U.S.C.", "§ 1373 and were announced on June", "12, 2025 without notice.", "",
    "2. The conditions say that the City", "must give notice before it releases", "any person, and that it must give",
    "access to its facilities. They are", "of no effect, as the statute gives", "no power to make them.", "",
    "3. The City therefore asks that the", "Court vacate them and forbid their", "use against it in this year and in",
    "every later year.", "", "PRAYER FOR RELIEF", "",
]  # fmt: skip


def pleading(body: list[str], *, top: float = 80, step: float = 24, quoted: str = "") -> list[Placed]:
    """A page of pleading paper; ``quoted`` is set single-spaced below the fifth line."""
    placed: list[Placed] = [(50 if n > 9 else 55, top + step * (n - 1), str(n)) for n in range(1, 29)]
    placed += [(108, top + step * at + 1, line) for at, line in enumerate(body) if line]
    if quoted:
        placed.append((140, top + step * 4.5, quoted))
    placed.append((300, 765, "- 2 -"))
    return placed


def test_a_page_of_pleading_paper_reads_without_its_numbers(tmp_path: Path) -> None:
    document = read(write_pdf(tmp_path / "a.pdf", [pleading(BODY, quoted="as it is written in the notice")]))
    (page,) = document.pages
    one, two, _ = (clause for clause in document.clauses if clause.number)
    assert one.text.split("\n") == BODY[9:13]
    assert two.text.split("\n") == BODY[14:20]
    assert "as it is written in the notice" in page.text
    assert "- 2 -" in page.text
    assert [found.text for found in document.authorities] == ["8 U.S.C.\n§ 1373"]
    assert document.quote(two.spans) == two.text
    # The way back leads to where the words stand on the paper, right of the numbers.
    (span,) = two.spans
    boxes = page.boxes(span.start, span.end)
    assert len(boxes) == 6
    assert all(box[0] == pytest.approx(108, abs=1) for box in boxes)
    assert boxes[0][3] == pytest.approx(80 + 24 * 14 + 1, abs=4)


def test_saved_as_text_it_reads_the_same() -> None:
    numbered = "\n".join(f"{n:>2}   {line}".rstrip() for n, line in enumerate(BODY, start=1))
    pages = split_pages(f"{numbered}\n\f{numbered}")
    assert [page.text.split("\n")[:28] for page in pages] == [BODY, BODY]


def test_numbers_read_as_a_column_of_their_own_go_too() -> None:
    column = "\n".join(str(n) for n in range(1, 29))
    assert without_numbered_lines(f"{column}\nThe City asks.").strip() == "The City asks."


def test_numbers_that_a_scanner_lost_do_not_keep_the_others() -> None:
    lines = [f"{n} and so on" for n in range(1, 29) if n not in (4, 11, 12)]
    assert "\n".join(["and so on"] * 25) == without_numbered_lines("\n".join(lines))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"{n} Title of condition {n}" for n in range(1, 29)),
        "\n".join(f"{n}\nTitle of condition {n}\nThe recipient must comply." for n in range(1, 29)),
        "\n".join(f"{n}\nTitle of condition {n}" for n in range(1, 29)),
        "\n".join(f"{n}. and so on" for n in range(1, 29)),
        "\n".join(f"{n} and so on" for n in range(1, 15)),
        "\n".join(f"{n} and so on" for n in range(1, 90)),
    ],
    ids=["table", "boxes", "boxed titles", "list", "short", "long"],
)
def test_numbers_of_conditions_stay(text: str) -> None:
    assert without_numbered_lines(text) == text


def test_a_numbered_table_in_a_pdf_keeps_its_numbers(tmp_path: Path) -> None:
    rows = [(72, 80 + 24 * n, str(n)) for n in range(1, 29)]
    rows += [(108, 80 + 24 * n, f"Title of the condition that is number {n}") for n in range(1, 29)]
    document: Document = read(write_pdf(tmp_path / "a.pdf", [rows]))
    assert [clause.number for clause in document.clauses if clause.number] == [str(n) for n in range(1, 29)]


def test_numbers_set_smaller_than_the_text(tmp_path: Path) -> None:
    """As word processors make them: the numbers in a frame of their own, at the pitch of double-spaced lines."""
    source = tmp_path / "a.typ"
    source.write_text(
        '#set page(paper: "us-letter", margin: (left: 1.5in, right: 0.5in, top: 1in, bottom: 0.7in), background: '
        "place(top + left, dx: 0.9in, dy: 1in, stack(spacing: 0pt, ..range(1, 29).map(n => box(height: 24pt, "
        "width: 20pt, align(right + top, text(size: 9pt, str(n))))))))\n"
        "#set text(size: 12pt)\n#set par(leading: 15.5pt)\n"
        + " ".join(
            ["The recipient must give notice and access under the condition that the agency made."] * 18
        )
    )
    path = tmp_path / "a.pdf"
    typst.compile(str(source), output=str(path))
    text = read(path).pages[0].text
    assert " ".join(text.split()).count("must give notice and access under the condition") == 18
    assert not any(word.isdigit() for word in text.split())


def test_they_stay_out_of_a_document_made_of_several_pages() -> None:
    text = "\f".join("\n".join(f"{n} words that go on" for n in range(1, 26)) for _ in range(3))
    assert all(clause.number is None for clause in from_pages(split_pages(text), name="a").clauses)
