"""Money: portfolios of awards joined to the compiled law, on a laptop (DuckDB) or a cluster (Spark), by one SQL."""

from __future__ import annotations
