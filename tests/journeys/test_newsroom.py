"""One story, every form: an idea sent by phone is written, drawn, spoken, looked at, listened to,
approved by link, changed, gone stale and renewed. A real browser, real sound, real pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.management.commands.db_worker import Worker
from tests import make
from tests.browsing import follow, open_page
from tests.journeys.browser import PHONE, Person, open_browser
from tests.journeys.forming import MADE, make_forms, read_forms, sha256_of, stale_forms
from tests.media.test_photos import with_place

from lantoa.approval.pins import set_pin
from lantoa.core import clock
from lantoa.newsroom.ideas.invites import invite_token, make_invite
from lantoa.registry.models import Account
from lantoa.registry.terms import Role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.journey, pytest.mark.slow]
PIN = "268413"
IDEA = "Chợ Bến Đò nhận tiền bằng mã QR"
TOLD = "Từ tháng 9, bà con bán hàng ở chợ Bến Đò nhận tiền bằng mã QR. Nhà nào cũng có tờ mã."
LEAD = "Hơn một trăm quầy ở chợ Bến Đò nhận tiền bằng mã QR, người mua không phải mang tiền lẻ."
FIRST, SECOND = "104", "118"


@dataclass(frozen=True)
class Scene:
    """Who takes part, by their sessions, and where the phone sends to."""

    editor: str
    leader: str
    send_to: str


@pytest.fixture
def scene() -> Scene:
    """Before the browser: its driver runs a loop in which the database refuses to work."""
    now = clock.now()
    make.commune()
    make.plan()
    make.audience()
    make.section()
    editor = make.account(Role.EDITOR, name="Trần Thị Mai")
    leader = make.account(Role.LEADER, name="Lê Quang Thành")
    set_pin(account=leader, pin=PIN, again=PIN, now=now)
    invite = make_invite(
        name="Tổ số Bến Đò", hamlet=make.hamlet(), days=30, most_uses=5, by=editor, now=now
    )
    send_to = reverse("invite-story", args=[invite_token(invite)])
    return Scene(session_of(editor), session_of(leader), send_to)


def session_of(person: Account) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


@pytest.fixture
def browser(scene: Scene) -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@contextmanager
def jobs() -> Iterator[None]:
    """The worker of `lantoa run`, in a thread of its own."""
    over = Event()

    def work() -> None:
        while not over.wait(0.3):
            Worker(
                queue_names=["*"], interval=0, batch=True, backend_name="default",
                startup_delay=False, max_tasks=None, worker_id="journey", excluded_queue_names=[],
            ).run()  # fmt: skip
        connection.close()

    thread = Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_from_an_idea_on_a_phone_to_renewed_forms(
    live_server: Any, scene: Scene, browser: Any
) -> None:
    with jobs():
        send_idea(browser, live_server.url, scene.send_to)
        editor = Person.signed_in(browser, live_server.url, scene.editor)
        leader = Person.signed_in(browser, live_server.url, scene.leader)
        pk = write(editor)
        describe_photo(editor, pk)
        heard = speak(editor, pk)
        made = make_forms(editor, pk)
        link = submit(editor, pk)
        approve(browser, live_server.url, link)
        assert read_forms(browser, live_server.url, IDEA) == made

        change(editor, pk)
        assert stale_forms(editor, pk) == {"Âm thanh", *MADE}
        kept = read_forms(browser, live_server.url, IDEA)
        assert kept == made, "what was approved stays until then"
        again = speak(editor, pk)
        renewed = make_forms(editor, pk)
        assert again != heard and not set(renewed.values()) & set(made.values())
        approve(browser, live_server.url, submit(editor, pk))
        assert read_forms(browser, live_server.url, IDEA) == renewed
    assert editor.complaints == leader.complaints == []


def send_idea(browser: Any, url: str, send_to: str) -> None:
    """A member of the digital team, without an account."""
    page = open_page(browser, url, viewport=PHONE)
    page.goto(send_to)
    page.get_by_label("Chuyện gì").fill(IDEA)
    page.get_by_label("Ở đâu, khi nào").fill("Chợ Bến Đò")
    page.get_by_label("Kể lại").fill(TOLD)
    page.set_input_files("#photo", {"name": "anh.jpg", "mimeType": "image/jpeg",
                                    "buffer": with_place()})  # fmt: skip
    page.get_by_label("Người trong ảnh đã được báo và đồng ý").check()
    page.get_by_role("button", name="Gửi về").click()
    page.get_by_text("Đã gửi").first.wait_for()
    page.context.close()


def write(editor: Person) -> str:
    """The idea becomes a story, with a block of data; its number."""
    editor.go("tin-bai/y-tuong/")
    editor.follow(IDEA)
    editor.follow("Viết tin bài")
    page = editor.page
    page.get_by_label("Tóm tắt").fill(LEAD)
    page.locator(".lt-body .c-sf-add-button").last.click()
    page.get_by_role("option", name="Số liệu nổi bật").click()
    block = page.locator("[data-streamfield-child]").filter(has_text="Số liệu nổi bật").last
    block.get_by_role("textbox", name="Con số").first.fill(FIRST)
    block.get_by_role("textbox", name="Đơn vị").first.fill("quầy")
    page.get_by_label(re.compile("^1.1 ")).check()
    page.get_by_label("Người cao tuổi", exact=True).check()
    page.get_by_label("Nội dung không chứa bí mật nhà nước").check()
    saved = re.compile("^Gửi được khi (?!.*(chọn|xác nhận))")
    page.get_by_text(saved).wait_for()
    editor.saves(FIRST)
    found = re.search(r"/tin-bai/(\d+)/", page.url)
    assert found, page.url
    return found[1]


def describe_photo(editor: Person, pk: str) -> None:
    """As the review beside the text asks: who does not see the photo is told what it shows."""
    page = editor.go(f"tin-bai/{pk}/")
    page.get_by_role("tab", name="Xem lại").click()
    photo = page.get_by_role("link", name="Mở ảnh").first
    photo.wait_for()
    page.goto(str(photo.get_attribute("href")))
    page.locator("[name=alt_text]").fill("Quầy rau ở chợ Bến Đò có tờ mã QR treo trước mặt hàng.")
    editor.follow(re.compile("^Lưu"))
    page.get_by_text("Đã lưu mô tả và quyền sử dụng").wait_for()


def speak(editor: Person, pk: str) -> str:
    """The machine's voice; the hash of its bytes."""
    page = editor.go(f"tin-bai/{pk}/gui-duyet/")
    page.get_by_text("Dùng giọng máy").click()
    editor.follow("Làm âm thanh bằng giọng máy")
    source = page.locator("#lt-sound audio").first
    source.wait_for()
    return sha256_of(editor, str(source.get_attribute("src")))


def submit(editor: Person, pk: str) -> str:
    """To the leader, by a link to copy into any chat: its address."""
    page = editor.go(f"tin-bai/{pk}/gui-duyet/")
    send = page.get_by_role("button", name=re.compile("^Gửi duyệt"))
    assert send.is_enabled(), page.inner_text("main")
    follow(page, send.click)
    editor.go(f"tin-bai/{pk}/gui-duyet/")
    editor.follow("Tạo đường dẫn duyệt để gửi cho lãnh đạo")
    page.get_by_label(re.compile("Lê Quang Thành")).check()
    editor.follow("Tạo đường dẫn")
    found = re.search(r"https?://\S+", page.locator(".lt-message").first.inner_text())
    assert found
    return found[0]


def approve(browser: Any, url: str, link: str) -> None:
    """On the leader's phone: opened, listened to, every form looked at, the PIN, decided."""
    page = open_page(browser, url, viewport=PHONE)
    page.goto("/" + link.split("/", 3)[3])
    assert TOLD not in page.inner_text("body"), "nothing is told before a person opens it"
    follow(page, page.get_by_role("button", name="Mở nội dung cần duyệt").click)
    sound = page.locator("audio[data-seen=sound]")
    sound.evaluate("s => { s.muted = true; s.playbackRate = 8; return s.play(); }")
    for form in page.locator("details.lt-form-shown").all():
        form.locator("summary").click()
    page.get_by_text("Đã nghe và mở đủ các dạng.").wait_for()
    page.get_by_label("Mã PIN của").fill(PIN)
    follow(page, page.get_by_role("button", name=re.compile("^Duyệt")).click)
    page.get_by_text("Đã ghi quyết định: duyệt").wait_for()
    page.context.close()


def change(editor: Person, pk: str) -> None:
    """Another figure; the editor saves by itself."""
    page = editor.go(f"tin-bai/{pk}/")
    block = page.locator("[data-streamfield-child]").filter(has_text="Số liệu nổi bật").last
    field = block.get_by_role("textbox", name="Con số").first
    field.fill(SECOND)
    editor.saves(SECOND)
    page.get_by_role("link", name="Làm âm thanh").wait_for()
