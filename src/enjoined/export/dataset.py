"""The records as tables: what ``export.dictionary`` describes, filled from a registry."""

from __future__ import annotations

from enjoined.export.cells import Row, cell
from enjoined.export.dictionary import DICTIONARY
from enjoined.export.stories import StoryRows
from enjoined.export.things import ThingRows
from enjoined.law.compiled.rows import Scalar, Table, Tables
from enjoined.registry.open import Registry

__all__ = ["dataset"]


def dataset(registry: Registry) -> Tables:
    """Every record of a registry with everybody it can be asked about, as tables."""
    rows = _Rows(registry)
    found: Tables = {}
    for name, table in DICTIONARY.items():
        columns = tuple(described.column for described in table.columns)
        filled = (_filled(row, tuple(c.name for c in columns)) for row in getattr(rows, f"_{name}")())
        found[name] = Table.of(name, columns, filled)
    return found


class _Rows(ThingRows, StoryRows):
    """The rows of every table, by its name."""


def _filled(row: Row, names: tuple[str, ...]) -> tuple[Scalar, ...]:
    strange = row.keys() - set(names)
    assert not strange, f"not in the data dictionary: {strange}"
    return tuple(cell(row.get(name)) for name in names)
