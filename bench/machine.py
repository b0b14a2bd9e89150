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
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "bytecode": "not written" if sys.dont_write_bytecode else "cached",
    }


def _processor() -> str:
    """The model of the processor if the system tells it, else its architecture."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, "") or platform.processor() or platform.machine()


def write(name: str, figures: dict[str, dict[str, float]]) -> Path:
    """Write ``figures`` (what → {measure: milliseconds}) to ``results/NAME.json``; the path is returned."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.json"
    path.write_text(
        json.dumps({"machine": note(), "milliseconds": figures}, indent=2) + "\n", encoding="utf-8"
    )
    return path
