"""Names of governments to recipient ids: the table, the index over it, and the rules of resolution.

>>> from enjoined.recipients import normalise
>>> normalise("COUNTY OF KING, WA").key
'king'
"""

from __future__ import annotations

from enjoined.recipients.index import Candidate, Match, NameIndex
from enjoined.recipients.normalise import Reading, normalise, readings
from enjoined.recipients.places import Named, Place, read_places
from enjoined.recipients.resolve import Method, Resolution, resolve
from enjoined.recipients.states import STATES, State

__all__ = [
    "STATES",
    "Candidate",
    "Match",
    "Method",
    "NameIndex",
    "Named",
    "Place",
    "Reading",
    "Resolution",
    "State",
    "normalise",
    "read_places",
    "readings",
    "resolve",
]
