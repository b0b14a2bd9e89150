"""A filter that names nothing held is refused with what it may have meant."""

from __future__ import annotations

import pytest

from enjoined.errors import InputError
from enjoined.law import Question
from enjoined.law.answering.meant import case_likely
from enjoined.law.answering.question import select
from enjoined.model import Kind, Recipient, RecipientId, parse_day
from enjoined.registry.open import open_registry


@pytest.mark.parametrize(
    ("option", "value", "remedy"),
    [
        ("condition", "jag-fy2017", "ask with --instrument jag-fy2017, or about one of jag-fy2017/52, jag-fy2017/53"),
        ("condition", "notice-release", "notice-release is a family: ask with --family notice-release"),
        ("condition", "16.738", "16.738 is a program: ask with --program 16.738"),
        ("condition", "Chicago v. Sessions", "a case is no condition: ask with --instrument jag-fy2017 or jag-fy2018, "),
        ("condition", "Byrne JAG", "did you mean --program 16.738?"),
        ("condition", "JAG-FY2017/56", "did you mean jag-fy2017/56?"),
        ("condition", "56", "did you mean jag-fy2017/56?"),
        ("condition", "jag-fy2017/99", "one of jag-fy2017/52, jag-fy2017/53, "),
        ("condition", "cops-fy2025/", "one of cops-fy2025/dei, "),
        ("condition", "jag2017/53", "did you mean jag-fy2017/53 or "),
        ("condition", "zzz", "enjoined status prints the conditions that there are"),
        ("program", "JAG", "did you mean 16.738 (Byrne JAG)?"),
        ("program", "16738", "did you mean 16.738 (Byrne JAG)?"),
        ("program", "food stamps", "did you mean 10.551 (SNAP)?"),
        ("program", "xyz", "an Assistance Listing is written like 16.738; no program"),
        ("program", "ALN 16.738", "did you mean 16.738 (Byrne JAG)?"),
        ("program", "notice-release", "notice-release is a family: ask with --family notice-release"),
        ("program", "Justice Department", "its programs on record are 16.556 (State coalitions), 16.575 "),
        ("instrument", "17-cv-5720", "a case is no instrument: ask with --instrument jag-fy2017, which it challenges"),
        ("instrument", "Dei-Certification", "dei-certification is a family: ask with --family dei-certification"),
        ("instrument", "jag", "did you mean jag-fy2016 or jag-fy2017 or jag-fy2018 or jag-fy2019 or jag-fy2020?"),
        ("instrument", "--", "one of ag-memo-2025-02-05, "),
        ("family", "jag-fy2017", "jag-fy2017 is an instrument: ask with --instrument jag-fy2017"),
        ("family", "v", "did you mean verify-status?"),
        ("family", "diversity", "did you mean dei-certification?"),
        ("family", "sanctuary", "did you mean --instrument ag-memo-2025-02-05?"),
        ("family", "immigration", "did you mean immigration-cooperation or promote-illegal-immigration?"),
        ("family", "Notice-Release", "did you mean notice-release?"),
        ("family", "notise-release", "did you mean notice-release?"),
    ],
)  # fmt: skip
def test_near_misses_are_told_what_exists(option: str, value: str, remedy: str) -> None:
    one = Recipient(id=RecipientId("il/any"), kind=Kind.CITY, name="Any", state="il")
    with pytest.raises(InputError) as refused:
        select(open_registry().law, Question(recipient=one, on=parse_day("2018-01-01"), **{option: value}))
    assert refused.value.where == f"--{option}"
    assert "not in the registry" not in str(refused.value)  # a family is, though it is no condition
    assert str(refused.value.remedy).startswith(remedy)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1:17-cv-05720", ["chicago-v-sessions-2017"]),
        ("17-cv-5720", ["chicago-v-sessions-2017"]),
        ("17 C 5720", ["chicago-v-sessions-2017"]),
        ("No. 17-2991", ["chicago-v-sessions-2017"]),
        ("17A1379", ["chicago-v-sessions-2017"]),
        ("Chicago v. Sessions", ["chicago-v-sessions-2017", "chicago-v-sessions-2018"]),
        ("264 F. Supp. 3d 933", ["chicago-v-sessions-2017/pi"]),
        ("99-cv-99999", []),
        ("v", []),
        ("king-v-turner/tro-3", []),
    ],
)
def test_an_order_is_found_as_court_papers_name_it(written: str, meant: list[str]) -> None:
    assert case_likely(open_registry().law, written) == meant
