"""The letter of the day: one to an address, everything due in it, and why where none goes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from tests import make
from tests.make import NOW, TODAY, account
from tests.notices.fake_smtp import mail_server

from lantoa.notices.daily import mail_day
from lantoa.notices.mail import send
from lantoa.notices.models import Mail, Notice
from lantoa.notices.services import note_notice, remind_unit, tell_account
from lantoa.notices.terms import MailState
from lantoa.plan.jobs import remind
from lantoa.plan.models import Task
from lantoa.plan.terms import Timing
from lantoa.registry.models import Officer, Roster, Unit
from lantoa.registry.terms import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mail server that is named; letters wait for their job."""
    monkeypatch.setenv("LANTOA_MAIL_HOST", "127.0.0.1")
    monkeypatch.setenv("LANTOA_MAIL_FROM", "hop-thu@xa.example")
    monkeypatch.setenv("LANTOA_MAIL_TLS", "none")


WORDS = "Nhiệm vụ 1.1: hạn 30/11/2026, còn 7 ngày."


def due(unit: Unit, subject: str = "task:a", text: str = WORDS, day: date = TODAY) -> Notice:
    return remind_unit(unit=unit, text=text, subject=subject, link="/ban-lam-viec/", by="system",
                       today=day, now=NOW)  # fmt: skip


def centre() -> Unit:
    return make.unit("Trung tâm", email="trungtam@xa.example")


def contact_of(unit: Unit, email: str) -> None:
    officer = Officer.objects.create(name="Lê Thị Hoa")
    Roster.objects.create(officer=officer, unit=unit, joined_on=TODAY - timedelta(days=9))
    account(Role.UNIT_CONTACT, officer=officer, email=email)


def day(on: date = TODAY) -> int:
    return mail_day(now=NOW, today=on)


@pytest.mark.usefixtures("named")
def test_everything_due_at_an_address_is_one_letter_and_never_two_a_day() -> None:
    make.commune()
    due(centre())
    due(centre(), "request:b", "Số liệu «Số hộ»: hạn 26/11/2026, còn 3 ngày.")
    assert (day(), day(), Mail.objects.count()) == (1, 0, 1)
    letter = Mail.objects.get()
    assert letter.to == "trungtam@xa.example"
    assert letter.headline == "Đôn đốc ngày 23/11/2026: 2 việc cần quan tâm"
    assert letter.text == (
        "Kính gửi Trung tâm,\n\nĐến ngày 23/11/2026, đề nghị quan tâm các việc sau:\n"
        "1. Nhiệm vụ 1.1: hạn 30/11/2026, còn 7 ngày.\n"
        "2. Số liệu «Số hộ»: hạn 26/11/2026, còn 3 ngày.\n\n"
        "Việc đã xong thì ghi kết quả trên bàn làm việc; có vướng mắc thì báo ở đó.\n\n"
        "Ủy ban nhân dân xã Sông Lam\nThư tự động, không cần trả lời thư này."
    )
    assert set(Notice.objects.values_list("mail", flat=True)) == {letter.pk}


@pytest.mark.usefixtures("named")
def test_what_comes_after_the_letter_goes_into_the_next_one() -> None:
    due(centre())
    day()
    late = due(centre(), "request:b", "Số liệu: hạn 26/11/2026, còn 3 ngày.")
    assert day() == 0
    late.refresh_from_db()
    assert (late.mail, late.mail_note[:27]) == (None, "thư của ngày đã gửi trước đ")
    assert day(TODAY + timedelta(days=1)) == 1
    assert "(nhắc ngày 23/11/2026)" in Mail.objects.latest("pk").text


@pytest.mark.usefixtures("named")
def test_clock_that_jumps_sends_no_second_letter_for_a_day() -> None:
    due(centre())
    assert day() == 1
    due(centre(), "task:b", day=TODAY + timedelta(days=1))
    assert day(TODAY + timedelta(days=1)) == 1
    due(centre(), "task:c")
    assert (day(), day(TODAY + timedelta(days=1)), Mail.objects.count()) == (0, 0, 2)


@pytest.mark.usefixtures("named")
def test_addresses_of_the_desk_stand_only_where_the_commune_named_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LANTOA_PUBLIC_URL", "https://songlam.example/")
    due(centre())
    day()
    assert "   https://songlam.example/ban-lam-viec/\n" in Mail.objects.get().text


@pytest.mark.usefixtures("named")
def test_unit_without_address_is_reached_by_its_contact_else_it_is_said() -> None:
    school, club = make.unit("Trường THCS"), make.unit("Hội Phụ nữ")
    contact_of(school, "hoa@truong.example")
    due(school)
    none = due(club)
    assert day() == 1
    assert Mail.objects.get().to == "hoa@truong.example"
    none.refresh_from_db()
    assert (none.mail, none.mail_note) == (None, "chưa có thư điện tử")


@pytest.mark.usefixtures("named")
def test_two_units_at_one_address_get_one_letter() -> None:
    due(centre())
    due(make.unit("Nhà văn hóa", email="TrungTam@xa.example"))
    assert day() == 1
    assert Mail.objects.get().text.startswith("Kính gửi Trung tâm, Nhà văn hóa,")


@pytest.mark.usefixtures("named")
def test_what_was_seen_in_the_desk_and_what_is_not_for_mail_stays_out() -> None:
    leader = account(Role.LEADER, email="lanhdao@xa.example")
    for subject, by_mail in (("a", True), ("b", False), ("c", True)):
        tell_account(account=leader, text=f"Việc {subject}", subject=subject, link="", by="system",
                     today=TODAY, now=NOW, by_mail=by_mail)  # fmt: skip
    note_notice(notice=Notice.objects.get(subject="c"), by=leader, now=NOW, today=TODAY)
    assert day() == 1
    text = Mail.objects.get().text
    assert ("Việc a" in text, "Việc b" in text, "Việc c" in text) == (True, False, False)


def test_without_a_server_or_turned_off_the_notice_stays_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = due(centre())
    assert day() == 0
    row.refresh_from_db()
    assert row.mail_note == "chưa khai báo máy chủ thư"
    monkeypatch.setenv("LANTOA_MAIL_HOST", "127.0.0.1")
    monkeypatch.setenv("LANTOA_MAIL_NUDGES", "0")
    assert day() == 0
    row.refresh_from_db()
    assert (row.mail_note, Mail.objects.count()) == ("đã tắt gửi đôn đốc qua thư điện tử", 0)
    monkeypatch.setenv("LANTOA_MAIL_NUDGES", "1")
    assert day() == 1


@pytest.mark.usefixtures("named")
def test_server_that_refuses_is_told_on_the_list_of_nudges(monkeypatch: pytest.MonkeyPatch) -> None:
    make.commune()
    due(centre())
    day()
    with mail_server(rcpt="550 5.1.1 No such user") as server:
        monkeypatch.setenv("LANTOA_MAIL_PORT", str(server.port))
        send(Mail.objects.get().pk, now=NOW)
    assert Mail.objects.get().state == MailState.FAILED
    Notice.objects.update(sent_on=date.today())
    client = Client()
    client.force_login(account(Role.PLAN_OFFICER))
    page = client.get("/ban-lam-viec/don-doc/").content.decode()
    assert "Thư gửi không được: máy chủ thư trả lời 550 5.1.1 No such user" in page
    assert "Lời nhắn để dán vào Zalo" in page
    assert "Thư gửi không được" in client.get("/ban-lam-viec/don-doc/in/").content.decode()


@pytest.mark.usefixtures("named")
def test_tick_mails_what_is_overdue_to_the_unit_and_to_the_leader_once() -> None:
    make.plan()
    leader = account(Role.LEADER, email="lanhdao@xa.example")
    unit = make.unit()
    unit.email = "trungtam@xa.example"
    unit.save()
    Task.objects.filter(number="1.4").update(timing=Timing.BY_DAY, due_on=TODAY - timedelta(days=1))
    for hour in (9, 9, 15):
        remind(make.at(hour))
    assert sorted(Mail.objects.values_list("to", flat=True)) == [
        "lanhdao@xa.example", "trungtam@xa.example"
    ]  # fmt: skip
    words = Mail.objects.get(to=leader.email).text
    assert "quá hạn 1 ngày" in words and unit.name in words


@pytest.mark.usefixtures("named")
def test_what_a_person_says_on_a_saturday_is_in_the_letter_of_monday() -> None:
    unit, saturday, monday = make.unit(), date(2026, 11, 28), date(2026, 11, 30)
    unit.email = "trungtam@xa.example"
    unit.save()
    remind_unit(unit=unit, text="Nộp bảng số liệu.", subject="x:1", link="/", by="system",
                today=saturday, now=make.at(8, day=saturday))  # fmt: skip
    remind(make.at(9, day=saturday))
    assert Mail.objects.count() == 0
    remind(make.at(9, day=monday))
    mail = Mail.objects.get()
    assert (mail.to, "Nộp bảng số liệu." in mail.text) == (unit.email, True)
