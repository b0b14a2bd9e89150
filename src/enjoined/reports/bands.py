"""Bands of status over time as an inline SVG: dark on light, told by words and patterns and not by colour alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import escape
from typing import Final

from enjoined.brief.picture import Band, Picture
from enjoined.law import Status
from enjoined.model import spoken
from enjoined.reports.colours import FILL

__all__ = ["bands_svg"]

_WIDE: Final = 840
_LEFT: Final = 8
_ROW: Final = 54
_BAR: Final = 20
_Place = Callable[[date], float]
_TOP: Final = 30
_ON_FILL: Final = {
    Status.BINDING: "#ffffff",
    Status.ENJOINED: "#0e3d20",
    Status.VACATED: "#0e3d20",
    Status.NOT_ENFORCED: "#00404d",
    Status.WITHDRAWN: "#263c66",
    Status.NOT_IMPOSED: "#565c65",
    Status.UNCLEAR: "#5c3b00",
}
"""Of a word on the colour of its stretch."""


def bands_svg(picture: Picture) -> str:
    """The picture as SVG text, with a title and a description for those who do not see it."""
    height = _TOP + _ROW * len(picture.bands) + 34
    first = picture.start.toordinal()
    span = max(1, picture.end.toordinal() - first)
    width = _WIDE - 2 * _LEFT

    def x(day: date) -> float:
        return _LEFT + min(1.0, max(0.0, (day.toordinal() - first) / span)) * width

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height}" role="img" '
        'font-family="system-ui, Arial, Liberation Sans, sans-serif">',
        f"<title>Status over time, {_spoken(picture.start)} to {_spoken(picture.today)}</title>",
        f"<desc>{escape(_described(picture))}</desc>",
        f'<rect width="{_WIDE}" height="{height}" fill="#ffffff"/>',
    ]
    parts += _marks(picture, x, height)
    for number, band in enumerate(picture.bands):
        parts += _band(band, _TOP + number * _ROW, x)
    parts += _years(picture, x, _TOP + _ROW * len(picture.bands) + 6)
    return "\n".join([*parts, "</svg>"])


def _spoken(day: date) -> str:
    return spoken(day.toordinal())


def _described(picture: Picture) -> str:
    told = []
    for band in picture.bands:
        spells = ", ".join(f"{s.status.words} from {_spoken(s.start)}" for s in band.stretches)
        told.append(f"{band.who}, {', '.join(band.titles)}: {spells}.")
    return " ".join(told)


def _band(band: Band, top: int, x: _Place) -> list[str]:
    titles = ", ".join([band.titles[0].lower(), *(t.lower() for t in band.titles[1:])])
    label = f"{band.who}: {titles}"
    label = label if len(label) <= 118 else f"{label[:117]}…"
    halo = 'stroke="#ffffff" stroke-width="4" paint-order="stroke"'
    parts = [f'<text x="{_LEFT}" y="{top + 14}" font-size="13" fill="#1b1b1b" {halo}>{escape(label)}</text>']
    for stretch in band.stretches:
        left, right = x(stretch.start), x(stretch.until)
        status = stretch.status
        word, ink = status.words, _ON_FILL[status]
        parts.append(
            f'<rect x="{left:.1f}" y="{top + 20}" width="{max(0.5, right - left):.1f}" height="{_BAR}" '
            f'fill="#{FILL[status]}" stroke="#1b1b1b" stroke-width="0.5"/>'
        )
        if right - left > 7.2 * len(word):
            middle = (left + right) / 2
            parts.append(
                f'<text x="{middle:.1f}" y="{top + 34}" font-size="12" fill="{ink}" text-anchor="middle">{word}</text>'
            )
    return parts


def _marks(picture: Picture, x: _Place, height: int) -> list[str]:
    marks = [(picture.today, "today", "end")]
    if picture.story is not None:
        left = x(picture.story)
        near_right = left > _WIDE * 0.75
        marks.insert(
            0, (picture.story, f"the story, {_spoken(picture.story)}", "end" if near_right else "start")
        )
        if near_right:
            marks.pop()
    parts = []
    for day, word, anchor in marks:
        at = x(day)
        parts.append(
            f'<line x1="{at:.1f}" y1="18" x2="{at:.1f}" y2="{height - 28}" stroke="#1b1b1b" stroke-width="1.5" '
            'stroke-dasharray="4 3"/>'
        )
        parts.append(
            f'<text x="{at:.1f}" y="13" font-size="12" fill="#1b1b1b" text-anchor="{anchor}">{escape(word)}</text>'
        )
    return parts


def _years(picture: Picture, x: _Place, top: int) -> list[str]:
    parts = []
    last = -100.0
    for year in range(picture.start.year, picture.end.year + 1):
        at = x(max(picture.start, date(year, 1, 1)))
        if at - last < 36 or at > _WIDE - 40:
            continue
        last = at
        parts.append(
            f'<line x1="{at:.1f}" y1="{top - 6}" x2="{at:.1f}" y2="{top}" stroke="#1b1b1b"/>'
            f'<text x="{at:.1f}" y="{top + 14}" font-size="12" fill="#1b1b1b">{year}</text>'
        )
    return parts
