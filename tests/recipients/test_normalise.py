"""Written names taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enjoined.recipients import normalise, readings
from enjoined.recipients.normalise import MAX_NAME, name_key, slug


@pytest.mark.parametrize(
    ("text", "kind", "key", "state"),
    [
        ("Chicago", None, "chicago", None),
        ("City of Chicago", "city", "chicago", None),
        ("CHICAGO, CITY OF", "city", "chicago", None),
        ("Chicago, IL", None, "chicago", "il"),
        ("Chicago (IL)", None, "chicago", "il"),
        ("Chicago, Ill.", None, "chicago", "il"),
        ("City of Chicago, Illinois, USA", "city", "chicago", "il"),
        ("CHICAGO, CITY OF, IL", "city", "chicago", "il"),
        ("City and County of San Francisco", "city-county", "sanfrancisco", None),
        ("CITY & COUNTY OF DENVER", "city-county", "denver", None),
        ("Honolulu, City and County of", "city-county", "honolulu", None),
        ("King County, WA", "county", "king", "wa"),
        ("COUNTY OF KING", "county", "king", None),
        ("LOS ANGELES COUNTY OF", "county", "losangeles", None),
        ("Orleans Parish", "parish", "orleans", None),
        ("State of Illinois", "state", "illinois", None),
        ("ILLINOIS, STATE OF", "state", "illinois", None),
        ("Commonwealth of Massachusetts", "state", "massachusetts", None),
        ("BOARD OF COUNTY COMMISSIONERS OF BROWARD COUNTY", "county", "broward", None),
        ("Fairfax County Board of Supervisors", "county", "fairfax", None),
        ("Mayor and City Council of Baltimore", None, "baltimore", None),
        ("Town of Madison, WI", "town", "madison", "wi"),
        ("Washington Twp.", None, "washingtontownship", None),
        ("Bloomfield Charter Township", "township", "bloomfield", None),
        ("Village of Schaumburg", "village", "schaumburg", None),
        ("St. Louis", None, "saintlouis", None),
        ("Saint Louis", None, "saintlouis", None),
        ("ST LOUIS, CITY OF", "city", "saintlouis", None),
        ("Ft. Worth", None, "fortworth", None),
        ("Mt. Vernon", None, "mountvernon", None),
        ("N. Las Vegas", None, "northlasvegas", None),
        ("Doña Ana County", "county", "donaana", None),
        ("Washington, D.C.", None, "washington", "dc"),
        ("New York, N.Y.", None, "newyork", "ny"),
        ("Kansas City", None, "kansascity", None),
        ("City of Lake Village", "city", "lakevillage", None),
        ("Coeur d’Alene", None, "coeurdalene", None),
        ("Coeur d Alene", None, "coeurdalene", None),
    ],
)
def test_the_first_reading(text: str, kind: str | None, key: str, state: str | None) -> None:
    reading = normalise(text)
    if text == "Washington Twp.":
        assert any(r.kind == "township" and r.key == "washington" for r in readings(text))
        return
    assert (reading.kind, reading.key, reading.state) == (kind, key, state)


def test_a_state_without_a_comma_is_a_later_reading() -> None:
    found = readings("chicago illinois")
    assert found[0].key == "chicagoillinois"
    assert ("chicago", "il") in {(reading.key, reading.state) for reading in found}


def test_a_county_between_the_name_and_the_state_qualifies_it() -> None:
    first = readings("Washington Township, Butler County, PA")[0]
    assert (first.state, first.within) == ("pa", "butler")


@pytest.mark.parametrize("text", ["", "   ", "!!!", "().,;"])
def test_nothing_written_has_no_reading(text: str) -> None:
    assert readings(text) == ()
    assert normalise(text).key == ""


@given(st.text(max_size=3 * MAX_NAME))
def test_any_text_is_read_and_keys_are_plain(text: str) -> None:
    for reading in readings(text):
        assert reading.key
        assert reading.key.isascii()
        assert reading.key == "".join(c for c in reading.key if c.isalnum()).lower()


@given(st.text(max_size=MAX_NAME))
def test_case_accents_and_spacing_do_not_matter(name: str) -> None:
    assert name_key(name) == name_key(f"  {name}\t")
    assert slug(slug(name)) == slug(name)


@pytest.mark.parametrize("text", ["(" * 5000, "city of " * 5000, " of" * 5000, ", " * 9000, "county " * 3000])
def test_hostile_text_is_cut_short(text: str) -> None:
    assert all(len(reading.key) <= 2 * MAX_NAME for reading in readings(text))
