"""The screen of the audit: filters, export, the check of the chain."""

from __future__ import annotations

import inspect
import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from tests.desk.matrix.reading import NO_SUCH, desk_patterns, rows
from tests.make import NOW, account

from lantoa.desk.audit.models import AuditEntry
from lantoa.desk.audit.queries import Sought, sought_entries
from lantoa.desk.audit.services import record_audit, remove_old
from lantoa.desk.audit.terms import Outcome
from lantoa.desk.audit.words import WORDS
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def signed_in(role: Role = Role.ADMINISTRATOR) -> Client:
    client = Client()
    client.force_login(account(role))
    return client


def written() -> None:
    mai, lan = account(name="Trần Thị Mai"), account(Role.LEADER, name="Hoàng Thị Lan")
    for by, action, words, days in (
        (mai, "submit-article", "Đã gửi duyệt «Bài một».", 3),
        (lan, "approve", "Đã duyệt «Bài một».", 2),
        (lan, "approve", "Nội dung đã đổi.", 1),
    ):
        record_audit(
            request=None, by=by, action=action, words=words, now=NOW - timedelta(days=days),
            outcome=Outcome.REFUSED if days == 1 else Outcome.DONE,
        )  # fmt: skip


@pytest.mark.parametrize(("asked", "found"), [
    ({}, 3), ({"viec": "approve"}, 2), ({"ket-qua": "refused"}, 1), ({"q": "bài một"}, 2),
    ({"tu": "2026-11-21"}, 2), ({"den": "2026-11-20"}, 1), ({"ai": "-"}, 0),
    ({"tu": "hôm qua", "viec": "xóa hết", "ket-qua": "?"}, 3),
])  # fmt: skip
def test_filters_narrow_and_nonsense_is_left_out(asked: dict[str, str], found: int) -> None:
    written()
    assert sought_entries(Sought.of(asked)).count() == found


def test_person_is_found_by_account() -> None:
    written()
    code = Account.objects.get(name="Trần Thị Mai").code
    shown = signed_in(Role.INSPECTOR).get(f"{reverse('audit')}?ai={code}").content.decode()
    assert "Gửi duyệt tin bài" in shown
    assert "Nội dung đã đổi" not in shown


def test_export_holds_hashes_and_checkpoints_and_is_itself_written_down() -> None:
    record_audit(request=None, action="approve", now=NOW - timedelta(days=90))
    record_audit(request=None, action="approve", now=NOW, words="=1+1")
    remove_old(now=NOW, months=1)
    client = signed_in()
    book = openpyxl.load_workbook(
        BytesIO(client.get(reverse("audit-export", args=["xlsx"])).content)
    )
    entries, checkpoints = book.worksheets
    assert {entry.hash for entry in AuditEntry.objects.filter(action="approve")} <= {
        row[12].value for row in entries.iter_rows()
    }
    assert checkpoints["A2"].value == 1
    assert AuditEntry.objects.all()[0].action == "audit-export"
    answer = client.get(reverse("audit-export", args=["csv"]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_check_of_the_chain_says_where_it_breaks() -> None:
    written()
    client = signed_in()
    shown = client.post(reverse("audit-verify"), follow=True).content.decode()
    assert "Chuỗi nhật ký nguyên vẹn" in shown
    last = AuditEntry.objects.all()[0]
    AuditEntry(seq=last.seq + 1, at=NOW, action="approve", prev="0" * 64, hash="1" * 64).save()
    shown = client.post(reverse("audit-verify"), follow=True).content.decode()
    assert f"đã bị sửa từ mục số {last.seq + 1}" in shown


def test_list_costs_the_same_for_one_entry_and_for_many(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    written()
    client = signed_in()
    with django_assert_max_num_queries(20):
        client.get(reverse("audit"))


def test_every_act_of_the_desk_has_words_of_its_own() -> None:
    """As the matrix knows them: what only takes a POST, and what reads one."""
    views = {item.name: item.callback for item in desk_patterns()}
    acts = {
        row.name
        for row in rows()
        if row.post != NO_SUCH and (row.get == NO_SUCH or reads_post(views[row.name]))
    }
    assert len(acts) > 100
    assert {"board-note", "alert-edit", "kit-decide", "make-product"} <= acts
    assert sorted(acts - set(WORDS)) == []


def reads_post(view: Any) -> bool:
    """Does this view, or a function of its module that it calls, look at what was posted?"""
    own = inspect.unwrap(view)
    code, module = inspect.getsource(own), vars(inspect.getmodule(own))
    called = (module.get(name) for name in re.findall(r"\b(_\w+)\(", code))
    codes = [code, *(inspect.getsource(one) for one in called if inspect.isfunction(one))]
    return any("request.POST" in one or '"POST"' in one for one in codes)
