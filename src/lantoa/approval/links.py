"""Đường dẫn duyệt: made for one approver, opened without an account, used up by the decision.

Opening uses nothing up, because chat programs fetch every address for a preview. The token is
signed and holds the row's key and random number: neither the table nor the key alone makes one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from lantoa.approval.models import ApprovalLink, Request, WeekLink
from lantoa.approval.pins import TRIES, has_pin, is_right_pin
from lantoa.approval.queries import why_not_decide
from lantoa.approval.terms import LinkState, RequestState
from lantoa.approval.tokens import new_nonce, read_token, token_for
from lantoa.core.clock import local
from lantoa.core.errors import Refused
from lantoa.core.options import option
from lantoa.registry.models import Account

SALT = "lantoa.approval.link"
OPEN_STATES = (LinkState.WAITING, LinkState.OPENED)
WHY_NOT = {
    LinkState.USED: "Đường dẫn này đã dùng xong: quyết định đã được ghi.",
    LinkState.REVOKED: "Đường dẫn này đã bị thu hồi. Hỏi người gửi để có đường dẫn mới.",
    LinkState.LOCKED: f"Đường dẫn này đã khóa vì nhập sai mã PIN {TRIES} lần. "
    "Hỏi người gửi để có đường dẫn mới.",
    LinkState.EXPIRED: "Đường dẫn này đã hết hạn. Hỏi người gửi để có đường dẫn mới.",
    LinkState.CLOSED: "Nội dung đã được sửa, rút lại hoặc đã có người quyết định, nên đường dẫn "
    "này không còn dùng được. Hỏi người gửi nếu còn việc cần duyệt.",
}


def token_of(link: ApprovalLink) -> str:
    """The secret part of the address; the same every time."""
    return token_for(SALT, link.pk, link.nonce)


def link_of(token: str) -> ApprovalLink | None:
    """The link of a token; None where it was not made here."""
    found = read_token(SALT, token)
    rows = ApprovalLink.objects.select_related("request", "approver")
    return rows.filter(pk=found[0], nonce=found[1]).first() if found else None


def links_of(request: Request) -> QuerySet[ApprovalLink]:
    """All links of a request, newest first."""
    return ApprovalLink.objects.filter(request=request).select_related("approver", "made_by")


def link_state(link: ApprovalLink, *, now: datetime) -> LinkState:
    """Where a link stands at this moment."""
    if link.used_at:
        return LinkState.USED
    if link.revoked_at or not link.approver.is_active:
        return LinkState.REVOKED
    if link.request.state != RequestState.OPEN or link.request.hash != link.hash:
        return LinkState.CLOSED
    if link.wrong_count >= TRIES:
        return LinkState.LOCKED
    if link.expires_at <= now:
        return LinkState.EXPIRED
    return LinkState.OPENED if link.opened_at else LinkState.WAITING


def can_make_link(*, request: Request, by: Account) -> bool:
    """Whoever submitted it, and the officer who answers for the plan."""
    return request.submitted_by_id == by.pk or by.has_perm("plan.change_plan")


def make_link(
    *, request: Request, approver: Account, by: Account, now: datetime,
    expires_at: datetime | None = None,
) -> ApprovalLink:  # fmt: skip
    """Tạo đường dẫn duyệt. One that still works is answered again instead of a second one."""
    if not can_make_link(request=request, by=by):
        raise Refused(
            "Chỉ người trình và cán bộ kế hoạch tạo được đường dẫn duyệt. Chưa tạo đường dẫn nào."
        )
    until = expires_at or _default_end(request, now)
    if until <= now:
        raise Refused("Giờ hết hạn đã qua. Chưa tạo đường dẫn nào. Chọn giờ muộn hơn.")
    with transaction.atomic():
        request = Request.objects.select_for_update().get(pk=request.pk)
        refusal = why_not_decide(request=request, by=approver, today=local(now).date())
        if refusal:
            raise Refused(f"{approver}: {refusal} Chưa tạo đường dẫn nào.")
        if not has_pin(approver):
            raise Refused(
                f"{approver} chưa đặt mã PIN duyệt. Chưa tạo đường dẫn nào. "
                "Mã PIN đặt trong bàn làm việc, mục Tài khoản của tôi."
            )
        for old in links_of(request).filter(
            approver=approver, used_at__isnull=True, revoked_at__isnull=True
        ):
            if link_state(old, now=now) in OPEN_STATES:
                return old
            old.revoked_at = now
            old.save(update_fields=["revoked_at"])
        return ApprovalLink.objects.create(
            request=request, approver=approver, hash=request.hash, nonce=new_nonce(),
            made_by=by, made_at=now, expires_at=until,
        )  # fmt: skip


def _default_end(request: Request, now: datetime) -> datetime:
    if request.needed_by and request.needed_by > now:
        return request.needed_by
    return now + timedelta(hours=int(option("LANTOA_LINK_HOURS")))


def revoke_link(*, link: ApprovalLink, by: Account, now: datetime) -> None:
    """Thu hồi. A link that was used stays as it was."""
    if not can_make_link(request=link.request, by=by):
        raise Refused("Tài khoản này không có quyền thu hồi đường dẫn. Đường dẫn vẫn dùng được.")
    rows = ApprovalLink.objects.filter(pk=link.pk, used_at__isnull=True, revoked_at__isnull=True)
    rows.update(revoked_at=now)


def open_link(*, link: ApprovalLink, device: str, now: datetime) -> None:
    """A person pressed the button. Noted once; uses nothing up. Raises Refused for a dead link."""
    state = link_state(link, now=now)
    if state not in OPEN_STATES:
        raise Refused(WHY_NOT[state])
    ApprovalLink.objects.filter(pk=link.pk, opened_at__isnull=True).update(
        opened_at=now, opened_with=device[:80]
    )


@contextmanager
def deciding(*, link: ApprovalLink, pin: str, device: str, now: datetime) -> Iterator[Account]:
    """Checks link and PIN, hands out the approver, and uses the link up with the decision that is
    made inside: both are kept, or neither. A wrong PIN is counted whatever follows."""
    _check_pin(link, pin, now)
    with using(link=link, device=device, now=now) as approver:
        yield approver


@contextmanager
def using(*, link: ApprovalLink, device: str, now: datetime) -> Iterator[Account]:
    """The same where the PIN was right already: the link is used up with the decision, or not at
    all. Raises Refused for a dead link."""
    with transaction.atomic():
        held = _held(link, now)
        yield Account.objects.get(pk=held.approver_id)
        held.used_at, held.used_with = now, device[:80]
        held.save(update_fields=["used_at", "used_with"])


def _held(link: ApprovalLink, now: datetime) -> ApprovalLink:
    """The link, locked until the transaction ends; refuses one that may no longer decide."""
    rows = ApprovalLink.objects.select_for_update(of=("self",))
    rows = rows.select_related("request", "approver")
    held = rows.get(pk=link.pk)
    _refuse_dead(held, now)
    return held


def _check_pin(link: ApprovalLink, pin: str, now: datetime) -> None:
    with transaction.atomic():
        held = _held(link, now)
        approver = Account.objects.get(pk=held.approver_id)
        if is_right_pin(account=approver, pin=pin, now=now):
            return
        held.wrong_count += 1
        held.save(update_fields=["wrong_count"])
    raise wrong_pin(held.wrong_count)


def wrong_pin(wrong_count: int) -> Refused:
    """What is said after a wrong PIN: how many tries are left, or that the link is locked."""
    left = TRIES - wrong_count
    if left <= 0:
        return Refused(f"Mã PIN chưa đúng. {WHY_NOT[LinkState.LOCKED]}")
    return Refused(
        f"Mã PIN chưa đúng, còn {left} lần nhập. Chưa ghi quyết định nào. Nhập lại mã PIN."
    )


def _refuse_dead(link: ApprovalLink, now: datetime) -> None:
    state = link_state(link, now=now)
    if state not in OPEN_STATES:
        raise Refused(WHY_NOT[state])


def forget_devices(*, before: datetime) -> int:
    """The kind of device of old decisions goes; answers how many links."""
    old = ApprovalLink.objects.filter(made_at__lt=before).exclude(opened_with="", used_with="")
    WeekLink.objects.filter(made_at__lt=before).update(opened_with="")
    return old.update(opened_with="", used_with="")
