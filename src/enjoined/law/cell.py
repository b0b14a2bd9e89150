"""A cell: one recipient, one condition, one award. The engine answers for a cell on a day."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from enjoined.law.facts import FactKind, SuppliedFact
from enjoined.model import (
    AgencyId,
    Condition,
    ConditionId,
    Day,
    Edge,
    EdgeKind,
    Kind,
    ProgramId,
    Recipient,
    RecipientId,
)
from enjoined.registry.table import LawTable

__all__ = ["ANY_AWARD", "Acceptance", "Award", "Cell", "with_wholes"]


class Acceptance(StrEnum):
    """Whether the award has been accepted."""

    NOT_SAID = "not-said"
    NONE = "none"
    DECLINED = "declined"
    ACCEPTED = "accepted"


class Award(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the award; what is missing stands for any award under the condition.

    ``through`` is the prime recipient where the cell's recipient is a sub-recipient.
    """

    program: ProgramId | None = None
    fiscal_year: int | None = None
    number: str | None = None
    acceptance: Acceptance = Acceptance.NOT_SAID
    accepted: Day | None = None
    certified: Day | None = None
    under_protest: bool = False
    through: Recipient | None = None

    @property
    def day_accepted(self) -> Day | None:
        """The day of acceptance; none of an award not accepted or declined, whatever day stands beside that."""
        return None if self.acceptance in (Acceptance.NONE, Acceptance.DECLINED) else self.accepted


ANY_AWARD: Final = Award()


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """Who, which condition, which award, and what the user states beyond the records.

    ``agencies`` is the condition's agency with all it belongs to; ``known_on`` the day as of which knowledge is
    taken (``None``: all the registry holds). ``asked`` is whom the question is about, where the cell is that of its
    prime recipient: what the user states is stated of them.
    """

    recipient: Recipient
    condition: Condition
    agencies: frozenset[AgencyId]
    programs: frozenset[ProgramId]
    fiscal_years: frozenset[int]
    award: Award = ANY_AWARD
    supplied: tuple[SuppliedFact, ...] = ()
    known_on: Day | None = None
    asked: RecipientId | None = None

    @property
    def binds(self) -> frozenset[Kind]:
        """The kinds of recipients that the condition binds in the capacity in which they hold the award."""
        return self.condition.binds if self.award.through is None else self.condition.binds_sub

    @staticmethod
    def of(
        law: LawTable,
        recipient: Recipient,
        condition_id: ConditionId,
        *,
        award: Award = ANY_AWARD,
        supplied: tuple[SuppliedFact, ...] = (),
        known_on: Day | None = None,
        asked: RecipientId | None = None,
    ) -> Cell:
        """The cell of a recipient and a condition of the law table.

        What the user states it to be a part of stands with what is on record.
        """
        if supplied and asked in (None, recipient.id):
            recipient = with_wholes(recipient, supplied)
        condition = law.conditions[condition_id]
        instrument = law.instruments[condition.instrument]
        return Cell(
            recipient=recipient,
            condition=condition,
            agencies=frozenset(law.agency_line(instrument.agency)),
            programs=frozenset(instrument.programs),
            fiscal_years=frozenset(instrument.fiscal_years),
            award=award,
            supplied=supplied,
            known_on=known_on,
            asked=asked,
        )

    def under(self, law: LawTable, condition_id: ConditionId) -> Cell:
        """The same recipient and award under another condition."""
        return Cell.of(
            law,
            self.recipient,
            condition_id,
            award=self.award,
            supplied=self.supplied,
            known_on=self.known_on,
            asked=self.asked,
        )


def with_wholes(recipient: Recipient, supplied: tuple[SuppliedFact, ...]) -> Recipient:
    """The recipient with what the user states it to be a part of, as if that were on record."""
    stated = [
        Edge(kind=EdgeKind.PART_OF, to=RecipientId(s.about), start=s.start, until=s.until)
        for s in supplied
        if s.kind is FactKind.PART_OF and s.holds
    ]
    new = tuple(edge for edge in stated if edge not in recipient.edges)
    return msgspec.structs.replace(recipient, edges=(*new, *recipient.edges)) if new else recipient
