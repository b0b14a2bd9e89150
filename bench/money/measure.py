"""Measure a portfolio, step by step: ``python bench/money/measure.py FILE [DAY]``.

FILE is made by ``generate.py``. Prints seconds for each step and the most memory of the process; for CSV also how long
DuckDB alone takes to read the same columns of the same file. "Join" is what is asked of the awards once the law is
compiled: gathering the awards and adding up their money.
"""

from __future__ import annotations

import resource
import sys
import time
from datetime import date
from pathlib import Path

import duckdb

from enjoined.law.compiled import compile_law
from enjoined.model import Day, parse_day
from enjoined.money.book import Book
from enjoined.money.duckdb_engine import DuckDB
from enjoined.money.layouts import recognise
from enjoined.money.questions import answer
from enjoined.money.reading import _scan
from enjoined.money.sources import sources
from enjoined.money.views import Views
from enjoined.registry.open import open_registry


def alone(file: Path, folder: Path) -> float:
    """Seconds in which DuckDB reads the columns that a portfolio reads, and does nothing with them."""
    (source,) = sources([file], folder)
    header = list(source.head[0])
    columns = recognise(header, {}, str(file)).columns.values()
    lengths = ", ".join(f'max(length("{column}"))' for column in dict.fromkeys(columns))
    line = duckdb.connect(":memory:")
    start = time.perf_counter()
    line.execute(f"SELECT {lengths} FROM {_scan(source, header, 0)}").fetchall()
    return time.perf_counter() - start


def main(file: Path, day: Day) -> None:
    """Take the times of one file and print them."""
    registry = open_registry()
    compiled = compile_law(registry.law)
    found: list[tuple[str, float]] = []
    clock = time.perf_counter()

    def took(what: str) -> None:
        nonlocal clock
        now = time.perf_counter()
        found.append((what, now - clock))
        clock = now

    with Book(registry) as book:
        if file.suffix == ".csv":
            seconds = alone(file, book.folder)
            found.append(("DuckDB alone, the same columns", seconds))
        clock = time.perf_counter()
        book.read([file], mapped={})
        took("read into rows")
        book.gather()
        took("collapse to awards, match recipients")
        people = book.people([compiled])
        took("look up recipients")
        book.cells([compiled], by_recipient=False, by_state=False)
        took("join: gather the awards")
        answer(book.line, compiled, people, book.primes(), day, DuckDB(), "answered")
        took("compile and answer")
        views = Views(book, compiled, day, people)
        views.total(views.main), views.by(views.main, ("status", "family", "program")), views.exposure()
        took("join: add up the money")
        views.unclear()
        took("facts behind unclear money")
        ((cells,),) = book.line.execute("SELECT count(*) FROM cells").fetchall()
        rows = book.files[0].read
    print(f"{file.name}: {rows:,} rows, {cells:,} different questions, on {date.fromordinal(day)}")
    for what, seconds in found:
        print(f"{seconds:8.2f} s  {what}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{most:8,} MB most memory")


if __name__ == "__main__":
    main(Path(sys.argv[1]), parse_day(sys.argv[2] if len(sys.argv) > 2 else "2025-09-01"))
