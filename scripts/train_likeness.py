"""Work out which words speak for which family of conditions: ``python scripts/train_likeness.py [--check]``.

Reads the sentences of ``records/recognition/shared/sentences.yaml``, the examples of the rules and the marked documents
of ``tests/corpus/tuned``; writes ``records/recognition/shared/likeness.json``. One logistic regression a family,
fitted by stochastic gradient descent with a fixed order, so that the same input gives the same weights. ``--check``
only tells whether the file belongs to the present input.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from enjoined.documents.authorities import find_authorities
from enjoined.documents.likeness import damped, features, stem
from enjoined.documents.rules import Rules, load_rules
from enjoined.documents.sentences import sentences
from enjoined.documents.tokens import Reader

__all__ = ["inputs_hash", "train"]

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "records" / "recognition"
TUNED = ROOT / "tests" / "corpus" / "tuned"
OUT = RULES / "shared" / "likeness.json"
_MARK = re.compile(r"\[\[([a-z0-9+-]+)(?:/[a-z-]+)?\|(.*?)\]\]", re.DOTALL)
_SHORTEST = 25
_ROUNDS, _RATE, _PENALTY, _FAVOUR = 40, 0.5, 0.1, 15.0
"""Rounds over the sentences; step; shrinking of weights; how much more a sentence of the family counts."""
_SMALL = 0.04


class Row(NamedTuple):
    """A sentence: what the model sees of it, and its families."""

    features: tuple[str, ...]
    families: frozenset[str]


def inputs_hash() -> str:
    """The hash of everything the weights are worked out from."""
    digest = hashlib.sha256()
    paths = [*RULES.glob("*.yaml"), *(RULES / "shared").glob("*.yaml"), *TUNED.glob("*.txt")]
    for path in sorted(paths, key=lambda p: p.relative_to(ROOT).as_posix()):
        digest.update(
            path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n")
        )
    return digest.hexdigest()


def _texts(rules: Rules) -> Iterator[tuple[str, frozenset[str]]]:
    """Every sentence with its families."""
    for family, texts in _held()["sentences"].items():
        for text in texts:
            yield text, frozenset() if family == "none" else frozenset({family})
    for rule in rules.families:
        for example in rule.examples:
            yield example.text, frozenset({rule.family} if example.role != "none" else ())
    for path in sorted(TUNED.glob("*.txt")):
        for document in re.split(r"^={5,}\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            body = document.partition("-----")[2]
            at = 0
            for mark in _MARK.finditer(body):
                yield from ((text, frozenset()) for text in _sentences(body[at : mark.start()]))
                yield from ((text, frozenset(mark[1].split("+"))) for text in _sentences(mark[2]))
                at = mark.end()
            yield from ((text, frozenset()) for text in _sentences(body[at:]))


def _sentences(text: str) -> Iterator[str]:
    for start, end in sentences(text):
        words = text[start:end].strip()
        if len(words) > _SHORTEST:
            yield words


def _rows(rules: Rules) -> list[Row]:
    reader = Reader(rules.vocabulary)
    found = []
    for text, families in _texts(rules):
        tokens = reader.read(text)
        seen = features(
            [token.word for token in tokens],
            rules.terms.find(tokens),
            [authority.normalized for authority in find_authorities(text)],
        )
        found.append(Row(tuple(sorted(seen)), families))
    # A word of one sentence alone says nothing of others.
    often = Counter(name for row in found for name in row.features)
    dull = {f"w:{stem(word)}" for word in _held()["function words"].split()}
    known = {name for name, times in often.items() if times > 1 and name not in dull}
    return [Row(tuple(name for name in row.features if name in known), row.families) for row in found]


def _held() -> dict[str, Any]:
    """The file of sentences."""
    return yaml.safe_load((RULES / "shared" / "sentences.yaml").read_text(encoding="utf-8"))


def train(rows: list[Row], family: str) -> tuple[float, dict[str, float]]:
    """The bias and the weights of one family: logistic loss, adaptive steps, weights shrunk a little at every step."""
    weights: dict[str, float] = {}
    squares: dict[str, float] = {}
    bias, bias_square = -3.0, 1.0
    order = list(range(len(rows)))
    shuffle = random.Random(family)
    for _ in range(_ROUNDS):
        shuffle.shuffle(order)
        for at in order:
            row = rows[at]
            scale = damped(len(row.features))
            total = bias + scale * sum(weights.get(name, 0.0) for name in row.features)
            truth = family in row.families
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - truth) * (_FAVOUR if truth else 1.0)
            if abs(error) < 1e-4:
                continue
            bias_square += error * error
            bias -= _RATE * error / math.sqrt(bias_square)
            for name in row.features:
                weight = weights.get(name, 0.0)
                step = error * scale + _PENALTY * weight
                squares[name] = squares.get(name, 1.0) + step * step
                weights[name] = weight - _RATE * step / math.sqrt(squares[name])
    return bias, {name: weight for name, weight in weights.items() if abs(weight) >= _SMALL}


def main(arguments: list[str]) -> None:
    """Write the weights, or check that they belong to the present input."""
    if "--check" in arguments:
        held = json.loads(OUT.read_text(encoding="utf-8"))["inputs"]
        sys.exit(0 if held == inputs_hash() else "the weights are older than the sentences: run this script")
    rules = load_rules(RULES, likeness=False)
    rows = _rows(rules)
    families = sorted(rule.family for rule in rules.families)
    biases: list[float] = []
    table: dict[str, dict[int, float]] = {}
    for number, family in enumerate(families):
        bias, weights = train(rows, family)
        biases.append(round(bias, 3))
        for name, weight in weights.items():
            table.setdefault(name, {})[number] = round(weight, 2)
    content = {
        "inputs": inputs_hash(),
        "families": families,
        "bias": biases,
        "features": dict(sorted(table.items())),
    }
    OUT.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{len(rows)} sentences, {len(table)} features, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
