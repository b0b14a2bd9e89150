"""How the table of governments is made of the public tables."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "build_places.py"


@pytest.fixture(scope="module")
def script() -> dict[str, Any]:
    return runpy.run_path(str(SCRIPT))


def test_a_township_must_be_legal_and_still_printed(script: dict[str, Any], tmp_path: Path) -> None:
    listed, current = tmp_path / "listed.csv", tmp_path / "current.csv"
    codes = ("3900100001", "3900100002", "3900100004", "3900100005", "3800100001")
    listed.write_text("id,name,census_geoid\n" + "".join(f"x,X,place-{code}\n" for code in codes))
    current.write_text(
        "Estimates Geographies\nSummary Level,State,County,Subdivision,Place,City,Name\n"
        "061,39,001,00001,00000,00000,First township\n"
        "061,39,001,00003,00000,00000,Covered City township\n"
        "061,39,001,00004,00000,00000,Some city\n"
        "061,39,001,00005,00000,00000,Dropped township\n"
        "061,38,001,00001,00000,00000,Bare UT\n"
        "061,42,001,00001,00000,00000,Elsewhere township\n"
    )
    decisions = script["Decisions"](drops={"3900100005"})
    rows = script["read_townships"](listed, current, decisions)
    assert [(row.id, row.kind, row.name, row.counties) for row in rows.values()] == [
        ("", "township", "First", ("39001",))
    ]


def test_residents_of_towns_are_those_under_their_county(script: dict[str, Any], tmp_path: Path) -> None:
    table = tmp_path / "sub.csv"
    lines = [
        ("Ohio", 9), ("Orphan township", 1), ("Adams County", 8), ("Balance of Adams County", 3), ("Green township", 5),
        ("Twice township", 2), ("Twice township", 3), ("Lost County", 7), ("Green township", 4), ("Allen County", 6),
        ("Green charter township", 2),
    ]  # fmt: skip
    table.write_text("NAME,STNAME,POPESTIMATE2018\n" + "".join(f"{name},Ohio,{n}\n" for name, n in lines))
    counties = {"39001": "Adams County", "39003": "Allen County"}
    assert script["read_subcounty"](table, counties) == {
        ("39001", "township", "Green"): 5,
        ("39003", "township", "Green"): 2,
    }


def test_the_largest_count_is_kept_with_its_first_year(script: dict[str, Any], tmp_path: Path) -> None:
    table = tmp_path / "est.csv"
    years = range(2010, 2020)
    head = "SUMLEV,STATE,PLACE,CENSUS2010POP," + ",".join(f"POPESTIMATE{year}" for year in years)
    counts = {2012: 70, 2013: 70}
    table.write_text(f"{head}\n162,1,124,A,{','.join(str(counts.get(year, 5)) for year in years)}\n")
    assert script["read_estimates"](table) == {"0100124": (70, 2012)}
    assert script["larger"]({"1": (5, 2020)}, {"1": (5, 2010), "2": (1, 2010)}) == {
        "1": (5, 2020),
        "2": (1, 2010),
    }
