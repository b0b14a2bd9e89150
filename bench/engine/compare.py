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
from datetime import date
from pathlib import Path

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
from enjoined.money.duckdb_engine import Portfolio
from enjoined.registry.table import LawTable

HERE = Path(__file__).resolve().parent
AWARDS, MANY = 20_000, 1_000_000


def busy(work: Callable[[], object], rounds: int = 1) -> float:
    """The least processor seconds of some rounds, all threads together."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def compiled_of(law: LawTable, people: list[Recipient]) -> tuple[float, CompiledLaw, Tables]:
    """Processor seconds of compiling, the compiled law and its tables."""
    compiled = compile_law(law)
    start = time.process_time()
    rows = tables(compiled, people)
    return time.process_time() - start, compiled, rows


def totals_of(law: Path, awards: Path) -> float:
    """Processor seconds of all totals on ten days."""
    with Portfolio(law, awards) as book:
        book.limit(threads=2, memory="2GB")
        return busy(lambda: book.totals(measure.DAYS), 3)


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
        ours = totals_of(home / "law", awards)
        say("# The engine and its peers\n")
        say(
            f"{note['cores']} cores shared with other work, {note['system'].split()[0]}, {note['python']}. "
            "Processor seconds of all threads, one run (the engine's totals: best of three).\n"
        )
        say(
            f"300 made-up orders (`workload.py`), {len(told['awards']):,} direct awards of {AWARDS:,} drawn, ten days. "
            "The engine gives the totals by day,\ncondition, program, year and status from compiled tables, "
            f"whose making took {compiling:.2f} s more and is done once for\nall portfolios. A peer counts by day the "
            "pairs of award and condition that are certainly restrained. The peers\nknow no open date, open list or "
            "later wave, no grade, no proof and no sub-recipient.\n"
        )
        say("| what | seconds | times the engine's | with compiling | restrained on the last day |")
        say("|---|---|---|---|---|")
        say(f"| the engine, totals | {ours:.2f} | 1 | {ours + compiling:.2f} s | |")
        start = time.process_time()
        _, by_hand = measure.naive(law, awards, rows)
        found = {"EXISTS by hand in DuckDB": (time.process_time() - start, [n for _, n in by_hand])}
        for name in PEERS:
            found[name] = peer(name, asked)
        for name, (seconds, counts) in found.items():
            ratio = seconds / (ours + compiling)
            say(f"| {name} | {seconds:.2f} | {seconds / ours:.1f} | {ratio:.1f} | {counts[-1]:,} |")
        alike = len({tuple(n for n in counts if n) for _, counts in found.values()}) == 1
        say(f"\nThe peers' counts {'are the same' if alike else 'differ'} on every day.")
        say("The goals were 10 times the query by hand, 100 times openfisca-core and 1,000 times clingo.")
        say("\n## A dense docket\n")
        say("An order for everyone on all that each instrument holds besides: every cell is litigated.\n")
        say("| docket | compiling, seconds | totals of 1,000,000 awards on ten days, seconds |")
        say("|---|---|---|")
        many = home / "many.parquet"
        portfolio.write(many, MANY, compiled, people)
        base = totals_of(home / "law", many)
        say(f"| base, 300 orders | {compiling:.2f} | {base:.2f} |")
        seconds, _, rows = compiled_of(workload.Docket(300, people, dense=True).law(), people)
        write_parquet(rows, home / "dense")
        dense = totals_of(home / "dense", many)
        say(f"| dense, 312 orders | {seconds:.2f} | {dense:.2f} |")
        say(f"\nDense: {seconds / compiling:.1f} times the compiling, {dense / base:.1f} times the totals.")
    (HERE.parent / "results" / "peers.md").write_text("\n".join(report) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
