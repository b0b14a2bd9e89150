"""Open facts as a person reads them: those that settle most come first, and what one paper settles is told together.

The waves of one case, the programs of an award and the later conditions of one case are each one line. JSON keeps every
fact on its own, in the order in which they were met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import takewhile

from enjoined.law.answering.answer import Unclear
from enjoined.law.facts import FactKind
from enjoined.law.status import Status

__all__ = ["how_to_state", "in_words", "sides", "together"]

_TOGETHER = frozenset({FactKind.PLAINTIFF, FactKind.PROGRAM, FactKind.LATER_CONDITION})
"""Kinds of facts of which several are settled by one paper, and which differ in a name or a day."""


def together(facts: Iterable[Unclear]) -> list[tuple[Unclear, ...]]:
    """The facts in groups that one paper settles and that settle the same; first those that settle most alone."""
    found: dict[tuple[object, ...], list[Unclear]] = {}
    for fact in facts:
        kind, _, about = fact.fact.partition(" ")
        whole = about.partition("/")[0] if "/" in about else ""
        key = (kind, whole, fact.settles) if kind in _TOGETHER else (fact.fact,)
        found.setdefault(key, []).append(fact)
    return sorted(map(tuple, found.values()), key=lambda same: -len(sides(same[0])))


def sides(fact: Unclear) -> list[str]:
    """What each value of the fact settles by itself."""
    both = (("if so", fact.settles.yes), ("if not", fact.settles.no))
    return [f"{side}: {status.words}" for side, status in both if status is not Status.UNCLEAR]


def in_words(same: Sequence[Unclear]) -> str:
    """The facts of a group as one clause, what they share said once.

    >>> _joined(["it came on 3 May 2025 (so far)", "it came on 9 Jun 2025 (so far)"])
    'it came on 3 May or 9 Jun 2025 (so far)'
    >>> _joined(["under 14.1 (A fund)", "under 14.2 (B fund)", "under 14.3"])
    'under 14.1 (A fund), 14.2 (B fund) or 14.3'
    """
    return _joined([fact.in_words for fact in same])


def _joined(texts: Sequence[str]) -> str:
    words = [text.split(" ") for text in dict.fromkeys(texts)]
    if len(words) == 1:
        return texts[0]
    least = min(map(len, words)) - 1
    before = min(_shared(words, lambda one, n: one[n]), least)
    after = min(_shared(words, lambda one, n: one[-1 - n]), least - before)
    while after and any(_open(one[before : len(one) - after]) for one in words):
        after -= 1
    *some, last = (" ".join(one[before : len(one) - after]) for one in words)
    comma = "; " if any(", " in one for one in (*some, last)) else ", "
    return " ".join([*words[0][:before], f"{comma.join(some)} or {last}", *words[0][len(words[0]) - after :]])


def _shared(words: Sequence[Sequence[str]], at: Callable[[Sequence[str], int], str]) -> int:
    """How many words all have in common from one end."""
    most = range(min(map(len, words)))
    return len([*takewhile(lambda n: len({at(one, n) for one in words}) == 1, most)])


def _open(words: Sequence[str]) -> bool:
    """Whether some words are no whole: they end within brackets, or what follows a comma may belong to it."""
    text = " ".join(words)
    return text.count("(") != text.count(")") or "," in text


def how_to_state(same: Sequence[Unclear]) -> str | None:
    """How to state one of the facts of a group, in full, and the ends of the others; ``None`` if it cannot be stated.

    >>> _stated(["plaintiff=a-v-b/w2", "plaintiff=a-v-b/w3", "plaintiff=a-v-b/w4"])
    "--fact 'plaintiff=a-v-b/w2' (or w3 or w4)"
    """
    options = [fact.option for fact in same if fact.option is not None]
    return _stated(options) if options else None


def _stated(options: Sequence[str]) -> str:
    first, *others = options
    ends = " or ".join(_ends(first, others))
    return f"--fact '{first}'" + (f" (or {ends})" if ends else "")


def _ends(first: str, others: Sequence[str]) -> Iterator[str]:
    cut = first.rfind("/", 0, first.find("~")) if "~" in first else max(first.rfind("/"), first.rfind("="))
    for other in others:
        yield other.removeprefix(first[: cut + 1])
