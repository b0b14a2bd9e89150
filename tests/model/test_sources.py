"""How good a source is."""

from __future__ import annotations

import pytest

from enjoined.model import Basis, Source, SourceKind


def test_the_kinds_of_source_are_ranked_from_the_order_itself_to_the_tracker() -> None:
    assert sorted(SourceKind, key=lambda kind: kind.rank) == list(SourceKind)
    assert SourceKind.ORDER.rank < SourceKind.PARTY.rank < SourceKind.PRESS.rank < SourceKind.TRACKER.rank


@pytest.mark.parametrize(("basis", "second_hand"), [("read", False), ("secondary", True), ("inferred", True)])
def test_only_what_was_read_is_first_hand(basis: str, second_hand: bool) -> None:
    assert Source(kind=SourceKind.ORDER, basis=Basis(basis)).is_second_hand is second_hand
