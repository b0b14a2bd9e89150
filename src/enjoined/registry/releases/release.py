"""Releases: a registry as one file that can be installed, pinned and compared; the same bytes for the same records.

A release is a zip archive: ``release.json`` first, then the records. It is read with suspicion: every name, size and
count is bounded, and nothing is taken over before the hash of the whole agrees with what the release says of itself.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from enjoined import __version__
from enjoined.data import data_directory
from enjoined.errors import InputError
from enjoined.model import as_date, iso, spoken
from enjoined.registry.files import content_hash, files_of, write_whole
from enjoined.registry.reading.link import link
from enjoined.registry.releases.cache import cache_folder
from enjoined.registry.releases.compile import compile_law
from enjoined.registry.releases.installed import (
    RELEASE_FILE,
    Installed,
    current_file,
    installed,
    releases_folder,
)
from enjoined.registry.upkeep.check import whole_records
from enjoined.registry.upkeep.scaffold import unfinished

__all__ = ["Manifest", "install", "manifest_of", "previous", "remove", "unpacked", "write_release"]

_FORMAT: Final = "enjoined.registry-release/1"
_RECORDS: Final = "records/"
_MAX_ARCHIVE: Final = 50_000_000
_MAX_FILES: Final = 20_000
_MAX_FILE: Final = 50_000_000
_MAX_TOTAL: Final = 400_000_000
_MAX_MANIFEST: Final = 100_000
_NAME: Final = re.compile(
    r"records/(?:[A-Za-z0-9][A-Za-z0-9._-]*/)*[A-Za-z0-9][A-Za-z0-9._-]*\.(?:ya?ml|csv)"
)
_VERSION: Final = re.compile(r"\d{1,6}(?:\.\d{1,6}){0,4}")
_KEPT: Final = 4


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a release says of itself; ``hash`` is over its records, ``checked`` their newest check."""

    format: str
    version: str
    built: date
    checked: date | None
    hash: str
    engine: str
    files: int

    @property
    def order(self) -> tuple[date, tuple[int, ...]]:
        """Later releases are greater."""
        return self.built, tuple(int(part) for part in self.version.split("."))


def write_release(records: Path, out: Path, *, built: date, version: str = "") -> Manifest:
    """Write the records to one file, whole or not at all; the same records and day give the same bytes.

    Without a ``version`` it is that of the day (``2026.11.25``). Raises an ``ExceptionGroup`` of every mistake in the
    records, and ``InputError`` for a version that cannot be ordered.
    """
    version = version or built.strftime("%Y.%m.%d")
    if not _VERSION.fullmatch(version):
        raise InputError(
            f"{version!r} is no version", where="--version", remedy="write it like 2026.11.25 or 2026.11.25.1"
        )
    law = compile_law([records])
    left = [line for places in whole_records(link([records])) for line in unfinished(places)]
    if left:
        raise ExceptionGroup(
            "unfinished records", [InputError(line, remedy="write it, or take it out") for line in left]
        )
    names = files_of(records)
    manifest = Manifest(
        format=_FORMAT,
        version=version,
        built=built,
        checked=as_date(law.newest_check),
        hash=law.hash,
        engine=__version__,
        files=len(names),
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".release-", dir=out.parent) as folder:
        draft = Path(folder) / out.name
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            _add(archive, RELEASE_FILE, msgspec.json.format(msgspec.json.encode(manifest), indent=2))
            for name in names:
                _add(archive, _RECORDS + name, (records / name).read_bytes().replace(b"\r\n", b"\n"))
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(draft, out)
    return manifest


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)


# --- reading -------------------------------------------------------------------------------------------------------


def manifest_of(path: Path) -> Manifest:
    """What the release says of itself. Raises ``InputError`` if the file is no release."""
    with _opened(path) as archive:
        return _manifest(archive, path)


def _opened(path: Path) -> zipfile.ZipFile:
    if not path.is_file():
        what = "is not an ordinary file" if path.exists() else "does not exist"
        raise InputError(f"it {what}", where=str(path), remedy="give the file of a release")
    if path.stat().st_size > _MAX_ARCHIVE:
        raise _foreign(path, "it is larger than any release")
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError):
        raise _foreign(path, "it is no release of a registry, or not a whole one") from None


def _foreign(path: Path, what: str) -> InputError:
    return InputError(what, where=str(path), remedy="get the file again from whoever publishes the registry")


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        data = _read(archive, archive.getinfo(RELEASE_FILE), path, _MAX_MANIFEST)
        found = msgspec.json.decode(data, type=Manifest)
    except (KeyError, msgspec.DecodeError):
        raise _foreign(path, "it is no release of a registry") from None
    if found.format != _FORMAT:
        raise InputError(
            f"its format is {found.format!r}",
            where=str(path),
            remedy="a newer program may read it: upgrade enjoined",
        )
    if not _VERSION.fullmatch(found.version):
        raise _foreign(path, f"{found.version!r} is no version")
    return found


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path, most: int) -> bytes:
    """The content of an entry, whatever size it claims to have."""
    try:
        with archive.open(entry) as file:
            data = file.read(most + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, zlib.error):
        raise _foreign(path, "it is damaged") from None
    if len(data) > most:
        raise _foreign(path, f"{entry.filename[:80]!r} is larger than any record")
    return data


def _extract(path: Path, folder: Path) -> Manifest:
    """Write the records into an empty folder, checked against the hash."""
    with _opened(path) as archive:
        manifest = _manifest(archive, path)
        entries = [entry for entry in archive.infolist() if entry.filename != RELEASE_FILE]
        if len(entries) > _MAX_FILES or len(entries) != manifest.files:
            raise _foreign(path, f"it holds {len(entries)} files, not {manifest.files}")
        total = 0
        seen: set[str] = set()
        for entry in entries:
            name = entry.filename
            if not _NAME.fullmatch(name) or name.casefold() in seen:
                raise _foreign(path, f"{name[:80]!r} does not belong into a release")
            seen.add(name.casefold())
            data = _read(archive, entry, path, _MAX_FILE)
            total += len(data)
            if total > _MAX_TOTAL:
                raise _foreign(path, "it is larger than any registry")
            target = folder / name.removeprefix(_RECORDS)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    if content_hash([folder]) != manifest.hash:
        raise _foreign(path, "its records are not those it was published with")
    (folder / RELEASE_FILE).write_bytes(msgspec.json.encode(manifest))
    return manifest


# --- installing and pinning ----------------------------------------------------------------------------------------


def install(path: Path) -> Manifest:
    """Install a release for this user: from now on it answers. Nothing changes if it is older, foreign or damaged.

    Raises ``InputError``, or an ``ExceptionGroup`` of the mistakes a newer or older program finds in its records.
    """
    manifest = manifest_of(path)
    _must_be_newer(manifest, path)
    home = releases_folder()
    home.mkdir(parents=True, exist_ok=True)
    name = f"{manifest.version}-{manifest.hash[:12]}"
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=home))
    try:
        manifest = _extract(path, draft)
        compile_law([draft])  # a mistake stops here
        target = home / name
        if target.exists():
            shutil.rmtree(target)
        os.replace(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    current = Installed(
        folder=name,
        version=manifest.version,
        built=manifest.built.isoformat(),
        hash=manifest.hash,
        engine=__version__,
    )
    write_whole(current_file(), msgspec.json.encode(current))
    _tidy(home, name)
    return manifest


def _must_be_newer(manifest: Manifest, path: Path) -> None:
    held = installed()
    if held is not None:
        mine = msgspec.structs.replace(manifest, version=held.version, built=date.fromisoformat(held.built))
        if manifest.order < mine.order:
            raise InputError(
                f"release {manifest.version} is older than {held.version}, which is installed",
                where=str(path),
                remedy="pin it for one question with --base, or take the installed one away with --remove",
            )
        return
    from enjoined.registry.open import open_registry

    checked = open_registry(records=data_directory("records")).law.newest_check
    if checked is not None and manifest.built.isoformat() < iso(checked):
        raise InputError(
            f"release {manifest.version} is older than the program's own records, checked on {spoken(checked)}",
            where=str(path),
            remedy="pin it for one question with --base",
        )


def remove() -> str:
    """Take the installed release away, so that the program's own records answer again; its version, or ``""``."""
    held = installed()
    current_file().unlink(missing_ok=True)
    if held is None:
        return ""
    shutil.rmtree(releases_folder() / held.folder, ignore_errors=True)
    return held.version


def _tidy(home: Path, keep: str) -> None:
    """Keep the release before this one, to be compared with; remove what is older."""
    others = [p for p in home.iterdir() if p.is_dir() and p.name != keep]
    others.sort(key=lambda p: p.stat().st_mtime, reverse=True)
    for path in others[1:]:
        shutil.rmtree(path, ignore_errors=True)


def previous() -> Path | None:
    """The records of the release that was installed before the current one, if they are still there."""
    held = installed()
    home = releases_folder()
    if held is None or not home.is_dir():
        return None
    others = [p for p in home.iterdir() if (p / RELEASE_FILE).is_file() and p.name != held.folder]
    return max(others, key=lambda p: p.stat().st_mtime, default=None)


def unpacked(path: Path) -> Path:
    """The records of a release file, unpacked in the cache, where they stay for the next question."""
    _opened(path).close()
    with path.open("rb") as file:
        known = hashlib.file_digest(file, "blake2b").hexdigest()[:32]
    kept = cache_folder() / f"base-{known}"
    if (kept / RELEASE_FILE).is_file():
        return kept
    cache_folder().mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".base-", dir=cache_folder()))
    try:
        _extract(path, draft)
        try:
            os.replace(draft, kept)
        except OSError:
            if not (kept / RELEASE_FILE).is_file():  # another process was quicker
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    bases = sorted(cache_folder().glob("base-*"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in bases[_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
    return kept
