"""Which records of two registries differ: added, changed, removed, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from enjoined.registry.table import LawTable

__all__ = ["Changed", "Part", "changed"]

_TABLES: Final = (
    ("act", "acts"),
    ("family", "families"),
    ("agency", "agencies"),
    ("program", "programs"),
    ("court", "courts"),
    ("group", "groups"),
    ("recipient", "recipients"),
    ("instrument", "instruments"),
    ("condition", "conditions"),
    ("policy", "policies"),
    ("list", "lists"),
    ("executive order", "orders"),
    ("case", "cases"),
    ("wave", "waves"),
    ("event", "events"),
    ("effect", "effects"),
)
_DERIVED: Final = {
    "case": ("events", "waves", "families"),
    "instrument": ("events", "conditions"),
    "event": ("effects",),
}
"""What only lists or repeats the parts of a record, so that one new event does not change its case as well."""


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A record or a named part of one that is not the same in both."""

    sort: str
    id: str


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """What differs. ``coverage`` says whether the statement of what is complete does."""

    added: tuple[Part, ...]
    changed: tuple[Part, ...]
    removed: tuple[Part, ...]
    coverage: bool

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.changed or self.removed or self.coverage)

    def __contains__(self, id_: object) -> bool:
        """Whether a record or part with this id differs."""
        return any(part.id == id_ for part in self)

    def __iter__(self) -> Iterator[Part]:
        """Everything that differs."""
        return iter((*self.added, *self.changed, *self.removed))

    def of(self, *sorts: str) -> frozenset[str]:
        """The ids of what differs, of some sorts."""
        return frozenset(part.id for part in self if part.sort in sorts)

    @property
    def people(self) -> frozenset[str]:
        """Recipients, groups and agencies that differ: they may bear on everything."""
        return self.of("recipient", "group", "agency")

    @property
    def parties(self) -> frozenset[str]:
        """Cases whose waves of parties differ."""
        return frozenset(id_.rpartition("/")[0] for id_ in self.of("wave"))


def changed(old: LawTable, new: LawTable) -> Changed:
    """What the second law has that the first has not, or has otherwise."""
    added: list[Part] = []
    other: list[Part] = []
    removed: list[Part] = []
    for sort, table in _TABLES:
        before: Mapping[str, Any] = getattr(old, table)
        after: Mapping[str, Any] = getattr(new, table)
        added += [Part(sort=sort, id=id_) for id_ in after if id_ not in before]
        removed += [Part(sort=sort, id=id_) for id_ in before if id_ not in after]
        other += [
            Part(sort=sort, id=id_)
            for id_, value in after.items()
            if id_ in before and _own(sort, before[id_]) != _own(sort, value)
        ]
    return Changed(
        added=tuple(added),
        changed=tuple(other),
        removed=tuple(removed),
        coverage=old.coverage != new.coverage,
    )


def _own(sort: str, value: msgspec.Struct) -> msgspec.Struct:
    """The record without what is derived from its parts."""
    return msgspec.structs.replace(value, **dict.fromkeys(_DERIVED.get(sort, ()), ()))
