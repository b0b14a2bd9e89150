"""Face pages whose labels and values stand in rows, in columns and in lists; what is another's is not given as this."""

from __future__ import annotations

import pytest

from enjoined.documents import DocumentFacts, from_pages
from enjoined.documents.files.read_text import split_pages


def _facts(text: str) -> DocumentFacts:
    return from_pages(split_pages(f"NOTICE OF AWARD\nRecipient: Ada County\n{text}\n"), name="test.txt").facts


@pytest.mark.parametrize(
    ("text", "fact", "value"),
    [
        ("(ii) Subrecipient's unique entity identifier   ZK9MHD5RW3T7", "uei", "ZK9MHD5RW3T7"),
        ("Unique Entity ID:         VD2NQX7TKH94", "uei", "VD2NQX7TKH94"),
        ("6. Recipient's Unique Entity Identifier (UEI)   21. Carryover   $0.00\nKM4PLR9T6QX3", "uei", "KM4PLR9T6QX3"),
        (" UEI          | EIN          | ALN     | BUDGET PERIOD\n KD8TXN4WQM67 | 1910882231A1 | 93.276  | 1/1/25 - 9/9/26", "uei", "KD8TXN4WQM67"),
        ("Recipient ID    OST Type     UEI            DUNS\n7719            Authority    HN7WZQ4KD2M8   118820443", "uei", "HN7WZQ4KD2M8"),
        ("Funding Source      Section     CFDA Number   Amount\n5339(a) Bus         5339-2A     20.526        $2,448,000\nLocal                                 $432,000", "amount", "2448000.00"),
        ("INITIAL CONTRACT PERIOD   FUNDING AMOUNT FOR INITIAL PERIOD\nFROM 10/01/2025 TO 09/30/2026   $38,120.00", "amount", "38120.00"),
        ("Outright funds offered:     $248,700\nMatching funds offered:     $10\nTotal offered:   $248,700", "amount", "248700.00"),
        ("The county's clinic was approved for $64,250.00. The federal award to the State is 1-2, in the amount of $7,920,000.", "amount", "64250.00"),
        ("FEDERAL AWARD ID NUMBER       : LS-258830-OLS-25", "award_number", "LS-258830-OLS-25"),
        ("1. Award No.   2. Modification\nDE-SE0001477   No.\n", "award_number", "DE-SE0001477"),
        ("7. CFDA Number   8. FAIN\n10.310   20256801244907", "award_number", "20256801244907"),
        ("11. Federal Funding Identification   12. Federal Award Date:   13. Listing\n#: EMS-2025-EP-05006   09/18/2025   97.042", "award_date", "2025-09-18"),
        ("THIS AGREEMENT is made and entered into this 3rd day of November, 2025, between", "award_date", "2025-11-03"),
        ("Award obligated on 7/22/2025.", "award_date", "2025-07-22"),
        ("Fiscal year of funds: 2024", "fiscal_year", 2024),
        ("Contract 19-HOME-06. Amount $250,000. Who has award money keeps insurance of not less than $1,000,000.", "amount", "250000.00"),
        ("Amount: $142,500\n2. Audit. A body that expends $750,000 in Federal awards (or $1,000,000 later) has one.", "amount", "142500.00"),
        ("Assistance Listing 14.401. Total: $412,600.00.", "amount", "412600.00"),
        ("Federal source: National Endowment for the Arts, 45.025.\n", "program", "45.025"),
        ("Notice of funding. Due: March 1, 2022.", "deadline", "2022-03-01"),
        ("Award date   Begins   Ends   Accept no later than\n11/04/2025   12/01/2025   11/30/2027   12/05/2025", "deadline", "2025-12-05"),
        ("Federal portion   Local match   Project total\n$210,000.00   $70,000.00   $280,000.00", "amount", "210000.00"),
        ("FEMA has obligated $1,944.22 to the county. The federal share is 75 percent; the total cost is $2,592.63.", "amount", "1944.22"),
        ("This amendment raises the award from $20,000.00 to $27,500.00.", "amount", "27500.00"),
        ("The Women's Harbor of Pell County is awarded $133,900 under the Act.", "amount", "133900.00"),
        ("3. Instrument Number   4. Amendment Number   5. Effective\n   FHIP-25-EOI-0417     09/30/2025", "award_number", "FHIP-25-EOI-0417"),
        ("Re: FEMAAward EMF-2025-BR-003-0117, mitigation", "award_number", "EMF-2025-BR-003-0117"),
        ("Obligated:   $1,120,400      Listing: 81.042", "amount", "1120400.00"),
        ("The City got B-25 (federal award date July 15, 2025; total $702,113). It gives the Subrecipient $25,000.", "amount", "25000.00"),
        ("Congratulations. Your agency will receive $187,000. Last year you had $175,500.", "amount", "187000.00"),
        ("Subaward ................. UEW-55120-3", "award_number", "UEW-55120-3"),
        ("Prime ... East University (UEI H8LQWN3XRT72)\nSubrecipient ... Hill Clinics (UEI K5TXMR9WQN41)", "uei", "K5TXMR9WQN41"),
        ("PROJECT NUMBER 2017-DJ-BX: 0613", "award_number", "2017-DJ-BX-0613"),
        ("Subaward UEI:         KJ4NMXLLU2D3\nProject: FY 25 safety   Award Number: 15PBJA-25-GG-04411-JAGX", "uei", "KJ4NMXLLU2D3"),
        ("Total award: $412,600   Single audit required: Yes", "amount", "412600.00"),
        ("Insurance required: Yes\nTotal award: $412,600", "amount", "412600.00"),
        ("Award amount: $412,600 for the insurance exchange", "amount", "412600.00"),
        ("FEMA has obligated $44,000,000 nationwide. Your award is $412,600.", "amount", "412600.00"),
        ("Final report due\nAward date: 09/15/2025", "award_date", "2025-09-15"),
        ("UEI of Subrecipient   D8KLMXJQ3E56\nPass-through UEI   AB2CNXKL4M34", "uei", "D8KLMXJQ3E56"),
        ("3. Unique Entity Identifier of the Grantee: CX7LMKN3QJ82.", "uei", "CX7LMKN3QJ82"),
        ("10. CAT NO.:                       93.087", "program", "93.087"),
        ("1. Award Identifying Number   2. Amendment Number\nNR254B16QRSTC009   Grant", "award_number", "NR254B16QRSTC009"),
        ("Subaward No.   SCIP-2024-0073\nPrime award   15PBJA-23-GG-00027-BSCI", "award_number", "SCIP-2024-0073"),
        ("RE: Award 1938842-34-26", "award_number", "1938842-34-26"),
        ("Subaward date   March 18, 2025\nPrime award date   2/15/2023", "award_date", "2025-03-18"),
        ("Award Type: Grant\nDate Created: 4/2/2025\nThe award was obligated on August 18, 2025.", "award_date", "2025-08-18"),
        ("3. Instrument No.   4. Amendment   5. Effective Date of this Action\nOH-17   March 3, 2025\nDate 03/11/2025", "award_date", "2025-03-03"),
        ("Govt. Share: $910,000.00   This action: $455,000.00", "amount", "910000.00"),
        ("Your allotment is $2,310,554 under the Act.", "amount", "2310554.00"),
        ("The State will pay the Grantee no more than $225,000.00, of which $180,000.00 is federal.", "amount", "225000.00"),
        ("FEMA has obligated $418,650.75. The federal share is 75 percent of the cost of $558,201.00.", "amount", "418650.75"),
        ("FEDERAL AWARD TO STATE   THIS SUBAWARD   LOCAL SHARE\n$6,430,000   $72,400.00   $0.00", "amount", "72400.00"),
        ("The State Nutrition Council awards $212,480 under the Act.", "amount", "212480.00"),
        ("Subrecipient's reports are due. Total Federal Award: $21,750.00", "amount", "21750.00"),
        ("The award to State University was made in the amount of $90,000.", "amount", "90000.00"),
        ("The statewide allocation for this year is $90,000,000. Your allocation is $20,000.", "amount", "20000.00"),
        ("Award amount (80% of project costs): $40,000", "amount", "40000.00"),
        ("NOTICE OF AWARD\nThis award follows the Application for Federal Assistance.\nAward date: 03/03/2025", "award_date", "2025-03-03"),
        ("UEI of the pass-through entity: R2B7XK5MJQ84\nUEI of the Subrecipient: K9C4XK5MJQ85", "uei", "K9C4XK5MJQ85"),
        ("Airport Grant Number: 3- 41-0072- 024- 2025.", "award_number", "3-41-0072-024-2025"),
    ],
)  # fmt: skip
def test_values_are_found_beside_and_below_their_labels(text: str, fact: str, value: str | int) -> None:
    found = getattr(_facts(text), fact)
    assert found is not None and found.value == value


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("AUTHORIZING OFFICIAL Signed by Ann Fell DATE 08/30/2025", "deadline"),
        ("Period of Performance\nEffective Date of Award - February 28, 2029", "award_date"),
        ("6. Agreement End\nDate:\nAugust 31, 2026", "award_date"),
        ("Prime award date   2/15/2023", "award_date"),
        ("Effective Date of   Method\nAction   Shared   09/05/2025 to 09/04/2027", "award_date"),
        ("Signed copies are due back by August 22, 2025.", "award_date"),
        ("Unique Entity Identifier: see the SUPPLEMENTAL form, account 1910882231A1", "uei"),
        ("Pass-through entity UEI    Address\nR2B7XK5MJQ84    12 Main Street", "uei"),
        ("Name    UEI    Amount\nHale    R2B7XK5MJQ84    $38,120\nOak    K9C4XK5MJQ85    $12,000", "uei"),
        ("A recipient needs a UEI. See project WX2025ABCD01 for more.", "uei"),
        ("Contracts entered into on or after October 1, 2025 must have this clause.", "award_date"),
        ("Quarterly reports. Due: January 30, 2026. Next. Reports go to us.", "deadline"),
        ("Travel. Not to exceed $650 a day. Subawards of $30,000 or more are reported.", "amount"),
        ("An official may not accept $100 from anybody.", "amount"),
        ("The recipient shall pay the Contractor $25,000 and provide the match $5,000.", "amount"),
        (
            "Walgreens will pay San Francisco $230 million for its part. It was awarded $230 million.",
            "amount",
        ),
        ("The grant was approved on March 3, 2025 by the council.", "award_date"),
        ("Application for Federal Assistance SF-424   Version 02\nAward date: 3/3/2025", "award_date"),
        ("UEI of the pass-through entity: R2B7XK5MJQ84", "uei"),
        ("UEI of the Department R2B7XK5MJQ84", "uei"),
        ("Catalog No. 12.345 of the supplier", "program"),
        ("The rate in Tampa, 81.042 Households of all, is high.", "program"),
        ("Award: FY2025-26 funds. See agreement: FORM-SF424-2025.", "award_number"),
        ("The federal award to the Commonwealth was made in the amount of $7,920,000.", "amount"),
    ],
)
def test_what_is_another_value_is_not_taken(text: str, fact: str) -> None:
    assert getattr(_facts(text), fact) is None


def test_a_deadline_named_accept_by_date_stays_one() -> None:
    deadline = _facts("Accept by date: 1/15/2026").deadline
    assert deadline is not None and deadline.value == "2026-01-15"


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("1SPBJA-25-GG-O4411-JAGX", "15PBJA-25-GG-04411-JAGX"),
        ("{SPBJA-25-GG-04411-JAGX", "15PBJA-25-GG-04411-JAGX"),
        ("ISPRIA-25-G0-04411-IAGX", None),
    ],
)
def test_a_scanned_number_is_mended_or_left_out(printed: str, meant: str | None) -> None:
    found = _facts(f"Award number: {printed}").award_number
    assert (found.value if found else None) == meant


def test_the_day_of_a_message_is_no_day_of_an_award() -> None:
    text = "From: a@x.example\nSubject: Files\nDate: Mon, 6 Oct 2025\n\nHere are the files.\n"
    facts = from_pages(split_pages(text), name="message.txt").facts
    assert facts.kind == "other"
    assert facts.award_date is None


def test_a_councils_paper_says_by_when_the_award_must_be_accepted() -> None:
    paper = (
        "CITY COUNCIL AGENDA REPORT\nRecommended action: accept $61,204 from the Bureau of Justice Assistance.\n"
        "The vote is due December 2, 2025. The award has to be accepted by January 9, 2026.\n"
    )
    facts = from_pages(split_pages(paper), name="report.txt").facts
    assert facts.kind == "policy"
    assert facts.deadline is not None and facts.deadline.value == "2026-01-09"
    assert facts.amount is not None and facts.amount.value == "61204.00"


def test_the_parties_between_whom_an_agreement_is() -> None:
    text = "SUBRECIPIENT   AGREEMENT,   HOME\nPARTNERSHIPS\nBy and between Sumter County and Open Door Homes, Inc.\n"
    recipient = from_pages(split_pages(text), name="a.txt").facts.recipient
    assert recipient is not None and recipient.value.startswith("Open Door Homes")


def test_of_several_awards_in_one_file_only_what_they_share_is_told() -> None:
    face = "NOTICE OF AWARD\nRecipient: City of Maple Ford\nAward number: {}\nAward amount: ${}\nAward date: {}\n"
    pages = (
        face.format("15PBJA-25-GG-04411-JAGX", "98,000", "09/30/2025"),
        "SPECIAL CONDITIONS\n1. The recipient must keep records.\n2. The recipient must report.\n",
        face.format("EMW-2025-SS-00117", "410,000", "09/26/2025"),
    )
    document = from_pages(split_pages("\f".join(pages)), name="packet.txt")
    facts = document.facts
    assert facts.awards == ("15PBJA-25-GG-04411-JAGX", "EMW-2025-SS-00117")
    assert (facts.award_number, facts.amount, facts.award_date) == (None, None, None)
    assert facts.recipient is not None and facts.recipient.value == "City of Maple Ford"
    assert any("2 awards" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "second",
    [
        "PRIOR AWARDS\nAward number: 2019-DJ-BX-0613\nTotal award amount: $58,300\nAward date: 10/1/2019\n",
        "Your former award, award number 2019-DJ-BX-0613, is dated 10/1/2019.\nTotal award amount: $58,300\n",
        "Award number 2019-DJ-BX-0613 was closed with a federal share of $58,300.\n",
    ],
)
def test_an_award_before_this_one_is_no_second_of_the_file(second: str) -> None:
    face = "NOTICE OF AWARD\nRecipient: Ada County\nAward number: 15PBJA-25-GG-04411-JAGX\nTotal award amount: $61,204\n"
    facts = from_pages(split_pages(f"{face}\f{second}"), name="a.txt").facts
    assert facts.awards == ()
    assert facts.award_number is not None and facts.award_number.value == "15PBJA-25-GG-04411-JAGX"


def test_unspent_money_to_be_returned_has_no_deadline_to_accept() -> None:
    paper = "CITY COUNCIL AGENDA REPORT\nRecommended action: adopt the budget policy. Unspent funds must be returned by May 1, 2026.\n"
    facts = from_pages(split_pages(paper), name="report.txt").facts
    assert facts.deadline is None


def test_a_subaward_and_what_it_is_part_of_are_one_award() -> None:
    pages = (
        "GRANT AGREEMENT\nSubrecipient: Town of Hale\nAgreement number: C-600417\nAmount: $38,120.00\n",
        "FEDERAL AWARD IDENTIFICATION\nFAIN number: 15PBJA-24-GG-03077-MUMU\nSubaward amount: $38,120.00\n",
    )
    facts = from_pages(split_pages("\f".join(pages)), name="a.txt").facts
    assert facts.awards == ()
    assert facts.amount is not None


def test_awards_that_follow_one_another_without_a_page_break_are_told_apart() -> None:
    conditions = (
        "AWARD CONDITIONS\n1. The recipient must comply with 8 U.S.C. 1373.\n2. It must keep records.\n\n"
    )
    faces = [
        f"{agency}\nNOTICE OF AWARD\nRecipient: City of Ash\nAward number: {number}\nFederal award amount: {amount}\n"
        for agency, number, amount in (
            ("U.S. Department of Justice", "15PBJA-25-GG-01177-JAGX", "$50,000.00"),
            ("Federal Emergency Management Agency", "EMW-2025-SS-00117", "$81,000.00"),
        )
    ]
    document = from_pages(split_pages(conditions.join([*faces, ""])), name="a.txt")
    assert document.facts.awards == ("15PBJA-25-GG-01177-JAGX", "EMW-2025-SS-00117")
    assert document.pages[1].text.startswith("Federal Emergency")
    assert document.facts.amount is None
    once = split_pages(
        f"{faces[0]}{conditions}NOTICE OF AWARD\nAward number: 15PBJA-25-GG-01177-JAGX\nAmount: $9\n"
    )
    assert len(once) == 1
