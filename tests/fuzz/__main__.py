"""Fuzz one reader with atheris: ``python -m tests.fuzz NAME [libFuzzer options] [FOLDER]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["enjoined.documents", "email", "zipfile"]):
    from tests.fuzz.targets import SEEDS, TARGETS


def main() -> None:
    """Run until stopped, or as long as ``-max_total_time`` says; a failing input is written to ``crash-...``."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"name a reader: {', '.join(TARGETS)}")
    name = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "seed").write_bytes(SEEDS[name])
        atheris.Setup([*sys.argv, folder], TARGETS[name])
        atheris.Fuzz()


if __name__ == "__main__":
    main()
