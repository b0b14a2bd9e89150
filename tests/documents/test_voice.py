"""A paper that reports what binds others imposes nothing, and neither does a quotation, a past duty or a term struck out."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.documents import default_rules, from_pages, recognise
from enjoined.documents.files.read_text import split_pages
from enjoined.documents.recognition.voice import read_voice
from enjoined.errors import RegistryError
from scripts.train_likeness import VOICE, inputs_hash

REPORTS = {
    "alert": (
        "New terms in transit grants\nThe agency issued its master agreement on Friday. Our team compared it with last year's.\n"
        "The agreement says that each recipient will cooperate with federal immigration officials and will not impede them.\n"
        "A coalition of cities challenged the clause in May, and a judge granted an injunction in June. We expect an appeal.\n"
    ),
    "case brief": (
        "City of Philadelphia v. Attorney General, 916 F.3d 276 (3d Cir. 2019)\nFacts. The defendant added terms to a grant.\n"
        "A jail was to give DHS notice of the release of an alien. Agents were to be given access to the jail to question aliens.\n"
        "The city sued and won below. Held: the defendant had no power to add the terms. Affirmed.\n"
    ),
    "tracker": (
        "Entry 1412\nAnnounced in April 2025\nThe department published terms for its housing grants. Among other things grantees were told to\n"
        "- verify with SAVE that people who get benefits are eligible;\n- certify that they operate no DEI programs in violation of law.\n"
        "Status: counties filed suit in May. An injunction was granted in June.\n"
    ),
    "news that speaks of terms and conditions": (
        "Health agency puts new clauses into research grants\nThe agency amended its general terms and conditions on Monday, telling\n"
        "laboratories what they may not do. The standard terms and conditions bar programs that break the law, the weekly reported.\n"
        "Under the policy, grant recipients cannot operate any programs that advance or promote DEI in violation of federal\n"
        "antidiscrimination laws. \u201cWe have asked for guidance,\u201d said one dean, who would not give her name.\n"
    ),
}
BINDS = (
    "This award is subject to these terms. By accepting it the recipient agrees to them.\n"
    "1. The recipient shall keep award funds in a separate account and may not charge costs from before this award.\n"
    "2. The recipient shall report each quarter.\n3. {clause}\n"
)


PLAIN = (
    "Rider for the harbor watch\nWhat the borough takes on with this grant:\n"
    "The borough keeps a ledger of each boat hour and shows it on request.\n"
    "The borough cooperates with federal immigration enforcement on its piers.\n"
    "The borough buys no radio that other agencies cannot hear, and pays back grant funds that are not spent.\n"
    "Grant funds are sent when the signed page comes back.\n"
)
"""Duties told in the present tense, on a page none of whose words says what it is."""


def _roles(text: str) -> set[str]:
    document = from_pages(split_pages(text), name="paper")
    return {r.role for r in recognise(document.clauses, default_rules(), document.reader)}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_imposes_nothing(name: str) -> None:
    roles = _roles(REPORTS[name])
    assert roles
    assert "imposes" not in roles


def test_duties_in_the_present_tense_bind_where_the_paper_speaks_as_one_that_binds() -> None:
    assert _roles(PLAIN) == {"imposes"}


@pytest.mark.parametrize(
    ("clause", "role"),
    [
        ("The recipient must cooperate with federal immigration enforcement.", "imposes"),
        ("The recipient had to cooperate with federal immigration enforcement until June.", "mentions"),
        (
            "Cooperation with federal immigration enforcement is required; this term is rescinded.",
            "describes-status",
        ),
        ("This award commits no sheriff to cooperate with federal immigration enforcement.", "negates"),
        (
            "This award leaves it to the recipient whether to cooperate with federal immigration enforcement.",
            "negates",
        ),
        ('The "Recipient" must cooperate with federal immigration enforcement during the "Term".', "imposes"),
        (
            "Condition 2 is deleted, and the recipient must cooperate with federal immigration enforcement.",
            "imposes",
        ),
        (
            "As it had to do before, the recipient must cooperate with federal immigration enforcement.",
            "imposes",
        ),
        (
            "The old text was: \u201cRecipients must cooperate with federal immigration enforcement.\u201d",
            "mentions",
        ),
        (
            "Nothing here requires a recipient to hold a person on an immigration detainer. "
            "The same goes for cooperation with federal immigration enforcement.",
            "negates",
        ),
    ],
)
def test_what_a_sentence_of_a_binding_paper_does(clause: str, role: str) -> None:
    assert _roles(BINDS.format(clause=clause)) == {role}


def test_the_weights_belong_to_the_papers_beside_them() -> None:
    assert read_voice(VOICE).inputs == inputs_hash(), "run scripts/train_likeness.py"


@pytest.mark.parametrize("content", ["[]", '{"inputs": "", "weights": {"shouts": 1}}'])
def test_weights_that_cannot_be_read_say_what_to_do(tmp_path: Path, content: str) -> None:
    (tmp_path / "voice.json").write_text(content, encoding="utf-8")
    with pytest.raises(RegistryError, match="train_likeness"):
        read_voice(tmp_path / "voice.json")
