"""A document in, the contested conditions out: each quoted, tied to the registry, with its status."""

from __future__ import annotations

from enjoined.check.drafts import DraftEvent, drafts_as_yaml
from enjoined.check.packet import CameWith, awards_of
from enjoined.check.report import (
    CheckReport,
    CitedAuthority,
    DocumentSummary,
    FactFound,
    Finding,
    Part,
    UnreadPage,
)
from enjoined.check.run import check, check_document, recognition_rules, unopened, with_warning

__all__ = [
    "CameWith",
    "CheckReport",
    "CitedAuthority",
    "DocumentSummary",
    "DraftEvent",
    "FactFound",
    "Finding",
    "Part",
    "UnreadPage",
    "awards_of",
    "check",
    "check_document",
    "drafts_as_yaml",
    "recognition_rules",
    "unopened",
    "with_warning",
]
