"""Where the rows of a CSV file stand, as a person counts them: the header and blank rows count too."""

from __future__ import annotations

import csv
import mmap
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from enjoined.money.awards.sources import Source

__all__ = ["rows_in_file"]

_BLANK: Final = re.compile(rb"\n\r?\n|\r\r")


def rows_in_file(source: Source, skipped: int, wanted: Sequence[int], broken: Sequence[int]) -> list[int]:
    """For the n-th rows that are read (``wanted``, in order) which rows of the file they are, counting from 1.

    Rows above the header (``skipped``), ``broken`` rows (their numbers in the file) and blank ones are not read, but
    count. Only a file that may have blank rows is gone through.
    """
    last = wanted[-1] if wanted else 0
    rows = (
        _filled(source) if _may_have_blanks(source) else iter(range(1, skipped + 1 + last + len(broken) + 1))
    )
    unread = frozenset(broken)
    read = (row for row in rows if row > skipped + 1 and row not in unread)
    found: list[int] = []
    at = 0
    for n in wanted:
        row = next(islice(read, n - at - 1, None), None)
        if row is None:
            break
        found.append(row)
        at = n
    # Should the two readers ever disagree, the order among the good rows is still true.
    return found + [skipped + 1 + n for n in wanted[len(found) :]]


def _may_have_blanks(source: Source) -> bool:
    """Whether there are two ends of lines in a row, be it between rows or within a quoted text."""
    with source.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _BLANK.search(content) is not None


def _filled(source: Source) -> Iterator[int]:
    """The numbers of the rows that are not blank."""
    with source.path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for number, row in enumerate(csv.reader(file, delimiter=source.delimiter), start=1):
            if row:
                yield number
