"""A note of the machine, and results written beside it."""

from __future__ import annotations

import json
import os
import platform
import sys
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


def note() -> dict[str, str | int | None]:
    """What a reader must know to judge a figure: processor, cores, system, Python."""
    return {
        "processor": platform.machine(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "bytecode": "not written" if sys.dont_write_bytecode else "cached",
    }


def write(name: str, figures: dict[str, dict[str, float]]) -> Path:
    """Write ``figures`` (what → {measure: milliseconds}) to ``results/NAME.json``; the path is returned."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(
        json.dumps({"machine": note(), "milliseconds": figures}, indent=2) + "\n", encoding="utf-8"
    )
    return path
