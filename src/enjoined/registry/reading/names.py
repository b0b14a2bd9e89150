"""Every id of a registry, found before anything else is read, so that each reference can be checked on the spot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from enjoined.errors import RegistryError
from enjoined.model import Kind
from enjoined.recipients.places import Place, read_places
from enjoined.registry.reading.form import Kind as FormKind
from enjoined.registry.reading.form import Scalar, shaped
from enjoined.registry.reading.shape import At, Decoder, text
from enjoined.registry.reading.shelf import Entry, Shelf, Sort, place_of
from enjoined.registry.reading.yaml_reader import Node

__all__ = ["Names", "condition_id", "names_of", "parts_of", "ref", "refs"]

I = TypeVar("I", bound=str)  # noqa: E741 - the id type asked for

_WORD: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_RECIPIENT: Final = re.compile(r"[a-z]{2}(/[a-z0-9][a-z0-9.-]*)?|org/[a-z0-9][a-z0-9.-]*")
_LOCAL: Final = frozenset({Sort.EVENT, Sort.EFFECT, Sort.WAVE})
"""Parts of a record that its own file may name without the record's id in front."""
_LATER: Final = frozenset({Sort.ORDER})
"""Sorts of records that older registries do not have at all although what they say refers to them."""
_LENGTHS_APART: Final = 3
_KINDS: Final = frozenset(Kind)


@dataclass(slots=True)
class Names:
    """Where each id is declared; ``parts`` are the full ids of a printed number with lettered parts.

    ``places`` is the table of governments, ``None`` where the registry has none: then any well-formed id of a
    government is taken as given. So is every well-formed reference to the sorts of records in ``absent``.
    """

    declared: dict[Sort, dict[str, At]] = field(default_factory=lambda: {sort: {} for sort in Sort})
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, Place] | None = None
    absent: frozenset[Sort] = frozenset()

    def has(self, sort: Sort, id_: str) -> bool:
        """Whether the id stands for something of this sort."""
        if id_ in self.declared[sort]:
            return True
        if sort in self.absent:
            return all(map(_WORD.fullmatch, id_.split("/")))
        if sort is not Sort.RECIPIENT:
            return False
        if id_ in self.declared[Sort.GROUP]:
            return True
        if self.places is None:
            return not id_.startswith("org/") and _RECIPIENT.fullmatch(id_) is not None
        return id_ in self.places

    def candidates(self, sort: Sort, id_: str) -> Iterator[str]:
        """Ids that a dangling one may have been meant for."""
        yield from self.declared[sort]
        if sort is Sort.CONDITION:
            yield from self.parts
        if sort is Sort.RECIPIENT:
            yield from self.declared[Sort.GROUP]
            yield from self._neighbours(id_)

    def _neighbours(self, id_: str) -> Iterator[str]:
        """Of the governments (too many to compare) the States, those of its State as long, and its namesakes."""
        state, _, name = id_.partition("/")
        for place in self.places or ():
            as_long = abs(len(place) - len(id_)) < _LENGTHS_APART
            if (
                "/" not in place
                or (as_long and place.startswith(f"{state}/"))
                or (name and place.endswith(f"/{name}"))
            ):
                yield place


def names_of(shelf: Shelf, *, older: bool = False) -> Names:
    """All ids on a shelf; ids declared twice and ids that break their grammar are mistakes of the shelf.

    ``older`` records may lack a later sort of records as a whole: what refers to it is then taken as given.
    """
    absent = _LATER - {entry.sort for entry in shelf.entries.values()} if older else frozenset()
    names = Names(places=_read_places(shelf), absent=absent)
    lives: dict[str, At] = {}  # cases, notices and instruments share one space of ids, as their events do
    for entry in shelf.entries.values():
        names.declared[entry.sort][entry.id] = entry.at
        if entry.sort in (Sort.RECIPIENT, Sort.GROUP):
            if not _RECIPIENT.fullmatch(entry.id):
                entry.at.note(
                    f"{entry.id!r} is not the id of a recipient", "write il, il/chicago or org/name"
                )
        elif entry.sort is not Sort.COVERAGE:
            _check_word(entry.at, entry.id)
        if entry.sort in (Sort.CASE, Sort.NOTICE, Sort.INSTRUMENT):
            _declare(lives, entry.id, entry.at, "record")
        for sort, id_, at in _named_parts(entry, names.parts):
            _check_word(at, id_.removeprefix(f"{entry.id}/"))
            _declare(names.declared[sort], id_, at, sort)
    return names


def _declare(known: dict[str, At], id_: str, at: At, what: str) -> None:
    other = known.setdefault(id_, at)
    if other is not at:
        at.note(f"the {what} {id_!r} is also in {other.file}:{other.line}", "give one of them another id")


def _check_word(at: At, id_: str) -> None:
    if not _WORD.fullmatch(id_):
        at.note(f"{id_!r} cannot be an id", "use letters, digits, dots and hyphens")


def _named_parts(entry: Entry, parts: dict[str, tuple[str, ...]]) -> Iterator[tuple[Sort, str, At]]:
    """Waves, events, effects, conditions and provisions of one record, with full ids."""
    items_of_orders = entry.at.items("provisions") if entry.sort is Sort.ORDER else ()
    for sort, key, items in (
        (Sort.ORDER, "id", items_of_orders),
        (Sort.WAVE, "wave", entry.at.items("parties")),
        (Sort.EVENT, "id", entry.at.items("events")),
        (Sort.EFFECT, "id", (e for event in entry.at.items("events") for e in event.items("effects"))),
    ):
        for at in items:
            if key in at.mapping and at.key(key).word:
                yield sort, f"{entry.id}/{at.key(key).word}", at
    if entry.sort is Sort.INSTRUMENT:
        for clause in entry.at.items("conditions"):
            ids = [(condition_id(part, entry.id), part) for part in parts_of(clause)]
            if "parts" in clause.mapping:
                parts[condition_id(clause, entry.id)] = tuple(id_ for id_, _ in ids)
            yield from ((Sort.CONDITION, id_, part) for id_, part in ids if id_)


def condition_id(at: At, instrument: str) -> str:
    """The full id of a condition: its own id, or its number as printed and the letter of its part."""
    printed = "id" if "id" in at.mapping else "number"
    own = "".join(at.key(key).word for key in (printed, "part") if key in at.mapping)
    return f"{instrument}/{own}" if own else ""


def parts_of(clause: At) -> Iterator[At]:
    """The lettered parts of a printed clause, each with what the clause says for all; or the clause itself."""
    if "parts" not in clause.mapping:
        yield clause
        return
    shared = {key: node for key, node in clause.mapping.items() if key != "parts"}
    for part in clause.items("parts"):
        merged = Node(part.line, shared | part.mapping, clause.node.keys | part.node.keys)
        yield replace(part, node=merged)


def _read_places(shelf: Shelf) -> dict[str, Place] | None:
    if not shelf.places:
        return None
    found: dict[str, Place] = {}
    for path in shelf.places:
        try:
            found |= {
                named.place.id: named.place for named in read_places(path) if named.place.kind in _KINDS
            }
        except RegistryError as error:
            shelf.errors.append(error)
    return found


def _find(at: At, sort: Sort) -> str:
    said = text(at)
    names = at.names
    if names is None:
        return said
    id_ = f"{at.record}/{said}" if sort in _LOCAL and "/" not in said else said
    if names.has(sort, id_) or (sort is Sort.CONDITION and id_ in names.parts):
        return id_
    hidden = id_.removesuffix(said)
    near = at.like(id_, names.candidates(sort, id_), hidden)
    at.bad(f"there is no {sort} {said!r}", near or _remedy(names, sort))


def _remedy(names: Names, sort: Sort) -> str:
    """The remedy where no id is like the one that stands there."""
    if sort is not Sort.RECIPIENT and place_of(sort) and not names.declared[sort]:
        return f"{place_of(sort)} is not here: records that add to others are read on top of them, with --registry"
    if sort in _LOCAL:
        return f"name the {sort} of this record by its own id, of another one as RECORD/ID"
    if sort is Sort.CONDITION:
        return "write INSTRUMENT/NUMBER as in instruments/"
    if sort is Sort.RECIPIENT:
        return "write an id like il, il/chicago or org/name"
    return f"write an id as in {place_of(sort)}"


def ref(sort: Sort, kind: Callable[[str], I]) -> Decoder[I]:
    """A reference to one declared id; events, effects and waves of the same record by their short ids."""

    @shaped(Scalar(FormKind.ID, sort=sort))
    def read(at: At) -> I:
        id_ = _find(at, sort)
        parts = at.names.parts.get(id_, ()) if at.names and sort is Sort.CONDITION else ()
        if parts:
            at.bad(f"{id_!r} has the parts {', '.join(parts)}", "name one of them")
        return kind(id_)

    return read


def refs(sort: Sort, kind: Callable[[str], I]) -> Decoder[tuple[I, ...]]:
    """Like :func:`ref`, but a printed number stands for all its lettered parts."""

    @shaped(Scalar(FormKind.ID, sort=sort))
    def read(at: At) -> tuple[I, ...]:
        id_ = _find(at, sort)
        parts = at.names.parts.get(id_, (id_,)) if at.names and sort is Sort.CONDITION else (id_,)
        return tuple(map(kind, parts))

    return read
