"""What scanning does to a text, repeatable by seed: confused letters, lost and added blanks."""

from __future__ import annotations

import random

CONFUSIONS = {
    "l": "1I", "I": "l1", "O": "0", "o": "0", "e": "c", "c": "e", "h": "b", "U": "V", "n": "u", "i": "l", "g": "q",
}  # fmt: skip


def damaged(text: str, *, seed: int, rate: float = 0.01) -> str:
    """``text`` with letters confused at ``rate``, and blanks lost at half of it; digits and line ends stay."""
    chance = random.Random(seed)
    out: list[str] = []
    for letter in text:
        if letter in CONFUSIONS and chance.random() < rate:
            out.append(chance.choice(CONFUSIONS[letter]))
        elif letter == " " and chance.random() < rate / 2:
            continue
        else:
            out.append(letter)
    return "".join(out).replace("rn", "m", 1 if rate else 0)
