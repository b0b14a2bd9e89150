"""``enjoined registry`` as a maintainer meets it: check, format, diff, due, list, releases, corrections."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ran, Run
from tests.registry.test_orders import ORDERS
from tests.registry.worlds import WORLD, write

STAY = """\
  - id: second-stay
    date: 2026-11-20
    kind: stay
    court: ca7
    title: The injunction is stayed for the plaintiff too.
    source: [{url: "https://example.org/second", kind: order}]
    effects:
      - {id: second-stay, suspend: [pi]}
"""
PLACES = """\
id,kind,name,state,geoids,counties,population,population_year,aliases
il,state,Illinois,il,17,,12000000,2020,
il/elm,county,Elm County,il,17001,17001,40000,2020,
il/ash,county,Ash County,il,17003,17003,40000,2020,
il/oak,city,Oak,il,1700001,17001,30000,2020,
"""


@pytest.fixture
def run(run: Run) -> Run:
    """The command line; a call must end with ``code``, 0 unless the test says otherwise."""

    def call(*arguments: str, code: int = 0) -> Ran:
        ran = run(*arguments)
        assert ran.code == code, ran.err
        return ran

    return call


def world(folder: Path, more: str = "") -> Path:
    """Records with two counties, and perhaps one more event."""
    instrument = WORLD["instruments/ex-2017.yaml"].replace("[states, county]", "[states, local]")
    case = WORLD["cases/oak.yaml"].replace("checked: 2026-11-01", "checked: 2026-11-10") + more
    write(folder, {**WORLD, "instruments/ex-2017.yaml": instrument, "cases/oak.yaml": case})
    (folder / "recipients" / "places.csv").write_text(PLACES)
    return folder


def as_json(run: Run, *arguments: str) -> Any:
    return json.loads(run(*arguments, "--json").out)


def test_check_lists_names_that_are_not_held_and_what_is_unfinished(run: Run, tmp_path: Path) -> None:
    records = world(tmp_path)
    case = records / "cases" / "oak.yaml"
    case.write_text(
        case.read_text()
        .replace("names: [il/oak]", "names: [il/oak], complete: no, missing: 3, within: {kinds: [county]}")
        .replace("title: Both parts", 'title: "? Both parts')
        .replace("everywhere.", 'everywhere."', 1)
    )
    found = as_json(run, "registry", "check", str(records))
    assert found["errors"] == []
    assert found["open_names"] == [
        {"id": "oak-v-dep/w1", "what": "parties", "held": 1, "missing": 3, "could_be": 2}
    ]
    assert len(found["unfinished"]) == 1
    text = run("registry", "check", str(records)).out
    assert "oak-v-dep/w1" in text and "Still to be written" in text


def test_a_count_that_the_names_do_not_make_up_is_a_mistake(run: Run, tmp_path: Path) -> None:
    records = world(tmp_path)
    case = records / "cases" / "oak.yaml"
    case.write_text(case.read_text().replace("names: [il/oak]", "names: [il/oak], count: 2"))
    found = run("registry", "check", str(records), code=2)
    assert "2 are counted, but the names and the missing make 1" in found.err


def test_format_says_and_then_mends(run: Run, tmp_path: Path) -> None:
    records = world(tmp_path)
    case = records / "cases" / "oak.yaml"
    sound = case.read_text()
    case.write_text(
        sound.replace("title: City of Oak v. Department of Examples\n", "").replace(
            "short: Oak\n", "short:   Oak\ntitle: City of Oak v. Department of Examples\n"
        )
    )
    spoilt = case.read_text()
    assert "would be rewritten" in run("registry", "format", str(records), "--check", code=2).out
    assert case.read_text() == spoilt
    found = as_json(run, "registry", "format", str(records))
    assert found["written"] and [Path(name).name for name in found["changed"]] == ["oak.yaml"]
    assert case.read_text() == sound
    assert "nothing to change" in run("registry", "format", str(records), "--check").out


def test_diff_says_whose_status_changes_and_why(run: Run, tmp_path: Path) -> None:
    old, new = world(tmp_path / "old"), world(tmp_path / "new", STAY)
    found = as_json(run, "registry", "diff", str(old), str(new))
    assert [part["id"] for part in found["added"]] == ["oak-v-dep/second-stay", "oak-v-dep/second-stay"]
    (only,) = found["differences"]
    assert (only["kind"], only["recipient"], only["class"]) == ("law", "il/oak", None)
    assert (only["condition"], only["from"], only["to"]) == ("ex-2017/56b", "unclear", "binding")
    assert (only["since"], only["until"], only["because"]) == ("2026-11-20", None, ["oak-v-dep/second-stay"])
    same = as_json(run, "registry", "diff", str(old), str(old))
    assert (same["added"], same["differences"]) == ([], [])
    assert "say the same" in run("registry", "diff", str(old), str(old)).out


def test_diff_of_an_order_that_frees_everybody(run: Run, tmp_path: Path) -> None:
    lift = STAY.replace("suspend: [pi]", "end: [stay]").replace("second-stay", "lift")
    old, new = world(tmp_path / "old"), world(tmp_path / "new", lift.replace("2026-11-20", "2019-02-01"))
    found = as_json(run, "registry", "diff", str(old), str(new))["differences"]
    assert {d["kind"] for d in found} == {"correction"}
    assert {d["because"][0] for d in found} == {"oak-v-dep/lift"}
    freed = [d for d in found if d["since"] == "2019-02-01" and d["from"] == "binding"]
    assert freed
    text = run("registry", "diff", str(old), str(new)).out
    assert "Whose status differs" in text and "oak-v-dep/lift" in text
    run("registry", "diff", str(old), str(new), "--exit-code", code=1)


def test_diff_reads_records_older_than_those_of_executive_orders(run: Run, tmp_path: Path) -> None:
    old, new = world(tmp_path / "old"), world(tmp_path / "new", STAY)
    for records in (old, new):
        instrument = records / "instruments" / "ex-2017.yaml"
        text = instrument.read_text()
        instrument.write_text(
            text.replace("    kind: certification\n", "    kind: certification\n    implements: [eo-1/9a]\n")
        )
    (new / "executive-orders.yaml").write_text(ORDERS)
    found = as_json(run, "registry", "diff", str(old), str(new))
    assert (found["old"]["without_orders"], found["new"]["without_orders"]) == (True, False)
    assert "eo-1" in {part["id"] for part in found["added"]}
    assert [d["because"] for d in found["differences"]] == [["oak-v-dep/second-stay"]]
    assert (
        "OLD is older than the records of executive orders" in run("registry", "diff", str(old), str(new)).out
    )
    strict = run("registry", "check", str(old), code=2)
    assert "there is no executive order 'eo-1/9a'" in strict.err
    (old / "acts.yaml").write_text("")  # any other gap stays a mistake
    run("registry", "diff", str(old), str(new), code=2)


@pytest.mark.needs("git")
@pytest.mark.slow
def test_diff_reads_a_revision(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = world(tmp_path / "records")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "records"], check=True)
    world(records, STAY)
    monkeypatch.chdir(tmp_path)
    found = as_json(run, "registry", "diff", "HEAD:records", "records")
    assert [part["id"] for part in found["added"]] == ["oak-v-dep/second-stay", "oak-v-dep/second-stay"]
    assert "neither as a path nor in git" in run("registry", "diff", "no-such", code=2).err
    assert "no revision" in run("registry", "diff", "--", "--output=x", code=2).err


def test_a_release_is_installed_pinned_and_compared(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ENJOINED_DATA", str(tmp_path / "data"))
    lift = STAY.replace("suspend: [pi]", "end: [stay]").replace("second-stay", "lift")
    one = world(tmp_path / "one")
    two = world(tmp_path / "two", lift.replace("2026-11-20", "2019-02-01"))
    for name, records, day in (("one", one, "2098-01-01"), ("two", two, "2098-06-01")):
        run("registry", "release", str(records), "-o", str(tmp_path / f"{name}.zip"), "--built", day)
    found = as_json(run, "registry", "update", str(tmp_path / "one.zip"))
    assert (found["installed"]["version"], found["registry"]["built"]) == ("2098.01.01", "2098-01-01")
    assert "version 2098.06.01" in run("registry", "update", str(tmp_path / "two.zip")).out
    question = ("status", "-r", "il/ash", "--condition", "ex-2017/56b", "--on", "2019-02-15")
    now = as_json(run, *question)
    then = as_json(run, *question, "--base", str(tmp_path / "one.zip"))
    assert [a["status"] for a in now["answers"]] != [a["status"] for a in then["answers"]]
    assert (now["registry"]["version"], then["registry"]["version"]) == ("2098.06.01", "2098.01.01")
    assert now["registry"]["built"] == "2098-06-01" and now["registry"]["hash"] != then["registry"]["hash"]
    window = ("changes", "-r", "il/ash", "--since", "2019-01-01", "--until", "2019-02-20")
    found = as_json(run, *window, "--corrections")
    assert found["compared_with"]["version"] == "2098.01.01"
    assert {c["kind"] for c in found["corrections"]} == {"correction"}
    assert {c["because"][0] for c in found["corrections"]} == {"oak-v-dep/lift"}
    assert as_json(run, *window)["corrections"] is None
    text = run(*window, "--corrections", "--compared-with", str(tmp_path / "one.zip")).out
    assert "A court or an agency acted" in text and "corrected since version 2098.01.01" in text
    assert as_json(run, "registry", "update")["removed"] is None
    assert as_json(run, "registry", "update", "--remove")["removed"] == "2098.06.01"
    assert "no release was installed" in run("registry", "update", "--remove").out
    alone = ("changes", "--since", "2019-01-01", "--until", "2019-01-02", "--corrections")
    assert "no older release" in run(*alone, code=2).err


def test_stale_records_say_so_in_text_and_receipt(run: Run) -> None:
    question = ("status", "-r", "Chicago, IL", "--condition", "jag-fy2017/56b")
    assert "the records are stale" in run(*question, "--on", "2090-01-01").out
    assert as_json(run, *question, "--on", "2090-01-01")["registry"]["stale"]
    assert as_json(run, *question, "--on", "2018-07-01")["registry"]["stale"] is None
    assert "stale" not in run(*question, "--on", "2018-07-01").out


def test_list_answers_yes_no_and_unknown(run: Run) -> None:
    for day, word in (("2025-08-10", "yes"), ("2025-09-20", "unknown"), ("2025-10-31", "no")):
        found = as_json(run, "registry", "list", "doj-sanctuary-jurisdictions", "-r", "Nevada", "--on", day)
        assert [one["listed"] for one in found["lists"]] == [word]
    assert "UNKNOWN" in run("registry", "list", "-r", "Nevada", "--on", "2025-09-20").out
    assert "did you mean" in run("registry", "list", "doj-sanctuary-jurisdiction", code=2).err


def test_schemas_are_written_for_an_editor(run: Run, tmp_path: Path) -> None:
    found = as_json(run, "registry", "schema", "-o", str(tmp_path / "schemas"))
    assert str(tmp_path / "schemas" / "case.schema.json") in found["files"]
    assert as_json(run, "registry", "schema")["kinds"] == found["kinds"]
    case = json.loads((tmp_path / "schemas" / "case.schema.json").read_text())
    assert case["$schema"].endswith("2020-12/schema")
    assert "ilnd" in case["properties"]["court"]["enum"]
    assert json.loads(run("registry", "schema", "case").out) == case
    assert "no kind of record" in run("registry", "schema", "cake", code=2).err


def test_due_and_stats_answer_in_json(run: Run, tmp_path: Path) -> None:
    overlay = world(tmp_path)
    shutil.rmtree(overlay / "recipients")
    found = as_json(run, "registry", "stats")
    assert found["without_source"] == 0 and 0 < found["primary"] < 1
    assert as_json(run, "registry", "stats")["holdings"]["lawsuits"] > 50


def test_a_new_record_says_in_json_what_is_left_to_write(run: Run, tmp_path: Path) -> None:
    records = world(tmp_path)
    new = ("registry", "new", "case", "elm-v-dep", "--court", "ilnd", "--records", str(records))
    found = as_json(run, *new)
    assert Path(found["file"]).name == "elm-v-dep.yaml" and not found["errors"]
    assert any("Who sues over what" in line for line in found["unfinished"])


def test_an_export_names_its_files_and_counts_its_rows(run: Run, tmp_path: Path) -> None:
    export = ("registry", "export", "-o", str(tmp_path / "out"), "--format", "jsonl")
    found = as_json(run, *export)
    assert all((tmp_path / "out" / name).is_file() for name in found["files"])
    assert found["rows"]["cases"] > 80
