"""Đường dẫn gửi tin: issued for a named hamlet or team, expiring, revocable, bounded in uses."""

from __future__ import annotations

from datetime import datetime, timedelta

from lantoa.approval.tokens import new_nonce, read_token, token_for
from lantoa.core.errors import Refused
from lantoa.newsroom.models import FieldInvite
from lantoa.registry.models import Account, Hamlet
from lantoa.vietnamese import nfc

SALT = "lantoa.newsroom.invite"
LONGEST_DAYS, MOST_USES = 366, 500
RIGHTS = ("newsroom.add_article", "plan.change_plan")


def invite_token(invite: FieldInvite) -> str:
    """The secret part of the address; the same every time."""
    return token_for(SALT, invite.pk, invite.nonce)


def invite_of(token: str) -> FieldInvite | None:
    """The invite of a token; None where it was not made here."""
    found = read_token(SALT, token)
    rows = FieldInvite.objects.select_related("hamlet")
    return rows.filter(pk=found[0], nonce=found[1]).first() if found else None


def why_dead(invite: FieldInvite, *, now: datetime) -> str:
    """Why an invite takes no story, in Vietnamese; empty where it does."""
    if invite.revoked_at:
        return "Đường dẫn gửi tin này đã bị thu hồi."
    if invite.expires_at <= now:
        return "Đường dẫn gửi tin này đã hết hạn."
    if invite.use_count >= invite.most_uses:
        return "Đường dẫn gửi tin này đã gửi đủ số tin."
    return ""


def refuse_dead_invite(invite: FieldInvite, *, now: datetime) -> None:
    """Raises Refused where an invite takes no story."""
    why = why_dead(invite, now=now)
    if why:
        raise Refused(f"{why} Tin vẫn còn trên máy. Xin đường dẫn mới từ người đã cấp.")


def make_invite(
    *, name: str, hamlet: Hamlet | None, days: int, most_uses: int, by: Account, now: datetime
) -> FieldInvite:
    """Cấp đường dẫn gửi tin."""
    _need_right(by, "cấp")
    if not name.strip():
        raise Refused("Chưa ghi cấp cho ai. Chưa cấp đường dẫn. Ghi tên tổ, đội hoặc thôn.")
    if not 1 <= days <= LONGEST_DAYS or not 1 <= most_uses <= MOST_USES:
        raise Refused(
            f"Thời hạn từ 1 đến {LONGEST_DAYS} ngày, số tin từ 1 đến {MOST_USES}. Chưa cấp gì."
        )
    return FieldInvite.objects.create(
        name=nfc(" ".join(name.split()))[:120], hamlet=hamlet, nonce=new_nonce(),
        made_by=by, made_at=now, expires_at=now + timedelta(days=days), most_uses=most_uses,
    )  # fmt: skip


def revoke_invite(*, invite: FieldInvite, by: Account, now: datetime) -> None:
    """Thu hồi. What was sent stays."""
    _need_right(by, "thu hồi")
    FieldInvite.objects.filter(pk=invite.pk, revoked_at__isnull=True).update(revoked_at=now)


def _need_right(by: Account, verb: str) -> None:
    if not any(by.has_perm(right) for right in RIGHTS):
        raise Refused(f"Tài khoản này không {verb} được đường dẫn gửi tin. Chưa đổi gì.")
