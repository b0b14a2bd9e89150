"""``changes``: a nation by classes, one recipient, and bad input."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

JUNE = ("--since", "2018-06-26", "--until", "2018-06-26")
STAY = "chicago-v-sessions-2017/en-banc-stay"


def test_a_nation_is_told_by_classes_with_counts(run: Run) -> None:
    found = run("changes", *JUNE, "--json").json()
    assert found["schema"] == "enjoined.changes/1"
    assert found["question"]["recipient"] is None
    assert (found["question"]["since"], found["question"]["until"]) == ("2018-06-26", "2018-06-26")
    assert set(found["registry"]) >= {"version", "hash", "engine", "options"}
    for change in found["changes"]:
        assert {"date", "condition", "from", "to", "because", "kind"} <= set(change)
        assert ("recipient" in change) != ("class" in change)
        assert (change["from"], change["to"], change["kind"]) == ("enjoined", "binding", "law")
        assert change["because"] == STAY
    counties = next(c for c in found["changes"] if c["condition"] == "jag-fy2017/56b")
    assert counties["class"]["count"] > 30_000
    assert counties["class"]["who"].startswith("local governments")
    assert "Chicago" in counties["class"]["who"]


def test_one_recipient_is_named(run: Run) -> None:
    found = run(
        "changes", "--since", "2018-06-01", "--until", "2018-08-31", "-r", "Chicago, IL", "--json"
    ).json()
    assert found["question"]["recipient"] == "il/chicago"
    assert all(c["recipient"] == "il/chicago" for c in found["changes"])
    freed = {c["condition"]: c["date"] for c in found["changes"] if c["to"] == "enjoined"}
    assert freed["jag-fy2017/53"] == "2018-07-27"


def test_the_filters_choose_conditions(run: Run) -> None:
    window = ("--since", "2016-01-01", "--until", "2021-12-31", "-r", "Chicago, IL", "--json")
    everything = run("changes", *window).json()["changes"]
    of_2017 = run("changes", *window, "--program", "16.738", "--fiscal-year", "2017").json()["changes"]
    notice = run("changes", *window, "--family", "notice-release").json()["changes"]
    assert {c["condition"].partition("/")[0] for c in of_2017} == {"jag-fy2017"}
    assert {c["condition"] for c in notice} < {c["condition"] for c in everything}


def test_the_text_says_who_became_what_and_by_which_order(run: Run) -> None:
    out = run("changes", *JUNE).out
    assert "Every recipient · 26 Jun 2018 to 26 Jun 2018" in out
    assert "26 Jun 2018  7th Cir. stay" in out
    line = next(text for text in out.splitlines() if "local governments" in text)
    assert "became bound" in line
    assert max(map(len, out.splitlines())) <= 100
    alone = run("changes", "--since", "2018-07-27", "--until", "2018-07-27", "-r", "Chicago, IL").out
    assert "became free     52, 53, 54" in alone
    assert "321 F. Supp. 3d 855" in alone
    assert "Information, not legal advice" in alone


def test_an_order_that_may_have_run_out_is_not_told_as_given(run: Run) -> None:
    window = ("--since", "2025-04-10", "--until", "2025-04-10", "-r", "Dallas, TX")
    out = run("changes", *window, "--condition", "dol-certification-2025/dei").out
    assert ": may have run out" in " ".join(out.split())
    assert "became unclear" in out


def test_a_quiet_window_says_so(run: Run) -> None:
    assert "Nothing on record changed" in run("changes", "--since", "2015-01-01", "--until", "2015-02-01").out


@pytest.mark.parametrize(
    "verb",
    [
        ("changes", "--since", "2018-01-01"),
        ("history", "-r", "il"),
        ("whatif", "-r", "il", "--without", STAY),
    ],
)
def test_of_a_program_without_records_nothing_is_said(run: Run, verb: tuple[str, ...]) -> None:
    out = run(*verb, "--program", "99.999").out
    assert "whether any binds is unclear" in out
    assert "Nothing" not in out


@pytest.mark.parametrize(
    ("arguments", "where", "remedy"),
    [
        ((), "--since", "help"),
        (("--since", "2018-02-30"), "--since", "2018-07-01"),
        (("--since", "2018-07-01", "--until", "2018-06-01"), "--until", "not before --since"),
        (("--since", "2018-07-01", "-r", "Chicgo, IL"), "--recipient", "il/chicago"),
        (("--since", "2018-07-01", "--family", "notice-relaese"), "--family", "notice-release"),
        (("--since", "2018-07-01", "--option", "vacatur-reach=all"), "--option", "vacatur-reaches"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_2(
    run: Run, arguments: tuple[str, ...], where: str, remedy: str
) -> None:
    ran = run("changes", *arguments)
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.strip().splitlines()
    assert where in line
    assert remedy in line


def test_an_unsettled_point_that_decides_a_change_is_told_once(run: Run) -> None:
    window = ("--since", "2025-08-01", "--until", "2025-12-31", "-r", "Harris County, TX")
    family = ("--condition", "ed-title-vi-2025/dei")
    found = run("changes", *window, *family, "--json").json()
    (point,) = found["qualifiers"]
    assert (point["kind"], point["options"]) == ("unsettled-law", ["vacatur-reaches=parties"])
    assert point["conditions"] == [c["condition"] for c in found["changes"]]
    out = " ".join(run("changes", *window, *family).out.split())
    assert out.count("decided by an unsettled point") == 1
    assert "dei (Title VI certification): decided by an unsettled point, whether setting a term aside" in out
    assert run("changes", *JUNE, "-r", "Chicago, IL", "--json").json()["qualifiers"] == []


def test_an_unsettled_point_that_decides_changes_of_everybody_is_told_once(run: Run) -> None:
    asked = ("--since", "2025-08-01", "--until", "2025-12-31", "--condition", "ed-title-vi-2025/dei")
    found = run("changes", *asked, "--json").json()
    (point,) = found["qualifiers"]
    assert (point["event"], point["options"]) == ("aft-v-ed/vacatur", ["vacatur-reaches=parties"])
    out = " ".join(run("changes", *asked).out.split())
    assert out.count("dei (Title VI certification): decided by an unsettled point") == 1
    (other,) = run("changes", *asked, "--option", *point["options"], "--json").json()["qualifiers"]
    assert other["options"] == ["vacatur-reaches=everyone"]
