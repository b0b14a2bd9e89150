"""What is exported is what is read back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from enjoined.errors import InputError
from enjoined.export import read_parquet, read_sqlite, write_parquet, write_sqlite
from enjoined.law import Award
from enjoined.law.compiled import compile_law
from enjoined.law.compiled.rows import TABLES, tables
from enjoined.model import Recipient
from enjoined.registry.table import LawTable
from tests.law.compiled.worlds import worlds
from tests.money.portfolios import people_of, portfolios
from tests.money.small import HOLDINGS, LAW


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(worlds(), portfolios)
def test_round_trip(tmp_path: Path, law: LawTable, holdings: list[tuple[Recipient, Award]]) -> None:
    rows = tables(compile_law(law), people_of(holdings))
    write_sqlite(rows, tmp_path / "law.sqlite")
    write_parquet(rows, tmp_path / "law")
    assert read_sqlite(tmp_path / "law.sqlite") == rows
    assert read_parquet(tmp_path / "law") == rows


def test_writing_again_replaces_and_leaves_nothing_else(tmp_path: Path) -> None:
    rows = tables(compile_law(LAW), people_of(HOLDINGS))
    for _ in range(2):
        write_sqlite(rows, tmp_path / "law.sqlite")
        write_parquet(rows, tmp_path / "law")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["law", "law.sqlite"]
    assert sorted(path.name for path in (tmp_path / "law").iterdir()) == sorted(
        f"{name}.parquet" for name in TABLES
    )


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    rows = tables(compile_law(LAW), people_of(HOLDINGS))
    write_sqlite(rows, tmp_path / "law.sqlite")
    before = (tmp_path / "law.sqlite").read_bytes()
    twice = rows | {"again": rows["facets"]}
    with pytest.raises(sqlite3.Error):
        write_sqlite(twice, tmp_path / "law.sqlite")
    assert (tmp_path / "law.sqlite").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["law.sqlite"]


def test_a_reader_of_sqlite_finds_plain_rows(tmp_path: Path) -> None:
    write_sqlite(tables(compile_law(LAW), people_of(HOLDINGS)), tmp_path / "law.sqlite")
    with closing(sqlite3.connect(tmp_path / "law.sqlite")) as line:
        found = line.execute(
            "SELECT l.from_day, l.until_day, l.status FROM lines l JOIN chart c ON l.line = c.line"
            " JOIN listed n ON n.class = c.class JOIN slices s ON s.order_set = c.order_set AND s.roll = n.roll"
            " JOIN lists p ON p.list = n.list"
            " JOIN facets f ON f.slice_set = s.slice_set AND f.capacity = 'direct'"
            " WHERE p.recipient_id = 'il/alpha' ORDER BY l.from_day"
        ).fetchall()
    assert found == [
        ("0001-01-01", "0003-09-27", "not-imposed"),
        ("0003-09-27", "0003-10-07", "binding"),
        ("0003-10-07", "9999-12-31", "enjoined"),
    ]


@pytest.mark.parametrize("content", [None, b"", b"not a table", b"SQLite format 3\0"])
def test_a_file_that_is_none_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "law.sqlite").write_bytes(content)
        (tmp_path / "facets.parquet").write_bytes(content)
    with pytest.raises(InputError, match="export it again"):
        read_sqlite(tmp_path / "law.sqlite")
    with pytest.raises(InputError, match="export it again"):
        read_parquet(tmp_path)
