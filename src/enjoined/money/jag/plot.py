"""Allocation against violent crime as an SVG picture: all States, and one State's curve with its cliff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, log10
from typing import Final

from enjoined.money.jag.cliff import Cliff, cliff_of, curve
from enjoined.money.jag.formula import Formula
from enjoined.money.jag.report import state_name

__all__ = ["nearest_to_cliff", "picture"]

WIDTH: Final = 880
_LEFT, _RIGHT, _TOP, _HIGH, _GAP = 84, 852, 84, 320, 120
_CLEAR: Final = 60
"""Distance from the cliff within which words centred on a point would cross it."""
_POINTS: Final = 60
_MOST_SHOWN: Final = 3
"""Suppositions that one line holds."""
_BLUE, _RED, _GREY, _INK = "#005ea2", "#b50909", "#71767a", "#1b1b1b"


def nearest_to_cliff(formula: Formula) -> str:
    """The State whose first-pass amount is nearest to the threshold."""
    return min(
        formula.allocations, key=lambda s: (abs(formula.allocations[s].initial - formula.threshold), s)
    )


def picture(formula: Formula, fiscal_year: int, state: str, supposed: Sequence[str] = ()) -> str:
    """An SVG with two panels; the second is that of ``state``. It says what is ``supposed``, if anything is."""
    height = _TOP + 2 * _HIGH + _GAP + 70
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="13" role="img" aria-labelledby="title">',
        f'<title id="title">Byrne JAG allocation against violent crime, fiscal year {fiscal_year}</title>',
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        _text(24, 34, f"Byrne JAG FY{fiscal_year}: allocation against violent crime", size=20, weight="bold"),
        *_supposing(supposed),
        *_all_states(formula, state),
        *_one_state(formula, state, _TOP + _HIGH + _GAP),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _supposing(supposed: Sequence[str]) -> Iterator[str]:
    if supposed:
        more = f" and {len(supposed) - _MOST_SHOWN} more" if len(supposed) > _MOST_SHOWN else ""
        words = f"supposing {', '.join(supposed[:_MOST_SHOWN])}{more}"
        yield _text(_RIGHT, _TOP - 20, words, anchor="end", fill=_RED)


def _all_states(formula: Formula, state: str) -> Iterator[str]:
    shown = {s: i.average for s, i in formula.inputs.items() if i.average > 0}
    low = 10.0 ** int(log10(float(min(shown.values()))))
    high = 10.0 ** ceil(log10(float(max(shown.values()))))
    amounts = [float(formula.allocations[s].amount) for s in shown]
    floor, top = 10.0 ** int(log10(min(amounts))), 10.0 ** ceil(log10(max(amounts)))

    def x(value: float) -> float:
        return _LEFT + log10(value / low) / log10(high / low) * (_RIGHT - _LEFT)

    def y(value: float) -> float:
        return _TOP + _HIGH - log10(value / floor) / log10(top / floor) * _HIGH

    yield _text(24, _TOP - 20, "All States, logarithmic scales", weight="bold")
    yield from _frame(_TOP)
    for power in range(round(log10(low)), round(log10(high)) + 1):
        yield _tick_x(x(10**power), _TOP + _HIGH, f"{10**power:,}")
    for power in range(round(log10(floor)), round(log10(top)) + 1):
        yield _tick_y(y(10**power), _short(10**power))
    yield _text(
        (_LEFT + _RIGHT) / 2, _TOP + _HIGH + 40, "violent crimes a year, average of three", anchor="middle"
    )
    base = float(formula.threshold)
    yield (
        f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{y(base):.1f}" y2="{y(base):.1f}" stroke="{_GREY}" '
        'stroke-dasharray="5 4"/>'
    )
    yield _text(_RIGHT - 6, y(base) + 16, f"0.25 percent: {_short(base)}", anchor="end", fill=_GREY)
    taken: list[tuple[float, float]] = []
    order = sorted(shown, key=lambda s: (s != state, -formula.allocations[s].amount))
    for s in order:
        at = (x(float(shown[s])), y(float(formula.allocations[s].amount)))
        minimum = formula.allocations[s].minimum
        colour = _RED if s == state else _GREY if minimum else _BLUE
        mark = (
            f'<rect x="{at[0] - 4:.1f}" y="{at[1] - 4:.1f}" width="8" height="8" fill="none" stroke="{colour}" '
            'stroke-width="1.5"/>'
            if minimum
            else f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="4" fill="{colour}"/>'
        )
        yield f"<g><title>{state_name(s)}: {_short(float(formula.allocations[s].amount))}</title>{mark}</g>"
        if all(abs(at[0] - u) > 24 or abs(at[1] - v) > 13 for u, v in taken):
            taken.append(at)
            yield _text(at[0] - 8, at[1] - 7, s, anchor="end", size=11, fill=colour)
    yield _text(_LEFT + 12, _TOP + 20, "● shares in the formula · □ minimum alone", size=12)


def _one_state(formula: Formula, state: str, top: int) -> Iterator[str]:
    own, allocation = formula.inputs[state], formula.allocations[state]
    cliff = cliff_of(formula, state)
    edge = float(cliff.crimes) / 3 if cliff else 0.0
    most = max(float(own.average), edge) * 2 or 1.0
    step = 10.0 ** int(log10(most)) / 2
    most = ceil(most / step) * step
    under, over = _curves(formula, state, cliff, most)
    highest = max([float(a) for _, a in over + under] + [float(allocation.amount)]) * 1.08
    line = _round_step(highest)
    height = ceil(highest / line) * line

    def x(value: float) -> float:
        return _LEFT + value / most * (_RIGHT - _LEFT)

    def y(value: float) -> float:
        return top + _HIGH - value / height * _HIGH

    yield _text(
        24,
        top - 20,
        f"{state_name(state)}: its allocation by its own violent crimes, all else unchanged",
        weight="bold",
    )
    yield from _frame(top)
    every = _round_step(most)
    for n in range(int(most / every) + 1):
        yield _tick_x(x(every * n), top + _HIGH, f"{every * n:,.0f}")
    for n in range(round(height / line) + 1):
        yield _tick_y(y(line * n), _short(line * n))
    yield _text(
        (_LEFT + _RIGHT) / 2, top + _HIGH + 40, "violent crimes a year, average of three", anchor="middle"
    )
    for part in (under, over):
        if part:
            points = " ".join(f"{x(float(c)):.1f},{y(float(a)):.1f}" for c, a in part)
            yield f'<polyline points="{points}" fill="none" stroke="{_BLUE}" stroke-width="2.5"/>'
    if cliff and under and over:
        at, low, high = x(edge), y(float(cliff.below)), y(float(cliff.above))
        yield (
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{low:.1f}" y2="{high:.1f}" stroke="{_RED}" stroke-width="2" '
            'stroke-dasharray="4 3"/>'
        )
        left = at > (_LEFT + _RIGHT) / 2
        yield _text(
            at - 10 if left else at + 10,
            (low + high) / 2 + 4,
            f"the cliff: {cliff.crimes:,} crimes in three years, "
            f"{_short(float(cliff.below))} to {_short(float(cliff.above))}",
            anchor="end" if left else "start",
            fill=_RED,
        )
    here, there = x(float(own.average)), y(float(allocation.amount))
    yield f'<circle cx="{here:.1f}" cy="{there:.1f}" r="6" fill="{_RED}" stroke="#ffffff" stroke-width="1.5"/>'
    beside = 0 < x(edge) - here < _CLEAR if cliff else False  # the words would cross it
    now = f"now {_short(float(allocation.amount))}"
    yield _text(here, there - 12, now, anchor="end" if beside else "middle", weight="bold")


_Curve = list[tuple[Fraction, Decimal]]


def _curves(formula: Formula, state: str, cliff: Cliff | None, most: float) -> tuple[_Curve, _Curve]:
    """The curve below the cliff and from it on."""
    end = Fraction(round(most))
    if cliff is None:
        return [], curve(formula, state, [end * n / _POINTS for n in range(1, _POINTS + 1)])
    edge = Fraction(cliff.crimes, 3)
    below = [Fraction(0), Fraction(max(cliff.crimes - 1, 0), 3)]
    above = [edge + (end - edge) * n / _POINTS for n in range(_POINTS + 1)]
    return curve(formula, state, below), curve(formula, state, above)


def _frame(top: int) -> Iterator[str]:
    yield f'<path d="M{_LEFT} {top}V{top + _HIGH}H{_RIGHT}" fill="none" stroke="{_INK}"/>'


def _tick_x(at: float, bottom: int, label: str) -> str:
    line = f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{bottom}" y2="{bottom + 5}" stroke="{_INK}"/>'
    return line + _text(at, bottom + 20, label, anchor="middle", size=12)


def _tick_y(at: float, label: str) -> str:
    line = f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#dfe1e2"/>'
    return line + _text(_LEFT - 8, at + 4, label, anchor="end", size=12)


def _text(
    x: float,
    y: float,
    text: str,
    *,
    anchor: str = "start",
    size: int = 13,
    weight: str = "normal",
    fill: str = _INK,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" font-weight="{weight}" '
        f'fill="{fill}">{text}</text>'
    )


def _round_step(most: float) -> float:
    """A round distance that parts a scale up to ``most`` into about five."""
    power = 10.0 ** int(log10(most / 5)) if most > 5 else 1.0
    return next(power * n for n in (1, 2, 2.5, 5, 10) if power * n * 5 >= most)


def _short(amount: float) -> str:
    """Dollars in millions or thousands."""
    if amount >= 1e7:
        return f"${amount / 1e6:,.1f}M"
    if amount >= 1e6:
        return f"${amount / 1e6:,.2f}M"
    return f"${amount / 1e3:,.0f}k" if amount >= 1e3 else f"${amount:,.0f}"
