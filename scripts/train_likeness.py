"""Work out which words speak for which family of conditions: ``python scripts/train_likeness.py [--check]``.

Reads the sentences of ``records/recognition/shared/sentences.yaml``, the examples of the rules and the marked documents
of ``tests/corpus/tuned``; writes ``records/recognition/shared/likeness.json``, and ``genre.json`` and ``voice.json``
for the kinds of paper those documents are. One logistic regression for each family or kind, fitted by stochastic
gradient descent with a fixed order, so that the same input gives the same weights; one by plain descent for the voice.
``--check`` only tells whether the files belong to the present input.
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

from enjoined.documents.clauses.sentences import sentences
from enjoined.documents.recognition.authorities import find_authorities
from enjoined.documents.recognition.genre import BINDING, marks_of
from enjoined.documents.recognition.likeness import damped, features, stem
from enjoined.documents.recognition.roles import DECIDING
from enjoined.documents.recognition.rules import Rules, load_rules
from enjoined.documents.recognition.tokens import Reader
from enjoined.documents.recognition.voice import TURNS, frequencies

__all__ = ["inputs_hash", "train"]

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "records" / "recognition"
TUNED = ROOT / "tests" / "corpus" / "tuned"
OUT = RULES / "shared" / "likeness.json"
KINDS = RULES / "shared" / "genre.json"
VOICE = RULES / "shared" / "voice.json"
_MARK = re.compile(r"\[\[([a-z0-9+-]+)(?:/[a-z-]+)?\|(.*?)\]\]", re.DOTALL)
_SHORTEST = 25
_LEADS_IN = (":", "--", "\u2014")
"""What leads in to the items of a clause tells nothing of its family."""
_ROUNDS, _RATE, _PENALTY, _FAVOUR = 40, 0.5, 0.02, 10.0
"""Rounds over the sentences; step; shrinking of weights; how much more a sentence of the family counts."""
_SMALL = 0.04
_DESCENTS, _STEP, _SHRINK = 400, 0.5, 0.002
"""The same for the voice: descents, step, shrinking."""


class Row(NamedTuple):
    """A sentence: what the model sees of it, and its families."""

    features: tuple[str, ...]
    families: frozenset[str]


def inputs_hash() -> str:
    """The hash of everything the weights are worked out from."""
    digest = hashlib.sha256()
    paths = [*RULES.glob("*.yaml"), *(RULES / "shared").glob("*.yaml"), *TUNED.glob("*.txt")]
    paths.remove(RULES / "shared" / "roles.yaml")  # no row holds a word of it
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
    for _, body in _marked():
        at = 0
        for mark in _MARK.finditer(body):
            yield from ((text, frozenset()) for text in _sentences(body[at : mark.start()]))
            yield from (
                (text, frozenset(mark[1].split("+")))
                for text in _sentences(mark[2])
                if not text.endswith(_LEADS_IN)
            )
            at = mark.end()
        yield from ((text, frozenset()) for text in _sentences(body[at:]))


def _marked() -> Iterator[tuple[dict[str, Any], str]]:
    """The marked documents: what each says of itself, and its text."""
    for path in sorted(TUNED.glob("*.txt")):
        for document in re.split(r"^={5,}\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE):
            head, _, body = document.partition("\n-----\n")
            yield yaml.safe_load(head).get("facts", {}), body


def _sentences(text: str) -> Iterator[str]:
    for start, end in sentences(text):
        words = text[start:end].strip()
        if len(words) > _SHORTEST:
            yield words


def _rows(rules: Rules) -> list[Row]:
    reader = Reader(rules.vocabulary)
    found = []
    for text, families in _texts(rules):
        words = reader.read(text).words
        seen = features(
            words,
            rules.terms.find(words).keys() - DECIDING,
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
    held: dict[str, Any] = yaml.safe_load((RULES / "shared" / "sentences.yaml").read_text(encoding="utf-8"))
    return held


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


def _papers(rules: Rules) -> list[Row]:
    """Every marked document whose kind is known."""
    reader = Reader(rules.vocabulary)
    found = []
    for facts, body in _marked():
        if "kind" in facts:
            text = _MARK.sub(r"\2", body)
            marks = marks_of(text, reader.read(text))
            found.append(Row(tuple(sorted(marks)), frozenset({str(facts["kind"])})))
    often = Counter(name for row in found for name in row.features)
    return [Row(tuple(name for name in row.features if often[name] > 1), row.families) for row in found]


def _write(path: Path, rows: list[Row], names: list[str]) -> None:
    biases: list[float] = []
    table: dict[str, dict[int, float]] = {}
    for number, name in enumerate(names):
        bias, weights = train(rows, name)
        biases.append(round(bias, 3))
        for feature, weight in weights.items():
            table.setdefault(feature, {})[number] = round(weight, 2)
    content = {
        "inputs": inputs_hash(),
        "families": names,
        "bias": biases,
        "features": dict(sorted(table.items())),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{path.name}: {len(rows)} rows, {len(table)} features, {path.stat().st_size:,} bytes")


def voice(papers: list[tuple[list[float], bool]]) -> list[float]:
    """The weights that tell binding papers (true) from others by how often turns of speech stand in them.

    Both sorts count the same in all, however many there are of each. The bias of the fit is left out: what a paper must
    say to be taken for the other sort is set where it is asked.
    """
    size = len(papers[0][0])
    weights, bias = [0.0] * size, 0.0
    share = sum(binds for _, binds in papers) / len(papers)
    for _ in range(_DESCENTS):
        slope, bias_slope = [0.0] * size, 0.0
        for often, binds in papers:
            total = bias + sum(w * f for w, f in zip(weights, often, strict=True))
            error = (1 / (1 + math.exp(-total)) - binds) / (2 * (share if binds else 1 - share)) / len(papers)
            bias_slope += error
            for place, f in enumerate(often):
                slope[place] += error * f
        bias -= _STEP * bias_slope
        weights = [w - _STEP * (s + _SHRINK * w) for w, s in zip(weights, slope, strict=True)]
    return weights


def _write_voice() -> None:
    papers = [
        (frequencies(_MARK.sub(r"\2", body)), facts["kind"] in BINDING)
        for facts, body in _marked()
        if "kind" in facts
    ]
    weights = voice(papers)
    content = {
        "inputs": inputs_hash(),
        "weights": {name: round(weight, 3) for name, weight in zip(TURNS, weights, strict=True)},
    }
    VOICE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"{VOICE.name}: {len(papers)} papers")


def main(arguments: list[str]) -> None:
    """Write the weights, or check that they belong to the present input."""
    if "--check" in arguments:
        held = [json.loads(path.read_text(encoding="utf-8"))["inputs"] for path in (OUT, KINDS, VOICE)]
        old = any(one != inputs_hash() for one in held)
        sys.exit("the weights are older than the sentences: run this script" if old else 0)
    rules = load_rules(RULES, likeness=False)
    _write(OUT, _rows(rules), sorted(rule.family for rule in rules.families))
    papers = _papers(rules)
    _write(KINDS, papers, sorted({kind for row in papers for kind in row.families}))
    _write_voice()


if __name__ == "__main__":
    main(sys.argv[1:])
