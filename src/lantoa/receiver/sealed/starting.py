"""Starts a sealed alert on this receiver, and ends it. One person, one code, once.

What sounds is what a second person approved and the station signed; the code only says when.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from lantoa.receiver.messages import (
    SOUND_PATH,
    Fault,
    Play,
    Priority,
    SealedAlert,
    SealedSound,
)
from lantoa.receiver.messages.start_codes import is_code
from lantoa.receiver.sealed.shelf import (
    Shelf,
    forget_wrong,
    locked_seconds,
    note_used,
    note_wrong,
    shelf,
    used_checks,
)
from lantoa.receiver.sounds import Sounds
from lantoa.receiver.store import Store
from lantoa.receiver.store.plan import Item, add_play, end_item, moment, open_items
from lantoa.receiver.store.proofs import Author, refuse

log = logging.getLogger("lantoa.receiver")

HEAD = "z/"
PATIENCE = timedelta(seconds=120)
# However long an alert is said to last: without the station it sounds no longer than this.
LONGEST = timedelta(hours=12)
NOTHING = "Loa không phát gì thêm."


class NotStarted(Exception):
    """Why, in words for the page."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the page works on. `clock`: seconds since 1970; `on_change`: the plan has changed."""

    store: Store
    sounds: Sounds
    author: Author
    clock: Callable[[], float]
    on_change: Callable[[], None]


def name_of(alert: str, started: int, part: str) -> str:
    """How proofs name one sounding: `z/<alert>/<seconds since 1970>/<number or "e">`."""
    return f"{HEAD}{alert}/{started}/{part}"


def running(store: Store, alert: str = "") -> list[Item]:
    """What was started here and has not come to its end, of one alert or of all."""
    head = f"{HEAD}{alert}/" if alert else HEAD
    return [
        item for item in open_items(store) if item.broadcast.startswith(head) and not item.ending
    ]


def start(desk: Desk, *, alert: str, code: str) -> SealedAlert:
    """Has it sound now, again and again until it is over, and then its end. Raises NotStarted."""
    now, lies = desk.clock(), shelf(desk.store)
    found = _opened(desk, lies, alert, code, now)
    with desk.store.change():
        if running(desk.store, alert):
            raise NotStarted("Cảnh báo này đang phát rồi.")
        if found.check in used_checks(desk.store):
            raise NotStarted(f"Mã này đã dùng một lần. {NOTHING} Lấy mã mới ở xã.")
        if now > found.until.timestamp():
            raise NotStarted(f"Bản duyệt sẵn này đã quá hạn dùng. {NOTHING}")
        if not desk.sounds.has(found.call.sha256):
            raise NotStarted(
                f"Âm thanh của cảnh báo chưa tải về bộ thu. {NOTHING} Mã vẫn còn dùng."
            )
        note_used(desk.store, found.check)
        _plan(desk, lies, found, int(now))
    log.warning("cảnh báo duyệt sẵn %s được khởi động tại bộ thu", alert)
    desk.on_change()
    return found


def stop(desk: Desk, *, alert: str, code: str) -> None:
    """Silence, and the spoken end. The same code, though it is used up. Raises NotStarted."""
    now, lies = desk.clock(), shelf(desk.store)
    found = _opened(desk, lies, alert, code, now)
    with desk.store.change():
        items = running(desk.store, alert)
        if not items:
            raise NotStarted("Cảnh báo này không còn phát.")
        for item in items:
            end_item(desk.store, item.broadcast, Fault.STOP_ORDER)
        started = int(items[0].broadcast.split("/")[2])
        _add(desk, lies, name_of(found.alert, started, "e"), found.end, now)
    desk.on_change()


def _opened(desk: Desk, lies: Shelf, alert: str, code: str, now: float) -> SealedAlert:
    """The alert that this code opens. Outside of any change of the store: a code takes its time,
    and the player must not wait for it. The right one always opens: a stranger who guesses locks
    out guesses, never the person with the paper."""
    found = lies.alert(alert)
    if found is not None and is_code(code, salt=found.salt, check=found.check):
        forget_wrong(desk.store)
        return found
    left = locked_seconds(desk.store, now=now)
    if left:
        minutes = -(-int(left) // 60)
        raise NotStarted(f"Đã thử sai nhiều lần. {NOTHING} Thử lại sau {minutes} phút.")
    raise _Wrong()


def _plan(desk: Desk, lies: Shelf, found: SealedAlert, started: int) -> None:
    lasts = min(timedelta(minutes=found.lasts_minutes), LONGEST).total_seconds()
    step = max(found.repeat_minutes * 60, found.call.seconds + 1) if found.repeat_minutes else 0
    count = 1 + (int(max(0.0, lasts - found.call.seconds) // step) if step else 0)
    for number in range(count):
        name = name_of(found.alert, started, str(number + 1))
        _add(desk, lies, name, found.call, started + number * step)
    _add(desk, lies, name_of(found.alert, started, "e"), found.end, started + lasts)


def _add(desk: Desk, lies: Shelf, name: str, sound: SealedSound, begin: float) -> None:
    starts_at = moment(begin)
    play = Play(
        broadcast=name,
        starts_at=starts_at,
        seconds=sound.seconds,
        sha256=sound.sha256,
        size=sound.size,
        mime=sound.mime,
        path=SOUND_PATH + sound.sha256,
        priority=Priority.EMERGENCY,
        gain_db=0,
        hard_end_at=starts_at + timedelta(seconds=sound.seconds) + PATIENCE,
    )
    add_play(desk.store, play, n=lies.order_n, signer=lies.order_signer)


class _Wrong(NotStarted):
    """A wrong code."""

    def __init__(self) -> None:
        super().__init__(f"Mã không đúng. {NOTHING}")


def counted(desk: Desk, act: Callable[[], object]) -> None:
    """Does `act`; a wrong code is counted, and reported to the station when the page locks."""
    try:
        act()
    except _Wrong:
        now = desk.clock()
        if note_wrong(desk.store, now=now):
            refuse(desk.store, desk.author, fault=Fault.WRONG_CODE, now=now, digest="")
            desk.on_change()
        raise
