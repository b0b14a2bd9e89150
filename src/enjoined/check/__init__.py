"""A document in, the contested conditions out: each quoted, tied to the registry, with its status."""

from __future__ import annotations

from enjoined.check.drafts import DraftEvent, drafts_as_yaml
from enjoined.check.report import (
    CheckReport,
    CitedAuthority,
    DocumentSummary,
    FactFound,
    Finding,
    Part,
    UnreadPage,
)
from enjoined.check.run import check, check_document, recognition_rules, unopened

__all__ = [
    "CheckReport",
    "CitedAuthority",
    "DocumentSummary",
    "DraftEvent",
    "FactFound",
    "Finding",
    "Part",
    "UnreadPage",
    "check",
    "check_document",
    "drafts_as_yaml",
    "recognition_rules",
    "unopened",
]
