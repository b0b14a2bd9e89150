from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enjoined.documents import find_authorities, same_authority


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 U.S.C. 1373", ["8 USC 1373"]),
        ("8 U.S.C. § 1373(a)", ["8 USC 1373(a)"]),
        ("8 U.S.C.\n1373 is required", ["8 USC 1373"]),
        ("8 USC 1373(b)", ["8 USC 1373(b)"]),
        ("8 U.S.C. I373", ["8 USC 1373"]),
        ("8 V.S.C. 1373", ["8 USC 1373"]),
        ("8U.S.C. 1324a(a)(1) and(2)", ["8 USC 1324a(a)(1)", "8 USC 1324a(a)(2)"]),
        ("obey 8 U.S.C. §§ 1373 and 1644, the statutes", ["8 USC 1373", "8 USC 1644"]),
        ("section 1373 of title 8, United States Code", ["8 USC 1373"]),
        ("sections 1373 and 1644 of title 8", ["8 USC 1373", "8 USC 1644"]),
        (
            "8 U.S.C. 1226(a) & (c), 1231(a), 1357(a), and 1366(1) & (3)",
            [
                "8 USC 1226(a)",
                "8 USC 1226(c)",
                "8 USC 1231(a)",
                "8 USC 1357(a)",
                "8 USC 1366(1)",
                "8 USC 1366(3)",
            ],
        ),
        (
            "8 U.S.C. 1324 and 18 U.S.C. chs. 1, 49 and 227",
            ["8 USC 1324", "18 USC ch. 1", "18 USC ch. 49", "18 USC ch. 227"],
        ),
        ("8 U.S.C. § 1324(a)(1), on harboring, § 1324(a)(2)", ["8 USC 1324(a)(1)", "8 USC 1324(a)(2)"]),
        ("18 U.S.C. 1071or 1072 or 8 U.S.C. 1324(a)", ["18 USC 1071", "18 USC 1072", "8 USC 1324(a)"]),
        ("8 U.S.C. 1373 and 12 months", ["8 USC 1373"]),
        ("28 C.F.R. Part 23", ["28 CFR 23"]),
        ("2 CFR 200.340(a)(4)", ["2 CFR 200.340(a)(4)"]),
        ("82 Fed. Reg. 8799", ["82 FR 8799"]),
        ("Executive Order 13768", ["EO 13768"]),
        ("Exec. Order No. 13,768", ["EO 13768"]),
        ("Executive Order (E.O.) 14168", ["EO 14168"]),
        ("E.O. 14154 and 14008", ["EO 14154", "EO 14008"]),
        (
            "Pub. L. No. 90-351; Public Law 104-193; P.L.103-62",
            ["Pub. L. 90-351", "Pub. L. 104-193", "Pub. L. 103-62"],
        ),
        ("Case No. 1:17-cv-05720", ["No. 1:17-cv-05720"]),
        ("Nos. 18-2885", ["No. 18-2885"]),
        ("31 U.S.C. 3729(b)(4)", ["31 USC 3729(b)(4)"]),
        ("call 8 US citizens at 1373 Main", []),
        ("Section 8 of the lease; 1373", []),
    ],
)
def test_citations_are_found_in_one_form(text: str, expected: list[str]) -> None:
    assert [found.normalized for found in find_authorities(text)] == expected


@given(st.text(alphabet="8 USC.§137(a)&,andorIlEO\n-", max_size=300))
def test_offsets_point_at_the_printed_text(text: str) -> None:
    for found in find_authorities(text):
        assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "piece",
    ["8 U.S.C. ", "(a)", "1373 and ", "8 U.S.C. § 1373" + "(a)" * 50, "E.O. 14168, ", "section 1, 2, "],
)
def test_long_hostile_texts_are_read(piece: str) -> None:
    text = (piece * (200_000 // len(piece)))[:200_000]
    assert all(found.end - found.start < 200 for found in find_authorities(text))


def test_a_part_of_a_section_is_the_section() -> None:
    assert same_authority("8 USC 1357(a)", "8 USC 1357")
    assert same_authority("8 USC 1357", "8 USC 1357(a)")
    assert not same_authority("8 USC 1324a", "8 USC 1324")
    assert not same_authority("8 USC 1357(a)", "8 USC 1357(d)")
