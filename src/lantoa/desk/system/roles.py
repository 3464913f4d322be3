"""Vai trò và quyền: tick what a role may do, see what would change, save."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.accounts.consent import who_answer
from lantoa.desk.accounts.signing import ask_confirmation
from lantoa.desk.accounts.telling import tell_of_rule
from lantoa.desk.audit.noting import note_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.registry import role_changes
from lantoa.registry.guarding import MAY
from lantoa.registry.models import Account
from lantoa.registry.rights import AREAS, RIGHTS
from lantoa.registry.terms import Role

SHOWN_PEOPLE = 12


@needs(MAY)
def role_list(request: DeskRequest) -> HttpResponse:
    """Every role with who holds it and how far it is from its default."""
    lines = [_line(group) for group in _ordered()]
    return render(request, "desk/system/roles.html", {"lines": lines})


@needs(MAY)
def role(request: DeskRequest, pk: int) -> HttpResponse:
    """One role. The first POST shows what would change, the second saves it."""
    group = _group(pk)
    if request.method != "POST":
        return _page(request, group, role_changes.held_rights(group))
    keys = set(request.POST.getlist("quyen")) & set(RIGHTS)
    change = role_changes.difference(group, keys)
    if not change.given and not change.taken:
        messages.info(request, f"Vai trò «{group.name}» không có gì đổi.")
        return redirect("role", pk)
    if request.POST.get("buoc") != "luu":
        context = {"group": group, "change": change, "keys": sorted(keys)} | _people(group)
        note_audit(request, words=f"Xem trước thay đổi vai trò «{group.name}».")
        return render(request, "desk/system/role_confirm.html", context)
    try:
        _change(request, group, change, keys)
    except Refused as refusal:
        note_audit(request, words=f"{group.name}: {change.words}. {refusal}")
        return _page(request, group, keys, str(refusal))
    note_audit(request, words=f"{group.name}: {change.words}.")
    messages.success(request, f"Đã đổi vai trò «{group.name}»: {change.words}.")
    return redirect("role", pk)


@needs(MAY)
@require_POST
def copy(request: DeskRequest, pk: int) -> HttpResponse:
    """A role of the commune's own, made from this one."""
    made = role_changes.copy_role(
        group=_group(pk), name=request.POST.get("ten", ""), by=request.user, now=clock.now()
    )
    messages.success(request, f"Đã tạo vai trò «{made}». Chỉnh quyền của vai trò này rồi lưu.")
    return redirect("role", made.group_id)


@needs(MAY)
@require_POST
def restore(request: DeskRequest, pk: int) -> HttpResponse:
    """Trở về mặc định: shown first, like any change."""
    group = _group(pk)
    keys = role_changes.usual_rights(group)
    change = role_changes.difference(group, keys)
    if request.POST.get("buoc") != "luu":
        context = {"group": group, "change": change, "keys": [], "is_restoring": True}
        return render(request, "desk/system/role_confirm.html", context | _people(group))
    _change(request, group, change, None)
    messages.success(request, f"Vai trò «{group.name}» đã trở về mặc định.")
    return redirect("role", pk)


@needs(MAY)
@require_POST
def remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Xóa vai trò riêng."""
    group = _group(pk)
    own = getattr(group, "own_role", None)
    if own is None:
        raise Refused("Vai trò có sẵn không xóa được. Chưa xóa gì.")
    role_changes.remove_own_role(own=own, by=request.user)
    messages.success(request, f"Đã xóa vai trò «{group.name}».")
    return redirect("roles")


def _change(
    request: DeskRequest, group: Group, change: role_changes.Difference, keys: set[str] | None
) -> None:
    """Saves, or goes back to the default; a right to decide or to open accounts is told at once
    to who answered for accounts before and to who does now."""
    before, now = who_answer(), clock.now()
    with transaction.atomic():
        if keys is None:
            role_changes.restore_defaults(group=group, by=request.user, now=now)
        else:
            role_changes.change_rights(group=group, keys=keys, by=request.user, now=now)
        if role_changes.is_decisive([*change.given, *change.taken]):
            what = f"quyền của vai trò «{group.name}»"
            tell_of_rule(what, change.words, before=before, by=request.user, now=now)
            members = Account.objects.filter(groups=group, is_active=True)
            ask_confirmation(members, by=request.user, now=now)


def _page(request: DeskRequest, group: Group, ticked: set[str], refusal: str = "") -> HttpResponse:
    usual = role_changes.usual_rights(group)
    areas = [
        (area.name, [(right, right.key in ticked, right.key in usual) for right in area.rights])
        for area in AREAS
    ]
    context: dict[str, Any] = {
        "group": group, "areas": areas, "refusal": refusal,
        "is_own": role_changes.ready_role(group) is None,
        "moved": len(role_changes.held_rights(group) ^ usual),
    } | _people(group)  # fmt: skip
    return render(request, "desk/system/role.html", context, status=422 if refusal else 200)


def _people(group: Group) -> dict[str, Any]:
    people = list(Account.objects.filter(groups=group, is_active=True).order_by("name"))
    return {"people": people[:SHOWN_PEOPLE], "people_count": len(people)}


def _line(group: Group) -> dict[str, Any]:
    held, usual = role_changes.held_rights(group), role_changes.usual_rights(group)
    own = getattr(group, "own_role", None)
    return {
        "group": group, "own": own, "rights": len(held), "moved": len(held ^ usual),
        "people": Account.objects.filter(groups=group, is_active=True).count(),
    }  # fmt: skip


def _ordered() -> list[Group]:
    """Ready roles in their order, then the commune's own by name."""
    order = {str(role.label): place for place, role in enumerate(Role)}
    return sorted(role_changes.roles(), key=lambda one: (order.get(one.name, 99), one.name))


def _group(pk: int) -> Group:
    return get_object_or_404(role_changes.roles(), pk=pk)
