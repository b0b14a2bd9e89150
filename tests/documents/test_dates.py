from __future__ import annotations

import pytest

from enjoined.documents.facts.dates import find_award_date, find_deadline, first_date
from enjoined.documents.layout.lines import lowered
from enjoined.documents.page import Page


@pytest.mark.parametrize(
    "day",
    [
        "8/1/2025",
        "08 / 01 / 25",
        "O8/Ol/2O25",
        "8.1.2025",
        "08-01-2025",
        "2025-08-01",
        "2025/08/01",
        "Aug. 1, 2025",
        "August 1st 2025",
        "Ncv 3 2O25",
        "0ct 30, 2025",
        "1st day of August, 2025",
        "1 May 2025",
    ],
)
def test_a_label_is_looked_for_wherever_a_date_follows(day: str) -> None:
    expected = first_date(day, 0, len(day))
    assert expected is not None
    for text in (f"Award date: {day}", f"AWARD DATE\n\n{day}", f"FY 2025 funds. Award date {day} and more"):
        found = find_award_date([Page(index=1, text=text)])
        assert found is not None and found.value == expected


def test_small_letters_keep_their_places() -> None:
    text = "\u0130D of the Rec\u0131pient: Stra\u00dfe, \u1e9eA\ufb01N 7"
    assert len(lowered(text)) == len(text) and lowered(text).startswith("id of the recipient")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Executed by the Department on 6/5/2025.", None),
        ("Accepted by the City on June 3, 2025.", None),
        ("Signed by: Ann Roe, Director   Date: 6/5/2025", None),
        ("This award must be accepted by June 3, 2025.", "2025-06-03"),
        ("Sign and return this agreement by 5 p.m. on Friday, June 3, 2025.", "2025-06-03"),
        ("Return a copy by the following date: June 3, 2025.", "2025-06-03"),
        ("The offer must be accepted by the Sponsor on or before June 3, 2025.", "2025-06-03"),
        ("Executed by the parties on June 3, 2025; return a copy by July 1, 2025.", "2025-07-01"),
    ],
)
def test_the_day_on_which_somebody_signed_is_no_deadline(text: str, day: str | None) -> None:
    found = find_deadline([Page(index=1, text=text)], None)
    assert (found.value if found else None) == day
