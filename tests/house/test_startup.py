"""Start-up is part of the design: an answer from the compiled table loads none of the heavy packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.house.tree import ROOT, SRC

pytestmark = pytest.mark.slow

HEAVY = {"duckdb", "eyecite", "fastapi", "holidays", "jinja2", "pydantic", "pypdfium2", "rich", "yaml"}
STATUS = ("status", "--recipient", "il/chicago", "--family", "notice-release", "--fiscal-year", "2017")

# Runs the command as its script does, and then writes the names of all packages that were imported.
RUN = """
import json, sys
from enjoined.cli import main
code = 0
try:
    main()
except SystemExit as stop:
    code = stop.code or 0
packages = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"code": code, "packages": packages}), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The user's environment with folders of its own, so that the first run starts without a compiled table."""
    home = str(tmp_path_factory.mktemp("home"))
    own = dict.fromkeys(("HOME", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_DATA_HOME"), home)
    return {**os.environ, **own, "PYTHONPATH": str(SRC)}


def run(environment: dict[str, str], *arguments: str) -> tuple[str, set[str]]:
    """What ``enjoined ARGUMENTS`` prints, and the packages that it imported."""
    command = [sys.executable, "-c", RUN, *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stderr.splitlines()[-1])
    assert report["code"] == 0, done.stderr
    return done.stdout, set(report["packages"])


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("status", "--help")], ids=" ".join)
def test_help_loads_nothing_heavy(environment: dict[str, str], arguments: tuple[str, ...]) -> None:
    printed, packages = run(environment, *arguments)
    assert "enjoined" in printed.lower()
    assert packages & (HEAVY | {"rapidfuzz"}) == set()


def test_warm_status_loads_nothing_heavy(environment: dict[str, str]) -> None:
    question = (*STATUS, "--on", "2017-11-15", "--format", "json")
    first, _ = run(environment, *question)
    again, packages = run(environment, *question)
    assert packages & HEAVY == set()
    assert json.loads(again) == json.loads(first)
    assert {answer["condition"] for answer in json.loads(again)["answers"]} >= {"jag-fy2017/56b"}


def test_a_brief_of_a_text_loads_no_reader_of_other_formats(environment: dict[str, str]) -> None:
    printed, packages = run(environment, "brief", str(ROOT / "examples" / "story-2017.txt"))
    assert printed
    assert packages & {"duckdb", "lxml", "pypdfium2", "pypdfium2_raw"} == set()


def test_the_package_itself_is_light() -> None:
    """``import enjoined`` is what every script pays."""
    code = "import sys, enjoined; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert HEAVY & set(done.stdout.split()) == set()


def test_a_claim_loads_no_law(environment: dict[str, str]) -> None:
    code = "import sys, enjoined.cli.claim; print([n for n in sys.modules if n.startswith('enjoined.law')])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=120, check=True
    )
    assert done.stdout.strip() == "[]"
