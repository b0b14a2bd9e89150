"""What a maintainer should look up next: records nobody has checked for long, and events that should have happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from enjoined.model import Case, CaseId, CaseKind, Day, Effect, Event, Grade, Moment, Verb, as_date, spoken
from enjoined.registry.table import LawTable

__all__ = ["APPEAL_DAYS", "MANDATE_DAYS", "Due", "Reason", "due"]

MANDATE_DAYS: Final = 52
"""A mandate issues seven days after the time for a petition for rehearing, Fed. R. App. P. 41(b); that time is 45 days
where the United States is a party, Rule 40(d)(1)."""

APPEAL_DAYS: Final = 60
"""The time to appeal from an order of a district court where the United States is a party: 28 U.S.C. 2107(b),
Fed. R. App. P. 4(a)(1)(B)."""


class Reason(StrEnum):
    """Why something is due, the most pressing first."""

    EXPECTED = "expected"
    MANDATE = "mandate"
    APPEAL = "appeal"
    ORDER_END = "order-end"
    DATE = "date"
    UNREAD = "unread"
    CHECK = "check"


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """Something to look up: ``since`` is the day from which it was due, ``days`` how long ago that is.

    ``look_up`` are the addresses of the case's dockets, where they are on record.
    """

    reason: Reason
    record: str
    id: str
    since: date | None
    days: int | None
    what: str
    look_up: tuple[str, ...] = ()


def due(law: LawTable, on: Day, days: int) -> tuple[Due, ...]:
    """What is due on a day, the most pressing first, the longest overdue before the others.

    Records are due for a check when nobody has looked for news in them for ``days`` days.
    """
    found = [
        *_expected(law, on),
        *_dates(law, on),
        *_appeals(law, on),
        *_ends(law, on),
        *_unread(law, on),
        *_unchecked(law, on, days),
    ]
    found = [msgspec.structs.replace(each, look_up=_dockets(law, each.record)) for each in found]
    order = list(Reason)
    return tuple(sorted(found, key=lambda d: (order.index(d.reason), -(d.days or 10**6), d.id)))


def _dockets(law: LawTable, record: str) -> tuple[str, ...]:
    case = law.cases.get(CaseId(record))
    numbers = case.courtlistener if case is not None else ()
    return tuple(f"https://www.courtlistener.com/docket/{number}/" for number in numbers)


def _due(reason: Reason, record: str, id_: str, since: Day | None, on: Day, what: str) -> Due:
    return Due(
        reason=reason,
        record=record,
        id=id_,
        since=as_date(since),
        days=None if since is None else on - since,
        what=what,
    )


def _expected(law: LawTable, on: Day) -> Iterator[Due]:
    for case in law.cases.values():
        for expected in case.expected:
            if expected.by <= on and not _checked_after(case, expected.by):
                yield _due(Reason.EXPECTED, case.id, case.id, expected.by, on, f"expected: {expected.what}")


def _checked_after(case: Case, day: Day) -> bool:
    return case.checked is not None and case.checked > day


def _dates(law: LawTable, on: Day) -> Iterator[Due]:
    """Events that nobody has said to have happened: mandates from the day on which they should have issued."""
    for event in law.events.values():
        if event.date.latest is not None:
            continue
        last_not = Day(event.date.earliest - 1)
        if "mandate" in event.kind:
            ruling = _ruling(law, event)
            should = Day(ruling.date.earliest + MANDATE_DAYS) if ruling is not None else last_not
            if should <= on:
                what = f"the mandate should have issued by {spoken(should)}; it had not on {spoken(last_not)}"
                yield _due(Reason.MANDATE, event.case, event.id, should, on, what)
        elif last_not < on:
            what = f"nobody has said when, only that it had not by {spoken(last_not)}: {event.title}"
            yield _due(Reason.DATE, event.case, event.id, last_not, on, what)


def _ruling(law: LawTable, mandate: Event) -> Event | None:
    """The ruling whose effects wait for the mandate."""
    waiting = [e for e in law.effects.values() if e.start.owner == mandate.id and e.event != mandate.id]
    return law.events[waiting[0].event] if waiting else None


def _appeals(law: LawTable, on: Day) -> Iterator[Due]:
    """The last order of a trial court against an agency, where its time to appeal is over and no appeal is on record.

    Whether it was appealed decides whether it can still be undone. A temporary restraining order is left out: as a rule
    none lies from it.
    """
    for case in law.cases.values():
        orders = [e for e in map(law.events.__getitem__, case.events) if _may_be_appealed(law, case, e, on)]
        if not orders:
            continue
        last = max(orders, key=lambda e: e.date.earliest)
        over = Day((last.date.latest or last.date.earliest) + APPEAL_DAYS)
        later = [law.events[e] for e in case.events if law.events[e].date.earliest >= last.date.earliest]
        appealed = any(e.kind == "notice-of-appeal" or e.court not in (None, case.court) for e in later)
        if over <= on and not appealed and not _checked_after(case, over):
            what = f"the time to appeal ended on {spoken(over)}, and no appeal is on record: {last.title}"
            yield _due(Reason.APPEAL, case.id, last.id, over, on, what)


def _may_be_appealed(law: LawTable, case: Case, event: Event, on: Day) -> bool:
    """Whether the event is an order of the trial court that restrains an agency and has not been ended since."""
    return (
        case.kind is CaseKind.LITIGATION
        and event.date.latest is not None
        and event.court in (None, case.court)
        and event.kind != "temporary-restraining-order"
        and any(
            e.verb is Verb.RESTRAIN and e.grade is not Grade.NOT_ENFORCED and not _ended(law, e, on)
            for e in map(law.effects.__getitem__, event.effects)
        )
    )


def _ends(law: LawTable, on: Day) -> Iterator[Due]:
    """Temporary orders that should have ended or been replaced, where no record says what became of them."""
    for effect in law.effects.values():
        if effect.verb is not Verb.RESTRAIN or effect.grade is not Grade.ENJOINED or effect.until is None:
            continue
        if _ended(law, effect, on):
            continue
        if effect.until.latest is None and effect.until.earliest <= on:
            what = f"its end was not read; by the rules it ran through {spoken(effect.until.earliest - 1)}"
            yield _due(Reason.ORDER_END, effect.case, effect.id, effect.until.earliest, on, what)
        elif _over(effect.until, on) and not _followed(law, effect):
            what = f"it ran through {spoken(effect.until.earliest - 1)}, and nothing on record follows in the case"
            yield _due(Reason.ORDER_END, effect.case, effect.id, effect.until.earliest, on, what)


def _ended(law: LawTable, effect: Effect, on: Day) -> bool:
    """Whether a later order certainly ended or replaced it by the day."""
    ends = (law.effects[m] for m in law.modifiers.get(effect.id, ()) if law.effects[m].verb is Verb.END)
    return any(e.start.latest is not None and e.start.latest <= on and not e.possible for e in ends)


def _over(until: Moment, on: Day) -> bool:
    return until.latest is not None and until.latest <= on


def _followed(law: LawTable, effect: Effect) -> bool:
    """Whether anything on record happened in the case after the order was given."""
    given = law.events[effect.event].date.earliest
    return any(law.events[e].date.earliest > given for e in law.cases[effect.case].events)


def _unread(law: LawTable, on: Day) -> Iterator[Due]:
    for event in law.events.values():
        if event.unread:
            day = event.date.earliest
            yield _due(Reason.UNREAD, event.case, event.id, day, on, f"nobody has read it: {event.title}")


def _unchecked(law: LawTable, on: Day, days: int) -> Iterator[Due]:
    cases = (c for c in law.cases.values() if c.kind is not CaseKind.INSTRUMENT)
    records: list[tuple[str, Day | None, str]] = [(c.id, c.checked, c.title) for c in cases]
    records += [(x.id, x.checked, x.title) for x in law.lists.values()]
    for id_, checked, title in records:
        if checked is None:
            yield _due(Reason.CHECK, id_, id_, None, on, f"never checked: {title}")
        elif on - checked >= days:
            yield _due(Reason.CHECK, id_, id_, checked, on, f"last checked on {spoken(checked)}: {title}")
