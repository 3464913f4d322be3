"""Gửi tin on phones, and the ideas that editors see."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import account, commune, hamlet
from tests.media.test_photos import picture

from lantoa.core import clock
from lantoa.desk.models import AuditEntry
from lantoa.newsroom.ideas.invites import invite_token, make_invite, revoke_invite
from lantoa.newsroom.models import Article, FieldInvite, Idea
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db
SENT = {"client_id": "a" * 32, "headline": "Chuyện ở thôn", "text": "Kể lại."}
JSON = {"accept": "application/json"}


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def invite() -> FieldInvite:
    commune()
    return make_invite(
        name="Tổ số", hamlet=hamlet(), days=30, most_uses=5, by=account(), now=clock.now()
    )


def page_of(made: FieldInvite) -> str:
    return reverse("invite-story", args=[invite_token(made)])


def photo(data: bytes = b"", name: str = "a.jpg"):  # type: ignore[no-untyped-def]
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, data or picture(), "image/jpeg")


def test_field_worker_sends_without_an_account_and_once() -> None:
    made = invite()
    client = Client(enforce_csrf_checks=True)
    assert "Gửi tin từ thôn Bến Đò" in client.get(page_of(made)).content.decode()
    for _ in range(2):
        fields = {**SENT, "people_informed": "1", "photos": photo()}
        answer = client.post(page_of(made), fields, headers=JSON)
        assert answer.json() == {"kept": Idea.objects.get().pk}
    assert AuditEntry.objects.filter(action="invite-story").count() == 2


def test_without_script_a_refusal_keeps_what_was_typed() -> None:
    answer = Client().post(page_of(invite()), {**SENT, "text": ""})
    shown = answer.content.decode()
    assert (answer.status_code, Idea.objects.count()) == (422, 0)
    assert "Chuyện ở thôn" in shown and "chưa ghi âm" in shown


def test_dead_or_foreign_invite_is_said_plainly() -> None:
    made = invite()
    revoke_invite(invite=made, by=account(), now=clock.now())
    answer = Client().get(page_of(made))
    assert (answer.status_code, "bị thu hồi" in answer.content.decode()) == (410, True)
    answer = Client().post(page_of(made), SENT, headers=JSON)
    assert (answer.status_code, "Tin vẫn còn trên máy" in answer.json()["sentence"]) == (422, True)
    assert Client().get("/gui-tin/1_x.y/").status_code == 404
    assert Client().post("/gui-tin/1_x.y/", SENT, headers=JSON).status_code == 404


def test_too_much_is_refused_before_it_is_read() -> None:
    made = invite()
    answer = Client().post(page_of(made), SENT, headers=JSON, CONTENT_LENGTH=str(61 * 1024 * 1024))
    assert (answer.status_code, Idea.objects.count()) == (422, 0)


def test_officer_sends_under_their_own_name() -> None:
    officer = account(Role.UNIT_CONTACT, name="Lê Thị Hoa")
    client = signed_in(officer)
    assert "Người gửi: Lê Thị Hoa" in client.get(reverse("send-story")).content.decode()
    client.post(reverse("send-story"), SENT, headers=JSON)
    assert (Idea.objects.get().from_whom, Idea.objects.get().noted_by) == ("Lê Thị Hoa", officer)


def test_editor_sees_hears_and_writes_and_others_do_not() -> None:
    made = invite()
    Client().post(page_of(made), {**SENT, "people_informed": "1", "photos": photo()})
    idea = Idea.objects.get()
    client = signed_in(account())
    assert "Chuyện ở thôn" in client.get(reverse("ideas")).content.decode()
    page = client.get(reverse("idea", args=[idea.pk]))
    assert "Người gửi xác nhận" in page.content.decode()
    answer = client.get(reverse("idea-file", args=[idea.files.get().pk]))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    client.post(reverse("take-up-idea", args=[idea.pk]))
    assert Article.objects.get().title == "Chuyện ở thôn"
    for role in (Role.UNIT_CONTACT, Role.INSPECTOR):
        other = signed_in(account(role))
        assert other.get(reverse("ideas")).status_code == 403
        assert other.get(reverse("idea-file", args=[idea.files.get().pk])).status_code == 403


def test_editor_finds_leaves_undoes_and_plans_ideas() -> None:
    client = signed_in(account())
    note = reverse("note-idea")
    client.post(note, {"headline": "Bao giờ có wifi?", "source": "resident", "text": "Hỏi ở họp."})
    assert client.post(note, {"headline": "", "source": "resident"}).status_code == 422
    idea = Idea.objects.get()
    found = {"q": "gio wifi", "nguon": "resident"}
    assert "Bao giờ có wifi?" in client.get(reverse("ideas"), found).content.decode()
    assert "Bao giờ" not in client.get(reverse("ideas"), {"nguon": "plan"}).content.decode()
    left = client.post(
        reverse("leave-idea", args=[idea.pk]), {"chosen": "Chuyện đã cũ"}, follow=True
    )
    assert "Hoàn tác" in left.content.decode()
    client.post(reverse("bring-back-idea", args=[idea.pk]))
    assert client.post(reverse("leave-idea", args=[idea.pk]), {}).status_code == 422
    schedule, day = reverse("schedule-idea", args=[idea.pk]), clock.today().isoformat()
    assert client.post(schedule, {"day": "mai"}).status_code == 422
    client.post(schedule, {"day": day})
    assert Idea.objects.get().planned.day.isoformat() == day


def test_files_of_ideas_are_not_public() -> None:
    Client().post(page_of(invite()), {**SENT, "people_informed": "1", "photos": photo()})
    file = Idea.objects.get().files.get().file
    assert Client().get(f"/tep/{file.name}").status_code == 404


def test_plan_officer_issues_and_revokes_with_a_code() -> None:
    client = signed_in(account(Role.PLAN_OFFICER))
    page = reverse("story-invites")
    fields = {"name": "Tổ số <b>Lam Hạ</b>", "days": 30, "most_uses": 10}
    shown = client.post(page, fields, follow=True).content.decode()
    made = FieldInvite.objects.get()
    assert invite_token(made) in shown and "<svg" in shown and "<b>Lam Hạ" not in shown
    client.post(reverse("revoke-story-invite", args=[made.pk]))
    assert invite_token(made) not in client.get(page).content.decode()
    assert client.post(page, {**fields, "days": 0}).status_code == 422
    assert signed_in(account(Role.INSPECTOR)).get(page).status_code == 403


def test_page_weighs_little() -> None:
    import re
    from pathlib import Path

    from django.contrib.staticfiles import finders

    page = Client().get(page_of(invite())).content
    parts = re.findall(r"(?:href|src)=\"/static/([^\"]+)\"", page.decode())
    weight = len(page) + sum(Path(str(finders.find(part))).stat().st_size for part in parts)
    assert weight <= 60 * 1024
