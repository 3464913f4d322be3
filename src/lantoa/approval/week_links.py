"""Đường dẫn duyệt cả tuần: several requests of one approver under one address, with one PIN.

It holds no power of its own: every request in it has its own link (`links.py`), bound to its own
bytes and used up by its own decision. A wrong PIN is counted here and for the approver.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from lantoa.approval.links import (
    OPEN_STATES,
    WHY_NOT,
    can_make_link,
    link_state,
    make_link,
    open_link,
    wrong_pin,
)
from lantoa.approval.models import ApprovalLink, Request, WeekLink
from lantoa.approval.pins import TRIES, is_right_pin
from lantoa.approval.terms import LinkState
from lantoa.approval.tokens import new_nonce, read_token, token_for
from lantoa.core.errors import Refused
from lantoa.registry.models import Account

SALT = "lantoa.approval.week"
MOST = 20
NOTHING = "Không có bài nào chờ người này duyệt. Chưa tạo đường dẫn nào."


def week_token(week: WeekLink) -> str:
    """The secret part of the address; the same every time."""
    return token_for(SALT, week.pk, week.nonce)


def week_link_of(token: str) -> WeekLink | None:
    """The week's link of a token; None where it was not made here."""
    found = read_token(SALT, token)
    rows = WeekLink.objects.select_related("approver")
    return rows.filter(pk=found[0], nonce=found[1]).first() if found else None


def live_links(week: WeekLink, *, now: datetime) -> list[ApprovalLink]:
    """The links in it that still lead to a decision, in the order of the need."""
    rows = week.links.select_related("request", "approver")
    live = [link for link in rows if link_state(link, now=now) in OPEN_STATES]
    return sorted(live, key=lambda link: (link.request.needed_by is None, link.request.needed_by
                                          or link.request.submitted_at, link.pk))  # fmt: skip


def week_state(week: WeekLink, *, now: datetime) -> LinkState:
    """Where it stands at this moment; closed when nothing in it waits any more."""
    if week.revoked_at or not week.approver.is_active:
        return LinkState.REVOKED
    if week.wrong_count >= TRIES:
        return LinkState.LOCKED
    if week.expires_at <= now:
        return LinkState.EXPIRED
    if not live_links(week, now=now):
        return LinkState.CLOSED
    return LinkState.OPENED if week.opened_at else LinkState.WAITING


def make_week_link(
    *, requests: Iterable[Request], approver: Account, by: Account, now: datetime
) -> WeekLink:
    """Tạo đường dẫn duyệt cả tuần of those requests that this approver may decide and `by` may
    send. Raises Refused where none is left, with the reason of the last."""
    why = NOTHING
    with transaction.atomic():
        links = []
        for request in requests:
            try:
                links.append(make_link(request=request, approver=approver, by=by, now=now))
            except Refused as refusal:
                why = str(refusal)
            if len(links) == MOST:
                break
        if not links:
            raise Refused(why)
        week = WeekLink.objects.create(
            approver=approver, nonce=new_nonce(), made_by=by, made_at=now,
            expires_at=max(link.expires_at for link in links),
        )  # fmt: skip
        week.links.set(links)
    return week


def revoke_week_link(*, week: WeekLink, by: Account, now: datetime) -> None:
    """Thu hồi, with every link in it: the browser that opened it knows their addresses."""
    if not all(can_make_link(request=link.request, by=by) for link in week.links.all()):
        raise Refused("Tài khoản này không có quyền thu hồi đường dẫn. Đường dẫn vẫn dùng được.")
    with transaction.atomic():
        week.links.filter(used_at__isnull=True, revoked_at__isnull=True).update(revoked_at=now)
        WeekLink.objects.filter(pk=week.pk, revoked_at__isnull=True).update(revoked_at=now)


def open_week_link(*, week: WeekLink, device: str, now: datetime) -> list[ApprovalLink]:
    """A person pressed the button: noted for the week and for each link in it, which it answers.
    Uses nothing up. Raises Refused for a dead one."""
    _refuse_dead(week, now)
    links = live_links(week, now=now)
    for link in links:
        open_link(link=link, device=device, now=now)
    WeekLink.objects.filter(pk=week.pk, opened_at__isnull=True).update(
        opened_at=now, opened_with=device[:80]
    )
    return links


def check_week_pin(*, week: WeekLink, pin: str, now: datetime) -> Account:
    """The approver, where the PIN is right. A wrong one is counted; Refused says how many are
    left. Raises Refused for a dead link too: then nothing is compared."""
    with transaction.atomic():
        held = WeekLink.objects.select_for_update().get(pk=week.pk)
        _refuse_dead(held, now)
        approver = Account.objects.get(pk=held.approver_id)
        if is_right_pin(account=approver, pin=pin, now=now):
            return approver
        held.wrong_count += 1
        held.save(update_fields=["wrong_count"])
    raise wrong_pin(held.wrong_count)


def _refuse_dead(week: WeekLink, now: datetime) -> None:
    state = week_state(week, now=now)
    if state not in OPEN_STATES:
        raise Refused(WHY_NOT[state])
