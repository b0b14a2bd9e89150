"""Which federal grant conditions bind whom, on which day, and why.

>>> import enjoined
>>> registry = enjoined.open_registry()
>>> chicago = registry.recipient("Chicago, IL")
>>> question = enjoined.Question(recipient=chicago, on=enjoined.parse_day("2018-07-01"), condition="jag-fy2017/56b")
>>> [str(answer.status) for answer in enjoined.answers(registry.law, question)]
['enjoined']

``docs/python.md`` goes on from here.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from enjoined.brief import brief
    from enjoined.check import check
    from enjoined.claims.check import check_claim
    from enjoined.compare import compare
    from enjoined.errors import EnjoinedError
    from enjoined.law import Question, Status, answers, parse_fact, timelines
    from enjoined.law.worlds.changes import changes
    from enjoined.model import parse_day
    from enjoined.registry.open import Registry, open_registry

__version__: Final = "0.1.0"
__all__ = [
    "EnjoinedError",
    "Question",
    "Registry",
    "Status",
    "answers",
    "brief",
    "changes",
    "check",
    "check_claim",
    "compare",
    "open_registry",
    "parse_day",
    "parse_fact",
    "timelines",
]

_HOME: Final = {
    "EnjoinedError": "enjoined.errors",
    "Question": "enjoined.law",
    "Registry": "enjoined.registry.open",
    "Status": "enjoined.law",
    "answers": "enjoined.law",
    "changes": "enjoined.law.worlds.changes",
    "check_claim": "enjoined.claims.check",
    "open_registry": "enjoined.registry.open",
    "parse_day": "enjoined.model",
    "parse_fact": "enjoined.law",
    "timelines": "enjoined.law",
}
_VERBS: Final = frozenset({"brief", "check", "compare"})
"""Modules with a function of their own name: the module is called like the function."""


class _Verb(ModuleType):
    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Call the function that the module is named for."""
        return getattr(self, self.__name__.rpartition(".")[2])(*arguments, **options)


class _Face(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        """Keep what the import of a submodule sets; a verb among them can then be called."""
        if name in _VERBS and isinstance(value, ModuleType):
            value.__class__ = _Verb
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Face


def __getattr__(name: str) -> object:
    """The public names, imported on first use so that starting a command stays quick."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    if name in _VERBS:
        return import_module(f"enjoined.{name}")
    raise AttributeError(f"module 'enjoined' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
