"""What an article sounds like: doubts, and what a word of the list changes."""

from __future__ import annotations

import pytest

from lantoa.newsroom.plain import spoken_text
from lantoa.newsroom.queries import fresh_sound, missing_for_submission, spoken_words
from lantoa.newsroom.sounds.hearing import Doubt, Stretch, articles_said_otherwise, doubts_in, heard
from lantoa.newsroom.terms import Voice
from lantoa.registry.spoken import decline_spoken_word, keep_spoken_word
from tests.make import account, article, sound

pytestmark = pytest.mark.django_db


def test_doubtful_piece_has_one_number_wherever_it_stands() -> None:
    draft = article(script="Cán bộ VHXX họp ngày 10/6.\nMời VHXX và GZX.")
    lines = heard(draft, {})
    spelled = Doubt(1, "VHXX", "vê hát ích ích", "initials")
    assert lines[0] == [
        Stretch("Cán bộ "), Stretch("vê hát ích ích", spelled),
        Stretch(" họp ngày mười tháng sáu."),
    ]  # fmt: skip
    assert [doubt.written for doubt in doubts_in(lines)] == ["VHXX", "GZX"]
    assert "\n".join("".join(one.words for one in line) for line in lines) == spoken_text(draft, {})


def test_doubt_of_an_address_stands_where_it_is_said() -> None:
    lines = heard(article(script="Gửi về xa@gmail.com, Km5 - Km7."), {})
    assert [(doubt.written, doubt.said) for doubt in doubts_in(lines)] == [
        ("xa@gmail.com", "xa a còng gi meo chấm com"), ("Km", "ki lô mét"),
    ]  # fmt: skip
    heading = heard(article(script="ĐẢNG ỦY XÃ KON RẪY"), {})
    assert "KON" in [doubt.said for doubt in doubts_in(heading)]


def test_word_of_the_list_settles_the_doubt() -> None:
    draft = article(script="Mời VHXX.")
    assert doubts_in(heard(draft, {"VHXX": "văn hóa xã"})) == []


def test_changed_word_makes_a_machines_sound_stale_where_words_differ() -> None:
    editor = account()
    touched, untouched = article(script="Họp ở Ea Súp."), article(script="Họp ở Bến Đò.")
    sound(touched), sound(untouched)
    word = keep_spoken_word(word="Ea", reading="ê a", by=editor)
    assert fresh_sound(touched.newest) is None
    assert "làm âm thanh" in missing_for_submission(touched.newest)
    assert fresh_sound(untouched.newest) is not None
    decline_spoken_word(row=word, by=editor)
    assert fresh_sound(touched.newest) is not None


def test_recording_of_a_person_stays_whatever_the_machine_would_say() -> None:
    draft = article(script="Họp ở Ea Súp.")
    made = sound(draft)
    made.voice, made.is_synthetic = Voice.PERSON, False
    made.save()
    keep_spoken_word(word="Ea", reading="ê a", by=account())
    assert fresh_sound(draft.newest) == made


def test_articles_whose_words_would_change_are_named() -> None:
    first, second = article(script="Họp ở Ea Súp."), article(script="Họp ở EA SÚP.")
    article(script="Họp ở Bến Đò.")
    found = articles_said_otherwise("Ea", "ê a", spoken_words())
    assert [(one.pk, changes) for one, changes in found] == [(second.pk, False), (first.pk, True)]
