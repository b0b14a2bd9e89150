"""Which federal grant conditions bind whom, on which day, and why.

>>> import enjoined
>>> registry = enjoined.open_registry()
>>> registry.recipient("Chicago, IL").id
'il/chicago'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from enjoined.check import check
    from enjoined.errors import EnjoinedError
    from enjoined.law import Question, Status, answers
    from enjoined.registry.open import Registry, open_registry

__version__: Final = "0.1.0"
__all__ = ["EnjoinedError", "Question", "Registry", "Status", "answers", "check", "open_registry"]

_HOME: Final = {
    "EnjoinedError": "enjoined.errors",
    "Question": "enjoined.law",
    "Registry": "enjoined.registry.open",
    "Status": "enjoined.law",
    "answers": "enjoined.law",
    "check": "enjoined.check",
    "open_registry": "enjoined.registry.open",
}


def __getattr__(name: str) -> object:
    """The public names, imported on first use so that starting a command stays quick."""
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module 'enjoined' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
