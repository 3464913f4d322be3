"""Numbers as words: the grammar of Vietnamese numerals, and nothing about context."""

from __future__ import annotations

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
LARGEST = 10**18 - 1
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_SCALES = ("", "nghìn", "triệu")


def cardinal(value: int) -> str:
    """A number from 0 to 10^18 - 1 in words: 2024 -> hai nghìn không trăm hai mươi tư.

    One style everywhere: linh (not lẻ), nghìn (not ngàn), tư after mươi.
    """
    if not 0 <= value <= LARGEST:
        raise ValueError(value)
    return " ".join(_below_billions(value, full=False)) or DIGITS[0]


def digits(figures: str) -> str:
    """Figures said one by one: "0912" -> không chín một hai."""
    return " ".join(DIGITS[int(figure)] for figure in figures)


def figure(written: str) -> str:
    """A run of figures as a number, one by one where it is too long for a number.

    A leading zero is not said: "05" -> năm.
    """
    value = int(written) if len(written) <= 18 else None
    return digits(written) if value is None else cardinal(value)


def fraction_part(written: str) -> str:
    """The figures after a decimal comma: up to two as a number, else one by one."""
    if written.startswith("0") or len(written) > 2:
        return digits(written)
    return cardinal(int(written))


def month(number: int) -> str:
    """The name of a month as said after the word tháng: 4 -> tư."""
    return "tư" if number == 4 else cardinal(number)


def ordinal(number: int) -> str:
    """What is said after the word thứ: 1 -> nhất, 4 -> tư."""
    return {1: "nhất", 4: "tư"}.get(number) or cardinal(number)


def roman(letters: str) -> int | None:
    """The value of a Roman numeral in capitals below 4,000, None when it is not one."""
    values = [_ROMAN.get(letter, 0) for letter in letters]
    if not values or 0 in values:
        return None
    total = sum(
        -value if value < after else value
        for value, after in zip(values, [*values[1:], 0], strict=True)
    )
    return total if to_roman(total) == letters else None


def to_roman(number: int) -> str:
    """A number from 1 to 3,999 in Roman numerals, "" for any other."""
    if not 0 < number < 4000:
        return ""
    steps = (
        *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC")),
        *((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
    )
    out = ""
    for value, letters in steps:
        count, number = divmod(number, value)
        out += letters * count
    return out


def _below_billions(value: int, *, full: bool) -> list[str]:
    """Words of `value`; full: a higher part was said, so hundreds are said even if zero."""
    billions, rest = divmod(value, 10**9)
    words = [*_below_billions(billions, full=False), "tỷ"] if billions else []
    said = full or bool(billions)
    for power in (2, 1, 0):
        group, rest = divmod(rest, 1000**power)
        if group:
            words += _hundreds(group, full=said)
            words += [_SCALES[power]] if power else []
            said = True
    return words


def _hundreds(group: int, *, full: bool) -> list[str]:
    """Words of 1 to 999; full: "không trăm" is said."""
    hundred, rest = divmod(group, 100)
    words = [DIGITS[hundred], "trăm"] if hundred or full else []
    ten, one = divmod(rest, 10)
    if not rest:
        return words
    if ten == 0:
        return words + (["linh"] if words else []) + [DIGITS[one]]
    words += ["mười"] if ten == 1 else [DIGITS[ten], "mươi"]
    return words + ([_last(ten, one)] if one else [])


def _last(ten: int, one: int) -> str:
    if one == 5:
        return "lăm"
    if ten > 1:
        return {1: "mốt", 4: "tư"}.get(one) or DIGITS[one]
    return DIGITS[one]
