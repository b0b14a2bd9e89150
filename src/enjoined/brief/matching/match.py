"""Which case a story is about: evidence is weighed, every reason is kept, and no match is forced.

A case is taken as the story's only if its parties (or its caption or docket number) are named, somebody or something
on the other side or on the bench fits, and the subject is that of the case. The day decides between suits of one
party: nothing is matched to a case that had not been filed.
"""

from __future__ import annotations

import re
from typing import Final

from enjoined.brief.matching.days import MISJUDGED, shares_words, weigh_days
from enjoined.brief.matching.fits import CLOSE, LEAST, Evidence, Fit, Match, Verdict, match_of
from enjoined.brief.matching.judges import surnames
from enjoined.brief.matching.lexicon import Lexicon, Profile, Sort, agencies_above
from enjoined.brief.matching.mentions import Part
from enjoined.brief.matching.news import is_suit, tells_of_court
from enjoined.brief.matching.party_names import is_set_apart, plain_name, same_name
from enjoined.brief.matching.reading import Reading, orders_in
from enjoined.brief.matching.several import (
    also_told,
    mentioned,
    nearest,
    told_by_passage,
    told_together,
    undated,
    undecided,
    with_passages,
)
from enjoined.law.answering.meant import docket_number
from enjoined.law.answering.words import name_of
from enjoined.model import AgencyId, CourtId, FamilyId, ProgramId
from enjoined.recipients.states import STATES
from enjoined.registry.table import LawTable

__all__ = ["Fit", "Match", "Verdict", "judge"]

_CAPTION: Final = 5.0
_CAPTION_FITS: Final = "the caption in the story is that of the case"
_PART_POINTS: Final = {Part.SUES: 1.0, Part.NAMED: 0.45, Part.PLACE: 0.1, Part.SUED: 0.0, Part.INSIDE: 0.0}


def judge(reading: Reading, lexicon: Lexicon, law: LawTable) -> tuple[Verdict, tuple[Match, ...]]:
    """What the story is about, the best case first."""

    def weigh(part: Reading) -> list[Evidence]:
        return _by_title([_weigh(part, profile, law) for profile in lexicon.profiles])

    weighed = weigh(reading)
    fitting = sorted(
        (e for e in weighed if not e.ruled_out and (e.sure or (e.party and e.bench and e.subject))),
        key=lambda e: (-e.points, e.profile.case.id),
    )
    told_of_suit = reading.suit_words >= 2 or reading.suit_in_lead
    passages = told_by_passage(reading, weigh) if told_of_suit else []
    best = fitting[0] if fitting else None
    found: list[Match] = []
    least = LEAST if len(reading.story.text.split()) >= _SHORT else LEAST - _LESS
    if (
        best is not None
        and best.dayed
        and least == LEAST
        and all(best.points - e.points >= 2 * CLOSE for e in fitting[1:])
    ):
        # Nothing else comes near, and the day fits: one wrong name, as of the judge, is no other case.
        least -= _LONE
    if best is not None and told_of_suit and (best.points >= least or best.sure):
        # Without the day of the story nothing decides between suits that resemble one another.
        dated = reading.story.told is not None or best.sure or best.captioned
        near = CLOSE if dated else 2 * CLOSE
        chosen = [e for e in fitting if best.points - e.points < near and e.points >= least - CLOSE]
        alone = len(chosen) == 1 or (dated and best.points - chosen[1].points >= CLOSE / 2)
        twins = told_together(reading, chosen)
        if alone or best in twins:
            twins = also_told(reading, [best, *(t for t in twins if t is not best)], fitting, passages)
            chosen += [e for e in twins if e not in chosen]
            # The one whose judge is named is that of which most is told.
            chosen.sort(key=lambda e: (e not in twins, not e.judged, e.judged and not e.foremost))
        found = [match_of(e, Fit.ABOUT if e in twins else Fit.POSSIBLE) for e in chosen]
        if all(m.fit is Fit.POSSIBLE for m in found) and not (
            any(e.judged for e in chosen) or tells_of_court(reading)
        ):
            found = []  # Suits that fit alike are an aside of a story whose news is no suit.
    found = with_passages(reading, found, passages)
    if any(m.fit is not Fit.MENTIONED for m in found):
        named = {m.case for m in found}
        passing = nearest([e for e in weighed if (e.sure or e.captioned or e.aside) and not e.ruled_out])
        passing += mentioned(reading, named | {e.profile.case.id for e in passing}, fitting)
        found += [match_of(e, Fit.MENTIONED) for e in passing if e.profile.case.id not in named]
        return Verdict.CASE, tuple({m.case: m for m in reversed(found)}.values())[::-1]
    if told_of_suit and reading.suit_words >= 2 and is_suit(reading):
        open_between = [] if _says_who_sues(reading, lexicon, law) else undecided(weighed)
        if not open_between and reading.story.told is None:
            open_between = undated(fitting)
        if open_between:
            return Verdict.CASE, tuple(match_of(e, Fit.POSSIBLE) for e in open_between)
        return Verdict.NOT_IN_REGISTRY, ()
    return Verdict.NOTHING, ()


def _says_who_sues(reading: Reading, lexicon: Lexicon, law: LawTable) -> bool:
    """Whether a story tells whose suit it is: by a caption, a number or a plaintiff."""
    from enjoined.brief.matching.unrecorded import found_in

    named = any(parts[Part.SUES] for parts in reading.parties.values())
    return bool(named or reading.captions or reading.dockets or found_in(reading, lexicon, law).plaintiffs)


def _by_title(weighed: list[Evidence]) -> list[Evidence]:
    """The evidence with each caption counted for the case that has it as its title, where there is one."""
    exact = {caption for e in weighed for caption, is_title in e.captions.items() if is_title}
    for evidence in weighed:
        if any(not is_title and caption in exact for caption, is_title in evidence.captions.items()):
            evidence.points -= _CAPTION * evidence.captioned
            evidence.captioned = evidence.aside = False
            evidence.reasons = [r for r in evidence.reasons if not r[1].startswith(_CAPTION_FITS)]
    return weighed


def _weigh(reading: Reading, profile: Profile, law: LawTable) -> Evidence:
    evidence = Evidence(profile=profile, reasons=[], captions={})
    _parties(reading, profile, law, evidence)
    _bench(reading, profile, law, evidence)
    _captions(reading, profile, law, evidence)
    _other_side(reading, profile, law, evidence)
    _subject(reading, profile, law, evidence)
    weigh_days(reading, profile, law, evidence)
    evidence.headed = _is_headed(reading, profile)
    evidence.add(min(2.0, sum(profile.words.get(w, 0.0) for w in reading.words) / 12), "")
    others = reading.strangers and reading.strangers.isdisjoint(profile.case.title.lower().split())
    elsewhere = (reading.of_a_state and not evidence.judged) or (others and not evidence.accused)
    if (elsewhere or reading.sued & profile.leads) and not (evidence.sure or evidence.captioned):
        evidence.ruled_out = True
    return evidence


def _is_headed(reading: Reading, profile: Profile) -> bool:
    """Whether the head of the story names whoever leads the case, its side of the caption, or its judge."""
    here = {m.id for m in reading.mentions if m.index < _HEAD and m.sort in (Sort.PARTY, Sort.SIDE)}
    names = {*profile.leads, profile.case.id}
    return not here.isdisjoint(names) or not reading.head_bench.isdisjoint(surnames(profile.case))


_HEAD: Final = 5


# --- the evidence -------------------------------------------------------------------------------------------------


def _parties(reading: Reading, profile: Profile, law: LawTable, evidence: Evidence) -> None:
    best, said, more = 0.0, "", 0
    sued = False
    for party in sorted(profile.parties, key=lambda p: (p not in profile.leads, p)):
        parts = reading.parties.get(party)
        if not parts:
            continue
        full = 4.0 if party in profile.leads else 3.2
        strength = max(_PART_POINTS[p] for p in parts)
        if party in reading.sued or (Part.SUED in parts and Part.SUES not in parts):
            sued, strength = True, 0.0
        if strength >= 0.45:
            more += 1
        if full * strength > best:
            best = full * strength
            verb = "sues" if Part.SUES in parts else "is named"
            said = f"{name_of(law, party)} {verb} in the story" + (
                ", a plaintiff here" if party not in profile.leads else ""
            )
    if profile.case.id in reading.sides:
        best, said = max(best, 4.0), "its plaintiff is named in the story"
    if not profile.parties:
        # The United States sue: whom, the caption says.
        other = profile.case.title.partition(" v. ")[2]
        state = next((s for s in reading.parties if s in STATES and other.endswith(STATES[s].name)), None)
        if state is not None:
            evidence.add(2.0, f"{STATES[state].name} is the State sued")
            evidence.accused = evidence.bench = True
            best = 2.0 if Part.SUED in reading.parties[state] else best
    evidence.add(best, said)
    evidence.add(min(2.0, 0.5 * max(0, more - 1)), f"{more} of its plaintiffs are named" if more > 2 else "")
    evidence.party = best >= 1.3
    evidence.suing = not (reading.suing - reading.sued).isdisjoint(profile.parties)
    if same := reading.counted & profile.sizes:
        number = max(same)[1]
        evidence.add(1.0, f"as many sue in the story as in the case: {number}")
        evidence.counted = True
    if sued and best < 1.3:
        evidence.add(-4.0, "")


def _captions(reading: Reading, profile: Profile, law: LawTable, evidence: Evidence) -> None:
    numbers = set(map(docket_number, profile.case.dockets)) if reading.dockets else set()
    if numbers & reading.dockets:
        evidence.add(10.0, "the docket number is that of the case")
        evidence.sure = evidence.party = True
    for caption in reading.captions:
        left, right = plain_name(caption.left), plain_name(caption.right)
        for title in profile.case.title.split(";"):
            one, _, other = title.partition(" v. ")
            if not other:
                continue
            mine, theirs = plain_name(one), plain_name(re.sub(r"\s*\([^)]*\)", "", other))
            heads = {theirs, *(o.lower() for o in profile.officers)}
            firsts = (mine.split(" and ")[0], *(plain_name(name_of(law, p)) for p in profile.leads))
            if any(same_name(left, first) for first in firsts) and any(
                same_name(right, h) or right.split(" ")[-1] == h for h in heads
            ):
                said = f"{caption.left} v. {caption.right}"
                again = said in evidence.captions
                is_title = left in firsts and (same_name(right, theirs) or right.split(" ")[-1] == theirs)
                evidence.captions[said] = is_title or evidence.captions.get(said, False)
                if again:
                    continue  # Told twice, or the title of both suits of the case.
                if is_set_apart(reading.story.text, caption.left):
                    evidence.add(-5.0, "")
                    evidence.aside = True
                    continue
                if caption.in_headline_alone and not (evidence.judged or evidence.party):
                    # The text of such a story tells of somebody else.
                    evidence.aside = True
                    continue
                evidence.add(_CAPTION, f"{_CAPTION_FITS} ({said})")
                evidence.party = evidence.bench = evidence.captioned = True


def _other_side(reading: Reading, profile: Profile, law: LawTable, evidence: Evidence) -> None:
    officers = reading.named[Sort.OFFICER]
    surnames = [
        o for o in sorted(profile.officers) if officers[o] or (o in reading.story.text and o == "Trump")
    ]
    own = [s for s in surnames if s in re.findall(r"\w+", profile.case.title)] if surnames else []
    if own and own[0] != "Trump":
        evidence.add(2.0, f"{own[0]} is the official sued")
        evidence.bench = evidence.accused = evidence.official = True
    elif surnames and surnames[0] != "Trump":
        evidence.add(1.2, f"{surnames[0]} held the office that is sued")
        evidence.bench = True
    elif surnames:
        evidence.add(0.8, "")
        evidence.bench = True
    every = {a for a, n in reading.named[Sort.AGENCY].items() if n}
    agencies = _defendants(reading, every)
    above = frozenset().union(*(agencies_above(law, AgencyId(a)) for a in agencies))
    shared = sorted(agencies & profile.agencies) or sorted(above & profile.agencies)
    if not agencies and every & profile.agencies:
        # An attorney general alone may be that of a State.
        evidence.add(1.0, "")
        evidence.bench = True
    elif shared:
        names = " and ".join(law.agencies[AgencyId(a)].short for a in shared[:2])
        evidence.add(2.0 if len(profile.agencies) <= 4 else 1.0, f"the agency is {names}")
        evidence.bench = evidence.accused = True
    elif profile.agencies and agencies:
        evidence.add(-2.5, "")
    if reading.of_the_administration:
        evidence.add(0.4, "")
        evidence.bench = True


def _defendants(reading: Reading, agencies: set[str]) -> set[str]:
    """Agencies that the story names other than by an office every State has."""
    return {
        m.id
        for m in reading.mentions
        if m.sort is Sort.AGENCY and m.id in agencies and m.text.lower() != "attorney general"
    }


def _bench(reading: Reading, profile: Profile, law: LawTable, evidence: Evidence) -> None:
    court = law.courts[profile.case.court] if profile.case.court else None
    if court is None:
        return
    judges = surnames(profile.case)
    named_judge = next((name for name in judges if name in reading.bench), None)
    if named_judge is not None:
        verb = "has" if named_judge == judges[-1] else "had"
        evidence.add(3.0, f"Judge {named_judge} {verb} the case")
        evidence.bench = evidence.judged = True
        judges_named = (m.id for m in reading.mentions if m.sort is Sort.JUDGE)
        first = next((name for name in judges_named if name in reading.bench), named_judge)
        evidence.foremost = first in judges
        # The judge who is named first is that of the news.
        evidence.add(0.0 if evidence.foremost else -1.0, "")
    elif reading.judges and reading.judges.isdisjoint(judges):
        # Of a case whose judge is not on record nothing follows.
        evidence.misjudged = True
        evidence.add(-MISJUDGED if judges else 0.0, "")
    named = reading.named[Sort.COURT]
    circuits = {law.events[e].court for e in profile.case.events} - {court.id}
    if named[court.id]:
        evidence.add(2.0, f"the court is {court.short}")
        evidence.bench = evidence.seated = True
    elif court.id in reading.seats:
        evidence.add(1.5, f"the court sits where {court.short} does")
        evidence.bench = evidence.seated = True
    elif evidence.judged:
        pass
    elif any(
        law.courts[CourtId(c)].states and law.courts[CourtId(c)].circuit != c for c in named if named[c]
    ):
        evidence.add(-3.0, "")
    elif reading.seats and not named.total():
        evidence.add(-2.0, "")
    above = [c for c in circuits if c is not None and named[c]]
    if above:
        higher = law.courts[above[0]]
        said = higher.short if " " in higher.short else higher.name
        evidence.add(1.5, f"{said} has ruled or was asked in it")
        evidence.bench = True
    elif court.circuit is not None and named[court.circuit]:
        evidence.add(0.5, "")


_OMNIBUS: Final = "immigration-cooperation"
"""The family whose words ("sanctuary") stories use for every condition about immigration."""
_LONE: Final = 1.0
_SHORT: Final = 60
_LESS: Final = 2.0
"""A story of fewer words needs so many points less."""


def _subject(reading: Reading, profile: Profile, law: LawTable, evidence: Evidence) -> None:
    programs = {p for p, n in reading.named[Sort.PROGRAM].items() if n}
    shared = programs & profile.programs
    if shared:
        program = law.programs[ProgramId(min(shared))]
        evidence.add(2.0 if len(profile.programs) <= 4 else 1.0, f"the grant is {program.short}")
        evidence.granted = not reading.suing.isdisjoint(profile.leads) and len(profile.programs) <= 4
        evidence.subject = True
    elif programs and profile.programs:
        evidence.add(-2.0, "")
    families = {FamilyId(f) for f, n in reading.named[Sort.FAMILY].items() if n}
    both = sorted(families & profile.families, key=lambda f: (f == _OMNIBUS, f))
    alluded = _OMNIBUS in families and any(_is_about_immigration(law, f) for f in profile.families)
    points = sum(0.5 if f == _OMNIBUS else 1.0 for f in both) or 0.5 * alluded
    named = both or [FamilyId(_OMNIBUS)] * alluded
    evidence.topical = bool(both)
    known = [law.families[f].title for f in named[:3] if f in law.families]
    titles = ", ".join(f"{title[:1].lower()}{title[1:]}" for title in known)
    evidence.add(min(3.0, points), f"it speaks of {titles}" if titles else "")
    if profile.families and families - {_OMNIBUS} and not both and not alluded:
        evidence.add(-1.5, "")
    enough = reading.about_money and reading.about_terms
    if len(reading.story.text.split()) < _SHORT:
        enough = reading.about_money or reading.about_terms
    # Of a suit about no recorded condition only its record tells what it is about, where another judge is named.
    plain = not profile.families and not evidence.misjudged
    if (both or alluded or plain or evidence.captioned) and enough:
        evidence.subject = True
    elif not profile.families and (
        evidence.captioned or (reading.about_money and shares_words(reading, profile))
    ):
        # A suit about no recorded condition is known by what its record says of it.
        evidence.subject = True
    elif evidence.party and evidence.seated and enough and _comes_from_afar(reading, profile, law):
        # Who goes to court in another State does so in a case that is there.
        evidence.subject = True
    elif evidence.party and evidence.bench and len(reading.story.text.split()) < _SHORT:
        # A few lines name those who sue and are sued, and hardly say over what.
        evidence.subject = evidence.subject or enough
    if enough and not profile.families:
        evidence.add(0.5, "")
    if reading.orders:
        record = " ".join([profile.case.title, *(law.events[e].title for e in profile.case.events)])
        recorded = orders_in(record)
        if recorded and not recorded & reading.orders:
            evidence.add(-3.0, "")
    years = reading.years & profile.years
    if years:
        evidence.add(1.5, f"it names fiscal year {min(years)}")
    elif reading.years and profile.years:
        evidence.add(-1.5, "")


def _comes_from_afar(reading: Reading, profile: Profile, law: LawTable) -> bool:
    """Whether a plaintiff who sues in the story is not of the State where the court of the case sits."""
    states = law.courts[profile.case.court].states if profile.case.court else ()
    suing = {p.partition("/")[0] for p in profile.parties & reading.suing}
    return bool(states) and not suing <= {*states, "org"}


def _is_about_immigration(law: LawTable, family: FamilyId) -> bool:
    """Whether the records describe a family of conditions as one on immigration."""
    return "immigra" in f"{law.families[family].title} {law.families[family].about}".lower()
