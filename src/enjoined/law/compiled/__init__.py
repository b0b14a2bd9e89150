"""The law compiled once for a known-on date: classes of recipients and step functions, equal to the reference.

The reference evaluator (``law.Timeline``, ``law.solve``) is the specification; this room gives the same answers for
every question it takes, in microseconds, and the rows that a portfolio joins.
"""

from __future__ import annotations

from enjoined.law.compiled.lines import CompiledStatus
from enjoined.law.compiled.table import CompiledAnswer, CompiledLaw, compile_law

__all__ = ["CompiledAnswer", "CompiledLaw", "CompiledStatus", "compile_law"]
