"""What a record may look like, said once: decoders carry a form, and editors, formatter and scaffolds read it.

``shape`` gives every combinator its form; a decoder written by hand is given one with ``shaped``. So the JSON Schema
that an editor loads, the order of keys that the formatter writes and the check itself cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final, NamedTuple, TypeVar

__all__ = [
    "Choice",
    "Form",
    "Keys",
    "Kind",
    "Many",
    "Named",
    "Scalar",
    "Slot",
    "Table",
    "form_of",
    "named",
    "shaped",
]

F = TypeVar("F", bound=Callable[..., Any])


class Kind(StrEnum):
    """What a scalar says."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    YEAR = "year"
    YES_NO = "yes-no"
    WORD = "word"
    ID = "id"


class Scalar(NamedTuple):
    """One value: ``words`` are the only ones allowed, ``sort`` is what an id names, ``pattern`` how a text looks."""

    kind: Kind
    words: tuple[str, ...] = ()
    sort: str = ""
    pattern: str = ""


class Many(NamedTuple):
    """A list of values of one form."""

    item: Form
    empty: bool = True


class Table(NamedTuple):
    """A mapping whose keys are data."""

    key: Form
    value: Form


class Slot(NamedTuple):
    """A key of a mapping."""

    form: Form
    required: bool = False


class Keys(NamedTuple):
    """A mapping with known keys, in the order in which they are written."""

    slots: dict[str, Slot]


class Choice(NamedTuple):
    """Any one of several forms, told apart by being a scalar, a mapping or a list."""

    among: tuple[Form, ...]


class Named(NamedTuple):
    """A form that is referred to by name, because it contains itself or stands in many places."""

    name: str
    form: Callable[[], Form]


Form = Scalar | Many | Table | Keys | Choice | Named

_FORMS: Final[dict[Callable[..., Any], Form]] = {}


def shaped(form: Form) -> Callable[[F], F]:
    """Gives a decoder the form of what it reads."""

    def give(decoder: F) -> F:
        _FORMS[decoder] = form
        return decoder

    return give


def named(name: str, decoder: Callable[..., Any]) -> None:
    """Gives the form of a decoder a name, under which other forms refer to it."""
    form = _FORMS[decoder]
    _FORMS[decoder] = Named(name, lambda: form)


def form_of(decoder: Callable[..., Any]) -> Form:
    """The form of what a decoder reads. Raises ``KeyError`` for a decoder that nobody gave one."""
    return _FORMS[decoder]
