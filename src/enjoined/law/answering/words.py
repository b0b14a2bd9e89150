"""The law in a person's words: labels of events, names of recipients, who an order covers."""

from __future__ import annotations

from collections.abc import Iterable

from enjoined.law.facts import Fact, FactKind, governments_meant
from enjoined.model import (
    LOCAL_KINDS,
    STATE_KINDS,
    YES,
    AgencyId,
    AsOf,
    CaseId,
    ConditionId,
    Day,
    EffectId,
    Event,
    EventId,
    Kind,
    Moment,
    OrderId,
    ProgramId,
    RecipientId,
    Source,
    WaveId,
    Who,
    spoken,
)
from enjoined.recipients.states import STATES
from enjoined.registry.table import LawTable

__all__ = [
    "best_source",
    "ending",
    "fact_in_words",
    "kind_in_words",
    "kinds_in_words",
    "label",
    "name_of",
    "order_in_words",
    "spans",
    "when",
    "who_in_words",
]

_NAMES_SHOWN = 3


def when(moment: Moment) -> str:
    """A date as a person reads it, however much of it is known.

    >>> from enjoined.model import Day, Moment
    >>> when(Moment(earliest=Day(736603), latest=None))
    'on or after 1 Oct 2017'
    """
    if moment.is_certain:
        return spoken(moment.earliest)
    if moment.latest is None:
        return f"on or after {spoken(moment.earliest)}"
    return f"between {spoken(moment.earliest)} and {spoken(moment.latest)}"


def label(law: LawTable, event: Event) -> str:
    """Which court or agency, what and when, with the citation: the short name of an event."""
    case = law.cases[event.case]
    court = event.court or case.court
    if court is not None:
        body = law.courts[court].short
    else:
        body = law.agencies[case.agency].short if case.agency is not None else case.short
    kind = event.kind.replace("-", " ")
    text = f"{body} {kind}, {when(event.date)}"
    return f"{text} ({event.cite})" if event.cite else text


def ending(law: LawTable, event: Event, day: Day) -> str:
    """``has run out`` or ``may have run out`` where an effect ends on the day by its own terms, else ``""``."""
    effects = [law.effects[e] for e in event.effects]
    if any(day in (e.start.earliest, e.start.latest) for e in effects):
        return ""
    ends = [e.until for e in effects if e.until is not None and day in (e.until.earliest, e.until.latest)]
    if not ends:
        return ""
    return "has run out" if all(end.by(day) is YES for end in ends) else "may have run out"


def name_of(law: LawTable, recipient: RecipientId) -> str:
    """The name of a recipient or group, or its id in readable form."""
    if recipient in law.groups:
        return law.groups[recipient].name
    if recipient in law.recipients:
        known = law.recipients[recipient]
        return (
            known.name if not known.state or "/" not in known.id else f"{known.name}, {known.state.upper()}"
        )
    state, slash, place = recipient.partition("/")
    if not slash:
        return STATES[state].name if state in STATES else state.upper()
    return f"{place.replace('-', ' ').title()}, {state.upper()}"


def order_in_words(law: LawTable, implements: str) -> str:
    """An executive order, or a provision of one, with its citation and the day of signing, as a person reads it.

    ``implements`` is an id as a condition names it (``eo-14173/3b4``); a release without that order gives it back.
    """
    whole, _, part = implements.partition("/")
    order = law.orders.get(OrderId(whole))
    if order is None:
        return implements
    section = "".join(f", {p.cite}" for p in order.provisions if p.id == part)
    ended = f", revoked {spoken(order.until)}" if order.until is not None else ""
    return f"Executive Order {order.number}{section} ({order.cite}, signed {spoken(order.signed)}{ended})"


def who_in_words(law: LawTable, who: Who) -> str:
    """Whom an order names, in one phrase."""
    found = law.phrases.get(who)
    if found is None:
        found = law.phrases[who] = _who_in_words(law, who)
    return found


def _who_in_words(law: LawTable, who: Who) -> str:
    parts = []
    if who.everyone:
        parts.append("everyone")
    names = set(who.recipients.ids)
    for wave in who.plaintiffs:
        names |= law.waves[wave].names
    if names:
        shown = sorted(name_of(law, n) for n in names)
        more = f" and {len(shown) - _NAMES_SHOWN} more" if len(shown) > _NAMES_SHOWN else ""
        parts.append(", ".join(shown[:_NAMES_SHOWN]) + more)
    if not who.recipients.complete or any(not law.waves[w].complete for w in who.plaintiffs):
        parts.append("others whose names are not on record")
    if who.subdivisions_of is not None:
        parts.append(f"political subdivisions of {who_in_words(law, who.subdivisions_of)}")
    for membership in who.members_of:
        day = "" if isinstance(membership.as_of, AsOf) else f" as of {spoken(membership.as_of)}"
        parts.append(f"members of the {name_of(law, membership.group)}{day}")
    if who.subrecipients_of is not None:
        parts.append(f"sub-recipients of {who_in_words(law, who.subrecipients_of)}")
    text = "; ".join(parts) or "nobody"
    if who.excluding:
        text += " except " + "; ".join(who_in_words(law, w) for w in who.excluding)
    return text


def kinds_in_words(kinds: frozenset[Kind]) -> str:
    """Which recipients a condition binds, in one phrase.

    >>> kinds_in_words(LOCAL_KINDS | {Kind.TRIBE, Kind.AGENCY})
    'local governments, agencies and tribes only'
    """
    parts = []
    for several, words in ((STATE_KINDS, "States and territories"), (LOCAL_KINDS, "local governments")):
        if several <= kinds:
            parts.append(words)
            kinds -= several
    parts += sorted(_several(kind_in_words(k)) for k in kinds)
    *most, last = parts or ["nobody"]
    named = f"{', '.join(most)} and {last}" if most else last
    return f"{named} only" if parts else named


def kind_in_words(kind: Kind) -> str:
    """What a recipient is, in words.

    >>> kind_in_words(Kind.SPECIAL_DISTRICT)
    'special district'
    """
    if kind is Kind.STATE:
        return "State"
    return kind.value if kind is Kind.CITY_COUNTY else kind.value.replace("-", " ")


def _several(word: str) -> str:
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def best_source(event: Event) -> Source | None:
    """The source of highest rank, read before second-hand."""
    return min(event.sources, key=lambda s: (s.is_second_hand, s.kind.rank), default=None)


def fact_in_words(law: LawTable, fact: Fact) -> str:
    """An open fact as a clause that names what it is about."""
    text = fact.in_words(_subject(law, fact))
    if fact.kind is FactKind.OCCURRED and fact.about.endswith("#from"):
        text = text.replace("this had happened", "this had taken effect", 1)
    return f"{text} (said of {name_of(law, RecipientId(fact.whose))})" if fact.whose else text


def _subject(law: LawTable, fact: Fact) -> str:
    match fact.kind:
        case FactKind.MEMBER_OF:
            return name_of(law, RecipientId(f"org/{fact.about}"))
        case FactKind.SUBDIVISION_OF | FactKind.PART_OF:
            return name_of(law, RecipientId(fact.about))
        case FactKind.PART_OF_GOVERNMENT:
            return _governments(law, fact.about)
        case FactKind.PLAINTIFF:
            short = law.cases[CaseId(fact.about.partition("/")[0])].short
            wave = law.waves.get(WaveId(fact.about))
            if wave is None:
                return short
            return f"{short} who came {'on ' if wave.start.is_certain else ''}{when(wave.start)}"
        case FactKind.CLAIMS:
            case, _, agency = fact.about.partition(":")
            against = law.agencies.get(AgencyId(agency))
            return f"{against.short if against else agency.upper()} ({law.cases[CaseId(case)].short})"
        case FactKind.PROGRAM if fact.about in law.programs:
            return f"{fact.about} ({law.programs[ProgramId(fact.about)].short})"
        case FactKind.OCCURRED if fact.about in law.events:
            return law.events[EventId(fact.about)].title.rstrip(".")
        case FactKind.EXISTS:
            effect = law.effects[EffectId(fact.about)]
            event = law.events[effect.event]
            return f"{effect.whether or event.title.rstrip('.')} ({label(law, event)})"
        case FactKind.SIMILAR:
            pair = (law.conditions[ConditionId(part)] for part in fact.about.split("~"))
            return " and ".join(f"{c.id} ({law.instruments[c.instrument].short})" for c in pair)
        case _:
            # An effect, a pair of them, or a date of one ("effect#until").
            name, mark, which = fact.about.partition("~")[0].partition("#")
            if name not in law.effects:
                return fact.about
            effect = law.effects[EffectId(name)]
            event = law.events[effect.event]
            text = label(law, event)
            if fact.kind is FactKind.SUBRECIPIENTS and len(event.effects) > 1:
                text += f", as to {' or '.join(who_in_words(law, p.who) for p in effect.scope.products)}"
            return f"the end of {text}" if mark and which == "until" else text


def spans(numbers: Iterable[int]) -> str:
    """Ascending numbers or years as a person writes them.

    >>> spans((2010, 2011, 2012, 2016))
    '2010-2012, 2016'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)


def _governments(law: LawTable, about: str) -> str:
    """Some government of a State: of any kind, a local one, or one of a few kinds."""
    state, kinds = governments_meant(about)
    where = name_of(law, RecipientId(state))
    if kinds >= STATE_KINDS | LOCAL_KINDS:
        return f"{where} or of a local government there"
    if kinds == LOCAL_KINDS:
        return f"a local government of {where}"
    return f"a {' or '.join(sorted(kinds)).replace('-', ' ')} of {where}"
