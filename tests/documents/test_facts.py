from __future__ import annotations

import pytest

from enjoined.documents import DocumentFacts, from_pages
from enjoined.documents.files.read_text import split_pages


def _facts(text: str) -> DocumentFacts:
    return from_pages(split_pages(text), name="test.txt").facts


FACE = """U.S. Department of Justice   Grant   PAGE 1 OF 21
1. RECIPIENT NAME AND ADDRESS (Including Zip Code)   4. AWARD NUMBER: 2017-DJ-BX-9990
City of Evanston   5. PROJECT PERIOD: FROM 10/01/2016 TO 09/30/2020
2100 Ridge Avenue   BUDGET PERIOD: FROM 10/01/2016 TO 09/30/2020
Evanston, IL 60201   6. AWARD DATE 09/29/2017   7. ACTION
2a. GRANTEE IRS/VENDOR NO. 000000000   8. SUPPLEMENT NUMBER 00   Initial
3. PROJECT TITLE   9. PREVIOUS AWARD AMOUNT   $ 0
   10. AMOUNT OF THIS AWARD   $ 123,456
   11. TOTAL AWARD   $ 123,456
12. SPECIAL CONDITIONS
THE ABOVE GRANT PROJECT IS APPROVED SUBJECT TO SUCH CONDITIONS
13. STATUTORY AUTHORITY FOR GRANT
FY17(BJA - JAG State and JAG Local) Title I of Pub. L. No. 90-351
14. CATALOG OF DOMESTIC FEDERAL ASSISTANCE (CFDA Number)
16.738 - Edward Byrne Memorial Justice Assistance Grant Program
"""


def test_a_face_page() -> None:
    facts = _facts(FACE)
    found = {
        name: getattr(facts, name).value
        for name in ("award_number", "recipient", "program", "fiscal_year", "amount", "award_date")
    }
    assert found == {
        "award_number": "2017-DJ-BX-9990",
        "recipient": "City of Evanston",
        "program": "16.738",
        "fiscal_year": 2017,
        "amount": "123456.00",
        "award_date": "2017-09-29",
    }
    assert facts.kind == "award"
    assert facts.missing_pages == tuple(range(2, 22))


def test_values_after_the_next_boxes_label() -> None:
    text = FACE.replace(
        "(Including Zip Code)   4. AWARD NUMBER: 2017-DJ-BX-9990\nCity of Evanston   5.",
        "(Including Zip Code)\n2017-DJ-BX-9990\n4. AWARD NUMBER:\nCity of Evanston\n5.",
    )
    facts = _facts(text)
    assert facts.recipient is not None and facts.recipient.value == "City of Evanston"
    assert facts.award_number is not None and facts.award_number.value == "2017-DJ-BX-9990"


def test_the_address_of_a_letter_and_the_name_in_an_offer() -> None:
    letter = _facts(
        "Office of Justice Programs has approved the City's application\nOctober 1, 2018\nCity of Springfield\n"
        "11707 East Main Avenue\nin the amount of $27,156."
    )
    assert letter.recipient is not None and letter.recipient.value == "City of Springfield"
    assert letter.amount is not None and letter.amount.value == "27156.00"
    offer = _facts(
        'GRANT AGREEMENT\nPart I - Offer\nDate of Offer June 3, 2005\nTO: City of Springfield (herein called the "Sponsor")'
    )
    assert offer.recipient is not None and offer.recipient.value == "City of Springfield"
    assert offer.award_date is not None and offer.award_date.value == "2005-06-03"


def test_every_fact_says_where_it_stands() -> None:
    document = from_pages(split_pages(FACE), name="test.txt")
    recipient = document.facts.recipient
    assert recipient is not None
    assert document.pages[recipient.page - 1].text[recipient.start : recipient.end] == "City of Evanston"


def test_a_cover_block_of_labels_and_values() -> None:
    facts = _facts(
        "Department of Justice (DOJ)\nName and Address of Recipient: CITY OF SPRINGFIELD\n1 MAIN ST\nProject Title: Hiring Award Number: "
        "15JCOPS-24-GG-00000-UHPX\nFederal Award Amount: $1,250,000.00 Federal Award Date: 9/30/24\nAwarding Agency: COPS\nAssistance Listing:\n"
        "16.710 - Public Safety Partnership\nProject Period Start Date: 10/1/24\nPage: 1 of 18\n"
    )
    assert facts.award_number is not None and facts.award_number.value == "15JCOPS-24-GG-00000-UHPX"
    assert facts.recipient is not None and facts.recipient.value == "City of Springfield"
    assert facts.program is not None and facts.program.value == "16.710"
    assert facts.amount is not None and facts.amount.value == "1250000.00"
    assert facts.fiscal_year is not None and facts.fiscal_year.value == 2024


@pytest.mark.parametrize(
    "damaged", ["2n17-OI-BX-9990", "2017 DJ BX-9990", "2017-DI-BX9990", "20l7-DJ-BX-999O"]
)
def test_pages_vote_on_a_damaged_award_number(damaged: str) -> None:
    page = "AWARD CONTINUATION SHEET PAGE {n} OF 9\nPROJECT NUMBER {number} AWARD DATE 09/29/2017\nSPECIAL CONDITIONS\n{n}. Must comply."
    text = "\f".join(
        [
            page.format(n=2, number=damaged),
            page.format(n=3, number="2017-DJ-BX-9990"),
            page.format(n=4, number="2017-DJ-BX-9990"),
        ]
    )
    facts = _facts(text)
    assert facts.award_number is not None and facts.award_number.value == "2017-DJ-BX-9990"


def test_one_damaged_award_number_alone_is_read_with_little_confidence() -> None:
    clean = _facts("PROJECT NUMBER 2017-DJ-BX-9990").award_number
    scanned = _facts("PROJECT NUMBER 2n17-OI-BX9990").award_number
    assert clean is not None and scanned is not None
    assert scanned.value == clean.value
    assert scanned.confidence < clean.confidence


def test_dates_that_disagree_are_voted_on() -> None:
    page = "AWARD CONTINUATION SHEET PAGE {n} OF 9\nPROJECT NUMBER 2017-DJ-BX-9990 AWARD DATE {date}\nSPECIAL CONDITIONS\n{n}. Must comply."
    dates = ["11/01/2018", "11/02/2018", "11/01/2018"]
    facts = _facts("\f".join(page.format(n=n, date=d) for n, d in enumerate(dates, start=2)))
    assert facts.award_date is not None
    assert facts.award_date.value == "2018-11-01"
    assert facts.award_date.confidence < 0.9


def test_an_impossible_date_and_a_text_without_facts() -> None:
    assert _facts("AWARD DATE 13/45/2017").award_date is None
    facts = _facts("Nothing to see here.")
    assert (facts.award_number, facts.recipient, facts.amount, facts.program) == (None, None, None, None)
    assert facts.kind == "other"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("UNITED STATES DISTRICT COURT\nPlaintiff v. Defendant\nMEMORANDUM OPINION\nThis court grants the motion.", "court"),
        ("I certify under penalty of perjury on behalf of the applicant entity named below. Signature of Chief Legal Officer", "certification"),
        ("Special Notice: the Department will not use or enforce conditions 52 through 56 at this time.", "notice"),
        ("RESOLUTION authorizing the Mayor\nWHEREAS, the City applied; now therefore be it RESOLVED by the City Council", "policy"),
        ("Notice of Funding Opportunity\nEligible applicants must apply through Grants.gov before the application deadline.", "solicitation"),
        ("Be it enacted by the Senate and House of Representatives. This Act may be cited as the Example Act.", "bill"),
        ("A federal judge on Tuesday said the conditions are unlawful, according to the mayor, who told reporters she was glad.", "news"),
        ("Congressional Research Office\nGrant Conditions: In Brief\nUnder one condition, recipients must certify it.\nOptions for Congress\nCongress could bar it.", "other"),
        ("Grantee Handbook\nEmployment and Training Administration\nA grantee must keep its records. Grantees must report.", "terms"),
    ],
)  # fmt: skip
def test_the_kind_of_document(text: str, kind: str) -> None:
    assert _facts(text).kind == kind


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Award number: 2017-DJ-BX-0456", "2017-DJ-BX-0456"),
        ("Federal Award Number\n15PBJA-24-GG-04727-JAGX", "15PBJA-24-GG-04727-JAGX"),
        ("Award Number: 2016UMWX0001", "2016UMWX0001"),
        ("4. AWARD NUMBER: 2018-UM-WX-0123", "2018-UM-WX-0123"),
        ("Award number: EMW-2024-FG-02666", "EMW-2024-FG-02666"),
        ("Grant No. B-24-MC-17-0006", "B-24-MC-17-0006"),
        ("Grant Agreement Number: IL0123L5T002407", "IL0123L5T002407"),
        ("FAIN | 693JJ32340436", "693JJ32340436"),
        ("4a. Federal Award Identification Number (FAIN)\nH79SM089012", "H79SM089012"),
        ("4. GRANT NO. 20CWDSTC00007-06-00\n4a. FAIN 20CWDSTC00007", "20CWDSTC00007"),
        ("Agreement Number\n2024*3025\nGrantee", "2024*3025"),
        ("PR/AWARD NUMBER                 H027A250031\nACTION NUMBER                   1", "H027A250031"),
        ("Award number S010A240005-24A.", "S010A240005"),
        ("Grantee: Town of Ely. FAIN 90HC0155. Amount this action: $5,000.", "90HC0155"),
        ("This award (FAIN: 01CH012345), dated May 2, is final.", "01CH012345"),
    ],
)
def test_award_numbers_of_several_agencies(text: str, number: str) -> None:
    found = _facts(text).award_number
    assert found is not None and found.value == number


@pytest.mark.parametrize(
    "text",
    [
        "Award number: see attached",
        "AWARD NUMBER\n5. PROJECT PERIOD: FROM 10/01/2016",
        "Award number: 312,345",
        "FAIN 93.550",
        "Award number                1, 2 and 3",
        "AWARD NUMBER                BUDGET PERIOD 10/01/2025",
        "The manual shows part A123B456789.",
    ],
)
def test_what_is_no_award_number(text: str) -> None:
    assert _facts(text).award_number is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Award date: 10/01/2018", "2018-10-01"),
        ("6. AWARD DATE   7. ACTION\n09/29/2017   Initial", "2017-09-29"),
        ("Date of Award: Sept. 29, 2017", "2017-09-29"),
        ("Federal Award Date | 29 Sep 2017", "2017-09-29"),
        ("Federal Award Date: 2017-09-29", "2017-09-29"),
        ("Issue date: October 1, 2018", "2018-10-01"),
        ("Effective date: 10/01/2016\nAward date: 09/29/2017", "2017-09-29"),
    ],
)
def test_award_dates(text: str, day: str) -> None:
    found = _facts(text).award_date
    assert found is not None and found.value == day


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Amount of this award: $ 312,345", "312345.00"),
        ("Award Amount | $1,250,000.00", "1250000.00"),
        ("Award amount: 312,345.00", "312345.00"),
        ("9. PREVIOUS AWARD AMOUNT $ 50,000\n10. AMOUNT OF THIS AWARD $ 20,000\n11. TOTAL AWARD $ 70,000", "70000.00"),
        ("Federal funds awarded: $99,000\n1. The recipient must report any award amount. It must also obtain approval for each contract over $250,000.", "99000.00"),
    ],
)  # fmt: skip
def test_amounts(text: str, amount: str) -> None:
    found = _facts(text).amount
    assert found is not None and found.value == amount


def test_a_subaward_is_not_the_federal_award_it_is_a_part_of() -> None:
    face = (
        "1. Subrecipient Name and Address: 2. Agreement Amount: 3. Agreement Number:\n"
        "Town of Elmdale $21,750 K26-004\n11. Federal Funding Identification#: 12. Date:\nEMS-2026\n14. Total Federal Award Amount: 15. Index:\n$4,300,100.00 71A\n"
    )
    assert (found := _facts(face).amount) is not None and found.value == "21750.00"
    alone = "Subrecipient: Elmdale\nTotal Federal Award Amount committed to the Subrecipient: $4,300.00"
    assert (found := _facts(alone).amount) is not None and found.value == "4300.00"


def test_an_amount_in_another_sentence_is_not_the_award() -> None:
    assert (
        _facts("1. The award amount may be reduced. Contracts over $250,000 must be approved.").amount is None
    )


def test_program_and_year_of_unusual_layouts() -> None:
    facts = _facts(
        "Program: 16.738 - Edward Byrne Memorial Justice Assistance Grant\nFederal fiscal year: 2017\nSee the FY 2016 and FY 2016 rules of FY 2016."
    )
    assert facts.program is not None and facts.program.value == "16.738"
    assert facts.fiscal_year is not None and facts.fiscal_year.value == 2017
    assert _facts("The rate is 16.738 per cent of the total.").program is None


FACE_LINES = (
    "AWARD\nRecipient: County of Bexar, 100 Dolorosa\nAward number: 2017-DJ-BX-0456\nCFDA 16.738 - Edward Byrne Memorial Justice Assistance Grant Program\n"
    "Amount of this award: $ 312,345\nAward date: 10/01/2018\n"
)
CERTIFICATE = (
    'Certification of compliance with 8 U.S.C. 1373 required for valid award acceptance. The applicant must submit the required "State or Local Government: FY 2017 '
    'Certification of Compliance with 8 U.S.C. 1373" (executed by the chief legal officer).'
)


@pytest.mark.parametrize(
    "head", ["SPECIAL CONDITIONS\n", "Award Conditions\n", "Standard and Special Conditions\n", ""]
)
def test_an_award_with_a_face_and_numbered_conditions_is_an_award(head: str) -> None:
    pages = [
        FACE_LINES,
        f"{head}51. Recipient integrity must be reported.\n52. {CERTIFICATE}\n53. Ongoing compliance is required of",
        f"every State or local government.\n54. {CERTIFICATE}\n55. Audits must be resolved.",
    ]
    document = from_pages(split_pages("\f".join(pages)), name="test.txt")
    assert document.facts.kind == "award"
    assert [c.number for c in document.clauses if c.number and c.sort == "award"] == [
        "51",
        "52",
        "53",
        "54",
        "55",
    ]


def test_conditions_without_a_face_page_are_an_award_when_number_and_recipient_are_named() -> None:
    facts = _facts(
        f"Grantee: City of Waco   Grant No. 2017-DJ-BX-0456\n1. The grantee must keep records.\n2. {CERTIFICATE}\n3. The grantee shall report."
    )
    assert facts.kind == "award"


def test_the_summary_of_a_call_for_applications_is_no_award() -> None:
    summary = "Notice of Funding Opportunity\nFiscal year: 2024\nAssistance Listing Number: 16.738\nAward amount: $ 250,000\nPeriod of performance: 24 months\nProject period: to 2026\nAwarding agency: BJA\n"
    assert _facts(summary + "Applicants must apply through Grants.gov.").kind == "solicitation"
    form = "Application for Federal Assistance\na. Legal Name: City of Waco\nCFDA Number: 16.738\nProject Title: Safe streets\nFiscal year: 2017\n"
    assert _facts(form).kind == "other"


def test_a_certification_form_stays_one() -> None:
    text = "State or Local Government: FY 2017 Certification of Compliance with 8 U.S.C. 1373\nOn behalf of the applicant entity named below, I certify under penalty of perjury that:\n(1) I am the chief legal officer.\n(2) I have the authority.\nSignature of Chief Legal Officer"
    assert _facts(text).kind == "certification"
    alone = from_pages(split_pages(f"{FACE_LINES}\f{text}"), name="test.txt")
    assert {c.sort for c in alone.clauses if "penalty" in c.text} == {"certification"}


DAMAGED = """NOTICE 0F AWARD
Grantee: TownofElm Ridge
Award date     Arnount of this award     Acceptance due
O9/12/2025     $37S,OOO.00     11/O3/2025
Fiscal Year 2O25
"""


def test_scanned_labels_and_a_row_of_labels_are_read_and_their_places_are_those_printed() -> None:
    facts = _facts(DAMAGED)
    assert facts.amount is not None and facts.award_date is not None and facts.deadline is not None
    assert (facts.amount.value, facts.award_date.value, facts.deadline.value) == (
        "375000.00",
        "2025-09-12",
        "2025-11-03",
    )
    assert facts.fiscal_year is not None and facts.fiscal_year.value == 2025
    assert "37S,OOO.00" in DAMAGED[facts.amount.start : facts.amount.end]
    assert DAMAGED[facts.award_date.start : facts.award_date.end] == "O9/12/2025"


def test_the_day_of_a_letter_is_the_award_date_only_of_an_award() -> None:
    letter = _facts(
        "March 3, 2025\n\nElm Ridge Housing Authority\n12 Oak Street\nElm Ridge, OH 44000\n\nDear Director:\n"
        "We are pleased to inform you that your application has been approved in the amount of $9,000.\n"
        "No later than April 4, 2025, sign the award and return it.\nSincerely,\nGrants Office\n"
    )
    assert letter.kind == "award"
    assert letter.award_date is not None and letter.award_date.value == "2025-03-03"
    assert letter.deadline is not None and letter.deadline.value == "2025-04-04"
    assert letter.recipient is not None and letter.recipient.value == "Elm Ridge Housing Authority"
    assert letter.amount is not None and letter.amount.value == "9000.00"


def test_who_is_called_the_recipient() -> None:
    facts = _facts('GRANT AGREEMENT\nbetween the Department and the City of Alder (the "Recipient").\n')
    assert facts.recipient is not None and facts.recipient.value == "City of Alder"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Subaward amount: $55,000.00\nCounty's total federal award: $12,400,000.00", "55000.00"),
        ("Federal funds: $213,500.00\nRevised total award: $263,500.00", "263500.00"),
        (
            "Your project is approved at $62,340.00. This money is part of a federal award to Nevada of $6,800,000.00.",
            "62340.00",
        ),
        (
            "Total Amount of Federal Funds Obligated by this Action $24,986\nTotal Amount of Federal Funds Obligated $524,986",
            "524986.00",
        ),
    ],
)
def test_the_sum_of_this_award_among_several(text: str, amount: str) -> None:
    found = _facts(text).amount
    assert found is not None
    assert found.value == amount


def test_a_memorandum_is_to_a_reader_and_not_to_a_recipient() -> None:
    assert (
        _facts("MEMORANDUM\nTo: Board of Supervisors\nFrom: County Counsel\nRe: Grant terms").recipient
        is None
    )


def test_a_number_behind_the_word_and_behind_dots() -> None:
    letter = _facts("Re: sub-award HSGP-25-114 for radios")
    assert letter.award_number is not None and letter.award_number.value == "HSGP-25-114"
    form = _facts("Federal Award Identification Number ............ DTNH2226H00418\nFiscal year ..... 2026")
    assert form.award_number is not None and form.award_number.value == "DTNH2226H00418"


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("Total amount: $248,000.00\n\nRecipient: Nez Perce Tribe", "amount", "248000.00"),
        (
            "approved in the amount of $291,428.57 in Federal funding. You must add at least 5.00% of the Federal funds "
            "awarded, or $14,571.43.",
            "amount",
            "291428.57",
        ),
        ("HUD's total funding obligation authorized by this Agreement is $512,688.", "amount", "512688.00"),
        (
            "Total Award Budget: $5,250,000.00\nFederal Assistance Obligated for This Action: $4,200,000.00",
            "amount",
            "4200000.00",
        ),
        (
            "Award Amount: $88,000.00\nTotal Federal Award/State Funds Appropriated: $13,511,206.00",
            "amount",
            "88000.00",
        ),
        ("Amount of this amendment: $45,500.00\nNew total amount: $255,500.00", "amount", "255500.00"),
        ("The agency will fund up to $1,050,000 of the project.", "amount", "1050000.00"),
        ("How much: $87,213\nFor how long: two years", "amount", "87213.00"),
        ("State Fiscal Year 2024 $90.00\nTotal for All State Fiscal Years $110,795.00", "amount", "110795.00"),
        ("Program: safer streets, listing 16.738, fiscal year 2025", "program", "16.738"),
        ("Grant Funds shall not exceed $233,016.00 in all.", "amount", "233016.00"),
        ("Grantee certifies that HNJ4KZ9PQ6T7 is Grantee's correct UEI.", "uei", "HNJ4KZ9PQ6T7"),
        ("Unique Entity Identifier (UEI) Number: GCAEK8LH72R5", "uei", "GCAEK8LH72R5"),
        ("9 LEGISLATIVE DATA\n  FISCAL YEAR         2024\n", "fiscal_year", 2024),
        ("Grantee: Beltrami County\nGrant Program: 2023 Byrne JAG\n", "fiscal_year", 2023),
        ("Program: Tribal Governments Program (16.587)\nAward made", "program", "16.587"),
        ("Terms for Fiscal Year 2025 (94.006)\nThese terms bind the grantee", "program", "94.006"),
        ("FAIN                      693JJ32540118\n", "award_number", "693JJ32540118"),
        ("Institution: Historical Society of Saginaw County, Inc.\nAward", "recipient", "Historical Society of Saginaw County, Inc."),
        ("The entity City of Lorain has been offered an award of $47,210.00.", "recipient", "City of Lorain"),
        ("UEI/EFT Number: GCAEK8LH72R5-0001", "uei", "GCAEK8LH72R5"),
        ("Recipient UEI+EFT   GCAEK8LH72R5", "uei", "GCAEK8LH72R5"),
        ("PR/AWARD NUMBER   P031S230118\nACTION TYPE   New", "fiscal_year", 2023),
        ("Recipient: Elm School District. Award date 9/16/2024. Amount: $98,450.", "amount", "98450.00"),
        ("Match. Amount: $5,000 local cash. Federal award amount: $10,000", "amount", "10000.00"),
    ],
)  # fmt: skip
def test_values_in_the_words_of_many_forms(text: str, fact: str, value: str | int) -> None:
    found = getattr(_facts(text), fact)
    assert found is not None and found.value == value


def test_the_identifier_is_the_recipients_where_a_giver_states_its_own() -> None:
    facts = _facts(
        "SUBAWARD AGREEMENT\nPTE UEI   N4KLP7QX2RT5   Subrecipient UEI   J8WMC3HZ6DV1\nSubrecipient   Mesa Verde Institute"
    )
    assert facts.uei is not None
    assert facts.uei.value == "J8WMC3HZ6DV1"


def test_days_from_the_date_of_a_letter() -> None:
    facts = _facts(
        "May 30, 2025\n\nCity of Page\nRe: Award Letter, FAIN 255NYPH2N8103\n\nDear Ms. Ferrer:\n"
        "You have been awarded $41,600. To accept, countersign and return this letter within 30 days of its date."
    )
    assert facts.deadline is not None
    assert facts.deadline.value == "2025-06-29"
