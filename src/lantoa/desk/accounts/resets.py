"""Who signs for the commune or keeps its accounts is let in again by two people, never by one;
a new approver's first decisions are opened in the same way (`signing`).

An administrator asks, and a second person agrees: another administrator, a leader, or the owner.
The owner and the leaders hear of it at once, by notice and by mail; what was agreed is used once
and lapses.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta
from django.db import transaction

from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.desk.accounts.consent import (
    addresses_of,
    is_guarded,
    is_signed_in,
    may_agree,
    who_may_agree,
)
from lantoa.notices.mail import post_mail
from lantoa.notices.services import tell_account
from lantoa.notices.smtp import is_mail_ready
from lantoa.registry.guarding import KEEPS_ACCOUNTS, open_signing, refuse_signing
from lantoa.registry.models import Account, ResetRequest
from lantoa.registry.terms import ResetAct, ResetEnd
from lantoa.vietnamese import moment_long, nfc

AGREED_WITHIN, USED_WITHIN = timedelta(hours=72), timedelta(hours=24)
PAGE = "/ban-lam-viec/he-thong/de-nghi-dat-lai/"
ACCOUNTS = "/ban-lam-viec/he-thong/tai-khoan/"
OWN_PAGE = "/ban-lam-viec/tai-khoan-cua-toi/"
LONGEST_WHY = 200


def open_reset(account: Account, act: ResetAct, *, now: datetime) -> ResetRequest | None:
    """The request that waits or was agreed to, still in time."""
    row = ResetRequest.objects.filter(account=account, act=act, end="").first()
    return row if row and not _is_over(row, now) else None


def open_resets(who: Account, *, now: datetime) -> list[ResetRequest]:
    """What waits for this person to agree."""
    rows = ResetRequest.objects.filter(end="", agreed_by=None).select_related("account", "asked_by")
    return [row for row in rows if not _is_over(row, now) and may_agree(row, who, now=now)]


def lasts_until(row: ResetRequest) -> datetime:
    """Until when it may be agreed to; once it was, until when it may be used."""
    return row.agreed_at + USED_WITHIN if row.agreed_at else row.asked_at + AGREED_WITHIN


def ask_reset(
    *, account: Account, act: ResetAct, why: str, by: Account, now: datetime
) -> ResetRequest:
    """Đề nghị đặt lại. Refuses where nobody but the owner could agree who is not signed in."""
    if not by.has_perm(KEEPS_ACCOUNTS) or by.pk == account.pk or act == ResetAct.SIGN:
        raise Refused("Tài khoản này không đề nghị được việc ấy. Chưa gửi gì.")
    reason = " ".join(nfc(why).split())[:LONGEST_WHY]
    if not reason:
        raise Refused("Chưa ghi lý do nên chưa gửi đề nghị. Ghi lý do, ví dụ: mất điện thoại.")
    others = [one for one in who_may_agree(account, by, now=now) if one.pk != account.pk]
    if not others and not is_signed_in(account, now=now):
        raise Refused(
            "Chưa có người thứ hai để đồng ý: cần một lãnh đạo hoặc quản trị khác đang dùng, giữ "
            "vai trò đủ ba ngày. Chưa thay đổi gì. Chờ đủ ngày, hoặc mở lại trên máy chủ bằng lệnh "
            f"«lantoa manage recover_account {account.username}»."
        )
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        lapse_resets(account, act, now=now)
        row, is_new = ResetRequest.objects.get_or_create(
            account=account, act=act, end="",
            defaults={"why": reason, "asked_by": by, "asked_at": now},
        )  # fmt: skip
        if is_new:
            _tell_of_asking(row, others, now)
    return row


def agree_reset(*, row: ResetRequest, by: Account, now: datetime) -> ResetRequest:
    """Đồng ý."""
    with transaction.atomic():
        held = _held(row, by, now)
        held.agreed_by, held.agreed_at = by, now
        held.save(update_fields=["agreed_by", "agreed_at"])
        if held.act == ResetAct.SIGN:
            open_signing(account=held.account, now=now)
            _finish(held, ResetEnd.USED, by, now)
        _tell_of_agreeing(held, by, now)
    return held


def refuse_reset(*, row: ResetRequest, by: Account, now: datetime) -> None:
    """Từ chối: the request ends, and leaders and administrators hear of it."""
    with transaction.atomic():
        held = _held(row, by, now)
        _finish(held, ResetEnd.REFUSED, by, now)
        if held.act == ResetAct.SIGN:
            refuse_signing(account=held.account)
        told = (
            f"{by.get_full_name()} đã từ chối {_what(held)} do {held.asked_by.get_full_name()} "
            f"đề nghị lúc {moment_long(local(held.asked_at))}. {_left_by_refusal(held)}"
        )
        able = who_may_agree(held.account, by, now=now, act=ResetAct(held.act))
        people = {*able, held.asked_by, held.account} - {by}
        tell_people(people, told, subject=f"reset:{held.pk}:refused", now=now, by=by, link=OWN_PAGE)


def use_consent(*, account: Account, act: ResetAct, by: Account, now: datetime) -> None:
    """Inside the transaction of the act itself: takes up what was agreed, once. Refuses where it
    is needed and not there."""
    if not is_guarded(account, now=now):
        return
    rows = ResetRequest.objects.select_for_update().filter(account=account, act=act, end="")
    row = rows.exclude(agreed_by=None).first()
    if row is None or _is_over(row, now) or row.agreed_by_id in (None, row.asked_by_id):
        raise Refused(
            f"Tài khoản «{account.username}» có quyền duyệt hoặc quản trị: phải có người thứ hai "
            "đồng ý trước. Chưa thay đổi gì. Gửi đề nghị ở trang của tài khoản."
        )
    _finish(row, ResetEnd.USED, by, now)


def tell_people(
    people: Iterable[Account], text: str, *, subject: str, by: Account | None, now: datetime,
    link: str, addresses: Iterable[str] = (),
) -> None:  # fmt: skip
    """Notice and mail at once: what opens an account is not left to the letter of the day."""
    code = by.code if by else "system"
    known = {one.pk: one for one in people}
    for one in known.values():
        tell_account(
            account=one, text=text, subject=subject, link=link, by=code, today=local(now).date(),
            now=now,
        )  # fmt: skip
    if not is_mail_ready():
        return
    for to in sorted({*addresses_of(known.values(), now=now), *addresses} - {""}):
        post_mail(
            key=f"{subject}:{to}"[:160], to=to, headline="Lan Tỏa: việc về tài khoản",
            text=f"{text}\n\nKhông rõ việc này thì báo ngay lãnh đạo xã.", subject=subject[:80],
            by=code, now=now,
        )  # fmt: skip


def lapse_resets(account: Account, act: ResetAct, *, now: datetime) -> None:
    """Ends those of an account that are out of time."""
    for row in ResetRequest.objects.filter(account=account, act=act, end=""):
        if _is_over(row, now):
            _finish(row, ResetEnd.LAPSED, None, now)


def forget_old_resets(*, now: datetime, months: int) -> int:
    """Requests older than the audit is kept; answers how many rows went."""
    before = now - relativedelta(months=months)
    return ResetRequest.objects.filter(asked_at__lt=before).delete()[0]


def _tell_of_asking(row: ResetRequest, others: list[Account], now: datetime) -> None:
    who, until = row.asked_by.get_full_name(), moment_long(local(lasts_until(row)))
    ask = f"{who} đề nghị {_what(row)}. Lý do: {row.why}. Đồng ý hoặc từ chối trước {until}."
    tell_people(others, ask, subject=f"reset:{row.pk}", by=row.asked_by, now=now, link=PAGE)
    own = (
        f"{who} đề nghị {row.get_act_display()} cho tài khoản này lúc {moment_long(local(now))}, "
        f"lý do: {row.why}. Không nhờ việc này thì từ chối ở bàn làm việc và báo ngay lãnh đạo xã."
    )
    tell_people([row.account], own, subject=f"reset:{row.pk}", by=row.asked_by, now=now, link=PAGE)


def _tell_of_agreeing(row: ResetRequest, by: Account, now: datetime) -> None:
    told = f"{by.get_full_name()} đã đồng ý {_what(row)} lúc {moment_long(local(now))}."
    people, link = {row.asked_by, row.account}, f"{ACCOUNTS}{row.account_id}/"
    if row.act == ResetAct.SIGN:  # it decides from now on: who could have refused hears of it
        people |= set(who_may_agree(row.account, row.asked_by, now=now, act=ResetAct.SIGN)) - {by}
        link = OWN_PAGE
    tell_people(people, told, subject=f"reset:{row.pk}:agreed", now=now, by=by, link=link)


def _left_by_refusal(row: ResetRequest) -> str:
    if row.act == ResetAct.SIGN:
        return "Tài khoản này chưa duyệt được cho đến khi có người duyệt xác nhận."
    return "Không có gì thay đổi."


def _what(row: ResetRequest) -> str:
    of = row.account
    return (
        f"{row.get_act_display()} cho tài khoản «{of.username}» của {of.get_full_name()} "
        f"({of.role_name})"
    )


def _held(row: ResetRequest, by: Account, now: datetime) -> ResetRequest:
    """The row as it stands, locked; refuses who may not, and what is decided or over."""
    held = ResetRequest.objects.select_for_update().get(pk=row.pk)
    if not may_agree(held, by, now=now):
        raise Refused(
            "Tài khoản này không quyết định được đề nghị ấy: người đề nghị không tự đồng ý; cần "
            "lãnh đạo hoặc quản trị khác đã giữ vai trò đủ ba ngày, hoặc chính chủ tài khoản; "
            "quyền duyệt mới giao do một người duyệt khác xác nhận. "
            "Chưa thay đổi gì."
        )
    if held.end or held.agreed_by_id or _is_over(held, now):
        raise Refused("Đề nghị này đã được quyết định hoặc đã quá hạn. Chưa thay đổi gì.")
    return held


def _is_over(row: ResetRequest, now: datetime) -> bool:
    return now >= lasts_until(row)


def _finish(row: ResetRequest, end: ResetEnd, by: Account | None, now: datetime) -> None:
    row.end, row.ended_by, row.ended_at = end, by, now
    row.save(update_fields=["end", "ended_by", "ended_at"])
