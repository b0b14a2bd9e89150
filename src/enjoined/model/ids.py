"""Identifiers: plain strings with a grammar, kept apart by type.

==================  ==============================  =================================
type                grammar                         example
==================  ==============================  =================================
``RecipientId``     ``ST``, ``ST/name``, ``org/…``  ``il``, ``il/chicago``
``ProgramId``       Assistance Listing number       ``16.738``
``InstrumentId``    name                            ``jag-fy2017``
``ConditionId``     ``instrument/number``           ``jag-fy2017/56b``
``CaseId``          name of a case or notice        ``chicago-v-sessions-2017``
``EventId``         ``case/event``                  ``chicago-v-sessions-2017/judgment``
``EffectId``        ``case/effect``                 ``chicago-v-sessions-2017/inj``
``WaveId``          ``case/wave``                   ``chicago-v-sessions-2017/w1``
``OrderId``         name of an executive order      ``eo-14173``
==================  ==============================  =================================
"""

from __future__ import annotations

from typing import NewType

RecipientId = NewType("RecipientId", str)
AgencyId = NewType("AgencyId", str)
ProgramId = NewType("ProgramId", str)
InstrumentId = NewType("InstrumentId", str)
ConditionId = NewType("ConditionId", str)
FamilyId = NewType("FamilyId", str)
ActId = NewType("ActId", str)
CourtId = NewType("CourtId", str)
CaseId = NewType("CaseId", str)
EventId = NewType("EventId", str)
EffectId = NewType("EffectId", str)
WaveId = NewType("WaveId", str)
PolicyId = NewType("PolicyId", str)
ListId = NewType("ListId", str)
OrderId = NewType("OrderId", str)

__all__ = [
    "ActId",
    "AgencyId",
    "CaseId",
    "ConditionId",
    "CourtId",
    "EffectId",
    "EventId",
    "FamilyId",
    "InstrumentId",
    "ListId",
    "OrderId",
    "PolicyId",
    "ProgramId",
    "RecipientId",
    "WaveId",
]
