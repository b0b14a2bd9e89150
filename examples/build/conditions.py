"""Read the special conditions from their Markdown files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import msgspec

_HEADING = re.compile(r"## (\d+)\. (.+)")
SCAN_BEGIN = "<!-- scanned sheet begins -->"
SCAN_END = "<!-- scanned sheet ends -->"


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """One special condition: its number, its title, and its paragraphs (scan marks kept among them)."""

    number: int
    title: str
    paragraphs: tuple[str, ...]


def read_conditions(paths: Iterable[Path]) -> tuple[Condition, ...]:
    """All conditions of the files, in order; paragraphs are parted by empty lines.

    Raises ``ValueError`` with file and line if a number does not follow the one before, or text precedes
    the first heading.
    """
    found: list[tuple[int, str, list[str]]] = []
    for path in paths:
        for line_no, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            heading = _HEADING.fullmatch(line)
            if heading:
                number = int(heading.group(1))
                if number != len(found) + 1:
                    raise ValueError(f"{path.name}:{line_no}: condition {number} follows {len(found)}")
                found.append((number, heading.group(2), []))
            elif not found:
                raise ValueError(f"{path.name}:{line_no}: text before the first condition")
            else:
                found[-1][2].append(line.strip())
    return tuple(Condition(number=n, title=title, paragraphs=tuple(text)) for n, title, text in found)


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to set on a sheet: a condition's heading (``number`` above 0) or one of its paragraphs."""

    kind: Literal["condition", "clause"]
    number: int = 0
    text: str


def sheet_items(conditions: Iterable[Condition]) -> dict[str, list[Item]]:
    """What the template sets: the items ``before``, on (``scanned``) and ``after`` the scanned sheet."""
    parts: dict[str, list[Item]] = {"before": [], "scanned": [], "after": []}
    current = "before"
    for condition in conditions:
        parts[current].append(Item(kind="condition", number=condition.number, text=condition.title))
        for paragraph in condition.paragraphs:
            if paragraph == SCAN_BEGIN:
                current = "scanned"
            elif paragraph == SCAN_END:
                current = "after"
            else:
                parts[current].append(Item(kind="clause", text=paragraph))
    return parts
