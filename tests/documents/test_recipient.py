"""The recipient's name is read from many layouts; what cannot be a name is never given as one."""

from __future__ import annotations

import pytest

from enjoined.documents import from_pages
from enjoined.documents.files.read_text import split_pages


def _recipient(text: str) -> str | None:
    found = from_pages(split_pages(text), name="test.txt").facts.recipient
    return found.value if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Recipient: County of Bexar, 100 Dolorosa, San Antonio, TX 78205\nCFDA 16.738 - Edward Byrne Memorial Justice Assistance Grant Program", "County of Bexar"),
        ("Recipient Name and Address\nCity of Waco\n300 Austin Avenue\nWaco, TX 76702", "City of Waco"),
        ("RECIPIENT NAME\nKING COUNTY\nAWARD NUMBER\n2018-DJ-BX-0001", "King County"),
        ("Grantee   Award number\nLorain Police Department   2018-DJ-BX-0001", "Lorain Police Department"),
        ("Award 15-A-7 Recipient: Ten Rivers Tribal Coalition $506,000", "Ten Rivers Tribal Coalition"),
        ("Agreement 26 Subrecipient: Juniper County Health District Federal award 6 NU90-02", "Juniper County Health District"),
        ("Recipient: Lakeshore Port District. Agency: U.S. Department of Energy, Program 81.086.", "Lakeshore Port District"),
        ("Grant: $18,000      Sub-grantee: Quarry Street Theatre", "Quarry Street Theatre"),
        ("Office of Community Grants. Award CG-2025-118 to the Town of Upper Marsh.", "Town of Upper Marsh"),
        ("Grantee | State of Oregon\nProgram | Byrne JAG", "State of Oregon"),
        ("Name of Recipient: The City of Dayton\n", "City of Dayton"),
        ("Recipient: Shore Community Network\nAward date: 1/2/2025", "Shore Community Network"),
        ("Recipient: Dale County Board\nAward date: 1/2/2025", "Dale County Board"),
        ("(i) Subrecipient name   Eastside Welcome Network\nContract between Ray County and it", "Eastside Welcome Network"),
        ("Implementing agency   Grantee\nHale Police Department   Village of Hale", "Village of Hale"),
        ("The Institute awards a grant in the amount of $598,112 (see Section I) to ROCKPORT UNIVERSITY in support of it.", "Rockport University"),
        ("FEMA has obligated $1,944 to the Wexford Division of Emergency Management for a project.", "Wexford Division of Emergency Management"),
        ("Prime recipient: East University\nSubrecipient: Hilltop Community Clinics", "Hilltop Community Clinics"),
        ("Tribe   Seven Springs Band of Pomo Indians\nGrant   15POVC-25-GG-04410-TVAG", "Seven Springs Band of Pomo Indians"),
        ("Notice of award\n\nTo the Lake Wynn Hospital District,\n\nWe fund you.", "Lake Wynn Hospital District"),
        ("Dear Director of the Birch County Legal Clinic:\n\nYou were awarded $8,000.", "Birch County Legal Clinic"),
        ("July 8, 2025\n\nVillage of Ash\nAttn: Mayor Lee\n5 Chapel Hill\nAsh, OH 44077\n\nDear Mayor Lee:\nA grant", "Village of Ash"),
        ("Legal Name of Recipient:\nCHICAGO, CITY OF\n121 N LaSalle St", "City of Chicago"),
        ("Recipient\nHarris County Sheriff's Office\n1200 Baker", "Harris County Sheriff's Office"),
        ("1. Recipient Name\nBoard of Supervisors of\nCoconino County\n219 E Cherry Ave", "Board of Supervisors of Coconino County"),
        ("Awardee: Navajo Nation\nP.O. Box 7440", "Navajo Nation"),
        ("Recipient: Family Services of the Valley, Inc.\n12 Elm St", "Family Services of the Valley, Inc."),
        ("Subrecipient Name: Regents of the University of Michigan", "Regents of the University of Michigan"),
        ("Recipient: Legal Aid Chicago\nAward number: 2018-DJ-BX-0001", "Legal Aid Chicago"),
        ("Recipient: City of Springfield, IL 62701\nAward number: 2018-DJ-BX-0001", "City of Springfield, IL"),
        ("1. RECIPIENT NAME AND ADDRESS (Including Zip Code)\n2018-DJ-BX-0001\n4. AWARD NUMBER:\nCounty of Marin\n5. PROJECT PERIOD: FROM 10/01/2017", "County of Marin"),
        ("We approved the application in the amount of $27,156 for City of Lima. Congratulations.", "City of Lima"),
        ("Award to: Seattle Housing Authority\n", "Seattle Housing Authority"),
        ("Recipient: City of Page\nP.O. Box 1180", "City of Page"),
        ("Recipient: Grant County\nAward date: 10/01/2018", "Grant County"),
        ("Recipient: Oregon Department of Justice", "Oregon Department of Justice"),
        ("Recipient: City of St. Louis\n", "City of St. Louis"),
        ("Recipient – Commonwealth of Kentucky\n", "Commonwealth of Kentucky"),
        ("Subaward to: Marrow Lane House      Subaward no. AB-12-77", "Marrow Lane House"),
        ("Subgranted to | Town of Ware", "Town of Ware"),
        ("Recipient: Blue Fork School District. Grant number F2S-24-IM-018. Award date 9/16/2024.", "Blue Fork School District"),
        ("Grantee: City of St. Ives. FAIN 90CW1177.", "City of St. Ives"),
        ("Recipient: Mason Univ. Hospital System", "Mason Univ. Hospital System"),
        ("RECIPIENT NAME\n   Ash Unified School District No. 9\n   880 Larch Ave", "Ash Unified School District No. 9"),
        ("City of Moss Hill\n11 Oak Street\nAward To   2nd Floor   Sponsoring Office\nMoss Hill, OR 97999\n\nOffice of Safety", "City of Moss Hill"),
        ("               Port of Kalama Bay\nGrantee        88 Dock Road\n               Kalama Bay, WA 98625", "Port of Kalama Bay"),
        ("Recipient   Awarding Agency\nCity of Moab   Office of Safety", "City of Moab"),
        ("GRANTEE: Tennessaw Emergency Agency\nSUBRECIPIENT: Bledsoe Utility District", "Bledsoe Utility District"),
        ("Contractor\nLake Tansy Council of Governments\nContract No.", "Lake Tansy Council of Governments"),
        ("1. Recipient Name   Health Resources and Services Administration\nBRAXTON COUNTY\n4 Mill St", "Braxton County"),
        ("Recipient Name (as shown in item 5 of the   3a. Tax ID\nform)   39-6005431\n\nCity of Pell", "City of Pell"),
        ("Jan 1, 2026\n\nOffice of Grants\nCounty of Ash\n15 Elm Street\n\nDear Director:", "County of Ash"),
        ("Jan 1, 2026\n\nCounty of Ash\nOffice of Grants\n15 Elm Street\n\nDear Director:", "County of Ash"),
        ("Jan 1, 2026\n\nMayor's Office, City of Ash\n15 Elm Street\n\nDear Mayor:", "City of Ash"),
        ("Jan 1, 2026\n\nOffice of the Sheriff, Ash County\n15 Elm Street\n\nDear Sheriff:", "Ash County"),
        ("Recipient: City of Ash\nSubrecipient: Elm Center, Inc.\nSubrecipient: Oak Shelter, Inc.", "City of Ash"),
        ("Recipient: Ohio Secretary of State", "Ohio Secretary of State"), ("Recipient: Ash County Clerk", "Ash County Clerk"),
        ("Recipient: Forest Service Employees for Ethics, Inc.", "Forest Service Employees for Ethics, Inc."),
        ("Recipient: Natural Resources Conservation District of Ash", "Natural Resources Conservation District of Ash"),
        ("Recipient: National Endowment for Democracy", "National Endowment for Democracy"),
        ("Maricopa Hills County Sheriff\n15 Elm Street\n\nDear Sheriff:", "Maricopa Hills County Sheriff"),
        ("Recipient: 12 Main Street\nTown of Ware", "Town of Ware"),
    ],
)  # fmt: skip
def test_the_recipient_in_many_layouts(text: str, name: str) -> None:
    assert _recipient(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "Recipient:\nCFDA 16.738 - Edward Byrne Memorial Justice Assistance Grant Program",
        "Recipient:\nNo.   Condition\n53   Ongoing compliance with 8 U.S.C. 1373 is required. No State or local government entity may",
        "Recipient: the recipient must comply with all State laws.",
        "TO: all grant recipients of the Department of Justice",
        "Recipient:\nU.S. Department of Justice\nOffice of Justice Programs",
        "Recipient: __________\nAward date: 10/01/2018",
        "Grantee agrees that the City Council may not restrict any official.",
        "Recipient integrity and performance matters: Requirement to report information to the State",
        "Notice from the Office of Aging\nRecipient   12 Main Street, Town of Ware",
        "Recipient: District No. of pages",
        "From     To     Miles\nPine City     Lake County     12",
        "Participant     Agency\nMary Jones     Lake County Health Department",
        "To the Members of the State Senate:\n\nI return this bill.",
        "Dear Friends of the Pine County Library,\n\nThank you.",
        "To the Editor of the Pine County Gazette:\n\nYou err.",
        "Jan 1, 2026\n\nOffice of Grants\n15 Elm Street\n\nDear Director:",
        "Grantee Name (Contractor)\n\nGrants Director   City Manager",
        "Agenda item 5\nSponsor\nCounty Board of Commissioners",
        "The award was given\nto\nPublic Works Department\nfor use",
        "Attendance\nParticipant\nLake County Health Department\nPine City Council",
        "Recipient: County Clerk",
        "Recipient: Forest Service, Region 5",
        "Recipient: National Park Service",
        "Subaward to a contractor must be approved by the Office.",
        "Recipient:\n1. Requirements of the award; remedies for non-compliance or for materially false statements",
    ],
)
def test_what_is_no_name_is_not_taken_for_one(text: str) -> None:
    assert _recipient(text) is None


def test_the_name_is_found_again_on_its_page() -> None:
    document = from_pages(
        split_pages("Recipient: County of Bexar, 100 Dolorosa, San Antonio\n"), name="t.txt"
    )
    found = document.facts.recipient
    assert found is not None
    assert document.pages[0].text[found.start : found.end] == "County of Bexar"
