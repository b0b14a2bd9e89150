"""The compiled law as tables: what a portfolio of awards joins (``money/engines/status.sql``), and what is exported.

==============  =============================================================================================
table           one row for
==============  =============================================================================================
``facets``      a condition on awards of a program and year, direct or as a sub-recipient: its set of slices
``acceptance``  a window of days of acceptance that some order tells from others: its bucket
``slices``      a set of slices and a bucket: the order that holds there and its roll of recipients
``named``       a recipient whose class in a roll neither its list nor its profile tells
``listed``      a list in a roll: the class of those on it whom the roll does not name
``lists``       a recipient on a list; whom a roll does not name is on one of its lists at most
``profiles``    a profile of recipients in a roll, if their class is not the usual one of the roll
``rolls``       a roll: the class of everybody else
``chart``       an order and a class: the line of its statuses
``lines``       a stretch of days of a line: status, what is possible, restraints in force, proof
``proofs``      a proof: one of the questions that it answers (conditions alike share it), so that it can be rebuilt
``meta``        what the tables were made from
==============  =============================================================================================

A bucket of a slice that is not compiled has the order ``-1``, without a line.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import chain, repeat
from typing import Final

import msgspec

from enjoined.law.cell import Award
from enjoined.law.compiled.builder import PRIME
from enjoined.law.compiled.groupings import Crowd, Grouping
from enjoined.law.compiled.lines import Line
from enjoined.law.compiled.table import CompiledLaw, Seat
from enjoined.law.status import Status
from enjoined.model import FIRST_DAY, LAST_DAY, Condition, Day, Recipient
from enjoined.registry.garbage import uncollected

__all__ = ["NOT_COMPILED", "TABLES", "Column", "Place", "Scalar", "Table", "Tables", "Type", "tables"]

NOT_COMPILED: Final = -1
"""The order of slices that the reference evaluator must answer."""

Scalar = str | int | date | None


class Type(StrEnum):
    """The type of a column."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"


class Column(msgspec.Struct, frozen=True):
    """A column of a table."""

    name: str
    type: Type


class Table(msgspec.Struct, frozen=True):
    """A table: its columns, and the values of each, in the order of the rows."""

    name: str
    columns: tuple[Column, ...]
    values: tuple[tuple[Scalar, ...], ...]

    @classmethod
    def of(cls, name: str, columns: tuple[Column, ...], rows: Iterable[tuple[Scalar, ...]]) -> Table:
        """The table with these rows."""
        return cls(name, columns, tuple(zip(*rows, strict=True)) or ((),) * len(columns))

    @property
    def rows(self) -> tuple[tuple[Scalar, ...], ...]:
        """The rows in order."""
        return tuple(zip(*self.values, strict=True))

    def __len__(self) -> int:
        return len(self.values[0])


Tables = dict[str, Table]
"""The tables by name."""

Place = tuple[str, int, str]
"""A program, a fiscal year and a capacity."""


def _columns(text: str) -> tuple[Column, ...]:
    pairs = (item.split(":") for item in text.split())
    return tuple(Column(name, Type(kind)) for name, kind in pairs)


TABLES: Final = {
    "facets": _columns("program:text fiscal_year:number condition:text capacity:text slice_set:number"),
    "acceptance": _columns("acceptance:text accepted_from:date accepted_until:date bucket:number"),
    "slices": _columns("slice_set:number bucket:number order_set:number roll:number"),
    "named": _columns("roll:number recipient_id:text class:number"),
    "listed": _columns("roll:number list:number class:number"),
    "lists": _columns("list:number recipient_id:text"),
    "profiles": _columns("roll:number profile:text class:number"),
    "rolls": _columns("roll:number class:number"),
    "chart": _columns("order_set:number class:number line:number"),
    "lines": _columns(
        "line:number from_day:date until_day:date status:text possible:text active:text proof_id:number"
    ),
    "proofs": _columns(
        "proof_id:number condition:text program:text fiscal_year:number capacity:text recipient_id:text day:date"
    ),
    "meta": _columns("key:text value:text"),
}


def tables(
    compiled: CompiledLaw,
    recipients: Iterable[Recipient],
    *,
    only: Container[Place] | None = None,
    day: Day | None = None,
) -> Tables:
    """The tables for awards of the recipients, under the programs and years of the instruments on record.

    ``only`` are the places (program, fiscal year, ``"direct"`` or ``"sub"``) of which rows are made; ``None``: all.
    With a ``day`` the lines tell of that day alone, without proofs, which is several times quicker to make. Days
    without a limit are 1 Jan 1 and 31 Dec 9999. A recipient that is not among those given is answered by its profile,
    which is wrong if some order names it: whoever joins awards must give everybody who holds one. For nobody there
    are no classes and no lines.
    """
    with uncollected():
        return _Writer(compiled, recipients, only, day).tables()


class _Writer:
    def __init__(
        self,
        compiled: CompiledLaw,
        recipients: Iterable[Recipient],
        only: Container[Place] | None,
        day: Day | None,
    ) -> None:
        self.compiled = compiled
        self.only = only
        self.day = day
        self.on_day: dict[tuple[Scalar, ...], int] = {}
        self.crowd = Crowd(compiled.roster, recipients)
        self.keys = [str(profile) for profile in self.crowd.profiles]
        self.windows = list(compiled.slices.buckets())
        self.buckets = list(dict.fromkeys(window.award for window in self.windows))
        self.seats: dict[int, Seat] = {}
        self.sets: dict[tuple[Seat | None, ...], int] = {}
        self.columns: dict[str, tuple[list[Scalar], ...]] = {
            name: tuple([] for _ in columns) for name, columns in TABLES.items()
        }

    def tables(self) -> Tables:
        for condition in self.compiled.law.conditions.values():
            self._facets(condition)
        for bucket in self.windows:
            window = (_day(bucket.start), _day(bucket.until))
            number = self.buckets.index(bucket.award)
            self._row("acceptance", bucket.acceptance.value, *window, number)
        for seats, number in self.sets.items():
            for place, seat in enumerate(seats):
                self._row("slices", number, place, *self._numbers(seat))
        self._classes()
        self._lines()
        self._meta()
        return {
            name: Table(name, TABLES[name], tuple(map(tuple, columns)))
            for name, columns in self.columns.items()
        }

    def _row(self, name: str, *values: Scalar) -> None:
        for column, value in zip(self.columns[name], values, strict=True):
            column.append(value)

    def _rows(self, name: str, *columns: Iterable[Scalar]) -> None:
        """Many rows at a time, column by column."""
        for column, values in zip(self.columns[name], columns, strict=True):
            column += values

    def _facets(self, condition: Condition) -> None:
        instrument = self.compiled.law.instruments[condition.instrument]
        for capacity, through in (("direct", None), ("sub", PRIME)):
            for program in instrument.programs:
                for year in instrument.fiscal_years:
                    if self.only is not None and (program, year, capacity) not in self.only:
                        continue
                    award = Award(program=program, fiscal_year=year, through=through)
                    number = self._slice_set(condition, award)
                    self._row("facets", program, year, condition.id, capacity, number)

    def _slice_set(self, condition: Condition, award: Award) -> int:
        seats = tuple(self._seat(condition, award, bucket) for bucket in self.buckets)
        return self.sets.setdefault(seats, len(self.sets))

    def _seat(self, condition: Condition, award: Award, bucket: Award) -> Seat | None:
        held = msgspec.structs.replace(
            bucket, program=award.program, fiscal_year=award.fiscal_year, through=award.through
        )
        seat = self.compiled.seat(condition.id, held)
        if seat is not None:
            self.seats[seat.order.number] = seat
        return seat

    def _numbers(self, seat: Seat | None) -> tuple[int, int]:
        return (NOT_COMPILED, NOT_COMPILED) if seat is None else (seat.order.number, seat.grouping.number)

    def _classes(self) -> None:
        """Who is in which class, and the line of every class that somebody is in: no rows where there is nobody."""
        if not self.crowd.people:
            return
        by_grouping: dict[int, tuple[Grouping, list[Seat]]] = {}
        for seat in self.seats.values():
            by_grouping.setdefault(seat.grouping.number, (seat.grouping, []))[1].append(seat)
        lists: set[int] = set()
        for number, (grouping, seats) in sorted(by_grouping.items()):
            roll = grouping.roll(self.crowd)
            self._row("rolls", number, roll.usual)
            odd = [(self.keys[place], class_) for place, class_ in roll.profiles.items()]
            for name, told in (("profiles", odd), ("listed", roll.listed), ("named", roll.named)):
                self._rows(name, repeat(number, len(told)), *_apart(told))
            lists.update([list_ for list_, _ in roll.listed])
            tables_of = (odd, roll.listed, roll.named)
            classes = sorted({roll.usual, *(class_ for told in tables_of for _, class_ in told)})
            for seat in seats:
                lines = (
                    [seat.line(class_).number for class_ in classes]
                    if self.day is None
                    else [self._on(seat, class_, self.day) for class_ in classes]
                )
                self._rows("chart", repeat(seat.order.number, len(classes)), classes, lines)
        for special in self.crowd.lists:
            if special.number in lists:
                self._rows("lists", repeat(special.number, len(special.names)), special.names)

    def _on(self, seat: Seat, class_: int, day: Day) -> int:
        """The line of those who have the same status on the day, by the same restraints."""
        found = seat.on(class_, day)
        content = (found.status.value, _statuses(found.possible), " ".join(found.active))
        return self.on_day.setdefault(content, len(self.on_day))

    def _lines(self) -> None:
        if self.day is not None:
            window = (_day(self.day), _day(Day(self.day + 1)))
            for content, line in self.on_day.items():
                self._row("lines", line, *window, *content, None)
            return
        used = frozenset(self.columns["chart"][2])
        lines = [line for line in self.compiled.lines.all if line.number in used]
        counts = [len(line.rows) for line in lines]
        starts = list(map(_day, chain.from_iterable([(FIRST_DAY, *line.days) for line in lines])))
        until = map(_day, chain.from_iterable([(*line.days, LAST_DAY) for line in lines]))
        found = [row for line in lines for row in line.rows]
        words = {
            key: (row.status.value, _statuses(row.possible), " ".join(row.active))
            for key, row in {id(row): row for row in found}.items()
        }
        said = _apart([words[id(row)] for row in found], 3)
        proofs = [line.first_proof + n for line in lines for n in range(len(line.rows))]
        self._rows("lines", _spread([line.number for line in lines], counts), starts, until, *said, proofs)
        where = _apart([self._asked(line) for line in lines], 5)
        self._rows("proofs", proofs, *[_spread(values, counts) for values in where], starts)

    def _asked(self, line: Line) -> tuple[Scalar, ...]:
        """Condition, program, year, capacity and recipient of a question that the line answers."""
        order, person, *_ = self.compiled.lines.address(line.first_proof)
        award = order.cell.award
        capacity = "direct" if award.through is None else "sub"
        return (
            order.cell.condition.id,
            award.program,
            award.fiscal_year,
            capacity,
            person.recipient.id,
        )

    def _meta(self) -> None:
        law, known_on = self.compiled.law, self.compiled.known_on
        self._row("meta", "registry_version", law.version)
        self._row("meta", "registry_hash", law.hash)
        self._row("meta", "known_on", "" if known_on is None else _day(known_on).isoformat())


def _apart(rows: Sequence[tuple[Scalar, ...]], width: int = 2) -> Iterable[Iterable[Scalar]]:
    """The columns of rows."""
    return zip(*rows, strict=True) if rows else ((),) * width


def _spread(values: Iterable[Scalar], counts: Iterable[int]) -> Iterable[Scalar]:
    """Each value as many times as its count says."""
    return chain.from_iterable(map(repeat, values, counts))


@cache
def _statuses(possible: frozenset[Status]) -> str:
    return " ".join(sorted(status.value for status in possible))


_day = cache(date.fromordinal)
