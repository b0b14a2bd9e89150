"""What a workbook may unpack to: the reader of workbooks keeps a whole sheet in memory, as wide and long as it says."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

from enjoined.errors import InputError

__all__ = ["MOST_RATIO", "RATIO_FROM", "check_workbook"]

MOST_RATIO: Final = 200
"""USAspending's archives unpack to some 10 to 30 times their size, workbooks to some 20; a bomb to thousands."""
RATIO_FROM: Final = 50_000_000
_MOST_CELLS: Final = 50_000_000
"""Cells from the first to the last row and column that are filled; the longest sheet with forty columns has fewer."""
_CHUNK: Final = 1 << 22
_KEPT: Final = 64
"""Bytes of a chunk that are looked at again with the next: the beginning of a cell may stand at its end."""
_FILLED: Final = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>')


def check_workbook(name: str, path: Path) -> None:
    """Raise ``InputError`` for an XLSX workbook of which some part unpacks to too much, or is far too large a sheet.

    A file that is no archive is left to its reader, which says what is wrong with it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.infolist():
                sheet = part.filename.startswith("xl/worksheets/")
                if sheet or part.file_size > RATIO_FROM:
                    _check(name, archive, part, sheet=sheet)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        return


def _check(name: str, archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, sheet: bool) -> None:
    size = last = 0
    widest = 0
    kept = b""
    with archive.open(part) as packed:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > RATIO_FROM and size > MOST_RATIO * max(part.compress_size, 1):
                raise _refused(name, f"the workbook unpacks to more than {MOST_RATIO} times its size")
            for column, row in _FILLED.findall(kept + chunk) if sheet else ():
                last = max(last, int(row))
                widest = max(widest, _number(column))
            kept = chunk[-_KEPT:]
            if last * widest > _MOST_CELLS:
                raise _refused(name, f"a sheet of {last:,} rows and {widest:,} columns is too large")


def _number(column: bytes) -> int:
    """The number of a column by its letters.

    >>> _number(b"A"), _number(b"XFD")
    (1, 16384)
    """
    found = 0
    for letter in column:
        found = found * 26 + letter - ord("A") + 1
    return found


def _refused(name: str, what: str) -> InputError:
    return InputError(what, where=name, remedy="save the sheet with the awards alone, or as CSV")
