"""The trial judges of a case, as stories name them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from enjoined.model import Case

__all__ = ["is_judge", "judges_in_words", "surnames"]

_SUFFIXES: Final = frozenset({"Jr", "Sr", "II", "III"})


def surnames(case: Case) -> tuple[str, ...]:
    """The surnames of those who had the case, in order: "Rossie D. Alston Jr." is "Alston"."""
    return tuple(
        [part.rstrip(",") for part in name.split() if part.rstrip(".") not in _SUFFIXES][-1]
        for name in case.judges
    )


def judges_in_words(names: Sequence[str]) -> str:
    """Who has the case, and who had it before.

    >>> judges_in_words(("Kelly", "Beryl A. Howell"))
    'Judge Beryl A. Howell (before: Judge Kelly)'
    """
    *before, now = names
    earlier = ", ".join(f"Judge {name}" for name in before)
    return f"Judge {now}" + (f" (before: {earlier})" if earlier else "")


def is_judge(surname: str, text: str) -> bool:
    """Whether a text speaks of a judge of that name."""
    name = re.escape(surname)
    return bool(
        re.search(
            rf"\b[Jj](?:udge|\.)\s+(?:[A-Z][\w.]*\s+){{0,3}}{name}\b"
            rf"|\b{name}(?:,|\s+(?:is|was))\s+[^.]{{0,40}}\bjudge\b"
            rf"|\bjudge,\s+(?:[A-Z][\w.]*\s+){{0,3}}{name}\b",
            text,
        )
    )
