"""A brief as text, page, Word document and JSON; the briefs beside the examples are kept true."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from docx import Document

from enjoined.brief import brief, brief_of, story_of
from enjoined.cli.brief import WHOLE, brief_lines
from enjoined.law import Status
from enjoined.model import parse_day
from enjoined.registry.open import Registry
from enjoined.reports.brief_page import brief_page
from enjoined.reports.brief_word import brief_word
from scripts.update_docs import BRIEFS, brief_example
from tests.brief.test_match import ROUND_UP
from tests.cli.conftest import Run, run  # noqa: F401

EXAMPLES = Path(__file__).parents[2] / "examples"
ON = parse_day("2026-11-25")
FIELDS = {
    "schema", "cases", "conditions", "then", "now", "claims", "assertions", "timeline", "sources", "story", "verdict",
    "next", "last", "also", "recipient", "not_in_registry", "picture", "notes", "on", "registry", "summary",
}  # fmt: skip


@pytest.mark.parametrize("name", BRIEFS)
def test_the_brief_beside_an_example_is_what_the_command_prints(name: str) -> None:
    assert (EXAMPLES / f"{name}.brief.txt").read_text(encoding="utf-8") == brief_example(name)


@pytest.mark.parametrize(
    ("name", "case", "then", "now"),
    [
        ("story-2017", "chicago-v-sessions-2017", {"binding"}, {"withdrawn"}),
        ("story-2025", "chicago-v-noem", {"enjoined"}, {"enjoined"}),
    ],
)
def test_the_examples_are_understood(
    registry: Registry, name: str, case: str, then: set[str], now: set[str]
) -> None:
    found = brief(registry, EXAMPLES / f"{name}.txt", on=ON)
    assert [c.case for c in found.cases if c.fit == "about"] == [case]
    assert found.then is not None
    assert found.now is not None
    assert {row.status.value for row in found.then.plaintiff} == then
    assert {row.status.value for row in found.now.plaintiff} == now
    assert found.next is not None
    assert found.sources


@pytest.mark.parametrize("name", BRIEFS)
def test_a_brief_fits_a_page_of_eighty_columns(name: str) -> None:
    lines = (EXAMPLES / f"{name}.brief.txt").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 62
    assert [line for line in lines if len(line) > 80 and "http" not in line] == []


@pytest.mark.parametrize(("name", "most"), [("story-2017", 50), ("story-2025", 45)])
def test_a_brief_is_one_page_of_a_terminal(
    registry: Registry, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    found = brief(registry, EXAMPLES / f"{name}.txt", on=ON)
    page = "\n".join(brief_lines(registry.law, found)).splitlines()
    whole = "\n".join(brief_lines(registry.law, found, room=WHOLE)).splitlines()
    assert len(page) <= most < len(whole)
    assert all(source.url in "\n".join(whole) for source in found.sources)
    for heading in ("What the conditions ask", "What came next", "What it says of the law", "Sources"):
        assert heading in page


LARGE = """County wins first round over strings on homelessness money

SEATTLE, May 8, 2025 - King County and seven other local governments need not sign terms on diversity programs, gender
ideology, elective abortion and immigration enforcement for now, U.S. District Judge Barbara Rothstein ruled late
Wednesday.

She granted a temporary restraining order against the Department of Housing and Urban Development and the Department
of Transportation.

The suit was filed on May 2 in the Western District of Washington by King County, Pierce County, San Francisco, Boston
and New York City. The order covers the transit terms for King County alone. It lasts 14 days. The judge will decide
later whether to grant a preliminary injunction.

Seattle, with 755,000 people, is no plaintiff. King County was the first county to sue over the terms. The government
will appeal to the 9th Circuit.
"""


def test_the_page_of_a_large_case_keeps_its_time_line(run: Run, tmp_path: Path) -> None:  # noqa: F811
    story = tmp_path / "story.txt"
    story.write_text(LARGE, encoding="utf-8")
    lines = run("brief", str(story), "--on", "2026-11-27").out.splitlines()
    assert len(lines) <= 45
    assert any(line.startswith("Time line") for line in lines)


def test_the_terms_that_a_case_holds_back_lead_its_posture(registry: Registry) -> None:
    text = (
        "AIDS charity wins\n\nThe San Francisco AIDS Foundation won an injunction against President Trump's orders on "
        "diversity programs in its grants. Case No. 25-cv-01824, San Francisco AIDS Foundation v. Trump."
    )
    story = story_of(text, dated=parse_day("2025-06-10"))
    found = brief_of(registry, story, on=ON, case="sfaf-v-trump")
    assert found.now is not None
    first = found.now.plaintiff[0]
    assert first.status is Status.ENJOINED
    assert first.event is not None
    assert first.event.startswith("sfaf-v-trump/")
    # What the order leaves in force is told beside it.
    assert any("binding" in row.statuses for row in found.now.plaintiff)


def test_json_has_the_fields_that_scripts_rely_on(run: Run) -> None:  # noqa: F811
    ran = run(
        "brief", str(EXAMPLES / "story-2017.txt"), "--json", "--on", "2026-11-25", "-r", "Harris County, TX"
    )
    found = ran.json()
    assert ran.code == 0
    assert found["schema"] == "enjoined.brief/1"
    assert set(found) == FIELDS
    assert found["recipient"]["recipient"] == "tx/harris-county"
    assert found["story"]["dated"] == "2017-08-07"
    assert {"case", "title", "fit", "reasons", "score"} <= set(found["cases"][0])
    assert all(s["url"].startswith("http") for s in found["sources"])
    days = [e["day"] for e in found["timeline"]]
    assert days == sorted(days)


def test_a_hostile_story_is_text_on_the_page(registry: Registry) -> None:
    text = (
        'Chicago sues <script>alert(1)</script> & "Sessions"\n\nAug. 7, 2017\n\nThe city of Chicago sued Attorney '
        "General Jeff Sessions on Monday <img src=x onerror=alert(2)> over conditions on the Byrne JAG grant."
    )
    page = brief_page(registry.law, brief_of(registry, story_of(text), on=ON))
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sessions&quot;" in page
    assert not re.search(r"\b(?:src|onload|onerror)=(?=\"|')", page)
    assert "<svg" in page


def test_a_link_that_could_run_is_no_link(registry: Registry) -> None:
    import msgspec

    found = brief(registry, EXAMPLES / "story-2017.txt", on=ON)
    bad = msgspec.structs.replace(found.sources[0], url="javascript:alert(1)")
    page = brief_page(registry.law, msgspec.structs.replace(found, sources=(bad,)))
    assert 'href="javascript' not in page


def test_the_page_loads_nothing(registry: Registry) -> None:
    page = brief_page(registry.law, brief(registry, EXAMPLES / "story-2025.txt", on=ON))
    assert not re.search(r"<(?:script|link|iframe|object|img)\b", page)
    assert "url(" not in page
    assert "default-src 'none'" in page


def test_the_word_document_opens_and_says_the_same(registry: Registry) -> None:
    found = brief(registry, EXAMPLES / "story-2017.txt", on=ON, recipient=registry.recipient("il/evanston"))
    document = Document(io.BytesIO(brief_word(registry.law, found)))
    text = "\n".join(p.text for p in document.paragraphs)
    for said in (
        "City of Chicago v. Sessions",
        "What the conditions ask",
        "WITHDRAWN",
        "And Evanston, IL?",
        "Sources",
    ):
        assert said in text
    assert document.tables


def test_a_word_document_takes_any_character(registry: Registry) -> None:
    found = brief_of(
        registry, story_of("A woman sues \x0b\ufffe her\x00 landlord in court over a lawsuit"), on=ON
    )
    assert Document(io.BytesIO(brief_word(registry.law, found))).paragraphs


@pytest.mark.parametrize("form", ["html", "docx", "json", "text"])
def test_every_form_is_written_to_a_file(run: Run, tmp_path: Path, form: str) -> None:  # noqa: F811
    file = tmp_path / f"out.{form}"
    ran = run(
        "brief", str(EXAMPLES / "story-2025.txt"), "--on", "2026-11-25", "--format", form, "-o", str(file)
    )
    assert ran.code == 0, ran.err
    assert file.stat().st_size > 500
    if form == "json":
        assert json.loads(file.read_text(encoding="utf-8"))["schema"] == "enjoined.brief/1"


def test_the_ending_of_the_file_sets_the_form(run: Run, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "brief.html"
    assert run("brief", str(EXAMPLES / "story-2025.txt"), "-o", str(file)).code == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-story.txt",), "cannot be opened"),
        ((str(EXAMPLES / "story-2017.txt"), "--format", "docx"), "-o"),
        ((str(EXAMPLES / "story-2017.txt"), "--case", "nobody-v-nobody"), "no case of the registry"),
        ((str(EXAMPLES / "story-2017.txt"), "-r", "Nowhereville"), "--recipient"),
        ((str(EXAMPLES / "story-2017.txt"), "--dated", "yesterday"), "not a day"),
    ],
)
def test_mistakes_are_one_line_and_exit_2(run: Run, arguments: tuple[str, ...], said: str) -> None:  # noqa: F811
    ran = run("brief", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_story_about_nothing_is_said_to_be_so(registry: Registry) -> None:
    story = story_of("Festival returns\n\nCHICAGO - Crowds came on Saturday. A grant paid for the band.")
    lines = "\n".join(brief_lines(registry.law, brief_of(registry, story, on=ON)))
    assert "Nothing here that I can tie to a case." in lines


def test_an_unrecorded_suit_is_told_with_its_parties_and_court(registry: Registry) -> None:
    story = story_of(
        "Teacher sues district\n\nDENVER, June 3, 2025 - A former teacher sued Denver Public Schools on Tuesday. The "
        "suit, filed in U.S. District Court for the District of Colorado, claims that she was dismissed for speaking."
    )
    found = brief_of(registry, story, on=ON)
    assert found.verdict == "not-in-registry"
    assert found.cases == ()
    unknown = found.not_in_registry
    assert unknown is not None
    assert "former teacher" in " ".join(unknown.plaintiffs)
    assert "Denver Public Schools" in " ".join(unknown.defendants)
    assert "District of Colorado" in " ".join(unknown.courts)
    assert "dismissed for speaking" in " ".join(unknown.claims)


def test_the_date_decides_between_suits_of_one_city(registry: Registry) -> None:
    text = "Chicago sues Sessions\n\nThe city of Chicago sued Attorney General Jeff Sessions over immigration conditions on the Byrne JAG grant."
    told = {
        day: brief_of(registry, story_of(text, dated=parse_day(day)), on=ON).cases[0].case
        for day in ("2017-08-07", "2018-10-12")
    }
    assert told == {"2017-08-07": "chicago-v-sessions-2017", "2018-10-12": "chicago-v-sessions-2018"}
    undated = brief_of(registry, story_of(text), on=ON)
    assert len(undated.cases) == 2
    assert undated.now is None
    assert "--dated" in undated.summary


def test_nothing_that_came_later_is_known_on_the_day_of_the_story(registry: Registry) -> None:
    text = "Chicago sues Sessions\n\nThe city of Chicago sued Attorney General Jeff Sessions over immigration conditions on the Byrne JAG grant."
    found = brief_of(registry, story_of(text, dated=parse_day("2017-09-14")), on=ON)
    assert found.then is not None
    assert {row.status.value for row in found.then.plaintiff} == {"binding"}
    assert found.next is not None
    assert found.next.event == "chicago-v-sessions-2017/pi"


def test_every_case_of_a_round_up_has_a_section_of_its_own(registry: Registry) -> None:
    found = brief_of(registry, story_of(ROUND_UP), on=ON)
    assert {c.case for c in found.cases if c.fit == "about"} == {"chicago-v-noem", "santaclara-v-noem"}
    (other,) = found.also
    assert other.now
    assert other.next is not None
    text = "\n".join(brief_lines(registry.law, found))
    assert f"Also: {other.title}" in text
    assert f"Also: {other.title}" in brief_page(registry.law, found)
    words = Document(io.BytesIO(brief_word(registry.law, found)))
    assert f"Also: {other.title}" in "\n".join(p.text for p in words.paragraphs)
    # What is said of one case is held against that case's record.
    counts = {a.case: a.verdict for a in found.assertions if a.kind == "how-many-sue"}
    assert counts == {"chicago-v-noem": "holds"}


def test_names_of_an_unrecorded_suit_stop_where_a_sentence_does(registry: Registry) -> None:
    story = story_of(
        "Growers sue\n\nJan. 9, 2026\n\nThe lawsuit against the U.S. Department of Agriculture was filed by Blue Valley Growers. "
        "Denver lawyers brought it in the Court of Federal Claims. The complaint claims that a grant was broken off."
    )
    unknown = brief_of(registry, story, on=ON).not_in_registry
    assert unknown is not None
    assert unknown.plaintiffs == ("Blue Valley Growers",)
    assert unknown.defendants == ("U.S. Department of Agriculture",)
    assert unknown.courts == ("Court of Federal Claims",)


def test_of_a_long_list_of_governments_the_status_is_shown(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = """Appeals court lets DEI orders take effect

March 17, 2025

The 4th Circuit on Friday put on hold the injunction against two executive orders on diversity programs in grants, in a suit
by the National Association of Diversity Officers in Higher Education and Baltimore against President Trump.
"""
    found = brief_of(registry, story_of(text), on=parse_day("2026-11-26"))
    rows = "\n".join(brief_lines(registry.law, found)).split("   · ")[1:]
    assert rows
    for row in rows:
        assert any(status in row for status in ("BINDING", "UNCLEAR", "ENJOINED", "VACATED"))
