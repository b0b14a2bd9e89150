"""Who passes the money of a row on: by a column that says so, or by the headings of a printed schedule."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["above", "passer"]

_PASSED: Final = (
    r"(?i)^\W*pass(?:ed)?[- ]?thr(?:ough|u)(?:\W+(?:programs?|awards?|funds?))?"
    r"(?:\W+(?:from|by|via))?\W+(?:the )?(.*?)\W*$"
)
_DIRECT: Final = (
    r"(?i)^\W*(u[.]?\s?s[.]?\s|united states|direct|department of (the )?(agriculture|commerce|defense|education|energy"
    r"|health and human|homeland|housing and urban|interior|justice|labor|state\b|transportation|treasury|veterans))"
)
"""Headings of groups in a printed schedule: who passes the money on, and whose own awards they are.

"Department of Human Services" is none of the federal ones: it is part of the State that the heading before names.
"""
_NOT_PASSED: Final = (
    r"(?i)\W*((federal )?direct(ly)?( (federal )?(awards?|funds?|funding|grants?|programs?))?"
    r"|n[./]?a|none|not applicable)?\W*"
)
"""What a column of those who pass money on says where nobody does."""
_FEDERAL: Final = re.compile(r"federal\W+(agency|awarding|department|grantor)", re.IGNORECASE)
_BESIDE: Final = r"(?i)\((?:via +|(?:passed +)?thr(?:ough|u) +|from +)?([^()]+ [^()]+)\)\W*$"
"""Who passes the money on behind the federal agency that it comes from: "JUSTICE, DEPARTMENT OF (via Ohio ...)"."""


def passer(text: str, heading: str) -> str:
    """Who passes the money on by a column that tells it, perhaps behind the federal agency; NULL where nobody does."""
    if _FEDERAL.search(heading):
        return f"nullif(trim(regexp_extract({text}, '{_BESIDE}', 1)), '')"
    return f"CASE WHEN NOT regexp_full_match({text}, '{_NOT_PASSED}') THEN {_named(text)} END"


def above(text: str, heading: str) -> str:
    """Who passes on the money of a line of a printed schedule: the last heading of a group above it says so.

    ``heading`` tells whether a line is one; lines are numbered by a column ``line``.
    """
    found = (
        f"CASE WHEN {heading} THEN CASE WHEN regexp_matches({text}, '{_PASSED}') THEN {_named(text)} "
        f"WHEN regexp_matches({text}, '{_DIRECT}') THEN '' END END"
    )
    before = "ORDER BY line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"
    return f"nullif(last_value({found} IGNORE NULLS) OVER ({before}), '')"


def _named(text: str) -> str:
    """The name behind "Passed through", or the whole text."""
    return f"coalesce(nullif(regexp_extract({text}, '{_PASSED}', 1), ''), {text})"
