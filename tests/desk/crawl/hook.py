"""Listens to gettext: which words are asked for, and which of them the catalogue lacks.

Every word that passes is wrapped in marks that nobody sees, so that a reader of the page can
tell it from a word that stands hard in a template.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation.trans_real import DjangoTranslation
from tools.compile_catalogues import CATALOGUES, read_catalogue

MARK = "\u2063"


def known_ids(domain: str = "django") -> set[str]:
    """Msgids of our catalogue as gettext asks for them: with context, singular and plural."""
    ids: set[str] = set()
    for message in read_catalogue(CATALOGUES / f"{domain}.po"):
        for form in [message.id] if isinstance(message.id, str) else message.id:
            ids.add(f"{message.context}\x04{form}" if message.context else form)
    return ids


@contextmanager
def listening() -> Iterator[set[str]]:
    """The msgids asked for meanwhile that are not in the catalogue."""
    known, missing = known_ids(), set[str]()
    single, plural = DjangoTranslation.gettext, DjangoTranslation.ngettext

    def note(text: str) -> None:
        if text not in known:
            missing.add(text)

    def gettext(self: Any, message: str) -> str:
        note(message)
        return f"{MARK}{single(self, message)}{MARK}" if message else single(self, message)

    def ngettext(self: Any, one: str, many: str, count: int) -> str:
        note(one)
        return f"{MARK}{plural(self, one, many, count)}{MARK}"

    DjangoTranslation.gettext, DjangoTranslation.ngettext = gettext, ngettext
    try:
        yield missing
    finally:
        DjangoTranslation.gettext, DjangoTranslation.ngettext = single, plural
