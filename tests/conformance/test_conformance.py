"""Every conformance world, asked of every evaluator.

The expected values were worked out from the model by hand. An evaluator is a function from a world to one finding
per question; a second one is added by naming it in ``EVALUATORS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from enjoined.law import Status, Timeline, View, bearing_on, solve
from enjoined.law.answering.proof import Proof, prove
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.model import Day, Grade, parse_day
from tests.conformance import world as w
from tests.conformance.reference import cell_of, law_of
from tests.oracle.asp import verdicts

WORLDS = sorted(w.FOLDER.glob("*.json"))


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """An evaluator's answer; a part it does not give is ``None`` and is not checked."""

    status: str
    possible: frozenset[str] | None = None
    restraints: tuple[str, ...] | None = None
    proof: dict[str, str] | None = None


def reference(world: w.World) -> Iterator[Finding]:
    """The reference evaluator, each day on its own."""
    law = law_of(world)
    for asked in world.questions:
        cell, day = cell_of(law, asked), parse_day(asked.on)
        bearing = bearing_on(law, cell)
        found = solve(law, cell, bearing, day)
        yield Finding(
            status=found.status.value,
            possible=None if found.unsplit else frozenset(s.value for s in found.possible),
            restraints=tuple(found.active),
            proof=dict(_verdicts(prove(View(law, cell, day), bearing))),
        )


def time_line(world: w.World) -> Iterator[Finding]:
    """The reference evaluator's time line, which solves each stretch of days once."""
    law = law_of(world)
    for asked in world.questions:
        found = Timeline(law, cell_of(law, asked)).on(parse_day(asked.on))
        yield Finding(
            status=found.status.value,
            possible=None if found.unsplit else frozenset(s.value for s in found.possible),
            restraints=tuple(found.active),
        )


def compiled(world: w.World) -> Iterator[Finding]:
    """The compiled law, which works out the whole line of a class of people at once and keeps it for the next question."""
    law = law_of(world)
    tables: dict[Day | None, CompiledLaw] = {}
    for asked in world.questions:
        cell = cell_of(law, asked)
        table = tables.setdefault(cell.known_on, compile_law(law, known_on=cell.known_on))
        found = table.answer(cell.recipient, cell.condition.id, day=parse_day(asked.on), award=cell.award)
        yield Finding(
            status=found.status.status.value,
            possible=None
            if len(found.possible) == len(Status)
            else frozenset(s.value for s in found.possible),
            restraints=found.active,
        )


def _verdicts(proof: Proof) -> Iterator[tuple[str, str]]:
    yield proof.id, proof.verdict
    for child in proof.children:
        yield from _verdicts(child)


def oracle(world: w.World) -> Iterator[Finding]:
    """The encoding in answer-set programming; it knows no limit on the number of open facts."""
    grades = {e.id: e.grade for e in world.effects if e.grade is not None}
    for verdict in verdicts(world):
        protecting = [grades[e] for e in verdict.protects]
        duty = not verdict.possible <= {Status.WITHDRAWN.value, Status.NOT_IMPOSED.value}
        if protecting and duty:
            status = min(protecting, key=list(Grade).index).value
        else:
            status = min(verdict.possible) if len(verdict.possible) == 1 else Status.UNCLEAR.value
        certain = status != Status.UNCLEAR.value
        yield Finding(status=status, possible=frozenset({status}) if certain else verdict.possible)


Evaluator = Callable[[w.World], Iterator[Finding]]
EVALUATORS: dict[str, Evaluator] = {
    "reference": reference,
    "time-line": time_line,
    "compiled": compiled,
    "oracle": oracle,
}


@pytest.fixture(params=EVALUATORS)
def evaluator(request: pytest.FixtureRequest) -> Evaluator:
    """Each evaluator in turn."""
    return EVALUATORS[request.param]


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
def test_the_evaluator_gives_the_answers_of_the_model(path: Path, evaluator: Evaluator) -> None:
    world = w.load(path)
    for asked, found in zip(world.questions, evaluator(world), strict=True):
        where = f"{asked.recipient}, {asked.condition}, {asked.on} ({asked.award}, known on {asked.known_on})"
        assert found.status == asked.status, where
        if asked.possible is not None and found.possible is not None:
            assert found.possible == frozenset(asked.possible), where
        if asked.restraints is not None and found.restraints is not None:
            assert found.restraints == asked.restraints, where
        if found.proof is not None:
            assert found.proof == found.proof | asked.proof, where


@pytest.mark.parametrize("path", WORLDS, ids=lambda path: path.stem)
def test_a_world_says_what_it_shows(path: Path) -> None:
    """A world has an idea, a rule, questions with real statuses, and effects that name only what it holds."""
    world = w.load(path)
    assert world.idea.endswith(".")
    assert world.rule
    assert world.questions
    statuses = {s.value for s in Status}
    for asked in world.questions:
        assert asked.status in statuses
        assert statuses.issuperset(asked.possible or ())
        assert asked.possible is None or (asked.status == "unclear") == (len(asked.possible) > 1)
