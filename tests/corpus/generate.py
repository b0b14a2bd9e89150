"""Documents from templates, damaged as scanning and layout damage them; the same every time.

A template file holds documents parted by a line of ``=``: some ``key: value`` lines, ``-----``, and the text. A
labelled span is written ``[[family|text]]`` or ``[[family+family/role|text]]``.
"""

from __future__ import annotations

import csv
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import yaml

__all__ = ["Template", "damage", "read_templates", "write_corpus"]

TUNED = Path(__file__).parent / "tuned"
DOCUMENT_END = re.compile(r"^={5,}\n", re.MULTILINE)
MARK = re.compile(r"\[\[([a-z0-9+-]+)(?:/([a-z-]+))?\|")
OPEN, CLOSE = "\ue000", "\ue001"
QUALITY = {
    "clean": "clean (born-digital text layer)",
    "layout": "layout damage (narrow lines, hyphens, lost blanks)",
    "light": "OCR noise (light)",
    "heavy": "OCR noise (heavy)",
}
RATE = {"light": 0.006, "heavy": 0.028}
WIDTH = 100
CONFUSED = {
    "l": "1I", "I": "l1", "O": "0", "o": "0c", "e": "co", "c": "eo", "h": "b", "b": "h", "U": "V", "n": "u",
    "u": "n", "i": "l1", "g": "q", "t": "r", "f": "r", "S": "5", "a": "n", "s": "a", "B": "8", "d": "cl",
}  # fmt: skip
PAIRS = {"rn": "m", "m": "rn", "cl": "d", "ti": "d", "li": "h", "ri": "n", "vv": "w"}
WORDS = {
    "must": ("most", "mtst"), "the": ("die", "dre", "tbe"), "to": ("w", "m", "io"), "or": ("re", "ar"), "of": ("oF", "oC"),
    "and": ("mid", "aud"), "funds": ("finds", "fiords"), "funding": ("finding",), "State": ("Slate", "Stare"),
    "with": ("wirh", "widt"), "in": ("m",), "may": ("nay",), "any": ("my",), "such": ("sucb",),
}  # fmt: skip


class Template(msgspec.Struct, frozen=True, kw_only=True):
    """One document before damage: its index cells, facts, noise levels, and text with labelled spans."""

    kind: str
    noise: tuple[str, ...]
    text: str
    agency: str = "-"
    fiscal_year: str = "any"
    hard_negative: str = ""
    facts: dict[str, object] = {}


def read_templates(directory: Path = TUNED) -> tuple[Template, ...]:
    """All templates, file by file in the order of their names."""
    found = []
    for path in sorted(directory.glob("*.txt")):
        for part in DOCUMENT_END.split(path.read_text(encoding="utf-8")):
            head, _, text = part.strip("\n").partition("\n-----\n")
            cells = yaml.safe_load(head)
            cells["noise"] = tuple(cells["noise"].replace(" ", "").split(","))
            cells["fiscal_year"] = str(cells.get("fiscal_year", "any"))
            found.append(msgspec.convert({**cells, "text": text}, Template))
    return tuple(found)


def write_corpus(target: Path, directory: Path = TUNED) -> int:
    """Write every template at each of its noise levels into ``target``; returns how many documents."""
    target.mkdir(parents=True, exist_ok=True)
    rows: list[dict[str, str]] = []
    labels: list[str] = []
    facts: list[str] = []
    for template in read_templates(directory):
        for level in template.noise:
            name = f"{len(rows) + 1:03}.txt"
            text, spans = damage(template.text, level, seed=len(rows))
            (target / name).write_text(text, encoding="utf-8")
            families = sorted({str(span["family"]) for span in spans}) or ["none"]
            rows.append(
                {
                    "file": name, "url": "", "kind": template.kind, "agency": template.agency,
                    "fiscal_year": template.fiscal_year, "families": ",".join(families), "quality": QUALITY[level],
                    "text_status": "own words", "hard_negative": template.hard_negative,
                }
            )  # fmt: skip
            labels.append(
                json.dumps({"file": name, "hard_negative": bool(template.hard_negative), "spans": spans})
            )
            if template.facts:
                facts.append(json.dumps({"file": name, **template.facts}))
    with (target / "index.tsv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter="\t", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    (target / "labels.jsonl").write_text("\n".join(labels) + "\n", encoding="utf-8")
    (target / "facts.jsonl").write_text("\n".join(facts) + "\n", encoding="utf-8")
    return len(rows)


def damage(text: str, level: str, *, seed: int) -> tuple[str, list[dict[str, object]]]:
    """The text as it arrives, and its labels (one for each family of a marked span).

    >>> damage("[[boycott/mentions|No boycott.]] End", "clean", seed=1)[0]
    'No boycott. End'
    """
    chance = random.Random(seed)
    marks: list[tuple[str, str]] = []

    def opened(found: re.Match[str]) -> str:
        marks.append((found[1], found[2] or "imposes"))
        return OPEN

    text = MARK.sub(opened, text).replace("]]", CLOSE)
    if level == "layout":
        text = _laid_out(text, chance)
    if level in RATE:
        text = _scanned(text, chance, RATE[level])
    text = "\n".join(_wrapped(text, 46 if level == "layout" else WIDTH, hyphens=level == "layout"))
    if level == "heavy" and chance.random() < 0.5:
        text = "\n".join(f"{line} <br />" for line in text.split("\n"))
    plain: list[str] = []
    spans: list[dict[str, object]] = []
    starts: list[int] = []
    for letter in text:
        if letter == OPEN:
            starts.append(len(plain))
        elif letter == CLOSE:
            families, role = marks[len(starts) - 1]
            start = starts[-1]
            spans += [
                {
                    "family": family, "role": role, "start": start, "end": len(plain), "topic": "",
                    "quote": "".join(plain[start : start + 60]),
                }
                for family in families.split("+")
            ]  # fmt: skip
        else:
            plain.append(letter)
    return "".join(plain), spans


def _wrapped(text: str, width: int, *, hyphens: bool) -> Iterator[str]:
    """Lines of at most ``width`` characters, marks not counted; long words cut at hyphens where asked."""
    for paragraph in text.split("\n"):
        line, length = "", 0
        for word in re.findall(r"\S+\s*", paragraph) or [""]:
            size = len(word.strip().replace(OPEN, "").replace(CLOSE, ""))
            room = width - length
            if line and size > room:
                if hyphens and size > 8 and 4 <= room - 1 <= size - 4 and word[: room - 1].isalpha():
                    yield line + word[: room - 1] + "-"
                    line, length = word[room - 1 :], size - room + 1
                    continue
                yield line.rstrip(" ")
                line, length = "", 0
            line += word
            length = len(line.replace(OPEN, "").replace(CLOSE, ""))
        yield line.rstrip(" ")


def _laid_out(text: str, chance: random.Random) -> str:
    """Blanks before hyphens, none after commas, and a page's furniture in the middle of a paragraph."""
    text = re.sub(r"(?<=[a-z])-(?=[a-z])", lambda _: " -" if chance.random() < 0.5 else "-", text)
    text = re.sub(r", (?=[a-z])", lambda _: "," if chance.random() < 0.15 else ", ", text)
    stops = [found.start() for found in re.finditer(r"(?<=[a-z,]) (?=[a-z]{4})", text)]
    if len(stops) > 60:
        at = stops[len(stops) // 2]
        text = text[:at] + "\n- 2 -\nPage 2\n" + text[at + 1 :]
    return text


def _scanned(text: str, chance: random.Random, rate: float) -> str:
    out: list[str] = []
    for piece in re.split(rf"([A-Za-z]+|[{OPEN}{CLOSE}])", text):
        if piece in WORDS and chance.random() < rate * 6:
            out.append(chance.choice(WORDS[piece]))
            continue
        out.append(_letters(piece, chance, rate))
    return "".join(out)


def _letters(piece: str, chance: random.Random, rate: float) -> str:
    out: list[str] = []
    at = 0
    while at < len(piece):
        letter, pair = piece[at], piece[at : at + 2]
        if pair in PAIRS and chance.random() < rate * 1.5:
            out.append(PAIRS[pair])
            at += 2
            continue
        if letter in CONFUSED and chance.random() < rate:
            out.append(chance.choice(CONFUSED[letter]))
        elif letter == " " and chance.random() < rate * 0.8:
            pass
        elif letter == "\u00a7" and chance.random() < 0.5:
            out.append(chance.choice("$?"))
        elif letter.isdigit() and chance.random() < rate / 4:
            out.append({"1": "l", "0": "O", "5": "S"}.get(letter, letter))
        else:
            out.append(letter)
        at += 1
    return "".join(out)
