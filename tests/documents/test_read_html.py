"""Web pages: what a visitor sees, and nothing that is run."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest

from enjoined.documents import read
from enjoined.documents.files.read_html import html_text
from enjoined.errors import UnreadableDocument


def test_menus_scripts_and_what_is_hidden_are_left_out() -> None:
    page = (
        "<head><title>Terms</title><style>p {}</style></head><body><header>Agency</header><nav><a>Home</a></nav>"
        "<main><h1>Terms</h1><p>The recipient <b>must</b>\n comply.</p><p hidden>a</p><p style='display: none'>b</p>"
        "<noscript>c</noscript><script>document.write('d')</script><template>e</template></main><footer>Contact</footer>"
    )
    assert html_text(page) == "Terms\n\nThe recipient must comply."


def test_what_stands_around_the_text_is_left_out_and_what_unfolds_is_kept() -> None:
    page = (
        "<div id=cookie-notice>We use cookies <button>Accept</button></div><header><nav>Home</nav></header><main>"
        "<h1>Terms of the award</h1><h2><button aria-controls=a1>1. Notice</button></h2>"
        "<div id=a1 hidden><p>The recipient must give notice in writing of every change.</p></div></main>"
        "<div class=site-footer>Privacy</div>"
    )
    assert html_text(page) == (
        "Terms of the award\n\n1. Notice\n\nThe recipient must give notice in writing of every change."
    )
    whole = "<div class='page cookies-accepted'><p>The recipient must comply.</p></div>"
    assert html_text(whole) == "The recipient must comply."


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
        ("<ol start=52><li>a<li value=60>b<li>c</ol>", "52. a\n60. b\n61. c"),
        ("<ol type=i><li>a<li>b</ol>", "i. a\nii. b"),
        ("<ol style='list-style-type: upper-alpha'><li>a</ol>", "A. a"),
        ("<ol reversed><li>a<li>b</ol>", "2. a\n1. b"),
        ("<ol><li>a<ol type=a><li>x<li>y</ol><li>b</ol>", "1. a\na. x\nb. y\n2. b"),
        ("<ul><li>a</ul>", "\u2022 a"),
        ("<ol><li><p>a</p><p>more</p><li>b</ol>", "1. a\n\nmore\n\n2. b"),
    ],
)
def test_lists_are_numbered_as_displayed(markup: str, shown: str) -> None:
    assert html_text(markup) == shown


@pytest.mark.parametrize(
    "around",
    ["<div class=header>{}</div>", "<div><div class=header>{}</div></div>", "<div class=share>{}</div>",
     "<div class='content sharing'>{}</div>", "<header>{}</header>", "<div id=footer>{}</div>",
     "<div class=site-header>{}</div>", "<div class='breadcrumb-page'>{}</div>"],
)  # fmt: skip
def test_text_keeps_standing_whatever_the_block_around_it_is_called(around: str) -> None:
    terms = "".join(
        f"<p>{n}. The recipient must comply with rule {n} of the program.</p>" for n in range(1, 9)
    )
    text = html_text(f"{around.format(terms)}<p>Last changed in May.</p>")
    assert [line[0] for line in text.split("\n\n")] == [*"12345678", "L"]


def test_share_links_and_the_head_of_a_site_beside_the_text_are_left_out() -> None:
    page = (
        "<div class=header>Agency for grants</div><div class=share>Share this page</div><main>"
        "<p>1. The recipient must give notice in writing of every change of its officers and of its address.</p></main>"
    )
    assert html_text(page).startswith("1. The recipient must give notice")
    assert "Share" not in html_text(page) and "Agency" not in html_text(page)


@pytest.mark.parametrize("tags", ["<div>", "<ul><li>", "<TABLE class=x><tr><td>", "<!--><div>"])
def test_blocks_nested_without_end_are_refused_with_the_remedy(tmp_path: Path, tags: str) -> None:
    path = tmp_path / "deep.html"
    path.write_text(f"<html><p>Award</p>{tags * 20_000}1. Notice")
    with pytest.raises(UnreadableDocument, match="blocks in one another") as refused:
        read(path)
    assert "PDF" in refused.value.remedy


def test_ends_without_a_beginning_do_not_hide_how_deep_a_page_is() -> None:
    with pytest.raises(UnreadableDocument, match="blocks in one another"):
        html_text(f"{'</div>' * 20_000}{'<div>' * 20_000}")


@pytest.mark.parametrize("quoted", ["<!--{}-->", "<script>'{}'</script>", "<style>/*{}*/</style>"])
def test_what_is_no_tag_is_not_counted(quoted: str) -> None:
    assert html_text(quoted.format("<div>" * 6_000) + "<p>1. Notice") == "1. Notice"


def test_many_blocks_beside_one_another_are_read(tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_text(f"<html>{'<div><ul><li>Rule</ul></div>' * 8_000}")
    assert read(path).pages[0].text.count("Rule") > 1_000


def test_rows_of_a_table_are_lines() -> None:
    assert (
        html_text("<table><tr><th>No.<th>Title<tr><td>53<td>Ongoing compliance</table>")
        == "No.   Title\n53   Ongoing compliance"
    )


def test_a_cell_of_several_lines_has_nothing_beside_its_last_line() -> None:
    row = "<tr><td>Contractor<br>Ash County<td>Contract No.<br>24-7"
    assert html_text(f"<table>{row}<tr><td>53<td>Compliance<br>It must comply</table>") == (
        "Contractor\nAsh County\nContract No.\n24-7\n53   Compliance\nIt must comply"
    )


def test_a_print_break_is_a_page() -> None:
    assert (
        html_text(
            "<p>one<p style='page-break-before: always'>two<div style='break-after: page'>three</div><p>four"
        )
        == "one\ftwo\n\nthree\ffour"
    )


def test_lines_of_a_viewer_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "Page18.aspx"
    path.write_text(
        "<html><body><pre>Laserfiche WebLink\nPAGE 18 OF 21 <br />\n55. Access <br />\nThe recipient must. <br /></pre></body></html>"
    )
    (page,) = read(path).pages
    assert page.source == "html"
    assert page.label == "PAGE 18 OF 21"
    assert page.text.split("\n") == ["PAGE 18 OF 21", "55. Access", "The recipient must."]


@pytest.mark.parametrize(
    "data",
    [
        "<html><meta charset=windows-1252><p>8 U.S.C. § 1373".encode("cp1252"),
        "<html><meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>8 U.S.C. § 1373".encode(),
        "<html><meta charset=none-such><p>8 U.S.C. § 1373".encode(),
        "<html><p>8 U.S.C. § 1373".encode("utf-16"),
        "\ufeff<!DOCTYPE html><p>8 U.S.C. § 1373".encode(),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert read(path).pages[0].text == "8 U.S.C. § 1373"


def test_a_page_that_only_a_script_would_fill_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<html><body><div id=app></div><script>fill()</script>")
    with pytest.raises(UnreadableDocument, match="shows no text"):
        read(path)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>a <del>never</del> <ins>always</ins> b <s>c</s><strike>d</strike>", "a always b"),
        ('<p>a <span style="color:red;text-decoration: line-through">b</span>', "a"),
        ("<style>.i{text-decoration:underline}.d{text-decoration:line-through}</style><p class=i>a c <i class=d>b</i>", "a c"),
        ("<style>/* .i{text-decoration:line-through} */</style><p>a <i class=i>b</i>", "a b"),
        ("<style>.x .i{text-decoration:line-through}</style><p>a <i class=i>b</i>", "a b"),
        ("<style>.i{text-decoration:line-through}</style><p class=i>a b", "a b"),
        ("<style>.x.y{color:red}span.c5, .c6{text-decoration:line-through}</style><p>a <span class='k c6'>b</span>", "a"),
        ("<p>Paid: <select><option>No<option selected>Yes, in part</select>.", "Paid: Yes, in part."),
        ("<p>State <select><option>Alabama<option>Alaska</select>", "State"),
        ("<p>a<iframe srcdoc='&lt;p&gt;1. Notice&lt;/p&gt;&lt;del&gt;x&lt;/del&gt;'></iframe><p>b", "a\n\n1. Notice\n\nb"),
        ("<p>a<iframe src='x.html'>no frames</iframe>", "a"),
    ],
)  # fmt: skip
def test_what_is_struck_out_chosen_or_framed(markup: str, shown: str) -> None:
    assert html_text(markup) == shown


def test_the_reader_is_told_of_words_struck_out(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><p>1. <s>Notice</s> Access</p>")
    assert read(tmp_path / "a.html").warnings == ("words that are struck out in it are left out",)


def test_frames_in_frames_end_somewhere() -> None:
    page = "end"
    for number in range(6):
        page = f"{number}<iframe srcdoc='{escape(page)}'></iframe>"
    assert html_text(page).split() == ["5", "4", "3", "2"]
