"""On whose count and whose records a sentence rests, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from enjoined.claims.claim import Claim

__all__ = ["as_sourced"]

_POLICE: Final = (
    r"(?:[A-Z]{1,3}PD|(?:[Pp]olice|[Cc]ity|[Ll]aw enforcement) (?:officials?|leaders)|[Pp]olice|[Oo]fficials"
    r"|[Aa]uthorities|[Ss]heriff|(?:[Mm]edical )?[Ee]xaminer|[Cc]oroner)"
)
_BY_POLICE: Final = re.compile(
    rf"\bunofficial\b|\b{_POLICE}\b(?:'s|\u2019s)?\W+(?:\w+\W+){{0,4}}?"
    r"(?:sa(?:id|ys?)|data|records?|recorded|statistics|stats|figures|reports?|reported|counts?|counted|numbers|tall(?:y|ied)"
    r"|investigated|logged|announced|shows?|showed)\b"
    rf"|\b(?:[Aa]ccording to|per|by|citing|from|tallied by)\W+(?:[\w.']+\W+){{0,6}}?{_POLICE}\b"
)
"""Words by which a count is said to be that of police."""
_EVERY_HOMICIDE: Final = re.compile(
    r"\bself-defen[cs]e\b|\bjustifi(?:ed|able)\b|\bnegligent\b|\b(?:all|total) homicides\b", re.I
)
"""Words by which homicides that are no murders are counted too, as police do."""
_NOT_POLICE: Final = re.compile(
    r"\bFBI\b|\b(?:contrary to|critics? of|despite|disput(?:es?|ed|ing)|unlike|contradict(?:s|ed|ing))\b",
    re.I,
)
"""Words beside which police are named as others than those who counted."""
_ON_RECORD: Final = re.compile(
    r"\bon record\b|\bpeaked\b|\breach(?:ed|ing) (?:an?|its|their|the) (?:all-time )?peak|\brecords (?:going|dating)",
    re.I,
)


def as_sourced(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims of a text with the counter that it names, and whether its records are among those on record.

    >>> claim = Claim(kind="value", measure="murders", as_="count", subjects=("tn/memphis",))
    >>> [as_sourced([claim], text)[0].counter for text in ("Police said 393 died.", "It had 393 homicides.")]
    ['police', 'homicides']
    """
    police = _BY_POLICE.search(text) is not None and _NOT_POLICE.search(text) is None
    police = police or _EVERY_HOMICIDE.search(text) is not None
    counter = "police" if police else "homicides" if "homicide" in text.lower() else ""
    recorded = _ON_RECORD.search(text) is not None
    return [replace(claim, counter=counter, recorded=recorded) for claim in claims]
