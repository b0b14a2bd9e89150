"""Money: portfolios of awards joined to the compiled law, on a laptop (DuckDB) or a cluster (Spark), by one SQL.

Where is …? Files of awards: ``awards``. Whose they are: ``matching``. The join: ``engines``, asked by ``portfolio``
through ``purses`` and ``questions``. What is printed: ``views``, ``report``, ``workbook``. The JAG formula: ``jag``.
"""

from __future__ import annotations
