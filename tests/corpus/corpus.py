"""A labelled corpus on disk: ``index.tsv``, ``labels.jsonl``, the documents, and (if known) ``facts.jsonl``.

A document is text, often with a header that ends at the line ``-----``; labels count characters from the start of
the file. The same document may lie beside it as PDF, DOCX or HTML under the same stem.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec

__all__ = ["Corpus", "Entry", "Facts", "Label", "Noise", "body_start", "noise_of", "read_corpus"]

Noise = Literal["clean", "layout", "light OCR", "heavy OCR"]
NOISES: tuple[Noise, ...] = ("clean", "layout", "light OCR", "heavy OCR")
OTHER_FORMS = (".pdf", ".docx", ".html")
HEADER_WITHIN = 2_000
QUOTED = 40
"""So many characters of a label's quote are looked for."""


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """A span of a document and the family it belongs to."""

    family: str
    start: int
    end: int
    role: str = "imposes"
    topic: str = ""
    quote: str = ""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a document states about itself. UNSET is not labelled; None says that the document does not state it."""

    file: str
    kind: str | msgspec.UnsetType | None = msgspec.UNSET
    award_number: str | msgspec.UnsetType | None = msgspec.UNSET
    recipient: str | msgspec.UnsetType | None = msgspec.UNSET
    program: str | msgspec.UnsetType | None = msgspec.UNSET
    fiscal_year: int | msgspec.UnsetType | None = msgspec.UNSET
    amount: str | msgspec.UnsetType | None = msgspec.UNSET
    award_date: str | msgspec.UnsetType | None = msgspec.UNSET
    deadline: str | msgspec.UnsetType | None = msgspec.UNSET


class _Labels(msgspec.Struct, frozen=True, kw_only=True):
    file: str
    spans: tuple[Label, ...] = ()
    hard_negative: bool = False


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One document: its text with header, its labels, and every file that holds it."""

    name: str
    kind: str
    noise: Noise
    text: str
    labels: tuple[Label, ...]
    hard_negative: bool
    facts: Facts | None
    files: tuple[Path, ...]

    @property
    def ordinary(self) -> bool:
        """Whether nothing in it belongs to a contested family."""
        return all(label.family in ("other", "none") for label in self.labels)


class Corpus(msgspec.Struct, frozen=True, kw_only=True):
    """All documents of a directory."""

    directory: Path
    entries: tuple[Entry, ...]


def noise_of(quality: str) -> Noise:
    """The noise level that a ``quality`` cell describes.

    >>> noise_of("OCR noise (heavy)"), noise_of("clean (email furniture)"), noise_of("OCR noise (light: capital I)")
    ('heavy OCR', 'clean', 'light OCR')
    """
    words = quality.lower()
    if words.startswith("clean"):
        return "clean"
    if "heavy" in words:
        return "heavy OCR"
    if "ocr" in words or "light" in words:
        return "light OCR"
    return "layout" if "layout" in words else "clean"


def body_start(text: str) -> int:
    """Where the document begins, after a header that ends at the line ``-----``."""
    if text.startswith("-----\n"):
        return 6
    at = text.find("\n-----\n", 0, HEADER_WITHIN)
    return at + 7 if at >= 0 else 0


def moved(labels: Sequence[Label], text: str) -> Iterator[Label]:
    """The labels with their spans moved to where their quotes stand, should the header have been edited since.

    >>> [label.start for label in moved([Label(family="other", start=9, end=12, quote="must")], "it must")]
    [3]
    """
    shifts = []
    for label in labels:
        places = (
            [found.start() for found in re.finditer(re.escape(label.quote[:QUOTED]), text)]
            if label.quote
            else []
        )
        shifts.append(min((at - label.start for at in places), key=abs) if places else None)
    known = [shift for shift in shifts if shift is not None]
    usual = max(known, key=known.count) if known else 0
    for label, own in zip(labels, shifts, strict=True):
        shift = usual if own is None else own
        yield msgspec.structs.replace(label, start=label.start + shift, end=label.end + shift)


def _json_lines(path: Path) -> Iterator[dict[str, object]]:
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield json.loads(line)


def read_corpus(directory: Path) -> Corpus:
    """The corpus in ``directory``; raises ``FileNotFoundError`` without ``index.tsv``, ``ValidationError`` on bad labels."""
    labels = {
        found.file: found
        for found in (msgspec.convert(row, _Labels) for row in _json_lines(directory / "labels.jsonl"))
    }
    facts = {
        found.file: found
        for found in (msgspec.convert(row, Facts) for row in _json_lines(directory / "facts.jsonl"))
    }
    entries = []
    with (directory / "index.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            name = row["file"]
            path = directory / name
            plain = path.with_suffix(".txt")
            own = labels.get(name, _Labels(file=name))
            text = plain.read_text(encoding="utf-8") if plain.exists() else ""
            forms = [path, *(path.with_suffix(form) for form in OTHER_FORMS)]
            entries.append(
                Entry(
                    name=name,
                    kind=row.get("kind") or "",
                    noise=noise_of(row.get("quality") or ""),
                    text=text,
                    labels=tuple(moved(own.spans, text)),
                    hard_negative=own.hard_negative or bool((row.get("hard_negative") or "").strip()),
                    facts=facts.get(name),
                    files=tuple(dict.fromkeys(form for form in forms if form.exists())),
                )
            )
    return Corpus(directory=directory, entries=tuple(entries))
