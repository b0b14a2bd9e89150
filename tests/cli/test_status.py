"""``status``, ``explain`` and ``history``: the contract of their JSON, their text, and bad input."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.cli.conftest import Run

JAG = ("--program", "16.738", "--fiscal-year", "2017")


def test_the_json_of_a_status_has_every_field_of_the_contract(run: Run) -> None:
    found = run("status", "-r", "Chicago, IL", *JAG, "--on", "2017-11-15", "--json").json()
    assert found["schema"] == "enjoined.status/1"
    assert found["question"]["recipient"] == "il/chicago"
    assert found["question"]["on"] == "2017-11-15"
    assert found["question"]["districts"] == [
        {"id": "ilnd", "name": "Northern District of Illinois", "circuit": "ca7", "section": "28 U.S.C. 93"}
    ]
    assert found["question"]["known_on"] is None
    assert found["question"]["program"] == "16.738"
    assert found["question"]["fiscal_year"] == 2017
    assert found["question"]["accepted"] is None
    assert set(found["registry"]) >= {"version", "hash", "engine", "options"}
    by_id = {a["condition"]: a for a in found["answers"]}
    assert list(by_id) == [f"jag-fy2017/{n}" for n in ("52", "53", "54", "55a", "55b", "56a", "56b")]
    answer = by_id["jag-fy2017/56b"]
    assert {
        "condition", "families", "instrument", "number", "title", "program", "fiscal_year", "status", "since",
        "since_latest", "until", "until_latest", "depth", "checked", "restraints", "qualifiers", "unclear_because",
        "law_of_circuit", "conflicts", "stake", "next_change", "proof",
    } <= set(answer)  # fmt: skip
    assert answer["families"] == ["notice-release"]
    assert (answer["status"], answer["since"], answer["number"]) == ("enjoined", "2017-09-15", "56")
    (restraint,) = answer["restraints"]
    assert restraint["kind"] == "preliminary-injunction"
    assert restraint["source"].startswith("http")
    assert restraint["if_removed"] == "binding"
    assert answer["proof"]["node"] == "imposes"
    assert {c["node"] for c in answer["proof"]["children"]} == {"restrains"}
    assert any(c["policy"] == "chicago-welcoming-city" for c in answer["conflicts"])


def test_the_text_says_status_reason_and_date_within_80_columns(run: Run) -> None:
    out = run("status", "-r", "Harris County, TX", *JAG, "--on", "2018-07-01").out
    assert "Harris County, TX · Byrne JAG (16.738) · FY2017 · on 1 Jul 2018" in out
    line = next(text for text in out.splitlines() if " 56b " in text)
    assert "BINDING" in line
    assert "since 26 Jun 2018" in line
    assert "stayed as to you" in out
    assert "Information, not legal advice" in out
    assert "\x1b" not in out
    assert max(len(text) for text in out.splitlines()) <= 100


def test_explain_prints_the_chain_with_sources(run: Run) -> None:
    out = run("explain", "-r", "Chicago, IL", "--condition", "jag-fy2017/56b", "--on", "2018-07-01").out
    assert "264 F. Supp. 3d 933" in out
    assert "in the Northern District of Illinois, 7th Cir. (28 U.S.C. 93)" in out
    assert "http" in out
    assert "not reach you or no longer stand" in out
    tree = run(
        "explain",
        "-r",
        "Travis County, TX",
        "--condition",
        "jag-fy2017/56b",
        "--on",
        "2018-07-01",
        "--format",
        "tree",
    ).out
    assert "[jag-fy2017" in tree or "[chicago-v-sessions-2017/pi" in tree
    assert "suspends ✓" in tree


def test_explain_names_the_executive_order_that_a_condition_carries_out(run: Run) -> None:
    asked = ("-r", "Chicago, IL", "--condition", "dot-grant-terms-2025/dei", "--on", "2026-06-01")
    said = " ".join(run("explain", *asked).out.split())
    assert "carries out Executive Order 14173, sec. 3(b)(iv) (90 Fed. Reg. 8633, signed 21 Jan 2025)" in said
    assert "carries out" not in run("status", *asked).out


def test_history_is_a_step_function_with_causes(run: Run) -> None:
    found = run("history", "-r", "Chicago, IL", "--condition", "jag-fy2017/53", "--json").json()
    assert found["schema"] == "enjoined.history/1"
    steps = found["steps"]
    assert [s["status"] for s in steps][:3] == ["not-imposed", "binding", "enjoined"]
    assert all(a["until"] == b["from"] for a, b in pairwise(steps))
    assert steps[2]["from"] == "2018-07-27"
    assert steps[2]["because"] == "chicago-v-sessions-2017/judgment"
    assert steps[-1]["status"] == "withdrawn"
    text = run("history", "-r", "Chicago, IL", "--condition", "jag-fy2017/53").out
    assert "27 Jul 2018" in text


def test_history_says_which_steps_an_unsettled_point_decides(run: Run) -> None:
    asked = ("history", "-r", "Omaha, NE", "--condition", "dot-letter-2025-04-24/immigration")
    *earlier, last = run(*asked, "--json").json()["steps"]
    assert [q["kind"] for q in last["qualifiers"]] == ["unsettled-law"]
    assert not any(s["qualifiers"] for s in earlier)
    text = run(*asked, "--option", "vacatur-reaches=parties").out
    assert text.splitlines()[0] == "Omaha, NE · vacatur-reaches=parties"
    assert "· from 4 Nov 2025: decided by an unsettled point" in text


def test_history_says_what_still_protects_and_why_nothing_was_imposed(run: Run) -> None:
    asked = ("history", "-r", "Philadelphia, PA", "--program", "16.738", "--fiscal-year", "2017")
    text = " ".join(run(*asked).out.split())
    stay = text.index("26 Jun 2018 ○ still ENJOINED 7th Cir. stay, 26 Jun 2018")
    assert "now by E.D. Pa. judgment, 6 Jun 2018" in text[stay : stay + 200]
    assert "jag-fy2017/53 Continuing compliance with 8 U.S.C. 1373" in text
    never = "jag-fy2017/55a Access to prisons and jails · NOT IMPOSED on any day"
    assert f"{never}: BJA announcement, 25 Jul 2017: it binds States and territories only" in text


def test_explain_says_whose_each_answer_is_and_tells_like_chains_once(run: Run) -> None:
    asked = ("explain", "-r", "il/oak-park", "--through", "Illinois", "--on", "2018-07-01")
    text = run(*asked, "--instrument", "jag-fy2017").out
    assert text.count("Oak Park, IL: Conditions on Byrne") == text.count("Illinois: Conditions on Byrne") == 1
    alone = run("explain", "-r", "Guam", "--instrument", "jag-fy2017", "--on", "2018-07-01").out
    assert alone.count("Conditions on Byrne") == 1
    assert alone.count("✓ imposed by BJA announcement") < alone.count("BINDING")


def test_history_tells_the_end_of_an_order_from_its_beginning(run: Run) -> None:
    text = run("history", "-r", "King County, WA", "--condition", "hud-coc-builds-2025/camping").out
    first, second = " ".join(text.split()).split("D.R.I. temporary restraining order, 12 Sep 2025")[1:3]
    assert not first.startswith(":")
    assert second.startswith(": may have run out")


def test_the_exit_code_tells_whether_something_binds_only_if_asked(run: Run) -> None:
    asked = ("status", "-r", "Harris County, TX", "--condition", "jag-fy2017/56b", "--on", "2018-07-01")
    assert run(*asked).code == 0
    assert run(*asked, "--exit-code").code == 1


@pytest.mark.parametrize(
    ("arguments", "where", "remedy"),
    [
        (("status", "-r", "Springfield"), "--recipient", "il/springfield"),
        (("status", "-r", "Chicgo, IL"), "--recipient", "il/chicago"),
        (("status", "-r", "Chicago", "--on", "2018-02-30"), "--on", "2018-07-01"),
        (("status", "-r", "Chicago", "--condition", "jag-fy2017/57"), "--condition", "jag-fy2017/5"),
        (("status", "-r", "Chicago", "--family", "notice-relaese"), "--family", "notice-release"),
        (("status", "-r", "Chicago", "--accepted", "yesterday"), "--accepted", "none"),
        (("status", "-r", "Chicago", "--accepted", "none", "--under-protest"), "--under-protest", "drop it"),
        (("status", "-r", "Chicago", "--fact", "member_off=x"), "--fact", "member_of"),
        (("status", "-r", "Chicago", "--registry", "no-such-folder"), "--registry", "records"),
        (("check", "no-such-file.pdf"), "no-such-file.pdf", "name"),
        (("status", "-r", "Chicago", "--program", "abc"), "--program", "16.738"),
        (
            ("status", "-r", "Chicago", "--condition", "jag-fy2017/56b", "--fiscal-year", "2018"),
            "FY2017",
            "drop",
        ),
        (("status", "-r", "Chicago", "--fact", "listed=x", "--fact", "not listed=x"), "--fact", "keep one"),
        (("status", "-r", "Chicago", "--facts", "/dev/zero"), "--facts", "path of a file"),
        (("status", "-r", "Chicago", "--through", "il/chicago"), "--through", "passes the money on"),
        (("status", "-r", "Chicago", "--recipient=Houston, TX"), "--recipient: given twice", "ask once"),
        (
            ("status", "-r", "Chicago", "--through", ""),
            "--through: nothing is written here",
            "leave the option out",
        ),
        (("changes", "--since", "2018-07-01", "-r", " "), "--recipient", "leave the option out"),
        (("status", "-r", "Chicago", "--fact", ""), "--fact", "leave the option out"),
        (("status", "-r", "Chicago", "--fact", "part_of=zz/none"), "there is no State 'zz'", "did you mean"),
        (
            ("status", "-r", "Chicago", "--fact", "part_of_government=qq"),
            "there is no State 'qq'",
            "prints the facts",
        ),
        (("status", "-r", "Chicago", "--on"), "--on", "requires an argument"),
        (("status",), "--recipient", "help"),
        (("statsu",), "statsu", "help"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_2(
    run: Run, arguments: tuple[str, ...], where: str, remedy: str
) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    (line,) = ran.err.strip().splitlines()
    assert where in line
    assert remedy in line


def test_facts_may_stand_in_a_file(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("facts") / "facts.txt"
    file.write_text(
        "# what the clerk told us\nmember_of=us-conference-of-mayors@2018-08-09\n", encoding="utf-8"
    )
    asked = (
        "status",
        "-r",
        "Rockford, IL",
        "--condition",
        "jag-fy2017/53",
        "--accepted",
        "none",
        "--on",
        "2018-08-30",
    )
    assert run(*asked, "--json").json()["answers"][0]["status"] == "unclear"
    found = run(*asked, "--facts", str(file), "--certified", "2018-08-01", "--json").json()
    assert found["answers"][0]["status"] == "enjoined"
    told = found["question"]
    assert told["facts"] == ["member_of=us-conference-of-mayors@2018-08-09"]
    assert (told["accepted"], told["certified"], told["under_protest"]) == ("none", "2018-08-01", False)


def test_a_mistake_in_a_file_of_facts_is_told_with_its_line(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("facts") / "facts.txt"
    file.write_text("# the clerk\n\nmember of the Conference\n", encoding="utf-8")
    ran = run("status", "-r", "Chicago", "--facts", str(file))
    assert (ran.code, ran.out) == (2, "")
    assert "facts.txt:3: 'member of the Conference'" in ran.err


def test_explain_tells_the_districts_of_one_state_together(run: Run) -> None:
    out = run("explain", "-r", "State of Georgia", "--condition", "jag-fy2017/55b", "--on", "2018-07-01").out
    assert "in the Middle, Northern and Southern Districts of Georgia, 11th Cir." in out


def test_prime_and_sub_recipient_are_answered_separately(run: Run) -> None:
    found = run(
        "status", "-r", "Evanston, IL", "--through", "State of Illinois", *JAG, "--on", "2018-08-29", "--json"
    ).json()
    capacities = {(a["recipient"], a["capacity"]) for a in found["answers"]}
    assert capacities == {("il/evanston", "sub"), ("il", "direct")}


def test_what_was_said_of_the_award_is_never_passed_over(run: Run) -> None:
    asked = (
        "status",
        "-r",
        "Harris County, TX",
        "--condition",
        "jag-fy2017/53",
        "--on",
        "2019-03-25",
        "--json",
    )
    (answer,) = run(*asked, "--accepted", "declined").json()["answers"]
    assert "award-declined" in {q["kind"] for q in answer["qualifiers"]}
    found = run(*asked, "--fact", "member_of=us-conference-of-mayors").json()
    assert found["notes"] == ["the fact member_of=us-conference-of-mayors makes no difference here"]


def test_a_name_that_others_bear_is_said_to_be_so(run: Run) -> None:
    found = run("status", "-r", "Portland", "--condition", "jag-fy2017/53", "--json").json()
    assert found["question"]["recipient"] == "or/portland"
    assert any("Portland" in note for note in found["notes"])


def test_a_suit_stays_pending_as_long_as_its_end_is_not_known(run: Run) -> None:
    asked = (
        "status",
        "-r",
        "il/chicago",
        "--condition",
        "jag-fy2017/53",
        "--known-on",
        "2018-07-01",
        "--json",
    )
    for day in ("2018-07-26", "2018-07-28"):
        (answer,) = run(*asked, "--on", day).json()["answers"]
        assert "suit-pending" in {q["kind"] for q in answer["qualifiers"]}


def test_a_private_letter_in_an_overlay_ends_enforcement_for_one_recipient(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "notices" / "letter-to-harris-county.yaml"
    letter.parent.mkdir()
    letter.write_text(
        """
notice: letter-to-harris-county
title: Letter to Harris County
short: Letter
agency: doj-bja
events:
  - id: sent
    date: 2018-07-15
    kind: letter
    title: The agency will not enforce notice and access against the county.
    source: [{kind: agency, title: Letter of 15 July 2018 in the county attorney's file}]
    effects:
      - id: letter
        restrain: not-enforced
        ends_by: written-notice
        scope: {who: {recipients: [tx/harris-county]}, conditions: {ids: [jag-fy2017/56]}}
""",
        encoding="utf-8",
    )
    asked = (
        "status",
        "--condition",
        "jag-fy2017/56b",
        "--on",
        "2018-08-01",
        "--registry",
        str(tmp_path),
        "--json",
    )
    (mine,) = run(*asked, "-r", "Harris County, TX").json()["answers"]
    (other,) = run(*asked, "-r", "Travis County, TX").json()["answers"]
    assert (mine["status"], other["status"]) == ("not-enforced", "binding")
    assert mine["restraints"][0]["source"].startswith("Letter of 15 July 2018")


@pytest.mark.parametrize("path", [None, "nothing/letter.yaml"])
def test_an_overlay_that_holds_no_records_is_refused(run: Run, tmp_path: Path, path: str | None) -> None:
    if path is not None:
        (tmp_path / path).parent.mkdir()
        (tmp_path / path).write_text("notice: x\n", encoding="utf-8")
    ran = run("status", "-r", "il/chicago", "--registry", str(tmp_path))
    assert ran.code == 2
    assert "no records" in ran.err
