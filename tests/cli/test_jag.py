"""``jag``: a worked year, suppositions, units, a picture, and bad input."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.conftest import Run

YEAR = ("jag", "--fiscal-year", "2016")


def test_the_contract_of_the_json(run: Run) -> None:
    found = run(*YEAR, "--json").json()
    assert (found["schema"], found["fiscal_year"], found["total"]) == ("enjoined.jag/1", 2016, "274906565.00")
    assert len(found["states"]) == 55
    assert sum(Decimal(s["allocation"]) for s in found["states"]) == Decimal(found["total"])
    illinois = next(s for s in found["states"] if s["state"] == "IL")
    assert illinois["allocation"] == "10453675.30"
    assert (illinois["state_share"], illinois["local_pool"]) == ("6272205.18", "4181470.12")
    assert (illinois["published"], illinois["minimum"]) == ("10400000.00", False)
    assert all(step["text"] and "U.S.C." in step["citation"] for step in illinois["steps"])
    for state in found["states"]:
        for key in ("allocation", "state_share", "local_pool"):
            assert re.fullmatch(r"\d+\.\d\d", state[key])


def test_the_working_is_told_step_by_step(run: Run) -> None:
    printed = run(*YEAR, "--state", "Illinois").out
    for said in (
        "11,229,384.39",
        "34 U.S.C. 10156(a)(2)(B)",
        "10,453,675.30",
        "4,181,470.12",
        "Approximation",
    ):
        assert said in printed
    assert max(len(line) for line in printed.splitlines() if "http" not in line) <= 80


def test_a_figure_that_contradicts_the_formula_is_called_so(run: Run) -> None:
    found = run(*YEAR, "--state", "FL", "--json").json()["states"][0]["comparisons"]
    assert [(c["consistent"], c["percent"]) for c in found if c["what"] == "total"] == [(False, "-3.03")]
    assert "source inconsistent" in run(*YEAR, "--state", "FL").out


def test_a_supposition_is_shown_with_the_difference_and_the_cliff(run: Run) -> None:
    printed = run(*YEAR, "--state", "RI", "--what-if", "ri.violent_crime=-20%").out
    assert "difference -$641,576.02" in printed
    assert "Near the cliff: with 6,359 violent crimes" in " ".join(printed.split())
    whole = run(*YEAR, "--what-if", "ri.violent_crime=-20%", "--json").json()
    assert whole["what_if"] == ["ri.violent_crime=-20%"]
    assert all(s["allocation_before"] for s in whole["states"])


def test_a_unit_may_have_other_crimes(run: Run) -> None:
    arguments = (*YEAR, "--local", "il/chicago", "--what-if", "Chicago, IL.violent_crime=+10%")
    found = run(*arguments, "--json").json()["states"][0]
    (unit,) = found["local"]["units"]
    assert (unit["violent_crime"], found["violent_crime"]) == ("28395.03", "53677.03")
    assert Decimal(unit["allocation_before"]) < Decimal(unit["allocation"])
    assert f"without the supposition ${Decimal(unit['allocation_before']):,}" in " ".join(
        run(*arguments).out.split()
    )


def test_reductions_come_off_the_grant_to_the_state(run: Run) -> None:
    found = run(*YEAR, "--state", "PR", "--sorna", "PR", "--prea", "pr", "--json").json()["states"][0]
    assert [p["amount"] for p in found["penalties"]] == ["287857.67", "143928.84"]
    assert found["state_award"] == "2446790.23"


def test_a_city_by_name_and_with_the_total_of_reporting_units(run: Run) -> None:
    rough = run(*YEAR, "--local", "Chicago", "--json").json()["states"][0]["local"]
    assert rough["approximation"] is True
    exact = run(*YEAR, "--local", "chicago", "--reporting-total", "IL=45000", "--json").json()["states"][0][
        "local"
    ]
    assert exact["approximation"] is False
    assert Decimal(exact["units"][0]["allocation"]) > Decimal(rough["units"][0]["allocation"])


def test_a_year_of_ones_own(run: Run, tmp_path: Path) -> None:
    inputs = tmp_path / "my.csv"
    inputs.write_text(
        "fiscal_year,state,population,average\n2031,IL,600,50\n2031,IN,400,50\n", encoding="utf-8"
    )
    found = run("jag", "--fiscal-year", "2031", "--total", "1,000", "--inputs", str(inputs), "--json").json()
    assert [s["allocation"] for s in found["states"]] == ["550.00", "450.00"]
    assert len(found["lacking"]) == 53 and "AS+MP" in found["lacking"]


def test_the_picture_is_whole_svg(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "cliff.svg"
    run(*YEAR, "--plot", str(picture))
    root = ElementTree.fromstring(picture.read_text(encoding="utf-8"))
    assert root.tag.endswith("svg")
    said = " ".join("".join(e.itertext()) for e in root.iter() if e.tag.endswith("text"))
    assert "the cliff: 8,575 crimes in three years" in said and "supposing" not in said


def test_the_picture_of_another_world_says_so(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "cliff.svg"
    changes = [f"{state}.violent_crime=-20%" for state in ("ri", "sd", "nd", "vt")]
    run(*YEAR, "--plot", str(picture), *(word for change in changes for word in ("--what-if", change)))
    said = picture.read_text(encoding="utf-8")
    assert f"supposing {', '.join(changes[:3])} and 1 more<" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--fiscal-year", "2031"), "no line of fiscal year 2031"),
        (("--fiscal-year", "2016", "--state", "ZZ"), "no State"),
        (("--fiscal-year", "2016", "--state", "AS"), "AS+MP"),
        (("--fiscal-year", "2016", "--total", "much"), "no number"),
        (("--fiscal-year", "2016", "--local", "Gotham"), "--locals FILE"),
        (("--fiscal-year", "2016", "--what-if", "x"), "cannot read"),
        (("--fiscal-year", "2016", "--reporting-total", "IL"), "CA=161997"),
        (("--fiscal-year", "2016", "--reporting-total", "IL=5", "--state", "IL"), "report"),
        (("--fiscal-year", "2016", "--inputs", "nowhere.csv"), "nowhere.csv"),
        (("--fiscal-year", "2016", "--plot", "cliff.pdf"), "SVG"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(run: Run, arguments: tuple[str, ...], said: str) -> None:
    failed = run("jag", *arguments)
    assert failed.code == 2
    assert said in failed.err
    assert len(failed.err.splitlines()) == 1
