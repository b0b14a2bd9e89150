"""New records to fill in: valid at once, and every place that is still to be written says so until it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import yaml

from enjoined.errors import InputError
from enjoined.registry.files import write_whole
from enjoined.registry.reading.shape import At
from enjoined.registry.reading.yaml_reader import Node, read_yaml

__all__ = ["OPEN", "WHOLE", "add_part", "new_record", "unfinished"]

OPEN: Final = "? "
"""How a text begins that is still to be written."""

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_SOURCE: Final = '{kind: %s, basis: secondary, title: "? where it can be read (or url: instead of title:)"}'


def _case(id_: str, said: Mapping[str, str]) -> str:
    return f"""\
case: {id_}
title: "? City of A v. Department of B"
short: "? A (year or matter)"
court: {said["court"]}
dockets: ["? 1:25-cv-00001"]
checked: {said["date"]}
parties:
  - {{wave: w1, from: {said["date"]}, names: [], complete: no}}
source:
  - {_SOURCE % "docket"}
events:
  - id: filed
    date: {said["date"]}
    kind: complaint
    title: "? Who sues over what."
    source:
      - {_SOURCE % "filing"}
"""


def _notice(id_: str, said: Mapping[str, str]) -> str:
    return f"""\
notice: {id_}
title: "? what the notices are about"
short: "? short name"
agency: {said["agency"]}
checked: {said["date"]}
source:
  - {_SOURCE % "agency"}
events:
  - id: notice
    date: {said["date"]}
    kind: agency-notice
    title: "? What the agency says it will or will not do."
    source:
      - {_SOURCE % "agency"}
"""


def _instrument(id_: str, said: Mapping[str, str]) -> str:
    return f"""\
instrument: {id_}
title: "? the document by its name"
short: "? short name"
agency: {said["agency"]}
programs: ["{said["program"]}"]
fiscal_years: [{said["fiscal-year"]}]
source:
  - {_SOURCE % "agency"}
conditions:
{_condition("1", said)}events:
  - id: issued
    date: {said["date"]}
    kind: instrument
    title: "? The document is issued."
    source:
      - {_SOURCE % "agency"}
    effects:
      - {{id: imposed, impose: at-award}}
"""


def _policy(id_: str, said: Mapping[str, str]) -> str:
    return f"""\
policy: {id_}
jurisdiction: {said["jurisdiction"]}
title: "? the ordinance or statute by its name"
source:
  - {_SOURCE % "ordinance"}
provisions:
  - cite: "? section"
    summary: "? What it forbids or allows, in one sentence."
    from: {said["date"]}
    source:
      - {_SOURCE % "ordinance"}
"""


def _list(id_: str, said: Mapping[str, str]) -> str:
    return f"""\
list: {id_}
title: "? the list by its name"
agency: {said["agency"]}
checked: {said["date"]}
source:
  - {_SOURCE % "agency"}
versions:
  - id: {said["date"]}
    from: {said["date"]}
    title: "? What the version holds."
    names: []
    complete: no
    source:
      - {_SOURCE % "agency"}
"""


def _event(id_: str, said: Mapping[str, str]) -> str:
    return f"""\
  - id: {id_}
    date: {said["date"]}
    kind: {said["kind"]}
    title: "? What the order does, in one sentence."
{_limb(id_, said["kind"])}    source:
      - {_SOURCE % "order"}
"""


_TO = "scope: {who: {plaintiffs: [w1]}, conditions: {instruments: [INSTRUMENT], families: [FAMILY]}}"
_LIMBS: Final = {
    "restraining": f"restrain: enjoined, through: DAY, {_TO}",
    "injunction": f"restrain: enjoined, {_TO}",
    "judgment": f"restrain: enjoined, {_TO}",
    "vacatur": f"restrain: vacated, {_TO.replace('plaintiffs: [w1]', 'everyone: yes')}",
    "stipulation": f"restrain: not-enforced, {_TO}",
    "stay": "suspend: [EFFECT]",
    "reversal": "end: [EFFECT], from: {mandate: EVENT}",
    "withdrawal": "end: impositions, scope: {conditions: {instruments: [INSTRUMENT]}}",
}
"""The limb that an event of a kind mostly has, as a pattern to fill in."""


def _limb(id_: str, kind: str) -> str:
    """A comment that shows how the effect of such an event is written; nothing where it mostly has none."""
    found = next((limb for word, limb in _LIMBS.items() if word in kind), None)
    if found is None or kind.endswith(("-denied", "-lifted", "-application")):
        return ""
    return f"    # one effect for each limb of it:\n    # effects:\n    #   - {{id: {id_}, {found}}}\n"


def _condition(number: str, said: Mapping[str, str]) -> str:
    return f"""\
  - number: "{number}"
    title: "? what it is about"
    summary: "? What it demands, in one sentence."
    family: {said["family"]}
    binds: {{recipient: [states, local]}}
    source:
      - {_SOURCE % "award"}
"""


WHOLE: Final[Mapping[str, tuple[str, Callable[[str, Mapping[str, str]], str], tuple[str, ...]]]] = {
    "case": ("cases", _case, ("court",)),
    "notice": ("notices", _notice, ("agency",)),
    "instrument": ("instruments", _instrument, ("agency", "program", "fiscal-year", "family")),
    "policy": ("policies", _policy, ("jurisdiction",)),
    "list": ("lists", _list, ("agency",)),
}
"""By kind of record its folder, how a new one is written, and what must be said of it."""

_PARTS: Final[
    Mapping[str, tuple[str, tuple[str, ...], Callable[[str, Mapping[str, str]], str], tuple[str, ...]]]
] = {
    "event": ("events", ("cases", "notices", "instruments"), _event, ("kind",)),
    "condition": ("conditions", ("instruments",), _condition, ("family",)),
}


def new_record(records: Path, kind: str, id_: str, said: Mapping[str, str]) -> Path:
    """Write a new record of a kind; nothing is overwritten. Raises ``InputError``."""
    folder, text, wanted = WHOLE[kind]
    _must_say(kind, wanted, said)
    if not _ID.fullmatch(id_):
        raise InputError(
            f"{id_!r} cannot be an id", where=kind, remedy="use letters, digits, dots and hyphens"
        )
    path = records / folder / f"{id_}.yaml"
    if path.exists():
        raise InputError("it is there already", where=str(path), remedy="choose another id, or edit the file")
    write_whole(path, text(id_, said).encode())
    return path


def add_part(records: Path, kind: str, full: str, said: Mapping[str, str]) -> Path:
    """Add an event or a condition, named with its record (``CASE/EVENT``), at the end of its list."""
    key, folders, text, wanted = _PARTS[kind]
    _must_say(kind, wanted, said)
    record, slash, id_ = full.rpartition("/")
    if not slash or not _ID.fullmatch(id_) or not _ID.fullmatch(record):
        raise InputError(f"{full!r} names no {kind}", where=kind, remedy=f"write RECORD/{kind.upper()}")
    path = _file_of(records, folders, record)
    if path is None:
        raise InputError(
            f"there is no record {record!r}", where=kind, remedy=f"enjoined registry new {kind} RECORD/ID"
        )
    before = path.read_text(encoding="utf-8")
    node, mistakes = read_yaml(before.encode(), At.shown(path))
    if node is None or mistakes:
        raise (
            ExceptionGroup("mistakes in the record", mistakes)
            if mistakes
            else InputError("it is empty", where=str(path), remedy="take it away, and begin the record anew")
        )
    own = "number" if kind == "condition" else "id"
    if any(item.key(own).word == id_ for item in At.top(node, path.name).items(key) if own in item.mapping):
        raise InputError(f"{full} is there already", where=str(path), remedy="choose another id")
    lines = before.split("\n")
    at = _end_of(before, key, path)
    write_whole(
        path, "\n".join([*lines[:at], *text(id_, said).rstrip("\n").split("\n"), *lines[at:]]).encode()
    )
    return path


def _file_of(records: Path, folders: tuple[str, ...], record: str) -> Path | None:
    """The file that holds a record, by its name or else by the id in its first key."""
    named = [records / folder / f"{record}.yaml" for folder in folders]
    found = next((path for path in named if path.is_file()), None)
    if found is not None:
        return found
    first = re.compile(rf"(?m)^(?:case|notice|instrument):\s*{re.escape(record)}\s*(?:#.*)?$")
    files = (path for folder in folders for path in sorted((records / folder).glob("*.yaml")))
    return next((path for path in files if first.search(path.read_text(encoding="utf-8"))), None)


def _must_say(kind: str, wanted: tuple[str, ...], said: Mapping[str, str]) -> None:
    missing = [f"--{name}" for name in wanted if not said.get(name)]
    if missing:
        raise InputError(f"a new {kind} needs {' and '.join(missing)}", where=kind, remedy="see --help")


def _end_of(text: str, key: str, path: Path) -> int:
    """The line below the last item of a list at the top of a file."""
    root = yaml.compose(text, Loader=getattr(yaml, "CLoader", yaml.Loader))
    assert isinstance(root, yaml.MappingNode), "a record is a mapping"
    for name, value in root.value:
        if name.value == key:
            if not isinstance(value, yaml.SequenceNode) or value.flow_style or value.start_mark.column != 2:
                raise InputError(f"{key}: is not a list in lines", where=str(path), remedy="add it by hand")
            end = int(value.end_mark.line) + (value.end_mark.column > 0)
            lines = text.split("\n")
            while (end and not lines[end - 1].strip()) or lines[end - 1].lstrip().startswith("#"):
                end -= 1
            return end
    raise InputError(f"the record has no {key}:", where=str(path), remedy=f"add {key}: to it first")


# --- what is left to write -----------------------------------------------------------------------------------------


def unfinished(places: Mapping[str, At]) -> Iterator[str]:
    """Every place of the records that is still to be written, as ``file:line: key path: what is wanted``."""
    for at in places.values():
        yield from _open(at.node, at, at.path)


def _open(node: Node, at: At, path: str) -> Iterator[str]:
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _open(child, at, f"{path}.{key}" if path else key)
    elif isinstance(node.value, list):
        for number, child in enumerate(node.value):
            yield from _open(child, at, f"{path}[{number}]")
    elif node.value.startswith(OPEN):
        yield f"{at.file}:{node.line}: {path}: still to be written ({node.value.removeprefix(OPEN)})"
