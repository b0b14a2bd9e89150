"""Measure the engine: one question, compiling, a portfolio from Parquet, and the same by hand-written SQL.

Run with ``PYTHONPATH=src .venv/bin/python bench/engine/measure.py`` (a few minutes, 3 GB of disk for a while). It
prints what it does and writes ``bench/results/engine.md``, where sections written by hand stay. Timings are of one
machine and one moment; compare within a run only.
"""

from __future__ import annotations

import gc
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import duckdb
import msgspec
import portfolio
import workload
from question import question

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import machine
import pyarrow

from enjoined.export import write_parquet
from enjoined.law import Cell, Timeline
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.law.compiled.rows import Tables, tables
from enjoined.model import Day, Kind, Recipient
from enjoined.money.engines.duckdb_engine import Portfolio
from enjoined.registry.open import open_registry
from enjoined.registry.table import LawTable

OFFICES = frozenset({Kind.AGENCY, Kind.UNIVERSITY})
DAYS = [date.fromordinal(day) for day in workload.ASKED]


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """Processor seconds of all threads, elapsed seconds, and what the work gave."""
    busy, start = time.process_time(), time.perf_counter()
    found = work()
    return time.process_time() - busy, time.perf_counter() - start, found


def memory() -> int:
    """The most memory this process has held, in MB (the count that a new process inherits is left out on Linux)."""
    status = Path("/proc/self/status")
    if status.exists():
        return (
            int(next(line for line in status.read_text().splitlines() if line.startswith("VmHWM")).split()[1])
            // 1024
        )
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def one_question(law: LawTable, people: list[Recipient], rounds: int = 20_000) -> dict[str, float]:
    """Median microseconds of a status, and of an answer with its proof tree, asked before; and the first time.

    Of the first time twice: where the law is compiled as it is asked, and from a table made of these people ahead, with
    the seconds that this takes. No question is asked twice then, but what one finds out about an order serves the next.
    The tree is there in full, down to the last reason, as its text in JSON shows.
    """
    rng = random.Random(workload.SEED)
    conditions = list(law.conditions)
    days = [Day(rng.randint(workload.FIRST, workload.LAST)) for _ in range(100)]
    some = [(rng.choice(people), rng.choice(conditions), rng.choice(days)) for _ in range(1000)]
    clock = time.perf_counter_ns

    def median(ask: Callable[[Recipient, str, Day], object], count: int) -> float:
        times = []
        for n in range(count):
            person, condition, day = some[n % len(some)]
            start = clock()
            ask(person, condition, day)
            times.append(clock() - start)
        return statistics.median(times) / 1000

    lazy, later, compiled = compile_law(law), compile_law(law), compile_law(law)
    status = lambda p, c, d: compiled.status(p, c, day=d)  # noqa: E731
    answer = lambda p, c, d: compiled.answer(p, c, day=d)  # noqa: E731
    printed = lambda p, c, d: msgspec.json.encode(compiled.answer(p, c, day=d))  # noqa: E731
    unprepared = median(lambda p, c, d: lazy.status(p, c, day=d), len(some))  # type: ignore[arg-type]
    whole = median(lambda p, c, d: later.answer(p, c, day=d), len(some))  # type: ignore[arg-type]
    ahead, _, _ = timed(lambda: compiled.prepare(people))
    cold = median(status, len(some))
    warm = median(status, rounds)
    first = median(answer, len(some))
    full = median(answer, rounds)
    text = median(printed, rounds)
    reference = median(
        lambda p, c, d: Timeline(law, Cell.of(law, p, c)).on(d),  # type: ignore[arg-type]
        100,
    )
    return {
        "status, first time, compiled as it is asked": unprepared,
        "status, first time, from the table of these people": cold,
        "status, warm": warm,
        "answer with proof, first time, compiled as it is asked": whole,
        "answer with proof, first time, from that table": first,
        "answer with proof, warm": full,
        "answer with proof, warm, and its text in JSON": text,
        "reference evaluator": reference,
        "(processor seconds that the table took)": ahead,
    }


def naive(
    law: LawTable, awards: Path, rows: Tables, *, held: bool = False
) -> tuple[float, list[tuple[object, ...]]]:
    """Processor seconds of the hand-written query, and its counts; awards ``held`` in memory are read before."""
    line = duckdb.connect(":memory:")
    line.execute("SET threads = 2")
    for name, (columns, content) in question(law, rows, DAYS).items():
        table = pyarrow.table(dict(zip(columns, map(list, zip(*content, strict=True)), strict=True)))
        line.register(f"{name}_arrow", table)
        line.execute(f"CREATE TABLE {name} AS SELECT * FROM {name}_arrow")
    line.execute(f"CREATE {'TABLE' if held else 'VIEW'} awards AS SELECT * FROM read_parquet('{awards}')")
    query = (Path(__file__).parent / "naive.sql").read_text(encoding="utf-8")
    seconds, _, found = timed(lambda: line.execute(query).fetchall())
    assert isinstance(found, list)
    return seconds, found


def totals_of(law: Path, awards: Path) -> tuple[float, float, int, int]:
    """Processor and elapsed seconds of all totals, the best of three new portfolios; MB of memory; restrained pairs."""
    times = []
    for _ in range(3):
        with Portfolio(law, awards) as book:
            book.limit(threads=2, memory="2GB")
            busy, seconds, totals = timed(lambda b=book: b.totals(DAYS))  # type: ignore[misc]
        times.append((busy, seconds))
    assert isinstance(totals, list)
    certain = {"vacated", "enjoined", "not-enforced"}
    restrained = sum(t.awards for t in totals if t.day == DAYS[-1] and t.status in certain)
    return *map(min, zip(*times, strict=True)), memory(), restrained  # type: ignore[return-value]


def apart(law: Path, awards: Path) -> tuple[float, float, int, int]:
    """The same in a process of its own, so that the memory is that of the portfolio alone."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(totals_of, law, awards).result()


def with_sections_by_hand(report: str, before: str) -> str:
    """The report with the sections of the page before that it does not write itself, each where it stood."""
    sections = dict(_sections(report))
    order = list(sections)
    last = order[0]
    for heading, text in _sections(before):
        if heading not in sections:
            sections[heading] = text
            order.insert(order.index(last) + 1, heading)
        last = heading
    return "\n\n".join(sections[heading].strip() for heading in order) + "\n"


def _sections(page: str) -> list[tuple[str, str]]:
    """The parts of a page that begin with a heading, each with its heading."""
    parts = re.split(r"^(?=##? )", page, flags=re.MULTILINE)
    return [(part.partition("\n")[0], part) for part in parts if part.strip()]


def main(largest: int) -> None:
    """Take all measurements and write the report."""
    report: list[str] = []

    def say(text: str) -> None:
        print(text, flush=True)
        report.append(text)

    note = machine.note()
    say("# The engine, measured\n")
    say(
        f"{note['cores']} cores shared with other work, {note['system'].split()[0]}, {note['python']}, "
        f"DuckDB {duckdb.__version__}, pyarrow {pyarrow.__version__}. One run; processor seconds of all threads, which "
        "other work at the same time inflates too, but less than elapsed time.\n"
    )
    say(
        "The docket and the portfolio are made up (`workload.py`); offices are agencies and universities, of which"
    )
    say(
        "it is open whether they are parts of the persons named in their State. Peers and a dense docket: `peers.md`.\n"
    )
    people = workload.recipients()
    plain = [p for p in people if p.kind not in OFFICES]
    say("## Compiling: all classes, lines and mapping tables for 50,000 recipients (sub-recipients too)\n")
    say(
        "| orders | recipients | processor seconds | orders of effects | lines | rows of lines | names on lists | "
        "lists in rolls | named alone | other profiles | pairs of order and class | µs per pair |"
    )
    say("|---|---|---|---|---|---|---|---|---|---|---|---|")
    kept: dict[str, tuple[LawTable, CompiledLaw, Tables]] = {}
    for orders, who, label in (
        (300, people, "with offices"),
        (300, plain, "without"),
        (1000, plain, "without"),
        (3000, plain, "without"),
    ):
        law = workload.Docket(orders, who).law()
        gc.collect()
        compiled = compile_law(law)
        seconds, _, found = timed(lambda c=compiled, w=who: tables(c, w))  # type: ignore[misc]
        assert isinstance(found, dict)
        sizes = {name: len(table.rows) for name, table in found.items()}
        say(
            f"| {orders} | {len(who):,} {label} | {seconds:.1f} | {len(compiled.builder.orders):,} | "
            f"{len({r[0] for r in found['lines'].rows}):,} | {sizes['lines']:,} | {sizes['lists']:,} | "
            f"{sizes['listed']:,} | {sizes['named']:,} | {sizes['profiles']:,} | {sizes['chart']:,} | "
            f"{seconds / sizes['chart'] * 1e6:.0f} |"
        )
        if orders == 300:
            kept[label] = (law, compiled, found)
    del found, compiled
    gc.collect()
    say("\n## One question in process, median microseconds\n")
    shipped = open_registry()
    government = [r for _, r in zip(range(3000), shipped.everybody(), strict=False)]
    columns = {
        "the records that ship": one_question(shipped.law, government),
        "300 orders": one_question(kept["without"][0], random.Random(workload.SEED).sample(plain, 3000)),
    }
    say(f"| | {' | '.join(columns)} |")
    say("|---|" + "---|" * len(columns))
    for name in next(iter(columns.values())):
        say(f"| {name} | {' | '.join(f'{c[name]:.1f}' for c in columns.values())} |")
    say("\n## A portfolio from Parquet on 10 days, 300 orders\n")
    law, compiled, rows = kept["without"]
    pairs = len(rows["facets"].rows) / 2 / (len(workload.PROGRAMS) * len(workload.YEARS))
    with tempfile.TemporaryDirectory(prefix="enjoined-bench-") as folder:
        home = Path(folder)
        write_parquet(rows, home / "law")
        say("| awards | statuses | what | processor seconds | elapsed | most memory of the process, MB |")
        say("|---|---|---|---|---|---|")
        first = 0.0
        for count in sorted({1_000_000, largest}):
            awards = home / f"awards-{count}.parquet"
            portfolio.write(awards, count, compiled, plain)
            seconds, elapsed, most, restrained = apart(home / "law", awards)
            statuses = count * pairs * len(DAYS)
            say(
                f"| {count:,} | {statuses / 1e6:,.0f} M | totals by day, condition, program, year, status "
                f"(best of 3) | {seconds:.2f} | {elapsed:.2f} | {most:,} |"
            )
            if count == 1_000_000:
                first, ours = seconds, restrained
        peer, by_hand = naive(law, home / "awards-1000000.parquet", rows)
        say(f"| 1,000,000 | | EXISTS / NOT EXISTS by hand: counts of the restrained alone | {peer:.2f} | | |")
        say(f"\nBy hand, 1 M awards take {peer / first:.0f} times as long.")
    theirs = dict(by_hand).get(DAYS[-1], 0)
    say(
        "That query is of direct awards only and knows neither unknowns nor waves, so its counts differ where a"
    )
    say("date, a list, a wave or a sub-recipient is open: certainly restrained pairs on the last day")
    say(f"{ours:,} here, {theirs:,} by hand. Equality is shown by the tests, not by this page.")
    out = Path(__file__).resolve().parent.parent / "results" / "engine.md"
    out.parent.mkdir(exist_ok=True)
    before = out.read_text(encoding="utf-8") if out.exists() else ""
    out.write_text(with_sections_by_hand("\n".join(report) + "\n", before), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
