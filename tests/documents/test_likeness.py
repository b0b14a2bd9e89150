"""A clause in words that no rule foresaw: still seen, with the words that say so; and the weights fit their sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from enjoined.documents import from_pages, recognise
from enjoined.documents.files.read_text import split_pages
from enjoined.documents.recognition.likeness import damped, features, read_likeness
from enjoined.documents.recognition.rules import default_rules
from enjoined.errors import RegistryError
from scripts.train_likeness import OUT, inputs_hash


def test_the_weights_belong_to_the_sentences_and_rules_beside_them() -> None:
    weights = read_likeness(OUT).weights
    assert weights.inputs == inputs_hash(), "run scripts/train_likeness.py"
    assert set(weights.families) == {rule.family for rule in default_rules().families}


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (
            "A warden keeps immigration officers abreast of prisoners' discharges a day ahead.",
            "notice-release",
        ),
        (
            "The department's workers shall keep their jobs though they decline the coronavirus vaccine.",
            "cops-misc",
        ),
    ],
)
def test_a_clause_that_no_act_fits_is_seen_by_its_likeness(text: str, family: str) -> None:
    document = from_pages(split_pages(text), name="likeness")
    found = [r for r in recognise(document.clauses, default_rules(), document.reader) if family in r.families]
    assert found
    assert any(why.startswith("reads like: ") for why in found[0].why)


@pytest.mark.parametrize(
    "text",
    [
        "The recipient must post the agenda of each public meeting two days ahead.",
        "Prisoners shall be counted at noon and at midnight.",
        "The women's shelter must keep its address secret.",
    ],
)
def test_an_ordinary_sentence_reads_like_nothing_contested(text: str) -> None:
    document = from_pages(split_pages(text), name="ordinary")
    assert not recognise(document.clauses, default_rules(), document.reader)


def test_weights_that_cannot_be_read_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "likeness.json").write_text("{}", encoding="utf-8")
    with pytest.raises(RegistryError, match="train_likeness"):
        read_likeness(tmp_path / "likeness.json")


@pytest.mark.parametrize("count", [3, 12, 60])
def test_sums_of_whole_numbers_tell_the_same_as_sums_of_weights(count: int) -> None:
    likeness = read_likeness(OUT)
    weights = likeness.weights
    names = sorted(name for name in weights.features if name.startswith("w:"))
    for start in range(0, len(names) - count, 97):
        words = [name[2:] for name in names[start : start + count]]
        seen = features(words, (), ()).keys() & weights.features.keys()
        told = {
            family: bias
            + damped(len(seen)) * round(sum(weights.features[name].get(place, 0.0) for name in seen), 2)
            for place, (family, bias) in enumerate(zip(weights.families, weights.bias, strict=True))
        }
        like = likeness.of(words, (), ())
        assert set(like.alike) == {family for family, logit in told.items() if logit >= 0}
        assert like.faint == {family for family, logit in told.items() if logit >= -1.1}
