"""Scratch folders: gone when they are closed, and when their owner was killed; never somebody else's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from enjoined.registry.files import drafted
from enjoined.registry.scratch import Scratch
from tests.house.tree import SRC

KILLED = """
import os, signal, sys
from pathlib import Path
from enjoined.registry.scratch import Scratch
scratch = Scratch("mine-", Path(sys.argv[1]))
(scratch.folder / "half").write_text("half")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_folder_goes_when_it_is_closed(tmp_path: Path) -> None:
    with Scratch("mine-", tmp_path) as scratch:
        (scratch.folder / "file").write_text("text")
    assert not scratch.folder.exists()
    scratch.close()


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env={**os.environ, "PYTHONPATH": str(SRC)})
    (left,) = tmp_path.iterdir()
    assert (left / "half").read_text() == "half"
    with Scratch("other-", tmp_path):
        assert left.exists()
    with Scratch("mine-", tmp_path) as mine:
        assert list(tmp_path.iterdir()) == [mine.folder]


def test_what_is_in_use_or_in_doubt_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with Scratch("other-", tmp_path) as other:
        shutil.copy(other.folder / "enjoined.lock", elsewhere)
    among = tmp_path / "among"
    among.mkdir()
    (among / "mine-link").symlink_to(elsewhere)
    (among / "mine-file").touch()
    (among / "mine-without-owner").mkdir()
    (among / "mine-of-another-program").mkdir()
    (among / "mine-of-another-program" / "enjoined.lock").touch()
    with Scratch("mine-", among) as used, Scratch("mine-", among):
        assert used.folder.exists()
    left = {"mine-link", "mine-file", "mine-without-owner", "mine-of-another-program"}
    assert {path.name for path in among.iterdir()} == left
    assert (elsewhere / "enjoined.lock").exists()


def test_a_draft_takes_the_place_of_the_file_only_when_all_went_well(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("before")
    try:
        with drafted(path) as draft:
            draft.write_text("half")
            raise RuntimeError
    except RuntimeError:
        assert path.read_text() == "before"
    with drafted(path) as draft:
        draft.write_text("after")
    assert path.read_text() == "after"
    assert list(tmp_path.iterdir()) == [path]
