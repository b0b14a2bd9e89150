"""What tells awards, and reports of their transactions, from one another: SQL for hashes of what files say of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

from enjoined.money.awards.layouts import USASPENDING, Reading

__all__ = ["key_of", "number_of", "report_of", "reported"]


class _Way(NamedTuple):
    """Parts that tell one award, or one report, from another: those ``needed`` must be there, the rest need not."""

    needed: tuple[str, ...]
    rest: tuple[str, ...] = ()


class _Texts(Protocol):
    """What each field says in SQL."""

    reading: Reading

    def __contains__(self, field: str) -> bool: ...

    def __getitem__(self, field: str) -> str: ...


def key_of(get: _Texts) -> str:
    """SQL for what tells one award from another, a number; NULL where nothing does."""
    return _hashed(_keys(get))


def report_of(get: _Texts) -> str:
    """SQL for what tells one report of a transaction from another, a number; NULL where nothing does.

    It is that of a row with the columns ``award_key`` and ``report``: what :func:`key_of` and :func:`reported` say.
    """
    return _hashed(_reports(get))


def reported(get: _Texts) -> str:
    """SQL for the key that USAspending gives a transaction, a text; NULL where there is none.

    For headers of before 2019 it is made of the same: agency, number, URI, program and modification.
    """
    if get.reading.layout != "transactions":
        return "NULL"
    before = [f"coalesce({get[part]}, '-NONE-')" for part in ("agency", "number", "uri", "program")]
    made = " || '_' || ".join([*before, get["modification"]])
    return f"upper(coalesce({get['transaction']}, CASE WHEN {number_of(get)} IS NOT NULL THEN {made} END))"


def number_of(get: _Texts) -> str:
    """SQL for the number of an award."""
    return f"coalesce({get['number']}, {get['uri']})"


def _hashed(ways: Iterable[_Way]) -> str:
    """A hash by the first way of which everything needed is there, else NULL."""
    cases = [
        f"WHEN {' AND '.join(f'{part} IS NOT NULL' for part in way.needed)} "
        f"THEN hash({', '.join((*way.needed, *way.rest))})"
        for way in ways
    ]
    return f"CASE {' '.join(cases)} END" if cases else "NULL"


def _keys(get: _Texts) -> list[_Way]:
    """What tells one award from another: its number and agency; without an agency the number alone.

    A row that has no number is told by the key of its award, or its own.
    """
    layout, agency, number = get.reading.layout, _or_empty(get["agency"]), number_of(get)
    if layout not in USASPENDING:
        return []
    if layout == "subawards":  # a key that is nothing would make them all one
        return [_Way((agency, _or_empty(number), _or_empty(get["modification"])))]
    ways = [_Way((number,), (agency,))]
    ways += [_Way((get[field],), (f"'{field}'",)) for field in ("award", "transaction") if field in get]
    if "start" in get:
        alike = ("agency", "recipient", "state", "program", "start")
        ways.append(_Way((f"concat_ws('|', {', '.join(get[field] for field in alike)})",)))
    return ways


def _or_empty(text: str) -> str:
    return f"coalesce({text}, '')"


def _reports(get: _Texts) -> list[_Way]:
    """What tells one report of a transaction from another: a later one of the same replaces it.

    A transaction is one by the key that USAspending has written since 2019, which is all that a deletion may tell.
    """
    layout, key = f"'{get.reading.layout}'", "award_key"
    if "start" in get:  # without numbers no report is known to be that of another again
        return []
    if get.reading.layout == "transactions":
        what = (_or_empty(get["uri"]), _or_empty(get["program"]), layout)
        day = f"{_or_empty(get['date'])} || ' ' || {_or_empty(get['obligated'])}"
        return [
            _Way(("report",), (layout,)),
            _Way((key,), (f"coalesce({get['modification']}, {day})", *what)),
        ]
    if get.reading.layout == "subawards":
        parts: tuple[str, ...] = ("transaction", "uei", "recipient")
        if "transaction" not in get:
            parts = ("uei", "recipient", "date", "obligated")
        return [_Way((key,), (layout, *(_or_empty(get[part]) for part in parts)))]
    return [_Way((key,), (layout,))]
