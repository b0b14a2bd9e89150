"""Read a web page, as saved or as an agency published it: the text a visitor sees, without menus and scripts.

Nothing in the page is run or fetched. Lists are numbered as a browser shows them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from enjoined.documents.files.flow import STRUCK
from enjoined.documents.files.numerals import numeral
from enjoined.documents.files.read_text import BYTE_LIMIT, decode, split_pages
from enjoined.documents.page import Page
from enjoined.errors import UnreadableDocument

__all__ = ["html_text", "read_html"]

_CHROME: Final = ", ".join(
    ("script", "style", "noscript", "template", "nav", "aside", "object", "svg", "canvas",
     "dialog", "head", "[role=navigation]", "[role=search]", "[role=banner]",
     "[role=contentinfo]", "[role=menu]", "[role=menubar]", "[role=alertdialog]", "[role=dialog]",
     'input[type="hidden"]', ".usa-banner", ".skip-link", ".breadcrumb", "#wm-ipp-base")
)  # fmt: skip
_AROUND: Final = ", ".join(
    ("body > header", "body > footer", ".usa-header", ".usa-footer", ".usa-identifier", ".site-header", ".site-footer",
     "#header", "#footer", "body > .header", "body > .footer", "body > div > .header", "body > div > .footer",
     "[id*=cookie i]", "[class*=cookie i]", "[id*=onetrust i]", "[class*=consent-banner i]", "[class*=breadcrumb i]",
     "[class*=skip i][href]", ".share-links", ".share-buttons", ".social-share", "[class~=share]", "[class~=sharing]")
)  # fmt: skip
"""What stands around the text of a page by its name, unless most of the text is in it."""
_STRUCK: Final = "del, s, strike"
_LINE_THROUGH: Final = re.compile(
    r"text-decoration(?:-line)?\s*:[^;{}]{0,60}(?<![-.\w])line-through\b", re.IGNORECASE
)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_CLASS_OF: Final = re.compile(
    rf"(?:^|[}},])\s*(?:[a-z]{{1,10}})?\.([\w-]{{1,60}})\s*\{{[^{{}}]{{0,2000}}?{_LINE_THROUGH.pattern}",
    re.IGNORECASE,
)
"""A class of elements that a style sheet strikes out."""
_FRAMES: Final = 3
"""So deep are frames read that the page itself holds (``srcdoc``)."""
_SMALL_PART: Final = 0.3
_UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEW_PAGE: Final = re.compile(
    r"(?:page-)?break-(before|after)\s*:\s*(?:always|page|left|right)\b", re.IGNORECASE
)
_BLOCKS: Final = frozenset(
    ("address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "p",
     "pre", "section", "summary", "table", "ol", "ul", "menu", "caption")
)  # fmt: skip
_LINES: Final = frozenset(("li", "tr", "option", "legend"))
_DEEPEST: Final = 5_000
"""More blocks in one another are refused: parsing takes the square of the time. Browsers stop at 512."""
_ENDED: Final = re.compile(
    rf"<(/?)(?:{'|'.join(sorted(_BLOCKS - {'body', 'dd', 'dt', 'hr', 'p'}))})\b", re.IGNORECASE
)
"""Tags of blocks that do not end by themselves."""
_UNREAD: Final = re.compile(
    r"<(?:!--(?!-?>)|(script|style)\b).*?((?(1)</\1\s*>|-->)|\Z)", re.IGNORECASE | re.DOTALL
)
"""What stands within these, if they end, is no tag."""
_LIST_STYLES: Final = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "decimal": "decimal", "lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "none": "none",
    "decimal-leading-zero": "decimalZero",
}  # fmt: skip
_LIST_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.IGNORECASE)
_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)


def read_html(path: Path, where: str) -> tuple[Page, ...]:
    """The pages of the web page at ``path``: one, unless its style sheet or its print says where pages break.

    ``where`` is what errors call it. Raises :class:`UnreadableDocument` for
    a file that is too large or nested too deep, or shows no text.
    """
    if path.stat().st_size > BYTE_LIMIT:
        raise UnreadableDocument(
            f"the web page is larger than {BYTE_LIMIT // 2**20} MB", where=where, remedy="split it"
        )
    markup = _decoded(path.read_bytes(), where)
    writer = _written(markup, where)
    text = writer.text()
    if not text.strip():
        raise UnreadableDocument(
            "the web page shows no text", where=where, remedy="save it from the browser as PDF"
        )
    first, *others = split_pages(text, where=where, source="html")
    if writer.struck:
        first = msgspec.structs.replace(first, remarks=(STRUCK, *first.remarks))
    return (first, *others)


def _decoded(data: bytes, where: str) -> str:
    declared = _CHARSET.search(data[:4_096])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            name = declared[1].decode("ascii")
            # Browsers read these names as Windows-1252.
            latin = name.lower() in ("iso-8859-1", "latin1", "ascii", "us-ascii")
            return data.decode("cp1252" if latin else name)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, where=where)


def _is_too_deep(markup: str) -> bool:
    depth = 0
    for found in _ENDED.finditer(_UNREAD.sub(lambda part: "" if part[2] else part[0], markup)):
        depth = max(0, depth + (-1 if found[1] else 1))
        if depth > _DEEPEST:
            return True
    return False


def html_text(markup: str, *, where: str = "the web page") -> str:
    """The text that a visitor of the page sees, in lines; pages are parted by form feeds.

    Raises :class:`UnreadableDocument`, which calls the page ``where``, where it is nested too deep.

    >>> html_text("<nav>Menu</nav><ol start=4><li>Notice<li>Access</ol><script>alert(1)</script>")
    '4. Notice\\n5. Access'
    """
    return _written(markup, where).text()


def _written(markup: str, where: str, frames: int = _FRAMES) -> _Writer:
    """The page written out, with the frames that it holds itself down to so many in one another."""
    if _is_too_deep(markup):
        raise UnreadableDocument(
            f"the web page has more than {_DEEPEST:,} blocks in one another",
            where=where,
            remedy="save it from the browser as PDF",
        )
    tree = LexborHTMLParser(markup)
    writer = _Writer()
    if tree.body is not None:
        struck = _struck_out(tree)
        writer.struck = bool(struck)
        _walk(tree.body, writer, _unseen(tree, tree.body) | struck, where, frames)
    return writer


def _struck_out(tree: LexborHTMLParser) -> set[int]:
    """The elements whose words are shown struck out.

    A class that most of the text bears is none of them: a page is not struck out as a whole.
    """
    found = {node.mem_id for node in tree.css(_STRUCK) if node.text().strip()}
    found |= {n.mem_id for n in tree.css("[style]") if _LINE_THROUGH.search(n.attributes.get("style") or "")}
    sheets = (_COMMENT.sub("", node.text()) for node in tree.css("style"))
    classes = {name for sheet in sheets for name in _CLASS_OF.findall(sheet)}
    bearing = [
        node
        for node in (tree.css("[class]") if classes else ())
        if not classes.isdisjoint((node.attributes.get("class") or "").split())
    ]
    whole = len(tree.body.text()) if tree.body is not None else 0
    if 2 * sum(len(node.text()) for node in bearing) <= whole:
        found |= {node.mem_id for node in bearing}
    return found


def _unseen(tree: LexborHTMLParser, body: LexborNode) -> set[int]:
    """The elements of a page that are no part of what it says, each by its place in memory."""
    gone = {node.mem_id for node in tree.css(_CHROME)}
    around = {node.mem_id for node in tree.css(_AROUND)}
    if around:
        lengths = _lengths(body, gone, around | {body.mem_id})
        most = _SMALL_PART * lengths[body.mem_id]
        small = {place for place in around if lengths.get(place, 0) <= most}
        gone |= small if sum(lengths.get(place, 0) for place in small) <= most else set()
    # What a button of the page unfolds is seen when it is asked for.
    opens = {node.attributes.get("aria-controls") for node in tree.css("button[aria-controls]")}
    unfolded = {name for node in tree.css("[id]") if (name := node.attributes.get("id")) and name in opens}
    gone |= {n.mem_id for n in tree.css("button") if n.attributes.get("aria-controls") not in unfolded}
    for node in tree.css("[hidden], [style]"):
        hidden = "hidden" in node.attributes or _UNSEEN.search(node.attributes.get("style") or "")
        if hidden and node.attributes.get("id") not in unfolded:
            gone.add(node.mem_id)
    return gone - {node.mem_id for node in (tree.root, body) if node is not None}


def _lengths(body: LexborNode, gone: set[int], wanted: set[int]) -> dict[int, int]:
    """How many letters the ``wanted`` elements hold, without what is ``gone``."""
    found: dict[int, int] = {}
    stack: list[tuple[LexborNode, int]] = [(body, -1)]
    total = 0
    while stack:
        node, before = stack.pop()
        if before >= 0:
            found[node.mem_id] = total - before
        elif node.is_text_node:
            total += len(node.text_content or "")
        elif node.mem_id not in gone or node.mem_id == body.mem_id:
            if node.mem_id in wanted:
                stack.append((node, total))
            stack.extend((child, -1) for child in reversed(_children(node)))
    return found


class _Writer:
    """Collects text into lines, so that white space shows as a browser shows it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.line: list[str] = []
        self.mark = ""
        self.gap = False
        self.cell = 0
        self.kept_as_typed = 0
        self.struck = False

    def put(self, text: str) -> None:
        """Text as it stands in the markup."""
        if self.kept_as_typed:
            first, *rest = text.expandtabs().split("\n")
            self.line.append(first)
            for line in rest:
                self.end()
                self.line.append(line)
        else:
            self.line.append(re.sub(r"[ \t\r\n\f]+", " ", text))

    def end(self, *, gap: bool = False) -> None:
        """End the line; with ``gap`` the next one begins a paragraph."""
        text = "".join(self.line)
        text = text.rstrip() if self.kept_as_typed else re.sub(r"(?<! ) {1,2}(?! )", " ", text).strip()
        self.line.clear()
        if text.strip():
            if self.gap and self.done and self.done[-1] != "\f":
                self.done.append("")
            self.done.append(f"{self.mark} {text}" if self.mark else text)
            self.gap, self.mark = False, ""
        self.gap = self.gap or gap

    def frame(self, inside: _Writer) -> None:
        """What a frame shows, in lines of its own."""
        self.end(gap=True)
        for line in inside.text().replace("\f", "\n\n").split("\n"):
            self.line.append(line)
            self.end(gap=not line)
        self.end(gap=True)
        self.struck = self.struck or inside.struck

    def begin_item(self, mark: str) -> None:
        """The next line is an item of a list, with ``mark`` before it."""
        self.end()
        self.mark = mark

    def begin_cell(self) -> None:
        """The next cell of a row: in the line of the cell before it, unless that has several lines."""
        if len(self.done) > self.cell:
            self.end()
        elif self.line:
            self.line.append("   ")
        self.cell = len(self.done)

    def page(self) -> None:
        """A new page begins here, unless this one is still empty."""
        self.end(gap=True)
        if self.done and self.done[-1] != "\f":
            self.done.append("\f")

    def text(self) -> str:
        """All lines."""
        self.end()
        return "\n".join(self.done).replace("\n\f\n", "\f").strip("\n\f")


def _walk(body: LexborNode, writer: _Writer, unseen: set[int], where: str, frames: int) -> None:
    """Write the text below ``body`` without what is ``unseen``; no recursion, however deep the page nests.

    Of ``frames`` in one another so many are read.
    """
    stack: list[tuple[LexborNode, bool]] = [(body, False)]
    counters: list[_Counter] = []
    while stack:
        node, leaving = stack.pop()
        if node.is_text_node:
            writer.put(node.text_content or "")
            continue
        tag = node.tag or ""
        if leaving:
            _leave(node, tag, writer, counters)
            continue
        if not node.is_element_node or node.mem_id in unseen:
            continue
        if tag == "br":
            writer.end()
            continue
        if tag in ("input", "select"):
            writer.put(_field(node) if tag == "input" else _chosen(node))
            continue
        if tag == "iframe":
            held = node.attributes.get("srcdoc")
            if held and frames:
                writer.frame(_written(held, where, frames - 1))
            continue
        _enter(node, tag, writer, counters)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(_children(node)))


def _enter(node: LexborNode, tag: str, writer: _Writer, counters: list[_Counter]) -> None:
    if _breaks_page(node) == "before":
        writer.page()
    if tag in _BLOCKS:
        nested = tag in ("ol", "ul") and bool(counters)
        writer.end(gap=not nested)
    if tag in ("ol", "ul", "menu"):
        counters.append(_Counter(node, ordered=tag == "ol"))
    elif tag == "li":
        writer.begin_item(counters[-1].mark(node) if counters else "\u2022")
    elif tag == "tr":
        writer.end()
    elif tag in ("td", "th"):
        writer.begin_cell()
    elif tag == "pre":
        writer.kept_as_typed += 1


def _leave(node: LexborNode, tag: str, writer: _Writer, counters: list[_Counter]) -> None:
    if tag in _BLOCKS:
        writer.end(gap=not (tag in ("ol", "ul") and len(counters) > 1))
    elif tag in _LINES:
        writer.end()
        writer.mark = ""
    if tag in ("ol", "ul", "menu") and counters:
        counters.pop()
    elif tag == "pre":
        writer.kept_as_typed -= 1
    if _breaks_page(node) == "after":
        writer.page()


def _breaks_page(node: LexborNode) -> str | None:
    style = node.attributes.get("style")
    found = _NEW_PAGE.search(style) if style else None
    return found[1].lower() if found else None


def _field(node: LexborNode) -> str:
    """What a field of a form shows."""
    kind = (node.attributes.get("type") or "text").lower()
    if kind in ("checkbox", "radio"):
        return "[X]" if "checked" in node.attributes else "[ ]"
    return node.attributes.get("value") or "" if kind == "text" else ""


def _chosen(node: LexborNode) -> str:
    """What is chosen from a list of choices; nothing where the page does not say."""
    return ", ".join(option.text().strip() for option in node.css("option[selected]"))


class _Counter:
    """The numbers of one list, as HTML defines them (``start``, ``reversed``, ``type``, ``value``)."""

    def __init__(self, node: LexborNode, *, ordered: bool) -> None:
        styled = _LIST_STYLE.search(node.attributes.get("style") or "")
        plain = "decimal" if ordered else "bullet"
        self.form = _LIST_STYLES.get(
            styled[1].lower() if styled else node.attributes.get("type") or "", plain
        )
        self.step = -1 if "reversed" in node.attributes else 1
        items = sum(child.tag == "li" for child in _children(node)) if self.step < 0 else 1
        self.next = _integer(node.attributes.get("start"), items)

    def mark(self, item: LexborNode) -> str:
        """The mark of the next item."""
        if self.form in ("bullet", "none"):
            return "\u2022" if self.form == "bullet" else ""
        number = _integer(item.attributes.get("value"), self.next)
        self.next = number + self.step
        return f"{numeral(number, self.form)}."


def _children(node: LexborNode) -> list[LexborNode]:
    found: list[LexborNode] = []
    child = node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _integer(text: str | None, otherwise: int) -> int:
    found = re.match(r"\s*([-+]?\d{1,9})", text or "")
    return int(found[1]) if found else otherwise
