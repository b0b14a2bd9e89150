"""Files of figures: what is read, and every mistake with its line."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from enjoined.errors import InputError
from enjoined.money.jag.read import read_states, read_units

HEAD = "fiscal_year,state,population,crimes_1,crimes_2,crimes_3,average"


def written(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "figures.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_columns_are_found_by_name_and_years_apart(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "average,remark,STATE,population,Fiscal Year,crimes_1,crimes_2,crimes_3",
        ',x,Illinois,"12,839,047",2016,53556,51956,47775',
        "200,,as+mp,107000,2016,,,",
        "1,,IN,5,2015,,,",
    )
    illinois, islands = read_states(path, 2016)
    assert (illinois.state, illinois.population, illinois.average) == ("IL", 12_839_047, Fraction(153287, 3))
    assert (islands.state, islands.average) == ("AS+MP", 200)


def test_every_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        HEAD,
        "2016,IL,100,1,2,3,",
        "2016,IL,100,1,2,3,",
        "2016,ZZ,100,1,2,3,",
        "2016,AS,100,1,2,3,",
        "2016,IN,many,1,2,3,",
        "2016,OH,100,1,,3,",
        "2016,MI,,1,2,3,",
        "2016,WI,1.5,1,2,3,",
        "2016,IA,-1,1,2,3,",
    )
    with pytest.raises(ExceptionGroup) as caught:
        read_states(path, 2016)
    errors = [e for e in caught.value.exceptions if isinstance(e, InputError)]
    assert [e.where for e in errors] == [f"{path}:{line}" for line in range(3, 11)]
    assert all(e.remedy for e in errors)


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\xff\xfe", HEAD.encode() + b"\n2016,IL,1,1,1,1,,,,,9\n"]
)
def test_a_file_of_another_layout_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_states(path, 2016)
    assert str(path) in caught.value.where


def test_a_year_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="2016"):
        read_states(written(tmp_path, HEAD, "2016,IL,100,1,2,3,"), 2017)


def test_units_and_the_total_of_all_reporting_units(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "fiscal_year,state,unit,kind,average,years_reported,spending,annexed_to,certified_to",
        "2016,IL,Chicago,city,25813.67,10,,,Cook County",
        "2016,IL,,reporting-units,50000,,,,",
        "2015,IL,Chicago,city,1,10,,,",
    )
    units, totals = read_units(path, 2016)
    assert [(u.unit, u.average, u.certified_to) for u in units] == [
        ("Chicago", Fraction("25813.67"), "Cook County")
    ]
    assert totals == {"IL": 50_000}
