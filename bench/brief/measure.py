"""How long a brief takes in the shell: ``python bench/brief/measure.py [RUNS]``.

Writes a story of about two pages (the example story with its body told twice), runs the command on it as a user would,
start-up included, and prints the median, least and most seconds of wall-clock time with the registry's cache warm.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main(runs: int) -> None:
    """Measure each example story in its short and its two-page form."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
    for path in sorted((ROOT / "examples").glob("story-????.txt")):
        text = path.read_text(encoding="utf-8")
        head, _, body = text.partition("\n\n")
        with tempfile.TemporaryDirectory() as folder:
            story = Path(folder) / path.name
            story.write_text(f"{head}\n\n{body}\n{body}", encoding="utf-8")
            command = [sys.executable, "-m", "enjoined", "brief", str(story), "--on", "2026-11-25"]
            seconds = []
            for _ in range(runs + 1):
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, env=environment)
                seconds.append(time.perf_counter() - start)
        words = len(f"{body} {body}".split())
        told = ", ".join(f"{f(seconds[1:]):.2f}" for f in (statistics.median, min, max))
        print(f"{path.name}: {words} words, {runs} runs, seconds (median, least, most): {told}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
