"""What coverage needs to know of a question, and how it asks for what the records leave open."""

from __future__ import annotations

from typing import Protocol

from enjoined.law.cell import Cell
from enjoined.law.facts import Fact
from enjoined.model import Day, Effect, Truth
from enjoined.registry.table import LawTable

__all__ = ["Context"]


class Context(Protocol):
    """The law, the cell, the day, and a way to ask for open facts."""

    law: LawTable
    cell: Cell
    day: Day

    def ask(self, fact: Fact, effect: Effect) -> Truth:
        """The value of a fact the records leave open."""

    def depends_on_day(self) -> None:
        """Note that the value asked for may differ on another day."""
