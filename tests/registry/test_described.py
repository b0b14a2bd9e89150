"""Asking about bodies that no record names, by their kind."""

from __future__ import annotations

import pytest

from enjoined.errors import UnknownRecipient
from enjoined.model import Bound, Kind
from enjoined.registry.open import Registry, open_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The records that ship."""
    return open_registry()


def test_a_body_that_nobody_names_is_asked_about_by_kind_and_state(registry: Registry) -> None:
    body, note = registry.understood("Nonprofit: Lakeview  Food Pantry, Illinois")
    assert (body.id, body.kind, body.name, body.state) == (
        "il/lakeview-food-pantry",
        Kind.NONPROFIT,
        "Lakeview Food Pantry",
        "il",
    )
    assert note == "no record names Lakeview Food Pantry: answered as any nonprofit of its State"


def test_a_body_that_is_held_is_itself(registry: Registry) -> None:
    body, note = registry.understood("special district: Port of Seattle, WA")
    assert (body.id, note) == ("wa/port-of-seattle", "")


def test_a_body_of_the_name_of_a_government_is_not_that_government(registry: Registry) -> None:
    body, _ = registry.understood("nonprofit: Chicago, IL")
    assert body.id == "il/chicago-nonprofit"


def test_a_misspelt_body_is_told_beside_the_one_that_is_held(registry: Registry) -> None:
    _, note = registry.understood("nonprofit: Chicago Woman in Trades, IL")
    assert "held is Chicago Women in Trades" in note


@pytest.mark.parametrize("text", ["nonprofit: Lakeview Food Pantry", "nonprofit: , IL", "university: !, ZZ"])
def test_a_body_without_a_name_or_a_state_is_refused(registry: Registry, text: str) -> None:
    with pytest.raises(UnknownRecipient) as caught:
        registry.understood(text, where="--recipient")
    assert caught.value.where == "--recipient"
    assert "NAME, IL" in caught.value.remedy


def test_the_refusal_of_a_body_says_how_to_ask_about_it(registry: Registry) -> None:
    with pytest.raises(UnknownRecipient, match="University of Nowhere") as caught:
        registry.recipient("University of Nowhere")
    assert "nonprofit: NAME, IL" in caught.value.remedy


@pytest.mark.parametrize("kind", ["nonprofit", "university", "association"])
def test_nonprofits_whose_names_are_missing_may_be_recorded_otherwise(registry: Registry, kind: str) -> None:
    bound = registry.law.waves["stpaul-v-wright/w1"].within
    body, _ = registry.understood(f"{kind}: Lakeview, IL")
    assert not bound.leaves_out(body.kind, body.state)


def test_coalitions_whose_names_are_missing_are_no_universities(registry: Registry) -> None:
    bound = registry.law.waves["ricadv-v-bondi/w1"].within
    assert bound == Bound(kinds=frozenset({Kind.NONPROFIT, Kind.ASSOCIATION}), states=bound.states)
