"""The records that ship: complete where they claim to be, every fact with a source, and honest about hearsay."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from enjoined.model import (
    Basis,
    Case,
    CaseId,
    CaseKind,
    CourtId,
    Effect,
    Event,
    Grade,
    InstrumentId,
    Source,
    SourceKind,
    Verb,
)
from enjoined.registry.reading.link import Linked, link
from enjoined.registry.table import LawTable

RECORDS = Path(__file__).parents[2] / "records"

TOLD_BY_OTHERS = {SourceKind.PRESS, SourceKind.TRACKER, SourceKind.PARTY}
"""Kinds that report a decision and are never the decision itself."""

FAMILIES = """
certify-1373 comply-1373 notice-release admit-agents hold-on-detainer disclose-operations answer-questions
certify-aliens immigration-cooperation promote-illegal-immigration verify-status dei-certification fca-materiality
gender-ideology elective-abortion executive-orders boycott population-certification legal-services fair-athletics
fhap-guidance cops-misc eligibility-criteria terminate-priorities other
"""

STATES = """
al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri
sc sd tn tx ut vt va wa wv wi wy dc pr gu vi mp
"""

CASES = """
albuquerque-v-barr-2020 california-v-sessions-2017 california-v-sessions-2018 chicago-v-sessions-2017
chicago-v-sessions-2018 colorado-v-doj-2019 evanston-v-sessions-2018 illinois-v-barr-2019 la-v-sessions-2017
la-v-sessions-2018 ny-v-doj-jag-2018 oregon-v-trump-2018 philadelphia-v-sessions-2017 providence-v-barr-2018
sf-v-sessions-2017 sf-v-sessions-2018 sf-v-trump-2017 richmond-v-trump-2017 seattle-v-trump-2017 us-v-california-2018
westpalmbeach-v-sessions-2018 chelsea-v-trump-2017 illinois-v-sessions-2018 ocean-county-v-nj steinle-v-sf
"""

CASES_SINCE_2025 = """
aft-v-ed ca-v-dot chelsea-v-trump chicago-v-dhs-ssp chicago-v-doj chicago-v-noem cwit-v-trump erie-county-v-americorps fresno-v-noem
fresno-v-turner headstart-v-kennedy il-v-fema il-v-hud il-v-noem il-v-vought king-v-turner ma-v-usda mi-v-noem
naacp-v-ed nadohe-v-trump naeh-v-turner nea-v-ed nj-v-doj-voca nul-v-trump ny-v-doj-legalservices ny-v-doj-prwora
ny-v-hhs pflag-v-trump pha-v-turner ricadv-v-bondi ricadv-v-kennedy rila-v-nea santaclara-v-noem seattle-v-trump
sf-v-doj sf-v-trump-2025 sfaf-v-trump sfusd-v-americorps us-v-illinois us-v-new-york-courts us-v-new-york-licenses wa-v-hhs-prep wa-v-hud
wa-v-trump freedom-network-v-trump ny-v-noem-tsgp
"""

CASES_OVER_MONEY = """
aaup-v-trump-uc apha-v-nih ca-v-dot-mcsap ca-v-ed cha-v-hud co-v-hhs cta-v-dot fairfax-v-mcmahon harris-v-kennedy
harvard-v-hhs maine-v-usda ncn-v-omb nj-v-omb ny-v-acf ny-v-ed ny-v-trump-freeze nyc-v-trump-ssp ppgny-v-hhs
stpaul-v-wright sustainability-v-trump wa-v-fema-bric wa-v-hud-2026 nj-v-dot-gateway nyc-boe-v-ed chicago-v-dhs-stc
"""
"""Suits since 2025 over money frozen, ended or asked for on terms, most of which touch no condition held here."""

ON_TERMS = {"cha-v-hud", "nj-v-omb", "ny-v-ed", "ppgny-v-hhs"}
"""Those of them that attack a condition."""

BACKGROUND = """
scotus-trump-v-casa
"""
"""Decisions of the Supreme Court that a reader needs and that touch no condition."""

NO_COMPLAINT = {"colorado-v-doj-2019", "ocean-county-v-nj", "steinle-v-sf", *BACKGROUND.split()}
"""Suits whose complaint was not found or is beside the point, and decisions of the Supreme Court in suits that are not recorded."""

NO_DOCKET = {"cha-v-hud", "illinois-v-sessions-2018"}
"""Suits whose number was not found."""

AGREEMENTS = {"stipulation", "settlement"}
"""Kinds of events of a lawsuit by which the agency binds itself and the court orders nothing."""

ENDS_BY_ITS_OWN_WORDS = {
    "hhs-prwora-hold-2025/hold",
    "hud-coc-notice-2025/public-review",
    "hud-coc-notice-2025/reopened",
    "nea-assurance-holds-2025/dei-note",
    "nea-assurance-holds-2025/gender-note",
}
"""A hold up to a day, three notices that stand or fall with an injunction, and one that waits for the end of a suit."""


@pytest.fixture(scope="module")
def linked() -> Linked:
    return link([RECORDS])


@pytest.fixture(scope="module")
def law(linked: Linked) -> LawTable:
    return linked.law


def lawsuits(law: LawTable) -> list[Case]:
    return [case for case in law.cases.values() if case.kind is CaseKind.LITIGATION]


def notices(law: LawTable) -> list[Case]:
    return [case for case in law.cases.values() if case.kind is CaseKind.NOTICE]


def effects(law: LawTable, cases: list[Case]) -> list[Effect]:
    ids = {case.id for case in cases}
    return [effect for effect in law.effects.values() if effect.case in ids]


def cited(law: LawTable) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """Everything that must have a source, with what it has."""
    yield from ((e.id, e.sources) for e in law.events.values())
    yield from ((c.id, c.sources) for c in law.conditions.values())
    yield from ((p.id, p.sources) for p in law.programs.values())
    for policy in law.policies.values():
        yield from ((f"{policy.id}: {provision.cite}", provision.sources) for provision in policy.provisions)


def test_the_registry_is_read_without_a_mistake(linked: Linked) -> None:
    assert [str(error) for error in linked.errors] == []


# --- what must be there ---------------------------------------------------------------------------------------


def test_every_family_of_the_contract_is_there_and_no_other(law: LawTable) -> None:
    assert sorted(law.families) == sorted(FAMILIES.split())


def test_the_lawsuits_over_police_grants_are_there(law: LawTable) -> None:
    assert {case.id for case in lawsuits(law)} >= set(CASES.split())


def test_the_lawsuits_since_2025_are_there(law: LawTable) -> None:
    expected = {*CASES.split(), *CASES_SINCE_2025.split(), *CASES_OVER_MONEY.split(), *BACKGROUND.split()}
    assert {case.id for case in lawsuits(law)} == expected


def test_dockets_on_courtlistener_are_each_of_one_case(law: LawTable) -> None:
    numbers = [number for case in lawsuits(law) for number in case.courtlistener]
    assert len(numbers) == len(set(numbers)) > 60
    assert law.cases[CaseId("king-v-turner")].courtlistener == (70062174,)


def test_background_decisions_change_no_status(law: LawTable) -> None:
    background = [case for case in lawsuits(law) if case.court == "scotus"]
    assert {case.id for case in background} == set(BACKGROUND.split())
    assert effects(law, background) == []


def test_money_moved_without_a_term_is_no_condition(law: LawTable) -> None:
    over_money = [law.cases[CaseId(name)] for name in CASES_OVER_MONEY.split()]
    assert {case.id for case in over_money if case.challenges is not None} == ON_TERMS
    assert {effect.case for effect in effects(law, over_money)} == {"ppgny-v-hhs"}


def test_a_proposal_imposes_nothing(law: LawTable) -> None:
    assert {event.case for event in law.events.values() if event.kind == "proposal"} == {
        "sam-certifications-2026"
    }
    announced = ["sam-certifications-2026", "sanctuary-cutoff-2026", "fema-preparedness-fy2026"]
    assert effects(law, [law.cases[CaseId(case)] for case in announced]) == []


@pytest.mark.parametrize(
    ("instrument", "numbers", "without_number"),
    [
        ("jag-fy2016", [], 1),
        ("jag-fy2017", ["52", "53", "54", "55", "55", "56", "56"], 0),
        ("jag-fy2018", ["41", "42", "43", "44", "45", "46", "47"], 1),
        ("jag-fy2019", [], 8),
        ("jag-fy2020", ["37", "40"], 0),
    ],
)
def test_conditions_carry_the_numbers_as_printed(
    law: LawTable, instrument: str, numbers: list[str], without_number: int
) -> None:
    held = [law.conditions[c] for c in law.instruments[InstrumentId(instrument)].conditions]
    assert sorted(c.number for c in held if c.number) == numbers
    assert sum(not c.number for c in held) == without_number


def test_the_terms_of_2019_are_those_of_2018_by_family(law: LawTable) -> None:
    by_year = [
        Counter(law.conditions[c].family for c in law.instruments[InstrumentId(name)].conditions)
        for name in ("jag-fy2018", "jag-fy2019")
    ]
    assert by_year[0] == by_year[1]


def test_one_condition_binds_states_and_its_twin_local_governments(law: LawTable) -> None:
    of_states = {c.id: c.binds for c in law.conditions.values() if c.number == "55"}
    of_locals = {c.id: c.binds for c in law.conditions.values() if c.number == "56"}
    assert set(of_states) == {"jag-fy2017/55a", "jag-fy2017/55b"}
    assert set(of_locals) == {"jag-fy2017/56a", "jag-fy2017/56b"}
    assert all(a.isdisjoint(b) for a in of_states.values() for b in of_locals.values())


def test_every_state_lies_in_exactly_one_circuit(law: LawTable) -> None:
    circuits = [court for court in law.courts.values() if court.circuit == court.id]
    assert len(circuits) == 13
    assert Counter(s for court in circuits for s in court.states) == Counter(STATES.split())


def test_a_district_court_sits_in_the_circuit_of_its_state(law: LawTable) -> None:
    for court in law.courts.values():
        if court.circuit and court.circuit != court.id:
            assert set(court.states) <= set(law.courts[CourtId(court.circuit)].states), court.id


def test_coverage_speaks_of_every_year_held_and_says_what_is_missing(law: LawTable) -> None:
    years = {y for i in law.instruments.values() for y in i.fiscal_years if "16.738" in i.programs}
    assert years == {y for c in law.coverage for y in c.fiscal_years if "16.738" in c.programs}
    assert {y for c in law.coverage for y in c.fiscal_years if c.complete} == {2016, 2017, 2018}


# --- honesty --------------------------------------------------------------------------------------------------


def test_every_lawsuit_has_a_docket_a_court_and_a_day_of_the_last_check(law: LawTable) -> None:
    assert {c.id for c in lawsuits(law) if not c.dockets} == NO_DOCKET
    assert [c.id for c in lawsuits(law) if not (c.court and c.checked and c.sources)] == []
    assert [c.id for c in notices(law) if not (c.agency and c.checked and c.sources)] == []


def test_dockets_are_written_as_the_courts_write_them(law: LawTable) -> None:
    form = re.compile(r"\d:\d\d-cv-\d{5}|ca(?:dc|\d{1,2}) \d\d-\d{2,5}|scotus \d\d(-\d+|A\d+)")
    assert [d for c in lawsuits(law) for d in c.dockets if not form.fullmatch(d)] == []


def test_no_docket_stands_in_two_lawsuits(law: LawTable) -> None:
    counted = Counter(d for c in lawsuits(law) for d in c.dockets)
    assert [d for d, n in counted.items() if n > 1] == []


def test_every_event_condition_and_provision_has_a_source(law: LawTable) -> None:
    assert [what for what, sources in cited(law) if not sources] == []


def test_sources_are_addresses(law: LawTable) -> None:
    strange = [
        (what, s.url) for what, found in cited(law) for s in found if not re.match(r"https?://\S+$", s.url)
    ]
    assert strange == []


def test_what_press_parties_and_trackers_tell_is_marked_second_hand(law: LawTable) -> None:
    claimed = [
        (event.id, source.url)
        for event in law.events.values()
        for source in event.sources
        if source.kind in TOLD_BY_OTHERS and not source.is_second_hand
    ]
    assert claimed == []


def test_what_was_inferred_says_how(law: LawTable) -> None:
    silent = [what for what, found in cited(law) for s in found if s.basis is Basis.INFERRED and not s.note]
    assert silent == []


def test_a_limb_that_may_not_exist_says_what_was_not_read(law: LawTable) -> None:
    silent = [e.id for e in law.effects.values() if e.possible and not (e.note or law.events[e.event].note)]
    assert silent == []


def test_titles_are_one_plain_sentence(law: LawTable) -> None:
    titles = [(event.id, event.title) for event in law.events.values()]
    assert [t for t in titles if not re.match(r"[A-Z].*[a-z0-9]\.$", t[1])] == []
    assert [t for t in titles if re.search(r"(?<!U\.S)(?<!C)\. [A-Z]", t[1]) or "\n" in t[1]] == []


def test_a_citation_names_volume_reporter_and_page(law: LawTable) -> None:
    form = re.compile(r"\d+ (U\.S\.|F\. Supp\. [23]d|F\.[34](d|th)|Fed\. Reg\.|WL) \d+")
    cites = [event.cite for event in law.events.values() if event.cite]
    cites += [order.cite for order in law.orders.values()]
    assert len(cites) > 20
    assert [c for c in cites if not form.fullmatch(c)] == []


# --- what a court and an agency can do ------------------------------------------------------------------------


def test_courts_enjoin_and_agencies_refrain(law: LawTable) -> None:
    """In a lawsuit only an agreement leaves a condition merely not enforced.

    Since 2025 agencies have settled such suits, or stipulated not to act while one lasts, without an order of the
    court (New York v. DOJ, twice; NEA v. Department of Education). Such an agreement is the agency's word.
    """
    in_court = [e for e in effects(law, lawsuits(law)) if e.verb is Verb.RESTRAIN]
    agreed = [e for e in in_court if law.events[e.event].kind in AGREEMENTS]
    assert {e.grade for e in agreed} == {Grade.NOT_ENFORCED}
    assert {e.grade for e in in_court if e not in agreed} == {Grade.ENJOINED, Grade.VACATED}
    assert {e.grade for e in effects(law, notices(law)) if e.verb is Verb.RESTRAIN} == {Grade.NOT_ENFORCED}


def test_a_notice_of_non_enforcement_ends_only_by_written_notice(law: LawTable) -> None:
    """Unless it names its own end: a day, the fall of an injunction, or the end of a suit."""
    held = [e for e in effects(law, notices(law)) if e.verb is Verb.RESTRAIN]
    assert len(held) == 12
    open_ended = [e for e in held if e.id not in ENDS_BY_ITS_OWN_WORDS]
    assert len(open_ended) == 7
    assert {e.ends_by for e in open_ended} == {"written-notice"}
    assert all(e.until is None and e.only_while is None for e in open_ended)
    assert all(not e.ends_by and (e.until or e.only_while) for e in held if e not in open_ended)


def test_no_notice_reaches_the_condition_on_disclosure(law: LawTable) -> None:
    reached = {
        c
        for e in effects(law, notices(law))
        if e.verb is Verb.RESTRAIN
        for p in e.scope.products
        for c in p.conditions.ids
    }
    assert "jag-fy2018/43" in reached
    assert "jag-fy2018/44" not in reached


def test_nothing_happens_before_the_complaint(law: LawTable) -> None:
    """Every suit has one complaint, its first event; an application to the Supreme Court has none of its own."""
    for case in lawsuits(law):
        days = {event: law.events[event].date.earliest for event in case.events}
        filed = [day for event, day in days.items() if event.endswith("/filed")]
        assert len(filed) == (0 if case.id in NO_COMPLAINT else 1), case.id
        assert all(day >= filed[0] for day in days.values() if filed), case.id


def test_an_appeal_is_recorded_in_the_circuit_of_its_trial_court(law: LawTable) -> None:
    def astray(case: Case, event: Event) -> bool:
        court, home = event.court, law.courts[CourtId(str(case.court))]
        return court not in (None, case.court, home.circuit, "scotus")

    assert [e for case in lawsuits(law) for e in case.events if astray(case, law.events[e])] == []


def test_a_reversal_waits_for_its_mandate(law: LawTable) -> None:
    reversals = [
        e for e in law.effects.values() if law.events[e.event].kind == "reversal" and e.verb is Verb.END
    ]
    assert [e.id for e in reversals] == ["la-v-sessions-2017/cops-reversed", "ny-v-doj-jag-2018/reversed"]
    assert not any(e.start.is_certain for e in reversals)
    assert reversals[1].start.latest is None
    assert reversals[1].start == law.events[law.cases[reversals[1].case].events[-1]].date


# --- local law ------------------------------------------------------------------------------------------------


def test_a_savings_clause_frees_information_sharing_only(law: LawTable) -> None:
    saved = {act for p in law.policies.values() for provision in p.provisions for act in provision.saves}
    assert saved == {"share-immigration-status"}


def test_every_provision_limits_or_saves_something(law: LawTable) -> None:
    idle = [
        provision.cite
        for policy in law.policies.values()
        for provision in policy.provisions
        if not (provision.limits or provision.agency_limits or provision.saves)
    ]
    assert idle == []
    assert len(law.policies) >= 8
