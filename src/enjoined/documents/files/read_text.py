"""Read plain text: a file saved from a viewer, the output of OCR, or text copied from a page.

Pages come from form feeds, or else from what the pages print about themselves ("PAGE 18 OF 21", "Page: 3 of 18").
What the viewer added (menus, ``<br />`` at line ends) and the line numbers of court papers are removed before offsets
are counted.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from enjoined.documents.files.unread import BLANK, RUN_TOGETHER, run_together
from enjoined.documents.layout.line_numbers import without_numbered_lines
from enjoined.documents.page import Page, Source
from enjoined.errors import UnreadableDocument

__all__ = ["BYTE_LIMIT", "decode", "read_text", "split_pages"]

BYTE_LIMIT = 64 * 1024 * 1024
"""A larger text file is refused."""
PAGE_LIMIT = 5_000
"""More pages than this are refused."""
TOTAL_CHARACTERS = 20_000_000
"""More characters than this are refused."""
PAGE_CHARACTERS = 200_000
"""Text without page marks is cut into pages of at most this many characters."""
SAMPLE = 65_536
EMPTY_LINE_SHARE = 0.4
"""Where more than this share of the lines is empty, the empty lines are an artefact of the viewer."""

FEWEST_CUT = 4
CUT_SHARE = 0.3
"""Where more than this share of the paragraphs are cut within a sentence, the paragraphs are lines."""
LONGEST_LINE = 130
FULL_LINE = 0.7
"""A line of less than this share of the longest was ended by its writer, as an item of a list is."""
FINISHED = ".:;!?"
GOES_ON = re.compile(r"(?![a-z]{1,4}[.)]\s)[a-z]")
"""A sentence does so in the next line; an item of a list begins there."""
LINE_BREAK = re.compile(r"[ \t]{0,8}<br\s{0,3}/?>[ \t]*\n?", re.IGNORECASE)
VIEWER_TITLE = re.compile(r"\A\s*(?:Laserfiche WebLink|HomeMy WebLinkAbout)[ \t]*\n?", re.IGNORECASE)
VIEWER_LAST = "View plain text"
VIEWER_FIRST = "My WebLink"
PAGE_MARK = re.compile(r"\bPAGE\s{0,3}[:.]?\s{0,3}(\d{1,4})\s{1,3}OF\s{1,3}(\d{1,4})\b", re.IGNORECASE)
PAGE_ALONE = re.compile(
    r"^[ \t]*(?:-+[ \t]*)?Page\s{0,3}[:#]?\s{0,3}(\d{1,4})[ \t]*(?:-+[ \t]*)?$", re.IGNORECASE | re.MULTILINE
)
FACE_TITLE = re.compile(
    r"^[ \t]*(?:[A-Z][\w.-]*[ \t]){0,4}(?:notice[ ]of[ ](?:grant[ ])?(?:and[ ]agreement[ ])?award|grant[ ]agreement"
    r"|(?:grant[ ])?award[ ](?:letter|notice|notification|instrument|document|agreement)"
    r"|assistance[ ](?:award|agreement)|sub-?(?:award|grant)[ ](?:agreement|award|notice)|grant[ ]award)"
    r"(?:[ \t][\w./-]+){0,4}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
"""The title of an award's face, alone in its line."""
FACE_NUMBER = re.compile(
    r"^\W{0,3}(?:\d{1,2}[a-z]?[.)]\s{1,3})?(?:federal\s)?(?:sub-?)?(?:award|grant|agreement|instrument)\s"
    r"(?:identification\s)?(?:number|no\b\.?|id\b)(?:\s?\(fain\))?[ \t]{0,20}[:|#]?\s{0,8}(?=[A-Z0-9-]*\d[A-Z0-9-]*\d)"
    r"([A-Z0-9][A-Z0-9-]{6,29})\b",
    re.IGNORECASE | re.MULTILINE,
)
"""The number of an award behind its label, at the beginning of a line."""
SHORTEST_NUMBER = 6
"""A number that begins with one already printed adds the number of an action to it."""
FACE_HEAD = 800
"""The number stands no further below the title."""
LETTERHEAD = 70
"""A line above a title is no longer than this."""
HEAD_WORDS = re.compile(
    r"department\s{0,3}of|office\s{0,3}o[fc]|bureau\s{0,3}o[fc]|continuation|^\W{0,4}sheet\b|^\s*grant\s*$|^\W{0,6}\w{0,2}\W{0,4}$",
    re.IGNORECASE,
)


def read_text(path: Path, where: str) -> tuple[Page, ...]:
    """The pages of the text file at ``path``.

    UTF-8, UTF-16 (with its mark) and Windows-1252 are understood; a byte no encoding knows becomes U+FFFD.
    ``where`` is what errors call it. Raises :class:`UnreadableDocument` for
    a missing, empty, too large or binary file.
    """
    try:
        size = path.stat().st_size
        if size > BYTE_LIMIT:
            raise UnreadableDocument(
                f"the text is larger than {BYTE_LIMIT // 2**20} MB", where=where, remedy="split it"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument("the file cannot be opened", where=where, remedy="check its name") from error
    text = decode(data, where=where)
    if not text.strip():
        raise UnreadableDocument("the file is empty", where=where, remedy="check that it was saved")
    return split_pages(text, where=where)


def decode(data: bytes, *, where: str) -> str:
    """The text of ``data``; raises :class:`UnreadableDocument` when it is not text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    sample = data[:SAMPLE]
    strange = sum(byte < 9 or (14 <= byte < 32 and byte != 27) for byte in sample)
    if strange > len(sample) // 200:
        raise UnreadableDocument("this is not text", where=where, remedy="give a PDF, or text saved as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def split_pages(text: str, *, where: str = "", source: Source = "text") -> tuple[Page, ...]:
    """Pages of ``text``, with the viewer's additions removed and each page's own label read.

    >>> [page.label for page in split_pages("PAGE 1 OF 2\\nfirst\\fPAGE 2 OF 2\\nsecond")]
    ['PAGE 1 OF 2', 'PAGE 2 OF 2']
    """
    if len(text) > TOTAL_CHARACTERS:
        raise UnreadableDocument(
            f"the text has more than {TOTAL_CHARACTERS:,} characters", where=where, remedy="split it"
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\f" in text:
        parts = text.split("\f")
        while len(parts) > 1 and not parts[-1].strip():
            parts.pop()
        clean = [_without_viewer(part) for part in parts]
    else:
        marked = _at_marks(_without_viewer(text))
        clean = [
            piece
            for part in (_at_faces(marked[0]) if len(marked) == 1 else marked)
            for piece in _bounded(part)
        ]
    clean = [_lines_joined(without_numbered_lines(part)) for part in clean]
    if len(clean) > PAGE_LIMIT:
        raise UnreadableDocument(
            f"the text has {len(clean):,} pages; at most {PAGE_LIMIT:,} are read",
            where=where,
            remedy="split it",
        )
    return tuple(_page(number, part, source) for number, part in enumerate(clean, start=1))


def _page(number: int, text: str, source: Source) -> Page:
    read = bool(text.strip())
    return Page(
        index=number,
        text=text,
        label=page_label(text),
        source=source,
        read=read,
        why_unread=None if read else BLANK,
        remarks=(f"{RUN_TOGETHER}: some may be missed",) if run_together(text) else (),
    )


def _lines_joined(text: str) -> str:
    """The text; where each of its lines was kept as a paragraph, as in a copy from a PDF, as lines again.

    >>> _lines_joined("A\\n\\nWhat is paid\\n\\nunder this award\\n\\nis spent as of\\n\\nthe plans or\\n\\nlaws say.")
    'A\\n\\nWhat is paid\\nunder this award\\nis spent as of\\nthe plans or\\nlaws say.'
    """
    lines = text.split("\n\n")
    full = FULL_LINE * max((len(line) for line in lines if len(line) <= LONGEST_LINE), default=0)
    ends = [full <= len(line) <= LONGEST_LINE and line[-1:] not in FINISHED for line in lines]
    cut = sum(end and GOES_ON.match(below) is not None for end, below in zip(ends, lines[1:], strict=False))
    if cut < max(FEWEST_CUT, CUT_SHARE * len(lines)):
        return text
    return "".join(line + ("\n" if end else "\n\n") for line, end in zip(lines, ends, strict=True)).rstrip(
        "\n"
    )


def page_label(text: str) -> str | None:
    """What a page calls itself: its first "PAGE n OF m", in capitals.

    >>> page_label("SHEET Page 18 of 21")
    'PAGE 18 OF 21'
    """
    found = PAGE_MARK.search(text)
    return f"PAGE {int(found[1])} OF {int(found[2])}" if found else None


def _without_viewer(text: str) -> str:
    """Cut the viewer's menus and its line-break marks; drop empty lines that only the viewer put there."""
    if VIEWER_FIRST in text[:400] and VIEWER_LAST in text[:4000]:
        text = text[text.index(VIEWER_LAST) + len(VIEWER_LAST) :].lstrip("\n")
    text = VIEWER_TITLE.sub("", text, count=1)
    if LINE_BREAK.search(text):
        lines = LINE_BREAK.sub("\n", text).split("\n")
        empty = sum(not line.strip() for line in lines)
        if empty > EMPTY_LINE_SHARE * len(lines):
            lines = [line for line in lines if line.strip()]
        text = "\n".join(lines)
    return text


def _at_marks(text: str) -> list[str]:
    """Cut before the head of every page that prints "PAGE n OF m" (or, failing that, "Page: n" on a line)."""
    marks = list(PAGE_MARK.finditer(text))
    stamped = "Filed" in text and "Document" in text
    if len(marks) < 2 or stamped:
        alone = list(PAGE_ALONE.finditer(text))
        if len(alone) < 2:
            return [text]
        cuts = [found.start() for found in alone]
    else:
        cuts = []
        seen: set[int] = set()
        for mark in marks:
            if int(mark[1]) in seen:
                continue
            seen.add(int(mark[1]))
            cuts.append(_head_start(text, mark.start()))
    edges = [0, *(cut for cut in cuts if cut > 0), len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges) if text[a:b].strip()]


def _at_faces(text: str) -> list[str]:
    """Cut before the title of every further award's face: a title, and soon below it a number not yet printed."""
    cuts: list[int] = []
    seen: set[str] = set()
    above = 0
    for number in FACE_NUMBER.finditer(text):
        key = number[1].upper().replace("-", "")
        if any(key[:length] in seen for length in range(SHORTEST_NUMBER, len(key) + 1)):
            continue
        low = max(above, number.start() - FACE_HEAD)
        title = max((found.start() for found in FACE_TITLE.finditer(text, low, number.start())), default=-1)
        if seen and title > 0:
            cuts.append(_letterhead(text, title))
        seen.add(key)
        above = number.end()
    edges = [0, *cuts, len(text)]
    return [text[a:b] for a, b in itertools.pairwise(edges) if text[a:b].strip()]


def _letterhead(text: str, title: int) -> int:
    """Where the lines right above a title begin that name who gives the award."""
    start = title
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        line = text[above : start - 1].strip()
        if not line or len(line) > LETTERHEAD or line[-1] in ".;:," or any(map(str.isdigit, line)):
            break
        start = above
    return start


def _head_start(text: str, mark: int) -> int:
    """Where the head of the page begins whose "PAGE n OF m" stands at ``mark``: up over its furniture lines."""
    start = text.rfind("\n", 0, mark) + 1
    for _ in range(8):
        if start == 0:
            break
        above = text.rfind("\n", 0, start - 1) + 1
        if not HEAD_WORDS.search(text[above : start - 1]):
            break
        start = above
    return start


def _bounded(part: str) -> list[str]:
    """Cut very long pages at line ends."""
    pieces: list[str] = []
    while len(part) > PAGE_CHARACTERS:
        cut = part.rfind("\n", PAGE_CHARACTERS // 2, PAGE_CHARACTERS)
        cut = PAGE_CHARACTERS if cut < 0 else cut + 1
        pieces.append(part[:cut])
        part = part[cut:]
    return [*pieces, part]
