"""The reader: goes through a line once, asks the rules in order, joins the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from lantoa.vietnamese.speech import (
    addresses,
    codes,
    dates,
    documents,
    letters,
    marks,
    phones,
    quantities,
    scores,
    times,
)
from lantoa.vietnamese.speech.explained import DOUBT, said_before
from lantoa.vietnamese.speech.lexicon import NO_WORDS, Spoken, listed_first, spoken
from lantoa.vietnamese.speech.token import Found, Place, Rule, Token
from lantoa.vietnamese.speech.written import MAGNITUDE
from lantoa.vietnamese.syllables import is_syllable
from lantoa.vietnamese.text import nfc

_PLAIN = re.compile(r"\s*([^\W\d_]{2,})(?=[\s,;!?)]|:(?!//)|$)")
_BLANK = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_DIAMETER = re.compile(r"[ΦφØø∅ɸ][ \u00a0]?(?=\d)")
_FIGURE = re.compile(r"[^\x00-\x7f]")
_WORDS = re.compile(r"[,.?!;:]|[^\s,.?!;:]+")
_BRACKET = re.compile(r"\(([^()\n]{1,60})\)")
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_BRACKET = 16
_PASSES = 6
_STRENGTH = ",:;.!?"

_ON_DIGIT: tuple[Rule, ...] = (
    *marks.DIGIT_RULES,
    *addresses.RULES,
    *times.FIRST_RULES,
    letters.foreign_word,
    scores.standard,
    *phones.RULES,
    *documents.NUMBER_RULES,
    *scores.RULES,
    *dates.RULES,
    *quantities.RULES[:3],
    phones.one_by_one,
    *quantities.RULES[3:],
)
_ON_LETTER: tuple[Rule, ...] = (
    *quantities.LETTER_RULES,
    *addresses.RULES,
    *phones.LETTER_RULES,
    *codes.FIRST_RULES,
    *times.LETTER_RULES,
    *letters.FIRST_RULES,
    *documents.LETTER_RULES,
    *letters.WORD_RULES,
    *codes.RULES,
    *letters.RULES,
)
_ON_SIGN: tuple[Rule, ...] = (
    *addresses.SIGN_RULES,
    phones.phone,
    *documents.LETTER_RULES,
    *marks.RULES,
)


def read_line(line: str, own: Spoken = NO_WORDS) -> str:
    """The words of one line, the same when read again."""
    said = join(tokens(line, own))
    for _ in range(_PASSES):
        again = join(tokens(said))
        if again == said:
            break
        said = again
    return said


def own_words(words: Mapping[str, str] | None) -> Spoken:
    """A commune's list made ready, once for each content of it."""
    return _own_words(tuple(words.items())) if words else NO_WORDS


@lru_cache(maxsize=8)
def _own_words(items: tuple[tuple[str, str], ...]) -> Spoken:
    """Readings may hold words only, whatever was typed into the list."""
    return spoken(tuple((nfc(word.strip()), _reading(said)) for word, said in items if word))


@lru_cache(maxsize=4096)
def _reading(said: str) -> str:
    """The words of a reading, once for each: lists differ from text to text by few words."""
    doubt = DOUBT if said.startswith(DOUBT) else ""
    return doubt + read_line(said.removeprefix(DOUBT))


def tokens(line: str, own: Spoken = NO_WORDS) -> Iterator[Token]:
    """The tokens of one line, each with its class, rule and reading."""
    place = Place(clean(line))
    while place.at < len(place.text):
        plain = _PLAIN.match(place.text, place.at)
        if plain and _is_plain(plain[1], own) and not _may_be_unit(place):
            token = _plain_token(plain[1])
            place.tokens.append(token)
            place.at = plain.end()
            yield token
            continue
        blank = place.match(_BLANK)
        if blank:
            place.at = blank.end()
            continue
        found = _own(place, own) or _said_already(place, own) or _decide(place)
        token = Token(
            place.text[place.at : found.end], found.cls, found.rule, found.reading, found.sure
        )
        place.tokens.append(token)
        place.at = found.end
        yield token


def _is_plain(word: str, own: Spoken) -> bool:
    """A word in small letters that is in no list: most of any text, decided first and fast."""
    if not word.islower() or word in own.by_first or word in listed_first():
        return False
    return not _of_roman_letters(word)


def _may_be_unit(place: Place) -> bool:
    """320/345 ha, 2,5 triệu ha: the unit stands apart from its number."""
    last = place.tokens[-1] if place.tokens else None
    return last is not None and (last.cls == "fraction" or last.text in MAGNITUDE)


@lru_cache(maxsize=8192)
def _of_roman_letters(word: str) -> bool:
    return set("ivxlcdm").issuperset(word)


@lru_cache(maxsize=8192)
def _plain_token(word: str) -> Token:
    sure = is_syllable(word)
    return Token(word, "word" if sure else "foreign", "as-written", word, sure)


def clean(line: str) -> str:
    """NFC, nothing invisible, figures in ASCII: m² as m2, ½ as 1 phần 2, Φ12 as phi 12."""
    return _FIGURE.sub(_ascii_figure, _DIAMETER.sub("phi ", _INVISIBLE.sub("", nfc(line))))


def join(read: Iterator[Token]) -> str:
    """Readings as one line: one blank between words, one mark for a pause, none at the start."""
    out: list[str] = []
    for token in read:
        for piece in _WORDS.findall(token.reading):
            if piece not in _STRENGTH or (out and out[-1] not in _STRENGTH):
                out.append(piece)
            elif out and _STRENGTH.index(piece) > _STRENGTH.index(out[-1]):
                out[-1] = piece
    return "".join(piece if piece in _STRENGTH else f" {piece}" for piece in out).strip()


def _own(place: Place, own: Spoken) -> Found | None:
    found = own.find(place.text, place.at) if own.by_first else None
    if found is None:
        return None
    end, said = found
    if said == DOUBT:
        return replace(_decide(place), sure=False)
    if said.startswith(DOUBT):
        return Found(end, "abbreviation", "elsewhere", said.removeprefix(DOUBT), sure=False)
    return Found(end, "own", "word-list", said)


def _said_already(place: Place, own: Spoken) -> Found | None:
    """kế hoạch (KH), 02 (hai), 5.000.000 đồng (năm triệu đồng): a bracket that only says again
    what was just said is silent."""
    found = place.match(_BRACKET) if place.tokens else None
    if found is None:
        return None
    if _is_initials_of_name(place, found[1], own):
        return Found(found.end(), "bracket", "said-already", "")
    inner = " ".join(_words_of(tokens(found[1], own)))
    before = " ".join(_words_of(place.tokens[-_LONGEST_BRACKET:]))
    if not inner or not f" {before}".endswith(f" {inner}"):
        return None
    return Found(found.end(), "bracket", "said-already", "")


def _is_initials_of_name(place: Place, form: str, own: Spoken) -> bool:
    """Nguyễn Thị Mai (NTM), where NTM keeps its usual meaning in the rest of the text."""
    found = own.find(form, 0) if own.by_first else None
    if found != (len(form), DOUBT):
        return False
    return bool(said_before(form, place.text, place.at))


def _words_of(read: Iterable[Token]) -> list[str]:
    """The words of readings in small letters, without pauses."""
    return [
        word for token in read for word in _LETTERS.findall(token.reading.lower()) if token.reading
    ]


def _decide(place: Place) -> Found:
    """The first rule that finds something; a sign is always found."""
    mark = place.text[place.at]
    if mark in ",;:!?":
        return marks.sign(place)
    if mark.isdecimal():
        rules = _ON_DIGIT
    elif mark.isalpha():
        rules = _ON_LETTER
    else:
        rules = _ON_SIGN
    for rule in rules:
        found = rule(place)
        if found is not None:
            return found
    return marks.sign(place)


def _ascii_figure(found: re.Match[str]) -> str:
    mark = found[0]
    if not mark.isnumeric() or mark.isalpha():
        return mark
    if mark.isdecimal():
        return str(unicodedata.decimal(mark))
    plain = unicodedata.normalize("NFKC", mark)
    if plain.isascii():
        return plain
    return f" {plain.replace('⁄', ' phần ')} "
