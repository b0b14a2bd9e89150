"""A claim in, a verdict with its figures out; and the claims of a running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import msgspec

from enjoined.claims.claim import Claim, Unheld, Unread
from enjoined.claims.figures.inspect import suspicions
from enjoined.claims.figures.statistics import Statistics, load
from enjoined.claims.grammar.parse import parse
from enjoined.claims.grammar.sourced import as_sourced
from enjoined.claims.grammar.tokens import SEVERAL, WAYS, Gazetteer, Token, tokens_of
from enjoined.claims.grammar.whole_years import of_whole_years
from enjoined.claims.judging.dated import dated_by_figures
from enjoined.claims.judging.judge import Hindsight, Judged, judge
from enjoined.claims.judging.verdict import Verdict
from enjoined.claims.judging.worlds import Used
from enjoined.claims.rewording.disowned import disowned
from enjoined.claims.rewording.elsewhere import elsewhere
from enjoined.claims.rewording.plainer import plainer
from enjoined.claims.rewording.reworded import reworded
from enjoined.claims.rewording.shorthand import written_out
from enjoined.claims.rewording.supposed import with_measure
from enjoined.claims.words import in_words
from enjoined.model import Day

__all__ = ["ClaimReport", "FoundClaim", "Parsed", "check_claim", "city_named", "find_claims"]

_MOST = 2_000
_END = re.compile(r"[.!?][\"\u201d\u2019)]*(?=\s+[\"\u201c\u2018(]*[A-Z0-9])|\n\s*\n|$")
_ABBREVIATED = re.compile(
    r"(?:\b(?:St|Ste|Mt|Ft|No|Mr|Ms|Mrs|Dr|Gov|Sen|Rep|Gen|Lt|Jr|Sr|vs|v|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Inc|Co|Dept|Atty|Ill"
    r"|Calif|Mass|Wash|Md|Va|Pa|Fla|Tex|Colo|Conn|Minn|Tenn|Wis|Mo|La|Ga)|\b[A-Z])\.$"
)
_LONGEST_ABBREVIATION = 12
"""Letters before the end of a sentence that are looked at for one."""
_DATELINE = re.compile(
    r"[A-Z][A-Z.' ]{2,}(?:,[^\u2013\u2014-]{0,60})?(?:\([A-Za-z ]+\) ?)?\s[\u2013\u2014-]+\s"
)
"""Where and when a story was filed, before its first sentence: "PHILADELPHIA, Jan. 2, 2025 - "."""
_DOTTED = re.compile(r"(?:st|ste|ft|mt)\. ")
"""Names that are also written without their dot: "St Louis"."""


class Parsed(msgspec.Struct, frozen=True, kw_only=True):
    """The checkable form: ``reading`` in plain words; ids of cities; ``years`` as judged; its own ``verdict``."""

    reading: str
    kind: str
    measure: str
    as_: str = msgspec.field(name="as")
    subjects: tuple[str, ...]
    against: tuple[str, ...]
    years: tuple[int, ...]
    relation: str
    value: float | None
    now: bool
    verdict: Verdict


class ClaimReport(msgspec.Struct, frozen=True, kw_only=True):
    """``claim --format json``. ``figures`` are all that some reading used; ``flips_on`` says what decides.

    ``true_in`` are the years in which all of it holds; none where a part of it is not of any one year.
    ``cautions`` are what looks odd about these figures, in words.
    """

    schema: str
    claim: str
    on: date
    parsed: Parsed | None
    also: tuple[Parsed, ...]
    verdict: Verdict
    reason: str
    figures: tuple[Used, ...]
    flips_on: tuple[str, ...]
    true_in: tuple[int, ...]
    close: float | None
    now: tuple[Hindsight, ...] = ()
    cautions: tuple[str, ...] = ()


class FoundClaim(msgspec.Struct, frozen=True, kw_only=True):
    """A claim in running text: characters ``start`` to ``end``, and what became of it."""

    text: str
    start: int
    end: int
    report: ClaimReport


@cache
def _cities() -> Gazetteer:
    """The names of cities and of pairs of them; a bare name means the largest that bears it, if by far the largest."""
    data = load()
    bearers: dict[str, list[str]] = {}
    exact: dict[str, str] = {}
    for city in data.cities.values():
        name, state = city.name.lower(), city.state.lower()
        bearers.setdefault(name, []).append(city.id)
        for said, code in WAYS.items():
            if code == state:
                exact[f"{name}, {said}"] = city.id
    for name, ids in bearers.items():
        if len(ids) == 1:
            exact.setdefault(name, ids[0])
            continue
        by_size = sorted(ids, key=lambda c: -(data.size(c, 2018) or 0))
        alike = 2 * (data.size(by_size[1], 2018) or 0) >= (data.size(by_size[0], 2018) or 0)
        exact.setdefault(name, SEVERAL if alike else by_size[0])
    named = dict(exact)
    for city_id, alias in data.aliases:
        state = data.cities[city_id.split()[0]].state.lower()
        ways = [said for said, code in WAYS.items() if code == state]
        named |= {alias: city_id} | {f"{alias}, {said}": city_id for said in ways}
    undotted = {name.replace(".", "", 1): city for name, city in named.items() if _DOTTED.match(name)}
    return Gazetteer(undotted | named)


def city_named(name: str) -> str | None:
    """The id of the city that a name means in a claim; ``None`` for a name that none or several bear."""
    found = _cities().ids.get(" ".join(name.lower().split()), SEVERAL)
    return None if found == SEVERAL or " " in found else found


def check_claim(text: str, *, on: Day | None = None) -> ClaimReport:
    """The verdict on a claim made on a day (today if none is given), with every figure it rests on.

    >>> check_claim("Chicago had 765 murders in 2016.").verdict
    'true'
    """
    day = date.fromordinal(on) if on is not None else date.today()
    text = " ".join(text.split())[:_MOST]
    data = load()
    plain = plainer(written_out(text, lambda name: city_named(name) is not None))
    told = tokens_of(plain, _cities())
    tokens = reworded(told)
    if all(t.kind != "unsupported" for t in told):
        tokens = with_measure(tokens)
    if words := disowned(plain):
        return _unchecked(text, day, f"“{words.strip(' ,')}” takes back or only asks what it says")
    if place := elsewhere(told):
        return _unchecked(
            text, day, f"it speaks of “{place}” beside a city, and figures are held of the city alone"
        )
    unread = [f"no figure can bear out “{t.text}”" for t in tokens if t.kind == "unchecked"]
    try:
        claims = parse(tokens, day)
    except Unread as why:
        claims, unread = list(why.beside), [str(why)]
    claims, partly = of_whole_years(claims, tokens, day)
    unread += partly
    judged, unheld = list[tuple[Claim, Judged]](), list[str]()
    for claim in dated_by_figures(data, as_sourced(claims, text), text, day):
        try:
            judged.append((claim, judge(data, claim, day)))
        except Unheld as why:
            unheld.append(str(why))
        except Unread as why:
            unread.append(str(why))
    if not any(j.verdict == "depends" for _, j in judged):
        # What depends in one part does so, as long as nothing held speaks against the rest.
        unread += unheld
    # What is false in one part is false, whatever cannot be checked in another.
    if unread and all(j.verdict != "false" for _, j in judged):
        return _unchecked(text, day, "; ".join([unread[0], *_else([j for _, j in judged])]))
    return _report(data, text, day, judged)


def _else(judged: list[Judged]) -> list[str]:
    """What becomes of the rest of a claim of which one part cannot be checked."""
    flips = list(dict.fromkeys(f for j in judged for f in j.flips_on))
    if not judged:
        return []
    return [f"what else it says depends on {' and '.join(flips)}" if flips else "what else it says holds"]


def find_claims(text: str, *, on: Day | None = None) -> tuple[FoundClaim, ...]:
    """The statistical claims of a running text, in order; a sentence without a city, a measure and a figure is none."""
    return tuple(_found(text, on))


def _found(text: str, on: Day | None) -> Iterator[FoundClaim]:
    last: str | None = None
    for start, end in _sentences(text):
        words = text[start:end]
        if end - start > _MOST:
            continue
        if dateline := _DATELINE.match(words):
            start, words = start + dateline.end(), words[dateline.end() :]
        tokens = tokens_of(words, _cities())
        named = {t.text for t in tokens if t.kind == "city"}
        meant, last = last, next(iter(named)) if len(named) == 1 else last
        said = _with_name(words, meant.title()) if meant is not None and meant not in named else words
        if said != words:
            tokens = tokens_of(said, _cities())
        if len(words) < _SHORT or words.rstrip('"\u201d').endswith("?") or not _speaks_of_figures(tokens):
            continue
        report = check_claim(said, on=on)
        # What is not understood is worth telling only where a figure stands in it.
        if report.verdict == "not-checkable" and (quoted := _quoted(words, start, on)) is not None:
            yield quoted
        elif report.verdict != "not-checkable" or any(t.kind in _STRONG for t in tokens):
            yield FoundClaim(text=words, start=start, end=end, report=report)


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_QUOTED = re.compile(r"[\"\u201c](?P<said>[^\"\u201c\u201d]{20,}?)[,.]?[\"\u201d]")


def _quoted(words: str, start: int, on: Day | None) -> FoundClaim | None:
    """The claim that a speaker makes within a sentence that cannot be checked whole; ``start`` is where that begins.

    One of no year of its own is none where the sentence names a year: it can be of another day.
    """
    for quote in _QUOTED.finditer(words):
        said = quote["said"]
        dated = _YEAR.search(said) or not _YEAR.search(words)
        if quote[0] != words and dated and _speaks_of_figures(tokens_of(said, _cities())):
            report = check_claim(said, on=on)
            if report.verdict != "not-checkable":
                at = start + quote.start("said")
                return FoundClaim(text=said, start=at, end=at + len(said), report=report)
    return None


def _with_name(words: str, city: str) -> str:
    """A sentence with "its murders" and "the city had" said of the city that the sentences before it name."""
    words = _ITS.sub(f"{city}'s", words, count=1)
    return _THE_CITY.sub(city, words, count=1)


_THE_CITY = re.compile(r"\b[Tt]he city(?= (?:has|had|recorded|saw|reported|logged|counted|ended|finished)\b)")
_ITS = re.compile(r"\b(?:[Ii]ts|[Tt]he city's)(?= (?:murder|homicide|killing|violent))")
_SHORT = 15
_STRONG = frozenset({"percent", "times", "rate", "combined", "doubled", "tripled", "halved"})


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where the sentences of a running text begin and end; an abbreviation ends none.

    >>> text = "St. Louis had 188. On Aug. 7 the U.S. sued."
    >>> [text[a:b] for a, b in _sentences(text)]
    ['St. Louis had 188.', 'On Aug. 7 the U.S. sued.']
    """
    start = 0
    for end in _END.finditer(text):
        if (
            _ABBREVIATED.search(text, max(start, end.end() - _LONGEST_ABBREVIATION), end.end())
            and "\n\n" not in end[0]
        ):
            continue
        piece = text[start : end.end()]
        words = piece.strip()
        if words:
            at = start + piece.index(words)
            yield at, at + len(words)
        start = end.end()


def _speaks_of_figures(tokens: list[Token]) -> bool:
    kinds = {t.kind for t in tokens}
    rates = any(t.kind == "rate" and t.text.split()[0] in ("murder", "homicide", "killing") for t in tokens)
    measured = rates or kinds & {"murders", "violent_crimes", "capital"}
    said = kinds & {
        "number",
        "percent",
        "times",
        "more",
        "less",
        "surpass",
        "trail",
        "highest",
        "lowest",
        "up",
        "down",
        "doubled",
        "tripled",
        "halved",
        "rate",
    }
    return bool(measured and said and "city" in kinds)


def _unchecked(text: str, day: date, why: str) -> ClaimReport:
    return ClaimReport(
        schema="enjoined.claim/1",
        claim=text,
        on=day,
        parsed=None,
        also=(),
        verdict="not-checkable",
        reason=why,
        figures=(),
        flips_on=(),
        true_in=(),
        close=None,
    )


def _report(data: Statistics, text: str, day: date, judged: list[tuple[Claim, Judged]]) -> ClaimReport:
    """Several claims of one sentence make one verdict: false if one is, true if all are."""
    verdicts = [j.verdict for _, j in judged]
    verdict: Verdict = "false" if "false" in verdicts else "true" if set(verdicts) == {"true"} else "depends"
    deciding = next(j for _, j in judged if j.verdict == verdict)
    used = dict.fromkeys(u for _, j in judged for o in j.outcomes for u in o.used)
    # Those of the cities that it names first, then of others beside which a place was sought.
    named = {city for claim, _ in judged for city in (*claim.subjects, *claim.against)}
    figures = tuple(sorted(used, key=lambda u: u.city not in named))
    together = set(judged[0][1].true_in).intersection(*(j.true_in for _, j in judged))
    main, main_judged = judged[-1]
    return ClaimReport(
        schema="enjoined.claim/1",
        claim=text,
        on=day,
        parsed=_parsed(data, main, main_judged),
        also=tuple(_parsed(data, c, j) for c, j in judged[:-1]),
        verdict=verdict,
        reason=deciding.reason,
        figures=figures,
        flips_on=tuple(dict.fromkeys(f for _, j in judged for f in j.flips_on))
        if verdict == "depends"
        else (),
        true_in=tuple(sorted(together)),
        close=round(min(o.close for _, j in judged for o in j.outcomes), 4),
        now=main_judged.hindsight,
        cautions=_cautions(data, figures),
    )


def _cautions(data: Statistics, figures: tuple[Used, ...]) -> tuple[str, ...]:
    """What is suspected of the figures used; a foreign population matters only where it was divided by."""
    used = {(f.city, f.series, f.year) for f in figures}
    rated = any(f.rate is not None for f in figures)
    return tuple(
        f"{data.cities[s.city].name}: {s.why}"
        for s in suspicions(data, sorted({f.city for f in figures}))
        if any((s.city, s.series, year) in used for year in s.years) and (rated or "population" not in s.why)
    )


def _parsed(data: Statistics, claim: Claim, judged: Judged) -> Parsed:
    return Parsed(
        reading=in_words(data, claim, judged.years),
        kind=claim.kind,
        measure=claim.measure,
        as_=claim.as_,
        subjects=claim.subjects,
        against=claim.against,
        years=judged.years if claim.now else claim.years,
        relation=claim.relation,
        value=claim.value,
        now=claim.now,
        verdict=judged.verdict,
    )
