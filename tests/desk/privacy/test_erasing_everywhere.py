"""One person who stands everywhere is erased; then every text of the database is looked through."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from axes.models import AccessFailureLog
from django.apps import apps
from django.db import connection, models
from django.test import Client
from django.urls import reverse
from tests.desk.signin.world import PASSWORD, sign_in
from tests.make import NOW, TODAY, account, approved_article, unit

from lantoa.core import clock
from lantoa.desk.audit.models import AuditEntry
from lantoa.desk.audit.services import record_audit
from lantoa.desk.audit.unnamed import without_names
from lantoa.desk.search.keeping import refresh
from lantoa.ledger.services import record_evidence
from lantoa.library.models import Recording
from lantoa.newsroom.ideas.taking import Story, take_story, take_up_idea
from lantoa.newsroom.models import Article, Idea
from lantoa.notices.models import Mail
from lantoa.notices.services import note_notice, tell_account
from lantoa.notices.terms import MailState
from lantoa.registry.models import Account, Communicator, Officer, Roster
from lantoa.registry.terms import Role
from lantoa.vietnamese import fold

pytestmark = pytest.mark.django_db
NAME, USERNAME, ADDRESS = "Đặng Thị Hồng Nhung", "hong.nhung", "nhung@xa.example"
WORDS = (NAME, USERNAME, ADDRESS, fold(NAME))
# What the commune has approved and published is its record: shown to the person, and kept.
KEPT = {"newsroom_article.lead", "newsroom_article.folded", "wagtailcore_revision.content",
        "desk_searchitem.text", "desk_searchitem.folded"}  # fmt: skip


def text_columns() -> list[tuple[str, str]]:
    """Every column of every table of ours and of the libraries that can hold words."""
    words = (models.CharField, models.TextField, models.JSONField, models.FileField)
    return [
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, words)
    ]


def places_of(*needles: str) -> set[str]:
    """`table.column` wherever one of the words stands, as written or as JSON escapes it."""
    found = set()
    wanted = [*needles, *(json.dumps(one)[1:-1] for one in needles)]
    with connection.cursor() as cursor:
        for table, column in text_columns():
            asked = " OR ".join(f'CAST("{column}" AS TEXT) LIKE %s' for _ in wanted)
            cursor.execute(
                f'SELECT COUNT(*) FROM "{table}" WHERE {asked}',
                [f"%{one}%" for one in wanted],
            )
            if cursor.fetchone()[0]:
                found.add(f"{table}.{column}")
    return found


def person_everywhere() -> Account:
    """An officer who left, with an account that wrote, failed to sign in, got letters, told a
    story, read it out, was praised; in public in one article."""
    left = clock.today() - timedelta(days=400)
    officer = Officer.objects.create(name=NAME, title="Chuyên viên")
    Roster.objects.create(unit=unit(), officer=officer, joined_on=date(2015, 1, 1), left_on=left)
    Communicator.objects.create(name=NAME, unit=unit(), joined_on=date(2020, 1, 1), left_on=left)
    who = account(Role.EDITOR, name=NAME, username=USERNAME, email=ADDRESS, officer=officer,
                  password=PASSWORD)  # fmt: skip
    sign_in(who, "sai mật khẩu rồi nhé")
    client, _ = sign_in(who)
    client.post("/ban-lam-viec/tai-khoan-cua-toi/", {"name": NAME})
    take_story(story=Story(client_id="a" * 32, headline="Chuyện nhà", text=f"{NAME} kể"), by=who,
               now=NOW)  # fmt: skip
    take_up_idea(idea=Idea.objects.get(), by=account(), now=NOW)
    Recording.objects.create(
        title="Bản đọc",
        speaker=NAME,
        file="original_images/x.mp3",
        seconds=30,
        recorded_at=NOW,
    )
    Mail.objects.create(
        key="a", to=ADDRESS, headline="Nhắc việc", text=f"Gửi {NAME}", subject="x:1", by="system",
        made_at=NOW, settled_at=NOW, state=MailState.SENT,
    )  # fmt: skip
    told = tell_account(account=account(), text=f"{NAME} đã gửi tin", subject="idea:1", link="",
                        by=who.code, today=TODAY, now=NOW)  # fmt: skip
    note_notice(notice=told, by=told.to_account, now=NOW, today=TODAY)
    record_evidence(
        kind="commendation.given", occurred_at=NOW, now=NOW, by=who.code, subjects=["x:1"],
        payload={}, proof="document", personal={"whom": NAME},
    )  # fmt: skip
    approved_article(with_sound=False, lead=f"Bà {NAME} kể chuyện làng.")
    record_audit(request=None, action="custody", now=NOW, subject="website",
                 words=f"Đã giao kênh cho {NAME}; {USERNAME} thôi giữ.")  # fmt: skip
    refresh(NOW)
    return who


def test_person_who_stands_everywhere_is_erased_everywhere() -> None:
    who = person_everywhere()
    before = places_of(*WORDS)
    assert len(before) > 12
    admin = Client()
    admin.force_login(account(Role.ADMINISTRATOR))
    Account.objects.filter(pk=who.pk).update(is_active=False)
    page = admin.get(reverse("privacy-person"), {"q": NAME}).content.decode()
    for code in ("account:", "officer:", "communicator:", "idea:", "recording:", "mail:", "annex:",
                 "article:", "notice:"):  # fmt: skip
        assert f'value="{code}' in page, code
    codes = [part.partition('"')[0] for part in page.split('name="code" value="')[1:]]
    admin.post(reverse("privacy-erase"), {"code": codes, "sure": "1"})
    refresh(clock.now())
    assert places_of(*WORDS) == KEPT
    assert Article.objects.get().live
    assert not AccessFailureLog.objects.filter(username=USERNAME).exists()
    who.refresh_from_db()
    assert (who.previous_password, who.has_usable_password()) == ("", False)


def test_audit_keeps_codes_in_place_of_names() -> None:
    officer = Officer.objects.create(name=NAME)
    who = account(Role.EDITOR, name="Lê Văn Thành", username="van.thanh")
    assert without_names(f"Không gỡ được {NAME}, do van.thanh (Lê Văn Thành) giữ.") == (
        f"Không gỡ được {officer.code}, do {who.code} ({who.code}) giữ."
    )
    assert without_names("Đã lưu.") == "Đã lưu."
    short = account(username="anh")
    assert without_names("Danh mục: anh, quanh năm.") == f"Danh mục: {short.code}, quanh năm."


def test_screen_of_the_audit_names_who_acted_while_the_register_has_them() -> None:
    who = account(Role.EDITOR, name=NAME)
    record_audit(request=None, action="sign-in", now=NOW, by=who, subject=who.code)
    assert AuditEntry.objects.get().name == ""
    admin = Client()
    admin.force_login(account(Role.ADMINISTRATOR))
    assert NAME in admin.get(reverse("audit")).content.decode()
