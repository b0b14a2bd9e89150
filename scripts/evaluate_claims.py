"""Measure how claims are read and judged: ``python scripts/evaluate_claims.py FILE... [--failures]``.

A file has one JSON object a line: ``id``, ``claim``, ``on``, ``kind``, ``verdict``, and ``parse`` (``measure``, ``as``,
``subjects``, ``against``, ``years``; null where nothing can be checked). A reading is right if measure, way of
counting, the cities of each side and the years agree; a claim that cannot be checked is read right if it is refused.
A line without ``parse`` tells the verdict alone, and is read right if it is judged right.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from enjoined.claims import ClaimReport, check_claim
from enjoined.claims.check import Parsed
from enjoined.model import parse_day

__all__ = ["evaluate"]


def evaluate(path: Path) -> tuple[list[dict[str, Any]], list[tuple[bool, bool, ClaimReport]]]:
    """The lines of a file, and for each whether it was read right, judged right, and the report."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    results = []
    for line in lines:
        report = check_claim(line["claim"], on=parse_day(line["on"]) if line["on"] else None)
        results.append((_read_right(line, report), report.verdict == line["verdict"], report))
    return lines, results


def _read_right(line: dict[str, Any], report: ClaimReport) -> bool:
    if "parse" not in line:
        return report.verdict == line["verdict"]
    want = line["parse"]
    if want is None:
        return report.verdict == "not-checkable"
    if report.parsed is None:
        return line["verdict"] == "not-checkable"
    forms = (report.parsed, *report.also)
    if any(_alike(want, form) for form in forms):
        return True
    # "Every year from 2010 to 2015" is read as the change of each of these years.
    years = [year for form in forms if form.kind == "change" for year in form.years]
    span = [min(years), max(years)] if years else []
    return any(_alike(want | {"years": list(form.years)}, form) for form in forms) and span == want["years"]


def _alike(want: dict[str, Any], form: Parsed) -> bool:
    """Whether a form is the one wanted: measure, way of counting, both sides, and the years where some are said."""
    return (
        form.measure == want["measure"]
        and _as(form.as_) == _as(want["as"])
        and set(form.subjects) == set(want["subjects"])
        # Of a share the form holds the whole; the label holds the rest of it.
        and set(form.against) - set(form.subjects) == set(want["against"]) - set(want["subjects"])
        and (list(form.years) == want["years"] if want["years"] else form.now or form.kind == "to-date")
    )


def _as(word: str) -> str:
    return "rate" if word == "rate" else "other" if word in ("share", "change") else word


def main(arguments: list[str]) -> None:
    show = "--failures" in arguments
    for name in arguments:
        if name.startswith("--"):
            continue
        lines, results = evaluate(Path(name))
        read, judged = (sum(r[n] for r in results) for n in (0, 1))
        refused = sum(report.verdict == "not-checkable" and not right for _, right, report in results)
        shares = f"read right {read / len(lines):.3f}, judged right {judged / len(lines):.3f}"
        wrong = f"given a wrong verdict {len(lines) - judged - refused}, refused {refused}"
        print(f"{Path(name).name}: {len(lines)} claims, {shares}; {wrong}")
        for key in ("verdict", "kind"):
            total, right = (
                Counter(line[key] for line in lines),
                Counter(line[key] for line, result in zip(lines, results, strict=True) if result[1]),
            )
            for value in sorted(total):
                print(f"  {value:<16} {right[value]:>3} of {total[value]:>3}")
        for line, (was_read, was_judged, report) in zip(lines, results, strict=True):
            if show and not (was_read and was_judged):
                print(f"  {line['id']} {line['claim']} [{line['on']}]")
                print(f"    want {line['verdict']}, got {report.verdict}: {report.reason}")
                print(f"    {report.parsed.reading if report.parsed else ''}")


if __name__ == "__main__":
    main(sys.argv[1:])
