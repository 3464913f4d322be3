"""One box: found with and without marks, by kind and day, only what the role may see."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from tests import make

from lantoa.desk.search.keeping import refresh
from lantoa.desk.search.models import SearchItem
from lantoa.desk.search.queries import Asked, groups, matching
from lantoa.newsroom.services import save_draft
from lantoa.plan.services import record_cost
from lantoa.registry.models import Account, Officer
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def kinds_of(account: Account, words: str, **narrowed: Any) -> list[tuple[str, int]]:
    return [(group.kind, group.count) for group in groups(account, Asked(words, **narrowed))]


def page(account: Account, query: str) -> str:
    client = Client()
    client.force_login(account)
    answer: Any = client.get(f"/ban-lam-viec/tim/?{query}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.content.decode()))


@pytest.mark.parametrize("words", ["chuyen doi so", "Chuyển đổi số", "CHUYỂN ĐỔI", "doi chuyen"])
def test_words_are_found_with_and_without_marks(words: str) -> None:
    make.approved_article(title="Chuyển đổi số ở Bến Đò", with_sound=False)
    refresh(make.NOW)
    assert kinds_of(make.account(Role.EDITOR), words) == [("article", 1)]


def test_a_title_stands_before_a_body_and_the_words_as_asked_before_words_apart() -> None:
    body = [("paragraph", "<p>Người dân đo độ mặn.</p>")]
    make.article(title="Tin thứ nhất", body=body)
    make.article(title="Mặn quá, phải đo độ sâu")
    make.article(title="Đo độ mặn ở ba cống")
    refresh(make.NOW)
    found = matching(make.account(Role.EDITOR), Asked("đo độ mặn"))
    titles = [card.title.strip() for card in found]
    assert titles == ["do do man o ba cong", "man qua phai do do sau", "tin thu nhat"]


def test_every_kind_is_found_by_who_may_see_it() -> None:
    make.plan(text="Kế hoạch về đo độ mặn")
    make.task("1.1").plan.tasks.filter(number="1.1").update(text="Truyền thông đo độ mặn")
    make.approved_article(title="Đo độ mặn ở ba cống", with_sound=False)
    Officer.objects.create(name="Nguyễn Độ Mặn")
    make.unit("Tổ đo độ mặn")
    record_cost(
        tasks=[make.task("1.1")], text="Mua máy đo độ mặn", source="state", planned=1, spent=1,
        happened_on=make.TODAY, document="Hóa đơn 7", by=make.account(Role.PLAN_OFFICER),
        now=make.NOW, today=make.TODAY,
    )  # fmt: skip
    refresh(make.NOW)
    officer = [("article", 1), ("task", 1), ("paper", 1), ("deed", 1), ("unit", 1), ("person", 1)]
    assert kinds_of(make.account(Role.PLAN_OFFICER), "do man") == officer
    editor = [("article", 1), ("task", 1), ("paper", 1), ("deed", 1)]
    assert kinds_of(make.account(Role.EDITOR), "do man") == editor


def test_drafts_are_found_by_who_writes_and_not_by_others() -> None:
    make.article(title="Bài còn nháp")
    refresh(make.NOW)
    assert kinds_of(make.account(Role.EDITOR), "bai con nhap") == [("article", 1)]
    assert kinds_of(make.account(Role.UNIT_CONTACT), "bai con nhap") == []


def test_who_may_not_write_opens_the_article_as_it_reads() -> None:
    article = make.approved_article(title="Đo độ mặn", with_sound=False)
    refresh(make.NOW)
    for role, address in (
        (Role.EDITOR, f"/ban-lam-viec/tin-bai/{article.pk}/"),
        (Role.UNIT_CONTACT, f"/ban-lam-viec/tin-bai/{article.pk}/xem/web/"),
    ):
        (group,) = groups(make.account(role), Asked("đo độ mặn"))
        assert group.hits[0].address == address


def test_days_and_kinds_narrow_what_is_found() -> None:
    make.approved_article(title="Đo độ mặn hôm nay", with_sound=False)
    before = make.NOW - timedelta(days=40)
    make.approved_article(title="Đo độ mặn tháng trước", with_sound=False, now=before)
    refresh(make.NOW)
    editor = make.account(Role.EDITOR)
    assert kinds_of(editor, "do man") == [("article", 2)]
    assert kinds_of(editor, "do man", since=make.TODAY) == [("article", 1)]
    assert kinds_of(editor, "do man", until=before.date()) == [("article", 1)]
    assert kinds_of(editor, "do man", kind="task") == []


def test_what_changed_is_found_anew_and_what_is_gone_is_not() -> None:
    article = make.article(title="Tên cũ")
    refresh(make.NOW)
    newest = article.newest
    newest.title = "Tên mới hẳn"
    save_draft(article=newest, by=article.created_by, now=make.NOW)
    unit = make.unit("Tổ tạm")
    refresh(make.NOW)
    editor, officer = make.account(Role.EDITOR), make.account(Role.PLAN_OFFICER)
    assert (kinds_of(editor, "ten cu"), kinds_of(editor, "moi han")) == ([], [("article", 1)])
    assert kinds_of(officer, "to tam") == [("unit", 1)]
    unit.delete()
    refresh(make.NOW)
    assert kinds_of(officer, "to tam") == []


def test_nothing_is_written_where_nothing_changed() -> None:
    make.approved_article(with_sound=False)
    assert refresh(make.NOW) > 0
    assert refresh(make.NOW) == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_takes_the_same_queries_for_one_hit_and_for_three(
    rows: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make.article(title=f"Đo độ mặn lần {number}")
    refresh(make.NOW)
    account = make.account(Role.EDITOR)
    account.has_perm("plan.view_plan")
    groups(account, Asked("do man"))
    with django_assert_num_queries(2):
        groups(account, Asked("do man"))


def test_the_shelf_follows_the_table_through_changes_and_a_rollback() -> None:
    editor = make.account(Role.EDITOR)
    first = make.article(title="Đo độ mặn thứ nhất")
    refresh(make.NOW)
    assert kinds_of(editor, "do man") == [("article", 1)]
    with transaction.atomic():
        make.article(title="Đo độ mặn thứ hai")
        refresh(make.NOW)
        assert kinds_of(editor, "do man") == [("article", 2)]
        transaction.set_rollback(True)
    assert kinds_of(editor, "do man") == [("article", 1)]
    make.article(title="Chuyện khác hẳn")
    refresh(make.NOW)
    assert kinds_of(editor, "do man") == [("article", 1)]
    SearchItem.objects.filter(code=first.code).delete()
    assert kinds_of(editor, "do man") == []


def test_the_page_marks_what_was_found_and_pages_one_kind() -> None:
    for number in range(23):
        make.article(title=f"Đo độ mặn lần {number}")
    refresh(make.NOW)
    editor = make.account(Role.EDITOR)
    client = Client()
    client.force_login(editor)
    answer: Any = client.get("/ban-lam-viec/tim/?q=do+man")
    assert "<mark>Đo</mark> <mark>độ</mark> <mark>mặn</mark>" in answer.content.decode()
    assert "Xem cả 23 mục" in page(editor, "q=do+man")
    assert "Trang 2 trên 2" in page(editor, "q=do+man&loai=article&trang=2")


@pytest.mark.parametrize(
    "query",
    ["q=", "q=%00", "q=%25", "q='%22%3Cscript%3E", "q=zzz&tu=khong&den=9999-99-99", "q=x&loai=khac",
     "q=x&loai=article&trang=zz", "q=" + "a+" * 300],
)  # fmt: skip
def test_odd_questions_are_answered_in_plain_words(query: str) -> None:
    refresh(make.NOW)
    assert "<script>" not in page(make.account(Role.EDITOR), query)


def test_whole_words_are_found_and_the_beginning_of_the_last_one() -> None:
    make.article(title="Khoa học ở Đồng Hòa")
    refresh(make.NOW)
    editor = make.account(Role.EDITOR)
    assert kinds_of(editor, "hoa", kind="article") == [("article", 1)]  # Hòa, not Khoa
    assert kinds_of(editor, "do hoa", kind="article") == []  # «đồ họa» is not «Đồng Hòa»
    assert kinds_of(editor, "khoa ho", kind="article") == [("article", 1)]


def test_signs_are_no_words() -> None:
    make.article(title="Nghị quyết 57-NQ/TW: tăng 100% hồ sơ")
    refresh(make.NOW)
    editor = make.account(Role.EDITOR)
    for words in ("57-NQ/TW", "57 nq tw", "100%", "%100"):
        assert kinds_of(editor, words, kind="article") == [("article", 1)]
    assert kinds_of(editor, "%", kind="article") == []
    assert SearchItem.objects.filter(kind="article").count() == 1
