"""The word lists beside this file, and lists that a commune adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from lantoa.vietnamese.speech.token import Place
from lantoa.vietnamese.syllables import is_syllable

LONGER_NUMBER = re.compile(r"[ .]?\d{3,4}(?![ .]?\d)")
YEAR = re.compile(r"[ .]?(?:19|20)\d\d(?!\d)")
SHORT_NUMBER = re.compile(r"[ .]?\d{1,3}(?![ .]?\d)")
_FIRST = re.compile(r"[^\W_]{1,40}|\S")


def first_piece(text: str, at: int) -> str:
    """The word or sign that stands at `at`, in lower case: what lists are keyed by."""
    found = _FIRST.match(text, at)
    return found[0].lower() if found else ""


def bounded(text: str, start: int, end: int) -> bool:
    """Does text[start:end] stand alone, not as a part of a longer word?"""
    if end < len(text) and text[end - 1].isalnum() and (text[end].isalnum() or text[end] == "_"):
        return False
    return not (start > 0 and text[start].isalnum() and text[start - 1].isalnum())


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list of abbreviations."""

    short: str
    reading: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    sure: bool = True
    usual: bool = False

    def fits(self, place: Place, end: int) -> bool:
        """Do the neighbours call for this reading? An entry without condition always fits."""
        if not self.left and not self.right:
            return True
        left_words = place.left(2).split()
        last = place.tokens[-1].cls if place.tokens else ""
        counted = last in ("number", "day-month")
        if ("#" in self.left and counted) or ("%" in self.left and last == "percent"):
            return True
        if any(word in self.left for word in left_words) or self._fits_right(place, end):
            return True
        return any(word[0] == "*" and word[1:] in place.words for word in self.left)

    def _fits_right(self, place: Place, end: int) -> bool:
        word = place.next_word(end)
        if "####" in self.right and YEAR.match(place.text, end):
            return True
        if "###" in self.right and LONGER_NUMBER.match(place.text, end):
            return True
        if "##" in self.right and SHORT_NUMBER.match(place.text, end):
            return True
        if "#" in self.right and place.number_follows(end):
            return True
        if "^" in self.right and _is_name(word):
            return True
        if "." in self.right and place.text[end : end + 1] == ".":
            return True
        mark = place.text[end : end + 2].lstrip(" ")[:1]
        if "¦" in self.right and mark in ("|", "\t"):
            return True
        if mark and mark in ",:;-" and mark in self.right:
            return True
        return word.lower() in self.right or self._fits_two(place, end, word)

    def _fits_two(self, place: Place, end: int, word: str) -> bool:
        """P. Nhân sự: two words on the right, where the list names two."""
        if not word or not any(" " in choice for choice in self.right):
            return False
        second = place.next_word(end + place.text[end:].index(word) + len(word))
        return f"{word} {second}".lower() in self.right


def _is_name(word: str) -> bool:
    """Nghèn, NGHÈN; CUDVC is another short form, and no name."""
    listed = word.isupper() and not is_syllable(word) and word.lower() in abbreviations()
    return word[:1].isupper() and len(word) > 1 and not listed


@dataclass(frozen=True, slots=True)
class Spoken:
    """A commune's words, keyed by their first piece, the longest first."""

    by_first: dict[str, tuple[tuple[str, str], ...]]

    def find(self, text: str, at: int) -> tuple[int, str] | None:
        """Where the longest listed word that stands at `at` ends, and its reading."""
        for word, reading in self.by_first.get(first_piece(text, at), ()):
            end = at + len(word)
            same = text[at:end] if word != word.lower() else text[at:end].lower()
            if same == word and bounded(text, at, end):
                return end, reading
        return None


NO_WORDS = Spoken({})


def spoken(items: tuple[tuple[str, str], ...]) -> Spoken:
    """A list of (word, reading). A word in small letters is found in any case."""
    keyed: dict[str, list[tuple[str, str]]] = {}
    for word, reading in items:
        keyed.setdefault(first_piece(word, 0), []).append((word, reading))
    return Spoken(
        {first: tuple(sorted(pairs, key=lambda p: -len(p[0]))) for first, pairs in keyed.items()}
    )


@cache
def foreign() -> Spoken:
    return spoken(tuple((row[0], row[1]) for row in _rows("foreign")))


@cache
def units() -> Mapping[str, str]:
    return {row[0]: row[1] for row in _rows("units")}


@cache
def unit_pattern() -> re.Pattern[str]:
    """A unit right behind a number or after one blank, not the start of a longer word."""
    longest_first = sorted(units(), key=len, reverse=True)
    choices = "|".join(map(re.escape, longest_first))
    return re.compile(rf"[ \u00a0]?(?P<unit>{choices})(?![^\W_]|/ch?\b|-[^\W\d_])")


@cache
def document_signs(column: str) -> Mapping[str, str]:
    """Signs of document kinds (`kind`) or issuing bodies (`body`)."""
    return {row[1]: row[2] for row in _rows("documents") if row[0] == column}


@cache
def abbreviations() -> Mapping[str, tuple[tuple[str, tuple[Entry, ...]], ...]]:
    """Entries by first piece; the longest short form first, its rows in order."""
    grouped: dict[str, list[Entry]] = {}
    for row in _rows("abbreviations"):
        short, reading, left, right = (*row, "", "")[:4]
        words, mark = reading.lstrip("?!"), reading[:1]
        choices = _choices(left), _choices(right)
        entry = Entry(short, words, *choices, sure=mark != "?", usual=mark == "!")
        grouped.setdefault(short, []).append(entry)
    keyed: dict[str, list[tuple[str, tuple[Entry, ...]]]] = {}
    for short, entries in sorted(grouped.items(), key=lambda pair: -len(pair[0])):
        keyed.setdefault(first_piece(short, 0), []).append((short, tuple(entries)))
    return {first: tuple(pairs) for first, pairs in keyed.items()}


@cache
def listed_first() -> frozenset[str]:
    """First pieces, in small letters, of everything in the lists."""
    return frozenset(abbreviations()) | frozenset(foreign().by_first)


def _choices(cell: str) -> tuple[str, ...]:
    return tuple(cell.lower().split("|")) if cell else ()


def _rows(name: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath("lists", f"{name}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
