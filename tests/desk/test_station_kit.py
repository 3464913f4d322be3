"""The screen of the station's kit, from an empty one to a leader's decision."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import make
from tests.desk.matrix.reading import client_of
from tests.station.kits import quick_join, quick_kit

from lantoa.approval.terms import Decision
from lantoa.channels.station.kit_making import join_parts, make_sound
from lantoa.channels.station.kit_queries import kit_in_use
from lantoa.channels.station.models import KitSound, StationKit
from lantoa.channels.station.services.kit import decide_kit, join_kit, submit_kit
from lantoa.channels.station.services.kit_sounds import choose_sound, leave_out
from lantoa.registry.spoken import keep_spoken_word
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
PAGE = "/ban-lam-viec/truyen-thanh/nhan-dien/"


def operator() -> Client:
    return client_of(make.account(Role.STATION_OPERATOR))


def test_empty_screen_teaches_and_defaults_lead_to_a_kit() -> None:
    make.commune()
    client = operator()
    page = client.get(PAGE).content.decode()
    assert "Chưa có bộ nào được duyệt" in page
    assert "Làm các phần còn thiếu theo mặc định" in page
    client.post(reverse("kit-defaults"))
    assert "Đang làm" in client.get(reverse("kit-progress")).content.decode()
    for row in KitSound.objects.exclude(part="bed"):
        make_sound(row.pk)
    client.post(reverse("kit-stop"))
    client.post(reverse("kit-join"))
    join_parts(StationKit.objects.get().pk)
    assert client.get(reverse("kit-progress"))["HX-Refresh"] == "true"
    page = client.get(PAGE).content.decode()
    assert "Trình lãnh đạo duyệt" in page
    kit = StationKit.objects.get()
    assert f"{kit.opening_sha256}.mp3" in page


def test_leader_hears_and_approves_on_the_same_screen() -> None:
    kit = quick_kit()
    operator().post(reverse("kit-submit", args=[kit.pk]))
    leader = client_of(make.account(Role.LEADER))
    listed = leader.get("/ban-lam-viec/duyet/").content.decode()
    assert "mở đầu và kết thúc mọi chương trình trên loa" in listed
    page = leader.get(PAGE)
    waiting = page.context["waiting"]
    assert leader.get(reverse("approval", args=[waiting.pk])).url == PAGE
    assert "Duyệt: phát quanh mọi chương trình" in page.content.decode()
    leader.post(
        reverse("kit-decide", args=[kit.pk]),
        {"decision": "approved", "hash": waiting.hash, "seen": ["opening-air", "lạ"]},
    )
    assert kit_in_use() == kit
    assert kit_in_use() is not None
    assert leader.get(PAGE).context["in_use"].state.startswith("Người thử")


def test_leader_decides_on_what_waits_though_another_was_joined_since() -> None:
    first = quick_kit()
    station = operator()
    station.post(reverse("kit-submit", args=[first.pk]))
    leave_out(part="bed", by=make.account(Role.STATION_OPERATOR))
    second = quick_join()
    assert station.get(PAGE).context["candidate"].kit == second
    page = client_of(make.account(Role.LEADER)).get(PAGE)
    assert page.context["candidate"].kit == first
    assert "Duyệt: phát quanh mọi chương trình" in page.content.decode()


def test_kit_of_the_same_parts_is_shown_again_and_a_returned_one_laid_before_again() -> None:
    first = quick_kit()
    bed = KitSound.objects.get(part="bed", is_chosen=True)
    who = make.account(Role.STATION_OPERATOR)
    leave_out(part="bed", by=who)
    station = operator()
    second = join_kit(by=who, now=make.NOW + timedelta(minutes=1))
    assert station.get(PAGE).context["candidate"].kit == second
    choose_sound(sound=bed, by=who)
    assert join_kit(by=who, now=make.NOW + timedelta(minutes=2)) == first
    assert station.get(PAGE).context["candidate"].kit == first
    request = submit_kit(kit=first, by=who, now=make.NOW)
    decide_kit(kit=first, decision=Decision.RETURNED, reason="Nhạc to quá", seen=[],
               expected_hash=request.hash, by=make.account(Role.LEADER), now=make.NOW)  # fmt: skip
    assert "Trình lại đúng bộ này" in station.get(PAGE).content.decode()
    station.post(reverse("kit-submit", args=[first.pk]))
    assert station.get(PAGE).context["candidate"].state == "chờ duyệt"


def test_files_are_played_in_part_and_unknown_ones_are_not_found() -> None:
    kit = quick_kit()
    client = operator()
    address = reverse("kit-file", args=[kit.opening_sha256])
    assert client.get(address, headers={"Range": "bytes=0-9"}).status_code == 206
    assert client.get(reverse("kit-file", args=["0" * 64])).status_code == 404


def test_upload_without_rights_says_so_and_words_are_escaped() -> None:
    client = operator()
    made = client.post(
        reverse("kit-recording", args=["bed"]),
        {"file": SimpleUploadedFile("n.wav", b"RIFF"), "right": ""},
    )
    assert (made.status_code, KitSound.objects.count()) == (422, 0)
    assert "quyền sử dụng" in made.content.decode()
    client.post(reverse("kit-words", args=["hello"]), {"words": "<b>Đài</b> xã", "voice": "vi"})
    make_sound(KitSound.objects.get().pk)
    page = client.get(PAGE).content.decode()
    assert "&lt;b&gt;Đài&lt;/b&gt; xã" in page
    assert "<b>Đài</b>" not in page


def test_unknown_part_and_bad_seconds_are_refused() -> None:
    client = operator()
    assert client.post(reverse("kit-tone", args=["la"])).status_code == 422
    quick_kit()
    row = KitSound.objects.filter(part="opening").get()
    told = client.post(reverse("kit-cut", args=[row.pk]), {"from": "x", "to": "2"})
    assert (told.status_code, "phải là số giây" in told.content.decode()) == (422, True)


@pytest.mark.parametrize("others", [1, 3])
def test_screen_takes_the_same_queries_for_one_version_and_for_three(
    others: int, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    quick_kit()
    row = KitSound.objects.filter(part="bed").get()
    for _ in range(others):
        row.pk, row.is_chosen = None, False
        row.save()
    client = operator()
    client.get(PAGE)
    with django_assert_max_num_queries(34):  # type: ignore[operator]
        client.get(PAGE)


def test_second_kit_says_beforehand_that_it_takes_the_first_ones_place() -> None:
    first, station = quick_kit(), operator()
    assert "tự rút" not in station.get(PAGE).content.decode()
    station.post(reverse("kit-submit", args=[first.pk]))
    assert "tự rút" not in station.get(PAGE).content.decode()
    leave_out(part="bed", by=make.account(Role.STATION_OPERATOR))
    quick_join()
    page = station.get(PAGE).content.decode()
    assert f"{first} đang chờ duyệt. Trình bộ này thì lượt trình {first} tự rút" in page
    assert "Trình bộ này, rút bộ đang chờ" in page


def test_spoken_part_offers_the_microphone_and_an_old_one_its_new_words() -> None:
    quick_kit(words="Đài xã VHXX")
    station = operator()
    page = station.get(PAGE).content.decode()
    assert page.count("data-record-form") == 2 and "desk/articles/recorder.js" in page
    assert "Đọc lại theo từ điển" not in page
    keep_spoken_word(word="VHXX", reading="văn hóa xã", by=make.account())
    assert station.get(PAGE).content.decode().count("Đọc lại theo từ điển</button>") == 2
