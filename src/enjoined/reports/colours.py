"""The colours of statuses in files, as six hexadecimal digits: dark enough to read, and never the only signal."""

from __future__ import annotations

from typing import Final

from enjoined.law import Status

__all__ = ["COLOUR", "FILL", "INK"]

INK: Final = {
    Status.BINDING: "b50909",
    Status.ENJOINED: "1b6b3a",
    Status.VACATED: "1b6b3a",
    Status.NOT_ENFORCED: "00687d",
    Status.WITHDRAWN: "3a5a9b",
    Status.NOT_IMPOSED: "565c65",
    Status.UNCLEAR: "8a5a00",
}
"""Of a status word on white."""

FILL: Final = {
    Status.BINDING: "b50909",
    Status.ENJOINED: "cfe8d6",
    Status.VACATED: "cfe8d6",
    Status.NOT_ENFORCED: "cdebf0",
    Status.WITHDRAWN: "dfe5f2",
    Status.NOT_IMPOSED: "ffffff",
    Status.UNCLEAR: "fdeec4",
}
"""Of a stretch of a time line."""

COLOUR: Final = {
    Status.BINDING: "red",
    Status.ENJOINED: "green",
    Status.VACATED: "green",
    Status.NOT_ENFORCED: "blue-green",
    Status.WITHDRAWN: "blue",
    Status.NOT_IMPOSED: "white",
    Status.UNCLEAR: "yellow",
}
"""What the fill of a stretch is called."""
