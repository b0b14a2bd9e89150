"""Small PDFs written by hand, so that tests know where every word stands."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from pathlib import Path

PAD = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")

Placed = tuple[float, float, str]
"""x and y in points from the top left (y is the baseline), and the text."""


def write_pdf(
    path: Path,
    pages: Sequence[Sequence[Placed]],
    *,
    size: float = 10,
    rotate: int = 0,
    image_pages: Sequence[int] = (),
    password: str | None = None,
    turn: int = 0,
    labels: str = "",
    strokes: Sequence[tuple[float, float, float]] = (),
) -> Path:
    """A letter-size PDF; ``image_pages`` (from 0) hold a picture and no text.

    ``strokes`` are thin level lines on every page: from x, to x, and y from the top.

    ``labels`` is the tree of page labels.

    ``turn`` sets the text itself turned clockwise by 90, 180 or 270 degrees about the middle of the page, as if
    the sheet had been turned; x and y are those before the turn.
    """
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    labelled = f" /PageLabels << /Nums [{labels}] >>" if labels else ""
    objects.append(f"<< /Type /Catalog /Pages 2 0 R{labelled} >>".encode())
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    image = 4 + 2 * len(pages)
    for number, lines in enumerate(pages):
        if number in image_pages:
            stream = b"q 500 0 0 700 50 50 cm /Im0 Do Q"
        else:
            stream = b"\n".join(_show(x, 792 - y, text, size, turn) for x, y, text in lines)
            stream += b"".join(b"\n%g %g %g 0.8 re f" % (x, 792 - y, end - x) for x, end, y in strokes)
        resources = f"<< /Font << /F1 3 0 R >> /XObject << /Im0 {image} 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate {rotate} "
            f"/Resources {resources} /Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    objects.append(
        b"<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Length 4 >>\nstream\n\x00\xff\xff\x00\nendstream"
    )
    trailer = b"/Root 1 0 R"
    if password is not None:
        objects.append(_encryption(password))
        trailer += (
            b" /Encrypt %d 0 R /ID [<00112233445566778899AABBCCDDEEFF> <00112233445566778899AABBCCDDEEFF>]"
            % (len(objects))
        )
    out = bytearray(b"%PDF-1.4\n")
    offsets: list[int] = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, table)
    path.write_bytes(bytes(out))
    return path


def _show(x: float, y: float, text: str, size: float, turn: int = 0) -> bytes:
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    cos, sin = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}[turn % 360]
    dx, dy = x - 306, y - 396
    at = (306 + cos * dx - sin * dy, 396 + sin * dx + cos * dy)
    return b"BT /F1 %.1f Tf %d %d %d %d %.2f %.2f Tm (%s) Tj ET" % (size, cos, sin, -sin, cos, *at, escaped)


def _encryption(password: str) -> bytes:
    """The standard security handler, revision 2 (PDF 1.4, 3.5.2): opening asks for ``password``."""
    padded = (password.encode() + PAD)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    permissions = -4
    file_id = bytes.fromhex("00112233445566778899AABBCCDDEEFF")
    key = hashlib.md5(padded + owner + struct.pack("<i", permissions) + file_id).digest()[:5]
    user = _rc4(key, PAD)
    return b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % (
        owner.hex().encode(),
        user.hex().encode(),
        permissions,
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def column(words: Sequence[str], *, x: float, top: float, per_line: int, leading: float = 13) -> list[Placed]:
    """Words set in lines of ``per_line``."""
    lines = [" ".join(words[at : at + per_line]) for at in range(0, len(words), per_line)]
    return [(x, top + leading * number, line) for number, line in enumerate(lines)]
