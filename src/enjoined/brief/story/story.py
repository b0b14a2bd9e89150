"""A news story: its title, its paragraphs and sentences, and the day on which it was told."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from enjoined.brief.story.dates import dates_in
from enjoined.model import Day

__all__ = ["CHARACTERS", "LEAD_IN", "Sentence", "Story", "ends_in_abbreviation", "story_of"]

CHARACTERS: Final = 80_000
"""A longer story is read up to here (some 25 pages), and the reader is told."""

_HEAD: Final = 1_200
_HEAD_LINES: Final = 8
_SHORT_LINE: Final = 120
_LEAD: Final = 3
_BYLINE: Final = re.compile(
    r"(?:by [A-Z]|(?:posted|published|updated)\b|[^.]{3,40},\s+by\s+\S+(?:\s\S+){1,2}$)", re.IGNORECASE
)
_WEEKDAY: Final = re.compile(r"\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? $")
_AFTER_ALL: Final = re.compile(r"[.!?][\"\u201d]?\s+\(?$")
_ENDS: Final = re.compile(r"[.?!][\"'\u201d\u2019)\]]{0,2}\s+(?=[\"'\u201c\u2018(\[]{0,2}[A-Z0-9])")
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Gov|Sen|Rep|Atty|Gen|Mr|Mrs|Ms|Dr|St|Jr|Sr|No|Nos|vs?|Inc"
    r"|Co|Corp|Dept|Ald|Lt|Col|Calif|Ill|Mass|Wash|Conn|Pa|Fla|Ore|Ariz|Colo|Md|Va|Mich|Minn|Wis|Cal|Dist|Ct|Cir|Rev"
    r"|Hon|Prof|seq|Sec|Fed|Supp|a\.m|p\.m|[A-Z])|\b[A-Z]\.[A-Z])$"
)
_PUBLISHED: Final = re.compile(
    r"\b(?:published|posted|updated|filed|last\s+modified|first\s+published|by\s+[A-Z])", re.IGNORECASE
)
_DATELINE: Final = re.compile(
    r"^\s*[A-Z][A-Z .,'\u2019-]{2,60}(?:,\s*[A-Z][a-z]{1,5}\.?)?\s*(?:\(|[,\u2014\u2013-])"
)
_IN_DATELINE: Final = re.compile(
    r"\s*(?:[A-Z][A-Z .\u2019'-]{2,40}|[A-Z][A-Za-z .\u2019'-]{2,30}(?=,\s*[A-Z][A-Za-z.]{1,6}\s*[\u2013\u2014-]))"
    r"(?:,\s*[A-Z][A-Za-z.]{1,6})?\s*(?:\([A-Z][\w .-]{0,20}\)\s*)?"
    r"[,|(\u2013\u2014-]{0,2}\s*"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s*)?"
)
_MEMO: Final = re.compile(r"(?:memo(?:randum)?\s+)?(?:from|to|date|subject|re):\s", re.IGNORECASE)
_SUBJECT: Final = re.compile(r"^(?:subject|re):\s*(\S[^\n]{3,160})$", re.IGNORECASE | re.MULTILINE)
_ENGLISH: Final = frozenset(
    [
        "the", "a", "an", "of", "and", "to", "in", "for", "on", "by", "at", "is", "was", "that", "with", "from",
        "has", "will", "not",
    ]
)  # fmt: skip
_FEW_WORDS: Final = 12
_LONGEST: Final = 1_500
"""No sentence is longer, in characters; what has no full stop is cut."""
LEAD_IN: Final = re.compile(
    r"^[A-Z][A-Z.'\u2019 ]{2,40}(?:,[^\u2013\u2014-]{0,40})?(?:\([\w .,-]{1,24}\)\s*)?\s*[\u2013\u2014-]+\s+"
)
"""The dateline as a lead opens with it: "CHICAGO, Aug. 7 (Wire) - "."""
_FURNITURE: Final = re.compile(
    r"^(?:subscribe|sign up|advertisement|share this|read more|related:?|copyright|all rights reserved"
    r"|photo by|click here|newsletters?(?: sign|$)|for immediate release)\b",
    re.IGNORECASE,
)


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with its place in the story's text; ``is_title`` for the headline."""

    text: str
    start: int
    is_title: bool = False


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A story read.

    ``told`` is the day on which it was told (``None``: not found), ``told_from`` says where that was found. Offsets
    of sentences count in ``text``, whose first line is the title.
    """

    name: str
    title: str
    text: str
    sentences: tuple[Sentence, ...]
    told: Day | None = None
    told_from: str = ""
    kind: str = "text"
    warnings: tuple[str, ...] = ()

    @property
    def lead(self) -> str:
        """The title and the first sentences: what the story is about, if it is about anything."""
        return self.text[:_HEAD]


def story_of(
    text: str,
    *,
    name: str = "story",
    title: str = "",
    dated: Day | None = None,
    printed: Day | None = None,
    printed_from: str = "",
    kind: str = "text",
) -> Story:
    """The story in a text whose first line may be its headline.

    >>> story_of("City sues\\n\\nCHICAGO, Aug. 7, 2017 (Wire) - The city sued.").told_from
    'the head of the story'
    """
    warnings: list[str] = []
    text = _clean(text)
    if len(text) > CHARACTERS:
        text = text[:CHARACTERS]
        warnings.append(f"only the first {CHARACTERS:,} characters were read")
    if not _is_english(text):
        warnings.append("this does not read like English, and only stories in English are understood")
    paragraphs = _paragraphs(text)
    head = _head(paragraphs)
    subject = _SUBJECT.search(text[:_HEAD])
    if not title and subject and _MEMO.match(text):
        title = " ".join(subject[1].split())
    if not title and (at := _headline(paragraphs)) is not None:
        title = _MARKS.sub("", paragraphs.pop(at))
    told, told_from = dated, "--dated" if dated is not None else ""
    if told is None and printed is not None:
        told, told_from = printed, printed_from
    if told is None:
        told, told_from = _told(head, paragraphs)
    sentences: list[Sentence] = []
    whole = title
    if title:
        sentences.append(Sentence(text=title, start=0, is_title=True))
    for paragraph in paragraphs:
        whole += "\n\n" if whole else ""
        base = len(whole)
        sentences += [Sentence(text=paragraph[a:b], start=base + a) for a, b in _split(paragraph)]
        whole += paragraph
    return Story(
        name=name,
        title=title or next((_shortened(s.text) for s in sentences if _beside_dates(s.text)), ""),
        text=whole,
        sentences=tuple(sentences),
        told=told,
        told_from=told_from,
        kind=kind,
        warnings=tuple(warnings),
    )


def _shortened(lead: str) -> str:
    """The first sentence in place of a headline, without its dateline."""
    bare = LEAD_IN.sub("", lead)
    return textwrap.shorten(bare or lead, 120, placeholder=" …")


def _clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\u00a0", " ")
    text = re.sub("\ufffe\\s*|(?<=[a-z])[-\u00ad]\n(?=[a-z])", "", text)
    text = text.replace("\u00ad", "")
    return "".join(c for c in text if c in "\n\t" or c.isprintable()).replace("\t", " ").strip()


def _paragraphs(text: str) -> list[str]:
    """Paragraphs, with wrapped lines joined; where no empty line parts them, every long line is one."""
    blocks = [b for b in re.split(r"\n[ ]*\n+", text) if b.strip()]
    found: list[str] = []
    for block in blocks:
        lines = [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        piece: list[str] = []
        longest = max(map(len, lines), default=0)
        for line in lines:
            alone = _stands_alone(line)
            if piece and alone:
                found.append(" ".join(piece))
                piece = []
            piece.append(line)
            # A line that stops well short of the others ends a paragraph; a byline ends at once.
            if len(line) < 0.6 * longest or longest > 160 or alone or _BYLINE.match(line):
                found.append(" ".join(piece))
                piece = []
        if piece:
            found.append(" ".join(piece))
    found = _rejoined(found)
    if len(blocks) == 1 and len(found) > 1:
        return [p for p in found if not _FURNITURE.match(p)]
    return [p for p in found if not _FURNITURE.match(p)] or found


def _rejoined(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs, with what a column's or a headline's end has cut in two as one again.

    >>> _rejoined(["Court backs rules on police", "grants", "By a reporter"])
    ['Court backs rules on police grants', 'By a reporter']
    """
    found: list[str] = []
    for paragraph in paragraphs:
        if found and paragraph[:1].islower() and found[-1][-1:].isalnum() and not _BYLINE.match(paragraph):
            found[-1] = f"{found[-1]} {paragraph}"
        else:
            found.append(paragraph)
    return found


def _headline(paragraphs: Sequence[str]) -> int | None:
    """Where the headline stands: the first short line of some words that is no date, address or number of an issue."""
    short = itertools.takewhile(lambda p: len(p) <= _LINE and not p.rstrip().endswith("."), paragraphs)
    above = list(itertools.islice(short, _LINES_ABOVE))
    for index, line in enumerate(above):
        if _beside_dates(line) >= _HEADLINE_WORDS and not _ABOVE.search(line):
            return index
    return next((index for index, line in enumerate(above) if _beside_dates(line)), None)


def _beside_dates(line: str) -> int:
    """How many words a line has that are no dates and no number of a page."""
    words = len(_PAGE.sub("", line).split())
    return words - sum(len(w.text.split()) for w in dates_in(line))


def _stands_alone(line: str) -> bool:
    """Whether a line is a byline, or hardly more than a date with its year."""
    if len(line) > _SHORT_LINE:
        return False
    dated = any(w.whole for w in dates_in(line)) and _beside_dates(line) < _HEADLINE_WORDS
    return dated or _BYLINE.match(line) is not None or _MEMO.match(line) is not None


_PAGE: Final = re.compile(
    r"\b(?:page|section|vol(?:ume|\.)?|issue|n(?:umber|o\.))\s+[A-Z]?-?\d{1,4}\b[,\s\u2013\u2014-]*",
    re.IGNORECASE,
)
_MARKS: Final = re.compile(r"^[#*_\s]+|[*_\s]+$|\*\*")
"""What marks a headline in plain text."""
_LINE: Final = 160
_LINES_ABOVE: Final = 6
_HEADLINE_WORDS: Final = 4
_ABOVE: Final = re.compile(
    r"^[*_]?(?:by|from|to|date|subject|contacts?|media|press|phone|vol(?:ume|\.)|issue|no\.|office of)\b"
    r"|^(?:client|legal|member|action|policy)\s+(?:alert|update|bulletin|advisory)\s*(?:[|\u2013\u2014-]|$)"
    r"|\|\s*(?:opinions?|columns?|commentary|editorials?|analysis|news|politics)\s*$"
    r"|@|\d{3}[-.]\d{4}|\b(?:news|press|media)\s+(?:release|advisory|statement)\b",
    re.IGNORECASE,
)


def _head(paragraphs: Sequence[str]) -> list[str]:
    """The lines in which a story's date is printed, if it is: title, byline, dateline; and the very last line."""
    head = list(paragraphs[:_HEAD_LINES])
    if len(paragraphs) > _HEAD_LINES and len(paragraphs[-1]) <= _SHORT_LINE:
        head.append(paragraphs[-1])
    return head


def _told(head: Sequence[str], paragraphs: Sequence[str]) -> tuple[Day | None, str]:
    """The date printed in a short line, after a word of publishing, or in the dateline; else none."""
    for line in head:
        for written in dates_in(line[:200]):
            if not written.whole or written.day is None:
                continue
            alone = len(line) <= _SHORT_LINE and not line.rstrip().endswith(".")
            announced = _PUBLISHED.search(line[: written.start]) is not None and written.start < 80
            # A date at the very start of a line ("Aug. 7, 2017 - The city …") is a dateline, too.
            opens = written.start <= 2 or _opens_with_place(line, written.start, written.end)
            if alone or announced or opens or _IN_DATELINE.fullmatch(line[: written.start]):
                return written.day, "the head of the story"
        if _DATELINE.match(line[:_SHORT_LINE]):
            told = _by_year_of_text(line[:_SHORT_LINE], paragraphs)
            if told is not None:
                return told, "the dateline, with the only year that the story names"
    for line in paragraphs[:_LEAD]:
        for written in dates_in(line):
            if written.whole and written.day is not None and _WEEKDAY.search(line[: written.start]):
                return written.day, "the weekday with its date in the first lines"
    last = paragraphs[-1] if paragraphs else ""
    for written in dates_in(last):
        closes = _AFTER_ALL.search(last[: written.start]) and last[written.end :].strip() in ("", ".", ")")
        if written.whole and written.day is not None and closes:
            return written.day, "the end of the story"
    return None, ""


def _opens_with_place(line: str, start: int, end: int) -> bool:
    """Whether a line opens with a place, the date and a dash: "San Francisco, July 14, 2020 - The court …"."""
    place = re.fullmatch(r"[A-Z][\w.' ]{2,30}(?:, [A-Z][\w.]{1,9})?[,\s(\u2013\u2014-]{1,4}", line[:start])
    if place is None:
        return False
    closes = r"\)?\s*[\u2013\u2014-]+\s|\s+\([A-Z]"
    if re.search(r"[\u2013\u2014-]\W*$", place[0]):
        closes += r"|[.:]\s+[A-Z]"  # "San Francisco - July 14, 2020. The court …"
    return re.match(closes, line[end:]) is not None


def _by_year_of_text(line: str, paragraphs: Sequence[str]) -> Day | None:
    """The day of a dateline without a year, where the story names one year alone."""
    years = {int(year) for p in paragraphs for year in re.findall(r"\b(?:19|20)\d\d\b", p)}
    if len(years) != 1:
        return None
    anchor = Day(date(years.pop(), 7, 1).toordinal())
    for written in dates_in(line, anchor):
        if written.text[-1:].isdigit() and _IN_DATELINE.fullmatch(line[: written.start]):
            return written.day
    return None


def ends_in_abbreviation(text: str) -> bool:
    """Whether a full stop after this text would belong to its last word and end no sentence.

    >>> ends_in_abbreviation("before Gov"), ends_in_abbreviation("in Chicago")
    (True, False)
    """
    return _ABBREVIATION.search(text[-8:]) is not None


def _is_english(text: str) -> bool:
    """Whether a text reads like English: among many words, some are those that no English text does without."""
    words = re.findall(r"[^\W\d_]+", text[:_HEAD].lower())
    foreign = sum(c.isalpha() and not c.isascii() for c in text[:_HEAD])
    if foreign > len("".join(words)) / 3:
        return False
    return len(words) < _FEW_WORDS or sum(w in _ENGLISH for w in words) >= len(words) / 12


def _split(paragraph: str) -> list[tuple[int, int]]:
    cuts = [0]
    for end in _ENDS.finditer(paragraph):
        if paragraph[end.start()] == "." and ends_in_abbreviation(paragraph[: end.start()]):
            continue
        cuts.append(end.end())
    cuts.append(len(paragraph))
    pairs = []
    for a, b in itertools.pairwise(cuts):
        piece = paragraph[a:b]
        low, high = a + len(piece) - len(piece.lstrip()), a + len(piece.rstrip())
        while high - low > _LONGEST:
            cut = max(paragraph.rfind(" ", low, low + _LONGEST), low + _LONGEST // 2)
            pairs.append((low, cut))
            low = cut + len(paragraph[cut:high]) - len(paragraph[cut:high].lstrip())
        if low < high:
            pairs.append((low, high))
    return pairs
