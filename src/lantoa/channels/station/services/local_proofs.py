"""Play proofs of what somebody started at a receiver: evidence, and a word to those who answer
for alerts, since nobody at the office had a hand in it."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.channels.station.believing import Believed, Plan, believe
from lantoa.channels.station.models import LocalStart, PlayProof
from lantoa.channels.station.services.evidence import cluster_subjects
from lantoa.channels.station.services.proof_payload import proof_payload
from lantoa.core.clock import ZONE, iso, local
from lantoa.ledger import attachments
from lantoa.ledger.services import record_evidence
from lantoa.ledger.terms import SIGNED_MIME
from lantoa.ledger.terms import Proof as Level
from lantoa.newsroom.alerts.terms import AlertKind, Part
from lantoa.newsroom.models import Alert, AlertSound
from lantoa.notices.services import tell_roles
from lantoa.receiver.messages import Fault, Priority, Proof
from lantoa.registry.models import Receiver
from lantoa.registry.terms import Role

HEAD = "z/"
SLACK = timedelta(minutes=5)
TOLD = (Role.STATION_OPERATOR, Role.LEADER)
HERE = "/ban-lam-viec/truyen-thanh/canh-bao/{pk}/"


def is_local(proof: Proof) -> bool:
    """Does this proof speak of something that was started at the receiver?"""
    parts = proof.broadcast.split("/")
    return (
        proof.broadcast.startswith(HEAD)
        and len(parts) == 4
        and parts[1].isdigit()
        and parts[2].isdigit()
    )


def note_local_proof(*, receiver: Receiver, row: PlayProof, proof: Proof, now: datetime) -> None:
    """How it ended, as far as the receiver is believed. What was left out after a stop says
    nothing; an alert that is not ours is not believed."""
    if not proof.seconds_played and proof.detail in (Fault.STOP_ORDER, Fault.KEY_NOT_ALLOWED):
        return
    _, pk, started, part = proof.broadcast.split("/")
    alert = Alert.objects.filter(pk=int(pk), is_sealed=True).first()
    if alert is None or len(started) > 11:
        return
    sound = alert.sounds.filter(part=Part.END if part == "e" else Part.CALL).first()
    if sound is None:
        return
    told = believe(proof, _plan(sound, proof))
    kept, is_new = LocalStart.objects.get_or_create(
        alert=alert, receiver=receiver, started_at=datetime.fromtimestamp(int(started), ZONE),
        defaults={"told_at": now},
    )  # fmt: skip
    kept.times += bool(told.seconds) and part != "e"
    kept.airtime_seconds += told.seconds
    kept.save(update_fields=["times", "airtime_seconds"])
    _record(alert, sound, receiver, row, proof, told, now)
    if is_new:
        _tell(alert, receiver, kept, now)


def _plan(sound: AlertSound, proof: Proof) -> Plan:
    """Nobody ordered a second: the receiver's own start is what there is."""
    return Plan(
        sha256=sound.sha256, seconds=sound.seconds, starts_at=proof.started_at,
        hard_end_at=proof.started_at + timedelta(seconds=sound.seconds) + SLACK,
    )  # fmt: skip


def _record(
    alert: Alert, sound: AlertSound, receiver: Receiver, row: PlayProof, proof: Proof,
    told: Believed, now: datetime,
) -> None:  # fmt: skip
    topic = "security" if alert.kind == AlertKind.MISSING else "disaster"
    record_evidence(
        kind="broadcast.played" if told.seconds else "broadcast.failed",
        occurred_at=min(told.started_at, now), now=now, by=receiver.code, proof=Level.SIGNED,
        subjects=[receiver.code, *cluster_subjects(receiver.cluster), alert.code],
        payload={
            "title": alert.plain_title, "sha256": sound.sha256, "language": alert.language,
            "synthetic": sound.is_synthetic, "topic": topic, "broadcast": proof.broadcast,
            "planned_at": iso(told.started_at), "planned_seconds": sound.seconds,
            "priority": Priority.EMERGENCY.value, "repeat": not proof.broadcast.endswith("/1"),
            "started_locally": True, **proof_payload(row, proof, told),
        },
        attachments=[attachments.keep(bytes(row.envelope), SIGNED_MIME)],
    )  # fmt: skip


def _tell(alert: Alert, receiver: Receiver, start: LocalStart, now: datetime) -> None:
    at = local(start.started_at)
    words = (
        f"Cảnh báo duyệt sẵn «{alert.plain_title}» đã được khởi động tại {receiver.cluster} "
        f"lúc {at:%H:%M} ngày {at:%d/%m/%Y} bằng mã trên phiếu niêm phong."
    )
    tell_roles(
        roles=TOLD, text=words, subject=f"{alert.code}:{receiver.code}",
        link=HERE.format(pk=alert.pk), today=at.date(), now=now,
    )  # fmt: skip
