"""Awards gathered into purses and cells, so that the law is joined with thousands of groups and not with every award.

A *purse* is the money of awards that share all that an answer or a view can turn on; the awards of one *cell* share
every answer. Sub-awards are held twice: by the sub-recipient, and (``role`` ``prime``) by whoever passes the money on;
they are added up once, with both told apart, and then looked at from either side.

The awards are looked at twice: by program and year, which is all that matters where no condition is on record
(:meth:`Purses.whole`, which nothing waits for until the end), and by person where some is (:meth:`Purses.gather`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Final

import duckdb
import msgspec

from enjoined.law.cell import Award
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.builder import PRIME
from enjoined.model import ConditionId, ProgramId
from enjoined.money.engines.arrow import made
from enjoined.money.questions import NO_NUMBER, fill, places_of

__all__ = ["Purses"]


class Purses:
    """Makes ``purses`` and ``cells`` from the view ``held``.

    They are as fine as the laws, and a breakdown by recipient, State or prime, need and no finer.
    """

    def __init__(
        self,
        line: duckdb.DuckDBPyConnection,
        laws: Sequence[CompiledLaw],
        *,
        by_recipient: bool,
        by_state: bool,
        by_prime: bool,
    ) -> None:
        self._line = line
        fill(line, "places", places_of(laws))
        line.execute(_WANTED)
        places = line.execute(_PLACES_WANTED).fetchall()
        self._subawards = bool(line.execute("SELECT 1 FROM held WHERE capacity = 'sub' LIMIT 1").fetchall())
        passing = _passing(laws, places, subawards=self._subawards)
        types = {"program": "string", "fiscal_year": "int64"}
        fill(line, "prime_places", made(types, list(zip(*passing, strict=True))))
        numbers = sorted(frozenset().union(*(law.slices.numbers for law in laws)))
        fill(line, "named_numbers", made({"number": "string"}, [numbers]))
        subawards = self._subawards
        self._marks = {
            "$recipient": "h.recipient_id" if by_recipient else _NONE,
            "$state": "h.state" if by_state else _NONE,
            # Numbers are looked at one by one only where an order names some.
            "$number": f"CASE WHEN h.number = '' THEN '{NO_NUMBER}' ELSE n.number END" if numbers else _NONE,
            "$named": "LEFT JOIN named_numbers n ON h.number = n.number" if numbers else "",
            "$through": _THROUGH if subawards else _NONE,
            "$joined": _PRIMES if subawards else "",
            "$prime_human": "t.human" if subawards else "CAST(NULL AS INTEGER)",
            "$prime_recipient": "h.through" if subawards and (by_recipient or by_prime) else _NONE,
            "$prime_state": "h.prime_state" if subawards and by_state else _NONE,
        }

    def whole(self, line: duckdb.DuckDBPyConnection) -> None:
        """Add up all awards by program and year; ``line`` may be a connection of its own, in a thread of its own."""
        line.execute(self._marked(_WHOLE))

    def gather(self) -> None:
        """Add up the awards under conditions on record by person (``persons``): makes ``fine``."""
        self._line.execute(self._marked(_FINE))

    def finish(self) -> None:
        """Make ``purses`` and ``cells``, with the tables ``fine``, ``whole``, ``humans`` and ``throughs``."""
        self._line.execute(_PURSES_OF_BOTH if self._subawards else _PURSES)
        self._line.execute(_CELLS)

    def _marked(self, statement: str) -> str:
        # The longest first: one name may begin another.
        for mark in sorted(self._marks, key=len, reverse=True):
            statement = statement.replace(mark, self._marks[mark])
        return statement


def _passing(
    laws: Sequence[CompiledLaw], places: Iterable[tuple[str, int, str]], *, subawards: bool
) -> list[tuple[str, int]]:
    """Programs and years of sub-awards where it matters who passes the money on.

    The laws look at every order there, so that they can tell who is alike to all of them.
    """
    found: set[tuple[str, int]] = set()
    for law, (program, year, condition) in product(laws, places):
        if condition not in law.law.conditions:
            continue
        award = Award(program=ProgramId(program), fiscal_year=year)
        law.seat(ConditionId(condition), award)
        through = msgspec.structs.replace(award, through=PRIME)
        if subawards and law.seat(ConditionId(condition), through) is None:
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

# Where no condition is on record nothing turns on who holds an award, nor on when it was accepted.
_WHOLE: Final = f"""
CREATE OR REPLACE TABLE whole AS
SELECT h.capacity, h.program, h.fiscal_year, $state AS state, $recipient AS recipient,
       $prime_state AS prime_state, $prime_recipient AS prime_recipient, {_SUMS}
FROM held h GROUP BY ALL
"""
_WANTED: Final = """
CREATE OR REPLACE TABLE wanted AS
SELECT DISTINCT h.program, h.fiscal_year
FROM (SELECT DISTINCT program, fiscal_year FROM held) h
LEFT JOIN places p ON h.program = p.program AND h.fiscal_year = p.fiscal_year
WHERE h.program IS NOT NULL AND h.fiscal_year IS NOT NULL AND (p.program IS NOT NULL OR contains(h.program, ' '))
"""
_PLACES_WANTED: Final = """
SELECT DISTINCT p.program, p.fiscal_year, p.condition FROM places p JOIN wanted w
ON p.fiscal_year = w.fiscal_year AND (p.program = w.program OR list_contains(string_split(w.program, ' '), p.program))
ORDER BY ALL
"""
_FINE: Final = f"""
CREATE OR REPLACE TABLE fine AS
SELECT h.capacity, $number AS number, h.program, h.fiscal_year, h.acceptance, h.accepted, s.human,
       $through AS through, $state AS state, $recipient AS recipient,
       $prime_human AS prime_human, $prime_state AS prime_state, $prime_recipient AS prime_recipient, {_SUMS}
FROM (SELECT * FROM held h SEMI JOIN wanted r ON h.program = r.program AND h.fiscal_year = r.fiscal_year) h
LEFT JOIN persons s ON h.recipient_id = s.recipient_id $joined $named
GROUP BY ALL
"""
_REST: Final = "FROM whole w ANTI JOIN wanted r ON w.program = r.program AND w.fiscal_year = r.fiscal_year"
_NO_DAY: Final = f"{_NONE} AS acceptance, CAST(NULL AS DATE) AS accepted"
_OWN: Final = f"""
SELECT w.capacity AS role, {_NONE} AS number, w.program, w.fiscal_year, w.capacity, {_NO_DAY},
       CAST(NULL AS INTEGER) AS human, {_NONE} AS through, w.state, w.recipient, w.prime_recipient AS prime,
       {_SUMS_OF_SUMS}
{_REST} GROUP BY ALL
UNION ALL
SELECT f.capacity AS role, f.number, f.program, f.fiscal_year, f.capacity, f.acceptance, f.accepted, f.human,
       t.alike AS through, f.state, f.recipient, f.prime_recipient AS prime, {_SUMS_OF_SUMS}
FROM fine f LEFT JOIN throughs t ON f.through = t.through GROUP BY ALL
"""
_OF_PRIMES: Final = f"""
SELECT 'prime' AS role, {_NONE} AS number, w.program, w.fiscal_year, 'direct' AS capacity, {_NO_DAY},
       CAST(NULL AS INTEGER) AS human, {_NONE} AS through, w.prime_state AS state, w.prime_recipient AS recipient,
       {_NONE} AS prime, {_SUMS_OF_SUMS}
{_REST} WHERE w.capacity = 'sub' GROUP BY ALL
UNION ALL
SELECT 'prime' AS role, f.number, f.program, f.fiscal_year, 'direct' AS capacity, 'not-said' AS acceptance,
       CAST(NULL AS DATE) AS accepted, f.prime_human AS human, {_NONE} AS through,
       f.prime_state AS state, f.prime_recipient AS recipient, {_NONE} AS prime, {_SUMS_OF_SUMS}
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
