"""Từ điển đọc: kept, proposed, let in, shared."""

from __future__ import annotations

import pytest
from django.db import connection

from lantoa.core.errors import Refused
from lantoa.newsroom.queries import spoken_words
from lantoa.registry.models import SpokenWord
from lantoa.registry.spoken import (
    AlreadySaid,
    accept_proposals,
    decline_proposals,
    decline_spoken_word,
    keep_spoken_word,
    offers_in,
    propose_names,
    propose_registry_names,
    take_offers,
    word_file,
)
from lantoa.registry.terms import Role, SpokenState
from tests.make import account, commune, hamlet, unit
from tests.threads import in_thread

pytestmark = pytest.mark.django_db


def test_kept_word_is_said_and_a_declined_one_no_longer() -> None:
    editor = account()
    kept = keep_spoken_word(word="  Ea  Súp ", reading="ê a súp", by=editor)
    assert spoken_words() == {"Ea Súp": "ê a súp"}
    decline_spoken_word(row=kept, by=editor)
    assert spoken_words() == {}


def test_same_word_twice_is_refused_and_a_change_of_its_own_entry_is_not() -> None:
    editor = account()
    first = keep_spoken_word(word="Ea", reading="ê a", by=editor)
    other = keep_spoken_word(word="Krông", reading="cờ rông", by=editor)
    with pytest.raises(Refused, match="đã có"):
        keep_spoken_word(word="Ea", reading="i a", by=editor, row=other)
    keep_spoken_word(word="Ea", reading="i a", by=editor, row=first, seen="ê a")
    assert spoken_words() == {"Ea": "i a", "Krông": "cờ rông"}


@pytest.mark.parametrize(
    ("word", "reading"), [("", "a"), ("…", "a"), ("QL8", " … "), ("a" * 81, "a"), ("a", "a" * 201)]
)
def test_word_that_cannot_be_said_is_refused(word: str, reading: str) -> None:
    with pytest.raises(Refused):
        keep_spoken_word(word=word, reading=reading, by=account())


def test_who_has_no_right_changes_nothing() -> None:
    with pytest.raises(Refused, match="không có quyền"):
        keep_spoken_word(word="Ea", reading="ê a", by=account(Role.INSPECTOR))
    assert not SpokenWord.objects.exists()


def test_only_names_that_need_an_ear_are_proposed_once_and_unused_until_accepted() -> None:
    editor = account()
    hamlet("Bến Đò"), hamlet("Ea H'leo"), unit("Đoàn TNCS Hồ Chí Minh xã"), unit("Trạm Y tế")
    assert propose_registry_names() == 2
    assert propose_registry_names() == 0
    assert spoken_words() == {}
    rows = {row.word: row for row in SpokenWord.objects.all()}
    assert {word: (row.state, row.origin) for word, row in rows.items()} == {
        "Ea H'leo": (SpokenState.PROPOSED, "thôn, cụm loa"),
        "Đoàn TNCS Hồ Chí Minh xã": (SpokenState.PROPOSED, "đơn vị"),
    }
    assert accept_proposals(pks=[rows["Đoàn TNCS Hồ Chí Minh xã"].pk], by=editor) == 1
    assert decline_proposals(pks=[row.pk for row in rows.values()], by=editor) == 1
    assert spoken_words() == {"Đoàn TNCS Hồ Chí Minh xã": "Đoàn Thanh niên Cộng sản Hồ Chí Minh xã"}
    assert propose_registry_names() == 0


def test_proposal_that_is_corrected_is_used() -> None:
    propose_names(names=["Ea H'leo"], origin="kế hoạch")
    keep_spoken_word(word="Ea H'leo", reading="ê a hơ leo", by=account())
    assert spoken_words() == {"Ea H'leo": "ê a hơ leo"}


def test_file_of_one_commune_names_what_another_says_otherwise() -> None:
    editor = account()
    commune()
    keep_spoken_word(word="Ea", reading="ê a", by=editor)
    keep_spoken_word(word="QL8", reading="quốc lộ tám", by=editor)
    assert word_file() == "# Từ điển đọc của xã Sông Lam\nEa\tê a\nQL8\tquốc lộ tám\n"
    text = "# khác\nEa\ti a\nQL8\tquốc lộ tám\nBuôn Ma\tbuôn ma\nhỏng\n…\tba chấm\n"
    offers, wrong = offers_in(text)
    assert [(one.line.word, one.present, one.is_conflict, one.is_same) for one in offers] == [
        ("Ea", "ê a", True, False), ("QL8", "quốc lộ tám", False, True),
        ("Buôn Ma", "", False, False),
    ]  # fmt: skip
    assert wrong == [5, 6]
    assert take_offers(text=text, chosen={"Buôn Ma", "QL8", "hỏng"}, by=editor) == 1
    assert spoken_words() == {"Ea": "ê a", "QL8": "quốc lộ tám", "Buôn Ma": "buôn ma"}


def test_file_beyond_its_measure_is_refused_whole() -> None:
    with pytest.raises(Refused, match="hơn 2"):
        offers_in("".join(f"từ {n}\ta\n" for n in range(2_001)))


def test_reading_in_use_is_replaced_only_by_who_has_seen_it() -> None:
    editor = account()
    row = keep_spoken_word(word="Ea", reading="ê a", by=editor)
    for entry in (None, row):
        with pytest.raises(AlreadySaid, match="đang được đọc là «ê a»") as refused:
            keep_spoken_word(word="Ea", reading="i a", by=editor, row=entry, seen="ê á")
        assert refused.value.present == "ê a"
    keep_spoken_word(word="Ea", reading="ê a", by=editor)
    keep_spoken_word(word="Ea", reading="i a", by=editor, seen="ê a")
    decline_spoken_word(row=row, by=editor)
    assert keep_spoken_word(word="Ea", reading="ê a", by=editor).pk == row.pk


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_one_word_at_once_the_second_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editor, save = account(), SpokenWord.save

    def save_second(row: SpokenWord) -> None:
        monkeypatch.undo()
        in_thread(lambda: SpokenWord.objects.create(word="Ea", reading="ê a"))
        save(row)

    monkeypatch.setattr(SpokenWord, "save", save_second)
    with pytest.raises(AlreadySaid):
        keep_spoken_word(word="Ea", reading="i a", by=editor)
    assert SpokenWord.objects.get().reading == "ê a"
