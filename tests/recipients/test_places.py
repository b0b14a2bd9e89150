"""The table: complete, without doubles, with the codes that award data use."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from enjoined.errors import RegistryError
from enjoined.model.recipient import Kind
from enjoined.recipients import STATES, Place, read_places
from enjoined.recipients.places import AREA, COLUMNS

RECORDS = Path(__file__).resolve().parents[2] / "records" / "recipients"
NAMED = tuple(read_places(RECORDS / "places.csv"))
PLACES: dict[str, Place] = {named.place.id: named.place for named in NAMED}
AREAS: dict[str, Place] = {named.place.id: named.place for named in read_places(RECORDS / "county_areas.csv")}

COUNTY_CODES = {
    code for place in (*PLACES.values(), *AREAS.values()) for code in place.geoids if len(code) == 5
}

COUNTY_AREAS_2020 = {
    "al": 67, "ak": 30, "az": 15, "ar": 75, "ca": 58, "co": 64, "ct": 8, "de": 3, "fl": 67, "ga": 159, "hi": 5,
    "id": 44, "il": 102, "in": 92, "ia": 99, "ks": 105, "ky": 120, "la": 64, "me": 16, "md": 24, "ma": 14,
    "mi": 83, "mn": 87, "ms": 82, "mo": 115, "mt": 56, "ne": 93, "nv": 17, "nh": 10, "nj": 21, "nm": 33,
    "ny": 62, "nc": 100, "nd": 53, "oh": 88, "ok": 77, "or": 36, "pa": 67, "ri": 5, "sc": 46, "sd": 66,
    "tn": 95, "tx": 254, "ut": 29, "vt": 14, "va": 133, "wa": 39, "wv": 55, "wi": 72, "wy": 23, "pr": 78,
}  # fmt: skip
"""Counties and their equivalents in the 2020 census, as the Census Bureau counts them."""


def test_ids_are_unique_and_follow_the_grammar() -> None:
    assert len(PLACES) == len(NAMED)
    assert not [id_ for id_ in PLACES if not re.fullmatch(r"[a-z]{2}(/[a-z0-9]+(-[a-z0-9]+)*)?", id_)]
    assert not [place.id for place in PLACES.values() if place.id[:2] != place.state]
    assert list(PLACES) == sorted(PLACES)


def test_every_state_is_there() -> None:
    assert {id_ for id_ in PLACES if "/" not in id_} == set(STATES)
    assert Counter(place.kind for place in PLACES.values() if "/" not in place.id) == {
        "state": 50,
        "district": 1,
        "territory": 5,
    }


def test_every_kind_is_one_the_model_knows() -> None:
    assert {place.kind for place in PLACES.values()} <= set(Kind)
    assert {place.kind for place in AREAS.values()} == {AREA}


@pytest.mark.parametrize(("state", "count"), COUNTY_AREAS_2020.items())
def test_every_county_is_there_once(state: str, count: int) -> None:
    codes = [
        code
        for place in (*PLACES.values(), *AREAS.values())
        for code in place.geoids
        if len(code) == 5 and code.startswith(STATES[state].fips)
    ]
    assert len(codes) == len(set(codes)) == count


def test_no_code_is_used_twice() -> None:
    codes = Counter(code for place in (*PLACES.values(), *AREAS.values()) for code in place.geoids)
    assert [code for code, uses in codes.items() if uses > 1] == []


def test_codes_have_the_length_of_their_kind() -> None:
    assert {len(code) for place in PLACES.values() for code in place.geoids} == {2, 5, 7, 10}
    assert not [
        p.id for p in PLACES.values() if p.kind in ("township", "plantation") and len(p.geoids[0]) != 10
    ]
    assert not [p.id for p in PLACES.values() if "/" in p.id and not p.counties]


@pytest.mark.parametrize(
    ("id_", "kind", "codes"),
    [
        ("il", "state", {"17"}),
        ("dc", "district", {"11", "11001", "1150000"}),
        ("il/chicago", "city", {"1714000"}),
        ("wa/king-county", "county", {"53033"}),
        ("ca/san-francisco", "city-county", {"0667000", "06075"}),
        ("co/denver", "city-county", {"0820000", "08031"}),
        ("pa/philadelphia", "city-county", {"4260000", "42101"}),
        ("la/new-orleans", "city-county", {"2255000", "22071"}),
        ("tn/nashville", "city-county", {"4752006", "47037"}),
        ("ky/louisville", "city-county", {"2148006", "21111"}),
        ("in/indianapolis", "city-county", {"1836003", "18097"}),
        ("md/baltimore", "city", {"2404000", "24510"}),
        ("mo/st-louis", "city", {"2965000", "29510"}),
        ("va/richmond", "city", {"5167000", "51760"}),
        ("nv/carson-city", "city", {"3209700", "32510"}),
        ("ct/hartford", "city", {"0937000", "0900337070"}),
        ("ct/groton-town", "town", {"0901134250"}),
        ("wi/madison", "city", {"5548000"}),
        ("wi/madison-town", "town", {"5502548025"}),
        ("pa/washington-township-butler", "township", {"4201981192"}),
        ("nm/dona-ana-county", "county", {"35013"}),
        ("sd/oglala-lakota-county", "county", {"46102"}),
        ("pr/ponce-municipio", "county", {"72113"}),
    ],
)
def test_codes_of_known_governments(id_: str, kind: str, codes: set[str]) -> None:
    assert PLACES[id_].kind == kind
    assert set(PLACES[id_].geoids) == codes


@pytest.mark.parametrize(
    "name",
    [
        ("ca", "East Los Angeles"),  # census designated places
        ("md", "Silver Spring"),
        ("md", "Bethesda"),
        ("nv", "Paradise"),
        ("pr", "Boquerón"),  # a comunidad
        ("ny", "Chautauqua Lake"),  # unorganized territory
        ("nh", "Dixville"),  # an unincorporated township
    ],
)
def test_areas_that_are_no_government_are_left_out(name: tuple[str, str]) -> None:
    assert name not in {(place.state, place.name) for place in PLACES.values()}


@pytest.mark.parametrize(
    ("state", "count"),
    {"il": 1426, "in": 1005, "ks": 1272, "mo": 283, "ne": 329, "nd": 1308, "oh": 1309, "sd": 900}.items(),
)
def test_townships_of_the_states_that_the_first_source_lacks(state: str, count: int) -> None:
    townships = [p for p in PLACES.values() if p.state == state and p.kind == "township"]
    assert len(townships) == count
    assert {(p.geoids[0][:5],) for p in townships} == {p.counties for p in townships}
    assert not [p.id for p in townships if p.counties[0] not in COUNTY_CODES]


@pytest.mark.parametrize(
    "code",
    [
        "1703124595",  # Evanston, dissolved
        "1711930107",  # Godfrey, one with its village
        "2001910425",  # Caneyville, inactive
        "3117512385",  # Davis Creek, inactive
        "3109900000",  # any of Kearney County, which gave up townships
        "3904541740",  # Lancaster City: the part of a county that a city covers
        "3801526860",  # Florence Lake, unorganized
    ],
)
def test_townships_without_a_government_are_left_out(code: str) -> None:
    prefix = code.rstrip("0") if code.endswith("00000") else code
    assert not [p.id for p in PLACES.values() if p.kind == "township" and p.geoids[0].startswith(prefix)]


def test_a_township_never_takes_the_id_of_another_kind() -> None:
    assert PLACES["oh/franklin"].kind == "city"
    assert PLACES["oh/bratton"].geoids == ("3900108350",)
    assert PLACES["oh/washington-township-mercer"].counties == ("39107",)


def test_counties_without_a_government_are_kept_apart() -> None:
    assert "ct/hartford-county" in AREAS
    assert "ma/middlesex-county" in AREAS
    assert "ak/bethel-census-area" in AREAS
    assert not AREAS.keys() & PLACES.keys()


def test_a_place_in_two_counties_is_one_line() -> None:
    assert PLACES["il/chicago"].counties == ("17031", "17043")
    assert len(PLACES["ny/new-york"].counties) == 5


def test_populations_tell_large_cities_from_small() -> None:
    chicago, wisconsin_town = PLACES["il/chicago"].population, PLACES["wi/madison-town"].population
    assert chicago == 2_746_388
    assert wisconsin_town == 6_880
    assert PLACES["wa/king-county"].population == 2_269_675


@pytest.mark.parametrize(
    ("id_", "title"),
    [
        ("il", "State of Illinois"),
        ("ma", "Commonwealth of Massachusetts"),
        ("mp", "Commonwealth of the Northern Mariana Islands"),
        ("dc", "District of Columbia"),
        ("gu", "Guam"),
        ("il/chicago", "Chicago, Illinois"),
        ("wa/king-county", "King County, Washington"),
        ("wi/madison-town", "Town of Madison, Wisconsin"),
        ("il/schaumburg", "Village of Schaumburg, Illinois"),
        ("al/town-creek", "Town of Town Creek, Alabama"),
        ("ks/township-1-township-harper", "Township 1, Kansas"),
    ],
)
def test_titles(id_: str, title: str) -> None:
    assert PLACES[id_].title == title


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "t.csv:1"),
        ("id,name\n", "t.csv:1"),
        (",".join(COLUMNS) + "\nil,state,Illinois\n", "t.csv:2"),
        (",".join(COLUMNS) + "\nil,state,Illinois,il,17,,many,,\n", "t.csv:2"),
        (",".join(COLUMNS) + "\n\x00,,,,,,,,\n" + "x" * 200_000, "t.csv"),
    ],
)
def test_a_damaged_table_names_its_line(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError) as caught:
        list(read_places(path))
    assert caught.value.where.startswith(where)


def test_a_missing_table_is_reported(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="cannot be read"):
        list(read_places(tmp_path / "none.csv"))
