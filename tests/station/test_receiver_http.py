"""Enrolment with a one-time code, and sounds for those who were ordered to play them."""

from __future__ import annotations

import json
from datetime import time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from lantoa.channels.base.jobs import deliver
from lantoa.channels.station.models import Broadcast
from lantoa.channels.station.names import receiver_name, reserve_public, station_key
from lantoa.channels.station.services.ordering import order_due
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.core.keys import SigningKey
from lantoa.ledger.models import Evidence
from lantoa.newsroom.sounds.files import sound_path
from lantoa.receiver.messages import SOUND_PATH, EnrolmentRequest, authorization, open_answer
from lantoa.receiver.messages.enrolment import PATH
from lantoa.registry.models import Receiver
from lantoa.registry.services import invite_receiver, revoke_receiver
from tests import make
from tests.make import cluster
from tests.station.make import enrolled, heard_article, operator, zone_with_slot

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_tries_so_far() -> None:
    cache.clear()


def post(code: str, key: SigningKey):  # type: ignore[no-untyped-def]
    request = EnrolmentRequest(code, key.public.text, "Nhà văn hóa", "0.1")
    return Client().post(PATH, request.encode(), content_type="application/json")


def test_receiver_enrols_with_a_code_that_works_once() -> None:
    place, key = cluster(), SigningKey.new()
    zone_with_slot([place], at=time(17))
    code = invite_receiver(cluster=place, by=operator(), now=clock.now())
    answer = post(code.lower().replace("-", " "), key)
    message = open_answer(answer.content, receiver_key=key.public.id).message
    receiver = Receiver.objects.get()
    assert message.receiver == receiver_name(receiver)
    assert (message.name, message.quiet_from, message.quiet_until) == (
        "Bến Đò 1", "21:00", "05:00",
    )  # fmt: skip
    assert message.station_keys == (station_key().public.text, reserve_public().text)
    entry = Evidence.objects.get(kind="receiver.enrolled")
    assert entry.payload["public_key"] == key.public.text == receiver.public_key
    users = json.loads((Path(settings.HOME) / "broker" / "users.json").read_text())
    assert list(users["users"]) == [message.receiver]
    assert message.broker.password not in json.dumps(users)
    assert post(code, SigningKey.new()).status_code == 403


def test_code_past_its_time_is_refused() -> None:
    old = clock.now() - timedelta(hours=49)
    code = invite_receiver(cluster=cluster(), by=operator(), now=old)
    assert post(code, SigningKey.new()).status_code == 403
    assert not Evidence.objects.filter(kind="receiver.enrolled").exists()


def test_guessing_codes_is_stopped() -> None:
    statuses = [post(f"ABCD{number}", SigningKey.new()).status_code for number in range(11)]
    assert statuses == [403] * 10 + [429]


@pytest.mark.parametrize("body", [b"", b"{", b'{"v":1}', b"x" * 5000])
def test_what_is_no_request_is_refused(body: bytes) -> None:
    status = Client().post(PATH, body, content_type="application/json").status_code
    assert status in (403, 413)


def test_editor_may_not_invite() -> None:
    with pytest.raises(Refused, match="quyền"):
        invite_receiver(cluster=cluster(), by=make.account(), now=clock.now())


def ordered_sound() -> tuple[Receiver, SigningKey, str]:
    place, now = cluster(), clock.now()
    zone_with_slot(
        [place], at=(now + timedelta(minutes=5)).time(), quiet=False, seconds=60, now=now
    )
    receiver, key = enrolled(place, now=now)
    article = heard_article("Tin", seconds=20, now=now - timedelta(minutes=1))
    deliver(now)
    order_due(now=now)
    return receiver, key, article.renditions.get().sha256


def get(receiver: Receiver, key: SigningKey, sha256: str, **headers: str):  # type: ignore[no-untyped-def]
    path = SOUND_PATH + sha256
    words = authorization(
        key, receiver=receiver_name(receiver), method="GET", path=path, now=clock.now()
    )
    return Client().get(path, headers={"Authorization": words, **headers})


def test_receiver_fetches_what_it_is_ordered_to_play() -> None:
    receiver, key, sha256 = ordered_sound()
    answer = get(receiver, key, sha256)
    assert (answer.status_code, answer.getvalue()) == (200, sound_path(sha256).read_bytes())


def test_receiver_goes_on_where_the_line_broke() -> None:
    receiver, key, sha256 = ordered_sound()
    whole = sound_path(sha256).read_bytes()
    answer = get(receiver, key, sha256, Range="bytes=5-")
    assert (answer.status_code, answer.content) == (206, whole[5:])
    assert answer.headers["Content-Range"] == f"bytes 5-{len(whole) - 1}/{len(whole)}"
    assert get(receiver, key, sha256, Range=f"bytes={len(whole)}-").status_code == 416


def test_sound_is_given_to_nobody_else() -> None:
    receiver, key, sha256 = ordered_sound()
    stranger, own_key = enrolled(cluster("Cồn Soi 1"), now=clock.now())
    assert Client().get(SOUND_PATH + sha256).status_code == 401
    assert get(receiver, SigningKey.new(), sha256).status_code == 401
    assert get(stranger, own_key, sha256).status_code == 403
    revoke_receiver(receiver=receiver, reason="mất bộ thu", by=operator(), now=clock.now())
    assert get(receiver, key, sha256).status_code == 401
    assert Broadcast.objects.count() == 1


@pytest.mark.parametrize(
    ("length", "status"), [("abc", 400), ("-1", 400), ("9" * 5000, 413), ("999999", 413)]
)
def test_enrolment_with_a_strange_length_is_refused(length: str, status: int) -> None:
    answer = Client().post(
        PATH, b"{}", content_type="application/json", headers={"Content-Length": length}
    )
    assert answer.status_code == status
