"""Breaks into the programme: an approved sound at once on whole groups, one message signed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.approval.models import Approval
from lantoa.approval.queries import is_approved
from lantoa.approval.terms import Decision
from lantoa.channels.station.models import BreakIn, BreakInAiring, Order, ReceiverGroup
from lantoa.channels.station.services.groups import follow_groups, holding_lists
from lantoa.channels.station.services.issuing import issue, issue_to_group
from lantoa.channels.station.sounds import sound_file
from lantoa.channels.station.terms import BroadcastState
from lantoa.core.clock import iso
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.receiver import messages
from lantoa.receiver.messages import Priority
from lantoa.registry.models import Account, Receiver
from lantoa.registry.terms import ReceiverState

MOST = timedelta(hours=6)
NOTHING = "Chưa phát gì; lịch phát vẫn chạy như cũ."


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is to be heard. `subjects`: codes of what it is about, for the ledger."""

    title: str
    sha256: str
    size: int
    mime: str
    seconds: int
    subjects: tuple[str, ...] = ()
    topic: str = ""
    language: str = "vi"
    is_synthetic: bool = False


def order_group(
    *, groups: Sequence[ReceiverGroup], announcement: Announcement, approval: Approval,
    hard_end_at: datetime, by: Account, now: datetime,
) -> BreakIn:  # fmt: skip
    """Phát khẩn cấp: breaks in at once on every receiver of the groups, also in closed hours;
    what was interrupted goes on afterwards. A receiver whose line comes back before the hard end
    still plays it. `approval`: the decision that heard these very bytes. Raises Refused."""
    _need_right(by)
    if not now < hard_end_at <= now + MOST:
        raise Refused(f"Giờ dừng phát khẩn cấp phải trong 6 giờ tới. {NOTHING}")
    follow_groups(now=now)
    return order_approved(
        groups=groups, announcement=announcement, approval=approval, starts_at=now,
        hard_end_at=hard_end_at, by=by, now=now,
    )  # fmt: skip


def order_approved(
    *, groups: Sequence[ReceiverGroup], announcement: Announcement, approval: Approval,
    starts_at: datetime, hard_end_at: datetime, by: Account, now: datetime,
) -> BreakIn:  # fmt: skip
    """The same for what an approval itself sets off, at once or later: the right lies in the
    decision. Raises Refused where nobody approved these bytes or nobody would hear them."""
    _refuse_if_unapproved(announcement, approval)
    rows = _receivers(groups)
    if not rows:
        raise Refused(f"Khu vực này chưa có bộ thu nào ghi danh. {NOTHING}")
    with transaction.atomic():
        row = _kept(announcement, approval, (starts_at, hard_end_at), by)
        row.groups.set(groups)
        numbers = _tell(row, groups, rows, play_of(row), now)
        BreakInAiring.objects.bulk_create(
            BreakInAiring(break_in=row, receiver=one, order_number=numbers[one.pk]) for one in rows
        )
        _record(row, rows, now)
    return row


def withdraw_break_in(*, break_in: BreakIn, by: Account, now: datetime) -> None:
    """Dừng phát khẩn cấp: silence where it sounds, never where it has not begun. The programme
    goes on. May run twice."""
    _need_right(by)
    take_back(break_in=break_in, now=now)


def take_back(*, break_in: BreakIn, now: datetime) -> None:
    """The same for what is over by itself. May run twice."""
    with transaction.atomic():
        row = BreakIn.objects.select_for_update().get(pk=break_in.pk)
        open_ = row.airings.filter(state=BroadcastState.ORDERED)
        if row.withdrawn_at is not None or not open_.exists() or now >= row.hard_end_at:
            return
        row.orders.update(is_open=False)
        body = messages.Withdraw(row.wire_id)
        _tell(row, list(row.groups.all()), [one.receiver for one in _whole(open_)], body, now)
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])


def order_alone(*, airing: BreakInAiring, now: datetime) -> Order | None:
    """The same to one receiver under a number of its own: it refused the group's message (a later
    one overtook it, or it does not hold the list yet)."""
    row = airing.break_in
    if row.withdrawn_at is not None or now >= row.hard_end_at:
        return None
    body = play_of(row)
    order = issue(
        receiver=airing.receiver, body=body, valid_until=row.hard_end_at, now=now, break_in=row
    )
    airing.order_number = order.number
    airing.save(update_fields=["order_number"])
    return order


def play_of(row: BreakIn) -> messages.Play:
    """The body of the order."""
    return messages.Play(
        broadcast=row.wire_id, starts_at=row.starts_at, seconds=row.seconds, sha256=row.sha256,
        size=row.size, mime=row.mime, path=messages.SOUND_PATH + row.sha256,
        priority=Priority.EMERGENCY, gain_db=0, hard_end_at=row.hard_end_at,
    )  # fmt: skip


def _tell(
    row: BreakIn, groups: Sequence[ReceiverGroup], receivers: Sequence[Receiver],
    body: messages.Body, now: datetime,
) -> dict[int, int]:  # fmt: skip
    """One message a group, and one each for those who may not hold the list as it is now.
    Answers under which number each receiver was told."""
    numbers: dict[int, int] = {}
    about = {"body": body, "valid_until": row.hard_end_at, "now": now, "break_in": row}
    for group in groups:
        order = issue_to_group(group=group, **about)  # type: ignore[arg-type]
        numbers |= dict.fromkeys(group.members.values_list("pk", flat=True), order.number)
    holding = holding_lists(receivers)
    for receiver in receivers:
        if receiver.pk not in holding:
            numbers[receiver.pk] = issue(receiver=receiver, **about).number  # type: ignore[arg-type]
    return numbers


def _whole(airings: object) -> list[BreakInAiring]:
    return list(airings.select_related("receiver"))  # type: ignore[attr-defined]


def _receivers(groups: Sequence[ReceiverGroup]) -> list[Receiver]:
    members = ReceiverGroup.members.through._default_manager.filter(receivergroup__in=groups)
    rows = Receiver.objects.filter(
        pk__in=members.values("receiver"), state=ReceiverState.ENROLLED
    )  # fmt: skip
    return list(rows.only("last_beat").order_by("pk"))


def _kept(
    announcement: Announcement, approval: Approval, span: tuple[datetime, datetime], by: Account
) -> BreakIn:
    return BreakIn.objects.create(
        title=announcement.title, sha256=announcement.sha256, size=announcement.size,
        mime=announcement.mime, seconds=announcement.seconds, language=announcement.language,
        is_synthetic=announcement.is_synthetic, topic=announcement.topic,
        subjects=list(announcement.subjects), approval=approval, starts_at=span[0],
        hard_end_at=span[1], made_by=by,
    )  # fmt: skip


def _need_right(by: Account) -> None:
    if not by.has_perm("station.change_timetable"):
        raise Refused(f"Tài khoản này không được ra lệnh phát khẩn cấp. {NOTHING}")


def _refuse_if_unapproved(announcement: Announcement, approval: Approval) -> None:
    heard = approval.request.manifest["forms"].values()
    stands = is_approved(subject=approval.subject, content=approval.content)
    if approval.decision != Decision.APPROVED or not approval.is_final or not stands:
        raise Refused(f"Tin khẩn cấp này chưa được duyệt. {NOTHING}")
    if announcement.sha256 not in heard:
        raise Refused(f"Âm thanh này không phải bản đã duyệt. {NOTHING}")
    if sound_file(announcement.sha256) is None:
        raise Refused(f"Tệp âm thanh đã duyệt không còn trên máy chủ. {NOTHING}")


def _record(row: BreakIn, receivers: Sequence[Receiver], now: datetime) -> None:
    codes = [receiver.code for receiver in receivers]
    record_evidence(
        kind="broadcast.ordered", occurred_at=now, now=now, by=row.made_by.code, proof=Proof.SENT,
        subjects=[*row.subjects, *codes],
        payload={
            "broadcast": row.wire_id, "starts_at": iso(row.starts_at), "seconds": row.seconds,
            "sha256": row.sha256, "receivers": codes,
            "zone": ", ".join(str(group) for group in row.groups.all()),
            "priority": Priority.EMERGENCY.value,
        },
    )  # fmt: skip
