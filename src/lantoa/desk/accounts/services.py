"""Writes on accounts by an administrator. Nobody does it to their own account; the last active
administrator stays. The screens that call these write the audit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.desk.accounts.consent import is_guarded, note_address, who_answer
from lantoa.desk.accounts.resets import use_consent
from lantoa.desk.accounts.signing import ask_confirmation
from lantoa.desk.accounts.telling import (
    tell_administrators,
    tell_of_account,
    tell_of_closing,
    tell_owner,
)
from lantoa.desk.signin.lockout import lift_lock
from lantoa.desk.signin.sessions import end_every_session
from lantoa.desk.signin.terms import UNUSED_DAYS
from lantoa.ledger.origin import is_demo
from lantoa.registry.factors import remove_factors
from lantoa.registry.guarding import SIGNING, decisive_codes, hold_signing
from lantoa.registry.models import Account, Officer, OwnRole
from lantoa.registry.passwords import give_one_time_password
from lantoa.registry.privacy import is_forgotten
from lantoa.registry.role_changes import hold_keepers, keepers
from lantoa.registry.roles import give_role
from lantoa.registry.terms import ResetAct, Role

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")


def add_account(
    *,
    username: str,
    name: str,
    role: Role,
    officer: Officer | None,
    by: Account,
    now: datetime,
    own_role: OwnRole | None = None,
    email: str = "",
) -> tuple[Account, str]:
    """Thêm tài khoản: answers it with its one-time password, which is shown once."""
    if not by.has_perm("registry.add_account"):
        raise Refused("Tài khoản này không có quyền thêm tài khoản. Chưa thêm gì.")
    account = Account(username=username, name=name, officer=officer, email=email, date_joined=now)
    if not NAME.fullmatch(username):
        raise Refused(
            "Tên đăng nhập có 3 đến 40 ký tự: chữ không dấu, số và các dấu . - _. Chưa thêm gì."
        )
    if Account.objects.filter(username__iexact=username).exists():
        raise Refused(f"Đã có tài khoản «{username}». Chưa thêm gì. Chọn tên đăng nhập khác.")
    _need_free(officer, account)
    account.set_unusable_password()
    with transaction.atomic():
        before = who_answer()
        account.save()
        _give_role(account, role, own_role, by=by, now=now)
        if decisive_codes(account):
            tell_of_account(account, was="", before=before, by=by, now=now)
        password = give_one_time_password(account=account, now=now)
    return account, password


def change_account(
    *,
    account: Account,
    name: str,
    role: Role,
    officer: Officer | None,
    by: Account,
    now: datetime,
    own_role: OwnRole | None = None,
    email: str | None = None,
) -> None:
    """Sửa tài khoản: name, role, officer, and the address where one is given. Another role ends
    the account's sessions. Leaders hear of an account that signs from now on."""
    _need_right(by)
    _need_free(officer, account)
    is_other_role = (role, own_role) != (account.role, account.own_role)
    with transaction.atomic():
        hold_keepers()
        if is_other_role:
            _need_other(account, by, "đổi vai trò của")
            _need_another_administrator(account, "đổi vai trò")
        account.name, account.officer = name, officer
        account.save(update_fields=["name", "officer"])
        if email is not None and email != account.email:
            _change_address(account, email, by=by, now=now)
        if is_other_role:
            before, was = who_answer(), account.role_name
            _give_role(account, role, own_role, by=by, now=now)
            end_every_session(account)
            tell_of_account(account, was=was, before=before, by=by, now=now)


def _give_role(
    account: Account, role: Role, own_role: OwnRole | None, *, by: Account, now: datetime
) -> None:
    """Its first decisions wait where the role brings a right to decide."""
    decided = SIGNING & decisive_codes(account)
    give_role(account=account, role=role, own_role=own_role, now=now)
    if SIGNING & decisive_codes(account) and not decided:
        hold_signing(accounts=[account], now=now)
        ask_confirmation([account], by=by, now=now)


def _change_address(account: Account, email: str, *, by: Account, now: datetime) -> None:
    note_address(account, email, now=now)
    account.save(update_fields=["email", "previous_email", "email_changed_at"])
    if is_guarded(account, now=now):
        tell_owner(account, "đổi thư điện tử", by=by, now=now)


def disable_account(*, account: Account, by: Account, now: datetime) -> None:
    """Ngừng dùng: nothing that was written goes; nobody signs in with it any more."""
    _need_right(by)
    _need_other(account, by, "ngừng dùng")
    with transaction.atomic():
        hold_keepers()
        _need_another_administrator(account, "ngừng dùng")
        _disable(account)
        tell_of_closing(account, by=by, now=now)


def enable_account(*, account: Account, by: Account, now: datetime) -> str:
    """Mở lại: with a one-time password; the 45 days begin anew. One in use is refused: this is no
    second way to somebody's password."""
    _need_right(by)
    with transaction.atomic():
        held = Account.objects.select_for_update().get(pk=account.pk)
        if held.is_active:
            raise Refused("Tài khoản đang dùng, không cần mở lại. Mật khẩu giữ nguyên.")
        if is_forgotten(held):
            raise Refused(
                "Tài khoản này đã xóa dữ liệu cá nhân nên không mở lại được. Chưa thay đổi gì. "
                "Người ấy làm việc trở lại thì thêm tài khoản mới."
            )
        use_consent(account=account, act=ResetAct.REOPEN, by=by, now=now)
        account.is_active, account.active_since = True, now
        account.save(update_fields=["is_active", "active_since"])
        tell_owner(account, "mở lại tài khoản và cấp mật khẩu dùng một lần", by=by, now=now)
        return give_one_time_password(account=account, now=now)


def give_new_password(*, account: Account, by: Account, now: datetime) -> str:
    """Cấp mật khẩu dùng một lần; the lock of the name is lifted, every session ends."""
    _need_right(by)
    _need_other(account, by, "cấp mật khẩu cho")
    if not account.is_active:
        raise Refused("Tài khoản đang ngừng dùng. Chưa cấp mật khẩu. Mở lại tài khoản trước.")
    with transaction.atomic():
        use_consent(account=account, act=ResetAct.PASSWORD, by=by, now=now)
        lift_lock(account.username)
        end_every_session(account)
        tell_owner(account, "cấp mật khẩu dùng một lần", by=by, now=now)
        return give_one_time_password(account=account, now=now)


def reset_second_factor(*, account: Account, by: Account, now: datetime) -> None:
    """Đặt lại lớp xác thực thứ hai: the next sign-in sets up a new one. Sessions end."""
    _need_right(by)
    _need_other(account, by, "đặt lại lớp xác thực thứ hai của")
    with transaction.atomic():
        use_consent(account=account, act=ResetAct.FACTOR, by=by, now=now)
        remove_factors(account=account)
        end_every_session(account)
        tell_owner(account, "đặt lại lớp xác thực thứ hai", by=by, now=now)


def unlock_account(*, account: Account, by: Account) -> bool:
    """Mở khóa: wrong passwords so far no longer count. Was there anything to lift?"""
    _need_right(by)
    _need_other(account, by, "mở khóa")
    return lift_lock(account.username)


def sign_out_everywhere(*, account: Account, by: Account) -> None:
    """Đăng xuất mọi nơi."""
    _need_right(by)
    end_every_session(account)


def unused_since(account: Account) -> datetime:
    """From when an account counts as not used."""
    seen = (account.last_login, account.active_since, account.date_joined)
    return max(moment for moment in seen if moment)


def disable_unused(*, now: datetime) -> list[Account]:
    """Ngừng dùng tài khoản 45 ngày không đăng nhập, and tells the administrators. The last active
    administrator stays; so do the demo commune's accounts, which lie for months between shows."""
    if is_demo():
        return []
    with transaction.atomic():
        hold_keepers()
        return _disable_unused(now)


def _disable_unused(now: datetime) -> list[Account]:
    unused = [
        account
        for account in Account.objects.filter(is_active=True).order_by("pk")
        if now - unused_since(account) >= timedelta(days=UNUSED_DAYS)
    ]
    gone = [account for account in unused if not _is_last_administrator(account)]
    # Should every administrator be unused, the one who was there last stays.
    staying = _administrator_who_stays(gone)
    gone = [account for account in gone if account != staying]
    for account in gone:
        _disable(account)
    if gone:
        tell_administrators(gone, now=now)
    return gone


def recover_on_the_machine(*, username: str, now: datetime) -> str:
    """Who sits at the machine gets an account back in: no lock, no second factor, in use, and a
    one-time password. Raises Refused."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        raise Refused(f"Không có tài khoản «{username}». Chưa thay đổi gì.")
    with transaction.atomic():
        account.is_active, account.active_since = True, now
        account.save(update_fields=["is_active", "active_since"])
        lift_lock(account.username)
        remove_factors(account=account)
        end_every_session(account)
        tell_owner(
            account, "gỡ lớp xác thực thứ hai và cấp mật khẩu dùng một lần", by=None, now=now
        )
        return give_one_time_password(account=account, now=now)


def _disable(account: Account) -> None:
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_every_session(account)


def _need_right(by: Account) -> None:
    if not by.has_perm("registry.change_account"):
        raise Refused("Tài khoản này không có quyền sửa tài khoản. Chưa thay đổi gì.")


def _need_other(account: Account, by: Account, what: str) -> None:
    if account.pk == by.pk:
        raise Refused(
            f"Không tự {what} tài khoản của mình. Chưa thay đổi gì. "
            "Việc này do một người quản trị khác làm."
        )


def _need_free(officer: Officer | None, account: Account) -> None:
    taken = Account.objects.filter(officer=officer).exclude(pk=account.pk).first()
    if officer is not None and taken is not None:
        raise Refused(
            f"Cán bộ {officer.name} đã gắn với tài khoản «{taken.username}». Chưa lưu. "
            "Người vừa quản trị vừa làm việc khác: tài khoản thứ hai để trống mục cán bộ."
        )


def _need_another_administrator(account: Account, what: str) -> None:
    if _is_last_administrator(account):
        raise Refused(
            f"Đây là tài khoản quản trị cuối cùng đang dùng. Chưa {what}. "
            "Thêm một tài khoản quản trị khác trước."
        )


def _is_last_administrator(account: Account) -> bool:
    found = set(keepers().values_list("pk", flat=True))
    return account.pk in found and len(found) == 1


def _administrator_who_stays(going: Sequence[Account]) -> Account | None:
    active = Account.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    if active.exclude(pk__in=[account.pk for account in going]).exists():
        return None
    administrators = [account for account in going if account.role == Role.ADMINISTRATOR]
    return max(administrators, key=unused_since, default=None)
