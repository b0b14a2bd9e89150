"""Which files make up a registry, what they contain in short, and how a file is written whole or not at all.

Nothing here needs a YAML reader: with a warm cache this is all that touches the records.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from threading import get_ident
from typing import Final

__all__ = [
    "DISTRICTS",
    "LAW_FILE",
    "NAMES_FILE",
    "PLACES",
    "content_hash",
    "drafted",
    "files_of",
    "stamp",
    "write_whole",
]

PLACES: Final = "recipients/places.csv"
"""The generated table of governments."""

DISTRICTS: Final = "recipients/districts.csv"
"""The generated table of federal judicial districts."""

LAW_FILE: Final = "law.msgpack"
NAMES_FILE: Final = "names.sqlite"

_PACKAGE: Final = Path(__file__).parents[1]
_ENGINE: Final = ("model", "recipients", "registry", "registry/schema")
_READ: Final = (".yaml", ".yml", ".csv")


def files_of(root: Path, suffixes: tuple[str, ...] = _READ) -> list[str]:
    """Relative paths, sorted, of a registry's YAML and CSV files; names that begin with ``.`` or ``_`` are left out.

    Raises ``OSError`` for a folder that cannot be read.
    """
    found: list[str] = []
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(root / folder) as items:
            for item in items:
                if item.name.startswith((".", "_")):
                    continue
                if item.is_dir(follow_symlinks=False):
                    folders.append(f"{folder}{item.name}/")
                elif item.name.endswith(suffixes):
                    found.append(f"{folder}{item.name}")
    return sorted(found)


def stamp(roots: Iterable[Path]) -> str:
    """A quick key: it changes when a file of the registry, or of the code that reads it, is written or moved."""
    known = blake2b(digest_size=16)
    for root in roots:
        _stamp_files(known, root, files_of(root))
    for folder in _ENGINE:
        names = sorted(name for name in os.listdir(_PACKAGE / folder) if name.endswith(".py"))
        _stamp_files(known, _PACKAGE / folder, names)
    return known.hexdigest()


def _stamp_files(known: blake2b, root: Path, names: Iterable[str]) -> None:
    top = f"{root.absolute()}{os.sep}"
    known.update(os.fsencode(top))
    for name in names:
        seen = os.stat(top + name)
        known.update(f"\0{name}\0{seen.st_size}\0{seen.st_mtime_ns}".encode(errors="surrogateescape"))


def content_hash(roots: Iterable[Path]) -> str:
    """A key of what the records say: the same on every machine, wherever they lie and however lines end."""
    known = blake2b(digest_size=16)
    for root in roots:
        for name in files_of(root):
            data = (root / name).read_bytes().replace(b"\r\n", b"\n")
            known.update(f"{name}\0{len(data)}\0".encode(errors="surrogateescape"))
            known.update(data)
        known.update(b"\0")
    return known.hexdigest()


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees all of it or nothing; raises ``OSError`` and leaves nothing behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.tmp")
    try:
        with draft.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def drafted(path: Path) -> Generator[Path]:
    """A file to draft in, which takes the place of ``path`` when the block ends well; else nothing of it is left."""
    from enjoined.registry.scratch import Scratch  # not needed to start a command

    with Scratch(f".{path.name}-", path.parent) as scratch:
        draft = scratch.folder / path.name
        yield draft
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(draft, path)
