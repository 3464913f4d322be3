"""Out of capitals: titles and names of bodies as they are written in running text."""

from __future__ import annotations

import re

from lantoa.plan.reading.folding import fold, is_capitals, squeeze

LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
"""Words before the name of an administrative unit."""

_ROMAN = re.compile(r"^[IVX]+$")
_VOWEL = re.compile(r"[aeiouy]")
_LEVEL = re.compile(rf"\b({LEVELS})\s+(.+)$")


def out_of_capitals(text: str, body: str) -> str:
    """`text` in sentence case; the body's own spelling wins where the body has the words."""
    text = squeeze(text)
    if not is_capitals(text):
        return text
    found = body.lower().find(text.lower())
    if found >= 0 and len(body.lower()) == len(body):
        own = body[found : found + len(text)]
        if not is_capitals(own):
            return _first_upper(own)
    return _first_upper(" ".join(_word(word) for word in text.split(" ")))


def body_name(text: str, body: str) -> str:
    """The name of a public body out of capitals, with the names of places capitalised."""
    name = out_of_capitals(text, body)
    match = _LEVEL.search(name)
    if match:
        place = " ".join(_first_upper(word) for word in match[2].split(" "))
        name = f"{name[: match.start(2)]}{place}"
    name = re.sub(r"^UBND\b", "Ủy ban nhân dân", name)
    # Two spellings of the same word are in use; the newer one is kept.
    return re.sub(r"^Uỷ ban", "Ủy ban", name)


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _word(word: str) -> str:
    """One word out of capitals; codes, Roman numerals and abbreviations stay."""
    bare = word.strip("“”\"'()[],.;:")
    is_code = any(sign.isdigit() for sign in bare) or "-" in bare or "/" in bare or "&" in bare
    if is_code or _ROMAN.match(bare) or not _VOWEL.search(fold(bare)) or _is_abbreviation(bare):
        return word
    return word.lower()


def _is_abbreviation(word: str) -> bool:
    """No syllable of the language looks like this: UBND, OCOP, HTX."""
    return not re.match(
        r"^(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(ng|nh|ch|[cmnpt])?$",
        fold(word),
    )
