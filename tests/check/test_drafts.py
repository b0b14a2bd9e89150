"""Draft events from an agency's notice, and what else a check says beside its findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from enjoined import open_registry
from enjoined.check import CheckReport, check, drafts_as_yaml
from enjoined.model import parse_day

NOTICE = """Award Special Notices
Posted July 9, 2019
Special Notice, FY 2018 conditions 41-43 and 45-47, for:
State of Illinois
City of Chicago
City of Evanston
DOJ will not use or enforce those conditions in their FY 2018 awards at this time.
"""


def _checked(tmp_path: Path, text: str) -> CheckReport:
    file = tmp_path / "document.txt"
    file.write_text(text)
    return check(open_registry(), file, on=parse_day("2026-11-01"))


def test_a_notice_becomes_a_draft_and_what_is_not_certain_is_left_to_settle(tmp_path: Path) -> None:
    (draft,) = _checked(tmp_path, NOTICE).draft_events
    assert draft.recipients == ("il", "il/chicago")
    assert draft.grade == "not-enforced"
    assert draft.date == "2019-07-09"
    assert set(draft.conditions) == {f"jag-fy2018/{number}" for number in (41, 42, 43, 45, 46, 47)}
    # There are several Evanstons: none is chosen.
    assert any("Evanston" in point for point in draft.to_settle)


def test_the_yaml_is_what_a_record_needs(tmp_path: Path) -> None:
    report = _checked(tmp_path, NOTICE)
    text = drafts_as_yaml(report.draft_events, name="document.txt")
    (event,) = yaml.safe_load(text)["events"]
    (effect,) = event["effects"]
    assert event["kind"] == "agency-notice"
    assert effect["restrain"] == "not-enforced"
    assert effect["scope"]["who"]["recipients"] == ["il", "il/chicago"]
    assert text.startswith("# Drafted from document.txt.")


@pytest.mark.parametrize(
    ("whom", "who"),
    [
        ({}, {"recipients": {"list": [], "complete": False}}),
        ({"everyone": True}, {"everyone": True}),
        (
            {"members_of": ("org/us-conference-of-mayors", "org/national-league-of-cities")},
            {
                "members_of": [
                    {"group": "org/us-conference-of-mayors"},
                    {"group": "org/national-league-of-cities"},
                ]
            },
        ),
    ],
)
def test_a_draft_names_all_whom_the_notice_does_and_nobody_else(
    tmp_path: Path, whom: dict[str, Any], who: dict[str, Any]
) -> None:
    """An effect that says nothing of whom it reaches would reach everybody."""
    (draft,) = _checked(tmp_path, NOTICE).draft_events
    draft = msgspec.structs.replace(draft, recipients=(), **whom)
    (event,) = yaml.safe_load(drafts_as_yaml((draft,), name="two\nlines.txt"))["events"]
    assert event["effects"][0]["scope"]["who"] == who


LETTER = """U.S. Department of Transportation
Federal Transit Administration

June 18, 2025

Dear Colleague:

On June 4, 2025, the United States District Court for the Western District of Washington issued a preliminary
injunction in King County v. Turner, No. 2:25-cv-00814. In keeping with the order, the Federal Transit Administration
will not impose or enforce the immigration enforcement condition of its Master Agreement against King County and the
City of Seattle while the order is in effect.
"""


def test_a_letter_that_tells_of_an_order_is_the_agencys_own_notice(tmp_path: Path) -> None:
    report = _checked(tmp_path, LETTER)
    (draft,) = report.draft_events
    assert draft.recipients == ("wa/king-county", "wa/seattle")
    assert draft.date == "2025-06-18"


@pytest.mark.parametrize(
    "head",
    [
        "Transit Riders Alliance\nJune 18, 2025\n\nFederal Transit Administration",
        "Memorandum\nTo: City Council\nRe: Letter of\nFederal Transit Administration",
        "Agenda Item 7\nFederal Transit Administration",
        "STATE OF OHIO\nDEPARTMENT OF TRANSPORTATION",
        "UNITED STATES DISTRICT COURT",
        "",
    ],
)
def test_a_letter_under_anothers_head_gives_no_draft(tmp_path: Path, head: str) -> None:
    own = LETTER.partition("\n\n")[2]
    assert _checked(tmp_path, f"{head}\n\n{own}").draft_events == ()


def test_numbers_that_no_instrument_bears_are_left_to_settle(tmp_path: Path) -> None:
    (draft,) = _checked(tmp_path, NOTICE.replace("41-43 and 45-47", "341 and 342")).draft_events
    assert draft.conditions == ()
    assert any("341, 342" in point for point in draft.to_settle)


@pytest.mark.parametrize(
    "text", ["7. The recipient must report each quarter.", "A lawsuit was filed on Monday, officials said."]
)
def test_other_papers_give_no_draft(tmp_path: Path, text: str) -> None:
    assert _checked(tmp_path, text).draft_events == ()


TERMS = "GRANT TERMS AND CONDITIONS\n4. Reports. The recipient must report each quarter.\n5. Flags. {text}\n"


def test_a_clause_no_rule_knows_is_shown_as_new(tmp_path: Path) -> None:
    text = "The recipient must not teach critical race theory, as Executive Order 14321 says."
    (found,) = _checked(tmp_path, TERMS.format(text=text)).findings
    assert (found.families, found.novel, found.role, found.number) == (("other",), True, "imposes", "5")
    assert [part.quote in found.quote for part in found.parts] == [True]
    assert "cites EO 14321" in found.why
    assert found.verify


def test_an_ordinary_clause_is_not(tmp_path: Path) -> None:
    text = "The recipient must fly no flag but its own and must comply with Executive Order 13513."
    assert _checked(tmp_path, TERMS.format(text=text)).findings == ()


def test_facts_have_places_and_the_deadline_is_one(tmp_path: Path) -> None:
    text = "Notice of Award\nRecipient: City of Dayton\nAward Number: EMW-2025-SS-05001\nThis award must be accepted no later than May 4, 2026.\n"
    document = _checked(tmp_path, text).document
    assert document.deadline == "2026-05-04"
    place = next(fact for fact in document.facts if fact.name == "deadline")
    assert text[place.start : place.end] == "May 4, 2026"
