"""What the administrator must know of the machine: accounts, backup, the last examination."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings

from lantoa.core.clock import local
from lantoa.desk.signin.lockout import locked_names
from lantoa.desk.today.rows import Row, link
from lantoa.operation.backup.last import last_backup
from lantoa.operation.doctor.kept import Kept, kept_findings
from lantoa.operation.doctor.terms import Level
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time, date_short

BACKUP_DAYS = 7
STALE_HOURS = 3


def machine_rows(*, now: datetime) -> list[Row]:
    """What is wrong with the machine: locked accounts, red lines of the last examination, an old
    backup."""
    folder = Path(settings.HOME)
    kept = kept_findings(folder)
    rows = _locked(now)
    rows += [
        Row("broken", "Hỏng", finding.what, f"{finding.todo}.")
        for finding in (kept.of(Level.RED) if kept else ())
    ]
    return [*rows, *_backup_rows(last_backup(folder), now)]


def _locked(now: datetime) -> list[Row]:
    """Names that were typed with a wrong password too often, and that somebody has. Ten at most."""
    locked = locked_names(now=now)
    known = Account.objects.filter(username__in=locked).order_by("username") if locked else ()
    return [
        Row("late", "Bị khóa", f"Tài khoản {account.username} ({account.name}) bị khóa đăng nhập",
            f"Sai mật khẩu nhiều lần. Tự mở lúc {clock_time(locked[account.username])}. "
            "Chỉ mở sớm khi chính người đó báo.", "Mở khóa", link("lift-lock", account.pk),
            is_act=True)
        for account in known[:10]
    ]  # fmt: skip


def _backup_rows(made_at: datetime | None, now: datetime) -> list[Row]:
    todo = "Chạy «lantoa backup TỆP» ra ổ đĩa khác rồi cất riêng với khóa."
    if made_at is None:
        return [Row("late", "Sao lưu", "Chưa có bản sao lưu nào của máy này", todo)]
    days = (local(now).date() - local(made_at).date()).days
    if days <= BACKUP_DAYS:
        return []
    return [Row("late", "Sao lưu", f"Bản sao lưu gần nhất đã {days} ngày", todo)]


def machine_lines(*, now: datetime) -> list[str]:
    """The card of the machine, in sentences: when it was examined, when it was saved."""
    folder = Path(settings.HOME)
    kept, made_at = kept_findings(folder), last_backup(folder)
    return [_examined(kept, now), _saved(made_at)]


def _examined(kept: Kept | None, now: datetime) -> str:
    if kept is None:
        return "Chưa khám máy lần nào. Máy tự khám mỗi giờ khi chương trình chạy."
    at = f"{clock_time(kept.at)} ngày {date_short(local(kept.at))}"
    well, doubts = len(kept.of(Level.WELL)), len(kept.of(Level.DOUBT))
    red = len(kept.of(Level.RED))
    words = f"Khám lúc {at}: {well} mục tốt, {doubts} lưu ý, {red} hỏng."
    if (now - kept.at).total_seconds() > STALE_HOURS * 3600:
        words += " Đã lâu chưa khám lại: xem phần công việc nền có đang chạy không."
    return words


def _saved(made_at: datetime | None) -> str:
    if made_at is None:
        return "Chưa có bản sao lưu nào được ghi nhận."
    return f"Sao lưu gần nhất lúc {clock_time(made_at)} ngày {date_short(local(made_at))}."
