"""A portfolio killed in the middle leaves nothing half-written, and can be asked again."""

from __future__ import annotations

import multiprocessing
import random
import tempfile
import time
from pathlib import Path

import pyarrow.parquet
import pytest

from enjoined.cli import cli
from tests.money.files import write

pytestmark = pytest.mark.slow

KILLED = 4
PRELOADED = [
    "tests.money.test_faults",
    "enjoined.cli.portfolio",
    "enjoined.money.portfolio",
    "enjoined.money.output",
]


def _run(arguments: list[str], scratch: str) -> None:
    """The command, as a process of its own, whose temporary files lie in ``scratch``."""
    tempfile.tempdir = scratch
    cli(arguments)


def test_killed_at_any_point_nothing_is_half_written(tmp_path: Path) -> None:
    file = write(
        tmp_path / "awards.csv",
        "transactions",
        [
            {"award_id_fain": f"A{n}", "federal_action_obligation": "bad" if n % 100 == 0 else "1.00"}
            for n in range(3000)
        ],
    )
    written, scratch = tmp_path / "written", tmp_path / "scratch"
    written.mkdir()
    scratch.mkdir()
    outputs = {name: written / name for name in ("report.json", "kept.parquet", "rejects.csv")}
    arguments = ["portfolio", str(file), "--on", "2018-07-01", "-o", str(outputs["report.json"])]
    arguments += ["--keep", str(outputs["kept.parquet"]), "--rejects", str(outputs["rejects.csv"])]
    # Processes are forked from one that has read the program already.
    forks = multiprocessing.get_context("forkserver")
    forks.set_forkserver_preload(PRELOADED)

    def run(seconds: float) -> int | None:
        """The command's exit code; after so many seconds it is killed."""
        process = forks.Process(target=_run, args=(arguments, str(scratch)))
        process.start()
        process.join(seconds)
        process.kill()
        process.join()
        return process.exitcode

    assert run(120) == 0
    begun = time.monotonic()
    assert run(120) == 0
    lasts = time.monotonic() - begun
    first = {name: path.read_bytes() for name, path in outputs.items()}
    for path in outputs.values():
        path.unlink()
    chance = random.Random(7)
    for n in range(KILLED):
        run(lasts * (0.2 + 0.8 * (n + chance.random()) / KILLED))
        for name, path in outputs.items():
            if name == "kept.parquet" and path.exists():
                assert pyarrow.parquet.read_table(path).num_rows == 2970
            elif path.exists():
                assert path.read_bytes() == first[name]
    assert run(120) == 0
    assert sorted(written.iterdir()) == sorted(outputs.values()), "what killed runs left is gone"
    assert not list(scratch.iterdir())
    assert outputs["report.json"].read_bytes() == first["report.json"]
