"""Which clauses carry a contested duty, what they do with it, and why we think so.

The rules are data (``records/recognition``). A family is seen where all parts of one of its *acts* stand in one
sentence; citations and titles add to the confidence; look-alikes and references take it away. What the sentence
does (imposes, mentions, negates, describes-status) is read from its own words and from the page it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Literal

import msgspec

from enjoined.documents.clauses.outline import Clause
from enjoined.documents.page import Span
from enjoined.documents.recognition.authorities import Authority, find_authorities
from enjoined.documents.recognition.reading import sentences_of
from enjoined.documents.recognition.roles import STRUCK_OUT, Around, Sentence, only_named, role_of
from enjoined.documents.recognition.rules import FamilyRule, PageSort, Role, Rules
from enjoined.documents.recognition.sightings import Seen, carry_status, give_way, look, prefer_acts
from enjoined.documents.recognition.tokens import Reader
from enjoined.documents.recognition.voice import READ, Speech

__all__ = ["FamilyPart", "Level", "Recognition", "recognise"]

Level = Literal["state", "local", "any"]
"""Whom a clause binds: State governments, local governments, or either."""

LINK = re.compile(r"(?<=\w);(?:\s+(?:and|or))?\Z")
"""What links a part of a sentence to the next: no part of a quotation."""
MENTIONED = 0.9
"""So probable must a family be where nothing but likeness tells it and nothing is imposed."""
STATUS = frozenset({"status words", STRUCK_OUT})
"""Groups of words that tell what became of a duty."""

LEFT = frozenset({"imposes", "negates"})
CONFIDENCE = ((3.0, 0.6), (4.0, 0.75), (5.0, 0.86), (6.0, 0.93), (7.0, 0.96), (8.0, 0.98))


class FamilyPart(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One family seen in a clause: where, how sure (0 to 1), and why, in plain words.

    ``key`` is the sentence that shows it best, to be quoted.
    """

    family: str
    role: Role
    confidence: float
    why: tuple[str, ...]
    spans: tuple[Span, ...]
    key: tuple[Span, ...]


class Recognition(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a clause does with one or more contested duties; a clause with two roles has two recognitions."""

    clause: Clause
    role: Role
    parts: tuple[FamilyPart, ...]
    level: Level
    confidence: float
    why: tuple[str, ...]
    citations: tuple[str, ...]

    @property
    def families(self) -> tuple[str, ...]:
        """The families, most certain first."""
        return tuple(part.family for part in self.parts)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the whole clause stands."""
        return self.clause.spans


def recognise(
    clauses: Sequence[Clause], rules: Rules, reader: Reader | None = None
) -> tuple[Recognition, ...]:
    """Every recognition in ``clauses``, in order."""
    reader = reader or Reader(rules.vocabulary)
    sorts = {sort.name: sort for sort in rules.sorts}
    cited = [find_authorities(clause.text) for clause in clauses]
    read = [sentences_of(clause, rules, reader, found) for clause, found in zip(clauses, cited, strict=True)]
    document = frozenset().union(*(sentence.groups for sentences_ in read for sentence in sentences_))
    speech = Speech(rules.genre.voice, partial(_paper, clauses, read)) if rules.genre is not None else None
    return tuple(
        found
        for clause, own, authorities in zip(clauses, read, cited, strict=True)
        for found in _recognise(
            clause, own, authorities, rules, sorts.get(clause.page_sort), Around(document, speech)
        )
    )


def _paper(clauses: Sequence[Clause], read: Sequence[Sequence[Sentence]], sort: str) -> tuple[str, list[str]]:
    """The beginning of the pages of one sort, and its words."""
    text: list[str] = []
    words: list[str] = []
    left = READ // 2  # its voice is soon told, and turns of speech are dear to find
    for clause, own in zip(clauses, read, strict=True):
        if clause.page_sort == sort and left > 0:
            text.append(clause.text)
            words += (word for sentence in own for word in sentence.words)
            left -= len(clause.text) + 1
    return "\n".join(text), words


def _recognise(
    clause: Clause,
    read: tuple[Sentence, ...],
    cited: Sequence[Authority],
    rules: Rules,
    sort: PageSort | None,
    around: Around,
) -> tuple[Recognition, ...]:
    everything: set[str] = set()
    alike: set[str] = set()
    for sentence in read:
        everything |= sentence.groups
        alike |= sentence.like.faint
    citing = any(sentence.citations for sentence in read)
    ready: dict[str, list[int]] = {}
    for name in everything & rules.tells.keys():
        for family, number in rules.tells[name]:
            if rules.acts[family][number][1] <= everything:
                ready.setdefault(family, []).append(number)
    seen: dict[str, list[Seen]] = {}
    for rule in rules.families if ready or alike or citing else ():
        own = ready.get(rule.family, ())
        if not (own or (rule.cited_duty and citing) or rule.family in alike):
            continue
        if rule.needs_any and everything.isdisjoint(rule.needs_any):
            continue
        if rule.needs_document and around.groups.isdisjoint(rule.needs_document):
            continue
        acts = [rules.acts[rule.family][number] for number in sorted(own)]
        found = look(rule, acts, rules.blocked[rule.family], read, around.groups)
        if found:
            seen[rule.family] = found
    if not seen:
        return ()
    prefer_acts(seen, read)
    give_way(seen, rules, read)
    carry_status(seen, read)
    parts: dict[Role, list[FamilyPart]] = {}
    for family, found in seen.items():
        part = _part(clause, rules.family(family), found, read, sort, around)
        if part.role == "mentions" and all("reference" in read[s.at].groups for s in found):
            continue  # it only takes over a part of another condition, which has its own finding
        if part.role == "mentions" and all(0 < s.likeness < MENTIONED for s in found):
            continue  # papers that only speak of such things use their words for much else
        parts.setdefault(part.role, []).append(part)
    if "imposes" in parts:
        # A clause that binds may also refer to another duty in the same sentence: no finding of its own.
        bound = {span for part in parts["imposes"] for span in part.spans}
        apart = {
            role: [part for part in members if role in LEFT or bound.isdisjoint(part.spans)]
            for role, members in parts.items()
        }
        parts = {role: members for role, members in apart.items() if members}
    level = _level(read)
    citations = tuple(dict.fromkeys(citation.normalized for citation in cited))
    return tuple(_recognition(clause, role, members, level, citations) for role, members in parts.items())


def _recognition(
    clause: Clause, role: Role, members: list[FamilyPart], level: Level, citations: tuple[str, ...]
) -> Recognition:
    ordered = tuple(sorted(members, key=lambda part: (-part.confidence, part.family)))
    return Recognition(
        clause=clause,
        role=role,
        parts=ordered,
        level=level,
        confidence=ordered[0].confidence,
        why=tuple(dict.fromkeys(reason for part in ordered for reason in part.why)),
        citations=citations,
    )


def _part(
    clause: Clause,
    rule: FamilyRule,
    found: list[Seen],
    read: Sequence[Sentence],
    sort: PageSort | None,
    around: Around,
) -> FamilyPart:
    roles = {s.at: role_of(rule, s.at, read, clause, sort, around) for s in found}
    for s in found:
        if s.likeness and roles[s.at] == "imposes" and only_named(clause.text, read, s.at):
            roles[s.at] = "mentions"
    below = {role for at, role in roles.items() if not read[at].title}
    if below == {"describes-status"} and not any(_binds(sentence) for sentence in read):
        roles = dict.fromkeys(roles, "describes-status")  # so does the title above it
    order: tuple[Role, ...] = ("imposes", "negates", "describes-status", "mentions")
    role = next(role for role in order if role in roles.values())
    of_status = role == "describes-status"
    chosen = [s for s in found if roles[s.at] == role or (of_status and roles[s.at] == "mentions")]
    best = max(chosen, key=lambda s: s.points)
    points = best.points + (1.0 if any(read[s.at].title for s in chosen) and len(chosen) > 1 else 0.0)
    acts = {s.act for s in chosen if s.alone}
    points += 0.5 * min(2, len(acts) - 1) if len(acts) > 1 else 0.0
    confidence = _confidence(points)
    if role == "imposes" and not any("duty" in sentence.groups for sentence in read):
        confidence *= 0.88
    if role != "imposes":
        confidence *= 0.95
    why = list(dict.fromkeys(reason for s in sorted(chosen, key=lambda s: -s.points) for reason in s.why))
    if any(read[s.at].title for s in chosen):
        why.append("its title says so")
    why.extend(_role_words(role, read, chosen, sort))
    told = max(
        [s for s in chosen if not read[s.at].title] or chosen,
        key=lambda s: (s.alone, not s.likeness, s.points, read[s.at].end - read[s.at].start),
    )
    quoted = clause.text[read[told.at].start : read[told.at].end]
    spans = tuple(span for s in chosen for span in clause.back(read[s.at].start, read[s.at].end))
    return FamilyPart(
        family=rule.family,
        role=role,
        confidence=round(confidence, 2),
        why=tuple(why[:8]),
        spans=spans,
        key=clause.back(read[told.at].start, read[told.at].start + len(LINK.sub("", quoted))),
    )


def _binds(sentence: Sentence) -> bool:
    """Whether a sentence below the title lays a duty on somebody and tells of nothing that became of one."""
    return not sentence.title and "duty" in sentence.groups and sentence.groups.isdisjoint(STATUS)


def _role_words(role: Role, read: Sequence[Sentence], chosen: list[Seen], sort: PageSort | None) -> list[str]:
    """Why the role is not "imposes", in plain words."""
    if role == "imposes":
        return []
    group = {"negates": "no duty", "describes-status": "status words", "mentions": "reference"}[role]
    for sentence in (*(read[s.at] for s in chosen), *read):
        if group in sentence.said:
            return [f"{role}: {' '.join(sentence.said[group].split())}"]
    return (
        [f"{role}: stands on a page of the sort '{sort.name}'"]
        if sort is not None
        else [f"{role}: no duty words"]
    )


def _confidence(points: float) -> float:
    """Points to confidence, straight lines between the fixed pairs.

    >>> _confidence(3.0), _confidence(6.5), _confidence(20)
    (0.6, 0.945, 0.98)
    """
    low = CONFIDENCE[0]
    for high in CONFIDENCE[1:]:
        if points < high[0]:
            share = (points - low[0]) / (high[0] - low[0])
            return round(low[1] + share * (high[1] - low[1]), 3)
        low = high
    return low[1]


def _level(read: Sequence[Sentence]) -> Level:
    """Whom the clause binds: what the title says, else the first sentence that says it of one level only."""
    for sentence in read[:6]:
        state, local = "bound state" in sentence.groups, "bound local" in sentence.groups
        if state and local:
            return "any"
        if state or local:
            return "state" if state else "local"
    return "any"
