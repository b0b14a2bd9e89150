"""A paper none of whose phrases is known is told by what it reads like, and the weights fit the papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.documents import from_pages
from enjoined.documents.files.read_text import split_pages
from enjoined.documents.recognition.genre import read_genre
from enjoined.documents.recognition.tokens import Words
from enjoined.errors import RegistryError
from scripts.train_likeness import KINDS, inputs_hash


def test_the_weights_belong_to_the_papers_beside_them() -> None:
    assert read_genre(KINDS).weights.inputs == inputs_hash(), "run scripts/train_likeness.py"


def test_a_page_of_few_words_reads_like_nothing() -> None:
    assert read_genre(KINDS).scores("Reports are due.", Words(["reports"], [0], [7])) == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Sheriff turns down radio money\nUpdated Thursday evening\nThe county will do without the grant, the sheriff said.\n"
            "He told the paper that the money came with rules about immigration agents in his jail.\n"
            "Two commissioners said they were not told before the vote. A spokesman for the department had no comment.\n",
            "news",
        ),
        (
            "Ordinance 77-2025\nThe Town Council ordains as follows.\nSection 1. No officer of the town shall keep a person in custody for "
            "immigration officers.\nSection 2. No town money shall be spent on the enforcement of civil immigration law.\n"
            "Adopted by the Council. Ayes five, nays two.\n",
            "policy",
        ),
    ],
)
def test_a_paper_is_told_by_what_it_reads_like(text: str, kind: str) -> None:
    assert from_pages(split_pages(text), name="paper").facts.kind == kind


def test_weights_that_cannot_be_read_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "genre.json").write_text("[]", encoding="utf-8")
    with pytest.raises(RegistryError, match="train_likeness"):
        read_genre(tmp_path / "genre.json")
