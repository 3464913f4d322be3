"""The first hour of a commune: the first account, the commune, its units, its accounts."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from lantoa.core.errors import Refused
from lantoa.ledger.models import Evidence
from lantoa.registry.guarding import SIGNING, decisive_codes, hold_signing
from lantoa.registry.models import Account, Commune, FirstCode, Officer, Unit
from lantoa.registry.official import OfficialCommune
from lantoa.registry.passwords import give_one_time_password, keep_password
from lantoa.registry.roles import give_role
from lantoa.registry.services import SIGNS, code_hash, save_row
from lantoa.registry.terms import Role, UnitKind
from lantoa.vietnamese import clock_time, number

FIRST_CODE_LIFE = timedelta(hours=24)
FIRST_CODE_SIGNS = 12  # 59 bits
MOST_WRONG, CLOSED_FOR = 5, timedelta(minutes=15)


def has_accounts() -> bool:
    """Was the first account opened?"""
    return Account.objects.exists()


def draw_first_code(*, now: datetime) -> str:
    """A new one-time code `ABCD-EFGH-JKMN`, kept as a hash; an earlier one is void. Refuses once
    there is an account."""
    if has_accounts():
        raise Refused("Xã đã có tài khoản quản trị. Không cấp mã lần đầu nữa.")
    code = "".join(secrets.choice(SIGNS) for _ in range(FIRST_CODE_SIGNS))
    FirstCode.objects.update_or_create(
        pk=1,
        defaults={
            "code_hash": code_hash(code), "expires_at": now + FIRST_CODE_LIFE, "wrong_count": 0,
        },
    )  # fmt: skip
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))


def open_first_account(
    *, code: str, username: str, name: str, email: str, password: str, now: datetime
) -> Account:
    """Mở tài khoản quản trị đầu tiên: the code is used up. The password passed the rules."""
    _check_first_code(code, now=now)
    with transaction.atomic():
        kept = FirstCode.objects.select_for_update().get(pk=1)
        if has_accounts() or kept.code_hash != code_hash(code):
            raise Refused("Mã này vừa được dùng. Chưa mở thêm tài khoản nào. Hãy đăng nhập.")
        account = Account(username=username, name=name, email=email, date_joined=now)
        account.role = Role.ADMINISTRATOR
        account.set_unusable_password()
        account.save()
        keep_password(account=account, password=password, now=now)
        give_role(account=account, role=Role.ADMINISTRATOR, now=now)
        FirstCode.objects.all().delete()
    return account


def _check_first_code(code: str, *, now: datetime) -> None:
    """Counts wrong tries whatever becomes of the request; five close the door for a while."""
    with transaction.atomic():
        kept = FirstCode.objects.select_for_update().filter(pk=1).first()
        refusal = _refusal(kept, code, now)
        if kept is not None and kept.pk:
            kept.save()
    if refusal:
        raise Refused(refusal)


def _refusal(kept: FirstCode | None, code: str, now: datetime) -> str:
    if kept is None or kept.expires_at <= now:
        return (
            "Mã lần đầu đã hết hạn hoặc đã dùng. Chưa mở tài khoản nào. "
            "Dừng rồi chạy lại «lantoa run» để có mã mới."
        )
    if kept.closed_until and kept.closed_until > now:
        return (
            f"Đã nhập sai {MOST_WRONG} lần nên tạm đóng. Chưa mở tài khoản nào. "
            f"Nhập lại sau {clock_time(kept.closed_until)}."
        )
    if secrets.compare_digest(kept.code_hash, code_hash(code)):
        kept.wrong_count, kept.closed_until = 0, None
        return ""
    kept.wrong_count += 1
    if kept.wrong_count >= MOST_WRONG:
        kept.wrong_count, kept.closed_until = 0, now + CLOSED_FOR
    return "Mã lần đầu chưa đúng. Chưa mở tài khoản nào. Chép lại mã ở cửa sổ chạy chương trình."


def choose_commune(*, chosen: OfficialCommune, by: Account) -> Commune:
    """Chọn xã từ danh mục chính thức. Refused once the ledger has entries that bear another
    commune's work."""
    _need(by, "registry.change_commune", "chọn xã")
    known = Commune.objects.filter(pk=1).first()
    entries = Evidence.objects.count()
    if known and known.gso_code != chosen.code and entries:
        raise Refused(
            f"Sổ minh chứng đã có {number(entries)} mục của {known.name} và không ai sửa được, nên "
            "không đổi sang xã khác. Chưa đổi gì. Xã khác thì cài chương trình ở thư mục mới."
        )
    commune = known or Commune(pk=1)
    commune.name, commune.province = chosen.name, chosen.province
    commune.gso_code = chosen.code
    commune.save()
    return commune


def close_first_hour(*, by: Account, now: datetime) -> None:
    """Thôi hiện danh sách «Giờ đầu tiên» trên Hôm nay. The steps stay reachable."""
    _need(by, "registry.add_unit", "ẩn danh sách việc giờ đầu tiên")
    if not Commune.objects.filter(pk=1).update(first_hour_closed_at=now):
        raise Refused("Chọn xã trước đã. Danh sách vẫn hiện.")


@dataclass(frozen=True)
class NewUnit:
    """A unit that is proposed: its name and kind."""

    name: str
    kind: UnitKind


def usual_units(commune: Commune) -> list[tuple[NewUnit, bool]]:
    """Units that most communes have, with whether to tick them; every name may be changed."""
    kind = commune.name.removesuffix(commune.short_name).strip() or "xã"
    economy = "Phòng Kinh tế" if kind == "xã" else "Phòng Kinh tế, Hạ tầng và Đô thị"
    front, school = UnitKind.FRONT, UnitKind.SCHOOL
    names = (
        (f"Lãnh đạo UBND {kind}", UnitKind.LEADERSHIP, True),
        ("Văn phòng HĐND và UBND", UnitKind.OFFICE, True),
        (economy, UnitKind.OFFICE, True),
        ("Phòng Văn hóa - Xã hội", UnitKind.OFFICE, True),
        ("Trung tâm Phục vụ hành chính công", UnitKind.CENTRE, True),
        ("Trung tâm Dịch vụ tổng hợp", UnitKind.CENTRE, True),
        (f"Công an {kind}", UnitKind.OFFICE, True),
        (f"Ban Chỉ huy Quân sự {kind}", UnitKind.OFFICE, True),
        (f"Ủy ban MTTQ Việt Nam {kind}", front, True),
        (f"Đoàn TNCS Hồ Chí Minh {kind}", front, True),
        (f"Hội Liên hiệp Phụ nữ {kind}", front, True),
        (f"Hội Nông dân {kind}", front, True),
        (f"Hội Cựu chiến binh {kind}", front, True),
        (f"Trạm Y tế {kind}", UnitKind.CENTRE, True),
        ("Trường Mầm non", school, False),
        ("Trường Tiểu học", school, False),
        ("Trường Trung học cơ sở", school, False),
    )
    return [(NewUnit(name, unit_kind), tick) for name, unit_kind, tick in names]


def make_units(*, units: Sequence[NewUnit], by: Account) -> list[Unit]:
    """Ghi các đơn vị đã chọn, all or none; one that is there already is left as it is."""
    known = {name.lower() for name in Unit.objects.values_list("name", flat=True)}
    made = []
    with transaction.atomic():
        for one in units:
            if one.name.lower() in known:
                continue
            unit = Unit(name=one.name, kind=one.kind)
            save_row(row=unit, by=by)
            known.add(one.name.lower())
            made.append(unit)
    return made


@dataclass(frozen=True)
class NewAccount:
    """An account to be opened."""

    role: Role
    name: str
    username: str
    email: str = ""


def open_accounts(
    *, accounts: Sequence[NewAccount], by: Account, now: datetime
) -> list[tuple[Account, str]]:
    """Mở tài khoản, all or none, each with a one-time password that is shown once."""
    _need(by, "registry.add_account", "mở tài khoản")
    made = []
    with transaction.atomic():
        for one in accounts:
            if Account.objects.filter(username__iexact=one.username).exists():
                raise Refused(
                    f"Tên đăng nhập «{one.username}» đã có người dùng. Chưa mở tài khoản nào. "
                    "Chọn tên khác."
                )
            account = Account(
                username=one.username, name=one.name, email=one.email, date_joined=now,
                officer=_officer(one.name),
            )  # fmt: skip
            account.set_unusable_password()
            account.save()
            give_role(account=account, role=one.role, now=now)
            made.append((account, give_one_time_password(account=account, now=now)))
        approvers = [account for account, _ in made if SIGNING & decisive_codes(account)]
        hold_signing(accounts=approvers, now=now)
    return made


def _officer(name: str) -> Officer | None:
    """The officer of that name, where there is one only, without an account."""
    found = list(Officer.objects.filter(name__iexact=name, account=None)[:2])
    return found[0] if len(found) == 1 else None


def _need(by: Account, right: str, what: str) -> None:
    if not by.has_perm(right):
        raise Refused(f"Tài khoản này không có quyền {what}. Không có gì thay đổi.")
