"""The format of the records as JSON Schema (2020-12), for completion and hints in an editor.

Made from the forms of the decoders that check the records, so the two cannot drift apart. What only the whole
registry can say (does this effect exist?) is left to ``enjoined registry check``; ids of the small files are listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from enjoined.registry.reading.form import Choice, Form, Keys, Kind, Many, Named, Scalar, Table, form_of
from enjoined.registry.reading.names import Names
from enjoined.registry.reading.shelf import Layout, Shape, Sort, layout
from enjoined.registry.schema.records import RECORDS
from enjoined.registry.upkeep.about import ABOUT, OF_RECORDS

__all__ = ["file_forms", "schema_of", "schemas"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_LISTED: Final = (Sort.ACT, Sort.FAMILY, Sort.AGENCY, Sort.PROGRAM, Sort.COURT, Sort.GROUP, Sort.ORDER)
"""Sorts of few records: an editor offers their ids."""

_Json = dict[str, Any]


def file_forms() -> Mapping[str, tuple[Layout, Form]]:
    """By name of a kind of file (``case``, ``acts``) where it lies and what a whole file looks like."""
    found = {}
    for name, where in layout().items():
        form: Form = form_of(RECORDS[where.place.sort])
        if where.place.shape is Shape.TABLE:
            form = Table(Scalar(Kind.TEXT), form)
        elif where.place.shape is Shape.LIST:
            form = Many(form)
        found[name] = (where, form)
    return found


def schemas(names: Names) -> dict[str, _Json]:
    """Every kind of file with its JSON Schema."""
    return {name: schema_of(name, names) for name in file_forms()}


def schema_of(name: str, names: Names) -> _Json:
    """The JSON Schema of one kind of file; the ids of small files are those of the registry."""
    where, form = file_forms()[name]
    writer = _Writer(names)
    body = writer.of(form)
    return {
        "$schema": _DIALECT,
        "$id": f"urn:enjoined:record:{name}",
        "title": f"Enjoined record: {name} (records/{where.path})",
        "description": OF_RECORDS[where.place.sort],
        **body,
        "$defs": dict(sorted(writer.defs.items())),
    }


class _Writer:
    """Writes forms as schemas; named ones go into ``$defs``, which ends what contains itself."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.defs: dict[str, _Json] = {}

    def of(self, form: Form) -> _Json:
        return self._writers[type(form)](self, form)

    def _named(self, form: Named) -> _Json:
        if form.name not in self.defs:
            self.defs[form.name] = {}
            self.defs[form.name] = self.of(form.form())
        return {"$ref": f"#/$defs/{form.name}"}

    def _scalar(self, form: Scalar) -> _Json:
        ids = sorted(self.names.declared[Sort(form.sort)]) if form.sort in _LISTED else []
        if ids:
            return {"enum": ids}
        return _SCALARS[form.kind] | ({"pattern": form.pattern} if form.pattern else {}) | _words(form.words)

    def _many(self, form: Many) -> _Json:
        found: _Json = {"type": "array", "items": self.of(form.item)}
        return found if form.empty else found | {"minItems": 1}

    def _table(self, form: Table) -> _Json:
        return {"type": "object", "additionalProperties": self.of(form.value)}

    def _keys(self, form: Keys) -> _Json:
        required = [key for key, slot in form.slots.items() if slot.required]
        return {
            "type": "object",
            "properties": {key: self._key(key, slot.form) for key, slot in form.slots.items()},
            "additionalProperties": False,
            "minProperties": 1,
        } | ({"required": required} if required else {})

    def _key(self, key: str, form: Form) -> _Json:
        return {"description": ABOUT[key], **self.of(form)}

    def _choice(self, form: Choice) -> _Json:
        return {"anyOf": [self.of(option) for option in form.among]}

    _writers: Final[Mapping[type, Callable[[_Writer, Any], _Json]]] = {
        Named: _named,
        Scalar: _scalar,
        Many: _many,
        Table: _table,
        Keys: _keys,
        Choice: _choice,
    }


def _words(words: Iterable[str]) -> _Json:
    known = list(words)
    return {"enum": known} if known else {}


_SCALARS: Final[Mapping[Kind, _Json]] = {
    # YAML reads an unquoted 52 as a number; the records take it as the text it is.
    Kind.TEXT: {"type": ["string", "number", "boolean"], "pattern": r"\S"},
    Kind.ID: {"type": ["string", "number"], "pattern": r"\S"},
    Kind.DAY: {"type": "string", "pattern": r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$"},
    Kind.NUMBER: {"type": ["integer", "string"], "minimum": 0, "pattern": r"^\s*[0-9]{1,15}\s*$"},
    Kind.YEAR: {
        "type": ["integer", "string"],
        "minimum": 1960,
        "maximum": 2200,
        "pattern": r"^\s*[0-9]{4}\s*$",
    },
    Kind.YES_NO: {"enum": ["yes", "no", True, False]},
    Kind.WORD: {},
}
