"""Step 3: one article, seen in every form, spoken, submitted, approved by somebody else."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any, NamedTuple

from tests import browsing
from tests.journeys.browser import PHONE, Person
from tests.journeys.planning import LivePlan

TITLE = "Từ 01/12/2026 điểm hỗ trợ dịch vụ công của xã mở thêm buổi tối"
LEAD = "Bà con làm hồ sơ theo Nghị quyết số 57-NQ/TW được giúp tại chỗ, không mất phí."
BODY = "Điểm hỗ trợ mở từ 18h30 đến 20h các ngày thứ ba, thứ năm. Năm nay 80% hồ sơ nộp qua mạng."
TASKS = ("1.1", "1.4")
AUDIENCES = ("Người cao tuổi", "Thanh thiếu niên")
DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Written:
    """The article: its number, and what the ledger calls it."""

    pk: str

    @property
    def code(self) -> str:
        return f"article:{self.pk}"


def write_article(editor: Person, plan: LivePlan) -> Written:
    """Types it in; the editor saves by itself."""
    editor.go("tin-bai/")
    editor.follow("Viết tin bài")
    editor.follow("Viết trang trắng")
    page = editor.page
    page.get_by_label("Tiêu đề").fill(TITLE)
    page.get_by_label("Tóm tắt").fill(LEAD)
    page.locator(".lt-body [role=textbox]").first.click()
    page.keyboard.type(BODY)
    for number in TASKS:
        page.get_by_label(f"{number} {plan.tasks[number][:60]}").first.check()
    for name in AUDIENCES:
        page.get_by_label(name, exact=True).check()
    page.get_by_label("Nội dung không chứa bí mật nhà nước").check()
    page.get_by_text("Thể loại, chuyên mục, mức ưu tiên, nguồn").click()
    chosen = page.locator("[name=section] option").filter(has_text="57").first
    page.locator("[name=section]").select_option(chosen.get_attribute("value"))
    page.get_by_role("link", name="Làm âm thanh").wait_for()
    editor.saves(BODY)
    match = re.search(r"/tin-bai/(\d+)/$", page.url)
    assert match, page.url
    return Written(match[1])


def look_at_forms(editor: Person) -> None:
    """Web page, loudspeaker script, post: each as people will meet it."""
    page = editor.page
    last_words = {
        "Trang web": BODY,
        "Loa": "phần trăm hồ sơ nộp qua mạng",
        "Facebook": LEAD,
        "Zalo": LEAD,
    }
    for name, words in last_words.items():
        page.get_by_role("tab", name=name).click()
        shown = page.frame_locator("#lt-frame")
        shown.get_by_text(words).first.wait_for()
        if name == "Loa":
            said = shown.locator("main > p:not(.lt-length)").all_inner_texts()
            script = "\n".join(said)
            assert "năm mươi bảy" in script and "tám mươi phần trăm" in script
            assert not DIGIT.search(script), script
            assert "giây" in shown.locator(".lt-length").inner_text()


class Sounds(NamedTuple):
    """The two that are approved together: with the words that a machine speaks, and without."""

    alone: str
    announced: str


def make_sound_and_submit(editor: Person) -> Sounds:
    """The machine's voice, heard by the editor first; the hashes of the bytes that will air."""
    editor.follow("Làm âm thanh")
    page = editor.page
    page.get_by_text("Dùng giọng máy").click()
    editor.follow("Làm âm thanh bằng giọng máy")
    page.locator("#lt-sound audio").first.wait_for()
    sounds = sounds_on(editor)
    editor.follow("Gửi duyệt")
    page.get_by_text(f"Đã gửi duyệt «{TITLE}»").wait_for()
    return sounds


def sounds_on(person: Person) -> Sounds:
    """The hashes of both sounds on the open screen; their bytes are fetched and hashed here."""
    sources = [one.get_attribute("src") for one in person.page.locator("audio[src]").all()]
    return Sounds(*(hash_of(person, str(source)) for source in sources))


def hash_of(person: Person, source: str) -> str:
    named = re.search(r"([0-9a-f]{64})\.mp3$", source)
    assert named, source
    answer = person.page.request.get(source)
    assert hashlib.sha256(answer.body()).hexdigest() == named[1]
    return named[1]


def refuse_own_approval(editor: Person, leader: Person) -> None:
    """Whoever wrote it cannot approve it, neither by screen nor by sending the form."""
    leader.go("duyet/")
    address = leader.page.get_by_role("link", name=f"Xem và duyệt: {TITLE}").get_attribute("href")
    path = str(address).split("/ban-lam-viec/", 1)[1]
    leader.go(path)
    content = leader.page.locator("form[action$='/duyet/'] [name=hash]").input_value()
    editor.go(path)
    editor.page.get_by_text("Không ai tự duyệt nội dung do mình viết hoặc trình.").wait_for()
    assert editor.page.locator("form[action$='/duyet/']").count() == 0
    assert editor.send(f"{path}duyet/", hash=content).status == 403


def look_and_listen(leader: Person, sounds: Sounds) -> None:
    """The leader's one page, at the office and on a phone: those very bytes, and every form."""
    page = leader.page
    assert sounds_on(leader) == sounds
    assert leader.is_as_wide_as_screen()
    page.set_viewport_size(PHONE)
    assert leader.is_as_wide_as_screen()
    page.locator("audio[data-seen]").evaluate(
        "sound => { sound.muted = true; sound.playbackRate = 8; return sound.play(); }"
    )
    for form in page.locator("details.lt-form-shown").all():
        form.locator("summary").click()
    page.get_by_text("Đã nghe và mở đủ các dạng.").wait_for()


def approve(leader: Person) -> None:
    """With one button, on the phone."""
    leader.follow("Duyệt: đăng trang web và phát")
    leader.page.get_by_text(f"Đã duyệt «{TITLE}»").wait_for()


def read_on_the_site(browser: Any, url: str) -> None:
    """Anybody finds it in the Resolution-57 section, reads and hears it."""
    page = browsing.open_page(browser, url, viewport=PHONE)
    page.goto("/nghi-quyet-57/")
    browsing.follow(page, page.get_by_role("link", name=TITLE).first.click)
    page.get_by_role("heading", name=TITLE).wait_for()
    assert BODY in page.inner_text("main")
    assert page.get_by_role("button", name="Nghe bài này").is_visible()
    page.context.close()
