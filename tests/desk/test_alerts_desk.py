"""Alerts on the desk: composed, heard, decided by another here or on a phone, followed, stopped."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests import alerting, make
from tests.cap.test_incoming import info, message
from tests.desk.matrix.reading import client_of
from tests.newsroom.test_alert_recordings import spoken
from tests.station.make import enrolled

from lantoa.approval.links import make_link, token_of
from lantoa.approval.pins import set_pin
from lantoa.cap.writing import write_message
from lantoa.channels.base import public_generation
from lantoa.channels.station.services.alerting import air_alerts
from lantoa.core import clock
from lantoa.documents.sheets import read_xlsx
from lantoa.newsroom.alerts.terms import AlertState
from lantoa.newsroom.models import Alert
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def operator() -> Client:
    return client_of(make.account(Role.STATION_OPERATOR))


def typed(**more: str) -> dict[str, str]:
    return {
        "headline": "Nước sông Lam lên nhanh", "description": "Nước đang lên nhanh.",
        "instruction": "Bà con lên nơi cao.", "everywhere": "on", "lasts_minutes": "60",
        "repeat_minutes": "10", "severity": "Severe", "urgency": "Immediate",
        "certainty": "Likely", "buoc": "trinh",
    } | more  # fmt: skip


def test_officer_chooses_what_happens_and_finds_it_half_written() -> None:
    make.commune()
    client = operator()
    assert "Lũ quét, sạt lở đất" in client.get(reverse("alert-choose")).content.decode()
    page = client.get(reverse("alert-compose", args=["fire"])).content.decode()
    assert "Đang cháy tại [nơi cháy]." in page
    assert "Làm âm thanh và trình duyệt ngay" in page


def test_compose_keeps_the_draft_and_wants_it_submitted_when_the_sounds_are_made() -> None:
    make.commune()
    make.hamlet()
    answer = operator().post(reverse("alert-compose", args=["flood"]), typed())
    alert = Alert.objects.get()
    assert answer.url == reverse("alert", args=[alert.pk])
    assert (alert.state, alert.submit_by) == (AlertState.DRAFT, alert.made_by)
    assert alert.sounds.count() == 2
    assert [hamlet.name for hamlet in alert.hamlets.all()] == ["Bến Đò"]


def test_open_polygon_is_closed_and_a_crooked_one_is_refused() -> None:
    make.commune()
    make.hamlet()
    client, address = operator(), reverse("alert-compose", args=["flood"])
    client.post(address, typed(polygon="18.4,105.8 18.5,105.8 18.5,105.9"))
    assert Alert.objects.get().polygon == "18.4,105.8 18.5,105.8 18.5,105.9 18.4,105.8"
    answer = client.post(address, typed(polygon="105.8,18.4 105.8,18.5 105.9,18.5"))
    assert answer.status_code == 422
    assert "vĩ độ đứng trước kinh độ" in answer.content.decode()


def test_outline_alone_chooses_the_hamlets_that_are_heard_inside() -> None:
    make.commune()
    inside, heard, beyond = (make.hamlet(name) for name in ("Bến Đò", "Chợ Mới", "Núi Tháp"))
    for name, place, latitude in (("Trong", inside, "18.45"), ("Ngoài", beyond, "19.5")):
        cluster = make.cluster(name)
        cluster.hamlet, cluster.latitude, cluster.longitude = place, latitude, "105.85"
        cluster.save()
        cluster.hears.set([place, heard] if place == inside else [place])
    client, address = operator(), reverse("alert-compose", args=["flood"])
    box = "18.4,105.8 18.5,105.8 18.5,105.9 18.4,105.9"
    client.post(address, typed(everywhere="", polygon=box))
    assert set(Alert.objects.get().hamlets.all()) == {inside, heard}
    far = typed(everywhere="", polygon="8.4,105.8 8.5,105.8 8.5,105.9")
    answer = client.post(address, far)
    assert (answer.status_code, Alert.objects.count()) == (422, 1)
    assert "không trùm cụm loa nào" in answer.content.decode()


def test_no_area_is_refused_and_what_was_typed_stays() -> None:
    make.commune()
    answer = operator().post(reverse("alert-compose", args=["flood"]), typed(everywhere=""))
    page = answer.content.decode()
    assert (answer.status_code, Alert.objects.count()) == (422, 0)
    assert "Chọn cả xã, hoặc ít nhất một thôn." in page
    assert "Nước đang lên nhanh." in page


def test_leader_sees_what_will_sound_where_and_approves_on_the_desk() -> None:
    enrolled(make.cluster())
    alert = alerting.draft()
    alerting.submitted(alert)
    leader = client_of(make.account(Role.LEADER))
    listed = leader.get(reverse("approvals")).content.decode()
    assert "phát khẩn cấp trên mọi kênh ngay khi duyệt" in listed
    page = leader.get(reverse("alert", args=[alert.pk]))
    words = page.content.decode()
    assert "Phát ở 1 cụm loa" in words
    assert "mỗi lần 40 giây, nhắc lại mỗi 10 phút trong 1 giờ" in words
    assert "Duyệt: phát cảnh báo ngay tới 1 cụm loa" in words
    before = public_generation.current()
    leader.post(
        reverse("alert-approve", args=[alert.pk]),
        {"hash": page.context["item"].hash, "seen": ["call", "lạ"]},
    )
    alert.refresh_from_db()
    assert alert.state == AlertState.LIVE
    assert public_generation.current() == before  # written at commit, which tests never reach
    air_alerts(now=clock.now())
    followed = leader.get(reverse("alert", args=[alert.pk])).content.decode()
    assert "Đã ra lệnh, chờ xác nhận" in followed
    assert "Hủy: dừng loa và nói lời kết thúc" in followed


def test_composer_has_no_button_to_approve() -> None:
    leader = make.account(Role.LEADER)
    alert = alerting.draft(by=leader)
    alerting.submitted(alert)
    page = client_of(leader).get(reverse("alert", args=[alert.pk])).content.decode()
    assert "Không ai tự duyệt nội dung do mình viết hoặc trình." in page
    assert "Duyệt: phát cảnh báo" not in page


def approver() -> Account:
    leader = make.account(Role.LEADER)
    set_pin(account=leader, pin="804216", again="804216", now=clock.now())
    return leader


def test_second_person_hears_and_approves_on_a_phone_with_the_pin() -> None:
    alert = alerting.draft(now=clock.now())
    request = alerting.submitted(alert, now=clock.now())
    link = make_link(request=request, approver=approver(), by=alert.made_by, now=clock.now())
    token, phone = token_of(link), Client()
    assert alert.headline not in phone.get(reverse("link", args=[token])).content.decode()
    phone.post(reverse("link", args=[token]))
    page = phone.get(reverse("link-content", args=[token])).content.decode()
    assert alert.headline in page
    assert "Duyệt: phát cảnh báo ngay tới 0 cụm loa" in page
    sound = phone.get(reverse("link-alert-sound", args=[token, "call"]))
    assert b"".join(sound).startswith(b"not music: call")
    assert phone.get(reverse("link-alert-sound", args=[token, "web"])).status_code == 404
    wrong = phone.post(reverse("link-approve", args=[token]), {"pin": "111222"})
    assert wrong.status_code == 422
    phone.post(reverse("link-approve", args=[token]), {"pin": "804216", "seen": ["call"]})
    alert.refresh_from_db()
    assert alert.state == AlertState.LIVE


def test_operator_may_send_a_link_for_an_alert() -> None:
    operator_account = make.account(Role.STATION_OPERATOR)
    request = alerting.submitted(alerting.draft(by=operator_account))
    approver()
    page = client_of(operator_account).get(reverse("approval-links", args=[request.pk]))
    assert "Tạo đường dẫn" in page.content.decode()


def test_one_person_cancels_and_the_list_says_why() -> None:
    alert = alerting.approved(alerting.draft(now=clock.now()), now=clock.now())
    client = operator()
    assert "Hủy cảnh báo" in client.get(reverse("alerts")).content.decode()
    client.post(reverse("alert-cancel", args=[alert.pk]), {"reason": "Nước đã rút"})
    alert.refresh_from_db()
    assert alert.state == AlertState.CANCELLED
    page = client.get(reverse("alerts") + "?loc=da-phat").content.decode()
    assert "Lý do hủy: Nước đã rút" in page


def test_sealed_one_is_started_from_its_page() -> None:
    sealed = alerting.approved(alerting.draft(is_sealed=True, now=clock.now()), now=clock.now())
    client = operator()
    assert (
        "Phát ngay tới 0 cụm loa" in client.get(reverse("alert", args=[sealed.pk])).content.decode()
    )
    client.post(reverse("alert-start", args=[sealed.pk]))
    assert Alert.objects.get(sealed_from=sealed).state == AlertState.LIVE


def test_update_begins_with_the_same_words() -> None:
    alert = alerting.approved(alerting.draft(now=clock.now()), now=clock.now())
    client = operator()
    answer = client.post(reverse("alert-update", args=[alert.pk]))
    update = Alert.objects.get(replaces=alert)
    assert answer.url == reverse("alert-edit", args=[update.pk])
    page = client.get(answer.url).content.decode()
    assert "Bản này thay cho cảnh báo đang hiệu lực" in page
    assert ('name="is_exercise"' in page, 'name="is_sealed"' in page) == (False, False)


def test_follow_reloads_the_page_once_the_sounds_are_there() -> None:
    alert = alerting.draft(sounds=False)
    client, address = operator(), reverse("alert-follow", args=[alert.pk]) + "?dang-lam=1"
    assert "HX-Refresh" not in client.get(address).headers
    alerting.give_sounds(alert)
    assert client.get(address)["HX-Refresh"] == "true"


def test_file_from_above_becomes_a_draft_on_the_desk() -> None:
    make.commune()
    content = write_message(message(sent=clock.now(), infos=(info(
        effective=clock.now(), expires=clock.now() + timedelta(hours=5)),)))  # fmt: skip
    upload = SimpleUploadedFile("a.xml", content)
    answer = operator().post(reverse("alert-take"), {"file": upload})
    draft = Alert.objects.get()
    assert answer.url == reverse("alert-edit", args=[draft.pk])
    assert operator().post(reverse("alert-take"), {}).status_code == 422


def test_length_from_above_stays_as_it_came_when_the_draft_is_saved() -> None:
    make.hamlet()
    draft = alerting.draft(lasts_minutes=290, sounds=False)
    client, address = operator(), reverse("alert-edit", args=[draft.pk])
    assert '<option value="290" selected>4 giờ 50 phút</option>' in (
        client.get(address).content.decode()
    )
    client.post(address, typed(lasts_minutes="290", buoc="luu"))
    draft.refresh_from_db()
    assert (draft.lasts_minutes, draft.headline) == (290, "Nước sông Lam lên nhanh")


def test_report_says_what_went_out_and_names_what_is_unknown() -> None:
    make.cluster("Bến Đò 9")
    alert = alerting.approved(alerting.draft(now=clock.now()), now=clock.now())
    answer = operator().get(reverse("alert-report", args=[alert.pk]))
    sheets = {sheet.name: sheet.rows for sheet in read_xlsx(answer.content)}
    assert ("Tiêu đề", alert.headline) in sheets["Cảnh báo"]
    [line] = sheets["Loa"][1:]
    assert line[0] == "Bến Đò 9"
    assert "không có bộ thu đã ghi danh" in line
    assert [row[1] for row in sheets["Diễn biến"][1:]] == [
        "Soạn", "Trình duyệt", "Duyệt tại bàn làm việc", "Phát đi mọi kênh",
    ]  # fmt: skip


@pytest.mark.parametrize("role", [Role.STATION_OPERATOR, Role.LEADER])
def test_hom_nay_shows_what_holds_in_red_with_the_way_to_stop_it(role: Role) -> None:
    alert = alerting.approved(alerting.draft(now=clock.now()), now=clock.now())
    page = client_of(make.account(role)).get(reverse("today")).content.decode()
    assert f"Hủy cảnh báo: {alert.headline}" in page


def test_voice_handed_in_with_the_words_is_kept_and_what_is_no_sound_is_said_beside_it() -> None:
    make.commune()
    make.hamlet()
    client, address = operator(), reverse("alert-compose", args=["flood"])
    wrong = SimpleUploadedFile("loi.mp3", b"khong phai am thanh" * 90, content_type="audio/mpeg")
    answer = client.post(address, {**typed(), "voice_file": wrong})
    assert answer.status_code == 422
    assert "Nước sông Lam lên nhanh" in answer.content.decode()
    assert not Alert.objects.exists()
    good = SimpleUploadedFile("loi.wav", spoken().read(), content_type="audio/wav")
    assert client.post(address, {**typed(), "voice_file": good}).status_code == 302
    alert = Alert.objects.get()
    assert alert.recording is not None
    edit = reverse("alert-edit", args=[alert.pk])
    assert "Bỏ bản thu" in client.get(edit).content.decode()
    client.post(edit, {**typed(), "no_recording": "on", "buoc": "luu"})
    alert.refresh_from_db()
    assert alert.recording is None
