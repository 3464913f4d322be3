"""New sound that failed or is gone: the slot airs what was approved last."""

from __future__ import annotations

from datetime import time, timedelta

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.station.models import Broadcast, Bulletin, Order
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.placing import withdraw_stale
from lantoa.channels.station.terms import BroadcastState
from lantoa.newsroom.models import Article, Rendition
from lantoa.newsroom.services import save_draft
from lantoa.newsroom.sounds.asking import make_sound
from lantoa.newsroom.sounds.files import sound_path
from lantoa.newsroom.terms import RenditionState
from tests.make import NOW, at, cluster
from tests.station.make import approved, enrolled, heard_article, voice, zone_with_slot
from tests.station.test_ordering import opened

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=10)


def slot(seconds: int = 900) -> None:
    place = cluster()
    zone_with_slot([place], at=time(17), seconds=seconds)
    enrolled(place)


def ordered() -> list[tuple[str, int]]:
    deliver(LATER)
    withdraw_stale(now=LATER)
    bodies = [opened(order).body for order in order_due(now=LATER)]
    return [(body.sha256, body.seconds) for body in bodies]  # type: ignore[union-attr]


def two_voices(first: int, second: int) -> tuple[Rendition, Rendition, Article]:
    """An article approved in one voice, then in another."""
    article = heard_article("Tin", seconds=first)
    older = article.renditions.get()
    newer = voice(article, "Giọng khác", seconds=second, now=NOW + timedelta(minutes=1))
    return older, newer, approved(article, now=NOW + timedelta(minutes=2))


def lose(sound: Rendition) -> None:
    sound_path(sound.sha256).unlink()


def test_new_sound_that_failed_leaves_the_approved_one_on_the_air() -> None:
    slot()
    article = heard_article("Tin", seconds=20)
    sound = article.renditions.get()
    made = make_sound(article=article, voice="vi", by=article.created_by, now=LATER)
    Rendition.objects.filter(pk=made.pk).update(state=RenditionState.FAILED, problem="Hỏng.")
    assert ordered() == [(sound.sha256, 20)]


def test_draft_without_a_sound_leaves_the_approved_one_on_the_air() -> None:
    slot()
    article = heard_article("Tin", seconds=20)
    sound = article.renditions.get()
    draft = article.newest
    draft.title = "Tin đang sửa"
    save_draft(article=draft, by=article.created_by, now=NOW)
    assert ordered() == [(sound.sha256, 20)]


@pytest.mark.parametrize("is_placed", [False, True])
def test_sound_that_is_gone_is_stood_in_for_by_the_one_approved_before(is_placed: bool) -> None:
    slot()
    older, newer, _ = two_voices(30, 20)
    if is_placed:
        deliver(LATER)
        assert Bulletin.objects.get().rendition == newer
    lose(newer)
    assert ordered() == [(older.sha256, 30)]
    row = Broadcast.objects.get()
    assert (row.starts_at, row.ends_at) == (at(17), at(17) + timedelta(seconds=30))


def test_older_sound_that_is_gone_changes_nothing() -> None:
    slot()
    older, newer, _ = two_voices(30, 20)
    lose(older)
    assert ordered() == [(newer.sha256, 20)]


def test_stand_in_pushes_no_bulletin_out_of_the_slot() -> None:
    slot(seconds=60)
    _, newer, _ = two_voices(50, 20)
    other = heard_article("Tin khác", seconds=30).renditions.get()
    deliver(LATER)
    lose(newer)
    assert ordered() == [(other.sha256, 30)]
    row = Broadcast.objects.get(state=BroadcastState.FAILED)
    assert row.problem == "Tệp âm thanh đã duyệt không còn trên máy chủ. Đặt lại từ bản sao lưu."


def test_what_a_receiver_was_told_to_play_stays() -> None:
    slot()
    _, newer, _ = two_voices(30, 20)
    assert ordered() == [(newer.sha256, 20)]
    lose(newer)
    assert (withdraw_stale(now=LATER), order_due(now=LATER)) == (0, [])
    assert Order.objects.filter(is_open=True).count() == 1
    assert Bulletin.objects.get().rendition == newer
