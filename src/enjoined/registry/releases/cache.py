"""The compiled law on disk: one file per content of the records, found again by a quick key.

A cache may always be deleted, damaged or unwritable: then the records are compiled again. Nothing is trusted that
does not carry its own checksum.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

import msgspec

from enjoined.registry.files import content_hash, stamp, write_whole
from enjoined.registry.garbage import uncollected
from enjoined.registry.table import LawTable

__all__ = ["cache_folder", "cached", "decode_law", "encode_law", "read_law"]

_DIGEST: Final = 16
_KEPT: Final = 12


def cache_folder() -> Path:
    """Where compiled files are kept: ``ENJOINED_CACHE``, or the platform's folder for caches."""
    said = os.environ.get("ENJOINED_CACHE")
    if said:
        return Path(said)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "enjoined" / "Cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "enjoined"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "enjoined"


def encode_law(law: LawTable) -> bytes:
    """The table as bytes, the same bytes for the same law, with a checksum in front."""
    body = msgspec.msgpack.Encoder(order="deterministic").encode(law)
    return blake2b(body, digest_size=_DIGEST).digest() + body


def decode_law(data: bytes) -> LawTable | None:
    """The table, or ``None`` where the bytes are damaged or of another version."""
    digest, body = data[:_DIGEST], memoryview(data)[_DIGEST:]
    if blake2b(body, digest_size=_DIGEST).digest() != digest:
        return None
    try:
        with uncollected():
            return msgspec.msgpack.decode(body, type=LawTable)
    except msgspec.DecodeError:
        return None


def read_law(path: Path) -> LawTable | None:
    """The table in a file, or ``None`` if there is no sound one."""
    try:
        return decode_law(path.read_bytes())
    except OSError:
        return None


def cached(roots: Sequence[Path], compiled: Callable[[str], LawTable]) -> LawTable:
    """The law of a registry and its overlays, from the cache where it holds it, else by ``compiled(content hash)``."""
    folder = cache_folder()
    try:
        key = folder / f"key-{stamp(roots)}"
        law = _law_behind(key)
        content = "" if law is not None else content_hash(roots)
    except OSError:  # compiling names the file that cannot be read
        return compiled("")
    if law is not None:
        return law
    kept = folder / f"law-{content}-{stamp(())}"
    law = read_law(kept)
    fresh = law or compiled(content)
    with suppress(OSError):
        if law is None:
            write_whole(kept, encode_law(fresh))
        write_whole(key, kept.name.encode())
        _tidy(folder)
    return fresh


def _law_behind(key: Path) -> LawTable | None:
    """The law whose file a key names, if both are there and sound."""
    try:
        return read_law(key.with_name(key.read_bytes().decode("ascii")))
    except (OSError, ValueError):
        return None


def _tidy(folder: Path) -> None:
    """Remove the oldest files of each sort; another process may be removing them too."""
    for sort in ("key-", "law-", "names-"):
        files = sorted(folder.glob(f"{sort}*"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in files[_KEPT:]:
            path.unlink(missing_ok=True)
