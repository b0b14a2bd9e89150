"""How old the registry is against the day asked about: an answer from stale records says so."""

from __future__ import annotations

from typing import Final

from enjoined.model import Day, spoken
from enjoined.registry.table import LawTable

__all__ = ["FRESH_FOR", "stale"]

FRESH_FOR: Final = 45
"""Days after which records that nobody has looked at are stale: motions and stays move faster than that."""


def stale(law: LawTable, on: Day) -> str:
    """What to say of an answer for a day that lies too long after the registry's newest check; else ``""``."""
    last = law.as_of
    if last is None or on - last <= FRESH_FOR:
        return ""
    return f"the records are stale: last checked on {spoken(last)}, {on - last} days before this day"
