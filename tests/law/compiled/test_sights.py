"""What counts of people whom nobody names."""

from __future__ import annotations

from enjoined.law.compiled.people import Profile
from enjoined.law.compiled.sights import NO_SIGHT, Sight
from enjoined.model import Kind


def profile(kind: Kind, state: str) -> Profile:
    return Profile(kind, state, 0, "")


def test_kinds_and_states_count_only_where_something_looks_at_them() -> None:
    sight = Sight([frozenset({Kind.COUNTY})], frozenset({"il"}), frozenset(), by_size=False)
    here = sight.alike(profile(Kind.CITY, "il"))
    assert here == sight.alike(profile(Kind.TOWN, "il"))
    assert here != sight.alike(profile(Kind.COUNTY, "il"))
    assert here != sight.alike(profile(Kind.CITY, "wi"))
    assert sight.alike(profile(Kind.CITY, "mn")) == sight.alike(profile(Kind.TOWN, "wi"))


def test_an_office_is_never_like_anybody_else() -> None:
    assert NO_SIGHT.alike(profile(Kind.AGENCY, "il")) == NO_SIGHT.alike(profile(Kind.UNIVERSITY, "il"))
    assert NO_SIGHT.alike(profile(Kind.AGENCY, "il")) != NO_SIGHT.alike(profile(Kind.CITY, "il"))


def test_what_counts_for_one_of_two_counts_for_both_together() -> None:
    counties = Sight([frozenset({Kind.COUNTY})], frozenset(), frozenset(), by_size=False)
    places = Sight([], frozenset({"il"}), frozenset(), by_size=True)
    both = counties.joined(places)
    assert both.by_size
    assert both.alike(profile(Kind.COUNTY, "wi")) != both.alike(profile(Kind.CITY, "wi"))
    assert both.alike(profile(Kind.CITY, "il")) != both.alike(profile(Kind.CITY, "wi"))
