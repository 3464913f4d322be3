"""The writing help on the desk: a tab only when it is on, pieces taken one by one, marked."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import NOW, account, article
from tests.newsroom.writing_help.server import KEY, MODEL, running

from lantoa.desk.models import AuditEntry
from lantoa.newsroom.models import HelpAsk, WritingHelp
from lantoa.newsroom.writing_help.services import answer_ask
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


def signed_in(who: Account) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_administrator_turns_it_on_and_the_key_is_never_shown() -> None:
    client, page = signed_in(account(Role.ADMINISTRATOR)), reverse("writing-help")
    assert "Đang tắt" in client.get(page).content.decode()
    fields = {"is_on": "on", "address": "https://a.vn/v1", "model_name": MODEL, "key": KEY}
    assert client.post(page, {**fields, "address": "la"}).status_code == 422
    shown = client.post(page, fields, follow=True).content.decode()
    assert "Đang bật" in shown and "Đã cất một mã khóa" in shown and KEY not in shown
    assert not AuditEntry.objects.filter(words__contains=KEY).exists()
    assert signed_in(account()).get(page).status_code == 403


def test_editor_asks_gets_pieces_and_others_do_not_see_them() -> None:
    editor = account()
    story = article(by=editor)
    client, page = signed_in(editor), reverse("edit-article", args=[story.pk])
    assert "lt-tab-help" not in client.get(page).content.decode()
    ask = reverse("ask-writing-help", args=[story.pk])
    assert client.post(ask, {"kind": "shorter"}).status_code == 422
    with running() as (address, _):
        client_of_admin = signed_in(account(Role.ADMINISTRATOR))
        client_of_admin.post(reverse("writing-help"), {
            "is_on": "on", "address": address, "model_name": MODEL, "key": KEY,
            "is_local": "on",
        })  # fmt: skip
        assert WritingHelp.objects.get().is_on
        assert "lt-tab-help" in client.get(page).content.decode()
        key = client.post(ask, {"kind": "shorter"}).json()["ask"]
        answer = reverse("writing-help-answer", args=[story.pk, key])
        assert client.get(answer).json()["state"] == "waiting"
        answer_ask(key, now=NOW)
    assert client.get(answer).json()["pieces"] == ["Câu một.", "Câu hai."]
    assert signed_in(account()).get(answer).status_code == 404
    assert HelpAsk.objects.count() == 1
