"""What pages repeat at head and foot, and what they say about themselves.

A line is furniture when it is made of known pieces (however scanning damaged and glued them), or when it stands at
the edge of many pages. What is left keeps its way back to page and character.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import msgspec
from rapidfuzz import fuzz, process

from enjoined.documents.files.read_text import PAGE_MARK
from enjoined.documents.layout.lines import Line, lines_of, squeeze
from enjoined.documents.page import Page
from enjoined.documents.recognition.rules import Furniture

__all__ = ["COURT_STAMP", "Bare", "infer_labels", "missing_pages", "strip_furniture"]

HEAD_LINES = 14
FOOT_LINES = 5
LIKENESS = 82
"""Known furniture is recognised at this likeness (0 to 100)."""
REPEATS = 3
REPEAT_SHARE = 0.4
LONGEST = 160

ONLY_MARK = re.compile(
    r"^\W*(?:sheet\W{0,3})?page\s{0,3}[:.]?\s{0,3}\d{1,4}\s{1,3}of\s{1,3}\d{1,4}\W*(?:pages)?\W*$",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(r"-?\s?(?:\d{1,4}|[ivxl]{1,6}|[A-Z]{1,2}-\d{1,3})\s?-?")
"""The number of a page, alone on its last line."""
PIECES = re.compile(
    r"page\s{0,3}[:.]?\s{0,3}\d{1,4}(?:\s{1,3}of\s{1,3}\d{1,4})?"
    r"|\b[\dIlOSo]{1,5}/?[\dIlOSo]{1,3}/[\dIlOSo]{2,4}\b"
    r"|\b[12][0-9OIl]{3}[-. ]{0,2}[A-Z0-9]{2}[-. ]{0,2}[A-Z0-9]{2}[-. ]{0,2}\d{4}"
    r"|\b\d{2}P?[A-Z]{3,5}-\d{2}-GG-\d{5}-[A-Z]{4}",
    re.IGNORECASE,
)
OF_PIECE = re.compile(r"[\d/]")
"""What each of these holds."""
FILED_AS = re.compile(r"\bDocument\s{0,2}#?:?\s{0,3}(\d{1,4}-\d{1,3})\b", re.IGNORECASE)
"""The number of what was filed with a court paper: the paper's own, and which of its exhibits it is."""
COURT_STAMP = re.compile(
    r"(?:-\d{1,3}-\s{0,3})?Case:?\s{0,3}\d{1,2}[:-][^\s]{2,20}\s{1,3}(?:Document\s{0,2}#?:?|\d{2}/\d{2}/\d{4},)[^\n]{0,60}?"
    r"Page:?\s{0,3}\d{1,4}\s{0,3}of\s{0,3}\d{1,4}(?:\s{1,3}PageID\s{0,3}#?:?\s{0,3}\d{0,7})?",
    re.IGNORECASE,
)


class Bare(msgspec.Struct, frozen=True, kw_only=True):
    """A page without its furniture: the lines kept, the lines taken away, and the label found.

    ``exhibit`` is the number under which a court's stamp says that the page was filed with another paper ("1-3").
    """

    page: Page
    kept: tuple[Line, ...]
    removed: tuple[Line, ...]
    exhibit: str | None = None


def strip_furniture(pages: Sequence[Page], furniture: Furniture) -> tuple[Bare, ...]:
    """Each page with its furniture taken away and its label ("PAGE 18 OF 21") filled in."""
    lines = [lines_of(page) for page in pages]
    repeated = _repeated(lines)
    phrases = sorted({squeeze(phrase) for phrase in furniture.phrases}, key=len, reverse=True)
    alone = {squeeze(line) for line in furniture.lines}
    made: dict[str, bool] = {}
    return tuple(
        _strip(page, found, repeated, phrases, alone, made) for page, found in zip(pages, lines, strict=True)
    )


def _shape(text: str) -> str:
    """The line with its numbers made equal, so that running page numbers repeat."""
    return re.sub(r"\d+", "#", squeeze(text))


def _repeated(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Shapes of lines that stand at the edge of many pages."""
    counts: Counter[str] = Counter()
    for lines in pages:
        edge = [*lines[:HEAD_LINES], *lines[-FOOT_LINES:]]
        counts.update({_shape(line.text) for line in edge if len(line.text) <= LONGEST})
    enough = max(REPEATS, REPEAT_SHARE * sum(bool(lines) for lines in pages))
    # A bare "1. Requirements" repeats too, but is a numbered line of conditions.
    return frozenset(s for s, n in counts.items() if n >= enough and len(s.strip("#")) >= 4)


def _strip(
    page: Page,
    lines: Sequence[Line],
    repeated: frozenset[str],
    phrases: list[str],
    alone: set[str],
    made: dict[str, bool],
) -> Bare:
    """The page bare; ``made`` keeps which lines are made of known pieces, for they repeat."""
    kept: list[Line] = []
    removed: list[Line] = []
    label: str | None = None
    last_head = -1
    verdicts: list[bool] = []
    for number, line in enumerate(lines):
        head, foot = number < HEAD_LINES, number >= len(lines) - FOOT_LINES
        paged = "page" in line.text.lower()
        mark = PAGE_MARK.search(line.text) if paged and len(line.text) <= LONGEST else None
        bare = paged and ONLY_MARK.match(line.text) is not None
        known = (
            (head or foot)
            and len(line.text) <= LONGEST
            and (
                squeeze(line.text) in alone
                or (_shape(line.text) in repeated and not re.match(r"^\(?\d{1,3}[.)]\s", line.text))
                or _is_made(line.text, phrases, made)
            )
        )
        marked = any(start <= line.start and line.end <= end for start, end in page.furniture)
        verdict = bare or known or marked
        if mark and (verdict or label is None):
            label = label or f"PAGE {int(mark[1])} OF {int(mark[2])}"
        if verdict and head:
            last_head = number
        verdicts.append(verdict)
    for number, line in enumerate(lines):
        # Debris of logos ("t j", "_") stands among the lines of the head.
        debris = (
            number < last_head and len(squeeze(line.text)) <= 3 and not re.match(r"^\d{1,3}\W?$", line.text)
        )
        last = number == len(lines) - 1
        number_alone = last and PAGE_NUMBER.fullmatch(line.text) is not None
        footing = number_alone and (len(lines) > 8 or page.label == f"page {line.text}")
        if verdicts[number] or debris or footing:
            removed.append(line)
        else:
            kept.extend(_without_stamps(line))
    labelled = page if label is None else msgspec.structs.replace(page, label=label)
    return Bare(page=labelled, kept=tuple(kept), removed=tuple(removed), exhibit=_exhibit(lines))


def _exhibit(lines: Sequence[Line]) -> str | None:
    """The number that the court's stamp at the head or the foot of a page gives to an exhibit."""
    for line in (*lines[:HEAD_LINES], *lines[-FOOT_LINES:]):
        filed = FILED_AS.search(line.text) if "ocument" in line.text else None
        if filed is not None and COURT_STAMP.search(line.text) is not None:
            return filed[1]
    return None


def _is_made(text: str, phrases: list[str], made: dict[str, bool]) -> bool:
    if text not in made:
        made[text] = _made_of(text, phrases)
    return made[text]


def _made_of(text: str, phrases: list[str]) -> bool:
    """Whether known pieces make up the line, but for a few stray letters."""
    rest = PIECES.sub(" ", text) if OF_PIECE.search(text) else text
    pieces = rest != text
    left = squeeze(rest)
    if pieces and len(left) <= 14:
        return True  # an award number, a date or a page number, with at most a damaged label beside it
    before = len(left)
    likely = process.extract(left, phrases, scorer=fuzz.partial_ratio, score_cutoff=LIKENESS, limit=None)
    for at in sorted(at for _, _, at in likely):
        phrase = phrases[at]
        if len(left) < 4:
            break
        if len(left) < 0.7 * len(phrase):
            continue
        found = fuzz.partial_ratio_alignment(phrase, left, score_cutoff=LIKENESS)
        if found is not None and found.dest_end - found.dest_start >= 0.7 * len(phrase):
            left = left[: found.dest_start] + left[found.dest_end :]
            pieces = True
    return pieces and len(left) <= max(6, before // 4) and (before - len(left) >= len(left) or not left)


def _without_stamps(line: Line) -> list[Line]:
    """The line without court filing stamps printed into it."""
    parts: list[Line] = []
    at = 0
    for stamp in COURT_STAMP.finditer(line.text) if "case" in line.text.lower() else ():
        parts.append(_part(line, at, stamp.start()))
        at = stamp.end()
    if not at:
        return [line]
    parts.append(_part(line, at, len(line.text)))
    return [part for part in parts if part.text]


def _part(line: Line, start: int, end: int) -> Line:
    raw = line.text[start:end]
    first = start + len(raw) - len(raw.lstrip())
    text = raw.strip()
    return Line(
        page=line.page,
        start=line.start + first,
        end=line.start + first + len(text),
        text=text,
        left=line.left,
        gap=line.gap,
    )


def infer_labels(pages: Sequence[Page]) -> tuple[Page, ...]:
    """Pages without text that stand between page n-1 and n+1 of m are page n of m.

    >>> pages = [Page(index=1, text="a", label="PAGE 1 OF 3"), Page(index=2, text="", read=False),
    ...          Page(index=3, text="b", label="PAGE 3 OF 3")]
    >>> [page.label for page in infer_labels(pages)]
    ['PAGE 1 OF 3', 'PAGE 2 OF 3', 'PAGE 3 OF 3']
    """
    found = list(pages)
    for place in range(1, len(found) - 1):
        before, after = (PAGE_MARK.search(found[at].label or "") for at in (place - 1, place + 1))
        page = found[place]
        unmarked = not page.read and not PAGE_MARK.search(page.label or "")
        if unmarked and before and after and before[2] == after[2]:
            number = int(before[1]) + 1
            if int(after[1]) == number + 1:
                found[place] = msgspec.structs.replace(page, label=f"PAGE {number} OF {before[2]}")
    return tuple(found)


def missing_pages(labels: Sequence[str | None]) -> tuple[int, ...]:
    """Numbers between 1 and m that no "PAGE n OF m" of the document shows (the most frequent m counts).

    >>> missing_pages(["PAGE 1 OF 3", None, "PAGE 3 OF 3"])
    (2,)
    """
    marks = [PAGE_MARK.search(label) for label in labels if label]
    pairs = [(int(mark[1]), int(mark[2])) for mark in marks if mark]
    if not pairs:
        return ()
    of = Counter(total for _, total in pairs).most_common(1)[0][0]
    if of > 2_000:
        return ()
    seen = {number for number, _ in pairs}
    return tuple(number for number in range(1, of + 1) if number not in seen)
