from __future__ import annotations

from dataclasses import dataclass, replace

from enjoined.documents import Level, Matched, default_rules, from_pages, match, recognise
from enjoined.documents.read_text import split_pages

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
    (found,) = recognise(document.clauses, default_rules(), document.reader)
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
