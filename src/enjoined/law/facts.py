"""Named facts: what an answer turns on when the records do not settle it.

A fact has one value wherever it occurs. The user may supply one (``--fact``); else it stays open, and the answer
is worked out for both values.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from enjoined.errors import InputError
from enjoined.model import LOCAL_KINDS, STATE_KINDS, UNKNOWN, Day, Kind, Truth, iso, parse_day, spoken

__all__ = [
    "LASTING",
    "OF_RECIPIENTS",
    "Fact",
    "FactKind",
    "SuppliedFact",
    "governments_meant",
    "parse_fact",
    "part_of_government",
]


class FactKind(StrEnum):
    """What sort of thing is not known."""

    MEMBER_OF = "member_of"
    SUBDIVISION_OF = "subdivision_of"
    PART_OF = "part_of"
    PART_OF_GOVERNMENT = "part_of_government"
    PLAINTIFF = "plaintiff"
    CLAIMS = "claims"
    LISTED = "listed"
    SIMILAR = "similar"
    EXISTS = "exists"
    OCCURRED = "occurred"
    LATER_WAVE = "reaches-later-wave"
    LATER_CONDITION = "reaches-later-condition"
    SUBRECIPIENTS = "reaches-subrecipients"
    ACCEPTED_BEFORE = "accepted-before"
    PENDING_ON = "pending-on"
    PROGRAM = "program"
    FISCAL_YEAR = "fiscal-year"
    AWARD = "award"


LASTING: Final = frozenset({FactKind.OCCURRED, FactKind.ACCEPTED_BEFORE})
"""What is so by one day is so by every later one, and what is not so by one day was not by any earlier one."""

OF_RECIPIENTS: Final = frozenset(
    {
        FactKind.MEMBER_OF,
        FactKind.SUBDIVISION_OF,
        FactKind.PART_OF,
        FactKind.PART_OF_GOVERNMENT,
        FactKind.PLAINTIFF,
        FactKind.CLAIMS,
        FactKind.LISTED,
    }
)
"""What is open about a recipient itself; all else is open about an award, an order or a date."""

_OF_THE_DAY_ASKED: Final = frozenset({FactKind.PART_OF, FactKind.PART_OF_GOVERNMENT, FactKind.SUBDIVISION_OF})
_IN_WORDS: Final = {
    FactKind.SUBDIVISION_OF: "you are a political subdivision of {about}",
    FactKind.PART_OF: "you are a part of {about}, not a legal person of your own",
    FactKind.PART_OF_GOVERNMENT: "you are a part of {about}, not a legal person of your own",
    FactKind.PLAINTIFF: "you are among the plaintiffs of {about} (not all names are on record)",
    FactKind.CLAIMS: "your own claims are against {about}",
    FactKind.LISTED: "you are on a list that nobody has on record: {about}",
    FactKind.SIMILAR: "the two conditions are materially similar: {about}",
    FactKind.EXISTS: "{about}",
    FactKind.OCCURRED: "this had happened by {day}: {about}",
    FactKind.LATER_WAVE: "this order reaches the later plaintiffs too: {about}",
    FactKind.LATER_CONDITION: "this order reaches conditions issued after it: {about}",
    FactKind.SUBRECIPIENTS: "this order reaches those it protects as sub-recipients too: {about}",
    FactKind.ACCEPTED_BEFORE: "the award was accepted before {day}",
    FactKind.PENDING_ON: "the award was offered and not yet answered on {day}",
    FactKind.PROGRAM: "the award is under program {about}",
    FactKind.FISCAL_YEAR: "the award is of fiscal year {about}",
    FactKind.AWARD: "the award is one that this order names: {about}",
}


class Fact(msgspec.Struct, frozen=True):
    """One yes-or-no matter, perhaps on a day. ``about`` is an id without the ``org/`` of a group.

    ``whose`` is the recipient it is a fact of, where that is not the one asked about: a prime recipient, the State
    of a subdivision, the city of an office.
    """

    kind: FactKind
    about: str
    day: Day | None = None
    whose: str = ""

    def __str__(self) -> str:
        """The name of the fact, as interfaces print it and ``--fact`` takes it with ``=`` and ``@``.

        >>> str(Fact(FactKind.MEMBER_OF, "us-conference-of-mayors", parse_day("2018-08-09")))
        'member_of us-conference-of-mayors on 2018-08-09'
        """
        day = f" on {iso(self.day)}" if self.day is not None else ""
        whose = f" ({self.whose})" if self.whose else ""
        return f"{self.kind.value} {self.about}{day}{whose}"

    @property
    def option(self) -> str | None:
        """The fact as an argument of ``--fact``; one of somebody else cannot be stated."""
        if self.whose:
            return None
        day = f"@{iso(self.day)}" if self.day is not None else ""
        return f"{self.kind.value}={self.about}{day}"

    def in_words(self, name: str) -> str:
        """The fact as a clause a person reads; ``name`` is what ``about`` is called.

        >>> Fact(FactKind.PENDING_ON, "", parse_day("2018-08-09")).in_words("")
        'the award was offered and not yet answered on 9 Aug 2018'
        """
        day = spoken(self.day) if self.day is not None else ""
        if self.kind is FactKind.MEMBER_OF:
            return f"you were a member of the {name}" + (f" on {day}" if day else "")
        return _IN_WORDS[self.kind].format(about=name, day=day)


def part_of_government(state: str, kinds: frozenset[Kind], *, whose: str = "") -> Fact:
    """The fact that an office is a part of some government of one of the kinds in a State, or of the State itself.

    >>> str(part_of_government("il", LOCAL_KINDS)), str(part_of_government("il", STATE_KINDS | LOCAL_KINDS))
    ('part_of_government il:local', 'part_of_government il')
    """
    words = {STATE_KINDS | LOCAL_KINDS: "", LOCAL_KINDS: ":local"}
    which = words.get(kinds, f":{','.join(sorted(kinds))}")
    return Fact(FactKind.PART_OF_GOVERNMENT, f"{state}{which}", whose=whose)


def governments_meant(about: str) -> tuple[str, frozenset[str]]:
    """The State and the kinds that a fact of a part of some government is about.

    >>> governments_meant("il:city,county")[1] == {"city", "county"}
    True
    """
    state, _, words = about.partition(":")
    if words in ("", "local"):
        return state, LOCAL_KINDS if words else STATE_KINDS | LOCAL_KINDS
    return state, frozenset(words.split(","))


class SuppliedFact(msgspec.Struct, frozen=True, kw_only=True):
    """A fact of the recipient that the user states for this question, on every day from ``start`` up to ``until``.

    A fact that lasts is stated of all later days too, or if it does not hold of all earlier ones.
    """

    kind: FactKind
    about: str
    holds: bool
    start: Day | None = None
    until: Day | None = None

    def __str__(self) -> str:
        """The statement as ``--fact`` takes it.

        >>> str(parse_fact("not member_of=org/league@2018-08-09"))
        'not member_of=league@2018-08-09'
        """
        window = ""
        if self.start is not None and self.until is not None:
            last = Day(self.until - 1)
            window = f"@{iso(self.start)}" + (f"..{iso(last)}" if last > self.start else "")
        return f"{'' if self.holds else 'not '}{self.kind.value}={self.about}{window}"

    def decides(self, fact: Fact, asked: Day) -> Truth:
        """Yes or no if this statement settles the fact when the question is of the day ``asked``, else unknown.

        Whose office or subdivision somebody is is a fact of the day asked about; a membership on a day that is not
        known is settled by a statement of all days only.
        """
        if not self.is_about(fact):
            return UNKNOWN
        start, until = self._days
        day = asked if fact.kind in _OF_THE_DAY_ASKED else fact.day
        if day is None:
            outside = fact.kind is FactKind.MEMBER_OF and self.is_dated
        else:
            outside = (start is not None and day < start) or (until is not None and day >= until)
        return UNKNOWN if outside else Truth.of(self.holds)

    def is_about(self, fact: Fact) -> bool:
        """Whether it speaks of the same thing as a fact of the recipient asked about, on whatever day."""
        return self.kind is fact.kind and not fact.whose and self._speaks_of(fact.about)

    @property
    def is_dated(self) -> bool:
        """Whether it is not stated of all days."""
        return self.start is not None or self.until is not None

    def contradicts(self, other: SuppliedFact) -> bool:
        """Whether the two say yes and no of the same thing on some day."""
        same = self.kind is other.kind and self._names(other.about) and self.holds is not other.holds
        return same and not any(
            one[1] is not None and two[0] is not None and one[1] <= two[0]
            for one, two in ((self._days, other._days), (other._days, self._days))
        )

    @property
    def _days(self) -> tuple[Day | None, Day | None]:
        """The days of which it says something, the end left out."""
        if self.kind not in LASTING:
            return self.start, self.until
        return (self.start, None) if self.holds else (None, self.until)

    def _speaks_of(self, about: str) -> bool:
        """A notice as a whole stands for each of its lists, a part of some kind of government for any wider one."""
        if self.kind is FactKind.PART_OF_GOVERNMENT:
            (state, stated), (other, asked) = governments_meant(self.about), governments_meant(about)
            return state == other and (stated <= asked if self.holds else asked <= stated)
        whole = self.kind is FactKind.LISTED and "/" not in self.about
        return self._names(about) or (whole and about.startswith(f"{self.about}/"))

    def _names(self, about: str) -> bool:
        """Whether it names the same thing; of two conditions that are similar, whichever comes first."""
        if self.kind is FactKind.SIMILAR:
            return sorted(self.about.split("~")) == sorted(about.split("~"))
        return self.about == about


def parse_fact(text: str, *, where: str = "") -> SuppliedFact:
    """The fact written as ``[not ]KIND=ABOUT[@DAY | @FROM..UNTIL]`` (``UNTIL`` is the last day).

    Raises ``InputError`` for anything else, which names ``where`` it was written if not on the command line.

    >>> parse_fact("not member_of=us-conference-of-mayors@2018-08-09").holds
    False
    """
    where = f"{where}: {text!r}" if where else f"--fact {text!r}"
    remedy = "write for example member_of=us-conference-of-mayors@2018-08-09, or put 'not ' in front"
    body = text.strip()
    holds = not body.startswith("not ")
    body = body.removeprefix("not ").strip()
    name, equals, rest = body.partition("=")
    if not equals or not rest:
        raise InputError("a fact is KIND=ID, with or without a day", where=where, remedy=remedy)
    try:
        kind = FactKind(name.strip())
    except ValueError:
        kinds = ", ".join(k.value for k in FactKind)
        raise InputError(
            f"no such kind of fact: {name.strip()!r}", where=where, remedy=f"one of {kinds}"
        ) from None
    about, at, window = rest.partition("@")
    start = until = None
    if at:
        first, dots, last = window.partition("..")
        try:
            start = parse_day(first)
            until = Day((parse_day(last) if dots else start) + 1)
        except ValueError:
            raise InputError(f"not a day: {window!r}", where=where, remedy=remedy) from None
        if until <= start:
            raise InputError("the window ends before it starts", where=where, remedy=remedy)
    return SuppliedFact(
        kind=kind, about=about.strip().removeprefix("org/"), holds=holds, start=start, until=until
    )
