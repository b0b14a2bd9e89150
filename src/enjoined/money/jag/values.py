"""The values of ``enjoined.jag/1``; money is a decimal string of dollars."""

from __future__ import annotations

import msgspec

from enjoined.money.jag.penalties import Penalty

__all__ = [
    "CliffReport",
    "Comparison",
    "JagReport",
    "JointApplication",
    "LocalReport",
    "LocalUnit",
    "StateReport",
    "Step",
]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the working; ``amount`` in dollars, ``None`` where the step yields none."""

    text: str
    citation: str
    amount: str | None = None


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """A printed figure beside the computed one; ``difference`` is computed less printed, in dollars and percent."""

    what: str
    unit: str
    published: str
    computed: str
    difference: str
    percent: str
    consistent: bool
    why: str
    source: str


class LocalUnit(msgspec.Struct, frozen=True, kw_only=True):
    """A unit of local government: its part of the reporting units' violent crimes, and what it is paid directly.

    ``allocation_before`` is what it is allocated without the suppositions, if there are any.
    """

    unit: str
    violent_crime: str | None
    percent: str
    allocation: str
    direct: str
    why: tuple[str, ...]
    allocation_before: str | None = None


class JointApplication(msgspec.Struct, frozen=True, kw_only=True):
    """Units that must apply together, and for how much."""

    certified: str
    constituents: tuple[str, ...]
    limit: str
    joint: str
    citation: str = "34 U.S.C. 10156(d)(4)"


class LocalReport(msgspec.Struct, frozen=True, kw_only=True):
    """The local pool: ``approximation`` where the State's estimate stands for the crimes of the reporting units."""

    reporting_units_violent_crime: str
    approximation: bool
    units: tuple[LocalUnit, ...]
    units_not_listed: str
    to_state: str
    unallocated: str
    joint_applications: tuple[JointApplication, ...]


class CliffReport(msgspec.Struct, frozen=True, kw_only=True):
    """Where a State's cliff lies, in violent crimes of three years together."""

    crimes: int
    crimes_now: str
    below: str
    above: str
    near: bool


class StateReport(msgspec.Struct, frozen=True, kw_only=True):
    """What one State gets."""

    state: str
    name: str
    allocation: str
    state_share: str
    local_pool: str
    published: str | None
    minimum: bool
    first_pass: str
    population: int
    violent_crime: str
    quality: str
    source: str
    steps: tuple[Step, ...]
    comparisons: tuple[Comparison, ...]
    cliff: CliffReport | None
    local: LocalReport | None
    penalties: tuple[Penalty, ...]
    state_award: str
    allocation_before: str | None = None


class JagReport(msgspec.Struct, frozen=True, kw_only=True):
    """``jag --format json``. ``lacking`` are States without a line in the inputs: the others then get too much."""

    schema: str
    fiscal_year: int
    total: str
    total_quality: str
    total_note: str
    total_source: str
    minimum: str
    remainder: str
    minimum_states: tuple[str, ...]
    lacking: tuple[str, ...]
    what_if: tuple[str, ...]
    states: tuple[StateReport, ...]
