"""A link or button that has a longer name for those who hear the page holds the words shown (WCAG
2.5.3): who speaks to the machine says what stands there."""

from __future__ import annotations

import re
from pathlib import Path

import lantoa

NAMED = re.compile(r'<(a|button)\b[^>]*?aria-label="([^"]*)"[^>]*>(.*?)</\1>', re.DOTALL)
SIGNS = 2
"""Marks such as «‹» are no words."""


def test_the_name_of_a_link_holds_the_words_shown() -> None:
    wrong = []
    for page in sorted(Path(lantoa.__file__).parent.rglob("*.html")):
        for _, name, inside in NAMED.findall(page.read_text("utf-8")):
            words = re.sub(r"<[^>]+>", "", inside).strip()
            if len(words) > SIGNS and "{%" not in words and words.lower() not in name.lower():
                wrong.append((page.name, words, name))
    assert wrong == []
