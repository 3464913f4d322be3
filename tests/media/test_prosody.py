"""Where a voice rests and how it goes up and down."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from lantoa.media.prosody import (
    EMERGENCY,
    LONGEST_PHRASE,
    ORDINARY,
    REPEATED,
    paragraphs,
    phrases,
)

NOTICE = "THÔNG BÁO\nBà con chú ý! Ai chưa tiêm? Đến trạm y tế.\nTrân trọng."


def test_paragraph_begins_higher_and_rests_longer_than_its_sentences() -> None:
    said = phrases(NOTICE)
    assert [(one.text, one.pitch, one.rest) for one in said] == [
        ("THÔNG BÁO", 54, 0.8),
        ("Bà con chú ý!", 54, 0.35),
        ("Ai chưa tiêm?", 50, 0.4),
        ("Đến trạm y tế.", 47, 0.8),
        ("Trân trọng.", 54, 0.0),
    ]


def test_emergency_is_slower_and_said_twice() -> None:
    said = phrases("Nước lên. Sơ tán ngay.", EMERGENCY)
    assert [one.text for one in said] == [
        "Nước lên.", "Sơ tán ngay.", REPEATED, "Nước lên.", "Sơ tán ngay.",
    ]  # fmt: skip
    assert {one.pace for one in said} == {125} != {ORDINARY.words_a_minute}


def test_text_without_a_full_stop_is_cut_between_words() -> None:
    text = "xin chào bà con " * 2000
    said = phrases(text)
    assert max(len(one.text) for one in said) <= LONGEST_PHRASE
    assert " ".join(one.text for one in said).split() == text.split()


def test_one_endless_word_is_cut_too() -> None:
    said = phrases("a" * 1000)
    assert [len(one.text) for one in said] == [240, 240, 240, 240, 40]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(alphabet=st.sampled_from("aàĐ .,!?…;:\n\t—•(日Ж🙂"), max_size=600))
def test_no_word_is_lost_whatever_the_text(text: str) -> None:
    said = " ".join(one.text for one in phrases(text))
    letters = [letter for letter in text if letter.isalnum()]
    assert [letter for letter in said if letter.isalnum()] == letters
    assert all(any(letter.isalnum() for letter in part) for part in paragraphs(text))
