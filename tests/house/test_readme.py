"""The README shows what the commands really print."""

from __future__ import annotations

import pytest

from scripts.update_readme import BLOCKS, README, updated


@pytest.mark.slow
def test_the_readme_shows_the_real_output() -> None:
    text = README.read_text(encoding="utf-8")
    assert all(f"<!-- {name}:begin -->\n```" in text for name in BLOCKS)
    assert updated(text) == text, "run: python scripts/update_readme.py"
