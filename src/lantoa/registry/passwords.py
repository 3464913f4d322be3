"""Passwords of accounts: what they must be, how long they last, how one is given.

Level 2 of the order on information systems: at least 14 signs, or 8 beside a second factor; an
administrator's is changed every two months.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError

from lantoa.core.clock import local
from lantoa.ledger.origin import is_demo
from lantoa.registry.factors import has_factor
from lantoa.registry.models import Account
from lantoa.registry.terms import Role
from lantoa.vietnamese import fold

LONG, WITH_FACTOR = 14, 8
ADMINISTRATOR_CHANGES = relativedelta(months=2)
ONE_TIME_LIFE = timedelta(days=3)
# Read out over the telephone: without 0/O, 1/I/L. 12 signs hold 59 bits.
SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
ONE_TIME_SIGNS = 12
FEWEST_DIFFERENT = 5
# What people in offices choose when they are told to make it longer.
USUAL = frozenset(
    ("matkhau", "password", "matkhaucuatoi", "uybannhandan", "uybannhandanxa", "ubnd", "ubndxa",
     "vanphong", "lantoa", "quantri", "admin", "administrator", "vietnam", "hanoi", "truyenthanh",
     "daitruyenthanh", "chinhquyen", "qwerty", "qwertyuiop", "asdfghjkl", "abc", "abcd", "abcdef",
     "xinchao", "iloveyou", "anhyeuem", "emyeuanh", "doclaptudohanhphuc")
)  # fmt: skip


def shortest(account: Account | None) -> int:
    """How many signs a password of this account needs."""
    return WITH_FACTOR if account is not None and account.pk and has_factor(account) else LONG


class LengthRule:
    """14 signs; 8 for an account that has a confirmed second factor."""

    def validate(self, password: str, user: Account | None = None) -> None:
        least = shortest(user)
        if len(password) < least:
            raise ValidationError(
                f"Mật khẩu cần ít nhất {least} ký tự, mật khẩu này có {len(password)}. "
                "Một câu ngắn dễ nhớ, có dấu cách, là được."
            )

    def get_help_text(self) -> str:
        return (
            f"ít nhất {LONG} ký tự; {WITH_FACTOR} khi tài khoản đã bật lớp xác thực thứ hai; "
            "một câu ngắn dễ nhớ, có dấu cách, là được"
        )


class CommonRule(CommonPasswordValidator):
    """Not one of the twenty thousand most used, nor what an office makes of them."""

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        if is_usual(password):
            raise ValidationError(self.get_error_message())

    def get_error_message(self) -> str:
        return "Mật khẩu này quá phổ biến, dễ bị đoán. Chọn một câu khác."


def is_usual(password: str) -> bool:
    """A usual word with digits around it, a run of digits, or few different signs."""
    plain = fold(password).replace(" ", "")
    if len(set(plain)) < FEWEST_DIFFERENT:
        return True
    if plain in "0123456789" * 8 or plain in "9876543210" * 8:
        return True
    return "".join(sign for sign in plain if sign.isalpha()) in USUAL


class LikeAccountRule(UserAttributeSimilarityValidator):
    """Not the account's own name."""

    def __init__(self) -> None:
        super().__init__(user_attributes=("username", "name", "email"), max_similarity=0.6)

    def get_error_message(self) -> str:
        return "Mật khẩu này gần giống tên hoặc tên đăng nhập. Chọn một câu khác."


class NotTheLastRule:
    """Neither the present password nor the one before it."""

    def validate(self, password: str, user: Account | None = None) -> None:
        kept = [user.password, user.previous_password] if user is not None else []
        if any(known and check_password(password, known) for known in kept):
            raise ValidationError(
                "Mật khẩu này đang dùng hoặc vừa dùng trước đó. Chọn một mật khẩu khác."
            )

    def get_help_text(self) -> str:
        return "khác mật khẩu đang dùng và mật khẩu liền trước"


def keep_password(*, account: Account, password: str, now: datetime) -> None:
    """Đổi mật khẩu: it has passed the rules. Every other session of the account ends by it."""
    account.previous_password = account.password if account.has_usable_password() else ""
    account.password = make_password(password)
    account.password_changed_at, account.one_time_until = now, None
    account.save(
        update_fields=["previous_password", "password", "password_changed_at", "one_time_until"]
    )


def give_one_time_password(*, account: Account, now: datetime) -> str:
    """Cấp mật khẩu dùng một lần, `abcd-efgh-jkmn`: shown once, changed at the next sign-in."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(ONE_TIME_SIGNS))
    password = "-".join(drawn[place : place + 4] for place in range(0, len(drawn), 4))
    account.previous_password = account.password if account.has_usable_password() else ""
    account.password = make_password(password)
    account.password_changed_at, account.one_time_until = now, now + ONE_TIME_LIFE
    account.save(
        update_fields=["previous_password", "password", "password_changed_at", "one_time_until"]
    )
    return password


def is_of_the_demo(account: Account) -> bool:
    """One of the demo commune's own accounts: everybody reads its password at the start."""
    return account.second_factor_skipped and is_demo()


def must_change_password(account: Account, *, now: datetime) -> str:
    """Why the password must be changed before anything else; blank when it need not be."""
    if account.one_time_until is not None:
        return "Mật khẩu vừa dùng là mật khẩu dùng một lần."
    since = account.password_changed_at or account.date_joined
    if (
        account.role == Role.ADMINISTRATOR
        and not is_of_the_demo(account)
        and local(since) + ADMINISTRATOR_CHANGES <= local(now)
    ):
        return "Mật khẩu của tài khoản quản trị phải đổi sau mỗi hai tháng."
    return ""


def is_one_time_over(account: Account, *, now: datetime) -> bool:
    """A one-time password that nobody used in time is no password any more."""
    return account.one_time_until is not None and account.one_time_until <= now
