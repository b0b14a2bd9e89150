"""Which records answer: those that came with the program, or a newer release that the user installed.

This is read at every start, so it touches one small file.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Final

import msgspec

from enjoined.data import data_directory

__all__ = [
    "RELEASE_FILE",
    "Installed",
    "active_records",
    "current_file",
    "data_folder",
    "installed",
    "read_release",
    "releases_folder",
]

RELEASE_FILE: Final = "release.json"
"""Lies beside the records of a release and says which it is."""

_CURRENT: Final = "current.json"


class Installed(msgspec.Struct, frozen=True, kw_only=True):
    """A release in the user's folder: where it lies, what it is, and the program that installed it."""

    folder: str
    version: str
    built: str
    hash: str
    engine: str


def data_folder() -> Path:
    """Where the user's own data is kept: ``ENJOINED_DATA``, or the platform's folder for application data."""
    said = os.environ.get("ENJOINED_DATA")
    if said:
        return Path(said)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local") / "enjoined"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "enjoined"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share") / "enjoined"


def releases_folder() -> Path:
    """Where installed releases lie, with the file that names the current one."""
    return data_folder() / "registry"


def installed() -> Installed | None:
    """The installed release, if there is a sound one."""
    try:
        found = msgspec.json.decode((releases_folder() / _CURRENT).read_bytes(), type=Installed)
    except (OSError, msgspec.DecodeError):
        return None
    folder = releases_folder() / found.folder
    return found if "/" not in found.folder and (folder / RELEASE_FILE).is_file() else None


def current_file() -> Path:
    """The file that names the current release."""
    return releases_folder() / _CURRENT


def active_records() -> Path:
    """The records that answers are computed from.

    A program newer than the release may have brought newer records: then the later of the two is taken.
    """
    from enjoined import __version__

    found = installed()
    own = data_directory("records")
    if found is None:
        return own
    if found.engine != __version__ and _newest_check(own) > found.built:
        return own
    return releases_folder() / found.folder


def _newest_check(records: Path) -> str:
    """The latest day on which somebody looked for news, as ISO text; empty if nobody has said."""
    from enjoined.model import iso
    from enjoined.registry.open import open_registry

    day = open_registry(records=records).law.newest_check
    return iso(day) if day is not None else ""


def read_release(records: Path) -> dict[str, str]:
    """What a folder of records says of the release it is; empty for records that are none."""
    try:
        found = json.loads((records / RELEASE_FILE).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
