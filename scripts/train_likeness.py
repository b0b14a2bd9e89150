"""Work out which words speak for which family of conditions: ``python scripts/train_likeness.py [--check]``.

Reads the sentences of ``records/recognition/shared/sentences.yaml``, the examples of the rules and the marked documents
of ``tests/corpus/tuned`` and ``learnt``; writes ``records/recognition/shared/likeness.json``, ``voice.json`` for how
those documents speak, and ``genre.json`` for the kinds of paper the first of them are. One logistic
regression for each family or kind, fitted by stochastic gradient descent with a fixed order, so that the same input
gives the same weights; two, fitted to the end, for the voice of papers and of sentences.
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
from itertools import chain
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
from enjoined.documents.recognition.voice import READ, TURNS, frequencies, told_by

__all__ = ["inputs_hash", "train"]

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "records" / "recognition"
TUNED, LEARNT = (ROOT / "tests" / "corpus" / name for name in ("tuned", "learnt"))
"""Marked documents, and those of other hands, of which the kinds of paper are not learnt."""
OUT = RULES / "shared" / "likeness.json"
KINDS = RULES / "shared" / "genre.json"
VOICE = RULES / "shared" / "voice.json"
_MARK = re.compile(r"\[\[([a-z0-9+-]+)(?:/([a-z-]+))?\|(.*?)\]\]", re.DOTALL)
_SHORTEST = 25
_LEADS_IN = (":", "--", "\u2014")
"""What leads in to the items of a clause tells nothing of its family."""
_RATE, _PENALTY, _FAVOUR = 0.5, 0.02, 10.0
"""Step; shrinking of weights; how much more a row of the family or kind counts."""
_OF_SENTENCES, _OF_PAPERS = (24, 8), (40, 39)
"""Rounds over the rows, and after how many of them the weights count."""
_SMALL = 0.04
_DESCENTS, _SHRINK_PAPER, _SHRINK_SENTENCE = 300, 0.012, 0.002
"""For the voice: descents, and how much the weights of papers and of sentences shrink."""


class Row(NamedTuple):
    """A sentence: what the model sees of it, and its families."""

    features: tuple[str, ...]
    families: frozenset[str]


def inputs_hash() -> str:
    """The hash of everything the weights are worked out from."""
    digest = hashlib.sha256()
    paths = [
        *RULES.glob("*.yaml"),
        *(RULES / "shared").glob("*.yaml"),
        *TUNED.glob("*.txt"),
        *LEARNT.glob("*.txt"),
    ]
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
    for _, body in chain(_marked(), _marked(LEARNT)):
        at = 0
        for mark in _MARK.finditer(body):
            yield from ((text, frozenset()) for text in _sentences(body[at : mark.start()]))
            yield from (
                (text, frozenset(mark[1].split("+")))
                for text in _sentences(mark[3])
                if not text.endswith(_LEADS_IN)
            )
            at = mark.end()
        yield from ((text, frozenset()) for text in _sentences(body[at:]))


def _marked(directory: Path = TUNED) -> Iterator[tuple[dict[str, Any], str]]:
    """The marked documents: what each says of itself, and its text."""
    for path in sorted(directory.glob("*.txt")):
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


def train(rows: list[Row], family: str, rounds: int, early: int) -> tuple[float, dict[str, float]]:
    """The bias and the weights of one family: logistic loss, adaptive steps, weights shrunk a little at every step.

    The mean of how they are after each round but the ``early`` ones, so that the order of the rows counts for little.
    """
    weights: dict[str, float] = {}
    squares: dict[str, float] = {}
    means: dict[str, float] = {}
    bias, bias_square, bias_mean = -3.0, 1.0, 0.0
    told = [(row.features, damped(len(row.features)), family in row.families) for row in rows]
    order = list(range(len(rows)))
    shuffle = random.Random(family)
    for turn in range(rounds):
        shuffle.shuffle(order)
        for at in order:
            names, scale, truth = told[at]
            total = bias + scale * sum([weights.get(name, 0.0) for name in names])
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - truth) * (_FAVOUR if truth else 1.0)
            if abs(error) < 1e-4:
                continue
            bias_square += error * error
            bias -= _RATE * error / math.sqrt(bias_square)
            for name in names:
                weight = weights.get(name, 0.0)
                step = error * scale + _PENALTY * weight
                squares[name] = squares.get(name, 1.0) + step * step
                weights[name] = weight - _RATE * step / math.sqrt(squares[name])
        if turn >= early:
            bias_mean += bias / (rounds - early)
            for name, weight in weights.items():
                means[name] = means.get(name, 0.0) + weight / (rounds - early)
    return bias_mean, {name: weight for name, weight in means.items() if abs(weight) >= _SMALL}


def _papers(rules: Rules) -> list[Row]:
    """Every marked document whose kind is known."""
    reader = Reader(rules.vocabulary)
    found = []
    for facts, body in _marked():
        if "kind" in facts:
            text = _MARK.sub(r"\3", body)
            marks = marks_of(text, reader.read(text))
            found.append(Row(tuple(sorted(marks)), frozenset({str(facts["kind"])})))
    often = Counter(name for row in found for name in row.features)
    return [Row(tuple(name for name in row.features if often[name] > 1), row.families) for row in found]


def _write(path: Path, rows: list[Row], names: list[str], rounds: tuple[int, int]) -> None:
    biases: list[float] = []
    table: dict[str, dict[int, float]] = {}
    for number, name in enumerate(names):
        bias, weights = train(rows, name, *rounds)
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


def separate(rows: list[tuple[dict[str, float], bool]], shrink: float) -> tuple[float, dict[str, float]]:
    """The bias and the weights that tell true rows from false ones by how much of each feature they have.

    Logistic loss, both sorts counting the same in all, and weights shrunk; by descents that gather speed, to the end.
    """
    share = sum(truth for _, truth in rows) / len(rows)
    step = 4 / (sum(1 + sum(much * much for much in row.values()) for row, _ in rows) / len(rows))
    weights: dict[str, float] = dict.fromkeys((name for row, _ in rows for name in row), 0.0)
    ahead, bias, bias_ahead = dict(weights), 0.0, 0.0
    for turn in range(_DESCENTS):
        slope, bias_slope = {name: shrink * weight for name, weight in ahead.items()}, 0.0
        for row, truth in rows:
            total = bias_ahead + sum(ahead[name] * much for name, much in row.items())
            error = 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))) - truth
            error /= 2 * (share if truth else 1 - share) * len(rows)
            bias_slope += error
            for name, much in row.items():
                slope[name] += error * much
        speed = turn / (turn + 3)
        after = {name: weight - step * slope[name] for name, weight in ahead.items()}
        ahead = {name: weight + speed * (weight - weights[name]) for name, weight in after.items()}
        weights = after
        bias_after = bias_ahead - step * bias_slope
        bias_ahead, bias = bias_after + speed * (bias_after - bias), bias_after
    return bias, weights


def _write_voice(rules: Rules) -> None:
    reader = Reader(rules.vocabulary)
    papers: list[tuple[dict[str, float], bool]] = []
    turned: list[tuple[dict[str, float], bool]] = []
    told: list[tuple[dict[str, float], bool]] = []
    for facts, body in chain(_marked(), _marked(LEARNT)):
        text = _MARK.sub(r"\3", body)
        spans = [(mark[2] in (None, "imposes"), mark[3]) for mark in _MARK.finditer(body)]
        if "kind" in facts or spans:
            often = dict(zip(TURNS, frequencies(text), strict=True))
            if "kind" in facts:
                turned.append((often, facts["kind"] in BINDING))
            row = {f"t:{name}": much for name, much in often.items()}
            row |= dict.fromkeys(told_by(reader.read(text[:READ]).words), 1.0)
            papers.append((row, facts.get("kind") in BINDING or any(binds for binds, _ in spans)))
        told += [
            (dict.fromkeys(told_by(reader.read(sentence).words), 1.0), binds)
            for binds, span in spans
            for sentence in _sentences(span)
        ]
    bias, weights = separate(_often(papers, 3), _SHRINK_PAPER)
    _, alone = separate(turned, _SHRINK_SENTENCE)
    sentence_bias, sentence_weights = separate(_often(told, 2), _SHRINK_SENTENCE)
    content = {
        "inputs": inputs_hash(),
        "bias": round(bias, 3),
        "turns": {name: round(weights.pop(f"t:{name}", 0.0), 3) for name in TURNS},
        "turns_alone": {name: round(alone[name], 3) for name in TURNS},
        "words": _worth_telling(weights),
        "sentence_bias": round(sentence_bias, 3),
        "sentence_words": _worth_telling(sentence_weights),
    }
    VOICE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    print(f"{VOICE.name}: {len(papers)} papers, {len(told)} sentences, {VOICE.stat().st_size:,} bytes")


def _often(rows: list[tuple[dict[str, float], bool]], least: int) -> list[tuple[dict[str, float], bool]]:
    """The rows without features that fewer than ``least`` of them have."""
    times = Counter(name for row, _ in rows for name in row)
    return [
        ({name: much for name, much in row.items() if times[name] >= least}, truth) for row, truth in rows
    ]


def _worth_telling(weights: dict[str, float]) -> dict[str, float]:
    return {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= _SMALL}


def main(arguments: list[str]) -> None:
    """Write the weights, or check that they belong to the present input."""
    if "--check" in arguments:
        held = [json.loads(path.read_text(encoding="utf-8"))["inputs"] for path in (OUT, KINDS, VOICE)]
        old = any(one != inputs_hash() for one in held)
        sys.exit("the weights are older than the sentences: run this script" if old else 0)
    rules = load_rules(RULES, likeness=False)
    _write(OUT, _rows(rules), sorted(rule.family for rule in rules.families), _OF_SENTENCES)
    papers = _papers(rules)
    _write(KINDS, papers, sorted({kind for row in papers for kind in row.families}), _OF_PAPERS)
    _write_voice(rules)


if __name__ == "__main__":
    main(sys.argv[1:])
