"""In which judicial district a recipient lies: every county in exactly one, and what follows for places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from enjoined.errors import RegistryError
from enjoined.law.coverage.districts import circuit_of, districts_of
from enjoined.model import Kind, Recipient, RecipientId
from enjoined.recipients.places import Place, read_places
from enjoined.recipients.states import STATES
from enjoined.registry.open import Registry, load, open_registry
from enjoined.registry.reading.districts import read_districts
from tests.registry.worlds import write

RECORDS = Path(__file__).parents[2] / "records" / "recipients"
ELSEWHERE = {"as", "gu", "mp", "vi"}
"""Territories of which 28 U.S.C. chapter 5 does not speak."""


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


def places() -> Iterator[Place]:
    for file in ("places.csv", "county_areas.csv"):
        yield from (named.place for named in read_places(RECORDS / file))


def test_every_county_lies_in_exactly_one_district(registry: Registry) -> None:
    homes = Counter(code for d in registry.law.districts.values() for code in d.counties)
    counties = {code: p.state for p in places() for code in p.geoids if len(code) == 5}
    assert len(counties) > 3_200
    wrong = {c: s for c, s in counties.items() if homes[c] + homes[c[:2]] != (s not in ELSEWHERE)}
    assert wrong == {}
    assert set(homes) <= {*counties, *(s.fips for s in STATES.values())}


def test_the_numbers_are_those_of_the_statute(registry: Registry) -> None:
    several = Counter(d.id[:2] for d in registry.law.districts.values() if len(d.counties) > 1)
    assert len(registry.law.districts) == 91  # 28 U.S.C. 133(a): 89 in the States, D.C. and Puerto Rico
    assert {state for state, n in several.items() if n == 4} == {"ca", "ny", "tx"}
    assert len(several) == 24
    assert min(several.values()) == 2


def test_the_courts_on_record_are_those_of_the_districts(registry: Registry) -> None:
    law = registry.law
    for court in law.courts.values():
        if court.name.startswith("U.S. District Court"):
            district = law.districts[court.id]
            assert court.name == f"U.S. District Court for the {district.name}"
            assert (court.states, court.circuit) == ((court.id[:2],), circuit_of(law, court.id[:2]))


def test_every_district_has_its_court_and_every_court_its_circuit(registry: Registry) -> None:
    law = registry.law
    appeals = {c.id for c in law.courts.values() if c.circuit == c.id}
    trial = {c.id: c for c in law.courts.values() if c.id not in appeals and c.id != "scotus"}
    assert len(appeals) == 13  # 28 U.S.C. 41
    assert len(trial) == 94
    assert trial.keys() == {*law.districts, "gud", "nmid", "vid"}  # 48 U.S.C. 1424, 1821, 1611
    assert [c.id for c in trial.values() if [c.circuit] != [circuit_of(law, s) for s in c.states]] == []
    assert len({c.short for c in law.courts.values()}) == len(law.courts)
    assert Counter(s for c in trial.values() for s in c.states).keys() == STATES.keys() - {"as"}


@pytest.mark.parametrize(
    ("recipient", "districts"),
    [
        ("il/chicago", "ilnd"),
        ("il/evanston", "ilnd"),
        ("il/springfield", "ilcd"),
        ("il", "ilcd ilnd ilsd"),
        ("ca/san-francisco", "cand"),
        ("ca/orange-county", "cacd"),
        ("tx/harris-county", "txsd"),
        ("wa/king-county", "wawd"),
        ("ny/new-york", "nyed nysd"),
        ("fl/miami-dade-county", "flsd"),
        ("fl/jacksonville", "flmd"),
        ("ok/love-county", "oked"),
        ("va/alexandria", "vaed"),
        ("va/roanoke", "vawd"),
        ("va/king-and-queen-county", "vaed"),
        ("nc/durham-county", "ncmd"),
        ("mo/st-louis", "moed"),
        ("ct/hartford", "ctd"),
        ("ak/anchorage", "akd"),
        ("dc", "dcd"),
        ("pr", "prd"),
        ("gu", ""),
        ("org/us-conference-of-mayors", ""),
    ],
)
def test_where_a_recipient_lies(registry: Registry, recipient: str, districts: str) -> None:
    found = (
        Recipient(id=RecipientId(recipient), kind=Kind.ASSOCIATION, name="")
        if recipient.startswith("org/")
        else registry.recipient(RecipientId(recipient))
    )
    assert " ".join(d.id for d in districts_of(registry.law, found)) == districts


def test_a_county_of_which_only_its_own_code_is_known_lies_in_its_district(registry: Registry) -> None:
    cook = Recipient(
        id=RecipientId("il/some-county"), kind=Kind.COUNTY, name="", state="il", geoids=("17031",)
    )
    assert [d.id for d in districts_of(registry.law, cook)] == ["ilnd"]


def test_a_circuit_is_that_of_the_state(registry: Registry) -> None:
    assert [circuit_of(registry.law, s) for s in ("il", "gu", "dc", "")] == ["ca7", "ca9", "cadc", None]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,name\n", "the first line does not name the columns"),
        ("id,name,section,counties\nilnd,Northern,28 U.S.C. 93\n", "this line does not fit the columns"),
        ("id,name,section,counties\nilnd,Northern,28 U.S.C. 93,\n", "a cell is empty"),
    ],
)
def test_a_broken_table_is_a_mistake_of_the_registry(text: str, says: str, tmp_path: Path) -> None:
    write(tmp_path)
    table = tmp_path / "recipients" / "districts.csv"
    table.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=says):
        list(read_districts(table))
    with pytest.raises(ExceptionGroup) as caught:
        load(tmp_path)
    assert [says in str(error) for error in caught.value.exceptions] == [True]
