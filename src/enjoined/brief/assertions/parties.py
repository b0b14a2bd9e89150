"""Who sues: who was first, on which day, how many."""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.assertions.base import Found, Holds, World, day_of, in_words, is_denied, short, undated
from enjoined.brief.assertions.numbers import NUMBER, number_of
from enjoined.brief.matching.mentions import Part
from enjoined.brief.record import Record
from enjoined.brief.story.dates import PERIOD, Written, period_of
from enjoined.brief.story.story import Sentence
from enjoined.law.answering.words import label, name_of, when
from enjoined.model import Event, InstrumentId, Kind, RecipientId
from enjoined.recipients.states import STATES

FIRST: Final = re.compile(
    r"\b(?:the\s+)?(?P<only>only|first)\s+(?P<who>city|cities|county|counties|state|states"
    r"|local government|municipality"
    r"|jurisdiction|major city|big city|government)s?\b[^.;]{0,40}?\b(?:to\s+(?:sue|challenge|file"
    r"|go to court|take)|that\s+(?:sued"
    r"|has sued|filed)|suing)\b|\bfirst\s+(?:law)?suit\b|\bfirst\s+(?:legal\s+)?challenge\b"
    r"|\bfirst\s+in\s+the\s+(?:nation|country|United\s+States|U\.S\.)\s+to\s+(?:sue|challenge|file|go\s+to\s+court|take)\b",
    re.IGNORECASE,
)
_THERE: Final = re.compile(
    r"(?: of its kind)?,? (?:in|from) (?:the )?(?!United|[Nn]ation|[Cc]ountry|U\.S)(?:[A-Z]\w+|state|region|area)"
)
_LEVEL: Final[dict[str, frozenset[Kind]]] = {
    "city": frozenset({Kind.CITY, Kind.CITY_COUNTY, Kind.TOWN, Kind.VILLAGE}),
    "county": frozenset({Kind.COUNTY, Kind.CITY_COUNTY}),
    "state": frozenset({Kind.STATE}),
}


def first(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether nobody of that level sued before over the same terms."""
    if _THERE.match(sentence.text[match.end() :]) or _THERE.search(match[0]):
        return None  # The first of a region, which the record does not tell.
    who = (match["who"] or "").lower()
    level = next((k for k in _LEVEL if who.endswith((k, k[:-1] + "ies", f"{k}s"))), "")
    noun = {"city": "city", "county": "county", "state": "State"}.get(level, "government")
    asserts = f"it was the first {noun} to sue" if match["who"] else "it was the first suit"
    mine = world.record.filed
    if mine is None or mine.date.latest is None:
        return asserts, Holds.UNKNOWN, "the day of filing is not on record", ()
    earlier: list[tuple[Event, RecipientId]] = []
    wider: list[tuple[Event, RecipientId]] = []
    for other in world.lexicon.profiles:
        if other.case.id == world.profile.case.id or not other.parties:
            continue
        filed = Record(world.registry, other).filed
        if filed is None or filed.date.earliest > mine.date.earliest:
            continue
        parties = [p for p in sorted(other.parties) if not level or _kind(world, p) in _LEVEL[level]]
        lead = next((p for p in parties if p in other.leads), parties[0] if parties else None)
        if lead is None:
            continue
        same = {
            c.instrument
            for c in other.conditions
            if _issued_by(world, c.instrument, filed) and c in world.profile.conditions
        }
        (earlier if same else wider).append((filed, lead))
    recent = [(e, p) for e, p in wider if e.date.earliest > mine.date.earliest - 400]
    if earlier:
        event, party = min(earlier, key=lambda pair: pair[0].date.earliest)
        why = f"{name_of(world.registry.law, party)} sued over the same terms before: {when(event.date)}"
        return asserts, Holds.FALLS, why, (event.id, mine.id)
    if recent:
        event, party = min(recent, key=lambda pair: pair[0].date.earliest)
        case = world.registry.law.cases[event.case]
        why = (
            f"over these terms no earlier suit is on record; {name_of(world.registry.law, party)} had "
            f"sued before over other"
            f" ones ({case.short}, {when(event.date)})"
        )
        narrow = re.search(r"\b(?:condition|requirement|grant|rule|term|certif)\w*", sentence.text, re.I)
        return asserts, Holds.HOLDS if narrow else Holds.DEPENDS, why, (mine.id, event.id)
    return asserts, Holds.HOLDS, "no earlier suit over these terms is on record", (mine.id,)


def _issued_by(world: World, instrument: InstrumentId, filed: Event) -> bool:
    """Whether the terms could be out when a suit was filed: a suit is not over terms that came after it."""
    law = world.registry.law
    days = [law.events[e].date.earliest for e in law.instruments[instrument].events]
    return not days or min(days) <= (filed.date.latest or filed.date.earliest)


def _kind(world: World, party: RecipientId) -> Kind | None:
    try:
        return world.registry.by_id(party).kind
    except ValueError:
        return None


FILED: Final = re.compile(
    r"\b(?:sued|suing|files?|filed|filing|sues|brought|lawsuit|suit|complaint|took|went to court)\b",
    re.IGNORECASE,
)
_SUES: Final = re.compile(r"sue[sd]|filed|brought|went to court", re.IGNORECASE)
_RELATIVE: Final = re.compile(r"\b(?:that|who|which)\s+(?:had\s+|have\s+|has\s+)?$")
"""Before "sued" in "ruled Thursday for the cities that sued": the day is that of the ruling."""
_RULED: Final = re.compile(
    r"\b(?:rul(?:ed|es)|block\w*|bar(?:red|s)|grant(?:ed|s)|issued|order(?:ed|s)|dismiss(?:ed|es)|den(?:ied|ies)|refus\w*"
    r"|enjoin\w*|struck|halt\w*|stop(?:ped|s)|upheld|decid\w*|found|held)\b",
    re.IGNORECASE,
)
"""What a court did."""
_OTHER_PAPER: Final = re.compile(
    r"\b(?:injunction|restraining order|motion|brief|appeal|amended|application|will sue|plans to|join(?:s|ing)?"
    r"|vot(?:es?|ed|ing))\b",
    re.I,
)


def filed(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the record has the complaint on the day told, or in the month or year told."""
    if _is_against_them(world, index, sentence, match):
        return None
    period = _PERIOD.search(sentence.text)
    day = day_of(world, index, match.end(), within=70)
    nearer = day is not None and period is not None and match.end() <= day.start < period.start("period")
    if period is not None and not nearer:
        return _filed_within(world, index, sentence, period)
    if _OTHER_PAPER.search(_clause(sentence.text, match, day)):
        return None
    before = day is not None and day.start < match.start()
    if before and (match[0].lower() == "suing" or _RELATIVE.search(sentence.text[: match.start()])):
        return None
    if before and day is not None:
        # "Had blocked it on Feb. 21 in a suit by the city": the day is that of the ruling; past a comma, of who sued.
        since = sentence.text.rfind(",", 0, day.start) + 1 if _SUES.fullmatch(match[0]) else 0
        if _RULED.search(sentence.text[since : day.start]):
            return None
    if day is None or day.day is None or world.record.filed is None:
        return None
    if not re.search(r"\b(?:sued|sues|suing|(?:law)?suit|complaint|case|court)\b", sentence.text, re.I):
        return None
    asserts = f"the suit was filed on {in_words(day)}"
    starts = _starts(world)
    for event in starts:
        latest = event.date.latest or event.date.earliest
        if event.date.earliest <= day.day <= latest:
            if not event.date.is_certain:
                return asserts, Holds.DEPENDS, f"the record has it {when(event.date)}", (event.id,)
            return asserts, Holds.HOLDS, f"{short(event)} ({when(event.date)})", (event.id,)
    for wave in map(world.registry.law.waves.__getitem__, world.profile.case.waves):
        # Of suits that are one case here each has a day of its own: that on which those who brought it came in.
        if wave.start.is_certain and wave.start.earliest == day.day and wave.names:
            names = sorted(name_of(world.registry.law, n) for n in wave.names)
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            why = f"on record from that day: {', '.join(names[:3])}{more}"
            return asserts, Holds.HOLDS, why, ()
    near = min(starts, key=lambda e: abs(e.date.earliest - (day.day or 0)), default=None)
    if near is None or abs(near.date.earliest - day.day) > 21:
        return None
    return asserts, Holds.FALLS, f"the record has it on {when(near.date)}", (near.id,)


_AGAINST_ONE: Final = re.compile(r"\bsu(?:es?|ed|ing) the (?:city|county|state)\b(?! of\b)", re.IGNORECASE)


def _is_against_them(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether a suit against those who sue in the case is told of ("somebody sued the city last week")."""
    ours = [m for m in world.reading.mentions if m.index == index and m.id in world.profile.parties]
    after = sentence.start + match.end()
    if any(m.part is Part.SUED and after <= m.start < after + _SOON for m in ours):
        return True
    named = any(m.part is Part.SUES for m in ours) or not world.profile.parties
    return not named and _AGAINST_ONE.search(sentence.text) is not None


_SOON: Final = 20
"""So many letters behind "sued" stands who is sued, as after "the city of"."""


def _clause(text: str, match: re.Match[str], day: Written | None) -> str:
    """What is said of a filing: the clause that ends with it, and all up to the day; the whole without a day."""
    if day is None or day.start < match.end():
        return text
    if re.fullmatch(r"(?:law)?suit|complaint", match[0], re.IGNORECASE):
        return text[match.start() : day.end]
    return text[max(text.rfind(mark, 0, match.start()) for mark in ",;:") + 1 : day.end]


def _starts(world: World) -> list[Event]:
    return [e for e in world.record.events if e.kind in ("complaint", "amended-complaint")]


_PERIOD: Final = re.compile(
    r"\b(?:sued|(?:law)?suit|complaint|went to court"
    r"|(?:filed|brought) (?:the|its|their|a|this) (?:(?:law)?suit|case)|(?:case|challenge) was (?:brought|filed))\b"
    rf"(?P<gap>[^;]{{0,70}}?)\b(?P<period>{PERIOD})",
    re.IGNORECASE,
)
_STILL: Final = re.compile(
    r"\b(?:rul(?:ed|ing)|block\w*|grant\w*|issu\w*|order\w*|dismiss\w*|w[io]n|upheld|decid\w*|join\w*|over|about|against"
    r"|challeng\w*|end\w*|settl\w*|drop\w*|after|since|cut\w*|fro[sz]e\w*|lost)\b",
    re.IGNORECASE,
)


def _are_others(world: World, suing: set[str]) -> bool:
    """Whether those who sue are none of this case; where the United States sue, no party is on record."""
    return bool(world.profile.parties) and suing.isdisjoint(world.profile.parties)


def _filed_within(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the record has the complaint in the month or year told."""
    suing = {m.id for m in world.reading.mentions if m.index == index and m.part is Part.SUES}
    if _OTHER_PAPER.search(match[0]) or _STILL.search(match["gap"]) or world.told is None:
        return None
    if (suing and _are_others(world, suing)) or world.record.filed is None:
        return None
    span = period_of(match["period"], world.told)
    if span is None:
        return None
    asserts = f"the suit was filed {span.words}"
    for event in _starts(world):
        latest = event.date.latest or event.date.earliest
        if event.date.earliest <= span.last and span.first <= latest:
            sure = span.first <= event.date.earliest and latest <= span.last
            if sure and any(w.day == event.date.earliest for _, w in world.reading.dated):
                return None  # The story names the day as well.
            return (
                asserts,
                Holds.HOLDS if sure else Holds.DEPENDS,
                f"{short(event)} ({when(event.date)})",
                (event.id,),
            )
    if suing and world.profile.leads.isdisjoint(suing):
        return None  # Those who joined a case of others may have brought one of their own before.
    first = world.record.filed
    return asserts, Holds.FALLS, f"the record has it on {when(first.date)}", (first.id,)


COUNT: Final = re.compile(
    rf"\b(?!one\b)(?P<n>{NUMBER})(?P<plus>\s+other)?\s+"
    r"(?:\w+\s+){0,2}?(?P<who>states?(?! (?:coalitions|groups|associations))|attorneys general|cities and counties"
    r"|local governments|cities|counties|jurisdictions|plaintiffs|governments|municipalities|local agencies"
    r"|(?P<body>coalitions|groups|organizations|nonprofits|unions|associations|(?:housing )?authorities|tribes))\b",
    re.IGNORECASE,
)
_SUING: Final = re.compile(
    r"\bsu(?:e[sd]?|ing)\b|\b(?:law)?suit|plaintiff|coalition|join|filed|judge\b|court\b|victory|ruling", re.I
)
_BODIES_SUE: Final = re.compile(
    r"\b(?:coalitions|groups|organizations|nonprofits|unions|associations|authorities|tribes)\s+"
    r"(?:(?:that|which|who)\s+)?(?:\w+\s+)?(?:sued|sue|suing|brought|filed|asked|went to court)\b"
    r"|\b(?:suit|case|complaint) (?:\w+ )?(?:by|of|from) ",
    re.I,
)


def count(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether as many sue as the story says, on the day of the story."""
    if not (_BODIES_SUE if match["body"] else _SUING).search(sentence.text):
        return None
    if match["n"].isdigit() and any(
        i == index and w.start <= match.start("n") < w.end for i, w in world.reading.dated
    ):
        # "On May 13 by 20 states": the first number is a day.
        again = COUNT.search(sentence.text, match.end("n"))
        return count(world, index, sentence, again) if again else None
    said = number_of(match["n"])
    bound = _BOUND.search(sentence.text[: match.start()])
    before = _named_before(sentence.text[: bound.start() if bound else match.start()])
    said += (before or 1) if match["plus"] else 0
    who = match["who"].lower()
    states = who.startswith(("state", "attorneys"))
    asserts = f"{f'{bound[1].lower()} ' if bound else ''}{said} {'States' if states else who} sue"
    told = world.told
    if told is None:
        return undated(asserts)
    counts = world.record.parties_by(told, states=states)
    if not counts.known:
        return None
    if before and not match["plus"]:
        # "The city and five groups", "Boston and two counties": a part of a list, which only the whole can bear out.
        totals = (counts.known + (counts.missing or 0), *counts.sizes, *counts.joined)
        if not {said, said + before} & set(totals):
            return None
        said = said + before if said + before in totals else said
    dc = " and the District of Columbia" if counts.district else ""
    noun = ("State" if states else "plaintiff") + "s" * (counts.known > 1)
    verb = "are" if counts.known + counts.district > 1 else "is"
    have = f"{counts.known} {noun}{dc if states else ''} {verb} on record by that day"
    strict = bound is not None and bound[1].lower() in _STRICT
    if said in counts.joined and not strict and _JOINING.search(sentence.text):
        return asserts, Holds.HOLDS, f"so many joined together; {have}", ()
    level = _LEVEL.get(_NOUNS.get(who, ""), _LOCAL if who in _LOCAL_WORDS else frozenset())
    own = sum(_kind(world, p) in level for p in counts.names) if level else counts.known
    if counts.complete and not match["body"] and own < counts.known and said == own and not strict:
        return asserts, Holds.HOLDS, f"so many {who} are among those who sue; {have}", ()
    if bound and (counts.complete or said < own):
        enough = own > said or (own + counts.district >= said and not strict)
        late = not enough and (own + counts.district > said or world.record.joining_by(told))
        holds = Holds.HOLDS if enough else Holds.DEPENDS if late else Holds.FALLS
        among = f"; {own} of them are {who}" if own < counts.known else ""
        return asserts, holds, have + among, ()
    if not counts.complete:
        want = (
            f", and {counts.missing} more that are not named" if counts.missing else ", and others not named"
        )
        total = None if counts.missing is None else counts.known + counts.missing
        if total == said or said in counts.sizes:
            return asserts, Holds.HOLDS, have + want, ()
        if level and own <= said <= own + (counts.missing or 0):
            return asserts, Holds.DEPENDS, f"{own} of those named are {who}; {have}{want}", ()
        # Reports of large suits differ by one or two.
        firm = total is not None and not world.record.joining_by(told) and abs(said - total) > _DIFFER
        return asserts, Holds.FALLS if firm or said < counts.known else Holds.DEPENDS, have + want, ()
    if said in (counts.known, counts.known + counts.district, *counts.sizes):
        return asserts, Holds.HOLDS, have, ()
    if world.record.joining_by(told):
        return asserts, Holds.DEPENDS, f"{have}; when others joined is not known to the day", ()
    return asserts, Holds.FALLS, have, ()


_NOUNS: Final = {"cities": "city", "counties": "county"}
_LOCAL: Final = _LEVEL["city"] | _LEVEL["county"]
_LOCAL_WORDS: Final = frozenset({"local governments", "jurisdictions", "cities and counties"})
_STRICT: Final = frozenset({"more than", "over"})
_DIFFER: Final = 2
_BOUND: Final = re.compile(r"\b(more than|at least|upwards of|over)\s+$", re.IGNORECASE)
"""Before a number that is only the least of how many sue."""
_STATE_WORDS: Final = frozenset(s.name.split()[-1] for s in STATES.values())
"""What stands before the name of a State is a place in it, unless it is a State itself."""
_STATES: Final = "|".join(re.escape(s.name) for s in STATES.values())
_JOINING: Final = re.compile(r"\bjoin\w*|\badd(?:s|ed|ing)?\b|\bmore\b|\bother\b|\bnew\b", re.IGNORECASE)


def _named_before(text: str) -> int:
    """How many are named before "and 16 other States": the list of names that ends there; none for no list."""
    text = re.sub(
        rf"(?P<town>\w+)?,\s+(?:[A-Z][a-z]{{1,5}}\.|(?:[A-Z]\.){{2}}|{_STATES})(?=,|\s)",
        lambda m: m[0] if m["town"] in _STATE_WORDS else m["town"] or "",
        text,
    )
    listed = re.search(
        r"((?:(?:[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*|[Tt]he (?:city|county|state))(?:, (?:and )?| and ))+)$",
        text,
    )
    return len([name for name in re.split(r", and |, | and ", listed[1]) if name.strip()]) if listed else 0


STEP: Final = re.compile(
    r"\b(?:judge|court|supreme court|justices)\b[^.;]{0,60}?\b(?P<did>dismiss(?:ed|es)|threw out"
    r"|tossed|throws out)\b[^.;]{0,40}\b(?:case|suit|lawsuit|petitions?|appeal)"
    r"|\b(?P<side>administration|department|government)\b[^.;]{0,30}\b(?P<app>appeal(?:ed|s))\b",
    re.IGNORECASE,
)


_APPEALS: Final = frozenset({"notice-of-appeal", "affirmance", "reversal", "stay-application", "argument"})
_DISMISSALS: Final = frozenset({"dismissal", "appeal-dismissed", "certiorari-dismissed", "case-closed"})


def step(world: World, index: int, sentence: Sentence, match: re.Match[str]) -> Found | None:
    """Whether the record has a dismissal, or an appeal by the government."""
    if is_denied(sentence.text[: match.end()]):
        return None
    if match["app"]:
        if re.match(r"[^.;]{0,30}\b(?:all|both|each|every)\b", sentence.text[match.end() :]):
            return None  # An appeal in each of several cases is more than one record tells.
        if match["app"].lower() == "appeals" and "court" in sentence.text[match.end() : match.end() + 8]:
            return None
        asserts, kinds = "the government has appealed", _APPEALS
    else:
        asserts, kinds = "a court dismissed it", _DISMISSALS
    hits = [e for e in world.record.events if e.kind in kinds and world.record.known(e, world.told)]
    if hits:
        return (
            asserts,
            Holds.HOLDS,
            f"{label(world.registry.law, hits[-1])}: {short(hits[-1])}",
            (hits[-1].id,),
        )
    later = [e for e in world.record.events if e.kind in kinds]
    if later:
        sure = world.told is None or later[0].date.earliest > world.told
        return (
            asserts,
            Holds.DEPENDS,
            f"{'on record only later' if sure else 'the record has it'}: {label(world.registry.law, later[0])}",
            (later[0].id,),
        )
    return (
        asserts,
        Holds.UNKNOWN,
        "no such step is on record, and a docket may hold steps that the record does not",
        (),
    )
