"""E-mail and web addresses, hashtags and accounts."""

from __future__ import annotations

import re

from lantoa.vietnamese.speech.letters import initials
from lantoa.vietnamese.speech.numerals import digits, figure
from lantoa.vietnamese.speech.token import DOMAINS, Found, Place, Rule

EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,5}[A-Za-z]{2,12}")
URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]{1,2000}", re.IGNORECASE)
DOMAIN = re.compile(
    rf"(?:[A-Za-z0-9][A-Za-z0-9-]{{0,62}}\.){{1,5}}(?:{DOMAINS})"
    r"(?![\w-])(?:/[^\s<>\"“”«»]{0,500})?",
)
HASHTAG = re.compile(r"#([^\W\d_][\w]{0,100})")
ACCOUNT = re.compile(r"@([A-Za-z0-9_][\w.]{0,60})")
_NO_VOWEL = re.compile("[b-df-hj-np-tv-xzđ]+")
_SCHEME = re.compile(r"https?://(?:www\.)?|www\.", re.IGNORECASE)
_PIECES = re.compile(r"\d+|[^\W\d_]+|.")
_CAMEL = re.compile(r"(?<=[^\W\d_A-ZĐ])(?=[A-ZĐ])|_|(?<=\D)(?=\d)|(?<=\d)(?=\D)")
_SIGNS = {
    **{".": "chấm", "@": "a còng", "-": "gạch ngang", "_": "gạch dưới", "/": "gạch chéo"},
    **{":": "hai chấm", "?": "hỏi", "=": "bằng", "&": "và", "%": "phần trăm", "+": "cộng"},
    "#": "thăng",
}


def email(place: Place) -> Found | None:
    found = place.match(EMAIL) if place.may_hold_address else None
    if found is None:
        return None
    return Found(found.end(), "email", "email", spelled(found[0]), sure=False)


def url(place: Place) -> Found | None:
    """https://… and www.… without the scheme; plain domains such as dichvucong.gov.vn."""
    if not place.may_hold_address:
        return None
    found = place.match(URL) or place.match(DOMAIN)
    if found is None or (place.touches_left() and place.text[place.at - 1] in "@.-"):
        return None
    written = found[0].rstrip(".,;:!?)]}’'/")
    words = spelled(_SCHEME.sub("", written, count=1))
    if not words:
        return None
    return Found(place.at + len(written), "url", "url", words, sure=False)


def hashtag(place: Place) -> Found | None:
    """#ChuyenDoiSo -> Chuyen Doi So; @trangxa -> trangxa."""
    found = place.match(HASHTAG) or place.match(ACCOUNT)
    if found is None:
        return None
    pieces = (piece for piece in _CAMEL.split(found[1]) if piece)
    words = " ".join(spelled(piece) for piece in pieces)
    return Found(found.end(), "hashtag", "hashtag", words, sure=False) if words else None


def spelled(written: str) -> str:
    """An address as people dictate it: small letters, signs by name, figures as numbers."""
    out = []
    for piece in _PIECES.findall(written):
        if piece.isdigit():
            plain = "".join(str(int(digit)) for digit in piece)
            out.append(digits(plain) if len(plain) > 6 else figure(plain))
        else:
            out.append(_SIGNS.get(piece, _letters(piece) if piece.isalpha() else ""))
    return " ".join(filter(None, out))


def _letters(piece: str) -> str:
    """As written; what has no vowel letter by letter: vbpl.vn."""
    lower = piece.lower()
    if len(lower) < 4 or not _NO_VOWEL.fullmatch(lower):
        return lower
    return initials(lower)


RULES: tuple[Rule, ...] = (email, url)
SIGN_RULES: tuple[Rule, ...] = (hashtag,)
