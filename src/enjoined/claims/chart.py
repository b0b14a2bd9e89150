"""A small picture of the figures behind a verdict: bars for the terminal, and an SVG without scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from textwrap import wrap

from enjoined.claims.judging.worlds import Used

__all__ = ["bars", "svg"]

_MOST = 12
_TITLE = 76
"""Letters of a title that a line has room for."""
_EIGHTHS = " ▏▎▍▌▋▊▉█"


def bars(used: Sequence[Used], names: Mapping[str, str], width: int) -> list[str]:
    """One line a city and year, the bar as long as the number; at most twelve lines.

    >>> figure = {"measure": "murders", "population": None, "rate": None, "series": "", "source": ""}
    >>> bars([Used(city="il/chicago", year=2016, value=10, **figure)], {"il/chicago": "Chicago"}, 40)
    ['Chicago 2016  ███████████████████████ 10']
    """
    rows = _rows(used, names)
    if not rows:
        return []
    labels = max(len(label) for label, _ in rows)
    numbers = max(len(_number(value)) for _, value in rows)
    room = max(5, width - labels - numbers - 3)
    most = max(value for _, value in rows) or 1
    lines = []
    for label, value in rows:
        eighths = round(8 * room * value / most)
        bar = "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")
        lines.append(f"{label:<{labels}}  {bar} {_number(value)}")
    return lines


def svg(used: Sequence[Used], names: Mapping[str, str], title: str) -> str:
    """The same as an SVG picture, 640 wide."""
    rows = _rows(used, names)
    most = max((value for _, value in rows), default=1) or 1
    lines = wrap(title, _TITLE, max_lines=2, placeholder=" …") or [""]
    top = 26 + 20 * len(lines)
    height = top + 12 + 28 * len(rows)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" role="img" '
        'font-family="system-ui, Arial, sans-serif" font-size="14">',
        f"<title>{escape(title)}</title>",
        f'<rect width="640" height="{height}" fill="#fff"/>',
        *(
            f'<text x="16" y="{28 + 20 * n}" font-weight="700" fill="#1b1b1b">{escape(line)}</text>'
            for n, line in enumerate(lines)
        ),
    ]
    for n, (label, value) in enumerate(rows):
        y = top + 28 * n
        length = round(330 * value / most, 1)
        parts.append(f'<text x="16" y="{y + 15}" fill="#1b1b1b">{escape(label)}</text>')
        parts.append(f'<rect x="210" y="{y}" width="{length}" height="20" fill="#2e6f9e"/>')
        parts.append(f'<text x="{218 + length}" y="{y + 15}" fill="#1b1b1b">{_number(value)}</text>')
    if not rows:
        parts.append(f'<text x="16" y="{top + 2}" fill="#595959">no figures</text>')
    return "\n".join([*parts, "</svg>", ""])


def _rows(used: Sequence[Used], names: Mapping[str, str]) -> list[tuple[str, float]]:
    """One row a city and year: the first figure of each; counts where both counts and rates were used."""
    found: dict[tuple[str, int], float] = {}
    counts = [one for one in used if one.rate is None]
    for one in counts or used:
        found.setdefault((one.city, one.year), one.number)
    return [(f"{names[city]} {year}", value) for (city, year), value in list(found.items())[:_MOST]]


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
