"""A new approver's first decisions wait three days, or until another approver confirms: one
administrator alone could else make an approver and approve with it.

The request to confirm is written with the role; approvers answer it where resets are answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lantoa.approval.authority import waiting_words
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.accounts.consent import who_may_agree
from lantoa.desk.accounts.resets import OWN_PAGE, PAGE, lapse_resets, lasts_until, tell_people
from lantoa.registry.guarding import KEEPS_ACCOUNTS, waits_to_sign
from lantoa.registry.models import Account, ResetRequest
from lantoa.registry.terms import ResetAct
from lantoa.vietnamese import moment_long, nfc

WITH_THE_ROLE = "vừa được giao vai trò có quyền duyệt"
LONGEST_WHY = 200


def ask_confirmation(
    accounts: Iterable[Account], *, by: Account, now: datetime, why: str = WITH_THE_ROLE
) -> list[ResetRequest]:
    """Asks the other approvers about those of the accounts that wait; one open request each."""
    today = local(now).date()
    with transaction.atomic():
        return [
            _ask(account, by=by, now=now, why=why)
            for account in accounts
            if waits_to_sign(account, today=today)
        ]


def ask_again(*, account: Account, why: str, by: Account, now: datetime) -> ResetRequest:
    """Đề nghị xác nhận, once more: the first request was refused, or its days are over."""
    if not by.has_perm(KEEPS_ACCOUNTS) or by.pk == account.pk:
        raise Refused("Tài khoản này không đề nghị được việc ấy. Chưa gửi gì.")
    reason = " ".join(nfc(why).split())[:LONGEST_WHY]
    if not reason:
        raise Refused("Chưa ghi lý do nên chưa gửi đề nghị. Ghi lý do, ví dụ: mới nhận chức.")
    if not who_may_agree(account, by, now=now, act=ResetAct.SIGN):
        raise Refused(
            "Chưa có người duyệt khác đang dùng để xác nhận. Chưa gửi gì. "
            f"{waiting_words(account, today=local(now).date())}"
        )
    asked = ask_confirmation([account], by=by, now=now, why=reason)
    if not asked:
        raise Refused("Tài khoản này duyệt được rồi, không cần xác nhận. Chưa gửi gì.")
    return asked[0]


def _ask(account: Account, *, by: Account, now: datetime, why: str) -> ResetRequest:
    lapse_resets(account, ResetAct.SIGN, now=now)
    row, is_new = ResetRequest.objects.get_or_create(
        account=account, act=ResetAct.SIGN, end="",
        defaults={"why": why, "asked_by": by, "asked_at": now},
    )  # fmt: skip
    if is_new:
        _tell(row, now)
    return row


def _tell(row: ResetRequest, now: datetime) -> None:
    account, by = row.account, row.asked_by
    subject, until = f"reset:{row.pk}", moment_long(local(lasts_until(row)))
    asked = (
        f"Tài khoản «{account.username}» của {account.get_full_name()} ({account.role_name}) chờ "
        f"một người duyệt khác xác nhận quyền duyệt. {by.get_full_name()} đề nghị, lý do: "
        f"{row.why}. Xác nhận hoặc từ chối trước {until}."
    )
    others = who_may_agree(account, by, now=now, act=ResetAct.SIGN)
    tell_people(others, asked, subject=subject, by=by, now=now, link=PAGE)
    own = waiting_words(account, today=local(now).date())
    tell_people([account], own, subject=subject, by=by, now=now, link=OWN_PAGE)
