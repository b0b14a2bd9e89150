"""Recipients of awards: who they are, how surely, and when nobody is chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enjoined.model import Kind, Recipient, RecipientId
from enjoined.recipients import AwardRecipient, Matcher, MatchMethod, Override, Overrides
from enjoined.registry.open import open_registry
from scripts.evaluate_names import read_labels, score


@pytest.fixture(scope="module")
def matcher() -> Iterator[Matcher]:
    registry = open_registry()
    yield Matcher(registry.names, registry.law.recipients.values())
    registry.names.close()


def award(
    name: str, state: str, *types: str, county: str = "", place: str = "", uei: str = ""
) -> AwardRecipient:
    return AwardRecipient(name, state, uei=uei, county_fips=county, place_code=place, business_types=types)


@pytest.mark.parametrize("held_back", [False, True], ids=["seen", "held back"])
def test_the_labelled_names_are_matched(matcher: Matcher, held_back: bool) -> None:
    labels = [label for label in read_labels() if label.held_back is held_back]
    result = score(zip(labels, matcher.match_many(label.item for label in labels), strict=True))
    assert result.lines >= 250
    assert result.precision >= 0.99
    assert result.recall >= 0.95
    assert result.left_open >= 0.9


def test_there_are_enough_labels() -> None:
    labels = read_labels()
    assert len(labels) >= 500
    assert sum(label.expected == "none" for label in labels) >= 150
    assert len({label.item for label in labels}) == len(labels)


def test_the_place_of_an_address_is_no_identity(matcher: Matcher) -> None:
    university = award("UNIVERSITY OF CHICAGO", "IL", "O", county="17031", place="14000")
    assert matcher.match(university).recipient is None
    assert not matcher.match(university).ambiguous


def test_the_county_code_tells_townships_of_one_name_apart(matcher: Matcher) -> None:
    there = matcher.match(award("MADISON TOWNSHIP", "PA", "C", county="42069"))
    assert (there.recipient, there.method) == ("pa/madison-township-lackawanna", MatchMethod.GEOID)
    assert matcher.match(award("MADISON TOWNSHIP", "PA", "C")).ambiguous
    assert matcher.match(award("MADISON TOWNSHIP", "PA", "C", county="42003")).ambiguous


@pytest.mark.parametrize("county", ["17031", "31", "031", "17031.0"])
def test_a_county_code_is_read_as_files_write_it(matcher: Matcher, county: str) -> None:
    assert matcher.match(award("CHICAGO, CITY OF", "IL", "C", county=county)).confidence == 0.99


def test_a_bare_name_is_read_by_its_business_type(matcher: Matcher) -> None:
    assert matcher.match(award("FRESNO", "CA", "C")).recipient == "ca/fresno"
    assert matcher.match(award("FRESNO", "CA", "B")).recipient == "ca/fresno-county"
    assert matcher.match(award("FRESNO", "CA")).candidates == ("ca/fresno", "ca/fresno-county")
    assert matcher.match(award("LAKE", "CA", "C")).recipient is None
    assert matcher.match(award("LAKE", "IL", "C")).recipient == "il/lake"


@pytest.mark.parametrize(
    ("name", "state", "kind", "county", "expected"),
    [
        ("BOCC LEON COUNTY", "FL", "B", "", "fl/leon-county"),
        ("NYS DIVISION OF CRIMINAL JUSTICE SERVICES", "NY", "A", "", "ny"),
        ("TUCSON, CITY OF ARIZONA", "AZ", "C", "", "az/tucson"),
        ("AUSTIN CITY OF TX", "TX", "C", "", "tx/austin"),
        ("THE CITY OF NEW YORK", "NY", "C", "", "ny/new-york"),
        ("EXECUTIVE OFFICE OF THE STATE OF COLORADO", "CO", "A", "", "co"),
        ("PROVO CITY CORP", "UT", "C", "", "ut/provo"),
        ("GOBIERNO MUNICIPAL DE CAGUAS", "PR", "C", "", "pr/caguas-municipio"),
        # Misspelt as the counties of that name in other States are written: the county code says which it is.
        ("ALLEGHANY COUNTY", "PA", "B", "42003", "pa/allegheny-county"),
        ("ALLEGHANY COUNTY", "PA", "B", "", None),
        ("CITY AND COUNTY OF BROOMFIELD CO", "CO", "B", "", "co/broomfield"),
        ("PITKIN, COUNTY OF, CO", "CO", "B", "", "co/pitkin-county"),
        ("WELD CO, CO", "CO", "B", "", "co/weld-county"),
        ("MADISON, CO OF", "IL", "B", "", "il/madison-county"),
        ("STATE OF N CAROLINA", "NC", "A", "", "nc"),
        ("STATE OF NE DEPT OF HEALTH AND HUMAN SERVICES", "NE", "A", "", "ne"),
    ],
)
def test_a_name_as_spending_files_turn_and_shorten_it(
    matcher: Matcher, name: str, state: str, kind: str, county: str, expected: str | None
) -> None:
    assert matcher.match(award(name, state, kind, county=county)).recipient == expected


def test_an_office_is_less_sure_and_says_so(matcher: Matcher) -> None:
    office = matcher.match(award("CHICAGO POLICE DEPARTMENT", "IL", "C"))
    assert office.recipient == "il/chicago"
    assert office.confidence < 0.9
    assert "office" in office.why
    sheriff = matcher.match(award("COOK COUNTY SHERIFF'S OFFICE", "IL", "B"))
    assert (sheriff.recipient, sheriff.candidates) == (None, ("il/cook-county",))


def test_a_body_of_a_state_that_may_be_its_own_is_listed(matcher: Matcher) -> None:
    for name in (
        "CRIMINAL JUSTICE INFORMATION AUTHORITY, ILLINOIS",
        "BOARD OF COMMUNITY CORRECTIONS ILLINOIS",
    ):
        match = matcher.match(award(name, "IL", "A"))
        assert (match.recipient, match.candidates) == (None, ("il",))
    match = matcher.match(award("JUSTICE CENTER, ILLINOIS", "IL", "M"))
    assert not match.ambiguous


def test_a_misspelt_name_needs_one_neighbour_and_agreeing_codes(matcher: Matcher) -> None:
    near = matcher.match(award("CITY OF MINNEAPLIS", "MN", "C", county="27053"))
    assert (near.recipient, near.method) == ("mn/minneapolis", MatchMethod.NAME_FUZZY)
    assert matcher.match(award("CITY OF MINNEAPLIS", "MN", "C", county="27001")).ambiguous
    # Clinton is a town of New Jersey and Clifton a city: a name that is known is no slip.
    assert matcher.match(award("CITY OF CLINTON", "NJ", "C", county="34031")).recipient is None


def test_a_township_is_no_town_where_both_are_different_things(matcher: Matcher) -> None:
    assert (
        matcher.match(award("TOWNSHIP OF BROWNSBURG", "IN", "C", county="18063")).recipient != "in/brownsburg"
    )
    assert matcher.match(award("TOWNSHIP OF BROOKFIELD", "WI", "C")).recipient == "wi/brookfield-town"


def test_without_a_state_only_a_name_borne_once_counts(matcher: Matcher) -> None:
    assert matcher.match(award("LOS ANGELES COUNTY OF", "", "B")).recipient == "ca/los-angeles-county"
    assert matcher.match(award("CITY OF COLUMBUS", "", "C")).recipient is None
    assert matcher.match(award("CITY OF COLUMBUS", "", "C", county="39049")).recipient == "oh/columbus"


def test_override_goes_before_uei_and_uei_before_name() -> None:
    registry = open_registry()
    other = Recipient(id=RecipientId("ca/fresno"), kind=Kind.CITY, name="Fresno", uei="ABCDEFGH1234")
    decided = Overrides([Override("City of Chicago", "il", "", None)])
    matcher = Matcher(registry.names, [other], decided)
    assert matcher.match(award("CHICAGO, CITY OF", "IL", "C", uei="abcdefgh1234")).recipient == "ca/fresno"
    found = matcher.match(award("CITY OF CHICAGO", "IL", "C", uei="ABCDEFGH1234"))
    assert (found.recipient, found.method, found.ambiguous) == (None, MatchMethod.OVERRIDE, False)


def test_many_are_answered_in_order_and_as_one_by_one(matcher: Matcher) -> None:
    items = [
        award("CITY OF CHICAGO", "IL", "C"),
        award("ACME INC", "IL", "R"),
        award("CITY OF CHICAGO", "IL", "C"),
    ]
    assert matcher.match_many(items) == [matcher.match(item) for item in items]


@given(
    name=st.one_of(
        st.text(max_size=300),
        st.lists(
            st.sampled_from(
                [
                    "city",
                    "county",
                    "of",
                    "the",
                    "and",
                    "board",
                    "commissioners",
                    ",",
                    "(",
                    ")",
                    "chicago",
                    "illinois",
                    "department",
                    "new",
                    "york",
                    "state",
                    "o",
                ]
            ),
            max_size=14,
        ).map(" ".join),
    ),
    state=st.sampled_from(["IL", "ny", "", "ZZ", "Illinois"]),
    code=st.text(max_size=8),
    types=st.lists(st.text(max_size=6), max_size=3).map(tuple),
)
def test_no_cell_makes_it_fail(
    matcher: Matcher, name: str, state: str, code: str, types: tuple[str, ...]
) -> None:
    match = matcher.match(
        AwardRecipient(name, state, uei=code, county_fips=code, place_code=code, business_types=types)
    )
    assert 0 <= match.confidence <= 1
    assert (match.recipient is None) == (match.confidence == 0)
    assert match.why


@pytest.mark.parametrize("name", ["BOARD OF SUPERVISORS AZ", "MAYOR AND COUNCIL MARYLAND"])
def test_a_local_body_that_names_its_state_alone_is_not_the_state(matcher: Matcher, name: str) -> None:
    state = "AZ" if name.endswith("AZ") else "MD"
    assert matcher.match(AwardRecipient(name, state)).recipient is None


def test_a_company_named_like_a_city_is_none(matcher: Matcher) -> None:
    """Utah's "Provo City Corp" says that it is a city."""
    assert matcher.match(award("CHICAGO CORP", "IL", "")).recipient is None
    assert matcher.match(award("PROVO CITY CORP", "UT", "")).recipient == "ut/provo"


@given(
    st.sampled_from(["CHICAGO", "ST. LOUIS", "OKLAHOMA CITY", "WINSTON-SALEM", "COEUR D'ALENE"]),
    st.sampled_from(
        [
            "CITY OF {}",
            "{}, CITY OF",
            "{} CITY OF",
            "THE CITY OF {}",
            "{} (CITY OF)",
            "MAYOR AND CITY COUNCIL OF {}",
        ]
    ),
)
def test_ways_of_writing_a_city_mean_the_same(matcher: Matcher, name: str, way: str) -> None:
    state = {"CHICAGO": "IL", "ST. LOUIS": "MO", "OKLAHOMA CITY": "OK", "WINSTON-SALEM": "NC"}.get(name, "ID")
    plain = matcher.match(award(f"CITY OF {name}", state, "C"))
    assert plain.recipient is not None
    assert matcher.match(award(way.format(name).lower(), state.lower(), "C")).recipient == plain.recipient
