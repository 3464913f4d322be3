"""The page of one cluster: a person's orders to its receiver, confirmed by name."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import make
from tests.station.make import enrolled

from lantoa.channels.station.models import DeviceOrder, RefusedOrder
from lantoa.core import clock
from lantoa.desk.audit.models import AuditEntry
from lantoa.receiver.messages import Fault
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState, Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.HOME = tmp_path


def signed_in(role: Role) -> Client:
    client = Client()
    client.force_login(make.account(role))
    return client


def device() -> Receiver:
    """One receiver that is in contact."""
    receiver, _ = enrolled(make.cluster("Bến Đò"), now=clock.now())
    receiver.last_beat_at = clock.now()
    receiver.last_beat = {"state": "alive", "boot": "b1", "version": "0.1.0", "unsure": True}
    receiver.save()
    return receiver


def address(receiver: Receiver, more: str = "") -> str:
    return f"/ban-lam-viec/truyen-thanh/cum-loa/{receiver.cluster_id}/{more}"


def test_every_order_names_what_will_happen_and_where_before_it_is_sent() -> None:
    row, client = device(), signed_in(Role.STATION_OPERATOR)
    for act, button in (
        ("am-luong", "Đặt âm lượng cụm loa Bến Đò"),
        ("am-thu", "Phát âm thử 3 giây tại cụm loa Bến Đò"),
        ("khoi-dong-lai", "Khởi động lại bộ thu của cụm loa Bến Đò"),
    ):
        page = client.get(address(row, f"lenh/{act}/")).content.decode()
        assert f'type="submit">{button}</button>' in page
    assert DeviceOrder.objects.count() == 0


def test_volume_is_sent_noted_and_audited() -> None:
    row, client = device(), signed_in(Role.STATION_OPERATOR)
    answer = client.post(address(row, "lenh/am-luong/"), {"level": "4"}, follow=True)
    page = answer.content.decode()
    assert "Đã gửi lệnh đặt âm lượng mức 4 cho cụm loa Bến Đò." in page
    assert "Đặt âm lượng mức 4" in page
    assert "mức 4 trên 10" in page
    entry = AuditEntry.objects.get(action="station-device-order")
    assert (entry.subject, entry.outcome) == (row.code, "done")


def test_order_to_a_device_out_of_contact_is_refused_in_words() -> None:
    row, client = device(), signed_in(Role.STATION_OPERATOR)
    Receiver.objects.update(last_beat_at=None)
    answer = client.post(
        address(row, "lenh/khoi-dong-lai/"), HTTP_REFERER=address(row), follow=True
    )
    assert "đang mất liên lạc" in answer.content.decode()
    assert DeviceOrder.objects.count() == 0


@pytest.mark.parametrize("level", ["0", "11", "x", "", "999999"])
def test_volume_that_is_none_is_refused(level: str) -> None:
    row, client = device(), signed_in(Role.STATION_OPERATOR)
    client.post(address(row, "lenh/am-luong/"), {"level": level})
    assert DeviceOrder.objects.count() == 0


def test_page_says_what_was_refused_and_that_the_clock_is_unsure() -> None:
    row, client = device(), signed_in(Role.EDITOR)
    for fault in (Fault.UNKNOWN_KEY, Fault.EXPIRED):
        RefusedOrder.objects.create(receiver=row, at=clock.now(), detail=fault, number=0)
    page = client.get(address(row)).content.decode()
    assert "Lệnh ký bằng khóa lạ, không phải của đài" in page
    assert page.count("không phải lệnh của đài") == 1
    assert "Bộ thu chưa chắc giờ" in page
    assert "Phát âm thử" not in page  # an editor reads, and orders nothing


def test_stolen_device_is_revoked_with_a_reason() -> None:
    row, client = device(), signed_in(Role.ADMINISTRATOR)
    client.post(address(row, "thu-hoi/"), {"reason": ""})
    assert Receiver.objects.get().state == ReceiverState.ENROLLED
    answer = client.post(address(row, "thu-hoi/"), {"reason": "mất trộm"}, follow=True)
    assert "Đã thu hồi Bộ thu Bến Đò." in answer.content.decode()
    assert Receiver.objects.get().state == ReceiverState.REVOKED


def test_cluster_without_a_receiver_has_a_page_and_takes_no_order() -> None:
    cluster, client = make.cluster("Đầu Làng"), signed_in(Role.STATION_OPERATOR)
    page = f"/ban-lam-viec/truyen-thanh/cum-loa/{cluster.pk}/"
    assert "chưa có bộ thu" in client.get(page).content.decode()
    assert client.get(f"{page}lenh/am-thu/").status_code == 404
    assert client.get(f"{page}lenh/khac/").status_code == 404
