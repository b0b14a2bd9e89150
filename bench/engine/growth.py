"""How cost grows with orders and with awards: measured points and a picture of them.

Run with ``PYTHONPATH=src .venv/bin/python bench/engine/growth.py`` (several minutes). Prints the points and draws
``bench/results/growth.svg``, on logarithmic scales with a line on which cost would grow as fast as what is asked.
Processor seconds of this process, all threads together, because they vary less than elapsed time on a shared machine.
"""

from __future__ import annotations

import gc
import math
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import portfolio
import workload

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
import machine

from enjoined.export import write_parquet
from enjoined.law.compiled import compile_law
from enjoined.law.compiled.rows import tables
from enjoined.model import Kind, Recipient
from enjoined.money.engines.duckdb_engine import Portfolio

ORDERS = (100, 300, 1_000, 3_000)
AWARDS = (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
WIDTH, HEIGHT, LEFT, TOP, SIDE = 760, 400, 66, 64, 280
Point = tuple[float, float]


def spent(work: Callable[[], object]) -> float:
    """Processor seconds of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def by_orders(people: list[Recipient]) -> list[Point]:
    """The cost of compiling dockets of growing size for the same people."""
    points = []
    for orders in ORDERS:
        compiled = compile_law(workload.Docket(orders, people).law())
        gc.collect()
        points.append((float(orders), spent(lambda c=compiled: tables(c, people))))
        print(f"{orders:>12,} orders {points[-1][1]:8.2f} s", flush=True)
    return points


def by_awards(people: list[Recipient]) -> list[Point]:
    """The cost of totals on ten days over growing portfolios under the same 300 orders: the least of three.

    Each with a new portfolio: what is worked out is kept for the next question.
    """
    compiled = compile_law(workload.Docket(300, people).law())
    days = [date.fromordinal(day) for day in workload.ASKED]
    points = []
    with tempfile.TemporaryDirectory(prefix="enjoined-bench-") as folder:
        home = Path(folder)
        write_parquet(tables(compiled, people), home / "law")
        for count in AWARDS:
            awards = home / "awards.parquet"
            portfolio.write(awards, count, compiled, people)
            times = []
            for _ in range(3):
                with Portfolio(home / "law", awards) as book:
                    book.limit(threads=2, memory="2GB")
                    times.append(spent(lambda b=book: b.totals(days)))  # type: ignore[misc]
            points.append((float(count), min(times)))
            awards.unlink()
            print(f"{count:>12,} awards {points[-1][1]:8.2f} s", flush=True)
    return points


def steepness(points: Sequence[Point]) -> float:
    """The slope of the last step on logarithmic scales: 1 where cost grows as fast as what is asked."""
    (x, y), (further, more) = points[-2:]
    return math.log(more / y) / math.log(further / x)


def panel(points: Sequence[Point], left: int, title: str) -> list[str]:
    """One half of the picture: the points, and a line of slope one through the first."""
    xs = [math.log10(x) for x, _ in points]
    bottom, top = (math.log10(f(y for _, y in points)) for f in (min, max))
    top = max(top, bottom + xs[-1] - xs[0])

    def place(x: float, y: float) -> Point:
        across = (x - xs[0]) / (xs[-1] - xs[0])
        return left + across * SIDE, TOP + (1 - (y - bottom) / (top - bottom)) * SIDE

    at = [place(x, math.log10(y)) for x, (_, y) in zip(xs, points, strict=True)]
    start, end = (
        place(xs[0], math.log10(points[0][1])),
        place(xs[-1], math.log10(points[0][1]) + xs[-1] - xs[0]),
    )
    shapes = [
        f'<rect x="{left}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="#fff" stroke="#bbb"/>',
        f'<text x="{left}" y="{TOP - 12}" font-weight="700">{title}</text>',
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" stroke="#999" '
        'stroke-dasharray="5 4"/>',
        f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in at)}" fill="none" stroke="#2e6f9e" '
        'stroke-width="2"/>',
    ]
    for n, ((x, y), (count, seconds)) in enumerate(zip(at, points, strict=True)):
        anchor = "start" if n == 0 else "end" if n == len(points) - 1 else "middle"
        name = (
            f"{count / 1e6:g} M"
            if count >= 1e6
            else f"{count / 1e3:g} k"
            if count >= 1e5
            else f"{count:,.0f}"
        )
        shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="#2e6f9e"/>')
        shapes.append(f'<text x="{x:.1f}" y="{TOP + SIDE + 18}" text-anchor="{anchor}">{name}</text>')
        over, up, anchor = (10, 6, "start") if n == 0 else (-6, 8, "end")
        said = f'text-anchor="{anchor}" fill="#1b4b70">{seconds:.2f} s</text>'
        shapes.append(f'<text x="{x + over:.1f}" y="{y - up:.1f}" {said}')
    return shapes


def draw(orders: Sequence[Point], awards: Sequence[Point]) -> str:
    """The picture of both."""
    note = machine.note()
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" fill="#1b1b1b" '
            'font-family="system-ui, Arial, sans-serif" font-size="12">',
            "<title>Processor seconds by orders and by awards</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            f'<text x="16" y="26" font-size="15" font-weight="700">Processor seconds on {note["cores"]} cores '
            "(logarithmic scales; dashed: linear)</text>",
            *panel(orders, 24, "Compiling, by orders"),
            *panel(awards, WIDTH - SIDE - 40, "Totals on ten days, by awards (300 orders)"),
            "</svg>",
            "",
        ]
    )


def main() -> None:
    """Take the measurements and draw them."""
    offices = {Kind.AGENCY, Kind.UNIVERSITY}
    people = [person for person in workload.recipients() if person.kind not in offices]
    orders, awards = by_orders(people), by_awards(people)
    print(f"slope of the last step: {steepness(orders):.2f} by orders, {steepness(awards):.2f} by awards")
    out = Path(__file__).resolve().parent.parent / "results" / "growth.svg"
    out.write_text(draw(orders, awards), encoding="utf-8")


if __name__ == "__main__":
    main()
