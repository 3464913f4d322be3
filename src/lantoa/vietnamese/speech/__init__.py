"""Reading official Vietnamese aloud: tokens -> classes -> words. No library, no download.

    read_aloud("Nghị quyết số 57-NQ/TW") -> "Nghị quyết số năm mươi bảy, Nghị quyết, Trung ương"

`words` is the commune's own list (từ điển đọc): word -> how it is said; a word in small letters
is found in any case. Time is linear in the text; nothing is ever raised.
"""

from __future__ import annotations

from collections.abc import Mapping

from lantoa.vietnamese.speech.explained import explained
from lantoa.vietnamese.speech.reader import own_words, read_line, tokens
from lantoa.vietnamese.speech.token import Token
from lantoa.vietnamese.text import nfc

__all__ = ["Token", "explain", "read_aloud", "words_within"]


def read_aloud(text: str, words: Mapping[str, str] | None = None) -> str:
    """The text as it is said, line for line; a blank line stays blank.

    No figure and no sign but , . ? ! ; : is left. Reading twice changes nothing.
    """
    own = own_words(words_within(text, words))
    return "\n".join(read_line(line, own) for line in text.split("\n"))


def words_within(text: str, words: Mapping[str, str] | None = None) -> Mapping[str, str]:
    """A commune's words, and before them the short forms that the whole `text` explains itself:
    for callers that read it line by line. The commune's own word wins."""
    forms = explained(nfc(text))
    return {**forms, **(words or {})} if forms else words or {}


def explain(text: str, words: Mapping[str, str] | None = None) -> list[Token]:
    """Every decision that was made, in order of the text."""
    own = own_words(words_within(text, words))
    return [token for line in text.split("\n") for token in tokens(line, own)]
