"""Which files are records, and which record each holds: the layout of ``records/`` and of an overlay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from enjoined.errors import RegistryError
from enjoined.registry.files import DISTRICTS, PLACES, files_of
from enjoined.registry.reading.shape import At, nearest
from enjoined.registry.reading.yaml_reader import Node, read_yaml

__all__ = ["Entry", "Layout", "Place", "Shape", "Shelf", "Sort", "layout", "place_of", "read_shelf"]


class Sort(StrEnum):
    """What a record, or a named part of one, is; the words are those of the messages."""

    ACT = "act"
    FAMILY = "family"
    AGENCY = "agency"
    PROGRAM = "program"
    COURT = "court"
    COVERAGE = "coverage"
    GROUP = "group"
    RECIPIENT = "recipient"
    INSTRUMENT = "instrument"
    POLICY = "policy"
    CASE = "case"
    NOTICE = "notice"
    LIST = "list"
    ORDER = "executive order"
    CONDITION = "condition"
    WAVE = "wave"
    EVENT = "event"
    EFFECT = "effect"


class Shape(StrEnum):
    """What a whole file holds."""

    TABLE = "a mapping from ids to records"
    LIST = "a list of records"
    ONE = "one record"


class Place(NamedTuple):
    """What a file is: the sort of its records, how many it holds, and the key of their ids."""

    sort: Sort
    shape: Shape
    key: str = ""  # the key that holds the id; "" where there is none


_LAYOUT: Final = {
    "acts.yaml": Place(Sort.ACT, Shape.TABLE),
    "families.yaml": Place(Sort.FAMILY, Shape.TABLE),
    "agencies.yaml": Place(Sort.AGENCY, Shape.TABLE),
    "programs.yaml": Place(Sort.PROGRAM, Shape.TABLE),
    "courts.yaml": Place(Sort.COURT, Shape.TABLE),
    "executive-orders.yaml": Place(Sort.ORDER, Shape.TABLE),
    "coverage.yaml": Place(Sort.COVERAGE, Shape.LIST),
    "groups": Place(Sort.GROUP, Shape.ONE, "group"),
    "recipients": Place(Sort.RECIPIENT, Shape.LIST, "id"),
    "instruments": Place(Sort.INSTRUMENT, Shape.ONE, "instrument"),
    "policies": Place(Sort.POLICY, Shape.ONE, "policy"),
    "cases": Place(Sort.CASE, Shape.ONE, "case"),
    "notices": Place(Sort.NOTICE, Shape.ONE, "notice"),
    "lists": Place(Sort.LIST, Shape.ONE, "list"),
}
"""Top-level files and folders that the law is read from; other folders belong to other rooms."""


def place_of(sort: Sort) -> str:
    """Where records of a sort stand.

    >>> place_of(Sort.COURT), place_of(Sort.CASE)
    ('courts.yaml', 'cases/')
    """
    found = next((path for path, place in _LAYOUT.items() if place.sort is sort), "")
    return found if not found or found.endswith(".yaml") else f"{found}/"


class Layout(NamedTuple):
    """A top-level file (``acts.yaml``) or folder (``cases``) with what it holds."""

    path: str
    place: Place


def layout() -> dict[str, Layout]:
    """By name of a kind of file (``case``, ``acts``) where it lies and what it holds."""
    return {_singular(path): Layout(path, place) for path, place in _LAYOUT.items()}


def _singular(path: str) -> str:
    """A folder is called by the one record of each file, a single file by its name.

    >>> _singular("policies"), _singular("cases"), _singular("acts.yaml")
    ('policy', 'case', 'acts')
    """
    name = path.removesuffix(".yaml")
    if name == path:
        name = name.removesuffix("ies") + "y" if name.endswith("ies") else name.removesuffix("s")
    return name


class Entry(NamedTuple):
    """One record as it stands in a file."""

    sort: Sort
    id: str
    at: At


@dataclass(slots=True)
class Shelf:
    """Every record of a registry, an overlay's before the base's of the same id, and the mistakes met on the way."""

    entries: dict[tuple[Sort, str], Entry] = field(default_factory=dict)
    errors: list[RegistryError] = field(default_factory=list)
    places: list[Path] = field(default_factory=list)
    districts: list[Path] = field(default_factory=list)

    def of(self, *sorts: Sort) -> Iterator[Entry]:
        """The records of some sorts, in order of their ids."""
        return iter(sorted((e for e in self.entries.values() if e.sort in sorts), key=lambda e: e.id))


def read_shelf(roots: Iterable[Path], files: Iterable[Path] = ()) -> Shelf:
    """The records of a registry and its overlays; a later root replaces records of the same id as a whole.

    ``files`` are single cases or notices, wherever they lie, read as one more overlay.
    """
    shelf = Shelf()
    for root in roots:
        try:
            paths = files_of(root)
        except OSError as error:
            what = f"the records cannot be read: {error.strerror}"
            shelf.errors.append(RegistryError(what, where=str(root), remedy="name a folder of records"))
            continue
        layer: dict[tuple[Sort, str], Entry] = {}
        for path in paths:
            _read_file(root, path, shelf, layer)
        shelf.entries |= layer
    loose: dict[tuple[Sort, str], Entry] = {}
    for file in files:
        _read_loose(file, shelf, loose)
    shelf.entries |= loose
    return shelf


def _read_loose(path: Path, shelf: Shelf, layer: dict[tuple[Sort, str], Entry]) -> None:
    """A case or notice outside every folder: what it is follows from its first key."""
    file, before = At.shown(path), len(shelf.errors)
    node = _tree(path, file, shelf)
    if node is None and len(shelf.errors) > before:
        return
    keys = node.keys if node is not None else ()
    place = next((_LAYOUT[folder] for folder in _LOOSE if _LAYOUT[folder].key in keys), None)
    if node is None or place is None:
        remedy = "begin with case: or notice: and its id"
        what = "the file is empty" if node is None else "a case or a notice is wanted here"
        line = node.line if node is not None else 1
        shelf.errors.append(RegistryError(what, where=f"{file}:{line}", remedy=remedy))
    else:
        _shelve(node, file, place, shelf, layer)


_LOOSE: Final = ("cases", "notices")


def _tree(path: Path, file: str, shelf: Shelf) -> Node | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        shelf.errors.append(
            RegistryError(
                f"the file cannot be read: {error.strerror}", where=file, remedy="check its permissions"
            )
        )
        return None
    node, mistakes = read_yaml(data, file)
    shelf.errors += mistakes
    return node


def _read_file(root: Path, path: str, shelf: Shelf, layer: dict[tuple[Sort, str], Entry]) -> None:
    file = At.shown(root / path)
    if path == PLACES:
        shelf.places.append(root / path)
    if path == DISTRICTS:
        shelf.districts.append(root / path)
    if not path.endswith((".yaml", ".yml")):
        return
    top, *below = path.split("/")
    place = _LAYOUT.get(top) if len(below) <= 1 and path.endswith(".yaml") else None
    if place is None:
        _check_stray(path, file, shelf.errors)
    node = _tree(root / path, file, shelf)
    if node is not None and place is not None:
        _shelve(node, file, place, shelf, layer)


def _shelve(node: Node, file: str, place: Place, shelf: Shelf, layer: dict[tuple[Sort, str], Entry]) -> None:
    for entry in _entries(replace(At.top(node, file), errors=shelf.errors), place):
        entry = entry._replace(at=replace(entry.at, record=entry.id))
        other = layer.get((entry.sort, entry.id))
        if other is not None:
            where = f"{other.at.file}:{other.at.line}"
            entry.at.note(f"the {entry.sort} {entry.id!r} is also in {where}", "keep one of them")
        layer[entry.sort, entry.id] = entry


_ELSEWHERE: Final = frozenset({"recognition", "rules", "statistics"})
"""Folders of records that other rooms read."""


def _check_stray(path: str, file: str, errors: list[RegistryError]) -> None:
    """A file that no room reads because its name or folder is misspelt."""
    top = path.split("/", maxsplit=1)[0]
    near = nearest(top, _LAYOUT)
    if top not in _ELSEWHERE:
        folder = "put it into cases/, notices/ or another folder of docs/records.md"
        meant = f"did you mean {near!r}?" if near else folder
        remedy = "put it directly into its folder, named *.yaml" if near == top else meant
        errors.append(RegistryError("no records are read from here", where=file, remedy=remedy))


def _entries(at: At, place: Place) -> Iterator[Entry]:
    wanted = dict if place.shape is not Shape.LIST else list
    if not isinstance(at.node.value, wanted):
        at.note(f"{place.shape} is wanted here")
    elif place.shape is Shape.TABLE:
        for id_ in at.mapping:
            yield Entry(place.sort, id_, at.key(id_))
    elif place.shape is Shape.ONE:
        yield from _named(at, place)
    else:
        for item in at.each():
            yield from _named(item, place)


def _named(at: At, place: Place) -> Iterator[Entry]:
    if not place.key:
        yield Entry(place.sort, f"{at.file}{at.path}", at)
    elif id_ := at.key(place.key).word if place.key in at.mapping else "":
        yield Entry(place.sort, id_, at)
    else:
        remedy = f"begin with {place.key}: and its id"
        at.note(f"this {place.sort} has no id" if at.mapping else f"a {place.sort} is wanted here", remedy)
