"""The labels of a recipient on a face page: "1. Recipient name", "Name of grantee", "Award to"; as scans print them."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["MEMO", "MEMO_HEAD", "UNDER", "WHO", "recipient_labels", "scanned"]

_CONFUSED = {
    "a": "an", "b": "bh", "c": "ceo", "e": "eco", "g": "gq", "h": "hb", "i": "il1j", "l": "l1i", "n": "nun", "o": "oc0",
    "r": "rtn", "s": "s5", "t": "tlrf", "u": "unv",
}  # fmt: skip


def scanned(word: str) -> str:
    """A pattern for a word as scanning may print it.

    >>> bool(re.fullmatch(scanned("recipient"), "rccip1enl")), bool(re.fullmatch(scanned("recipient"), "resident"))
    (True, False)
    """
    return "".join(f"[{_CONFUSED[letter]}]" if letter in _CONFUSED else letter for letter in word)


WHO = "|".join(map(scanned, ("recipient", "grantee", "awardee")))
EDGE = re.compile(
    r"[\s|](?!\s)(?:(?<=[\n|\t])|(?<=\s\s)|(?=(?:Sub-?)?(?:[Rr]ecipient|[Gg]rantee|[Aa]wardee)(?:\sName)?:\s[A-Z]))"
)
"""What stands before a label: a line or a cell begins behind it, or the label cannot be taken for anything else."""
LABEL = re.compile(
    r"[^\w\n]{0,3}(?:(?:(?:box|block|item|line|field|part|section)\s)?\d{1,2}[a-z]?\s?[.,):]?\s{0,3}|\(?[ivx]{1,5}\)\s{0,3}|\(?[a-z][.)]\s{1,3})?(?:"
    rf"(?:{WHO})\s{{1,3}}information[^\n]{{0,20}}\n(?:[^\n:]{{0,60}}\n)?\W{{0,3}}{scanned('name')}|"
    rf"(?:(?:award|grant|prime|federal)\s{{1,3}})?(?:sub-?\s?)?(?:{WHO})(?:['\u2019]s)?"
    r"(?:\s{1,3}(?:organization|agency|legal|jurisdiction))?"
    rf"(?:\s{{1,3}}{scanned('name')})?(?:\s{{1,3}}(?:{scanned('and')}|&)\s{{1,3}}(?:mailing\s)?{scanned('address')})?"
    rf"|(?:{scanned('legal')}\s{{1,3}})?{scanned('name')}(?:\s{{1,3}}(?:and|&)\s{{1,3}}address)?\s{{1,3}}o[fct]\s{{1,3}}(?:the\s)?(?:{WHO}|applicant|organization)"
    r"|name\s{1,3}of\s{1,3}(?:the\s)?(?:applicant\s)?(?:government(?:al)?\s)?(?:entity|agency|jurisdiction)"
    rf"|(?:applicant\s{{1,3}})?{scanned('legal')}\s{{1,3}}{scanned('name')}"
    r"|(?:legal\s{1,3})?applicant(?:\s{1,3}(?:organization|agency|government\s{1,3}entity))?(?:\s{1,3}name)?|organization(?:al)?\s{1,3}name"
    r"|local\s{1,3}(?:public\s{1,3})?agency(?:\s{1,3}name)?|jurisdiction(?:\s{1,3}name)?|entity\s{1,3}name|(?:local|state)\s{1,3}education(?:al)?\s{1,3}agency(?:\s{1,3}name)?"
    r"|(?:awarded\s{1,3})?agency\s{1,3}name|awarded\s{1,3}agency|organization|institution|fiscal\s{1,3}agent|project\s{1,3}sponsor"
    r"|(?:(?:sub-?)?grants?\s{1,3}|sub-?)?award(?:ed)?\s{1,3}to|sub-?grant(?:ed)?\s{1,3}to|tribe(?:\s{1,3}name)?|tribal\s{1,3}(?:nation|government)|issued\s{1,3}to|offered\s{1,3}to|cooperator|contractor(?:\s{1,3}name)?|participant(?:\s{1,3}name)?|sponsor|to"
    r")\b(?!\s{0,2}-\w)(?!\s+(?:agreement|contract|handbook|terms|conditions)\b)(?:\s{0,3}\([^)\n]{0,60}(?:\)|(?=\s{3}|\n)))?(?P<end>\s{0,3}[:\u2013\u2014|-]|\s{0,3}(?=\n|\Z)|\s{3,}|\t|\s)",
    re.IGNORECASE,
)
UNDER = re.compile(
    r"\b(?:sub-?\s?(?:recipient|grantee|awardee)|(?:sub-?\s?)(?:award|grant)(?:ed)?\s+to)", re.I
)
"""Of a label: somebody who gets money of an award through its recipient."""
MEMO = re.compile(r"(?mi)^\W{0,3}(?:from|subject|re|cc|through|via)\b\s{0,3}[:|](?!\s*The\s+United\s+States)")
"""A line of the head of a memorandum, in which "To:" names a reader and no recipient."""
MEMO_HEAD = 240


def recipient_labels(text: str) -> Iterator[re.Match[str]]:
    """The labels of a recipient at the beginnings of lines and cells."""
    end = 0
    for at in (0, *(edge.end() for edge in EDGE.finditer(text))):
        label = LABEL.match(text, at) if at >= end else None
        if label is not None:
            end = label.end()
            yield label
