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
from enjoined.documents.recognition.voice import Speech, quoted_at

__all__ = ["DECIDING", "QUOTED", "SET_PHRASE", "STRUCK_OUT", "Around", "Sentence", "only_named", "role_of"]

NEGATED_WITHIN = 3
GRANTS = "grant context"
"""The words of which one stands in every paper that binds a recipient."""
STRUCK_OUT = "struck out"
"""Words by which a paper says that a term is gone, whatever duty the sentence tells beside."""
TAKEN_OUT = "taken out"
"""What becomes of a part of a paper that is changed: it is deleted, superseded, struck; said of nothing else."""
OF_PAPER = "part of a paper"
"""Words that name a part of a paper: an article, this condition, the certification."""
NEW_PART = re.compile(r"[:;,]|\b(?:recipient|grantee|awardee)\b")
"""What parts a duty from words before it that strike another out."""
TOLD_DUTY = "told duty"
"""Words of a duty that lies in the past or in what somebody else says."""
SAID_TERM = "said term"
"""Words that come back to the term just told of."""
LIKEWISE = "likewise"
"""Words that take over what the sentence before says."""
ANSWERS, ANSWER_DUTY = "questions and answers", "answer duty"
"""The sort of page on which an agency answers questions, and words by which an answer binds all who apply."""
NOT_OF_AGENCIES = frozenset({"telling", "status words", TOLD_DUTY})
"""Words of answers that are not those of an agency to all who apply, or that tell what became of a duty."""
OF_OTHERS = frozenset({"local withholds", "for others"})
"""Words of a paper of those who are asked, or of those who advise them, not of those who ask."""
WAS = re.compile(r"\b(?:did|was|were|had|used to)\b", re.IGNORECASE)
"""What makes a question ask for what is over."""
CONDITION = re.compile(r"\b(?:if|unless|once|that|which|who|under the)\b", re.IGNORECASE)
"""What makes an answer tell of some, or of a case that may never be."""
OF_WHICH = re.compile(r"\b(?:that|which|who)\s+(?:(?:has|have|had|since)\s+)*\Z")
"""What makes a word of change tell which ones are meant: "orders that have been revoked"."""
LETTER_DUTY = frozenset({"duty", "letter duty"})
SET_PHRASE = "set phrase"
"""Words that lead in to what comes, or leave it open, and say nothing of what they seem to: "as follows"."""
QUOTED = frozenset(
    {
        "duty",
        "no duty",
        "status words",
        "reference",
        SAID_TERM,
        TOLD_DUTY,
        STRUCK_OUT,
        TAKEN_OUT,
        OF_PAPER,
        ANSWER_DUTY,
    }
)
"""Groups whose words are quoted to give a reason, or looked for in the sentence."""
DECIDING = frozenset(
    {
        *QUOTED,
        LIKEWISE,
        SET_PHRASE,
        GRANTS,
        *OF_OTHERS,
        "letter duty",
        "telling",
        "text taken over",
        "bound state",
        "bound local",
    }
)
"""Groups that tell what a sentence does, or whom it binds, and not what it is about: likeness learns none of them."""
ENDS = (".", ";", ":", ",", "!", "?", ")", '"', "\u201d")
"""What ends a sentence or a part of one, but no heading."""
SPEAKS, SILENT = 2.5, -0.5
"""Where nothing else says what a page is, a sentence that speaks so much for a duty lays one down without duty words,
and one that speaks less than this lays none down."""
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
    words: Sequence[str] = ()


class Around(msgspec.Struct, frozen=True, gc=False):
    """What stands around a sentence: the groups of words of its whole document, and how the papers in that speak."""

    groups: frozenset[str]
    speech: Speech | None

    def lays_down(self, clause: Clause, sentence: Sentence) -> float:
        """How much speaks for a sentence of the clause that lays down a duty; 0 where that cannot be told."""
        return self.speech.lays_down(clause.page_sort, sentence.words) if self.speech is not None else 0.0


def role_of(
    rule: FamilyRule,
    at: int,
    read: Sequence[Sentence],
    clause: Clause,
    sort: PageSort | None,
    around: Around,
) -> Role:
    """The role of the sentence ``read[at]`` for one family."""
    sentence = read[at]
    document = around.groups
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
    if _said(STRUCK_OUT, at, read) and not _put_in_place(said, STRUCK_OUT, text):
        return "describes-status"
    if _taken_out(said, text) or _taken_back(at, read, clause):
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
        return "imposes" if _answered(at, read, clause, sort, document) else "mentions"
    if text[:5].upper().startswith("NOTE"):
        return "mentions"
    if not binding and ("telling" in groups or ("local withholds" in groups and "interfere" not in groups)):
        return "mentions"
    if sort is not None and kind == "other" and GRANTS not in document:
        return "mentions"
    speaks = 0.0 if binding else around.lays_down(clause, sentence)
    if speaks < SILENT:
        return "mentions"
    duty = speaks >= SPEAKS or any("duty" in other.groups for other in read[max(0, at - 2) : at + 2])
    duty = duty or (read[0].title and "duty" in read[0].groups)
    return "imposes" if duty or binding or clause.number or rule.duty_in_act else "mentions"


def only_named(text: str, read: Sequence[Sentence], at: int) -> bool:
    """Whether a line is a heading or a name: no sentence, no item of a list, and no duty in it or beside it."""
    if read[at].item or text[read[at].start : read[at].end].rstrip().endswith(ENDS):
        return False
    return not any("duty" in other.groups for other in read[max(0, at - 2) : at + 2])


def _negated(rule: FamilyRule, at: int, read: Sequence[Sentence], *, nearby: bool) -> bool:
    """Whether the sentence, or for some families a note close by, says that no such duty exists."""
    if rule.own_negation:
        return False
    if _said("no duty", at, read):
        return True
    near = read[max(0, at - NEGATED_WITHIN) : at + NEGATED_WITHIN + 1]
    return nearby and rule.negated_nearby and any("no duty" in other.groups for other in near)


def _taken_out(said: dict[str, str], text: str) -> bool:
    """Whether the sentence says that a part of the paper is gone, not that a recipient must put an end to it.

    >>> _taken_out({OF_PAPER: "paragraph", TAKEN_OUT: "been dropped"}, "That paragraph has been dropped.")
    True
    >>> said = {"duty": "certifies", OF_PAPER: "rule", TAKEN_OUT: "been dropped"}
    >>> _taken_out(said, "It certifies that any such rule has been dropped.")
    False
    """
    if not {OF_PAPER, TAKEN_OUT} <= said.keys():
        return False
    named, gone = text.find(said[OF_PAPER]), text.find(said[TAKEN_OUT])
    duty = text.find(said["duty"]) if "duty" in said else -1
    if 0 <= duty < named and NEW_PART.search(text, duty, named) is None:
        return False
    if OF_WHICH.search(text, max(0, gone - 40), gone):
        return False
    return named < gone and not _put_in_place(said, TAKEN_OUT, text)


def _taken_back(at: int, read: Sequence[Sentence], clause: Clause) -> bool:
    """Whether the next sentence says of what this one tells that it is gone: "; that paragraph has been taken out"."""
    if at + 1 == len(read) or read[at + 1].item or SAID_TERM not in read[at + 1].said:
        return False
    following = read[at + 1]
    return _taken_out(following.said, clause.text[following.start : following.end])


def _put_in_place(said: dict[str, str], gone: str, text: str) -> bool:
    """Whether a duty follows in a part of its own what is ``gone``: "is deleted, and the recipient must"."""
    if "duty" not in said or gone not in said:
        return False
    struck = text.find(said[gone]) + len(said[gone])
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


def _answered(
    at: int, read: Sequence[Sentence], clause: Clause, sort: PageSort, document: frozenset[str]
) -> bool:
    """Whether an answer lays a duty on all who apply or receive: not what others say, or what was, or a mere case."""
    sentence = read[at]
    if sort.name != ANSWERS or ANSWER_DUTY not in sentence.groups or not document.isdisjoint(OF_OTHERS):
        return False
    near = read[max(0, at - NEGATED_WITHIN) : at + 1]
    if not sentence.groups.isdisjoint(NOT_OF_AGENCIES) or any("status words" in s.groups for s in near):
        return False
    told = clause.text[near[0].start : sentence.start].rpartition("?")[0].rpartition("\n")[2]
    bound = sentence.said[ANSWER_DUTY]
    before = clause.text[sentence.start : sentence.end].partition(bound)[0] + bound
    return CONDITION.search(before) is None and WAS.search(told) is None


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
