"""Every sort of record with the decoder that checks it: the one list that reading and the exported schema share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from enjoined.registry.reading.shape import Decoder
from enjoined.registry.reading.shelf import Sort
from enjoined.registry.schema.history import case, notice
from enjoined.registry.schema.instruments import instrument_record
from enjoined.registry.schema.lists import list_record
from enjoined.registry.schema.things import (
    act_record,
    agency_record,
    court_record,
    coverage_record,
    family_record,
    group_record,
    order_record,
    policy_record,
    program_record,
    recipient_record,
)

__all__ = ["RECORDS"]

RECORDS: Final[Mapping[Sort, Decoder[Any]]] = {
    Sort.ACT: act_record,
    Sort.FAMILY: family_record,
    Sort.AGENCY: agency_record,
    Sort.PROGRAM: program_record,
    Sort.COURT: court_record,
    Sort.COVERAGE: coverage_record,
    Sort.GROUP: group_record,
    Sort.RECIPIENT: recipient_record,
    Sort.INSTRUMENT: instrument_record,
    Sort.POLICY: policy_record,
    Sort.CASE: case,
    Sort.NOTICE: notice,
    Sort.LIST: list_record,
    Sort.ORDER: order_record,
}
"""By sort of record what reads one."""
