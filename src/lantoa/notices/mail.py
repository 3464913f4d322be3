"""Thư điện tử: the one door for mail. A letter is kept first and sent by a job.

Tried again by itself, with growing pauses, only while it is known that nothing was delivered;
what is uncertain waits for a person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q

from lantoa.core.errors import Refused
from lantoa.notices.models import Mail
from lantoa.notices.smtp import Outcome, hand_over, is_mail_ready, make_message, server
from lantoa.notices.terms import MailState
from lantoa.vietnamese import nfc

PAUSES_MINUTES = (1, 5, 15, 60, 180, 360, 720)
STUCK_AFTER = timedelta(minutes=10)
KEPT = timedelta(days=183)
NO_SERVER = (
    "Chưa khai báo máy chủ thư nên chưa gửi được thư điện tử. Chưa gửi gì. "
    "Chép lời nhắn để gửi qua Zalo, hoặc báo người quản trị hệ thống khai báo máy chủ thư."
)
UNSURE = "máy dừng khi đang gửi thư"


def post_mail(
    *, key: str, to: str, headline: str, text: str, subject: str, by: str, now: datetime
) -> Mail:
    """Gửi thư: kept once for one `key`, sent after commit. Refuses without a mail server."""
    if not is_mail_ready():
        raise Refused(NO_SERVER)
    if not to:
        raise Refused("Người nhận chưa có địa chỉ thư điện tử. Chưa gửi gì. Chép lời nhắn để gửi.")
    with transaction.atomic():
        mail, is_new = Mail.objects.get_or_create(
            key=key,
            defaults={
                "to": to, "headline": nfc(" ".join(headline.split()))[:200], "text": nfc(text),
                "subject": subject, "by": by, "made_at": now, "next_attempt_at": now,
            },
        )  # fmt: skip
        if is_new:
            _enqueue(mail)
    return mail


def send_again(*, mail: Mail, now: datetime) -> None:
    """A person decides to send what failed or is uncertain once more."""
    again = (MailState.UNCERTAIN, MailState.FAILED)
    with transaction.atomic():
        rows = Mail.objects.filter(pk=mail.pk, state__in=again)
        changed = rows.update(
            state=MailState.WAITING, attempt_count=0, next_attempt_at=now, problem="",
            settled_at=None,
        )  # fmt: skip
        if not changed:
            raise Refused("Thư này đã gửi hoặc đang chờ gửi. Không gửi thêm lần nữa.")
        _enqueue(mail)


def send(mail_id: int, *, now: datetime) -> None:
    """One attempt at one letter; safe to call twice, also at the same time."""
    due = Q(next_attempt_at__isnull=True) | Q(next_attempt_at__lte=now)
    row = Mail.objects.filter(due, pk=mail_id, state=MailState.WAITING)
    if not row.update(state=MailState.CONNECTING, touched_at=now):
        return
    mail = Mail.objects.get(pk=mail_id)
    try:
        outcome = _attempt(mail)
    except Refused as refusal:
        outcome = Outcome("later", str(refusal))
    _settle(mail, outcome, now)


def _attempt(mail: Mail) -> Outcome:
    to_server = server()
    domain = to_server.sender.rpartition("@")[2] or "lantoa.invalid"
    message = make_message(
        sender=to_server.sender, to=mail.to, headline=mail.headline, text=mail.text,
        message_id=f"<{mail.pk}.{int(mail.made_at.timestamp())}@{domain}>",
    )  # fmt: skip
    return hand_over(to_server=to_server, message=message, before_content=_mark_sending(mail))


def _mark_sending(mail: Mail) -> Callable[[], None]:
    def mark() -> None:
        Mail.objects.filter(pk=mail.pk).update(state=MailState.SENDING)

    return mark


def _settle(mail: Mail, outcome: Outcome, now: datetime) -> None:
    attempts = mail.attempt_count + 1
    more = outcome.word == "later" and attempts <= len(PAUSES_MINUTES)
    states = {"sent": MailState.SENT, "unsure": MailState.UNCERTAIN}
    state = MailState.WAITING if more else states.get(outcome.word, MailState.FAILED)
    pause = timedelta(minutes=PAUSES_MINUTES[attempts - 1]) if more else None
    Mail.objects.filter(pk=mail.pk).update(
        state=state, attempt_count=attempts, problem=outcome.why[:300],
        next_attempt_at=now + pause if pause else None, settled_at=None if more else now,
    )  # fmt: skip


def take_up(*, now: datetime) -> int:
    """What is due goes out; what died before the letter left waits again; what died while it was
    leaving is uncertain. Answers how many were handed to jobs."""
    stuck = Mail.objects.filter(touched_at__lt=now - STUCK_AFTER)
    stuck.filter(state=MailState.CONNECTING).update(state=MailState.WAITING)
    stuck.filter(state=MailState.SENDING).update(
        state=MailState.UNCERTAIN, problem=UNSURE, settled_at=now
    )
    if not is_mail_ready():
        return 0
    due = list(Mail.objects.filter(state=MailState.WAITING, next_attempt_at__lte=now)[:50])
    for mail in due:
        _enqueue(mail)
    return len(due)


def erase_mail(*, mail: Mail) -> None:
    """A letter that is settled leaves no address behind; one on its way stays."""
    Mail.objects.filter(pk=mail.pk, settled_at__isnull=False).delete()


def erase_old_mail(*, now: datetime) -> int:
    """Letters past their time; answers how many."""
    return Mail.objects.filter(settled_at__lt=now - KEPT).delete()[0]


def _enqueue(mail: Mail) -> None:
    from lantoa.notices.jobs import send_mail

    transaction.on_commit(partial(send_mail.enqueue, mail.pk))
