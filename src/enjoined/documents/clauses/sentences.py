"""Sentences and list items of a clause: the smallest pieces that are recognised on their own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

__all__ = ["sentences"]

LONGEST = 1_500
HALF = 40
"""A part of a sentence between semicolons stands by itself from so many characters on."""
ENDS = re.compile(
    r"(?P<mark>[.?!:;,\n])(?:"
    r"(?<=[.?!:])[\"'\u201d)\]]{0,2}\s+(?=[\"'\u201c(\[]{0,2}[A-Z0-9])"
    r"|(?<=;)\s*(?:and|or)?\s*(?=\(?[a-z0-9]{1,4}\)\s|WHEREAS\b)"
    r"|(?<=\n)(?P<item>\s*)(?=\(?(?:[0-9]{1,2}|[A-Za-z]|[ivx]{1,4})[.)]\s|[(\[]\s?[xX]?\s?[)\]]\s|[-\u2022*]\s|_{2,}\s|[\u2610-\u2612]\s?|(?:SCOPE|NOTE|RULES)\b)"
    r"|(?<=;)(?P<half>)\s+(?:(?:and|or)\s+)?(?=[a-z])"
    r"|(?<=\n)\n"
    r"|(?<=\n)(?P<line>)(?=[\"'\u201c(\[]{0,2}[A-Z0-9])"
    r"|(?<=,)\s+(?=and certify\b|and must not\b|must stay\b|and would\b))"
)
"""The first character of an end is one of few, so that a search can leap to it."""
REFERS_ON = re.compile(
    r"(?<![;,])\s(?:or|and|sections?|subsections?|paragraphs?|items?|under|of)\s*$", re.IGNORECASE
)
"""A line that ends so goes on with "(b)", which then begins no item."""
LONG_WORD = 6
"""A word of so many letters is no abbreviation, nor the number of an item."""
ITEM_MARK = re.compile(r"(?:^|\n)\s*\(?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,4})$")
FIRST_ITEM = re.compile(r"\(?(?:1|A|a|i|I)[.)]\s")
STOP = re.compile(r"[;.]\s|\n\n")
SHORT_LINE = 0.6
"""A line shorter than this share of the longest ends what stands in it, if the next begins like a sentence."""
RUNS_ON = re.compile(
    r"(?:[,;(&-]|\b(?:and|or|of|the|to|with|for|in|by|on|from|under|a|an|that|not|any|all|its|their|U\.S\.C\.|C\.F\.R\.|Order|Section|Act|Federal|Executive))$",
    re.IGNORECASE,
)
LONGEST_LINK = len("Executive")
ABBREVIATION = re.compile(
    r"(?:\b(?:U|S|C|F|R|E|O|V|No|Nos|v|vs|seq|Sec|sec|Inc|Co|ch|chs|Pub|L|Stat|Fed|Reg|e\.g|i\.e|e|i|g|Mr|Ms|Dr|St|Dept|para|pt|art|App|Supp|Cir|subpt|cf|al|Exec)|\b[A-Z])$"
)
NAMED = re.compile(r"\b(?:Ft|Mt|Sen|Rep|Hon|Atty|Gen)$")
"""What is no end of a sentence where a name follows, and not what a sentence begins with."""
BEGINS = re.compile(
    r"(?:The|It|If|In|An?|This|These|Each|Any|All|No|Such|[A-Z][a-z]{2,12}s\s(?:must|shall|may))\b"
)
NUMBERED = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Art|Para|Ch|Pt|Tit|Prop|Fig|Ord|Cond|Vol|Amend|Exh?"
    r"|Ala|Ariz|Ark|Cal|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo)$"
)
"""What is no end of a sentence where a number or a letter that stands for one follows: "Nov. 3", "Art. IV"."""
COUNTED = re.compile(r"\(?(?:\d|[VXL]\b|[IVXL]{2,}\b|[A-Z]\b(?!\s(?!(?:and|or|of|to|in)\b)[a-z]))")


def sentences(text: str, *, start: int = 0) -> tuple[tuple[int, int], ...]:
    """Offsets of the sentences and list items of ``text`` from ``start`` on, in order.

    >>> text = "It must comply with 8 U.S.C. 1373. It may not: (a) hide; (b) run."
    >>> [text[a:b] for a, b in sentences(text)]
    ['It must comply with 8 U.S.C. 1373.', 'It may not: (a) hide;', '(b) run.']
    """
    cuts: list[int] = []
    width = max(map(len, text.split("\n"))) if "\n" in text else 0
    for end in ENDS.finditer(text, start):
        at, after = end.span()
        mark, kind = text[at], end.lastgroup
        if kind == "line":
            ends = _short(text, at, width)
        elif kind == "half":
            ends = at - (cuts[-1] if cuts else start) >= HALF and _goes_on(text, after)
        elif kind == "item":
            ends = REFERS_ON.search(text, max(0, at - 24), at) is None
        elif mark == ".":
            before = text[max(0, at - 12) : at]
            long = len(before) >= LONG_WORD and before[-LONG_WORD:].isalpha()
            ends = long or not (ABBREVIATION.search(before) or ITEM_MARK.search(before))
            if ends and not long:
                counted = COUNTED.match(text, after) and NUMBERED.search(before)
                ends = not (counted or (NAMED.search(before) and not BEGINS.match(text, after)))
        elif mark == ":":
            ends = text.startswith(("NOTE", "SCOPE"), after) or (
                "\n" in end[0] and FIRST_ITEM.match(text, after) is not None
            )
        else:
            ends = True
        if ends:
            cuts.append(after)
    found: list[tuple[int, int]] = []
    for low, high in _pairs([start, *cuts, len(text)]):
        while high - low > LONGEST:
            cut = text.rfind(" ", low + LONGEST // 2, low + LONGEST)
            cut = low + LONGEST if cut < 0 else cut
            found.append(_trim(text, low, cut))
            low = cut
        found.append(_trim(text, low, high))
    return tuple(pair for pair in found if pair[0] < pair[1])


def _goes_on(text: str, at: int) -> bool:
    """Whether what begins at ``at`` is long enough to stand by itself."""
    stop = STOP.search(text, at)
    return (stop.start() if stop else len(text)) - at >= HALF


def _short(text: str, at: int, width: int) -> bool:
    """Whether the line that ends at ``at`` is so short that the sentence cannot run on: a heading, a label."""
    line = text[text.rfind("\n", 0, at) + 1 : at].rstrip()
    if not 0 < len(line) < SHORT_LINE * width:
        return False
    link = RUNS_ON.search(line, max(0, len(line) - LONGEST_LINK))
    # A capitalised word that is a line of its own ("All") is the cell of a table.
    return link is None or (link.start() == 0 and line.istitle() and line.isalpha())


def _pairs(edges: Sequence[int]) -> list[tuple[int, int]]:
    return list(itertools.pairwise(edges))


def _trim(text: str, low: int, high: int) -> tuple[int, int]:
    piece = text[low:high]
    return low + len(piece) - len(piece.lstrip()), low + len(piece.rstrip())
