"""Who hears of what was done to an account: its owner, the leaders, the administrators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from lantoa.core.clock import local
from lantoa.desk.accounts.resets import OWN_PAGE, SIGNS, is_guarded, leaders, tell_people
from lantoa.desk.signin.terms import UNUSED_DAYS
from lantoa.notices.services import tell_account
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from lantoa.vietnamese import moment_long

SUBJECT_UNUSED = "accounts:unused"


def tell_owner(
    account: Account, what: str, *, by: Account | None, now: datetime, addresses: Sequence[str] = ()
) -> None:
    """Nobody gets into an account behind its owner's back; `by`: None is whoever sits at the
    machine. Of an account that signs the leaders hear as well."""
    who = by.get_full_name() if by else "Người ở máy chủ"
    subject = f"{account.code}:{now:%Y%m%d%H%M%S}"
    at = moment_long(local(now))
    tell_people(
        [account], f"{who} đã {what} cho tài khoản này lúc {at}. Không nhờ việc này thì báo ngay "
        "lãnh đạo xã.", subject=subject, by=by, now=now, link=OWN_PAGE, addresses=addresses,
    )  # fmt: skip
    if is_guarded(account):
        others = [one for one in leaders() if one not in (account, by)]
        told = f"{who} đã {what} cho tài khoản của {account.get_full_name()} lúc {at}."
        tell_people(others, told, subject=f"{subject}:l", by=by, now=now, link=OWN_PAGE)


def tell_of_signing(account: Account, *, by: Account, now: datetime) -> None:
    """Leaders hear of every account that may decide from now on."""
    fresh = Account.objects.get(pk=account.pk)
    if not fresh.has_perm(SIGNS):
        return
    others = [one for one in leaders() if one not in (account, by)]
    told = (
        f"{by.get_full_name()} đã giao quyền duyệt ({account.role_name}) cho tài khoản "
        f"«{account.username}», {account.get_full_name()}, lúc {moment_long(local(now))}."
    )
    subject = f"{account.code}:duyet:{now:%Y%m%d%H%M%S}"
    tell_people(others, told, subject=subject, by=by, now=now, link=OWN_PAGE)


def tell_administrators(gone: Sequence[Account], *, now: datetime) -> None:
    """Accounts that nobody used were switched off."""
    names = ", ".join(account.get_full_name() for account in gone[:5])
    more = f" và {len(gone) - 5} người khác" if len(gone) > 5 else ""
    for administrator in Account.objects.filter(role=Role.ADMINISTRATOR, is_active=True):
        tell_account(
            account=administrator, subject=SUBJECT_UNUSED, by="system", now=now,
            text=f"Đã ngừng dùng {len(gone)} tài khoản {UNUSED_DAYS} ngày không đăng nhập: "
            f"{names}{more}. Còn cần thì mở lại ở Hệ thống, Tài khoản.",
            link="/ban-lam-viec/he-thong/tai-khoan/?tinh-trang=ngung",
            today=local(now).date(),
        )  # fmt: skip
