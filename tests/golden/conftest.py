"""Worked answers are asked of the records that ship, as a user would ask them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from enjoined.law import Acceptance, Answer, Award, Question, answers, parse_fact
from enjoined.model import FamilyId, ProgramId, parse_day
from enjoined.registry.open import Registry, open_registry

Ask = Callable[..., tuple[Answer, ...]]


@pytest.fixture(scope="session")
def registry() -> Registry:
    return open_registry()


@pytest.fixture(scope="session")
def ask(registry: Registry) -> Ask:
    """``ask("Chicago, IL", "jag-fy2017/56b", "2017-11-15", ...)`` gives the answers."""

    def asked(
        recipient: str,
        condition: str | None,
        on: str,
        *,
        known_on: str | None = None,
        accepted: str | None = None,
        facts: tuple[str, ...] = (),
        program: str | None = None,
        fiscal_year: int | None = None,
        family: str | None = None,
        through: str | None = None,
    ) -> tuple[Answer, ...]:
        award = Award(
            acceptance=Acceptance.NOT_SAID
            if accepted is None
            else Acceptance(accepted)
            if accepted in ("none", "declined")
            else Acceptance.ACCEPTED,
            accepted=parse_day(accepted) if accepted and accepted[0].isdigit() else None,
            through=registry.recipient(through) if through else None,
        )
        return answers(
            registry.law,
            Question(
                recipient=registry.recipient(recipient),
                on=parse_day(on),
                known_on=parse_day(known_on) if known_on else None,
                condition=condition,
                family=FamilyId(family) if family else None,
                program=ProgramId(program) if program else None,
                fiscal_year=fiscal_year,
                award=award,
                supplied=tuple(parse_fact(f) for f in facts),
            ),
        )

    return asked
