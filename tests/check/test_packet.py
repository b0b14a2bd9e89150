"""Terms that came with a face or a letter are those of its award; where anything speaks against it, they are nobody's."""

from __future__ import annotations

import pytest

from enjoined.check import awards_of, check_document
from enjoined.documents import Document, from_pages
from enjoined.documents.files.read_text import split_pages
from enjoined.model import parse_day
from enjoined.registry.open import Registry, open_registry

TERMS = "SPECIAL CONDITIONS\n1. The recipient must comply with 8 U.S.C. 1373.\n2. It must keep records."


@pytest.fixture(scope="module")
def registry() -> Registry:
    return open_registry()


def face(number: str = "2017-DJ-BX-9990", year: int = 2017) -> str:
    """The face of an award."""
    return (
        f"GRANT AWARD\nRecipient Name: City of Springfield\nAward Number: {number}\nAward Date: 09/29/{year}\n"
        f"Assistance Listing 16.738. The fiscal year is FY {year}."
    )


def documents(**named: str) -> list[Document]:
    """Documents by their names: two underscores stand for a slash, one for a full stop."""
    return [
        from_pages(split_pages(text), name=name.replace("__", "/").replace("_", "."))
        for name, text in named.items()
    ]


def test_terms_are_those_of_the_face_beside_them_and_say_so(registry: Registry) -> None:
    found = documents(packet_zip__face_txt=face(), packet_zip__terms_txt=TERMS)
    none, award = awards_of(registry, found)
    assert none is None and award is not None
    alone, together = (
        check_document(registry, found[1], on=parse_day("2018-07-01"), came_with=came)
        for came in (None, award)
    )
    assert [f.condition for f in alone.findings] == [None]
    assert [f.condition for f in together.findings] == ["jag-fy2017/53"]
    summary = together.document
    assert (summary.program, summary.fiscal_year, summary.award_number) == ("16.738", 2017, "2017-DJ-BX-9990")
    assert summary.facts == alone.document.facts, "the places of facts are those of the document itself"
    (said,) = summary.warnings
    assert said == (
        "it does not say its program (16.738), fiscal year (2017) and award number (2017-DJ-BX-9990): "
        "taken from packet.zip/face.txt, which came with it"
    )


def test_the_letter_of_a_message_tells_of_what_is_attached(registry: Registry) -> None:
    letter = (
        "From: grants@example.gov\nTo: city@example.org\nSubject: Award\n\nAttached are the special conditions of award "
        "2017-DJ-BX-9990 under the FY 2017 Edward Byrne Memorial Justice Assistance Grant Program."
    )
    found = documents(mail_eml__message_txt=letter, mail_eml__terms_zip__a_txt=TERMS)
    award = awards_of(registry, found)[1]
    assert award is not None and award.source == "mail.eml/message.txt"
    assert (award.award.program, award.award.fiscal_year) == ("16.738", 2017)


def test_the_nearest_face_is_asked(registry: Registry) -> None:
    found = documents(
        all__a__face_txt=face(), all__a__terms_txt=TERMS, all__b__face_txt=face("2018-DJ-BX-9991", 2018),
        all__b__terms_txt=TERMS,
    )  # fmt: skip
    awards = awards_of(registry, found)
    assert [came and came.award.number for came in awards] == [
        None, "2017-DJ-BX-9990", None, "2018-DJ-BX-9991",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "named",
    [
        {"a__face_txt": face(), "a__other_txt": face("2018-DJ-BX-9991", 2018), "a__terms_txt": TERMS},
        {"a__face_txt": face(), "a__terms_txt": f"{TERMS}\nAward Number: 2018-DJ-BX-9991"},
        {"face_txt": face(), "terms_txt": TERMS},
        {"a__face_txt": face(), "b__terms_txt": TERMS},
        {"a__terms_txt": TERMS},
        {"a__minutes_txt": "Minutes of the garden club.", "a__terms_txt": TERMS},
    ],
)
def test_where_awards_disagree_or_none_is_near_nothing_is_taken(
    registry: Registry, named: dict[str, str]
) -> None:
    assert awards_of(registry, documents(**named))[-1] is None


def test_another_spelling_of_the_recipient_is_no_other_recipient(registry: Registry) -> None:
    letter = face().replace("City of Springfield", "City of Chicago")
    found = documents(a__face_txt=letter, a__terms_txt=f"Recipient: Chicago, IL\n{TERMS}")
    award = awards_of(registry, found)[1]
    assert award is not None and award.award.number == "2017-DJ-BX-9990"


OTHERS = f"Recipient: County of Los Angeles\n{TERMS}"


@pytest.mark.parametrize(
    "named",
    [
        {"a__b__face_txt": face(), "a__c__terms_txt": TERMS},
        {"a__face_txt": face(), "a__terms_txt": OTHERS},
        {"a__face_txt": face(), "a__b__terms_txt": OTHERS},
        {
            "a__face_txt": face(),
            "a__letter_txt": "Recipient: County of Los Angeles\nGRANT AWARD",
            "a__terms_txt": TERMS,
        },
        {
            "a__face_txt": f"U.S. Department of Justice\n{face()}",
            "a__terms_txt": f"Department of Homeland Security\n{TERMS}",
        },
    ],
)
def test_the_award_of_another_recipient_or_folder_is_not_taken(
    registry: Registry, named: dict[str, str]
) -> None:
    assert awards_of(registry, documents(**named))[-1] is None


def test_no_award_is_taken_from_beyond_a_document_that_cannot_be_read(registry: Registry) -> None:
    opened = documents(a__face_txt=face(), a__b__terms_txt=TERMS)
    names = ["a/face.txt", "a/b/face.pdf", "a/b/terms.txt"]
    assert awards_of(registry, [opened[0], None, opened[1]], names)[-1] is None
    assert awards_of(registry, opened)[-1] is not None
