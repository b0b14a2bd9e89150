"""One file with the papers of several awards."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.check import CheckReport, check_document
from enjoined.check.awards import held_awards
from enjoined.check.placing import is_subaward
from enjoined.documents import Document, read
from enjoined.model import parse_day
from enjoined.registry.open import Registry, open_registry

ACCESS = (
    "55. Access. A State statute, rule or practice must be in place so that federal agents are given access to State "
    "correctional facilities to meet with aliens."
)
COPS = """U.S. Department of Justice
Office of Community Oriented Policing Services
Recipient: City of Seattle
Award Number: 15JCOPS-25-GG-02218-UHPX
Federal Award Amount: $750,000.00
Assistance Listing: 16.710
AWARD CONDITIONS
1. Monuments. The recipient shall protect public monuments from being vandalized, and shall enforce its laws against that.
2. Records. Records are kept for three years.
"""
JAG = f"""Department of Justice
Office of Justice Programs
AWARD CONTINUATION SHEET Grant
PROJECT NUMBER 2017-DJ-BX-0613 AWARD DATE 09/21/2018
CFDA Number: 16.738
AMOUNT OF THIS AWARD $61,204
SPECIAL CONDITIONS
54. Records. Records are kept for three years.
{ACCESS}
"""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


def _read(tmp_path: Path, *pages: str) -> Document:
    (tmp_path / "packet.txt").write_text("\f".join(pages), encoding="utf-8")
    return read(tmp_path / "packet.txt")


def _checked(registry: Registry, document: Document) -> CheckReport:
    return check_document(
        registry, document, recipient=registry.recipient("Seattle, WA"), on=parse_day("2026-02-01")
    )


def test_each_clause_of_a_packet_is_told_as_of_its_own_award(registry: Registry, tmp_path: Path) -> None:
    report = _checked(registry, _read(tmp_path, COPS, JAG))
    tied = {part.family: part.condition for finding in report.imposed for part in finding.parts}
    assert tied["cops-misc"] == "cops-fy2025/monuments"
    assert (tied["admit-agents"] or "").startswith("jag-fy2017/")
    (said,) = [w for w in report.document.warnings if "as of its own award" in w]
    assert (
        "15JCOPS-25-GG-02218-UHPX, $750,000.00, from page 1; 2017-DJ-BX-0613, $61,204.00, from page 2" in said
    )
    assert (report.document.program, report.document.amount) == (None, None)
    alone = _checked(registry, _read(tmp_path, JAG))
    assert {p.condition for f in alone.imposed for p in f.parts} == {tied["admit-agents"]}


def test_a_page_belongs_to_the_award_whose_number_it_prints(tmp_path: Path) -> None:
    again = "Award Number: 15JCOPS-25-GG-02218-UHPX\n3. Reports. Reports are due each quarter.\n"
    document = _read(tmp_path, COPS, "4. Audit. An audit is made.\n", JAG, "57. Lobbying is barred.\n", again)
    assert [sorted(one.pages) for one in held_awards(document)] == [[1, 2, 5], [3, 4]]


def test_two_years_of_one_program_are_two_awards(tmp_path: Path) -> None:
    later = JAG.replace("2017-DJ-BX-0613", "2018-DJ-BX-0742").replace("61,204", "58,990")
    years = [one.papers.facts.fiscal_year for one in held_awards(_read(tmp_path, JAG, later))]
    assert [year.value for year in years if year is not None] == [2017, 2018]


@pytest.mark.parametrize(
    "second",
    [
        JAG,
        JAG.replace("2017-DJ-BX-0613", "2017-D1-BX-0618").replace("61,204", "61,284"),
        "SUBAWARD\nSubaward Number: VA-2026-0311\nAssistance Listing: 16.738\nAmount: $61,204.00\n",
        "Nothing of an award stands here.",
    ],
)
def test_papers_of_one_award_are_not_parted(tmp_path: Path, second: str) -> None:
    assert len(held_awards(_read(tmp_path, JAG, second))) == 1


@pytest.mark.parametrize(
    ("named", "sub"),
    [
        ("Subrecipient: City of Seattle", True),
        ("Recipient: City of Seattle (hereinafter called the Subrecipient)", True),
        ("Recipient: City of Seattle (subrecipient monitoring is required)", False),
        ("Recipient: City of Seattle\nA subrecipient must report.", False),
    ],
)
def test_a_paper_is_a_subaward_where_it_calls_its_recipient_so(tmp_path: Path, named: str, sub: bool) -> None:
    assert is_subaward(_read(tmp_path, f"AWARD AGREEMENT\n{named}\nAmount: $5,000\n")) is sub
