"""The figures held: the traps that are known, and tables that a user brings."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.claims import check_claim
from enjoined.claims.figures.inspect import suspicions
from enjoined.claims.figures.statistics import City, Series, Statistics, load
from tests.cli.conftest import Run, run  # noqa: F401


def test_philadelphias_reversed_years_are_put_right() -> None:
    counts = {y: {f.murders for f in load().figures("pa/philadelphia", y, "murders")} for y in (2013, 2016)}
    assert counts[2016] == {277}
    assert 246 in counts[2013]


def test_figures_far_apart_are_flagged_and_series_stay_apart() -> None:
    data = load()
    atlanta = data.of("ga/atlanta", 2019)
    assert {f.murders for f in atlanta if f.murders} >= {73, 106}
    assert all("disputed" in f.flags for f in atlanta if f.murders)
    definitions = {s.definition for s in data.series.values()}
    assert {"fbi", "rtci", "mcca"} <= definitions


def test_every_figure_is_of_a_known_city_and_series() -> None:
    data = load()
    for city in data.cities:
        for year in data.years(city):
            for figure in data.of(city, year):
                assert figure.series in data.series
                assert 1975 <= figure.year <= 2026


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ENJOINED_DATA", str(tmp_path / "data"))
    load.cache_clear()
    yield tmp_path  # type: ignore[misc]
    load.cache_clear()


def test_an_imported_table_is_used_and_its_bad_rows_named(own: Path, run: Run) -> None:  # noqa: F811
    table = own / "fbi 2026.csv"
    table.write_text(
        "agency_name,state_abbr,data_year,population,homicide,violent_crime\n"
        "Chicago Police Department,IL,2026,2700000,400,20000\n"
        "Atlantis Police Department,IL,2026,1,1,1\n"
        "Houston,TX,20x6,1,1,1\n"
        "Chicago,IL,2026,1,1,1\n"
    )
    ran = run("statistics", "import", str(table))
    assert ran.code == 0
    assert "4 rows read = 1 kept + 3 rejected" in ran.out
    assert "fbi 2026.csv:3: no government is called Atlantis" in ran.err
    load.cache_clear()
    assert check_claim("Chicago had 400 murders in 2026").verdict == "true"
    assert run("statistics", "import", str(table)).code == 2
    again = run("statistics", "import", str(table), "--replace", "--json").json()
    assert (again["read"], again["kept"], len(again["rejected"])) == (4, 1, 3)
    assert again["rejected"][0]["where"] == "fbi 2026.csv:3"


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", "city,state,year\nChicago,IL,2020\n", '"\x00'])
def test_what_is_no_such_table_is_refused_and_nothing_is_kept(own: Path, run: Run, text: str) -> None:  # noqa: F811
    table = own / "bad.csv"
    table.write_text(text)
    ran = run("statistics", "import", str(table))
    assert ran.code == 2 and "bad.csv" in ran.err
    assert not list((own / "data").rglob("*.csv"))


def test_the_json_follows_the_contract(run: Run, tmp_path: Path) -> None:  # noqa: F811
    found = run("claim", "Chicago had 765 murders in 2016", "--json").json()
    assert found["schema"] == "enjoined.claim/1"
    assert {"claim", "parsed", "verdict", "reason", "figures", "flips_on", "true_in"} <= found.keys()
    assert {"city", "year", "measure", "value", "population", "rate", "series", "source"} <= found["figures"][
        0
    ].keys()
    many = tmp_path / "claims.jsonl"
    many.write_text('{"claim": "Chicago had 765 murders in 2016"}\n{"claim": "x", "on": "2017-08-07"}\n')
    lines = run("claim", "--file", str(many), "--json").out.splitlines()
    assert len(lines) == 2
    many.write_text('{"claim": 3}\nno\n')
    ran = run("claim", "--file", str(many))
    assert ran.code == 2 and "claims.jsonl:1" in ran.err and "claims.jsonl:2" in ran.err


def test_a_claim_or_a_file_is_needed(run: Run) -> None:  # noqa: F811
    assert run("claim").code == 2


def test_reversed_years_jumps_and_foreign_populations_are_caught() -> None:
    counts = [100, 120, 150, 190, 240, 300]
    rows = [f"x,{2000 + n},a,{count},,," for n, count in enumerate(counts)]
    rows += [f"x,{2000 + n},b,{count},,," for n, count in enumerate(reversed(counts))]
    rows += [f"x,{2010 + n},c,{count},,500000," for n, count in enumerate((50, 20, 60, 200))]
    rows += ["x,2010,census_places,,,300000,"]
    series = [Series(id=i, title="", publisher="", definition="fbi", published="next 09-30", source="") for i in ("a", "b", "c", "census_places")]  # fmt: skip
    found = [str(s) for s in suspicions(Statistics(series, [City("x", "X", "XX")], {"x": rows}, []))]
    assert any("reverse order" in line for line in found)
    assert any("60 murders in 2012 and 200 in 2013" in line for line in found)
    assert any("part of 2011" in line for line in found)
    assert any("population in c is not the city's" in line for line in found)


def test_the_figures_that_ship_hold_no_reversed_years() -> None:
    assert not [s for s in suspicions(load()) if "reverse" in s.why]


def test_totals_of_violent_crimes_that_are_none_are_caught() -> None:
    rows = [
        "x,2020,a,40,0,200000,",
        "x,2021,a,40,40,200000,",
        "x,2022,a,40,39,200000,",
        "x,2023,a,0,0,200000,",
    ]
    rows += ["x,2024,a,40,1200,200000,", "x,2025,a,40,,200000,"]
    series = [Series(id="a", title="", publisher="", definition="fbi", published="next 09-30", source="")]
    found = suspicions(Statistics(series, [City("x", "X", "XX")], {"x": rows}, []))
    assert {s.years[0] for s in found if "violent crimes" in s.why} == {2020, 2021, 2022, 2023}


def test_the_figures_that_ship_hold_no_total_that_is_none() -> None:
    assert not [s for s in suspicions(load()) if "violent crimes" in s.why]
    for claim in ("New Orleans had no violent crime in 2025", "Los Angeles had 334 violent crimes in 2023"):
        assert check_claim(claim).verdict != "true", claim


def test_an_import_leaves_totals_that_are_none_blank_and_says_so(own: Path, run: Run) -> None:  # noqa: F811
    table = own / "mine.csv"
    table.write_text(
        "city,state,year,murders,violent_crimes,population\n"
        "Chicago,IL,2026,400,0,2700000\nHouston,TX,2026,250,250,2300000\nMemphis,TN,2026,180,14000,610000\n"
        "Evanston,IL,2026,,0,73000\n"
    )
    ran = run("statistics", "import", str(table))
    assert "violent crimes left blank in 3 of the rows (Chicago 2026, Houston 2026" in ran.out + ran.err
    load.cache_clear()
    held = {c: f for c in ("il/chicago", "tx/houston", "tn/memphis") for f in load().of(c, 2026)}
    assert [held[c].violent_crimes for c in sorted(held)] == [None, 14000, None]
    assert [held[c].murders for c in sorted(held)] == [400, 180, 250]


def test_the_fbis_printed_table_of_cities_is_read(own: Path, run: Run) -> None:  # noqa: F811
    table = own / "table-8.csv"
    table.write_text(
        'Table 8,,,,\nOffenses Known to Law Enforcement,,,,\n"by State by City, 2019",,,,\n'
        "State,City,Population,Violent crime,Murder and nonnegligent manslaughter\n"
        'ILLINOIS4,Chicago5,"2,707,064","25,532",492\n,Evanston,"73,473",100,1\n'
        '"1 A footnote.",,,,\n'
    )
    assert "2 rows read = 2 kept + 0 rejected" in run("statistics", "import", str(table)).out
    load.cache_clear()
    assert {f.murders for f in load().of("il/chicago", 2019) if f.series == "table_8"} == {492}


def test_a_table_of_a_spreadsheet_is_read_and_a_web_page_is_called_one(own: Path, run: Run) -> None:  # noqa: F811
    table = own / "wide.csv"
    table.write_bytes(
        "city\tstate\tyear\tmurders\nBoston\tMA\t2024\t58\nBoston\tMA\t2025\t6\n".encode("utf-16")
    )
    ran = run("statistics", "import", str(table))
    assert ran.code == 0
    assert "58 murders in 2024, 6 in 2025" in ran.out
    for text, said in (("<!doctype html><p>Not found", "web page"), ("\n", "empty")):
        table.write_text(text, encoding="utf-8")
        ran = run("statistics", "import", str(table), "--replace")
        assert ran.code == 2
        assert said in ran.err
