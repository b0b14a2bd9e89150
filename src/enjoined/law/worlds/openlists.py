"""Lists of names that are not held in full, and how many recipients each leaves unclear: which docket to read first."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from enjoined.law.cell import Cell
from enjoined.law.compiled import compile_law
from enjoined.law.facts import FactKind
from enjoined.law.status import Status, bearing_on, solve
from enjoined.law.worlds.classes import Crowd, of_one_line, people
from enjoined.model import ConditionId, Day, Recipient, RecipientId, WaveId
from enjoined.registry.table import LawTable

__all__ = ["OpenList", "open_lists"]

_OF_NAMES = frozenset({FactKind.PLAINTIFF, FactKind.LISTED, FactKind.MEMBER_OF})
_List = tuple[FactKind, str]
"""A list, as the open facts name it."""


class OpenList(msgspec.Struct, frozen=True, kw_only=True):
    """A list of parties, addressees or members: ``recipients`` are those with an unclear condition on the day because
    they may be on it, ``conditions`` the conditions concerned; ``missing`` counts the names not held, if known.
    """

    id: str
    kind: str
    missing: int | None
    recipients: int
    conditions: tuple[ConditionId, ...]


def open_lists(law: LawTable, everybody: Iterable[Recipient], day: Day) -> tuple[OpenList, ...]:
    """The lists that are not held in full, those first that leave most recipients unclear at the end of the day."""
    who = people(law, everybody)
    compiled = compile_law(law)
    crowds: dict[_List, set[Crowd]] = {}
    named: dict[_List, set[RecipientId]] = {}
    conditions: dict[_List, set[ConditionId]] = {}
    for condition in law.conditions.values():
        for alike in of_one_line([compiled], condition, who):
            if compiled.status(alike.one, condition.id, day=day).status is not Status.UNCLEAR:
                continue
            for key in _turns_on(law, Cell.of(law, alike.one, condition.id), day):
                conditions.setdefault(key, set()).add(condition.id)
                crowds.setdefault(key, set()).update(alike.crowds)
                named.setdefault(key, set()).update(r.id for r in alike.named)
    return _counted(law, crowds, named, conditions)


def _turns_on(law: LawTable, cell: Cell, day: Day) -> tuple[_List, ...]:
    """The lists on which the status of the cell turns."""
    solution = solve(law, cell, bearing_on(law, cell), day)
    facts = [*(o.fact for o in solution.open_facts), *solution.unsplit]
    return tuple((f.kind, f.about) for f in facts if f.kind in _OF_NAMES and not f.whose)


def _counted(
    law: LawTable,
    crowds: dict[_List, set[Crowd]],
    named: dict[_List, set[RecipientId]],
    conditions: dict[_List, set[ConditionId]],
) -> tuple[OpenList, ...]:
    found = [
        OpenList(
            id=about,
            kind=kind.value,
            missing=_missing(law, about),
            recipients=sum(c.count for c in crowds.get((kind, about), ()))
            + len(named.get((kind, about), ())),
            conditions=tuple(sorted(on)),
        )
        for (kind, about), on in conditions.items()
    ]
    return tuple(sorted(found, key=lambda o: (-o.recipients, o.id)))


def _missing(law: LawTable, about: str) -> int | None:
    wave = law.waves.get(WaveId(about))
    return None if wave is None else wave.missing
