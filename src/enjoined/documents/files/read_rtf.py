"""Read a rich text file as its reader sees it: changes accepted, hidden text left out, the numbers of lists as written.

The file is a run of words of control, groups and letters (Rich Text Format 1.9.1). Only what bears on text is looked
at; pictures, objects and what a reader need not know (``\\*``) are passed over, and nothing is run or fetched.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import msgspec

from enjoined.documents.files.flow import STRUCK, TRACKED, Flow
from enjoined.documents.files.read_text import BYTE_LIMIT
from enjoined.documents.page import Page
from enjoined.errors import UnreadableDocument

__all__ = ["read_rtf"]

_DEEPEST: Final = 1_000
"""More groups in one another are refused."""
_TOKEN: Final = re.compile(
    rb"\\([A-Za-z]{1,40})(-?\d{1,10})? ?|((?:\\'[0-9A-Fa-f]{2})+)|\\([^A-Za-z])|([{}])|([^\\{}\r\n]+)",
    re.DOTALL,
)
_SIGNS: Final = {
    "tab": " ", "line": "\n", "softline": "\n", "emdash": "\u2014", "endash": "\u2013", "emspace": " ",
    "enspace": " ", "qmspace": " ", "lquote": "\u2018", "rquote": "\u2019", "ldblquote": "\u201c",
    "rdblquote": "\u201d", "bullet": "\u2022", "nestcell": "   ",
}  # fmt: skip
_SYMBOLS: Final = {b"~": " ", b"_": "-", b"{": "{", b"}": "}", b"\\": "\\"}
_PASSED_OVER: Final = frozenset(
    ("fonttbl", "colortbl", "stylesheet", "info", "pict", "listtable", "listoverridetable", "revtbl", "rsidtbl",
     "filetbl", "xe", "tc", "sp", "shprslt", "nonshppict", "fldinst", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc",
     "template", "private", "formfield", "themedata", "datastore", "latentstyles", "atnid", "atnauthor", "annotation")
)  # fmt: skip
_NEEDED: Final = frozenset(("footnote", "shpinst", "shptxt"))
"""Groups that are read though a reader need not know them."""
_BESIDE: Final = frozenset(
    ("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf")
)
_MARKS: Final = frozenset(("listtext", "pntext"))
_CHARSETS: Final = {
    77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_SYMBOL_FONT: Final = 2
_SIGN_OF_ITEM: Final = re.compile(r"[\u00b7\u2022\u25aa\u25cf\u25cb\uf0a7\uf0b7\u00a7o-]\s*")


def read_rtf(path: Path, where: str) -> tuple[Page, ...]:
    """The pages of the rich text file at ``path``.

    ``where`` is what errors call it. Raises :class:`UnreadableDocument` for
    a file that is too large, nested too deep, or shows no text.
    """
    if path.stat().st_size > BYTE_LIMIT:
        raise UnreadableDocument(
            f"the file is larger than {BYTE_LIMIT // 2**20} MB", where=where, remedy="save it as PDF"
        )
    reader = _Reader(where)
    reader.read(path.read_bytes())
    return reader.part.flow.pages(reader.margins, what="rich text file")


class _Part:
    """One stream of paragraphs: the text itself, a note, a header, or what a box holds."""

    def __init__(self, flow: Flow) -> None:
        self.flow = flow
        self.mark = ""
        self.line: list[str] = []
        self.struck = False
        self.cell: list[str] = []
        self.cells: list[str] = []
        self.in_table = False
        self.new_page = False
        self.boxes: list[Flow] = []

    def end(self) -> None:
        """End a paragraph."""
        line = "".join(self.line).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        gone = self.struck and not line.strip()
        whole = "" if gone else self.mark + line
        self.line.clear()
        self.mark, self.struck = "", False
        if self.in_table:
            self.cell.append(whole)
        else:
            if whole.strip() and self.new_page:
                self.flow.page()
                self.new_page = False
            self.flow.put(whole)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            for line in box.lines():
                self.flow.put(line)

    def end_cell(self) -> None:
        """End a cell of a row."""
        self.in_table = True
        self.end()
        inside = self.flow.cell()
        for line in self.cell:
            inside.put(line)
        self.cell.clear()
        self.cells.append(inside.text())

    def end_row(self) -> None:
        """End a row of a table."""
        self.flow.row(self.cells)
        self.cells = []

    def close(self) -> Flow:
        """End what is open; the whole."""
        self.in_table = False
        self.end()
        if self.cells:
            self.end_row()
        return self.flow


class _Group(msgspec.Struct, kw_only=True):
    """What holds within a pair of braces."""

    part: _Part
    role: str = ""
    passed_over: bool = False
    optional: bool = False
    hidden: bool = False
    struck: bool = False
    deleted: bool = False
    skip: int = 1
    font: int = -1


class _Reader:
    def __init__(self, where: str) -> None:
        self.where = where
        self.part = _Part(Flow(where, "rtf"))
        self.margins: list[str] = []
        self.page_of_codes = "cp1252"
        self.fonts: dict[int, int] = {}
        self.group = _Group(part=self.part)
        self.stack: list[_Group] = []
        self.to_skip = 0

    def read(self, data: bytes) -> None:
        """Read the whole file; what is cut short is read as far as it goes."""
        at = 0
        while (token := _TOKEN.search(data, at)) is not None:
            at = token.end()
            word, number, codes, symbol, brace, text = token.groups()
            if brace == b"{":
                self._open()
            elif brace:
                self._close()
            elif word is not None:
                name = word.decode("ascii")
                value = int(number) if number is not None else None
                if name == "bin" and value:
                    at += max(0, value)
                else:
                    self._word(name, value)
            elif codes is not None:
                self._codes(bytes.fromhex(codes.replace(b"\\'", b"").decode("ascii")))
            elif symbol == b"*":
                self.group.optional = True
            elif symbol in (b"\n", b"\r"):
                self._word("par", None)
            elif symbol is not None:
                self._put(_SYMBOLS.get(symbol, ""))
            else:
                kept = text[self.to_skip :]
                self.to_skip = max(0, self.to_skip - len(text))
                self._put(kept.decode("cp1252", "replace"))
        while self.stack:
            self._close()
        self.part.close()

    def _open(self) -> None:
        if len(self.stack) >= _DEEPEST:
            raise UnreadableDocument(
                f"the rich text file has more than {_DEEPEST:,} groups in one another",
                where=self.where,
                remedy="save it as DOCX or PDF",
            )
        self.to_skip = 0
        self.stack.append(self.group)
        self.group = msgspec.structs.replace(self.group, role="", optional=False)

    def _close(self) -> None:
        self.to_skip = 0
        if not self.stack:
            return
        ended, self.group = self.group, self.stack.pop()
        if not ended.role:
            return
        outer = self.group.part
        flow = ended.part.close()
        if ended.role == "note":
            outer.line.append(outer.flow.cite(" ".join(flow.lines())))
        elif ended.role == "mark":
            mark = " ".join(flow.text().split())
            outer.mark = "\u2022 " if _SIGN_OF_ITEM.fullmatch(mark) else f"{mark} " if mark else ""
        elif ended.role == "box":
            outer.boxes.append(flow)
        else:
            self.margins += flow.lines()

    def _word(self, name: str, value: int | None) -> None:
        group, part = self.group, self.group.part
        on = value != 0
        if name in ("f", "fcharset", "ansicpg"):
            self._font(name, value or 0)
        if group.passed_over:
            return
        if name in _PASSED_OVER or (group.optional and name not in _NEEDED):
            group.passed_over = True
        elif name in _BESIDE:
            self._begin("beside")
        elif name in _MARKS:
            self._begin("mark")
        elif name == "footnote":
            self._begin("note")
        elif name == "shptxt":
            self._begin("box")
        elif name in _SIGNS:
            self._put(_SIGNS[name])
        elif name == "u":
            self._put(chr((value or 0) % 0x10000))
            self.to_skip = group.skip
        elif name == "uc":
            group.skip = min(max(value or 0, 0), 10)
        elif name in ("par", "nestrow"):
            part.end()
        elif name == "cell":
            part.end_cell()
        elif name == "row":
            part.end_row()
        elif name in ("page", "sect"):
            part.end()
            part.new_page = True
        elif name == "pagebb":
            part.new_page = on
        elif name in ("sbknone", "sbkcol"):
            part.new_page = False
        elif name == "intbl":
            part.in_table = True
        elif name == "pard":
            part.in_table = False
        elif name == "v":
            group.hidden = on
        elif name in ("strike", "striked"):
            group.struck = on
        elif name == "deleted":
            group.deleted = on
        elif name == "revised" and on:
            part.flow.remark(TRACKED)
        elif name == "plain":
            group.hidden = group.struck = group.deleted = False
        group.optional = False

    def _begin(self, role: str) -> None:
        """What follows in this group stands apart from the text around it."""
        self.group.role, self.group.optional = role, False
        self.group.part = _Part(Flow(self.where, "rtf"))
        self.group.hidden = self.group.struck = self.group.deleted = False

    def _font(self, name: str, value: int) -> None:
        if name == "ansicpg":
            self.page_of_codes = f"cp{value}"
        elif name == "f":
            self.group.font = value
        else:
            self.fonts[self.group.font] = value

    def _codes(self, codes: bytes) -> None:
        kept = codes[self.to_skip :]
        self.to_skip = max(0, self.to_skip - len(codes))
        charset = self.fonts.get(self.group.font, 0)
        if charset == _SYMBOL_FONT:
            self._put("\u2022" if kept == b"\xb7" else "")
            return
        try:
            self._put(kept.decode(_CHARSETS.get(charset, self.page_of_codes), "replace"))
        except LookupError:
            self._put(kept.decode("cp1252", "replace"))

    def _put(self, text: str) -> None:
        group = self.group
        if group.passed_over or group.hidden or not text:
            return
        if group.struck or group.deleted:
            group.part.struck = True
            group.part.flow.remark(TRACKED if group.deleted else STRUCK)
            return
        group.part.line.append(text)
