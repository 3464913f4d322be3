"""A person's orders to one device: volume, a test tone, a restart. Signed, noted, answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from lantoa.channels.station.believing import subject_of
from lantoa.channels.station.models import DeviceOrder, Order, ReceiverTuning, RefusedOrder
from lantoa.channels.station.queries import quiet_of
from lantoa.channels.station.services.issuing import issue
from lantoa.channels.station.services.tuning import note_unknown_class, settings_of
from lantoa.channels.station.terms import CONTACT, DeviceAct, DeviceOutcome
from lantoa.core.errors import Refused
from lantoa.notices.services import tell_roles
from lantoa.receiver import messages
from lantoa.receiver.messages import Beat, Fault, Proof, Result
from lantoa.registry.models import Account, Receiver
from lantoa.registry.terms import ReceiverState, Role

VOLUME_LIFE = timedelta(days=1)
AT_ONCE = timedelta(minutes=2)
TONE_SECONDS = 3
# What a receiver refused is kept for so long, and no more of it than this.
REFUSALS_KEPT = timedelta(days=90)
MOST_REFUSALS = 500
# Decibels of the levels 1–10 as people hear them apart.
LEVELS = {10: 0, 9: -2, 8: -4, 7: -6, 6: -8, 5: -10, 4: -13, 3: -16, 2: -20, 1: -26}


def level_of(gain_db: int) -> int:
    """The nearest of the ten levels."""
    return min(LEVELS, key=lambda level: abs(LEVELS[level] - gain_db))


def set_volume(*, receiver: Receiver, level: int, by: Account, now: datetime) -> DeviceOrder:
    """Đặt âm lượng: from the next broadcast on."""
    _need(receiver, by)
    if level not in LEVELS:
        raise Refused("Âm lượng là một mức từ 1 đến 10. Chưa đổi gì.")
    gain_db = LEVELS[level]
    with transaction.atomic():
        ReceiverTuning.objects.update_or_create(receiver=receiver, defaults={"gain_db": gain_db})
        order = issue(
            receiver=receiver, body=messages.Volume(gain_db), valid_until=now + VOLUME_LIFE,
            now=now,
        )  # fmt: skip
        return _kept(receiver, DeviceAct.VOLUME, level, order, by, now)


def sound_test(*, receiver: Receiver, by: Account, now: datetime) -> DeviceOrder:
    """Phát âm thử: a tone of some seconds at once, never in closed hours, answered by a proof."""
    _need(receiver, by)
    _need_contact(receiver, now)
    if quiet_of(receiver).covers(now):
        raise Refused("Đang trong khung giờ không phát nên không phát âm thử. Chưa gửi lệnh nào.")
    with transaction.atomic():
        row = _kept(receiver, DeviceAct.TEST, TONE_SECONDS, None, by, now)
        row.order = issue(
            receiver=receiver, body=messages.Test(row.wire_id, TONE_SECONDS),
            valid_until=now + AT_ONCE, now=now,
        )  # fmt: skip
        row.save(update_fields=["order"])
    return row


def restart(*, receiver: Receiver, by: Account, now: datetime) -> DeviceOrder:
    """Khởi động lại bộ thu: its program ends and is started again; what sounds goes on where it
    was."""
    _need(receiver, by)
    _need_contact(receiver, now)
    with transaction.atomic():
        order = issue(
            receiver=receiver, body=messages.Restart(), valid_until=now + AT_ONCE, now=now
        )
        return _kept(receiver, DeviceAct.RESTART, 0, order, by, now)


def note_device_proof(*, receiver: Receiver, proof: Proof) -> bool:
    """What came of a test tone. False: the proof speaks of something else."""
    kind, pk = subject_of(proof)
    if kind != "t":
        return False
    rows = DeviceOrder.objects.filter(receiver=receiver, pk=pk, outcome=DeviceOutcome.WAITING)
    done = proof.result is Result.PLAYED
    rows.update(
        outcome=DeviceOutcome.DONE if done else DeviceOutcome.FAILED, outcome_at=proof.ended_at,
        detail=proof.detail.value,
    )  # fmt: skip
    return True


def note_device_beat(*, receiver: Receiver, beat: Beat, now: datetime) -> None:
    """A new run of the program answers a restart; settings as they should be answer a volume."""
    waiting = list(DeviceOrder.objects.filter(receiver=receiver, outcome=DeviceOutcome.WAITING))
    done = [row.pk for row in waiting if row.act == DeviceAct.RESTART and row.boot != beat.boot]
    louder = [row.pk for row in waiting if row.act == DeviceAct.VOLUME]
    if louder and beat.settings == settings_of(receiver).digest:
        done += louder
    DeviceOrder.objects.filter(pk__in=done).update(outcome=DeviceOutcome.DONE, outcome_at=now)


def note_refusal(*, receiver: Receiver, proof: Proof, now: datetime) -> None:
    """Keeps what a receiver did not obey, and why. Of an order that it could not read it says
    only the digest: that finds ours."""
    order = Order.objects.filter(digest=proof.sha256).first() if proof.sha256 else None
    if order is None and proof.order_n:
        order = Order.objects.filter(number=proof.order_n, key__key_id=proof.order_signer).first()
    RefusedOrder.objects.create(
        receiver=receiver, at=proof.started_at, detail=proof.detail.value,
        signer=proof.order_signer, number=proof.order_n, digest=proof.sha256, order=order,
    )  # fmt: skip
    keep_fewer_refusals(receiver=receiver, now=now)
    if proof.detail is Fault.WRONG_CODE:
        _tell_of_guessing(receiver, now)
    if order is None:
        return
    if proof.detail is Fault.UNKNOWN_CLASS and order.kind != messages.Sealed.CLASS:
        note_unknown_class(receiver=receiver)
    DeviceOrder.objects.filter(order=order, outcome=DeviceOutcome.WAITING).update(
        outcome=DeviceOutcome.FAILED, outcome_at=proof.started_at, detail=proof.detail.value
    )


def _tell_of_guessing(receiver: Receiver, now: datetime) -> None:
    words = (
        f"Tại {receiver.cluster} có người thử sai mã khởi động cảnh báo nhiều lần. Loa không phát "
        "gì. Kiểm tra ai vào được mạng tại chỗ; phiếu niêm phong còn kín hay không."
    )
    tell_roles(
        roles=[Role.STATION_OPERATOR], text=words, subject=f"{receiver.code}:wrong_code",
        link=f"/ban-lam-viec/truyen-thanh/cum-loa/{receiver.cluster_id}/", now=now,
    )  # fmt: skip


def keep_fewer_refusals(*, receiver: Receiver, now: datetime) -> int:
    """Forgets refusals of this receiver that are old, or too many to be read: somebody who floods
    a line must not fill the station's disk. They stand in the receiver's signed proofs all the
    same. Answers how many went."""
    rows = RefusedOrder.objects.filter(receiver=receiver)
    kept = list(rows.order_by("-pk").values_list("pk", flat=True)[:MOST_REFUSALS])
    old = Q(at__lt=now - REFUSALS_KEPT)
    gone = rows.filter(old | Q(pk__lt=kept[-1])) if len(kept) == MOST_REFUSALS else rows.filter(old)
    return gone.delete()[0]


def _kept(
    receiver: Receiver, act: DeviceAct, value: int, order: Order | None, by: Account,
    now: datetime,
) -> DeviceOrder:  # fmt: skip
    return DeviceOrder.objects.create(
        receiver=receiver, act=act, value=value, order=order, made_by=by, made_at=now,
        boot=str(receiver.last_beat.get("boot", "")),
    )  # fmt: skip


def _need(receiver: Receiver, by: Account) -> None:
    if not by.has_perm("station.change_timetable"):
        raise Refused("Tài khoản này không được ra lệnh cho bộ thu. Chưa gửi lệnh nào.")
    if receiver.state != ReceiverState.ENROLLED:
        raise Refused(f"{receiver} chưa ghi danh. Chưa gửi lệnh nào. Mời ghi danh trước.")


def _need_contact(receiver: Receiver, now: datetime) -> None:
    """Now or never: such an order must not wait for a device that is away."""
    if receiver.last_beat_at is None or receiver.last_beat_at < now - CONTACT:
        raise Refused(
            f"{receiver} đang mất liên lạc nên lệnh phát ngay không tới được. Chưa gửi lệnh nào. "
            "Kiểm tra nguồn điện, mạng của bộ thu rồi thử lại."
        )
