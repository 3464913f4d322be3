"""Short forms of short forms: BVSKBMTE is said by its listed parts, and an editor is asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from lantoa.vietnamese.speech.lexicon import Entry, abbreviations

SHORTEST, LONGEST = 5, 16
_MOST_PARTS = 3
# Too short to be found anywhere: said so only at the head, or at the end, of a longer form.
_HEADS = {
    **{"PC": "phòng chống", "QL": "quản lý", "CB": "cán bộ", "VP": "văn phòng", "UV": "ủy viên"},
    **{"BV": "bảo vệ", "NV": "nhân viên", "CLB": "câu lạc bộ", "TT": "trung tâm", "CC": "chi cục"},
    **{"BQL": "ban quản lý", "BCĐ": "ban chỉ đạo", "HTX": "hợp tác xã", "CLB": "câu lạc bộ"},
    **{"TTg": "Thủ tướng", "UBND": "Ủy ban nhân dân", "HĐND": "Hội đồng nhân dân"},
}
_TAILS = {
    **{"X": "xã", "ĐB": "Đảng bộ", "ĐU": "Đảng ủy", "TE": "trẻ em", "CĐ": "cộng đồng"},
    **{"NT": "nông thôn", "VN": "Việt Nam", "TW": "Trung ương"},
}
# phổ cập giáo dục, not phòng chống.
_NOT_HEADS = ("PCGD", "TTMT", "TTUB", "TTHĐ", "TTĐ", "TTTU", "CCT", "CCV")


@lru_cache(maxsize=4096)
def composed(word: str) -> str:
    """The words of a form in capitals by the fewest listed parts, "" when it has none."""
    if not SHORTEST <= len(word) <= LONGEST:
        return ""
    return _fewest(word, 0, _MOST_PARTS)


def _fewest(word: str, start: int, parts: int) -> str:
    """From `start` to the end: one part if there is one, else the longest first part."""
    rest = word[start:]
    if start and rest in _TAILS:
        return _TAILS[rest]
    if start and rest in _listed():
        return _listed()[rest]
    if parts < 2:
        return ""
    for end in range(len(word) - 1, start + 1, -1):
        said = _part(word, start, end)
        if said and (words := _fewest(word, end, parts - 1)):
            return f"{said} {words}"
    return ""


def _part(word: str, start: int, end: int) -> str:
    """A head of two letters, or a listed form; of three letters only before a tail."""
    first = word[start:end]
    if not start and first in _HEADS and not word.startswith(_NOT_HEADS):
        return _HEADS[first]
    if len(first) < 4 and word[end:] not in _TAILS:
        return ""
    return _listed().get(first, "")


@cache
def _listed() -> Mapping[str, str]:
    """Listed forms of three letters or more with one reading that spells them: THCS, BHYT."""
    forms: dict[str, str] = {}
    for pairs in abbreviations().values():
        for short, entries in pairs:
            if len(short) > 2 and _is_part(short, entries):
                forms[short] = entries[0].reading
    return forms


def _is_part(short: str, entries: tuple[Entry, ...]) -> bool:
    if len(entries) > 1 or not (short.isalpha() and short.isupper()):
        return False
    letters = "".join(word[0] for word in entries[0].reading.replace(" và ", " ").split())
    return letters.upper() == short
