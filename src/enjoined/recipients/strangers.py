"""Bodies in a file of awards that no record names: what kind their business types say they are, and who is near."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from enjoined.model import Kind, Recipient, RecipientId
from enjoined.recipients.award_names import key_of
from enjoined.recipients.award_words import NOISE
from enjoined.recipients.described import BODIES
from enjoined.recipients.normalise import fold, spelled

__all__ = ["Bodies", "kind_of"]

_KINDS: Final = {
    "D": Kind.SPECIAL_DISTRICT,
    "G": Kind.SPECIAL_DISTRICT,
    "H": Kind.UNIVERSITY,
    "I": Kind.TRIBE,
    "L": Kind.SPECIAL_DISTRICT,
    "M": Kind.NONPROFIT,
    "N": Kind.NONPROFIT,
    "O": Kind.UNIVERSITY,
}
"""The kind of a body by its business type; a university may be a nonprofit, too."""
_BESIDE: Final = frozenset("STUVX")
"""Types that say more of a body whose kind another tells."""
_TRIBAL: Final = frozenset({"band", "indian", "nation", "native", "pueblo", "rancheria", "tribal", "tribe"})
"""Words of a housing authority that is a tribe's."""
_SMALL: Final = NOISE | {"a", "and", "at", "for", "in", "of", "on", "the", "to"}
_SLIPS: Final = 2
_SHORTEST: Final = 8
"""Letters from which a name with a slip or two is still the same."""


def kind_of(types: frozenset[str], name: str) -> Kind | None:
    """The kind that business types say; ``None`` where they say none, several, or one that is no body's.

    >>> kind_of(frozenset("MX"), "Lakeview Food Pantry"), kind_of(frozenset("MO"), "Lakeview College")
    (<Kind.NONPROFIT: 'nonprofit'>, <Kind.UNIVERSITY: 'university'>)
    >>> kind_of(frozenset("AH"), "Lakeview State"), kind_of(frozenset("L"), "Lakeview Tribal Housing Authority")
    (None, None)
    """
    told = types - _BESIDE
    kinds = {_KINDS.get(code) for code in told}
    if kinds == {Kind.UNIVERSITY, Kind.NONPROFIT}:
        return Kind.UNIVERSITY
    if "L" in told and not _TRIBAL.isdisjoint(spelled(fold(name))):
        return None
    return kinds.pop() if len(kinds) == 1 else None


class Bodies:
    """The bodies on record that are no governments: who of them a name may mean that is not quite theirs."""

    def __init__(self, recipients: Iterable[Recipient]) -> None:
        self._held: list[tuple[RecipientId, str, frozenset[str], str]] = []
        self._by_word: dict[str, list[int]] = {}
        self._by_letter: dict[str, list[int]] = {}
        for recipient in recipients:
            if recipient.kind not in BODIES:
                continue
            for name in (recipient.name, *recipient.aliases):
                words = _words(name)
                key = key_of(words)
                for word in words:
                    self._by_word.setdefault(word, []).append(len(self._held))
                self._by_letter.setdefault(key[:1], []).append(len(self._held))
                self._held.append((recipient.id, recipient.state, frozenset(words), key))

    def near(self, name: str, state: str) -> tuple[RecipientId, ...]:
        """Those whose name is a slip away, or has all words of this name, or only such as this name has.

        Those of another State only where all words are the same.
        """
        words = _words(name)
        mine, key = frozenset(words), key_of(words)
        found: dict[RecipientId, None] = {}
        for at in {at for word in words for at in self._by_word.get(word, ())}:
            id_, where, theirs, _ = self._held[at]
            within = theirs <= mine or mine <= theirs
            if theirs == mine or (within and min(len(theirs), len(mine)) > 1 and where in ("", state)):
                found[id_] = None
        for at in self._by_letter.get(key[:1], ()) if len(key) >= _SHORTEST else ():
            id_, where, _, other = self._held[at]
            if where in ("", state) and abs(len(other) - len(key)) <= _SLIPS and _slips(key, other):
                found[id_] = None
        return tuple(sorted(found))


def _slips(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=_SLIPS) <= _SLIPS


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in spelled(fold(name)) if word not in _SMALL)
