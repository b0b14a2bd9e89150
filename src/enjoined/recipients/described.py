"""Bodies that no record names, told by their kind: ``nonprofit: Lakeview Food Pantry, IL``.

Governments are all held; of other bodies only those that some record speaks of. Anybody else is not named in any
order, so that kind and State say all that the law asks of it, and what they leave open is asked as a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from enjoined.errors import UnknownRecipient
from enjoined.model import Kind, Recipient, RecipientId
from enjoined.recipients.normalise import MAX_NAME, slug
from enjoined.recipients.states import STATES, state_code

__all__ = ["BODIES", "as_told", "body", "described", "is_description", "kind_and_state", "parted", "written"]

BODIES: Final = (
    Kind.NONPROFIT,
    Kind.UNIVERSITY,
    Kind.SPECIAL_DISTRICT,
    Kind.AGENCY,
    Kind.TRIBE,
    Kind.ASSOCIATION,
)
"""The kinds of which not everybody is held."""
_INCORPORATED: Final = ("-inc", "-incorporated")
"""What the name of a body ends in, or not: it is one body."""


def parted(text: str) -> tuple[Kind, str] | None:
    """The kind and the name of a text that describes a body; ``None`` for any other.

    >>> parted("Special district: Lakeview Schools, IL")
    (<Kind.SPECIAL_DISTRICT: 'special-district'>, 'Lakeview Schools, IL')
    >>> parted("Chicago, IL")
    """
    word, colon, name = text.partition(":")
    if not colon:
        return None
    found = next((kind for kind in BODIES if kind.value == slug(word)), None)
    return (found, " ".join(name.split())) if found is not None else None


def is_description(text: str) -> bool:
    """Whether a text describes a body, and is no id: an id has no colon.

    >>> is_description("nonprofit: Lakeview Food Pantry, IL"), is_description("il/chicago")
    (True, False)
    """
    return ":" in text


def written(kind: Kind, name: str, state: str) -> RecipientId:
    """The description of a body, which stands for it where others have an id, and is read as ``--recipient`` reads it.

    >>> written(Kind.NONPROFIT, "LAKEVIEW FOOD PANTRY", "il")
    'nonprofit: LAKEVIEW FOOD PANTRY, IL'
    """
    return RecipientId(f"{kind.value}: {' '.join(name.split())}, {state.upper()}")


def kind_and_state(description: str) -> tuple[str, str]:
    """The kind and the State of a description that :func:`written` made.

    >>> kind_and_state("nonprofit: LAKEVIEW FOOD PANTRY, IL")
    ('nonprofit', 'il')
    """
    return description.partition(":")[0], description[-2:].lower()


def body(text: str, is_taken: Callable[[str], bool]) -> Recipient | None:
    """The body that a text describes; ``None`` if it describes none."""
    found = parted(text)
    try:
        return described(*found, is_taken) if found is not None else None
    except UnknownRecipient:
        return None


def described(kind: Kind, text: str, is_taken: Callable[[str], bool]) -> Recipient:
    """The body of a kind that bears a name and lies in a State; where its id ``is_taken`` the kind is added to it.

    Raises :class:`UnknownRecipient` where the text does not end in a State, or names nobody.

    >>> described(Kind.NONPROFIT, "Lakeview Food Pantry, Ill.", lambda id_: False).id
    'il/lakeview-food-pantry'
    >>> described(Kind.NONPROFIT, "LAKEVIEW FOOD PANTRY, INC., IL", lambda id_: False).id
    'il/lakeview-food-pantry'
    >>> described(Kind.NONPROFIT, "Chicago, IL", lambda id_: id_ == "il/chicago").id
    'il/chicago-nonprofit'
    """
    name, _, where = (part.strip() for part in text.rpartition(","))
    state = state_code(where.rstrip(".")).lower()
    if state not in STATES or not slug(name) or len(text) > MAX_NAME:
        raise UnknownRecipient(
            f"no {_plain(kind)} is described by {text[:MAX_NAME]!r}",
            remedy=f"write its name and its State, as in {kind.value}: NAME, IL",
        )
    key = slug(name)
    id_ = f"{state}/{next((key.removesuffix(end) for end in _INCORPORATED if key.endswith(end)), key)}"
    if is_taken(id_):
        id_ += f"-{kind.value}"
    return Recipient(id=RecipientId(id_), kind=kind, name=name, state=state)


def as_told(body: Recipient, near: Sequence[str]) -> str:
    """In one line, that nobody recorded the body, and who is recorded under a name ``near`` to it."""
    held = f" (held is {near[0]})" if near else ""
    return f"no record names {body.name}: answered as any {_plain(body.kind)} of its State{held}"


def _plain(kind: Kind) -> str:
    return kind.value.replace("-", " ")
