"""The names of parties as captions print them."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["ends_apart", "is_set_apart", "plain_name", "same_name"]


def plain_name(name: str) -> str:
    """A party's name without articles, offices and marks: "the City of Chicago, et al." is "chicago"."""
    name = re.sub(r"^(?:in\s+)?(?:the\s+)?", "", name.strip(), flags=re.I)
    name = re.sub(r"\b(?:et al\.?|U\.S\.|US|the)\b\.?", " ", name)
    name = re.sub(
        r"^\s*(?:city and county|city|county|state|commonwealth|department)\s+of\s+",
        "",
        name.strip(),
        flags=re.I,
    )
    return " ".join(re.sub(r"[^\w\s]", " ", name).lower().split())


def same_name(a: str, b: str) -> bool:
    """Whether two plain names can be of one party."""
    return (
        bool(a)
        and bool(b)
        and (
            a == b
            or a.endswith(f" {b}")
            or b.endswith(f" {a}")
            or b.startswith(f"{a} ")
            or a == f"{b} county"
        )
    )


def is_set_apart(text: str, name: str) -> bool:
    """Whether a story says that the case of a party is another one.

    >>> is_set_apart("The suit is separate from Chicago v. Sessions.", "Chicago")
    True
    """
    return any(
        ends_apart(text[: found.start()]) for found in re.finditer(rf"{re.escape(name)},? vs?\.?\s", text)
    )


_APART: Final = re.compile(
    r"\b(?:(?:separate|different|distinct|apart) from|unlike|like|similar to|akin to|compared? (?:to|with)"
    r"|reminiscent of|echo(?:es|ed|ing)?|cit(?:es|ed|ing)|relied on|pointed to)\s+(?:the |that (?:in|of) )?"
    r"(?:(?:case|suit|ruling) (?:of|in) )?$",
    re.IGNORECASE,
)


def ends_apart(before: str) -> bool:
    """Whether the caption that follows this text is told as that of another case."""
    return _APART.search(before) is not None
