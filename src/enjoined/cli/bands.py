"""The time line of a brief in a terminal: bands of one character for a stretch of days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from enjoined.brief.picture import Band, Picture, columns_of
from enjoined.cli.style import bold, dim, paragraph, width
from enjoined.law import Status

__all__ = ["picture_lines"]

_LABEL: Final = 30
_FILL: Final = {
    Status.BINDING: "█",
    Status.ENJOINED: "░",
    Status.VACATED: "░",
    Status.NOT_ENFORCED: "▒",
    Status.WITHDRAWN: "-",
    Status.NOT_IMPOSED: " ",
    Status.UNCLEAR: "?",
}


def picture_lines(picture: Picture, most: int = 99) -> Iterator[str]:
    """The time line as bands of one character a stretch of days, with the story and today marked."""
    room = width() - _LABEL - 2
    first, span = picture.start.toordinal(), picture.end.toordinal() - picture.start.toordinal()

    def column(value: date) -> int:
        return min(room - 1, max(0, (value.toordinal() - first) * room // max(1, span)))

    bands = picture.bands[:most]
    used = dict.fromkeys(s.status for b in bands for s in b.stretches)
    legend = [f"{_FILL[s]} {s.words}" for s in used if s is not Status.NOT_IMPOSED]
    story = "▲ the story, and today" if picture.story is not None else "▲ today"
    yield f"{bold('Time line')}  {dim(paragraph('  '.join((*legend, story)), 11).lstrip())}"
    for band in bands:
        drawn = "".join(" " if s is None else _FILL[s] for s in columns_of(band, picture, room))
        yield f" {_band_label(band)} {drawn}"
    days = [picture.today, *([picture.story] if picture.story is not None else [])]
    marks = {column(value) for value in days}
    yield " " * (_LABEL + 2) + _axis(picture, room, marks)


def _band_label(band: Band) -> str:
    """Whose band and of what, in one column of fixed width."""
    more = f" +{len(band.titles) - 1}" if len(band.titles) > 1 else ""
    who = band.who.partition(",")[0]
    who = who if len(who) <= _LABEL // 2 else f"{who[: _LABEL // 2 - 1].rstrip()}…"
    room = _LABEL - len(more) - len(who) - 2
    title = band.titles[0][:1].lower() + band.titles[0][1:]
    short = title if len(title) <= room else f"{title[: room - 1].rstrip()}…"
    return f"{who}: {short}{more}".ljust(_LABEL)


def _axis(picture: Picture, room: int, marks: set[int]) -> str:
    """The days to mark below the bands, and the years where they begin, as far as there is room."""
    line = ["▲" if column in marks else " " for column in range(room)]
    first, span = picture.start.toordinal(), picture.end.toordinal() - picture.start.toordinal()
    for year in range(picture.start.year, picture.end.year + 1):
        at = max(first, date(year, 1, 1).toordinal())
        column = (at - first) * room // max(1, span)
        if column + 4 <= room and all(c == " " for c in line[max(0, column - 1) : column + 5]):
            line[column : column + 4] = str(year)
    return "".join(line).rstrip()
