"""What every verb does alike: standard input, any encoding, forms by a file's ending, mistakes told in few lines."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.shell_completion import ShellComplete

from enjoined.cli import cli
from enjoined.cli.answers import _open_lines
from enjoined.cli.style import paragraph, styled
from enjoined.law.answering.sentences import Remark
from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parents[2] / "examples"
COUNTY = ("-r", "Harris County, TX", "--condition", "jag-fy2017/56b", "--on", "2018-07-01")


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize(
    ("verb", "file", "says"),
    [
        (("check", "-", "--no-ocr"), "chicago-jag-fy2017.pdf", "2017-DJ-BX-9990"),
        (("brief", "-"), "story-2017.txt", "City of Chicago v. Sessions"),
        (("portfolio", "-", "--on", "2025-11-01"), "portfolio.csv", "14 awards"),
    ],
)
def test_a_hyphen_reads_standard_input(
    run: Run, monkeypatch: pytest.MonkeyPatch, verb: tuple[str, ...], file: str, says: str
) -> None:
    piped(monkeypatch, (EXAMPLES / file).read_bytes())
    ran = run(*verb)
    assert ran.code == 0
    assert says in ran.out


def verbs(
    command: click.Command, name: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for each in command.list_commands(context):
        inner = command.get_command(context, each)
        assert inner is not None
        yield from verbs(inner, (*name, each))


def test_every_verb_answers_in_json() -> None:
    lacking = [
        " ".join(name) for name, verb in verbs(cli) if not any("--json" in p.opts for p in verb.params)
    ]
    assert lacking == []


def test_standard_input_is_read_once_only(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    piped(monkeypatch, b"1. The recipient shall report.")
    ran = run("compare", "-", "-")
    assert ran.code == 2
    assert "once only" in ran.err


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "cp437"])
def test_signs_that_an_encoding_lacks_are_written_as_the_nearest(
    run: Run, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    data = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(data, encoding=encoding))
    assert run("status", *COUNTY).code == 0
    sys.stdout.flush()
    assert " * 56b   BINDING " in data.getvalue().decode(encoding)


def test_json_is_whole_in_an_encoding_that_lacks_its_letters(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(data, encoding="cp1252"))
    assert run("claim", "Chicago had 765 murders in 2016 → “many”", "--json").code == 0
    sys.stdout.flush()
    assert json.loads(data.getvalue())["claim"].endswith("→ “many”")


def test_of_very_many_mistakes_the_rest_is_counted(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text("no claim\n" * 300, encoding="utf-8")
    ran = run("claim", "--file", str(file))
    assert ran.code == 2
    assert len(ran.err.splitlines()) < 60
    assert "more mistakes" in ran.err.splitlines()[-1]


def test_a_file_without_claims_is_a_mistake(run: Run, tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text("\n", encoding="utf-8")
    ran = run("claim", "--file", str(tmp_path / "claims.jsonl"))
    assert (ran.code, "no claim is in it" in ran.err) == (2, True)


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_claim_is_a_mistake(run: Run, text: str) -> None:
    ran = run("claim", text)
    assert (ran.code, ran.out, "give a claim" in ran.err) == (2, "", True)


def test_no_answer_replaces_what_it_was_read_from(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.html"
    for file in (old, new):
        file.write_text("1. The recipient shall report each year.\n", encoding="utf-8")
    before = new.read_bytes()
    for verb in (("compare", str(old), str(new)), ("check", str(new)), ("brief", str(new))):
        over = run(*verb, "-o", f"{tmp_path}/./new.html")
        assert (over.code, "already" in over.err, new.read_bytes()) == (2, True, before)


def test_the_ending_of_a_file_sets_the_form_of_every_report(run: Run, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("1. The recipient shall report each year.\n", encoding="utf-8")
    new.write_text("1. The recipient shall report each month.\n", encoding="utf-8")
    for verb in (("compare", str(old), str(new)), ("check", str(new)), ("brief", str(new))):
        assert run(*verb, "-o", str(tmp_path / "report.html")).code == 0
        assert (tmp_path / "report.html").read_bytes().lower().startswith(b"<!doctype html>")
        assert run(*verb, "-o", str(tmp_path / "report.json")).code == 0
        assert json.loads((tmp_path / "report.json").read_bytes())["schema"] == f"enjoined.{verb[0]}/1"
        lost = run(*verb, "-o", str(tmp_path / "nowhere" / "report.html"))
        assert (lost.code, (tmp_path / "nowhere").exists()) == (2, False)
    refused = run("compare", str(old), str(new), "-o", str(tmp_path / "report.docx"))
    assert refused.code == 2
    assert ".html" in refused.err
    assert not (tmp_path / "report.docx").exists()


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        ("member_of=us-conference-of-mayor", "did you mean us-conference-of-mayors?"),
        ("plaintiff=king-v-turner/w99", "did you mean king-v-turner/w"),
        ("claims=king-v-turner:xyz", "no agency 'xyz'"),
        ("exists=no-such/effect", "no effect"),
        ("similar=jag-fy2017/53~jag-fy2018/999", "no condition"),
    ],
)
def test_a_fact_about_what_nobody_holds_is_a_mistake(run: Run, fact: str, says: str) -> None:
    ran = run("status", *COUNTY, "--fact", fact)
    assert ran.code == 2
    assert says in ran.err


def test_every_fact_that_an_answer_asks_for_can_be_stated(run: Run) -> None:
    asked: list[dict[str, Any]] = run("status", "-r", "Seattle, WA", "--on", "2026-06-01", "--json").json()[
        "answers"
    ]
    options = {u["option"] for a in asked for u in a["unclear_because"] if u["option"]}
    assert len(options) > 20
    stated = [part for option in sorted(options) for part in ("--fact", option)]
    assert run("status", *COUNTY, *stated).code == 0


@pytest.mark.parametrize(
    "supposed",
    [
        "case: x\n",
        "case: [\n",
        "",
        "[]\n",
        "case: x\ncourt: ilnd\ntitle: X\nevents: [{id: pi, date: soon}]\n",
    ],
)
def test_each_mistake_of_a_supposed_order_says_where_what_and_how_to_mend_it(
    run: Run, tmp_path: Path, supposed: str
) -> None:
    file = tmp_path / "order.yaml"
    file.write_text(supposed, encoding="utf-8")
    ran = run("whatif", *COUNTY, "--with", str(file))
    assert (ran.code, ran.out) == (2, "")
    lines = ran.err.splitlines()
    assert lines and all(line.startswith(f"enjoined: {file}:") and line.endswith(")") for line in lines)


def test_a_reader_who_has_seen_enough_is_no_failure() -> None:
    command = [
        sys.executable,
        "-m",
        "enjoined",
        "status",
        "-r",
        "Chicago, IL",
        "--on",
        "2026-11-20",
        "--json",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None and ran.stderr is not None
        assert ran.stdout.readline() == b"{\n"
        ran.stdout.close()
        assert ran.stderr.read() == b""
        assert ran.wait() == 0


def test_an_unknown_family_is_answered_with_those_that_there_are(run: Run) -> None:
    assert "notice-release" in run("status", "-r", "Chicago, IL", "--family", "zzz").err


def test_conditions_that_stand_alike_are_told_together(run: Run) -> None:
    asked = ("status", "-r", "Chicago, IL", "--on", "2026-11-20")
    out = run(*asked, "--instrument", "dhs-standard-terms-2025-03-27").out
    assert out.count("it turns on whether") == 1
    assert " C.IX.1c collides with " in out
    whole = run(*asked).out
    assert "it turns on the same as C.IX.1a of DHS terms (27 Mar 2025)" in " ".join(whole.split())
    found = run(*asked, "--json").json()["answers"]
    binding = sum(a["status"] == "binding" for a in found)
    assert f"{len(found)} conditions: {binding} binding, " in whole
    assert max(map(len, whole.splitlines())) <= 100


def test_an_open_fact_is_told_once_in_a_report_and_the_waves_of_a_case_together(run: Run) -> None:
    asked = ("status", "-r", "Springfield, IL", "--on", "2026-11-01")
    out = " ".join(run(*asked).out.split())
    waves = "plaintiffs of King County v. Turner who came on 21 May, 10 Jul or 13 Nov 2025 (not all names are on record)"
    assert out.count(waves) == 1
    assert "--fact 'plaintiff=king-v-turner/w2' (or w3 or w4)" in out
    faa = out[out.index("FAA grant agreement") :]
    assert "--fact 'claims=king-v-turner:faa' and on 2 facts told of dei of DOT grant terms (2025)" in faa
    assert out.index("your own claims are against DOT") < out.index(waves), (
        "what settles most by itself comes first"
    )
    answers = run(*asked, "--condition", "faa-grant-agreement-fy2025/dei", "--json").json()["answers"]
    plaintiff = [u["fact"] for u in answers[0]["unclear_because"] if u["fact"].startswith("plaintiff ")]
    assert plaintiff == [f"plaintiff king-v-turner/w{n}" for n in (2, 3, 4)]


def test_an_open_fact_of_one_party_is_not_told_by_the_fact_of_another(run: Run) -> None:
    asked = ("status", "-r", "Fairfax County, VA", "--through", "Virginia", "--on", "2025-10-01")
    out = " ".join(run(*asked).out.split())
    prime = out[out.index("Virginia: ") :]
    assert "it turns on the same as dei of FY2025 COPS terms" in prime
    assert "it turns on the same as immigration of FY2025 COPS terms" not in prime
    assert prime.index("it turns on whether") < prime.index("it turns on the same as")


def test_what_falls_alike_either_way_needs_no_fact() -> None:
    lead = Remark(kind="lead", text="Whichever way it falls, it does not bind you.")
    assert [*_open_lines([lead], "1 of terms", {})] == [f"         {lead.text}"]


def test_history_names_the_events_that_whatif_takes(run: Run) -> None:
    out = run("history", "-r", "Chicago, IL", "--condition", "jag-fy2017/56b").out
    assert "[chicago-v-sessions-2017/judgment]" in out
    assert run("whatif", *COUNTY, "--without", "chicago-v-sessions-2017/judgment").code == 0


def test_a_change_on_the_edge_of_an_uncertain_day_says_so(run: Run) -> None:
    out = run("changes", "--since", "2018-08-20", "--until", "2018-08-23", "-r", "Chicago, IL").out
    assert "Its day is not on record: this is the last that it can be." in out
    out = run("changes", "--since", "2018-07-20", "--until", "2018-08-01", "-r", "Chicago, IL").out
    assert "not on record" not in out


@pytest.mark.parametrize(
    ("words", "begun", "completed"),
    [
        (("status", "--family"), "notice", ["notice-release"]),
        (("history", "--condition"), "jag-fy2017/56", ["jag-fy2017/56a", "jag-fy2017/56b"]),
        (("explain", "--program"), "16.738", ["16.738"]),
        (
            ("conflicts", "--instrument"),
            "jag-fy201",
            ["jag-fy2016", "jag-fy2017", "jag-fy2018", "jag-fy2019"],
        ),
        (("whatif", "--without"), "chicago-v-sessions-2017/pi", ["chicago-v-sessions-2017/pi"]),
        (("brief", "--case"), "evanston", ["evanston-v-sessions-2018"]),
    ],
)
def test_a_shell_completes_ids(words: tuple[str, ...], begun: str, completed: list[str]) -> None:
    offered = ShellComplete(cli, {}, "enjoined", "_ENJOINED_COMPLETE").get_completions(list(words), begun)
    assert [item.value for item in offered] == completed


def test_colour_takes_no_room_in_a_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    text = (
        "an order of a court that takes more than one line of a terminal, however wide it may be, to be told "
        * 2
    )
    coloured = paragraph(text, 2, hang=f"{styled('○', fg='green', bold=True)} ")
    assert "\x1b" in coloured
    assert click.unstyle(coloured) == paragraph(text, 2, hang="○ ")


def test_a_provision_stands_beside_the_condition_once_in_an_answer(run: Run) -> None:
    asked = ("-r", "Chicago, IL", "--on", "2018-07-01")
    status = run("status", *asked, "--program", "16.738", "--fiscal-year", "2017").out
    check = run("check", str(EXAMPLES / "chicago-jag-fy2017.pdf"), *asked).out
    for out in (status, check):
        assert out.count("│ Civil immigration enforcement is") == 1
        assert out.count("MCC 2-173-042") == 2


@pytest.mark.parametrize(
    "command",
    [
        ("status", "-r", "King County, WA"),
        ("status", "-r", "Chicago, IL", "--program", "99.999"),
        ("brief", str(EXAMPLES / "story-2017.txt")),
    ],
)
def test_a_text_that_says_nothing_is_null(run: Run, command: tuple[str, ...]) -> None:
    out = run(*command, "--json").out
    assert ": null" in out
    assert '""' not in out
