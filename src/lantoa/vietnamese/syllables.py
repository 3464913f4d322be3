"""What a Vietnamese syllable can be: tells a word from initials and foreign words."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSETS = (
    *("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", ""),
)
_RHYME_LIST = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
    oc oe oen oeo oet oi om on ong oong ooc op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut
    uơ uy uya uych uynh uyt uyên uyêt uyu uyp
    ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu ynh yt ych"""
_RHYMES = frozenset(_RHYME_LIST.split())
_STOPS = ("c", "ch", "p", "t")


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """May `word` (any case, NFC or NFD, old or new tone place) be one Vietnamese syllable?"""
    plain, tones = _without_tone(word.lower())
    if len(tones) > 1 or not plain:
        return False
    if plain.endswith(_STOPS) and tones and tones[0] not in "\u0301\u0323":
        return False
    return any(_fits(plain, onset) for onset in _ONSETS if plain.startswith(onset))


def _fits(plain: str, onset: str) -> bool:
    rhyme = plain[len(onset) :]
    if onset == "gi" and rhyme == "":
        return True
    if onset in ("gh", "ngh", "k") and rhyme[:1] not in ("e", "ê", "i", "y"):
        return False
    return rhyme in _RHYMES


def _without_tone(word: str) -> tuple[str, list[str]]:
    """The letters with their quality (ă, ơ, đ…) and the tone marks that were on them."""
    parts = unicodedata.normalize("NFD", word)
    tones = [mark for mark in parts if mark in _TONES]
    letters = "".join(mark for mark in parts if mark not in _TONES)
    return unicodedata.normalize("NFC", letters), tones
