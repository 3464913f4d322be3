"""Quy định duyệt: through whose hands each kind of matter goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from lantoa.approval.authority import route_of
from lantoa.approval.matters import matters
from lantoa.approval.models import RouteRule
from lantoa.approval.terms import Route
from lantoa.core.errors import Refused
from lantoa.registry.models import Account

CHANGE = "approval.change_routerule"


def set_routes(*, routes: Mapping[str, str], by: Account, now: datetime) -> list[str]:
    """Sets the steps of the named kinds; answers what changed, in words. What waits already goes
    on by the steps of its day."""
    if not by.has_perm(CHANGE):
        raise Refused("Tài khoản này không có quyền đổi quy định duyệt. Quy định giữ nguyên.")
    known = {matter.code: matter for matter in matters()}
    if any(code not in known or route not in Route.values for code, route in routes.items()):
        raise Refused("Có loại nội dung hoặc cách duyệt không có. Quy định giữ nguyên.")
    changed = []
    with transaction.atomic():
        for code, route in routes.items():
            if route_of(code) == route:
                continue
            RouteRule.objects.update_or_create(
                matter=code, defaults={"route": route, "changed_by": by, "changed_at": now}
            )
            changed.append(f"{known[code].name}: {Route(route).label}")
    return changed
