"""Score the matching of names on tests/recipients/labelled_names.csv: precision, recall, and every mistake.

``python scripts/evaluate_names.py`` prints a table for the lines seen while the rules were written and for those held
back, then what went wrong (``--seen`` leaves out the mistakes among the held-back lines).
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from enjoined.recipients import AwardRecipient, Match, Matcher
from enjoined.registry.open import open_registry

LABELS: Final = Path(__file__).resolve().parents[1] / "tests" / "recipients" / "labelled_names.csv"
NOBODY: Final = "none"
OPEN: Final = "ambiguous"


class Label(NamedTuple):
    """One line: who is written, who it is ("none", "ambiguous" or an id), and whether it was held back."""

    item: AwardRecipient
    expected: str
    held_back: bool
    sort: str
    line: int


class Score(NamedTuple):
    """How many lines; precision of what was chosen; recall of what should be; open lines left open."""

    lines: int
    precision: float
    recall: float
    left_open: float


def read_labels(path: Path = LABELS) -> list[Label]:
    """The labelled lines."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Label(
                AwardRecipient(
                    name=row["name"],
                    state=row["state"],
                    uei=row["uei"],
                    county_fips=row["county_fips"],
                    place_code=row["place_code"],
                    city=row["city"],
                    business_types=(row["business_types"],) if row["business_types"] else (),
                ),
                row["expected"],
                row["held_back"] == "yes",
                row["class"],
                number,
            )
            for number, row in enumerate(csv.DictReader(file), 2)
        ]


def score(answers: Iterable[tuple[Label, Match]]) -> Score:
    """Precision over the recipients chosen, recall over the labels that name one."""
    pairs = list(answers)
    chosen = [(label, match) for label, match in pairs if match.recipient is not None]
    right = sum(match.recipient == label.expected for label, match in chosen)
    wanted = sum(label.expected not in (NOBODY, OPEN) for label, _ in pairs)
    left_open = [match.ambiguous for label, match in pairs if label.expected == OPEN]
    return Score(
        len(pairs),
        right / len(chosen) if chosen else 1.0,
        right / wanted if wanted else 1.0,
        sum(left_open) / len(left_open) if left_open else 1.0,
    )


def mistakes(answers: Iterable[tuple[Label, Match]]) -> Iterator[str]:
    """A line for each answer that is not the label's."""
    for label, match in answers:
        said = match.recipient or (OPEN if match.ambiguous else NOBODY)
        if said != label.expected:
            kept = "held back" if label.held_back else "seen"
            yield (
                f"{label.line:4} {kept:9} {label.item.name!r} {label.item.state} {label.item.business_types}"
                f" is {label.expected}, answered {said}: {match.why} {list(match.candidates)[:3]}"
            )


def main() -> None:
    """Print the scores and the mistakes."""
    registry = open_registry()
    matcher = Matcher(registry.names, registry.law.recipients.values())
    labels = read_labels()
    answers = list(zip(labels, matcher.match_many(label.item for label in labels), strict=True))
    print(f"{'lines':10} {'count':>6} {'precision':>10} {'recall':>8} {'left open':>10}")
    for name, part in (
        ("seen", [a for a in answers if not a[0].held_back]),
        ("held back", [a for a in answers if a[0].held_back]),
        ("all", answers),
    ):
        result = score(part)
        print(
            f"{name:10} {result.lines:6} {result.precision:10.4f} {result.recall:8.4f} {result.left_open:10.4f}"
        )
    hidden = "--seen" in sys.argv
    for line in mistakes(a for a in answers if not (hidden and a[0].held_back)):
        print(line)


if __name__ == "__main__":
    main()
