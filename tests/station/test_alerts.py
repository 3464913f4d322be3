"""Alerts on the air: at once, in every hour, again and again, ended once, never doubled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lantoa.channels.station.models import AlertRun, BreakIn, Order
from lantoa.channels.station.queries import is_ordered_for
from lantoa.channels.station.services.alerting import air_alerts
from lantoa.channels.station.services.beats import fresh_orders
from lantoa.channels.station.services.proofs import take_proof
from lantoa.channels.station.sounding import sounding
from lantoa.channels.station.terms import END_WITHIN, BroadcastState
from lantoa.desk.alerts.queries import reached_by, reached_words
from lantoa.ledger.models import Evidence
from lantoa.newsroom.alerts.running import cancel_alert, start_sealed
from lantoa.newsroom.alerts.services import begin_update
from lantoa.newsroom.models import Alert
from lantoa.receiver.messages import Fault, Play, Priority, Proof, Result, Withdraw, seal
from lantoa.registry.models import Hamlet, Receiver
from tests import alerting, make
from tests.station.make import Speaker, enrolled
from tests.station.test_ordering import opened

pytestmark = pytest.mark.django_db
NIGHT = make.at(3, 15)


def plays() -> list[Play]:
    """What was ordered to sound, each once, in order."""
    found = {}
    for order in Order.objects.order_by("number"):
        body = opened(order).body
        if isinstance(body, Play):
            found.setdefault(body.broadcast, body)
    return list(found.values())


def taken_back() -> set[str]:
    bodies = (opened(order).body for order in Order.objects.all())
    return {body.broadcast for body in bodies if isinstance(body, Withdraw)}


def test_it_sounds_at_once_also_at_night_only_where_it_concerns_people() -> None:
    near, _ = enrolled(make.cluster("Bến Đò 1"))
    far, _ = enrolled(make.cluster("Đồng Xuân 1", make.hamlet("Đồng Xuân")))
    alert = alerting.approved(alerting.draft(now=NIGHT), now=NIGHT)
    assert air_alerts(now=NIGHT) == 1
    [play] = plays()
    assert (play.priority, play.starts_at) == (Priority.EMERGENCY, NIGHT)
    assert play.sha256 == alert.sounds.get(part="call").sha256
    assert [row.receiver for row in BreakIn.objects.get().airings.all()] == [near]
    assert is_ordered_for(near, play.sha256, now=NIGHT)
    assert not is_ordered_for(far, play.sha256, now=NIGHT)
    assert [one.is_emergency for one in sounding(NIGHT + timedelta(seconds=5))] == [True]
    assert fresh_orders(now=NIGHT) != []


def test_whole_commune_is_one_message() -> None:
    for name in ("Bến Đò", "Đồng Xuân"):
        enrolled(make.cluster(f"{name} 1", make.hamlet(name)))
    hamlets = [make.hamlet("Bến Đò"), make.hamlet("Đồng Xuân")]
    alerting.approved(alerting.draft(hamlets=hamlets))
    air_alerts(now=make.NOW)
    assert [str(group) for group in BreakIn.objects.get().groups.all()] == ["toàn xã"]


def test_hamlets_merged_since_never_stand_for_the_whole_commune() -> None:
    hamlets = [make.hamlet("Bến Đò"), make.hamlet("Đồng Xuân")]
    for hamlet in (*hamlets, make.hamlet("Xóm Mới")):
        enrolled(make.cluster(f"{hamlet.name} 1", hamlet))
    alerting.approved(alerting.draft(hamlets=hamlets))
    Hamlet.objects.filter(name="Đồng Xuân").update(is_active=False)
    air_alerts(now=make.NOW)
    groups = BreakIn.objects.get().groups.all()
    assert {group.hamlet.name for group in groups} <= {"Bến Đò", "Đồng Xuân"}


def test_what_is_not_approved_or_a_drill_never_sounds() -> None:
    enrolled(make.cluster())
    alerting.draft()
    alerting.approved(alerting.draft(is_exercise=True))
    Alert.objects.create(
        kind="fire", headline="Giả", description="-", instruction="-", severity="Severe",
        urgency="Immediate", certainty="Likely", lasts_minutes=60, made_by=make.account(),
        made_at=make.NOW, state="live", issued_at=make.NOW,
        expires_at=make.NOW + timedelta(hours=1),
    )  # fmt: skip
    assert (air_alerts(now=make.NOW), plays()) == (0, [])


def test_area_without_a_receiver_stays_in_force_and_quiet() -> None:
    alerting.approved(alerting.draft())
    assert (air_alerts(now=make.NOW), Order.objects.count()) == (0, 0)


def test_repeats_are_ordered_half_an_hour_ahead_and_never_twice() -> None:
    enrolled(make.cluster())
    alerting.approved(alerting.draft())
    for _ in range(10):
        air_alerts(now=make.NOW)
    starts = [play.starts_at - make.NOW for play in plays()]
    assert starts == [timedelta(minutes=10) * number for number in range(4)]


def test_after_a_long_stop_of_the_station_it_goes_on_at_once_and_once() -> None:
    enrolled(make.cluster())
    alerting.approved(alerting.draft())
    air_alerts(now=make.NOW)
    later = make.NOW + timedelta(minutes=45)
    assert [air_alerts(now=later) for _ in range(4)] == [1, 1, 0, 0]
    assert [play.starts_at for play in plays()][1:] == [later, later + timedelta(minutes=10)]


def test_cancel_takes_back_what_waits_and_has_the_end_said_once() -> None:
    enrolled(make.cluster())
    alert = alerting.approved(alerting.draft())
    air_alerts(now=make.NOW)
    air_alerts(now=make.NOW)
    soon = make.NOW + timedelta(seconds=20)
    cancel_alert(alert=alert, reason="Nước rút", by=alert.made_by, now=soon)
    assert [air_alerts(now=soon) for _ in range(3)] == [1, 0, 0]
    first, second, end = plays()
    assert taken_back() == {first.broadcast, second.broadcast}
    assert (end.sha256, end.starts_at) == (alert.sounds.get(part="end").sha256, soon)


def test_lapsed_alert_ends_by_itself_with_the_spoken_end() -> None:
    enrolled(make.cluster())
    alerting.approved(alerting.draft())
    air_alerts(now=make.NOW)
    after = make.NOW + timedelta(minutes=60)
    assert [air_alerts(now=after) for _ in range(2)] == [1, 0]
    assert [run.part for run in AlertRun.objects.order_by("pk")] == ["call", "end"]


def test_station_that_comes_back_late_closes_it_without_a_word() -> None:
    enrolled(make.cluster())
    alerting.approved(alerting.draft())
    air_alerts(now=make.NOW)
    late = make.NOW + timedelta(minutes=60) + END_WITHIN + timedelta(seconds=1)
    assert [air_alerts(now=late) for _ in range(2)] == [0, 0]
    [run] = AlertRun.objects.all()
    assert (run.part, run.closed_at, run.alert.state) == ("call", late, "expired")


def test_end_that_cannot_be_said_leaves_the_silence_and_is_said_when_it_can() -> None:
    enrolled(make.cluster())
    alert = alerting.approved(alerting.draft())
    air_alerts(now=make.NOW)
    Receiver.objects.update(state="revoked")
    soon = make.NOW + timedelta(seconds=20)
    cancel_alert(alert=alert, reason="Nước rút", by=alert.made_by, now=soon)
    assert air_alerts(now=soon) == 0
    assert AlertRun.objects.get().closed_at == soon
    Receiver.objects.update(state="enrolled")
    assert [air_alerts(now=soon + timedelta(minutes=1)) for _ in range(2)] == [1, 0]


def test_update_silences_the_first_without_an_end_and_sounds_itself() -> None:
    enrolled(make.cluster())
    first = alerting.approved(alerting.draft())
    air_alerts(now=make.NOW)
    update = begin_update(alert=first, by=first.made_by, now=make.NOW)
    alerting.give_sounds(update)
    later = make.NOW + timedelta(minutes=1)
    alerting.approved(update, now=later)
    assert air_alerts(now=later) == 1
    parts = [(run.alert_id, run.part) for run in AlertRun.objects.order_by("pk")]
    assert parts == [(first.pk, "call"), (update.pk, "call")]
    assert taken_back() == {plays()[0].broadcast}


def test_sealed_one_sounds_with_the_bytes_of_its_approval() -> None:
    enrolled(make.cluster())
    sealed = alerting.approved(alerting.draft(is_sealed=True))
    assert air_alerts(now=make.NOW) == 0
    start_sealed(alert=sealed, by=sealed.made_by, now=make.NOW)
    assert air_alerts(now=make.NOW) == 1
    assert [play.sha256 for play in plays()] == [sealed.sounds.get(part="call").sha256]


def test_proof_names_the_alert_in_the_ledger_and_the_seconds_until_the_first_sound() -> None:
    receiver, key = enrolled(make.cluster())
    enrolled(make.cluster("Bến Đò 2"))
    alert = alerting.approved(alerting.draft())
    air_alerts(now=make.NOW)
    row = BreakIn.objects.get()
    airing = row.airings.get(receiver=receiver)
    speaker = Speaker(receiver, key)
    proof = Proof(
        receiver=speaker.name, seq=1, prev=speaker.prev, broadcast=row.wire_id, sha256=row.sha256,
        started_at=make.NOW + timedelta(seconds=3), ended_at=make.NOW + timedelta(seconds=43),
        result=Result.PLAYED, seconds_played=40, detail=Fault.NONE,
        order_n=airing.order_number, order_signer="",
    )  # fmt: skip
    for _ in range(2):
        take_proof(name=speaker.name, data=seal(proof, key), now=make.NOW)
    airing.refresh_from_db()
    assert (airing.state, airing.airtime_seconds) == (BroadcastState.PLAYED, 40)
    [played] = Evidence.objects.filter(kind="broadcast.played")
    assert alert.code in played.subjects
    assert played.payload["priority"] == "emergency"
    lines = reached_by(alert)
    assert [(line.cluster, line.after_seconds) for line in lines] == [
        ("Bến Đò 2", None), ("Bến Đò 1", 3),
    ]  # fmt: skip
    assert reached_words(lines) == (
        "1 trên 2 cụm loa đã xác nhận có tiếng; chậm nhất 3 giây sau khi duyệt"
    )
