"""Duyệt: the list, the page, the two decisions."""

from __future__ import annotations

from datetime import time, timedelta
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.make import NOW, account, approved_article, article, at, cluster, sound

from lantoa.approval.authority import Authority
from lantoa.approval.models import Approval, Request
from lantoa.channels.station.models import TimeSlot, Zone
from lantoa.desk.approvals.queries import approve_words, waiting_requests
from lantoa.newsroom.models import Article, Section
from lantoa.newsroom.services import return_article, save_draft, submit_article
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def submitted(**fields: object) -> Request:
    story = article(**fields)  # type: ignore[arg-type]
    if story.for_loudspeaker:
        sound(story)
    return submit_article(article=story, by=story.created_by, now=NOW, needed_by=at(16, 45))


def page(client: Client, request: Request) -> str:
    return client.get(reverse("approval", args=[request.pk])).content.decode()


def test_page_names_what_approving_will_do() -> None:
    cluster("Bến Đò 1")
    cluster("Bến Đò 2")
    shown = page(signed_in(account(Role.LEADER)), submitted())
    assert "Duyệt: đăng trang web và phát ở 2 cụm loa" in shown
    assert "Tin bài mới, chưa có bản nào được đăng." in shown


def test_button_names_the_hour_of_a_slot_days_ahead() -> None:
    zone = Zone.objects.create(name="Toàn xã")
    slot = TimeSlot.objects.create(
        zone=zone, name="Sáng", starts_on=NOW.date(), at=time(5), seconds=600
    )
    story, decides = article(), Authority(is_final=True)
    words = partial(approve_words, story, 3, authority=decides, now=NOW)
    assert words() == "Duyệt: đăng trang web và phát ở 3 cụm loa từ 05:00 ngày mai"
    slot.starts_on = NOW.date() + timedelta(days=3)
    slot.save()
    assert words().endswith("từ 05:00 thứ Năm 26/11/2026")
    slot.delete()
    assert words().endswith("chưa có khung giờ nào sắp tới")


def test_leader_approves_and_what_was_seen_is_recorded() -> None:
    request = submitted()
    answer = signed_in(account(Role.LEADER)).post(
        reverse("approve", args=[request.pk]),
        {"hash": request.hash, "seen": ["sound", "web", "bậy"]}, follow=True,
    )  # fmt: skip
    assert "Bài đang lên trang web; âm thanh vào khung giờ phát tới." in answer.content.decode()
    assert Approval.objects.get().seen == ["sound", "web"]
    assert Article.objects.get().live


def test_a_second_tap_is_answered_with_the_decision_of_the_first() -> None:
    request, leader = submitted(for_loudspeaker=False), account(Role.LEADER)
    client, address = signed_in(leader), reverse("approve", args=[request.pk])
    client.post(address, {"hash": request.hash})
    Approval.objects.update(decided_at=at(16, 40))
    again = client.post(address, {"hash": request.hash}, follow=True)
    assert again.redirect_chain == [(reverse("approval", args=[request.pk]), 302)]
    assert "Đã duyệt lúc 16:40, ngày 23/11/2026." in again.content.decode()
    assert Approval.objects.count() == 1


def test_another_leader_is_still_refused_after_a_decision() -> None:
    request = submitted(for_loudspeaker=False)
    address = reverse("approve", args=[request.pk])
    signed_in(account(Role.LEADER)).post(address, {"hash": request.hash})
    answer = signed_in(account(Role.LEADER)).post(address, {"hash": request.hash})
    assert answer.status_code == 422
    assert "Lượt trình này đã được xử lý. Chưa ghi quyết định nào." in answer.content.decode()


def test_own_work_says_why_it_cannot_be_decided() -> None:
    leader = account(Role.LEADER)
    request = submitted(by=leader, for_loudspeaker=False)
    client = signed_in(leader)
    shown = page(client, request)
    assert "Không ai tự duyệt nội dung do mình viết hoặc trình." in shown
    assert "Trả lại cho người viết" not in shown
    answer = client.post(reverse("approve", args=[request.pk]), {"hash": request.hash})
    assert answer.status_code == 422
    assert not Article.objects.get().live


def test_editor_cannot_open_the_list_nor_decide() -> None:
    request = submitted()
    client = signed_in(account())
    assert client.get(reverse("approvals")).status_code == 403
    assert client.post(reverse("approve", args=[request.pk])).status_code == 403


def test_return_without_reason_is_refused_and_nothing_is_recorded() -> None:
    request = submitted()
    answer = signed_in(account(Role.LEADER)).post(
        reverse("return", args=[request.pk]), {"hash": request.hash}
    )
    assert "Trả lại cần có lý do" in answer.content.decode()
    assert Approval.objects.count() == 0


def test_chosen_and_own_reason_stand_together() -> None:
    request = submitted()
    signed_in(account(Role.LEADER)).post(
        reverse("return", args=[request.pk]),
        {"hash": request.hash, "chosen": "Lời văn dài, khó nghe", "reason": "Bỏ đoạn hai."},
    )
    assert Approval.objects.get().reason == "Lời văn dài, khó nghe. Bỏ đoạn hai"


def test_bytes_other_than_shown_are_not_approved() -> None:
    request = submitted()
    answer = signed_in(account(Role.LEADER)).post(
        reverse("approve", args=[request.pk]), {"hash": "0" * 64}
    )
    assert "đã đổi sau khi trang này được mở" in answer.content.decode()


def test_difference_to_the_live_version_is_struck_and_underlined() -> None:
    story = approved_article(with_sound=False)
    draft = story.newest
    draft.lead = "Từ ngày 15/12, người dân nộp hồ sơ qua mạng."
    save_draft(article=draft, by=story.created_by, now=at(10))
    request = submit_article(article=story, by=story.created_by, now=at(10))
    shown = page(signed_in(account(Role.LEADER)), request)
    assert "<del>01/12</del><ins>15/12</ins>" in shown
    assert "1 chỗ" in shown


def test_changes_beside_the_words_are_named() -> None:
    story = approved_article(with_sound=False)
    draft = story.newest
    draft.source, draft.section = "Văn phòng", None
    save_draft(article=draft, by=story.created_by, now=at(10))
    request = submit_article(article=story, by=story.created_by, now=at(10))
    shown = page(signed_in(account(Role.LEADER)), request)
    assert "Đã đổi: chuyên mục, nguồn tin." in shown
    assert "Lời văn không đổi." not in shown


def test_changed_words_of_a_catalogue_are_named() -> None:
    story = approved_article(with_sound=False)
    Section.objects.update(name="Chuyển đổi số")
    request = submit_article(
        article=Article.objects.get(pk=story.pk), by=story.created_by, now=at(10)
    )
    shown = page(signed_in(account(Role.LEADER)), request)
    assert "Đã đổi: tên chuyên mục hoặc thông tin của nhiệm vụ KH&amp;CN" in shown


def test_the_priority_on_air_stands_on_the_page() -> None:
    story = article(priority="emergency")
    sound(story)
    request = submit_article(article=story, by=story.created_by, now=at(10))
    assert "Bản tin khẩn cấp" in page(signed_in(account(Role.LEADER)), request)


def test_list_shows_hour_of_need_and_where_it_goes() -> None:
    submitted()
    shown = signed_in(account(Role.LEADER)).get(reverse("approvals")).content.decode()
    assert "16:45" in shown
    assert "cụm loa" in shown


def test_list_asks_as_many_queries_for_three_as_for_one() -> None:
    asked = []
    for more in (1, 2):
        for _ in range(more):
            story = article(for_loudspeaker=False)
            submit_article(article=story, by=story.created_by, now=NOW)
        with CaptureQueriesContext(connection) as queries:
            lines = waiting_requests(now=NOW)
        asked.append((len(lines), len(queries)))
    assert asked == [(1, 4), (3, 4)]


def test_reasons_of_returns_are_counted_by_the_ready_one() -> None:
    from lantoa.desk.approvals.counting import return_counts

    editor, leader = account(), account(Role.LEADER)
    for reason in (
        "Lời văn dài, khó nghe. Cắt đoạn hai",
        "Sửa theo 2 ghi chú trong bài",
        "Sai thứ",
        "Lời văn dài, khó nghe",
    ):
        story = article(by=editor, for_loudspeaker=False)
        asked = submit_article(article=story, by=editor, now=NOW)
        return_article(
            request=asked, reason=reason, expected_hash=asked.hash, seen=[], by=leader, now=NOW
        )
    counts = return_counts(today=NOW.date())
    assert {one.reason: one.count for one in counts} == {
        "Lời văn dài, khó nghe": 2, "Lý do khác": 1, "Sửa theo ghi chú trong bài": 1,
    }  # fmt: skip
    assert "Cắt đoạn hai" in {row.words for row in counts[0].newest}
