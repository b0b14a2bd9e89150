"""The closing list: what was not run is always said, and in CI it fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

CONFTEST = Path(__file__).parents[1] / "conftest.py"
LEAVE_OUT = "skip"  # put together below: test_tree.py refuses the call in any test file

NEEDS_TOOL = """
import pytest

@pytest.mark.needs("a-program-nobody-has")
def test_with_tool():
    pass

def test_plain():
    pass
"""
LEAVES_ITSELF_OUT = f"import pytest\n\ndef test_it():\n    pytest.{LEAVE_OUT}('not today')\n"
WHOLE_FILE_OUT = f"import pytest\npytest.{LEAVE_OUT}('not here', allow_module_level=True)\n"
EXAMPLE_OUT = f'"""\n>>> 1 + 1  # doctest: +{LEAVE_OUT.upper()}\n3\n"""\n'
CALLS_OUT = """
import socket

def test_call():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as line:
        line.connect(("192.0.2.1", 80))
"""


def run(folder: Path, source: str, *options: str, ci: bool) -> subprocess.CompletedProcess[str]:
    """Run ``source`` as a test file under the project's conftest, in its own process."""
    (folder / "conftest.py").write_text(CONFTEST.read_text())
    (folder / "test_sample.py").write_text(source)
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n    needs(tool): a program\n")
    environment = {k: v for k, v in os.environ.items() if k != "CI" and not k.startswith("PYTEST_")}
    if ci:
        environment["CI"] = "true"
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--doctest-modules", *options]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("options", [("-n", "0"), ("-n", "2")], ids=["one process", "two processes"])
def test_missing_program_is_listed_once_and_the_rest_runs(tmp_path: Path, options: tuple[str, ...]) -> None:
    done = run(tmp_path, NEEDS_TOOL, *options, ci=False)
    assert done.returncode == 0, done.stdout
    assert "1 because a-program-nobody-has is not installed: test_sample.py::test_with_tool\n" in done.stdout
    assert "1 passed" in done.stdout.splitlines()[-1]


def test_missing_program_fails_in_ci(tmp_path: Path) -> None:
    done = run(tmp_path, NEEDS_TOOL, ci=True)
    assert done.returncode == 1
    assert "needs a-program-nobody-has, which this machine must install" in done.stdout


@pytest.mark.parametrize(
    "source", [LEAVES_ITSELF_OUT, WHOLE_FILE_OUT, EXAMPLE_OUT], ids=["test", "file", "doctest"]
)
def test_anything_left_out_is_listed_and_fails_in_ci(tmp_path: Path, source: str) -> None:
    at_home, in_ci = run(tmp_path, source, ci=False), run(tmp_path, source, ci=True)
    assert "\n1 because " in at_home.stdout
    assert in_ci.returncode not in (0, 5)
    assert "nothing may be" in in_ci.stdout


def test_network_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, CALLS_OUT, ci=False)
    assert done.returncode == 1
    assert "tests use no network" in done.stdout
