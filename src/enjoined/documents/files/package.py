"""An office file: a ZIP of XML parts, read within bounds; nothing is fetched.

Parts refer to one another (OPC) or stand by themselves (OpenDocument). Entities, document types and external references
are refused or left unread (OPC, ECMA-376 part 2, forbids them).
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from pathlib import Path
from typing import Any, Final, TypeAlias

from lxml import etree  # type: ignore[import-untyped]  # ty: ignore[missing-module-member]

from enjoined.errors import UnreadableDocument

__all__ = ["PART_BYTES", "Node", "Package", "tag"]

Node: TypeAlias = Any
"""An element of a part; lxml says nothing about its types."""

PART_BYTES: Final = 64 * 1024 * 1024
"""A part that unpacks to more than this is refused."""
PARTS: Final = 20_000
"""A package of more parts than this is refused."""

_SPACES: Final = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    **{
        f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0": short
        for name, short in (
            ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("drawing", "draw"),
            ("svg-compatible", "svg"),
        )
    },
}  # fmt: skip
_AGAIN: Final = "open it in a word processor and save it again"


def tag(node: Node) -> str:
    """The name of an element with the usual prefix ("w:p"), "" for a comment or an entity.

    >>> tag(etree.fromstring('<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'))
    'w:p'
    """
    return _short(node.tag) if isinstance(node.tag, str) else ""


def _short(name: str) -> str:
    space, _, local = name[1:].rpartition("}")
    return f"{_SPACES.get(space, '')}:{local}"


class Package:
    """The parts of one file, parsed when asked for; ``what`` it is called in messages.

    Raises :class:`UnreadableDocument` for a file that is no package, is encrypted or too large.
    """

    def __init__(self, path: Path, where: str, what: str = "Word document") -> None:
        self.where = where
        self._what = what
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
            raise self._damaged() from error
        self._names = {info.filename.lstrip("/").lower(): info for info in self._zip.infolist()}
        if len(self._names) > PARTS:
            self.close()
            raise UnreadableDocument(
                f"the {self._what} has too many parts", where=self.where, remedy="save it as PDF"
            )

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def _damaged(self) -> UnreadableDocument:
        return UnreadableDocument(f"the {self._what} is damaged", where=self.where, remedy=_AGAIN)

    def part(self, name: str) -> Node | None:
        """The root element of the part called ``name``; None if there is no such part."""
        info = self._names.get(name.lstrip("/").lower())
        if info is None:
            return None
        if info.flag_bits & 1:
            raise UnreadableDocument(
                f"the {self._what} is protected by a password",
                where=self.where,
                remedy="save a copy without a password and give that",
            )
        try:
            with self._zip.open(info) as file:
                data = file.read(PART_BYTES + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            RuntimeError,
            ValueError,
        ) as error:
            raise self._damaged() from error
        if len(data) > PART_BYTES:
            raise UnreadableDocument(
                f"the {self._what} unpacks to more than {PART_BYTES // 2**20} MB",
                where=self.where,
                remedy="save it as PDF",
            )
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.doctype:
            raise UnreadableDocument(
                f"the {self._what} declares entities, which no word processor does",
                where=self.where,
                remedy=_AGAIN,
            )
        return root

    def main(self) -> tuple[str, Node]:
        """The name and the root element of the document itself."""
        for target in self.related("", "officeDocument").values():
            root = self.part(target)
            if root is not None:
                return target, root
        root = self.part("word/document.xml")
        if root is None:
            raise UnreadableDocument("this is not a Word document", where=self.where, remedy="save it as PDF")
        return "word/document.xml", root

    def related(self, name: str, kind: str = "") -> dict[str, str]:
        """The parts that part ``name`` refers to, by the id it uses; ``kind`` is the last word of their type."""
        folder, base = posixpath.split(name)
        root = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, str] = {}
        for node in root if root is not None else ():
            external = node.get("TargetMode") == "External"
            if external or not node.get("Type", "").endswith(f"/{kind}" if kind else ""):
                continue
            target = node.get("Target", "")
            inside = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            found[node.get("Id", "")] = posixpath.normpath(inside)
        return found
