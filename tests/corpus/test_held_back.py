"""The held-back documents are what their texts build, and every label points at its words."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from tests.corpus.held_back import build

HERE = Path(build.__file__).parent


def _rows(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def test_every_file_is_what_the_texts_build(tmp_path: Path) -> None:
    build.main(tmp_path)
    built = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {
        path.name: path.read_bytes() for path in HERE.iterdir() if path.name in built or path.match("h*.txt")
    }
    assert kept == built


def test_every_label_quotes_the_words_at_its_offsets() -> None:
    for row in _rows("labels.jsonl"):
        text = (HERE / str(row["file"])).read_text(encoding="utf-8")
        body = text.index("-----\n")
        assert isinstance(row["spans"], list)
        for span in row["spans"]:
            assert body < span["start"] < span["end"] <= len(text)
            assert span["quote"] and text.startswith(span["quote"], span["start"])


def test_the_index_the_labels_and_the_facts_name_the_same_files() -> None:
    with (HERE / "index.tsv").open(encoding="utf-8", newline="") as lines:
        index = [row["file"] for row in csv.DictReader(lines, delimiter="\t")]
    assert (
        index
        == [row["file"] for row in _rows("labels.jsonl")]
        == [row["file"] for row in _rows("facts.jsonl")]
    )
    assert index == sorted(path.name for path in HERE.glob("h*.txt"))


def test_a_hard_negative_never_imposes() -> None:
    for row in _rows("labels.jsonl"):
        if row["hard_negative"]:
            assert isinstance(row["spans"], list)
            assert {s["role"] for s in row["spans"] if s["family"] != "other"} <= {
                "mentions",
                "negates",
                "describes-status",
            }
