"""Many worlds as one portfolio: their compiled tables side by side, and their questions as awards.

Worlds share no row: names of a world get its number in front, numbers of a world are moved past those of the others.
So one query asks them all, which matters where a query takes seconds (Spark).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import msgspec

from enjoined.law import Cell, bearing_on, solve
from enjoined.law.compiled import compile_law
from enjoined.law.compiled.rows import TABLES, Column, Scalar, Table, Tables, Type, tables
from enjoined.model import parse_day
from enjoined.money.engines.statements import AWARDS
from enjoined.registry.table import LawTable
from tests.conformance import world as w
from tests.conformance.reference import cell_of, law_of

__all__ = ["Question", "restated", "side_by_side"]

_NAMES: Final = frozenset({"program", "condition", "recipient_id", "acceptance", "profile"})
_NO_NUMBER: Final = frozenset({"fiscal_year"})
_APART: Final = 1_000_000

Question = tuple[str, str, date, str]
"""Award, condition and day, and the status that the world expects."""


def side_by_side(worlds: Iterable[w.World]) -> tuple[Tables, Table, list[Question]]:
    """The tables of all worlds, their questions as awards, and what is expected.

    A question that names no program or year is put for the only ones of its instrument. Left out are questions that the
    tables do not take: where there are several, where the reference evaluator then answers otherwise, and those of
    worlds in which an order names single awards.
    """
    rows: dict[str, list[tuple[Scalar, ...]]] = {name: [] for name in TABLES}
    awards: list[tuple[Scalar, ...]] = []
    asked: list[Question] = []
    number = 0
    for world in worlds:
        law = law_of(world)
        for known_on in sorted({q.known_on for q in world.questions}, key=str):
            compiled = compile_law(law, known_on=None if known_on is None else parse_day(known_on))
            if compiled.slices.numbers:
                continue
            number += 1
            for table in tables(compiled, law.recipients.values()).values():
                if table.name != "meta":
                    rows[table.name] += (_apart(row, table.columns, number) for row in table.rows)
            for question in world.questions:
                if question.known_on != known_on:
                    continue
                cell = restated(law, question)
                if cell is None:
                    continue
                name = f"{len(awards):04}"
                day = date.fromordinal(parse_day(question.on))
                accepted = None if cell.award.accepted is None else date.fromordinal(cell.award.accepted)
                row = (
                    name,
                    str(cell.recipient.id),
                    str(compiled.roster.profile(cell.recipient)),
                    str(cell.award.program),
                    cell.award.fiscal_year,
                    "direct" if cell.award.through is None else "sub",
                    cell.award.acceptance.value,
                    accepted,
                    1,
                    0,
                )
                awards.append((name, *_apart(row[1:-2], AWARDS[1:-2], number), 1, 0))
                asked.append((name, f"{number}:{question.condition}", day, question.status))
    law_tables = {name: Table.of(name, TABLES[name], found) for name, found in rows.items()}
    return law_tables, Table.of("awards", AWARDS, awards), asked


def restated(law: LawTable, asked: w.Asked) -> Cell | None:
    """The cell of a question with program and year, if these are clear and change nothing."""
    cell = cell_of(law, asked)
    instrument = law.instruments[cell.condition.instrument]
    programs = [cell.award.program] if cell.award.program else [*instrument.programs]
    years = [cell.award.fiscal_year] if cell.award.fiscal_year else [*instrument.fiscal_years]
    if len(programs) != 1 or len(years) != 1:
        return None
    award = msgspec.structs.replace(cell.award, program=programs[0], fiscal_year=years[0])
    said = Cell.of(law, cell.recipient, cell.condition.id, award=award, known_on=cell.known_on)
    found = solve(law, said, bearing_on(law, said), parse_day(asked.on))
    return said if found.status.value == asked.status else None


def _apart(row: Iterable[Scalar], columns: Iterable[Column], world: int) -> tuple[Scalar, ...]:
    return tuple(_moved(value, column, world) for value, column in zip(row, columns, strict=True))


def _moved(value: Scalar, column: Column, world: int) -> Scalar:
    if isinstance(value, str) and column.name in _NAMES:
        return f"{world}:{value}"
    if isinstance(value, int) and column.type is Type.NUMBER and column.name not in _NO_NUMBER and value >= 0:
        return value + world * _APART
    return value
