"""Text for boards: paper in large type, and screens of a fixed number of letters. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lantoa.vietnamese.holding import NO_BREAK, held
from lantoa.vietnamese.word_groups import is_one

# Read at a walking pace, words a second; nothing goes faster than this.
WORDS_A_SECOND = 2.2
SHORTEST_SECONDS, LONGEST_SECONDS = 3, 12
# On paper in 28 points, words (tiếng) that stand on one A4 beside its headline.
PAPER_WORDS = 110
SCREEN_WORDS = 60
MOST_SCREENS = 24
FEWEST_COLUMNS, MOST_COLUMNS, MOST_LINES = 8, 120, 16
# What no screen of plain letters has, and what stands for it.
PLAIN_SIGNS = {"«": '"', "»": '"', "“": '"', "”": '"', "’": "'", "–": "-", "—": "-", "…": "...",
               "\u00a0": " ", "\u2060": "", "→": "->", "×": "x"}  # fmt: skip
MARKS = re.compile("[\u0300-\u036f]")
PAUSES = (".", ",", ";", ":", "!", "?")


@dataclass(frozen=True)
class Screen:
    """What one board shows: letters a line, lines a screen, whether it has Vietnamese letters."""

    columns: int
    lines: int
    has_accents: bool

    @property
    def name(self) -> str:
        """«32 chữ × 2 dòng, không dấu»."""
        kind = "có dấu" if self.has_accents else "không dấu"
        return f"{self.columns} chữ × {self.lines} dòng, {kind}"

    @property
    def code(self) -> str:
        return f"{self.columns}x{self.lines}-{'co-dau' if self.has_accents else 'khong-dau'}"


USUAL = Screen(32, 2, False)


@dataclass(frozen=True)
class Shown:
    """One screenful and how long it stands."""

    lines: tuple[str, ...]
    seconds: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def screenfuls(text: str, screen: Screen) -> list[Shown]:
    """The text as screens: lines of at most `columns` letters, broken at spaces alone (a longer
    word is cut, as nothing else can be done), a new paragraph on a new screen."""
    found: list[Shown] = []
    for paragraph in text.splitlines():
        words = _parts(held(on_board(paragraph, replace(screen, has_accents=True))), screen.columns)
        for rows in _screens(words, screen):
            lines = tuple(on_board(row, screen) for row in rows)
            found.append(Shown(lines, seconds_for(" ".join(lines))))
    return found[:MOST_SCREENS]


def on_board(text: str, screen: Screen) -> str:
    """The text in letters that the board has."""
    plain = "".join(PLAIN_SIGNS.get(letter, letter) for letter in text)
    return " ".join((plain if screen.has_accents else without_accents(plain)).split())


def without_accents(text: str) -> str:
    """«Nộp hồ sơ» → «Nop ho so»; capitals stay, đ is d."""
    bare = MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def seconds_for(text: str) -> int:
    """How long a screenful stands, whole seconds."""
    needed = round(len(text.split()) / WORDS_A_SECOND + 1)
    return max(SHORTEST_SECONDS, min(LONGEST_SECONDS, needed))


def as_text(shown: list[Shown], screen: Screen) -> str:
    """The file that is copied into a board's own program: every screen with its counts."""
    total = sum(one.seconds for one in shown)
    head = f"{screen.name}; {len(shown)} màn hình, {total} giây một lượt"
    blocks = []
    for number, one in enumerate(shown, 1):
        longest = max(len(line) for line in one.lines)
        title = f"[{number}] {one.seconds} giây, dòng dài nhất {longest} chữ"
        blocks.append("\n".join([title, *one.lines]))
    return "\n\n".join([head, *blocks]) + "\n"


def read_text(text: str) -> list[Shown]:
    """The screens of a text that `as_text` wrote."""
    found: list[Shown] = []
    for block in text.strip("\n").split("\n\n")[1:]:
        title, *lines = block.split("\n")
        seconds = re.match(r"\[\d+\] (\d+) giây", title)
        if seconds and lines:
            found.append(Shown(tuple(lines), int(seconds[1])))
    return found


def _parts(text: str, columns: int) -> list[str]:
    """What stands on one line: a word of one or more syllables, a number with its unit, a name;
    what is longer than a line is cut."""
    tied: list[str] = []
    for word in text.split(" "):
        last = tied[-1].split(NO_BREAK)[-1] if tied else ""
        if tied and is_one(last, word) and len(tied[-1]) + len(word) < columns // 2:
            tied[-1] += NO_BREAK + word
        else:
            tied.append(word)
    return [part for one in tied for part in _cut(one, columns)]


def _cut(part: str, columns: int) -> list[str]:
    if len(part) <= columns:
        return [part]
    words = part.split(NO_BREAK)
    return [one[at : at + columns] for one in words for at in range(0, len(one), columns)]


def _screens(words: list[str], screen: Screen) -> list[list[str]]:
    """The rows of every screen: no more screens than it takes, as many of them as can be ending
    where one draws breath, and all about as full, so that none is of one last word."""
    # Of the first so many words: screens, how many end without a pause, how uneven; and where
    # the last of these screens begins.
    best: list[tuple[int, int, int, int]] = [(0, 0, 0, 0)]
    best += [(len(words) + 1, 0, 0, 0)] * len(words)
    for start in range(len(words)):
        count, cut, uneven, _ = best[start]
        for end, length in _fitting(words, start, screen):
            is_cut = end < len(words) and not words[end - 1].endswith(PAUSES)
            made = (count + 1, cut + is_cut, uneven + length**2, start)
            best[end] = min(best[end], made)
    screens, end = [], len(words)
    while end:
        start = best[end][3]
        screens.append(_narrowest(words[start:end], screen))
        end = start
    return screens[::-1]


def _fitting(words: list[str], start: int, screen: Screen) -> Iterator[tuple[int, int]]:
    """Behind which words a screen that begins here may end, and how many letters it has then."""
    rows, used, letters = 1, -1, -1
    for end, word in enumerate(words[start:], start + 1):
        if used + 1 + len(word) > screen.columns:
            rows, used = rows + 1, -1
        if rows > screen.lines:
            return
        used, letters = used + 1 + len(word), letters + 1 + len(word)
        yield end, letters


def _narrowest(words: list[str], screen: Screen) -> list[str]:
    """The rows at the narrowest width that takes no more of them: no line of one last word."""
    rows = _rows(words, screen.columns)
    for columns in range(screen.columns - 1, max(map(len, words)) - 1, -1):
        narrower = _rows(words, columns)
        if len(narrower) > len(rows):
            break
        rows = narrower
    return rows


def _rows(words: list[str], columns: int) -> list[str]:
    rows: list[str] = []
    for word in words:
        if rows and len(rows[-1]) + 1 + len(word) <= columns and rows[-1]:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    return rows
