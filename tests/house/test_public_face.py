"""The Python names that a program uses: each is there however its module came to be imported; the page of them runs."""

from __future__ import annotations

import doctest
import subprocess
import sys

import pytest

import enjoined
from tests.house.tree import ROOT


def test_every_public_name_is_there_and_described() -> None:
    assert set(dir(enjoined)) == set(enjoined.__all__)
    for name in enjoined.__all__:
        assert getattr(enjoined, name).__doc__


@pytest.mark.parametrize("before", ["", "import enjoined.check, enjoined.brief, enjoined.compare"])
def test_a_verb_is_called_again_and_again(before: str) -> None:
    program = f"""
{before}
import enjoined
for verb in ("check", "brief", "compare") * 2:
    try:
        getattr(enjoined, verb)(None, None, None, no_such_option=1)
    except TypeError as error:
        assert "no_such_option" in str(error) or "positional" in str(error), error
from enjoined.check import CheckReport
assert enjoined.check.CheckReport is CheckReport
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_page_on_python_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8").replace("```", "")
    examples = doctest.DocTestParser().get_doctest(page, {}, "docs/python.md", "docs/python.md", 0)
    assert len(examples.examples) > 10
    assert doctest.DocTestRunner().run(examples).failed == 0
