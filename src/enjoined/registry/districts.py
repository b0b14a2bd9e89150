"""The table of federal judicial districts, ``districts.csv``, as values (28 U.S.C. 81-131)."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from enjoined.errors import RegistryError
from enjoined.model import CourtId, District

__all__ = ["COLUMNS", "read_districts"]

COLUMNS: Final = ("id", "name", "section", "counties")
"""Header of ``districts.csv``; the codes of a district are separated by semicolons."""


def read_districts(path: Path) -> Iterator[District]:
    """The districts in file order.

    Raises :class:`RegistryError` for a file that cannot be read or a line that does not fit the columns.
    """
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            rows = csv.reader(handle)
            if tuple(next(rows, ())) != COLUMNS:
                raise RegistryError(
                    "the first line does not name the columns",
                    where=f"{path.name}:1",
                    remedy="build it again with scripts/build_districts.py",
                )
            for row in rows:
                if len(row) != len(COLUMNS) or not all(row):
                    raise RegistryError(
                        "this line does not fit the columns", where=f"{path.name}:{rows.line_num}"
                    )
                id_, name, section, codes = row
                yield District(id=CourtId(id_), name=name, section=section, counties=tuple(codes.split(";")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise RegistryError(f"cannot be read: {error}", where=path.name) from error
