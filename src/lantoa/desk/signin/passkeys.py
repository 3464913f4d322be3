"""Passkeys by WebAuthn: which name they belong to, where they work. No other module of the desk
knows django-otp-webauthn."""

from __future__ import annotations

import ipaddress
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django_otp_webauthn.exceptions import OTPWebAuthnApiError
from django_otp_webauthn.helpers import WebAuthnHelper
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import UserVerificationRequirement

from lantoa.core.errors import Refused
from lantoa.desk.audit.device import device_of
from lantoa.registry.factors import MOST_PASSKEYS, factors
from lantoa.registry.models import Account, Commune, Passkey

STATE = "lt_passkey_state"
NOT_RIGHT = "Khóa truy cập này chưa dùng được. Chưa đăng nhập. Thử lại, hoặc dùng cách khác."


def host_of(request: HttpRequest) -> str:
    """The name under which the page is open, without its port."""
    host = request.get_host()
    return host[1 : host.index("]")] if host.startswith("[") else host.partition(":")[0]


def passkey_place(request: HttpRequest) -> str:
    """Why passkeys cannot work at this address; blank where they can."""
    host = host_of(request)
    try:
        ipaddress.ip_address(host)
    except ValueError:
        if request.is_secure() or host == "localhost":
            return ""
        return (
            "Khóa truy cập chỉ dùng được khi trang mở bằng https. Trang này đang mở bằng http, "
            "nên dùng ứng dụng tạo mã."
        )
    return (
        "Khóa truy cập cần một tên miền. Trang này đang mở bằng địa chỉ số của máy, "
        "nên dùng ứng dụng tạo mã."
    )


def relying_party_id(request: HttpRequest) -> str:
    """The name that a passkey belongs to."""
    return host_of(request)


def relying_party_name(request: HttpRequest) -> str:
    """What phones show beside the passkey."""
    commune = Commune.objects.filter(pk=1).first()
    return f"Lan Tỏa, {commune.name}" if commune else "Lan Tỏa"


class Helper(WebAuthnHelper):
    """The library's ceremonies, for the address at which the page is open."""

    def get_allowed_origins(self) -> list[str]:
        return [f"{self.request.scheme}://{self.request.get_host()}"]

    def get_generate_authentication_options_kwargs(
        self, *, user: AbstractBaseUser | None = None, require_user_verification: bool
    ) -> dict[str, Any]:
        """Beside a password the person's finger or PIN is asked for where there is one."""
        made: dict[str, Any] = super().get_generate_authentication_options_kwargs(
            user=user, require_user_verification=require_user_verification
        )
        if not require_user_verification:
            made["user_verification"] = UserVerificationRequirement.PREFERRED
        return made


def begin_registration(request: HttpRequest, account: Account) -> dict[str, Any]:
    """What the browser needs to make a passkey. Raises Refused."""
    trouble = passkey_place(request)
    if trouble:
        raise Refused(trouble)
    if len(factors(account).passkeys) >= MOST_PASSKEYS:
        raise Refused(
            f"Tài khoản đã có {MOST_PASSKEYS} khóa truy cập. Chưa thêm. Bỏ một khóa cũ trước."
        )
    options, request.session[STATE] = Helper(request=request).register_begin(user=account)
    return options  # type: ignore[no-any-return]


def complete_registration(request: HttpRequest, account: Account, answer: Any) -> Passkey:
    """Keeps the passkey that the browser made. Raises Refused."""
    try:
        made = Helper(request=request).register_complete(
            user=account, state=_state(request), data=answer
        )
    except (OTPWebAuthnApiError, WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise Refused(
            "Thiết bị chưa tạo được khóa truy cập. Chưa thêm gì. "
            "Thử lại, hoặc dùng ứng dụng tạo mã."
        ) from error
    passkey: Passkey = Passkey.objects.get(pk=made.pk)
    passkey.name = device_of(request)[:64]
    passkey.save(update_fields=["name"])
    return passkey


def begin_authentication(request: HttpRequest, account: Account | None) -> dict[str, Any]:
    """What the browser needs to use one; without an account any of this site's. Raises Refused."""
    trouble = passkey_place(request)
    if trouble:
        raise Refused(trouble)
    options, request.session[STATE] = Helper(request=request).authenticate_begin(
        user=account, require_user_verification=account is None
    )
    return options  # type: ignore[no-any-return]


def complete_authentication(
    request: HttpRequest, account: Account | None, answer: Any
) -> tuple[Account, str]:
    """Whose passkey it is, and its code for the session. Raises Refused."""
    try:
        device = Helper(request=request).authenticate_complete(
            user=account, state=_state(request), data=answer
        )
    except (OTPWebAuthnApiError, WebAuthnException, ValueError, TypeError, KeyError) as error:
        raise Refused(NOT_RIGHT) from error
    owner = Account.objects.get(pk=device.user_id)
    if not (device.confirmed and owner.is_active):
        raise Refused(NOT_RIGHT)
    return owner, str(device.persistent_id)


def _state(request: HttpRequest) -> dict[str, Any]:
    """What was asked, once: a second answer to it finds nothing."""
    state: dict[str, Any] | None = request.session.pop(STATE, None)
    request.session.save()
    if not state:
        raise Refused("Lần hỏi khóa truy cập này đã hết hạn. Chưa làm gì. Nhấn nút lần nữa.")
    return state
