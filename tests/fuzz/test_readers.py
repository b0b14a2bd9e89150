"""Each reader meets a few hundred broken files, the same ones every time. Longer runs: README.md beside this file."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.targets import SEEDS, TARGETS

ROUNDS = 60


def broken(seed: bytes, chance: random.Random) -> bytes:
    """``seed`` with some bytes changed, cut out, repeated or cut off."""
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) or 1)
        length = chance.randint(1, 40)
        what = chance.randrange(4)
        if what == 0:
            data[at : at + 1] = bytes([chance.randrange(256)])
        elif what == 1:
            del data[at : at + length]
        elif what == 2:
            data[at:at] = data[at : at + length] * chance.randint(1, 8)
        else:
            del data[max(at, 8) :]
    return bytes(data)


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_a_broken_file_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    TARGETS[name](SEEDS[name])
    for _ in range(ROUNDS):
        TARGETS[name](broken(SEEDS[name], chance))
