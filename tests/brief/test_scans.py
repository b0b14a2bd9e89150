"""Stories as scans and photographs of a page: read by tesseract where it is installed, else said to be unread."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
import typst

from enjoined.brief import brief_of, read_story
from enjoined.brief.matching.fits import Fit
from enjoined.documents.files import ocr
from enjoined.errors import UnreadableDocument
from enjoined.model import parse_day
from enjoined.registry.open import Registry

STORY = """#set page(paper: "us-letter")
#set text(size: 15pt)
9th Circuit backs LA in dispute over police grant rules

Nov. 1, 2019

The U.S. Justice Department cannot require Los Angeles to give immigration agents access to its jails in return for a Byrne
JAG police grant, a federal appeals court ruled Thursday. Los Angeles sued Attorney General Jeff Sessions in 2017. The court
upheld an injunction by U.S. District Judge Manuel Real.
"""


@pytest.fixture(params=["pdf", "png"])
def scan(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The story as a picture."""
    monkeypatch.setenv("ENJOINED_CACHE", str(tmp_path / "cache"))
    source = tmp_path / "story.typ"
    source.write_text(STORY)
    document = pypdfium2.PdfDocument(typst.compile(str(source)))
    path = tmp_path / f"scan.{request.param}"
    document[0].render(scale=150 / 72).to_pil().convert("L").save(path, resolution=150)
    return path


@pytest.mark.needs("tesseract")
def test_a_picture_of_a_story_is_read(scan: Path, registry: Registry) -> None:
    story = read_story(scan)
    assert story.title == "9th Circuit backs LA in dispute over police grant rules"
    assert story.told == parse_day("2019-11-01")
    assert any("can be misread" in w for w in story.warnings)
    found = brief_of(registry, story, on=parse_day("2026-11-26"))
    assert [c.case for c in found.cases if c.fit is Fit.ABOUT] == ["la-v-sessions-2017"]


def test_without_tesseract_the_reader_is_told_why(scan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "version", lambda: None)
    with pytest.raises(UnreadableDocument, match="install the program tesseract"):
        read_story(scan)
