"""The reference evaluator against an independent encoding of the model, on random worlds.

``ENJOINED_ORACLE_QUESTIONS`` sets how many questions are asked; without it 20,000, with ``CI=true`` 100,000.
``ENJOINED_ORACLE_FIRST`` sets the number of the first world, to ask others than always the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from enjoined.law import Timeline, View
from enjoined.law.compiled import compile_law
from enjoined.model import NO, YES, Day, Effect, Truth, Verb, parse_day
from tests.conformance import world as w
from tests.conformance.reference import cell_of, law_of
from tests.oracle.agree import disagreements, report
from tests.oracle.generator import random_world

_IN_CI = os.environ.get("CI") == "true"
_QUESTIONS = int(os.environ.get("ENJOINED_ORACLE_QUESTIONS", "100000" if _IN_CI else "20000"))
_FIRST = int(os.environ.get("ENJOINED_ORACLE_FIRST", "0"))
_EACH = 250
_WORLDS = -(-_QUESTIONS // _EACH)
_SHARDS = 16


@pytest.mark.parametrize("shard", range(_SHARDS))
def test_the_evaluator_answers_as_the_oracle_does(shard: int) -> None:
    for number in range(_FIRST + shard, _FIRST + _WORLDS, _SHARDS):
        world = random_world(number, _EACH)
        found = disagreements(world)
        if found:
            pytest.fail(
                f"world {number}: {len(found)} of {_EACH} answers differ; the smallest world with such an answer:\n\n"
                f"{report(world, found[0].question)}",
                pytrace=False,
            )


@pytest.mark.parametrize("first", range(0, 24, 6))
def test_the_compiled_law_answers_as_the_evaluator_does(first: int) -> None:
    """The worlds of the oracle, asked of the compiled law: status, restraints in force and what is possible."""
    for number in range(_FIRST + first, _FIRST + first + 6):
        world = random_world(number, 120)
        law = law_of(world)
        tables = {known: compile_law(law, known_on=known) for known in _horizons(world)}
        for asked in world.questions:
            cell, day = cell_of(law, asked), parse_day(asked.on)
            expected = Timeline(law, cell).on(day)
            found = tables[cell.known_on].answer(cell.recipient, cell.condition.id, day=day, award=cell.award)
            assert found.status.status is expected.status, (number, asked)
            assert (found.active, found.possible) == (expected.active, expected.possible), (number, asked)


def _horizons(world: w.World) -> set[Day | None]:
    return {None if q.known_on is None else parse_day(q.known_on) for q in world.questions}


def _everything_public(view: View, effect: Effect) -> Truth:
    return YES


def _no_guards(view: View, effect: Effect) -> Truth:
    return YES


def _no_extensions(view: View, effect: Effect) -> Truth:
    ended = NO if effect.until is None else effect.until.by(view.day)
    return view.known(effect) & view.started(effect) & ~ended


_modifiers = View.modifiers
_covered = View.covered


def _no_stays(view: View, effect: Effect) -> list[tuple[Effect, Truth]]:
    return [(m, reach) for m, reach in _modifiers(view, effect) if m.verb is not Verb.SUSPEND]


def _stays_for_all_waves(view: View, effect: Effect) -> list[tuple[Effect, Truth]]:
    return [(m, YES) for m, _ in _modifiers(view, effect)]


def _modifiers_for_everyone(view: View, effect: Effect) -> Truth:
    return YES if effect.verb in (Verb.SUSPEND, Verb.END, Verb.EXTEND) else _covered(view, effect)


_BREAKAGES: dict[str, tuple[str, Callable[..., object]]] = {
    "what was not yet public counts": ("known", _everything_public),
    "guards are ignored": ("guarded", _no_guards),
    "extensions are ignored": ("in_window", _no_extensions),
    "stays are ignored": ("modifiers", _no_stays),
    "stays reach later waves unasked": ("modifiers", _stays_for_all_waves),
    "modifiers reach everybody": ("covered", _modifiers_for_everyone),
}


@pytest.mark.parametrize("breakage", _BREAKAGES)
def test_the_oracle_notices_a_broken_rule(breakage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Worlds in which a rule of the evaluator is broken on purpose: within a few the oracle disagrees."""
    monkeypatch.setattr(View, *_BREAKAGES[breakage])
    assert any(disagreements(random_world(number, 100)) for number in range(60))


def test_a_report_is_small_enough_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disagreement is told on a world of a duty, a restraint and the one stay that matters."""
    monkeypatch.setattr(View, *_BREAKAGES["stays are ignored"])
    for number in range(60):
        world = random_world(number, 60)
        found = disagreements(world)
        if found:
            break
    text = report(world, found[0].question)
    assert text.count("event: ") <= 4
    assert "evaluator" in text
    assert "oracle: " in text
