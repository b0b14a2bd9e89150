"""Wrap text to lines and damage it as a scanner would, keeping the marks of labelled spans in place."""

from __future__ import annotations

import random
import re

# Private-use characters stand in the text for "span n begins", "span n ends" and "leave alone".
START, END = 0xE000, 0xE800
KEEP, KEPT = "\uf000", "\uf001"
_MARK = re.compile("[\ue000-\uf001]")

_WORDS = {
    "must": ["most", "mtoa"],
    "the": ["die", "thc", "tbe"],
    "to": ["w", "m", "lo"],
    "or": ["re", "ar"],
    "and": ["mid", "aud", "arid"],
    "funds": ["fiords", "finds"],
    "funding": ["finding"],
    "any": ["nay", "airy"],
    "State": ["Stare", "Slate"],
    "may": ["nay", "mny"],
    "with": ["wirh", "wilh"],
    "award": ["mvard", "awaid"],
    "no": ["uo"],
    "of": ["oC", "nf"],
    "shall": ["shalt", "sha11"],
    "law": ["taw"],
}
_LETTERS = [
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("li", "h"),
    ("ti", "d"),
    ("l", "1"),
    ("I", "l"),
    ("e", "c"),
    ("h", "b"),
    ("f", "?"),
    ("f", "t"),
    ("vi", "n"),
    ("ly", "iy"),
    ("O", "0"),
]
_DIGITS = {"1": "I", "0": "O", "5": "S", "3": "8"}
_DEBRIS = ["r '", "_", ". .", "' :'", "t j", "I", "a't `."]


def bare(text: str) -> str:
    """The text without marks."""
    return _MARK.sub("", text)


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` visible characters; words are never cut."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(bare(line)) + 1 + len(bare(word)) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines


def _confuse(text: str, rate: float, rng: random.Random) -> str:
    out = []
    at = 0
    while at < len(text):
        char = text[at]
        if char in _DIGITS and rng.random() < rate * 0.25:
            out.append(_DIGITS[char])
            at += 1
            continue
        pairs = [(old, new) for old, new in _LETTERS if text.startswith(old, at)]
        if pairs and rng.random() < rate:
            old, new = rng.choice(pairs)
            out.append(new)
            at += len(old)
            continue
        out.append(char)
        at += 1
    return "".join(out)


def _word(word: str, letters: float, words: float, rng: random.Random) -> str:
    parts = re.split("([\ue000-\uf001])", word)
    for n, part in enumerate(parts):
        if part and not _MARK.match(part):
            choices = _WORDS.get(part)
            if choices and rng.random() < words:
                parts[n] = rng.choice(choices)
            else:
                parts[n] = _confuse(part, letters, rng)
    return "".join(parts)


def damage(lines: list[str], quality: str, rng: random.Random) -> list[str]:
    """The lines as read from a clean, light or heavy scan; text between KEEP and KEPT is left whole."""
    if quality == "clean":
        return lines
    letters, words, joins, splits, debris = (
        (0.012, 0.04, 0.015, 0.0, 0.01) if quality == "light" else (0.04, 0.16, 0.05, 0.05, 0.06)
    )
    out: list[str] = []
    kept = False
    for line in lines:
        done = ""
        for n, word in enumerate(line.split(" ")):
            kept = kept or KEEP in word
            gap = "" if not n or (rng.random() < joins and not kept) else " "
            if n and rng.random() < splits and not kept and len(done) > 20:
                gap = "\n"
            done += gap + (word if kept else _word(word, letters, words, rng))
            if KEPT in word:
                kept = False
        out.extend(done.split("\n"))
        if rng.random() < debris:
            out.append(rng.choice(_DEBRIS))
    return out


def settle(text: str) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text without marks, and for each span number its start and end in it."""
    out: list[str] = []
    starts: dict[int, int] = {}
    spans: dict[int, tuple[int, int]] = {}
    for char in text:
        code = ord(char)
        if START <= code < END:
            starts[code - START] = len(out)
        elif END <= code < 0xF000:
            spans[code - END] = (starts[code - END], len(out))
        elif char not in (KEEP, KEPT):
            out.append(char)
    return "".join(out), spans
