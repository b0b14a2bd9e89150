"""Where the tables of figures are kept that a user imported."""

from __future__ import annotations

from pathlib import Path

from enjoined.registry.releases.installed import data_folder

__all__ = ["imported_folder"]


def imported_folder() -> Path:
    """The folder of imported tables; it need not exist."""
    return data_folder() / "statistics"
