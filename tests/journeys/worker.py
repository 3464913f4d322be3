"""A person whose work is timed: the keystroke-level model of Card, Moran and Newell (The
keystroke-level model for user performance time with interactive systems, Communications of the
ACM 23(7), 1980, 396-410), and reading at 200 syllables a minute.

A pointing with a click: M + P + 2 B; a key: K of an average typist who is no secretary (0.28 s), of
a code 0.75 s, an accented letter being as many keys as Telex needs; hands to the keyboard and back:
2 H. A screen is read when somebody sees it for the first time, 238 words a minute (Brysbaert, How
many words do we read per minute?, Journal of Memory and Language 109, 2019; a Vietnamese syllable
is counted as a word): 28 of 100 words (Nielsen, How little do users read?, 2008), and, told apart
as the upper bound, all of them. What the machine takes is measured apart.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import struct
import time
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.browsing import follow, open_page, until_saved
from tests.journeys.browser import OFFICE

KEY, CODE_KEY = 0.28, 0.75
POINT, BUTTON, HAND, MIND = 1.10, 0.10, 0.40, 1.35
WORD = 60 / 238
READ_SHARE = 0.28
# Outside the desk, by the clock of a person: a file chosen in the dialog; a telephone taken out,
# its program opened, a square photographed; six digits read off it.
FILE, PHONE_SETUP, PHONE_CODE, PAPER = 12.0, 45.0, 8.0, 20.0


@dataclass
class Work:
    """What was done so far, by everybody: seconds of people and of the machine, and counts."""

    by: dict[str, float] = field(default_factory=dict)
    unread: float = 0.0
    machine: float = 0.0
    screens: int = 0
    clicks: int = 0
    fields: int = 0
    keys: int = 0

    def spend(self, who: str, seconds: float) -> None:
        self.by[who] = self.by.get(who, 0.0) + seconds

    @property
    def person(self) -> float:
        """Seconds of all people together."""
        return sum(self.by.values())


def keys_of(text: str) -> int:
    """Strokes of a Vietnamese text in Telex: every mark and đ is one more, a capital a shift."""
    parts = unicodedata.normalize("NFD", text)
    return len(parts) + text.count("đ") + sum(letter.isupper() for letter in text)


def totp(secret: str, *, at: float) -> str:
    """The six digits of an authenticator (RFC 6238)."""
    key = base64.b32decode(secret.replace(" ", "").upper() + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Worker:
    """One person at a browser of their own; every act is counted."""

    def __init__(
        self, browser: Any, url: str, name: str, work: Work, shots: Path | None = None
    ) -> None:
        self.work, self.url, self.name, self.shots = work, url, name, shots
        self.page = open_page(browser, url, viewport=OFFICE)
        self._seen = ""
        self._read: set[str] = set()

    def spend(self, seconds: float) -> None:
        """Time of this person."""
        self.work.spend(self.name, seconds)

    def open(self, path: str) -> None:
        """Types an address."""
        self._type(path)
        self._wait(lambda: self.page.goto(f"/ban-lam-viec/{path}"))

    def click(self, what: Any) -> None:
        """Points at something of this screen and clicks."""
        self.work.clicks += 1
        self.spend(MIND + POINT + 2 * BUTTON)
        self._wait(what.click)

    def follow(self, what: Any) -> None:
        """Points at what leads to another screen and clicks; that screen is read."""
        self.work.clicks += 1
        self.spend(MIND + POINT + 2 * BUTTON)
        self._wait(lambda: follow(self.page, what.click))

    def press(self, name: str) -> None:
        """A button or link by its words that leads to another screen."""
        page = self.page
        self.follow(
            page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first
        )

    def press_key(self, what: Any, key: str) -> None:
        """A thing of this screen that has the focus, by its key."""
        self.work.keys += 2
        self.spend(MIND + 2 * KEY)
        self._wait(lambda: what.press(key))

    def saves(self, words: str) -> None:
        """Until the editor has saved by itself all that was typed, these words among it."""
        self._wait(lambda: until_saved(self.page, words))

    def fill(self, what: Any, text: str, *, is_code: bool = False) -> None:
        """Points at a field and types; a code is copied sign by sign."""
        self.work.fields += 1
        self.spend(MIND + POINT + 2 * BUTTON + 2 * HAND)
        self._type(text, CODE_KEY if is_code else KEY)
        what.fill(text)

    def tick(self, what: Any) -> None:
        self.work.clicks += 1
        self.spend(MIND + POINT + 2 * BUTTON)
        what.check()

    def choose(self, what: Any, **option: str) -> None:
        """One of a list that unfolds."""
        self.work.clicks += 2
        self.spend(MIND + 2 * (POINT + 2 * BUTTON))
        what.select_option(**option)

    def hand_in(self, file: Path) -> None:
        """A file of the disk."""
        self.work.fields += 1
        self.spend(FILE)
        self.page.set_input_files("input[type=file]", str(file))

    def enrol(self, *, prints_codes: bool) -> None:
        """The second factor by telephone; the codes on paper now, or another day."""
        self.press("Dùng ứng dụng tạo mã")
        secret = re.sub(r"\s", "", self.page.locator(".secret").text_content())
        self.spend(PHONE_SETUP)
        # The code that comes next is let in already, and longer than the one of this moment.
        self.fill(self.page.locator("[name=code]"), totp(secret, at=time.time() + 30), is_code=True)
        self.press("Bật lớp xác thực thứ hai")
        if not prints_codes:
            self.press("Để sau")
            return
        self.press("Tạo mười mã")
        self.spend(PAPER)
        self.press("Đã in hoặc đã chép, đi tiếp")

    def sign_in_first(self, username: str, one_time: str, password: str) -> None:
        """With a one-time password: another one, then the second factor."""
        self.open("")
        page = self.page
        self.fill(page.locator("[name=username]"), username)
        self.fill(page.locator("[name=password]"), one_time, is_code=True)
        self.press("Đăng nhập")
        self.fill(page.locator("[name=password]"), one_time, is_code=True)
        self.fill(page.locator("[name=new]"), password)
        self.fill(page.locator("[name=again]"), password)
        self.press("Đổi mật khẩu")
        self.enrol(prints_codes=False)

    def _type(self, text: str, key: float = KEY) -> None:
        strokes = keys_of(text)
        self.work.keys += strokes
        self.spend(strokes * key)

    def _wait(self, act: Any) -> None:
        began = time.monotonic()
        act()
        self.work.machine += time.monotonic() - began
        address = self.page.url
        if address != self._seen:
            self._seen = address
            self.work.screens += 1
            self._look_through(re.sub(r"\d+", "", address.split("?")[0]))
            if self.shots:
                name = re.sub(r"\W+", "-", address.split("/ban-lam-viec/")[-1])[:50]
                self.page.screenshot(path=self.shots / f"{self.work.screens:02d}-{name}.png")

    def _look_through(self, screen: str) -> None:
        if screen not in self._read:
            self._read.add(screen)
            own = self.page.locator(".lt-main")
            place = own if own.count() else self.page.locator("main")
            text = place.first.inner_text()
            whole = len(text.split()) * WORD
            self.spend(whole * READ_SHARE)
            self.work.unread += whole * (1 - READ_SHARE)
