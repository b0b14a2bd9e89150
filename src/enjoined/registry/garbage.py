"""No search for cyclic garbage while many values are made and kept."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["uncollected"]


@contextmanager
def uncollected() -> Generator[None]:
    """Nothing is searched for cyclic garbage meanwhile.

    Where millions of values without cycles are made, looking at all of them again and again takes up to a third of the
    time. What is no longer referred to goes as always; what was made counts as long-lived afterwards, so that the next
    search for young garbage does not look at it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()
