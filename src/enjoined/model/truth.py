"""Three-valued truth: no, unknown, yes (strong Kleene logic).

The values are ordered ``NO < UNKNOWN < YES``; *and* is the minimum, *or* the maximum, *not* the mirror image.

>>> Truth.YES & Truth.UNKNOWN, Truth.NO & Truth.UNKNOWN, ~Truth.UNKNOWN
(<Truth.UNKNOWN: 1>, <Truth.NO: 0>, <Truth.UNKNOWN: 1>)
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

__all__ = ["NO", "UNKNOWN", "YES", "Truth"]


class Truth(IntEnum):
    """A value of strong Kleene logic (S. C. Kleene, *Introduction to Metamathematics*, section 64)."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    def __and__(self, other: int) -> Truth:
        """Both hold."""
        return self if self <= other else Truth(other)

    def __or__(self, other: int) -> Truth:
        """At least one holds."""
        return self if self >= other else Truth(other)

    def __invert__(self) -> Truth:
        """The contrary; the contrary of unknown is unknown."""
        return _CONTRARY[self]

    @staticmethod
    def of(value: bool | None) -> Truth:
        """The truth of a yes-or-no record, where nothing recorded is unknown."""
        return UNKNOWN if value is None else YES if value else NO

    @property
    def word(self) -> str:
        """``"no"``, ``"unknown"`` or ``"yes"``."""
        return self.name.lower()


NO: Final = Truth.NO
UNKNOWN: Final = Truth.UNKNOWN
YES: Final = Truth.YES
_CONTRARY: Final = (YES, UNKNOWN, NO)
