"""Worked answers for the conditions of 2025 and 2026: one line each in ``answers_2025.tsv``, with the reason.

They were written from the sources before the engine was asked.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.golden.conftest import Ask

with (Path(__file__).parent / "answers_2025.tsv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['recipient']}-{row['condition']}-{row['on']}")
def test_worked_answer(ask: Ask, row: dict[str, str]) -> None:
    found = ask(row["recipient"], row["condition"], row["on"], through=row["through"] or None)
    own = [a for a in found if a.recipient == row["recipient"]]
    assert [a.status.value for a in own] == [row["status"]], row["why"]
    if row["status"] == "unclear":
        assert own[0].unclear_because
        assert all(u.in_words for u in own[0].unclear_because)
