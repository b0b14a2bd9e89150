"""A portfolio killed in the middle leaves nothing half-written, and can be asked again."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet
import pytest

from tests.house.tree import SRC
from tests.money.files import write

pytestmark = pytest.mark.slow

KILLED = 4


def test_killed_at_any_point_nothing_is_half_written(tmp_path: Path) -> None:
    file = write(
        tmp_path / "awards.csv",
        "transactions",
        [
            {"award_id_fain": f"A{n}", "federal_action_obligation": "bad" if n % 100 == 0 else "1.00"}
            for n in range(3000)
        ],
    )
    outputs = {name: tmp_path / name for name in ("report.json", "kept.parquet", "rejects.csv")}
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [sys.executable, "-m", "enjoined", "portfolio", str(file), "--on", "2018-07-01"]
    command += ["-o", str(outputs["report.json"]), "--keep", str(outputs["kept.parquet"])]
    command += ["--rejects", str(outputs["rejects.csv"])]
    environment = {**os.environ, "PYTHONPATH": str(SRC), "TMPDIR": str(scratch)}

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    begun = time.monotonic()
    _, errors = (whole := start()).communicate(timeout=120)
    lasts = time.monotonic() - begun
    assert whole.returncode == 0, errors
    first = {name: path.read_bytes() for name, path in outputs.items()}
    for path in outputs.values():
        path.unlink()
    chance = random.Random(7)
    for n in range(KILLED):
        process = start()
        try:
            process.wait(timeout=lasts * (0.3 + 0.8 * (n + chance.random()) / KILLED))
        except subprocess.TimeoutExpired:
            process.kill()
        process.communicate(timeout=120)
        for name, path in outputs.items():
            if name == "kept.parquet" and path.exists():
                assert pyarrow.parquet.read_table(path).num_rows == 2970
            elif path.exists():
                assert path.read_bytes() == first[name]
    _, errors = (whole := start()).communicate(timeout=120)
    assert whole.returncode == 0, errors
    assert {name: path.exists() for name, path in outputs.items()} == dict.fromkeys(outputs, True)
    assert outputs["report.json"].read_bytes() == first["report.json"]
