"""Small secrets of the database."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.core.errors import Unreadable
from lantoa.core.sealing import open_sealed, seal


@settings(max_examples=50)
@given(st.binary(max_size=64))
def test_what_was_sealed_opens_with_its_secret_only(raw: bytes) -> None:
    sealed = seal(raw, "one")
    assert open_sealed(sealed, "one") == raw
    with pytest.raises(Unreadable):
        open_sealed(sealed, "two")


@settings(max_examples=50)
@given(st.integers(0, 63), st.text(max_size=80))
def test_changed_or_foreign_text_does_not_open(place: int, foreign: str) -> None:
    sealed = seal(b"x" * 20, "one")
    changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
    for text in (changed, foreign):
        with pytest.raises(Unreadable):
            open_sealed(text, "one")


def test_key_of_an_authenticator_fits_its_column() -> None:
    assert len(seal(b"x" * 20, "one")) == 64
