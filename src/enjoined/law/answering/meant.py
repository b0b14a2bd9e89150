"""What a filter that the registry does not know may have meant: refused with what there is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Final

from enjoined.errors import InputError
from enjoined.model import Case, Condition, ProgramId
from enjoined.registry.table import LawTable

__all__ = ["case_likely", "docket_number", "likely", "require", "require_condition", "require_listing"]

_MOST: Final = 5
_MOST_CASES: Final = 12
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
    within = [id_ for id_, texts in called.items() if _is_within(value, texts)]
    return within[:_MOST] or get_close_matches(value, list(called), n=3, cutoff=0.5)


def _is_within(value: str, texts: Iterable[str]) -> bool:
    """Whether one of the texts has every word of the value, if only as the beginning of a longer one."""
    words = _words(value)
    return any(all(any(w.startswith(word) for w in _words(text)) for word in words) for text in texts)


def _folded(text: str) -> str:
    return "".join(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


def require(law: LawTable, value: str | None, where: str) -> None:
    """Raise ``InputError`` for a family or an instrument that is not held, with those it may have meant."""
    if value is None or value in (law.families if where == "--family" else law.instruments):
        return
    remedy = _remedy(law, value, where, _names(law)[where])
    raise InputError(f"{value!r} is no {where[2:]} on record", where=where, remedy=remedy)


def require_listing(law: LawTable, program: ProgramId | None) -> None:
    """Raise ``InputError`` for what is not written like an Assistance Listing, with the programs it may name."""
    if program is None or _LISTING.fullmatch(program):
        return
    remedy = _elsewhere(law, program, "--program")
    close = [n[0]] if (n := _LISTING.search(program)) else likely(program, _names(law)["--program"])
    if not remedy and close:
        remedy = f"did you mean {' or '.join(_programs(law, close))}?"
    elif not remedy and (of := _of_agency(law, program)):
        remedy = f"its programs on record are {', '.join(_programs(law, of))}"
    unknown = "an Assistance Listing is written like 16.738; no program on record is called so"
    raise InputError(f"{program!r} is no Assistance Listing", where="--program", remedy=remedy or unknown)


def require_condition(law: LawTable, name: str) -> None:
    """Raise ``InputError`` for what is no condition: an instrument, a family, a number alone, or another spelling."""
    printed = _printed(law.conditions.values())
    of_it = _printed(c for c in law.conditions.values() if c.instrument == name.partition("/")[0])
    what = f"{name!r} is no condition on record"
    if name in law.instruments:
        what, remedy = (
            f"{name!r} is an instrument",
            f"ask with --instrument {name}, or about one of {', '.join(of_it)}",
        )
    elif of_it:
        remedy = f"one of {', '.join(of_it)}"
    else:
        remedy = _remedy(law, name, "--condition", dict.fromkeys(printed, ()))
    raise InputError(what, where="--condition", remedy=remedy)


def case_likely(law: LawTable, value: str) -> list[str]:
    """The cases and orders that a caption, a docket number or a citation may mean, as ids."""
    cases: list[str] = [c.id for c in _cases(law, value)]
    cited = (e.id for e in law.events.values() if e.cite and _words(value) and _is_within(value, (e.cite,)))
    return (cases or list(cited))[:_MOST_CASES]


def _cases(law: LawTable, value: str) -> list[Case]:
    """The cases that are called so: by docket number, else by caption or short name."""
    number = docket_number(value)
    by_docket = [c for c in law.cases.values() if number and number in map(docket_number, c.dockets)]
    if by_docket or set(_words(value)) <= {"v", "vs"}:
        return by_docket
    return [c for c in law.cases.values() if _is_within(value, (c.id, c.title, c.short, *c.dockets))]


_DOCKET: Final = re.compile(r"\b([0-9]{2})[- ](?:(?:cv|civ|c)\b\.?[- ]?)?0*([0-9]{2,6})\b", re.IGNORECASE)


def docket_number(text: str) -> tuple[str, str] | None:
    """Year and number of a docket, without zeros before it, however a court, a brief or a newspaper writes it.

    >>> docket_number("No. 17-2991"), docket_number("1:17-cv-05720"), docket_number("17 C 5720")
    (('17', '2991'), ('17', '5720'), ('17', '5720'))
    """
    found = _DOCKET.search(text)
    return (found[1], found[2]) if found else None


def _names(law: LawTable) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each filter the ids that it takes, with their other names."""
    return {
        "--family": dict.fromkeys(law.families, ()),
        "--instrument": {i.id: (i.short, i.title) for i in law.instruments.values()},
        "--program": {p.id: (p.short, p.title, *p.said) for p in law.programs.values()},
    }


def _remedy(law: LawTable, value: str, where: str, names: Mapping[str, Iterable[str]]) -> str:
    """What to write instead of a value that a filter does not take."""
    if other := _elsewhere(law, value, where):
        return other
    titles = {str(id_): (f.title,) for id_, f in law.families.items()} if where == "--family" else {}
    if close := _spoken_of(value, names) or _spoken_of(value, titles):
        return f"did you mean {' or '.join(close)}?"
    for option, held in _names(law).items():
        if option != where and (close := _spoken_of(value, held)):
            return f"did you mean {option} {' or '.join(close)}?"
    if close := likely(value, names):
        return f"did you mean {' or '.join(close)}?"
    if len(names) <= _FEW:
        return f"one of {', '.join(names)}"
    return f"enjoined status prints the {_NOUNS.get(where, 'ids')} that there are"


_NOUNS: Final = {"--condition": "conditions", "--family": "families", "--instrument": "instruments"}


def _elsewhere(law: LawTable, value: str, where: str) -> str:
    """That the value is the id of something else, and how to ask about that; else ``""``."""
    for option, held in _names(law).items():
        for id_ in held:
            if option != where and _folded(id_) == _folded(value):
                return f"{id_} is a{'n' if option == '--instrument' else ''} {option[2:]}: ask with {option} {id_}"
    cases = _cases(law, value) if "v" in _words(value) or docket_number(value) else []
    challenged = [c.challenges.instruments for c in cases if c.challenges is not None]
    if len(cases) <= _MOST and (instruments := sorted(frozenset().union(*challenged))):
        return (
            f"a case is no {where[2:]}: ask with --instrument {' or '.join(instruments)}, which it challenges"
        )
    return ""


def _spoken_of(value: str, names: Mapping[str, Iterable[str]]) -> list[str]:
    """The ids of which all words of the value are words; no likeness of spelling counts."""
    return [id_ for id_ in likely(value, names) if _words(value) and _is_within(value, (id_, *names[id_]))]


def _programs(law: LawTable, ids: Iterable[str]) -> list[str]:
    """Programs with what they are called."""
    known = [(id_, law.programs.get(ProgramId(id_))) for id_ in ids]
    return [f"{id_} ({program.short})" if program else id_ for id_, program in known]


def _of_agency(law: LawTable, value: str) -> list[str]:
    """The programs on record of an agency that is called so, and of those that belong to it."""
    called = {
        a.id
        for a in law.agencies.values()
        if _folded(value) in map(_folded, (a.id, a.name, a.short, *a.said))
    }
    return [p.id for p in law.programs.values() if not called.isdisjoint(law.agency_line(p.agency))]


def _printed(conditions: Iterable[Condition]) -> list[str]:
    """Conditions as a person names them: by the printed number, if any, which stands for all lettered parts."""
    return list(dict.fromkeys(f"{c.instrument}/{c.number}" if c.number else c.id for c in conditions))
