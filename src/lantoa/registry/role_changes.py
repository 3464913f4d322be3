"""Changing roles without code: rights given and taken, own roles, the way back to the default."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import GroupCollectionPermission

from lantoa.core.errors import Refused
from lantoa.registry.guarding import DECISIVE, KEEPS_ACCOUNTS, MAY, SIGNING, note_rights
from lantoa.registry.models import Account, OwnRole, RightChange
from lantoa.registry.rights import ALWAYS, LIBRARY, RIGHTS, Right
from lantoa.registry.roles import (
    COLLECTION_CODES,
    PERMISSIONS,
    known_permissions,
    open_library,
)
from lantoa.registry.terms import Role
from lantoa.vietnamese import nfc

LONGEST_NAME, MOST_OWN = 60, 30


@dataclass(frozen=True)
class Difference:
    """What saving these ticks would change."""

    given: list[Right]
    taken: list[Right]

    @property
    def words(self) -> str:
        parts = [f"thêm «{right.words}»" for right in self.given]
        return "; ".join([*parts, *(f"bỏ «{right.words}»" for right in self.taken)])


def roles() -> QuerySet[Group]:
    """The ready roles and the commune's own."""
    ready = Q(name__in=[role.label for role in Role])
    return Group.objects.filter(ready | Q(own_role__isnull=False)).select_related("own_role")


def ready_role(group: Group) -> Role | None:
    """The ready role of this group, if it is one."""
    return next((role for role in Role if role.label == group.name), None)


def held_codes(group: Group) -> set[str]:
    """Codes of the permissions that the group holds."""
    rows = group.permissions.values_list("content_type__app_label", "codename")
    return {f"{label}.{name}" for label, name in rows}


def held_rights(group: Group) -> set[str]:
    """Keys of the rights that a role holds whole."""
    codes = held_codes(group)
    return {key for key, right in RIGHTS.items() if set(right.codes) <= codes}


def usual_rights(group: Group) -> set[str]:
    """Keys of the rights that a ready role holds by default; an own role, those of its base."""
    own = getattr(group, "own_role", None)
    role = Role(own.base) if own else ready_role(group)
    codes = set(PERMISSIONS[role]) if role else set()
    return {key for key, right in RIGHTS.items() if set(right.codes) <= codes}


def difference(group: Group, keys: Collection[str]) -> Difference:
    """What would change if the role held exactly these rights."""
    held = held_rights(group)
    return Difference(
        [right for key, right in RIGHTS.items() if key in keys and key not in held],
        [right for key, right in RIGHTS.items() if key in held and key not in keys],
    )


def is_decisive(rights: Collection[Right]) -> bool:
    """Is one of them a right to decide or to open accounts?"""
    return any(DECISIVE & set(right.codes) for right in rights)


def change_rights(*, group: Group, keys: Collection[str], by: Account, now: datetime) -> Difference:
    """Gives and takes rights; who gains or loses one that decides is marked. Refuses what would
    leave nobody to look after the accounts, and who would give their own role more than its
    default."""
    _need(by)
    with transaction.atomic():
        hold_keepers()
        Group.objects.select_for_update().get(pk=group.pk)
        change = difference(group, keys)
        _refuse_own_gain(group, change, by)
        signed = bool(SIGNING & held_codes(group))
        _set(group, change)
        note_rights(
            group=group, taken=is_decisive(change.taken), given=is_decisive(change.given), now=now,
            signed=signed, signs=bool(SIGNING & held_codes(group)),
        )  # fmt: skip
        _keep_an_administrator()
    return change


def restore_defaults(*, group: Group, by: Account, now: datetime) -> Difference:
    """Trở về mặc định."""
    change = change_rights(group=group, keys=usual_rights(group), by=by, now=now)
    RightChange.objects.filter(group=group).delete()
    return change


def copy_role(*, group: Group, name: str, by: Account, now: datetime) -> OwnRole:
    """A role of the commune's own, with the rights that the copied one holds today."""
    _need(by)
    clean = " ".join(nfc(name).split())
    if not clean or len(clean) > LONGEST_NAME:
        raise Refused(f"Tên vai trò cần từ 1 đến {LONGEST_NAME} ký tự. Chưa tạo. Đặt lại tên.")
    if Group.objects.filter(name__iexact=clean).exists():
        raise Refused(f"Đã có vai trò tên «{clean}». Chưa tạo. Đặt tên khác.")
    if OwnRole.objects.count() >= MOST_OWN:
        raise Refused(f"Đã có {MOST_OWN} vai trò riêng. Chưa tạo. Xóa vai trò không còn dùng.")
    own = getattr(group, "own_role", None)
    base = Role(own.base) if own else ready_role(group)
    if base is None:
        raise Refused("Vai trò này không chép được. Chưa tạo gì.")
    with transaction.atomic():
        made = Group.objects.create(name=clean)
        made.permissions.set(group.permissions.all())
        if set(LIBRARY) <= held_codes(group):
            open_library(made, known_permissions())
        return OwnRole.objects.create(group=made, base=base, made_by=by, made_at=now)


def remove_own_role(*, own: OwnRole, by: Account) -> None:
    """Xóa vai trò riêng; only while no account holds it."""
    _need(by)
    if own.accounts.exists():
        raise Refused(
            f"Vai trò «{own}» đang có {own.accounts.count()} tài khoản. Chưa xóa. "
            "Chuyển các tài khoản sang vai trò khác trước."
        )
    own.group.delete()


def _set(group: Group, change: Difference) -> None:
    known, usual = known_permissions(), set(_usual_codes(group))
    for rights, is_given in ((change.given, True), (change.taken, False)):
        codes = {code for right in rights for code in right.codes if code != ALWAYS}
        rows = [known[code] for code in codes if code in known]
        (group.permissions.add if is_given else group.permissions.remove)(*rows)
        if set(LIBRARY) <= codes:
            _set_library(group, is_given)
        if ready_role(group) is None:
            continue
        RightChange.objects.filter(group=group, code__in=codes).delete()
        RightChange.objects.bulk_create(
            RightChange(group=group, code=code, is_given=is_given)
            for code in sorted(codes)
            if (code in usual) != is_given
        )


def _usual_codes(group: Group) -> tuple[str, ...]:
    role = ready_role(group)
    return PERMISSIONS[role] if role else ()


def _set_library(group: Group, is_given: bool) -> None:
    if is_given:
        open_library(group, known_permissions())
    else:
        codes = [code.partition(".")[2] for code in COLLECTION_CODES]
        GroupCollectionPermission.objects.filter(
            group=group, permission__codename__in=codes
        ).delete()


def _need(by: Account) -> None:
    if not by.has_perm(MAY):
        raise Refused("Tài khoản này không có quyền đổi vai trò. Các vai trò giữ nguyên.")


def _refuse_own_gain(group: Group, change: Difference, by: Account) -> None:
    usual = usual_rights(group)
    beyond = [right.words for right in change.given if right.key not in usual]
    if beyond and by.groups.filter(pk=group.pk).exists():
        raise Refused(
            f"Không ai tự thêm quyền cho vai trò của mình: «{beyond[0]}». Các vai trò giữ nguyên. "
            "Cần quyền ấy thì dùng tài khoản thứ hai với vai trò khác."
        )


def keepers() -> QuerySet[Account]:
    """Accounts in use that change roles and look after accounts: one must always be left."""
    backend = "django.contrib.auth.backends.ModelBackend"
    able = Account.objects.with_perm(MAY, backend=backend)
    others = Account.objects.with_perm(KEEPS_ACCOUNTS, backend=backend)
    found: QuerySet[Account] = able.filter(pk__in=others.values("pk"), is_active=True)
    return found


def hold_keepers() -> None:
    """Held until the transaction ends by whoever may take the last administrator away: two at
    once see each other's work. Always the first lock that such an act takes."""
    Group.objects.select_for_update().filter(name=Role.ADMINISTRATOR.label).first()


def _keep_an_administrator() -> None:
    if not keepers().exists():
        raise Refused(
            "Làm vậy thì không còn ai quản lý được tài khoản và vai trò của xã. Các vai trò giữ "
            "nguyên. Giao hai quyền này cho một người khác trước."
        )
