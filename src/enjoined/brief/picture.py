"""The time line as bands of status, to be drawn in a terminal or as SVG."""

from __future__ import annotations

from datetime import date

import msgspec

from enjoined.brief.matching.lexicon import Profile
from enjoined.brief.posture import steps_of
from enjoined.law import Status
from enjoined.law.answering.words import name_of
from enjoined.law.compiled import CompiledLaw
from enjoined.model import Condition, Day, FamilyId, Kind, Recipient, RecipientId
from enjoined.recipients.states import STATES, TERRITORIES

__all__ = ["Band", "Picture", "Stretch", "columns_of", "picture_of"]

_MOST = 6


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Days from ``start`` up to, not including, ``until`` with one status."""

    start: date
    until: date
    status: Status


class Band(msgspec.Struct, frozen=True, kw_only=True):
    """One band: whose it is, which families of conditions share it, and its stretches."""

    who: str
    families: tuple[FamilyId, ...]
    titles: tuple[str, ...]
    stretches: tuple[Stretch, ...]


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """Bands over the days from ``start`` to ``end``; ``story`` and ``today`` are days to mark on it."""

    start: date
    end: date
    story: date | None
    today: date
    bands: tuple[Band, ...]


def columns_of(band: Band, picture: Picture, count: int) -> list[Status | None]:
    """The status of each of so many columns of equal width; a stretch too short for a column has one all the same."""
    first, span = picture.start.toordinal(), max(1, picture.end.toordinal() - picture.start.toordinal())
    found: list[Status | None] = [None] * count

    def column(day: date) -> int:
        return min(count, (2 * (day.toordinal() - first) * count + span) // (2 * span))

    # The shortest come last, so that they are not painted over.
    for stretch in sorted(band.stretches, key=lambda s: s.start - s.until):
        low = min(count - 1, column(stretch.start))
        high = max(low + 1, column(stretch.until))
        found[low:high] = [stretch.status] * (high - low)
    return found


def picture_of(
    compiled: CompiledLaw, profile: Profile, focus: Recipient, *, told: Day | None, on: Day
) -> Picture:
    """The bands of the focus and of a government outside the suit, families with the same history together."""
    law = compiled.law
    events = [law.events[e] for e in profile.case.events]
    first = min([e.date.earliest for e in events], default=on)
    issued = [c.issued for c in profile.conditions if c.issued > first - 400]
    start = min(first, *issued, *([told] if told is not None else []), on)
    start = Day(start - max(14, (on - start) // 30))
    bands: list[Band] = []
    for person, name in (
        (focus, name_of(law, focus.id)),
        (_outsider(profile), "others, outside the suit"),
    ):
        bands += _bands(compiled, profile, person, name, start, on)
    return Picture(
        start=date.fromordinal(start),
        end=date.fromordinal(on + 1),
        story=date.fromordinal(told) if told is not None else None,
        today=date.fromordinal(on),
        bands=tuple(bands[:_MOST]),
    )


def _outsider(profile: Profile) -> Recipient:
    """A local government that no record names, in a State that is no party."""
    taken = {p.partition("/")[0] for p in profile.parties}
    state = next((s for s in reversed(STATES) if s not in taken and s not in TERRITORIES), "wy")
    return Recipient(
        id=RecipientId(f"{state}/anywhere"), kind=Kind.CITY, name="anybody", state=state, population=1_000
    )


def _bands(
    compiled: CompiledLaw, profile: Profile, person: Recipient, name: str, start: Day, on: Day
) -> list[Band]:
    law = compiled.law
    chosen: dict[FamilyId, Condition] = {}
    for condition in profile.conditions:
        if person.kind in condition.binds:
            chosen.setdefault(condition.family, condition)
    alike: dict[tuple[tuple[int, Status], ...], list[FamilyId]] = {}
    for family, condition in list(chosen.items())[:8]:
        steps = tuple((int(day), status) for day, status in steps_of(compiled, condition, person, start, on))
        alike.setdefault(steps, []).append(family)
    found = []
    for steps, families in alike.items():
        edges = [*(day for day, _ in steps), on + 1]
        stretches = tuple(
            Stretch(start=date.fromordinal(day), until=date.fromordinal(edges[i + 1]), status=status)
            for i, (day, status) in enumerate(steps)
        )
        titles = tuple(law.families[f].title for f in families)
        found.append(Band(who=name, families=tuple(families), titles=titles, stretches=stretches))
    return found[: _MOST // 2]
