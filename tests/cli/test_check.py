"""``check``, ``demo`` and ``registry check`` as a person and a script meet them."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.data import data_directory
from tests.cli.conftest import Run

PDF = str(data_directory("examples") / "chicago-jag-fy2017.pdf")
OCR = str(data_directory("examples") / "chicago-jag-fy2017-ocr.txt")


def test_the_json_of_a_check_has_every_field_of_the_contract(run: Run) -> None:
    found = run("check", "--no-ocr", PDF, "-r", "Chicago, IL", "--on", "2018-07-01", "--json").json()
    assert found["schema"] == "enjoined.check/1"
    assert found["registry"]["hash"] and found["registry"]["options"]["vacatur-reaches"] == "everyone"
    document = found["document"]
    assert document["name"] == "chicago-jag-fy2017.pdf"
    assert (document["kind"], document["text_from"], document["pages"]) == ("award", "pdf", 24)
    assert (document["award_number"], document["recipient"]) == ("2017-DJ-BX-9990", "City of Chicago")
    assert (document["program"], document["fiscal_year"], document["instrument"]) == (
        "16.738",
        2017,
        "jag-fy2017",
    )
    assert (document["amount"], document["award_date"]) == ("2100000.00", "2017-09-29")
    assert any(a["normalized"].startswith("8 USC 1373") for a in document["authorities"])
    imposed = {f["number"]: f for f in found["findings"] if f["role"] == "imposes"}
    assert list(imposed) == ["52", "53", "54", "55", "56"]
    local = imposed["56"]
    assert local["condition"] == "jag-fy2017/56"
    assert local["families"] == ["admit-agents", "notice-release"]
    assert [p["condition"] for p in local["parts"]] == ["jag-fy2017/56a", "jag-fy2017/56b"]
    assert local["answer"]["status"] == "enjoined"
    assert local["page_label"] == "PAGE 17 OF 18"
    assert local["novel"] is False
    assert local["why"]
    assert all(0 <= x0 < x1 <= 612 and 0 <= y0 < y1 <= 792 for x0, y0, x1, y1 in local["boxes"])
    assert {u["page"] for u in found["unread"]} == {11}


def test_the_quote_stands_where_the_finding_says(run: Run) -> None:
    from enjoined.documents import read

    document = read(PDF, ocr=False)
    for finding in run("check", "--no-ocr", PDF, "--json").json()["findings"]:
        on_page = document.pages[finding["page"] - 1].text[finding["start"] : finding["end"]]
        assert on_page[:80] in finding["quote"]


def test_without_a_recipient_no_status_is_given(run: Run) -> None:
    found = run("check", "--no-ocr", PDF, "--json").json()
    assert found["findings"]
    assert all("answer" not in f and "answer" not in p for f in found["findings"] for p in f["parts"])
    assert "Add --recipient" in run("check", "--no-ocr", PDF).out


def test_the_county_is_bound_where_the_city_is_not(run: Run) -> None:
    found = run("check", "--no-ocr", PDF, "-r", "Harris County, TX", "--on", "2018-07-01", "--json").json()
    local = next(f for f in found["findings"] if f["number"] == "56")
    assert local["answer"]["status"] == "binding"
    assert any("names City of Chicago" in w for w in found["document"]["warnings"])
    assert (
        run("check", "--no-ocr", PDF, "-r", "Harris County, TX", "--on", "2018-07-01", "--exit-code").code
        == 1
    )


def test_damaged_text_gives_the_same_conditions(run: Run) -> None:
    found = run("check", OCR, "-r", "il/chicago", "--on", "2018-07-01", "--json").json()
    imposed = {f["number"]: f["condition"] for f in found["findings"] if f["role"] == "imposes"}
    assert imposed == {n: f"jag-fy2017/{n}" for n in ("52", "53", "54", "55", "56")}
    assert found["document"]["text_from"] == "text"


def test_a_clause_that_nothing_ties_to_an_instrument_is_unclear_not_binding(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "terms.txt"
    file.write_text(
        "SPECIAL CONDITIONS\n\n1. Notice of release\nThe recipient must give the Department of Homeland Security, on "
        "its formal written request, advance notice of the scheduled release date and time of an alien in custody.\n"
        "2. Reports\nThe recipient must file quarterly reports.\n",
        encoding="utf-8",
    )
    (finding,) = run("check", str(file), "-r", "Kane County, IL", "--json").json()["findings"]
    assert finding["condition"] is None
    assert finding["answer"]["status"] == "unclear"
    assert "neither a program nor a fiscal year" in finding["answer"]["unclear_because"][0]["fact"]


def test_several_files_give_a_list(run: Run) -> None:
    found = run("check", "--no-ocr", PDF, OCR, "--json").json()
    assert [f["document"]["name"] for f in found] == ["chicago-jag-fy2017.pdf", "chicago-jag-fy2017-ocr.txt"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "empty"), (b"%PDF-1.7\n1 0 obj\n", "damaged"), (b"PK\x03\x04" + b"\0" * 60, "archive")],
)
def test_a_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "award.pdf"
    file.write_bytes(content)
    ran = run("check", str(file))
    assert ran.code == 2
    (line,) = ran.err.strip().splitlines()
    assert "award.pdf" in line
    assert said in line


def test_the_demo_shows_its_four_lines(run: Run) -> None:
    lines = [" ".join(line.split()) for line in run("demo").out.splitlines()]
    assert "15 Nov 2017 Chicago, IL ○ ENJOINED ● BINDING" in lines
    assert "15 Nov 2017 Harris County, TX ○ ENJOINED ● BINDING" in lines
    assert "1 Jul 2018 Chicago, IL ○ ENJOINED ● BINDING" in lines
    assert "1 Jul 2018 Harris County, TX ● BINDING ● BINDING" in lines
    assert run("demo", "--json").json()["schema"] == "enjoined.check/1"


def test_registry_check_counts_and_finds_no_mistake(run: Run) -> None:
    ran = run("registry", "check", "--json")
    found = ran.json()
    assert ran.code == 0
    assert found["errors"] == []
    assert found["counts"]["events"] > 100
    assert "no mistakes" in run("registry", "check").out


def test_registry_check_names_every_mistake_with_its_place(run: Run, tmp_path: Path) -> None:
    case = tmp_path / "cases" / "x-v-y.yaml"
    case.parent.mkdir()
    case.write_text("case: x-v-y\ntitel: X v. Y\ncourt: nowhere\n", encoding="utf-8")
    ran = run("registry", "check", "--registry", str(tmp_path))
    assert ran.code == 2
    lines = ran.err.strip().splitlines()
    assert any("x-v-y.yaml:2" in line and "did you mean 'title'" in line for line in lines)
    assert any("x-v-y.yaml:3" in line and "nowhere" in line for line in lines)
    status = run("status", "-r", "Chicago", "--registry", str(tmp_path))
    assert status.code == 2
    assert status.out == ""


def test_the_stake_of_a_check_is_the_award_in_a_register(run: Run, tmp_path: Path) -> None:
    """The award's own row counts, however its number is written; else those of its program and year."""
    rows = [
        "recipient,state,award number,program,fiscal year,obligated,outlayed",
        '"CHICAGO, CITY OF",IL,2017djbx9990,16.738,2017,2331000.00,500000.00',
        '"CHICAGO, CITY OF",IL,2017-DJ-BX-0001,16.738,2017,100000.00,0',
    ]
    register = tmp_path / "awards.csv"
    register.write_text("\n".join(rows) + "\n", encoding="utf-8")
    asked = (
        "check",
        "--no-ocr",
        PDF,
        "-r",
        "Chicago, IL",
        "--on",
        "2018-07-01",
        "--portfolio",
        str(register),
    )
    found = run(*asked, "--json").json()
    stakes = [p["answer"]["stake"] for f in found["findings"] for p in f["parts"] if p.get("answer")]
    assert stakes and {tuple(s.values()) for s in stakes} == {("2331000.00", "1831000.00", "award")}
    assert "$2,331,000.00 obligated, $1,831,000.00 of it not paid out, on award" in " ".join(
        run(*asked).out.split()
    )
    register.write_text("\n".join([rows[0], rows[2]]) + "\n", encoding="utf-8")
    assert "$100,000.00 obligated, $100,000.00 of it not paid out, on all" in " ".join(
        run(*asked).out.split()
    )
    refused = run("check", "--no-ocr", PDF, "--portfolio", str(register))
    assert refused.code == 2 and "--recipient" in refused.err


SUBAWARD = """STATE OF COLORADO
SUBRECIPIENT GRANT AGREEMENT
Subrecipient: City and County of Denver
FAIN: EMD-2025-EP-00007
Assistance Listing: 97.042 Emergency Management Performance Grants
Amount: $88,412.00

1. Boycotts. The Subrecipient does not take part in a discriminatory prohibited boycott of Israel.
2. Federal terms. (a) The Subrecipient certifies that it does not operate any DEI programs that violate federal
anti-discrimination law; (b) the Subrecipient shall cooperate with Federal officials in the enforcement of Federal
immigration law.
3. Records. Records are kept for three years.
"""


def test_a_subaward_is_told_as_one_where_it_is_said_who_passes_it_on(run: Run, tmp_path: Path) -> None:
    (tmp_path / "subaward.txt").write_text(SUBAWARD, encoding="utf-8")
    asked = (str(tmp_path / "subaward.txt"), "--recipient", "Denver, CO", "--on", "2026-02-01", "--json")

    own = run("check", *asked).json()
    assert any("it is a subaward" in w for w in own["document"]["warnings"])
    parts = [p for f in own["findings"] for p in f.get("parts", ()) if "answer" in p]
    assert parts
    assert "not-imposed" not in {p["answer"]["status"] for p in parts}

    passed_on = run("check", *asked, "--through", "Colorado").json()
    assert not any("it is a subaward" in w for w in passed_on["document"]["warnings"])
    told = [p["answer"] for f in passed_on["findings"] for p in f["parts"] if p["condition"]]
    assert {a["capacity"] for a in told} == {"sub"}
    dei = next(a for a in told if a["families"] == ["dei-certification"])
    assert dei["status"] == "unclear"  # the order for Denver does not say whether it reaches subawards


def test_who_passes_the_money_on_needs_somebody_who_gets_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "subaward.txt").write_text(SUBAWARD, encoding="utf-8")
    done = run("check", str(tmp_path / "subaward.txt"), "--through", "Colorado")
    assert done.code == 2
    assert "--recipient" in done.err
    done = run("check", str(tmp_path / "subaward.txt"), "-r", "Denver, CO", "--through", "Denver, CO")
    assert done.code == 2
    assert "its own prime recipient" in done.err


def test_the_families_of_a_clause_come_as_they_stand_in_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "subaward.txt").write_text(SUBAWARD, encoding="utf-8")
    (two,) = [
        f
        for f in run("check", str(tmp_path / "subaward.txt"), "--json").json()["findings"]
        if f["number"] == "2"
    ]
    assert two["families"] == ["dei-certification", "immigration-cooperation"]
    assert [p["family"] for p in two["parts"]] == two["families"]
