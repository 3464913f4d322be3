"""Reading official Vietnamese aloud: tokens -> classes -> words. No library, no download.

    read_aloud("Nghị quyết số 57-NQ/TW") -> "Nghị quyết số năm mươi bảy, Nghị quyết, Trung ương"

`words` is the commune's own list (từ điển đọc): word -> how it is said; a word in small letters
is found in any case. Time is linear in the text; nothing is ever raised.
"""

from __future__ import annotations

from collections.abc import Mapping

from lantoa.vietnamese.speech.reader import own_words, read_line, tokens
from lantoa.vietnamese.speech.token import Token

__all__ = ["Token", "explain", "read_aloud"]


def read_aloud(text: str, words: Mapping[str, str] | None = None) -> str:
    """The text as it is said, line for line; a blank line stays blank.

    No figure and no sign but , . ? ! ; : is left. Reading twice changes nothing.
    """
    own = own_words(words)
    return "\n".join(read_line(line, own) for line in text.split("\n"))


def explain(text: str, words: Mapping[str, str] | None = None) -> list[Token]:
    """Every decision that was made, in order of the text."""
    own = own_words(words)
    return [token for line in text.split("\n") for token in tokens(line, own)]
