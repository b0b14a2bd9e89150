from __future__ import annotations

import pytest

from enjoined.documents import Document, from_pages
from enjoined.documents.clauses.sentences import sentences
from enjoined.documents.files.read_text import split_pages


def _read(text: str) -> Document:
    return from_pages(split_pages(text), name="test.txt")


def _heads(document: Document) -> list[tuple[str | None, str | None]]:
    return [(clause.number, clause.title) for clause in document.clauses if clause.number]


HEAD = "U.S. Department of Justice\nOffice of Justice Programs\nAWARD CONTINUATION\nSHEET PAGE {n} OF 9\nGrant\nPROJECT NUMBER 2017-DJ-BX-9990 AWARD DATE 09/29/2017\nSPECIAL CONDITIONS\n"


def test_conditions_run_on_over_pages_and_furniture_is_gone() -> None:
    document = _read(
        HEAD.format(n=4) + "12. Prior approval\nThe recipient must ask before\n\f"
        + HEAD.format(n=5) + "it buys without competition.\n13. Trafficking in persons\nThe recipient must comply."
    )  # fmt: skip
    twelve, thirteen = (clause for clause in document.clauses if clause.number)
    assert twelve.text == "12. Prior approval\nThe recipient must ask before\nit buys without competition."
    assert [span.page for span in twelve.spans] == [1, 2]
    assert document.quote(twelve.spans) == twelve.text
    assert thirteen.title == "Trafficking in persons"
    assert [page.label for page in document.pages] == ["PAGE 4 OF 9", "PAGE 5 OF 9"]
    assert document.facts.missing_pages == (1, 2, 3, 6, 7, 8, 9)


def test_damaged_furniture_and_a_page_mark_below_the_first_heading() -> None:
    document = _read(
        "r U.S. Departmentof ot3ustice\nOffice oC Justiceprograms\nBureau of Jusuce Assistance\nPROTECT AUb19ER 2017-DJ-BX-9990\n"
        "ANVARD DATE 09/29/2017\nSPECLIL COND[TIONS\n14. Conferences and meetings\nPAGE 18 OF 21\nThe recipient must follow the guide.\n"
        "15. Data on performance\nThe recipient must keep data."
    )
    assert [clause.text for clause in document.clauses if clause.number] == [
        "14. Conferences and meetings\nThe recipient must follow the guide.",
        "15. Data on performance\nThe recipient must keep data.",
    ]
    assert document.pages[0].label == "PAGE 18 OF 21"


def test_numbers_as_scanned() -> None:
    document = _read(
        "SPECIAL CONDITIONS\n8. A fund must be opened.\n9, Systems must be shared.\nIO. Standards must be used.\n"
        "II. Reports are due.\nl2. Audits must be resolved.\n13. Contacts must be checked."
    )
    assert [number for number, _ in _heads(document)] == ["8", "9", "10", "11", "12", "13"]


def test_articles_in_roman_and_arabic() -> None:
    roman = _read(
        "Article XIX - Terrorist Financing\nRecipients must comply.\nArticle XX - Title VI\nNo one may be excluded."
    )
    assert _heads(roman) == [("19", "Terrorist Financing"), ("20", "Title VI")]
    arabic = _read(
        "Article 11 Communication with DHS\n(1) Every recipient must agree.\n1. First\nArticle 12 Audits\nMust allow."
    )
    assert _heads(arabic) == [("11", "Communication with DHS"), ("12", "Audits")]


def test_numbers_in_boxes() -> None:
    document = _read(
        "Award conditions\nEnd of the one before.\n24\nSubawards\nMust be approved.\nT125\nSystem for Award Management\n"
        "The recipient keeps its registration.\n1E126\nRestrictions on lobbying\nFunds may not be used to lobby."
    )
    assert _heads(document) == [
        ("24", "Subawards"),
        ("25", "System for Award Management"),
        ("26", "Restrictions on lobbying"),
    ]


def test_a_clean_number_alone_on_its_line_is_read_as_printed() -> None:
    lines = [
        f"{n}\nSubject {n}\nThe recipient must keep the records of part {n} of this award." for n in (12, 13)
    ]
    assert [c.number for c in _read("Award Conditions\n" + "\n".join(lines)).clauses if c.number] == [
        "12",
        "13",
    ]


def test_a_paragraph_goes_on_where_a_column_ends_in_a_word() -> None:
    text = "The Recipient acknowledges that its observance of all Federal anti-\n\ndiscrimination laws is material."
    assert len(_read(text).clauses) == 1


def test_a_title_wraps_and_a_run_in_title_ends_at_its_stop() -> None:
    document = _read(
        'SPECIAL CONDITIONS\n41. No interference (within the funded "program or activity") with federal law enforcement, 8 U.S.C. 1373 and\n'
        "1644; ongoing compliance\n1. The recipient must comply with this and with what the next line says of it here.\n"
        "42. Modifications. If the need changes, the recipient must ask.\n43. Nondiscrimination - 28 C.F.R. Part 42\nThe recipient must comply."
    )
    assert [title for _, title in _heads(document)] == [
        'No interference (within the funded "program or activity") with federal law enforcement, 8 U.S.C. 1373 and 1644; ongoing compliance',
        "Modifications",
        "Nondiscrimination - 28 C.F.R. Part 42",
    ]


def test_titles_before_a_dash_and_titles_that_speak_of_a_duty() -> None:
    document = _read(
        "SPECIAL CONDITIONS\n15.0 Employment Eligibility -- For each post the recipient must verify.\n"
        "16.0 Local rules that must exist; costs that may be charged\nApplies to a recipient that is a city."
    )
    assert _heads(document) == [
        ("15", "Employment Eligibility"),
        ("16", "Local rules that must exist; costs that may be charged"),
    ]


def test_what_follows_an_unread_page_is_not_given_to_the_condition_before_it() -> None:
    document = _read(
        HEAD.format(n=4) + "22. Faith-based organizations\nThe recipient must comply.\f \f"
        + HEAD.format(n=6) + "the tail of a condition that began on the missing page.\n27. No reprisal\nThe recipient must comply."
    )  # fmt: skip
    texts = {clause.number: clause.text for clause in document.clauses}
    assert "tail" not in texts["22"]
    assert texts[None] == "the tail of a condition that began on the missing page."
    assert document.pages[1].label == "PAGE 5 OF 9"


def test_unnumbered_text_comes_in_paragraphs() -> None:
    document = _read("Letter\n\nThe first paragraph says one thing.\n\nThe second paragraph says another.")
    assert [clause.text for clause in document.clauses] == [
        "Letter\n\nThe first paragraph says one thing.",
        "The second paragraph says another.",
    ]


def test_a_court_stamp_is_cut_out_of_a_sentence() -> None:
    stamp = "-1- Case: 1:17-cv-05720 Document #: 1 Filed: 08/07/17 Page 2 of 46 PageID #:2"
    document = _read(
        f"UNITED STATES DISTRICT COURT\nCOMPLAINT\n1. Plaintiff says the conditions are {stamp} unlawful."
    )
    assert "PageID" not in document.clauses[-1].text
    assert document.facts.kind == "court"


def test_a_contents_list_does_not_number_clauses_twice() -> None:
    document = _read(
        "Master Agreement\n1. Definitions ........ 2\n2. Payments ........ 3\n1. Definitions\nTerms must be read so.\n2. Payments\nCosts must be allowable."
    )
    assert [c.text.split("\n")[1] for c in document.clauses if c.number][-1] == "Costs must be allowable."


def test_a_capitalised_word_alone_in_its_cell_is_no_part_of_the_next_sentence() -> None:
    text = "They follow the orders of the President, to the extent they apply.\nAll\nGrantees certify it."
    assert "Grantees certify it." in [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Reports are due Sept. 24 and Nov. 3 of each year.", "It must comply with Art. IV and Para. (b) of the terms.",
        "It cites 12 F. Supp. 3d 5 (N.D. Cal. 2018) and Prop. 47.", "The City of Ft. Worth must comply.",
    ],
)  # fmt: skip
def test_an_abbreviation_before_a_number_ends_no_sentence(text: str) -> None:
    assert sentences(f"{text} It may not refuse.") == ((0, len(text)), (len(text) + 1, len(text) + 19))


@pytest.mark.parametrize(
    "text",
    [
        "Reports are due each Nov. A late report is refused.", "The office is in Pa. A recipient may not refuse.",
        "Copies go to the Atty. Gen. The office may refuse.", "It bars gifts to the Rep. Recipients must list them.",
    ],
)  # fmt: skip
def test_an_abbreviation_may_end_a_sentence(text: str) -> None:
    first = text.index(". ", text.index(". ") + 2 if "Gen" in text else 0) + 1
    assert sentences(text) == ((0, first), (first + 1, len(text)))


@pytest.mark.parametrize("mark", ["Section 1 (a)", "Section 1", "Article 1(Reports)"])
def test_a_heading_numbers_behind_a_gap_and_before_brackets(mark: str) -> None:
    heads = [mark.replace("1", str(number)) for number in (1, 2, 3)]
    document = _read(
        "AWARD CONDITIONS\nThe terms stand below at\n\n"
        + "".join(f"{h} It must keep files.\n\n" for h in heads)
    )
    assert [c.number for c in document.clauses if c.number] == ["1", "2", "3"]


@pytest.mark.parametrize("name", ["Section", "Article", "Item"])
def test_a_reference_at_the_beginning_of_a_line_numbers_nothing(name: str) -> None:
    document = _read(
        f"AWARD CONDITIONS\n{name} 1. Reports. The recipient must report as told in\n{name} 3 of the plan.\n"
        f"{name} 2. Records. The recipient must keep what is listed;\n{name} 3(b) says more.\n"
        f"{name} 3. Access. The recipient must give access.\n"
    )
    assert [(c.number, c.title) for c in document.clauses if c.number] == [
        ("1", "Reports"), ("2", "Records"), ("3", "Access"),
    ]  # fmt: skip


def test_sentences_stop_at_items_and_not_at_abbreviations() -> None:
    text = "It must obey 8 U.S.C. 1373 (see Pub. L. No. 104-208).\nNo person may: (a) hide;\n(b) run; or (c) stop.\nA. Next."
    assert [text[a:b] for a, b in sentences(text)] == [
        "It must obey 8 U.S.C. 1373 (see Pub. L. No. 104-208).",
        "No person may: (a) hide;",
        "(b) run; or",
        "(c) stop.",
        "A. Next.",
    ]


def test_a_long_title_run_in_over_two_lines_ends_at_its_stop() -> None:
    document = _read(
        "SPECIAL CONDITIONS\n53. Ongoing compliance with 8 U.S.C. 1373 is required. No entity may restrict its officials.\n"
        "54. Authority to obligate award funds contingent on compliance with 8 U.S.C. 1373; unallowable costs; obligation to\n"
        'notify. If the recipient is a "State," it may not obligate award funds.\n'
        "55. The recipient agrees to keep records of all costs of the program for at least three years. It must show them."
    )
    assert [title for _, title in _heads(document)] == [
        "Ongoing compliance with 8 U.S.C. 1373 is required",
        "Authority to obligate award funds contingent on compliance with 8 U.S.C. 1373; unallowable costs; obligation to notify",
        None,
    ]


ROWS = (
    "No.   Condition\n52   Certification by the chief legal officer is required\n53   Ongoing compliance with 8 U.S.C. 1373 is required. No State or local\n"
    "government entity may restrict sending information.\n54   Authority to obligate award funds contingent on compliance with 8 U.S.C. 1373."
)


def test_conditions_in_the_rows_of_a_table() -> None:
    document = _read("SPECIAL CONDITIONS\n" + ROWS)
    assert [clause.number for clause in document.clauses if clause.number] == ["52", "53", "54"]
    three = next(clause for clause in document.clauses if clause.number == "53")
    assert three.title == "Ongoing compliance with 8 U.S.C. 1373 is required"
    assert three.text.endswith("restrict sending information.")


def test_conditions_below_the_face_of_an_award_on_one_page() -> None:
    face = (
        "AWARD\nRecipient: County of Bexar\nAward number: 2017-DJ-BX-0456\nAward date: 10/01/2018\nAmount of this award: $ 312,345\n"
        "CFDA 16.738 - Edward Byrne Memorial Justice Assistance Grant Program\n"
    )
    for conditions in (
        ROWS,
        "1. The recipient must keep records.\n2. The recipient must not restrict information.\n3. Audits are required.",
    ):
        document = _read(face + conditions)
        assert document.facts.kind == "award"
        assert len([c for c in document.clauses if c.number and c.sort == "award"]) == 3


def test_the_boxes_of_a_form_number_no_conditions() -> None:
    face = (
        "1. RECIPIENT NAME AND ADDRESS\nCity of Waco\n2. GRANTEE IRS/VENDOR NO.\n3. PROJECT TITLE\n4. AWARD NUMBER: 2017-DJ-BX-9990\n5. PROJECT PERIOD: FROM 10/01/2016\n"
        "6. AWARD DATE 09/29/2017\n7. ACTION\n10. AMOUNT OF THIS AWARD $ 123,456\n11. TOTAL AWARD $ 123,456\n12. SPECIAL CONDITIONS\n13. STATUTORY AUTHORITY FOR GRANT\n14. METHOD OF PAYMENT\n"
    )
    assert _heads(_read(face)) == []
    both = _read(
        face
        + "1. The recipient must keep records.\n2. The recipient must not restrict information on immigration status."
    )
    assert [number for number, _ in _heads(both)] == ["1", "2"]


def test_a_table_and_a_new_part_end_the_last_condition() -> None:
    document = _read(
        "SPECIAL CONDITIONS\n1. Reports are due each quarter.\n2. Audits must be resolved within a year.\n"
        "Category   Federal share   Match\nPersonnel   $210,000   $0\nEquipment   $150,300   $0\n\n"
        "General provisions\n1. Records must be kept for three years.\n2. Equipment must be marked.\n"
    )
    assert [(clause.number, clause.text) for clause in document.clauses if clause.number] == [
        ("1", "1. Reports are due each quarter."),
        ("2", "2. Audits must be resolved within a year."),
        ("1", "1. Records must be kept for three years."),
        ("2", "2. Equipment must be marked."),
    ]


def test_a_table_that_a_condition_announces_belongs_to_it() -> None:
    document = _read(
        "SPECIAL CONDITIONS\n1. Reports are due each quarter.\n2. The recipient must spend no more than this:\n"
        "Personnel   $210,000\nEquipment   $150,300\n"
    )
    assert document.clauses[-1].text.endswith("Equipment   $150,300")


def test_conditions_that_begin_on_the_face_go_on_over_the_page() -> None:
    document = _read(
        "GRANT AWARD\nRecipient: Pine County\nAward Number: 2018-DJ-BX-0417\nAward Date: 10/01/2018\n"
        "Amount of this award: $12,000\n\nSPECIAL CONDITIONS\n\n1. Records\nThe recipient must keep records.\n"
        "2. Reports\nThe recipient must send a report to the office of the program and to the\n\f"
        "inspector general at the end of each quarter.\n3. Audits\nThe recipient must have an audit made."
    )
    assert [(c.number, " ".join(c.text.split())[-40:]) for c in document.clauses if c.number] == [
        ("1", "1. Records The recipient must keep records."[-40:]),
        ("2", "inspector general at the end of each quarter."[-40:]),
        ("3", "3. Audits The recipient must have an audit made."[-40:]),
    ]


def test_a_page_goes_on_where_its_numbers_do_or_a_full_line_breaks_off() -> None:
    head = (
        "TERMS AND CONDITIONS OF AWARD\nThe recipient must comply with the following terms and conditions.\n"
    )
    first = "9. Minors\nThe purpose is to benefit a set of individuals, which for this condition are those under\n"
    second = "18 years of age, and the recipient must check every adult who works with them.\n10. Closeout\nMust close."
    document = _read(head + "8. Audits\nThe recipient must have an audit made.\n" + first + "\f" + second)
    assert [clause.number for clause in document.clauses if clause.number] == ["8", "9", "10"]
    nine = next(clause for clause in document.clauses if clause.number == "9")
    assert [span.page for span in nine.spans] == [1, 2]


def test_the_heading_of_the_next_part_ends_a_condition() -> None:
    document = _read(
        "1. Audits\nThe recipient must have one.\n\nFISCAL CONDITIONS\n\n2. Closeout\nIt must close out."
    )
    assert [c.text for c in document.clauses if c.number] == [
        "1. Audits\nThe recipient must have one.",
        "2. Closeout\nIt must close out.",
    ]


def test_a_short_line_of_its_own_is_the_title_though_the_sentence_below_it_ends_early() -> None:
    document = _read(
        "Article 1. Acceptance\nThe grantee accepts these terms by taking money from the account. It keeps a copy of "
        "them.\n\nArticle 2. Orders of the President\nThe grantee says that what it does is material to payment under "
        "31 U.S.C. 3729(b)(4). It certifies so.\n\nArticle 3. Records\nThe grantee must keep records for three years."
    )
    assert [title for _, title in _heads(document)] == ["Acceptance", "Orders of the President", "Records"]


def test_numbers_in_roman_numerals_and_behind_letters_are_told_as_printed() -> None:
    names = ["Uses", "Reports", "Books", "Jails", "Audit"]
    for numbers in (
        ["I", "II", "III", "IV", "V"],
        ["C-1", "C-2", "C-3", "C-4", "C-5"],
        ["C.IX", "C.X", "C.XI"],
    ):
        lines = [f"{n}. {name}. The recipient shall do it." for n, name in zip(numbers, names, strict=False)]
        found = _heads(_read("GRANT AGREEMENT\n" + "\n".join(lines)))
        assert found == list(zip(numbers, names, strict=False))


def test_a_list_ends_where_the_next_numbered_heading_stands() -> None:
    document = _read(
        "2.1 Officers\n\nThe recipient must do all this:\n\n1. Share information.\n2. Honor requests.\n3. Keep records.\n\n"
        "2.2 Programs\n\nNo program may aid it.\n\n2.3 Civil rights\n\nNo program may break the law."
    )
    three = next(clause for clause in document.clauses if clause.number == "3")
    assert three.text == "3. Keep records."
    assert ("2.2", "Programs") in _heads(document)


def test_numbers_of_several_parts_behind_a_word_number_conditions() -> None:
    lines = [f"{word} 20.{n}. The recipient will do it." for n, word in enumerate(["Article"] * 4, start=2)]
    assert [n for n, _ in _heads(_read("AMENDMENT\n" + "\n".join(lines)))] == ["20.2", "20.3", "20.4", "20.5"]


def test_the_first_cell_of_a_row_heads_it() -> None:
    document = _read(
        "COMPLIANCE MATRIX\nC-1   Detainees   Let officers meet with inmates   31 U.S.C. 1\nC-2   Audit   Have one   2 CFR 200"
    )
    assert _heads(document) == [("C-1", "Detainees"), ("C-2", "Audit")]


def test_roman_items_of_a_condition_and_a_wrapped_paragraph_are_no_conditions_of_their_own() -> None:
    text = (
        "1. The recipient shall report on time, as follows.\n\nI. Each quarter.\n\nII. Each year.\n\nIII. At the end.\n\n"
        "IV. On request.\n\n2. The recipient shall permit agents to enter its jail.\n\n1.1 The recipient shall let them\n"
        "speak with those it holds.\n\n3. The recipient must certify that it complies with 8 U.S.C. 1373.\n"
    )
    found = [clause.number for clause in from_pages(split_pages(text), name="a").clauses]
    assert found == ["1", "2", "3"]


def test_the_conditions_of_a_face_may_be_numbered_far_above_its_boxes() -> None:
    document = _read(
        "Department of Justice\nOffice of Justice Programs\nGrant\nPAGE 1 OF 28\n1. RECIPIENT NAME AND ADDRESS\nCity of Larkmead\n"
        "2. VENDOR NUMBER\n3. PROJECT TITLE: Patrol\n4. AWARD NUMBER: 2018-MU-BX-0112\n5. AWARD DATE 07/02/2019\nSPECIAL CONDITIONS\n"
        "31. Vehicles. The recipient must keep a log of every vehicle.\n32. Meals. The recipient may not pay for meals.\n"
        "33. Reports. Reports shall be sent each quarter."
    )
    assert [number for number, _ in _heads(document)] == ["31", "32", "33"]


def test_numbers_that_begin_with_a_letter_start_anew_under_each() -> None:
    document = _read(
        "GENERAL TERMS\nA.1 Words. They mean what 2 CFR 200.1 says.\nA.2 Drugs. The workplace must be free of drugs.\n"
        "B.1 Rights. The recipient shall not discriminate.\nB.2 Files. The recipient must keep its files.\n"
        "B.3 Audit. An audit shall be had each year.\nC.1 End. The award may be ended for cause."
    )
    assert [number for number, _ in _heads(document)] == ["A.1", "A.2", "B.1", "B.2", "B.3", "C.1"]


def test_numbered_paragraphs_of_one_section_are_conditions_unless_the_section_is_printed() -> None:
    items = [f"16.4({letter}) The recipient shall keep file {letter} for three years." for letter in "bcd"]
    excerpt = _read("ARTICLE 16. RECORDS\n" + "\n".join(items))
    assert [number for number, _ in _heads(excerpt)] == ["16.4(b)", "16.4(c)", "16.4(d)"]
    whole = _read(
        "TERMS\n16.3 Audit. An audit is due.\n16.4 Records. All of this applies:\n"
        + "\n".join(items)
        + "\n16.5 Last. The end."
    )
    assert [number for number, _ in _heads(whole)] == ["16.3", "16.4", "16.5"]


def test_letters_number_conditions_where_no_numbers_stand_above_them() -> None:
    document = _read(
        "TERMS\nA. Reports. The recipient shall report each quarter.\nB. Files. The recipient must keep files.\n"
        "C. Site visits shall be allowed.\n\nFurther terms\n1. Signs. A sign must be put up.\n2. Steel. It must be domestic."
    )
    assert [number for number, _ in _heads(document)] == ["A", "B", "C", "1", "2"]


def test_letters_below_numbers_or_of_questions_and_answers_number_nothing() -> None:
    below = _read(
        "TERMS\n1. First duty\nA. It must be met.\nB. It must be shown.\n2. Second duty\nC. Meet it."
    )
    assert [number for number, _ in _heads(below)] == ["1", "2"]
    asked = _read("Questions\nQ. Who pays?\nA. The grantee pays.\nQ. Until when?\nA. The end of the year.")
    assert _heads(asked) == []
    alone = _read("TERMS\nA. Pay on time.\nB. Report on time.\nC. Close on time.")
    assert [number for number, _ in _heads(alone)] == ["A", "B", "C"]


def test_letters_that_stand_for_first_names_number_nothing() -> None:
    panel = _read(
        "TERMS\nThese terms bind the grantee.\n\nA. Smith\nB. Jones\nC. Brown\n\nReports must be sent."
    )
    assert _heads(panel) == []
    minutes = _read(
        "TERMS\nA. Smith, Chair, moved to accept it; reports must be sent.\nB. Jones seconded that."
    )
    assert _heads(minutes) == []


def test_letters_before_titles_of_several_words_or_without_a_duty_are_numbers() -> None:
    titled = _read(
        "TERMS\nA. Reporting and monitoring\nThe recipient must report.\nB. Records, audits, and access\nThe recipient\n"
        "must keep files.\nC. Costs and payments. Costs must be allowed."
    )
    assert [number for number, _ in _heads(titled)] == ["A", "B", "C"]
    plain = _read(
        "TERMS\nA. Purpose\nThis award funds housing.\nB. Term\nThree years from its date.\nC. Funds\nPaid monthly."
    )
    assert [number for number, _ in _heads(plain)] == ["A", "B", "C"]


def test_the_heading_of_the_next_part_needs_no_blank_line_before_it() -> None:
    document = _read(
        "TERMS\n1. Files. The recipient must keep its files.\nPART B: CIVIL RIGHTS\n2. Rights. No one may be left out\n"
        "for reasons of race.\nReporting Requirements\n3. Reports. The recipient must report."
    )
    texts = {clause.number: clause.text for clause in document.clauses if clause.number}
    assert texts["1"].endswith("keep its files.")
    assert texts["2"].endswith("reasons of race.")


def test_a_duty_in_capitals_or_what_goes_on_behind_initials_is_no_heading() -> None:
    document = _read(
        "TERMS\n1. Notices. The recipient must send notices.\nTHE RECIPIENT MUST KEEP COPIES\n2. COMPLIANCE WITH THE U.S.\n"
        "CONSTITUTION AND STATUTES\n3. Records. The recipient must keep records.\n19. See Roe v. Poe. The court so held."
    )
    texts = {clause.number: clause.text for clause in document.clauses if clause.number}
    assert texts["1"].endswith("KEEP COPIES")
    assert texts["2"].endswith("AND STATUTES")
    assert list(texts) == ["1", "2", "3"]


def test_numbers_of_an_excerpt_jump_where_each_heads_a_title() -> None:
    document = _read(
        "TERMS\n2. Files. The recipient must keep files.\n7. Travel. It must keep to its rules.\n"
        "30. Reports. The recipient must report."
    )
    assert [number for number, _ in _heads(document)] == ["2", "7", "30"]
    wrapped = _read(
        "TERMS\n1. Files. The recipient must keep files until fiscal year\n20. The auditors will see them. So it is.\n"
        "2. Travel. It must keep to its rules."
    )
    assert [number for number, _ in _heads(wrapped)] == ["1", "2"]
    cited = _read(
        "TERMS\n1. Files. The recipient must keep files under\nSection 602 (b) and 603 (b) of the Act, and show them.\n"
        "2. Travel. It must keep to its rules."
    )
    assert [number for number, _ in _heads(cited)] == ["1", "2"]
