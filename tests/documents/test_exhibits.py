"""Terms that were filed with a court paper are told from what the court paper says."""

from __future__ import annotations

from enjoined.documents import Document, default_rules, from_pages, recognise
from enjoined.documents.files.read_text import split_pages

COMPLAINT = (
    "UNITED STATES DISTRICT COURT\nFOR THE DISTRICT OF RHODE ISLAND\n\nSTATE OF ILLINOIS et al., Plaintiffs,\nv.\n"
    "FEDERAL EMERGENCY MANAGEMENT AGENCY, Defendant.\n\nCOMPLAINT FOR DECLARATORY RELIEF\n\n"
    "1. Plaintiffs challenge terms under which recipients must comply with 8 U.S.C. 1373.\n"
    "2. The recipient must, the terms say, give federal agents access to detainees.\n"
)
TERMS = (
    "FY 2025 STANDARD TERMS AND CONDITIONS\n\nThese terms and conditions apply to all federal awards of the year.\n\n"
    "1. Title VI. Recipients must comply with Title VI of the Civil Rights Act of 1964.\n\n"
    "2. Access. The recipient must provide access to detainees, such as when an immigration officer seeks to interview "
    "a person who might be a removable alien.\n"
)
DECLARATION = (
    "DECLARATION OF JANE ROE\n\nI, Jane Roe, declare under penalty of perjury:\n\n1. I am the director of the office.\n"
    "2. In May the agency told us that every recipient must provide access to detainees when an immigration officer "
    "seeks to interview an alien. We had to decide whether to accept. The judge and plaintiffs in this civil action "
    "were told so.\n"
)


def filed(number: str, *pages: str) -> list[str]:
    return [
        f"Case 1:25-cv-00208-MRD   Document {number}   Filed 05/13/25   Page {at} of {len(pages)} PageID #: {at}\n{page}"
        for at, page in enumerate(pages, start=1)
    ]


def read(*pages: str) -> Document:
    return from_pages(split_pages("\f".join(pages)), name="complaint.txt")


def roles(document: Document) -> list[tuple[int, str, str]]:
    found = recognise(document.clauses, default_rules(), document.reader)
    return [(one.spans[0].page, part.family, one.role) for one in found for part in one.parts]


def test_terms_in_an_exhibit_impose_and_the_complaint_does_not() -> None:
    document = read(*filed("1", COMPLAINT), *filed("1-3", "EXHIBIT C", TERMS))
    assert document.facts.kind == "court"
    assert [place for place in roles(document) if place[2] == "imposes"] == [(3, "admit-agents", "imposes")]
    assert {role for page, _, role in roles(document) if page == 1} == {"mentions"}
    assert "from page 2 on, an exhibit filed in court (Document 1-3) is read by itself" in document.warnings


def test_what_a_declaration_tells_of_terms_imposes_nothing() -> None:
    document = read(*filed("1", COMPLAINT), *filed("1-4", DECLARATION))
    assert {role for _, _, role in roles(document)} == {"mentions"}


def test_an_exhibit_that_came_alone_is_what_it_shows() -> None:
    document = read(*filed("1-3", "EXHIBIT C", TERMS, TERMS.replace("detainees", "prisoners")))
    assert document.facts.kind == "terms"
