"""What a sentence does with a contested duty: imposes, mentions, negates it, or describes its status.

Read from the sentence's own words, from its neighbours, and from the sort of page and document it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from enjoined.documents.clauses.outline import Clause
from enjoined.documents.recognition.genre import BINDING
from enjoined.documents.recognition.likeness import NOTHING_TOLD, Likes
from enjoined.documents.recognition.rules import FamilyRule, PageSort, Role
from enjoined.documents.recognition.voice import quoted_at

__all__ = ["QUOTED", "STRUCK_OUT", "Sentence", "role_of"]

NEGATED_WITHIN = 3
GRANTS = "grant context"
"""The words of which one stands in every paper that binds a recipient."""
STRUCK_OUT = "struck out"
"""Words by which a paper says that a term is gone, whatever duty the sentence tells beside."""
NEW_PART = re.compile(r"[:;,]|\b(?:recipient|grantee|awardee)\b")
"""What parts a duty from words before it that strike another out."""
TOLD_DUTY = "told duty"
"""Words of a duty that lies in the past or in what somebody else says."""
LIKEWISE = "likewise"
"""Words that take over what the sentence before says."""
ANSWERS, ANSWER_DUTY = "questions and answers", "answer duty"
"""The sort of page on which an agency answers questions, and words by which an answer binds all who apply."""
NOT_OF_AGENCIES = frozenset({"telling", "local withholds", "status words"})
"""Words of answers that are not those of an agency to all who apply, or that tell what became of a duty."""
LETTER_DUTY = frozenset({"duty", "letter duty"})
QUOTED = frozenset({"duty", "no duty", "status words", "reference", "said term", TOLD_DUTY, STRUCK_OUT})
"""Groups whose words are quoted to give a reason, or looked for in the sentence."""
TELLS = frozenset({"policy", "bill", "court", "news"})
"""Kinds of document that never impose anything on a recipient."""


class Sentence(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One sentence or item of a clause: its characters, the groups of words in it, its citations.

    ``said`` are the words, as printed, of those groups that are quoted (:data:`QUOTED`); ``like`` tells which families
    it reads like and which not; an ``item`` has a number or letter of its own in a list.
    """

    start: int
    end: int
    groups: set[str]
    said: dict[str, str]
    citations: tuple[str, ...]
    title: bool = False
    item: bool = False
    like: Likes = NOTHING_TOLD


def role_of(
    rule: FamilyRule,
    at: int,
    read: Sequence[Sentence],
    clause: Clause,
    sort: PageSort | None,
    document: frozenset[str],
) -> Role:
    """The role of the sentence ``read[at]`` for one family; ``document`` holds the groups of the whole document."""
    sentence = read[at]
    kind = sort.kind if sort is not None else "other"
    groups, said = sentence.groups, sentence.said
    binding = kind in BINDING
    negated = _negated(rule, at, read, nearby=kind not in TELLS)
    text = clause.text[sentence.start : sentence.end]
    if text.endswith("?") and not binding:
        return "mentions"
    status = "status words" in groups
    if kind == "notice":
        return _in_notice(groups, negated=negated, sort=sort, document=document)
    if kind in TELLS:
        if status and kind in ("court", "news"):
            return "describes-status"
        return "negates" if negated and kind == "policy" else "mentions"
    if negated:
        return "negates"
    if _said(STRUCK_OUT, at, read) and not _put_in_place(said, text):
        return "describes-status"
    if quoted_at(clause.text, sentence.start + max(0, text.find(said.get("duty", "")))):
        return "mentions"
    if TOLD_DUTY in groups and not _stands_beside(said, text):
        return "mentions"
    if "reference" in groups and "text taken over" not in groups and not sentence.title:
        return "mentions"
    if status and not (binding and "duty" in groups):
        return "describes-status"
    if sort is not None and sort.role == "mentions":
        return "imposes" if _answered(sort, groups, document) else "mentions"
    if text[:5].upper().startswith("NOTE"):
        return "mentions"
    if not binding and ("telling" in groups or ("local withholds" in groups and "interfere" not in groups)):
        return "mentions"
    if sort is not None and kind == "other" and GRANTS not in document:
        return "mentions"
    duty = any("duty" in other.groups for other in read[max(0, at - 2) : at + 2])
    duty = duty or (read[0].title and "duty" in read[0].groups)
    return "imposes" if duty or binding or clause.number or rule.duty_in_act else "mentions"


def _negated(rule: FamilyRule, at: int, read: Sequence[Sentence], *, nearby: bool) -> bool:
    """Whether the sentence, or for some families a note close by, says that no such duty exists."""
    if rule.own_negation:
        return False
    if _said("no duty", at, read):
        return True
    near = read[max(0, at - NEGATED_WITHIN) : at + NEGATED_WITHIN + 1]
    return nearby and rule.negated_nearby and any("no duty" in other.groups for other in near)


def _put_in_place(said: dict[str, str], text: str) -> bool:
    """Whether a duty follows in a part of its own what is struck out: "is deleted, and the recipient must"."""
    if "duty" not in said or STRUCK_OUT not in said:
        return False
    struck = text.find(said[STRUCK_OUT]) + len(said[STRUCK_OUT])
    duty = text.find(said["duty"], struck)
    return duty >= 0 and NEW_PART.search(text, struck, duty) is not None


def _stands_beside(said: dict[str, str], text: str) -> bool:
    """Whether a duty of its own stands beside one that is only told: before it, or in a part behind a comma."""
    if "duty" not in said:
        return False
    told = text.find(said[TOLD_DUTY])
    duty = text.find(said["duty"], told + len(said[TOLD_DUTY]))
    if text.find(said["duty"]) < told:
        return True
    return duty >= 0 and "," in text[told:duty] and not said[TOLD_DUTY].endswith("that")


def _answered(sort: PageSort, groups: set[str], document: frozenset[str]) -> bool:
    """Whether an answer lays a duty on all who apply: not in a paper that tells of others or of what became of it."""
    return sort.name == ANSWERS and ANSWER_DUTY in groups and document.isdisjoint(NOT_OF_AGENCIES)


def _said(group: str, at: int, read: Sequence[Sentence]) -> bool:
    """Whether the sentence says it, or says that the same goes for it as for the sentence before."""
    return group in read[at].groups or (
        LIKEWISE in read[at].groups and at > 0 and group in read[at - 1].groups
    )


def _in_notice(groups: set[str], *, negated: bool, sort: PageSort | None, document: frozenset[str]) -> Role:
    """In an agency's notice or letter: a notice of non-enforcement imposes nothing; a letter may."""
    if "status words" in groups or (sort is not None and sort.role == "describes-status"):
        return "describes-status"
    if negated:
        return "negates"
    quiet = "status words" in document or "telling" in groups
    letter = sort is not None and sort.name == "agency letter"
    return "imposes" if letter and LETTER_DUTY.intersection(groups) and not quiet else "mentions"
