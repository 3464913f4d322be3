"""What can be read on a page, and whether it is Vietnamese."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser

from tests.desk.crawl.hook import MARK

READ = ("aria-label", "aria-description", "title", "placeholder", "alt", "label")
LINKS = ("href", "hx-get", "data-url", "data-src")
SILENT = ("script", "style", "template", "code")
MENU = "wagtail-sidebar-props"


class Reader(HTMLParser):
    """Texts that people read or hear, and addresses that they may follow."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.links: list[str] = []
        self._silent = 0
        # Vietnamese in plain letters, for machines that have no others: `data-plain`.
        self._plain = ""
        self._in_menu = False

    @classmethod
    @cache
    def of(cls, html: str) -> Reader:
        reader = cls()
        reader.feed(html)
        reader.close()
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._silent += tag in SILENT
        self._plain = tag if "data-plain" in values else self._plain
        self._in_menu = values.get("id") == MENU
        self.texts += [values[name] for name in READ if values.get(name, "").strip()]
        if tag == "input" and values.get("type") in ("submit", "button", "reset"):
            self.texts.append(values.get("value", ""))
        if tag in ("link", "use"):
            return
        self.links += [values[name] for name in LINKS if values.get(name)]
        if tag in ("iframe", "audio", "source", "track") and values.get("src"):
            self.links.append(values["src"])
        if tag == "form" and values.get("method", "get").lower() == "get" and values.get("action"):
            self.links.append(values["action"])

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        self._plain = "" if tag == self._plain else self._plain
        self._in_menu = False

    def handle_data(self, data: str) -> None:
        if self._in_menu:
            self._read_menu(json.loads(data))
        if not self._silent and not self._plain and data.strip():
            self.texts.append(data.strip())

    def _read_menu(self, part: object) -> None:
        """The menu stands in the page as data, and is drawn by a script."""
        if isinstance(part, dict):
            if isinstance(part.get("url"), str) and part.get("classname") != "lt-elsewhere":
                self.links.append(part["url"])
                self.texts.append(str(part.get("label", "")))
            for inner in part.values():
                self._read_menu(inner)
        elif isinstance(part, list):
            for inner in part:
                self._read_menu(inner)


# Names, units and signs that are written the same in Vietnamese.
NAMES = frozenset({
    "javascript", "video", "clip", "robot", "web", "cookie", "wifi", "facebook", "zalo", "youtube",
    "tiktok", "word", "excel", "khmer", "ogg", "webp", "ttg", "vneid", "xlsx", "docx", "txt",
    "xls", "xml", "csv", "vntime", "unicode",
    "http", "https", "html", "pdf", "lantoa", "backup",
    "internet", "google", "microsoft", "authenticator", "freeotp", "webvtt",
    "esc", "byte", "chrome", "linux", "tab", "caps", "chuyen", "lock", "ctrl", "alt", "shift",
    "enter", "openai",
})  # fmt: skip
# Addresses and names of files are data.
# Addresses of the desk stand in the audit without their first part.
# An alert is named by an identifier that begins with the country (CAP).
DATA = re.compile(
    r"[a-z][a-z-]*(?:/[\w.-]+)+|^[a-z]+(?:-[a-z]+)+$|https?://\S+|\S+@\S+|/\S*/\S*"
    r"|\S+\.(?:txt|docx|xlsx|pdf|mp3|png|jpg)\b|\bvn\.[\w.-]+"
)
# A syllable written without any accent: onset and a rhyme that bears the level tone.
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:a|ai|am|an|ang|anh|ao|au|ay|e|em|en|eng|eo|i|ia|im|in|inh|iu|o|oa|oai|oan|oang|oanh|oay"
    r"|oe|oen|oi|om|on|ong|u|ua|ui|um|un|ung|uy|uya|uyn|uynh|y|ym|yn)",
    re.IGNORECASE,
)
PLAIN = re.compile(r"[A-Za-z]+")


def is_foreign(word: str) -> bool:
    """A word of English: letters without any accent that are no syllable of Vietnamese."""
    return bool(
        len(word) > 1
        and PLAIN.fullmatch(word)
        and not word.isupper()
        and word.lower() not in NAMES
        and not SYLLABLE.fullmatch(word)
    )


def foreign(text: str) -> list[str]:
    """The English words of a text that came from no catalogue."""
    if MARK in text:
        return []
    return [word for word in re.findall(r"[^\W_]+", DATA.sub(" ", text)) if is_foreign(word)]
