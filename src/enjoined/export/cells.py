"""What stands in the cells of the exported tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import msgspec

from enjoined.law.compiled.rows import Scalar
from enjoined.model import Moment, as_date, iso

__all__ = ["Row", "cell", "json_cell", "moment_cells", "own"]

Row = Mapping[str, Any]
"""A row by the names of its columns; a column that is left out is empty."""


def cell(value: Any) -> Scalar:
    """A value as it stands in a table: yes and no as 1 and 0, several words separated by spaces, no text as null."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, frozenset | tuple):
        value = " ".join(sorted(map(str, value)))
    return (str(value) or None) if isinstance(value, str) else value


def moment_cells(name: str, moment: Moment | None) -> dict[str, date | None]:
    """The two columns of a date that need not be known to the day."""
    return {
        f"{name}_earliest": as_date(moment.earliest) if moment else None,
        f"{name}_latest": as_date(moment.latest) if moment else None,
    }


def own(value: msgspec.Struct) -> Row:
    """Every field of a record as a column of its name."""
    return {name: getattr(value, name) for name in value.__struct_fields__}


def json_cell(value: object) -> str:
    """A structure as compact JSON: what says nothing is left out, days are ISO, sets are in order."""
    plain = msgspec.to_builtins(value, order="deterministic")
    return msgspec.json.encode(_pruned(plain, "")).decode()


_DAYS: Final = frozenset(
    {"accepted_before", "accepted_from", "pending_on", "as_of", "earliest", "latest", "on"}
)


def _pruned(value: Any, key: str) -> Any:
    if isinstance(value, dict):
        kept = {name: _pruned(item, name) for name, item in sorted(value.items())}
        return {name: item for name, item in kept.items() if _says(name, item)}
    if isinstance(value, list | tuple):
        return [_pruned(item, key) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and key in _DAYS:
        return iso(value)
    return value


def _says(name: str, item: Any) -> bool:
    return item is False if name in ("complete", "future") else item not in (None, False, "", [], (), {})
