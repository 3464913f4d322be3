"""Mã PIN duyệt: set in the desk, asked for on the page of a link. Never in a log or a message."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils.crypto import salted_hmac

from lantoa.approval.models import ApprovalPin
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.notices.services import tell_account
from lantoa.registry.models import Account
from lantoa.vietnamese import clock_time, moment_long

PIN = re.compile(r"[0-9]{6}")
TRIES = 5
FIRST_LOCK, LONGEST_LOCK = timedelta(minutes=15), timedelta(hours=24)
RIGHT = "approval.add_approval"
PIN_PAGE = "/ban-lam-viec/tai-khoan-cua-toi/ma-pin/"


def set_pin(*, account: Account, pin: str, again: str, now: datetime) -> ApprovalPin:
    """Đặt mã PIN. A new PIN clears the count of wrong tries."""
    if not account.has_perm(RIGHT):
        raise Refused("Tài khoản này không có quyền duyệt nên không cần mã PIN. Chưa lưu gì.")
    if not PIN.fullmatch(pin):
        raise Refused("Mã PIN gồm đúng 6 chữ số. Chưa lưu gì. Nhập lại.")
    if pin != again:
        raise Refused("Hai lần nhập không giống nhau. Chưa lưu gì. Nhập lại cả hai lần.")
    if _is_guessed_first(pin):
        raise Refused(
            "Mã PIN này dễ đoán (chữ số lặp lại hoặc dãy liền nhau). Chưa lưu gì. Chọn mã khác."
        )
    values = {"hash": make_password(_peppered(pin)), "set_at": now}
    return ApprovalPin.objects.update_or_create(
        account=account, defaults={**values, "wrong_count": 0, "locked_until": None}
    )[0]


def has_pin(account: Account) -> bool:
    """Has this approver set a PIN?"""
    return ApprovalPin.objects.filter(account=account).exists()


def is_right_pin(*, account: Account, pin: str, now: datetime) -> bool:
    """Compares; counts a wrong try and, after every fifth, locks for a time that doubles.

    Raises Refused while locked or where none was set: then nothing is compared.
    """
    with transaction.atomic():
        kept = ApprovalPin.objects.select_for_update().filter(account=account).first()
        if kept is None:
            raise Refused(
                "Chưa đặt mã PIN duyệt. Chưa ghi quyết định nào. "
                "Đặt mã PIN trong bàn làm việc, mục Tài khoản của tôi."
            )
        if kept.locked_until and kept.locked_until > now:
            raise Refused(f"{_locked_words(kept.locked_until, now)} Chưa ghi quyết định nào.")
        if PIN.fullmatch(pin) and check_password(_peppered(pin), kept.hash):
            kept.wrong_count, kept.locked_until = 0, None
            kept.save(update_fields=["wrong_count", "locked_until"])
            return True
        kept.wrong_count += 1
        if kept.wrong_count % TRIES == 0:
            kept.locked_until = now + _lock_after(kept.wrong_count)
            _tell(account, kept, now)
        kept.save(update_fields=["wrong_count", "locked_until"])
    return False


def _lock_after(wrong_count: int) -> timedelta:
    doublings = min(max(wrong_count // TRIES - 1, 0), 10)
    return min(FIRST_LOCK * (1 << doublings), LONGEST_LOCK)


def _locked_words(until: datetime, now: datetime) -> str:
    same_day = local(until).date() == local(now).date()
    moment = clock_time(local(until)) if same_day else moment_long(local(until))
    return f"Mã PIN tạm khóa đến {moment} vì nhập sai {TRIES} lần."


def _tell(account: Account, kept: ApprovalPin, now: datetime) -> None:
    assert kept.locked_until is not None
    tell_account(
        account=account, subject=f"pin:{account.pk}:{kept.wrong_count}", link=PIN_PAGE,
        text=f"{_locked_words(kept.locked_until, now)} "
        "Nếu không phải do mình nhập, đổi mã PIN và báo người quản trị hệ thống.",
        by="system", today=local(now).date(), now=now,
    )  # fmt: skip


def _peppered(pin: str) -> str:
    """A million PINs are soon tried: without the installation's secret a stolen table is no use."""
    return salted_hmac("lantoa.approval.pin", pin, algorithm="sha256").hexdigest()


def _is_guessed_first(pin: str) -> bool:
    up = "01234567890123456789"
    return len(set(pin)) == 1 or pin in up or pin in up[::-1] or pin[:3] == pin[3:]
