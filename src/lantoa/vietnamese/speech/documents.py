"""Numbers and signs of official documents of State and Party: 57-NQ/TW, 1169/QĐ-TTg, KH-UBND."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lantoa.vietnamese.speech.compounds import composed
from lantoa.vietnamese.speech.letters import initials
from lantoa.vietnamese.speech.lexicon import abbreviations, document_signs, first_piece
from lantoa.vietnamese.speech.numerals import cardinal, digits, figure
from lantoa.vietnamese.speech.token import Found, Place, Rule

_SIGN = r"[A-ZĐƯ][A-Za-zĐđƯ]{0,9}\d{0,3}"
_SIGNS = rf"{_SIGN}(?: ?[-–/.&] ?{_SIGN}){{0,4}}"
NUMBERED = re.compile(
    rf"(?P<number>\d{{1,6}})(?P<letter>[A-Za-z])?(?: ?/ ?(?P<year>\d{{4}}))?"
    rf" ?[-–/] ?(?P<signs>{_SIGNS})(?!\w)"
)
BARE = re.compile(rf"/? ?(?P<signs>{_SIGN}(?:[-–/]{_SIGN}){{1,4}})(?!\w)")
# « của …» at once, or after the day of the document.
_OF_BODY = re.compile(r"[ ,]{0,2}(?:,? ?(?:ngày )?\d[\d/.\- ]{4,12})?,? ?của ")
# khối 2 – TT Phố Châu: no number of a document.
LOOSE_DASH = re.compile(r"\d+ [-–] ")
_SPLIT = re.compile(r" ?[-–/.&] ?")
_DASHES = re.compile(r" ?[-–/.] ?")
_SESSION = re.compile(r"(QH|UBTVQH|HĐND)(\d{1,2})")
OF_ORGANISERS = re.compile(r"\d{1,3}/(?:KH|ĐL|TB|QC|TL|GM|BC)-BTC")
OF_COMMAND = re.compile(r"\d{1,4}/(?:CĐ|CL|ML|L)-BCH")
_COMMANDS = {"huy", "ptds", "pctt", "qs", "chqs", "dqtv", "tkcn"}
POLICE = re.compile(r"P[ABCHKVX]\d\d")
_HEADS = re.compile(r"[^\W\d_a-z][a-z]*")
_LETTERS_DIGITS = re.compile(r"(\D+)(\d*)")
# What follows these in a sign is the matter, not who issued it: 05/HĐ-XD.
_OF_MATTER = ("hợp đồng", "giấy phép")
_MATTERS = ("vi phạm", "xử phạt", "xử lý", "khen thưởng")


def numbered(place: Place) -> Found | None:
    """A number with its sign: 231/KH-UBND, 49/2024/NĐ-CP, 93/2025/QH15, 12/UBND-VHXH."""
    found = place.match(NUMBERED)
    dated = found is not None and found["year"] and 1945 <= int(found["year"]) < 2100
    if found is None or not (dated or _is_sign(found["signs"], alone=False)):
        return None
    if LOOSE_DASH.match(found[0]) and not place.left_ends(("số", "số :")):
        return None
    words = [figure(found["number"])]
    if found["letter"]:
        words[0] += f" {initials(found['letter'])}"
    if found["year"]:
        words[0] += f" năm {cardinal(int(found['year']))}"
    parts, sure = _said(found["signs"], place)
    if _kind_was_said(parts, place, found.end()):
        by_nobody = parts[0].lower() in _OF_MATTER or not sure or parts[1].startswith(_MATTERS)
        link = ", " if by_nobody else " của "
        said = f"{words[0]}{link}{', '.join(parts[1:])}"
        return Found(found.end(), "document", "number-of-body", said, sure)
    return Found(found.end(), "document", "number-sign", ", ".join(words + parts), sure)


def document_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Where the numbers of documents stand in a text, and the kind that their sign names:
    57-NQ/TW is a Nghị quyết, 93/2025/QH15 names none. A sign that could be anything else (that of
    a body, of a machine) is left out."""
    for found in NUMBERED.finditer(text):
        before = text[max(found.start() - 1, 0) : found.start()]
        first = _SPLIT.split(found["signs"])[0]
        is_law = found["year"] is not None and _SESSION.fullmatch(first) is not None
        named = document_signs("kind").get(first, "") if _SPLIT.search(found["signs"]) else ""
        if (is_law or named) and not (before.isalnum() or before in ("/", "-", ".", ",")):
            yield found.start(), found.end(), named


def _kind_was_said(parts: list[str], place: Place, end: int) -> bool:
    """«Nghị quyết số 57-NQ/TW» names its kind already: say «số năm mươi bảy của Trung ương».
    Not where «của …» follows in words, which would name the body twice."""
    kind = parts[0].lower()
    named = place.left_ends((kind, f"{kind} số")) or _is_longer_kind(kind, place)
    named = named or (bool(place.tokens) and place.tokens[-1].reading.lower() == kind)
    if len(parts) < 2 or not named:
        return False
    return not _OF_BODY.match(place.text, end)


def _is_longer_kind(kind: str, place: Place) -> bool:
    """Chương trình hành động số 15-CTr/TU: up to three words between the kind and its number."""
    return place.left() == "số" and f" {kind} " in f" {place.left(len(kind.split()) + 4)} "


def bare(place: Place) -> Found | None:
    """A sign without its number: KH-UBND, NQ/TW, /BC-UBND."""
    found = place.match(BARE)
    if found is None or not _is_sign(found["signs"], alone=True) or _is_listed(found[0]):
        return None
    parts, sure = _said(found["signs"], place)
    return Found(found.end(), "document", "sign", ", ".join(parts), sure)


def _is_listed(written: str) -> bool:
    """TC-KT is a short form of its own, no sign."""
    return any(short == written for short, _ in abbreviations().get(first_piece(written, 0), ()))


def _is_sign(signs: str, *, alone: bool) -> bool:
    """Is this a document sign? Its first part is a kind, or a body with a drafting unit."""
    parts = _SPLIT.split(signs)
    kinds, bodies = document_signs("kind"), document_signs("body")
    first = parts[0]
    if alone:
        return first in kinds and any(part in bodies or part in kinds for part in parts[1:])
    if first in kinds or first in bodies or _SESSION.fullmatch(first):
        return True
    return len(parts) > 1 and sum(letter.isupper() for letter in first) > 1


def _said(signs: str, place: Place) -> tuple[list[str], bool]:
    """The parts of a sign in words, and whether all of them were known."""
    out: list[str] = []
    sure = True
    for part in _pieces(signs):
        words, known = _part(part, place, leads=not out)
        out.append(words)
        sure = sure and known
    return out, sure


def _pieces(signs: str) -> Iterator[str]:
    """BGD&ĐT is one body where it is listed; HĐND&UBND are two."""
    for part in _DASHES.split(signs):
        if part in document_signs("body"):
            yield part
        else:
            yield from filter(None, map(str.strip, part.split("&")))


def _part(part: str, place: Place, *, leads: bool) -> tuple[str, bool]:
    if session := _SESSION.fullmatch(part):
        body = {"QH": "Quốc hội", "HĐND": "Hội đồng nhân dân"}.get(session[1])
        body = body or "Ủy ban Thường vụ Quốc hội"
        return f"{body} khóa {cardinal(int(session[2]))}", True
    if part == "BTC" and not leads and _by_organisers(place):
        return "Ban Tổ chức", True
    if part == "BCH" and not leads and _by_command(place):
        return "Ban Chỉ huy", True
    letters, count = _split_count(part)
    if POLICE.fullmatch(part) and not leads:
        return f"{initials(letters)} {digits(count)}", True
    tail = f" {figure(count)}" if count else ""
    words = _kind(letters, place) if leads else None
    words = words or _lookup(letters, leads=leads)
    return (words or composed(letters) or initials(letters)) + tail, words is not None


def _by_organisers(place: Place) -> bool:
    """118/KH-BTC, 02/ĐL-BTC: of a festival or a contest, not of the Ministry of Finance."""
    found = place.match(OF_ORGANISERS)
    return found is not None


def _by_command(place: Place) -> bool:
    """12/CĐ-BCH, a sign beside « Ban Chỉ huy »: of the command of civil defence or soldiers."""
    return place.match(OF_COMMAND) is not None or not _COMMANDS.isdisjoint(place.words)


def _split_count(part: str) -> tuple[str, str]:
    found = _LETTERS_DIGITS.fullmatch(part)
    return (found[1], found[2]) if found else (part, "")


def _kind(letters: str, place: Place) -> str | None:
    """A sign follows the kind named before it: Quy định số 114-QĐ/TW, Thông tri số 03-TT/TU."""
    named = [token.text for token in place.tokens[-6:] if token.text.lower() != "số"]
    heads = _HEADS.findall(letters)
    words = named[-len(heads) :]
    if not 1 < len(heads) < 5 or len(words) < len(heads) or not all(map(str.isalpha, words)):
        return None
    pairs = zip(words, heads, strict=True)
    if not all(word.lower().startswith(head.lower()) for word, head in pairs):
        return None
    return " ".join(words).capitalize()


def _lookup(letters: str, *, leads: bool) -> str | None:
    order = ("kind", "body") if leads else ("body", "kind")
    for column in order:
        if letters in document_signs(column):
            return document_signs(column)[letters]
    for short, entries in abbreviations().get(first_piece(letters, 0), ()):
        if short == letters:
            return entries[-1].reading
    return None


NUMBER_RULES: tuple[Rule, ...] = (numbered,)
LETTER_RULES: tuple[Rule, ...] = (bare,)
