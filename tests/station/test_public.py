"""What the public sees and what `lantoa station day` prints."""

from __future__ import annotations

import json
from datetime import time, timedelta

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from lantoa.channels.base.jobs import deliver
from lantoa.channels.station import blocks
from lantoa.channels.station.queries import (
    day_lines,
    failures,
    next_broadcasts,
    on_air,
    receivers_overview,
)
from lantoa.channels.station.services.beats import due_again, note_sent, take_beat
from lantoa.channels.station.services.ordering import order_due
from lantoa.channels.station.services.settling import mark_unknown
from lantoa.cli.commands.station import as_json, as_table
from lantoa.newsroom.kinds import forms_of
from lantoa.receiver.messages import Beat, State, seal
from tests.make import NOW, TODAY, article, at, cluster, hamlet
from tests.station.make import Speaker, airing, enrolled, heard_article, zone_with_slot

pytestmark = pytest.mark.django_db
REQUEST = RequestFactory().get("/")


def tomorrow_at_five() -> None:
    place = cluster()
    zone_with_slot([place], at=time(5))
    enrolled(place)
    heard_article("Nộp hồ sơ tại nhà", seconds=95)
    deliver(NOW)
    order_due(now=NOW)


def shown(name: str, context: dict[str, object] | None) -> str:
    assert context is not None
    return render_to_string(f"station/blocks/{name}.html", context)


def test_strip_says_what_comes_while_nothing_sounds() -> None:
    tomorrow_at_five()
    html = shown("strip", blocks.strip(REQUEST, None, NOW))
    assert "Không&nbsp;phát." in html
    assert "Tiếp: 05:00" in html
    assert "Ngày mai, 05:00" in html
    assert "on-air--live" not in html


def test_strip_says_what_sounds() -> None:
    tomorrow_at_five()
    now = at(5) + timedelta(days=1, seconds=10)
    html = shown("strip", blocks.strip(REQUEST, None, now))
    assert "on-air--live" in html
    assert "Nộp hồ sơ tại nhà" in html
    assert "Bản tin 1 trong 1, còn 1 phút 25 giây" in html


def test_strip_is_silent_without_a_timetable() -> None:
    assert blocks.strip(REQUEST, None, NOW) is None


def test_hamlet_hears_tomorrow_what_is_planned() -> None:
    tomorrow_at_five()
    html = shown("hamlet", blocks.hamlet(REQUEST, hamlet(), NOW))
    for words in (
        "thứ Ba 24/11/2026", "Sáng", "05:00", "Nộp hồ sơ tại nhà", "1 phút 35 giây",
        "Tiếng Việt, giọng tổng hợp", "Bến Đò 1", "Chưa rõ: bộ thu chưa từng liên lạc",
    ):  # fmt: skip
        assert words in html


def test_slot_of_every_ten_minutes_is_said_in_one_line() -> None:
    place = cluster()
    zone_with_slot([place], at=time(0), rule="FREQ=MINUTELY;INTERVAL=10", quiet=False, seconds=120)
    context = blocks.hamlet(REQUEST, hamlet(), NOW)
    assert context is not None
    assert (context["parts"], context["often"]) == (
        [], ["Chương trình sáng: mỗi 10 phút, mỗi lần 2 phút"],
    )  # fmt: skip


def test_listen_again_shows_what_was_played() -> None:
    from lantoa.channels.station.services.proofs import take_proof

    [(broadcast, key)] = airing(at_=at(8))
    assert blocks.listen_again(REQUEST, None, NOW) is None
    speaker = Speaker(broadcast.receiver, key)
    take_proof(name=speaker.name, data=speaker.says(broadcast), now=NOW)
    html = shown("listen_again", blocks.listen_again(REQUEST, None, NOW))
    assert "08:00, 23/11/2026" in html
    assert 'href="/tin-bai/' in html


def test_day_is_printed_as_the_contract_says() -> None:
    tomorrow_at_five()
    day = TODAY + timedelta(days=1)
    assert json.loads(as_json(day, day_lines(day))) == {
        "date": "2026-11-24",
        "broadcasts": [
            {
                "at": "2026-11-24T05:00:00+07:00", "seconds": 95, "zone": "Toàn xã",
                "item": "Nộp hồ sơ tại nhà", "priority": "ordinary", "conflicts": [],
            }
        ],
    }  # fmt: skip
    assert as_table(day, day_lines(day)).splitlines()[2] == (
        "05:00:00  Toàn xã  Nộp hồ sơ tại nhà, 1 phút 35 giây"
    )


def test_script_of_an_article_is_the_words_as_said() -> None:
    made = article()
    [script] = [kind for kind in forms_of(made) if kind.code == "script"]
    assert script.name == "Loa"
    assert "tám" in script.exact(made)
    assert script.render(made).count("<p>") == len(script.exact(made).splitlines())
    made.for_loudspeaker = False
    assert "script" not in [kind.code for kind in forms_of(made)]


def beat(speaker: Speaker, number: int, **fields: object) -> bytes:
    values: dict[str, object] = {
        "receiver": speaker.name, "boot": "b1", "seq": number, "at": NOW, "state": State.ALIVE,
        "version": "0.1", "next": "", "playing": "", "disk_free": 1, "proofs_pending": 0,
    }  # fmt: skip
    return seal(Beat(**{**values, **fields}), speaker.key)  # type: ignore[arg-type]


def test_receiver_that_does_not_hold_its_order_hears_it_again() -> None:
    [(broadcast, key)] = airing(at_=at(10))
    speaker = Speaker(broadcast.receiver, key)
    [order] = due_again(now=NOW)
    note_sent([order], now=NOW)
    assert due_again(now=NOW) == []
    assert take_beat(name=speaker.name, data=beat(speaker, 1), now=NOW) == [order]
    held = beat(speaker, 2, next=broadcast.bulletin.wire_id)
    assert take_beat(name=speaker.name, data=held, now=NOW) == []
    copy = beat(speaker, 1)
    assert take_beat(name=speaker.name, data=copy, now=NOW) == []


def test_contact_is_unknown_when_beats_stop_or_the_line_dies() -> None:
    [(broadcast, key)] = airing(at_=at(10))
    speaker = Speaker(broadcast.receiver, key)

    def known(seconds: int) -> bool:
        return receivers_overview(NOW + timedelta(seconds=seconds))[0].is_known

    assert not known(0)
    take_beat(name=speaker.name, data=beat(speaker, 1), now=NOW)
    assert (known(60), known(120)) == (True, False)
    take_beat(name=speaker.name, data=beat(speaker, 0, state=State.GONE), now=NOW)
    assert not known(1)


def test_desk_sees_what_sounds_comes_and_failed() -> None:
    [(broadcast, _)] = airing(at_=at(10))
    assert [row.title for row in next_broadcasts(NOW)] == ["Nộp hồ sơ tại nhà"]
    assert [row.title for row in on_air(at(10))] == ["Nộp hồ sơ tại nhà"]
    assert on_air(at(10, 1)) == []
    mark_unknown(now=at(11))
    assert list(failures(NOW)) == [broadcast]


def test_hamlet_sees_the_days_after_with_what_is_particular_and_how_loud() -> None:
    from lantoa.channels.station.models import DayProfile
    from lantoa.channels.station.services.profiles import save_profile
    from tests.station.make import operator

    tomorrow_at_five()
    day = TODAY + timedelta(days=3)
    mourning = DayProfile(
        name="Quốc tang", kind="mourning", first=day, last=day, effect="silence", level=0
    )
    save_profile(profile=mourning, zones=[], by=operator(), now=NOW)
    html = shown("hamlet", blocks.hamlet(REQUEST, hamlet(), NOW))
    assert "Thứ Năm 26/11/2026" in html
    assert "Quốc tang: không phát, trừ tin khẩn cấp." in html
    assert "05:00 Chương trình sáng" in html
    assert "<strong>05:00–05:02</strong> mức 10 trên 10" in html
    assert "<strong>21:00–24:00</strong> không phát, trừ tin khẩn cấp" in html
    assert 'class="schedule__qr"' in html
    assert '<rect x="1260"' in html


def test_command_names_what_is_particular_to_a_day() -> None:
    from lantoa.channels.station.models import SlotChange, TimeSlot
    from lantoa.channels.station.queries import day_notes
    from tests.station.make import operator

    zone_with_slot([cluster()], at=time(5), by=operator())
    slot = TimeSlot.objects.get()
    SlotChange.objects.create(slot=slot, day=TODAY, kind="skip", was_at=time(5), why="mất điện")
    SlotChange.objects.create(slot=slot, day=TODAY, kind="add", at=time(9))
    lines = day_lines(TODAY)
    table = as_table(TODAY, lines, day_notes(TODAY))
    assert "Chương trình sáng (Toàn xã) không phát: mất điện" in table
    assert "* thêm ngày này" in table
    [found] = json.loads(as_json(TODAY, lines))["broadcasts"]
    assert set(found) == {"at", "seconds", "zone", "item", "priority", "conflicts"}
