"""Open facts as a person reads them."""

from __future__ import annotations

from enjoined.law import Status
from enjoined.law.answering.answer import Settles, Unclear
from enjoined.law.answering.openfacts import how_to_state, in_words, sides, together


def fact(name: str, yes: Status = Status.UNCLEAR, *, words: str = "", stated: bool = True) -> Unclear:
    option = name.replace(" ", "=", 1) if stated else None
    return Unclear(fact=name, settles=Settles(yes), event=None, in_words=words or name, option=option)


def test_what_one_paper_settles_stands_together_and_what_settles_most_first() -> None:
    first, other, second = fact("plaintiff a-v-b/w1"), fact("plaintiff c-v-d/w1"), fact("plaintiff a-v-b/w2")
    strong = fact("exists a-v-b/pi", Status.ENJOINED)
    assert together([first, other, second, strong]) == [(strong,), (first, second), (other,)]


def test_facts_that_settle_otherwise_or_are_of_another_kind_stand_alone() -> None:
    alone = [fact("exists a-v-b/x"), fact("exists a-v-b/y"), fact("plaintiff a-v-b/w1")]
    settling = fact("plaintiff a-v-b/w2", Status.ENJOINED)
    assert [len(same) for same in together([*alone, settling])] == [1, 1, 1, 1]
    assert sides(settling) == ["if so: enjoined"]


def test_a_group_is_said_and_stated_once() -> None:
    programs = [
        fact(f"program 14.{n}", words=f"the award is under program 14.{n} (Fund {n})") for n in (1, 2)
    ]
    assert in_words(programs) == "the award is under program 14.1 (Fund 1) or 14.2 (Fund 2)"
    assert how_to_state(programs) == "--fact 'program=14.1' (or 14.2)"
    later = [
        fact(f"reaches-later-condition a-v-b/{n}~t/1", words=f"it reaches on: N.D. Ill. {what}, 1 May 2025")
        for n, what in (("x", "order"), ("y", "stay"), ("z", "judgment"))
    ]
    assert (
        in_words(later)
        == "it reaches on: N.D. Ill. order, 1 May 2025; stay, 1 May 2025 or judgment, 1 May 2025"
    )
    assert how_to_state(later) == "--fact 'reaches-later-condition=a-v-b/x~t/1' (or y~t/1 or z~t/1)"
    assert how_to_state([fact("program 14.1", stated=False)]) is None
    assert in_words([programs[0], programs[0]]) == programs[0].in_words
