"""What was typed or pasted, as it is stored: letters composed, and without what Word and old fonts
leave between them. Pure."""

from __future__ import annotations

import json
import re
from typing import Any

from lantoa.vietnamese import nfc

STATE = re.compile(r'\s*\{\s*"(?:blocks|entityMap)"')
BULLET = "•"
_BLANKS = dict.fromkeys(map(ord, "\t\u00a0\u2007\u202f"), " ")
_LINES = dict.fromkeys(map(ord, "\x0b\x0c\u2028\u2029"), "\n")
# Soft hyphens, marks of the byte order and of the direction, what no keyboard types.
_GONE = dict.fromkeys(
    [*range(0x20), 0x7F, 0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0xFEFF]
)
_KEPT = {ord("\n"): "\n", ord("\r"): "\r"}
# Word writes the bullets of its symbol fonts into the private area.
_SYMBOLS = dict.fromkeys(range(0xF020, 0xF100), BULLET)
_TABLE: dict[int, str | None] = {**_GONE, **_KEPT, **_BLANKS, **_LINES, **_SYMBOLS}


def typed(text: str) -> str:
    """A text as it is stored; the state of a rich text, which `stored_state` reads, as it is."""
    return text if STATE.match(text) else cleaned(text)


def cleaned(text: str) -> str:
    """In NFC, blanks plain, nothing in it that cannot be seen."""
    return nfc(text.translate(_TABLE))


def stored_state(state: str) -> str:
    """The state of a rich text with its words as they are stored. The browser counts letters in
    UTF-16, the converter in code points, and NFC makes letters fewer: bold and links are moved to
    where their words now stand."""
    return _mapped(state, lambda text: (cleaned(text), _of_stored(text)))


def shown_state(state: str) -> str:
    """The other way: the converter's state with places as the browser counts them."""
    return _mapped(state, lambda text: (text, lambda place: len(_utf16(text[:place])) // 2))


def _of_stored(text: str) -> Any:
    sent = _utf16(text)

    def place(units: int) -> int:
        return len(cleaned(sent[: 2 * units].decode("utf-16-le", "surrogatepass")))

    return place


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _mapped(state: str, change: Any) -> str:
    """Every block's text changed, its ranges moved with it; what is no state is left alone."""
    try:
        found = json.loads(state)
        for block in found["blocks"]:
            block["text"], place = change(block["text"])
            for kind in ("inlineStyleRanges", "entityRanges"):
                for one in block.get(kind, []):
                    first, last = one["offset"], one["offset"] + one["length"]
                    one["offset"] = place(first)
                    one["length"] = place(last) - one["offset"]
    except (ValueError, TypeError, KeyError, AttributeError):
        return state
    return json.dumps(found, ensure_ascii=False)
