"""Who was on an agency's list on a day: yes, no, or unknown with the reason."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from enjoined.law.answering.words import when
from enjoined.model import (
    NO,
    UNKNOWN,
    YES,
    Day,
    JurisdictionList,
    ListId,
    ListVersion,
    Moment,
    Recipient,
    RecipientId,
    Truth,
)

__all__ = ["Listing", "Standing", "listing", "standing"]


class Listing(StrEnum):
    """Whether a recipient was on a list."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one recipient, list and day, with the versions that may have stood then and the reason."""

    list: ListId
    recipient: RecipientId
    on: date
    listed: Listing
    versions: tuple[str, ...]
    why: str


def standing(list_: JurisdictionList, day: Day) -> tuple[tuple[ListVersion, ...], bool]:
    """The versions that may have stood at the end of the day, and whether perhaps none did."""
    found: list[ListVersion] = []
    bare = list_.versions[0].start.by(day) is not YES  # before the first, after an end, or in a gap
    for number, version in enumerate(list_.versions):
        begun = version.start.by(day)
        after = list_.versions[number + 1].start.by(day) if number + 1 < len(list_.versions) else NO
        gone = NO if version.until is None else version.until.by(day)
        if begun & ~after & ~gone is not NO:
            found.append(version)
        bare = bare or (begun is not NO and after is not YES and gone is not NO)
    return tuple(found), bare


def listing(list_: JurisdictionList, recipient: Recipient, day: Day) -> Standing:
    """Whether the recipient was on the list at the end of the day.

    Where more than one version may have stood, the answer is known only if all of them agree.
    """
    versions, perhaps_none = standing(list_, day)
    told = [(version, _named(version, recipient)) for version in versions]
    truths = {truth for _, truth in told} | ({NO} if perhaps_none else set())
    return Standing(
        list=list_.id,
        recipient=recipient.id,
        on=date.fromordinal(day),
        listed=_WORDS[truths.pop()] if len(truths) == 1 else Listing.UNKNOWN,
        versions=tuple(version.id for version in versions),
        why=_why(list_, told, perhaps_none, day),
    )


_WORDS = {YES: Listing.YES, NO: Listing.NO, UNKNOWN: Listing.UNKNOWN}


def _named(version: ListVersion, recipient: Recipient) -> Truth:
    if recipient.id in version.names:
        return YES
    outside = version.within.leaves_out(recipient.kind, recipient.state)
    return NO if version.complete or outside else UNKNOWN


def _why(list_: JurisdictionList, told: list[tuple[ListVersion, Truth]], perhaps_none: bool, day: Day) -> str:
    parts = [
        f"{_HOW[truth]} the version published {_on(version.start)}{_held(version, truth)}"
        for version, truth in told
    ]
    if perhaps_none:
        first = list_.versions[0].start
        gone = [v.until for v in list_.versions if v.until is not None and v.until.by(day) is not NO]
        if first.by(day) is not YES:
            parts.append(f"the first version was published {_on(first)}")
        elif gone:
            parts.append(f"the list was taken down {_on(gone[-1])}")
    return "; ".join(parts)


def _on(moment: Moment) -> str:
    return f"on {when(moment)}" if moment.is_certain else when(moment)


_HOW = {YES: "named in", NO: "not in", UNKNOWN: "perhaps in"}


def _held(version: ListVersion, truth: Truth) -> str:
    if truth is not UNKNOWN:
        return ""
    count = "names" if version.missing is None else f"{version.missing} names"
    return f", of which {count} are not held"
