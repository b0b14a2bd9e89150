"""Sentences torn apart and sewn together again: whatever they say, there is a verdict, never a fault of the program."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from enjoined.claims import check_claim
from enjoined.model import parse_day

HERE = Path(__file__).parent
CLAIMS = [
    json.loads(line)["claim"].split()
    for path in sorted(HERE.glob("claims_*.jsonl"))
    if path.stem != "claims_held_back"
    for line in path.read_text(encoding="utf-8").splitlines()
]


def _torn(source: random.Random) -> str:
    one, other = source.choice(CLAIMS), source.choice(CLAIMS)
    cut = source.randrange(1, len(one) + 1)
    match source.randrange(3):
        case 0:
            words = one[:cut] + other[source.randrange(len(other)) :]
        case 1:
            words = one[: cut - 1] + one[cut:]
        case _:
            words = one[:cut] + other[: source.randrange(1, 5)] + one[cut:]
    return " ".join(words)


@pytest.mark.parametrize("seed", range(8))
def test_a_torn_sentence_has_a_verdict(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(100):
        text = _torn(source)
        report = check_claim(text, on=parse_day("2024-11-01"))
        assert report.verdict in ("true", "false", "depends", "not-checkable"), text
        assert bool(report.figures) is (report.verdict != "not-checkable"), text
