from __future__ import annotations

import pytest

from enjoined.documents.recognition.terms import Terms
from enjoined.documents.recognition.tokens import Reader, Vocabulary

WORDS = Vocabulary(
    ["information", "construction", "local", "government", "of", "detention", "must", "recipient", "facility"]
)


def _words(text: str) -> list[str]:
    return Reader(WORDS).read(text).words


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
    assert Reader(words).read(printed).words == read.split()


def test_a_text_of_ascii_letters_is_parted_like_any_other() -> None:
    text = "The recipient's U.S. jails_and 24-hour don?t, (a)\n2nd"
    assert Reader(WORDS).read(text) == Reader(WORDS).read(text + "\u2014")


def test_offsets_point_at_the_printed_word() -> None:
    text = "The  tnformatton, of localgovernment"
    read = Reader(WORDS).read(text)
    assert [text[start:end] for start, end in zip(read.starts, read.ends, strict=True)] == [
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
    assert reader.read("detentton").words == ["detentton"]


def test_phrases_with_endings_and_gaps() -> None:
    terms = Terms({"jail": ["correctional facilit*"], "notice": ["notice ... release"], "aliens": ["alien"]})
    reader = Reader(Vocabulary(terms.vocabulary))
    hits = terms.find(
        reader.read("Notice before the scheduled release of aliens from Correctional-Facilities").words
    )
    assert set(hits) == {"jail", "notice", "aliens"}
    assert not terms.find(reader.read("notice one two three four five six seven eight nine release").words)


def test_a_phrase_of_gaps_alone_is_refused() -> None:
    with pytest.raises(ValueError, match="not a phrase"):
        Terms({"x": ["..."]})


def test_strokes_part_words_of_which_any_will_do() -> None:
    terms = Terms({"gone": ["is|are ... deleted|struck", "is deleted"]})
    assert terms.find(["it", "is", "deleted"]) == {"gone": [(1, 3), (1, 3)]}
    assert terms.find(["they", "are", "hereby", "struck"]) == {"gone": [(1, 4)]}
    assert terms.find(["is|are"]) == {}


def test_phrases_that_overlap_are_all_found_in_the_order_of_their_first_words() -> None:
    terms = Terms({"a": ["immigration officer"], "b": ["federal immigration"], "c": ["federal ... officer"]})
    assert terms.standing(["any", "federal", "immigration", "officers"]) == [
        (1, 3, ["b"]),
        (1, 4, ["c"]),
        (2, 4, ["a"]),
    ]
