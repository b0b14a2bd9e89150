"""Awards gathered into purses and cells, so that the law is joined with thousands of groups and not with every award.

A *purse* is the money of awards that share all that an answer or a view can turn on; the awards of one *cell* share
every answer. Sub-awards are held twice: by the sub-recipient, and (``role`` ``prime``) by whoever passes the money on;
they are added up once, with both told apart, and then looked at from either side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import duckdb
import pyarrow  # type: ignore[import-untyped]

from enjoined.law.cell import Award
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.builder import PRIME
from enjoined.money.questions import NO_NUMBER, fill, places_of

__all__ = ["make_purses"]


def make_purses(
    line: duckdb.DuckDBPyConnection, laws: Sequence[CompiledLaw], *, by_recipient: bool, by_state: bool
) -> None:
    """Make ``purses`` and ``cells`` from ``held``, ``persons`` and ``humans``.

    They are as fine as the laws, and a breakdown by recipient or State, need and no finer.
    """
    fill(line, "places", places_of(laws))
    subawards = bool(line.execute("SELECT 1 FROM held WHERE capacity = 'sub' LIMIT 1").fetchall())
    passing = _passing(line, laws) if subawards else []
    columns = list(zip(*passing, strict=True)) or [(), ()]
    arrays = [
        pyarrow.array(columns[0], type=pyarrow.string()),
        pyarrow.array(columns[1], type=pyarrow.int64()),
    ]
    fill(line, "prime_places", pyarrow.Table.from_arrays(arrays, names=["program", "fiscal_year"]))
    numbers = sorted(frozenset().union(*(law.slices.numbers for law in laws)))
    fill(line, "named_numbers", pyarrow.table({"number": pyarrow.array(numbers, type=pyarrow.string())}))
    marks = {
        "$recipient": "h.recipient_id" if by_recipient else _NONE,
        "$state": "h.state" if by_state else _NONE,
        # Numbers are looked at one by one only where an order names some.
        "$number": f"CASE WHEN h.number = '' THEN '{NO_NUMBER}' ELSE n.number END" if numbers else _NONE,
        "$numbers": "LEFT JOIN named_numbers n ON h.number = n.number" if numbers else "",
        "$through": _THROUGH if subawards else _NONE,
        "$passed": "h.through IS NOT NULL" if subawards else "CAST(NULL AS BOOLEAN)",
        "$primes": _PRIMES if subawards else "",
        "$prime_human": "t.human" if subawards else "CAST(NULL AS INTEGER)",
        "$prime_recipient": "h.through" if subawards and by_recipient else _NONE,
        "$prime_state": "h.prime_state" if subawards and by_state else _NONE,
    }
    for statement in (_WHOLE, _WANTED, _FINE, _PURSES_OF_BOTH if subawards else _PURSES, _CELLS):
        line.execute(_marked(statement, marks))


def _marked(statement: str, marks: Mapping[str, str]) -> str:
    # The longest first: one name may begin another.
    for mark in sorted(marks, key=len, reverse=True):
        statement = statement.replace(mark, marks[mark])
    return statement


def _passing(line: duckdb.DuckDBPyConnection, laws: Sequence[CompiledLaw]) -> list[tuple[str, int]]:
    """Programs and years of sub-awards where it matters who passes the money on."""
    found: set[tuple[str, int]] = set()
    for law in laws:
        for program, year, condition in line.execute(
            "SELECT program, fiscal_year, condition FROM places"
        ).fetchall():
            award = Award(program=program, fiscal_year=year, through=PRIME)
            known = condition in law.law.conditions
            if (program, year) not in found and known and law.seat(condition, award) is None:
                found.add((program, year))
    return sorted(found)


_NONE: Final = "CAST(NULL AS VARCHAR)"
_THROUGH: Final = (
    "CASE WHEN h.capacity = 'sub' AND (q.program IS NOT NULL OR contains(h.program, ' ')) THEN h.through END"
)
_PRIMES: Final = """
LEFT JOIN prime_places q ON h.program = q.program AND h.fiscal_year = q.fiscal_year
LEFT JOIN persons t ON h.through = t.recipient_id
"""
_SUMS: Final = """
count(*) AS awards, CAST(sum(h.obligated) AS BIGINT) AS obligated,
CAST(coalesce(sum(h.outlayed), 0) AS BIGINT) AS outlayed, CAST(sum(h.remaining) AS BIGINT) AS remaining,
count(*) - count(h.outlayed) AS unreported
"""
_SUMS_OF_SUMS: Final = ", ".join(
    f"CAST(sum({what}) AS BIGINT) AS {what}"
    for what in ("awards", "obligated", "outlayed", "remaining", "unreported")
)

# Where no condition is on record nothing turns on who holds an award: only the other awards are told apart by person,
# by its number, because text is dear to group by.
_WHOLE: Final = f"""
CREATE OR REPLACE TABLE whole AS
SELECT h.capacity, h.program, h.fiscal_year, h.acceptance, h.accepted, $state AS state, $recipient AS recipient,
       $passed AS passed, $prime_state AS prime_state, $prime_recipient AS prime_recipient,
       {_SUMS}, count(*) - count(h.recipient_id) AS unmatched
FROM held h GROUP BY ALL
"""
_WANTED: Final = """
CREATE OR REPLACE TABLE wanted AS
SELECT DISTINCT w.program, w.fiscal_year
FROM whole w LEFT JOIN places p ON w.program = p.program AND w.fiscal_year = p.fiscal_year
WHERE w.program IS NOT NULL AND w.fiscal_year IS NOT NULL AND (p.program IS NOT NULL OR contains(w.program, ' '))
"""
_FINE: Final = f"""
CREATE OR REPLACE TABLE fine AS
SELECT h.capacity, $number AS number, h.program, h.fiscal_year, h.acceptance, h.accepted, s.human,
       $through AS through, $state AS state, $recipient AS recipient,
       $prime_human AS prime_human, $prime_state AS prime_state, $prime_recipient AS prime_recipient, {_SUMS}
FROM held h
JOIN wanted r ON h.program = r.program AND h.fiscal_year = r.fiscal_year
LEFT JOIN persons s ON h.recipient_id = s.recipient_id
$numbers $primes
GROUP BY ALL
"""
_REST: Final = "FROM whole w ANTI JOIN wanted r ON w.program = r.program AND w.fiscal_year = r.fiscal_year"
_OWN: Final = f"""
SELECT w.capacity AS role, CAST(NULL AS VARCHAR) AS number, w.program, w.fiscal_year, w.capacity, w.acceptance,
       w.accepted, CAST(NULL AS INTEGER) AS human, CAST(NULL AS VARCHAR) AS through, w.state, w.recipient,
       {_SUMS_OF_SUMS}, CAST(sum(w.unmatched) AS BIGINT) AS unmatched
{_REST} GROUP BY ALL
UNION ALL
SELECT f.capacity AS role, f.number, f.program, f.fiscal_year, f.capacity, f.acceptance, f.accepted, f.human,
       f.through, f.state, f.recipient, {_SUMS_OF_SUMS},
       CAST(sum(CASE WHEN f.human IS NULL THEN f.awards ELSE 0 END) AS BIGINT) AS unmatched
FROM fine f GROUP BY ALL
"""
_OF_PRIMES: Final = f"""
SELECT 'prime' AS role, CAST(NULL AS VARCHAR) AS number, w.program, w.fiscal_year, 'direct' AS capacity,
       'not-said' AS acceptance, CAST(NULL AS DATE) AS accepted, CAST(NULL AS INTEGER) AS human,
       CAST(NULL AS VARCHAR) AS through, w.prime_state AS state, w.prime_recipient AS recipient,
       {_SUMS_OF_SUMS}, CAST(sum(CASE WHEN w.passed THEN 0 ELSE w.awards END) AS BIGINT) AS unmatched
{_REST} WHERE w.capacity = 'sub' GROUP BY ALL
UNION ALL
SELECT 'prime' AS role, f.number, f.program, f.fiscal_year, 'direct' AS capacity, 'not-said' AS acceptance,
       CAST(NULL AS DATE) AS accepted, f.prime_human AS human, CAST(NULL AS VARCHAR) AS through,
       f.prime_state AS state, f.prime_recipient AS recipient, {_SUMS_OF_SUMS},
       CAST(sum(CASE WHEN f.prime_human IS NULL THEN f.awards ELSE 0 END) AS BIGINT) AS unmatched
FROM fine f WHERE f.capacity = 'sub' GROUP BY ALL
"""


def _numbered(gathered: str) -> str:
    """The purses with the number of their cell: purses that nothing but the breakdown tells apart share it."""
    return f"""
CREATE OR REPLACE TABLE purses AS
SELECT
    dense_rank() OVER (
        ORDER BY g.number, g.program, g.fiscal_year, g.capacity, g.acceptance, g.accepted, g.human, g.through
    ) AS cell, g.* EXCLUDE (human), k.person
FROM ({gathered}) g LEFT JOIN humans k ON g.human = k.human
"""


_PURSES: Final = _numbered(_OWN)
_PURSES_OF_BOTH: Final = _numbered(f"{_OWN} UNION ALL {_OF_PRIMES}")
_CELLS: Final = """
CREATE OR REPLACE TABLE cells AS
SELECT DISTINCT cell, person, program, fiscal_year, capacity, acceptance, accepted, through, number FROM purses
"""
