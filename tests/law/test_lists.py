"""Who was on a list on a day: known only where every version that may have stood agrees."""

from __future__ import annotations

import msgspec
import pytest

from enjoined.law.coverage.lists import listing
from enjoined.model import (
    AgencyId,
    Bound,
    Day,
    JurisdictionList,
    Kind,
    ListId,
    ListVersion,
    Moment,
    Recipient,
    RecipientId,
    parse_day,
)
from enjoined.registry.open import open_registry


def day(text: str) -> Day:
    return parse_day(text)


def version(
    id_: str, start: Moment, *names: str, until: Moment | None = None, within: Bound | None = None
) -> ListVersion:
    return ListVersion(
        id=id_,
        start=start,
        until=until,
        title="A version.",
        names=frozenset(map(RecipientId, names)),
        complete=within is None,
        within=within or Bound(),
    )


LIST = JurisdictionList(
    id=ListId("a-list"),
    title="A list",
    short="A list",
    agency=AgencyId("dep"),
    versions=(
        version("v1", Moment.on(day("2025-08-05")), "nv", "il/oak"),
        version("v2", Moment(earliest=day("2025-09-01"), latest=day("2025-10-09")), "il/oak"),
        version(
            "v3",
            Moment.on(day("2025-10-31")),
            "il",
            within=Bound(kinds=frozenset({Kind.CITY})),
            until=Moment(earliest=day("2025-12-01"), latest=day("2025-12-03")),
        ),
    ),
)
NEVADA = Recipient(id=RecipientId("nv"), kind=Kind.STATE, name="Nevada", state="nv")
OAK = Recipient(id=RecipientId("il/oak"), kind=Kind.CITY, name="Oak", state="il")


@pytest.mark.parametrize(
    ("recipient", "on", "listed"),
    [
        (NEVADA, "2025-08-04", "no"),
        (NEVADA, "2025-08-05", "yes"),
        (NEVADA, "2025-09-15", "unknown"),
        (NEVADA, "2025-10-09", "no"),
        (OAK, "2025-09-15", "yes"),
        (OAK, "2025-11-01", "unknown"),
        (NEVADA, "2025-11-01", "no"),
        (NEVADA, "2025-12-02", "no"),
        (OAK, "2025-12-03", "no"),
    ],
)
def test_a_day_in_the_life_of_a_list(recipient: Recipient, on: str, listed: str) -> None:
    found = listing(LIST, recipient, day(on))
    assert found.listed == listed
    assert found.why


@pytest.mark.parametrize(
    ("who", "on", "listed"),
    [
        ("nv", "2025-08-10", "yes"),
        ("nv", "2025-10-31", "no"),
        ("il/chicago", "2025-08-10", "yes"),
        ("nj", "2025-10-31", "no"),
    ],
)
def test_the_lists_on_record(who: str, on: str, listed: str) -> None:
    registry = open_registry()
    list_ = registry.law.lists[ListId("doj-sanctuary-jurisdictions")]
    assert listing(list_, registry.recipient(who), day(on)).listed == listed


def test_the_list_of_august_2025_has_35_rows_of_which_two_are_one_city() -> None:
    list_ = open_registry().law.lists[ListId("doj-sanctuary-jurisdictions")]
    assert len(list_.versions[0].names) == 34


@pytest.mark.parametrize(
    ("recipient", "on", "why"),
    [
        (NEVADA, "2025-08-04", "the first version was published on 5 Aug 2025"),
        (NEVADA, "2025-08-05", "named in the version published on 5 Aug 2025"),
        (
            NEVADA,
            "2025-09-15",
            "named in the version published on 5 Aug 2025; "
            "not in the version published between 1 Sep 2025 and 9 Oct 2025",
        ),
        (OAK, "2025-11-01", "perhaps in the version published on 31 Oct 2025, of which names are not held"),
        (
            OAK,
            "2025-12-02",
            "perhaps in the version published on 31 Oct 2025, of which names are not held; "
            "the list was taken down between 1 Dec 2025 and 3 Dec 2025",
        ),
        (OAK, "2025-12-03", "the list was taken down between 1 Dec 2025 and 3 Dec 2025"),
    ],
)
def test_the_reason_names_each_version_that_may_have_stood(recipient: Recipient, on: str, why: str) -> None:
    assert listing(LIST, recipient, day(on)).why == why


def test_an_open_version_leaves_open_only_those_in_its_states_and_counts_what_is_missing() -> None:
    last = msgspec.structs.replace(LIST.versions[2], within=Bound(states=frozenset({"il"})), missing=3)
    list_ = msgspec.structs.replace(LIST, versions=(*LIST.versions[:2], last))
    oak, nevada = (listing(list_, who, day("2025-11-01")) for who in (OAK, NEVADA))
    assert (oak.listed, nevada.listed) == ("unknown", "no")
    assert oak.why == "perhaps in the version published on 31 Oct 2025, of which 3 names are not held"


def test_a_list_taken_down_twice_tells_of_the_last_time() -> None:
    first = msgspec.structs.replace(LIST.versions[0], until=Moment.on(day("2025-08-20")))
    last = msgspec.structs.replace(LIST.versions[2], until=Moment.on(day("2025-12-01")))
    list_ = msgspec.structs.replace(LIST, versions=(first, *LIST.versions[1:2], last))
    assert listing(list_, NEVADA, day("2025-08-25")).why == "the list was taken down on 20 Aug 2025"
    assert listing(list_, NEVADA, day("2025-12-01")).why == "the list was taken down on 1 Dec 2025"
