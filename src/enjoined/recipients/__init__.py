"""Names of governments to recipient ids: the table, the index over it, and the rules of resolution.

>>> from enjoined.recipients import normalise
>>> normalise("COUNTY OF KING, WA").key
'king'
"""

from __future__ import annotations

from enjoined.recipients.award import AwardRecipient, Match, MatchMethod
from enjoined.recipients.index import Bearers, Candidate, NameIndex
from enjoined.recipients.match import Matcher
from enjoined.recipients.normalise import Reading, normalise, readings
from enjoined.recipients.overrides import Override, Overrides, read_overrides, write_overrides
from enjoined.recipients.places import Named, Place, read_places
from enjoined.recipients.resolve import Method, Resolution, resolve
from enjoined.recipients.states import STATES, State

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
    "write_overrides",
]
