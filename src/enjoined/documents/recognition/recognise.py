"""Which clauses carry a contested duty, what they do with it, and why we think so.

The rules are data (``records/recognition``). A family is seen where all parts of one of its *acts* stand in one
sentence; citations and titles add to the confidence; look-alikes and references take it away. What the sentence
does (imposes, mentions, negates, describes-status) is read from its own words and from the page it stands on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Literal

import msgspec

from enjoined.documents.clauses.outline import Clause
from enjoined.documents.clauses.sentences import sentences
from enjoined.documents.page import Span
from enjoined.documents.recognition.authorities import Authority, find_authorities
from enjoined.documents.recognition.likeness import NOTHING_TOLD
from enjoined.documents.recognition.roles import QUOTED, STRUCK_OUT, Sentence, only_named, role_of
from enjoined.documents.recognition.rules import FamilyRule, PageSort, Role, Rules
from enjoined.documents.recognition.sightings import Seen, carry_status, give_way, look, prefer_acts
from enjoined.documents.recognition.terms import Standing
from enjoined.documents.recognition.tokens import Reader, Words

__all__ = ["FamilyPart", "Level", "Recognition", "recognise"]

ITEM = re.compile(
    r"\(?(?:[0-9]{1,2}|[A-Za-z]|[ivx]{1,4}|[A-Z]{1,2}[-.][0-9IVX]{1,5})[.):]\s|[A-Z][-.][0-9]{1,2}\s|\W?\s?[0-9]{1,4}(?:\.[0-9]{1,3}){1,2}\s|(?:Article|Section|Term)\s[0-9IVXL]{1,6}\b|[(\[]\s?[xX]?\s?[)\]]\s|[-\u2022*]\s"
)
"""What begins an item of a list."""

Level = Literal["state", "local", "any"]
"""Whom a clause binds: State governments, local governments, or either."""

GOES_ON = re.compile(r";\s+(?:(?:and|or)\s+)?\Z")
"""What stands before a part of a sentence that is read by itself."""
LINK = re.compile(r"(?<=\w);(?:\s+(?:and|or))?\Z")
"""What links a part of a sentence to the next: no part of a quotation."""
LEADS_IN = (":", "--", "\u2014")
"""What leads in to the items of a list reads like nothing."""
JOINT = re.compile(r"[,aon](?:(?<=,)|(?<=\ba)nd\b|(?<=\bo)r\b|(?<=\bn)or\b)")
MENTIONED = 0.9
"""So probable must a family be where nothing but likeness tells it and nothing is imposed."""
PART = 5
"""So many words of a part of a sentence may tell a duty."""
GOVERNING = frozenset(
    {"duty", "letter duty", "no duty", "status words", "reference", "telling", "local withholds"}
)
"""Groups of words that go on to rule the next part of their sentence."""
STATUS = frozenset({"status words", STRUCK_OUT})
"""Groups of words that tell what became of a duty."""

OF_ITEM = frozenset({"no duty", "status words"})
"""Groups that an item of a list says of itself alone, unless they stand in what leads in to the list."""
FIRST = re.compile(r"(?<=[\s:])\(?(?:1|[aAiI])[.)]\s")
"""Where a list begins inside a sentence."""

FIRST_WORD, NAMES = itemgetter(0), itemgetter(2)
"""Of a phrase that stands in a clause: its first word, and the groups that hold it."""
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
    read = [_sentences(clause, rules, reader, found) for clause, found in zip(clauses, cited, strict=True)]
    document = frozenset().union(*(sentence.groups for sentences_ in read for sentence in sentences_))
    return tuple(
        found
        for clause, own, authorities in zip(clauses, read, cited, strict=True)
        for found in _recognise(clause, own, authorities, rules, sorts.get(clause.page_sort), document)
    )


def _recognise(
    clause: Clause,
    read: tuple[Sentence, ...],
    cited: Sequence[Authority],
    rules: Rules,
    sort: PageSort | None,
    document: frozenset[str],
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
        if rule.needs_document and document.isdisjoint(rule.needs_document):
            continue
        acts = [rules.acts[rule.family][number] for number in sorted(own)]
        found = look(rule, acts, rules.blocked[rule.family], read, document)
        if found:
            seen[rule.family] = found
    if not seen:
        return ()
    prefer_acts(seen, read)
    give_way(seen, rules, read)
    carry_status(seen, read)
    parts: dict[Role, list[FamilyPart]] = {}
    for family, found in seen.items():
        part = _part(clause, rules.family(family), found, read, sort, document)
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


def _sentences(
    clause: Clause, rules: Rules, reader: Reader, cited: Sequence[Authority]
) -> tuple[Sentence, ...]:
    """The title and the sentences, each with the groups of words and the citations it holds."""
    text, heading = clause.text, clause.heading
    read = reader.read(text)
    words, begins = read.words, read.starts
    spans = [*([(0, heading)] if heading else []), *sentences(text, start=heading)]
    starts = [start for start, _ in spans]
    edges = [*(bisect_left(begins, start) for start in starts), len(words)]
    """The first word of each sentence; what stands before the first sentence is of none."""
    standing = rules.terms.standing(words)
    of_each = [_between(standing, first, last) for first, last in pairwise(edges)]
    groups = [set().union(*map(NAMES, own)) for own in of_each]
    said = [
        {name: _printed(name, own, text, read) for name in QUOTED & held}
        for held, own in zip(groups, of_each, strict=True)
    ]
    items = [ITEM.match(text, start) is not None for start in starts]
    _go_on(text, spans, items, groups, said, standing, begins)
    citations: list[list[str]] = [[] for _ in spans]
    for authority in cited:
        place = bisect_right(starts, authority.start) - 1
        if place >= 0:
            citations[place].append(authority.normalized)
    found = []
    for place, (start, end) in enumerate(spans):
        title = bool(heading) and place == 0
        like = NOTHING_TOLD
        if rules.likeness is not None and not title and not text.endswith(LEADS_IN, start, end):
            own = words[edges[place] : edges[place + 1]]
            like = rules.likeness.of(own, groups[place], citations[place])
            if like.faint and len(_spoken_of(rules, groups[place])) > 1:
                for first, last in _parts(text, start, end, begins):
                    named = {
                        name
                        for _, stop, names in _between(of_each[place], first, last)
                        if stop <= last
                        for name in names
                    }
                    part = rules.likeness.likeliest(words[first:last], named)
                    like = like.with_part(*part) if part else like
        found.append(
            Sentence(
                start=start,
                end=end,
                groups=groups[place],
                said=said[place],
                citations=tuple(dict.fromkeys(citations[place])),
                title=title,
                item=items[place],
                like=like,
            )
        )
    return tuple(found)


def _between(standing: Sequence[Standing], first: int, last: int) -> Sequence[Standing]:
    """The phrases that begin with one of the words from ``first`` on, before ``last``."""
    return standing[
        bisect_left(standing, first, key=FIRST_WORD) : bisect_left(standing, last, key=FIRST_WORD)
    ]


def _printed(name: str, standing: Sequence[Standing], text: str, read: Words) -> str:
    """The words of a group as printed, where they stand first."""
    first, last = next((first, last) for first, last, names in standing if name in names)
    return text[read.starts[first] : read.ends[last - 1]]


def _go_on(
    text: str,
    spans: Sequence[tuple[int, int]],
    items: Sequence[bool],
    groups: list[set[str]],
    said: list[dict[str, str]],
    standing: Sequence[Standing],
    begins: Sequence[int],
) -> None:
    """Put into the groups of each part of a sentence those that rule it from the part before."""
    if ";" not in text:
        return
    goes_on = [GOES_ON.search(text, max(0, start - 6), start) is not None for start, _ in spans]
    for place in range(1, len(spans)):
        before = groups[place - 1]
        if not goes_on[place] or before.isdisjoint(GOVERNING):
            continue
        ruling = set(GOVERNING)
        if items[place]:
            lead = place - 1
            while lead and items[lead] and goes_on[lead]:
                lead -= 1
            start, end = spans[lead]
            if items[lead]:
                end = start
            elif list_begins := FIRST.search(text, start, end):
                end = list_begins.start()
            low, high = bisect_left(begins, start), bisect_left(begins, end)
            ruling -= OF_ITEM.difference(*map(NAMES, _between(standing, low, high)))
        groups[place] |= ruling & before
        said[place] = {name: words for name, words in said[place - 1].items() if name in ruling} | said[place]


def _spoken_of(rules: Rules, groups: Iterable[str]) -> set[str]:
    """The families that the groups of a sentence speak of."""
    return set().union(*(rules.spoken_of[name] for name in rules.spoken_of.keys() & groups))


def _parts(text: str, start: int, end: int, begins: Sequence[int]) -> list[tuple[int, int]]:
    """First and one past the last word of what stands between the commas and the conjunctions of a sentence."""
    cuts = [start, *(found.start() for found in JOINT.finditer(text, start, end)), end]
    edges = [bisect_left(begins, cut) for cut in cuts]
    return [part for part in pairwise(edges) if part[1] - part[0] >= PART] if len(edges) > 2 else []


def _part(
    clause: Clause,
    rule: FamilyRule,
    found: list[Seen],
    read: Sequence[Sentence],
    sort: PageSort | None,
    document: frozenset[str],
) -> FamilyPart:
    roles = {s.at: role_of(rule, s.at, read, clause, sort, document) for s in found}
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
