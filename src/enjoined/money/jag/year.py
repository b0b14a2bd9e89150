"""One fiscal year from its files to its report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Final

import msgspec

from enjoined.data import data_directory
from enjoined.errors import InputError
from enjoined.money.jag.formula import Formula, StateInput, allocate
from enjoined.money.jag.local import LocalAllocation, UnitInput, allocate_local
from enjoined.money.jag.read import (
    OF_THE_FORMULA,
    Total,
    read_published,
    read_states,
    read_totals,
    read_units,
)
from enjoined.money.jag.report import dollars, state_report
from enjoined.money.jag.values import JagReport
from enjoined.money.jag.whatif import Figures, suppose

__all__ = ["JagYear", "read_year"]

_FOLDER: Final = "statistics/jag"


class JagYear(msgspec.Struct, frozen=True, kw_only=True):
    """The inputs of a year: the total, the States, and the units of local government that are known."""

    fiscal_year: int
    total: Total
    states: tuple[StateInput, ...]
    units: tuple[UnitInput, ...]
    reporting: dict[str, Fraction]

    def supposing(self, suppositions: Sequence[str]) -> JagYear:
        """The year with suppositions made. Raises :class:`InputError` for one that cannot be."""
        figures = Figures(states=self.states, units=self.units, reporting=self.reporting)
        figures = suppose(figures, suppositions)
        return msgspec.structs.replace(
            self, states=figures.states, units=figures.units, reporting=dict(figures.reporting)
        )

    def formula(self) -> Formula:
        """The computed year."""
        return allocate(self.total.total, self.states)

    def local(self, formula: Formula, state: str) -> LocalAllocation | None:
        """The local pool of a State divided; ``None`` where no unit of it is known."""
        units = [u for u in self.units if u.state == state]
        if not units:
            return None
        return allocate_local(
            state,
            formula.allocations[state].local_pool,
            units,
            self.reporting.get(state),
            formula.inputs[state].average,
        )

    def report(
        self,
        *,
        states: Sequence[str] = (),
        sorna: frozenset[str] = frozenset(),
        prea: frozenset[str] = frozenset(),
        suppositions: Sequence[str] = (),
    ) -> tuple[JagReport, Formula]:
        """The report on some States, or on all; with suppositions each says what it had without them.

        Raises :class:`InputError` for a State that has no line.
        """
        year = self.supposing(suppositions)
        formula = year.formula()
        before = self.formula() if suppositions else None
        for asked in (*states, *sorted(sorna | prea)):
            if asked not in formula.inputs:
                raise InputError(
                    f"{asked!r} has no line in the inputs of FY{self.fiscal_year}",
                    remedy=f"write one of {', '.join(formula.inputs)}",
                )
        published = read_published(_shipped("published.csv"), self.fiscal_year)
        reports = tuple(
            state_report(
                formula,
                state,
                local=year.local(formula, state),
                local_before=self.local(before, state) if before else None,
                published=published,
                sorna=state in sorna,
                prea=state in prea,
                before=before,
            )
            for state in states or formula.inputs
        )
        return (
            JagReport(
                schema="enjoined.jag/1",
                fiscal_year=self.fiscal_year,
                total=dollars(self.total.total),
                total_quality=self.total.quality,
                total_note=self.total.note,
                total_source=self.total.source,
                minimum=dollars(formula.threshold),
                remainder=dollars(formula.remainder),
                minimum_states=formula.minimum_states,
                lacking=tuple(sorted(OF_THE_FORMULA - formula.inputs.keys())),
                what_if=tuple(suppositions),
                states=reports,
            ),
            formula,
        )


def read_year(
    fiscal_year: int,
    *,
    total: Decimal | None = None,
    inputs: Path | None = None,
    units: Path | None = None,
    reporting: Mapping[str, Fraction] | None = None,
) -> JagYear:
    """The inputs of a year, from the files given or those that come with the program.

    Raises :class:`InputError`, or an ``ExceptionGroup`` of them with file and line, for what is missing or wrong.
    """
    states = read_states(inputs or _shipped("states.csv"), fiscal_year)
    known_units, totals = read_units(units or _shipped("units.csv"), fiscal_year)
    if inputs is not None and units is None:
        # Units of the records belong to the States of the records.
        codes = {i.state for i in states}
        known_units = [u for u in known_units if u.state in codes]
    known = read_totals(_shipped("totals.csv")).get(fiscal_year)
    if total is not None:
        known = Total(fiscal_year=fiscal_year, total=total, quality="given", note="", source="--total")
    if known is None:
        raise InputError(
            f"the total of FY{fiscal_year} is not on record", where="--total", remedy="give --total N"
        )
    return JagYear(
        fiscal_year=fiscal_year,
        total=known,
        states=tuple(states),
        units=tuple(known_units),
        reporting=totals | dict(reporting or {}),
    )


def _shipped(name: str) -> Path:
    return data_directory("records") / _FOLDER / name
