"""How many small wrong changes to the engine the tests notice.

One process collects the tests of the rooms named below. A first copy of it (a fork) runs them once and notes which
lines each test reaches and how long it takes. Then each change gets a copy of its own: the code of one function is
replaced in memory, the tests that reach the changed line run, quickest first, up to the first that fails. A change
that no test notices, or that no test reaches, survives. A test that runs ten times its usual time has noticed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from types import FrameType, FunctionType
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings

sys.path.insert(0, str(Path(__file__).parent))
from operators import Mutant, compiled, mutants

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "enjoined"
ROOMS = (
    "tests/algebra",
    "tests/model",
    "tests/law",
    "tests/conformance",
    "tests/oracle",
    "tests/golden",
    "src/enjoined/model",
    "src/enjoined/law",
)
QUIET = ("-W", "ignore::pytest.PytestAssertRewriteWarning", "--ignore=tests/law/compiled/test_shipped.py")
"""The comparison of the two engines over all shipped records is left out: it takes a minute for each change."""
ORDER = ("src/", "tests/law/test", "tests/conformance", "tests/golden", "tests/algebra", "tests/oracle")
"""Whose tests come first where the time for noting the lines is short."""
EXAMPLES = 12
"""Random examples of a property test: fewer than in CI, and always the same."""
ENTERED = 400
"""Calls of a function whose lines are noted for one test; the later ones hardly reach a new line."""


class Measurement:
    """A plugin of pytest: takes the place of running the tests once."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.failed = False
        self.functions: list[FunctionType] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note a failure, of whatever part of a test."""
        self.failed = self.failed or report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure instead of testing."""
        for item in session.items:
            _limit(item)
        reach, cost = self._baseline(session)
        self.functions = [one for one in gc.get_objects() if isinstance(one, FunctionType)]
        gc.freeze()
        texts = {path: path.read_text(encoding="utf-8") for path in _modules(self.options.modules)}
        todo = _chosen(texts, self.options)
        print(f"{len(session.items)} tests, {len(cost)} within the time, {len(todo)} changes", flush=True)
        self._all(session, todo, texts, reach, cost)
        return True

    def _baseline(self, session: pytest.Session) -> tuple[dict[tuple[str, int], list[int]], dict[int, float]]:
        """Which tests reach a line, and what each costs in seconds; in a copy, so that nothing stays warm."""
        kept: Path = self.options.coverage
        if not kept.exists():
            child = os.fork()
            if child == 0:
                _quiet()
                _write_reach(session, kept, self, self.options.seconds)
            os.waitpid(child, 0)
        lines, cost = pickle.loads(kept.read_bytes())
        reach = defaultdict(list)
        numbers = {item.nodeid: number for number, item in enumerate(session.items)}
        price = {numbers[test]: spent for test, spent in cost.items() if test in numbers}
        price = {number: spent for number, spent in price.items() if spent <= self.options.longest}
        for test, places in lines.items():
            if numbers.get(test) in price:
                for place in places:
                    reach[place].append(numbers[test])
        return reach, price

    def _all(
        self,
        session: pytest.Session,
        todo: list[Mutant],
        texts: dict[Path, str],
        reach: dict[tuple[str, int], list[int]],
        cost: dict[int, float],
    ) -> None:
        out: Path = self.options.out
        running: dict[int, tuple[Mutant, float]] = {}
        queue, done = list(reversed(todo)), 0
        with out.open("a", encoding="utf-8") as stream:
            while (queue and time.time() < self.options.until) or running:
                while queue and len(running) < self.options.workers and time.time() < self.options.until:
                    mutant = queue.pop()
                    path = PACKAGE / mutant.module
                    tests = sorted(
                        reach.get((str(path), mutant.line)) or reach.get((str(path), mutant.first), []),
                        key=lambda number: cost.get(number, 0),
                    )
                    limit = 10 + 10 * sum(cost[number] for number in tests)
                    child = os.fork()
                    if child == 0:
                        self._try(session, mutant, texts[path], str(path), tests)
                    running[child] = (mutant, time.time() + min(limit, self.options.limit))
                child, status = os.waitpid(-1, os.WNOHANG)
                if child == 0:
                    for pid, (_, deadline) in running.items():
                        if time.time() > deadline:
                            os.kill(pid, signal.SIGKILL)
                    time.sleep(0.01)
                    continue
                mutant = running.pop(child)[0]
                code = os.waitstatus_to_exitcode(status)
                verdict = {0: "survived", 3: "not reached", 4: "same code", -signal.SIGKILL: "timeout"}.get(
                    code, "killed"
                )
                row = {"name": mutant.name, "module": mutant.module, "line": mutant.line}
                row |= {"function": mutant.function, "what": mutant.what, "verdict": verdict}
                stream.write(json.dumps(row, ensure_ascii=False) + "\n")
                stream.flush()
                done += 1
        print(f"{done} of {len(todo)} changes tried", flush=True)

    def _try(self, session: pytest.Session, mutant: Mutant, text: str, path: str, tests: list[int]) -> None:
        """Run ``tests`` with the change made, and end the process with the verdict."""
        _quiet()
        code = 1
        try:
            new = compiled(mutant, text, path)
            targets = [
                one
                for one in self.functions
                if one.__code__.co_filename == path
                and one.__code__.co_qualname == mutant.function
                and one.__code__.co_firstlineno == mutant.first
            ]
            if targets and all(_same(one.__code__, new) for one in targets):
                os._exit(4)
            for one in targets:
                one.__code__ = new
            code = 0 if tests else 3
            items = [session.items[number] for number in tests]
            for item, after in zip(items, [*items[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
                if self.failed:
                    code = 1
                    break
        finally:
            os._exit(code)


def _same(one: Any, other: Any) -> bool:
    return bool(one == other)


def _quiet() -> None:
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def _limit(item: pytest.Item) -> None:
    """The same few examples each time, none of them shrunk."""
    function = getattr(item, "obj", None)
    function = getattr(function, "__func__", function)
    given = getattr(function, "_hypothesis_internal_use_settings", None)
    if given is not None:
        function._hypothesis_internal_use_settings = settings(  # type: ignore[union-attr]
            given,
            max_examples=min(given.max_examples, EXAMPLES),
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=list(HealthCheck),
        )


def _write_reach(session: pytest.Session, kept: Path, watch: Measurement, seconds: int) -> None:
    """Run the tests once, as many as the time allows, and write the lines they reached; ends the process."""
    lines: dict[str, set[tuple[str, int]]] = {}
    cost: dict[str, float] = {}
    roots = (str(PACKAGE / "model"), str(PACKAGE / "law"))

    def write(*_: object) -> None:
        kept.write_bytes(pickle.dumps((lines, cost)))
        os._exit(0)

    signal.signal(signal.SIGALRM, write)
    signal.alarm(seconds)
    items = sorted(session.items, key=_lateness)
    for item, after in zip(items, [*items[1:], None], strict=True):
        seen: set[tuple[str, int]] = set()

        def local(frame: FrameType, event: str, argument: Any, seen: set[tuple[str, int]] = seen) -> Any:
            if event == "line":
                seen.add((frame.f_code.co_filename, frame.f_lineno))
            return local

        entered: Counter[Any] = Counter()

        def tracer(
            frame: FrameType,
            event: str,
            argument: Any,
            local: Any = local,
            entered: Counter[Any] = entered,
            seen_here: set[tuple[str, int]] = seen,
        ) -> Any:
            code = frame.f_code
            if code in entered or code.co_filename.startswith(roots):
                entered[code] += 1
                seen_here.add((code.co_filename, code.co_firstlineno))
                return local if entered[code] <= ENTERED else None
            return None

        watch.failed = False
        begun = time.process_time()
        sys.settrace(tracer)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        sys.settrace(None)
        if not watch.failed:  # a test that fails by itself tells nothing
            lines[item.nodeid], cost[item.nodeid] = seen, time.process_time() - begun
    write()


def _lateness(item: pytest.Item) -> int:
    return next((at for at, room in enumerate(ORDER) if item.nodeid.startswith(room)), len(ORDER))


def _modules(names: list[str]) -> list[Path]:
    found = [path for name in names for path in sorted(PACKAGE.glob(name))]
    return [path for path in found if path.name != "__init__.py"]


def _chosen(texts: dict[Path, str], options: argparse.Namespace) -> list[Mutant]:
    """The seeded sample of each module, or the changes named in a file of results."""
    chance, chosen, sizes = random.Random(options.seed), [], {}
    again = None
    if options.again:
        rows = [json.loads(row) for row in options.again.read_text(encoding="utf-8").splitlines()]
        again = {row["name"] for row in rows if row["verdict"] in ("survived", "not reached")}
    for path, text in texts.items():
        every = mutants(str(path.relative_to(PACKAGE)), text)
        sizes[str(path.relative_to(PACKAGE))] = len(every)
        chance.shuffle(every)
        chosen += [one for one in every if one.name in again] if again else every[: options.sample]
    print(json.dumps(sizes), flush=True)
    chance.shuffle(chosen)  # so that a run cut short has seen every module
    return chosen


def summary(results: Path) -> str:
    """The killed share of each module, as rows of a table; a change without effect is not counted."""
    last = {row["name"]: row for row in map(json.loads, results.read_text(encoding="utf-8").splitlines())}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in last.values():
        counts[row["module"]][row["verdict"]] += 1
        counts["all"][row["verdict"]] += 1
    rows = []
    for module, count in counts.items():
        killed = count["killed"] + count["timeout"]
        tried = count.total() - count["same code"]
        rows.append(f"| {module} | {tried} | {killed} | {100 * killed / max(tried, 1):.0f} % |")
    return "\n".join(rows)


def main() -> int:
    """Measure, append each verdict to ``--out`` and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="+", help="patterns below src/enjoined, as model/*.py")
    parser.add_argument(
        "--rooms", nargs="+", default=list(ROOMS), help="the tests to run (all rooms of the engine)"
    )
    parser.add_argument("--sample", type=int, default=40, help="changes of each module (40)")
    parser.add_argument("--seed", type=int, default=1373)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--longest", type=float, default=3.0, help="leave out tests longer than this (s)")
    parser.add_argument("--seconds", type=int, default=1800, help="the most that noting the lines takes")
    parser.add_argument("--limit", type=float, default=60.0, help="the most that one change may take (s)")
    parser.add_argument("--minutes", type=float, default=600.0, help="begin no change after this time")
    parser.add_argument("--again", type=Path, help="only the survivors of this file of results")
    parser.add_argument("--coverage", type=Path, required=True, help="where the reached lines are kept")
    parser.add_argument("--out", type=Path, required=True, help="JSON lines, one for each change")
    options = parser.parse_args()
    options.until = time.time() + 60 * options.minutes
    os.chdir(ROOT)
    arguments = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-s", *QUIET, *options.rooms]
    code = pytest.main(arguments, plugins=[Measurement(options)])
    if options.out.exists():
        print(summary(options.out))
    return int(code)


if __name__ == "__main__":
    raise SystemExit(main())
