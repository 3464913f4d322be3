"""Writes of the registry."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.db import models, transaction

from lantoa.core.clock import ZONE, local
from lantoa.core.errors import Refused
from lantoa.core.keys import PublicKey
from lantoa.ledger.models import Evidence
from lantoa.ledger.services import BACKFILL_AFTER, record_evidence
from lantoa.ledger.terms import Proof
from lantoa.registry.models import (
    Account,
    Communicator,
    Custody,
    Officer,
    Receiver,
    Roster,
    ScienceProject,
    SpeakerCluster,
)
from lantoa.registry.queries import uses_of
from lantoa.registry.terms import ReceiverState
from lantoa.vietnamese import date_short

CODE_LIFE = timedelta(hours=48)
# Without 0/O, 1/I/L: a code is read out over the telephone. 16 signs hold 79 bits.
SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 16
PASSWORD_ROUNDS = 101


def save_row(
    *, row: models.Model, by: Account, many: Mapping[str, Sequence[models.Model]] | None = None
) -> None:
    """Lưu một mục của danh mục; `many` sets its many-to-many fields. No entry in the ledger."""
    _need_right(row, by)
    with transaction.atomic():
        row.save()
        for name, rows in (many or {}).items():
            getattr(row, name).set(rows)


def remove_row(*, row: models.Model, by: Account) -> None:
    """Xóa một mục ghi nhầm: only while nothing points at it, the ledger included."""
    _need_right(row, by, "delete")
    with transaction.atomic():
        uses = uses_of(row)
        if uses:
            where = ", ".join(map(str, uses))
            raise Refused(f"«{row}» đang được dùng ở {where}. Chưa xóa gì.")
        row.delete()


def end_rosters(*, rosters: Sequence[Roster], left_on: date, by: Account) -> int:
    """Ghi ngày ra for several lines of the rosters at once, or for none of them."""
    for roster in rosters:
        _need_right(roster, by)
        if roster.joined_on > left_on:
            raise Refused(
                f"{roster.officer} vào {roster.unit} sau ngày {date_short(left_on)}. Chưa ghi ngày "
                "ra cho ai. Chọn ngày khác hoặc bỏ người này khỏi danh sách chọn."
            )
    with transaction.atomic():
        for roster in rosters:
            roster.left_on = left_on
            roster.save(update_fields=["left_on"])
    return len(rosters)


def hand_over_channels(*, giver: Officer, taker: Officer, on: date, by: Account) -> list[Custody]:
    """Giao mọi kênh của một người cho người khác, or none of them."""
    custodies = list(giver.custodies.order_by("channel"))
    if not custodies or giver == taker:
        raise Refused(f"{giver} không giữ kênh nào để giao cho {taker}. Không có gì thay đổi.")
    with transaction.atomic():
        for custody in custodies:
            _need_right(custody, by)
            custody.owner, custody.held_since = taker, on
            custody.save(update_fields=["owner", "held_since"])
    return custodies


def record_project(*, project: ScienceProject, by: Account, now: datetime) -> ScienceProject:
    """Ghi nhiệm vụ KH&CN: keeps it; its first keeping enters the ledger."""
    _need_right(project, by)
    with transaction.atomic():
        project.save()
        if not _is_recorded("project.registered", project.code):
            lead = [project.lead_unit.code] if project.lead_unit else []
            record_evidence(
                kind="project.registered", occurred_at=now, now=now, by=by.code,
                subjects=[project.code, *lead],
                payload={
                    "state_funded": project.is_state_funded, "secret": project.is_secret,
                },
                proof=Proof.DOCUMENT if project.number else Proof.UNIT,
            )  # fmt: skip
    return project


def record_communicator(*, communicator: Communicator, by: Account, now: datetime) -> Communicator:
    """Ghi tuyên truyền viên: keeps the row; the first keeping enters the ledger, without a name."""
    _need_right(communicator, by)
    joined_at = datetime.combine(communicator.joined_on, time.min, ZONE)
    if joined_at > now:
        raise Refused("Ngày tham gia chưa tới. Chưa ghi gì. Kiểm tra lại ngày.")
    with transaction.atomic():
        communicator.save()
        if not _is_recorded("communicator.joined", communicator.code):
            places = (communicator.unit, communicator.hamlet)
            record_evidence(
                kind="communicator.joined", occurred_at=joined_at, now=now, by=by.code,
                subjects=[communicator.code, *(place.code for place in places if place)],
                payload={}, proof=Proof.UNIT,
                backfilled=local(now).date() - communicator.joined_on > BACKFILL_AFTER,
            )  # fmt: skip
    return communicator


def _is_recorded(kind: str, subject: str) -> bool:
    return Evidence.objects.filter(kind=kind, subject_rows__code=subject).exists()


def _need_right(row: models.Model, by: Account, verb: str = "") -> None:
    verb = verb or ("change" if row.pk else "add")
    if not by.has_perm(f"{row._meta.app_label}.{verb}_{row._meta.model_name}"):
        word = "xóa" if verb == "delete" else "sửa"
        raise Refused(f"Tài khoản này không có quyền {word} {row._meta.verbose_name}. Chưa lưu gì.")


def invite_receiver(*, cluster: SpeakerCluster, by: Account, now: datetime) -> str:
    """Mời ghi danh: a one-time code for the receiver of a cluster, `ABCD-EFGH-JKMN-PQRS`.

    It is shown once and kept only as a hash. A receiver that works goes on until the new one
    has enrolled; an earlier unused code is void.
    """
    if not by.has_perm("registry.change_receiver"):
        raise Refused("Tài khoản này không có quyền cấp mã ghi danh bộ thu. Chưa cấp mã nào.")
    code = "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))
    Receiver.objects.update_or_create(
        cluster=cluster,
        defaults={"code_hash": code_hash(code), "code_expires_at": now + CODE_LIFE},
    )
    return "-".join(code[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def code_hash(code: str) -> str:
    """SHA-256, hex, of a code without blanks and dashes, in capitals."""
    clean = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(clean.encode()).hexdigest()


def enrol_receiver(*, code: str, public_key: PublicKey, now: datetime) -> tuple[Receiver, str]:
    """Ghi danh bộ thu: keeps its public key, which enters the ledger, and answers it with the
    password for the broker (kept only as a hash). The code is used up. Raises Refused."""
    with transaction.atomic():
        receiver = (
            Receiver.objects.select_for_update()
            .filter(code_hash=code_hash(code), code_expires_at__gt=now)
            .exclude(code_hash="")
            .first()
        )
        if receiver is None:
            raise Refused(
                "Mã ghi danh không đúng, đã dùng hoặc đã hết hạn. Chưa ghi danh. Xin đài mã mới."
            )
        password = secrets.token_urlsafe(32)
        receiver.code_hash, receiver.code_expires_at = "", None
        receiver.public_key, receiver.broker_password = public_key.text, password_hash(password)
        receiver.state, receiver.enrolled_at = ReceiverState.ENROLLED, now
        receiver.proof_seq, receiver.proof_head = 0, ""
        receiver.last_beat_at, receiver.last_beat = None, {}
        receiver.save()
        _record(receiver, "receiver.enrolled", by=receiver.code, now=now)
    return receiver, password


def revoke_receiver(*, receiver: Receiver, reason: str, by: Account, now: datetime) -> None:
    """Thu hồi bộ thu: its proofs and its place at the broker are no longer accepted."""
    if not by.has_perm("registry.change_receiver"):
        raise Refused("Tài khoản này không có quyền thu hồi bộ thu. Bộ thu vẫn dùng được.")
    if not reason.strip():
        raise Refused("Thu hồi bộ thu cần có lý do. Chưa thu hồi. Hãy ghi rõ lý do.")
    with transaction.atomic():
        receiver.state, receiver.broker_password = ReceiverState.REVOKED, ""
        receiver.save(update_fields=["state", "broker_password"])
        _record(receiver, "receiver.revoked", by=by.code, now=now, reason=reason.strip())


def password_hash(password: str, salt: str = "") -> str:
    """`$7$rounds$salt$hash` (PBKDF2, SHA-512), which mosquitto reads as well. Few rounds are
    enough for passwords of 256 random bits, which we draw ourselves."""
    salted = salt.encode() or secrets.token_bytes(12)
    found = hashlib.pbkdf2_hmac("sha512", password.encode(), salted, PASSWORD_ROUNDS)
    words = (base64.b64encode(part).decode("ascii") for part in (salted, found))
    return f"$7${PASSWORD_ROUNDS}${'$'.join(words)}"


def _record(receiver: Receiver, kind: str, *, by: str, now: datetime, **more: str) -> None:
    key = PublicKey.from_text(receiver.public_key)
    record_evidence(
        kind=kind, occurred_at=now, now=now, by=by, proof=Proof.SYSTEM,
        subjects=[receiver.code, receiver.cluster.code, receiver.cluster.hamlet.code],
        payload={"public_key": key.text, "key_id": key.id, **more},
    )  # fmt: skip
