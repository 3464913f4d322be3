"""Out of capitals: titles and names of bodies as they are written in running text."""

from __future__ import annotations

import re

from lantoa.plan.reading.folding import UPPER, fold, is_capitals, squeeze

LEVELS = "tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu"
"""Words before the name of an administrative unit."""

_ROMAN = re.compile(r"^[IVX]+$")
_NAME = re.compile(rf"(?<=[a-zà-ỹ,;] )[{UPPER}]\w+(?: [{UPPER}]\w+){{1,6}}")
"""Words in a row that begin with capitals in the middle of a sentence."""
_CODE = re.compile(r"\b\d{1,4}(?:/\d{4})?[/-][A-ZĐ][\wđĐ&]*(?:-[A-ZĐ][\wđĐ&]*)*")
_MIXED = re.compile(r"\b[A-Z]?[a-z]+[A-Z]\w*\b")
"""A word with a capital inside: IoT, VNeID."""
_QUOTED = re.compile(r"[“«]\w")
_INSTITUTIONS = (
    "Thủ tướng Chính phủ", "Chính phủ", "Quốc hội", "Bộ Chính trị", "Ban Bí thư", "Việt Nam",
    "Hội đồng nhân dân", "Ủy ban nhân dân", "Nghị quyết số", "Quyết định số", "Chỉ thị số",
    "Kế hoạch số", "Chương trình số", "Internet",
)  # fmt: skip
"""Written so in every document, even where the body does not name them."""
_MOST_NAMES = 400
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
    named = _with_names(" ".join(_word(word) for word in text.split(" ")), body)
    return _first_upper(_QUOTED.sub(lambda found: found[0].upper(), named))


def _is_name(words: str) -> bool:
    """At most one word of it stands in capitals, as abbreviations do."""
    return sum(is_capitals(word) for word in words.split(" ")) < 2


def _with_names(text: str, body: str) -> str:
    """Names and codes of the body, written as the body writes them: "Thành phố Hồ Chí Minh",
    "32/CT-TTg"."""
    names = sorted(
        {match[0] for match in _NAME.finditer(body) if _is_name(match[0])}
        | {match[0] for match in _MIXED.finditer(body)}
        | {match[0] for match in _CODE.finditer(body) if not is_capitals(match[0])},
        key=len,
        reverse=True,
    )
    for name in [*names[:_MOST_NAMES], *_INSTITUTIONS]:
        at = text.lower().find(name.lower())
        while at >= 0:
            if not text[at - 1 : at].isalnum() and not text[at + len(name) :][:1].isalnum():
                text = text[:at] + name + text[at + len(name) :]
            at = text.lower().find(name.lower(), at + len(name))
    return text


def body_name(text: str, body: str) -> str:
    """The name of a public body out of capitals, with the names of places capitalised."""
    name = out_of_capitals(text, body)
    match = _LEVEL.search(name)
    if match:
        place = " ".join(_name_word(word) for word in match[2].split(" "))
        name = f"{name[: match.start(2)]}{place}"
    name = re.sub(r"^UBND\b", "Ủy ban nhân dân", name)
    # Two spellings of the same word are in use; the newer one is kept.
    return re.sub(r"^Uỷ ban", "Ủy ban", name)


def _name_word(word: str) -> str:
    """One word of a place: a word in capitals is no abbreviation there, but for a numeral;
    «B'LAO» has two capitals."""
    if word.isupper() and len(word) > 1 and not _ROMAN.match(word) and _VOWEL.search(fold(word)):
        word = "'".join(_first_upper(part) for part in word.lower().split("'"))
    return _first_upper(word)


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
