"""The compiled law to take along: its tables, everybody's profile, ``status.sql``, and a page on their use.

An analyst needs no part of this program for it: SQLite, DuckDB and Spark read the files as they are.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Final

from enjoined.export.compiled import write_parquet, write_sqlite
from enjoined.law.compiled import compile_law
from enjoined.law.compiled.rows import Column, Table, Tables, Type, tables
from enjoined.registry.open import Registry

__all__ = ["PEOPLE", "law_of_everybody", "write_law"]

PEOPLE: Final = tuple(Column(c, Type.TEXT) for c in ("recipient_id", "name", "state", "kind", "profile"))
"""The columns of ``people``: ``profile`` is what ``awards`` must carry for ``status.sql``."""

_STATUSES: Final = """
CREATE INDEX people_by_id ON people (recipient_id);
CREATE INDEX slices_by_set ON slices (slice_set);
CREATE INDEX named_by_roll ON named (roll, recipient_id);
CREATE INDEX lists_by_id ON lists (recipient_id, list);
CREATE INDEX profiles_by_roll ON profiles (roll, profile);
CREATE INDEX chart_by_class ON chart (order_set, class);
CREATE INDEX lines_by_line ON lines (line);
CREATE VIEW statuses AS
SELECT
    p.recipient_id, f.program, f.fiscal_year, f.condition, f.capacity,
    a.acceptance, a.accepted_from, a.accepted_until,
    coalesce(l.from_day, '0001-01-01') AS from_day, coalesce(l.until_day, '9999-12-31') AS until_day,
    coalesce(l.status, 'not-compiled') AS status, l.possible, l.active
FROM people p
CROSS JOIN facets f
JOIN slices s ON s.slice_set = f.slice_set
JOIN acceptance a ON a.bucket = s.bucket AND (a.acceptance = 'accepted' OR a.accepted_from = '0001-01-01')
LEFT JOIN rolls r ON r.roll = s.roll
LEFT JOIN named n ON n.roll = s.roll AND n.recipient_id = p.recipient_id
LEFT JOIN profiles o ON o.roll = s.roll AND o.profile = p.profile
LEFT JOIN chart c ON c.order_set = s.order_set AND c.class = coalesce(
    n.class,
    (SELECT d.class FROM lists i JOIN listed d ON d.list = i.list
     WHERE i.recipient_id = p.recipient_id AND d.roll = s.roll),
    o.class,
    r.class
)
LEFT JOIN lines l ON l.line = c.line;
"""
"""How a reader of SQLite asks without joining ten tables."""


def law_of_everybody(registry: Registry) -> Tables:
    """The compiled law for everybody who can be asked about, with the table ``people``."""
    compiled = compile_law(registry.law)
    everybody = list(registry.everybody())
    known = compiled.roster.people(everybody)
    rows = ((r.id, r.name, r.state, r.kind.value, str(known[r.id].profile)) for r in everybody)
    return tables(compiled, everybody) | {"people": Table.of("people", PEOPLE, rows)}


def write_law(found: Tables, folder: Path) -> None:
    """Write ``law.sqlite`` with the view ``statuses``, each table as Parquet, ``status.sql`` and ``README.md``."""
    write_parquet(found, folder)
    write_sqlite(found, folder / "law.sqlite")
    with closing(sqlite3.connect(folder / "law.sqlite")) as line:
        line.executescript(_STATUSES)
    sql = files("enjoined.money.engines").joinpath("status.sql").read_text(encoding="utf-8")
    (folder / "status.sql").write_text(sql, encoding="utf-8", newline="\n")
    page = files("enjoined.export").joinpath("takeaway.md").read_text(encoding="utf-8")
    meta = {str(key): str(value) for key, value in found["meta"].rows}
    views = "\n".join(f"CREATE VIEW {name} AS SELECT * FROM '{name}.parquet';" for name in found)
    described = "\n".join(
        f"| `{name}` | {len(table):,} | {', '.join(c.name for c in table.columns)} |"
        for name, table in found.items()
    )
    page = page.format(
        version=meta["registry_version"], hash=meta["registry_hash"], views=views, tables=described
    )
    (folder / "README.md").write_text(page, encoding="utf-8", newline="\n")
