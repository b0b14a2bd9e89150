"""Where the tables of figures are kept that a user imported."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["imported_folder"]


def imported_folder() -> Path:
    """The folder of imported tables; it need not exist."""
    said = os.environ.get("ENJOINED_DATA")
    base = Path(said) if said else Path.home() / ".local" / "share" / "enjoined"
    return base / "statistics"
