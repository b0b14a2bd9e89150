"""The statistical claims of a story in the words of a brief, and what they rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from enjoined.brief.notes import CitedSource
from enjoined.model import Day

if TYPE_CHECKING:
    from enjoined.claims import FoundClaim

__all__ = ["CRIME", "crime_in", "figure_lines", "figure_sources"]

_FIGURES = 4
CRIME: Final = re.compile(
    r"murder|homicid|kill|slay|slain|violen|tolls?\b|tally|buried|people dead", re.IGNORECASE
)
"""What stands in every name of a measure of crime; most stories have none, and need no figures to be loaded."""


def crime_in(text: str, on: Day) -> tuple[FoundClaim, ...]:
    """The claims about crime figures in a story, checked as of a day."""
    if CRIME.search(text) is None:
        return ()
    from enjoined.claims import find_claims

    return find_claims(text, on=on)


def figure_lines(claim: FoundClaim) -> Iterator[str]:
    """What became of a claim, in a few sentences: how it was read, the figures, and where it is not plain, why."""
    report = claim.report
    for parsed in (*report.also, *([report.parsed] if report.parsed is not None else [])):
        yield f"{parsed.verdict if report.also else 'read as'}: {parsed.reading}"
    if report.now and report.verdict == "depends":
        years = [f"{h.year} {h.verdict}{' (published by then)' if h.known else ''}" for h in report.now]
        yield f"{' and '.join(report.flips_on)} decides: {', '.join(years)}"
    elif report.verdict in ("depends", "not-checkable"):
        yield report.reason
    if not report.figures:
        return
    from enjoined.claims.figures.statistics import load

    names = load().cities
    first: dict[tuple[str, int], str] = {}
    for figure in report.figures:
        rate = f" ({figure.rate:.1f} per 100,000)" if figure.rate is not None else ""
        first.setdefault(
            (figure.city, figure.year), f"{names[figure.city].name} {figure.year} {figure.value:,}{rate}"
        )
    more = len(first) - _FIGURES
    yield "; ".join([*first.values()][:_FIGURES]) + (f" and {more} more" if more > 0 else "")


def figure_sources(claims: Sequence[FoundClaim], already: int) -> tuple[CitedSource, ...]:
    """The series behind the figures, numbered on from the sources ``already`` cited."""
    series = dict.fromkeys(figure.series for claim in claims for figure in claim.report.figures)
    if not series:
        return ()
    from enjoined.claims.figures.statistics import load

    data = load()
    return tuple(
        CitedSource(
            number=number,
            what=f"figures: {data.series[name].title}",
            url=data.series[name].source,
            title=data.series[name].title,
            kind="statistics",
            basis="read",
        )
        for number, name in enumerate(series, already + 1)
    )
