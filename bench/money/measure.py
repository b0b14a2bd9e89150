"""Measure a portfolio, step by step: ``python bench/money/measure.py FILE [DAY]``.

FILE is made by ``generate.py``. Prints seconds (on the clock, and of all processors) for each step, the most memory of
the process, and first how long DuckDB alone takes to read the same columns of the same file: to scan them, and (a CSV)
to read them into a table, as whoever works with them must. "Join" is what is asked of
the awards and grows with them: gathering them, adding up their money, and who could not be matched. The sums of all
awards, and who holds them, are worked out aside: their processor seconds stand in whichever steps go on meanwhile.
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
from enjoined.money.awards.layouts import recognise
from enjoined.money.awards.ledger import LEDGER
from enjoined.money.awards.scanning import literal, scan
from enjoined.money.awards.sources import sources
from enjoined.money.book import Book
from enjoined.money.engines.duckdb_engine import DuckDB
from enjoined.money.questions import answer
from enjoined.money.views import Views
from enjoined.money.whose import whose
from enjoined.registry.open import open_registry


def columns_of(file: Path, folder: Path) -> tuple[list[str], str]:
    """The columns of a CSV that a portfolio reads, and how it scans the file."""
    (source,) = sources([file], folder, knows=lambda rows: None)
    header = list(source.head[0])
    columns = recognise(header, {}, str(file)).columns.values()
    return [f'"{column}"' for column in dict.fromkeys(columns)], scan(source, header, 0)


def alone(file: Path, folder: Path) -> None:
    """Let DuckDB read the columns that a portfolio reads, and do nothing with them."""
    if file.suffix == ".parquet":
        read, rows = list(LEDGER), f"read_parquet({literal(file)})"
        lengths = ", ".join(f"max({column})" for column in read)
    else:
        read, rows = columns_of(file, folder)
        lengths = ", ".join(f"max(length({column}))" for column in read)
    duckdb.connect(":memory:").execute(f"SELECT {lengths} FROM {rows}").fetchall()


def tabled(file: Path, folder: Path) -> None:
    """Let DuckDB read them into a table, by its own lights."""
    read, _ = columns_of(file, folder)
    select = f"SELECT {', '.join(read)} FROM read_csv({literal(file)})"
    duckdb.connect(":memory:").execute(f"CREATE TABLE read AS {select}")


def main(file: Path, day: Day) -> None:
    """Take the times of one file and print them."""
    registry = open_registry()
    found: list[tuple[str, float, float]] = []
    clock, work = time.perf_counter(), time.process_time()

    def took(what: str) -> None:
        nonlocal clock, work
        found.append((what, time.perf_counter() - clock, time.process_time() - work))
        clock, work = time.perf_counter(), time.process_time()

    with Book(registry) as book:
        alone(file, book.folder)
        took("DuckDB alone, the same columns")
        if file.suffix != ".parquet":
            tabled(file, book.folder)
            took("DuckDB alone, into a table")
        compiled = compile_law(registry.law.begun_by(day))
        took("compile the law")
        book.read([file], mapped={})
        took("read into rows")
        book.collapse()
        took("collapse to awards")
        book.match()
        took("match recipients")
        book.gather([compiled], by_recipient=False, by_state=False, by_prime=False)
        took("join: gather the awards under conditions")
        people = book.cells()
        took("join: wait for the sums of all; make questions")
        answer(book.line, compiled, people, book.everybody.primes, day, DuckDB(), "answered")
        took("compile and answer")
        views = Views(book, compiled, day, people)
        views.total(views.main), views.by(views.main, ("status", "family", "program")), views.exposure()
        took("join: add up the money")
        views.unclear(views.main)
        took("facts behind unclear money")
        whose(book, views.main)
        took("join: who could not be matched")
        ((cells,),) = book.line.execute("SELECT count(*) FROM cells").fetchall()
        rows = book.files[0].read
        parties = len(book.matches)
    print(f"{file.name}: {rows:,} rows on {date.fromordinal(day)}")
    print(f"{parties:,} parties to match, {cells:,} different questions")
    whole = [step for step in found if not step[0].startswith("DuckDB alone")]
    joined = [step for step in found if step[0].startswith("join:")]
    for what, steps in (("all of join", joined), ("all but DuckDB alone", whole)):
        found.append((what, sum(step[1] for step in steps), sum(step[2] for step in steps)))
    print("   clock processors")
    for what, seconds, processors in found:
        print(f"{seconds:8.2f} s {processors:8.2f} s  {what}")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{most:8,} MB most memory")


if __name__ == "__main__":
    main(Path(sys.argv[1]), parse_day(sys.argv[2] if len(sys.argv) > 2 else "2025-09-01"))
