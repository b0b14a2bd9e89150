"""What each page of a packet is: a face page, award conditions, a council paper, a notice, a court paper, …

The words that tell are data (``records/recognition/shared/pages.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby

import msgspec

from enjoined.documents.files.read_text import PAGE_MARK
from enjoined.documents.layout.furniture import COURT_STAMP, Bare
from enjoined.documents.layout.lines import Line, squeeze
from enjoined.documents.recognition.rules import Kind, PageSort, Rules
from enjoined.documents.recognition.tokens import Reader, Words

__all__ = ["DUTY", "Section", "document_kind", "sections_of", "sort_of_text"]

LIKE_POINTS = 2.0
"""What the model of kinds counts, beside the phrases; see :mod:`enjoined.documents.recognition.genre`."""
LIKELY_KIND = 0.0
"""From this score on a page may be of a kind none of whose phrases it holds."""
SHORTEST = 320
FEWEST_LINES = 2
"""A text of fewer line ends is no paper that could read like a kind."""
TOP = 400
"""A mark within so many characters of the beginning counts more: there papers say what they are."""
FULL_LINE = 0.85
"""A line of at least this share of the longest one was broken off: what it says goes on in the next."""
FILED = frozenset({"award", "terms", "certification", "solicitation", "notice"})
"""Kinds of document that are read as such where they were filed with a court paper."""
LABEL_POINTS = 2
HEAD_POINTS = 6
LONGEST_HEAD = 60
NUMBERED_LINE = re.compile(r"^\W{0,2}(\d{1,3})(?:[.,)]\s{0,6}|\s{3,}|\s?\|\s?)(?=[A-Z\"\u201c(])")
DUTY = re.compile(
    r"\b(?:must|shall|agrees?|required?|requires|may not|will|prohibit\w*|contingent|compl(?:y|iance)|certif\w+)\b",
    re.IGNORECASE,
)
CELL = re.compile(r"[\s|.](?:(?<=\|)|(?<=\s)(?:\s{2,}|(?<=\t)|\.{4,}\s?)|(?<=\.)\.{3,}\s?)")
"""Three blanks, a tabulator, a bar or leaders part cells; so put that a search can leap."""
BOX_NUMBER = re.compile(r"^\W*(?:box\s)?\d{1,2}[a-z]?\s?[.)]\s*", re.IGNORECASE)
OTHER = PageSort(name="other", kind="other", role="imposes", needs=0, marks=(), signs=())


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Neighbouring pages of one sort, with the lines they keep; ``exhibit`` as :class:`Bare` has it."""

    sort: PageSort
    pages: tuple[int, ...]
    lines: tuple[Line, ...]
    exhibit: str | None = None


def sort_of_text(
    text: str, rules: Rules, reader: Reader, *, numbered: bool = False, first: bool = False
) -> tuple[PageSort, int]:
    """The sort of page that ``text`` is, and its points; the sort "other" with 0 when none has enough.

    ``numbered`` says that the text is behind the face of an award and holds numbered duties; ``first`` that it begins
    a document, so that it is also told by what kind of paper it reads like.
    """
    read = reader.read(text)
    told = _told(read, rules)
    labels, heads = _labels_and_heads(text)
    genre = rules.genre if first and text.count("\n") >= FEWEST_LINES and len(text) >= SHORTEST else None
    likes = genre.scores(text, read) if genre is not None else {}
    likely = max(likes, key=likes.__getitem__) if likes else None
    best, most = OTHER, 0.0
    for sort in rules.sorts:
        points = told.get(sort.name, 0)
        if not labels.isdisjoint(_squeezed(sort.anchors)):
            points += LABEL_POINTS * sum(map(labels.__contains__, _squeezed(sort.labels)))
        points += HEAD_POINTS * (not heads.isdisjoint(_squeezed(sort.heads)))
        points += sort.numbered if numbered else 0
        unasked = sort.usual and sort.kind == likely and likes[sort.kind] >= LIKELY_KIND
        if points < sort.needs and not unasked:
            continue
        total = points + LIKE_POINTS * likes.get(sort.kind, 0.0)
        if total > most or (best is OTHER and points >= sort.needs):
            best, most = sort, total
    if genre is not None and (best.role == "imposes" or best.kind == "notice"):
        report = genre.report(text, read, likes, known=best is not OTHER)
        if report is not None and report[1] > most:
            best, most = (
                next(sort for sort in rules.sorts if sort.usual and sort.kind == report[0]),
                report[1],
            )
    return best, round(max(1.0, most)) if best is not OTHER else 0


@lru_cache(maxsize=256)
def _squeezed(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(squeeze, texts))


def _told(read: Words, rules: Rules) -> dict[str, float]:
    """What the phrases count for each sort of page; of phrases that overlap only the longest counts."""
    told: dict[str, float] = {}
    taken: dict[str, set[int]] = {}
    first = {name: places[0] for name, places in rules.page_terms.find(read.words).items()}
    for name, (start, end) in sorted(first.items(), key=lambda hit: (hit[1][0] - hit[1][1], hit[0])):
        of, counts, more = rules.page_points[name]
        words = taken.setdefault(of, set())
        if words.isdisjoint(range(start, end)):
            words.update(range(start, end))
            told[of] = told.get(of, 0) + counts + (more if read.starts[start] < TOP else 0)
    return told


def _labels_and_heads(text: str) -> tuple[set[str], set[str]]:
    """What stands before a colon or alone in a cell, and the short lines that stand alone; letters only."""
    labels: set[str] = set()
    heads: set[str] = set()
    for line in text.split("\n"):
        if len(line) <= LONGEST_HEAD:
            heads.add(squeeze(line))
        if ":" not in line and CELL.search(line) is None:
            continue
        cells = CELL.split(line)
        for cell in cells:
            label, colon, _ = cell.partition(":")
            if (colon or len(cells) > 1) and len(label) <= LONGEST_HEAD:
                labels.add(squeeze(BOX_NUMBER.sub("", label)))
    return labels, heads


def _are_numbered_duties(lines: Sequence[Line]) -> bool:
    """Whether two or more rising numbers begin lines, and at least half of what they number speaks of duties."""
    rising: list[int] = []
    last = 0
    for at, line in enumerate(lines):
        number = _number(line)
        if number and (not rising or number == last + 1):
            rising.append(at)
            last = number
    if len(rising) < 2:
        return False
    ends = [*rising[1:], len(lines)]
    duties = sum(
        any(DUTY.search(line.text) for line in lines[first:end])
        for first, end in zip(rising, ends, strict=True)
    )
    return duties * 2 >= len(rising)


def _number(line: Line) -> int:
    """The number that a line begins with; 0 without one."""
    found = NUMBERED_LINE.match(line.text)
    return int(found[1]) if found else 0


def _goes_on(before: Bare, page: Bare) -> bool:
    """Whether the page begins in a sentence that the page before it left open, or its first number is the next one."""
    if not before.kept or not page.kept:
        return False
    last, line = before.kept[-1].text, page.kept[0]
    if not last.endswith((".", "!", "?", ":")):
        full = FULL_LINE * max(len(line.text) for line in before.kept)
        runs = len(last) >= full and len(line.text) >= full / 2 and not (_number(line) or line.text.isupper())
        if line.text[:1].islower() or runs:
            return True
    seen = {number for line in before.kept if (number := _number(line))}
    first = next((number for line in page.kept if (number := _number(line))), 0)
    return first - 1 in seen and first not in seen


def sections_of(bare: Sequence[Bare], rules: Rules, reader: Reader) -> tuple[Section, ...]:
    """Group the pages by sort. A page that does not tell takes the sort of the page before it."""
    placed: list[tuple[Bare, PageSort, int]] = []
    part, printed = 0, None
    for page in bare:
        face = any(found.kind == "award" for _, found, _ in placed)
        numbered = face and _are_numbered_duties(page.kept)
        if page.exhibit is not None:
            # The stamp numbers its pages, and speaks of the court.
            sort, points = _of_exhibit(page, placed[-1] if placed else None, rules, reader)
            mark = None
        else:
            sort, points = sort_of_text(page.page.text, rules, reader, numbered=numbered, first=not placed)
            mark = PAGE_MARK.search(page.page.label) if page.page.label else None
        after_last = printed is not None and printed[1] == printed[2] and mark is None and page.page.read
        follows = printed is not None and mark is not None and printed[2] == mark[2] and int(mark[1]) > 1
        mid_sentence = bool(placed) and not after_last and mark is None and _goes_on(placed[-1][0], page)
        if placed and (follows or mid_sentence or (points == 0 and not after_last)) and placed[-1][1].clauses:
            # The same printed document goes on, or the page says nothing about itself.
            sort = placed[-1][1]
        elif points == 0:
            sort = OTHER
        if after_last or (mark is not None and printed is not None and not follows):
            part += 1
        if page.page.read:
            printed = mark if mark is not None or after_last else printed
        placed.append((page, sort, part))
    sections: list[Section] = []
    before: Bare | None = None
    for _, run in groupby(placed, key=lambda entry: (entry[1].name, entry[2], entry[0].exhibit)):
        members = list(run)
        sort, first = members[0][1], members[0][0]
        lines = tuple(line for page, _, _ in members for line in page.kept)
        if sections and sort.clauses and before is not None and _goes_on(before, first):
            sections[-1], begun = _parted(sections[-1])
            lines = begun + lines
        sections.append(
            Section(
                sort=sort,
                pages=tuple(page.page.index for page, _, _ in members),
                lines=lines,
                exhibit=first.exhibit,
            )
        )
        before = members[-1][0]
    return tuple(sections)


def _of_exhibit(
    page: Bare, before: tuple[Bare, PageSort, int] | None, rules: Rules, reader: Reader
) -> tuple[PageSort, int]:
    """The sort of a page that was filed with a court paper: that of the paper it shows, if it shows one that binds."""
    goes_on = before is not None and before[0].exhibit == page.exhibit
    sort, points = sort_of_text(COURT_STAMP.sub("", page.page.text), rules, reader, first=True)
    if points and sort.kind in FILED:
        return sort, points
    if goes_on and before is not None and not points:
        return before[1], 1
    return next((sort for sort in rules.sorts if sort.kind == "court"), OTHER), 1


def _parted(section: Section) -> tuple[Section, tuple[Line, ...]]:
    """A face page without the numbered conditions that begin on it, and these: the next page goes on with them."""
    if section.sort.clauses:
        return section, ()
    lines = section.lines
    for at, line in enumerate(lines):
        if _number(line) == 1 and _are_numbered_duties(lines[at:]):
            return msgspec.structs.replace(section, lines=lines[:at]), lines[at:]
    return section, ()


def document_kind(sections: Sequence[Section], rules: Rules) -> tuple[Kind, float]:
    """The sort of the whole document, with a confidence from 0 to 1."""
    present: dict[Kind, int] = {}
    # What was filed with a paper does not say what that is.
    for section in [s for s in sections if s.exhibit is None] or sections:
        kind = section.sort.kind
        present[kind] = present.get(kind, 0) + len(section.pages)
    total = sum(present.values()) or 1
    for kind in rules.precedence:
        if kind == "court" and present.get("court", 0) * 2 < total:
            continue
        if present.get(kind):
            return kind, round(min(0.99, 0.6 + 0.4 * present[kind] / total), 2) if kind != "other" else 0.3
    return "other", 0.3
