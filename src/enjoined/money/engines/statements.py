"""The text of ``status.sql``, statement by statement, and the schema of what it reads."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from enjoined.law.compiled.rows import Column, Type

__all__ = ["AWARDS", "DAYS", "selections", "statements"]

AWARDS: Final = (
    Column("award_id", Type.TEXT),
    Column("recipient_id", Type.TEXT),
    Column("profile", Type.TEXT),
    Column("program", Type.TEXT),
    Column("fiscal_year", Type.NUMBER),
    Column("capacity", Type.TEXT),
    Column("acceptance", Type.TEXT),
    Column("accepted", Type.DATE),
    Column("obligated", Type.NUMBER),
    Column("outlayed", Type.NUMBER),
)
"""The columns of a portfolio; ``obligated`` and ``outlayed`` are whole cents, ``profile`` as ``str(Profile)``."""

DAYS: Final = (Column("day", Type.DATE),)
"""The column of the days asked about."""


def statements() -> tuple[str, ...]:
    """The statements of ``status.sql`` in order, without their comments."""
    text = files("enjoined.money.engines").joinpath("status.sql").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.lstrip().startswith("--"))
    found = (statement.strip() for statement in "\n".join(lines).split(";"))
    return tuple(statement for statement in found if statement)


def selections() -> dict[str, str]:
    """What each statement selects, by the name of the view that it makes, in order."""
    parts = (statement.partition(" VIEW ")[2].partition(" AS\n") for statement in statements())
    return {name: selected for name, _, selected in parts}
