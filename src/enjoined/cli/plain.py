"""Signs that a terminal or a pipe cannot write, as others that it can."""

from __future__ import annotations

import codecs
import io
import sys
import unicodedata
from typing import Final

__all__ = ["write_anywhere"]

_SIGNS: Final = {
    "●": "*", "○": "o", "◐": "%", "▲": "^", "·": "-", "–": "-", "—": "-", "…": "...", "→": "->", "✓": "+", "✗": "x",
    "×": "x", "≠": "!", "“": '"', "”": '"', "‘": "'", "’": "'", "│": "|", "─": "-", "├": "|", "└": "`", "█": "#",
    "▓": "#", "▒": "=", "░": ".", "§": "s.",
}  # fmt: skip


def write_anywhere() -> None:
    """Let standard output and error write the nearest sign where their encoding lacks one, instead of failing."""
    codecs.register_error("enjoined.nearest", _nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="enjoined.nearest")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """The handler of the codec: plain letters and signs for what it could not encode."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    return "".join(_SIGNS.get(c) or _letter(c) for c in text), error.end


def _letter(sign: str) -> str:
    """A letter without its accents, or a question mark."""
    return unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"
