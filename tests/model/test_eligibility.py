"""Who can be a member of a group at all."""

from __future__ import annotations

import msgspec
import pytest

from enjoined.model import Kind, Recipient, RecipientId
from enjoined.model.recipient import Eligibility

CITY = Recipient(id=RecipientId("il/alpha"), kind=Kind.CITY, name="Alpha", state="il", population=30_000)


@pytest.mark.parametrize(
    ("limits", "out"),
    [
        (Eligibility(), False),
        (Eligibility(kinds=frozenset({Kind.CITY})), False),
        (Eligibility(kinds=frozenset({Kind.COUNTY})), True),
        (Eligibility(states=frozenset({"il"})), False),
        (Eligibility(states=frozenset({"wi"})), True),
        (Eligibility(min_population=30_000), False),
        (Eligibility(min_population=30_001), True),
    ],
)
def test_kind_state_and_people_each_set_a_limit(limits: Eligibility, out: bool) -> None:
    assert limits.rules_out(CITY) is out


def test_an_unknown_population_rules_nobody_out() -> None:
    assert not Eligibility(min_population=30_000).rules_out(msgspec.structs.replace(CITY, population=None))
