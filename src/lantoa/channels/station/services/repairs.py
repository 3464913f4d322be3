"""Phiếu sửa chữa and phản ánh tiếng ồn: opened, noted, closed by a sign of life and a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from lantoa.channels.station.models import NoiseComplaint, RepairNote, RepairTicket
from lantoa.channels.station.terms import CONTACT
from lantoa.core.clock import iso, local
from lantoa.core.errors import Refused
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import Proof
from lantoa.plan.models import CostLine, Task
from lantoa.plan.services import record_cost
from lantoa.plan.terms import Source
from lantoa.registry.models import Account, Receiver, SpeakerCluster
from lantoa.registry.terms import ReceiverState

RIGHT, MONEY = "station.change_timetable", "plan.add_costline"
LONGEST, MOST_MONEY = 300, 10**13


@dataclass(frozen=True)
class RepairCost:
    """What it cost, in đồng, from which of the four sources, by which paper."""

    amount: int = 0
    source: Source | str = ""
    document: str = ""


def open_ticket(
    *, cluster: SpeakerCluster, fault: str, found_by: str = "", by: Account, now: datetime
) -> RepairTicket:
    """Lập phiếu sửa chữa. One open ticket a cluster: a second press answers the first. Raises
    Refused."""
    _need(by)
    words = _words(fault, "hỏng thế nào")
    with transaction.atomic():
        SpeakerCluster.objects.select_for_update().get(pk=cluster.pk)
        known = RepairTicket.objects.filter(cluster=cluster, closed_at=None).first()
        if known is not None:
            return known
        return RepairTicket.objects.create(
            cluster=cluster, fault=words, found_by=found_by.strip()[:120], opened_by=by,
            opened_at=now,
        )  # fmt: skip


def note_ticket(*, ticket: RepairTicket, text: str, by: Account, now: datetime) -> RepairNote:
    """Ghi diễn biến: who was called, which part is waited for."""
    _need(by)
    if ticket.closed_at is not None:
        raise Refused("Phiếu này đã khép. Chưa ghi gì. Hỏng lại thì lập phiếu mới.")
    return RepairNote.objects.create(ticket=ticket, text=_words(text, "diễn biến"), by=by, at=now)


def close_ticket(
    *, ticket: RepairTicket, done: str, was_heard: bool, cost: RepairCost, by: Account,
    now: datetime,
) -> RepairTicket:  # fmt: skip
    """Khép phiếu: somebody heard it, and its receiver gives signs of life. Raises Refused."""
    _need(by)
    words = _words(done, "đã làm gì")
    _check_cost(cost)
    if not was_heard:
        raise Refused("Chưa có người nghe loa kêu nên chưa khép phiếu. Phát âm thử rồi nghe.")
    with transaction.atomic():
        held = RepairTicket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
        if held.closed_at is not None:
            raise Refused("Phiếu này đã khép. Không khép thêm lần nữa.")
        _need_life(held.cluster, now)
        held.done, held.closed_by, held.closed_at = words, by, now
        held.cost, held.source, held.document = cost.amount, str(cost.source), cost.document.strip()
        held.save()
        _record(held, by, now)
    return held


def book_cost(
    *, ticket: RepairTicket, tasks: Sequence[Task], by: Account, now: datetime
) -> CostLine:
    """Ghi vào kinh phí của nhiệm vụ: the money of a closed ticket, once."""
    if not by.has_perm(MONEY):
        raise Refused("Tài khoản này không được giao ghi khoản chi. Chưa ghi gì.")
    with transaction.atomic():
        held = RepairTicket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
        if held.cost_line_id is not None:
            raise Refused("Chi phí của phiếu này đã ghi vào kinh phí rồi. Không ghi lần nữa.")
        if held.closed_at is None or not held.cost:
            raise Refused("Phiếu chưa khép hoặc không tốn tiền nên chưa có gì để ghi.")
        day = local(held.closed_at).date()
        held.cost_line = record_cost(
            tasks=tasks, text=f"Sửa cụm loa {held.cluster}: {held.done}", source=held.source,
            planned=0, spent=held.cost, happened_on=day, document=held.document,
            proof=Proof.DOCUMENT if held.document else Proof.STATEMENT, by=by, now=now,
            today=local(now).date(),
        )  # fmt: skip
        held.save(update_fields=["cost_line"])
    return held.cost_line


def note_complaint(
    *, cluster: SpeakerCluster, text: str, heard_on: date, heard_at: time | None, by: Account,
    now: datetime,
) -> NoiseComplaint:  # fmt: skip
    """Ghi phản ánh tiếng ồn: of this cluster, nobody's name."""
    _need(by)
    if heard_on > local(now).date():
        raise Refused("Không ghi được việc chưa xảy ra. Chưa ghi gì. Kiểm tra lại ngày.")
    return NoiseComplaint.objects.create(
        cluster=cluster, text=_words(text, "phản ánh điều gì"), heard_on=heard_on,
        heard_at=heard_at, noted_by=by, noted_at=now,
    )  # fmt: skip


def answer_complaint(
    *, complaint: NoiseComplaint, answer: str, by: Account, now: datetime
) -> NoiseComplaint:
    """Ghi đã xử lý: volume, hours, a horn turned away."""
    _need(by)
    if complaint.answered_at is not None:
        raise Refused("Phản ánh này đã ghi cách xử lý rồi. Không ghi lần nữa.")
    complaint.answer = _words(answer, "đã xử lý thế nào")
    complaint.answered_by, complaint.answered_at = by, now
    complaint.save(update_fields=["answer", "answered_by", "answered_at"])
    return complaint


def _need(by: Account) -> None:
    if not by.has_perm(RIGHT):
        raise Refused("Tài khoản này không được giao cụm loa. Chưa ghi gì.")


def _words(text: str, what: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refused(f"Chưa ghi {what}. Chưa lưu gì. Ghi một câu ngắn rồi lưu.")
    return words[:LONGEST]


def _check_cost(cost: RepairCost) -> None:
    if not 0 <= cost.amount <= MOST_MONEY:
        raise Refused("Chi phí là số đồng từ 0 trở lên. Chưa khép phiếu.")
    if cost.amount and cost.source not in Source.values:
        raise Refused("Có chi phí thì cần chọn nguồn kinh phí. Chưa khép phiếu.")


def _need_life(cluster: SpeakerCluster, now: datetime) -> None:
    """A cluster with a receiver has to give signs of life; one without is a person's word."""
    receiver = Receiver.objects.filter(cluster=cluster, state=ReceiverState.ENROLLED).first()
    if receiver is None:
        return
    fresh = receiver.last_beat_at is not None and now - receiver.last_beat_at < CONTACT
    if not fresh or receiver.last_beat.get("state") != "alive":
        raise Refused(
            f"{receiver} chưa có tín hiệu lại nên chưa khép phiếu. Kiểm tra nguồn điện, mạng; "
            "có tín hiệu rồi khép."
        )


def _record(ticket: RepairTicket, by: Account, now: datetime) -> None:
    assert ticket.closed_at is not None
    record_evidence(
        kind="device.repaired", occurred_at=now, now=now, by=by.code, proof=Proof.STATEMENT,
        subjects=[ticket.code, ticket.cluster.code, ticket.cluster.hamlet.code],
        payload={
            "cluster": ticket.cluster.name, "opened_at": iso(ticket.opened_at),
            "cost": ticket.cost, "source": str(ticket.source), "document": ticket.document,
        },
    )  # fmt: skip
