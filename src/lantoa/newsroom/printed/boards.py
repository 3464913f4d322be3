"""Text for boards: paper in large type, and screens of a fixed number of letters. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

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
        rows = _evenly(on_board(paragraph, screen), screen)
        for start in range(0, len(rows), screen.lines):
            lines = tuple(rows[start : start + screen.lines])
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


def _evenly(text: str, screen: Screen) -> list[str]:
    """The rows at the narrowest width that takes no more screens, and on one screen no more rows:
    no screen and no line of one last word."""
    rows = _rows(text, screen.columns)
    most = len(rows)
    if most > screen.lines:
        most = -(-most // screen.lines) * screen.lines
    for columns in range(screen.columns - 1, screen.columns // 2, -1):
        narrower = _rows(text, columns)
        if len(narrower) > most or any(len(word) > columns for word in text.split()):
            break
        rows = narrower
    return rows


def _rows(text: str, columns: int) -> list[str]:
    rows: list[str] = []
    for word in text.split():
        while len(word) > columns:
            rows.append(word[:columns])
            word = word[columns:]
        if rows and len(rows[-1]) + 1 + len(word) <= columns and rows[-1]:
            rows[-1] = f"{rows[-1]} {word}"
        else:
            rows.append(word)
    return rows
