"""The compiled law and the reference evaluator agree on the records that ship."""

from __future__ import annotations

import random
from itertools import chain

import pytest

from enjoined.law import ANY_AWARD, Award, Cell, Timeline
from enjoined.law.compiled import CompiledLaw, compile_law
from enjoined.model import ConditionId, Day, Recipient, RecipientId, parse_day
from enjoined.registry.open import Registry, open_registry

KNOWN = (None, parse_day("2018-08-01"), parse_day("2025-09-15"))
SAMPLE = 6


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


@pytest.fixture(scope="module")
def people(registry: Registry) -> list[Recipient]:
    """One of each kind, State and size, everybody with recorded edges, and the parties to suits."""
    found: dict[object, Recipient] = {}
    roster = compile_law(registry.law).roster
    named: set[RecipientId] = set(chain.from_iterable(w.names for w in registry.law.waves.values()))
    for recipient in chain(registry.law.recipients.values(), registry.everybody()):
        own = recipient.id in named or recipient.edges
        found.setdefault(recipient.id if own else roster.profile(recipient), recipient)
    return list(found.values())


def days_of(line: Timeline) -> list[Day]:
    """Every boundary with the days before and after it."""
    return sorted(
        {Day(day + more) for day in (*line.boundaries, parse_day("2026-10-01")) for more in (-1, 0, 1)}
    )


@pytest.mark.slow
@pytest.mark.parametrize("known_on", KNOWN)
def test_every_condition(registry: Registry, people: list[Recipient], known_on: Day | None) -> None:
    law = registry.law
    compiled = compile_law(law, known_on=known_on)
    rng = random.Random(f"{known_on}")
    for condition in law.conditions.values():
        instrument = law.instruments[condition.instrument]
        award = Award(
            program=rng.choice(instrument.programs or (None,)),
            fiscal_year=rng.choice(instrument.fiscal_years or (None,)),
            accepted=rng.choice([None, parse_day("2018-08-09"), parse_day("2018-09-01")]),
            through=rng.choice([None, None, people[0]]),
        )
        for recipient in rng.sample(people, SAMPLE):
            for held in (ANY_AWARD, award):
                line = Timeline(law, Cell.of(law, recipient, condition.id, award=held, known_on=known_on))
                for day in days_of(line):
                    agree(compiled, line, recipient, condition.id, held, day)


def agree(
    compiled: CompiledLaw,
    line: Timeline,
    recipient: Recipient,
    condition: ConditionId,
    award: Award,
    day: Day,
) -> None:
    """The same status, span, restraints and possible statuses."""

    found = compiled.status(recipient, condition, day=day, award=award)
    expected = line.on(day)
    assert found.status is expected.status, (recipient.id, condition, day)
    assert (found.since, found.since_latest, found.until, found.until_latest) == line.span(day)
    if found.proof_id is not None:
        row = compiled.lines.address(found.proof_id).row
        assert (row.active, row.possible) == (expected.active, expected.possible)
