"""Who sues and is sued where that does not stand beside the name: in lists, of those who mean to, in datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from enjoined.brief.matching.lexicon import Sort
from enjoined.brief.matching.mentions import Mention, Part, is_dateline, sues
from enjoined.brief.story.story import Story
from enjoined.recipients.states import STATES

__all__ = ["settled"]

_SUBJECT: Final = re.compile(
    r"\b(?:[Tt]he (?:(?P<state>state|governor)|city|mayor)"
    r"|(?:(?P<head>Gov\.|Governor)|Mayor)(?:\s+[A-Z][\w.'\u2019-]*?){1,3})"
    r"(?:['\u2019]s (?:administration|office|law department|lawyers|attorneys))?(?=[\s,])"
)
"""A government that a story tells by its kind or by its head, as local news does of its own."""


def settled(story: Story, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, where all of a list are sued, and whoever only means to sue is a plaintiff if nobody has sued.

    Where nobody is named as suing but "the city" or its mayor does, it is the city of the dateline; "the state" is
    the State that it lies in.
    """
    mentions = tuple(_listed(story, mentions))
    if not any(m.part is Part.SUES for m in mentions):
        mentions = tuple(_at_home(story, mentions))
    others = any(m.part is Part.SUES for m in mentions)
    meant = Part.NAMED if others else Part.SUES
    return tuple(msgspec.structs.replace(m, part=meant) if m.part is Part.MEANS_TO else m for m in mentions)


_BETWEEN: Final = re.compile(
    r"(?:[,\s]+|\b(?:and|as well as|the|of|city|county|state)\b|[A-Z][\w.'\u2019-]*)+"
)
"""What stands in a list of names: other names, commas and small words."""


def _listed(story: Story, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    last: Mention | None = None
    for mention in mentions:
        if mention.sort is not Sort.PARTY:
            yield mention
            continue
        if (
            last is not None
            and (last.part, mention.part) == (Part.SUED, Part.NAMED)
            and _BETWEEN.fullmatch(story.text[last.end : mention.start])
        ):
            mention = msgspec.structs.replace(mention, part=Part.SUED)
        last = mention
        yield mention


def _at_home(story: Story, mentions: tuple[Mention, ...]) -> Iterator[Mention]:
    of_state = _subject(story)
    for mention in mentions:
        state, _, local = mention.id.partition("/")
        home = mention.id if local else ""
        if of_state:
            home = state if state in STATES else ""
        if of_state is None or not home or not _is_in_dateline(story, mention):
            yield mention
        else:
            yield msgspec.structs.replace(mention, id=home, part=Part.SUES)


def _is_in_dateline(story: Story, mention: Mention) -> bool:
    """Whether a party is named as the place of a dateline."""
    sentence = story.sentences[mention.index]
    opens = mention.sort is Sort.PARTY and mention.start == sentence.start
    return opens and is_dateline(mention.text, sentence.text[len(mention.text) :])


def _subject(story: Story) -> bool | None:
    """Whether it is a State (``True``) or a city that sues without its name; ``None`` if neither does."""
    for sentence in story.sentences:
        for match in _SUBJECT.finditer(sentence.text):
            if sues(sentence.text[match.end() :]):
                return bool(match["state"] or match["head"])
    return None
