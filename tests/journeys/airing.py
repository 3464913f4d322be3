"""Step 4: into the next slot, to the receiver, onto the air at the second, and back as a proof."""

from __future__ import annotations

import wave
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.journeys.browser import Person
from tests.journeys.running import RunningDemo, wait_for

from lantoa.core import clock
from lantoa.core.clock import ZONE
from lantoa.receiver.sinks.file import NAME

TRY_ZONE, TRY_SLOT, OWN_SLOT = "Khu vực thử", "Khung giờ thử", "Khung giờ của hành trình"
# Time to approve, place, order, kill and recover.
AHEAD = timedelta(seconds=100)
RATE = 48_000


def add_slot(operator: Person) -> datetime:
    """One minute of air soon, at the screens of the timetable, instead of the demo's own slot
    every ten minutes: when it begins."""
    page = operator.go("truyen-thanh/khung-gio/")
    operator.follow(f"Sửa {TRY_SLOT}")
    page.get_by_label("Đang dùng").uncheck()
    save(operator, TRY_SLOT)
    operator.follow("Thêm khung giờ")
    starts_at = (clock.now() + AHEAD).replace(second=0, microsecond=0) + timedelta(minutes=1)
    page.get_by_label("Tên khung giờ").fill(OWN_SLOT)
    page.get_by_label("Khu vực").select_option(label=TRY_ZONE)
    page.get_by_label("Giờ bắt đầu").fill(starts_at.strftime("%H:%M"))
    page.get_by_label("Thời lượng (phút)").fill("1")
    page.locator("summary").filter(has_text="ngày bắt đầu").click()
    for label in ("Từ ngày", "Đến ngày"):
        page.get_by_label(label).fill(starts_at.date().isoformat())
    save(operator, OWN_SLOT)
    return starts_at


def save(operator: Person, name: str) -> None:
    """Keeps the slot on the open screen."""
    operator.follow("Lưu khung giờ")
    operator.page.get_by_text(f"Đã lưu khung giờ «{name}»").wait_for()


def kill_broker_and_receiver(demo: RunningDemo) -> None:
    """Both die at once, with the order under way, and come back by themselves."""
    killed = {part: demo.kill(part) for part in ("broker", "receiver")}
    for part, pid in killed.items():
        demo.wait_until_restarted(part, pid)


def heard(folder: Path, since: datetime, until: datetime) -> list[datetime]:
    """First and last moment with sound in this stretch of the recording; empty for silence."""
    moments: list[datetime] = []
    for path in sorted(folder.glob("*.wav")):
        begins = datetime.strptime(path.name, NAME).replace(tzinfo=ZONE)
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
            first = place(since - begins, file.getnframes())
            file.setpos(first)
            count = place(until - begins, file.getnframes()) - first
            samples = np.frombuffer(file.readframes(count), dtype="<i2")
        loud: NDArray[np.intp] = np.flatnonzero(samples) + first
        ends = (loud.min(), loud.max()) if loud.size else ()
        moments += [begins + timedelta(seconds=int(sample) / RATE) for sample in ends]
    return [moments[0], moments[-1]] if moments else []


def place(after: timedelta, frames: int) -> int:
    """The sample at a time after the beginning, inside the file."""
    return min(max(0, round(after.total_seconds() * RATE)), frames)


def wait_until_heard(demo: RunningDemo, slot: datetime, item: dict[str, Any]) -> None:
    """Silence before the slot; the opening at its second, the item at its own, the closing before
    the slot ends, and silence again."""
    sink, second = demo.home / "sound", timedelta(seconds=1)
    starts_at, slot_ends_at = datetime.fromisoformat(item["starts_at"]), slot + 60 * second
    ends_at = starts_at + item["seconds"] * second
    wait_for(lambda: clock.now() > slot_ends_at + 4 * second, "the end of the slot")
    assert heard(sink, slot - 20 * second, slot - second) == []
    began, _ = heard(sink, slot - second, starts_at)
    assert abs(began - slot) <= second
    item_began, item_ended = heard(sink, starts_at - second / 2, ends_at + second / 2)
    assert abs(item_began - starts_at) <= second
    assert abs(item_ended - ends_at) <= 1.5 * second
    _, ended = heard(sink, ends_at, slot_ends_at + 3 * second)
    assert ends_at < ended <= slot_ends_at + second


def see_proof(operator: Person, title: str, seq: int) -> None:
    """The desk says that it was played, with the number of the entry."""
    operator.go("truyen-thanh/da-phat/")
    row = operator.page.locator("tr").filter(has_text=title).first
    words = row.inner_text()
    assert "đã phát" in words and str(seq) in words
