from __future__ import annotations

import pytest

from enjoined.documents.recognition.terms import Terms
from enjoined.documents.recognition.tokens import Reader, Vocabulary

WORDS = Vocabulary(
    ["information", "construction", "local", "government", "of", "detention", "must", "recipient", "facility"]
)


def _words(text: str) -> list[str]:
    return [token.word for token in Reader(WORDS).read(text)]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("tnformatton", "information"),
        ("inforrnation", "information"),
        ("localgovernment", "local government"),
        ("ofConstruction", "of construction"),
        ("facil-\nity", "facility"),
        ("recipient's", "recipient"),
        ("detection", "detection"),
        ("conflict", "conflict"),
    ],
)
def test_damaged_words_are_read_and_other_words_are_left(printed: str, read: str) -> None:
    words = Vocabulary([*WORDS.words, "detection"])
    assert [token.word for token in Reader(words).read(printed)] == read.split()


def test_offsets_point_at_the_printed_word() -> None:
    text = "The  tnformatton, of localgovernment"
    tokens = Reader(WORDS).read(text)
    assert [text[token.start : token.end] for token in tokens] == [
        "The",
        "tnformatton",
        "of",
        "local",
        "government",
    ]


def test_a_text_without_blanks_is_spelled_out() -> None:
    assert "information" in _words("therecipientmustkeepinformationofthelocalgovernmentwherever")


def test_a_word_printed_often_is_not_repaired() -> None:
    reader = Reader(WORDS, frequent=frozenset({"detentton"}))
    assert [token.word for token in reader.read("detentton")] == ["detentton"]


def test_phrases_with_endings_and_gaps() -> None:
    terms = Terms({"jail": ["correctional facilit*"], "notice": ["notice ... release"], "aliens": ["alien"]})
    reader = Reader(Vocabulary(terms.vocabulary))
    hits = terms.find(
        reader.read("Notice before the scheduled release of aliens from Correctional-Facilities")
    )
    assert set(hits) == {"jail", "notice", "aliens"}
    assert not terms.find(reader.read("notice one two three four five six seven eight nine release"))


def test_a_phrase_of_gaps_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="not a phrase"):
        Terms({"x": ["..."]})
