"""Thư điện tử: kept once, tried again while that is safe, never doubled."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.make import NOW, account
from tests.notices.fake_smtp import Manners, mail_server

from lantoa.core.errors import Refused
from lantoa.notices.mail import PAUSES_MINUTES, post_mail, send, send_again, take_up
from lantoa.notices.models import Mail
from lantoa.notices.terms import MailState
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def options(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Names a server in the environment, as a commune does."""

    def name(server: Manners) -> None:
        monkeypatch.setenv("LANTOA_MAIL_HOST", "127.0.0.1")
        monkeypatch.setenv("LANTOA_MAIL_PORT", str(server.port))
        monkeypatch.setenv("LANTOA_MAIL_TLS", "none")
        monkeypatch.setenv("LANTOA_MAIL_FROM", "hop-thu@xa.example")

    return name


def post(key: str = "k1") -> Mail:
    return post_mail(
        key=key, to="lanhdao@xa.example", headline="Có nội dung cần duyệt", text="Mở đường dẫn.",
        subject="approval-link:1", by="account:1", now=NOW,
    )  # fmt: skip


def kept() -> Mail:
    return Mail.objects.get()


def test_without_a_server_nothing_is_kept_and_copying_is_offered() -> None:
    with pytest.raises(Refused, match="Chép lời nhắn để gửi qua Zalo"):
        post()
    assert Mail.objects.count() == 0


def test_same_key_is_one_letter_and_a_second_job_sends_nothing(options) -> None:  # type: ignore[no-untyped-def]
    with mail_server() as server:
        options(server)
        assert post() == post()
        send(kept().pk, now=NOW)
        send(kept().pk, now=NOW)
    assert (kept().state, len(server.letters)) == (MailState.SENT, 1)


def test_growing_pauses_then_it_is_given_up(options) -> None:  # type: ignore[no-untyped-def]
    now, pauses = NOW, []
    with mail_server(rcpt="450 4.2.1 Mailbox busy") as server:
        options(server)
        post()
        while kept().state == MailState.WAITING:
            send(kept().pk, now=now)
            due = kept().next_attempt_at
            if due:
                pauses.append(round((due - now).total_seconds() / 60))
                now = due
    assert pauses == list(PAUSES_MINUTES)
    assert (kept().state, kept().problem) == (
        MailState.FAILED, "máy chủ thư trả lời 450 4.2.1 Mailbox busy"
    )  # fmt: skip


def test_not_before_its_time(options) -> None:  # type: ignore[no-untyped-def]
    with mail_server(rcpt="450 4.2.1 Busy") as server:
        options(server)
        post()
        send(kept().pk, now=NOW)
        send(kept().pk, now=NOW + timedelta(seconds=30))
    assert kept().attempt_count == 1


def test_refusal_for_good_is_not_tried_again(options) -> None:  # type: ignore[no-untyped-def]
    with mail_server(rcpt="550 5.1.1 No such user") as server:
        options(server)
        post()
        send(kept().pk, now=NOW)
    assert kept().state == MailState.FAILED


def test_what_is_uncertain_waits_for_a_person(options) -> None:  # type: ignore[no-untyped-def]
    with mail_server(dot="drop") as server:
        options(server)
        post()
        send(kept().pk, now=NOW)
        assert kept().state == MailState.UNCERTAIN
        assert take_up(now=NOW + timedelta(days=1)) == 0
    with mail_server() as server:
        options(server)
        send_again(mail=kept(), now=NOW)
        send(kept().pk, now=NOW)
        with pytest.raises(Refused, match="Không gửi thêm"):
            send_again(mail=kept(), now=NOW)
    assert kept().state == MailState.SENT


@pytest.mark.parametrize(
    ("left_as", "found_as"),
    [
        (MailState.CONNECTING, MailState.WAITING),
        (MailState.SENDING, MailState.UNCERTAIN),
        (MailState.SENT, MailState.SENT),
    ],
)
def test_after_a_crash_only_what_never_left_is_tried_again(  # type: ignore[no-untyped-def]
    options, left_as: MailState, found_as: MailState
) -> None:
    with mail_server() as server:
        options(server)
        post()
        Mail.objects.update(state=left_as, touched_at=NOW)
        take_up(now=NOW + timedelta(minutes=11))
    assert kept().state == found_as


def test_letters_are_seen_by_who_answers_for_them(options) -> None:  # type: ignore[no-untyped-def]
    with mail_server(rcpt="550 5.1.1 No such user") as server:
        options(server)
        post()
        send(kept().pk, now=NOW)
        client = Client()
        client.force_login(account(Role.PLAN_OFFICER))
        shown = client.get(reverse("mails")).content.decode()
        assert "Không gửi được" in shown and "5.1.1 No such user" in shown
        client.post(reverse("resend-mail", args=[kept().pk]))
        assert kept().state == MailState.WAITING
    client.force_login(account())
    assert client.get(reverse("mails")).status_code == 403
