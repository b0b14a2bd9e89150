"""Texts made to be hard on the reader: they are answered, within bounds."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enjoined.documents import default_rules, from_pages, read, recognise
from enjoined.documents.read_text import split_pages
from enjoined.errors import UnreadableDocument


@pytest.mark.parametrize(
    "text",
    [
        "1. " * 40_000,
        "\n".join(f"{n}. Must comply" for n in range(1, 6_000)),
        "a" * 100_000,
        "alien" * 20_000,
        "(a) " * 20_000,
        "PAGE 1 OF 9 " * 5_000,
        "notice " * 20_000,
        "8 U.S.C. 1373 must comply. " * 3_000,
        "$" * 50_000 + "1" * 50_000,
        "\x00\x01\u202e\ufffe" * 500,
        "Case: 1:17-cv-1 Document " * 4_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_texts_are_answered(text: str) -> None:
    document = from_pages(split_pages(text), name="hostile")
    found = recognise(document.clauses, default_rules(), document.reader)
    assert len(found) <= len(document.clauses) * 4
    assert len(document.quote(document.clauses[0].spans)) <= 610


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["1. Title\n", "PAGE 3 OF 9\n", "must comply with 8 U.S.C. 1373 ", "\f", "\n\n", "A. item; (b) more.\n", "Grant\n", "aliens in jails ", "<br />\n", "§", "II. Next\n"]
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_every_clause_can_be_found_again_on_its_pages(text: str) -> None:
    document = from_pages(split_pages(text), name="mixed")
    for clause in document.clauses:
        pieces = [document.pages[s.page - 1].text[s.start : s.end] for s in clause.spans]
        assert "".join("".join(pieces).split())
        assert set(clause.text.split()) <= set(" ".join(pieces).split())
    for recognition in recognise(document.clauses, default_rules(), document.reader):
        assert recognition.parts
        assert 0 < recognition.confidence <= 1


def test_a_pipe_or_a_device_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "award.pdf"
    os.mkfifo(pipe)
    for endless in (pipe, Path("/dev/zero")):
        with pytest.raises(UnreadableDocument, match="ordinary file"):
            read(endless)
