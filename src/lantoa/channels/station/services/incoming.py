"""Bản tin cấp trên: received with its level, then taken up or left by a person."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from lantoa.cap.incoming import read_incoming
from lantoa.channels.station.models import IncomingBulletin
from lantoa.channels.station.terms import IncomingKind, IncomingState
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.ledger import attachments
from lantoa.newsroom.alerts.services import save_alert
from lantoa.newsroom.alerts.taking import take_cap
from lantoa.newsroom.alerts.templates import template_of
from lantoa.newsroom.alerts.terms import AlertKind
from lantoa.newsroom.models import Alert, Article
from lantoa.newsroom.services import save_draft
from lantoa.newsroom.sounds.asking import take_recording
from lantoa.newsroom.sounds.uploads import checked_seconds
from lantoa.newsroom.terms import Priority
from lantoa.notices.services import tell_roles
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from lantoa.vietnamese import moment_long

TAKE = "newsroom.add_article"
NO_RIGHT = "Tài khoản này không được giao nhận bản tin cấp trên. Không có gì thay đổi."
ALREADY = "bản tin này đã nhận trước đây"
SETTLED = "Bản tin này đã được xử lý rồi. Không có gì thay đổi."
OVER = "Bản tin này chỉ dùng đến {until} nên chưa nhận; bản tin vẫn chờ. Hỏi lại nơi gửi."
ANSWER = (Role.STATION_OPERATOR, Role.LEADER)
PAGE = "/ban-lam-viec/truyen-thanh/tu-cap-tren/"
GONE = "Tệp của bản tin này không còn trên máy. Chưa nhận gì. Lấy lại tệp từ nơi gửi."
MIMES = {
    ".mp3": "audio/mpeg", ".wav": "audio/wav", ".ogg": "audio/ogg", ".opus": "audio/ogg",
    ".m4a": "audio/mp4", ".aac": "audio/aac", ".flac": "audio/flac",
}  # fmt: skip


@dataclass(frozen=True)
class FileFromAbove:
    """A file with its name."""

    name: str
    content: bytes


def receive_sound(
    *, file: FileFromAbove, title: str, level: Priority, now: datetime, ident: str = "",
    body: str = "", text: str = "", valid_until: datetime | None = None,
) -> IncomingBulletin:  # fmt: skip
    """Keeps a sound with its level until a person looks at it. The same bytes, or the same number
    of the sender, are refused; so is what is no sound, and what is over already."""
    sha256 = hashlib.sha256(file.content).hexdigest()
    name = ident or f"sha256:{sha256}"
    if valid_until is not None and valid_until <= now:
        raise Refused("bản tin đã quá hạn dùng mà nơi gửi ghi")
    if _is_known(name, sha256):
        raise Refused(ALREADY)
    suffix = Path(file.name).suffix.lower()
    if suffix not in MIMES:
        raise Refused("không phải tệp âm thanh nhận được")
    checked_seconds(SimpleUploadedFile(file.name, file.content))
    return _kept(
        IncomingBulletin(
            ident=name[:120], kind=IncomingKind.SOUND, level=level, title=title[:200],
            body=body[:160], text=text, valid_until=valid_until, file_name=file.name[-200:],
            received_at=now,
        ),
        file.content, MIMES[suffix],
    )  # fmt: skip


def receive_cap(*, content: bytes, file_name: str, now: datetime) -> IncomingBulletin:
    """Keeps a CAP message; what is not valid is refused and never guessed."""
    message = read_incoming(content)
    name = f"cap:{message.identifier}"
    if _is_known(name, hashlib.sha256(content).hexdigest()):
        raise Refused(ALREADY)
    title = {"Cancel": "Hủy cảnh báo", "Update": "Cập nhật cảnh báo"}.get(message.kind, "Cảnh báo")
    words = message.headline or message.event
    return _kept(
        IncomingBulletin(
            ident=name[:120], kind=IncomingKind.CAP, level=Priority.EMERGENCY,
            title=f"{title}: {words}"[:200] if words else title,
            body=(message.sender_name or message.sender)[:160], text=message.description,
            valid_until=message.expires, file_name=file_name[-200:], received_at=now,
        ),
        content, "application/xml",
    )  # fmt: skip


def take_up(*, row: IncomingBulletin, by: Account, now: datetime) -> Article | Alert:
    """Nhận: a draft, never on the air by itself. An emergency becomes a draft of an alert, the
    rest a draft of an article with the sound and the level of the sender. Raises Refused."""
    if not by.has_perm(TAKE):
        raise Refused(NO_RIGHT)
    content = attachments.read(row.sha256)
    if content is None:
        raise Refused(GONE)
    with transaction.atomic():
        held = _locked(row)
        if held.valid_until is not None and held.valid_until <= now:
            raise Refused(OVER.format(until=moment_long(local(held.valid_until))))
        made: Article | Alert
        if held.kind == IncomingKind.CAP:
            made = take_cap(content=content, by=by, now=now)
        elif held.level == Priority.EMERGENCY:
            made = _alert(held, by, now)
        else:
            made = _article(held, content, by, now)
        held.alert = made if isinstance(made, Alert) else None
        held.article = made if isinstance(made, Article) else None
        held.state, held.settled_at, held.settled_by = IncomingState.TAKEN, now, by
        held.save()
    return made


def leave(*, row: IncomingBulletin, why: str, by: Account, now: datetime) -> None:
    """Không dùng, with its reason: the commune's right, and on record. An emergency is not left
    without one that says something."""
    if not by.has_perm(TAKE):
        raise Refused(NO_RIGHT)
    if not why.strip():
        raise Refused("Ghi vì sao không dùng bản tin này. Bản tin vẫn chờ.")
    with transaction.atomic():
        held = _locked(row)
        held.state, held.why = IncomingState.LEFT, why.strip()[:200]
        held.settled_at, held.settled_by = now, by
        held.save()


def bring_back(*, row: IncomingBulletin, by: Account) -> None:
    """Đưa lại what was left."""
    if not by.has_perm(TAKE):
        raise Refused(NO_RIGHT)
    IncomingBulletin.objects.filter(pk=row.pk, state=IncomingState.LEFT).update(
        state=IncomingState.NEW, why="", settled_at=None, settled_by=None
    )


def _article(row: IncomingBulletin, content: bytes, by: Account, now: datetime) -> Article:
    lines = [line.strip() for line in row.text.splitlines() if line.strip()]
    lead = lines[0][:300] if lines else f"Bản tin của {row.body or 'cấp trên'}: {row.title}"
    body = [("paragraph", f"<p>{_escaped(line)}</p>") for line in lines[1:]]
    draft = Article(
        title=row.title, lead=lead, body=body, priority=row.level, source=row.body[:200],
        for_loudspeaker=True,
    )  # fmt: skip
    made = save_draft(article=draft, by=by, now=now)
    upload = SimpleUploadedFile(row.file_name, content, row.mime)
    take_recording(article=made, upload=upload, speaker=row.body, by=by, now=now)
    return made


def _alert(row: IncomingBulletin, by: Account, now: datetime) -> Alert:
    template = template_of(str(AlertKind.OTHER))
    draft = Alert(
        kind=template.kind, headline=row.title[:140], description=row.text[:1200],
        instruction=template.instruction, source_body=row.body[:160],
        source_document=row.ident[:160], severity="", urgency="", certainty="",
        lasts_minutes=template.lasts_minutes, repeat_minutes=template.repeat_minutes,
    )  # fmt: skip
    return save_alert(alert=draft, hamlets=(), by=by, now=now)


def _escaped(text: str) -> str:
    from django.utils.html import escape

    return str(escape(text))


def _locked(row: IncomingBulletin) -> IncomingBulletin:
    held = IncomingBulletin.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.state != IncomingState.NEW:
        raise Refused(SETTLED)
    return held


def _is_known(ident: str, sha256: str) -> bool:
    rows = IncomingBulletin.objects.filter(ident=ident[:120])
    return rows.exists() or IncomingBulletin.objects.filter(sha256=sha256).exists()


def _kept(row: IncomingBulletin, content: bytes, mime: str) -> IncomingBulletin:
    paper = attachments.keep(content, mime)
    row.sha256, row.size, row.mime = paper["sha256"], paper["size"], mime
    try:
        with transaction.atomic():
            row.save()
            if row.level == Priority.EMERGENCY:
                _tell(row)
    except IntegrityError as error:  # two processes found the same file
        raise Refused(ALREADY) from error
    return row


def _tell(row: IncomingBulletin) -> None:
    """An emergency of a higher level waits for nobody to look by chance."""
    words = f"Có bản tin khẩn cấp của cấp trên chờ xem: {row.title}. Chưa phát gì."
    tell_roles(
        roles=ANSWER, text=words[:300], subject=f"incoming:{row.pk}", link=PAGE,
        now=row.received_at, by_mail=True,
    )  # fmt: skip
