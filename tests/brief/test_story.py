"""Stories as they come: wrapped text, saved pages, PDFs, and what cannot be read."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document

from enjoined.brief.story.read_file import read_story
from enjoined.brief.story.read_page import is_page, read_page
from enjoined.brief.story.story import CHARACTERS, story_of
from enjoined.errors import UnreadableDocument
from enjoined.model import parse_day
from tests.documents.pdfs import write_pdf

PAGE = """<!doctype html><html><head><title>City sues | The Paper</title>
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2017-08-07T18:40:00-05:00"}]}</script>
<script>alert("no")</script></head><body>
<nav><p>Home Sports Weather and other things that are no part of any story at all</p></nav>
<article><h1>City sues over grant</h1><p>By the desk</p>
<p>The city of Chicago sued Attorney General Jeff Sessions on Monday &amp; asked a federal court to block conditions on
a police grant that it has had for years and would like to keep without them, it said in the complaint.</p>
<div class="related-links"><p>Related: a woman sues a grocer over an onion</p></div>
<p>The department had no comment.</p></article>
<footer><p>Copyright</p></footer></body></html>"""


def test_a_saved_page_gives_title_text_and_day() -> None:
    page = read_page(PAGE)
    assert page.title == "City sues over grant"
    assert page.published == parse_day("2017-08-07")
    text = "\n".join(page.paragraphs)
    assert "on Monday & asked" in text
    assert "no comment" in text
    for left_out in ("Home Sports", "onion", "alert", "Copyright"):
        assert left_out not in text


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2017-08-07T10:00:00Z">',
        '<meta name="date" content="August 7, 2017">',
        '<meta itemprop="datePublished" content="2017-08-07">',
    ],
)
def test_the_day_of_a_page_stands_in_its_head(head: str) -> None:
    assert read_page(f"<html><head>{head}</head><body><p>Text.</p></body></html>").published == parse_day(
        "2017-08-07"
    )


def test_the_day_of_a_page_may_stand_in_a_time_element() -> None:
    body = '<article><time datetime="2017-08-07">Monday</time><p>Text of a story.</p></article>'
    assert read_page(f"<html><body>{body}</body></html>").published == parse_day("2017-08-07")


def test_damaged_linked_data_is_no_error() -> None:
    assert (
        read_page('<html><script type="application/ld+json">{"a": </script><p>Text</p></html>').published
        is None
    )


def test_text_is_not_taken_for_a_page() -> None:
    assert not is_page("The rate is <5 per 100,000.\n\nIt fell.")
    assert is_page("<p>One.</p><p>Two.</p>")


def test_wrapped_lines_and_hyphens_are_joined() -> None:
    story = story_of(
        "City sues\n\nThe city sued the Justice De-\npartment over a grant that it\nhas had for years.\n"
    )
    assert "the Justice Department over a grant that it has had" in story.text


def test_abbreviations_do_not_end_a_sentence() -> None:
    story = story_of(
        "The suit was filed Aug. 7 by Gov. Smith's office in the U.S. District Court. It names no one."
    )
    assert [s.text[-9:] for s in story.sentences] == ["ct Court.", "s no one."]


def test_offsets_point_at_the_sentence() -> None:
    story = story_of("A title\n\nOne sentence here. Another one there.\n\nA third.")
    for sentence in story.sentences:
        assert story.text[sentence.start : sentence.start + len(sentence.text)] == sentence.text


def test_a_long_text_is_cut_and_the_reader_told() -> None:
    story = story_of("The city sued. " * 20_000)
    assert len(story.text) <= CHARACTERS
    assert "were read" in story.warnings[0]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b"PK\x03\x04zip", "Word"),
        (b"\x89PNG\r\n", "image"),
        (bytes(range(32)) * 20, "not text"),
    ],
)
def test_what_is_no_story_is_refused(tmp_path: Path, data: bytes, what: str) -> None:
    file = tmp_path / "story"
    file.write_bytes(data)
    with pytest.raises(UnreadableDocument, match=what):
        read_story(file)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(UnreadableDocument):
            read_story(path)


def test_a_pdf_is_read(tmp_path: Path) -> None:
    lines = ["Chicago sues over grant", "Aug. 7, 2017", "The city of Chicago sued Jeff Sessions."]
    file = write_pdf(tmp_path / "story.pdf", [[(72, 72 + 20 * n, line) for n, line in enumerate(lines)]])
    story = read_story(file)
    assert story.kind == "pdf"
    assert "sued Jeff Sessions" in story.text


def test_a_word_document_is_read_paragraph_by_paragraph(tmp_path: Path) -> None:
    document = Document()
    for text in (
        "City sues over grant terms",
        "CHICAGO, Aug. 7, 2017 (Wire) - The city sued.",
        "It asked a judge to act.",
    ):
        document.add_paragraph(text)
    document.save(str(tmp_path / "story.docx"))
    story = read_story(tmp_path / "story.docx")
    assert (story.kind, story.title, story.told) == (
        "docx",
        "City sues over grant terms",
        parse_day("2017-08-07"),
    )
    assert [s.text for s in story.sentences][-1] == "It asked a judge to act."


def test_another_archive_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "stories.zip", "w") as archive:
        archive.writestr("story.txt", "The city sued.")
    with pytest.raises(UnreadableDocument, match="archive"):
        read_story(tmp_path / "stories.zip")


BODY = (
    "CHICAGO, Aug. 7, 2017 - The city sued on Monday.",
    "A judge will hear the case.",
)


def _odt(path: Path, content: str) -> Path:
    with ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    return path


def _content(*lines: str, before: str = "") -> str:
    spaces = " ".join(
        f'xmlns:{s}="urn:oasis:names:tc:opendocument:xmlns:{s}:1.0"' for s in ("office", "text")
    )
    inner = "".join(f"<text:p>{line}</text:p>" for line in lines)
    return (
        f"{before}<office:document-content {spaces}><office:body><office:text><text:tracked-changes><text:p>gone</text:p>"
        f"</text:tracked-changes><text:h>City sues</text:h>{inner}</office:text></office:body></office:document-content>"
    )


def test_an_opendocument_text_is_read(tmp_path: Path) -> None:
    lines = (BODY[0].replace("sued on", "sued<text:s/><text:span>on</text:span>"), BODY[1])
    story = read_story(_odt(tmp_path / "story.odt", _content(*lines)))
    assert story.title == "City sues"
    assert story.told == parse_day("2017-08-07")
    assert BODY[0] in story.text
    assert "gone" not in story.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<broken", "damaged"),
        (_content(*BODY, before='<!DOCTYPE x [<!ENTITY a "b">]>'), "entities"),
        (_content().replace("City sues", ""), "no text"),
    ],
)
def test_a_bad_opendocument_text_is_refused(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said):
        read_story(_odt(tmp_path / "story.odt", content))


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_story_in_an_email_is_read(tmp_path: Path, kind: str) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "desk@example.org", "aide@example.org"
    message["Subject"], message["Date"] = "City sues over grant", "Mon, 07 Aug 2017 16:00:00 -0500"
    text = "\n\n".join(BODY) if kind == "plain" else "".join(f"<p>{line}</p>" for line in BODY)
    message.set_content(text, subtype=kind)
    path = tmp_path / "story.eml"
    path.write_bytes(bytes(message))
    story = read_story(path)
    assert (story.kind, story.title, story.told) == ("mail", "City sues over grant", parse_day("2017-08-07"))
    assert BODY[1] in story.text
