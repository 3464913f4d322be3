"""A slot's programme as one file: approved sounds only, on the second, never half-written."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from lantoa.channels.base.jobs import deliver
from lantoa.channels.station.line_up import coming_airtimes, line_up
from lantoa.channels.station.models import ProgrammeFile
from lantoa.channels.station.programme_making import make_programme
from lantoa.channels.station.services.kit import retire_kits
from lantoa.channels.station.services.programme_files import (
    NO_ITEMS,
    NO_KIT,
    ask_programme,
    file_to_hand_over,
    newest_file,
)
from lantoa.channels.station.timetable import Airtime
from lantoa.core.errors import Refused
from lantoa.newsroom.making.jobs import cancel
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import withdraw_article
from lantoa.newsroom.sounds.files import sound_folder
from tests import make
from tests.media.make import heard_by_others
from tests.station.kits import approved, quick_kit, real_kit
from tests.station.make import enrolled, heard_article, operator, zone_with_slot

pytestmark = pytest.mark.django_db
NOW = make.at(15)


def slot(*titles: str, seconds: int = 30, has_receiver: bool = False, sound: int | None = 5,
         now: datetime = NOW) -> Airtime:  # fmt: skip
    """The coming airtime of a zone (a vendor's, unless it has a receiver) for these articles."""
    place = make.cluster("Cụm 1")
    zone_with_slot([place], at=time(17), seconds=seconds)
    if has_receiver:
        enrolled(place)
    for title in titles:
        heard_article(title, seconds=sound)
    deliver(now)
    return coming_airtimes(now)[0]


def asked(airtime: Airtime) -> ProgrammeFile:
    return ask_programme(airtime=airtime, by=operator(), now=NOW)


def done(row: ProgrammeFile) -> ProgrammeFile:
    make_programme(row.pk)
    row.refresh_from_db()
    return row


def test_vendor_gets_one_lawful_file_on_the_second_and_what_was_left_out() -> None:
    approved(real_kit())
    airtime = slot("Tin ngắn", "Tin khác", seconds=24, sound=None)
    heard_article("Hỏng", seconds=4)
    deliver(NOW + timedelta(minutes=1))
    row = done(asked(airtime))
    assert (row.state, row.problem) == ("ready", "")
    heard = heard_by_others(file_to_hand_over(row))
    assert heard.seconds == pytest.approx(24, abs=1)
    assert abs(heard.lufs + 16) <= 1
    assert heard.true_peak <= -1.5
    assert ["Hỏng", "tệp âm thanh không phát được"] in row.left
    assert [one["title"] for one in row.sounds] == ["Tin ngắn", "Tin khác", "Hỏng"]
    assert asked(airtime) == row  # the same is never put together twice
    assert newest_file(airtime) == row


def test_bulletins_of_the_slot_come_before_what_waits() -> None:
    approved(quick_kit())
    airtime = slot("Một", "Hai", seconds=11, has_receiver=True)
    assert [row.title for row in line_up(airtime).held] == ["Một", "Hai"]
    assert [one["title"] for one in asked(airtime).sounds] == ["Một", "Hai"]


def test_without_kit_or_items_it_says_what_is_missing() -> None:
    airtime = slot("Một")
    with pytest.raises(Refused, match=NO_KIT[:30]):
        asked(airtime)
    approved(quick_kit())
    Article.objects.get().unpublish()
    with pytest.raises(Refused, match=NO_ITEMS[:30]):
        asked(airtime)


def test_nothing_playable_fails_in_words_and_leaves_no_file() -> None:
    approved(real_kit())
    before = {path for path in sound_folder().rglob("*") if path.is_file()}
    row = done(asked(slot("Một")))
    assert (row.state, row.problem[:27]) == ("failed", "Không có tin nào vừa khung ")
    with pytest.raises(Refused, match="chưa làm xong"):
        file_to_hand_over(row)
    left = {path for path in sound_folder().rglob("*") if path.is_file()} - before
    assert len(left) == 1  # the article's own


def test_stopped_file_is_let_go() -> None:
    approved(quick_kit())
    airtime = slot("Một")
    row = asked(airtime)
    assert cancel(row) is True
    assert done(row).state == "cancelled"
    assert newest_file(airtime) is None
    assert asked(airtime) != row


def finished(airtime: Airtime) -> ProgrammeFile:
    """As if the job had made it."""
    row = asked(airtime)
    row.state, row.sha256 = "ready", row.kit.opening_sha256
    row.save()
    return row


def test_file_with_a_withdrawn_item_or_a_retired_kit_is_not_handed_over() -> None:
    approved(quick_kit())
    row = finished(slot("Một"))
    assert file_to_hand_over(row).is_file()
    withdraw_article(article=Article.objects.get(), by=operator(), now=NOW)
    with pytest.raises(Refused, match="Tin «Một» đã sửa hoặc đã gỡ"):
        file_to_hand_over(row)
    retire_kits(by=operator(), now=NOW)
    row.kit.refresh_from_db()
    with pytest.raises(Refused, match="Bộ nhận diện trong tệp này đã thôi dùng"):
        file_to_hand_over(row)


def test_only_the_station_makes_files() -> None:
    with pytest.raises(Refused, match="không được giao chương trình"):
        ask_programme(airtime=slot("Một"), by=make.account(), now=NOW)
