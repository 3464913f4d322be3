"""Personal data of people in the registry: requests with their clocks, and taking names away.

Rows stay, so that counts stay and codes in the ledger keep their meaning; what names a person
goes. Whoever still belongs to a unit or to the force is kept: the rosters are the commune's duty.
"""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.db.models import CASCADE

from lantoa.core.errors import Refused
from lantoa.core.options import option
from lantoa.ledger.services import erase_annex
from lantoa.registry.guarding import GUARDED_FOR, decisive_codes
from lantoa.registry.models import Account, Communicator, Officer, PrivacyRequest
from lantoa.registry.terms import PrivacyKind
from lantoa.registry.working_days import after_working_days
from lantoa.vietnamese import nfc

RIGHT = "registry.change_privacyrequest"
# Years that names stay after somebody left.
YEARS_AFTER_LEAVING = 5
REQUEST_KEPT = timedelta(days=730)
GONE = "Đã xóa tên"
FORGOTTEN = "da-xoa-"


def clocks() -> tuple[int, dict[str, int]]:
    """Working days to acknowledge, and days to answer by kind; settings of the commune."""
    parts = [int(part) for part in option("LANTOA_PRIVACY_DAYS").split(",")]
    acknowledge, look, restrict, erase = parts
    return acknowledge, {
        PrivacyKind.COPY: look, PrivacyKind.CORRECT: look,
        PrivacyKind.RESTRICT: restrict, PrivacyKind.ERASE: erase,
    }  # fmt: skip


def record_request(
    *, person: str, contact: str, kind: str, text: str, received_on: date, by: Account, today: date
) -> PrivacyRequest:
    """Ghi yêu cầu. Its clocks run from the day it was received."""
    need_right(by)
    if not person.strip() or kind not in PrivacyKind.values:
        raise Refused("Chưa ghi người yêu cầu hoặc loại yêu cầu. Chưa lưu gì. Ghi đủ rồi lưu.")
    if received_on > today:
        raise Refused("Ngày nhận chưa tới. Chưa lưu gì. Kiểm tra lại ngày.")
    acknowledge, days = clocks()
    return PrivacyRequest.objects.create(
        person=nfc(person.strip())[:120], contact=nfc(contact.strip())[:120], kind=kind,
        text=nfc(text.strip()), received_on=received_on, taken_by=by,
        acknowledge_by=after_working_days(received_on, acknowledge),
        due_on=received_on + timedelta(days=days[kind]),
    )  # fmt: skip


def acknowledge_request(*, request: PrivacyRequest, by: Account, today: date) -> None:
    """Đã báo nhận."""
    need_right(by)
    PrivacyRequest.objects.filter(pk=request.pk, acknowledged_on__isnull=True).update(
        acknowledged_on=today
    )


def extend_request(*, request: PrivacyRequest, by: Account) -> None:
    """Gia hạn, once and by the same length."""
    need_right(by)
    with transaction.atomic():
        row = PrivacyRequest.objects.select_for_update().get(pk=request.pk)
        if row.is_extended or row.closed_on:
            raise Refused("Yêu cầu này đã gia hạn một lần hoặc đã trả lời. Hạn không đổi.")
        row.due_on += row.due_on - row.received_on
        row.is_extended = True
        row.save(update_fields=["due_on", "is_extended"])


def close_request(*, request: PrivacyRequest, result: str, by: Account, today: date) -> None:
    """Đã trả lời, with what was done."""
    need_right(by)
    if not result.strip():
        raise Refused("Chưa ghi kết quả. Yêu cầu vẫn mở. Ghi đã làm gì, giữ lại gì, vì sao.")
    PrivacyRequest.objects.filter(pk=request.pk, closed_on__isnull=True).update(
        closed_on=today, result=nfc(result.strip())
    )


def need_right(by: Account) -> None:
    """Raises Refused where the account does not handle personal data."""
    if not by.has_perm(RIGHT):
        raise Refused("Tài khoản này không xử lý yêu cầu về dữ liệu cá nhân. Chưa đổi gì.")


def why_keep_officer(officer: Officer, *, today: date) -> str:
    """Why the name of an officer stays, in Vietnamese; empty where it may go."""
    rows = officer.rosters.all()
    if any(row.left_on is None or row.left_on >= today for row in rows):
        return "đang trong danh sách cán bộ của đơn vị; xóa được sau khi ghi ngày rời"
    return ""


def why_keep_communicator(row: Communicator, *, today: date) -> str:
    """Why the name of a communicator stays; empty where it may go."""
    if row.left_on is None or row.left_on >= today:
        return "đang trong lực lượng tuyên truyền; xóa được sau khi ghi ngày rời"
    return ""


def why_keep_account(row: Account, *, today: date) -> str:
    """Why an account stays; empty where it may be emptied."""
    return "tài khoản đang dùng; ngừng tài khoản trước rồi xóa" if row.is_active else ""


def forget_officer(*, officer: Officer, today: date) -> None:
    """The name and title go; counts and rosters stay."""
    _refuse(why_keep_officer(officer, today=today))
    Officer.objects.filter(pk=officer.pk).update(name=f"{GONE} (cán bộ {officer.pk})", title="")


def forget_communicator(*, communicator: Communicator, today: date) -> None:
    """The name goes; the force is counted as before."""
    _refuse(why_keep_communicator(communicator, today=today))
    Communicator.objects.filter(pk=communicator.pk).update(
        name=f"{GONE} (tuyên truyền viên {communicator.pk})"
    )


def is_forgotten(account: Account) -> bool:
    """Was its name taken away? Sign-in names do not change otherwise."""
    return account.username == f"{FORGOTTEN}{account.pk}"


def forget_account(*, account: Account, today: date) -> None:
    """Name, sign-in, address and keys go; what the account did keeps its code."""
    _refuse(why_keep_account(account, today=today))
    with transaction.atomic():
        row = Account.objects.select_for_update().get(pk=account.pk)
        row.name, row.email, row.officer = f"{GONE} (tài khoản {row.pk})", "", None
        row.username, row.last_login = f"{FORGOTTEN}{row.pk}", None
        row.previous_email = ""
        if decisive_codes(row):
            row.guarded_until = today + GUARDED_FOR
        row.set_unusable_password()
        row.previous_password, row.one_time_until = "", None
        row.sign_in_stamp = secrets.token_hex(8)  # every session ends
        row.save()
        row.groups.clear()
        _delete_own(row)


def _delete_own(account: Account) -> None:
    """What hangs on an account alone: its keys, codes, PIN, notices."""
    for relation in Account._meta.related_objects:
        if relation.on_delete is CASCADE and relation.field.concrete:
            rows = relation.related_model._default_manager
            rows.filter(**{relation.field.name: account}).delete()


def forget_annex(*, seq: int) -> None:
    """What is personal beside an entry of the ledger; the chain still verifies."""
    erase_annex(seq=seq)


def forget_departed(*, today: date) -> int:
    """Names of those who left their unit or the force years ago; answers how many."""
    limit = today.replace(year=today.year - YEARS_AFTER_LEAVING, day=min(today.day, 28))
    count = 0
    old = Communicator.objects.filter(left_on__lt=limit).exclude(name__startswith=GONE)
    for communicator in old:
        forget_communicator(communicator=communicator, today=today)
        count += 1
    for officer in Officer.objects.exclude(name__startswith=GONE).prefetch_related("rosters"):
        left = [row.left_on for row in officer.rosters.all()]
        if left and all(day is not None and day < limit for day in left):
            forget_officer(officer=officer, today=today)
            count += 1
    return count


def forget_requests(*, today: date) -> int:
    """Who asked, once their request is long answered; the register keeps kind and days."""
    old = PrivacyRequest.objects.filter(closed_on__lt=today - REQUEST_KEPT)
    return old.exclude(person=GONE).update(person=GONE, contact="", text="", result="")


def _refuse(why: str) -> None:
    if why:
        raise Refused(f"Chưa xóa được: {why}. Chưa đổi gì.")
