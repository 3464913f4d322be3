"""A word list as a small file: one word a line, a tab, how it is said; # opens a remark.

Read by `lantoa speech read --words` and shared between communes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lantoa.vietnamese.text import nfc


@dataclass(frozen=True, slots=True)
class WordLine:
    """One line: its number from 1, the word, its reading; both empty where the line is wrong."""

    number: int
    word: str = ""
    reading: str = ""

    @property
    def is_wrong(self) -> bool:
        return not self.word


def read_word_file(text: str) -> Iterator[WordLine]:
    """Every line that is neither blank nor a remark, in NFC; wrong ones are told by number."""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        word, tab, reading = nfc(line).partition("\t")
        word, reading = word.strip(), reading.strip()
        whole = word and tab and reading and "\t" not in reading
        yield WordLine(number, word, reading) if whole else WordLine(number)


def written_word_file(title: str, words: Iterable[tuple[str, str]]) -> str:
    """The file of a list; what breaks its shape (tab, line end) becomes a blank."""
    lines = (f"{' '.join(word.split())}\t{' '.join(said.split())}" for word, said in words)
    return "\n".join([f"# {' '.join(title.split())}", *lines, ""])
