"""From an empty folder to the first programme on air, as the people of a commune do it: real
processes, a real browser, a real receiver. Their work is timed by a model (`worker.py`). The
administrator prints the codes for the day when the telephone is lost; the others another day.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.browsing import open_browser, until
from tests.journeys.airing import heard
from tests.journeys.planning import SAMPLE
from tests.journeys.running import (
    ENDS_WITHIN,
    UP_WITHIN,
    WITHIN,
    own_database,
    wait_for,
)
from tests.journeys.worker import CODE_KEY, Work, Worker
from tests.ports import free_port
from tests.registry.sheets import xlsx

from lantoa.core import clock
from lantoa.core.home import CLONE

pytestmark = [pytest.mark.journey, pytest.mark.slow]
CODE = re.compile(r"^    ([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})$", re.MULTILINE)
PASSWORD = "ruộng lúa chín vàng ven sông"
MOST_MINUTES = 30
TITLE = "Tối nay họp thôn bàn việc làm đường"
WORDS = (
    "Mời bà con thôn Bến Đò họp lúc 19h30 tại nhà văn hóa thôn. Nội dung: góp ngày công, hiến đất "
    "mở rộng đường ra bến. Mỗi nhà cử một người."
)
HAMLETS = [["STT", "Tên thôn", "Số hộ", "Số nhân khẩu"], [1, "Bến Đò", "244", "910"],
           [2, "Núi Tháp", 180, 702], ["Tổng cộng", None, 424, "1.612"]]  # fmt: skip
CLUSTERS = [["Cụm loa", "Thôn", "Số loa", "Thôn nghe được"], ["Bến Đò 1", "Bến Đò", 2, "toàn xã"]]
STAFF = [["DANH SÁCH CÁN BỘ"], ["TT", "Họ và tên", "Chức vụ", "Đơn vị", "Từ ngày"],
         [1, "Lê Quang Thành", "Chủ tịch", "Lãnh đạo UBND xã", "01/07/2025"],
         [2, "Nguyễn Thị Hòa", "Chuyên viên", "Phòng Văn hóa - Xã hội", "01/07/2025"],
         [3, "Trần Thị Mai", "Viên chức", "Trung tâm Dịch vụ tổng hợp", "01/07/2025"],
         [4, "Phạm Đức Long", "Viên chức", "Trung tâm Dịch vụ tổng hợp", "01/07/2025"]]  # fmt: skip
NAMES = {"leader": "Lê Quang Thành", "plan_officer": "Nguyễn Thị Hòa", "editor": "Trần Thị Mai",
         "station_operator": "Phạm Đức Long"}  # fmt: skip
AHEAD = timedelta(seconds=120)


class FreshCommune:
    """`lantoa run` on an empty folder, and one receiver beside it."""

    def __init__(self, folder: Path, database: dict[str, str]) -> None:
        self.home, self.device, self.sink = folder, folder.parent / "loa", folder.parent / "tieng"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ, **database, "LANTOA_HOME": str(folder), "PORT": str(self.port),
            "LANTOA_BROKER": "", "LANTOA_BROKER_PORT": str(free_port()),
            "LANTOA_BROKER_TLS_PORT": str(free_port()),
        }  # fmt: skip
        for made in (folder, self.sink):
            made.mkdir(parents=True)
        self._said = folder.parent / "said.txt"
        self._processes = [self._start("run", said=self._said)]

    def first_code(self) -> str:
        """As the terminal prints it."""
        found = wait_for(lambda: CODE.search(self._said.read_text("utf-8")), "code", UP_WITHIN)
        wait_for(self._answers, "the site", UP_WITHIN)
        return found[1]

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/ban-lam-viec/lan-dau/", timeout=WITHIN).close()
        except OSError:
            return False
        return True

    def enrol_receiver(self, code: str) -> None:
        """What the person at the loudspeaker types."""
        home = ["--home", str(self.device)]
        words = ["receiver", "enrol", code, *home, "--server", self.url]
        done = subprocess.run(
            [sys.executable, "-m", "lantoa.cli", *words], cwd=CLONE, env=self.environment,
            capture_output=True, text=True, timeout=WITHIN, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        words = ["receiver", "run", *home, "--sink", f"file:{self.sink}"]
        self._processes.append(self._start(*words, said=self._said.with_name("loa.txt")))

    def end(self) -> None:
        for process in reversed(self._processes):
            process.terminate()
            process.wait(ENDS_WITHIN)

    def _start(self, *words: str, said: Path) -> subprocess.Popen[bytes]:
        with said.open("wb") as out:
            return subprocess.Popen(
                [sys.executable, "-m", "lantoa.cli", *words], cwd=CLONE, env=self.environment,
                stdout=out, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip


@pytest.fixture
def browser() -> Iterator[Any]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def fresh(tmp_path: Path, browser: Any) -> Iterator[FreshCommune]:
    with own_database() as database:
        running = FreshCommune(tmp_path / "xa", database)
        try:
            yield running
        finally:
            running.end()


def test_from_an_empty_folder_to_the_first_programme_on_air(
    fresh: FreshCommune, browser: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work, began = Work(), clock.now()
    shots = Path(os.environ["LANTOA_SHOTS"]) if "LANTOA_SHOTS" in os.environ else None

    def somebody(name: str) -> Worker:
        return Worker(browser, fresh.url, name, work, shots)

    admin = somebody("quản trị")
    open_program(admin, fresh.first_code())
    passwords = set_up(admin, tmp_path)
    people = {}
    for role in NAMES:
        people[role] = somebody(role)
        username, one_time = passwords[role]
        people[role].sign_in_first(username, one_time, PASSWORD)
    fresh.enrol_receiver(invite_receiver(admin))
    operator, editor, leader = people["station_operator"], people["editor"], people["leader"]
    bring_plan(people["plan_officer"])
    write(editor)
    starts_at = set_hours(operator)
    approve(leader)
    wait_for(lambda: clock.now() > starts_at + timedelta(seconds=8), "the hour of the slot")
    second = timedelta(seconds=1)
    found = wait_for(
        lambda: heard(fresh.sink, starts_at - second, starts_at + 60 * second), "sound"
    )
    assert abs(found[0] - starts_at) <= 2 * second
    minutes, whole = work.person / 60, (work.person + work.unread) / 60
    with capsys.disabled():
        print(
            f"\nTừ thư mục trống đến tiếng loa đầu tiên: {minutes:.1f} phút công của "
            f"{len(work.by)} người theo mô hình KLM, trong đó quản trị "
            f"{work.by['quản trị'] / 60:.1f} phút; đọc hết mọi chữ thì {whole:.1f} phút. "
            f"{work.screens} màn hình, {work.clicks} lần bấm, {work.fields} ô điền, {work.keys} "
            f"phím; máy {work.machine:.0f} giây; cả buổi chạy thử "
            f"{(clock.now() - began).total_seconds():.0f} giây."
        )
    assert minutes <= MOST_MINUTES


def open_program(admin: Worker, code: str) -> None:
    """The code of the terminal, the first account, its second factor."""
    page = admin.page
    admin.open("")
    assert page.url.endswith("/lan-dau/"), page.url
    admin.fill(page.locator("[name=code]"), code, is_code=True)
    admin.fill(page.locator("[name=name]"), "Đỗ Văn Quyết")
    admin.fill(page.locator("[name=password]"), PASSWORD)
    admin.fill(page.locator("[name=again]"), PASSWORD)
    admin.press("Mở tài khoản quản trị")
    admin.enrol(prints_codes=True)
    assert page.url.endswith("/gio-dau-tien/"), page.url


def set_up(admin: Worker, folder: Path) -> dict[str, tuple[str, str]]:
    """Commune, units, accounts, three tables: the one-time passwords by role."""
    page = admin.page
    admin.press("Chọn xã: Chọn xã")
    admin.fill(page.locator("#q"), "dong kinh ha tinh")
    admin.press("Tìm xã")
    admin.press("Chọn Xã Đông Kinh")
    admin.press("Để sau")
    admin.press("Ghi đơn vị")
    admin.press("Ghi các đơn vị đã đánh dấu")
    admin.press("Mở tài khoản")
    for role, name in NAMES.items():
        admin.fill(page.locator(f"#ho-ten-{role}"), name)
    admin.press("Mở các tài khoản đã đánh dấu")
    cells = page.locator(".lt-codes").all_inner_texts()
    admin.press("Đã đưa, đi tiếp")
    for name, rows in (("thon", HAMLETS), ("cum-loa", CLUSTERS), ("can-bo", STAFF)):
        path = folder / f"{name}.xlsx"
        path.write_bytes(xlsx(rows))
        admin.follow(page.locator(f"a[href$='/nhap/{name}/']").first)
        admin.hand_in(path)
        admin.press("Đọc tệp và xem trước")
        admin.follow(page.get_by_role("button", name=re.compile(r"^Nhập \d+ dòng")))
        page.get_by_text("Đã nhập «").first.wait_for()
        admin.open("gio-dau-tien/")
    return dict(zip(NAMES, zip(cells[::2], cells[1::2], strict=True), strict=True))


def invite_receiver(admin: Worker) -> str:
    """The code for the one cluster; somebody types it at the loudspeaker."""
    admin.open("gio-dau-tien/")
    admin.press("Lấy mã ghi danh")
    admin.press("Mời ghi danh")
    code = str(admin.page.locator("#code").inner_text())
    admin.spend(60 + len(code) * CODE_KEY)
    return code


def bring_plan(officer: Worker) -> None:
    """Uploaded, every doubt left as it was read, live."""
    page = officer.page
    officer.press("Đưa kế hoạch vào")
    officer.hand_in(SAMPLE)
    officer.press("Đọc kế hoạch")
    doubts = page.locator(".lt-read.is-doubtful")
    while left := doubts.count():
        officer.click(
            doubts.first.get_by_role("button", name=re.compile("Đúng như đã đọc|Giữ nguyên")).first
        )
        until(page, f"document.querySelectorAll('.lt-read.is-doubtful').length < {left}")
    officer.follow(page.get_by_role("button", name=re.compile("vào thực hiện")).first)
    assert re.search(r"/ke-hoach/[^/]+/$", page.url), page.url


def write(editor: Worker) -> None:
    """Title, words, sound by the machine's voice, submitted."""
    page = editor.page
    editor.open("tin-bai/viet/")
    editor.fill(page.get_by_label("Tiêu đề"), TITLE)
    editor.fill(page.get_by_label("Tóm tắt"), WORDS)
    editor.tick(page.locator("[name=tasks]").first)
    editor.tick(page.locator("[name=audiences]").first)
    editor.tick(page.get_by_label("Nội dung không chứa bí mật nhà nước"))
    page.get_by_role("link", name="Làm âm thanh").first.wait_for()
    editor.saves(WORDS)
    editor.press("Làm âm thanh")
    voice = page.locator("summary").filter(has_text="Dùng giọng máy")
    editor.press_key(voice, "Enter")
    editor.press("Làm âm thanh bằng giọng máy")
    page.locator("#lt-sound audio").first.wait_for()
    editor.press("Gửi duyệt")
    page.get_by_text(f"Đã gửi duyệt «{TITLE}»").wait_for()


def set_hours(operator: Worker) -> Any:
    """A zone of the one cluster, and a slot of one minute soon: when it begins."""
    page = operator.page
    operator.open("truyen-thanh/khung-gio/")
    operator.press("Thêm khu vực đầu tiên")
    operator.fill(page.get_by_label("Tên khu vực"), "Toàn xã")
    operator.tick(page.get_by_label("Bến Đò 1"))
    for label in ("quiet_from", "quiet_until"):  # the trial may run at night
        operator.fill(page.locator(f"[name={label}]"), "")
    operator.press("Lưu khu vực")
    operator.press("Thêm khung giờ")
    starts_at = (clock.now() + AHEAD).replace(second=0, microsecond=0) + timedelta(minutes=1)
    operator.fill(page.get_by_label("Tên khung giờ"), "Bản tin tối")
    operator.choose(page.get_by_label("Khu vực"), label="Toàn xã")
    operator.fill(page.get_by_label("Giờ bắt đầu"), starts_at.strftime("%H:%M"))
    operator.fill(page.get_by_label("Thời lượng (phút)"), "1")
    operator.press("Lưu khung giờ")
    page.get_by_text("Đã lưu khung giờ").first.wait_for()
    return starts_at


def approve(leader: Worker) -> None:
    """Listens to what will air and approves."""
    leader.open("duyet/")
    leader.press(f"Xem và duyệt: {TITLE}")
    leader.spend(30)  # the sound, to its end
    leader.press("Duyệt: đăng trang web và phát")
    leader.page.get_by_text(f"Đã duyệt «{TITLE}»").wait_for()
