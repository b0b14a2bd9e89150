"""What a fact would settle does not depend on which award is looked at first."""

from __future__ import annotations

from itertools import permutations

from enjoined.money.open_facts import either
from enjoined.money.report import Unclear


def _fact(yes: str | None, no: str | None, event: str | None = None) -> Unclear:
    return Unclear(
        fact="f", in_words="a fact", awards=0, obligated="0.00", remaining="0.00", yes=yes, no=no, event=event
    )


def test_answers_that_a_fact_settles_alike() -> None:
    assert either(_fact("withdrawn", "binding"), _fact("withdrawn", "binding")) == _fact(
        "withdrawn", "binding"
    )


def test_a_fact_that_settles_one_answer_and_not_the_other() -> None:
    """Nobody may read that it settles both."""
    found = either(_fact("withdrawn", "binding", "e/1"), _fact("withdrawn", "unclear", "e/2"))
    assert found == _fact("withdrawn", "unclear", "e/1")


def test_the_order_is_of_no_matter() -> None:
    facts = (
        _fact("withdrawn", "binding"),
        _fact("enjoined", "binding", "e/1"),
        _fact(None, "unclear", "e/0"),
    )
    found = {either(either(a, b), c) for a, b, c in permutations(facts)}
    assert found == {_fact(None, "unclear", "e/0")}
