"""Reading files of awards: every row is loaded, or rejected with its row number, column and reason.

DuckDB reads, a file at a time, into a table that goes to a folder of its own where it does not fit into memory; the
folder goes when the reader is closed. Each file is read once: where a bad row stands is known from its place among all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import duckdb
import msgspec

from enjoined.errors import InputError
from enjoined.money.amounts import spoken_dollars
from enjoined.money.awards.fields import NO_AWARD, NO_AWARDS, OF_STATE, STAGED, quoted, staging
from enjoined.money.awards.headings import told_apart
from enjoined.money.awards.layouts import Reading, header_among, recognise
from enjoined.money.awards.ledger import LEDGER, is_ledger
from enjoined.money.awards.passing import parted
from enjoined.money.awards.periods import dated
from enjoined.money.awards.remains import LAST_TOTAL, SWALLOWED
from enjoined.money.awards.row_numbers import rows_in_file
from enjoined.money.awards.scanning import literal, scan, widest_buffer
from enjoined.money.awards.sources import Header, Source, sources, with_even_lines
from enjoined.money.awards.units import WITH_CENTS, in_dollars, said_below, scaled
from enjoined.money.engines.arrow import made
from enjoined.registry.files import drafted
from enjoined.registry.scratch import Scratch

__all__ = ["FileRead", "Reader", "Reject"]

_INTERRUPTED: Final = "Query interrupted"
"""What DuckDB says of a query that a signal broke off."""
_KEEPS_YEARS: Final = (
    "awards kept before keep the years they were read with: --fiscal-year says nothing of them"
)


class Reject(msgspec.Struct, frozen=True, kw_only=True):
    """A row that was not loaded. ``row`` counts from 1, the header included, as spreadsheets do."""

    file: str
    row: int
    column: str
    reason: str
    value: str


class FileRead(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file: ``read`` rows are ``loaded`` plus ``rejected``."""

    file: str
    layout: str
    title: str
    version: str | None
    columns: dict[str, str]
    read: int
    loaded: int
    rejected: int
    notes: tuple[str, ...]


class Reader:
    """Rows of files, staged in one database; use it in a ``with`` statement."""

    def __init__(self, *, memory: str = "", threads: int = 0) -> None:
        self._scratch = Scratch("enjoined-portfolio-")
        self.folder = self._scratch.folder
        self.files: list[FileRead] = []
        self.ledgers: list[Path] = []
        try:
            self.line = duckdb.connect(":memory:")
            self.line.execute("SET enable_progress_bar = false")
            self.line.execute(f"SET temp_directory = {literal(self.folder / 'spill')}")
            # Programs and years under conditions are looked for while a kept portfolio is read, up to so many.
            self.line.execute("SET dynamic_or_filter_threshold = 1000")
            if memory:
                self.line.execute("SET memory_limit = ?", [memory])
            if threads:
                self.line.execute(f"SET threads = {int(threads)}")
            self.line.execute(f"CREATE TABLE staged (file INTEGER, {STAGED}, why VARCHAR)")
            self.line.execute(
                "CREATE TABLE rejects (file VARCHAR, row BIGINT, col VARCHAR, reason VARCHAR, value VARCHAR)"
            )
        except BaseException:
            self._scratch.close()
            raise

    def __enter__(self) -> Self:
        """The reader itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the database and remove its folder. Raises ``KeyboardInterrupt`` where DuckDB made an error of one."""
        self.line.close()
        self._scratch.close()
        if isinstance(error, RuntimeError) and str(error) == _INTERRUPTED:
            raise KeyboardInterrupt from None

    def read(
        self,
        files: Iterable[Path],
        *,
        mapped: Mapping[str, str],
        called: Mapping[Path, str] = {},
        sheet: str | None = None,
        holder: str = "",
        year: int | None = None,
    ) -> None:
        """Stage all rows of the files, ``called`` by their paths unless they have other names.

        ``holder`` is the id of who holds the awards of files that do not say so, ``year`` their fiscal year.
        A file of a folder or archive that tells of no awards is passed over, with a note. Raises ``InputError`` for any
        other that cannot be read, or only in part, and for a ``mapped`` column that no file has.
        """
        passed_over: list[InputError] = []

        def knows(rows: Sequence[Sequence[str]]) -> Header | None:
            try:
                header, skipped = header_among(rows, mapped, "", holder)
                columns = recognise(header, mapped, "", holder).columns
            except InputError:
                return None
            told = {
                column for field, column in columns.items() if field not in ("obligated", "outlayed", "whole")
            }
            return Header(
                rows=skipped + 1, told=frozenset(n for n, name in enumerate(header) if name in told)
            )

        for source in sources(files, self.folder, sheet=sheet, knows=knows, called=called):
            if source.parquet and is_ledger(source.head[0]):
                self._refer(source, year)
                continue
            try:
                self._stage(source, mapped, holder, year)
            except InputError as failure:
                begun = self._one("SELECT count(*) FROM staged WHERE file = ?", len(self.files))
                if begun or not source.among:
                    raise
                passed_over.append(failure)
                self.files.append(_not_read(source, failure))
            if source.path.is_relative_to(self.folder):
                source.path.unlink()
        if passed_over and len(passed_over) == len(self.files):
            raise passed_over[0]
        repeated = [
            file.file for n, file in enumerate(self.files) if file.file in {f.file for f in self.files[:n]}
        ]
        if repeated:
            raise InputError("the file is given twice", where=repeated[0], remedy="give it once")
        for field, column in mapped.items():
            if not any(
                f.columns.get(field, "").strip().lower() == column.strip().lower() for f in self.files
            ):
                raise InputError(
                    f"no file has a column {column!r}", where="--map", remedy="look at its header"
                )

    def _refer(self, source: Source, year: int | None) -> None:
        """A portfolio kept before is not copied: it is read where it lies."""
        try:
            counted = self.line.execute(
                f"SELECT count(*), count(obligated) FROM {scan(source, [], 0)}"
            ).fetchall()
        except duckdb.Error as error:
            raise InputError(
                f"the file cannot be read: {_first(error)}", where=source.name, remedy="keep the awards again"
            ) from None
        ((read, loaded),) = counted
        if read > loaded:
            self.line.execute(
                "INSERT INTO rejects SELECT ?, file_row_number + 1, 'obligated', 'no amount', '' "
                f"FROM read_parquet({literal(source.path)}, file_row_number = true) WHERE obligated IS NULL",
                [source.name],
            )
        self.ledgers.append(source.path)
        self.files.append(
            FileRead(
                file=source.name,
                layout="ledger",
                title="awards kept by portfolio --keep",
                version=None,
                columns={name: name for name in LEDGER},
                read=read,
                loaded=loaded,
                rejected=read - loaded,
                notes=() if year is None else (_KEEPS_YEARS,),
            )
        )

    def _stage(self, source: Source, mapped: Mapping[str, str], holder: str, year: int | None) -> None:
        if source.failure is not None:
            raise source.failure
        header, skipped = header_among(source.head, mapped, source.name, holder)
        if source.parquet:
            header = list(source.head[0])
        reading = recognise(header, mapped, source.name, holder)
        reading = scaled(dated(reading, source.head[:skipped], year), source.head[:skipped])
        names = told_apart([name or f"column {n + 1}" for n, name in enumerate(header)])
        if reading.units and self._with_cents(reading, scan(source, names, skipped)):
            reading = in_dollars(reading)
        buffer = widest_buffer(self.line, source)
        number = len(self.files)
        before = self._one("SELECT coalesce(max(rowid) + 1, 0) FROM staged")
        start = f"INSERT INTO staged SELECT {number}, * FROM"
        try:
            read = self._run(f"{start} ({staging(reading, scan(source, names, skipped, buffer))})")
        except duckdb.Error as error:
            even = None if source.parquet else with_even_lines(source, self.folder)
            if even is None:
                raise _unreadable(error, source) from None
            source = even
            try:
                read = self._run(f"{start} ({staging(reading, scan(source, names, skipped, buffer))})")
            except duckdb.Error as again:
                raise _unreadable(again, source) from None
        broken = [] if source.parquet else self._broken(source, skipped, len(names))
        bad = self._one("SELECT count(why) FROM staged WHERE rowid >= ?", before)
        if bad:
            self._locate(source, skipped, before, broken)
        if reading.layout == "plain" and "program" not in mapped:
            known = self._one(
                "SELECT count(*) FROM rejects WHERE file = ? AND reason = ?", source.name, OF_STATE
            )
            parted(reading.columns.get("program", ""), source.name, of_state=known)
        below = said_below(reading, self._remarks(source, before)) if bad or broken else []
        version = reading.version.since.isoformat() if reading.version is not None else None
        self.files.append(
            FileRead(
                file=source.name,
                layout=reading.layout,
                title=reading.title,
                version=version,
                columns=reading.columns,
                read=read + len(broken),
                loaded=read - bad,
                rejected=bad + len(broken),
                notes=(*source.notes, *reading.notes, *below, *(self._reconciled(before) if bad else ())),
            )
        )

    def _with_cents(self, reading: Reading, rows: str) -> bool:
        """Whether some amount that is to be multiplied has cents and so many digits that it is in dollars."""
        tests = [
            f"regexp_full_match(replace({quoted(reading.columns[field])}, ',', ''), {literal(WITH_CENTS)})"
            for field in reading.units
        ]
        try:
            return self._run(f"SELECT count(*) FROM {rows} WHERE {' OR '.join(tests)}") > 0
        except duckdb.Error:  # to read the rows says it, or mends it
            return False

    def _remarks(self, source: Source, before: int) -> list[str]:
        """What stands in rows of a file that were left out and have no amount, the last of them."""
        rows = self.line.execute(
            "SELECT concat_ws(' ', name, number) FROM staged WHERE rowid >= ? AND why IS NOT NULL AND "
            "obligated IS NULL AND coalesce(name, number) IS NOT NULL ORDER BY rowid DESC LIMIT 100",
            [before],
        ).fetchall()
        values = self.line.execute(
            "SELECT value FROM rejects WHERE file = ? AND value <> '' ORDER BY row DESC LIMIT 100",
            [source.name],
        ).fetchall()
        return [text for (text,) in (*rows, *values)]

    def _reconciled(self, before: int) -> list[str]:
        """What the total below the awards of a file, staged from row ``before`` on, says, and what they add up to."""
        asked = {"before": before, "no_award": NO_AWARD, "of_state": OF_STATE}
        rows = self.line.execute(LAST_TOTAL, asked).fetchall()
        return [
            f"the total at the end{f' ({text})' if text else ''} is {spoken_dollars(said)}; the rows loaded add up to "
            + ("the same" if said == found else f"{spoken_dollars(found)}: look at what was left out")
            for text, said, found in rows
        ]

    def _run(self, statement: str) -> int:
        for table in ("reject_errors", "reject_scans"):
            self.line.execute(f"DROP TABLE IF EXISTS {table}")
        found = self.line.execute(statement).fetchall()
        return int(found[0][0]) if found else 0

    def _one(self, query: str, *values: object) -> int:
        ((found,),) = self.line.execute(query, list(values)).fetchall()
        return int(found)

    def _broken(self, source: Source, skipped: int, width: int) -> list[int]:
        """Rows that are no rows of the table: too few or too many columns, bad quotes or characters. Their numbers."""
        self.line.execute(
            "INSERT INTO rejects SELECT ?, line + ?, coalesce(any_value(column_name), ''), "
            "lower(any_value(error_type)), left(trim(coalesce(any_value(csv_line), ''), E' \n\r'), 200) "
            "FROM reject_errors GROUP BY line",
            [source.name, skipped],
        )
        swallowed = self.line.execute(SWALLOWED, [source.delimiter, width - 1]).fetchall()
        if swallowed:
            raise InputError(
                "a quotation mark is never closed: the rows below it cannot be told apart",
                where=f"{source.name}:{swallowed[0][0] + skipped}",
                remedy="close or remove it",
            )
        rows = self.line.execute("SELECT DISTINCT line FROM reject_errors").fetchall()
        return [line + skipped for (line,) in rows]

    def _locate(self, source: Source, skipped: int, before: int, broken: list[int]) -> None:
        """Note the bad rows of a file, staged from row ``before`` on in the order of the file, with their numbers."""
        rows = self.line.execute(
            "SELECT rowid - ? + 1 FROM staged WHERE rowid >= ? AND why IS NOT NULL ORDER BY 1",
            [before, before],
        ).fetchall()
        wanted = [n for (n,) in rows]
        places = [n + 1 for n in wanted] if source.parquet else rows_in_file(source, skipped, wanted, broken)
        self.table("places", {"n": "BIGINT", "row": "BIGINT"}, list(zip(wanted, places, strict=True)))
        self.line.execute(
            "INSERT INTO rejects SELECT ?, p.row, split_part(why, E'\t', 1), split_part(why, E'\t', 2), "
            "left(split_part(why, E'\t', 3), 200) FROM staged s JOIN places p ON s.rowid = p.n + ? - 1",
            [source.name, before],
        )
        self.line.execute("DROP TABLE places")

    def first_rejects(self, most: int = 10) -> list[Reject]:
        """The first rejected rows, in order of files and rows; those that were meant for awards before all others."""
        rows = self.line.execute(
            f"{_REJECTS.format(first=f'{_MEANT_FOR_NONE}, ')} LIMIT {int(most)}"
        ).fetchall()
        return [Reject(file=f, row=n, column=c, reason=why, value=value) for f, n, c, why, value in rows]

    def no_awards(self) -> int:
        """How many of the rejected rows were not meant for awards: empty ones, headings, totals and remarks."""
        return self._one(f"SELECT count(*) FROM rejects WHERE {_MEANT_FOR_NONE}")

    def write_rejects(self, path: Path) -> None:
        """Write all rejected rows to a CSV file: file, row, column, reason, value."""
        with drafted(path) as draft:
            self.line.execute(f"COPY ({_REJECTS.format(first='')}) TO {literal(draft)} (FORMAT csv, HEADER)")

    def table(self, name: str, columns: Mapping[str, str], rows: Sequence[Sequence[object]]) -> None:
        """Make a table of some rows, in the place of any that is there."""
        declared = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self.line.execute(f"CREATE OR REPLACE TABLE {name} ({declared})")
        if not rows:
            return
        types = {"VARCHAR": "string", "UBIGINT": "uint64", "BIGINT": "int64", "INTEGER": "int32"}
        incoming = made({name: types[kind] for name, kind in columns.items()}, list(zip(*rows, strict=True)))
        self.line.register("incoming", incoming)
        self.line.execute(f"INSERT INTO {name} SELECT * FROM incoming")
        self.line.unregister("incoming")


_REJECTS: Final = (
    'SELECT file, row, col AS "column", reason, value FROM rejects ORDER BY {first}file, row, col'
)


_MEANT_FOR_NONE: Final = f"(reason IN ({', '.join(map(literal, NO_AWARDS))}))"


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0]


def _not_read(source: Source, failure: InputError) -> FileRead:
    return FileRead(
        file=source.name,
        layout="none",
        title="not read",
        version=None,
        columns={},
        read=0,
        loaded=0,
        rejected=0,
        notes=(f"not read: {failure.what}",),
    )


def _unreadable(error: duckdb.Error, source: Source) -> InputError:
    if isinstance(error, duckdb.OutOfMemoryException):
        what, remedy = "not enough memory or disk", "give it more, or fewer files"
    else:
        what, remedy = "the file cannot be read", "save it as CSV again"
    return InputError(f"{what}: {_first(error)}", where=source.name, remedy=remedy)
