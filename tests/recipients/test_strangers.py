"""Bodies on no record, and how near a name must be to one on record to be left to a person."""

from __future__ import annotations

import pytest

from enjoined.model import Kind, Recipient, RecipientId
from enjoined.recipients.strangers import Bodies


def _body(id_: str, name: str, kind: Kind = Kind.NONPROFIT, *aliases: str) -> Recipient:
    state = "" if id_.startswith("org/") else id_[:2]
    return Recipient(id=RecipientId(id_), kind=kind, name=name, state=state, aliases=aliases)


BODIES = Bodies(
    [
        _body("ri/coalition", "Rhode Island Coalition Against Domestic Violence"),
        _body("ri/hope", "Hope Lane Community Development Corporation"),
        _body("ca/fire", "Los Angeles County Fire Protection District", Kind.SPECIAL_DISTRICT),
        _body("il/transit", "Chicago Transit Authority", Kind.SPECIAL_DISTRICT),
        _body("wa/quileute", "Quileute Tribe", Kind.TRIBE),
        _body("ma/college", "President and Fellows of Lakeview College"),
        _body("org/alliance", "National Fair Housing Alliance"),
        _body("org/health", "American Public Health Association", Kind.ASSOCIATION),
        _body("org/lark", "LARK"),
    ]
)


@pytest.mark.parametrize(
    ("name", "state", "near"),
    [
        ("RI COALITION AGAINST DOMESTIC VIOLENCE", "ri", "ri/coalition"),
        ("R I COALITION AGST DOMESTIC VIOLENCE INC", "ri", "ri/coalition"),
        ("RHODE ISLAND COALITION AGAINST SEXUAL AND DOMESTIC VIOLENCE", "ri", "ri/coalition"),
        ("HOPE LANE CDC", "ri", "ri/hope"),
        ("HOPE LANE COMMUNITY DEV CORP", "ri", "ri/hope"),
        ("L.A. COUNTY FIRE DISTRICT", "ca", "ca/fire"),
        ("LOS ANGELES COUNTY FIRE DEPARTMENT", "ca", "ca/fire"),
        ("CTA", "il", "il/transit"),
        ("CHICAGO TRANSIT", "il", "il/transit"),
        ("QUILEUTE TRIBAL COUNCIL", "wa", "wa/quileute"),
        ("LAKEVIEW COLLEGE", "ma", "ma/college"),
        ("NATL FAIR HOUSING ALLIANCE", "dc", "org/alliance"),
        ("AMERICAN PUBLIC HEALTH ASSN", "md", "org/health"),
        ("QUILEUTE TRIBE", "or", "wa/quileute"),
    ],
)
def test_names_near_one_on_record(name: str, state: str, near: str) -> None:
    assert BODIES.near(name, state) == (near,)


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("IOWA COALITION AGAINST DOMESTIC VIOLENCE", "ia"),
        ("RHODE ISLAND FOOD BANK", "ri"),
        ("COMMUNITY HOPE CENTER", "ri"),
        ("LOS ANGELES UNIFIED SCHOOL DISTRICT", "ca"),
        ("CHICAGO PARK DISTRICT", "il"),
        ("MAKAH TRIBE", "wa"),
        ("COLLEGE OF THE LAKES", "ma"),
        ("NATIONAL COUNCIL ON AGING", "dc"),
        ("MEADOW LARK SCHOOL", "il"),
        ("THE", "il"),
        ("A & B", "il"),
    ],
)
def test_names_that_are_not_near(name: str, state: str) -> None:
    assert BODIES.near(name, state) == ()
