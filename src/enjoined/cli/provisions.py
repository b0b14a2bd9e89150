"""A condition and the provision of local law that collides with it, side by side in two columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from enjoined.cli.style import dim, width
from enjoined.law.answering.conflicts import Conflict
from enjoined.registry.table import LawTable

__all__ = ["side_by_side", "told_once"]

_BETWEEN: Final = " │ "


def side_by_side(law: LawTable, demand: str, conflict: Conflict, indent: int = 5) -> Iterator[str]:
    """What the condition demands on the left, what the provision says on the right, and below where it stands."""
    column = (width() - indent - len(_BETWEEN)) // 2
    title = f"{law.policies[conflict.policy].title}, {conflict.provision}"
    left = ["the condition", *_filled(demand, column)]
    right = [*_filled(title, column), *_filled(conflict.summary, column)]
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{'':{indent}}{one.ljust(column)}{_BETWEEN}{other}".rstrip()
    if conflict.source:
        yield dim(f"{'':{indent}}{conflict.source}")


def told_once(
    law: LawTable, demand: str, conflict: Conflict, indent: int, told: set[tuple[str, str]]
) -> Iterator[str]:
    """The same, unless the provision was told before in this answer; ``told`` is what was."""
    provision = (conflict.policy, conflict.provision)
    if provision not in told:
        told.add(provision)
        yield from side_by_side(law, demand, conflict, indent)


def _filled(text: str, column: int) -> list[str]:
    return textwrap.wrap(text, column, break_long_words=True)
