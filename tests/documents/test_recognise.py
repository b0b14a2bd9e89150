from __future__ import annotations

import pytest

from enjoined.documents import Recognition, default_rules, from_pages, recognise
from enjoined.documents.files.read_text import split_pages

from .scanning import damaged

HEAD = "U.S. Department of Justice\nAWARD CONTINUATION\nSHEET PAGE {n} OF 23\nPROJECT NUMBER {award} AWARD DATE 10/01/2018\nSPECIAL CONDITIONS\n"

FY2018 = (
    HEAD.format(n=12, award="2018-DJ-BX-9990")
    + """\
41. Certification by State or local government on 8 U.S.C. 1373 and 1644 that is required
The award is validly accepted only if the chief legal officer of the applicant has signed, and the applicant has sent, the certification that this document contains.
42. No interference (within the funded "program or activity") with federal law enforcement: 8 U.S.C. 1373 and 1644; compliance throughout
1. For the whole award period no State or local government entity may forbid or in any way restrict another from sending or receiving information regarding citizenship or immigration status.
43. Obligation of award funds depends on no interference with federal law enforcement: 8 U.S.C. 1373 and 1644; unallowable costs; notice
1. A State or local government may not obligate award funds while the program is under an information-communication restriction.
44. No interference with federal law enforcement: keeping sensitive law enforcement information from the public
1. Federal law enforcement information must not be publicly disclosed in an attempt to conceal, harbor or shield from detection a fugitive or an alien, 8 U.S.C. 1324(a), 18 U.S.C. 1071.
45. No interference with federal law enforcement: interrogation of certain aliens
1. Within the program no State or local entity may impede the access of immigration officers to a correctional facility to interrogate aliens, 8 U.S.C. 1357(a).
46. No interference with federal law enforcement: notice of scheduled release
1. In keeping with 8 U.S.C. 1231, no entity may fail to give DHS, if it asks in a formal written request, advance notice of the scheduled release date and time of an alien.
47. Information to be collected from subrecipients
Before it makes a subaward the recipient must obtain answers to the questions on "Information regarding Communication with the Department of Homeland Security (DHS) and/or Immigration and Customs Enforcement (ICE)."
48. Cooperation with monitoring
The recipient must cooperate with OJP monitoring and give access to records and staff.
49. Employment eligibility of new hires
The recipient must verify that each hire is eligible to work, 8 U.S.C. 1324a(a)(1), and must not hire unauthorized aliens; E-Verify, which DHS runs, may be used.
50. Limited English proficiency
The recipient must give people with limited English proficiency meaningful access to its services in jails and elsewhere.
"""
)

EXPECTED_2018 = {
    "41": {"certify-1373"},
    "42": {"comply-1373"},
    "43": {"comply-1373"},
    "44": {"disclose-operations"},
    "45": {"admit-agents"},
    "46": {"notice-release"},
    "47": {"answer-questions"},
}


def _recognise(text: str) -> tuple[Recognition, ...]:
    document = from_pages(split_pages(text), name="test.txt")
    return recognise(document.clauses, default_rules(), document.reader)


def _imposed(text: str) -> dict[str | None, set[str]]:
    return {r.clause.number: set(r.families) for r in _recognise(text) if r.role == "imposes"}


def test_the_police_grant_conditions_of_2018() -> None:
    assert _imposed(FY2018) == EXPECTED_2018


@pytest.mark.parametrize("seed", range(6))
def test_the_same_conditions_scanned(seed: int) -> None:
    assert _imposed(damaged(FY2018, seed=seed, rate=0.01)) == EXPECTED_2018


def test_each_family_says_why_and_where() -> None:
    document = from_pages(split_pages(FY2018), name="test.txt")
    (found,) = (
        r for r in recognise(document.clauses, default_rules(), document.reader) if r.clause.number == "45"
    )
    assert "cites 8 USC 1357(a)" in found.why
    assert any(reason.startswith("duty words: ") for reason in found.why)
    assert "its title says so" in found.why
    assert "interrogate aliens" in document.quote(found.parts[0].spans)
    assert found.confidence > 0.9


LOCAL = (
    HEAD.format(n=19, award="2017-DJ-BX-9990")
    + """\
56. Rules and practices of local government as to aliens; allowable costs
Applies to a recipient that is a unit of local government and to every local-government subrecipient.
1. What is required
A. A local rule or practice must be in place so that agents of the United States are in fact given access to any local correctional facility, to meet individuals who are aliens and inquire as to their right to be or remain in the country.
B. A local rule or practice must be in place so that the facility, on a formal written request of DHS for advance notice of the scheduled release of an alien, gives that notice as early as practicable.
NOTE: The form that DHS uses, I-247A, also asks that the person be kept in custody for up to 48 hours. This condition imposes NO requirement as to that detention.
C. The "Rules of Construction" and the "Important Note" in the award condition entitled "Ongoing compliance with 8 U.S.C. 1373 is required" are incorporated by reference.
"""
)


def test_one_clause_with_two_families_and_a_note_that_detention_is_not_asked() -> None:
    found, note = _recognise(LOCAL)
    assert (note.role, note.families) == ("negates", ("hold-on-detainer",))
    assert found.role == "imposes"
    assert set(found.families) == {"admit-agents", "notice-release"}
    assert found.level == "local"
    spans = {part.family: part.spans for part in found.parts}
    assert spans["admit-agents"] != spans["notice-release"]


def test_whom_a_clause_binds() -> None:
    state = LOCAL.replace("local-government", "State-government").replace("unit of local government", "State")
    found, _ = _recognise(state.replace("local government", "State government").replace("local", "State"))
    assert found.level == "state"
    both = LOCAL.replace("is a unit of local government", "is a State or unit of local government")
    found, _ = _recognise(both.replace("of local government as", "as"))
    assert found.level == "any"


def test_the_note_alone_negates_and_imposes_nothing() -> None:
    found = _recognise(
        HEAD.format(n=19, award="2017-DJ-BX-9990")
        + "NOTE: Form I-247A asks that a person be detained for up to 48 hours. This condition sets NO requirement as to that."
    )
    assert [(r.role, r.families) for r in found] == [("negates", ("hold-on-detainer",))]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "UNITED STATES DISTRICT COURT\nCOMPLAINT\nPlaintiff sues. Defendant would let federal agents walk into jails to question aliens.",
            "mentions",
        ),
        (
            "Special Notice. For now the Department will not use or enforce the condition under which federal agents get access to jails to question aliens.",
            "describes-status",
        ),
        (
            "RESOLUTION\nWHEREAS, the award would have the City give federal agents access to jails to question aliens; now therefore be it RESOLVED by the City Council that it must be studied",
            "mentions",
        ),
        (
            "A federal judge on Tuesday said the Department may not require that federal agents get access to jails to question aliens, the mayor told reporters.",
            "mentions",
        ),
    ],
)  # fmt: skip
def test_the_same_words_in_other_papers_bind_nobody(text: str, role: str) -> None:
    found = _recognise(text)
    assert {r.role for r in found} == {role}
    assert {family for r in found for family in r.families} == {"admit-agents"}


ARTICLE = """DHS Standard Terms and Conditions
Article 11 Communication and Cooperation with Immigration Officials
(1) Every recipient must agree to these duties: (a) comply with 8 U.S.C. 1373 and 1644; (b) honor requests for cooperation, such as joint operations with immigration officials; (c) give immigration officers access to detainees whom they want to interview; (d) not leak or publicize an immigration enforcement operation.
Article 12 Benefits
The recipient must use SAVE so that no Federal public benefit goes to an ineligible alien.
Article 13 Discrimination
(a) The recipient certifies that it runs no DEI programs that violate Federal anti-discrimination laws; (b) it agrees that its compliance with those laws is material to payment, 31 U.S.C. 3729(b)(4).
Article 14 Civil rights
Recipients must comply with title VI, on race, color and national origin, and with rules on age and disability.
"""


def test_agreement_articles_of_2025() -> None:
    assert _imposed(ARTICLE) == {
        "11": {"comply-1373", "immigration-cooperation", "admit-agents", "disclose-operations"},
        "12": {"verify-status"},
        "13": {"dei-certification", "fca-materiality"},
    }


def test_a_text_that_lost_all_its_blanks() -> None:
    sentence = "No State or local government may restrict sending information regarding citizenship or immigration status to DHS"
    glued = "SPECIAL CONDITIONS\n" + sentence.replace(" ", "") + " under 8 U.S.C. 1373."
    families = {family for r in _recognise(glued) for family in r.families}
    assert "comply-1373" in families


@pytest.mark.parametrize(
    "text",
    [
        "The recipient must comply with Executive Order 13224 and with the laws on lobbying.",
        "Each officer must be notified within 48 hours of release from duty.",
        "Federal officials must have access to records at correctional facilities for an audit.",
        "The recipient must hold funds in an interest-bearing account until release of the award.",
        "Recipients must not discriminate on the ground of gender identity or national origin.",
        "Information systems must comply with 28 C.F.R. Part 23 and share information with other agencies.",
        "The recipient must report suspected violations of the False Claims Act promptly.",
    ],
)
def test_look_alikes_are_ordinary_conditions(text: str) -> None:
    assert _recognise(HEAD.format(n=3, award="2017-DJ-BX-9990") + f"7. A condition\n{text}") == ()


def test_a_title_that_tells_of_a_look_alike_is_no_condition() -> None:
    text = "7. Boycott of Israel\nUnder state law a firm with ten or more employees must certify that it does not boycott Israel."
    assert _recognise(HEAD.format(n=3, award="2017-DJ-BX-9990") + text) == ()
    federal = "7. Boycott of Israel\nThe recipient must not engage in a discriminatory prohibited boycott."
    assert [r.families for r in _recognise(HEAD.format(n=3, award="2017-DJ-BX-9990") + federal)] == [
        ("boycott",)
    ]


TERMS = "General Terms and Conditions\nThese terms apply to every recipient of this award.\n"


@pytest.mark.parametrize(
    ("text", "family", "role"),
    [
        (TERMS + "12. Help. No term of this award obligates the recipient to take part in civil immigration enforcement.", "immigration-cooperation", "negates"),
        (TERMS + "12. Orders. The recipient must follow every executive order in effect, whether or not that order is named here.", "executive-orders", "imposes"),
        (TERMS + "\n\nGender ideology\n\nThe statement that stood here, that federal funds shall not be used to promote gender ideology, is not enforced while the suit is pending.", "gender-ideology", "describes-status"),
        ("EXHIBIT B\nChallenged Grant Conditions\nAgency   Text challenged\nHUD   The recipient shall not use grant funds to promote gender ideology.", "gender-ideology", "mentions"),
        ("Frequently Asked Questions\nMay we apply again?\nYes.\nWhat of our office of equity?\nApplicants must certify that they operate no DEI program that violates federal anti-discrimination law.", "dei-certification", "imposes"),
        ("Frequently Asked Questions\nIs the DEI clause enforced?\nIt is enjoined.\nWhat did it say?\nApplicants must certify that they operate no DEI program that violates federal anti-discrimination law.", "dei-certification", "mentions"),
        (TERMS + "1. The recipient certifies that any ordinance limiting the sharing of immigration status, 8 U.S.C. 1373, is not in effect.", "comply-1373", "imposes"),
        (TERMS + "1. The recipient must cooperate with immigration enforcement even if a State law is not enforced.", "immigration-cooperation", "imposes"),
        (TERMS + "1. A city may apply whether or not it honors immigration detainers.", "hold-on-detainer", "negates"),
        (TERMS + "1. The recipient (whether or not the recipient itself is a city) must give DHS notice of the release of an alien from its jail on request.", "notice-release", "imposes"),
        (TERMS + "1. Federal agencies must require receipts, and the recipient must certify that it operates no DEI program that violates antidiscrimination law.", "dei-certification", "imposes"),
        (TERMS + "1. Points are given whether or not the grantee runs DEI programs.", "dei-certification", "negates"),
        (TERMS + "1. Services are offered whether or not the youth cooperates with immigration enforcement.", "immigration-cooperation", "negates"),
        (TERMS + "1. No term of this award relieves the recipient of its obligation to cooperate with immigration enforcement.", "immigration-cooperation", "imposes"),
        (TERMS + "1. No provision of State law excuses a recipient from the requirements of 8 U.S.C. 1373, with which it must comply.", "comply-1373", "imposes"),
        ("GENERAL TERMS AND CONDITIONS\nDisputed conditions\nTerms challenged in this way stay in force; the agency decides each case.\n12. The recipient shall not use grant funds to promote gender ideology.", "gender-ideology", "imposes"),
        (TERMS + "17. Gender ideology\nFunds must not be used for it. The term on gender ideology was enjoined in 2025 and the order has been reversed.", "gender-ideology", "imposes"),
        ("Important note about the challenged conditions\nThe agency prints the challenged conditions and the challenged terms here.\nNOTICE OF AWARD\nRecipient: City of Lorain\nAward number: 90CU0123\n1. The recipient must not use funds to promote gender ideology.", "gender-ideology", "imposes"),
        ("Frequently Asked Questions\nWhat about ICE?\nUnder city policy, city funds may not be used to assist federal immigration enforcement.", "immigration-cooperation", "mentions"),
        ("Frequently Asked Questions\nWill funds be withheld?\nNo. Funds may not be withheld from a city because it declines to cooperate with immigration enforcement.", "immigration-cooperation", "mentions"),
        ("Frequently Asked Questions\nWould a bill change this?\nIt would, if enacted.\nWho is bound?\nEvery sub-recipient of the program still has to certify that it operates no DEI program that violates federal anti-discrimination law.", "dei-certification", "imposes"),
        ("Frequently Asked Questions\nWhat did the old terms say?\nAll recipients must certify that they operate no DEI program that violates federal anti-discrimination law.", "dei-certification", "mentions"),
        (TERMS + "1. Earlier editions had recipients certify that they ran no DEI programs; that paragraph has been taken out.", "dei-certification", "describes-status"),
        (TERMS + "1. The requirement to cooperate with immigration enforcement has lapsed.", "immigration-cooperation", "describes-status"),
        (TERMS + "1. The recipient certifies that each local provision which restricts sending immigration status to DHS, 8 U.S.C. 1373, has been repealed.", "comply-1373", "imposes"),
        (TERMS + "1. Article 4 is superseded, and the recipient must certify that it runs no DEI program in violation of anti-discrimination law.", "dei-certification", "imposes"),
        (TERMS + "1. These terms demand no help with immigration enforcement.", "immigration-cooperation", "negates"),
        ("Frequently asked questions for our clients\nWhat are the conditions?\nApplicants must certify that they operate no DEI program that violates federal anti-discrimination law.", "dei-certification", "mentions"),
    ],
)  # fmt: skip
def test_what_a_sentence_does_by_its_words_and_its_paper(text: str, family: str, role: str) -> None:
    assert {r.role for r in _recognise(text) if family in r.families} == {role}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bare_lines_of_a_list_of_terms_impose(gap: str) -> None:
    face = "GRANT AGREEMENT\n\nRecipient: City of Santa Fe\nAssistance Listing: 20.507\nAward amount: $10\n\nSpecial terms"
    items = (
        "No gender ideology",
        "Cooperate with ICE detainers",
        "Keep records",
        "Comply with 8 U.S.C. 1373",
    )
    document = from_pages(split_pages(f"{face}\n\n" + gap.join(f"- {item}" for item in items)), name="a.txt")
    found = recognise(document.clauses, default_rules(), document.reader)
    imposed = {part.family for one in found if one.role == "imposes" for part in one.parts}
    assert {"gender-ideology", "hold-on-detainer", "comply-1373"} <= imposed


def test_the_sentence_with_the_duty_is_quoted_and_not_the_heading_above_it() -> None:
    duty = (
        "Neither recipient nor subrecipient may take part in a discriminatory prohibited boycott of Israel."
    )
    (found,) = _recognise(
        f"AWARD TERMS AND CONDITIONS\n\n- Boycotts of Israel, discriminatory prohibited boycott.\n{duty}"
    )
    document = from_pages(split_pages(found.clause.text), name="test.txt")
    assert [document.quote(part.key) for part in found.parts if part.family == "boycott"] == [duty]


def test_what_leads_in_to_a_list_is_no_act_of_following() -> None:
    found = _recognise(
        TERMS
        + "1. Conformity with the guidance on executive orders of the President is told as follows:\n(a) Keep a budget."
    )
    assert not any("duty words: follows" in r.why for r in found)
