"""From the recipients of a spending file to those of the registry, in bulk."""

from __future__ import annotations

from collections.abc import Iterable

from enjoined.model.ids import RecipientId
from enjoined.model.recipient import Recipient
from enjoined.recipients.award import AwardRecipient, Match, MatchMethod
from enjoined.recipients.index import NameIndex
from enjoined.recipients.overrides import Overrides

__all__ = ["Matcher"]


class Matcher:
    """Matches recipients of awards; built once from the name index, the hand-written records and the decisions."""

    def __init__(
        self, names: NameIndex, recipients: Iterable[Recipient] = (), overrides: Overrides | None = None
    ) -> None:
        self._names = names
        self._overrides = overrides or Overrides()
        self._by_uei = {r.uei.upper(): r.id for r in recipients if r.uei}

    def match(self, item: AwardRecipient) -> Match:
        """Who this is, by what, how surely and why; never an error, whatever the cells hold."""
        decision = self._overrides.find(item)
        if decision is not None:
            why = f"decided by hand: {decision.recipient or 'none of the registry'}"
            return Match(recipient=decision.recipient, method=MatchMethod.OVERRIDE, confidence=1.0, why=why)
        known = self._by_uei.get(item.uei.upper()) if item.uei else None
        if known is not None:
            return Match(
                recipient=known, method=MatchMethod.UEI, confidence=1.0, why=f"UEI {item.uei.upper()}"
            )
        found = self._names.find(f"{item.name}, {item.state}")
        ids = tuple(RecipientId(c.place.id) for c in found.candidates)
        if len(ids) == 1 and found.reading.kind is not None and found.fits:
            why = f"the name and State of {ids[0]}"
            return Match(recipient=ids[0], method=MatchMethod.NAME, confidence=0.95, why=why)
        why = "several bear the name" if ids else "nobody bears the name"
        return Match(recipient=None, method=MatchMethod.NONE, confidence=0.0, candidates=ids, why=why)

    def match_many(self, items: Iterable[AwardRecipient]) -> list[Match]:
        """One match for each item, in order; what is the same is looked up once."""
        known: dict[AwardRecipient, Match] = {}
        found = []
        for item in items:
            match = known.get(item)
            if match is None:
                match = known[item] = self.match(item)
            found.append(match)
        return found
