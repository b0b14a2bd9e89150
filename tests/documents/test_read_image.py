"""Image files are read like scanned pages: by tesseract, or said to be unread."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pypdfium2
import pytest
import typst
from click.testing import CliRunner
from PIL import Image

from enjoined.cli import cli
from enjoined.documents import contents, read
from enjoined.documents.files import ocr
from enjoined.documents.files.images import page_images
from enjoined.documents.files.read_image import picture_of, read_image
from enjoined.errors import UnreadableDocument

SAID = "55. Access to facilities The recipient must give notice."


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Image.Image:
    """A letter with two lines of large print, at 150 dots an inch."""
    monkeypatch.setenv("ENJOINED_CACHE", str(tmp_path / "cache"))
    source = tmp_path / "page.typ"
    source.write_text(
        '#set page(paper: "us-letter")\n#set text(size: 20pt)\n55\\. Access to facilities\n\n'
        "The recipient must give notice."
    )
    document = pypdfium2.PdfDocument(typst.compile(str(source)))
    picture: Image.Image = document[0].render(scale=150 / 72).to_pil().convert("L")
    return picture


def saved(image: Image.Image, path: Path, **how: object) -> Path:
    image.save(path, **how)  # type: ignore[arg-type]
    return path


@pytest.mark.needs("tesseract")
@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("a.png", {"dpi": (150, 150)}),
        ("photo.jpg", {"quality": 80}),
        ("fax.tif", {"dpi": (150, 150), "compression": "group4"}),
        ("named.txt", {"format": "PNG"}),
    ],
)
def test_an_image_is_read_with_boxes(
    paper: Image.Image, tmp_path: Path, name: str, how: dict[str, object]
) -> None:
    image = paper.convert("1") if name == "fax.tif" else paper
    document = read(saved(image, tmp_path / name, **how))
    (page,) = document.pages
    assert (page.source, page.read, document.text_from) == ("ocr", True, "ocr")
    assert " ".join(page.text.split()) == SAID
    assert (page.width, page.height) == pytest.approx((612, 792), abs=1)
    (box, *_) = page.boxes(0, 5)
    assert 60 < box[0] < 90 and 60 < box[1] < 110 and box[3] - box[1] < 30
    assert document.clauses[-1].number == "55"


@pytest.mark.needs("tesseract")
def test_every_image_of_a_tiff_is_a_page(paper: Image.Image, tmp_path: Path) -> None:
    blank = Image.new("L", (400, 300), 255)
    path = saved(paper, tmp_path / "a.tiff", save_all=True, append_images=[blank, paper], dpi=(150, 150))
    pages = read(path).pages
    assert [page.index for page in pages] == [1, 2, 3]
    assert [" ".join(page.text.split()) for page in pages] == [SAID, "", SAID]
    assert pages[1].why_unread is not None and "no words were found" in pages[1].why_unread


@pytest.mark.needs("tesseract")
def test_grey_paper_made_of_black_and_white_dots_is_read(paper: Image.Image, tmp_path: Path) -> None:
    dots = paper.point(lambda shade: 60 + shade * 0.6).convert("1")
    path = saved(dots, tmp_path / "dots.tif", dpi=(150, 150), compression="group4")
    assert " ".join(read(path).pages[0].text.split()) == SAID


def test_without_tesseract_an_image_is_unread_with_the_remedy(
    paper: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(paper, tmp_path / "a.png")
    monkeypatch.setattr(ocr, "version", lambda: None)
    (unread,) = read(path).unread
    assert unread.page == 1
    assert "an image (scan)" in unread.why and "install the program tesseract" in unread.why
    (unread,) = read(path, ocr=False).unread
    assert unread.why == "no text on this page: an image (scan)"


@pytest.mark.parametrize("form", ["TIFF", "JPEG", "PNG"])
def test_a_turned_photograph_is_turned_back(tmp_path: Path, form: str) -> None:
    image = Image.new("L", (300, 200), 255)
    image.paste(0, (0, 0, 150, 200))  # black on the left as stored: at the top as looked at
    turned = Image.Exif()
    turned[0x0112] = 6
    path = saved(image, tmp_path / "a", format=form, exif=turned, dpi=(300, 150))
    (page,) = read_image(path, "a")
    assert (page.width, page.height) == pytest.approx((200 / 150 * 72, 72), abs=0.1)
    wide, high, scale, dots = picture_of(path, 0, "a", dpi=150)
    assert (wide, high, round(scale * 72)) == (200, 150, 150)
    assert dots[0] < 30 and dots[wide - 1] < 30 and dots[-1] > 220


@pytest.mark.parametrize(
    "image",
    [
        Image.new("RGBA", (850, 1100), (0, 0, 0, 0)),
        Image.new("P", (850, 1100), 0).convert("P"),
        Image.new("CMYK", (850, 1100), (0, 0, 0, 0)),
        Image.new("I;16", (850, 1100), 65_000),
    ],
    ids=lambda image: image.mode,
)
def test_white_paper_is_white_in_every_mode(tmp_path: Path, image: Image.Image) -> None:
    if image.mode == "P":
        image.putpalette([255, 255, 255])
    path = saved(image, tmp_path / "a", format="TIFF")
    wide, high, _, dots = picture_of(path, 0, "a", dpi=72)
    assert (wide, high) == (612, 792)
    assert min(dots) > 250


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(path: Path, wide: int, high: int) -> Path:
    """A PNG of few bytes that says it is very large."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 1, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress(bytes(1_000_000)))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b""))
    return path


def test_an_image_of_too_many_dots_is_refused_undecoded(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.png", 60_000, 60_000)
    assert path.stat().st_size < 5_000
    with pytest.raises(UnreadableDocument, match=r"60,000 by 60,000 dots; at most 100,000,000") as caught:
        read(path)
    assert "300 dots an inch" in (caught.value.remedy or "")


def test_a_damaged_image_is_said_to_be_damaged(paper: Image.Image, tmp_path: Path) -> None:
    path = saved(paper, tmp_path / "a.png")
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(UnreadableDocument, match="damaged or cut short"):
        read(path)
    cut = saved(paper, tmp_path / "b.jpg")
    cut.write_bytes(cut.read_bytes()[:-4_000])
    with pytest.raises(UnreadableDocument, match="damaged or cut short"):
        picture_of(cut, 0, "b.jpg", dpi=150)


def test_a_tiff_of_too_many_images_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("enjoined.documents.files.read_image.PAGE_LIMIT", 2)
    dot = Image.new("L", (9, 9), 255)
    path = saved(dot, tmp_path / "a.tif", save_all=True, append_images=[dot, dot])
    with pytest.raises(UnreadableDocument, match="more than 2 images"):
        read_image(path, "a.tif")


def test_a_tiff_that_goes_round_in_a_circle_ends(tmp_path: Path) -> None:
    path = saved(Image.new("L", (9, 9), 255), tmp_path / "a.tif")
    data = bytearray(path.read_bytes())
    first = struct.unpack_from("<I", data, 4)[0]
    entries = struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, first + 2 + 12 * entries, first)
    path.write_bytes(bytes(data))
    assert len(read(path, ocr=False).pages) == 1


def test_a_folder_of_scans_is_a_folder_of_documents(paper: Image.Image, tmp_path: Path) -> None:
    (tmp_path / "packet").mkdir()
    saved(paper, tmp_path / "packet" / "page.png")
    with contents(tmp_path / "packet") as found:
        assert [(content.name, content.problem) for content in found] == [("packet/page.png", None)]


def test_a_report_pictures_the_page(paper: Image.Image, tmp_path: Path) -> None:
    (picture,) = page_images(saved(paper, tmp_path / "a.png"), {1: 0, 9: 0}).values()
    assert picture[8:12] == b"WEBP"


def test_the_picture_of_a_page_that_lies_on_its_side_is_turned(paper: Image.Image, tmp_path: Path) -> None:
    path = saved(paper, tmp_path / "a.png")
    sizes = [
        Image.open(io.BytesIO(picture)).size
        for turns in (0, 1)
        for picture in page_images(path, {1: turns}).values()
    ]
    assert sizes[0] == sizes[1][::-1]


def test_checking_an_image_that_is_no_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "version", lambda: None)
    path = saved(Image.new("L", (850, 1100), 255), tmp_path / "a.png")
    done = CliRunner().invoke(cli, ["check", str(path)])
    assert "page 1 not read: no text on this page: an image (scan)" in " ".join(done.output.split())
