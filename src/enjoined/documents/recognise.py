"""Which clauses carry a contested duty, what they do with it, and why we think so.

The rules are data (``records/recognition``). A family is seen where all parts of one of its *acts* stand in one
sentence; citations and titles add to the confidence; look-alikes and references take it away. What the sentence
does (imposes, mentions, negates, describes-status) is read from its own words and from the page it stands on.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal

import msgspec

from enjoined.documents.authorities import Authority, find_authorities, same_authority
from enjoined.documents.likeness import LIKELY
from enjoined.documents.outline import Clause
from enjoined.documents.page import Span
from enjoined.documents.roles import Sentence, role_of
from enjoined.documents.rules import Act, FamilyRule, PageSort, Role, Rules
from enjoined.documents.sentences import sentences
from enjoined.documents.tokens import Reader

__all__ = ["FamilyPart", "Level", "Recognition", "recognise", "recognise_clause"]

Level = Literal["state", "local", "any"]
"""Whom a clause binds: State governments, local governments, or either."""

THRESHOLD = 3.0
CONFIDENCE = ((3.0, 0.6), (4.0, 0.75), (5.0, 0.86), (6.0, 0.93), (7.0, 0.96), (8.0, 0.98))
STRONG, WEAK = 2.0, 1.0
NEAR = 450
"""Neighbouring sentences are read together up to this many characters."""
CITED = "a duty that cites the statute"
SURE = 5
"""An act of this weight that stands in a sentence by itself gives way to no other family."""


class FamilyPart(msgspec.Struct, frozen=True, kw_only=True):
    """One family seen in a clause: where, how sure (0 to 1), and why, in plain words.

    ``key`` is the sentence that shows it best, to be quoted.
    """

    family: str
    role: Role
    confidence: float
    why: tuple[str, ...]
    spans: tuple[Span, ...]
    key: tuple[Span, ...]


class Recognition(msgspec.Struct, frozen=True, kw_only=True):
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


class _Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One family in one sentence."""

    at: int
    points: float
    alone: bool
    sure: bool
    act: str
    why: tuple[str, ...]


def recognise(
    clauses: Sequence[Clause], rules: Rules, reader: Reader | None = None
) -> tuple[Recognition, ...]:
    """Every recognition in ``clauses``, in order."""
    reader = reader or Reader(rules.vocabulary)
    sorts = {sort.name: sort for sort in rules.sorts}
    cited = [find_authorities(clause.text) for clause in clauses]
    read = [_sentences(clause, rules, reader, found) for clause, found in zip(clauses, cited, strict=True)]
    document = frozenset(name for sentences_ in read for sentence in sentences_ for name in sentence.groups)
    return tuple(
        found
        for clause, own, authorities in zip(clauses, read, cited, strict=True)
        for found in _recognise(clause, own, authorities, rules, sorts.get(clause.page_sort), document)
    )


def recognise_clause(
    clause: Clause, rules: Rules, reader: Reader, sort: PageSort | None = None
) -> tuple[Recognition, ...]:
    """What one clause does with contested duties, seen by itself; empty for an ordinary clause."""
    cited = find_authorities(clause.text)
    read = _sentences(clause, rules, reader, cited)
    return _recognise(
        clause, read, cited, rules, sort, frozenset(name for sentence in read for name in sentence.groups)
    )


def _recognise(
    clause: Clause,
    read: tuple[Sentence, ...],
    cited: Sequence[Authority],
    rules: Rules,
    sort: PageSort | None,
    document: frozenset[str],
) -> tuple[Recognition, ...]:
    everything = {name for sentence in read for name in sentence.groups}
    seen: dict[str, list[_Seen]] = {}
    for rule in rules.families:
        if rule.needs_any and not everything.intersection(rule.needs_any):
            continue
        if rule.needs_document and not document.intersection(rule.needs_document):
            continue
        acts = [
            (act, names)
            for act, names in zip(rule.acts, rules.act_groups[rule.family], strict=True)
            if everything.issuperset(names)
        ]
        if not acts and not rule.cited_duty and not any(rule.family in sentence.like for sentence in read):
            continue
        found = _look(rule, acts, read)
        if found:
            seen[rule.family] = found
    _give_way(seen, rules, read)
    parts: dict[Role, list[FamilyPart]] = {}
    for family, found in seen.items():
        part = _part(clause, rules.family(family), found, read, sort, document)
        if part.role == "mentions" and all("reference" in read[s.at].groups for s in found):
            continue  # it only takes over a part of another condition, which has its own finding
        parts.setdefault(part.role, []).append(part)
    if "imposes" in parts:
        # A clause that binds may also refer to another: no finding of its own. What it says it does not ask is one.
        parts = {role: parts[role] for role in ("imposes", "negates") if role in parts}
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
    tokens = reader.read(clause.text)
    spans = [
        *([(0, clause.heading)] if clause.heading else []),
        *sentences(clause.text, start=clause.heading),
    ]
    starts = [start for start, _ in spans]
    groups: list[dict[str, str]] = [{} for _ in spans]
    for name, hits in rules.terms.find(tokens).items():
        for first, last in hits:
            place = bisect_right(starts, tokens[first].start) - 1
            if place >= 0:
                groups[place].setdefault(name, clause.text[tokens[first].start : tokens[last - 1].end])
    words: list[list[str]] = [[] for _ in spans]
    if rules.likeness is not None:
        for token in tokens:
            place = bisect_right(starts, token.start) - 1
            if place >= 0:
                words[place].append(token.word)
    citations: list[list[str]] = [[] for _ in spans]
    for authority in cited:
        place = bisect_right(starts, authority.start) - 1
        if place >= 0:
            citations[place].append(authority.normalized)
    return tuple(
        Sentence(
            start=start,
            end=end,
            groups=groups[number],
            citations=tuple(dict.fromkeys(citations[number])),
            title=bool(clause.heading) and number == 0,
            like=rules.likeness.of(words[number], groups[number], citations[number])
            if rules.likeness is not None and groups[number] and not (clause.heading and number == 0)
            else {},
        )
        for number, (start, end) in enumerate(spans)
    )


Acts = Sequence[tuple[Act, tuple[str, ...]]]
"""Acts whose groups all occur in the clause, with the names of those groups."""


def _look(rule: FamilyRule, acts: Acts, read: Sequence[Sentence]) -> list[_Seen]:
    """The sentences in which the family is seen."""
    if rule.needs_citations:
        wanted = (*rule.citations.strong, *rule.citations.weak)
        cited = {w for s in read for c in s.citations for w in wanted if same_authority(c, w)}
        if len({w.partition("(")[0] for w in cited}) < rule.needs_citations:
            return []
    blocked = {f"unless/{name}" for name in rule.unless} | {f"{rule.family}/unless"}
    title = read[0] if read and read[0].title else None
    found: list[_Seen] = []
    for at, sentence in enumerate(read):
        if blocked.intersection(sentence.groups):
            continue
        act, weight, alone = _best_act(acts, read, at, title, blocked)
        strong = [c for c in sentence.citations if any(same_authority(c, w) for w in rule.citations.strong)]
        weak = [c for c in sentence.citations if any(same_authority(c, w) for w in rule.citations.weak)]
        if act is not None:
            name = act.name
        elif rule.cited_duty and strong and "duty" in sentence.groups and not sentence.title:
            name, weight = CITED, WEAK
        elif rule.family in sentence.like:
            found.append(_alike(rule, at, sentence))
            continue
        else:
            continue
        points, why = weight, [f"act: {name}"]
        if strong:
            points += STRONG
        elif weak:
            points += WEAK
        why += [f"cites {citation}" for citation in dict.fromkeys((*strong, *weak))]
        if "duty" in sentence.groups:
            points += 1
            why.append(f"duty words: {' '.join(sentence.groups['duty'].split())}")
        if points >= THRESHOLD and weight >= THRESHOLD - STRONG:
            found.append(
                _Seen(
                    at=at,
                    points=points,
                    alone=alone,
                    sure=alone and weight >= SURE,
                    act=name,
                    why=tuple(why),
                )
            )
    return found


def _alike(rule: FamilyRule, at: int, sentence: Sentence) -> _Seen:
    """A family that the sentence reads like, though no act of its rule fits."""
    like = sentence.like[rule.family]
    why = [f"reads like: {rule.meaning}"]
    if like.words:
        why.append(f"words: {', '.join(like.words)}")
    points = THRESHOLD + 2 * (like.probability - LIKELY) / (1 - LIKELY)
    return _Seen(at=at, points=points, alone=True, sure=False, act=rule.meaning, why=tuple(why))


def _best_act(
    acts: Acts, read: Sequence[Sentence], at: int, title: Sentence | None, blocked: set[str]
) -> tuple[Act | None, float, bool]:
    """The act that fits best: in the sentence alone, with the title, or with its neighbours (weaker)."""
    best: Act | None = None
    weight, alone = 0.0, False
    sentence = read[at]
    for act, names in acts:
        if act.title and not sentence.title:
            continue
        here = [name in sentence.groups for name in names]
        if all(here):
            if act.weight > weight or not alone:
                best, weight, alone = act, float(act.weight), True
            continue
        if alone or not any(here) or sentence.title:
            continue
        if title is not None and all(h or n in title.groups for h, n in zip(here, names, strict=True)):
            if act.weight - 1 > weight:
                best, weight = act, act.weight - 1.0
            continue
        if sum(here) * 2 >= len(here) and len(here) > 1:
            near = {
                name
                for other in read[max(0, at - 1) : at + 2]
                if not other.title
                and other.end - other.start < NEAR
                and not blocked.intersection(other.groups)
                for name in other.groups
            }
            if all(h or n in near for h, n in zip(here, names, strict=True)) and act.weight - 1.5 > weight:
                best, weight = act, act.weight - 1.5
    return best, weight, alone


def _give_way(seen: dict[str, list[_Seen]], rules: Rules, read: Sequence[Sentence]) -> None:
    """Drop a family from sentences where a more exact family is seen."""
    has_title = bool(read) and read[0].title
    original = {family: list(found) for family, found in seen.items()}
    for rule in rules.families:
        if rule.family not in seen or not rule.gives_way_to:
            continue
        stronger = [name for name in rule.gives_way_to if name in original]
        taken = {s.at for name in stronger for s in original[name]}
        surely = {s.at for name in stronger for s in original[name] if s.sure}
        own_title = any(read[s.at].title for s in original[rule.family])
        their_title = has_title and any(read[s.at].title for name in stronger for s in original[name])
        left = [
            s
            for s in seen[rule.family]
            if not (s.act == CITED and stronger)
            and (
                (s.sure and s.at not in surely)
                or (
                    s.at not in taken
                    and not (their_title and not own_title and not (s.alone and s.points >= 5))
                )
            )
        ]
        if left:
            seen[rule.family] = left
        else:
            del seen[rule.family]


def _part(
    clause: Clause,
    rule: FamilyRule,
    found: list[_Seen],
    read: Sequence[Sentence],
    sort: PageSort | None,
    document: frozenset[str],
) -> FamilyPart:
    roles = {s.at: role_of(rule, s.at, read, clause, sort, document) for s in found}
    order: tuple[Role, ...] = ("imposes", "negates", "describes-status", "mentions")
    role = next(role for role in order if role in roles.values())
    chosen = [s for s in found if roles[s.at] == role]
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
    told = max([s for s in chosen if not read[s.at].title] or chosen, key=lambda s: (s.alone, s.points))
    spans = tuple(span for s in chosen for span in clause.back(read[s.at].start, read[s.at].end))
    return FamilyPart(
        family=rule.family,
        role=role,
        confidence=round(confidence, 2),
        why=tuple(why[:8]),
        spans=spans,
        key=clause.back(read[told.at].start, read[told.at].end),
    )


def _role_words(
    role: Role, read: Sequence[Sentence], chosen: list[_Seen], sort: PageSort | None
) -> list[str]:
    """Why the role is not "imposes", in plain words."""
    if role == "imposes":
        return []
    group = {"negates": "no duty", "describes-status": "status words", "mentions": "reference"}[role]
    for sentence in (*(read[s.at] for s in chosen), *read):
        if group in sentence.groups:
            return [f"{role}: {' '.join(sentence.groups[group].split())}"]
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
