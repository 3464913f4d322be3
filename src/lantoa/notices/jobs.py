"""Jobs of notices: letters go out after commit, and again by the tick."""

from __future__ import annotations

from datetime import datetime, timedelta

from django_tasks import task

from lantoa.core import clock
from lantoa.core.tick import register_tick


@task()
def send_mail(mail_id: int) -> None:
    """One attempt at one letter; safe to run twice."""
    from lantoa.notices.mail import send

    send(mail_id, now=clock.now())


def take_up_mail(now: datetime) -> None:
    """Letters that are due or were left by a job that died."""
    from lantoa.notices.mail import take_up

    take_up(now=now)


def erase_mail(now: datetime) -> None:
    """Addresses are not kept longer than their letters are asked after."""
    from lantoa.notices.mail import erase_old_mail

    erase_old_mail(now=now)


register_tick("mail-erasure", timedelta(hours=12), erase_mail)
register_tick("mail", timedelta(minutes=1), take_up_mail)
