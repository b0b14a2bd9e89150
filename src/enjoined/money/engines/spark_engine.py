"""A portfolio on Spark: the same ``status.sql`` on an existing session, on a cluster, or on this machine.

Needs the extra ``spark`` (pyspark 4) and Java 17. Spark spreads the join over executors and disks, so it reaches
portfolios that one machine cannot hold; below that DuckDB is quicker, for a session alone takes seconds to start.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

import msgspec
import pyarrow  # type: ignore[import-untyped]

from enjoined.errors import InputError
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.rows import Column, Table, Tables, Type
from enjoined.money.engines.arrow import as_arrow
from enjoined.money.engines.statements import DAYS, statements

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["PROOFS", "Spark"]

PROOFS: Final = (Column("proof_id", Type.NUMBER), Column("proof", Type.TEXT))
"""The columns of explanations: the number of a proof and the proof itself, as JSON."""

_LOCAL: Final = "local[*]"
_SETTINGS: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # What is joined is small on a cluster too; the usual 200 parts would cost more than the join.
    "spark.sql.shuffle.partitions": "4",
}
_ON_THIS_MACHINE: Final = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
_STATUS: Final = "SELECT award_id, condition, day, status, from_day, until_day, proof_id FROM award_statuses"


class Spark:
    """The engine of a portfolio on Spark; use it in a ``with`` statement.

    ``session`` is one that is there already: it stays open, and its own views and settings are left alone. Otherwise
    one is started, on ``master`` ("local[*]", this machine, if none is named), and stopped at the end. Raises
    ``InputError`` where pyspark or Java is lacking.
    """

    def __init__(self, master: str = "", *, session: SparkSession | None = None) -> None:
        self._own = session is None
        self._session = session.newSession() if session is not None else _started(master or _LOCAL)

    def __enter__(self) -> Self:
        """The engine itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the session, unless it was there before."""
        if self._own:
            self._session.stop()

    def statuses(self, law: Tables, awards: pyarrow.Table, days: Iterable[date]) -> pyarrow.Table:
        """``status.sql`` over the awards: what :class:`~.duckdb_engine.DuckDB` gives, in no order."""
        for table in law.values():
            self._view(table.name, as_arrow(table))
        self._view("awards", awards)
        asked = Table.of("days", DAYS, ((day,) for day in sorted(set(days))))
        self._view("days", as_arrow(asked))
        for statement in statements():
            self._session.sql(statement)
        return self._session.sql(_STATUS).toArrow()

    def explanations(self, compiled: CompiledLaw, proof_ids: Iterable[int]) -> pyarrow.Table:
        """The proof behind each number, worked out on the executors: :data:`PROOFS`, in no order.

        The numbers are those that ``statuses`` gave for the tables of this very law.
        """

        def explain(batches: Iterator[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
            for batch in batches:
                numbers = batch.column("proof_id")
                proofs = [msgspec.json.encode(compiled.proof(n)).decode() for n in numbers.to_pylist()]
                yield pyarrow.RecordBatch.from_arrays(
                    [numbers, pyarrow.array(proofs, type=pyarrow.string())], names=["proof_id", "proof"]
                )

        asked = Table.of("asked", PROOFS[:1], ((n,) for n in sorted(set(proof_ids))))
        frame = self._session.createDataFrame(as_arrow(asked))
        return frame.mapInArrow(explain, "proof_id bigint, proof string").toArrow()

    def _view(self, name: str, rows: pyarrow.Table) -> None:
        self._session.createDataFrame(rows).createOrReplaceTempView(name)


def _started(master: str) -> SparkSession:
    """A session on ``master``."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError:
        raise InputError(
            "Spark is not installed", where="--engine", remedy="pip install 'enjoined[spark]'"
        ) from None
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise InputError(
            "Spark needs Java, and none is found",
            where="--engine",
            remedy="install Java 17, or set JAVA_HOME",
        )
    builder = SparkSession.builder.appName("enjoined").master(master)
    settings = dict(_SETTINGS)
    if master.startswith("local"):
        settings |= _ON_THIS_MACHINE
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        # The workers run in the environment that this program is installed in, not in the first Python on the path.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        raise InputError(
            f"Spark does not start: {str(error).splitlines()[0]}",
            where="--master",
            remedy="name a master such as local[2] or spark://HOST:7077",
        ) from error
    session.sparkContext.setLogLevel("ERROR")
    return session
