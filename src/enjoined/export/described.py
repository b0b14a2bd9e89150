"""How a table of the data dictionary is described, and short ways to write one."""

from __future__ import annotations

from typing import NamedTuple

from enjoined.law.compiled.rows import Column, Type

__all__ = ["Described", "DescribedTable", "moment", "table"]


class Described(NamedTuple):
    """A column: its type, what it says, and the ``table.column`` that it refers to."""

    name: str
    type: Type
    about: str
    refers: str = ""

    @property
    def column(self) -> Column:
        """The column without its description."""
        return Column(self.name, self.type)


class DescribedTable(NamedTuple):
    """A table: what a row is, its key, and its columns."""

    about: str
    key: tuple[str, ...]
    columns: tuple[Described, ...]


def table(about: str, key: str, *lines: str) -> DescribedTable:
    """A table from lines ``name:type[>table.column] what it says``."""
    columns = []
    for line in lines:
        head, _, said = line.partition(" ")
        name, _, rest = head.partition(":")
        kind, _, refers = rest.partition(">")
        columns.append(Described(name, Type(kind), said, refers))
    return DescribedTable(about, tuple(key.split()), tuple(columns))


def moment(name: str, what: str) -> tuple[str, str]:
    """The lines of a date that need not be known to the day."""
    return (
        f"{name}_earliest:date {what}: not before this day",
        f"{name}_latest:date {what}: certainly by this day; empty where nobody has said",
    )
