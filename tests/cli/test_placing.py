"""A clause is tied to the instruments of the document's own program or agency, never to another's same words."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run

CLAUSE = """AGREEMENT ARTICLES
Article XII - Compliance with Federal Immigration Law
The recipient shall comply with 8 U.S.C. 1373 and 1644 for the whole period of the award.
Article XIII - Audit
The recipient must comply with 2 CFR part 200 subpart F.
"""


def conditions(run: Run, file: Path) -> set[str | None]:
    found = run("check", str(file), "-r", "King County, WA", "--on", "2025-09-01", "--json").json()
    return {p["condition"] for f in found["findings"] if f["number"] == "12" for p in f["parts"]}


def test_a_program_named_in_words_places_the_document(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "award.txt"
    file.write_text("Emergency Management Performance Grant\nFiscal Year 2025\n" + CLAUSE)
    assert all(c is not None and c.startswith("dhs-") for c in conditions(run, file))


def test_an_agency_named_places_it_and_a_year_alone_does_not(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "award.txt"
    file.write_text("U.S. Department of Homeland Security\nFiscal Year 2025\n" + CLAUSE)
    assert all(c is not None and c.startswith("dhs-") for c in conditions(run, file))
    file.write_text("Fiscal Year 2025\n" + CLAUSE)
    assert conditions(run, file) == {None}
