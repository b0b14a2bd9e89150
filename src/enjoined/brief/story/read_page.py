"""A saved news page: its headline, its main text, the day it says it was published."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from enjoined.brief.story.dates import dates_in
from enjoined.model import Day

__all__ = ["PageText", "is_page", "read_page"]

_DROP: Final = (
    "script, style, noscript, template, svg, nav, footer, aside, form, iframe, button, figcaption, header nav, "
    "[hidden], [aria-hidden=true], [role=navigation], [role=complementary], [role=banner]"
)
_META: Final = (
    "article:published_time",
    "og:article:published_time",
    "datePublished",
    "date",
    "pubdate",
    "publish-date",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "DC.date.issued",
    "dcterms.created",
)
_BLOCKS: Final = "p, li, h2, h3, blockquote"
_SIDE: Final = re.compile(
    r"related|promo|newsletter|sidebar|comment|share|social|advert|recirc|most-?(?:read|popular)|footer|cookie|paywall",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")
_LEAST: Final = 40
_CHARACTERS: Final = 5_000_000


class PageText(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says: title, paragraphs, and the day of publication with where it was found."""

    title: str
    paragraphs: tuple[str, ...]
    published: Day | None
    published_from: str


def is_page(text: str) -> bool:
    """Whether a text is HTML.

    >>> is_page("<!doctype html><title>x</title>"), is_page("CHICAGO (AP) - The city <sued>.")
    (True, False)
    """
    head = text.lstrip("\ufeff \r\n\t")[:2_000].lower()
    return bool(
        re.match(
            r"<(?:!doctype\s+html|html|head|body|article|main|div|section|h1|!--|\?xml[^>]*>\s*<(?:!doctype\s+html|html))",
            head,
        )
        or (("<p>" in head or "<p " in head) and "</" in head)
    )


def read_page(text: str) -> PageText:
    """The story of a page; what is not part of it (menus, scripts, related items) is left out."""
    tree = LexborHTMLParser(text[:_CHARACTERS])
    published, published_from = _published(tree)
    title = _title(tree)
    for node in tree.css(_DROP):
        node.decompose()
    root = _root(tree)
    paragraphs = tuple(dict.fromkeys(_paragraphs(root))) if root is not None else ()
    if paragraphs and paragraphs[0] == title:
        paragraphs = paragraphs[1:]
    return PageText(title=title, paragraphs=paragraphs, published=published, published_from=published_from)


def _words(node: LexborNode) -> str:
    return (
        " ".join(node.text(separator=" ").replace("\u00a0", " ").split())
        .replace(" ,", ",")
        .replace(" .", ".")
    )


def _title(tree: LexborHTMLParser) -> str:
    for selector in ("article h1", "main h1", "h1"):
        node = tree.css_first(selector)
        if node is not None and (said := _words(node)):
            return said
    for node in tree.css("meta[property='og:title'], meta[name='title']"):
        if said := (node.attributes.get("content") or "").strip():
            return said
    node = tree.css_first("title")
    return re.split(r"\s+[|\u2013\u2014-]\s+", _words(node))[0] if node is not None else ""


def _published(tree: LexborHTMLParser) -> tuple[Day | None, str]:
    for name in _META:
        for attribute in ("property", "name", "itemprop"):
            node = tree.css_first(f"meta[{attribute}='{name}']")
            if node is not None and (day := _day(node.attributes.get("content") or "")):
                return day, "the page's own data"
    for node in tree.css("script[type='application/ld+json']"):
        day = next((d for value in _values(node.text()) if (d := _day(value))), None)
        if day is not None:
            return day, "the page's own data"
    for node in tree.css("article time, main time, time"):
        day = _day(node.attributes.get("datetime") or "") or _day(_words(node))
        if day is not None:
            return day, "the time printed on the page"
    return _below_headline(tree)


_PRINTED: Final = 120
"""The line with the day of a story is no longer, and its first paragraph has more words than ``_OPENING``."""
_OPENING: Final = 12
_HEAD: Final = 60
"""So many words below a headline, a story has begun, whatever it is written in."""
_IN_SENTENCE: Final = re.compile(
    r"\b(?!(?:published|posted|updated|modified|on|at|by|am|pm|staff|writer|reporter|min|read)\b)[a-z]{2,}\b"
)
"""A word that no line of names and a day has."""


def _below_headline(tree: LexborHTMLParser) -> tuple[Day | None, str]:
    """The day in a line, of whatever make, between the headline and the first paragraph, and in no sentence."""
    headline = tree.css_first("article h1, main h1") or tree.css_first("h1")
    if headline is None or tree.body is None:
        return None, ""
    below, seen = False, 0
    for node in tree.body.traverse(include_text=True):
        below = below or node.mem_id == headline.mem_id
        if not below or node.tag not in ("p", "-text"):
            continue
        words = _words(node)
        if node.tag == "p":
            if len(words.split()) > _OPENING:
                break
            continue
        seen += len(words.split())
        if seen > _HEAD:
            break
        if len(words) > _PRINTED or _IN_SENTENCE.search(words):
            continue
        if (day := _day(words)) is not None:
            return day, "the head of the story"
    return None, ""


def _values(text: str) -> Iterator[str]:
    """Every ``datePublished`` in a block of linked data, wherever it stands."""
    try:
        queue = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    seen = 0
    while queue and seen < 10_000:
        seen += 1
        item = queue.pop()
        if isinstance(item, dict):
            said = item.get("datePublished")
            if isinstance(said, str):
                yield said
            queue += item.values()
        elif isinstance(item, list):
            queue += item


def _day(text: str) -> Day | None:
    found = _ISO.search(text)
    if found:
        try:
            return Day(date.fromisoformat(found[0]).toordinal())
        except ValueError:
            return None
    return next((w.day for w in dates_in(text[:200]) if w.whole), None)


def _root(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the story: the article with most words in paragraphs, or the parent that has most."""
    body = tree.body
    articles = tree.css("article, [itemprop=articleBody], main")
    best = max(articles, key=_weight, default=None)
    if best is not None and _weight(best) >= _LEAST:
        inner = [a for a in articles if _weight(a) >= 0.8 * _weight(best)]
        return inner[-1] if inner else best
    parents: dict[int, tuple[LexborNode, int]] = {}
    for node in tree.css("p"):
        parent = node.parent
        if parent is not None:
            held, words = parents.get(parent.mem_id, (parent, 0))
            parents[parent.mem_id] = (held, words + len(_words(node).split()))
    if parents:
        node, words = max(parents.values(), key=lambda pair: pair[1])
        if words >= _LEAST:
            return node
    return body


def _weight(node: LexborNode) -> int:
    return sum(len(_words(p).split()) for p in node.css("p"))


def _paragraphs(root: LexborNode) -> Iterator[str]:
    blocks = root.css(_BLOCKS)
    for node in blocks:
        if _is_aside(node, root):
            continue
        said = _words(node)
        if said:
            yield said
    if not blocks:
        yield from (line for line in map(str.strip, root.text(separator="\n").split("\n")) if line)


def _is_aside(node: LexborNode, root: LexborNode) -> bool:
    """Whether the node stands in a box beside the story, or is nested in another block."""
    at: LexborNode | None = node
    steps = 0
    while at is not None and at.mem_id != root.mem_id and steps < 12:
        marks = f"{at.attributes.get('class') or ''} {at.id or ''}"
        if _SIDE.search(marks):
            return True
        if at is not node and at.tag in ("p", "blockquote", "li"):
            return True
        at, steps = at.parent, steps + 1
    return False
