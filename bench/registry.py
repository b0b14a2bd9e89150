"""How long the registry's own work takes: the whole check, reading the compiled law, comparing two registries.

Run with ``.venv/bin/python bench/registry.py [RUNS]``.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import machine

from enjoined.law.worlds.compare import compare
from enjoined.law.worlds.whatif import dropped, without
from enjoined.registry.open import open_registry
from enjoined.registry.releases.cache import encode_law, read_law
from enjoined.registry.upkeep.check import check


def milliseconds(run: Callable[[], object], runs: int) -> dict[str, float]:
    """Least and median processor time of some runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        run()
        times.append(1000 * (time.process_time() - start))
    return {"least": round(min(times), 1), "median": round(statistics.median(times), 1)}


def main(runs: int) -> None:
    """Measure each task ``runs`` times; the comparison is with a registry that lacks the newest order."""
    registry = open_registry()
    law, everybody = registry.law, list(registry.everybody())
    newest = max((e for e in law.events.values() if e.effects), key=lambda e: e.date.earliest).id
    older = without(law, dropped(law, [newest]))
    figures = {"registry check": milliseconds(lambda: check(registry.records), runs)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "law.msgpack"
        path.write_bytes(encode_law(law))
        figures["read the compiled law"] = milliseconds(lambda: read_law(path), 5 * runs)
    as_of = law.as_of or law.events[newest].date.earliest
    figures["compare without the newest order"] = milliseconds(
        lambda: compare(older, law, everybody, as_of), runs
    )
    for name, figure in figures.items():
        print(f"{name:34}{figure['least']:10.1f}{figure['median']:10.1f} ms")
    print(f"written to {machine.write('registry', figures)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
