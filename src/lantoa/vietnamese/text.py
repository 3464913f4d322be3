"""Vietnamese text as values: NFC, fold for search, alphabetical order, paths."""

from __future__ import annotations

import re
import unicodedata

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order
_WEIGHT = {letter: f"{20 + place}" for place, letter in enumerate(ALPHABET)}
_CHUNK = re.compile(r"(\d+)|(\s+)|(.)", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_NOT_STORED = re.compile("[\0\ud800-\udfff]")
_NOT_PATH = re.compile(r"[^a-z0-9]+")


def storable(text: str) -> str:
    """The same text without what no database writes: NUL, and half of a pair of surrogates, as
    some readers of documents leave it."""
    return _NOT_STORED.sub("", text)


def nfc(text: str) -> str:
    """The same text composed, as it is stored."""
    return unicodedata.normalize("NFC", storable(text))


def fold(text: str) -> str:
    """Lower case without marks, đ as d, blanks collapsed: "Chuyển  đổi" -> "chuyen doi".

    The same on SQLite and PostgreSQL because it is stored, not asked of the database.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
    letters = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return _BLANKS.sub(" ", letters.replace("đ", "d")).strip()


def slug(text: str, *, limit: int = 80) -> str:
    """An ASCII path: "Xã Đông Kinh" -> "xa-dong-kinh". Empty when nothing is left.

    limit: characters; the cut falls between words where one is found.
    """
    path = _NOT_PATH.sub("-", fold(text)).strip("-")
    if len(path) <= limit:
        return path
    head, dash, _ = path[: limit + 1].rpartition("-")
    return head if dash else path[:limit]


def sort_key(text: str) -> str:
    """A string of digits that sorts as the Vietnamese alphabet does: a ă â b c d đ e ê…

    Letters first, tones only between equal letters (ba, bà, bả, bã, bá, bạ); "Thôn 2" stands
    before "Thôn 10"; case and punctuation do not count. May be stored in a column: ASCII digits
    sort alike under every collation.
    """
    letters: list[str] = []
    tones: list[str] = []
    for chunk in _CHUNK.finditer(nfc(text).strip().lower()):
        digits, blanks, character = chunk.groups()
        if digits:
            figure = "".join(str(unicodedata.digit(d, 0)) for d in digits).lstrip("0")[:99]
            letters.append(f"10{len(figure):02}{figure}")
        elif blanks:
            letters.append("01")
        else:
            _weigh(character, letters, tones)
    return "".join(letters) + "00" + "".join(tones)


def _weigh(character: str, letters: list[str], tones: list[str]) -> None:
    """Adds the weight of one letter and of its tone; punctuation adds nothing."""
    parts = unicodedata.normalize("NFD", character)
    tone = next((mark for mark in parts if mark in TONES), "")
    base = nfc(parts.replace(tone, "")) if tone else character
    if base in _WEIGHT:
        letters.append(_WEIGHT[base])
    elif base[:1].isalnum():
        letters.append(_WEIGHT.get(parts[0], f"90{ord(base[0]):07}"))
    else:
        return
    tones.append(str(TONES.index(tone) + 1) if tone else "0")
