from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from enjoined.documents import read
from enjoined.documents.files import read_pdf
from enjoined.errors import UnreadableDocument

from .pdfs import Placed, column, write_pdf

LOREM = [
    *(
        [
            "the",
            "recipient",
            "must",
            "keep",
            "records",
            "of",
            "the",
            "award",
            "for",
            "three",
            "years",
            "and",
            "give",
            "them",
            "to",
            "the",
            "agency",
        ]
    ),
    *(
        [
            "when",
            "it",
            "asks",
            "for",
            "them",
            "in",
            "writing",
            "because",
            "costs",
            "are",
            "subject",
            "to",
            "review",
            "by",
            "an",
            "auditor",
        ]
    ),
]


def _text(path: Path) -> str:
    return read_pdf.read_pdf(path)[0].text


def test_lines_are_read_top_to_bottom_whatever_the_order_they_are_drawn_in(tmp_path: Path) -> None:
    lines: list[Placed] = [(72, 300, "third line"), (72, 100, "first line"), (72, 113, "second line")]
    text = _text(write_pdf(tmp_path / "a.pdf", [lines]))
    assert text.split() == ["first", "line", "second", "line", "third", "line"]
    assert "second line\n\nthird line" in text


def test_every_word_says_where_it_is_in_the_text_and_on_the_page(tmp_path: Path) -> None:
    page = read_pdf.read_pdf(
        write_pdf(tmp_path / "a.pdf", [[(72, 100, "55. Rules"), (90, 113, "(see below)")]])
    )[0]
    assert [page.text[word.start : word.end] for word in page.words] == ["55.", "Rules", "(see", "below)"]
    first = page.words[0]
    assert abs(first.x0 - 72) < 2
    assert first.y0 < 100 < first.y1 + 1


def test_a_span_over_two_lines_has_two_boxes(tmp_path: Path) -> None:
    page = read_pdf.read_pdf(
        write_pdf(tmp_path / "a.pdf", [[(72, 100, "agents are"), (72, 113, "admitted to")]])
    )[0]
    boxes = page.boxes(page.text.index("are"), page.text.index("to"))
    assert len(boxes) == 2
    assert boxes[0][1] < boxes[1][1]
    assert boxes[0][0] > boxes[1][0]


@pytest.mark.parametrize("row_wise", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, row_wise: bool) -> None:
    left = column([f"left{n}" for n in range(60)], x=60, top=140, per_line=5)
    right = column([f"right{n}" for n in range(60)], x=330, top=140, per_line=5)
    both = [line for pair in zip(left, right, strict=True) for line in pair] if row_wise else [*right, *left]
    head: Placed = (
        60,
        100,
        "Terms of the award that run over the whole width of the page above both columns",
    )
    words = _text(write_pdf(tmp_path / "a.pdf", [[*both, head]])).split()
    assert words[0] == "Terms"
    assert [w for w in words if w.startswith("left")] == [f"left{n}" for n in range(60)]
    assert words.index("left59") < words.index("right0")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_one_column_is_never_split(tmp_path: Path, data: st.DataObject) -> None:
    per_line = data.draw(st.integers(4, 14))
    words = data.draw(st.lists(st.sampled_from(LOREM), min_size=per_line, max_size=per_line * 30))
    numbered = data.draw(st.booleans())
    lines = column(words, x=90 if numbered else 60, top=80, per_line=per_line)
    if numbered:
        lines = [*lines, *((60.0, y, f"{n}.") for n, (_, y, _) in enumerate(lines, start=1))]
    text = _text(write_pdf(tmp_path / "a.pdf", [lines]))
    read_words = [word for word in text.split() if not word[0].isdigit()]
    assert read_words == words


def test_a_form_of_labels_and_values_is_read_across(tmp_path: Path) -> None:
    rows: list[Placed] = []
    for number in range(10):
        rows += [(60, 100 + 20 * number, f"Label {number}"), (330, 100 + 20 * number, f"Value {number}")]
    text = _text(write_pdf(tmp_path / "a.pdf", [rows]))
    assert [line for line in text.split("\n") if line][3] == "Label 3   Value 3"


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_rotated_page_has_its_boxes_as_displayed(tmp_path: Path, rotate: int) -> None:
    page = read_pdf.read_pdf(write_pdf(tmp_path / "a.pdf", [[(72, 100, "Condition")]], rotate=rotate))[0]
    wide, high = (792, 612) if rotate != 180 else (612, 792)
    assert (page.width, page.height) == (wide, high)
    assert page.text == "Condition"
    (word,) = page.words
    corner = {90: (792 - 100, 72), 180: (612 - 72, 792 - 100), 270: (100, 612 - 72)}[rotate]
    assert word.x0 - 12 <= corner[0] <= word.x1 + 12
    assert word.y0 - 12 <= corner[1] <= word.y1 + 12


def test_a_picture_page_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    path = write_pdf(
        tmp_path / "scan.pdf", [[(72, 100, "1. First")], [], [(72, 100, "2. Second")]], image_pages=[1]
    )
    document = read(path, ocr=False)
    assert [page.read for page in document.pages] == [True, False, True]
    assert [(u.page, u.why) for u in document.unread] == [(2, "no text on this page: an image (scan)")]
    assert "1 of 3 pages could not be read" in document.warnings


def test_a_hyphen_at_a_line_end_is_a_hyphen(tmp_path: Path) -> None:
    text = _text(
        write_pdf(tmp_path / "a.pdf", [[(72, 100, "a correctional facil-"), (72, 113, "ity of the State")]])
    )
    assert text == "a correctional facil-\nity of the State"


def test_a_protected_pdf_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "secret.pdf", [[(72, 100, "hidden")]], password="example")
    with pytest.raises(UnreadableDocument, match="password") as caught:
        read(path)
    assert caught.value.where == "secret.pdf"
    assert "without a password" in caught.value.remedy


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n" + b"\x00garbage" * 50, "damaged"),
        (b"PK\x03\x04" + b"\x00" * 40, "archive"),
        (b"GIF89a" + b"\x00" * 40, "a GIF image"),
        (b"x\x9f>\x22" + b"\x00" * 40, "only Outlook opens"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "the image is damaged"),
        (b"<!DOCTYPE html><html><script>1</script></html>", "web page shows no text"),
        (bytes(range(256)) * 8, "not text"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableDocument, match=what) as caught:
        read(path)
    assert str(caught.value).startswith("file.pdf: ")
    assert caught.value.remedy


def test_a_missing_file_and_a_directory_are_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="cannot be opened"):
        read(tmp_path / "nowhere.pdf")
    with pytest.raises(UnreadableDocument, match="directory"):
        read(tmp_path)


def test_a_cut_short_pdf_never_crashes(tmp_path: Path) -> None:
    whole = write_pdf(
        tmp_path / "whole.pdf", [[(72, 100, "1. First condition of the award")]] * 3
    ).read_bytes()
    for length in range(10, len(whole), len(whole) // 17):
        path = tmp_path / "part.pdf"
        path.write_bytes(whole[:length])
        try:
            document = read(path)
        except UnreadableDocument as error:
            assert error.what
        else:
            assert len(document.pages) <= 3


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_pdf, "PAGE_LIMIT", 2)
    with pytest.raises(UnreadableDocument, match="3 pages; at most 2"):
        read_pdf.read_pdf(write_pdf(tmp_path / "long.pdf", [[(72, 100, "page")]] * 3))


def test_a_page_with_too_much_text_is_left_out_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_pdf, "PAGE_CHARACTERS", 20)
    pages = read_pdf.read_pdf(
        write_pdf(tmp_path / "a.pdf", [[(72, 100, "short")], [(72, 100, "long " * 10)]])
    )
    assert [page.read for page in pages] == [True, False]


def test_too_much_text_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_pdf, "TOTAL_CHARACTERS", 20)
    with pytest.raises(UnreadableDocument, match="more than 20 characters"):
        read_pdf.read_pdf(write_pdf(tmp_path / "a.pdf", [[(72, 100, "ten letters")]] * 3))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255), st.integers(0, 20)), max_size=20))
def test_a_damaged_pdf_is_read_or_refused(tmp_path: Path, edits: list[tuple[int, int, int]]) -> None:
    path = write_pdf(
        tmp_path / "a.pdf", [[(72, 100, "1. First must")], [(72, 100, "2. Second")], []], image_pages=[2]
    )
    content = bytearray(path.read_bytes())
    for place, byte, cut in edits:
        content[place % len(content)] = byte
        del content[place % len(content) : place % len(content) + cut]
    path.write_bytes(bytes(content))
    try:
        document = read(path)
    except UnreadableDocument as error:
        assert error.where == "a.pdf"
    else:
        assert all(page.why_unread for page in document.pages if not page.read)


TURNED: list[Placed] = [
    (100, 200, "53. Ongoing compliance with 8 U.S.C. 1373"),
    (100, 213, "The recipient must not restrict its officials."),
    (100, 239, "54. Authority to obligate award funds"),
    (100, 252, "The recipient may not obligate award funds."),
]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_set_sideways_or_upside_down_is_read(tmp_path: Path, turn: int) -> None:
    page = read_pdf.read_pdf(write_pdf(tmp_path / "a.pdf", [TURNED], turn=turn))[0]
    assert [line for line in page.text.split("\n") if line] == [line for _, _, line in TURNED]
    assert all(0 <= w.x0 < w.x1 <= 612 and 0 <= w.y0 < w.y1 <= 792 for w in page.words)
    down = [w.y1 - w.y0 > w.x1 - w.x0 for w in page.words if len(w.text) > 6]
    assert all(down) if turn != 180 else not any(down)


def test_a_stamp_in_the_margin_does_not_mix_with_the_text(tmp_path: Path) -> None:
    upright = write_pdf(tmp_path / "a.pdf", [TURNED]).read_bytes()
    stamp = b"BT /F1 8 Tf 0 1 -1 0 95 560 Tm (Received by the clerk 12) Tj ET"
    length = int(upright.split(b"<< /Length ")[1].split(b" ")[0])
    path = tmp_path / "b.pdf"
    path.write_bytes(
        upright.replace(
            b"<< /Length %d >>\nstream\n" % length,
            b"<< /Length %d >>\nstream\n%s\n" % (length + len(stamp) + 1, stamp),
        )
    )
    text = _text(path)
    assert text.endswith("The recipient may not obligate award funds.\n\nReceived by the clerk 12")
    page = read_pdf.read_pdf(path)[0]
    assert [page.text[w.start : w.end] for w in page.words] == [w.text for w in page.words]


def test_letters_that_make_no_words_are_reported(tmp_path: Path) -> None:
    scattered: list[Placed] = [
        (60 + 31 * (n % 16), 100 + 17 * (n // 16), "xqzvkwj"[n % 7]) for n in range(320)
    ]
    document = read(write_pdf(tmp_path / "a.pdf", [TURNED, scattered]))
    assert [u.page for u in document.unread] == [2]
    assert "words" in document.unread[0].why
    assert document.pages[0].read


def test_a_table_of_figures_is_not_taken_for_scattered_letters(tmp_path: Path) -> None:
    figures: list[Placed] = [(60 + 31 * (n % 16), 100 + 17 * (n // 16), str(n % 90)) for n in range(320)]
    assert read(write_pdf(tmp_path / "a.pdf", [figures])).unread == ()


@pytest.mark.parametrize("short", [2, 3, 5])
def test_a_short_last_column_is_read_after_the_first(tmp_path: Path, short: int) -> None:
    left = column([f"left{n}" for n in range(150)], x=60, top=100, per_line=5)
    right = column([f"right{n}" for n in range(5 * short)], x=330, top=100, per_line=5)
    words = _text(write_pdf(tmp_path / "a.pdf", [[*left, *right]])).split()
    assert words == [f"left{n}" for n in range(150)] + [f"right{n}" for n in range(5 * short)]


def test_words_with_a_line_through_them_are_left_out_and_words_above_a_line_stay(tmp_path: Path) -> None:
    lines = [
        (72.0, 100.0, "The recipient shall report monthly quarterly."),
        (72.0, 130.0, "Signature and date"),
    ]
    whole = read_pdf.read_pdf(write_pdf(tmp_path / "whole.pdf", [lines]))[0]
    monthly = next(word for word in whole.words if word.text == "monthly")
    through, under = (monthly.x0, monthly.x1, 97.0), (72.0, 200.0, 132.0)
    page = read_pdf.read_pdf(write_pdf(tmp_path / "struck.pdf", [lines], strokes=[through, under]))[0]
    assert page.text.split("\n")[0] == "The recipient shall report quarterly."
    assert "Signature and date" in page.text
    assert page.remarks == ("words that are struck out in it are left out",)
    assert read_pdf.read_pdf(write_pdf(tmp_path / "under.pdf", [lines], strokes=[under]))[0].remarks == ()
