"""The views of a portfolio: money by status and whatever else, what is unclear and why, what changes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import msgspec

from enjoined.law.compiled import CompiledLaw
from enjoined.law.status import Status
from enjoined.model import Day, Recipient
from enjoined.money.amounts import dollars
from enjoined.money.book import Book
from enjoined.money.engines.arrow import made
from enjoined.money.open_facts import OpenFacts, either
from enjoined.money.questions import fill
from enjoined.money.report import (
    Change,
    Compared,
    Exposure,
    Incomplete,
    Money,
    Subawards,
    Total,
    Unclear,
)

__all__ = ["Views"]

_RANKED: Final = (
    Status.BINDING,
    Status.UNCLEAR,
    Status.NOT_ENFORCED,
    Status.ENJOINED,
    Status.VACATED,
    Status.WITHDRAWN,
    Status.NOT_IMPOSED,
)
"""From the least protection to the most, as ``law.status.worst`` has it."""

_MONEY: Final = (
    "CAST(sum(p.awards) AS BIGINT), CAST(sum(p.obligated) AS BIGINT), CAST(sum(p.outlayed) AS BIGINT), "
    "CAST(sum(p.remaining) AS BIGINT)"
)
_MOST_FACTS: Final = 100


class Views:
    """Views over the purses and the answers of a book."""

    def __init__(
        self,
        book: Book,
        compiled: CompiledLaw,
        day: Day,
        people: dict[str, Recipient],
    ) -> None:
        self.book = book
        self.line = book.line
        self.compiled = compiled
        self.day = day
        self.people = people
        law = compiled.law
        book.table(
            "conditions",
            {"condition": "VARCHAR", "family": "VARCHAR"},
            [(str(c.id), str(c.family)) for c in law.conditions.values()],
        )
        book.table(
            "ranks", {"status": "VARCHAR", "rank": "BIGINT"}, [(s.value, n) for n, s in enumerate(_RANKED)]
        )
        book.table(
            "lacking",
            {"program": "VARCHAR", "fiscal_year": "BIGINT", "why": "VARCHAR"},
            [
                (str(program), year, coverage.why or "the conditions held are not complete")
                for coverage in law.coverage
                if not coverage.complete
                for program in coverage.programs
                for year in coverage.fiscal_years
            ],
        )
        self.line.execute(_WORST.format(name="worst", answers="answered"))
        roles = [row[0] for row in self.line.execute("SELECT DISTINCT role FROM purses").fetchall()]
        self.main = "direct" if "direct" in roles or "sub" not in roles else "sub"
        self._both = {"direct", "sub"} <= set(roles)

    def _rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        return self.line.execute(query, list(values)).fetchall()

    def money(self, role: str, within: str = "") -> Money:
        """All money of a role; ``within`` is a condition on its purses."""
        (row,) = self._rows(f"SELECT {_MONEY} FROM purses p WHERE role = ? {within}", role)
        awards, obligated, outlayed, remaining = (_number(value) for value in row)
        return Money(
            awards=awards,
            obligated=dollars(obligated),
            outlayed=dollars(outlayed),
            remaining=dollars(remaining),
        )

    def total(self, role: str, worst: str = "worst") -> tuple[Total, ...]:
        """Each award once, under its worst status; statuses in order of protection, those that occur."""
        rows = self._rows(
            f"SELECT w.status, {_MONEY} FROM purses p JOIN {worst} w USING (cell) JOIN ranks r ON w.status = r.status "
            "WHERE p.role = ? GROUP BY w.status, r.rank ORDER BY r.rank",
            role,
        )
        return tuple(map(_total, rows))

    def any(self, role: str) -> tuple[Total, ...]:
        """Each award once under every status that some condition of it has."""
        rows = self._rows(
            f"SELECT k.status, {_MONEY} FROM (SELECT DISTINCT cell, status FROM answered) k "
            "JOIN purses p USING (cell) JOIN ranks r ON k.status = r.status "
            "WHERE p.role = ? GROUP BY k.status, r.rank ORDER BY r.rank",
            role,
        )
        return tuple(map(_total, rows))

    def of_breakdown(self, keys: Sequence[str]) -> str:
        """The role whose money a breakdown divides: nothing but a sub-award has a prime."""
        return "sub" if self._both and "prime" in keys else self.main

    def by(self, role: str, keys: Sequence[str]) -> tuple[dict[str, object], ...]:
        """Money by some keys, the most first; an award counts once in each row it belongs to."""
        of_answer = {
            "status": "a.status",
            "family": "c.family",
            "program": "a.program",
            "condition": "a.condition",
        }
        of_purse = {key: f"p.{key}" for key in ("recipient", "state", "fiscal_year", "prime")}
        inner = ", ".join(["a.cell", *(f"{of_answer[k]} AS {k}" for k in keys if k in of_answer)])
        outer = ", ".join(f"k.{k}" if k in of_answer else of_purse[k] for k in keys)
        rows = self._rows(
            f"WITH k AS (SELECT DISTINCT {inner} FROM answered a LEFT JOIN conditions c USING (condition)) "
            f"SELECT {outer}, {_MONEY} FROM k JOIN purses p USING (cell) WHERE p.role = ? "
            f"GROUP BY ALL ORDER BY sum(p.obligated) DESC, {outer}",
            role,
        )
        found = []
        for row in rows:
            entry: dict[str, object] = dict(zip(keys, row, strict=False))
            awards, obligated, outlayed, remaining = (_number(value) for value in row[len(keys) :])
            entry |= {
                "awards": awards,
                "obligated": dollars(obligated),
                "outlayed": dollars(outlayed),
                "remaining": dollars(remaining),
            }
            found.append(entry)
        return tuple(found)

    def worst_by(self, role: str, key: str) -> tuple[dict[str, object], ...]:
        """The totals divided by ``program``, ``recipient`` or ``state``: each award once, the most money first."""
        rows = self._rows(
            f"SELECT p.{key}, w.status, {_MONEY} FROM purses p JOIN worst w USING (cell) WHERE p.role = ? "
            f"GROUP BY p.{key}, w.status ORDER BY sum(sum(p.obligated)) OVER (PARTITION BY p.{key}) DESC, 1, 2",
            role,
        )
        return tuple(
            {
                key: value,
                "status": str(status),
                "awards": _number(awards),
                "obligated": dollars(_number(obligated)),
                "outlayed": dollars(_number(outlayed)),
                "remaining": dollars(_number(remaining)),
            }
            for value, status, awards, obligated, outlayed, remaining in rows
        )

    def exposure(self) -> Exposure:
        """Money under at least one condition that binds, of each role."""
        bound = "AND p.cell IN (SELECT cell FROM answered WHERE status = 'binding' AND condition IS NOT NULL)"
        return Exposure(**{role: self.money(role, bound) for role in ("direct", "sub", "prime")})

    def subawards(self, keys: Sequence[str]) -> Subawards | None:
        """The view of sub-awards where it is not the main one."""
        if not self._both:
            return None
        money = self.money("sub")
        unclear, facts = self.unclear("sub")
        return Subawards(
            awards=money.awards,
            obligated=money.obligated,
            total=self.total("sub"),
            by=self.by("sub", keys),
            unclear=unclear,
            unclear_facts=facts,
        )

    def incomplete(self) -> tuple[Incomplete, ...]:
        """Programs and years whose recorded conditions are not all, with the money under them."""
        rows = self._rows(
            f"SELECT l.program, l.fiscal_year, l.why, {_MONEY} FROM lacking l JOIN purses p "
            "ON p.fiscal_year = l.fiscal_year AND contains(p.program, l.program) WHERE p.role = ? "
            "GROUP BY l.program, l.fiscal_year, l.why ORDER BY sum(p.obligated) DESC",
            self.main,
        )
        return tuple(
            Incomplete(
                program=str(row[0]),
                fiscal_year=_number(row[1]),
                why=str(row[2]),
                awards=_number(row[3]),
                obligated=dollars(_number(row[4])),
            )
            for row in rows
        )

    # --- what is unclear, and why -------------------------------------------------------------------------------

    def unclear(self, role: str) -> tuple[tuple[Unclear, ...], int]:
        """The missing facts and records with the most money of a role, and how many there are.

        What rests on several counts for each.
        """
        reasons: dict[str, Unclear] = {}
        conditions: dict[str, set[str]] = {}
        rows: set[tuple[str, int]] = set()
        found = self._open.found
        for number, condition in self._rows(_UNDER, role):
            for reason in found[_number(number)]:
                reasons[reason.fact] = either(reasons.get(reason.fact, reason), reason)
                conditions.setdefault(reason.fact, set()).update(
                    () if condition is None else (str(condition),)
                )
                rows.add((reason.fact, _number(number)))
        self.book.table("facts", {"fact": "VARCHAR", "number": "INTEGER"}, sorted(rows))
        sums = self._rows(
            f"SELECT r.fact, {_MONEY}, count(*) OVER () "
            "FROM (SELECT DISTINCT fact, cell FROM met JOIN facts USING (number)) r "
            "JOIN purses p USING (cell) WHERE p.role = ? "
            f"GROUP BY r.fact ORDER BY sum(p.obligated) DESC, r.fact LIMIT {_MOST_FACTS}",
            role,
        )
        shown = tuple(
            msgspec.structs.replace(
                reasons[str(fact)],
                awards=_number(awards),
                obligated=dollars(_number(obligated)),
                remaining=dollars(_number(remaining)),
                conditions=tuple(sorted(conditions[str(fact)])),
            )
            for fact, awards, obligated, _, remaining, _ in sums
        )
        return shown, _number(sums[0][-1]) if sums else 0

    @cached_property
    def _open(self) -> OpenFacts:
        """The facts that unclear answers wait for; the table ``met`` says which, by number, for each cell."""
        facts = OpenFacts(self.compiled, self.day, self.people, self.book.everybody.primes)
        self.line.execute(_UNCLEAR)
        asked = self.line.execute(_UNCLEAR_PLACES).fetchall()
        fill(self.line, "unclear_orders", made(_ORDERS, list(zip(*facts.orders(asked), strict=True))))
        pairs = self.line.execute(_UNCLEAR_PAIRS).fetchall()
        numbers = [facts.number(place, person) for place, person in pairs]
        columns = [*zip(*pairs, strict=True), numbers] if pairs else []
        fill(self.line, "unclear_numbers", made(_NUMBERS, columns))
        self.line.execute(_MET)
        return facts

    # --- what changes -------------------------------------------------------------------------------------------

    def compared(self, before: str, after: str) -> Compared:
        """The totals of two tables of answers beside each other."""
        totals = []
        for answers in (before, after):
            worst = f"worst_{answers}"
            self.line.execute(_WORST.format(name=worst, answers=answers))
            totals.append(self.total(self.main, worst))
        return Compared(before=totals[0], after=totals[1])

    def changes(self, before: str, after: str) -> tuple[Change, ...]:
        """Where the statuses differ from one table of answers to another."""
        rows = self._rows(
            f"SELECT a.condition, c.family, a.program, w.status, a.status, {_MONEY} "
            f"FROM {before} w JOIN {after} a "
            "ON w.cell = a.cell AND w.program = a.program AND w.condition = a.condition "
            "JOIN conditions c ON c.condition = a.condition JOIN purses p ON p.cell = a.cell "
            "WHERE w.status <> a.status AND p.role = ? GROUP BY ALL ORDER BY sum(p.obligated) DESC, 1, 3, 4, 5",
            self.main,
        )
        return tuple(
            Change(
                condition=str(condition),
                family=str(family),
                program=str(program),
                before=Status(str(was)),
                after=Status(str(is_)),
                awards=_number(awards),
                obligated=dollars(_number(obligated)),
                remaining=dollars(_number(remaining)),
            )
            for condition, family, program, was, is_, awards, obligated, _, remaining in rows
        )

    def notes(self) -> tuple[str, ...]:
        """What a reader of the figures must know."""
        found = [_counted(n, *_COUNTED[what]) for what, n in self.book.counts.items() if what in _COUNTED]
        (row,) = self._rows("SELECT CAST(sum(unreported) AS BIGINT) FROM purses WHERE role = ?", self.main)
        if unreported := _number(row[0]):
            words = "without a reported outlay: all that is obligated counts as remaining"
            found.append(_counted(unreported, "award" if self.main == "direct" else "sub-award", words))
        for test, words in _NOTED.items():
            query = f"SELECT capacity, count(*) FROM awards WHERE {test} GROUP BY 1 ORDER BY 1"
            counted = [
                (_number(n), "sub-award" if role == "sub" else "award") for role, n in self._rows(query)
            ]
            found += [_counted(n, noun, words) for n, noun in counted]
        return tuple(found)


_COUNTED: Final = {
    "described": ("recipient", "on no record: answered as any of its kind and State"),
    "superseded": ("row", "reported again: the later report counts"),
    "deleted": ("row", "reported as deleted: what it names is taken back"),
    "summarised": ("award", "given as a summary and as transactions: the summary counts"),
    "several": ("award number", "of a spreadsheet in more than one row: each row counts as an award"),
    "partial": ("award", "with transactions that do not add up to its total: some are missing in the files"),
}

_NOTED: Final = {
    "year_from = 'day'": "with the fiscal year of the first action; the appropriation may be older",
    "fiscal_year IS NULL": "without a fiscal year: --map fiscal_year=COLUMN or --fiscal-year YEAR gives it",
    "acceptance = 'declined'": "declined: which binds nobody unless accepted; the money is counted all the same",
}
"""What is to be said of awards, by those it is said of."""

_WORST: Final = """
CREATE OR REPLACE TABLE {name} AS
WITH ranked AS (
    SELECT a.cell, arg_min(a.status, r.rank) AS status FROM {answers} a JOIN ranks r USING (status) GROUP BY a.cell
),
short AS (
    SELECT DISTINCT p.cell FROM purses p JOIN lacking l
    ON p.fiscal_year = l.fiscal_year AND contains(p.program, l.program)
)
SELECT r.cell, CASE WHEN r.status IN ('not-imposed', 'withdrawn') AND s.cell IS NOT NULL THEN 'unclear'
               ELSE r.status END AS status
FROM ranked r LEFT JOIN short s USING (cell)
"""


def _total(row: tuple[object, ...]) -> Total:
    awards, obligated, outlayed, remaining = (_number(value) for value in row[1:])
    return Total(
        status=Status(str(row[0])),
        awards=awards,
        obligated=dollars(obligated),
        outlayed=dollars(outlayed),
        remaining=dollars(remaining),
    )


# What is unclear is asked about once for each order and person: a place is all that tells an order from others.
_UNCLEAR: Final = """
CREATE OR REPLACE TABLE unclear AS
SELECT a.cell, a.condition, c.person,
       dense_rank() OVER (ORDER BY a.condition, a.why, a.program, c.fiscal_year, c.capacity, c.acceptance, c.accepted,
                          c.through, c.number) AS place,
       a.why, a.program, c.fiscal_year, c.capacity, c.acceptance, c.accepted, c.through, c.number
FROM answered a JOIN cells c USING (cell) WHERE a.status = 'unclear'
"""
_UNCLEAR_PLACES: Final = """
SELECT place, any_value(condition), any_value(why), any_value(program), any_value(fiscal_year), any_value(capacity),
       any_value(acceptance), any_value(accepted), any_value(through), any_value(number)
FROM unclear GROUP BY place ORDER BY place
"""
_ORDERS: Final = {"place": "int64", "first": "int64", "personal": "int32"}
_WHO: Final = "CASE WHEN o.personal = 1 THEN u.person END"
_UNCLEAR_PAIRS: Final = f"""
SELECT DISTINCT o.first, {_WHO} FROM unclear u JOIN unclear_orders o USING (place) ORDER BY ALL
"""
_NUMBERS: Final = {"first": "int64", "person": "string", "number": "int32"}
_MET: Final = f"""
CREATE OR REPLACE TABLE met AS
SELECT u.cell, u.condition, n.number FROM unclear u JOIN unclear_orders o USING (place)
JOIN unclear_numbers n ON o.first = n.first AND {_WHO} IS NOT DISTINCT FROM n.person
"""
_UNDER: Final = """
SELECT DISTINCT m.number, m.condition FROM met m JOIN purses p USING (cell) WHERE p.role = ? ORDER BY ALL
"""


def _counted(count: int, noun: str, words: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'} {words}"


def _number(value: object) -> int:
    return 0 if value is None else int(str(value))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
