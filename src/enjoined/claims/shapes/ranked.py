"""The other cities of a ranking: those that follow the one ranked, and those alone that are ahead of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from enjoined.claims.claim import Claim, Unread
from enjoined.claims.grammar.tokens import Token

__all__ = ["Ranked", "ranked"]

_VERBS: Final = frozenset({"had", "has", "have", "saw", "recorded", "reported", "were", "was"})
_EXCEPT: Final = frozenset({"except", "except for", "besides", "but for", "other than"})
_END: Final = Token("other", "", "", 0, 0)
_LISTED: Final = frozenset({",", "and", "&"})


class Ranked(NamedTuple):
    """A sentence without the other cities of its ranking, those ahead (``leaders``), and those next in order."""

    rest: list[Token]
    leaders: list[str]
    followers: list[str]

    def claims(self, claims: list[Claim], main: Claim) -> list[Claim]:
        """The claims with the places of the others, among cities of which all of them are some.

        Raises :class:`Unread` where the main claim is no place among cities.
        """
        if not (self.leaders or self.followers):
            return claims
        if main.kind != "rank" or main.negated:
            raise Unread("what follows is not understood")
        ahead = len(self.leaders)
        first = [replace(main, subjects=(c,), rank=ahead, within=ahead > 1) for c in self.leaders]
        next_ = [replace(main, subjects=(c,), rank=main.rank + n) for n, c in enumerate(self.followers, 1)]
        named = (*main.subjects, *self.leaders, *self.followers)
        return [replace(c, among=named) if c.kind == "rank" else c for c in (*claims, *first, *next_)]


def ranked(tokens: Sequence[Token]) -> Ranked:
    """The ranking of "A had the most, followed by B", "A was second only to B" or "only B had more than A"."""
    tokens = [*_joined(tokens), _END]
    found = _ranked(tokens)
    return found._replace(rest=[t for t in found.rest if t is not _END])


def _ranked(tokens: Sequence[Token]) -> Ranked:
    for n, token in enumerate(tokens):
        placed = any(t.kind in ("ordinal", "place") for t in tokens[:n])
        if placed and token.text in ("behind", "trailing", "after") and (end := _list_end(tokens, n + 1)):
            start = n - (tokens[n - 1].text in (",", "only", "just"))
            return Ranked([*tokens[:start], *tokens[end:]], _cities(tokens[n:end]), [])
        if token.text in _EXCEPT and (end := _list_end(tokens, n + 1)):
            leaders = _cities(tokens[n:end])
            start = n - (tokens[n - 1].text == ",")
            lowest = any(t.kind in ("less", "at-most") for t in tokens[:n])
            place = _place(len(leaders) + 1, tokens, lowest=lowest)
            return Ranked([*tokens[:start], *place, *tokens[end:]], leaders, [])
        if token.kind == "followed":
            last = max(
                (m + 1 for m, t in enumerate(tokens) if t.kind == "city" and m > n), default=len(tokens)
            )
            return Ranked([*tokens[:n], *tokens[last:]], [], _cities(tokens[n:last]))
        if token.kind == "second-to" and (end := _list_end(tokens, n + 1)):
            listed = any(t.text in ("and", "&") for t in tokens[n:end])
            end = end if listed else n + 2
            leaders = _cities(tokens[n:end])
            start = n - (n > 0 and tokens[n - 1].text == ",")
            return Ranked([*tokens[:start], *_place(len(leaders) + 1, tokens), *tokens[end:]], leaders, [])
        if token.text == "only" and (end := _list_end(tokens, n + 1)) and tokens[end].text in _VERBS:
            return _ahead(tokens, n, end)
    return Ranked(list(tokens), [], [])


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """ "Other than" as one word."""
    found: list[Token] = []
    for token in tokens:
        if token.kind == "than" and found and found[-1].text == "other":
            token = found.pop()._replace(text="other than")
        found.append(token)
    return found


def _ahead(tokens: Sequence[Token], only: int, end: int) -> Ranked:
    """ "Only A and B had a higher rate than C": C is third."""
    leaders = _cities(tokens[only:end])
    more = next((n for n, t in enumerate(tokens) if n > end and t.kind in ("more", "less")), None)
    than = next((n for n, t in enumerate(tokens) if n > end and t.kind == "than"), None)
    if more is None or than is None or than < more:
        raise Unread("“only” can change what it says, and is not understood")
    rest = [*tokens[:only], *tokens[end + 1 : more]]
    rest += _place(len(leaders) + 1, tokens, lowest=tokens[more].kind == "less")
    return Ranked([*rest, *tokens[more + 1 : than], *tokens[than + 1 :]], leaders, [])


def _place(rank: int, tokens: Sequence[Token], *, lowest: bool = False) -> list[Token]:
    """ "Second-highest", unless the sentence says of what it speaks by itself."""
    end = (
        Token("lowest", "lowest", "lowest", 0, 0) if lowest else Token("highest", "highest", "highest", 0, 0)
    )
    said = any(t.kind in ("highest", "lowest") for t in tokens)
    return [Token("ordinal", float(rank), f"place {rank}", 0, 0), *([] if said else [end])]


def _list_end(tokens: Sequence[Token], start: int) -> int:
    """Where a list of cities ends that begins at a place; 0 where none does."""
    end = start
    while end < len(tokens) and (tokens[end].kind == "city" or tokens[end].text in _LISTED):
        end += 1
    return end if start < end < len(tokens) and tokens[end - 1].kind == "city" else 0


def _cities(tokens: Sequence[Token]) -> list[str]:
    return list(dict.fromkeys(str(t.value) for t in tokens if t.kind == "city"))
