"""Who passes the money of a row on: by a column that says so, or by the headings of a printed schedule.

Some schedules list money of the State behind the federal awards, under numbers of its own that look like Listings.
"""

from __future__ import annotations

import re
from typing import Final

from enjoined.errors import InputError
from enjoined.money.awards.headings import of_states

__all__ = ["above", "of_state", "parted", "passer"]

_PASSED: Final = (
    r"(?i)^\W*pass(?:ed)?[- ]?thr(?:ough|u)(?:\W+(?:programs?|awards?|funds?))?"
    r"(?:\W+(?:from|by|via))?\W+(?:the )?(.*?)\W*$"
)
_DIRECT: Final = (
    r"(?i)^\W*(u[.]?\s?s[.]?\s|united states|direct\b|department of (the )?(agriculture|commerce|defense|education"
    r"|energy|health and human|homeland|housing and urban|interior|justice|labor|state\b|transportation|treasury"
    r"|veterans))"
)
"""Headings of groups in a printed schedule: who passes the money on, and whose own awards they are.

"Department of Human Services" is none of the federal ones: it is part of the State that the heading before names.
"""
_STATE_MONEY: Final = (
    r"(?i)\W*(expenditures of )?(the )?state (of [a-z ]+ )?(financial assistance|awards?|projects?|programs?)"
    r"\W*(cont[a-z.]*\W*)?"
)
_FEDERAL_MONEY: Final = r"(?i)^\W*(u[.]?\s?s[.]?\s|united states|(expenditures of )?federal\b)"
"""Headings from which on money is the State's own, and federal again."""
_NOT_PASSED: Final = (
    r"(?i)\W*((federal )?direct(ly)?( (federal )?(awards?|funds?|funding|grants?|programs?))?|(direct )?federal"
    r"|direct\W+(from (the )?)?(u[.]?s[.]? |united states |federal )?(department|dept|agency)\b.*"
    r"|(u[.]?\s?s[.]?|united states) (department|dept)\b.*|direct *[-:/(–]\W*[a-z]{2,6}"
    r"|no|0|n[./\\]?a|none|not (applicable|passed[- ]?(through|thru)))?\W*"
)
"""What a column of those who pass money on says where nobody does; "Department of Justice" may be a State's."""
_FEDERAL: Final = re.compile(r"federal\W+(agency|awarding|department|grantor)", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"\(\W*pass", re.IGNORECASE)
_VIA: Final = r"via +|(?:passed +)?thr(?:ough|u) +|from +"
_BESIDE: Final = r"(?i)\((?:$via)([^()]+ [^()]+)\)\W*$"
"""Who passes the money on behind the federal agency that it comes from: "JUSTICE, DEPARTMENT OF (via Ohio ...)".

Brackets without such a word hold an office of that agency, unless the heading has who passes money on in brackets too.
"""
_SO_FAR: Final = "ORDER BY line ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW"


def passer(text: str, heading: str) -> str:
    """Who passes the money on by a column that tells it, perhaps behind the federal agency; NULL where nobody does."""
    if _FEDERAL.search(heading):
        beside = _BESIDE.replace("$via", f"{_VIA}|" if _BRACKETED.search(heading) else _VIA)
        found = f"nullif(trim(regexp_extract({text}, '{beside}', 1)), '')"
        return f"CASE WHEN regexp_matches({text}, '{_PASSED}') THEN {_named(text)} ELSE {found} END"
    return f"CASE WHEN NOT regexp_full_match({text}, '{_NOT_PASSED}') THEN {_named(text)} END"


def above(text: str, heading: str) -> str:
    """Who passes on the money of a line of a printed schedule: the last heading of a group above it says so.

    ``heading`` tells whether a line is one; lines are numbered by a column ``line``.
    """
    found = (
        f"CASE WHEN {heading} THEN CASE WHEN regexp_matches({text}, '{_PASSED}') THEN {_named(text)} "
        f"WHEN regexp_matches({text}, '{_DIRECT}') THEN '' END END"
    )
    return f"nullif(last_value({found} IGNORE NULLS) OVER ({_SO_FAR}), '')"


def of_state(text: str, heading: str) -> str:
    """Whether the last heading above a line that tells federal money from the State's names the State's."""
    found = (
        f"CASE WHEN {heading} THEN CASE WHEN regexp_full_match({text}, '{_STATE_MONEY}') THEN true "
        f"WHEN regexp_matches({text}, '{_FEDERAL_MONEY}') THEN false END END"
    )
    return f"coalesce(last_value({found} IGNORE NULLS) OVER ({_SO_FAR}), false)"


def parted(program: str, where: str, *, of_state: int) -> None:
    """Raise ``InputError`` where State projects may stand among Listings and no row is known for the State's.

    ``program`` is the heading of their numbers; ``of_state`` rows are known.
    """
    if of_states(program) and not of_state:
        raise InputError(
            f"numbers of the State's own projects stand in the column {program}, and no heading parts them",
            where=where,
            remedy=f'leave the State\'s rows out and say --map program="{program}"',
        )


def _named(text: str) -> str:
    """The name behind "Passed through", or the whole text."""
    return f"coalesce(nullif(regexp_extract({text}, '{_PASSED}', 1), ''), {text})"
