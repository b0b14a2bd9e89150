"""Law and records as files for other tools.

``compiled``: the decision table that a portfolio joins. ``dataset``: the records as tables with a data dictionary.
``write``: those tables as SQLite, Parquet, JSON Lines and a data package.
"""

from __future__ import annotations

from enjoined.export.compiled import read_parquet, read_sqlite, write_parquet, write_sqlite

__all__ = ["read_parquet", "read_sqlite", "write_parquet", "write_sqlite"]
