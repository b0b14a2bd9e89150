"""What recognition finds in a corpus, compared with the labels.

A finding matches a label of the same family when it covers at least half of the labelled span and its own sentences
touch it. Recall counts labels, precision counts findings; roles are compared where a label is matched.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path

import msgspec

from enjoined.documents import Document, Page, Recognition, Span, default_rules, read, recognise
from tests.corpus.corpus import Corpus, Entry, Facts, Label, body_start

__all__ = ["Count", "Predicted", "Scored", "score", "score_entry"]

HALF = 0.5
FACTS = ("kind", "award_number", "recipient", "program", "fiscal_year", "amount", "award_date", "deadline")
NOT_CONTESTED = ("other", "none")


class Predicted(msgspec.Struct, frozen=True, kw_only=True):
    """One family of one finding: characters of the corpus file that the finding covers, and those that show it."""

    family: str
    role: str
    covers: tuple[tuple[int, int], ...]
    shows: tuple[tuple[int, int], ...]
    why: tuple[str, ...]


class Count(msgspec.Struct, kw_only=True):
    """Labels, findings, and how many of each have a partner."""

    labels: int = 0
    recalled: int = 0
    findings: int = 0
    right: int = 0
    roles: int = 0

    @property
    def precision(self) -> float | None:
        """Share of findings that a label confirms; None without findings."""
        return self.right / self.findings if self.findings else None

    @property
    def recall(self) -> float | None:
        """Share of labels that were found; None without labels."""
        return self.recalled / self.labels if self.labels else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; None where there is neither label nor finding."""
        if not self.labels and not self.findings:
            return None
        both = (self.precision or 0.0) + (self.recall or 0.0)
        return 2 * (self.precision or 0.0) * (self.recall or 0.0) / both if both else 0.0

    def add(self, other: Count) -> None:
        """Add the numbers of another count."""
        for name in ("labels", "recalled", "findings", "right", "roles"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """One document as one file: its counts by family, and every mistake in plain words."""

    entry: Entry
    form: str
    pages: int
    families: dict[str, Count]
    false_imposes: int
    facts_right: Counter[str]
    facts_labelled: Counter[str]
    mistakes: tuple[str, ...]


def score(corpus: Corpus) -> tuple[Scored, ...]:
    """Every document of the corpus, in every form it is there in."""
    return tuple(score_entry(entry, path) for entry in corpus.entries for path in entry.files)


def score_entry(entry: Entry, path: Path) -> Scored:
    """Read one file of an entry, recognise, and compare."""
    start = body_start(entry.text) if path.suffix == ".txt" else 0
    with tempfile.TemporaryDirectory() as scratch:
        if start:
            body = Path(scratch) / path.name
            body.write_text(entry.text[start:], encoding="utf-8")
            document = read(body)
        else:
            document = read(path)
    places = [_placed(page, entry.text, start) for page in document.pages]
    found = [
        one
        for r in recognise(document.clauses, default_rules(), document.reader)
        for one in _predicted(r, places)
    ]
    return _compare(entry, path, document, found)


def _predicted(recognition: Recognition, places: Sequence[Sequence[int]]) -> Iterable[Predicted]:
    for part in recognition.parts:
        yield Predicted(
            family=part.family,
            role=recognition.role,
            covers=_in_file(recognition.spans, places),
            shows=_in_file(part.spans, places),
            why=part.why,
        )


def _in_file(spans: Iterable[Span], places: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    result = []
    for span in spans:
        known = [at for at in places[span.page - 1][span.start : span.end] if at >= 0]
        if known:
            result.append((known[0], known[-1] + 1))
    return tuple(result)


def _placed(page: Page, text: str, start: int) -> list[int]:
    """For each character of the page, where it stands in the corpus file (-1 where it does not).

    Readers drop and join characters, never letters or digits; so lines are found by these alone.
    """
    letters = [(at, c.lower()) for at, c in enumerate(text) if at >= start and c.isalnum()]
    squeezed = "".join(c for _, c in letters)
    places = [-1] * len(page.text)
    cursor, base = 0, 0
    for line in page.text.split("\n"):
        own = [(at, c.lower()) for at, c in enumerate(line) if c.isalnum()]
        wanted = "".join(c for _, c in own)
        if wanted and len(wanted) == len(own):
            hit = squeezed.find(wanted, cursor)
            hit = squeezed.find(wanted) if hit < 0 else hit
            if hit >= 0:
                for step, (at, _) in enumerate(own):
                    places[base + at] = letters[hit + step][0]
                cursor = hit + len(wanted)
        base += len(line) + 1
    return places


def _overlap(spans: Iterable[tuple[int, int]], label: Label) -> int:
    return sum(max(0, min(end, label.end) - max(start, label.start)) for start, end in spans)


def matches(found: Predicted, label: Label) -> bool:
    """Same family, at least half of the labelled span covered, and shown by sentences that touch it."""
    return (
        found.family == label.family
        and _overlap(found.covers, label) >= HALF * (label.end - label.start)
        and _overlap(found.shows, label) > 0
    )


def _compare(entry: Entry, path: Path, document: Document, found: Sequence[Predicted]) -> Scored:
    families: dict[str, Count] = {}
    mistakes: list[str] = []
    for label in entry.labels:
        if label.family in NOT_CONTESTED:
            continue
        count = families.setdefault(label.family, Count())
        count.labels += 1
        partners = [one for one in found if matches(one, label)]
        count.recalled += bool(partners)
        same_role = any(one.role == label.role for one in partners)
        count.roles += same_role
        text = " ".join(entry.text[label.start : label.end].split())[:100]
        if not partners:
            mistakes.append(f"{path.name}: missed {label.family} ({label.role}): {text}")
        elif not same_role:
            mistakes.append(f"{path.name}: {label.family} is {label.role}, found {partners[0].role}: {text}")
    for one in found:
        if one.family in NOT_CONTESTED:
            continue
        count = families.setdefault(one.family, Count())
        count.findings += 1
        right = any(matches(one, label) for label in entry.labels)
        count.right += right
        if not right:
            where = one.shows or one.covers
            text = " ".join(entry.text[where[0][0] : where[0][1]].split())[:100] if where else ""
            mistakes.append(f"{path.name}: no {one.family} ({one.role}; {', '.join(one.why[:3])}): {text}")
    right_facts, labelled = _facts(entry.facts, document, path, mistakes)
    return Scored(
        entry=entry,
        form=path.suffix.lstrip("."),
        pages=len(document.pages),
        families=families,
        false_imposes=sum(one.role == "imposes" and one.family not in NOT_CONTESTED for one in found),
        facts_right=right_facts,
        facts_labelled=labelled,
        mistakes=tuple(mistakes),
    )


def _facts(
    wanted: Facts | None, document: Document, path: Path, mistakes: list[str]
) -> tuple[Counter[str], Counter[str]]:
    right: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    for name in FACTS if wanted is not None else ():
        value = getattr(wanted, name)
        if value is msgspec.UNSET:
            continue
        found = getattr(document.facts, name, None)
        found = getattr(found, "value", found)
        labelled[name] += 1
        if _plain(value) == _plain(found):
            right[name] += 1
        else:
            mistakes.append(f"{path.name}: {name} is {value!r}, found {found!r}")
    return right, labelled


def _plain(value: object) -> str:
    """A value as compared: money as a number, words without regard to case, blanks and "The"."""
    text = (
        " ".join(str(value).lower().replace(",", "").split()).removeprefix("the ")
        if value is not None
        else ""
    )
    try:
        return str(Decimal(text.lstrip("$")).normalize())
    except InvalidOperation:
        return text
