"""Nhật ký hệ thống: who did what, in one chain, never changed."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory
from tests.make import NOW, account, article

from lantoa.core.errors import Refused
from lantoa.desk.audit.models import AuditCheckpoint, AuditEntry
from lantoa.desk.audit.queries import first_break
from lantoa.desk.audit.services import record_audit, remove_old
from lantoa.desk.audit.terms import Outcome
from lantoa.registry.models import Account, Unit
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def signed_in(who: Account) -> Client:
    client = Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36")
    client.force_login(who)
    return client


def entry(action: str = "approve", now: datetime = NOW) -> AuditEntry:
    made = record_audit(request=None, by=account(Role.LEADER), action=action, now=now)
    assert made is not None
    return made


def test_unsafe_request_is_written_with_what_the_person_was_told() -> None:
    who = account(Role.PLAN_OFFICER, name="Nguyễn Thị Hòa")
    signed_in(who).post("/ban-lam-viec/tai-khoan-cua-toi/dang-xuat-noi-khac/")
    found = AuditEntry.objects.exclude(action="sign-in").get()
    assert (found.who, found.name, found.role) == (
        who.code, "", "Cán bộ kế hoạch, báo cáo",
    )  # fmt: skip
    assert found.action == "sign-out-elsewhere"
    assert found.subject == "tai-khoan-cua-toi/dang-xuat-noi-khac"
    assert found.words == "Không còn nơi nào khác đang đăng nhập."
    assert (found.outcome, found.device, found.address) == (
        "done", "Chrome trên Windows", "127.0.0.1",
    )  # fmt: skip


def test_added_row_is_written_with_its_key_and_what_was_filled_in() -> None:
    signed_in(account(Role.PLAN_OFFICER)).post(
        "/ban-lam-viec/danh-muc/don-vi/them/",
        {"name": "Hội Người cao tuổi xã", "kind": "front", "is_active": "on"},
    )
    found, made = AuditEntry.objects.exclude(action="sign-in").get(), Unit.objects.get()
    assert (found.action, found.subject) == ("registry-add", f"don-vi:{made.pk}")
    assert found.words == "Hội Người cao tuổi xã: Tên đơn vị, Loại"


def test_reading_is_not_written_and_what_is_forbidden_is() -> None:
    client = signed_in(account(Role.INSPECTOR))
    client.get("/ban-lam-viec/tin-bai/")
    client.get("/ban-lam-viec/duyet/")
    found = AuditEntry.objects.exclude(action="sign-in").get()
    assert (found.action, found.outcome) == ("approvals", "denied")


def test_saving_while_typing_is_one_entry_until_ten_minutes_are_over() -> None:
    cache.clear()
    editor = account()
    made, client = article(by=editor), signed_in(editor)
    base = made.newest.content
    for title in ("Một", "Một hai", "Một hai ba"):
        typed = {
            "title": title, "genre": "news", "topic": "science", "priority": "ordinary",
            "language": "vi", "body-count": "0", "base": base,
        }  # fmt: skip
        answer = client.post(f"/ban-lam-viec/tin-bai/{made.pk}/", typed, HTTP_X_AUTOSAVE="1")
        assert answer.status_code == 200, answer.json()
        base = answer.json()["base"]
    rows = AuditEntry.objects.filter(action="edit-article")
    assert [(row.subject, row.outcome) for row in rows] == [(f"tin-bai/{made.pk}", "done")]


def test_sign_in_and_failure_are_written_without_what_was_typed() -> None:
    account(Role.EDITOR, username="bientap", password="mot-mat-khau-rat-dai")
    client, login = Client(), "/ban-lam-viec/dang-nhap/"
    client.post(login, {"username": "mat-khau-go-nham", "password": "x"})
    client.post(login, {"username": "bientap", "password": "sai"})
    client.post(login, {"username": "bientap", "password": "mot-mat-khau-rat-dai"})
    rows = AuditEntry.objects.order_by("seq").values_list("action", "words", "outcome")
    assert [row for row in rows if row[0].startswith("sign")] == [
        ("sign-in-failed", "Tên đăng nhập không có trong máy", "refused"),
        ("sign-in-failed", "", "refused"),
        ("sign-in", "", "done"),
    ]


@pytest.mark.parametrize("change", [
    lambda row: AuditEntry.objects.filter(pk=row.pk).update(words="khác"),
    lambda row: AuditEntry.objects.all().delete(),
    lambda row: row.delete(),
    lambda row: row.save(),
])  # fmt: skip
def test_model_refuses_change_and_deletion(change) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused):
        change(entry())


@pytest.mark.parametrize("statement", [
    "UPDATE desk_auditentry SET words = 'x'",
    "DELETE FROM desk_auditentry",
    "INSERT INTO desk_auditcheckpoint (seq, hash, first_at, last_at, count, made_at) "
    "SELECT seq, hash, at, at, 1, at FROM desk_auditentry",
])  # fmt: skip
def test_database_refuses_change_deletion_and_a_false_checkpoint(statement: str) -> None:
    entry()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_whole_months_past_their_time_leave_and_the_rest_verifies() -> None:
    for days in (100, 70, 40, 1):
        entry(now=NOW - timedelta(days=days))
    made = remove_old(now=NOW, months=1)
    assert made is not None
    assert (made.count, made.seq) == (2, 2)  # 40 days before 23/11 is October: it stays
    assert list(AuditEntry.objects.order_by("seq").values_list("seq", "action")) == [
        (3, "approve"), (4, "approve"), (5, "audit-removed"),
    ]  # fmt: skip
    assert first_break() is None
    assert remove_old(now=NOW, months=1) is None
    assert AuditCheckpoint.objects.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM desk_auditentry WHERE seq = 3")


def test_nothing_younger_than_a_month_can_be_removed_by_a_setting() -> None:
    entry(now=NOW - timedelta(days=20))
    assert remove_old(now=NOW, months=0) is None


def test_a_changed_entry_is_found() -> None:
    entry(), entry()
    last = AuditEntry.objects.all()[0]
    assert first_break() is None
    AuditEntry(
        seq=last.seq + 1, at=NOW, action="approve", prev=last.hash, hash="0" * 64,
        outcome=Outcome.DONE,
    ).save()  # fmt: skip
    assert first_break() == last.seq + 1


def test_long_and_steering_text_is_cut_and_flattened() -> None:
    request = RequestFactory().get("/", HTTP_USER_AGENT="x" * 5000)
    made = record_audit(
        request=request, action="cms", words="a\x1b[2J\n" + "b" * 900, now=NOW, subject="s" * 900
    )
    assert made is not None
    assert (made.words[:6], len(made.words), len(made.subject)) == ("a [2J ", 300, 200)
    assert made.device == "chưa rõ"
