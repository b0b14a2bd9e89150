"""The table of federal judicial districts, ``districts.csv``, as values (28 U.S.C. 81-131)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from enjoined.errors import RegistryError
from enjoined.model import CourtId, District
from enjoined.recipients.places import read_rows

__all__ = ["COLUMNS", "read_districts"]

COLUMNS: Final = ("id", "name", "section", "counties")
"""Header of ``districts.csv``; the codes of a district are separated by semicolons."""

_REMEDY: Final = "build it again with scripts/build_districts.py"


def read_districts(path: Path) -> Iterator[District]:
    """The districts in file order.

    Raises :class:`RegistryError` for a file that cannot be read or a line that does not fit the columns.
    """
    for row, where in read_rows(path, COLUMNS, _REMEDY):
        if not all(row):
            raise RegistryError("a cell is empty", where=where, remedy=_REMEDY)
        id_, name, section, codes = row
        yield District(id=CourtId(id_), name=name, section=section, counties=tuple(codes.split(";")))
