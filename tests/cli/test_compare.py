"""``compare`` as a person and a script meet it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

OLD = """U.S. Department of Justice
SPECIAL CONDITIONS
1. Audit
The recipient must have a single audit made.
2. Compliance with 8 U.S.C. 1373
The recipient must comply with 8 U.S.C. 1373 through the whole award period.
3. Travel
The recipient must keep <receipts> for five years & more.
"""
NEW = OLD.replace("must comply with", "should comply with").replace("five years", "seven years")


@pytest.fixture
def versions(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD)
    new.write_text(NEW)
    return str(old), str(new)


def test_contested_changes_come_first(run: Run, versions: tuple[str, str]) -> None:
    text = run("compare", *versions).out
    assert "[-must-] {+should+} comply" in text
    assert "[-five-] {+seven+} years" in text
    assert (
        text.index("Contested")
        < text.index("{+should+}")
        < text.index("Other changes")
        < text.index("{+seven+}")
    )
    assert max(map(len, text.splitlines())) <= 80


def test_what_either_award_is_stands_first(run: Run, tmp_path: Path) -> None:
    face = (
        "GRANT AWARD\nRecipient: Pine County\nAmount of this award: $1,{n}50\nAccept by October 3{n}, 2017.\n"
    )
    for n in "01":
        (tmp_path / f"{n}.txt").write_text(face.replace("{n}", n) + OLD)
    out = run("compare", str(tmp_path / "0.txt"), str(tmp_path / "1.txt")).out
    assert "$1,050.00" in out and "$1,150.00" in out
    assert "Accept by 30 Oct 2017" in out and "Accept by 31 Oct 2017" in out


def test_the_json_follows_the_contract(run: Run, versions: tuple[str, str]) -> None:
    found = run("compare", *versions, "--json").json()
    assert found["schema"] == "enjoined.compare/1"
    by_number = {clause["new"]["number"]: clause for clause in found["clauses"]}
    assert [by_number[n]["change"] for n in "123"] == ["same", "reworded", "reworded"]
    assert by_number["2"]["families"] == ["comply-1373"]
    assert by_number["2"]["old"]["page"] == 1


def test_the_page_is_whole_escaped_and_without_scripts(
    run: Run, versions: tuple[str, str], tmp_path: Path
) -> None:
    out = tmp_path / "changes.html"
    ran = run("compare", *versions, "--format", "html", "-o", str(out))
    assert (ran.code, ran.out) == (0, "")
    page = out.read_text(encoding="utf-8")
    assert "<ins>should" in page and "<del>must" in page
    assert "&lt;receipts&gt;" in page and "<receipts>" not in page
    assert "<script" not in page and "http-equiv" in page
    assert not any(link in page for link in ('src="http', 'href="http'))


def test_a_missing_file_or_folder_is_named(run: Run, versions: tuple[str, str], tmp_path: Path) -> None:
    ran = run("compare", versions[0], str(tmp_path / "none.pdf"))
    assert ran.code == 2 and "none.pdf" in ran.err
    ran = run("compare", *versions, "-o", str(tmp_path / "no" / "folder.txt"))
    assert ran.code == 2 and "no such directory" in ran.err
