"""The shape of records: small decoders that turn YAML nodes into typed values and report every mistake.

A decoder takes an ``At`` (a node and where it stands) and returns a value, or records what is wrong and raises
``Bad``. ``record`` and ``listing`` catch ``Bad``, read everything else that can be read, and raise it once more at
the end, so that one run reports all mistakes and no half-read value ever gets out.

>>> from enjoined.registry.reading.yaml_reader import read_yaml
>>> at = At.top(read_yaml(b"{name: N.D. Ill., circut: ca7}", "courts.yaml")[0], "courts.yaml")
>>> try:
...     record(dict, name=need(text), circuit=may(text))(at)
... except Bad:
...     print(*at.errors)
courts.yaml:1: circut: unknown key (did you mean 'circuit'?)
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, NoReturn, TypeVar

from enjoined.errors import RegistryError
from enjoined.model import Day, Product, parse_day
from enjoined.registry.reading.form import Choice, Keys, Kind, Many, Scalar, Slot, Table, form_of, shaped
from enjoined.registry.reading.yaml_reader import Node

if TYPE_CHECKING:
    from enjoined.registry.reading.names import Names

__all__ = [
    "HERE",
    "At",
    "Bad",
    "Decoder",
    "Field",
    "amount",
    "day",
    "either",
    "flat",
    "listing",
    "may",
    "nearest",
    "need",
    "record",
    "several",
    "table",
    "text",
    "word",
    "year",
    "yes_no",
]

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Decoder = Callable[["At"], T]

_MAX_DIGITS: Final = 15
_HINTS: Final = 200  # mistakes after which no more likely words are looked for, which takes time


class Bad(Exception):
    """Something could not be read; what and where is already recorded."""


@dataclass(frozen=True, slots=True)
class At:
    """A node and where it stands: file, key path, the record and event around it, and the list of mistakes.

    ``own`` is what an imposition in this record reaches unless it says otherwise.
    """

    node: Node
    file: str
    line: int
    path: str = ""
    record: str = ""
    event: str = ""
    own: Product | None = None
    errors: list[RegistryError] = field(default_factory=list)
    names: Names | None = None

    @staticmethod
    def top(node: Node, file: str) -> At:
        """The whole of a file."""
        return At(node=node, file=file, line=node.line)

    @staticmethod
    def shown(path: Path) -> str:
        """The path as short as it can be named from where the user stands."""
        try:
            return path.absolute().relative_to(Path.cwd()).as_posix()
        except ValueError:
            return path.as_posix()

    @property
    def mapping(self) -> dict[str, Node]:
        """The entries of a mapping; none if the node is something else."""
        return self.node.value if isinstance(self.node.value, dict) else {}

    @property
    def word(self) -> str:
        """The text of a scalar; empty if the node is something else."""
        return self.node.value.strip() if isinstance(self.node.value, str) else ""

    def key(self, key: str) -> At:
        """The value under a key of a mapping; the mapping itself where it has no such key."""
        node = self.mapping.get(key)
        if node is None:
            return self
        line = node.line if isinstance(node.value, str) else self.node.keys.get(key, node.line)
        path = f"{self.path}.{key}" if self.path else key
        return replace(self, node=node, line=line, path=path)

    def each(self) -> Iterator[At]:
        """The items of a list; none if the node is something else."""
        if isinstance(self.node.value, list):
            for index, node in enumerate(self.node.value):
                yield replace(self, node=node, line=node.line, path=f"{self.path}[{index}]")

    def items(self, key: str) -> Iterator[At]:
        """The items of the list under a key, if there is one."""
        return self.key(key).each() if key in self.mapping else iter(())

    def muted(self) -> At:
        """The same place with a list of mistakes of its own, to look at what is reported elsewhere."""
        return replace(self, errors=[])

    def like(self, wrong: str, words: Iterable[str], hidden: str = "") -> str:
        """A remedy naming the word most like the wrong one, without its ``hidden`` beginning.

        Empty if no word is like it, and after many mistakes, since the search takes time.
        """
        near = nearest(wrong, words) if len(self.errors) < _HINTS else ""
        return f"did you mean {near.removeprefix(hidden)!r}?" if near else ""

    def note(self, what: str, remedy: str = "") -> None:
        """Record a mistake at this place."""
        where = f"{self.file}:{self.line}: {self.path}" if self.path else f"{self.file}:{self.line}"
        self.errors.append(RegistryError(what, where=where, remedy=remedy))

    def bad(self, what: str, remedy: str = "") -> NoReturn:
        """Record a mistake at this place and give the value up."""
        self.note(what, remedy)
        raise Bad


def nearest(wrong: str, words: Iterable[str]) -> str:
    """The word most like the wrong one, ``""`` if none is; an id is first sought among those with its beginning.

    >>> nearest("il/chicgo", ["il/chicago", "in/chicago", "il"])
    'il/chicago'
    """
    head, slash, tail = wrong.rpartition("/")
    akin, others = {}, []
    for word in words:
        if slash and word.startswith(head + slash):
            akin[word.removeprefix(head + slash)] = word
        else:
            others.append(word)
    near = _closest(tail, akin)
    return akin[near] if near else _closest(wrong, others)


def _closest(wrong: str, words: Iterable[str]) -> str:
    return next(iter(difflib.get_close_matches(wrong, words, n=1, cutoff=0.7)), "")


@shaped(Scalar(Kind.TEXT))
def text(at: At) -> str:
    """A text that is not empty."""
    if not isinstance(at.node.value, str):
        at.bad("a text is wanted here, not a list or mapping")
    if not at.node.value.strip():
        at.bad("nothing is written here", "write a value or leave the key out")
    return at.node.value.strip()


@shaped(Scalar(Kind.YES_NO))
def yes_no(at: At) -> bool:
    """``yes`` or ``no``."""
    said = text(at)
    if said not in _YES_NO:
        at.bad(f"{said!r} is neither yes nor no", "write yes or no")
    return _YES_NO[said]


_YES_NO: Final = {"yes": True, "no": False, "true": True, "false": False}


@shaped(Scalar(Kind.NUMBER))
def amount(at: At) -> int:
    """A whole number, not negative."""
    said = text(at)
    if not (said.isascii() and said.isdigit() and len(said) <= _MAX_DIGITS):
        at.bad(f"{said!r} is not a whole number")
    return int(said)


@shaped(Scalar(Kind.YEAR))
def year(at: At) -> int:
    """A fiscal year of four digits."""
    number = amount(at)
    if not 1960 <= number <= 2200:
        at.bad(f"{number} is not a fiscal year", "write four digits")
    return number


@shaped(Scalar(Kind.DAY))
def day(at: At) -> Day:
    """A day written as ``2017-09-15``."""
    said = text(at)
    try:
        found = parse_day(said)
    except ValueError:
        at.bad(f"{said!r} is not a day", "write it as 2017-09-15")
    if not _FIRST <= found < _LAST:
        at.bad(f"{said!r} is no day of this law", "check the year")
    return found


_FIRST: Final = parse_day("1776-07-04")
_LAST: Final = parse_day("2200-01-01")


def word(words: type[E]) -> Decoder[E]:
    """One of an enumeration's words."""

    allowed = {w.value: w for w in words}

    @shaped(Scalar(Kind.WORD, words=tuple(allowed)))
    def read(at: At) -> E:
        said = text(at)
        if said not in allowed:
            remedy = f"allowed: {', '.join(allowed)}"
            at.bad(
                f"{said!r} is not a word for this",
                "; ".join(filter(None, (at.like(said, allowed), remedy))),
            )
        return allowed[said]

    return read


def listing(item: Decoder[T], *, empty: bool = True) -> Decoder[tuple[T, ...]]:
    """A list; an item that stands in it twice is a mistake."""

    @shaped(Many(form_of(item), empty))
    def read(at: At) -> tuple[T, ...]:
        if not isinstance(at.node.value, list):
            at.bad("a list is wanted here", "write it in [brackets] or as lines beginning with -")
        if not at.node.value and not empty:
            at.bad("the list is empty", "name something or leave the key out")
        found: list[T] = []
        seen: set[str] = set()
        sound = True
        for child in at.each():
            if child.word and child.word in seen:
                child.note(f"{child.word!r} is in the list twice", "keep one of them")
                sound = False
            seen.add(child.word)
            try:
                found.append(item(child))
            except Bad:
                sound = False
        if not sound:
            raise Bad
        return tuple(found)

    return read


def several(item: Decoder[T]) -> Decoder[frozenset[T]]:
    """A list with at least one item, as a set."""
    read = listing(item, empty=False)
    return shaped(form_of(read))(lambda at: frozenset(read(at)))


def flat(item: Decoder[tuple[T, ...]]) -> Decoder[frozenset[T]]:
    """A list with at least one item, each standing for several values, as a set of all values."""
    read = listing(item, empty=False)
    return shaped(form_of(read))(lambda at: frozenset(value for values in read(at) for value in values))


def table(key: Decoder[str], value: Decoder[T]) -> Decoder[dict[str, T]]:
    """A mapping whose keys are data."""

    @shaped(Table(form_of(key), form_of(value)))
    def read(at: At) -> dict[str, T]:
        found: dict[str, T] = {}
        sound = True
        if not isinstance(at.node.value, dict):
            at.bad("a mapping is wanted here")
        for name in at.mapping:
            child = at.key(name)
            try:
                line = at.node.keys[name]
                found[key(replace(child, node=Node(line, name, {}), line=line))] = value(child)
            except Bad:
                sound = False
        if not sound:
            raise Bad
        return found

    return read


def either(scalar: Decoder[T], mapping: Decoder[T], items: Decoder[T] | None = None) -> Decoder[T]:
    """One decoder for a scalar, one for a mapping, and perhaps one for a list."""

    forms = [form_of(d) for d in (scalar, mapping, items) if d is not None]

    @shaped(Choice(tuple(forms)))
    def read(at: At) -> T:
        if isinstance(at.node.value, dict):
            return mapping(at)
        if isinstance(at.node.value, list) and items is not None:
            return items(at)
        return scalar(at)

    return read


class Field(NamedTuple):
    """A key of a mapping: its name if it is not the argument's, how it is read, and whether it must be there."""

    read: Callable[[At], object]
    key: str = ""
    required: bool = False


def need(read: Callable[[At], object], key: str = "") -> Field:
    """A key that must be there."""
    return Field(read, key, required=True)


def may(read: Callable[[At], object], key: str = "") -> Field:
    """A key that may be left out; then the default of what is built holds."""
    return Field(read, key)


HERE: Final = Field(lambda at: at)
"""Not a key: hands the place of the mapping itself to what is built, for checks across keys."""


def record(build: Callable[..., T], **fields: Field) -> Decoder[T]:
    """A mapping with known keys; keyword arguments of ``build`` are named after the keys unless a field says so."""
    keys = {f.key or name: (name, f) for name, f in fields.items() if f is not HERE}
    heres = [name for name, f in fields.items() if f is HERE]

    @shaped(Keys({key: Slot(form_of(f.read), f.required) for key, (_, f) in keys.items()}))
    def read(at: At) -> T:
        if not isinstance(at.node.value, dict):
            at.bad("a mapping is wanted here", f"its keys are {_some(keys)}")
        if not at.node.value:
            at.bad("the mapping is empty", "leave the key out")
        sound = True
        values: dict[str, object] = dict.fromkeys(heres, at)
        for key in at.mapping.keys() - keys.keys():
            stray = replace(at.key(key), line=at.node.keys[key])
            stray.note("unknown key", at.like(key, keys) or f"allowed: {_some(keys)}")
            sound = False
        for key, (name, f) in keys.items():
            if key in at.mapping:
                try:
                    values[name] = f.read(at.key(key))
                except Bad:
                    sound = False
            elif f.required:
                needed = _some([k for k, (_, field) in keys.items() if field.required])
                at.note(f"the key {key!r} is missing", f"what is always needed here: {needed}")
                sound = False
        if not sound:
            raise Bad
        return build(**values)

    return read


def _some(words: Collection[str]) -> str:
    return ", ".join(sorted(words))
