"""A made-up portfolio as a Parquet file: awards of few recipients mostly, the same on every run."""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb
import pyarrow
import workload

from enjoined.law.compiled import CompiledLaw
from enjoined.model import Recipient

__all__ = ["write"]


def write(path: Path, count: int, compiled: CompiledLaw, people: list[Recipient]) -> None:
    """Write ``count`` awards; a tenth are held as sub-recipients."""
    line = duckdb.connect(":memory:")
    profiles = workload.profiles(compiled, people)
    line.register(
        "people",
        pyarrow.table({"n": range(len(people)), "id": [p.id for p in people], "profile": profiles}),
    )
    line.register(
        "programs", pyarrow.table({"n": range(len(workload.PROGRAMS)), "id": list(workload.PROGRAMS)})
    )
    # A hash of the number of the award stands for chance: the same on every machine.
    quoted = str(path).replace("'", "''")
    line.execute(
        f"""
        COPY (
            WITH drawn AS (
                SELECT i, (hash(i) % 1000000) / 1e6 AS a, (hash(i + 1e12) % 1000000) / 1e6 AS b,
                       hash(i + 2e12) AS c, hash(i + 3e12) AS d
                FROM range({int(count)}) t(i)
            )
            SELECT 'A' || i AS award_id, p.id AS recipient_id, p.profile, g.id AS program,
                   CAST({workload.YEARS[0]} + c % {len(workload.YEARS)} AS BIGINT) AS fiscal_year,
                   CASE WHEN d % 10 = 0 THEN 'sub' ELSE 'direct' END AS capacity,
                   'not-said' AS acceptance, CAST(NULL AS DATE) AS accepted,
                   CAST(c % 100000000 AS BIGINT) AS obligated, CAST(c % 100000000 * a AS BIGINT) AS outlayed
            FROM drawn
            JOIN people p ON p.n = CAST(floor({len(people)} * a * a * a) AS BIGINT)
            JOIN programs g ON g.n = CAST(floor({len(workload.PROGRAMS)} * b) AS BIGINT)
        ) TO '{quoted}' (FORMAT parquet)
        """
    )
    line.close()


if __name__ == "__main__":
    sys.exit("run measure.py")
