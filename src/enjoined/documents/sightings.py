"""In which sentences of a clause a family of conditions is seen: by the acts of its rule, or by likeness.

An act is seen where all its parts stand in one sentence, less surely where they are spread over the title or the
neighbours. Where none fits, a sentence that reads like those known of the family will do.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from enjoined.documents.authorities import same_authority
from enjoined.documents.likeness import LIKELY
from enjoined.documents.roles import Sentence
from enjoined.documents.rules import Act, FamilyRule, Rules

__all__ = ["Acts", "Seen", "give_way", "look", "prefer_acts"]

THRESHOLD = 3.0
STRONG, WEAK = 2.0, 1.0
NEAR = 450
"""Neighbouring sentences are read together up to this many characters."""
CITED = "a duty that cites the statute"
BEYOND_DOUBT = 0.8
SURE = 5
"""An act of this weight that stands in a sentence by itself gives way to no other family."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """One family in one sentence; ``likeness`` is how probable it is where only that tells it."""

    at: int
    points: float
    alone: bool
    sure: bool
    act: str
    why: tuple[str, ...]
    likeness: float = 0.0


Acts = Sequence[tuple[Act, tuple[str, ...]]]
"""Acts whose groups all occur in the clause, with the names of those groups."""


def look(rule: FamilyRule, acts: Acts, read: Sequence[Sentence]) -> list[Seen]:
    """The sentences in which the family is seen."""
    if rule.needs_citations:
        wanted = (*rule.citations.strong, *rule.citations.weak)
        cited = {w for s in read for c in s.citations for w in wanted if same_authority(c, w)}
        if len({w.partition("(")[0] for w in cited}) < rule.needs_citations:
            return []
    blocked = {f"unless/{name}" for name in rule.unless} | {f"{rule.family}/unless"}
    title = read[0] if read and read[0].title else None
    found: list[Seen] = []
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
            why.append(f"duty words: {' '.join(sentence.groups['duty'].split())}")
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
        elif rule.family in sentence.like.alike and not sentence.groups.keys().isdisjoint(rule.alike_needs):
            found.append(_alike(rule, at, sentence))
    return found


def _alike(rule: FamilyRule, at: int, sentence: Sentence) -> Seen:
    """A family that the sentence reads like, though no act of its rule fits."""
    like = sentence.like.alike[rule.family]
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


def prefer_acts(seen: dict[str, list[Seen]]) -> None:
    """Where an act of some rule fits a sentence, another family is seen by likeness only if that is beyond doubt."""
    told = {s.at for found in seen.values() for s in found if not s.likeness}
    for family, found in list(seen.items()):
        left = [s for s in found if not 0 < s.likeness < BEYOND_DOUBT or s.at not in told]
        if left:
            seen[family] = left
        else:
            del seen[family]


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
                and not (other.item and sentence.item)
                and other.end - other.start < NEAR
                and not blocked.intersection(other.groups)
                for name in other.groups
            }
            if all(h or n in near for h, n in zip(here, names, strict=True)) and act.weight - 1.5 > weight:
                best, weight = act, act.weight - 1.5
    return best, weight, alone


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
