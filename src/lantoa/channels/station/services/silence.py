"""A receiver without a sign of life: said to those who keep the station within three minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.station.models import RepairTicket, StationStatus
from lantoa.channels.station.terms import CONTACT
from lantoa.core.clock import local
from lantoa.notices.models import Notice
from lantoa.notices.services import tell_roles
from lantoa.registry.models import Receiver
from lantoa.registry.terms import ReceiverState, Role

# Who fell silent longer ago was told of then; a day later it is said once more.
LATELY = timedelta(days=1)
MANY = 3
TOGETHER = "receivers:silent:"


def tell_silence(*, now: datetime) -> int:
    """Tells every station operator which receivers fell silent, once for each silence; many at once
    are one notice, since then it is the line or the power. Answers how many are silent."""
    status = StationStatus.objects.filter(pk=1).first()
    if status is None or not status.line_is_up:
        return 0  # nobody can be heard: the station's own line is what is told elsewhere
    known = RepairTicket.objects.filter(closed_at=None).values("cluster")
    rows = Receiver.objects.filter(
        state=ReceiverState.ENROLLED, cluster__is_active=True,
        last_beat_at__lt=now - CONTACT, last_beat_at__gt=now - LATELY,
    ).exclude(cluster__in=known)  # fmt: skip
    silent = list(rows.select_related("cluster").order_by("cluster__name"))
    told_at = _many_told_at(now)
    fresh = [row for row in silent if not (told_at and _fell_at(row) <= told_at)]
    if fresh and len(silent) >= MANY:
        names = ", ".join(row.cluster.name for row in silent[:6])
        _tell(
            _many(fresh, len(silent)),
            f"{len(silent)} cụm loa cùng mất liên lạc: {names}. Kiểm tra mạng, nguồn điện.",
            "/ban-lam-viec/truyen-thanh/cum-loa/?loc=unknown", now,
        )  # fmt: skip
        return len(silent)
    for row in fresh:
        at = f"{local(row.last_beat_at or now):%H:%M}"
        _tell(
            f"{row.code}:silent:{at}",
            f"{row} mất liên lạc từ {at}. Loa vẫn phát theo lịch đã "
            "nhận; chưa rõ có hỏng hay không. Kiểm tra tại chỗ, hỏng thì lập phiếu sửa chữa.",
            f"/ban-lam-viec/truyen-thanh/cum-loa/{row.cluster_id}/", now,
        )  # fmt: skip
    return len(silent)


def _fell_at(row: Receiver) -> datetime:
    assert row.last_beat_at is not None
    return row.last_beat_at + CONTACT


def _many_told_at(now: datetime) -> datetime | None:
    """When many were last told of today: whoever was silent then is no news, also when others of
    them are back."""
    told = Notice.objects.filter(subject__startswith=TOGETHER, sent_on=local(now).date())
    return told.order_by("-sent_at").values_list("sent_at", flat=True).first()


def _many(fresh: list[Receiver], count: int) -> str:
    """One notice for those who fall silent within ten minutes, another one when there are twice as
    many."""
    tens = f"{local(min(_fell_at(row) for row in fresh)):%H:%M}"[:-1]
    return f"{TOGETHER}{tens}:{count.bit_length()}"


def _tell(subject: str, text: str, link: str, now: datetime) -> None:
    roles = [Role.STATION_OPERATOR]
    tell_roles(roles=roles, subject=subject, text=text, link=link, now=now)
