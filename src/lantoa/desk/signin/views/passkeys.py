"""What the passkey script asks and answers, as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.desk.audit.services import record_audit
from lantoa.desk.guard import DeskRequest, needs
from lantoa.desk.signin import passkeys
from lantoa.desk.signin.doors import open_in, way_back
from lantoa.desk.signin.sessions import begin, is_proved, mark_verified
from lantoa.desk.signin.terms import Standing
from lantoa.desk.signin.views.entering import BACKEND
from lantoa.desk.signin.views.second_factor import after_enrolling
from lantoa.registry.models import Account

MOST_BYTES = 64 * 1024
Answer = Callable[..., HttpResponseBase]


def told(view: Answer) -> Answer:
    """A refusal becomes one sentence for the script to show."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return JsonResponse({"sentence": str(refused)}, status=422)

    return answer


@open_in(Standing.ENROL)
@needs()
@require_POST
@told
def register_begin(request: DeskRequest) -> JsonResponse:
    """Options for a new passkey of this account."""
    if not is_proved(request.session, now=clock.now()):
        raise Refused("Đã lâu chưa gõ mật khẩu. Chưa thêm gì. Tải lại trang rồi gõ mật khẩu.")
    return JsonResponse(passkeys.begin_registration(request, request.user))


@open_in(Standing.ENROL)
@needs()
@require_POST
@told
def register_complete(request: DeskRequest) -> JsonResponse:
    """Keeps the new passkey; the session counts as verified."""
    made = passkeys.complete_registration(request, request.user, _read(request))
    return JsonResponse({"to": after_enrolling(request, made.persistent_id).headers["Location"]})


@method_decorator([never_cache, told], name="dispatch")
class UseBegin(View):
    """Options for using a passkey: beside a password, or in place of it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        return JsonResponse(passkeys.begin_authentication(request, _account(request)))


@method_decorator([never_cache, told], name="dispatch")
class UseComplete(View):
    """The passkey was used: one is in, and verified."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        known, back_to = _account(request), way_back(request)
        owner, device_id = passkeys.complete_authentication(request, known, _read(request))
        if known is None:
            login(request, owner, backend=BACKEND)
            begin(request.session, now=clock.now(), request=request)
        else:
            record_audit(
                request=request, action="verify", subject=owner.code, now=clock.now(),
                words="Bằng khóa truy cập.",
            )  # fmt: skip
        mark_verified(request.session, device_id)
        return JsonResponse({"to": back_to})


use_begin = open_in(Standing.VERIFY)(UseBegin.as_view())
use_complete = open_in(Standing.VERIFY)(UseComplete.as_view())


def _account(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None


def _read(request: HttpRequest) -> Any:
    """The browser's answer. Raises Refused for what is no such answer."""
    try:
        answer = json.loads(request.body[:MOST_BYTES])
    except (ValueError, RawPostDataException):  # the second: it came as a form
        answer = None
    if not isinstance(answer, dict):
        raise Refused(passkeys.NOT_RIGHT)
    return answer
