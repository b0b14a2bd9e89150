"""Names to recipients: what resolves, what is asked back, and what is only suggested."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enjoined.errors import UnknownRecipient
from enjoined.recipients import STATES, Method, Named, NameIndex, Place, read_places, resolve

RECORDS = Path(__file__).resolve().parents[2] / "records" / "recipients"
ROWS: tuple[Named, ...] = tuple(read_places(RECORDS / "places.csv"))
TITLES = {
    "city": "City of",
    "town": "Town of",
    "township": "Township of",
    "village": "Village of",
    "borough": "Borough of",
    "plantation": "Plantation of",
}


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("il/chicago", "il/chicago"),
        ("IL/Chicago", "il/chicago"),
        ("il", "il"),
        ("IL", "il"),
        ("Chicago", "il/chicago"),
        ("  chicago  ", "il/chicago"),
        ("City of Chicago", "il/chicago"),
        ("CHICAGO, CITY OF", "il/chicago"),
        ("chicago illinois", "il/chicago"),
        ("Chicago IL", "il/chicago"),
        ("Illinois", "il"),
        ("State of Illinois", "il"),
        ("People of the State of Michigan", "mi"),
        ("Commonwealth of Massachusetts", "ma"),
        ("Puerto Rico", "pr"),
        ("Government of the Virgin Islands", "vi"),
        ("Commonwealth of the Northern Mariana Islands", "mp"),
        ("Georgia", "ga"),
        ("Wyoming", "wy"),
        ("District of Columbia", "dc"),
        ("Washington, D.C.", "dc"),
        ("Washington DC", "dc"),
        ("State of Washington", "wa"),
        ("State of New York", "ny"),
        ("New York City", "ny/new-york"),
        ("City of New York", "ny/new-york"),
        ("NEW YORK, CITY OF", "ny/new-york"),
        ("New York, New York", "ny/new-york"),
        ("Kings County, NY", "ny/new-york"),
        ("Brooklyn, NY", "ny/new-york"),
        ("King County, WA", "wa/king-county"),
        ("COUNTY OF KING, WASHINGTON", "wa/king-county"),
        ("King County (Martin Luther King, Jr. County)", "wa/king-county"),
        ("LOS ANGELES COUNTY OF", "ca/los-angeles-county"),
        ("Los Angeles", "ca/los-angeles"),
        ("County of Santa Clara", "ca/santa-clara-county"),
        ("BOARD OF COUNTY COMMISSIONERS OF BROWARD COUNTY", "fl/broward-county"),
        ("Du Page County, Illinois", "il/dupage-county"),
        ("Dona Ana County", "nm/dona-ana-county"),
        ("Multnomah", "or/multnomah-county"),
        ("City and County of San Francisco", "ca/san-francisco"),
        ("San Francisco County", "ca/san-francisco"),
        ("City & County of Denver", "co/denver"),
        ("Denver CO", "co/denver"),
        ("Aurora CO", "co/aurora"),
        ("Metropolitan Government of Nashville and Davidson County", "tn/nashville"),
        ("Davidson County, TN", "tn/nashville"),
        ("Louisville/Jefferson County Metro Government", "ky/louisville"),
        ("Lexington-Fayette Urban County Government", "ky/lexington"),
        ("Unified Government of Wyandotte County and Kansas City", "ks/kansas-city"),
        ("Orleans Parish", "la/new-orleans"),
        ("Mayor and City Council of Baltimore", "md/baltimore"),
        ("Baltimore County", "md/baltimore-county"),
        ("St. Louis", "mo/st-louis"),
        ("Saint Louis, Missouri", "mo/st-louis"),
        ("ST LOUIS, CITY OF", "mo/st-louis"),
        ("Fairfax, VA", "va/fairfax"),
        ("Fairfax County, VA", "va/fairfax-county"),
        ("Madison, WI", "wi/madison"),
        ("Town of Madison, WI", "wi/madison-town"),
        ("wi/madison-town", "wi/madison-town"),
        ("Washington Township, Butler County, PA", "pa/washington-township-butler"),
        ("Kansas City, MO", "mo/kansas-city"),
        ("Hartford, CT", "ct/hartford"),
        ("Town of Hartford, CT", "ct/hartford"),
        ("Town of Groton, CT", "ct/groton-town"),
        ("Kenai Peninsula Borough", "ak/kenai-peninsula-borough"),
        ("Municipality of Anchorage", "ak/anchorage"),
        ("Municipality of San Juan", "pr/san-juan-municipio"),
        ("San Juan, PR", "pr/san-juan-municipio"),
        ("City of The Dalles, OR", "or/the-dalles"),
        ("Town of Pines, IN", "in/town-of-pines"),
        ("Bratton Township, OH", "oh/bratton"),
        ("Township of Bratton, Ohio", "oh/bratton"),
        ("Washington Township, Mercer County, OH", "oh/washington-township-mercer"),
        ("Township 1, Harper County, KS", "ks/township-1-township-harper"),
        ("Franklin, OH", "oh/franklin"),
        ("Cleveland", "oh/cleveland"),
        ("Ventura, CA", "ca/ventura"),
        ("ca/san-buenaventura", "ca/ventura"),
    ],
)
def test_resolves(index: NameIndex, text: str, id_: str) -> None:
    assert resolve(text, index).id == id_


@pytest.mark.parametrize(
    ("text", "method", "noted"),
    [
        ("il/chicago", Method.ID, ""),
        ("Albuquerque", Method.EXACT, ""),
        ("Chicago", Method.SIZE, "nd/chicago Township of Chicago, North Dakota"),
        ("Maine", Method.STATE, "il/maine-township-cook"),
        ("Chicago, IL", Method.STATE, ""),
        ("Wyoming", Method.STATE, "mi/wyoming"),
        ("Madison, WI", Method.KIND, "wi/madison-town Town of Madison, Wisconsin"),
        ("City of Cicero, IL", Method.KIND, "there is no city of that name"),
        ("Boston", Method.SIZE, "ga/boston"),
        (
            "Kings County, NY",
            Method.ALIAS,
            "Kings County is another name for, or a part of, New York, New York",
        ),
        ("Multnomah", Method.EXACT, "is a county"),
    ],
)
def test_says_what_decided_and_what_else_is_named_so(
    index: NameIndex, text: str, method: Method, noted: str
) -> None:
    found = resolve(text, index)
    assert found.method is method
    assert noted in found.note
    assert bool(found.note) == bool(noted)


@pytest.mark.parametrize(
    ("text", "among"),
    [
        ("Springfield", ["mo/springfield", "ma/springfield", "il/springfield"]),
        ("New York", ["ny", "ny/new-york"]),
        ("Washington", ["wa", "dc"]),
        ("Kansas City", ["mo/kansas-city", "ks/kansas-city"]),
        ("Columbus", ["oh/columbus", "ga/columbus"]),
        ("Brooklyn", ["ny/new-york", "ct/brooklyn"]),
        ("Orange County", ["ca/orange-county", "fl/orange-county"]),
        ("Kings County", ["ny/new-york", "ca/kings-county"]),
        ("Washington Township, PA", ["pa/washington-township-butler"]),
        ("Ossining, NY", ["ny/ossining-town", "ny/ossining"]),
        ("Washington Township, OH", ["oh/washington-township-montgomery"]),
        ("North", ["in/north-township-lake"]),
    ],
)
def test_asks_back_with_the_largest_first(index: NameIndex, text: str, among: list[str]) -> None:
    with pytest.raises(UnknownRecipient) as caught:
        resolve(text, index)
    ids = [id_ for id_, _ in caught.value.candidates]
    assert [id_ for id_ in ids if id_ in among] == among
    assert ids[0] == among[0] or len(among) == 1
    assert caught.value.remedy == f"say which, e.g. --recipient {ids[0]}"
    assert "\n" not in str(caught.value)


def test_the_message_names_the_first_candidates(index: NameIndex) -> None:
    with pytest.raises(UnknownRecipient) as caught:
        resolve("Kansas City", index)
    assert str(caught.value) == (
        "Kansas City names 2 governments: mo/kansas-city Kansas City, Missouri; ks/kansas-city Kansas City, Kansas "
        "(say which, e.g. --recipient mo/kansas-city)"
    )
    assert caught.value.candidates == (
        ("mo/kansas-city", "Kansas City, Missouri (city)"),
        ("ks/kansas-city", "Kansas City, Kansas (city-county)"),
    )


@pytest.mark.parametrize("text", ["Chicgo", "Chicgo, IL", "il/chicgo"])
def test_a_misspelt_name_is_suggested_and_never_corrected(index: NameIndex, text: str) -> None:
    with pytest.raises(UnknownRecipient, match="did you mean il/chicago Chicago, Illinois") as caught:
        resolve(text, index)
    assert caught.value.candidates[0] == ("il/chicago", "Chicago, Illinois (city)")


@pytest.mark.parametrize("text", ["University of Chicago", "Chicago Police Department", "Chicago Schools"])
def test_a_body_that_nobody_recorded_is_no_government_of_a_similar_name(index: NameIndex, text: str) -> None:
    with pytest.raises(UnknownRecipient) as caught:
        resolve(text, index)
    assert caught.value.candidates == ()
    assert str(caught.value.remedy).startswith("an office that is no legal person of its own")


def test_suggestions_stay_in_the_state_that_was_named(index: NameIndex) -> None:
    with pytest.raises(UnknownRecipient) as caught:
        resolve("Chicgo, IN", index)
    assert {id_[:3] for id_, _ in caught.value.candidates} == {"in/"}


@pytest.mark.parametrize("text", ["Hartford County, CT", "Providence County, RI", "Middlesex County, MA"])
def test_a_county_without_a_government_is_no_recipient(index: NameIndex, text: str) -> None:
    with pytest.raises(UnknownRecipient, match="has no county government"):
        resolve(text, index)


@pytest.mark.parametrize(
    "text", ["", "   ", "!!!", "x" * 100_000, "zz", "zz/nowhere", "org/nobody", "Qqqqqqqq Zzzzz"]
)
def test_nothing_and_nonsense_name_nobody(index: NameIndex, text: str) -> None:
    with pytest.raises(UnknownRecipient) as caught:
        resolve(text, index)
    assert caught.value.remedy
    assert len(str(caught.value)) < 600


def meant(text: str, index: NameIndex) -> set[str]:
    """The ids that a text resolves to or asks between."""
    try:
        return {resolve(text, index).id}
    except UnknownRecipient as question:
        return {id_ for id_, _ in question.candidates}


def forms(place: Place) -> list[str]:
    """The usual ways to write a government with its State."""
    code, state = place.state.upper(), STATES[place.state].name
    title = TITLES.get(place.kind)
    if title is None:
        return [f"{place.name}, {code}", f"{place.name}, {state}", f"{place.name.upper()} {code}"]
    return [
        f"{title} {place.name}, {code}",
        f"{title.upper()} {place.name.upper()}, {state.upper()}",
        f"{place.name}, {title}, {code}",
        f"{place.name.upper()} {title.upper()}, {code}",
        f"{title} {place.name} {state}",
    ]


@settings(max_examples=300)
@given(st.sampled_from([named.place for named in ROWS if "/" in named.place.id]))
def test_every_government_is_reached_by_its_own_name(index: NameIndex, place: Place) -> None:
    assert resolve(place.id, index).id == place.id
    assert resolve(place.id, index).title == place.title
    for text in forms(place):
        assert place.id in meant(text, index), text


@settings(max_examples=300)
@given(st.sampled_from([named for named in ROWS if named.aliases]))
def test_every_alias_leads_to_its_government(index: NameIndex, named: Named) -> None:
    for alias in named.aliases:
        assert named.place.id in meant(f"{alias}, {named.place.state.upper()}", index), alias


@settings(max_examples=300)
@given(st.sampled_from([named.place for named in ROWS]))
def test_a_bare_name_leads_to_no_smaller_namesake(index: NameIndex, place: Place) -> None:
    """Whatever a bare name resolves to is at least as large as every bearer of the name, as a place or a State."""
    try:
        found = index.by_id(resolve(place.name, index).id)
    except UnknownRecipient:
        return
    assert found is not None
    if place.kind != "county":
        assert (found.population or 0) >= (place.population or 0) or found.state == place.state


@given(st.text(max_size=300))
def test_any_text_resolves_or_is_refused(index: NameIndex, text: str) -> None:
    try:
        assert index.by_id(resolve(text, index).id) is not None
    except UnknownRecipient as error:
        assert error.what
