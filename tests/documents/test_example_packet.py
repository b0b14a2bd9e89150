"""The example packet must come out right in every detail that its README promises."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from enjoined.documents import Document, Recognition, default_rules, read, recognise

EXAMPLES = Path(__file__).parents[2] / "examples"
BOTH = ("chicago-jag-fy2017.pdf", "chicago-jag-fy2017-ocr.txt")

IMPOSED = {
    "52": ({"certify-1373"}, "any"),
    "53": ({"comply-1373"}, "any"),
    "54": ({"comply-1373"}, "any"),
    "55": ({"admit-agents", "notice-release"}, "state"),
    "56": ({"admit-agents", "notice-release"}, "local"),
}


@lru_cache
def _read(name: str) -> tuple[Document, tuple[Recognition, ...]]:
    document = read(EXAMPLES / name, ocr=False)
    return document, recognise(document.clauses, default_rules(), document.reader)


@pytest.mark.parametrize("name", BOTH)
def test_five_conditions_bind_and_no_other(name: str) -> None:
    _, found = _read(name)
    imposed = {r.clause.number: (set(r.families), r.level) for r in found if r.role == "imposes"}
    assert imposed == IMPOSED
    assert all(r.confidence > 0.75 for r in found if r.role == "imposes")


@pytest.mark.parametrize("name", BOTH)
def test_all_printed_conditions_are_read_in_order(name: str) -> None:
    document, _ = _read(name)
    numbers = [int(c.number) for c in document.clauses if c.number and c.sort == "award"]
    missing = [23, 24, 25, 26] if name.endswith(".pdf") else []  # on the page that is a picture
    assert numbers == [n for n in range(1, 57) if n not in missing]


@pytest.mark.parametrize("name", BOTH)
def test_quotes_are_the_text_of_the_page(name: str) -> None:
    document, found = _read(name)
    for recognition in found:
        for part in recognition.parts:
            for span in part.spans:
                piece = document.pages[span.page - 1].text[span.start : span.end]
                assert piece.strip() == piece
                assert piece[:40] in document.quote((span,))
                assert bool(document.pages[span.page - 1].boxes(span.start, span.end)) == name.endswith(
                    ".pdf"
                )


def test_the_facts_of_the_face_page() -> None:
    facts = _read(BOTH[0])[0].facts
    names = ("award_number", "recipient", "program", "fiscal_year", "amount", "award_date")
    assert [getattr(facts, name).value for name in names] == [
        "2017-DJ-BX-9990",
        "City of Chicago",
        "16.738",
        2017,
        "2100000.00",
        "2017-09-29",
    ]
    assert facts.kind == "award"


def test_the_picture_page_is_unread_and_not_missing() -> None:
    document, _ = _read(BOTH[0])
    assert [(u.page, u.why) for u in document.unread] == [(11, "no text on this page: an image (scan)")]
    assert document.pages[10].label == "PAGE 7 OF 18"
    assert document.facts.missing_pages == ()


def test_the_page_that_the_text_view_lacks_is_missing() -> None:
    assert _read(BOTH[1])[0].facts.missing_pages == (1,)


def test_the_resolution_only_mentions() -> None:
    _, found = _read(BOTH[0])
    others = [r for r in found if r.clause.sort == "policy"]
    assert others
    assert {r.role for r in others} == {"mentions"}
    assert {r.clause.sort for r in found if r.role == "mentions"} == {"policy"}


def test_boxes_stand_where_the_words_are() -> None:
    document, found = _read(BOTH[0])
    (clause,) = (r for r in found if r.clause.number == "56" and r.role == "imposes")
    page = document.pages[clause.spans[0].page - 1]
    boxes = page.boxes(clause.spans[0].start, clause.spans[0].end)
    assert len(boxes) > 10
    assert all(0 <= x0 < x1 <= page.width and 0 <= y0 < y1 <= page.height for x0, y0, x1, y1 in boxes)
    assert [y0 for _, y0, _, _ in boxes] == sorted(y0 for _, y0, _, _ in boxes)
