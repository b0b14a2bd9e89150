"""What a workbook may unpack to: the reader of workbooks keeps a whole sheet in memory, as wide and long as it says."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Final

from enjoined.errors import InputError

__all__ = ["MOST_RATIO", "RATIO_FROM", "refused", "too_large", "without_value"]

MOST_RATIO: Final = 200
"""USAspending's archives unpack to some 10 to 30 times their size, workbooks to some 20; a bomb to thousands."""
RATIO_FROM: Final = 50_000_000
_MOST_CELLS: Final = 50_000_000
"""Cells from the first to the last row and column that are filled; the longest sheet with forty columns has fewer."""
_CHUNK: Final = 1 << 22
_LISTED: Final = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
"""The parts that name the sheets, and the files in which they are."""
_KEPT: Final = 64
"""Bytes of a chunk that are looked at again with the next: the beginning of a cell may stand at its end."""
_FILLED: Final = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>/]*>')


_UNWORKED: Final = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*>\s*<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
"""A cell with a formula but without the value that a spreadsheet program writes behind it; a text may be empty."""
_LONGEST: Final = 1 << 14
"""Bytes of the longest cell with a formula."""


def without_value(path: Path, sheet: str) -> int:
    """How many formulas of a sheet of an XLSX workbook have no value in the file, and so read as nothing."""
    found = 0
    try:
        with zipfile.ZipFile(path) as archive:
            for part in (file for file, called in _names(archive) if called == sheet):
                kept = b""
                with archive.open(part) as packed:
                    while chunk := packed.read(_CHUNK):
                        text = kept + chunk
                        ends = [match.end() for match in _UNWORKED.finditer(text)]
                        found += len(ends)
                        kept = text[max(len(text) - _LONGEST, ends[-1] if ends else 0) :]
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, KeyError):
        return 0
    return found


def too_large(name: str, path: Path) -> dict[str, str]:
    """The sheets of an XLSX workbook that cannot be read, and why not: they unpack to too much, or reach too far.

    Raises ``InputError`` where another part unpacks to too much, or a sheet that the workbook does not name.
    A file that is no archive is left to its reader, which says what is wrong with it.
    """
    found: dict[str, str] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            for part in sorted(archive.infolist(), key=_is_sheet):  # what names the sheets first
                sheet = _is_sheet(part)
                why = _fault(archive, part, sheet=sheet) if sheet or part.file_size > RATIO_FROM else ""
                if not why:
                    continue
                called = (
                    [called for file, called in _names(archive) if file == part.filename] if sheet else []
                )
                if not called:
                    raise refused(name, f"a sheet of the workbook {why}" if sheet else f"the workbook {why}")
                found |= dict.fromkeys(called, why)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError):
        return {}
    return found


def _is_sheet(part: zipfile.ZipInfo) -> bool:
    return part.filename.startswith("xl/worksheets/")


def _fault(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, sheet: bool) -> str:
    """What is wrong with the size of a part, or nothing."""
    size = last = 0
    widest = b"A"
    kept = b""
    with archive.open(part) as packed:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > RATIO_FROM and size > MOST_RATIO * max(part.compress_size, 1):
                return f"unpacks to more than {MOST_RATIO} times its size"
            for column, row in _FILLED.findall(kept + chunk) if sheet else ():
                last = max(last, int(row))
                widest = max(widest, column, key=_number)
            kept = chunk[-_KEPT:]
            if last * _number(widest) > _MOST_CELLS:
                return f"reaches to column {widest.decode()} and row {last:,}, too far to be read"
    return ""


def _names(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The part of each sheet, and what the workbook calls it."""
    try:
        sheets, targets = (archive.read(file).decode("utf-8", "replace") for file in _LISTED)
    except KeyError:
        return
    parts = {tag.get("Id"): tag.get("Target", "") for tag in _tags("Relationship", targets)}
    for tag in _tags("sheet", sheets):
        yield posixpath.join("xl", parts.get(tag.get("id"), "")).lstrip("/"), tag.get("name", "")


def _tags(name: str, text: str) -> Iterator[dict[str, str]]:
    """The attributes of each such tag, without the prefixes of their names.

    >>> list(_tags("sheet", '<sheets><x:sheet name="R&amp;D" r:id="rId1"/></sheets>'))
    [{'name': 'R&D', 'id': 'rId1'}]
    """
    for attributes in re.findall(rf"<(?:\w+:)?{name}\s([^<>]*)>", text):
        found = re.findall(r"""\b(\w+)\s*=\s*(["'])(.*?)\2""", attributes, re.DOTALL)
        yield {key: unescape(value) for key, _, value in found}


def _number(column: bytes) -> int:
    """The number of a column by its letters.

    >>> _number(b"A"), _number(b"XFD")
    (1, 16384)
    """
    found = 0
    for letter in column:
        found = found * 26 + letter - ord("A") + 1
    return found


def refused(name: str, what: str) -> InputError:
    """That a workbook cannot be read."""
    return InputError(what, where=name, remedy="save the sheet with the awards alone, or as CSV")
