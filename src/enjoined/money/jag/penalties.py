"""What a State loses for not carrying out SORNA or PREA, and on which base."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Final

import msgspec

from enjoined.money.jag.formula import rounded

__all__ = ["Penalty", "penalties"]

SORNA: Final = Fraction(10, 100)
"""34 U.S.C. 20927(a)."""
PREA: Final = Fraction(5, 100)
"""34 U.S.C. 30307(e)(2)."""


class Penalty(msgspec.Struct, frozen=True, kw_only=True):
    """A reduction of a State's direct grant, in dollars."""

    law: str
    citation: str
    percent: str
    base: Decimal
    amount: Decimal
    what_becomes_of_it: str


def penalties(base: Decimal, *, sorna: bool, prea: bool) -> tuple[Penalty, ...]:
    """The reductions of ``base``, the State's 60 percent and the money of units under $10,000.

    Both are taken from the same base; that they are added and not compounded follows from an award that lost both.
    """
    found = []
    if sorna:
        found.append(
            Penalty(
                law="SORNA",
                citation="34 U.S.C. 20927(a)",
                percent="10",
                base=base,
                amount=rounded(Fraction(base) * SORNA),
                what_becomes_of_it=(
                    "goes to jurisdictions that carry the act out, or back to this one to carry it out"
                ),
            )
        )
    if prea:
        found.append(
            Penalty(
                law="PREA",
                citation="34 U.S.C. 30307(e)(2)",
                percent="5",
                base=base,
                amount=rounded(Fraction(base) * PREA),
                what_becomes_of_it="is withheld unless the governor certifies compliance or assures it",
            )
        )
    return tuple(found)
