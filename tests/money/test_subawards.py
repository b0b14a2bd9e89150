"""Sub-awards as their files tell of them: each is asked about with who passes the money on, on both sides."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from enjoined.law import Question, Status, answers
from enjoined.law.cell import Award
from enjoined.model import ProgramId, parse_day
from enjoined.money.output import write_undecided
from enjoined.money.portfolio import Asked, portfolio
from enjoined.registry.open import Registry, open_registry
from tests.money.files import write

ON = parse_day("2025-10-15")
PREPAREDNESS = "97.067"
PASSED_ON = (
    ("ILLINOIS, STATE OF", "IL", "COOK, COUNTY OF", "IL", "il", "il/cook-county", 12_500_000),
    ("ILLINOIS, STATE OF", "IL", "CITY OF CHICAGO", "IL", "il", "il/chicago", 9_000_000),
    ("STATE OF TEXAS", "TX", "HARRIS COUNTY", "TX", "tx", "tx/harris-county", 4_000_000),
    ("STATE OF TEXAS", "TX", "CITY OF HOUSTON", "TX", "tx", "tx/houston", 3_000_000),
    ("CITY OF CHICAGO", "IL", "EVANSTON, CITY OF", "IL", "il/chicago", "il/evanston", 500_000),
)


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The records that ship."""
    return open_registry()


def row(n: int, prime: str, state: str, sub: str, where: str, amount: int) -> dict[str, str]:
    """A row of a download of sub-awards."""
    return {
        "prime_award_fain": f"EMW-2025-SS-0001{n}",
        "prime_award_awarding_sub_agency_code": "7022",
        "prime_award_cfda_numbers_and_titles": f"{PREPAREDNESS}: HOMELAND SECURITY GRANT PROGRAM",
        "prime_award_base_action_date_fiscal_year": "2025",
        "prime_awardee_name": prime,
        "prime_awardee_state_code": state,
        "subaward_number": f"S-{n}",
        "subawardee_name": sub,
        "subawardee_state_code": where,
        "subaward_amount": f"{amount}.00",
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [
        row(n, prime, state, sub, where, amount)
        for n, (prime, state, sub, where, _, _, amount) in enumerate(PASSED_ON)
    ]
    return write(tmp_path / "subawards.csv", "subawards", rows)


def test_each_is_answered_as_money_through_its_prime(registry: Registry, file: Path) -> None:
    """As the law answers for the sub-recipient and for the prime; two exposures that are never one number."""
    report = portfolio(registry, Asked(files=(file,), on=ON, by=("recipient", "condition", "status")))
    found = {(r["recipient"], r["condition"], r["status"]) for r in report.by}
    expected, exposed = set(), {"sub": Decimal(0), "direct": Decimal(0)}
    for *_, prime, sub, amount in PASSED_ON:
        award = Award(program=ProgramId(PREPAREDNESS), fiscal_year=2025, through=registry.recipient(prime))
        question = Question(
            recipient=registry.recipient(sub), on=ON, program=award.program, fiscal_year=2025, award=award
        )
        told = [a for a in answers(registry.law, question) if a.condition is not None]
        expected |= {(a.recipient, a.condition, a.status.value) for a in told if a.capacity == "sub"}
        for side in exposed:
            if any(a.status is Status.BINDING for a in told if a.capacity == side):
                exposed[side] += amount
    assert found == expected
    assert (report.exposure.sub.remaining, report.exposure.prime.remaining) == (
        f"{exposed['sub']}.00",
        f"{exposed['direct']}.00",
    )
    assert report.exposure.direct.awards == 0


def test_who_passes_money_on_and_is_not_known_is_listed_to_be_decided(
    registry: Registry, tmp_path: Path
) -> None:
    rows = [row(1, "ACME PASS THROUGH INC", "TX", "CITY OF AUSTIN", "TX", 1_000_000)]
    file = write(tmp_path / "subawards.csv", "subawards", rows)
    report = portfolio(registry, Asked(files=(file,), on=ON))
    (prime,) = report.unmatched_primes
    assert (prime.name, prime.state, prime.obligated, report.unmatched) == (
        "ACME PASS THROUGH INC",
        "TX",
        "1000000.00",
        (),
    )
    assert any("who passes the money on" in unclear.fact for unclear in report.unclear)
    decided = tmp_path / "decided.csv"
    write_undecided(report, decided)
    decided.write_text(decided.read_text(encoding="utf-8").replace("TX,,,", "TX,,tx,"), encoding="utf-8")
    again = portfolio(registry, Asked(files=(file,), on=ON, overrides=decided))
    assert again.unmatched_primes == ()
    assert not any("who passes the money on" in unclear.fact for unclear in again.unclear)


def test_a_state_that_passes_money_on_is_known_by_its_name_and_whom_it_reaches(
    registry: Registry, tmp_path: Path
) -> None:
    """Its own State is not given; the name says one, and the money goes there. Anybody else is left to a person."""
    primes = (
        "Texas Office of the Governor",
        "State of Texas",
        "TEXAS CRIMINAL JUSTICE AUTHORITY",
        "HARRIS COUNTY",
        "OHIO DEPARTMENT OF PUBLIC SAFETY",
    )
    rows = [row(n, prime, "", "CITY OF AUSTIN", "TX", 1_000_000) for n, prime in enumerate(primes)]
    file = write(tmp_path / "subawards.csv", "subawards", rows)
    report = portfolio(registry, Asked(files=(file,), on=ON, by=("prime",)))
    left = {prime.name: [c.id for c in prime.candidates] for prime in report.unmatched_primes}
    assert left.keys() == set(primes[2:])
    assert left["TEXAS CRIMINAL JUSTICE AUTHORITY"] == ["tx"]
    assert left["HARRIS COUNTY"] == ["tx/harris-county"]
    assert {(r["prime"], r["awards"]) for r in report.by} == {("tx", 2), (None, 3)}
