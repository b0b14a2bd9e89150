"""Made-up awards in the form of USAspending, the same on every run: none of them is an award.

Few recipients have most of the awards, as in the world; the recipients are the governments of the registry, written as
spending files write them (capitals, the kind in front or behind, a trailing department), and one in twelve is a body
that the registry does not know. Programs are those with conditions on record and as many again without.

    python bench/money/generate.py kept 10000000 awards.parquet        kept awards, written as portfolio --keep does
    python bench/money/generate.py ledger 10000000 awards.parquet      the same awards in no order, unmarked
    python bench/money/generate.py transactions 1000000 awards.csv     the newest header of PrimeTransactions
    python bench/money/generate.py transactions 1000000 raw.parquet    the same rows as Parquet

Written in chunks of a million rows: memory does not grow with the number of rows.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

import duckdb
import pyarrow
import pyarrow.csv
import pyarrow.parquet

from enjoined.money.awards.headers import versions
from enjoined.money.awards.ledger import LEDGER, ORDER, written
from enjoined.money.awards.scanning import literal
from enjoined.money.people import People
from enjoined.registry.open import open_registry

__all__ = ["kept", "ledger", "transactions"]

CHUNK: Final = 1_000_000
YEARS: Final = tuple(range(2016, 2027))
_OTHER: Final = 200


def _line() -> duckdb.DuckDBPyConnection:
    """A connection with the tables that rows are drawn from: ``people``, ``programs``, ``years``."""
    registry = open_registry()
    people = sorted(registry.everybody(), key=lambda r: (-(r.population or 0), r.id))
    programs = sorted({str(p) for i in registry.law.instruments.values() for p in i.programs})
    others = [f"{10 + n % 89}.{900 + n // 89}" for n in range(_OTHER)]
    line = duckdb.connect(":memory:")
    line.execute("SET enable_progress_bar = false")
    for name, table in (
        (
            "people",
            {
                "n": range(len(people)),
                "id": [p.id for p in people],
                "name": [p.name for p in people],
                "kind": [p.kind.value for p in people],
                "state": [p.state.upper() for p in people],
            },
        ),
        ("programs", {"n": range(len(programs) + len(others)), "id": [*programs, *others]}),
    ):
        line.register("incoming", pyarrow.table(table))
        line.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        line.unregister("incoming")
    return line


# Hashes of the row's number stand for chance: the same on every machine.
_DRAWN: Final = """
    SELECT i, (hash(i) % 1000000) / 1e6 AS a, (hash(i + 1000000000000) % 1000000) / 1e6 AS b,
           hash(i + 2000000000000) AS c, hash(i + 3000000000000) AS d
    FROM range($from, $until) t(i)
"""
_PERSON: Final = "CAST(floor($people * a * a * a) AS BIGINT)"
_PROGRAM: Final = "CAST(floor($programs * b) AS BIGINT)"

_LEDGER: Final = f"""
SELECT printf('GEN%09d', i) AS award_id, CASE WHEN d % 12 = 0 THEN NULL ELSE p.id END AS recipient_id,
       upper(p.name) AS recipient, p.state, g.id AS program,
       CAST({YEARS[0]} + c % {len(YEARS)} AS INTEGER) AS fiscal_year,
       CASE WHEN d % 10 = 0 THEN 'sub' ELSE 'direct' END AS capacity,
       CASE WHEN d % 10 = 0 THEN lower(p.state) END AS through, 'not-said' AS acceptance,
       CAST(NULL AS DATE) AS accepted, CAST(c % 100000000 AS BIGINT) AS obligated,
       CASE WHEN d % 7 = 0 THEN NULL ELSE CAST(c % 100000000 * a AS BIGINT) END AS outlayed
FROM ({_DRAWN}) JOIN people p ON p.n = {_PERSON} JOIN programs g ON g.n = {_PROGRAM}
"""

_NAME: Final = """
CASE WHEN d % 12 = 0 THEN printf('%s COMMUNITY SERVICES NO %d INC', upper(p.name), c % 300)
     WHEN d % 12 < 5 THEN upper(p.name) || ', ' || upper(replace(p.kind, '-', ' ')) || ' OF'
     WHEN d % 12 < 9 THEN upper(replace(p.kind, '-', ' ')) || ' OF ' || upper(p.name)
     ELSE upper(p.name) END
"""
_TRANSACTION: Final = {
    "assistance_transaction_unique_key": "'1550_' || number || '_-NONE-_' || g.id || '_' || modification",
    "assistance_award_unique_key": "'ASST_NON_' || number || '_1550'",
    "award_id_fain": "number",
    "modification_number": "modification",
    "federal_action_obligation": (
        "printf('%.2f', (c % 100000000) / 100.0 - CASE WHEN d % 20 = 0 THEN 900000 ELSE 0 END)"
    ),
    "total_obligated_amount": "NULL",
    "total_outlayed_amount_for_overall_award": (
        "CASE WHEN d % 7 = 0 THEN NULL ELSE printf('%.2f', (c % 40000000) / 100.0) END"
    ),
    "action_date": "CAST(DATE '2016-10-01' + CAST(d % 3600 AS INTEGER) AS VARCHAR)",
    "awarding_agency_code": "'015'",
    "awarding_agency_name": "'Department of Justice'",
    "awarding_sub_agency_code": "'1550'",
    "awarding_sub_agency_name": "'Office of Justice Programs'",
    "treasury_accounts_funding_this_award": "'015-X-0404-000'",
    "recipient_uei": "printf('U%011d', hash(p.id) % 100000000000)",
    "recipient_name": _NAME,
    "recipient_name_raw": _NAME,
    "recipient_country_code": "'USA'",
    "recipient_state_code": "p.state",
    "recipient_city_name": "upper(p.name)",
    "recipient_address_line_1": "printf('%d MAIN ST', c % 9000)",
    "cfda_number": "g.id",
    "cfda_title": "'A PROGRAM OF GRANTS TO STATE AND LOCAL GOVERNMENTS'",
    "assistance_type_code": "'04'",
    "assistance_type_description": "'PROJECT GRANT (B)'",
    "transaction_description": "'MADE UP FOR A MEASUREMENT: \"NO AWARD\", NUMBER ' || i",
    "business_types_code": "'C'",
    "business_types_description": "'CITY OR TOWNSHIP GOVERNMENT'",
    "action_type_code": "'A'",
    "usaspending_permalink": "'https://www.usaspending.gov/award/ASST_NON_' || number || '_1550/'",
    "last_modified_date": "CAST(DATE '2017-01-01' + CAST(d % 3600 AS INTEGER) AS VARCHAR)",
}


def _chunk(line: duckdb.DuckDBPyConnection, query: str, start: int, until: int) -> pyarrow.Table:
    """The rows from ``start`` up to ``until``; sizes are constants, so that DuckDB joins by hash."""
    for name in ("people", "programs"):
        ((size,),) = line.execute(f"SELECT count(*) FROM {name}").fetchall()
        query = query.replace(f"${name}", str(size))
    return line.sql(query.replace("$from", str(start)).replace("$until", str(until))).to_arrow_table()


def ledger(path: Path, count: int) -> None:
    """Write ``count`` kept awards as Parquet, in chunks."""
    line = _line()
    writer: pyarrow.parquet.ParquetWriter | None = None
    for start in range(0, count, CHUNK):
        table = _chunk(line, _LEDGER, start, min(start + CHUNK, count)).select(list(LEDGER))
        if writer is None:
            writer = pyarrow.parquet.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=250_000)
    if writer is not None:
        writer.close()


def kept(path: Path, count: int) -> None:
    """Write ``count`` kept awards as ``portfolio --keep`` does: in its order, marked as known to the registry."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        loose = Path(folder, "loose.parquet")
        ledger(loose, count)
        line = duckdb.connect(":memory:")
        line.execute(f"SET temp_directory = {literal(folder)}")
        query = f"SELECT * FROM read_parquet({literal(loose)}) ORDER BY {ORDER}"
        fingerprint = People(open_registry()).fingerprint
        line.execute(written(query, literal(path), fingerprint, describes=False))


def transactions(path: Path, count: int) -> None:
    """Write ``count`` transactions, four to an award, with every column of the newest header; CSV or Parquet."""
    line = _line()
    known = versions("transactions")
    header = sorted(known[max(known)])
    columns = ", ".join(f'CAST({_TRANSACTION.get(name, "NULL")} AS VARCHAR) AS "{name}"' for name in header)
    drawn = """SELECT *, printf('GEN%09d', CAST(i // 4 AS BIGINT)) AS number, CAST(i % 4 AS VARCHAR) AS modification
        FROM (SELECT i, (hash(i // 4) % 1000000) / 1e6 AS a, (hash(i // 4 + 1000000000000) % 1000000) / 1e6 AS b,
              hash(i + 2000000000000) AS c, hash(i + 3000000000000) AS d FROM range($from, $until) t(i))"""
    csv_writer: pyarrow.csv.CSVWriter | None = None
    parquet_writer: pyarrow.parquet.ParquetWriter | None = None
    for start in range(0, count, CHUNK // 4):
        query = f"SELECT {columns} FROM ({drawn}) JOIN people p ON p.n = {_PERSON} JOIN programs g ON g.n = {_PROGRAM}"
        table = _chunk(line, query, start, min(start + CHUNK // 4, count))
        if path.suffix == ".parquet":
            parquet_writer = parquet_writer or pyarrow.parquet.ParquetWriter(path, table.schema)
            parquet_writer.write_table(table)
        else:
            csv_writer = csv_writer or pyarrow.csv.CSVWriter(path, table.schema)
            csv_writer.write_table(table)
    for writer in (csv_writer, parquet_writer):
        if writer is not None:
            writer.close()


if __name__ == "__main__":
    ways = {"kept": kept, "ledger": ledger, "transactions": transactions}
    if len(sys.argv) != 4 or sys.argv[1] not in ways:
        sys.exit("generate.py kept|ledger|transactions COUNT FILE")
    ways[sys.argv[1]](Path(sys.argv[3]), int(sys.argv[2]))
