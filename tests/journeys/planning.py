"""Step 2: an office's file becomes live work."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browsing import until
from tests.journeys.browser import Person
from tests.journeys.running import RunningDemo

from lantoa.core.home import CLONE

REAL = CLONE.parent / "shared" / "plans" / "dong-kinh.txt"
SAMPLE = CLONE / "samples" / "ke-hoach-song-lam.txt"


def plan_file(folder: Path) -> Path:
    """The real plan where it is; else the sample with number and day left blank as well."""
    return REAL if REAL.is_file() else blank_sample(folder)


def blank_sample(folder: Path) -> Path:
    """The sample as it stands before the clerk gives it number and day."""
    text = re.sub(r"^Số: \d+", "Số: ", SAMPLE.read_text("utf-8"), count=1, flags=re.MULTILINE)
    text = re.sub(r"ngày \d+ tháng \d+ năm", "ngày tháng năm", text, count=1)
    path = folder / "ke-hoach.txt"
    path.write_text(text, "utf-8")
    return path


@dataclass(frozen=True)
class LivePlan:
    """A plan's code, and the words of its tasks by number."""

    code: str
    tasks: dict[str, str]


def bring_plan(officer: Person, demo: RunningDemo, file: Path) -> LivePlan:
    """Uploads, reads, settles what is doubtful, confirms: the plan is live then."""
    expected = json.loads(demo.lantoa("plan", "read", str(file)))
    officer.go("ke-hoach/")
    officer.follow("Đưa kế hoạch khác vào")
    officer.page.set_input_files("[name=file]", str(file))
    officer.follow("Đọc kế hoạch")
    reading = officer.page.locator("#reading")
    count = f"{len(expected['tasks'])} nhiệm vụ, {len(expected['objectives'])} chỉ tiêu"
    assert len(expected["tasks"]) == 8
    assert count in reading.inner_text()
    for label in ("Số, ký hiệu", "Ngày ban hành"):
        assert "Để trống" in field(reading, label).inner_text()
    show_sentence(officer)
    settle_doubts(officer)
    officer.follow(f"Đưa {count} vào thực hiện")
    assert re.search(r"/ke-hoach/[^/]+/$", officer.page.url), officer.page.url
    assert officer.page.locator(".lt-board .lt-code").first.inner_text() == "1.1"
    assert "Chưa ghi số, ngày ban hành" in officer.page.inner_text("main")
    code = officer.page.url.rstrip("/").rsplit("/", 1)[1]
    return LivePlan(code, {task["number"]: task["text"] for task in expected["tasks"]})


def field(reading: Any, label: str) -> Any:
    """The first field of this name on the reading screen."""
    heading = reading.page.get_by_role("heading", name=label, exact=True)
    return reading.locator(".lt-read").filter(has=heading).first


def show_sentence(officer: Person) -> None:
    """A value leads to the lines that it came from."""
    value = officer.page.locator(".lt-read").filter(has_text="bằng 100%").first
    value.locator(".lt-line").click()
    officer.page.locator(".lt-paper .is-shown").first.wait_for()
    assert "100%" in " ".join(officer.page.locator(".lt-paper .is-shown").all_inner_texts())


def settle_doubts(officer: Person) -> None:
    """Each as it was read; a unit that the registry does not know keeps its wording."""
    page = officer.page
    doubts = page.locator(".lt-read.is-doubtful")
    while left := doubts.count():
        ways = doubts.first.get_by_role("button", name=re.compile("Đúng như đã đọc|Giữ nguyên"))
        ways.first.click()
        until(page, f"document.querySelectorAll('.lt-read.is-doubtful').length < {left}")
