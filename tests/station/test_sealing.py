"""Sealed alerts on the receivers: what is told, who gets a code, what comes back as evidence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.channels.station.models import LocalStart, Order, StartCode
from lantoa.channels.station.services.beats import take_beat
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.services.sealing import (
    follow_sealed,
    holders,
    lies_there,
    sealed_of,
    take_code,
)
from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.newsroom.models import Alert
from lantoa.notices.models import Notice
from lantoa.receiver import messages
from lantoa.receiver.messages import Fault, Proof, Result, seal
from lantoa.receiver.messages.start_codes import is_code
from lantoa.registry.terms import Role
from tests import alerting, make
from tests.make import NOW
from tests.station.breaking import beat_of
from tests.station.make import Speaker, operator
from tests.station.test_groups import speakers
from tests.station.test_ordering import opened

pytestmark = pytest.mark.django_db


def sealed(**fields: object) -> tuple[Alert, list[Speaker]]:
    """A sealed alert for the hamlet of the first of two receivers, both in contact."""
    one, two = speakers()
    far = make.hamlet("Thôn xa")
    two.receiver.cluster.hamlet = far
    two.receiver.cluster.save()
    two.receiver.cluster.hears.set([far])
    made = alerting.draft(hamlets=[one.receiver.cluster.hamlet], is_sealed=True, **fields)
    alerting.approved(made)
    for speaker in (one, two):
        take_beat(name=speaker.name, data=beat_of(speaker), now=NOW)
        speaker.receiver.refresh_from_db()
    return made, [one, two]


def test_code_is_drawn_by_who_may_warn_and_goes_to_the_receivers_of_the_area() -> None:
    alert, [one, two] = sealed()
    assert follow_sealed(now=NOW) == []  # without a code nothing lies there
    code = take_code(alert=alert, by=operator(), now=NOW)
    [order] = follow_sealed(now=NOW)
    assert order.receiver == one.receiver
    body = opened(order).body
    assert isinstance(body, messages.Sealed)
    [told] = body.alerts
    assert (told.alert, told.title, told.lasts_minutes) == (str(alert.pk), alert.headline, 60)
    assert is_code(code, salt=told.salt, check=told.check)
    assert code.replace("-", "") not in bytes(order.envelope).decode("latin-1")
    assert lies_there(told.call.sha256, one.receiver, now=NOW)
    assert not lies_there(told.call.sha256, two.receiver, now=NOW)
    assert Evidence.objects.filter(kind="alert.code_drawn").count() == 1


def test_it_is_told_until_the_beat_says_that_it_lies_there() -> None:
    alert, [one, _] = sealed()
    take_code(alert=alert, by=operator(), now=NOW)
    assert len(follow_sealed(now=NOW)) == 1
    assert follow_sealed(now=NOW + timedelta(seconds=15)) == []
    assert holders(alert, now=NOW) == (0, 1)
    later = NOW + timedelta(seconds=80)
    assert len(follow_sealed(now=later)) == 1
    digest = sealed_of(one.receiver, now=later).digest
    take_beat(name=one.name, data=beat_of(one, seq=2, sealed=digest), now=later)
    assert follow_sealed(now=later + timedelta(minutes=1)) == []
    assert holders(alert, now=later) == (1, 1)


def test_another_code_is_told_at_once_and_a_dropped_alert_is_taken_away() -> None:
    alert, [one, _] = sealed()
    take_code(alert=alert, by=operator(), now=NOW)
    follow_sealed(now=NOW)
    digest = sealed_of(one.receiver, now=NOW).digest
    take_beat(name=one.name, data=beat_of(one, seq=2, sealed=digest), now=NOW)
    take_code(alert=alert, by=operator(), now=NOW + timedelta(seconds=5))
    [order] = follow_sealed(now=NOW + timedelta(seconds=6))
    assert Order.objects.filter(kind="sealed", is_open=True).get() == order
    Alert.objects.update(state="dropped")
    [order] = follow_sealed(now=NOW + timedelta(seconds=90))
    assert opened(order).body == messages.Sealed()


def test_who_may_not_warn_gets_no_code_and_only_a_sealed_alert_has_one() -> None:
    alert, _ = sealed()
    with pytest.raises(Refused, match="không được giao cảnh báo"):
        take_code(alert=alert, by=make.account(Role.CLERK), now=NOW)
    with pytest.raises(Refused, match="còn hạn"):
        take_code(alert=alert, by=operator(), now=NOW + timedelta(days=181))
    assert not StartCode.objects.exists()


def test_sealed_alert_whose_bytes_changed_lies_nowhere() -> None:
    alert, [one, _] = sealed()
    take_code(alert=alert, by=operator(), now=NOW)
    Alert.objects.update(instruction="Việc khác")
    assert sealed_of(one.receiver, now=NOW).alerts == ()


def said(one: Speaker, alert: Alert, part: str, **fields: object) -> None:
    """A proof of something that was started at the receiver an hour ago."""
    one.seq += 1
    began = NOW - timedelta(hours=1)
    sound = alert.sounds.get(part="end" if part == "e" else "call")
    values = {
        "receiver": one.name, "seq": one.seq, "prev": one.prev,
        "broadcast": f"z/{alert.pk}/{int(began.timestamp())}/{part}", "sha256": sound.sha256,
        "started_at": began, "ended_at": began + timedelta(seconds=sound.seconds),
        "result": Result.PLAYED, "seconds_played": sound.seconds, "detail": Fault.NONE,
        "order_n": 5, "order_signer": "", **fields,
    }  # fmt: skip
    proof = Proof(**values)  # type: ignore[arg-type]
    one.prev = proof.digest
    take_proof(name=one.name, data=seal(proof, one.key), now=NOW)


def test_what_was_started_there_is_evidence_and_the_office_is_told_once() -> None:
    alert, [one, _] = sealed()
    leader = make.account(Role.LEADER)
    said(one, alert, "1")
    said(one, alert, "2")
    said(one, alert, "3", seconds_played=0, result=Result.STOPPED, detail=Fault.STOP_ORDER)
    said(one, alert, "e")
    start = LocalStart.objects.get()
    assert (start.alert, start.receiver, start.times) == (alert, one.receiver, 2)
    assert start.started_at == NOW - timedelta(hours=1)
    entries = Evidence.objects.filter(kind="broadcast.played")
    assert [row.payload["started_locally"] for row in entries] == [True, True, True]
    assert alert.code in entries[0].subjects
    [notice] = Notice.objects.filter(to_account=leader)
    assert "đã được khởi động tại Cụm 1 lúc 08:00" in notice.text


def test_a_device_that_says_so_of_another_alert_or_other_bytes_is_not_believed() -> None:
    alert, [one, _] = sealed()
    said(one, alert, "1", broadcast="z/999/1700000000/1")
    said(one, alert, "1", sha256="ab" * 32)
    assert not Evidence.objects.filter(kind="broadcast.played").exists()
    assert [row.times for row in LocalStart.objects.all()] == [0]
