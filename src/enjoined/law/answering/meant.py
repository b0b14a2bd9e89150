"""What a filter that the registry does not know may have meant: refused with what there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from enjoined.errors import InputError
from enjoined.model import Condition, ProgramId
from enjoined.registry.table import LawTable

__all__ = ["likely", "require", "require_condition", "require_listing"]

_MOST: Final = 5
_FEW: Final = 50
"""So many ids are told one by one."""
_LISTING: Final = re.compile(r"[0-9]{2}\.[0-9A-Z]{3,4}")


def likely(value: str, names: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids most like ``value``, each with the other names it has: spelt alike, else of its words, else similar.

    >>> likely("JAG-FY2017", {"jag-fy2017": (), "jag-fy2018": ()})
    ['jag-fy2017']
    >>> likely("byrne", {"16.738": ("Byrne JAG",), "16.606": ("SCAAP",)})
    ['16.738']
    >>> likely("boycot", {"boycott": (), "other": ()})
    ['boycott']
    """
    called = {id_: (id_, *others) for id_, others in names.items()}
    folded, words = _folded(value), _words(value)
    same = [id_ for id_, texts in called.items() if any(_folded(text) == folded for text in texts)]
    if same or not words:
        return same[:_MOST]
    within = [
        id_
        for id_, texts in called.items()
        if any(all(any(w.startswith(word) for w in _words(text)) for word in words) for text in texts)
    ]
    return within[:_MOST] or get_close_matches(value, list(called), n=3, cutoff=0.5)


def _folded(text: str) -> str:
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


def require(value: str | None, names: Mapping[str, Iterable[str]], where: str, noun: str) -> None:
    """Raise ``InputError`` for a value that is no id of the registry, with those it may have meant."""
    if value is None or value in names:
        return
    close = likely(value, names)
    if close:
        remedy = f"did you mean {' or '.join(close)}?"
    elif len(names) <= _FEW:
        remedy = f"one of {', '.join(names)}"
    else:
        remedy = f"enjoined status prints the {noun} that there are"
    raise InputError(f"{value!r} is not in the registry", where=where, remedy=remedy)


def require_listing(law: LawTable, program: ProgramId | None) -> None:
    """Raise ``InputError`` for what is not written like an Assistance Listing, with the programs it may name."""
    if program is None or _LISTING.fullmatch(program):
        return
    close = likely(program, {p.id: (p.short, p.title, *p.said) for p in law.programs.values()})
    named = " or ".join(f"{id_} ({law.programs[ProgramId(id_)].short})" for id_ in close)
    remedy = f"did you mean {named}?" if close else "an Assistance Listing is written like 16.738"
    raise InputError(f"{program!r} is no Assistance Listing", where="--program", remedy=remedy)


def require_condition(law: LawTable, name: str) -> None:
    """Raise ``InputError`` for what is no condition: an instrument, a family, a number alone, or another spelling."""
    printed = _printed(law.conditions.values())
    of_it = _printed(c for c in law.conditions.values() if c.instrument == name.partition("/")[0])
    what, remedy = f"{name!r} is not in the registry", f"one of {', '.join(of_it)}"
    if name in law.instruments:
        what, remedy = f"{name!r} is an instrument", f"ask with --instrument {name}, or about {remedy}"
    elif name in law.families:
        what, remedy = f"{name!r} is a family", f"ask with --family {name}"
    elif not of_it:
        require(name, dict.fromkeys(printed, ()), "--condition", "conditions")
    raise InputError(what, where="--condition", remedy=remedy)


def _printed(conditions: Iterable[Condition]) -> list[str]:
    """Conditions as a person names them: by the printed number, if any, which stands for all lettered parts."""
    return list(dict.fromkeys(f"{c.instrument}/{c.number}" if c.number else c.id for c in conditions))
