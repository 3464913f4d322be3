"""The reader: goes through a line once, asks the rules in order, joins the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lantoa.vietnamese.speech import addresses, dates, documents, letters, marks, phones, quantities
from lantoa.vietnamese.speech.lexicon import NO_WORDS, Spoken, listed_first, spoken
from lantoa.vietnamese.speech.token import Found, Place, Rule, Token
from lantoa.vietnamese.syllables import is_syllable
from lantoa.vietnamese.text import nfc

_PLAIN = re.compile(r"\s*([^\W\d_]{2,})(?=[\s,;!?)]|:(?!//)|$)")
_BLANK = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_FIGURE = re.compile(r"[^\x00-\x7f]")
_WORDS = re.compile(r"[,.?!;:]|[^\s,.?!;:]+")
_PASSES = 6
_STRENGTH = ",:;.!?"

_ON_DIGIT: tuple[Rule, ...] = (
    *marks.DIGIT_RULES,
    *addresses.RULES,
    letters.foreign_word,
    *phones.RULES,
    *documents.NUMBER_RULES,
    *dates.RULES,
    *quantities.RULES[:2],
    phones.one_by_one,
    *quantities.RULES[2:],
)
_ON_LETTER: tuple[Rule, ...] = (
    *quantities.LETTER_RULES,
    *addresses.RULES,
    *letters.FIRST_RULES,
    *documents.LETTER_RULES,
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
    return spoken(tuple((nfc(word.strip()), read_line(said)) for word, said in items if word))


def tokens(line: str, own: Spoken = NO_WORDS) -> Iterator[Token]:
    """The tokens of one line, each with its class, rule and reading."""
    place = Place(clean(line))
    while place.at < len(place.text):
        plain = _PLAIN.match(place.text, place.at)
        if plain and _is_plain(plain[1], own):
            token = _plain_token(plain[1])
            place.tokens.append(token)
            place.at = plain.end()
            yield token
            continue
        blank = place.match(_BLANK)
        if blank:
            place.at = blank.end()
            continue
        found = _own(place, own) or _decide(place)
        token = Token(
            place.text[place.at : found.end], found.cls, found.rule, found.reading, found.sure
        )
        place.tokens.append(token)
        place.at = found.end
        yield token


def _is_plain(word: str, own: Spoken) -> bool:
    """A word in small letters that is in no list: most of any text, decided first and fast."""
    return word.islower() and word not in listed_first() and word not in own.by_first


@lru_cache(maxsize=8192)
def _plain_token(word: str) -> Token:
    sure = is_syllable(word)
    return Token(word, "word" if sure else "foreign", "as-written", word, sure)


def clean(line: str) -> str:
    """NFC, without invisible characters, every figure in ASCII: m² as m2, ½ as 1 phần 2."""
    return _FIGURE.sub(_ascii_figure, _INVISIBLE.sub("", nfc(line)))


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
    return Found(found[0], "own", "word-list", found[1]) if found else None


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
    return f" {plain.replace('⁄', ' phần ')} " if "⁄" in plain else plain
