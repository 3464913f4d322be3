"""The screen of a coming programme."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.desk.test_station_desk import HOME, operator
from tests.make import cluster
from tests.station.kits import approved, quick_kit
from tests.station.make import enrolled, heard_article, zone_with_slot

from lantoa.channels.base.jobs import deliver
from lantoa.channels.station.models import KitAiring, ProgrammeFile
from lantoa.channels.station.services.kit_ordering import follow_kit

pytestmark = pytest.mark.django_db
PAGE = f"{HOME}chuong-trinh/"


def filled(*bulletins: tuple[str, int], slot: int = 900) -> Client:
    now = timezone.now()
    place = cluster()
    # Half an hour off: no programme begins while the test looks at what is coming.
    begins = time(0, (now.minute + 30) % 60)
    zone_with_slot(
        [place], at=begins, seconds=slot, quiet=False, rule="FREQ=MINUTELY;INTERVAL=60", now=now
    )
    enrolled(place)
    for title, seconds in bulletins:
        heard_article(title, seconds=seconds, now=now - timedelta(minutes=1))
    deliver(now)
    return operator()


def test_station_without_slots_teaches() -> None:
    answer = operator().get(PAGE)
    assert (answer.status_code, answer.context["lines"]) == (200, None)
    assert "Chưa có khung giờ nào sắp tới" in answer.content.decode()


def test_programme_shows_seconds_total_and_what_is_left_out() -> None:
    lines = filled(("Một", 40), ("Hai", 30), slot=60).get(PAGE).context["lines"]
    assert (lines.used, lines.slot, lines.spare) == (
        "40 giây", "60 giây (1 phút)", "20 giây",
    )  # fmt: skip
    assert [(line.title, line.seconds) for line in lines.held] == [("Một", "40 giây")]
    assert [(one.title, one.reason) for one in lines.left] == [
        ("Hai", "không đủ chỗ trong khung giờ")
    ]


def test_another_programme_is_chosen_and_nonsense_shows_the_first() -> None:
    client = filled(("Một", 40), ("Hai", 30), slot=60)
    keys = [key for key, _ in client.get(PAGE).context["choices"]]
    second = client.get(PAGE, {"khung": keys[1]}).context["lines"]
    assert [line.title for line in second.held] == ["Hai"]
    assert client.get(PAGE, {"khung": "9@x<script>"}).context["chosen"] == keys[0]


def test_title_is_escaped() -> None:
    page = filled(("<b>Tin</b>", 20)).get(PAGE).content.decode()
    assert "&lt;b&gt;Tin&lt;/b&gt;" in page
    assert "<b>Tin</b>" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_programme_takes_the_same_queries_for_one_bulletin_and_for_three(
    count: int, django_assert_num_queries: Any
) -> None:
    client = filled(*((f"Tin {number}", 20) for number in range(count)))
    client.get(PAGE)
    with django_assert_num_queries(24):
        client.get(PAGE, headers={"X-Passive": "1"})


def test_programme_names_its_opening_or_why_there_is_none() -> None:
    client = filled(("Một", 40), slot=60)
    page = client.get(PAGE)
    assert "chưa có bộ nhận diện đài được duyệt" in page.context["lines"].kit_note
    approved(quick_kit())
    follow_kit(now=timezone.now())
    page = client.get(PAGE)
    lines = page.context["lines"]
    assert [line.title for line in lines.held] == ["Mở đầu của đài", "Một", "Kết thúc của đài"]
    assert (lines.used, lines.kit_note) == ("52 giây", "")
    assert KitAiring.objects.get(side="opening").sha256 in page.content.decode()


def test_full_slot_names_the_kit_that_is_left_out() -> None:
    client = filled(("Một", 40), ("Hai", 18), slot=60)
    approved(quick_kit())
    follow_kit(now=timezone.now())
    note = client.get(PAGE).context["lines"].kit_note
    assert note.startswith("Không có phần mở đầu và kết thúc: tin đã dùng hết chỗ")


def test_file_is_asked_for_followed_stopped_and_downloaded() -> None:
    client = filled(("Một", 40), slot=60)
    approved(quick_kit())
    key = client.get(PAGE).context["chosen"]
    answer = client.post(reverse("programme-file-make"), {"khung": key})
    row = ProgrammeFile.objects.get()
    assert answer.url == f"{PAGE}?khung={key}#tep"
    assert "xong 0%" in client.get(reverse("programme-file", args=[row.pk])).content.decode()
    client.post(reverse("programme-file-stop", args=[row.pk]))
    row.refresh_from_db()
    assert row.state == "cancelled"
    row.state, row.sha256 = "ready", row.kit.opening_sha256
    row.save()
    page = client.get(PAGE, {"khung": key}).content.decode()
    assert "Tải chương trình (MP3)" in page
    file = client.get(reverse("programme-download", args=[row.pk]), {"tai": ""})
    assert file["Content-Disposition"].startswith('attachment; filename="chuong-trinh-sang-')
    assert client.post(reverse("programme-file-make"), {"khung": "9@x"}).status_code == 404
