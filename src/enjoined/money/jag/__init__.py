"""The Byrne JAG formula, 34 U.S.C. 10156: who gets how much of a year's total, exactly and step by step."""

from __future__ import annotations

from enjoined.money.jag.formula import Allocation, Formula, StateInput, allocate
from enjoined.money.jag.local import LocalAllocation, UnitInput, allocate_local

__all__ = [
    "Allocation",
    "Formula",
    "LocalAllocation",
    "StateInput",
    "UnitInput",
    "allocate",
    "allocate_local",
]
