"""In which sentences of a clause a family of conditions is seen: by the acts of its rule, or by likeness.

An act is seen where all its parts stand in one sentence, less surely where they are spread over the title or the
neighbours. Where none fits, a sentence that reads like those known of the family will do.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from enjoined.documents.recognition.authorities import same_authority
from enjoined.documents.recognition.likeness import LIKELY, Like
from enjoined.documents.recognition.roles import Sentence
from enjoined.documents.recognition.rules import Act, FamilyRule, ReadyAct, Rules

__all__ = ["Seen", "carry_status", "give_way", "look", "prefer_acts"]

THRESHOLD = 3.0
STRONG, WEAK = 2.0, 1.0
NEAR = 450
"""Neighbouring sentences are read together up to this many characters."""
CITED = "a duty that cites the statute"
DUTY_OR_STATUS = frozenset({"duty", "status words"})
SAID_TERM = "said term"
"""The words by which a paper comes back to a condition it has just told of."""
STATUS_OF_TERM = frozenset({SAID_TERM, "status words"})
BEYOND_DOUBT, ALL_BUT_SURE = 0.8, 0.95
NEAR_BY, ELSEWHERE, NOWHERE = 0.7, 0.8, 0.9
"""So probable must a family be where words it needs stand in the sentence, elsewhere in the document, or nowhere."""
ENOUGH = 5
"""Of fewer known words nothing is told there."""
SURE = 5
"""An act of this weight that stands in a sentence by itself gives way to no other family."""


class Seen(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One family in one sentence; ``likeness`` is how probable it is where only that tells it."""

    at: int
    points: float
    alone: bool
    sure: bool
    act: str
    why: tuple[str, ...]
    likeness: float = 0.0


def look(
    rule: FamilyRule,
    acts: Sequence[ReadyAct],
    blocked: frozenset[str],
    read: Sequence[Sentence],
    document: frozenset[str],
) -> list[Seen]:
    """The sentences in which the family is seen by one of ``acts``, or by likeness; none with a ``blocked`` group.

    ``document`` holds the groups of words of the whole document.
    """
    if rule.needs_citations:
        wanted = (*rule.citations.strong, *rule.citations.weak)
        cited = {w for s in read for c in s.citations for w in wanted if same_authority(c, w)}
        if len({w.partition("(")[0] for w in cited}) < rule.needs_citations:
            return []
    title = read[0] if read and read[0].title else None
    titled = title is not None and any(names <= title.groups for _, names in acts)
    spoken_of = not document.isdisjoint(rule.alike_needs)
    telling = frozenset().union(*(names for _, names in acts))
    found: list[Seen] = []
    other = False
    for at, sentence in enumerate(read):
        told = not telling.isdisjoint(sentence.groups)
        if not (told or rule.family in sentence.like.faint or (rule.cited_duty and sentence.citations)):
            continue
        if not blocked.isdisjoint(sentence.groups):
            other = other or any(names <= sentence.groups for _, names in acts)
            continue
        act, weight, alone = _best_act(acts, read, at, title, blocked) if told else (None, 0.0, False)
        strong = [c for c in sentence.citations if any(same_authority(c, w) for w in rule.citations.strong)]
        weak = [c for c in sentence.citations if any(same_authority(c, w) for w in rule.citations.weak)]
        if act is not None:
            name = act.name
        elif (
            rule.cited_duty
            and strong
            and not DUTY_OR_STATUS.isdisjoint(sentence.groups)
            and not sentence.title
        ):
            name, weight = CITED, WEAK
        else:
            name = ""
        points, why = weight, [f"act: {name}"]
        if strong:
            points += STRONG
        elif weak:
            points += WEAK
        why += [f"cites {citation}" for citation in dict.fromkeys((*strong, *weak))]
        if "duty" in sentence.groups:
            points += 1
            why.append(f"duty words: {' '.join(sentence.said['duty'].split())}")
        if not strong and points < SURE and rule.family in sentence.like.unlike:
            continue  # words of an act stand in it, and nothing else that sentences of the family say
        if name and points >= THRESHOLD and weight >= THRESHOLD - STRONG:
            found.append(
                Seen(
                    at=at,
                    points=points,
                    alone=alone,
                    sure=alone and weight >= SURE,
                    act=name,
                    why=tuple(why),
                )
            )
        elif rule.family in sentence.like.alike:
            like = sentence.like.alike[rule.family]
            near = not sentence.groups.isdisjoint(rule.alike_needs)
            enough = like.known >= ENOUGH and like.probability >= (ELSEWHERE if spoken_of else NOWHERE)
            if enough or (near and like.probability >= NEAR_BY):
                found.append(_alike(rule, at, like))
        elif titled and rule.family in sentence.like.faint:
            found.append(_alike(rule, at, Like(LIKELY)))
    if other and all(read[s.at].title for s in found):
        return []  # what the title tells of is the look-alike below it
    return found


def _alike(rule: FamilyRule, at: int, like: Like) -> Seen:
    """A family that the sentence reads like, though no act of its rule fits."""
    why = [f"reads like: {rule.meaning}"]
    if like.words:
        why.append(f"words: {', '.join(like.words)}")
    points = THRESHOLD + 2 * (like.probability - LIKELY) / (1 - LIKELY)
    return Seen(
        at=at,
        points=points,
        alone=True,
        sure=False,
        act=rule.meaning,
        why=tuple(why),
        likeness=like.probability,
    )


def prefer_acts(seen: dict[str, list[Seen]], read: Sequence[Sentence]) -> None:
    """Where an act of some rule fits a sentence, another family is seen by likeness only if that is beyond doubt.

    An act whose family the sentence does not read like gives way to the family that it does read like.
    """
    told: dict[int, bool] = {}
    for family, found in seen.items():
        for s in found:
            if not s.likeness:
                told[s.at] = told.get(s.at, False) or s.points >= SURE or family in read[s.at].like.alike
    alike = {
        s.at
        for family, found in seen.items()
        for s in found
        if s.likeness and not _apart(read[s.at], family, NEAR_BY)
    }
    for family, found in list(seen.items()):
        left = [
            s
            for s in found
            if (
                not told.get(s.at, False) or s.likeness >= BEYOND_DOUBT or _apart(read[s.at], family, NEAR_BY)
                if s.likeness
                else told[s.at] or s.at not in alike
            )
        ]
        if left:
            seen[family] = left
        else:
            del seen[family]


def _apart(sentence: Sentence, family: str, probability: float) -> bool:
    """Whether a part of the sentence tells the family so surely, whatever the rest is about."""
    like = sentence.like.alike.get(family)
    return like is not None and like.apart >= probability


def carry_status(seen: dict[str, list[Seen]], read: Sequence[Sentence]) -> None:
    """Where a sentence says what became of "the term", it says so of the families of the sentence before it."""
    taken = {s.at for found in seen.values() for s in found}
    for at, sentence in enumerate(read):
        if at in taken or not sentence.groups >= STATUS_OF_TERM:
            continue
        for found in seen.values():
            if any(s.at == at - 1 for s in found):
                why = (f"of the term before it: {' '.join(sentence.said[SAID_TERM].split())}",)
                found.append(Seen(at=at, points=THRESHOLD, alone=True, sure=False, act=SAID_TERM, why=why))


def _best_act(
    acts: Sequence[ReadyAct],
    read: Sequence[Sentence],
    at: int,
    title: Sentence | None,
    blocked: frozenset[str],
) -> tuple[Act | None, float, bool]:
    """The act that fits best: in the sentence alone, with the title, or with its neighbours (weaker)."""
    best: Act | None = None
    weight, alone = 0.0, False
    sentence = read[at]
    near: set[str] | None = None
    for act, names in acts:
        if act.title and not sentence.title:
            continue
        missing = names - sentence.groups
        if not missing:
            if act.weight > weight or not alone:
                best, weight, alone = act, float(act.weight), True
            continue
        if alone or sentence.title or len(missing) == len(names):
            continue
        if title is not None and missing <= title.groups:
            if act.weight - 1 > weight:
                best, weight = act, act.weight - 1.0
            continue
        if len(missing) * 2 <= len(names) and act.weight - 1.5 > weight:
            near = _near(read, at, blocked) if near is None else near
            if missing <= near:
                best, weight = act, act.weight - 1.5
    return best, weight, alone


def _near(read: Sequence[Sentence], at: int, blocked: frozenset[str]) -> set[str]:
    """The groups of a sentence and of its short neighbours, but not of other items of its list."""
    return {
        name
        for other in read[max(0, at - 1) : at + 2]
        if not other.title
        and not (other.item and read[at].item)
        and other.end - other.start < NEAR
        and blocked.isdisjoint(other.groups)
        for name in other.groups
    }


def give_way(seen: dict[str, list[Seen]], rules: Rules, read: Sequence[Sentence]) -> None:
    """Drop a family from sentences where a more exact family is seen."""
    has_title = bool(read) and read[0].title
    original = {family: list(found) for family, found in seen.items()}
    for rule in rules.families:
        if rule.family not in seen or not rule.gives_way_to:
            continue
        stronger = [name for name in rule.gives_way_to if name in original]
        taken = {s.at for name in stronger for s in original[name]}
        surely = {s.at for name in stronger for s in original[name] if s.sure}
        decided = {s.at for name in stronger if rules.family(name).duty_in_act for s in original[name]}
        own_title = any(read[s.at].title for s in original[rule.family])
        their_title = has_title and any(read[s.at].title for name in stronger for s in original[name])
        left = [
            s
            for s in seen[rule.family]
            if not (s.act == CITED and stronger)
            and (
                (s.sure and s.at not in surely)
                or (s.at not in decided and _apart(read[s.at], rule.family, ALL_BUT_SURE))
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
