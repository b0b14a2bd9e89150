"""What a story says of judge, court, time and parties, against the record: one sentence at a time."""

from __future__ import annotations

import pytest

from enjoined.brief import brief_of, story_of
from enjoined.brief.assertions import Assertion, Holds
from enjoined.brief.matching.lexicon import lexicon_of
from enjoined.brief.posture import conditions_on, groups_on
from enjoined.law import Cell, Status
from enjoined.law.compiled import compile_law
from enjoined.law.status import bearing_on, solve
from enjoined.law.worlds.classes import on_day
from enjoined.model import parse_day
from enjoined.registry.open import Registry

CHICAGO = """Chicago sued Attorney General Jeff Sessions over immigration conditions on the Byrne JAG grant for fiscal
2017 in federal court in Chicago, and a judge granted a preliminary injunction. {}"""
KING = """King County v. Turner is the lawsuit that King County, Boston and other local governments brought in Seattle
against HUD and the Transportation Department over conditions on Continuum of Care and transit grants on immigration and
diversity programs. {}"""
LA = """Los Angeles sued the Justice Department over immigration conditions on Byrne JAG grants that give agents access
to jails. A federal appeals court ruled for Los Angeles on Thursday. {}"""
VOUGHT = """Illinois, California, Colorado and Minnesota sued White House budget director Russell Vought over the end of
public health grants of sanctuary states. {}"""
PORTLAND = """Oregon and Portland sued President Trump and the Justice Department over immigration conditions on Byrne JAG
grants for fiscal 2018. U.S. District Judge Michael McShane ruled for them. {}"""
DONATO = """San Francisco, Santa Clara County, San Diego and Tucson sued the Justice Department over terms on diversity
programs and executive orders in COPS community policing awards. U.S. District Judge James Donato has the case. {}"""
HEADSTART = """Head Start groups won an injunction in Seattle on Tuesday, as a federal judge in Seattle told Health and
Human Services Secretary Robert F. Kennedy Jr. to stop a ban on diversity programs in Head Start grants. {}"""

CASES = [
    (CHICAGO, "2017-09-18", "U.S. District Judge William Orrick has the case.", "judge", Holds.FALLS),
    (CHICAGO, "2017-09-18", "U.S. District Judge Harry Leinenweber has the case.", "judge", None),
    (CHICAGO, "2017-09-18", "The city filed its suit in federal court in Boston.", "court", Holds.FALLS),
    (CHICAGO, "2017-09-18", "The city sued last month.", "day-of-filing", Holds.HOLDS),
    (CHICAGO, "2017-09-18", "The city sued in 2016.", "day-of-filing", Holds.FALLS),
    (CHICAGO, "2017-09-18", "The lawsuit, filed in March, goes on.", "day-of-filing", Holds.FALLS),
    (CHICAGO, "2017-09-18", "The injunction is permanent.", "sort-of-order", Holds.FALLS),
    (CHICAGO, "2017-09-18", "The city hopes for a permanent injunction.", "sort-of-order", None),
    (
        CHICAGO,
        "2018-08-01",
        "Last week the judge issued a permanent injunction.",
        "sort-of-order",
        Holds.HOLDS,
    ),
    (CHICAGO, "2017-09-18", "The ruling ends the case.", "end-of-case", Holds.FALLS),
    (CHICAGO, "2017-09-18", "The ruling does not end the case.", "end-of-case", None),
    (CHICAGO, "2017-09-18", "The order works only inside Illinois.", "whom-it-covers", Holds.FALLS),
    (CHICAGO, "2018-04-20", "The Ninth Circuit upheld the ruling on Thursday.", "appeals-court", Holds.FALLS),
    (CHICAGO, "2018-04-20", "The 7th Circuit upheld the ruling on Thursday.", "appeals-court", None),
    (CHICAGO, "2018-04-20", "The injunction of last March stays in force.", "month-of-ruling", Holds.FALLS),
    (
        CHICAGO,
        "2018-04-20",
        "The injunction, issued in March, stays in force.",
        "month-of-ruling",
        Holds.FALLS,
    ),
    (
        CHICAGO,
        "2018-04-20",
        "The injunction, issued last fall, stays in force.",
        "month-of-ruling",
        Holds.HOLDS,
    ),
    (KING, "2025-06-05", "The restraining order of May 7 was good for 30 days.", "order-length", Holds.FALLS),
    (KING, "2025-06-05", "The restraining order of May 7 was good for 14 days.", "order-length", Holds.HOLDS),
    (KING, "2025-06-05", "The restraining order was to run out on May 21.", "order-length", Holds.HOLDS),
    (KING, "2025-11-17", "With them the case has 50 plaintiffs.", "how-many-sue", Holds.FALLS),
    (KING, "2025-11-17", "Fifteen more local governments joined last week.", "how-many-sue", Holds.HOLDS),
    (
        VOUGHT,
        "2026-02-13",
        "A judge signed a restraining order that lasts 30 days.",
        "order-length",
        Holds.FALLS,
    ),
    (
        VOUGHT,
        "2026-02-13",
        "A judge signed a restraining order that lasts two weeks.",
        "order-length",
        Holds.HOLDS,
    ),
    (LA, "2019-11-01", "It upheld a permanent injunction.", "sort-of-order", Holds.FALLS),
    (PORTLAND, "2019-08-09", "The Ninth Circuit upheld the ruling.", "court-of-appeals", Holds.FALLS),
    (DONATO, "2026-01-23", "Oakland is one of the plaintiffs.", "who-sues", Holds.FALLS),
    (DONATO, "2026-01-23", "Tucson is one of the plaintiffs.", "who-sues", Holds.HOLDS),
    (DONATO, "2026-01-23", "Tucson is one of the cities on the border.", "who-sues", None),
    (CHICAGO, "2017-09-18", "The city filed the lawsuit on Aug. 7 in Boston.", "court", Holds.FALLS),
    (
        CHICAGO,
        "2017-09-18",
        "Sessions came on Monday to say that Chicago is suing him.",
        "day-of-filing",
        None,
    ),
    (VOUGHT, "2026-02-13", "It is the first suit of its kind in the Midwest.", "first-to-sue", None),
    (
        CHICAGO,
        "2018-06-27",
        "The judge had granted a nationwide injunction on Sept. 15, 2017.",
        "reach",
        Holds.DEPENDS,
    ),
    (HEADSTART, "2026-01-08", "The groups sued in 2024.", "day-of-filing", Holds.FALLS),
]


def checked(text: str, dated: str, registry: Registry) -> tuple[Assertion, ...]:
    return brief_of(registry, story_of(text, dated=parse_day(dated)), on=parse_day("2026-11-26")).assertions


@pytest.mark.parametrize(("story", "dated", "said", "kind", "verdict"), CASES)
def test_a_sentence_is_held_against_the_record(
    story: str, dated: str, said: str, kind: str, verdict: Holds | None, registry: Registry
) -> None:
    found = checked(story.format(said), dated, registry)
    assert [a.verdict for a in found if a.kind == kind and said in a.quote] == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    "said",
    [
        "Three days after a judge barred the terms, the two sides took stock on Monday.",
        "A judge ruled on Friday for the city that sued.",
        "In a case of another city, U.S. District Judge William Orrick ruled in July.",
        "An appeals court reversed an order in Philadelphia's own case.",
    ],
)
def test_days_and_rulings_of_something_else_are_no_falsehood(said: str, registry: Registry) -> None:
    judged = "U.S. District Judge Harry Leinenweber has the case. "
    found = checked(CHICAGO.format(judged + said), "2017-09-18", registry)
    assert [a.asserts for a in found if a.verdict is Holds.FALLS and a.quote == said] == []


def test_a_filing_told_to_the_day_is_told_once(registry: Registry) -> None:
    found = checked(
        CHICAGO.format("The city sued last month. The suit was filed on Aug. 7."), "2017-09-18", registry
    )
    assert [a.asserts for a in found if a.kind == "day-of-filing"] == ["the suit was filed on 7 Aug 2017"]


def test_the_terms_of_other_agencies_bind_nobody_in_a_brief(registry: Registry) -> None:
    """Of a family, the terms that orders of the case reach are told; what else an agency asks is another matter."""
    day = parse_day("2026-11-27")
    profile = next(p for p in lexicon_of(registry).profiles if p.case.id == "king-v-turner")
    groups = groups_on(registry, compile_law(registry.law), profile, conditions_on(profile, day), day)
    assert {f for g in groups for f in g.statuses} == {c.family for c in profile.conditions}
    protected = [g for g in groups if "plaintiffs" in g.who and Status.ENJOINED in g.statuses.values()]
    assert {f for g in protected for f in g.statuses} >= {"gender-ideology", "verify-status"}
    assert not any("plaintiffs" in g.who and Status.BINDING in g.statuses.values() for g in groups)
    law, known = registry.law, parse_day("2026-03-01")
    compiled = compile_law(law, known_on=known)
    for condition in profile.conditions[:6]:
        for party in sorted(profile.parties)[:4]:
            person = registry.by_id(party)
            cell = Cell.of(law, person, condition.id, known_on=known)
            solved = solve(law, cell, bearing_on(law, cell), day)
            assert on_day(compiled, person, condition, day) == (solved.status, solved.active)
