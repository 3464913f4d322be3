"""Duyệt cả tuần: one act and one PIN, each article with its own record; on the desk and by link."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import account, article, commune

from lantoa.approval.links import token_of
from lantoa.approval.models import Approval, ApprovalLink, Request, WeekLink
from lantoa.approval.pins import set_pin
from lantoa.approval.week_links import TRIES, make_week_link, revoke_week_link, week_token
from lantoa.core import clock
from lantoa.core.errors import Refused
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import save_draft, submit_article
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
PIN = "402917"


@pytest.fixture(autouse=True)
def quick_hash(settings) -> None:  # type: ignore[no-untyped-def]
    """The slow hash would make every try a third of a second."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def submitted(editor: Account, count: int = 3) -> list[Request]:
    now = clock.now()
    stories = [article(by=editor, now=now, title=f"Bài {n}", for_loudspeaker=False)
               for n in range(1, count + 1)]  # fmt: skip
    return [submit_article(article=story, by=editor, now=now) for story in stories]


def leader() -> Account:
    made = account(Role.LEADER)
    set_pin(account=made, pin=PIN, again=PIN, now=clock.now())
    return made


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def ticked(requests: list[Request], **more: object) -> dict[str, object]:
    fields: dict[str, object] = {"bai": [request.pk for request in requests], "pin": PIN}
    fields |= {f"hash-{request.pk}": request.hash for request in requests}
    return fields | more


def change(request: Request, editor: Account) -> None:
    draft = Article.objects.get(pk=int(request.subject.partition(":")[2])).newest
    draft.lead = "Lời khác."
    save_draft(article=draft, by=editor, now=clock.now())


def test_all_are_approved_with_one_pin_each_with_what_was_seen_of_it() -> None:
    editor, boss = account(), leader()
    one, two, three = submitted(editor)
    page, client = reverse("approve-week"), signed_in(boss)
    shown = client.get(page).content.decode()
    assert all(f"«{request.title}»: chưa " in shown for request in (one, two, three))
    fields = ticked([one, two], **{f"seen-{one.pk}": ["web", "sound", "lạ"]})
    answer = client.post(page, fields, follow=True)
    assert "Đã duyệt 2 tin bài: «Bài 1», «Bài 2»" in answer.content.decode()
    made = {row.request_id: (row.seen, row.hash, row.via) for row in Approval.objects.all()}
    assert made == {one.pk: (["web"], one.hash, "week"), two.pk: ([], two.hash, "week")}
    assert Article.objects.filter(live=True).count() == 2


def test_what_changed_meanwhile_is_left_out_and_named() -> None:
    editor, boss = account(), leader()
    one, two = submitted(editor, 2)
    client = signed_in(boss)
    client.get(reverse("approve-week"))
    change(one, editor)  # its request falls
    fields = ticked([two], bai=[one.pk, two.pk], **{f"hash-{two.pk}": "0" * 64})
    answer = client.post(reverse("approve-week"), fields, follow=True)
    assert "Không duyệt «Bài 2»: Nội dung đã đổi" in answer.content.decode()
    assert Approval.objects.count() == 0


def test_wrong_pin_nothing_ticked_and_own_work_decide_nothing() -> None:
    editor, boss = account(), leader()
    requests = submitted(editor, 2)
    client, page = signed_in(boss), reverse("approve-week")
    wrong = client.post(page, ticked(requests, pin="000001"))
    assert (wrong.status_code, "Mã PIN chưa đúng" in wrong.content.decode()) == (422, True)
    assert client.post(page, ticked(requests, bai=[])).status_code == 422
    requests[0].authors.add(boss)
    client.post(page, ticked(requests))
    assert list(Approval.objects.values_list("request", flat=True)) == [requests[1].pk]


def test_one_is_returned_from_the_same_page_with_a_reason() -> None:
    editor, boss = account(), leader()
    one, two = submitted(editor, 2)
    client, page = signed_in(boss), reverse("approve-week")
    back = {"tra-lai": one.pk, f"hash-{one.pk}": one.hash}
    assert client.post(page, back).status_code == 422
    client.post(page, {**back, "chosen": "Chưa đúng thời điểm"})
    kept = Approval.objects.get()
    assert (kept.request_id, kept.decision, kept.reason) == (
        one.pk, "returned", "Chưa đúng thời điểm",
    )  # fmt: skip
    assert Request.objects.get(pk=two.pk).state == "open"


def test_head_takes_the_first_step_of_those_that_have_two() -> None:
    editor, head = account(), account(Role.HEAD)
    set_pin(account=head, pin=PIN, again=PIN, now=clock.now())
    now = clock.now()
    story = article(by=editor, now=now, title="Phóng sự", genre="story", for_loudspeaker=False)
    requests = [submit_article(article=story, by=editor, now=now), *submitted(editor, 1)]
    answer = signed_in(head).post(reverse("approve-week"), ticked(requests), follow=True)
    shown = answer.content.decode()
    assert "Đã duyệt bước một 1 tin bài, chờ lãnh đạo: «Phóng sự»" in shown
    assert "Đã duyệt 1 tin bài: «Bài 1»" in shown


def new_week(count: int = 2) -> tuple[WeekLink, list[Request], Account]:
    commune()
    editor = account()
    requests = submitted(editor, count)
    now = clock.now()
    week = make_week_link(requests=requests, approver=leader(), by=editor, now=now)
    return week, requests, editor


def opened(week: WeekLink) -> tuple[Client, str]:
    client = Client()
    answer = client.post(reverse("week-link", args=[week_token(week)]))
    page = reverse("week-link-content", args=[week_token(week)])
    assert answer["Location"] == page
    return client, page


def test_link_shows_nothing_before_it_is_opened_by_a_person() -> None:
    week, requests, _ = new_week()
    client, token = Client(), week_token(week)
    first = client.get(reverse("week-link", args=[token]))
    assert "Bài 1" not in first.content.decode() and "no-store" in first["Cache-Control"]
    content = reverse("week-link-content", args=[token])
    assert client.get(content).status_code == 302
    assert client.post(content, ticked(requests)).status_code == 302
    assert Client().get(reverse("week-link", args=["1_x.y"])).status_code == 404
    assert Approval.objects.count() == 0


def test_by_link_all_are_approved_and_every_own_link_is_used_up() -> None:
    week, requests, _ = new_week()
    client, page = opened(week)
    shown = client.get(page).content.decode()
    for link in ApprovalLink.objects.all():
        assert reverse("link-form", args=[token_of(link), "web"]) in shown
    answer = client.post(page, ticked(requests))
    assert "Đã duyệt 2 tin bài" in answer.content.decode()
    assert set(Approval.objects.values_list("via", flat=True)) == {"link"}
    assert ApprovalLink.objects.filter(used_at__isnull=True).count() == 0
    assert "không còn dùng được" in client.get(page).content.decode()


def test_by_link_one_is_returned_the_other_stays_and_a_changed_one_is_gone() -> None:
    week, (one, two, three), editor = new_week(3)
    client, page = opened(week)
    change(three, editor)
    back = {"tra-lai": one.pk, f"hash-{one.pk}": one.hash, "reason": "Sai số liệu", "pin": PIN}
    shown = client.post(page, back).content.decode()
    assert "Đã trả lại «Bài 1»" in shown and "«Bài 2»" in shown and "«Bài 3»" not in shown
    client.post(page, ticked([two, three]))
    assert sorted(Approval.objects.values_list("request", "decision")) == sorted(
        [(one.pk, "returned"), (two.pk, "approved")]
    )


def test_wrong_pins_lock_the_list_and_revoking_takes_every_link_with_it() -> None:
    week, requests, editor = new_week()
    client, page = opened(week)
    for _ in range(TRIES):
        answer = client.post(page, ticked(requests, pin="000001"))
    assert "khóa" in answer.content.decode()
    client.post(page, ticked(requests))
    assert Approval.objects.count() == 0
    with pytest.raises(Refused):
        revoke_week_link(week=week, by=account(), now=clock.now())
    revoke_week_link(week=week, by=editor, now=clock.now())
    assert ApprovalLink.objects.filter(revoked_at__isnull=True).count() == 0


def test_sender_makes_copies_and_revokes_the_link_on_the_desk() -> None:
    commune()
    editor, boss = account(), leader()
    submitted(editor, 2)
    client, page = signed_in(editor), reverse("week-links")
    assert "2 bài" in client.get(page).content.decode()
    assert client.post(page, {}).status_code == 422
    shown = client.post(page, {"approver": boss.pk}, follow=True).content.decode()
    week = WeekLink.objects.get()
    assert week_token(week) in shown and "có 2 nội dung cần duyệt trong tuần" in shown
    assert "Tạo đường dẫn duyệt cả tuần" not in signed_in(account()).get(page).content.decode()
    client.post(reverse("revoke-week-link", args=[week.pk]))
    assert week_token(week) not in client.get(page).content.decode()
