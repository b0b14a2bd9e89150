"""A portfolio's report as a file: JSON, CSV, Parquet or a workbook; written whole or not at all.

CSV and Parquet hold the breakdown (``by``), a row for each; JSON and the workbook hold everything.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.money.report import Report
from enjoined.recipients.overrides import COLUMNS
from enjoined.registry.files import drafted

__all__ = ["check_outputs", "form_of", "write", "write_undecided"]

_MONEY: Final = ("obligated", "outlayed", "remaining")


def check_outputs(*paths: Path | None) -> None:
    """Raise ``InputError`` for a file that cannot be written, before the work begins."""
    for path in paths:
        if path is None:
            continue
        if not path.parent.is_dir():
            raise InputError(
                f"there is no folder {path.parent}", where=str(path), remedy="make it, or name another"
            )
        if path.is_dir():
            raise InputError("is a folder", where=str(path), remedy="name a file")


def form_of(path: Path) -> Callable[[Report, Path], None]:
    """How a file of this name is written. Raises ``InputError`` for an ending that is none of ours."""
    forms = {".json": _json, ".csv": _csv, ".parquet": _parquet, ".xlsx": _workbook}
    form = forms.get(path.suffix.lower())
    if form is None:
        raise InputError(
            f"no output of the form {path.suffix or path.name!r}",
            where="-o",
            remedy=f"end the name in one of {' '.join(forms)}",
        )
    return form


def write(report: Report, path: Path) -> None:
    """Write the report in the form of the file's ending."""
    form = form_of(path)
    with drafted(path) as draft:
        form(report, draft)


def write_undecided(report: Report, path: Path) -> None:
    """Write who could not be matched as a file of decisions to fill in: ``recipient`` is empty, the rest is told."""
    with drafted(path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*COLUMNS, "could_be", "why", "awards", "obligated"])
        told_once = {(party.name, party.state, party.uei): party for party in report.unmatched_primes}
        told_once |= {(party.name, party.state, party.uei): party for party in report.unmatched}
        for party in told_once.values():
            could = " ".join(candidate.id for candidate in party.candidates)
            told = (party.name, party.state, party.uei, None, could, party.why, party.awards, party.obligated)
            writer.writerow([_harmless(cell) for cell in told])


def _json(report: Report, path: Path) -> None:
    text = json.dumps(msgspec.to_builtins(report, str_keys=True), indent=2, ensure_ascii=False)
    path.write_text(text.replace(': ""', ": null") + "\n", encoding="utf-8")  # as on the terminal


def _csv(report: Report, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        columns, rows = report.breakdown()
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_harmless(cell) for cell in row])


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would take for a formula, made one that it does not."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+@\t\r" and cell else cell


def _parquet(report: Report, path: Path) -> None:
    import pyarrow  # type: ignore[import-untyped]
    import pyarrow.parquet  # type: ignore[import-untyped]

    types = {"fiscal_year": pyarrow.int32(), "awards": pyarrow.int64()}
    types |= dict.fromkeys(_MONEY, pyarrow.decimal128(20, 2))
    names, rows = report.breakdown()
    columns = {}
    for n, name in enumerate(names):
        values = [Decimal(str(row[n])) if name in _MONEY else row[n] for row in rows]
        columns[name] = pyarrow.array(values, type=types.get(name, pyarrow.string()))
    pyarrow.parquet.write_table(pyarrow.table(columns), path)


def _workbook(report: Report, path: Path) -> None:
    from enjoined.money.workbook import write_workbook

    write_workbook(report, path)
