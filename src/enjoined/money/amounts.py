"""Money: whole cents inside, decimal strings of dollars outside."""

from __future__ import annotations

__all__ = ["dollars", "spoken_dollars"]


def dollars(cents: int) -> str:
    """An amount in cents as a decimal string of dollars.

    >>> dollars(12345600), dollars(-5)
    ('123456.00', '-0.05')
    """
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    return f"{sign}{cents // 100}.{cents % 100:02}"


def spoken_dollars(cents: int) -> str:
    """An amount as a person reads it, in whole dollars from a thousand on.

    >>> spoken_dollars(123456789), spoken_dollars(99950), spoken_dollars(-200000)
    ('$1,234,568', '$999.50', '-$2,000')
    """
    sign, cents = ("-", -cents) if cents < 0 else ("", cents)
    if cents < 100_000:
        return f"{sign}${cents // 100}.{cents % 100:02}"
    return f"{sign}${(cents + 50) // 100:,}"
