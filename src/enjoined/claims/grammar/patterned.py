"""Patterns over the kinds of tokens: ``<number>`` is one of that kind, ``<=in>`` an ``other`` one with that text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from enjoined.claims.grammar.tokens import Token

__all__ = ["matched"]


def matched(pattern: str, tokens: Sequence[Token]) -> tuple[int, int, dict[str, Token]] | None:
    """Where the kinds of the tokens, written one after the other, fit a pattern; and the tokens of its groups."""
    written = [f"<={t.text}>" if t.kind == "other" else f"<{t.kind}>" for t in tokens]
    at = {start: n for n, start in enumerate(accumulate(map(len, written), initial=0))}
    found = re.search(pattern, "".join(written))
    if found is None:
        return None
    parts = {
        name.rstrip("23456"): tokens[at[found.start(name)]]
        for name, text in found.groupdict().items()
        if text
    }
    return at[found.start()], at[found.end()], parts
