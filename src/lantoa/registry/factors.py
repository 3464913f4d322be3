"""The second factor: making, confirming, using and taking off. No other module knows django-otp."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_static.models import StaticToken

from lantoa.core.clock import local
from lantoa.core.errors import Refused, Unreadable
from lantoa.registry.models import Account, Authenticator, Passkey, PrintedCodes
from lantoa.vietnamese import clock_time

# Where a session keeps which factor opened it; django-otp's own key.
VERIFIED_BY = DEVICE_ID_SESSION_KEY
SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_SIGNS, CODE_COUNT = 12, 10
MOST_PASSKEYS = 10
WAIT_FROM = 5  # seconds: shorter waits are not told, they are over before the sentence is read


@dataclass(frozen=True)
class Factors:
    """What an account has. `code_count`: printed codes that are left."""

    has_authenticator: bool
    passkeys: tuple[Passkey, ...]
    code_count: int

    @property
    def is_enrolled(self) -> bool:
        return self.has_authenticator or bool(self.passkeys)


def factors(account: Account) -> Factors:
    """Confirmed factors of an account."""
    return Factors(
        has_authenticator=Authenticator.objects.filter(user=account, confirmed=True).exists(),
        passkeys=tuple(Passkey.objects.filter(user=account, confirmed=True).order_by("created_at")),
        code_count=StaticToken.objects.filter(device__user=account).count(),
    )


def has_factor(account: Account) -> bool:
    """Has the account a confirmed authenticator or passkey? Printed codes alone do not count."""
    return any(
        kind.objects.filter(user=account, confirmed=True).exists()
        for kind in (Authenticator, Passkey)
    )


def begin_authenticator(*, account: Account) -> Authenticator:
    """The account's authenticator that waits for its first code: a new one, or the one begun."""
    begun: Authenticator | None = Authenticator.objects.filter(
        user=account, confirmed=False
    ).first()
    if begun is None:
        begun = Authenticator(user=account, name="Ứng dụng tạo mã", confirmed=False)
        begun.keep_key(secrets.token_bytes(20))
        begun.save()
    return begun


def confirm_authenticator(*, account: Account, code: str) -> Authenticator:
    """The first right code makes it the account's authenticator, in place of an older one.
    Raises Refused."""
    with transaction.atomic():
        begun: Authenticator | None = (
            Authenticator.objects.select_for_update().filter(user=account, confirmed=False).first()
        )
        is_right = begun is not None and _is_right(begun, code)
        if begun is not None and is_right:
            Authenticator.objects.filter(user=account, confirmed=True).delete()
            begun.confirmed = True
            begun.save(update_fields=["confirmed"])
    if begun is None or not is_right:
        raise Refused(_sentence_of_wrong(begun))
    return begun


def verify_code(*, account: Account, code: str) -> Authenticator | PrintedCodes:
    """Six digits of the authenticator, or a printed code, which is used up. Raises Refused."""
    clean = "".join(sign for sign in code if sign.isalnum())
    kind = Authenticator if len(clean) == 6 and clean.isdigit() else PrintedCodes
    with transaction.atomic():
        device = kind.objects.select_for_update().filter(user=account, confirmed=True).first()
        is_right = device is not None and _is_right(device, clean)
    if device is None or not is_right:
        raise Refused(_sentence_of_wrong(device))
    return device  # type: ignore[no-any-return]


def _is_right(device: Authenticator | PrintedCodes, code: str) -> bool:
    try:
        return bool(device.verify_token("".join(sign for sign in code if sign.isalnum())))
    except Unreadable:
        return False


def _sentence_of_wrong(device: Authenticator | PrintedCodes | None) -> str:
    why = device.verify_is_allowed()[1] if device is not None else None
    until: datetime | None = (why or {}).get("locked_until")
    if device is not None and until and device.throttling_failure_count >= WAIT_FROM:
        return (
            f"Mã chưa đúng nhiều lần liên tiếp. Chờ đến {clock_time(local(until))} rồi nhập lại, "
            "hoặc nhờ một người quản trị khác đặt lại lớp xác thực thứ hai."
        )
    return (
        "Mã chưa đúng hoặc đã dùng. Chờ ứng dụng hiện mã mới rồi nhập lại; "
        "giờ của điện thoại phải đúng."
    )


def print_codes(*, account: Account) -> list[str]:
    """In mã dự phòng: ten new codes `ABCD-EFGH-JKMN`, shown once; earlier ones are void."""
    with transaction.atomic():
        device, _ = PrintedCodes.objects.get_or_create(
            user=account, defaults={"name": "Mã dự phòng", "confirmed": True}
        )
        device.throttle_reset()
        device.token_set.all().delete()
        codes = [_code() for _ in range(CODE_COUNT)]
        StaticToken.objects.bulk_create(
            StaticToken(device_id=device.pk, token=device.token_of(code)) for code in codes
        )
    return codes


def _code() -> str:
    drawn = "".join(secrets.choice(SIGNS) for _ in range(CODE_SIGNS))
    return "-".join(drawn[place : place + 4] for place in range(0, CODE_SIGNS, 4))


def remove_factors(*, account: Account) -> None:
    """Gỡ lớp xác thực thứ hai: every authenticator, passkey and printed code."""
    with transaction.atomic():
        for kind in (Authenticator, Passkey, PrintedCodes):
            kind.objects.filter(user=account).delete()


def remove_passkey(*, account: Account, passkey_id: int) -> None:
    """Bỏ một khóa truy cập; the last factor stays. Raises Refused."""
    held = factors(account)
    if not any(one.pk == passkey_id for one in held.passkeys):
        raise Refused("Khóa truy cập này không còn. Chưa thay đổi gì.")
    if not held.has_authenticator and len(held.passkeys) == 1:
        raise Refused(
            "Đây là lớp xác thực thứ hai duy nhất. Chưa bỏ. Thêm một cách khác trước rồi mới bỏ."
        )
    Passkey.objects.filter(user=account, pk=passkey_id).delete()


def enrolled_accounts() -> set[int]:
    """Primary keys of every account that has a confirmed authenticator or passkey."""
    return {
        pk
        for kind in (Authenticator, Passkey)
        for pk in kind.objects.filter(confirmed=True).values_list("user_id", flat=True)
    }
