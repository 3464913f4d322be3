"""Reads of accounts: the list with what an administrator asks about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lantoa.core.clock import local
from lantoa.desk.accounts.services import unused_since
from lantoa.desk.signin.lockout import locked_names
from lantoa.desk.signin.terms import UNUSED_DAYS
from lantoa.documents.sheets import Sheet
from lantoa.registry.factors import enrolled_accounts
from lantoa.registry.guarding import waits_to_sign
from lantoa.registry.models import Account
from lantoa.vietnamese import fold

STATES = (
    ("dang-dung", "đang dùng"), ("ngung", "ngừng dùng"), ("khoa", "tạm khóa"),
    ("mot-lan", "chờ đổi mật khẩu"), ("it-dung", "30 ngày chưa đăng nhập"),
)  # fmt: skip
FACTORS = (("co", "đã bật"), ("chua", "chưa bật"))
RARELY_DAYS = 30


@dataclass(frozen=True)
class AccountRow:
    """One line of the list."""

    account: Account
    has_factor: bool
    locked_until: datetime | None
    unused_days: int
    waits_to_sign: bool

    @property
    def state(self) -> str:
        """What matters most about it, in words."""
        if not self.account.is_active:
            return "ngừng dùng"
        if self.locked_until:
            return "tạm khóa"
        if self.account.one_time_until:
            return "chờ đổi mật khẩu"
        if self.waits_to_sign:
            return "chờ xác nhận quyền duyệt"
        return "đang dùng"

    @property
    def is_ending(self) -> bool:
        """Is it about to be switched off because nobody uses it?"""
        return self.account.is_active and self.unused_days >= RARELY_DAYS

    @property
    def days_left(self) -> int:
        return max(0, UNUSED_DAYS - self.unused_days)


def account_rows(*, now: datetime) -> list[AccountRow]:
    """Every account; locked and unused ones first, switched off ones last."""
    enrolled, locked = enrolled_accounts(), locked_names(now=now)
    rows = [
        AccountRow(
            account, account.pk in enrolled, locked.get(account.username),
            (now - unused_since(account)).days, waits_to_sign(account, today=local(now).date()),
        )
        for account in Account.objects.select_related("officer")
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (not row.account.is_active, not row.locked_until,
                                         fold(row.account.get_full_name())))  # fmt: skip


def account_row(account: Account, *, now: datetime) -> AccountRow:
    """One account with the same facts."""
    return AccountRow(
        account, account.pk in enrolled_accounts(),
        locked_names(now=now).get(account.username), (now - unused_since(account)).days,
        waits_to_sign(account, today=local(now).date()),
    )  # fmt: skip


def sifted(rows: list[AccountRow], asked: dict[str, str]) -> list[AccountRow]:
    """The rows that a search and filters keep; names with or without marks."""
    words, role = fold(asked.get("q", "")[:100]), asked.get("vai-tro", "")
    state, factor = asked.get("tinh-trang", ""), asked.get("lop-hai", "")
    return [
        row
        for row in rows
        if words in fold(f"{row.account.get_full_name()} {row.account.username}")
        and (not role or row.account.role == role)
        and (not factor or row.has_factor == (factor == "co"))
        and _is_in(row, state)
    ]


def _is_in(row: AccountRow, state: str) -> bool:
    tests = {
        "dang-dung": row.account.is_active,
        "ngung": not row.account.is_active,
        "khoa": row.locked_until is not None,
        "mot-lan": row.account.is_active and row.account.one_time_until is not None,
        "it-dung": row.is_ending,
    }
    return tests.get(state, True)


def account_sheet(rows: list[AccountRow]) -> Sheet:
    """The list as a sheet; no password, no key."""
    head = ("Tên đăng nhập", "Họ và tên", "Vai trò", "Cán bộ", "Tình trạng",
            "Lớp xác thực thứ hai", "Đăng nhập lần cuối", "Đổi mật khẩu")  # fmt: skip
    body = (
        (
            row.account.username, row.account.get_full_name(),
            row.account.role_name, str(row.account.officer or ""), row.state,
            "đã bật" if row.has_factor else "chưa bật", row.account.last_login,
            row.account.password_changed_at,
        )
        for row in rows
    )  # fmt: skip
    return Sheet("Tài khoản", (head, *body))
