"""From staged rows to awards: the latest state of each, counted once.

* A transaction that is reported again is replaced by the later report; one reported as deleted is taken back.
* Transactions make an award by its number and awarding agency: what they obligate is added up, and the latest
  modification says the rest. Where a summary of the same award was read too, the summary counts.
* A sub-award that is reported again is replaced by the later report. A row of a spreadsheet is an award.

The fiscal year is that of the appropriation, as far as it is told: the file's own column, else the award's number
where the agency's numbers carry it (``award_numbers.csv``), else the period of availability of the Treasury account
that paid (if there is one), else the federal fiscal year of the first action; of a spreadsheet or schedule else the
year that it is for.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Final

import duckdb

from enjoined.money.awards.fields import PARTY, trimmed

__all__ = ["collapse"]

_NUMBERS: Final = "award_numbers.csv"


def collapse(line: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Make the tables ``awards`` and ``parties`` from ``staged``; what was left out is counted by reason."""
    counts: dict[str, int] = {}
    line.execute(_DEAD)
    rows = line.execute("SELECT what, count(*) FROM dead GROUP BY what ORDER BY what").fetchall()
    counts.update(dict(rows))
    line.execute(_LIVE)
    line.execute(_TRANSACTIONS)
    line.execute(_AWARDS.replace("$from_number", _from_number(_OWN_NUMBER)))
    ((both,),) = line.execute(
        "SELECT count(*) FROM summed t SEMI JOIN live s ON s.key = t.key AND s.layout = 'summaries'"
    ).fetchall()
    ((partial,),) = line.execute(
        "SELECT count(*) FROM summed t WHERE t.whole IS NOT NULL AND t.whole <> t.obligated"
    ).fetchall()
    ((several,),) = line.execute(_SEVERAL).fetchall()
    counts |= {"summarised": both, "partial": partial, "several": several}
    line.execute("DROP VIEW live")
    line.execute("DROP TABLE dead")
    line.execute("DROP TABLE summed")
    line.execute(_PARTIES)
    return {what: n for what, n in counts.items() if n}


_DEAD: Final = """
CREATE TABLE dead AS
WITH reported AS (
    SELECT rowid AS row, txn, modified, indicator
    FROM staged WHERE why IS NULL AND txn IS NOT NULL
),
again AS (SELECT txn FROM reported GROUP BY txn HAVING count(*) > 1),
ranked AS (
    SELECT row, indicator, row_number() OVER (
        PARTITION BY txn
        ORDER BY modified DESC NULLS LAST, CASE indicator WHEN 'D' THEN 0 WHEN 'C' THEN 1 ELSE 2 END, row DESC
    ) AS place
    FROM reported SEMI JOIN again USING (txn)
)
SELECT row, CASE WHEN place > 1 THEN 'superseded' ELSE 'deleted' END AS what
FROM ranked WHERE place > 1 OR indicator = 'D'
UNION ALL
SELECT row, 'deleted' AS what FROM reported ANTI JOIN again USING (txn) WHERE indicator = 'D'
"""

# The order of modifications in one number: the day of action, the modification's number, the day of the report; of
# equals the one that stands first.
_LIVE: Final = """
CREATE VIEW live AS
SELECT
    s.rowid AS row, s.key, s.layout, s.obligated, s.outlayed, s.whole, s.acted,
    CAST(
        coalesce(datediff('day', DATE '1900-01-01', s.acted), 0) * 1000000000000
        + coalesce(s.modification, 0) * 1000000
        + coalesce(datediff('day', DATE '1900-01-01', s.modified), 0)
    AS HUGEINT) * 1000000000000 - s.rowid AS place
FROM staged s
WHERE s.why IS NULL AND NOT EXISTS (FROM dead d WHERE d.row = s.rowid)
"""

_TRANSACTIONS: Final = """
CREATE TABLE summed AS
SELECT
    key, CAST(sum(obligated) AS BIGINT) AS obligated, arg_max(row, place) AS latest, min(acted) AS first,
    arg_max(outlayed, place) FILTER (outlayed IS NOT NULL) AS outlayed,
    arg_max(whole, place) FILTER (whole IS NOT NULL) AS whole
FROM live WHERE layout = 'transactions' GROUP BY key
"""

_SEVERAL: Final = """
SELECT count(*) FROM (
    SELECT 1 FROM staged WHERE layout = 'plain' AND why IS NULL AND number IS NOT NULL
    GROUP BY file, number, program HAVING count(*) > 1
)
"""
_SAID: Final = {
    part: f"upper({trimmed(f's.{part}')})" if part in ("uei", "state") else trimmed(f"s.{part}")
    for part in PARTY
}
_WHO: Final = f"hash({', '.join(_SAID.values())})"
_PRIMES: Final = {part: f"s.prime[{n + 1}]" for n, part in enumerate(PARTY)}
_PRIME: Final = f"hash({', '.join(_PRIMES.values())})"
_YEAR_OF_DAY: Final = "year({day}) + CASE WHEN month({day}) >= 10 THEN 1 ELSE 0 END"

_OWN_NUMBER: Final = "CASE WHEN s.layout = 'subawards' THEN split_part(s.number, '/', 1) ELSE s.number END"
"""The number of an award; of a sub-award that of the award it comes from."""

_AWARDS: Final = f"""
CREATE TABLE awards AS
WITH found AS (
    SELECT t.latest AS row, t.obligated, t.outlayed, t.first
    FROM summed t ANTI JOIN (SELECT key FROM live WHERE layout = 'summaries') USING (key)
    UNION ALL
    SELECT row, obligated, outlayed, acted AS first FROM live WHERE layout <> 'transactions'
),
told AS (
    SELECT
        s.file, CAST(s.layout AS VARCHAR) AS layout, s.number, CAST(s.capacity AS VARCHAR) AS capacity, s.program,
        s.fiscal_year,
        $from_number AS by_number,
        CASE WHEN contains(s.accounts, '/')
             THEN list_distinct(regexp_extract_all(s.accounts, '-([0-9]{{4}})/[0-9]{{4}}-', 1)) END AS by_account,
        coalesce(s.base_year, {_YEAR_OF_DAY.format(day="f.first")}) AS by_day, s.base_year IS NOT NULL AS by_period,
        f.obligated, f.outlayed, {_WHO} AS who, CASE WHEN {_PRIMES["name"]} IS NOT NULL OR {_PRIMES["uei"]} IS NOT NULL
        THEN {_PRIME} END AS prime, CAST(s.acceptance AS VARCHAR) AS acceptance, s.accepted,
        {_SAID["state"]} AS state, {_SAID["name"]} AS name, f.row
    FROM found f JOIN staged s ON s.rowid = f.row
)
SELECT
    coalesce(number, '') AS number, layout, capacity, program,
    coalesce(fiscal_year, by_number, CASE WHEN len(by_account) = 1 THEN CAST(by_account[1] AS INTEGER) END, by_day)
        AS fiscal_year,
    CASE WHEN fiscal_year IS NOT NULL THEN 'file' WHEN by_number IS NOT NULL THEN 'number'
         WHEN len(by_account) = 1 THEN 'account' WHEN by_day IS NULL THEN 'nothing'
         WHEN layout = 'plain' AND by_period THEN 'period' ELSE 'day' END AS year_from,
    acceptance, CASE WHEN acceptance = 'accepted' THEN accepted END AS accepted, obligated, outlayed, who, prime,
    state, name, row
FROM told
"""

# Only who holds an award, or passes one on, is looked up: what earlier modifications say of somebody is of no account.
# Where the State of who passes money on is not given, that of all whom it reaches tells it from others of its name.
_REACHED: Final = (
    "coalesce(state, CASE WHEN regexp_full_match(name, '[a-z]{2}(/.*)?') THEN upper(left(name, 2)) "
    "WHEN regexp_matches(name, ', [A-Z]{2}$') THEN right(name, 2) END)"
)
_PARTIES: Final = f"""
CREATE TABLE parties AS
SELECT p.who, {", ".join(f"{said} AS {part}" for part, said in _SAID.items())}, CAST(NULL AS VARCHAR) AS near
FROM (SELECT who, min(row) AS row FROM awards GROUP BY who) p JOIN staged s ON s.rowid = p.row
UNION ALL
SELECT p.who, {", ".join(f"{prime} AS {part}" for part, prime in _PRIMES.items())}, p.near
FROM (
    SELECT prime AS who, min(row) AS row, CASE WHEN min({_REACHED}) = max({_REACHED}) THEN min({_REACHED}) END AS near
    FROM awards WHERE prime IS NOT NULL GROUP BY prime
) p
JOIN staged s ON s.rowid = p.row ANTI JOIN awards a ON a.who = p.who
"""


def _from_number(column: str) -> str:
    """SQL for the fiscal year that an award's number carries."""
    text = files("enjoined.money.awards").joinpath(_NUMBERS).read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    bare = f"regexp_replace(upper({column}), '[^0-9A-Z]', '', 'g')"
    cases = " ".join(
        f"WHEN regexp_full_match({bare}, '{row['pattern']}') THEN "
        f"2000 + CAST(right(regexp_extract({bare}, '{row['pattern']}', 1), 2) AS INTEGER)"
        for row in rows
    )
    return f"CASE {cases} END"
