"""Two versions of a document: which clause is which, and what is new in its words."""

from __future__ import annotations

from collections import Counter

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from enjoined.compare import CompareReport, compare_documents
from enjoined.documents import Document, default_rules, from_pages
from enjoined.documents.clauses.alignment import Change, body_of
from enjoined.documents.clauses.wording import differences, is_same, words_of
from enjoined.documents.files.read_text import split_pages
from enjoined.documents.recognition.tokens import TOKEN

HEAD = (
    "U.S. Department of Justice\nOffice of Justice Programs\nAWARD CONTINUATION SHEET\nSPECIAL CONDITIONS\n"
)
CLAUSES = {
    "Audit": "The recipient must have the single audit made that 2 CFR part 200, subpart F asks for, every year.",
    "Travel": "The recipient must follow its own written rules on travel, and keep receipts for five years.",
    "Equipment": "The recipient must keep an inventory of all equipment bought with award funds and mark each item.",
    "Reports": "The recipient must send performance reports each quarter, within thirty days of its end.",
    "Compliance with 8 U.S.C. 1373": "The recipient must comply with 8 U.S.C. 1373 through the whole award period. "
    "No agency of the recipient may restrict the exchange of information on immigration status.",
    "Texting": "The recipient should adopt a policy that bans text messaging while driving on award business.",
}  # fmt: skip


def document(*titles: str, first: int = 1, **texts: str) -> Document:
    """An award whose clauses have these titles, numbered from ``first``; ``texts`` replaces some of the words."""
    lines = [
        f"{number}. {title}\n{texts.get(title.split()[0], CLAUSES.get(title, title))}"
        for number, title in enumerate(titles, first)
    ]
    return from_pages(split_pages(HEAD + "\n".join(lines)), name="award.txt")


def compared(old: Document, new: Document) -> CompareReport:
    return compare_documents(old, new, default_rules())


def changes(report: CompareReport) -> list[tuple[str, str | None, str | None]]:
    return [
        (c.change.value, c.old.number if c.old else None, c.new.number if c.new else None)
        for c in report.clauses
    ]


def test_the_same_award_has_not_changed() -> None:
    report = compared(document(*CLAUSES), document(*CLAUSES))
    assert {c.change for c in report.clauses} == {Change.SAME}
    assert report.counts["same"] == len(CLAUSES)
    assert report.warnings == ()


def test_a_clause_put_in_front_renumbers_the_rest() -> None:
    titles = ["Audit", "Travel", "Equipment"]
    report = compared(document(*titles), document("Texting", *titles))
    assert changes(report) == [
        ("added", None, "1"),
        ("renumbered", "1", "2"),
        ("renumbered", "2", "3"),
        ("renumbered", "3", "4"),
    ]


def test_a_clause_that_changed_its_place_is_moved_and_the_others_are_not() -> None:
    report = compared(
        document("Audit", "Travel", "Equipment", "Reports"),
        document("Reports", "Audit", "Travel", "Equipment"),
    )
    moved = [c for c in report.clauses if c.change is Change.MOVED]
    assert [(c.old.title, c.renumbered) for c in moved if c.old] == [("Reports", True)]
    assert report.counts["renumbered"] == 3


def test_a_dropped_clause_stands_where_it_stood() -> None:
    report = compared(document("Audit", "Travel", "Equipment"), document("Audit", "Equipment"))
    assert changes(report) == [("same", "1", "1"), ("dropped", "2", None), ("renumbered", "3", "2")]


def test_one_word_is_marked_and_the_clause_is_contested() -> None:
    softer = CLAUSES["Compliance with 8 U.S.C. 1373"].replace("may restrict", "may in any way restrict")
    report = compared(document(*CLAUSES), document(*CLAUSES, Compliance=softer))
    (change,) = [c for c in report.clauses if c.change is Change.REWORDED]
    assert change.contested
    assert change.families == ("comply-1373",)
    assert [(p.kind, p.text.strip()) for p in change.pieces if p.kind != "same"] == [("added", "in any way")]
    assert not change.misread


def test_a_clause_rewritten_under_its_title_is_reworded_not_replaced() -> None:
    other = "The recipient may spend award money on travel only with the prior approval of the grant manager."
    report = compared(document("Audit", "Travel"), document("Audit", "Travel", Travel=other))
    assert changes(report) == [("same", "1", "1"), ("reworded", "2", "2")]


def test_a_clause_split_in_two_says_where_its_words_came_from() -> None:
    both = f"{CLAUSES['Equipment']} {CLAUSES['Reports']}"
    report = compared(
        document("Audit", "Equipment", Equipment=both),
        document("Audit", "Equipment", "Reports"),
    )
    (added,) = [c for c in report.clauses if c.change is Change.ADDED]
    assert (added.new and added.new.title, added.within) == ("Reports", "2")


def test_scanning_damage_alone_is_no_change_of_wording() -> None:
    damaged = CLAUSES["Travel"].replace("written", "wrltten").replace("receipts", "recelpts")
    report = compared(document("Audit", "Travel"), document("Audit", "Travel", Travel=damaged))
    assert report.counts["same"] == 2


def test_damage_beyond_look_alikes_is_reported_as_doubtful() -> None:
    damaged = CLAUSES["Travel"].replace("written", "wrirten")
    report = compared(document("Audit", "Travel"), document("Audit", "Travel", Travel=damaged))
    (change,) = [c for c in report.clauses if c.change is Change.REWORDED]
    assert change.misread


def test_a_negation_is_never_taken_for_damage() -> None:
    for old, new in [
        ("the recipient may disclose", "the recipient may not disclose"),
        ("a lawful order", "an unlawful order"),
        ("if it applies", "it applies"),
        ("within 15 days", "within 16 days"),
        ("not later than 10 days", "not later than 100 days"),
    ]:
        assert not is_same(words_of(old), words_of(new), default_rules().vocabulary.words)


def test_unrelated_documents_are_said_to_be_unrelated() -> None:
    report = compared(document("Audit", "Travel"), document("Reports", "Texting"))
    assert report.counts["same"] == 0
    assert any("hardly a clause in common" in warning for warning in report.warnings)


def test_an_empty_version_drops_everything() -> None:
    nothing = from_pages(split_pages("x"), name="empty.txt")
    report = compared(document("Audit", "Travel"), nothing)
    assert report.counts["dropped"] == 2


titles = st.lists(st.sampled_from(sorted(CLAUSES)), unique=True, min_size=1)


@given(titles, titles)
def test_every_clause_of_both_versions_is_accounted_for_once(old: list[str], new: list[str]) -> None:
    report = compared(document(*old), document(*new))
    assert Counter(c.old.number for c in report.clauses if c.old) == Counter(map(str, range(1, len(old) + 1)))
    assert [c.new.number for c in report.clauses if c.new] == list(map(str, range(1, len(new) + 1)))
    paired = {c.new.title for c in report.clauses if c.old and c.new}
    assert paired == set(old) & set(new)


@given(st.text(alphabet="ab c.-\n", max_size=60), st.text(alphabet="ab c.-\n", max_size=60))
def test_the_marks_hold_every_word_of_both_wordings_in_order(old: str, new: str) -> None:
    pieces = differences(old, new)

    def said(kinds: set[str]) -> str:
        return "".join(w for p in pieces if p.kind in kinds for w in TOKEN.findall(p.text.lower()))

    assert said({"same", "added"}) == "".join(TOKEN.findall(new.lower()))
    assert said({"same", "dropped"}) == "".join(TOKEN.findall(old.lower()))


def test_a_sum_and_a_date_change_as_a_whole() -> None:
    pieces = differences("Award of $398,000.00 on 03/04/2025", "Award of $412,300.00 on 03/02/2025")
    assert [(piece.kind, piece.text.strip()) for piece in pieces if piece.kind != "same"] == [
        ("dropped", "$398,000.00"),
        ("added", "$412,300.00"),
        ("dropped", "03/04/2025"),
        ("added", "03/02/2025"),
    ]


def test_articles_are_compared_without_their_numbers() -> None:
    articles = (
        "Article {}. Records. The recipient must keep it.\n\nArticle {}. Notice. The recipient must tell us."
    )
    old, new = (
        from_pages(split_pages(articles.format(*numbers)), name="terms.txt")
        for numbers in (("I", "II"), ("III", "IV"))
    )
    bodies = [body_of(clause) for clause in (*old.clauses, *new.clauses)]
    assert bodies == ["Records. The recipient must keep it.", "Notice. The recipient must tell us."] * 2


def test_what_a_version_does_not_show_is_said() -> None:
    old = document(*CLAUSES)
    first = msgspec.structs.replace(old.pages[0], remarks=("words that are struck out in it are left out",))
    new = msgspec.structs.replace(old, pages=(first, *old.pages[1:]))
    assert compared(old, new).warnings == ("award.txt: words that are struck out in it are left out",)


def test_the_first_article_is_compared_without_its_number_where_no_heading_is_seen() -> None:
    text = "{} Compliance with 8 U.S.C. 1373 The recipient must keep to it.\n\n{} Notice. The recipient must tell us.\n"
    old, new = (
        from_pages(split_pages(text.format(*numbers)), name="terms.txt")
        for numbers in (("1.", "2."), ("Article I.", "Article II."))
    )
    assert [body_of(clause) for clause in old.clauses] == [body_of(clause) for clause in new.clauses]


def test_a_part_that_was_split_off_under_a_title_of_its_own_is_said_to_have_stood_there() -> None:
    keep = "Records. The recipient must keep its records for three years."
    access = "Auditors must have access to them at all reasonable times during the term of the award."
    old, new = (
        from_pages(split_pages(HEAD + "\n".join(lines)), name="award.txt")
        for lines in (
            (f"1. {keep} {access}", "2. Travel. The recipient must keep receipts for five years."),
            (
                f"1. {keep}",
                f"2. Access of auditors and examiners to books. {access}",
                "3. Travel. The recipient must keep receipts.",
            ),
        )
    )
    added = [change for change in compared(old, new).clauses if change.change is Change.ADDED]
    assert [change.within for change in added] == ["1"]


def test_an_exhibit_behind_the_conditions_is_added_and_no_part_of_the_last() -> None:
    old = from_pages(
        split_pages(f"{HEAD}1. Audit. {CLAUSES['Audit']}\n2. Travel. {CLAUSES['Travel']}\n"), name="a.txt"
    )
    exhibit = "\nEXHIBIT B\nCIVIL RIGHTS\n\n1. Equipment. {Equipment}\n2. Texting. {Texting}\n".format(
        **CLAUSES
    )
    new = from_pages(split_pages(old.pages[0].text + exhibit), name="b.txt")
    assert changes(compared(old, new)) == [
        ("same", "1", "1"), ("same", "2", "2"), ("added", None, "1"), ("added", None, "2"),
    ]  # fmt: skip


def test_a_short_duty_is_no_heading_and_is_said_to_be_added() -> None:
    one = "AWARD CONDITIONS\n1. It must keep files.\n"
    added = [
        changes(
            compared(
                from_pages(split_pages(one), name="a.txt"),
                from_pages(split_pages(f"{one}\nEXHIBIT B\n{line}\n"), name="b.txt"),
            )
        )
        for line in ("The recipient must not lobby", "Item   Amount")
    ]
    assert added == [[("same", "1", "1"), ("added", None, None)], [("same", "1", "1")]]
