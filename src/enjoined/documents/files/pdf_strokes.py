"""The straight lines drawn on a PDF page: rules of tables, and lines through words that are struck out."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Iterator
from typing import Any, Final

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from enjoined.documents.page import Box

__all__ = ["strokes_of"]

THIN: Final = 2.5
"""A line is at most this thick, in points."""
MOST_OBJECTS: Final = 20_000
MOST_SEGMENTS: Final = 10_000
"""What is drawn beyond so many objects and segments of a page is not looked at,"""
MOST_CORNERS: Final = 1_000
"""nor a path of more segments than this: it is a picture."""
DEPTH: Final = 3
"""So deep are drawings inside drawings looked at."""

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_Object = Any
_PLAIN: Final[_Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def strokes_of(page: pypdfium2.PdfPage) -> list[Box]:
    """The level and the upright lines of the page, as thin boxes in its own coordinates (left, bottom, right, top)."""
    left = [MOST_OBJECTS, MOST_SEGMENTS]
    count = pdfium.FPDFPage_CountObjects(page)
    return list(_inside(count, lambda at: pdfium.FPDFPage_GetObject(page, at), _PLAIN, DEPTH, left))


def _inside(
    count: int, item: Callable[[int], _Object], matrix: _Matrix, depth: int, left: list[int]
) -> Iterator[Box]:
    for at in range(count):
        left[0] -= 1
        if min(left) < 0:
            return
        drawn = item(at)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _of_path(drawn, _after(_matrix(drawn), matrix), left)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            parts = pdfium.FPDFFormObj_CountObjects(drawn)
            own = _after(_matrix(drawn), matrix)
            yield from _inside(parts, _part_of(drawn), own, depth - 1, left)


def _part_of(form: _Object) -> Callable[[int], _Object]:
    return lambda at: pdfium.FPDFFormObj_GetObject(form, at)


def _of_path(path: _Object, matrix: _Matrix, left: list[int]) -> Iterator[Box]:
    """The lines of one path: its parts that are thin and, if it is drawn with a pen, their straight edges."""
    count = pdfium.FPDFPath_CountSegments(path)
    if count > MOST_CORNERS:
        return
    left[1] -= count
    fill, pen = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(pen)):
        return
    for points in _parts(path, count, matrix):
        whole = _around(points)
        if _is_thin(whole) and (fill.value or pen.value):
            yield whole
        elif pen.value:
            yield from (edge for pair in itertools.pairwise(points) if _is_thin(edge := _around(pair)))


def _parts(path: _Object, count: int, matrix: _Matrix) -> Iterator[list[_Point]]:
    """The corners of each part of a path, where they stand on the page; a part that is closed ends where it began."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[_Point] = []
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        if pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if points:
        yield points


def _is_thin(box: Box) -> bool:
    """Whether a box is a line: thin one way, and longer the other."""
    wide, high = box[2] - box[0], box[3] - box[1]
    return min(wide, high) <= THIN and max(wide, high) > 2 * min(wide, high)


def _around(points: list[_Point] | tuple[_Point, ...]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _matrix(drawn: _Object) -> _Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(found)):
        return _PLAIN
    return found.a, found.b, found.c, found.d, found.e, found.f


def _after(inner: _Matrix, outer: _Matrix) -> _Matrix:
    """What ``inner`` and then ``outer`` do to a point."""
    a, b, c, d, e, f = inner
    o, p, q, r, s, t = outer
    return a * o + b * q, a * p + b * r, c * o + d * q, c * p + d * r, e * o + f * q + s, e * p + f * r + t
