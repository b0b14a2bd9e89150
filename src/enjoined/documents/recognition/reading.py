"""The sentences of a clause as recognition sees them: their words, groups of words, citations, and likeness."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter

from enjoined.documents.clauses.outline import Clause
from enjoined.documents.clauses.sentences import sentences
from enjoined.documents.recognition.authorities import Authority
from enjoined.documents.recognition.likeness import NOTHING_TOLD
from enjoined.documents.recognition.roles import QUOTED, SET_PHRASE, Sentence
from enjoined.documents.recognition.rules import Rules
from enjoined.documents.recognition.terms import Standing
from enjoined.documents.recognition.tokens import Reader, Words

__all__ = ["sentences_of"]

ITEM = re.compile(
    r"\(?(?:[0-9]{1,2}|[A-Za-z]|[ivx]{1,4}|[A-Z]{1,2}[-.][0-9IVX]{1,5})[.):]\s|[A-Z][-.][0-9]{1,2}\s|\W?\s?[0-9]{1,4}(?:\.[0-9]{1,3}){1,2}\s|(?:Article|Section|Term)\s[0-9IVXL]{1,6}\b|[(\[]\s?[xX]?\s?[)\]]\s|[-\u2022*]\s"
)
"""What begins an item of a list."""

GOES_ON = re.compile(r";\s+(?:(?:and|or)\s+)?\Z")
"""What stands before a part of a sentence that is read by itself."""
LEADS_IN = (":", "--", "\u2014")
"""What leads in to the items of a list reads like nothing."""
JOINT = re.compile(r"[,aon](?:(?<=,)|(?<=\ba)nd\b|(?<=\bo)r\b|(?<=\bn)or\b)")
PART = 5
"""So many words of a part of a sentence may tell a duty."""
GOVERNING = frozenset(
    {"duty", "letter duty", "no duty", "status words", "reference", "telling", "local withholds"}
)
"""Groups of words that go on to rule the next part of their sentence."""
OF_ITEM = frozenset({"no duty", "status words"})
"""Groups that an item of a list says of itself alone, unless they stand in what leads in to the list."""
FIRST = re.compile(r"(?<=[\s:])\(?(?:1|[aAiI])[.)]\s")
"""Where a list begins inside a sentence."""

FIRST_WORD, NAMES = itemgetter(0), itemgetter(2)
"""Of a phrase that stands in a clause: its first word, and the groups that hold it."""


def sentences_of(
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
    for place, held in enumerate(groups):
        if SET_PHRASE in held:
            of_each[place] = _meant(of_each[place])
            groups[place] = set().union(*map(NAMES, of_each[place]))
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
        own = words[edges[place] : edges[place + 1]]
        if rules.likeness is not None and not title and not text.endswith(LEADS_IN, start, end):
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
                words=own,
            )
        )
    return tuple(found)


def _between(standing: Sequence[Standing], first: int, last: int) -> Sequence[Standing]:
    """The phrases that begin with one of the words from ``first`` on, before ``last``."""
    return standing[
        bisect_left(standing, first, key=FIRST_WORD) : bisect_left(standing, last, key=FIRST_WORD)
    ]


def _meant(standing: Sequence[Standing]) -> list[Standing]:
    """The phrases that neither begin nor end in a set phrase."""
    idle = {word for first, last, names in standing if SET_PHRASE in names for word in range(first, last)}
    return [found for found in standing if found[0] not in idle and found[1] - 1 not in idle]


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
