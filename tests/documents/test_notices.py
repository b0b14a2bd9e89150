from __future__ import annotations

import pytest

from enjoined.documents.files.read_text import split_pages
from enjoined.documents.recognition.notices import Announcement, find_announcements

NOTICE = """Award Special Notices
Posted July 9, 2019
FY 2018 Local Awards
Special Notice as to Award Conditions 41-43 and 45 through 47
State of Oregon and its political subdivisions
City of Salem
The Department is not using or enforcing those conditions in these awards at this time. It will give written notice before that changes, as Award Condition 1 allows.
"""


def _found(text: str) -> tuple[Announcement, ...]:
    return find_announcements(split_pages(text))


def test_a_notice_says_which_conditions_for_whom_and_since_when() -> None:
    (found,) = _found(NOTICE)
    assert found.numbers == ("41", "42", "43", "45", "46", "47")
    assert found.fiscal_years == (2018,)
    assert found.names == ("State of Oregon", "City of Salem")
    assert found.inside == ("State of Oregon",)
    assert found.date == "2019-07-09"
    assert found.written_notice
    assert not found.rescinds


def test_a_place_is_named_with_its_state() -> None:
    (found,) = _found(
        "The agency is not enforcing condition 9 as to the City of Evanston,\nIllinois, Cook County, IL, and the City of Salem."
    )
    assert found.names == ("City of Evanston, Illinois", "Cook County, IL", "City of Salem")


def test_what_a_notice_does_not_say_is_not_made_up() -> None:
    (found,) = _found("Special Notice\nThe agency will not enforce condition 9 against any recipient.")
    assert (found.date, found.fiscal_years, found.names, found.members_of) == (None, (), (), ())
    assert found.everyone
    assert found.numbers == ("9",)


def test_each_notice_of_a_page_is_its_own() -> None:
    second = "Special Notice: members of the U.S. Conference of Mayors\nConditions 52 to 56 will not be enforced.\n"
    first, other = _found(NOTICE + second)
    assert first.members_of == ()
    assert other.members_of == ("U.S. Conference of Mayors",)
    assert other.numbers == ("52", "53", "54", "55", "56")


@pytest.mark.parametrize(
    "text",
    [
        "Special Notice\nReports are due on the 15th of the month.",
        "The recipient must comply with conditions 52 through 56.",
        "The Department will enforce conditions 52 through 56 against the City of Salem.",
    ],
)
def test_no_statement_no_announcement(text: str) -> None:
    assert _found(text) == ()


@pytest.mark.parametrize(
    "words",
    [
        "the State of Oregon or such political subdivisions as apply for them",
        "the State of Oregon and\njurisdictions within that State",
        "the State of Oregon and political subdivisions of the foregoing",
        "the State of Oregon, and subdivisions of that State",
    ],
)
def test_places_inside_a_state_are_meant_however_they_are_named(words: str) -> None:
    (found,) = _found(f"The agency is not enforcing condition 9 as to {words}.")
    assert found.inside == ("State of Oregon",)


def test_other_parts_are_no_places_inside_a_state() -> None:
    (found,) = _found(
        "The agency is not enforcing condition 9 as to the State of Oregon. The subdivisions of a plan stay."
    )
    assert (found.names, found.inside) == (("State of Oregon",), ())
