"""Ghi lượt phát tay on the desk: tap the slot, tap «Ghi vào sổ»."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests import make
from tests.station.make import heard_article, zone_with_slot

from lantoa.channels.base.jobs import deliver
from lantoa.channels.station.models import HandSheet
from lantoa.core import clock
from lantoa.core.clock import local
from lantoa.ledger.models import Evidence
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
LIST = "/ban-lam-viec/truyen-thanh/ghi-so/"


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path) -> None:  # type: ignore[no-untyped-def]
    settings.HOME = tmp_path


def operator() -> Client:
    client = Client()
    client.force_login(make.account(Role.STATION_OPERATOR))
    return client


def slot_passed() -> None:
    """A programme that ended a while ago on two clusters without receivers."""
    now = clock.now()
    begin = local(now - timedelta(minutes=10)).replace(second=0, microsecond=0)
    zone_with_slot(
        [make.cluster("Bến Đò"), make.cluster("Cồn Soi")], at=begin.time(), quiet=False,
        rule="FREQ=DAILY", now=now,
    )  # fmt: skip
    heard_article("Họp thôn", seconds=40, now=now - timedelta(days=1))
    deliver(now - timedelta(hours=1))


def photo() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    return SimpleUploadedFile("so.jpg", out.getvalue(), "image/jpeg")


def filled(client: Client) -> tuple[str, dict[str, Any]]:
    """Tap one: where it leads, and what its form holds without a change."""
    page = client.get(LIST).content.decode()
    address = re.findall(r'href="([^"]*\?khung=[^"]*)"', page)[0].replace("&amp;", "&")
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields if name != "photos"}
    data = {name: value for name, value in values.items() if value not in (None, "")}
    return address, data | {"day": values["day"].isoformat(), "at": f"{values['at']:%H:%M}"}


def test_two_taps_write_an_entry_a_cluster_with_the_photo_of_the_page() -> None:
    slot_passed()
    client = operator()
    address, data = filled(client)
    answer = client.post(address, data | {"photos": [photo()]}, follow=True)
    assert "Đã ghi sổ thủ công 2 lượt phát." in answer.content.decode()
    rows = Evidence.objects.filter(kind="broadcast.played")
    assert [(row.proof, row.attachments[0]["mime"]) for row in rows] == (
        [("logbook", "image/jpeg")] * 2
    )
    again = client.post(address, data | {"photos": [photo()]})
    assert (again.status_code, HandSheet.objects.count()) == (302, 1)
    assert "đã ghi" in client.get(LIST).content.decode()


def test_nothing_ticked_is_told_beside_the_field_and_keeps_what_was_chosen() -> None:
    slot_passed()
    client = operator()
    address, data = filled(client)
    data.pop("items")
    answer = client.post(address, data | {"clusters": []})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Chọn ít nhất một tin, hoặc một đài đã tiếp âm." in page
    assert "Chọn ít nhất một cụm loa." in page
    assert HandSheet.objects.count() == 0


def test_sheet_is_corrected_and_withdrawn_with_a_reason() -> None:
    slot_passed()
    client = operator()
    address, data = filled(client)
    client.post(address, data)
    row = HandSheet.objects.get()
    page = f"{LIST}{row.pk}/"
    held = [one.cluster_id for one in row.airings.all()]
    answer = client.post(f"{page}dieu-chinh/", {"giay0": 30, "clusters": held[:1], "reason": ""})
    assert (answer.status_code, "Ghi rõ lý do." in answer.content.decode()) == (422, True)
    client.post(f"{page}dieu-chinh/", {"giay0": 30, "clusters": held[:1], "reason": "mất điện"})
    assert "30 giây" in client.get(page).content.decode()
    answer = client.post(
        f"{page}dieu-chinh/", {"giay0": 30, "clusters": held[:1], "reason": "nhầm", "rut": "1"},
        follow=True,
    )  # fmt: skip
    assert "Tờ này đã rút" in answer.content.decode()


def test_empty_list_says_why() -> None:
    assert "Mọi cụm loa đều có bộ thu" in operator().get(LIST).content.decode()
