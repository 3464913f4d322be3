"""A receiver without a sign of life: said to those who keep the station within three minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.station.models import RepairTicket, StationStatus
from lantoa.channels.station.terms import CONTACT
from lantoa.core.clock import local
from lantoa.notices.services import tell_account
from lantoa.registry.models import Account, Receiver
from lantoa.registry.terms import ReceiverState, Role

# Who fell silent longer ago was told of then; a day later it is said once more.
LATELY = timedelta(days=1)
MANY = 3


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
    people = list(Account.objects.filter(role=Role.STATION_OPERATOR, is_active=True))
    if len(silent) >= MANY:
        names = ", ".join(row.cluster.name for row in silent[:6])
        _tell(
            people, _many(silent),
            f"{len(silent)} cụm loa cùng mất liên lạc: {names}. Kiểm tra mạng, nguồn điện.",
            "/ban-lam-viec/truyen-thanh/cum-loa/?loc=unknown", now,
        )  # fmt: skip
        return len(silent)
    for row in silent:
        assert row.last_beat_at is not None
        _tell(
            people, f"{row.code}:silent:{local(row.last_beat_at):%H:%M}",
            f"{row} mất liên lạc từ {local(row.last_beat_at):%H:%M}. Loa vẫn phát theo lịch đã "
            "nhận; chưa rõ có hỏng hay không. Kiểm tra tại chỗ, hỏng thì lập phiếu sửa chữa.",
            f"/ban-lam-viec/truyen-thanh/cum-loa/{row.cluster_id}/", now,
        )  # fmt: skip
    return len(silent)


def _many(silent: list[Receiver]) -> str:
    """A later silence of others is another one, and so is one that has grown to the double."""
    first = min(row.last_beat_at for row in silent if row.last_beat_at)
    return f"receivers:silent:{local(first):%H:%M}:{len(silent).bit_length()}"


def _tell(people: list[Account], subject: str, text: str, link: str, now: datetime) -> None:
    for person in people:
        tell_account(
            account=person, subject=subject, text=text, link=link, by="system",
            today=local(now).date(), now=now,
        )  # fmt: skip
