"""Words as they stand on a page, before their reading order is known."""

from __future__ import annotations

import msgspec

from enjoined.documents.page import Box

__all__ = ["Glyphs", "Row"]


class Glyphs(msgspec.Struct, frozen=True):
    """The letters of one word and their box, points from the top left of the page turned so that text is upright.

    ``shown`` is the box on the page as displayed; ``cell`` says that a further cell of a row begins here.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    shown: Box
    cell: bool = False


Row = list[Glyphs]
"""Words on one line, from left to right."""
