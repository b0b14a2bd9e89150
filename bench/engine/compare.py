"""Compare the engine with peers on 20,000 awards, and a dense docket with the base case.

Run with ``PYTHONPATH=src .venv/bin/python bench/engine/compare.py``. Each peer runs in a throw-away environment of its
own, which ``uv`` makes (openfisca-core is under the AGPL and no part of this project). It prints what it does and
writes ``bench/results/peers.md``.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple, TypeVar

import duckdb
import measure
import portfolio
import pyarrow.parquet
import workload
from peers import PEERS
from question import question

from enjoined.export import write_parquet
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.compiled.rows import Tables, tables
from enjoined.model import Recipient
from enjoined.money.engines.duckdb_engine import Portfolio
from enjoined.registry.table import LawTable

HERE = Path(__file__).resolve().parent
AWARDS, MANY = 20_000, 1_000_000
CERTAIN = frozenset({"vacated", "enjoined", "not-enforced"})


Found = TypeVar("Found")


def busy(work: Callable[[], Found]) -> tuple[float, Found]:
    """Processor seconds of all threads, and what was found."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def compiled_of(law: LawTable, people: list[Recipient]) -> tuple[float, CompiledLaw, Tables]:
    """Processor seconds of compiling, the compiled law and its tables."""
    compiled = compile_law(law)
    start = time.process_time()
    rows = tables(compiled, people)
    return time.process_time() - start, compiled, rows


class Ours(NamedTuple):
    """Processor seconds of the engine; ``rows`` are those of all totals, ``restrained`` pairs on the last day."""

    opening: float
    counts: float
    again: float
    totals: float
    rows: int
    restrained: int


def ours_of(law: Path, awards: Path) -> Ours:
    """The least of five rounds, each with a new portfolio: what is worked out is kept for the next question only."""
    days = [day - timedelta(days=7) for day in measure.DAYS]
    found: list[tuple[float, ...]] = []
    for _ in range(5):
        with opened(law, awards)[1] as book:
            total, totals = busy(partial(book.totals, measure.DAYS))
        opening, book = opened(law, awards)
        with book:
            first, counts = busy(partial(book.counts, measure.DAYS))
            again, _ = busy(partial(book.counts, days))
        found.append((opening, first, again, total))
    restrained = sum(c.pairs for c in counts if c.day == measure.DAYS[-1] and c.status in CERTAIN)
    return Ours(*map(min, zip(*found, strict=True)), len(totals), restrained)


def opened(law: Path, awards: Path) -> tuple[float, Portfolio]:
    """Processor seconds that a portfolio takes to open, and the portfolio."""
    seconds, book = busy(lambda: Portfolio(law, awards))
    book.limit(threads=2, memory="2GB")
    return seconds, book


def peer(name: str, told: Path) -> tuple[float, list[int]]:
    """Processor seconds of a peer, and its counts by day."""
    run = [sys.executable, "-m", "uv", "run", "-q", "--no-project", "--with", name, "python"]
    done = subprocess.run(
        [*run, str(HERE / "peers.py"), name, str(told)], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout)
    return found["cpu"], found["counts"]


def ordinal(value: object) -> object:
    """A day as a number; all else as it is."""
    return value.toordinal() if isinstance(value, date) else value


def main() -> None:
    """Take all measurements and write the report."""
    report: list[str] = []

    def say(text: str) -> None:
        print(text, flush=True)
        report.append(text)

    people = [p for p in workload.recipients() if p.kind not in measure.OFFICES]
    law = workload.Docket(300, people).law()
    compiling, compiled, rows = compiled_of(law, people)
    note = measure.machine.note()
    with tempfile.TemporaryDirectory(prefix="enjoined-bench-") as folder:
        home = Path(folder)
        drawn = home / "drawn.parquet"
        portfolio.write(drawn, AWARDS, compiled, people)
        awards = home / "awards.parquet"
        duckdb.sql(f"COPY (FROM '{drawn}' WHERE capacity = 'direct') TO '{awards}' (FORMAT parquet)")
        fields = ["award_id", "recipient_id", "program", "fiscal_year"]
        held = pyarrow.parquet.read_table(awards, columns=fields).to_pydict()
        told = {
            name: [[ordinal(v) for v in row] for row in content]
            for name, (_, content) in question(law, rows, measure.DAYS).items()
        }
        told["awards"] = [list(row) for row in zip(*held.values(), strict=True)]
        asked = home / "question.json"
        asked.write_text(json.dumps(told), encoding="utf-8")
        write_parquet(rows, home / "law")
        ours = ours_of(home / "law", awards)
        say("# The engine and its peers\n")
        say(
            f"{note['cores']} cores ({note['processor']}) shared with other work, {note['system'].split()[0]}, "
            f"{note['python']}. Processor seconds of all threads, one run (the engine's: the least of five, "
            "each with a new portfolio; DuckDB's by hand: of three).\n"
        )
        say(
            f"300 made-up orders (`workload.py`), {len(told['awards']):,} direct awards of {AWARDS:,} drawn. Asked "
            "is how many pairs of an award\nand a condition are restrained on each of ten days. The engine counts by "
            f"every status, from compiled tables, whose\nmaking took {compiling:.2f} s and is done once for all "
            "portfolios; a peer counts those that are certainly restrained, and\nknows no open date, open list or "
            "later wave, no grade, no proof and no sub-recipient. Reading the law and the awards\n"
            f"is counted for nobody: the engine takes {ours.opening:.2f} s to open both **and to find each award its "
            "place in the law**, which no\npeer does before it is asked: so the second row counts all of that too.\n"
        )
        say("| what | seconds | times the engine's | with compiling | restrained on the last day |")
        say("|---|---|---|---|---|")
        whole = ours.counts + compiling
        say(
            f"| the engine, the first ten days | {ours.counts:.3f} | 1 | {whole:.2f} s | {ours.restrained:,} |"
        )
        opened_too = ours.opening + ours.counts
        measure_of = f"| the engine, opened and asked of the first ten days | {opened_too:.3f} "
        say(f"{measure_of}| {opened_too / ours.counts:.0f} | {opened_too + compiling:.2f} s | |")
        say(f"| the engine, ten other days then | {ours.again:.3f} | {ours.again / ours.counts:.1f} | | |")
        measure_of = f"| the engine, all totals as {ours.rows:,} rows in Python | {ours.totals:.2f} "
        say(f"{measure_of}| {ours.totals / ours.counts:.1f} | | |")
        seconds, by_hand = min(measure.naive(law, awards, rows, held=True) for _ in range(3))
        found = {"EXISTS by hand in DuckDB": (seconds, [n for _, n in by_hand])}
        for name in PEERS:
            found[name] = peer(name, asked)
        for name, (seconds, counts) in found.items():
            ratio, all_in_all = seconds / ours.counts, seconds / whole
            say(f"| {name} | {seconds:.2f} | {ratio:.0f} | {all_in_all:.1f} | {counts[-1]:,} |")
        alike = len({tuple(n for n in counts if n) for _, counts in found.values()}) == 1
        say(
            f"\nThe peers' counts {'are the same' if alike else 'differ'} on every day; the engine's are lower where a "
            "date or a list is open, which it calls unclear."
        )
        say("The goals were 10 times the query by hand, 100 times openfisca-core and 1,000 times clingo.")
        say("\n## A dense docket\n")
        say("An order for everyone on all that each instrument holds besides: every cell is litigated.\n")
        say("| docket | compiling, seconds | totals of 1,000,000 awards on ten days, seconds |")
        say("|---|---|---|")
        many = home / "many.parquet"
        portfolio.write(many, MANY, compiled, people)
        base = ours_of(home / "law", many).totals
        say(f"| base, 300 orders | {compiling:.2f} | {base:.2f} |")
        seconds, _, rows = compiled_of(workload.Docket(300, people, dense=True).law(), people)
        write_parquet(rows, home / "dense")
        dense = ours_of(home / "dense", many).totals
        say(f"| dense, 312 orders | {seconds:.2f} | {dense:.2f} |")
        say(f"\nDense: {seconds / compiling:.1f} times the compiling, {dense / base:.1f} times the totals.")
    (HERE.parent / "results" / "peers.md").write_text("\n".join(report) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
