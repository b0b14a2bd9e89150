"""Another place that is named beside a city, and of which the figures of the city say nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from enjoined.claims.grammar.tokens import WAYS, Token

__all__ = ["counts_its_own", "elsewhere"]

_PARTS: Final = frozenset(
    ["brooklyn", "bronx", "queens", "manhattan", "harlem", "hollywood", "watts", "englewood", "brownsville"]
)
"""Parts of cities that are named beside them."""
_BESIDE: Final = frozenset(["near", "outside", "beyond", "surrounding", "bordering"])
_HOLDS: Final = frozenset(["including", "around"])
_HOME: Final = (["home", "to"], ["home", "of"])
_FIRST: Final = 2
"""Up to this place stands the county that a sentence is about."""
_CALL_WORDS: Final = "look folks well yes no so now here today also and or but like especially namely still"
_CALLS: Final = frozenset(_CALL_WORDS.split())
"""Words before a comma that name no place."""


_HAVE_WORDS: Final = "had has saw recorded reported suffered logged counted tallied experienced registered"
_HAVE: Final = frozenset(_HAVE_WORDS.split())
_ANYBODY_WORDS: Final = (
    "this that there they nobody everybody everyone somebody someone none neither both each each only never what which "
    "police violence murder homicide nothing last then some many most every homicides murders crime people another"
)
_ANYBODY: Final = frozenset(_ANYBODY_WORDS.split())
"""Words that open a sentence, have a verb of their own, and name no place."""
_SHORT: Final = 3
_LEAST: Final = 3
_NEAR: Final = 4
"""Up to this place after the verb stands the number of what another place had."""


def _stranger(tokens: Sequence[Token]) -> str | None:
    """The name of "Englewood had 50 murders in 2016, the most in Chicago": another place has them."""
    if len(tokens) < _LEAST or tokens[0].kind != "other" or tokens[0].text in _ANYBODY:
        return None
    first = tokens[0]
    named = len(first.text) > _SHORT and first.text.isalpha() and not first.text.endswith("s")
    named = named and str(first.value)[:1].isupper() and tokens[1].text in _HAVE
    told = any(t.kind == "city" for t in tokens) and counts_its_own(tokens[2:])
    return str(first.value) if named and told else None


def counts_its_own(tokens: Sequence[Token]) -> bool:
    """Whether a number comes first, and not as in "765 murders in Chicago": the murders are not a city's."""
    number = next((n for n, t in enumerate(tokens[:_NEAR]) if t.kind == "number"), None)
    if number is None or any(t.kind == "city" or t.text == "that" for t in tokens[:number]):
        return False
    after = tokens[number + 1 : number + 4]
    in_city = [t.kind for t in after] == ["murders", "other", "city"] and after[1].text == "in"
    return not in_city or after[2].end - after[2].start > len(after[2].text)


def elsewhere(tokens: Sequence[Token]) -> str | None:
    """The other place of "Brooklyn, New York,", "New York's Bronx", "Illinois, home to Chicago", if there is one."""
    if name := _stranger(tokens):
        return name
    for n, token in enumerate(tokens):
        led = 0 < n <= _FIRST and [t.text for t in tokens[n + 1 : n + 2]] == [","]
        if led and token.text == "county" and token.kind == "other":
            return f"{tokens[n - 1].text} county"
        if token.kind != "city":
            continue
        words = [t.text for t in tokens[max(0, n - 2) : n]]
        whose = token.end - token.start > len(token.text)
        if whose and n + 1 < len(tokens) and tokens[n + 1].text in _PARTS:
            return tokens[n + 1].text
        if (words[-1:] and words[-1] in _BESIDE) or words in _HOME:
            return " ".join([*(words if words in _HOME else words[-1:]), token.text])
        apart = whose or (n > _FIRST and tokens[n - 3].text == "under")
        if words[-1:] == [","] and apart and words[0] not in _PARTS:
            # "Whatever you think of the Guard, Washington's murders", "under Giuliani, New York".
            continue
        comma = n - 1 if words[-1:] == [","] else n - 2 if words[-1:] and words[-1] in _HOLDS else 0
        if comma > 0 and tokens[comma].text == "," and _is_place(tokens[comma - 1], token, comma == n - 1):
            return tokens[comma - 1].text
    return None


def _is_place(before: Token, city: Token, apposed: bool) -> bool:
    """Whether a word before the comma names a place: a known part, or any where the city's name is a State's too."""
    if apposed and before.text in _PARTS:
        return True
    capital = before.kind == "state" or str(before.value)[:1].isupper()
    named = (
        capital and before.kind in ("other", "state") and before.text.isalpha() and before.text not in _CALLS
    )
    return named and (not apposed or city.text in WAYS)
