"""Processor time of whole ``enjoined`` processes, compared with that of an empty Python.

Run with ``make bench``, or ``.venv/bin/python bench/startup.py [RUNS]``.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path

import machine

QUESTION = [
    "--recipient",
    "il/chicago",
    "--family",
    "notice-release",
    "--fiscal-year",
    "2017",
    "--on",
    "2017-11-15",
]
ROOT = Path(__file__).resolve().parents[1]
ENJOINED = str(Path(sys.executable).with_name("enjoined"))
COMMANDS = {
    "python, nothing": [sys.executable, "-c", "pass"],
    "--help": [ENJOINED, "--help"],
    "status --help": [ENJOINED, "status", "--help"],
    "status": [ENJOINED, "status", *QUESTION],
    "status, JSON": [ENJOINED, "status", *QUESTION, "--json"],
    "explain": [ENJOINED, "explain", *QUESTION],
    "claim": [ENJOINED, "claim", "Atlanta's murder rate is now higher than Chicago's", "--on", "2017-08-07"],
    "63 claims of a file": [
        ENJOINED,
        "claim",
        "--file",
        str(ROOT / "tests" / "claims" / "claims_tuned.jsonl"),
    ],
    "brief": [ENJOINED, "brief", str(ROOT / "examples" / "story-2017.txt"), "--on", "2026-11-25"],
}


def processor_time(command: list[str]) -> float:
    """Milliseconds of user and system time that one run of ``command`` takes; a failing command is an error."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {process.returncode}")
    return 1000 * (usage.ru_utime + usage.ru_stime)


def main(runs: int) -> None:
    """Measure each command ``runs`` times after a first run that fills the caches."""
    figures = {}
    print(f"{'processor time, ms':24}{'least':>8}{'median':>8}")
    for name, command in COMMANDS.items():
        processor_time(command)
        times = [processor_time(command) for _ in range(runs)]
        figures[name] = {"least": round(min(times), 1), "median": round(statistics.median(times), 1)}
        print(f"{name:24}{figures[name]['least']:8.1f}{figures[name]['median']:8.1f}")
    print(f"written to {machine.write('startup', figures)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
