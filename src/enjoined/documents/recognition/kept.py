"""What was worked out once and is kept: a text repeats its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

__all__ = ["Kept"]

K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """Answers by question: what is not yet known is worked out, and forgotten with all else once there are too many.

    >>> lengths = Kept(len, most=2)
    >>> [lengths[word] for word in ("of", "the", "of", "jails")], len(lengths)
    ([2, 3, 2, 5], 1)
    """

    __slots__ = ("_most", "_work")

    def __init__(self, work: Callable[[K], V], *, most: int = 50_000) -> None:
        super().__init__()
        self._work = work
        self._most = most

    def __missing__(self, key: K) -> V:
        if len(self) >= self._most:
            self.clear()
        value = self[key] = self._work(key)
        return value
