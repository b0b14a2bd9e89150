"""Which files are records, and which record each holds: the layout of ``records/`` and of an overlay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from enjoined.errors import RegistryError
from enjoined.registry.files import PLACES, files_of
from enjoined.registry.shape import At, nearest
from enjoined.registry.yaml_reader import Node, read_yaml

__all__ = ["Entry", "Shelf", "Sort", "read_shelf"]


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
    CONDITION = "condition"
    WAVE = "wave"
    EVENT = "event"
    EFFECT = "effect"


class _Form(StrEnum):
    TABLE = "a mapping from ids to records"
    LIST = "a list of records"
    ONE = "one record"


class _Place(NamedTuple):
    sort: Sort
    form: _Form
    key: str = ""  # the key that holds the id; "" where there is none


_LAYOUT: Final = {
    "acts.yaml": _Place(Sort.ACT, _Form.TABLE),
    "families.yaml": _Place(Sort.FAMILY, _Form.TABLE),
    "agencies.yaml": _Place(Sort.AGENCY, _Form.TABLE),
    "programs.yaml": _Place(Sort.PROGRAM, _Form.TABLE),
    "courts.yaml": _Place(Sort.COURT, _Form.TABLE),
    "coverage.yaml": _Place(Sort.COVERAGE, _Form.LIST),
    "groups": _Place(Sort.GROUP, _Form.ONE, "group"),
    "recipients": _Place(Sort.RECIPIENT, _Form.LIST, "id"),
    "instruments": _Place(Sort.INSTRUMENT, _Form.ONE, "instrument"),
    "policies": _Place(Sort.POLICY, _Form.ONE, "policy"),
    "cases": _Place(Sort.CASE, _Form.ONE, "case"),
    "notices": _Place(Sort.NOTICE, _Form.ONE, "notice"),
}
"""Top-level files and folders that the law is read from; other folders belong to other rooms."""


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
    file = _shown(path)
    node = _tree(path, file, shelf)
    if node is None:
        return
    keys = node.keys
    place = next((_LAYOUT[folder] for folder in _LOOSE if _LAYOUT[folder].key in keys), None)
    if place is None:
        remedy = "begin with case: or notice: and its id"
        shelf.errors.append(
            RegistryError("a case or a notice is wanted here", where=f"{file}:{node.line}", remedy=remedy)
        )
    else:
        _shelve(node, file, place, shelf, layer)


_LOOSE: Final = ("cases", "notices")


def _tree(path: Path, file: str, shelf: Shelf) -> Node | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        shelf.errors.append(RegistryError(f"the file cannot be read: {error.strerror}", where=file))
        return None
    node, mistakes = read_yaml(data, file)
    shelf.errors += mistakes
    return node


def _read_file(root: Path, path: str, shelf: Shelf, layer: dict[tuple[Sort, str], Entry]) -> None:
    file = _shown(root / path)
    if path == PLACES:
        shelf.places.append(root / path)
    if not path.endswith((".yaml", ".yml")):
        return
    top, *below = path.split("/")
    place = _LAYOUT.get(top) if len(below) <= 1 and path.endswith(".yaml") else None
    if place is None:
        _check_stray(path, file, shelf.errors)
    node = _tree(root / path, file, shelf)
    if node is not None and place is not None:
        _shelve(node, file, place, shelf, layer)


def _shelve(node: Node, file: str, place: _Place, shelf: Shelf, layer: dict[tuple[Sort, str], Entry]) -> None:
    for entry in _entries(replace(At.top(node, file), errors=shelf.errors), place):
        entry = entry._replace(at=replace(entry.at, record=entry.id))
        other = layer.get((entry.sort, entry.id))
        if other is not None:
            where = f"{other.at.file}:{other.at.line}"
            entry.at.note(f"the {entry.sort} {entry.id!r} is also in {where}", "keep one of them")
        layer[entry.sort, entry.id] = entry


_ELSEWHERE: Final = frozenset({"recognition", "lists", "rules", "statistics"})
"""Folders of records that other rooms read."""


def _check_stray(path: str, file: str, errors: list[RegistryError]) -> None:
    """A file that no room reads because its name or folder is misspelt."""
    top = path.split("/", maxsplit=1)[0]
    near = nearest(top, _LAYOUT)
    if top not in _ELSEWHERE:
        meant = f"did you mean {near!r}?" if near else ""
        remedy = "put it directly into its folder, named *.yaml" if near == top else meant
        errors.append(RegistryError("no records are read from here", where=file, remedy=remedy))


def _entries(at: At, place: _Place) -> Iterator[Entry]:
    wanted = dict if place.form is not _Form.LIST else list
    if not isinstance(at.node.value, wanted):
        at.note(f"{place.form} is wanted here")
    elif place.form is _Form.TABLE:
        for id_ in at.mapping:
            yield Entry(place.sort, id_, at.key(id_))
    elif place.form is _Form.ONE:
        yield from _named(at, place)
    else:
        for item in at.each():
            yield from _named(item, place)


def _named(at: At, place: _Place) -> Iterator[Entry]:
    if not place.key:
        yield Entry(place.sort, f"{at.file}{at.path}", at)
    elif id_ := at.key(place.key).word if place.key in at.mapping else "":
        yield Entry(place.sort, id_, at)
    else:
        remedy = f"begin with {place.key}: and its id"
        at.note(f"this {place.sort} has no id" if at.mapping else f"a {place.sort} is wanted here", remedy)


def _shown(path: Path) -> str:
    """The path as short as it can be named from where the user stands."""
    try:
        return path.absolute().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
