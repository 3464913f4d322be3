"""What reading is made of: tokens, what a rule finds, and the place where it looks."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

DOMAINS = (
    "vn|com|net|gle|org|gov|edu|info|io|asia|app|ly|me|gl|xyz|top|online|site|shop|store|club|biz"
    "|tv|cc|link|vip|cn|us"
)
ADDRESS_SIGN = re.compile(rf"@|://|www\.|\.(?:{DOMAINS})(?![\w-])", re.IGNORECASE)
NEXT_WORD = re.compile(r"[ \u00a0]*([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+")
# What ends a number: no figure, no comma or dot with one.
NUMBER_ENDS = r"(?![\d]|[.,]\d)"
NEXT_IS_NUMBER = re.compile(r"[ \u00a0]*\d")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text and how it is said.

    cls: its class (word, number, date, document…); rule: the rule that decided;
    reading: the words, "" when it is silent; sure: False asks an editor to listen.
    """

    text: str
    cls: str
    rule: str
    reading: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule makes of the text from the present place up to `end`."""

    end: int
    cls: str
    rule: str
    reading: str
    sure: bool = True


@dataclass(slots=True)
class Place:
    """The present place in one line, with what was read before it.

    may_hold_address: looked up once a line, so that most lines never try the address rules.
    """

    text: str
    at: int = 0
    tokens: list[Token] = field(default_factory=list)
    may_hold_address: bool = field(init=False)
    _words: frozenset[str] | None = field(init=False, default=None)
    _counts: dict[re.Pattern[str], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.may_hold_address = ADDRESS_SIGN.search(self.text) is not None

    @property
    def words(self) -> frozenset[str]:
        """All words of the line in small letters: what it is about. Looked up once a line."""
        if self._words is None:
            self._words = frozenset(_WORD.findall(self.text.lower()))
        return self._words

    def count(self, pattern: re.Pattern[str]) -> int:
        """How often `pattern` is found in the whole line. Looked up once a line."""
        if pattern not in self._counts:
            self._counts[pattern] = sum(1 for _ in pattern.finditer(self.text))
        return self._counts[pattern]

    @property
    def opens_line(self) -> bool:
        """Has nothing been said yet in this line?"""
        return not any(token.reading for token in self.tokens[-3:]) and len(self.tokens) < 4

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.text, self.at)

    def left(self, count: int = 1) -> str:
        """The last `count` pieces before this place, in lower case, with one blank between."""
        return " ".join(token.text.lower() for token in self.tokens[-count:])

    def left_ends(self, phrases: tuple[str, ...]) -> bool:
        """Does one of `phrases` (lower case, up to five words) stand just before, a colon aside?"""
        left = f" {self.left(6).removesuffix(' :')}"
        return any(left.endswith(f" {phrase}") for phrase in phrases)

    def touches_left(self) -> bool:
        """Is there no blank between this place and the piece before it?"""
        return self.at > 0 and not self.text[self.at - 1].isspace()

    def next_word(self, end: int) -> str:
        """The word that follows `end`, as written; "" when something else follows."""
        found = NEXT_WORD.match(self.text, end)
        return found[1] if found else ""

    def number_follows(self, end: int) -> bool:
        return NEXT_IS_NUMBER.match(self.text, end) is not None


Rule = Callable[[Place], Found | None]
