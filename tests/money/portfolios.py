"""Random portfolios over random worlds."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from enjoined.law import Acceptance, Award
from enjoined.law.compiled import CompiledLaw
from enjoined.law.compiled.rows import Table
from enjoined.model import Kind, Recipient, RecipientId
from enjoined.money.engines.statements import AWARDS
from tests.law.compiled.worlds import NAMES, PROGRAMS, YEARS, days, recipients

PRIME = Recipient(id=RecipientId("org/prime"), kind=Kind.NONPROFIT, name="Prime")


@st.composite
def held(draw: st.DrawFn) -> tuple[Recipient, Award]:
    """A recipient and an award as a portfolio has it."""
    acceptance = draw(st.sampled_from(list(Acceptance)))
    accepted = (
        draw(days)
        if acceptance in (Acceptance.ACCEPTED, Acceptance.DECLINED) and draw(st.booleans())
        else None
    )
    award = Award(
        program=draw(st.sampled_from(PROGRAMS)),
        fiscal_year=draw(st.sampled_from(YEARS)),
        number=f"B-{draw(st.integers(0, 99))}",
        acceptance=acceptance,
        accepted=accepted,
        through=draw(st.sampled_from([None, None, PRIME])),
    )
    return draw(recipients()), award


portfolios = st.lists(held(), min_size=1, max_size=12)


def people_of(holdings: list[tuple[Recipient, Award]]) -> list[Recipient]:
    """One record for each recipient id: the first that occurs."""
    found: dict[RecipientId, Recipient] = {}
    for recipient, _ in holdings:
        found.setdefault(recipient.id, recipient)
    return list(found.values())


def table_of(compiled: CompiledLaw, holdings: list[tuple[Recipient, Award]]) -> Table:
    """The awards as a portfolio table; the amounts are different powers so that no sum hides another."""
    people = {person.id: person for person in people_of(holdings)}
    rows = []
    for n, (recipient, award) in enumerate(holdings):
        profile = str(compiled.roster.profile(people[recipient.id]))
        capacity = "direct" if award.through is None else "sub"
        accepted = None if award.accepted is None else date.fromordinal(award.accepted)
        what = (str(award.program), award.fiscal_year, capacity, award.acceptance.value, accepted)
        rows.append((f"{n:02}", recipient.id, profile, *what, 3**n, 5**n))
    return Table.of("awards", AWARDS, rows)


__all__ = ["NAMES", "people_of", "portfolios", "table_of"]
