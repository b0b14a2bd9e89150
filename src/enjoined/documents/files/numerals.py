"""How word processors and browsers write the number of an item: 4, iv, IV, d, 04, 4th."""

from __future__ import annotations

from typing import Final

__all__ = ["numeral"]

_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip


def numeral(number: int, form: str) -> str:
    """``number`` in the named form of WordprocessingML (ST_NumberFormat); an unknown form is written in digits.

    >>> [numeral(27, form) for form in ("decimal", "lowerLetter", "upperRoman", "ordinal", "ordinalText")]
    ['27', 'aa', 'XXVII', '27th', 'Twenty-seventh']
    """
    if form == "none":
        return ""
    if number < 1 or number > 32_767:
        return str(number)
    if form in ("lowerLetter", "upperLetter"):
        # After z comes aa, then bb: the letter is repeated (ECMA-376, 17.18.59).
        letters = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * min((number - 1) // 26 + 1, 30)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman"):
        written = _roman(number)
        return written if form == "upperRoman" else written.lower()
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        last = number % 100
        return f"{number}{'th' if 10 <= last <= 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    if form in ("cardinalText", "ordinalText") and number < 100:
        return _in_words(number, ordinal=form == "ordinalText")
    return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _in_words(number: int, *, ordinal: bool) -> str:
    tens, ones = divmod(number, 10)
    words = [_ONES[number]] if number < 20 else [_TENS[tens - 2], *([_ONES[ones]] if ones else [])]
    if ordinal:
        last = words[-1]
        regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
        words[-1] = _IRREGULAR.get(last, regular)
    return "-".join(words).capitalize()
