"""Where a case's conditions stand on a day: for a plaintiff, for one recipient, for everybody else in classes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from enjoined.brief.matching.lexicon import Profile, selects
from enjoined.law import Cell, Status
from enjoined.law.activity import View
from enjoined.law.answering.proof import Proof, prove
from enjoined.law.answering.words import best_source, fact_in_words, label, name_of
from enjoined.law.compiled import CompiledLaw
from enjoined.law.status import Solution, bearing_on, solve, worst
from enjoined.law.worlds.classes import Crowd, People, days_of, of_all_lines, on_day
from enjoined.law.worlds.peers import described
from enjoined.model import CaseId, Condition, Day, EventId, FamilyId, Kind, Recipient, RecipientId, Verb
from enjoined.recipients.states import STATES, TERRITORIES
from enjoined.registry.open import Registry
from enjoined.registry.table import LawTable

__all__ = ["Group", "Standing", "conditions_on", "groups_on", "plain_list", "standing", "steps_of"]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The status of one or more families of conditions for one recipient on a day, with its reason.

    ``families`` share the status and its reason; ``statuses`` counts the conditions by status where they differ.
    """

    recipient: RecipientId
    name: str
    families: tuple[FamilyId, ...]
    status: Status
    statuses: dict[str, int]
    because: str
    event: EventId | None
    source: str


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Recipients in words who have the same statuses: family to status."""

    who: str
    statuses: dict[FamilyId, Status]


def conditions_on(profile: Profile, day: Day) -> tuple[Condition, ...]:
    """The conditions of the case that had been announced by a day; all of them where none had."""
    issued = tuple(c for c in profile.conditions if c.issued <= day)
    return issued or profile.conditions


def standing(
    law: LawTable,
    conditions: Sequence[Condition],
    recipient: Recipient,
    day: Day,
    known_on: Day | None,
    case: CaseId | None = None,
) -> tuple[Standing, ...]:
    """How the conditions stand for a recipient, families alike together; what does not bind its kind is left out.

    Where orders of ``case`` hold back some terms of a family, its status is that of those terms, and such families
    come first; else it is the worst. ``statuses`` counts all of them either way.
    """
    by_family: dict[FamilyId, list[tuple[Cell, Solution]]] = {}
    for condition in conditions:
        if recipient.kind not in condition.binds and recipient.kind not in condition.binds_sub:
            continue
        cell = Cell.of(law, recipient, condition.id, known_on=known_on)
        by_family.setdefault(condition.family, []).append(
            (cell, solve(law, cell, bearing_on(law, cell), day))
        )
    rows: dict[tuple[object, ...], list[FamilyId]] = {}
    shown: dict[tuple[object, ...], Standing] = {}
    for family, found in by_family.items():
        imposed = [pair for pair in found if pair[1].status is not Status.NOT_IMPOSED] or found
        ours = [pair for pair in imposed if any(law.effects[e].case == case for e in pair[1].active)]
        status = _told_of([(pair[1].status, pair in ours) for pair in imposed])
        counts = Counter(s.status.value for _, s in imposed)
        cell, solution = next(pair for pair in ours or imposed if pair[1].status is status)
        because, event, source = _reason(law, cell, solution, day)
        # Only which statuses there are tells rows apart, not how many of each.
        key = (status, because, tuple(sorted(counts)))
        rows.setdefault(key, []).append(family)
        known = shown.get(key)
        merged = counts if known is None else counts + Counter(known.statuses)
        shown[key] = Standing(
            recipient=recipient.id,
            name=name_of(law, recipient.id),
            families=tuple(rows[key]),
            status=status,
            statuses=dict(sorted(merged.items())),
            because=because,
            event=event,
            source=source,
        )
    return tuple(sorted(shown.values(), key=lambda row: not _rests_on(law, row, case)))


def _rests_on(law: LawTable, row: Standing, case: CaseId | None) -> bool:
    return row.event is not None and law.events[row.event].case == case


def _reason(law: LawTable, cell: Cell, solution: Solution, day: Day) -> tuple[str, EventId | None, str]:
    if solution.active:
        event = law.events[law.effects[solution.active[0]].event]
        best = best_source(event)
        return label(law, event), event.id, (best.url or best.title) if best else ""
    if solution.status is Status.BINDING:
        return "no relief in force", None, ""
    if solution.status is Status.WITHDRAWN:
        for node in _walk(prove(View(law, cell, day), bearing_on(law, cell))):
            if node.node == "ends" and node.verdict == "yes" and node.effect is not None:
                event = law.events[law.effects[node.effect].event]
                best = best_source(event)
                return label(law, event), event.id, best.url if best else ""
    open_facts = (*(o.fact for o in solution.open_facts), *solution.unsplit)
    if solution.status is Status.UNCLEAR and open_facts:
        return f"it turns on whether {_in_third_person(fact_in_words(law, open_facts[0]))}", None, ""
    return solution.status.meaning.rstrip("."), None, ""


def _in_third_person(words: str) -> str:
    """An open fact as it is said to a recipient, said of one.

    >>> _in_third_person("you were a member and your own claims count")
    'it was a member and its own claims count'
    """
    for said, instead in (("you were", "it was"), ("you are", "it is"), ("your", "its"), ("you", "it")):
        words = re.sub(rf"\b{said}\b", instead, words)
    return words


def _walk(proof: Proof | None) -> Iterable[Proof]:
    if proof is not None:
        yield proof
        for child in proof.children:
            yield from _walk(child)


# --- everybody ----------------------------------------------------------------------------------------------------


def groups_on(
    registry: Registry, compiled: CompiledLaw, profile: Profile, conditions: Sequence[Condition], day: Day
) -> tuple[Group, ...]:
    """Who stands how, in classes of governments, by the terms that :func:`standing` tells of; parties by name.

    Where orders of the case reach some terms of a family, the others of that family, of other agencies or
    programs, are left out.
    """
    law, words = registry.law, _Words(registry.law, profile)
    people = _people(registry, profile.parties)
    told: dict[FamilyId, dict[str, Status]] = {}
    for family, terms in _reached(law, profile, conditions, day).items():
        rows: dict[Status, tuple[list[Crowd], list[Recipient]]] = {}
        for alike in of_all_lines(compiled, terms, people):
            rows_of = (on_day(compiled, alike.one, term, day) for term in terms)
            found = [
                (status, any(law.effects[e].case == profile.case.id for e in active))
                for status, active in rows_of
                if status is not Status.NOT_IMPOSED
            ]
            if found:
                crowds, names = rows.setdefault(_told_of(found), ([], []))
                crowds += alike.crowds
                names += alike.named
        here = told.setdefault(family, {})
        for status, (crowds, names) in rows.items():
            for who in words.of(people, crowds, names):
                here[who] = worst([status, here[who]]) if who in here else status
    merged: dict[tuple[tuple[FamilyId, Status], ...], list[str]] = {}
    everyone = dict.fromkeys(who for row in told.values() for who in row)
    for who in everyone:
        key = tuple((family, row[who]) for family, row in told.items() if who in row)
        merged.setdefault(key, []).append(who)
    groups = [
        Group(who=_together(sorted(who, key=_crowds_first)), statuses=dict(key))
        for key, who in merged.items()
    ]
    return tuple(sorted(groups, key=lambda g: g.who))


def _told_of(found: Sequence[tuple[Status, bool]]) -> Status:
    """The status of a family whose terms have these, each with whether orders of the case hold the term back.

    It is that of the terms held back, where there are any, and else the worst of all.

    >>> _told_of([(Status.BINDING, False), (Status.ENJOINED, True)])
    <Status.ENJOINED: 'enjoined'>
    """
    return worst([status for status, held in found if held] or [status for status, _ in found])


def _reached(
    law: LawTable, profile: Profile, conditions: Sequence[Condition], day: Day
) -> dict[FamilyId, list[Condition]]:
    """The terms of each family that orders of the case reach by a day; all of a family where they reach none."""
    known = (e for e in map(law.events.__getitem__, profile.case.events) if e.date.earliest <= day)
    scopes = [
        product.conditions
        for effect in (law.effects[e] for event in known for e in event.effects)
        if effect.verb is Verb.RESTRAIN
        for product in effect.scope.products
    ]
    families: dict[FamilyId, list[Condition]] = {}
    for condition in conditions:
        families.setdefault(condition.family, []).append(condition)
    return {
        family: [t for t in terms if any(selects(law, s, t) for s in scopes)] or terms
        for family, terms in families.items()
    }


def _crowds_first(who: str) -> tuple[bool, str]:
    return not who.startswith(("local governments", "States")), who


def _together(who: Sequence[str]) -> str:
    return "; ".join(who) if any("," in words for words in who) else plain_list(who)


def _people(registry: Registry, named: Iterable[RecipientId]) -> People:
    """A nation in small: in every State the State, a county and a city that no record names, and the named."""
    sizes = sorted(
        {g.eligible.min_population for g in registry.law.groups.values() if g.eligible.min_population}
    )
    crowds = []
    states = [code for code in STATES if code not in TERRITORIES and code != "dc"]
    for state in states:
        for kind in (Kind.CITY, Kind.COUNTY):
            for band in range(len(sizes) + 1) if kind is Kind.CITY else (0,):
                size = sizes[band - 1] if band else max(1, (sizes or [2])[0] - 1)
                one = Recipient(
                    id=RecipientId(f"{state}/a-{kind.value}-{band}"),
                    kind=kind,
                    name="",
                    state=state,
                    population=size,
                )
                crowds.append(Crowd(kind=kind, state=state, band=band, count=2, one=one))
    people = [registry.by_id(RecipientId(state)) for state in states]
    for id_ in named:
        if id_ in registry.law.groups or id_ in states:
            continue
        try:
            people.append(registry.by_id(id_))
        except ValueError:
            continue
    return People(crowds=tuple(crowds), named=tuple(people), sizes=tuple(sizes))


class _Words:
    """Classes in words, with the parties of one case told as such where they are all of a class."""

    def __init__(self, law: LawTable, profile: Profile) -> None:
        self._law = law
        self._parties = profile.parties
        codes = sorted(p.upper() for p in profile.parties if "/" not in p)
        self._plaintiff_states = plain_list(codes) if len(codes) > 3 else ""

    def of(self, people: People, crowds: list[Crowd], named: list[Recipient]) -> list[str]:
        """The crowds and the named who are not counted in one of them."""
        alone = {r.id: r for r in named}
        words = []
        for peers in described(self._law, people, crowds, named):
            for member in peers.joined:
                alone.pop(member, None)
            if peers.only is not None:
                alone[peers.only.id] = peers.only
            elif peers.words:
                words.append(self._shorter(peers.words))
        states = {r.id for r in people.named if r.kind is Kind.STATE}
        mine = states & set(alone)
        if len(mine) > 3:
            words.append(self._states(states, mine))
            alone = {id_: r for id_, r in alone.items() if id_ not in mine}
        if alone:
            words.append(self._names(sorted(alone)))
        return words

    def _shorter(self, words: str) -> str:
        if not self._plaintiff_states:
            return words
        for codes in {self._plaintiff_states, self._plaintiff_states.replace("DC, ", "")}:
            words = words.replace(f" in {codes}", " in the plaintiff States")
            words = words.replace(f" outside {codes}", " outside the plaintiff States")
        return words

    def _states(self, states: set[RecipientId], mine: set[RecipientId]) -> str:
        without = states - mine
        if not without:
            return "States"
        if mine == states & self._parties:
            return f"the {len(mine)} plaintiff States"
        if without == states & self._parties:
            return "States outside the suit"
        if len(without) <= 4:
            return f"States other than {plain_list([name_of(self._law, s) for s in sorted(without)])}"
        if len(mine) <= 6:
            return plain_list([name_of(self._law, s) for s in sorted(mine)])
        return f"{len(mine)} States"

    def _names(self, ids: list[RecipientId]) -> str:
        names = [name_of(self._law, i) for i in ids]
        if len(names) <= 4:
            return plain_list(names)
        if set(ids) <= self._parties:
            return f"{len(names)} plaintiffs ({'; '.join(names[:2])} …)"
        return f"{'; '.join(names[:3])} and {len(names) - 3} more"


def plain_list(parts: Sequence[str]) -> str:
    """The parts as a person lists them.

    >>> plain_list(["a", "b", "c"])
    'a, b and c'
    """
    parts = list(parts)
    mark = "; " if any("," in part for part in parts) else ", "
    return " and ".join(filter(None, (mark.join(parts[:-1]), *parts[-1:])))


def steps_of(
    compiled: CompiledLaw, condition: Condition, recipient: Recipient, since: Day, until: Day
) -> list[tuple[Day, Status]]:
    """The status of one condition for one recipient from one day to another, as days on which it becomes another."""
    found: list[tuple[Day, Status]] = []
    for day in (since, *(d for d in days_of(compiled, recipient, condition) if since < d <= until)):
        status, _ = on_day(compiled, recipient, condition, day)
        if not found or status is not found[-1][1]:
            found.append((day, status))
    return found
