"""Who hears of what was done to an account: its owner, the leaders, the administrators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from lantoa.core.clock import local
from lantoa.desk.accounts.consent import is_guarded, leaders, who_answer
from lantoa.desk.accounts.resets import OWN_PAGE, tell_people
from lantoa.desk.signin.terms import UNUSED_DAYS
from lantoa.notices.services import tell_account
from lantoa.registry.guarding import decisive_codes
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
    if is_guarded(account, now=now):
        others = [one for one in leaders() if one not in (account, by)]
        told = f"{who} đã {what} cho tài khoản của {account.get_full_name()} lúc {at}."
        tell_people(others, told, subject=f"{subject}:l", by=by, now=now, link=OWN_PAGE)


def tell_of_account(
    account: Account, *, was: str, before: Iterable[Account], by: Account, now: datetime
) -> None:
    """A new account that decides or keeps accounts, and every change of a role: told at once to
    who answered for it `before` and to who does now. `was`: the former role, empty of a new one."""
    may = "duyệt hoặc quản trị được" if decisive_codes(account) else "không duyệt, không quản trị"
    what = f"đổi vai trò từ {was} sang" if was else "mở với vai trò"
    told = (
        f"Tài khoản «{account.username}» của {account.get_full_name()} vừa được "
        f"{by.get_full_name()} {what} {account.role_name} ({may}) lúc {moment_long(local(now))}."
    )
    people = {one.pk: one for one in (*before, *(who_answer() if was else ()))}
    if was:
        people[account.pk] = account
    people.pop(by.pk, None)
    subject = f"{account.code}:vai-tro:{now:%Y%m%d%H%M%S}"
    tell_people(people.values(), told, subject=subject, by=by, now=now, link=OWN_PAGE)


def tell_of_closing(account: Account, *, by: Account, now: datetime) -> None:
    """An account that decides or keeps accounts was switched off."""
    if not is_guarded(account, now=now):
        return
    told = (
        f"{by.get_full_name()} đã ngừng dùng tài khoản «{account.username}» của "
        f"{account.get_full_name()} ({account.role_name}) lúc {moment_long(local(now))}."
    )
    people = {one.pk: one for one in (*who_answer(), account)}
    people.pop(by.pk, None)
    subject = f"{account.code}:ngung:{now:%Y%m%d%H%M%S}"
    tell_people(people.values(), told, subject=subject, by=by, now=now, link=OWN_PAGE)


def tell_of_rule(
    what: str, words: str, *, before: Iterable[Account], by: Account, now: datetime
) -> None:
    """Rights of a role that decides, or the steps of approving, were changed."""
    told = f"{by.get_full_name()} đã đổi {what} lúc {moment_long(local(now))}: {words}."
    people = {one.pk: one for one in (*before, *who_answer())}
    people.pop(by.pk, None)
    subject = f"rule:{by.pk}:{now:%Y%m%d%H%M%S}"
    tell_people(people.values(), told, subject=subject, by=by, now=now, link=OWN_PAGE)


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
