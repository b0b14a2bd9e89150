"""The documents in what a person drops in: a file, a folder, a message with attachments, an archive, one in another.

Each document has a name that says where it lies (``packet.zip/award.pdf``). What cannot be opened is in the list too,
with the reason.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from enjoined.documents.files.kinds import FileKind
from enjoined.documents.files.unpack import shown
from enjoined.documents.reading import HOLDERS, kind_of_file
from enjoined.documents.sandbox.jobs import Unpacked, UnpackJob
from enjoined.documents.sandbox.limited import ask
from enjoined.errors import UnreadableDocument

__all__ = ["Content", "contents"]

MEMBERS: Final = 2_000
"""At most so many documents are taken from one file or folder."""
ROOM: Final = 1 << 30
"""At most so many bytes are unpacked from one file."""
DEPTH: Final = 6
"""An archive in an archive in a message is opened, down to this depth."""
SECONDS: Final = 60


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """One document: its name, and the file that holds it, or why it cannot be opened."""

    name: str
    path: Path | None = None
    problem: UnreadableDocument | None = None


@contextmanager
def contents(path: str | Path) -> Generator[tuple[Content, ...]]:
    """The documents in ``path``, in the order of the folder, message or archive; at least one.

    What had to be unpacked lies in a temporary folder until the block ends. An ordinary file is its own only
    document. Raises :class:`UnreadableDocument` when ``path`` itself cannot be opened, or holds no document.
    """
    path = Path(path)
    with tempfile.TemporaryDirectory(prefix="enjoined-", ignore_cleanup_errors=True) as folder:
        opener = _Opener(Path(folder), path.name or str(path))
        if path.is_dir():
            opener.folder(path)
        else:
            opener.file(path, path.name, 1)
        if not opener.found:
            raise UnreadableDocument(
                "there is no document in it", where=opener.where, remedy="name the documents themselves"
            )
        yield tuple(opener.found)


class _Opener:
    def __init__(self, temporary: Path, where: str) -> None:
        self.temporary, self.where = temporary, where
        self.found: list[Content] = []
        self.room = ROOM
        self.folders = 0

    def folder(self, top: Path) -> None:
        """All files below a folder, by name; links and hidden files are left out."""
        for folder, names, files in os.walk(top):
            names[:] = sorted(name for name in names if not name.startswith("."))
            for file in sorted(files):
                path = Path(folder, file)
                if file.startswith((".", "~$")) or path.is_symlink():
                    continue
                self._one(path, f"{top.name or top.resolve().name}/{path.relative_to(top).as_posix()}", 0)

    def file(self, path: Path, name: str, depth: int) -> None:
        """A document, with the files it carries if it is a PDF; or what a message or an archive holds."""
        kind = kind_of_file(path, name)
        if kind in HOLDERS:
            self._unpack(path, kind, name, depth)
            return
        self.found.append(Content(name=name, path=path))
        if kind == "pdf" and depth <= DEPTH:
            try:
                self._unpack(path, kind, name, depth)
            except UnreadableDocument as error:
                self._refuse(f"{name}/attached files", error)

    def _unpack(self, path: Path, kind: FileKind, name: str, depth: int) -> None:
        if depth > DEPTH:
            raise UnreadableDocument(
                "it lies too deep in other archives", where=name, remedy="give the file itself"
            )
        self.folders += 1
        inside = self.temporary / str(self.folders)
        inside.mkdir()
        job = UnpackJob(
            path=str(path.absolute()), kind=kind, name=name, folder=str(inside), room=self.room,
            members=max(0, MEMBERS - len(self.found)), seconds=SECONDS,
        )  # fmt: skip
        members = ask(job, Unpacked).members
        self.room -= sum(file.stat().st_size for file in inside.iterdir())
        for member in members:
            called = f"{name}/{member.name}"
            if member.file is None:
                self._refuse(called, UnreadableDocument(member.what, where=called, remedy=member.remedy))
            else:
                self._one(inside / Path(member.file).name, called, depth)

    def _one(self, path: Path, name: str, depth: int) -> None:
        if len(self.found) >= MEMBERS:
            raise UnreadableDocument(
                f"it holds more than {MEMBERS:,} files", where=self.where, remedy="give the files themselves"
            )
        name = shown(name) or name
        try:
            self.file(path, name, depth + 1)
        except UnreadableDocument as error:
            self._refuse(name, error)

    def _refuse(self, name: str, problem: UnreadableDocument) -> None:
        self.found.append(Content(name=name, problem=problem))
