"""The figures of a story: each form of a brief tells them with their verdicts and their sources."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document

from enjoined.brief import Brief, brief
from enjoined.cli.brief import brief_lines
from enjoined.model import parse_day
from enjoined.registry.open import Registry
from enjoined.reports.brief_page import brief_page
from enjoined.reports.brief_word import brief_word

STORY = Path(__file__).parents[2] / "examples" / "story-2017.txt"
ON = parse_day("2018-07-01")


def of(registry: Registry, file: Path) -> Brief:
    return brief(registry, file, on=ON)


def test_both_figures_of_the_example_are_judged_on_its_day(registry: Registry) -> None:
    first, second = of(registry, STORY).claims
    assert (first.report.verdict, first.report.true_in) == ("true", (2016, 2017, 2018))
    assert (second.report.verdict, second.report.flips_on) == ("depends", ("period",))
    assert [(h.year, h.verdict) for h in second.report.now] == [
        (2015, "true"),
        (2016, "false"),
        (2017, "false"),
    ]


def test_every_form_tells_the_verdict_the_figures_and_their_source(registry: Registry) -> None:
    found = of(registry, STORY)
    text = "\n".join(brief_lines(registry.law, found))
    page = brief_page(registry.law, found)
    word = "\n".join(p.text for p in Document(io.BytesIO(brief_word(registry.law, found))).paragraphs)
    for form in (text, page, word):
        assert "Figures in the story" in form
        assert "TRUE" in form and "DEPENDS" in form and "765" in form
    assert page.count("<svg") >= 2 and "<script" not in page
    assert any(s.kind == "statistics" and s.url for s in found.sources)


def test_figures_are_told_where_no_case_is_and_nothing_hostile_runs(
    registry: Registry, tmp_path: Path
) -> None:
    story = tmp_path / "story.txt"
    story.write_text(
        "Council talks about safety\n\nAug. 7, 2017\n\nChicago had 765 murders in 2016, <script>alert()</script> he said."
    )
    found = of(registry, story)
    assert found.cases == () and len(found.claims) == 1
    page = brief_page(registry.law, found)
    assert "<script" not in page and "&lt;script&gt;" in page
