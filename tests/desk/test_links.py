"""The pages of an approval link, and the screens on which it is made."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import account, article, commune, sound

from lantoa.approval.links import make_link, token_of
from lantoa.approval.models import Approval, ApprovalLink, ApprovalPin, Request
from lantoa.approval.pins import set_pin
from lantoa.core import clock
from lantoa.desk.models import AuditEntry
from lantoa.newsroom.models import Article
from lantoa.newsroom.services import save_draft, submit_article
from lantoa.newsroom.sounds.files import sound_path
from lantoa.notices.models import Mail
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
PIN, PASSWORD = "402917", "ruộng lúa chín vàng ven sông"
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
TITLE = "Tên riêng của bài"


@pytest.fixture(autouse=True)
def quick_hash(settings) -> None:  # type: ignore[no-untyped-def]
    """The slow hash would make every try a third of a second."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def new_link(**fields: object) -> ApprovalLink:
    now = clock.now()
    commune()
    story = article(now=now, title=TITLE, **fields)  # type: ignore[arg-type]
    if story.for_loudspeaker:
        sound(story, now=now)
    request = submit_article(article=story, by=story.created_by, now=now)
    leader = account(Role.LEADER)
    set_pin(account=leader, pin=PIN, again=PIN, now=now)
    return make_link(request=request, approver=leader, by=story.created_by, now=now)


def address(name: str, link: ApprovalLink, *more: str) -> str:
    return reverse(name, args=[token_of(link), *more])


def opened(link: ApprovalLink) -> Client:
    client = Client(headers={"user-agent": PHONE})
    answer = client.post(address("link", link))
    assert answer["Location"] == address("link-content", link)
    return client


def test_preview_fetch_sees_nothing_and_uses_nothing_up() -> None:
    link = new_link()
    for agent in ("facebookexternalhit/1.1", "ZaloBot", PHONE):
        answer = Client(headers={"user-agent": agent}).get(address("link", link))
        shown = answer.content.decode()
        assert TITLE not in shown and "og:" not in shown and 'name="description"' not in shown
        assert "Mở nội dung cần duyệt" in shown
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert answer["Referrer-Policy"] == "same-origin"
    link.refresh_from_db()
    assert link.opened_at is None


def test_nothing_of_the_content_is_reached_before_opening() -> None:
    link = new_link()
    client = Client()
    assert client.get(address("link-content", link))["Location"] == address("link", link)
    assert client.get(address("link-sound", link)).status_code == 404
    assert client.get(address("link-form", link, "web")).status_code == 404
    assert client.post(address("link-approve", link), {"pin": PIN})["Location"] == address(
        "link", link
    )
    assert Approval.objects.count() == 0


def test_opening_needs_the_token_of_the_form() -> None:
    link = new_link()
    assert Client(enforce_csrf_checks=True).post(address("link", link)).status_code == 403


def test_opened_page_shows_all_and_opening_is_noted_with_the_device() -> None:
    link = new_link()
    shown = opened(link).get(address("link-content", link)).content.decode()
    assert TITLE in shown and "Nghe bản sẽ phát" in shown and "Mã PIN của" in shown
    assert "ban-lam-viec" not in shown
    link.refresh_from_db()
    assert link.opened_with == "Chrome trên điện thoại Android"


def test_approver_decides_by_pin_once() -> None:
    link = new_link(for_loudspeaker=False)
    client = opened(link)
    answer = client.post(
        address("link-approve", link), {"pin": PIN, "seen": ["web", "bậy"]}, follow=True
    )
    assert "Đã ghi quyết định: duyệt" in answer.content.decode()
    assert TITLE not in answer.content.decode()
    decision = Approval.objects.get()
    assert (decision.via, decision.seen, decision.by) == ("link", ["web"], link.approver)
    assert Article.objects.get().live
    client.post(address("link-approve", link), {"pin": PIN})
    assert Approval.objects.count() == 1
    link.refresh_from_db()
    assert link.used_with == "Chrome trên điện thoại Android"


def test_returning_needs_a_reason_and_the_pin() -> None:
    link = new_link(for_loudspeaker=False)
    client = opened(link)
    answer = client.post(address("link-return", link), {"pin": PIN})
    assert (answer.status_code, Approval.objects.count()) == (422, 0)
    assert "Trả lại cần có lý do" in answer.content.decode()
    answer = client.post(address("link-return", link), {"reason": "Sửa số liệu.", "pin": "999111"})
    assert (Approval.objects.count(), "Sửa số liệu.</textarea>" in answer.content.decode()) == (
        0, True
    )  # fmt: skip
    client.post(address("link-return", link), {"reason": "Sửa số liệu.", "pin": PIN})
    assert Approval.objects.get().reason == "Sửa số liệu"


def test_wrong_pin_is_never_logged_nor_shown(caplog: pytest.LogCaptureFixture) -> None:
    link = new_link(for_loudspeaker=False)
    client = opened(link)
    answer = client.post(address("link-approve", link), {"pin": "771203"})
    assert "còn 4 lần nhập" in answer.content.decode()
    assert "771203" not in answer.content.decode() + caplog.text


def test_changed_content_is_said_plainly_and_no_file_is_served() -> None:
    link = new_link()
    client = opened(link)
    story = Article.objects.get()
    draft = story.newest
    draft.lead = "Khác hẳn."
    save_draft(article=draft, by=story.created_by, now=clock.now())
    shown = client.get(address("link-content", link)).content.decode()
    assert "đã được sửa, rút lại hoặc đã có người quyết định" in shown
    assert TITLE not in shown
    assert client.get(address("link-form", link, "web")).status_code == 404
    assert client.get(address("link-sound", link)).status_code == 404


def test_sound_is_the_submitted_bytes_in_parts() -> None:
    link = new_link()
    path = sound_path("ab" * 32)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"0123456789")
    client = opened(link)
    answer = client.get(address("link-sound", link), headers={"range": "bytes=2-4"})
    assert (answer.status_code, b"".join(answer)) == (206, b"234")


def test_picture_of_another_article_is_not_served() -> None:
    link = new_link()
    assert opened(link).get(address("link-picture", link, "images/x.webp")).status_code == 404


def test_mark_of_one_link_opens_no_other() -> None:
    first, second = new_link(), new_link()
    client = opened(first)
    assert client.get(address("link-content", second)).status_code == 302


def test_foreign_token_is_not_found() -> None:
    assert Client().get("/duyet/1_abc.xyz/").status_code == 404
    assert Client().get(f"/duyet/{'x' * 3000}/").status_code == 404


def test_submitter_makes_copies_and_revokes_a_link() -> None:
    link = new_link()
    link.delete()
    request = Request.objects.get()
    client = signed_in(request.submitted_by)
    page = reverse("approval-links", args=[request.pk])
    assert "Tạo đường dẫn" in client.get(page).content.decode()
    leader = ApprovalPin.objects.get().account
    answer = client.post(
        reverse("make-approval-link", args=[request.pk]), {"approver": leader.pk}, follow=True
    )
    shown = answer.content.decode()
    made = ApprovalLink.objects.get()
    assert token_of(made) in shown
    message = re.search(r"<pre[^>]*>(.*?)</pre>", shown, re.DOTALL)
    assert message and TITLE not in message[1]
    answer = client.post(reverse("revoke-approval-link", args=[made.pk]), follow=True)
    assert "Đã thu hồi" in answer.content.decode()
    assert token_of(made) not in answer.content.decode()
    assert "đã bị thu hồi" in Client().get(address("link", made)).content.decode()


def test_foreign_editor_sees_no_link() -> None:
    link = new_link()
    client = signed_in(account())
    assert client.get(reverse("approval-links", args=[link.request_id])).status_code == 403
    client.post(reverse("revoke-approval-link", args=[link.pk]))
    link.refresh_from_db()
    assert link.revoked_at is None


def test_leader_sets_a_pin_and_an_editor_cannot() -> None:
    leader = account(Role.LEADER)
    leader.set_password(PASSWORD)
    leader.save()
    client = signed_in(leader)
    sent = {"pin": PIN, "again": PIN, "password": PASSWORD}
    for wrong in ({"again": "111222"}, {"password": "mật khẩu khác"}):
        assert client.post(reverse("approval-pin"), {**sent, **wrong}).status_code == 422
        assert not ApprovalPin.objects.exists()
    answer = client.post(reverse("approval-pin"), sent, follow=True)
    assert "Đã lưu mã PIN duyệt" in answer.content.decode()
    assert signed_in(account()).get(reverse("approval-pin")).status_code == 403


def test_letter_holds_no_word_of_the_content(monkeypatch: pytest.MonkeyPatch) -> None:
    link = new_link()
    Account.objects.filter(pk=link.approver_id).update(email="lanhdao@xa.example")
    client = signed_in(link.made_by)
    page = reverse("approval-links", args=[link.request_id])
    assert "chưa khai báo máy chủ thư" in client.get(page).content.decode()
    monkeypatch.setenv("LANTOA_MAIL_HOST", "may-thu.example")
    answer = client.post(reverse("mail-approval-link", args=[link.pk]), follow=True)
    assert "chờ gửi" in answer.content.decode()
    letter = Mail.objects.get()
    assert token_of(link) in letter.text
    assert TITLE not in letter.text + letter.headline


def test_acts_by_link_stand_in_the_audit() -> None:
    link = new_link(for_loudspeaker=False)
    client = opened(link)
    client.post(address("link-approve", link), {"pin": "771203"})
    client.post(address("link-approve", link), {"pin": PIN})
    found = list(AuditEntry.objects.order_by("seq").values_list("action", "who", "outcome"))
    who = link.approver.code
    assert found == [
        ("link-open", who, "done"), ("link-approve", who, "refused"), ("link-approve", who, "done")
    ]  # fmt: skip
    assert not AuditEntry.objects.filter(words__contains="771203").exists()


def test_account_page_leads_approvers_to_their_pin() -> None:
    page, pin = reverse("my-account"), reverse("approval-pin")
    assert pin in signed_in(account(Role.LEADER)).get(page).content.decode()
    assert pin not in signed_in(account()).get(page).content.decode()


def test_note_by_link_carries_as_much_as_a_phone_records() -> None:
    note = address("link-note", new_link())
    kind = "application/x-www-form-urlencoded"
    told = [
        Client().post(note, "a=1", content_type=kind, CONTENT_LENGTH=str(size)).status_code
        for size in (9 * 1024 * 1024, 26 * 1024 * 1024)
    ]
    assert (told[0] != 413, told[1]) == (True, 413)
