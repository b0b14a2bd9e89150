"""Names of governments to recipient ids: the table, the index over it, and the rules of resolution.

>>> from enjoined.recipients import normalise
>>> normalise("COUNTY OF KING, WA").key
'king'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

from enjoined.recipients.index import Bearers, Candidate, NameIndex
from enjoined.recipients.normalise import Reading, normalise, readings
from enjoined.recipients.places import Named, Place, read_places
from enjoined.recipients.resolve import Method, Resolution, resolve
from enjoined.recipients.states import STATES, State

if TYPE_CHECKING:
    from enjoined.recipients.award import AwardRecipient, Match, MatchMethod
    from enjoined.recipients.match import Matcher
    from enjoined.recipients.overrides import Override, Overrides, read_overrides

__all__ = [
    "STATES",
    "AwardRecipient",
    "Bearers",
    "Candidate",
    "Match",
    "MatchMethod",
    "Matcher",
    "Method",
    "NameIndex",
    "Named",
    "Override",
    "Overrides",
    "Place",
    "Reading",
    "Resolution",
    "State",
    "normalise",
    "read_overrides",
    "read_places",
    "readings",
    "resolve",
]

_WHEN_ASKED: Final = {
    "AwardRecipient": "award",
    "Match": "award",
    "MatchMethod": "award",
    "Matcher": "match",
    "Override": "overrides",
    "Overrides": "overrides",
    "read_overrides": "overrides",
}
"""What only awards need: imported when it is first asked for, because a status needs none of it."""


def __getattr__(name: str) -> Any:
    """A name of the module that holds it. Raises ``AttributeError`` if there is none."""
    if name not in _WHEN_ASKED:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_WHEN_ASKED[name]}"), name)
