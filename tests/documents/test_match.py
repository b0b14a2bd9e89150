from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from enjoined.documents import Level, Matched, default_rules, from_pages, match, match_all, recognise
from enjoined.documents.files.read_text import split_pages

from .test_recognise import HEAD, LOCAL


@dataclass(frozen=True, kw_only=True)
class Condition:
    id: str
    number: str
    title: str
    family: str
    fiscal_years: tuple[int, ...] = (2017,)
    programs: tuple[str, ...] = ("16.738",)
    level: Level = "any"
    citations: tuple[str, ...] = ()
    title_words: tuple[str, ...] = ()


ACCESS, NOTICE = "Local rules on access to jails and notice of release", "Local rules on notice of release"
CANDIDATES = (
    Condition(id="jag-fy2017/53", number="53", title="Continuing compliance with 8 U.S.C. 1373", family="comply-1373", citations=("8 USC 1373",)),
    Condition(id="jag-fy2017/54", number="54", title="Spending conditional on compliance with 8 U.S.C. 1373", family="comply-1373", citations=("8 USC 1373",)),
    Condition(id="jag-fy2017/55a", number="55", title="State rules on access to prisons", family="admit-agents", level="state"),
    Condition(id="jag-fy2017/55b", number="55", title="State rules on notice of release", family="notice-release", level="state"),
    Condition(id="jag-fy2017/56a", number="56", title=ACCESS, family="admit-agents", level="local"),
    Condition(id="jag-fy2017/56b", number="56", title=NOTICE, family="notice-release", level="local"),
    Condition(id="jag-fy2018/45", number="45", title="Interrogation of certain aliens", family="admit-agents", fiscal_years=(2018,)),
)  # fmt: skip


def _match(
    text: str,
    *,
    year: int | None = 2017,
    program: str | None = "16.738",
    among: tuple[Condition, ...] = CANDIDATES,
) -> Matched:
    document = from_pages(split_pages(text), name="test.txt")
    (found,) = (
        r for r in recognise(document.clauses, default_rules(), document.reader) if r.role != "negates"
    )
    return match(found, among, fiscal_year=year, program=program)


def test_each_part_of_a_clause_is_its_own_condition() -> None:
    found = _match(LOCAL)
    assert {m.family: m.condition for m in found.matches} == {
        "admit-agents": "jag-fy2017/56a",
        "notice-release": "jag-fy2017/56b",
    }
    assert not found.novel
    assert all("fiscal year 2017" in m.why and "local level" in m.why for m in found.matches)


def test_another_number_does_not_hide_the_condition() -> None:
    found = _match(LOCAL.replace("56.", "38."))
    assert {m.condition for m in found.matches} == {"jag-fy2017/56a", "jag-fy2017/56b"}


def test_the_title_decides_and_the_number_breaks_ties() -> None:
    text = (
        HEAD.format(n=15, award="2017-DJ-BX-9990")
        + "{} compliance with 8 U.S.C. 1373\nThe recipient must comply with 8 U.S.C. 1373."
    )
    assert _match(text.format("54. Continuing")).matches[0].condition == "jag-fy2017/53"
    same = tuple(replace(c, title="Compliance") for c in CANDIDATES)
    assert _match(text.format("54. Something like"), among=same).matches[0].condition == "jag-fy2017/54"


def test_conditions_of_another_year_program_or_level_are_left_out() -> None:
    for kwargs in ({"year": 2021}, {"program": "97.067"}):
        found = _match(LOCAL, **kwargs)  # type: ignore[arg-type]
        assert found.matches == ()
        assert found.novel
    state_only = tuple(c for c in CANDIDATES if c.level == "state")
    assert _match(LOCAL, among=state_only).novel


def test_without_a_year_the_level_still_tells() -> None:
    assert {m.condition for m in _match(LOCAL, year=None).matches} == {"jag-fy2017/56a", "jag-fy2017/56b"}


def test_a_mention_is_never_novel() -> None:
    text = "RESOLUTION\nWHEREAS, the award would give federal agents access to jails to question aliens; be it RESOLVED by the City Council."
    assert not _match(text, among=()).novel


# The registry's own words for the FY2017 conditions on 8 U.S.C. 1373, as the matcher is given them.
REAL = (
    Condition(id="jag-fy2017/52", number="52", title="Certificate by the chief legal officer on 8 U.S.C. 1373", family="certify-1373", citations=("8 USC 1373",),
              title_words=("The award cannot validly be accepted until the applicant's chief legal officer certifies compliance with 8 U.S.C. 1373.",)),
    Condition(id="jag-fy2017/53", number="53", title="Continuing compliance with 8 U.S.C. 1373", family="comply-1373", citations=("8 USC 1373",),
              title_words=("Throughout the award no entity or official of the funded program may restrict the exchange of information on citizenship or immigration status, and governmental sub-recipients must certify the same.",)),
    Condition(id="jag-fy2017/54", number="54", title="Spending conditional on compliance with 8 U.S.C. 1373", family="comply-1373", citations=("8 USC 1373",),
              title_words=("No award money may be obligated while a restriction on sharing immigration status exists; costs at risk are not reimbursed and the agency must be told.",)),
    *CANDIDATES[2:],
)  # fmt: skip

ONGOING = "Ongoing compliance with 8 U.S.C. 1373 is required. Throughout the period of performance no State or local government entity may restrict its officials from sending information on immigration status, 8 U.S.C. 1373(a)."
OBLIGATE = (
    'Authority to obligate award funds contingent on compliance with 8 U.S.C. 1373; unallowable costs; obligation to notify. If the recipient is a "State" or a local government, '
    "it may not obligate award funds if the program is subject to any information-communication restriction."
)


def _all(*clauses: str, year: int | None = 2017, program: str | None = "16.738") -> dict[str, str]:
    text = HEAD.format(n=15, award="2017-DJ-BX-9990") + "\n".join(clauses)
    document = from_pages(split_pages(text), name="test.txt")
    found = recognise(document.clauses, default_rules(), document.reader)
    matched = match_all(found, REAL, fiscal_year=year, program=program)
    return {
        r.clause.number or "": m.matches[0].condition
        for r, m in zip(found, matched, strict=True)
        if m.matches
    }


@pytest.mark.parametrize("title", [
    OBLIGATE,
    "Authority to obligate award funds contingent on compliance with 8 U.S.C. 1373; unallowable costs; notification\nNo State or local government may obligate award funds under a restriction on information.",
    "Obligating funds depends on compliance with 8 U.S.C. 1373\nUnallowable costs will not be reimbursed, and the recipient must notify OJP of any restriction on information about immigration status.",
])  # fmt: skip
def test_a_condition_on_spending_is_not_the_one_on_continuing_compliance(title: str) -> None:
    for number in ("54", "38"):
        assert list(_all(f"{number}. {title}").values()) == ["jag-fy2017/54"]


def test_continuing_compliance_in_several_wordings() -> None:
    for number in ("53", "38"):
        assert list(_all(f"{number}. {ONGOING}").values()) == ["jag-fy2017/53"]


PLAIN = "Compliance with 8 U.S.C. 1373\nThe recipient must comply with 8 U.S.C. 1373."
FIFTY_SIX = LOCAL[LOCAL.index("56.") :].removeprefix("56. ")


def test_a_consistent_sequence_of_numbers_decides_what_the_words_leave_open() -> None:
    certificate = "Certification of compliance with 8 U.S.C. 1373\nThe chief legal officer must certify compliance with 8 U.S.C. 1373 before acceptance."
    found = _all(
        f"52. {certificate}",
        f"53. {PLAIN}",
        f"54. {PLAIN}",
        f"55. The recipient must keep records.\n56. {FIFTY_SIX}",
    )
    assert {n: c.rstrip("ab") for n, c in found.items()} == {"52": "jag-fy2017/52", "53": "jag-fy2017/53", "54": "jag-fy2017/54", "56": "jag-fy2017/56"}  # fmt: skip


def test_numbers_of_another_document_do_not_mislead() -> None:
    shifted = _all(f"53. {OBLIGATE}", f"54. {ONGOING}")
    assert shifted == {"53": "jag-fy2017/54", "54": "jag-fy2017/53"}
    unknown = _all(f"53. {OBLIGATE}", year=None, program=None)
    assert unknown == {"53": "jag-fy2017/54"}


def test_matching_all_agrees_with_matching_one() -> None:
    document = from_pages(split_pages(LOCAL), name="test.txt")
    found = [r for r in recognise(document.clauses, default_rules(), document.reader) if r.role == "imposes"]
    assert match_all(found, CANDIDATES, fiscal_year=2017, program="16.738") == (_match(LOCAL),)
    assert match_all((), CANDIDATES) == ()
