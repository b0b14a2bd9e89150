"""Each subtle case of both periods has a test that is there, or a written reason why not (``subtle_cases.tsv``).

A test is named by its file (and function), as ``world:NAME`` of the conformance suite, or as
``2025:RECIPIENT CONDITION DAY``, a line of ``answers_2025.tsv``.
"""

from __future__ import annotations

import ast
import csv
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


ROWS = table("subtle_cases.tsv")
ANSWERS = {(row["recipient"], row["condition"], row["on"]) for row in table("answers_2025.tsv")}


def is_there(reference: str) -> bool:
    """Whether the test that a reference names exists."""
    kind, _, rest = reference.partition(":")
    if kind == "world":
        return (ROOT / "tests" / "conformance" / "worlds" / f"{rest}.json").is_file()
    if kind == "2025":
        return tuple(rest.split()) in ANSWERS
    path, _, name = reference.partition("::")
    if not (ROOT / path).is_file():
        return False
    functions = ast.parse((ROOT / path).read_text(encoding="utf-8")).body
    return not name or any(isinstance(f, ast.FunctionDef) and f.name == name for f in functions)


def test_every_number_of_both_periods_is_there_once() -> None:
    numbers = [(row["period"], int(row["number"])) for row in ROWS]
    assert numbers == [("2016-2022", n) for n in range(1, 34)] + [("2025-2026", n) for n in range(1, 35)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['period']}-{row['number']}")
def test_a_subtle_case_has_a_test_or_a_reason(row: dict[str, str]) -> None:
    references = [part.strip() for part in row["tested_by"].split(";") if part.strip()]
    assert references or row["not_or_not_wholly_because"]
    assert [reference for reference in references if not is_there(reference)] == []
