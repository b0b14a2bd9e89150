"""``whatif``, ``conflicts`` and ``--option``: other worlds, collisions, unsettled law."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

CHICAGO = ("-r", "Chicago, IL", "--fiscal-year", "2017", "--on", "2018-08-01")
COUNTY = ("-r", "Harris County, TX", "--condition", "jag-fy2017/56b", "--on", "2018-10-01")
JUDGMENT = "chicago-v-sessions-2017/judgment"
SUPPOSED = """\
case: supposed-case
title: A case that nobody brought
short: Supposed
court: ilnd
parties: [{wave: w1, from: 2018-07-01, names: [tx/harris-county]}]
events:
  - id: order
    date: 2018-09-01
    kind: preliminary-injunction
    title: The court enjoins the notice condition for one county.
    source: [{url: "https://example.org/", kind: filing, basis: inferred, note: a supposition}]
    effects:
      - id: order
        restrain: enjoined
        scope: {who: {plaintiffs: [w1]}, conditions: {instruments: [jag-fy2017], families: [notice-release]}}
"""


@pytest.fixture
def supposed(tmp_path: Path) -> Path:
    file = tmp_path / "supposed.yaml"
    file.write_text(SUPPOSED, encoding="utf-8")
    return file


def test_without_the_judgment_its_conditions_bind_and_the_rest_still_stands(run: Run) -> None:
    found = run("whatif", *CHICAGO, "--without", JUDGMENT, "--json").json()
    assert found["schema"] == "enjoined.whatif/1"
    assert found["question"]["recipient"] == "il/chicago"
    assert (found["without"], found["with"]) == ([JUDGMENT], None)
    now = [c for c in found["changes"] if c["since"] == "2018-07-27"]
    assert {c["condition"] for c in now} == {f"jag-fy2017/{n}" for n in (52, 53, 54)}
    assert {(c["from"], c["to"], c["because"], c["recipient"]) for c in now} == {
        ("enjoined", "binding", JUDGMENT, "il/chicago")
    }
    there = {a["condition"]: a["status"] for a in found["answers"]}
    assert there["jag-fy2017/53"] == "binding"
    assert there["jag-fy2017/56b"] == "enjoined"


def test_the_text_says_what_changes_and_what_still_protects(run: Run) -> None:
    out = run("whatif", *CHICAGO, "--without", JUDGMENT).out
    assert "Without the N.D. Ill. summary judgment, 27 Jul 2018" in out
    assert "ENJOINED → BINDING from 27 Jul 2018" in out
    assert "What still protects you on 1 Aug 2018" in out
    assert "56a, 56b (FY2017 JAG conditions): N.D. Ill. preliminary injunction" in out
    assert "52, 53, 54 (FY2017 JAG conditions): nothing" in out


def test_an_order_that_does_not_reach_you_changes_nothing(run: Run) -> None:
    out = run("whatif", *COUNTY, "--without", "philadelphia-v-sessions-2017/pi").out
    assert "Nothing would change for you" in out


def test_an_order_from_a_file_is_laid_over_the_records(run: Run, supposed: Path) -> None:
    assert run("status", *COUNTY, "--json").json()["answers"][0]["status"] == "binding"
    found = run("whatif", *COUNTY, "--with", str(supposed), "--json").json()
    files = [str(supposed)]
    assert found["with"] == {"file": files[0], "files": files, "events": ["supposed-case/order"]}
    first = found["changes"][0]
    assert (first["from"], first["to"], first["since"]) == ("binding", "enjoined", "2018-09-01")
    assert first["because"] == "supposed-case/order"
    assert found["answers"][0]["status"] == "enjoined"
    text = run("whatif", *COUNTY, "--with", str(supposed)).out
    assert "With the N.D. Ill. preliminary injunction, 1 Sep 2018, as the file supposes:" in text
    assert "What would protect you on" in text


def test_a_file_that_takes_the_place_of_a_record_says_so_and_one_without_events_is_refused(
    run: Run, supposed: Path
) -> None:
    text = supposed.read_text(encoding="utf-8")
    assert "takes the place" not in run("whatif", *COUNTY, "--with", str(supposed)).out
    supposed.write_text(text.replace("supposed-case", "chicago-v-sessions-2017"), encoding="utf-8")
    out = " ".join(run("whatif", *COUNTY, "--with", str(supposed)).out.split())
    assert "the whole record of City of Chicago v. Sessions (chicago-v-sessions-2017)" in out
    supposed.write_text(text[: text.index("events:")] + "events: []\n", encoding="utf-8")
    ran = run("whatif", *COUNTY, "--with", str(supposed))
    assert (ran.code, ran.out) == (2, "")
    assert "holds no event that is not on record" in ran.err


def test_several_files_are_laid_over_the_records_together(run: Run, supposed: Path) -> None:
    other = supposed.with_name("stay.yaml")
    text = SUPPOSED.replace("supposed-case", "another-case").replace("2018-09-01", "2018-11-01")
    other.write_text(text.replace("one county", "one county again"), encoding="utf-8")
    both = (*COUNTY, "--with", str(supposed), "--with", str(other))
    found = run("whatif", *both, "--json").json()
    assert found["with"]["files"] == [str(supposed), str(other)]
    assert found["with"]["events"] == ["another-case/order", "supposed-case/order"]
    assert len(found["answers"][0]["restraints"]) == 1, "on 1 Oct the second order is not yet given"
    assert "1 Nov 2018, as the file supposes" in run("whatif", *both).out
    other.write_text(SUPPOSED, encoding="utf-8")
    ran = run("whatif", *both)
    assert (ran.code, ran.out) == (2, "")
    assert "is also in" in ran.err


def test_what_is_unclear_either_way_is_not_listed_as_unprotected(run: Run) -> None:
    asked = ("whatif", "-r", "Seattle, WA", "--on", "2025-12-01", "--without")
    unclear = [
        a["condition"]
        for a in run("status", *asked[1:5], "--json").json()["answers"]
        if a["status"] == "unclear"
    ]
    assert unclear, "the case is worth asking about"
    assert "nothing certain" not in run(*asked, "chicago-v-sessions-2017").out


def test_a_mistake_in_the_file_is_named_with_its_line(run: Run, supposed: Path) -> None:
    supposed.write_text(SUPPOSED.replace("restrain: enjoined", "restrain: forbidden"), encoding="utf-8")
    ran = run("whatif", *COUNTY, "--with", str(supposed))
    assert ran.code == 2
    (line,) = ran.err.strip().splitlines()
    assert "supposed.yaml:14" in line
    assert "restrain" in line


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("acts: []\n", "a case or a notice is wanted here"),
        ("case: [\n", "not YAML"),
        ("", "the file is empty"),
    ],
)
def test_a_file_that_is_no_case_is_refused(run: Run, supposed: Path, text: str, what: str) -> None:
    supposed.write_text(text, encoding="utf-8")
    ran = run("whatif", *COUNTY, "--with", str(supposed))
    assert ran.code == 2
    assert what in ran.err
    assert "supposed.yaml" in ran.err


@pytest.mark.parametrize(
    ("arguments", "where", "remedy"),
    [
        ((), "whatif", "--without"),
        (("--without", "chicago-v-sessions-2017/judgement"), "--without", JUDGMENT),
        (("--with", "no-such.yaml"), "--with", "YAML"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_2(
    run: Run, arguments: tuple[str, ...], where: str, remedy: str
) -> None:
    ran = run("whatif", *CHICAGO, *arguments)
    assert (ran.code, ran.out) == (2, "")
    (line,) = ran.err.strip().splitlines()
    assert where in line
    assert remedy in line


def test_without_a_recipient_everybody_is_told_by_classes(run: Run) -> None:
    asked = ("whatif", "--on", "2018-01-15", "--without", "chicago-v-sessions-2017/pi")
    text = " ".join(run(*asked).out.split())
    assert "Every recipient · on 15 Jan 2018 and later Without the N.D. Ill. preliminary injunction" in text
    assert "● enjoined → binding 56 States, D.C. and territories: 55a, 55b (FY2017 JAG conditions)" in text
    assert "15 Sep 2017 to 26 Jul 2018" in text
    found = run(*asked, "--program", "16.738", "--json").json()
    assert found["schema"] == "enjoined.whatif/1"
    (chicago,) = [
        c for c in found["changes"] if (c["recipient"], c["condition"]) == ("il/chicago", "jag-fy2017/56b")
    ]
    assert (chicago["from"], chicago["to"], chicago["until"]) == ("enjoined", "binding", "2018-07-27")
    alone = run("whatif", "-r", "il/chicago", *asked[1:], "--condition", "jag-fy2017/56b", "--json").json()
    (same,) = [c for c in alone["changes"] if c["since"] == chicago["since"]]
    assert same == {**chicago, "class": None}
    assert same["because"] == "chicago-v-sessions-2017/pi"
    assert "whether any binds is unclear" in run(*asked, "--program", "99.999").out
    ran = run(*asked, "--accepted", "none")
    assert (ran.code, ran.out) == (2, "")
    assert "--accepted: this is about one recipient (name it with -r)" in ran.err


def test_the_example_in_the_docs_runs(run: Run, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "answers.md").read_text(encoding="utf-8")
    file = tmp_path / "houston.yaml"
    file.write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    asked = ("whatif", "-r", "Houston, TX", "--on", "2026-02-01", "--instrument", "fta-ma-33")
    text = run(*asked, "--with", str(file)).out
    assert "With the S.D. Tex. preliminary injunction, 15 Jan 2026, as the file supposes:" in text
    assert "UNCLEAR → ENJOINED from 15 Jan 2026" in text


# --- conflicts --------------------------------------------------------------------------------------------------


def test_conflicts_pair_what_is_demanded_with_what_is_forbidden(run: Run) -> None:
    asked = ("conflicts", "-r", "Chicago, IL", "--condition", "jag-fy2017/56b", "--on", "2017-11-15")
    found = run(*asked, "--json").json()
    assert found["schema"] == "enjoined.conflicts/1"
    first = found["conflicts"][0]
    assert (first["condition"], first["status"]) == ("jag-fy2017/56b", "enjoined")
    assert first["policy"] == "chicago-welcoming-city"
    assert first["demand"]
    assert first["provision_summary"]
    assert first["source"].startswith("http")
    text = run(*asked).out
    assert "Welcoming City Ordinance" in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 80
    assert any("│" in line for line in text.splitlines())


def test_a_recipient_without_such_law_has_no_conflicts(run: Run) -> None:
    asked = ("conflicts", "-r", "Harris County, TX", "--on", "2017-11-15")
    assert run(*asked, "--json").json()["conflicts"] == []
    assert "No recorded law of this recipient collides" in run(*asked).out


def test_what_is_not_imposed_collides_with_nothing(run: Run) -> None:
    asked = ("conflicts", "-r", "Chicago, IL", "--condition", "jag-fy2017/56b", "--on", "2016-01-01")
    assert run(*asked, "--json").json()["conflicts"] == []


# --- unsettled law ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["status", "explain", "history", "whatif", "conflicts"])
def test_options_are_echoed_in_the_receipt(run: Run, verb: str) -> None:
    more = ("--without", JUDGMENT) if verb == "whatif" else ()
    asked = (verb, "-r", "Chicago, IL", "--condition", "jag-fy2017/53", "--on", "2018-08-01", *more)
    plain = run(*asked, "--json").json()["registry"]["options"]
    assert plain == {
        "vacatur-reaches": "everyone",
        "administrative-stay": "counts",
        "tro-rollover": "unknown",
    }
    chosen = run(*asked, "--option", "tro-rollover=expires", "--json").json()["registry"]["options"]
    assert chosen == {**plain, "tro-rollover": "expires"}


def test_nothing_would_change_unless_an_unsettled_point_is_taken_otherwise(run: Run) -> None:
    asked = ("-r", "King County, WA", "--condition", "fta-ma-33/immigration", "--on", "2026-01-15")
    out = " ".join(run("whatif", *asked, "--without", "king-v-turner").out.split())
    assert "Nothing would change for you" in out
    assert "immigration (FTA MA(33)): decided by an unsettled point" in out
    (point,) = run("whatif", *asked, "--without", "king-v-turner", "--json").json()["qualifiers"]
    assert point["options"] == ["vacatur-reaches=parties"]


def test_what_would_change_for_everybody_may_hang_on_an_unsettled_point(run: Run) -> None:
    asked = ("--on", "2025-09-01", "--condition", "ed-title-vi-2025/dei", "--without", "aft-v-ed")
    (point,) = run("whatif", *asked, "--json").json()["qualifiers"]
    assert (point["conditions"], point["options"]) == (["ed-title-vi-2025/dei"], ["vacatur-reaches=parties"])
    out = " ".join(run("whatif", *asked).out.split())
    assert "dei (Title VI certification): decided by an unsettled point" in out
